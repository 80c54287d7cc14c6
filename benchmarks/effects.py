"""How often a planted effect lies inside the interval of each comparison, and how often none is "found" by chance.

    python benchmarks/effects.py

Simulated with a fixed seed. "holds" is the share of intervals that hold the truth; for interrupted series its mean and
minimum over the grid stand last, for both of their intervals. Areas have levels of their own, a shared wave and waves
of their own, as reports have; series have season, trend and waves that outlast a quarter (``memory`` is the correlation
from one to the next).
"""

from itertools import product

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.compare.areas import difference_in_differences
from sikkerby_eval.metrics.compare.before_after import weighted_displacement_difference
from sikkerby_eval.metrics.compare.series import interrupted_series

DRAWS = 200
SERIES_DRAWS = 400
DISPERSION = 5.0
LENGTHS = ((12, 8), (20, 12), (40, 20))
MEMORIES = (0.0, 0.3, 0.6)
SERIES = {
    # metric: its truth, and what it is called in the table
    "level_change": (0.8, "series, level"),
    "level_change_newey_west": (0.8, "series, level, Newey–West"),
    "slope_change": (1.0, "series, slope"),
    "slope_change_newey_west": (1.0, "series, slope, Newey–West"),
}


def waves(draw, mean, dispersion=DISPERSION):
    """Counts with the variance of a quasi-Poisson."""
    return draw.negative_binomial(mean / (dispersion - 1), 1 / dispersion)


def areas(draw, count, treated, effect):
    level = draw.uniform(100, 400, count)
    city = np.exp(draw.normal(0, 0.1, 8))
    mean = level[:, None] * city
    mean[:treated, 4:] *= effect
    rows = pd.MultiIndex.from_product([range(count), range(8)], names=["area", "period"]).to_frame(index=False)
    return rows.assign(events=waves(draw, mean).ravel(), treated=rows["area"] < treated)


def of_areas(count, treated, effect):
    draw = np.random.default_rng(1)
    for _ in range(DRAWS):
        result = difference_in_differences(areas(draw, count, treated, effect), start=4, basis="demonstration")
        row = result.set_index("metric").loc["did_ratio"]
        yield row["value"], row["ci_low"], row["ci_high"]


def of_displacement(effect):
    draw = np.random.default_rng(2)
    roles = ["treated", "control", "displacement", "displacement_control"]
    for _ in range(DRAWS):
        before = waves(draw, np.array([400.0, 420, 200, 210]))
        after = waves(draw, np.array([400.0 + effect, 420, 200, 210]))
        cells = pd.DataFrame({"before": before, "after": after}, index=roles)
        result = weighted_displacement_difference(cells, period="", basis="demonstration", dispersion=DISPERSION)
        row = result.set_index("metric").loc["wdd"]
        yield row["value"], row["ci_low"], row["ci_high"]


def of_series(before, after, memory, effect):
    draw = np.random.default_rng(3)
    time = np.arange(before + after)
    mean = np.exp(np.log(400) + 0.003 * time + np.tile([0, 0.1, 0.05, -0.1], len(time))[: len(time)])
    mean = np.where(time >= before, mean * effect, mean)
    for _ in range(SERIES_DRAWS):
        wave = draw.normal(size=len(time))
        for i in time[1:]:
            wave[i] = memory * wave[i - 1] + np.sqrt(1 - memory**2) * wave[i]
        spread = np.sqrt(np.log1p((DISPERSION - 1) / mean))
        counts = pd.Series(draw.poisson(mean * np.exp(wave * spread - spread**2 / 2)), index=time)
        yield interrupted_series(counts, start=before, basis="demonstration").set_index("metric")


def state(name, truth, nothing, rows):
    value, low, high = np.array([[np.nan if pd.isna(x) else x for x in row] for row in rows], dtype=float).T
    known = ~np.isnan(low + high)
    holds = ((low <= truth) & (high >= truth))[known].mean() if known.any() else np.nan
    detects = ((low > nothing) | (high < nothing))[known].mean() if known.any() else np.nan
    print(f"{name:60}{truth:8.2f}{np.median(value):9.2f}{holds:9.1%}{detects:9.1%}", flush=True)
    return holds


def main():
    print(f"{'comparison':60}{'truth':>8}{'median':>9}{'holds':>9}{'detects':>9}")
    for (count, treated), effect in product(((8, 3), (12, 4), (40, 12)), (1.0, 0.8)):
        state(f"difference-in-differences, {treated} of {count} areas", effect, 1, of_areas(count, treated, effect))
    for effect in (0.0, -150.0):
        state("weighted displacement difference, dispersion known", effect, 0, of_displacement(effect))
    held = {metric: [] for metric in SERIES}
    for (before, after), memory in product(LENGTHS, MEMORIES):
        results = list(of_series(before, after, memory, 0.8))
        for metric, (truth, called) in SERIES.items():
            rows = (result.loc[metric, ["value", "ci_low", "ci_high"]] for result in results)
            name = f"{called}, {before} + {after} quarters, memory {memory}"
            held[metric].append(state(name, truth, 1, rows))
    for metric, (_, called) in SERIES.items():
        print(f"{called}: holds {np.mean(held[metric]):.1%} on average over the grid, at least {min(held[metric]):.1%}")


if __name__ == "__main__":
    main()
