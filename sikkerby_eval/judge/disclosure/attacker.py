"""What a reader with a computer can work out about every number that is not printed."""

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from sikkerby_eval.judge.disclosure.suppression import hang_together

ROUNDING = 1e-6
UNBOUNDED, UNBOUNDED_OR_INFEASIBLE = 3, 4


class ContradictionError(ValueError):
    """The printed numbers do not add up, so nothing can be worked out from their sums."""


def feasible_intervals(equations, values, *, of=None, integer: bool = False, revised: bool = False) -> pd.DataFrame:
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

    Returns
    -------
    DataFrame
        ``low, high`` on the positions of the cells looked for; ``high`` is infinite where nothing bounds it.

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
    solve = _whole_ends if integer else _ends
    wanted = unknown if of is None else unknown & of
    found = []
    for cells in hang_together(equations, unknown):
        if not wanted[cells].any():
            continue
        sums = equations[:, cells].tocsr()
        used = np.diff(sums.indptr) > 0
        try:
            found += [
                (cells[place], *solve(sums[used], right_side[used], place)) for place in np.flatnonzero(wanted[cells])
            ]
        except ContradictionError:
            if not revised:
                raise
    intervals = pd.DataFrame(found, columns=["cell", "low", "high"]).set_index("cell").sort_index()
    whole = {"low": np.ceil(intervals["low"] - ROUNDING), "high": np.floor(intervals["high"] + ROUNDING)}
    return intervals.assign(**whole) + 0.0


def _ends(sums, right_side, place):
    objective = np.zeros(sums.shape[1])
    objective[place] = 1.0
    for sign in (1, -1):
        result = linprog(sign * objective, A_eq=sums, b_eq=right_side, bounds=(0, None), method="highs-ds")
        yield _end(result, sign)


def _whole_ends(sums, right_side, place):
    objective = np.zeros(sums.shape[1])
    objective[place] = 1.0
    exactly = [LinearConstraint(sums, right_side, right_side)] if sums.shape[0] else []
    for sign in (1, -1):
        result = milp(
            sign * objective, constraints=exactly, integrality=np.ones(sums.shape[1]), bounds=Bounds(0, np.inf)
        )
        yield _end(result, sign)


def _end(result, sign):
    if result.x is not None:
        return sign * result.fun
    if sign < 0 and result.status in (UNBOUNDED, UNBOUNDED_OR_INFEASIBLE):
        # Its smallest value was found before, so it is not infeasible.
        return np.inf
    raise ContradictionError("no counts fit what is printed")
