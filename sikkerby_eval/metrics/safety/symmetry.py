"""Did areas move up as often as down? Tests on the table of one category against the other, exact where it is thin."""

from itertools import combinations

import numpy as np
import pandas as pd
from scipy.stats import binom, chi2

from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.safety.transitions import CATEGORIES

SPARSE_PAIR = 10
"""Below this many moves between two categories the chi-squared approximation is not trusted (expected 5 each way)."""

MOST_ENUMERATED = 60
"""With more moves than this the exact distribution is not listed; a thin pair then stands in ``method``."""

ROUNDING = 1e-7


def bowker(counts: pd.DataFrame) -> pd.DataFrame:
    """Test whether moves between any two categories were as many in the one direction as in the other.

    Unit: area (or person). Bowker's statistic on the raw table, nothing added to empty cells; c(c − 1)/2 degrees of
    freedom, pairs without a single move included and counted in ``empty_pairs``. Where a pair has moves but fewer
    than 10, the probability is exact: each move is a fair coin between the two directions (all swaps, enumerated).

    Parameters
    ----------
    counts
        A square table with the same categories in rows and columns.

    Returns
    -------
    DataFrame
        One row: ``test, statistic, df, p_value, empty_pairs, method``; ``p_value`` is missing where nothing moved.

    Raises
    ------
    ValueError
        If rows and columns differ, or a count is negative.

    Source: Bowker 1948, JASA 43:572.
    """
    up, down = _pairs(_square(counts))
    moves = up + down
    df, empty = len(moves), int((moves == 0).sum())
    up, moves = up[moves > 0], moves[moves > 0]
    if not len(moves):
        return _result("bowker", np.nan, df, np.nan, empty, "missing: nothing moved")
    statistic = _bowker_terms(up, moves).sum()
    if _is_thin(moves):
        return _result("bowker", statistic, df, _exact_pairs(moves, statistic), empty, "exact")
    return _result("bowker", statistic, df, chi2.sf(statistic, df), empty, _approximate(moves))


def stuart_maxwell(counts: pd.DataFrame) -> pd.DataFrame:
    """Test whether the categories as a whole were as full after as before.

    Unit: area (or person). Categories that were empty both times are dropped; degrees of freedom are the remaining
    categories minus one, and fewer where categories exchanged nothing with the rest (the rank of the covariance; the
    pseudo-inverse then stands for the inverse). Exact as in ``bowker`` where the table is thin.

    Parameters, returns, raises
        As for ``bowker``.

    Source: Stuart 1955, Biometrika 42:412; Maxwell 1970, British Journal of Psychiatry 116:651.
    """
    table = _square(counts)
    seen = (table.sum(axis=0) + table.sum(axis=1)) > 0
    table = table[np.ix_(seen, seen)]
    up, down = _pairs(table)
    moves = up + down
    empty = int((moves == 0).sum())
    if not moves.any():
        return _result("stuart_maxwell", np.nan, max(len(table) - 1, 0), np.nan, empty, "missing: nothing moved")
    covariance = np.diag(table.sum(axis=0) + table.sum(axis=1)) - table - table.T
    inverse, df = np.linalg.pinv(covariance, hermitian=True), int(np.linalg.matrix_rank(covariance, hermitian=True))
    statistic = _quadratic(table.sum(axis=1) - table.sum(axis=0), inverse)
    if _is_thin(moves):
        return _result("stuart_maxwell", statistic, df, _exact_margins(table, inverse, statistic), empty, "exact")
    return _result("stuart_maxwell", statistic, df, chi2.sf(statistic, df), empty, _approximate(moves))


def symmetry_rows(counts: pd.DataFrame, *, period: str, basis: str = "register") -> pd.DataFrame:
    """Tell how probable so uneven a movement of areas is by chance, by both tests.

    Population: areas in both years.

    Parameters
    ----------
    counts
        As from ``transition_counts``; its ``ny`` and ``udgaaet`` are left out.

    Returns
    -------
    DataFrame
        Estimates ``safety_bowker`` and ``safety_stuart_maxwell``: the p-value, with the number of areas as
        denominator; ``method`` has the statistic, its degrees of freedom, the empty pairs and how it was computed. And
        ``safety_empty_pairs``: the pairs of categories between which nothing moved, of all pairs.
    """
    kept = counts.loc[list(CATEGORIES), list(CATEGORIES)]
    tests = pd.concat([bowker(kept), stuart_maxwell(kept)], ignore_index=True)
    told = [
        f"{row.method}; statistic {row.statistic:.2f} on {row.df} df; {row.empty_pairs} empty pairs"
        for row in tests.itertuples()
    ]
    probabilities = estimates_frame(
        metric="safety_" + tests["test"],
        period=period,
        denominator=int(kept.to_numpy().sum()),
        value=tests["p_value"],
        unit="probability",
        method=pd.Series(told).where(tests["p_value"].notna(), tests["method"]),
        basis=basis,
    )
    empty = estimates_frame(
        metric="safety_empty_pairs",
        period=period,
        numerator=tests["empty_pairs"].iloc[0],
        denominator=tests["df"].iloc[0],
        value=tests["empty_pairs"].iloc[0],
        unit="pairs",
        method="complete count",
        basis=basis,
    )
    return pd.concat([probabilities, empty], ignore_index=True)


def _exact_pairs(moves, statistic):
    outcomes, chances = np.zeros(1), np.ones(1)
    for total in moves:
        ways = np.arange(total + 1)
        reached = np.round((outcomes[:, None] + _bowker_terms(ways, total)[None, :]).ravel(), 9)
        weight = (chances[:, None] * binom.pmf(ways, total, 0.5)[None, :]).ravel()
        outcomes, position = np.unique(reached, return_inverse=True)
        chances = np.bincount(position, weights=weight)
    return float(chances[outcomes >= statistic - ROUNDING].sum())


def _exact_margins(table, inverse, statistic):
    # The covariance depends on the pairs' totals only, so a swap moves the margins and nothing else.
    size = len(table)
    margins, chances = np.zeros((1, size)), np.ones(1)
    for low, high in combinations(range(size), 2):
        total = int(table[low, high] + table[high, low])
        ways = np.arange(total + 1)
        shift = np.zeros((total + 1, size))
        shift[:, low], shift[:, high] = 2 * ways - total, total - 2 * ways
        reached = (margins[:, None, :] + shift[None, :, :]).reshape(-1, size)
        weight = (chances[:, None] * binom.pmf(ways, total, 0.5)[None, :]).ravel()
        margins, position = np.unique(reached, axis=0, return_inverse=True)
        chances = np.bincount(position.ravel(), weights=weight)
    return float(chances[_quadratic(margins, inverse) >= statistic - ROUNDING].sum())


def _quadratic(difference, inverse):
    return np.einsum("...i,ij,...j->...", difference, inverse, difference)


def _bowker_terms(up, moves):
    return (2 * up - moves) ** 2 / moves


def _pairs(table):
    upper = np.triu_indices(len(table), 1)
    return table[upper], table.T[upper]


def _is_thin(moves):
    return (moves[moves > 0] < SPARSE_PAIR).any() and moves.sum() <= MOST_ENUMERATED


def _approximate(moves):
    thin = int(((moves > 0) & (moves < SPARSE_PAIR)).sum())
    return "chi-squared" if not thin else f"chi-squared; {thin} pairs with fewer than {SPARSE_PAIR} moves"


def _square(counts):
    if list(counts.index) != list(counts.columns):
        raise ValueError("the table needs the same categories, in the same order, in rows and columns")
    table = counts.to_numpy(dtype=float)
    if (table < 0).any():
        raise ValueError(f"counts are negative in {int((table < 0).sum())} cells")
    return table


def _result(test, statistic, df, p_value, empty_pairs, method):
    return pd.DataFrame(
        {
            "test": [test],
            "statistic": [statistic],
            "df": [int(df)],
            "p_value": [min(float(p_value), 1.0)],
            "empty_pairs": [int(empty_pairs)],
            "method": [method],
        }
    )
