"""What an attacker gets back, what protection costs, and how long it takes: ``python benchmarks/disclosure.py``.

Tables are random: Poisson counts around log-normal means, totals in the first row and column. The optimum comes from
an integer programme of its own (scipy ``milp``), to which the linear-programming attacker adds one condition for each
withheld cell that is still held too tightly, until none is.
"""

import itertools
import time

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from sikkerby_eval.judge.disclosure.attacker import feasible_intervals
from sikkerby_eval.judge.disclosure.publication import audit, protect
from sikkerby_eval.metrics.estimates import WHOLE_CITY, estimates_frame

MIN_COUNT = 5
SEEDS = range(4)
SECONDS_FOR_AN_OPTIMUM = 15


def table(rows: int, columns: int, mean: float, seed: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    inner = draw.poisson(mean * np.exp(draw.normal(size=(rows - 1, columns - 1)) - 0.5))
    full = np.zeros((rows, columns), dtype=int)
    full[1:, 1:], full[0, 1:], full[1:, 0], full[0, 0] = inner, inner.sum(axis=0), inner.sum(axis=1), inner.sum()
    return full


def sums_of(shape: tuple[int, int]) -> np.ndarray:
    place = np.arange(np.prod(shape)).reshape(shape)
    sums = np.zeros((sum(shape), place.size))
    for number, line in enumerate([*place, *place.T]):
        sums[number, line] = 1
        sums[number, line[0]] = -1
    return sums


def as_estimates(full: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    areas = [WHOLE_CITY, *(f"område {i}" for i in range(1, full.shape[0]))]
    groups = ["alle", *(f"spor {j}" for j in range(1, full.shape[1]))]
    area, group = zip(*itertools.product(areas, groups), strict=True)
    x = full.ravel()
    estimates = estimates_frame(
        metric="participants",
        period="2013",
        area=area,
        group=group,
        numerator=x,
        value=x,
        unit="persons",
        method="count",
        n_persons=x,
        basis="demonstration",
    )
    parts = [("group", "", label) for label in groups[1:]] + [("area", WHOLE_CITY, label) for label in areas[1:]]
    return estimates, pd.DataFrame(parts, columns=["column", "whole", "part"])


def fewest_withheld(full: np.ndarray, room: np.ndarray) -> int | None:
    """Solve the cell suppression problem; None if that takes too long."""
    x, sums = full.ravel(), sums_of(full.shape)
    must, size, started = (x > 0) & (x < MIN_COUNT), full.size, time.perf_counter()
    room = np.minimum(room, MIN_COUNT).astype(float)
    cuts, least = [np.zeros(size)], [0.0]
    while time.perf_counter() - started < SECONDS_FOR_AN_OPTIMUM:
        found = milp(
            np.ones(size),
            constraints=LinearConstraint(np.array(cuts), least, np.inf),
            bounds=Bounds(must.astype(float), 1),
            integrality=np.ones(size),
            options={"time_limit": SECONDS_FOR_AN_OPTIMUM},
        )
        if found.status != 0:
            return None
        chosen, before = np.round(found.x), len(cuts)
        for group in (np.flatnonzero(must), np.flatnonzero((chosen > 0) & ~must)):
            for cell in group if len(cuts) == before else []:
                add_condition(cuts, least, sums, room, chosen, cell, must[cell])
        if len(cuts) == before:
            return int(chosen.sum())
    return None


def add_condition(cuts, least, sums, room, chosen, cell, is_must):
    """If the cell moves less than MIN_COUNT, add what the duals say about which cells would let it."""
    up, down = MIN_COUNT * chosen, -room * chosen
    up[cell], down[cell] = MIN_COUNT, -room[cell]
    objective, width, gain = np.zeros(len(chosen)), 0.0, np.zeros(len(chosen))
    objective[cell] = 1
    for sign in (1, -1):
        end = linprog(sign * objective, A_eq=sums, b_eq=np.zeros(len(sums)), bounds=np.c_[down, up], method="highs-ds")
        width -= end.fun
        gain += -end.upper.marginals * MIN_COUNT + end.lower.marginals * room
    if width >= MIN_COUNT - 1e-6:
        return
    own, gain[cell] = gain[cell], 0.0
    if is_must:
        cuts.append(np.minimum(gain / (MIN_COUNT - own), 1))
        least.append(1.0)
    else:
        cut = np.minimum(gain / MIN_COUNT, 1)
        cut[cell] -= 1
        cuts.append(cut)
        least.append(-own / MIN_COUNT)


def recoveries() -> None:
    small = exact = narrow = ours = ours_exact = ours_narrow = 0
    for shape, mean, seed in itertools.product(((6, 11), (8, 9)), (10, 20, 40), SEEDS):
        full = table(*shape, mean, seed)
        x = full.ravel().astype(float)
        primary = (x > 0) & (x < MIN_COUNT)
        ends = feasible_intervals(sums_of(shape), np.where(primary, np.nan, x))
        small += len(ends)
        exact += (ends["low"] == ends["high"]).sum()
        narrow += (ends["high"] - ends["low"] < MIN_COUNT).sum()
        estimates, parts = as_estimates(full)
        found = audit({"": protect(estimates, sums=parts)}, sums=parts)
        ours += len(found)
        ours_exact += (found["low"] == found["high"]).sum()
        ours_narrow += (~found["safe"]).sum()
    print(
        f"{small} small cells, primary rule alone: {exact / small:.0%} come back exactly, {narrow / small:.0%} within 5"
    )
    print(f"protect: {ours} withheld, {ours_exact} come back exactly, {ours_narrow} bounded within {MIN_COUNT}")


def against_the_optimum() -> None:
    ours = same_rule = seeing = compared = 0
    for shape, mean, seed in itertools.product(((6, 11), (8, 9)), (10, 20), SEEDS):
        full = table(*shape, mean, seed)
        x = full.ravel()
        blind = fewest_withheld(full, np.select([x == 0, x < MIN_COUNT], [0, 1], MIN_COUNT))
        open_eyed = fewest_withheld(full, x)
        if blind is None or open_eyed is None:
            continue
        estimates, parts = as_estimates(full)
        compared += 1
        same_rule, seeing = same_rule + blind, seeing + open_eyed
        ours += (protect(estimates, sums=parts).frame["status"] == "withheld").sum()
    print(
        f"{compared} tables of 66 and 72 cells: {ours} withheld; the optimum that sees zero/small/large: {same_rule}",
        end="",
    )
    print(f" (ratio {ours / same_rule:.3f}); the optimum that looks at withheld counts: {seeing} ({ours / seeing:.3f})")


def times() -> None:
    for shape in ((6, 11), (11, 15)):
        seconds = []
        for mean, seed in itertools.product((10, 20, 40), SEEDS):
            estimates, parts = as_estimates(table(*shape, mean, seed))
            started = time.process_time()
            protect(estimates, sums=parts)
            seconds.append(time.process_time() - started)
        print(f"{np.prod(shape)} cells: {np.median(seconds):.1f} s of CPU in the middle, {max(seconds):.1f} s at most")


if __name__ == "__main__":
    recoveries()
    against_the_optimum()
    times()
