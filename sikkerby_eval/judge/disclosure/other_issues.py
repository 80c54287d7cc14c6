"""What other issues mean for today's rows: what they showed is known, and what they withheld stays withheld."""

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import linprog

from sikkerby_eval.judge.disclosure.cells import KEY_COLUMNS
from sikkerby_eval.judge.disclosure.one_count import WHOLES_OF_YEARS, when_it_was_counted
from sikkerby_eval.judge.disclosure.primary import SHARES, counts_behind
from sikkerby_eval.judge.disclosure.sums import STATE_AT_THE_END, last_year
from sikkerby_eval.judge.disclosure.suppression import hang_together

KEYS = list(KEY_COLUMNS)
WITHHELD = "withheld"
LARGE = 5.0


def about(ledger: pd.DataFrame | None, metrics: pd.Series) -> pd.DataFrame | None:
    """Keep the rows of a ledger that can have to do with metrics of persons: those of the same first word.

    Counts of other things would only bring other periods along, and hide which of ours add up.

    Returns
    -------
    DataFrame or None
        With ``status`` (shown where the ledger has none) and ``later`` (False where it has none); None if none is kept.
    """
    if ledger is None or ledger.empty:
        return None
    ledger = ledger.assign(status=ledger.get("status", "shown"), later=ledger.get("later", False))
    of_persons = ledger.loc[ledger["n_persons"].notna() | (ledger["status"] == WITHHELD), "metric"]
    alike = _first_word(ledger["metric"]).isin(_first_word(metrics)) & ledger["metric"].isin(of_persons)
    kept = ledger[alike | ledger["metric"].isin(metrics)]
    return None if kept.empty else kept


def _first_word(metrics):
    return metrics.str.split("_").str[0]


def earlier_rows(ledger: pd.DataFrame | None, today: pd.DataFrame) -> pd.DataFrame | None:
    """Take the rows of other issues that today's tables do not have.

    How persons stood at the end of another year is another number, which does not add up with today's, but for those
    who are counted year by year too.

    Returns
    -------
    DataFrame or None
        ``row_id``, the key, ``count, base, is_share, is_old`` and ``is_hidden``: withheld, and shown in no other issue.
    """
    if ledger is None:
        return None
    hidden = ledger["status"] == WITHHELD
    counts = counts_behind(ledger, ledger["value"].notna() | hidden).assign(
        is_old=True, is_hidden=hidden, is_unseen=False
    )
    counts["is_share"] |= hidden & ledger["unit"].isin(SHARES)
    rows = pd.concat([ledger[KEYS], counts], axis=1).assign(row_id=ledger.get("row_id", pd.NA))
    rows = rows[(counts["count"].notna() | hidden) & ~counts["is_comparison"] & _lasts(ledger)]
    rows = rows[~_keys(rows).isin(_keys(today))].sort_values("is_hidden", ascending=False, kind="stable")
    # Of several issues the last tells, but whatever one has shown is known.
    return rows.drop_duplicates(KEYS, keep="last").sort_index()


def told_before(rows: pd.DataFrame, ledger: pd.DataFrame | None) -> tuple[pd.Series, pd.Series]:
    """Say which rows have been shown in another issue, and which with the same count as today."""
    if ledger is None:
        never = pd.Series(False, index=rows.index)
        return never, never
    counts = counts_behind(ledger, ledger["value"].notna())
    before = ledger[KEYS].assign(told=counts["count"])[~counts["is_comparison"]].dropna(subset="told")
    before = before.drop_duplicates(KEYS, keep="last").astype(dict.fromkeys(KEYS, "object"))
    count = rows[KEYS].astype("object").merge(before, on=KEYS, how="left")["told"].set_axis(rows.index)
    unchanged = (count == rows["count"]).fillna(False).astype(bool)
    return (count.notna() & ~rows["metric"].str.match(STATE_AT_THE_END)) | unchanged, unchanged


def base_told_before(rows: pd.DataFrame, ledger: pd.DataFrame | None) -> pd.Series:
    """Say of which rows another issue has shown the same base, although it withheld the count."""
    if ledger is None:
        return pd.Series(False, index=rows.index)
    told = ledger[KEYS].assign(told=ledger["denominator"])[ledger["status"] == WITHHELD].dropna(subset="told")
    told = told.drop_duplicates(KEYS, keep="last").astype(dict.fromkeys(KEYS, "object"))
    base = rows[KEYS].astype("object").merge(told, on=KEYS, how="left")["told"].set_axis(rows.index)
    return (base == rows["base"]).fillna(False).astype(bool)


def withheld_before(frame: pd.DataFrame, ledger: pd.DataFrame | None) -> pd.DataFrame:
    """Say of which of today's rows another issue has withheld the count, and of which the base, and none has shown it.

    Returns
    -------
    DataFrame
        Booleans ``count`` and ``base`` on the index of ``frame``.
    """
    if ledger is None:
        return pd.DataFrame(False, index=frame.index, columns=["count", "base"])
    is_hidden = ledger["status"] == WITHHELD
    hidden = ledger[is_hidden & ~_keys(ledger).isin(_keys(ledger[~is_hidden]))]
    counted = {(row.metric, row.group, last_year(row.period)) for row in hidden.itertuples()}
    names = zip(frame["metric"], frame["period"], frame["group"], strict=True)
    followed = np.array([when_it_was_counted(*name) in counted for name in names], dtype=bool)
    hidden = hidden[_lasts(hidden)]
    base = hidden[hidden["denominator"].isna() & hidden["unit"].isin(SHARES)]
    keys = _keys(frame)
    count, base = keys.isin(_keys(hidden)), keys.isin(_keys(base)) | followed
    return pd.DataFrame({"count": count, "base": base & frame["unit"].isin(SHARES)}, index=frame.index)


def told_by_the_others(equations, values: np.ndarray) -> np.ndarray:
    """Count anew what another issue has withheld, where the other counts of a sum tell it."""
    values, sums = values.copy(), sparse.csr_matrix(equations)
    while True:
        unknown = np.isnan(values)
        lines = np.flatnonzero(np.diff(sums[:, np.flatnonzero(unknown)].indptr) == 1)
        if not len(lines):
            return values
        for line in (sums[number] for number in lines):
            missing = np.isnan(values[line.indices])
            if missing.any():
                rest = line.data[~missing] @ values[line.indices[~missing]]
                values[line.indices[missing]] = -rest / line.data[missing]


def that_could_be(equations, values: np.ndarray) -> np.ndarray:
    """Fill counts that only another issue knew with some that fit the sums, none smaller than need be.

    Whatever fits is as good as the truth: what these counts can move, all who know the sums must hold possible. Where
    revised counts fit no more they stay missing.
    """
    values, sums = values.copy(), sparse.csc_matrix(equations)
    right_side = -(sums @ np.nan_to_num(values))
    for cells in hang_together(sums, np.isnan(values)):
        part = sums[:, cells].tocsr()
        used = np.diff(part.indptr) > 0
        part, many = part[used], len(cells)
        # Each count is no smaller than a helper of at most LARGE, and the helpers are as large as can be.
        below = sparse.hstack([-sparse.eye(many), sparse.eye(many)])
        found = linprog(
            np.r_[np.zeros(many), -np.ones(many)],
            A_eq=sparse.hstack([part, sparse.csr_matrix(part.shape)]),
            b_eq=right_side[used],
            A_ub=below,
            b_ub=np.zeros(many),
            bounds=[(0, None)] * many + [(0, LARGE)] * many,
            method="highs-ds",
        )
        if found.status == 0:
            values[cells] = np.round(found.x[:many], 6)
    return values


def _lasts(ledger):
    """Tell numbers that another issue means too from those of one day, such as who is on the way then."""
    by_year = pd.MultiIndex.from_frame(ledger[["metric", "group"]]).isin(WHOLES_OF_YEARS)
    return ~ledger["metric"].str.match(STATE_AT_THE_END) | by_year


def _keys(rows):
    return pd.MultiIndex.from_frame(rows[KEYS].astype("object"))
