"""What a reader with a computer can work out about every number that is not printed."""

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from sikkerby_eval.judge.disclosure.suppression import hang_together

ROUNDING = 1e-6
FOUND, UNBOUNDED, UNBOUNDED_OR_INFEASIBLE = 0, 3, 4


class ContradictionError(ValueError):
    """The printed numbers do not add up, so nothing can be worked out from their sums."""


def feasible_intervals(
    equations, values, *, of=None, integer: bool = False, revised: bool = False, enough: float = np.inf
) -> pd.DataFrame:
    """Give the smallest and the largest count that each unknown cell can have.

    The reader knows the printed counts, which cells add up to which, and that counts are whole and not negative.

    Parameters
    ----------
    equations
        Sparse matrix, one row for each sum: coefficients of the cells that add up to zero.
    values
        The counts; missing (NaN) where not printed.
    of
        Booleans: the cells to look for; all unknown cells by default.
    integer
        Whether to search whole numbers only (``milp``). By default the linear programme answers and its ends are
        rounded inwards, which is the same in two-way tables and never narrower elsewhere.
    revised
        Whether some counts come from issues before a revision: sums that contradict each other then tell nothing of
        the counts that hang together with them, and no row is given for those.
    enough
        How wide an interval must be to be wide enough: for such a cell two counts so far apart that both fit will do,
        which the search for other cells often has found already.

    Returns
    -------
    DataFrame
        ``low, high`` on the positions of the cells looked for; ``high`` is infinite where nothing bounds it. Between
        ends ``enough`` or more apart the interval lies, and may be wider.

    Raises
    ------
    ContradictionError
        If no counts fit what is printed, unless ``revised``.
    """
    equations, values = sparse.csc_matrix(equations), np.asarray(values, dtype=float)
    unknown = np.isnan(values)
    right_side = -(equations @ np.where(unknown, 0.0, values))
    if not revised and (np.abs(right_side[np.diff(equations[:, unknown].tocsr().indptr) == 0]) > ROUNDING).any():
        raise ContradictionError("printed numbers do not add up to their printed totals")
    solve = _whole_end if integer else _end
    wanted = unknown if of is None else unknown & of
    found = []
    for cells in hang_together(equations, unknown):
        if not wanted[cells].any():
            continue
        sums = equations[:, cells].tocsr()
        used = np.diff(sums.indptr) > 0
        try:
            found += _each_interval(cells, wanted[cells], solve, sums[used], right_side[used], enough)
        except ContradictionError:
            if not revised:
                raise
    intervals = pd.DataFrame(found, columns=["cell", "low", "high"]).set_index("cell").sort_index()
    whole = {"low": np.ceil(intervals["low"] - ROUNDING), "high": np.floor(intervals["high"] + ROUNDING)}
    return intervals.assign(**whole) + 0.0


def _each_interval(cells, wanted, solve, sums, right_side, enough):
    """The ends of every cell that is wanted; counts that fit, found for one cell, are remembered for the others."""
    low, high = np.full(len(cells), np.inf), np.full(len(cells), -np.inf)
    for place in np.flatnonzero(wanted):
        for sign in (1, -1):
            if np.floor(high[place] + ROUNDING) - np.ceil(low[place] - ROUNDING) >= enough:
                break
            counts = solve(sums, right_side, place, sign)
            if counts is None:
                high[place] = np.inf
            else:
                np.fmin(low, counts, out=low)
                np.fmax(high, counts, out=high)
        yield cells[place], low[place], high[place]


def _end(sums, right_side, place, sign):
    """Counts that fit, with as few (sign 1) or as many as possible at one place; None if nothing bounds that."""
    objective = np.zeros(sums.shape[1])
    objective[place] = sign
    return _fitting(linprog(objective, A_eq=sums, b_eq=right_side, bounds=(0, None), method="highs-ds"), sign)


def _whole_end(sums, right_side, place, sign):
    objective = np.zeros(sums.shape[1])
    objective[place] = sign
    exactly = [LinearConstraint(sums, right_side, right_side)] if sums.shape[0] else []
    whole = np.ones(sums.shape[1])
    return _fitting(milp(objective, constraints=exactly, integrality=whole, bounds=Bounds(0, np.inf)), sign)


def _fitting(result, sign):
    if result.status == FOUND:
        return result.x
    if sign < 0 and result.status in (UNBOUNDED, UNBOUNDED_OR_INFEASIBLE):
        # Its smallest value was found before, so it is not infeasible.
        return None
    raise ContradictionError("no counts fit what is printed")
