"""Which rows of a publication are withheld: the small ones, and those that would give them back."""

import itertools
import re
from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd

from sikkerby_eval.judge.disclosure.attacker import feasible_intervals
from sikkerby_eval.judge.disclosure.cells import KEY_COLUMNS, Cells, Structure, lay_out
from sikkerby_eval.judge.disclosure.other_issues import (
    about,
    base_told_before,
    earlier_rows,
    that_could_be,
    told_before,
    told_by_the_others,
    withheld_before,
)
from sikkerby_eval.judge.disclosure.primary import counts_behind, guarded, is_small, too_small
from sikkerby_eval.judge.disclosure.suppression import DisclosureError, suppress
from sikkerby_eval.metrics.estimates import WHOLE_CITY

COST_OF_THE_CITY = 1.01
"""A little more than any other row, so that of two equally good choices the city's own number stays."""
COST_OF_A_KEPT_ROW = 50.0
ANY = "any metric"


class _Laid(NamedTuple):
    """A publication beside other issues: ``rows`` holds the used rows of ``frame``, what is behind them, then theirs.

    ``guessed`` are the cells that only another issue knew; they hold counts that fit.
    """

    frame: pd.DataFrame
    counts: pd.DataFrame
    withheld: pd.DataFrame
    used: pd.Series
    rows: pd.DataFrame
    status: pd.DataFrame
    cells: Cells
    guessed: np.ndarray


def withhold(frame: pd.DataFrame, *, ledger, min_count, **publication) -> tuple[pd.DataFrame, Structure]:
    """Say of each row of a publication whether its count, and whether its base, is withheld.

    What another issue has withheld stays withheld, whatever it was withheld for, unless a third has shown it. Reports
    of a later time do not change the choice, so that a report can be made again and stay the same, unless it would give
    back together with them what it withholds, or what they do.

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
    persons = guarded(frame, small_places=publication["small_places"])
    ledger = about(ledger, frame.loc[persons, "metric"])
    later = ledger is not None and bool(ledger["later"].any())
    before = _laid(frame, ledger[~ledger["later"]] if later else ledger, min_count, **publication)
    withheld = _withheld(before, min_count)
    if later:
        beside = _laid(frame, ledger, min_count, **publication)
        if _given_back(beside, withheld, min_count):
            return _withheld(beside, min_count), beside.cells.structure
    return withheld, before.cells.structure


def _laid(frame, ledger, min_count, *, small_places, areas, sums, behind, keep) -> _Laid:
    is_guarded = guarded(frame, small_places=small_places)
    counts = counts_behind(frame, is_guarded)
    must = too_small(frame, counts, is_guarded, min_count)
    must |= withheld_before(frame, ledger).where(is_guarded, False)
    metrics = set(frame.loc[is_guarded, "metric"])
    used = frame["metric"].isin(metrics) & counts["count"].notna() & ~counts["is_comparison"]
    today = pd.concat([frame[["row_id", *KEY_COLUMNS]], counts], axis=1)[used].assign(is_old=False, is_hidden=False)
    rows = pd.concat([today.assign(is_unseen=False), _unseen(behind)], ignore_index=True)
    rows = pd.concat([rows, earlier_rows(ledger, rows)], ignore_index=True)
    told, unchanged = told_before(rows, ledger)
    status = must.assign(is_guarded=is_guarded)[used].reset_index(drop=True).reindex(rows.index, fill_value=False)
    hidden, unseen = rows["is_hidden"].astype(bool), rows["is_unseen"].astype(bool)
    status["count"] |= hidden
    status["base"] |= hidden & rows["is_share"] & rows["base"].isna()
    status["public"] = (unchanged | ~status["is_guarded"]) & ~hidden & ~unseen
    status["base_public"] = status["public"] | base_told_before(rows, ledger)
    status["stays"] = told | status["public"] | hidden
    status["keep"] = rows["row_id"].isin(list(keep))
    cells = lay_out(rows, sums=sums, areas=areas)
    settled = told_by_the_others(cells.equations, cells.values)
    guessed = np.isnan(settled)
    cells = cells._replace(values=that_could_be(cells.equations, settled), derived=cells.derived & ~guessed)
    return _Laid(frame, counts, must, used, rows, status, cells, guessed)


def _unseen(behind):
    """Give the counts that nobody prints, of which those printed are sums, as ``earlier_rows`` gives its own."""
    if behind is None or behind.empty:
        return None
    counts = counts_behind(behind, pd.Series(True, index=behind.index))
    keys = behind[list(KEY_COLUMNS)].reset_index(drop=True)
    return keys.join(counts.reset_index(drop=True)).assign(is_old=False, is_hidden=False, is_unseen=True)


def _withheld(laid: _Laid, min_count) -> pd.DataFrame:
    withheld, where = laid.withheld.copy(), laid.cells.rows[: laid.used.sum()]
    chosen = _protected(laid, min_count)
    withheld.loc[laid.used, "count"] |= chosen[where["numerator"]]
    withheld.loc[laid.used, "base"] |= chosen[where["denominator"]] & (where["denominator"] >= 0).to_numpy()
    withheld["count"] |= withheld["base"]
    is_comparison = laid.counts["is_comparison"]
    sources = pd.concat([laid.frame[withheld["count"]], laid.rows[laid.rows["is_hidden"].astype(bool)]])
    withheld["count"] |= _falls_with_its_sources(laid.frame, is_comparison, sources)
    return withheld


def _given_back(laid: _Laid, withheld: pd.DataFrame, min_count) -> bool:
    """Attack a choice that was made without reports of a later time, with what those show and withhold."""
    kept = laid.withheld["count"] & ~withheld["count"]
    if kept.any():
        return True
    hidden = np.zeros(len(laid.cells.values), dtype=bool)
    where, out = laid.cells.rows, withheld[laid.used].reset_index(drop=True).reindex(laid.rows.index, fill_value=False)
    out |= laid.status[["count", "base"]]
    for part, flag in (("numerator", out["count"]), ("denominator", out["base"])):
        hidden[where.loc[(flag & ~laid.status["public"]).to_numpy(bool) & (where[part] >= 0).to_numpy(), part]] = True
    known = np.where(hidden | ~laid.cells.printed, np.nan, laid.cells.values)
    ends = feasible_intervals(laid.cells.equations, known, of=hidden, revised=True, enough=min_count)
    return bool((ends["high"] - ends["low"] < min_count).any())


def _protected(laid: _Laid, min_count) -> np.ndarray:
    """Choose the cells to withhold; beside what other issues withheld, everything near by where no choice is sure."""
    nothing = np.zeros(len(laid.cells.values), dtype=bool)
    try:
        return _choose(laid, min_count, lost=nothing)
    except DisclosureError:
        if not laid.rows["is_old"].any():
            raise
    lost = _lost(laid, min_count)
    return _choose(laid, min_count, lost=lost, all_if_unsure=bool(lost.any() or laid.rows["is_hidden"].any()))


def _lost(laid: _Laid, min_count) -> np.ndarray:
    """Say which counts other issues have given away among themselves: nothing withheld today can mend that."""
    cells, is_old = laid.cells, laid.rows["is_old"].to_numpy(bool) & ~laid.rows["is_hidden"].to_numpy(bool)
    told = np.zeros(len(cells.values), dtype=bool)
    for part, public in (("numerator", "public"), ("denominator", "base_public")):
        is_told = is_old | laid.status[public].to_numpy(bool)
        told[cells.rows.loc[is_told & (cells.rows[part] >= 0).to_numpy(), part]] = True
    lost = np.zeros(len(told), dtype=bool)
    if told.any():
        known = np.where(told, cells.values, np.nan)
        ends = feasible_intervals(cells.equations, known, of=cells.printed, revised=True, enough=min_count)
        lost[ends.index[ends["high"] - ends["low"] < min_count]] = True
    return lost


def _choose(laid: _Laid, min_count, *, lost, all_if_unsure=False):
    cells, rows, status = laid.cells, laid.rows, laid.status
    number = [cells.rows[part].to_numpy(dtype=int) for part in ("numerator", "denominator")]

    def marked(*flags):
        cells_marked = np.zeros(len(cells.values), dtype=bool)
        for part, flag in zip(number, flags, strict=True):
            cells_marked[part[flag.to_numpy(bool) & (part >= 0)]] = True
        return cells_marked

    public = _follows(cells, marked(status["public"], status["base_public"]))
    small = is_small(pd.Series(cells.values), min_count).to_numpy()
    must = marked(status["count"], status["base"]) & ~public
    if not (cells.base & ~public & (must | (small & cells.derived))).any():
        # Nobody needs to hide a denominator while none is small; tables then hang together by their numerators alone.
        bases = cells.base & cells.printed
        bases[number[0]] = False
        public = _follows(cells, public | bases)
    free = cells.printed & ~public & ~lost & ~marked(status["stays"], status["stays"])
    # What it costs to hide a count is the rows that print it.
    cost = np.bincount(np.concatenate(number)[np.concatenate(number) >= 0], minlength=len(cells.values)) * 1.0
    cost[number[0][(rows["area"] == WHOLE_CITY).to_numpy()]] *= COST_OF_THE_CITY
    cost[marked(status["keep"], status["keep"])] *= COST_OF_A_KEPT_ROW
    target = (cells.printed | (small & cells.derived)) & ~public & ~lost & ~np.isnan(cells.values)
    guess = np.nan_to_num(cells.values)
    chosen = suppress(
        cells.equations,
        np.where(lost, 0, np.select([laid.guessed, small, cells.values >= min_count], [guess, 1, min_count], 0)),
        hidden=(must | ~cells.printed) & ~public,
        target=target,
        free=free,
        bonds=np.unique(np.c_[number[1], number[0]][number[1] >= 0], axis=0),
        cost=cost,
        min_count=min_count,
        all_if_unsure=all_if_unsure,
    )
    _check(cells, chosen, target, min_count, revised=bool(rows["is_old"].any()))
    return chosen & cells.printed


def _check(cells, chosen, target, min_count, *, revised):
    """Attack the choice with the true counts before anybody sees it."""
    known = np.where(chosen | ~cells.printed, np.nan, cells.values)
    ends = feasible_intervals(cells.equations, known, of=chosen & target, revised=revised, enough=min_count)
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

    A comparison is named after what it compares (``ssp_cases_year_on_year``) or carries the counts of its last share:
    the metric that states them there is the one it compares. Where neither says, every withheld number of the area, the
    group and the periods counts as its source.
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
        near = {(m, own) for p in periods for m, own in beside[row.group, row.area, p]}
        metrics = {m for m, own in near if row.metric == f"{m}_year_on_year"}
        metrics = metrics or {m for m, own in near if own == counts and None not in own}
        places = itertools.product((row.area, WHOLE_CITY), periods, metrics or {ANY})
        falls[row.Index] = any((row.group, area, period, metric) in hidden for area, period, metric in places)
    return falls


def _year_before(period):
    return re.sub(r"\b\d{4}(?=K|-\d{2}-)", lambda year: str(int(year[0]) - 1), period)
