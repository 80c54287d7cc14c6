"""Which further cells to withhold, chosen without looking at what the withheld cells hold.

The choice sees of a cell only whether it is zero, small (1 to ``min_count`` - 1) or large. Each withheld cell must be
able to move by ``min_count`` while every equation still holds, even if every small cell were 1 and every large one
``min_count``; the true counts are never below that, so the true table can move at least as far. Two data sets with
the same zero, small and large cells are therefore withheld alike, and the pattern tells nothing more about them.
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

CELLS_OF_A_TABLE = 300
LARGE_TABLE = 100
STARTS = 3
STARTS_OF_A_LARGE_TABLE = 2
SUPPORT_WEIGHT = 0.05
SLACK = 1e-6


class DisclosureError(ValueError):
    """The table cannot be published as it is; the message names rule and count, never a value."""


def suppress(equations, room, *, hidden, target, free, bonds, cost, min_count, all_if_unsure=False) -> np.ndarray:
    """Withhold cells until none that is withheld is held within less than ``min_count`` by the others.

    Parameters
    ----------
    equations
        Sparse matrix, one row for each sum: coefficients of the cells that add up to zero.
    room
        How far down each cell can surely move: 0, 1 (small) or ``min_count`` (large); what only another issue knew, as
        far as it goes in counts that fit.
    hidden
        Cells withheld from the start, and cells nobody prints.
    target
        Cells that must be able to move if they are withheld.
    free
        Cells that may be withheld; the others are known to the reader.
    bonds
        Pairs (a, b): whoever withholds a must withhold b.
    cost
        What it costs to withhold a cell.
    min_count
        The width that every withheld cell keeps.
    all_if_unsure
        Where no choice is sure to protect, withhold everything that may be, and leave it to the caller to attack that.

    Returns
    -------
    ndarray
        Booleans: the cells withheld.

    Raises
    ------
    DisclosureError
        If no choice protects the table, or there are more than ``CELLS_OF_A_TABLE`` to choose from that hang together.

    Source: Kelly, Golden & Assad 1992 (Networks 22:397), linear programmes one cell at a time; Fischetti & Salazar 2001
    (Management Science 47:1008) for the attacker's problem.
    """
    chosen = hidden.copy()
    ballast = (room >= min_count) & ~target & ~free
    equations, moving = _without_ballast(sparse.csr_matrix(equations), hidden | free, ballast)
    for cells in hang_together(equations, moving):
        if not (hidden & target)[cells].any():
            continue
        inside = np.isin(bonds, cells).all(axis=1)
        sums = equations[:, cells].tocsr()
        table = _Table(
            sums[np.diff(sums.indptr) > 0].tocsc(),
            np.minimum(room[cells], min_count).astype(float),
            target[cells],
            free[cells],
            np.searchsorted(cells, bonds[inside]),
            min_count,
        )
        try:
            chosen[cells] = _cheapest(table, hidden[cells], cost[cells])
        except DisclosureError:
            if not all_if_unsure:
                raise
            chosen[cells] = hidden[cells] | free[cells]
    return chosen


class _Table(NamedTuple):
    """Cells that hang together: the arguments of ``suppress``, for these cells only."""

    equations: sparse.csc_matrix
    room: np.ndarray
    target: np.ndarray
    free: np.ndarray
    bonds: np.ndarray
    min_count: int


def _without_ballast(equations, moving, ballast):
    """Leave out large counts nobody prints that only follow one other cell, such as most complements.

    They move as far as that cell does, which is never more than ``min_count``, and so hold nobody back.
    """
    part = equations.multiply(moving).tocsr()
    part.eliminate_zeros()
    pairs = np.diff(part.indptr) == 2
    once = np.bincount(part.indices, minlength=len(moving)) == 1
    follows = np.zeros(len(moving), dtype=bool)
    follows[part[pairs].indices] = True
    follows &= once & moving & ballast
    led = (part @ follows.astype(float) != 0) & pairs
    return equations[~led].tocsc(), moving & ~follows


def hang_together(equations, may_move):
    """Give the cells of each group that hangs together by sums of cells that may move."""
    moving = np.flatnonzero(may_move)
    part = equations[:, moving]
    number, label = sparse.csgraph.connected_components(abs(part).T @ abs(part), directed=False)
    order = np.argsort(label, kind="stable")
    return np.split(moving[order], np.cumsum(np.bincount(label, minlength=number))[:-1]) if len(moving) else []


def _cheapest(table, hidden, cost):
    size = int((table.target & table.free & ~hidden).sum())
    if size > CELLS_OF_A_TABLE:
        raise DisclosureError(
            f"{size} cells hang together by sums; up to {CELLS_OF_A_TABLE} can be protected: publish fewer areas, "
            "ages or years side by side, or broader ones"
        )
    starts = STARTS_OF_A_LARGE_TABLE if len(cost) > LARGE_TABLE else STARTS
    draw = np.random.default_rng(0)
    best, proofs = None, {}
    for start in range(starts):
        nudged = cost if start == 0 else cost * (1 + 0.3 * draw.random(len(cost)))
        found = _trimmed(table, hidden, _protected(table, hidden, nudged, proofs), proofs, cost)
        if best is None or cost[found].sum() < cost[best].sum() - SLACK:
            best = found
    return best


def _protected(table, hidden, cost, proofs):
    chosen = _bound(table, hidden)
    while weak := _weak(table, chosen, proofs):
        for cell in weak:
            if _weak(table, chosen, proofs, only=cell):
                chosen = _bound(table, chosen | _cheapest_movement(table, chosen, cost, cell))
    return chosen


def _trimmed(table, hidden, chosen, proofs, cost):
    """Show again, dearest first, every cell that the others do without."""
    extra = np.flatnonzero(chosen & ~hidden)
    for cell in extra[np.argsort(-cost[extra], kind="stable")]:
        fewer = chosen.copy()
        fewer[cell] = False
        if not (_bound(table, fewer) & ~fewer).any() and not _weak(table, fewer, proofs, first=True):
            chosen = fewer
    return chosen


def _bound(table, chosen):
    chosen = chosen.copy()
    while (drawn := chosen[table.bonds[:, 0]] & ~chosen[table.bonds[:, 1]]).any():
        chosen[table.bonds[drawn, 1]] = True
    return chosen


def _weak(table, chosen, proofs, *, only=None, first=False):
    """List the withheld cells that cannot move far enough; a proof stands while the cells it needs are withheld.

    Every movement found for one cell moves others too, and two of them prove a cell that lies far apart in them.
    """
    weak, far = [], table.min_count - SLACK
    moves = [np.zeros(len(chosen))]
    lowest, highest = np.zeros((2, len(chosen)))
    lowest_in, highest_in = np.zeros((2, len(chosen)), dtype=int)
    for cell in [only] if only is not None else np.flatnonzero(chosen & table.target):
        if _proved(proofs, cell, chosen):
            continue
        for sign in (1, -1):
            if highest[cell] - lowest[cell] >= far:
                break
            moves.append(_moved(table, chosen, cell, sign))
            lower, higher = moves[-1] < lowest - SLACK, moves[-1] > highest + SLACK
            lowest[lower], lowest_in[lower] = moves[-1][lower], len(moves) - 1
            highest[higher], highest_in[higher] = moves[-1][higher], len(moves) - 1
        if highest[cell] - lowest[cell] < far:
            weak.append(int(cell))
            if first:
                break
    needed = [np.abs(move) > SLACK for move in moves]
    for cell in np.flatnonzero(highest - lowest >= far):
        if not _proved(proofs, cell, chosen):
            proofs[cell] = needed[lowest_in[cell]] | needed[highest_in[cell]]
    return weak


def _proved(proofs, cell, chosen):
    return cell in proofs and not (proofs[cell] & ~chosen).any()


def _moved(table, chosen, cell, sign):
    """How far every cell moves where this one moves up (sign 1) or down as far as it can."""
    moving = np.flatnonzero(chosen)
    limits = np.c_[-table.room[moving], np.full(len(moving), float(table.min_count))]
    moves = np.zeros(len(chosen))
    moves[moving] = _solved(-sign * (moving == cell).astype(float), table.equations[:, moving], None, limits)
    return moves


def _cheapest_movement(table, chosen, cost, cell):
    """Find the cells that let this one move by ``min_count`` and cost least beside those already withheld."""
    cells, zero = table.equations.shape[1], sparse.csc_matrix(table.equations.shape)
    pick = sparse.csr_matrix(([1, -1, -1, 1], ([0] * 4, [cell, cells + cell, 2 * cells + cell, 3 * cells + cell])))
    pick.resize((1, 4 * cells))
    sums = table.equations
    both = sparse.vstack([sparse.hstack([sums, -sums, zero, zero]), sparse.hstack([zero, zero, sums, -sums]), pick])
    width = np.zeros(both.shape[0])
    width[-1] = table.min_count
    may_move = chosen | table.free
    up, down = may_move * float(table.min_count), may_move * table.room
    limits = np.c_[np.zeros(4 * cells), np.concatenate([up, down, up, down])]
    price = np.where(chosen, 0.0, cost)
    weight = price
    for _ in range(2):
        # The second round is dear where the first moved little, which gathers the movement on few cells.
        flow = _solved(np.tile(weight, 4), both.tocsc(), width, limits)
        if flow is None:
            raise DisclosureError(
                "a small count cannot be protected by withholding others: publish fewer or broader areas, ages or years"
            )
        flow = flow.reshape(4, cells).sum(axis=0)
        weight = price / (flow / table.min_count + SUPPORT_WEIGHT)
    return flow > SLACK


def _solved(objective, sums, right_side, limits):
    right_side = np.zeros(sums.shape[0]) if right_side is None else right_side
    result = linprog(objective, A_eq=sums, b_eq=right_side, bounds=limits, method="highs-ds")
    return result.x if result.status == 0 else None
