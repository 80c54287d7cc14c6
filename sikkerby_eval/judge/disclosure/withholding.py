"""Which rows of a publication are withheld: the small ones, and those that would give them back."""

import itertools
import re
from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd

from sikkerby_eval.judge.disclosure.attacker import feasible_intervals
from sikkerby_eval.judge.disclosure.cells import KEY_COLUMNS, Cells, Structure, lay_out
from sikkerby_eval.judge.disclosure.one_count import WHOLES_OF_YEARS
from sikkerby_eval.judge.disclosure.primary import counts_behind, guarded, is_small, too_small
from sikkerby_eval.judge.disclosure.sums import STATE_AT_THE_END
from sikkerby_eval.judge.disclosure.suppression import DisclosureError, suppress
from sikkerby_eval.metrics.estimates import WHOLE_CITY

COST_OF_THE_CITY = 1.01
"""A little more than any other row, so that of two equally good choices the city's own number stays."""
COST_OF_A_KEPT_ROW = 50.0
ANY = "any metric"


class _Laid(NamedTuple):
    """A publication beside what was shown elsewhere: ``rows`` holds the used rows of ``frame``, then those."""

    frame: pd.DataFrame
    counts: pd.DataFrame
    primary: pd.DataFrame
    used: pd.Series
    rows: pd.DataFrame
    status: pd.DataFrame
    cells: Cells


def withhold(frame: pd.DataFrame, *, ledger, min_count, **publication) -> tuple[pd.DataFrame, Structure]:
    """Say of each row of a publication whether its count, and whether its base, is withheld.

    Reports of a later time do not change the choice, so that a report can be made again and stay the same, unless it
    would give back together with them what it withholds.

    Parameters
    ----------
    frame
        Estimates of all tables with ``row_id``.
    ledger, min_count, publication
        As for ``disclosure.protect_all``.

    Returns
    -------
    DataFrame
        Booleans ``count`` and ``base`` on the index of ``frame``.
    Structure
        Which counts are the same and which sums hold.
    """
    later = ledger is not None and "later" in ledger and bool(ledger["later"].any())
    before = _laid(frame, ledger[~ledger["later"]] if later else ledger, min_count, **publication)
    withheld = _withheld(before, min_count)
    if later:
        beside = _laid(frame, ledger, min_count, **publication)
        if _given_back(beside, withheld, min_count):
            return _withheld(beside, min_count), beside.cells.structure
    return withheld, before.cells.structure


def _laid(frame, ledger, min_count, *, small_places, areas, sums, keep) -> _Laid:
    is_guarded = guarded(frame, small_places=small_places)
    counts = counts_behind(frame, is_guarded)
    primary = too_small(frame, counts, is_guarded, min_count)
    metrics = set(frame.loc[is_guarded, "metric"])
    used = frame["metric"].isin(metrics) & counts["count"].notna() & ~counts["is_comparison"]
    today = pd.concat([frame[["row_id", *KEY_COLUMNS]], counts], axis=1)[used].assign(is_old=False)
    rows = pd.concat([today, earlier_rows(ledger, today)], ignore_index=True)
    told, unchanged = _told_before(rows, ledger)
    status = primary.assign(is_guarded=is_guarded)[used].reset_index(drop=True).reindex(rows.index, fill_value=False)
    status["public"] = unchanged | ~status["is_guarded"]
    status["stays"] = told | status["public"]
    status["keep"] = rows["row_id"].isin(list(keep))
    cells = lay_out(rows, sums=sums, areas=areas)
    return _Laid(frame, counts, primary, used, rows, status, cells)


def _withheld(laid: _Laid, min_count) -> pd.DataFrame:
    withheld, where = laid.primary.copy(), laid.cells.rows[: laid.used.sum()]
    chosen = _choose(laid.cells, laid.rows, laid.status, min_count)
    withheld.loc[laid.used, "count"] |= chosen[where["numerator"]]
    withheld.loc[laid.used, "base"] |= chosen[where["denominator"]] & (where["denominator"] >= 0).to_numpy()
    withheld["count"] |= withheld["base"]
    is_comparison = laid.counts["is_comparison"]
    withheld["count"] |= _falls_with_its_sources(laid.frame, is_comparison, laid.frame[withheld["count"]])
    return withheld


def _given_back(laid: _Laid, withheld: pd.DataFrame, min_count) -> bool:
    """Attack a choice that was made without reports of a later time, with what those show."""
    hidden = np.zeros(len(laid.cells.values), dtype=bool)
    where, out = laid.cells.rows[: laid.used.sum()], withheld[laid.used]
    public = laid.status["public"].to_numpy(bool)[: len(where)]
    for part, flag in (("numerator", out["count"]), ("denominator", out["base"])):
        hidden[where.loc[flag.to_numpy(bool) & ~public & (where[part] >= 0).to_numpy(), part]] = True
    known = np.where(hidden | ~laid.cells.printed, np.nan, laid.cells.values)
    ends = feasible_intervals(laid.cells.equations, known, of=hidden)
    return bool((ends["high"] - ends["low"] < min_count).any())


def earlier_rows(ledger: pd.DataFrame | None, today: pd.DataFrame) -> pd.DataFrame | None:
    """Take the rows of earlier issues about today's metrics that today's tables do not have.

    How persons stood at the end of another year is another number, which does not add up with today's, but for those
    who are counted year by year too.
    """
    if ledger is None or ledger.empty:
        return None
    counts = counts_behind(ledger, ledger["value"].notna()).assign(is_old=True)
    rows = pd.concat([ledger[[*KEY_COLUMNS]], counts], axis=1).assign(row_id=pd.NA)
    keys = list(KEY_COLUMNS)
    told_again = pd.MultiIndex.from_frame(ledger[keys]).isin(pd.MultiIndex.from_frame(today[keys]))
    gone = ~told_again & ledger["metric"].isin(today["metric"]) & ~ledger.duplicated(keys, keep="last")
    by_year = pd.MultiIndex.from_frame(ledger[["metric", "group"]]).isin(WHOLES_OF_YEARS)
    gone &= ~ledger["metric"].str.match(STATE_AT_THE_END) | by_year
    return rows[gone & counts["count"].notna() & ~counts["is_comparison"]]


def _told_before(rows, ledger):
    if ledger is None or ledger.empty:
        never = pd.Series(False, index=rows.index)
        return never, never
    keys = list(KEY_COLUMNS)
    counts = counts_behind(ledger, ledger["value"].notna())
    before = ledger[keys].assign(count=counts["count"])[~counts["is_comparison"]].dropna(subset="count")
    before = before.drop_duplicates(keys, keep="last").astype(dict.fromkeys(keys, "object"))
    count = rows[keys].astype("object").merge(before, on=keys, how="left")["count"].set_axis(rows.index)
    unchanged = (count == rows["count"]).fillna(False).astype(bool)
    return (count.notna() & ~rows["metric"].str.match(STATE_AT_THE_END)) | unchanged, unchanged


def _choose(cells: Cells, rows, status, min_count):
    number = [cells.rows[part].to_numpy(dtype=int) for part in ("numerator", "denominator")]

    def marked(*flags):
        cells_marked = np.zeros(len(cells.values), dtype=bool)
        for part, flag in zip(number, flags, strict=True):
            cells_marked[part[flag.to_numpy(bool) & (part >= 0)]] = True
        return cells_marked

    public = _follows(cells, marked(status["public"], status["public"]))
    small = is_small(pd.Series(cells.values), min_count).to_numpy()
    must = marked(status["count"], status["base"]) & ~public
    if not (cells.base & ~public & (must | (small & cells.derived))).any():
        # Nobody needs to hide a denominator while none is small; tables then hang together by their numerators alone.
        bases = cells.base & cells.printed
        bases[number[0]] = False
        public = _follows(cells, public | bases)
    free = cells.printed & ~public & ~marked(status["stays"], status["stays"])
    # What it costs to hide a count is the rows that print it.
    cost = np.bincount(np.concatenate(number)[np.concatenate(number) >= 0], minlength=len(cells.values)) * 1.0
    cost[number[0][(rows["area"] == WHOLE_CITY).to_numpy()]] *= COST_OF_THE_CITY
    cost[marked(status["keep"], status["keep"])] *= COST_OF_A_KEPT_ROW
    target = (cells.printed | (small & cells.derived)) & ~public
    chosen = suppress(
        cells.equations,
        np.select([small, cells.values >= min_count], [1, min_count], 0),
        hidden=(must | ~cells.printed) & ~public,
        target=target,
        free=free,
        bonds=np.unique(np.c_[number[1], number[0]][number[1] >= 0], axis=0),
        cost=cost,
        min_count=min_count,
    )
    _check(cells, chosen, target, min_count)
    return chosen & cells.printed


def _check(cells, chosen, target, min_count):
    """Attack the choice with the true counts before anybody sees it."""
    known = np.where(chosen | ~cells.printed, np.nan, cells.values)
    ends = feasible_intervals(cells.equations, known, of=chosen & target)
    narrow = ends["high"] - ends["low"] < min_count
    if narrow.any():
        raise DisclosureError(
            f"{int(narrow.sum())} of {len(ends)} withheld numbers could be bounded more narrowly than {min_count}: "
            "publish fewer or broader areas, ages or years"
        )


def _follows(cells, public):
    """Add the counts that follow from public ones alone: nothing withheld today could hide them."""
    equations = cells.equations.tocsr()
    while True:
        unknown = equations[:, np.flatnonzero(~public)]
        last = np.diff(unknown.indptr) == 1
        settled = np.flatnonzero(~public)[unknown[np.flatnonzero(last)].indices]
        if not len(new := settled[~cells.printed[settled]]):
            return public
        public[new] = True


def _falls_with_its_sources(frame, is_comparison, withheld):
    """Say which comparisons would give back a withheld share together with the other one they compare.

    A comparison carries the counts of its last share: the metric that states them there is the one it compares. Where
    none does, every withheld number of the area, the group and the periods counts as its source.
    """
    beside, hidden = defaultdict(list), set()
    for row in frame[~is_comparison & frame["numerator"].notna()].itertuples(index=False):
        counts = row.numerator, None if pd.isna(row.denominator) else row.denominator
        beside[row.group, row.area, row.period].append((row.metric, counts))
    for row in withheld.itertuples(index=False):
        hidden.add((row.group, row.area, row.period, row.metric))
        hidden.add((row.group, row.area, row.period, ANY))
    falls = pd.Series(False, index=frame.index)
    for row in frame[is_comparison].itertuples():
        periods = [row.period, _year_before(row.period), *row.period.replace("–", "-").split("-")]
        counts = tuple(None if pd.isna(count) else count for count in (row.numerator, row.denominator))
        metrics = {m for p in periods for m, own in beside[row.group, row.area, p] if own == counts and None not in own}
        places = itertools.product((row.area, WHOLE_CITY), periods, metrics or {ANY})
        falls[row.Index] = any((row.group, area, period, metric) in hidden for area, period, metric in places)
    return falls


def _year_before(period):
    return re.sub(r"\b\d{4}(?=K|-\d{2}-)", lambda year: str(int(year[0]) - 1), period)
