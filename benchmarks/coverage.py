"""How often each interval holds the truth, over a stated grid: enumerated exactly where counts can be, else simulated.

    python benchmarks/coverage.py

Exact intervals must never be under 95 % and stop the run if they are; of approximate ones the mean and the minimum are
printed as they fall. Simulations have a fixed seed, so the table is the same from run to run.
"""

from itertools import product

import numpy as np
import pandas as pd
from scipy import stats

from sikkerby_eval.metrics.intervals.dispersion import widened_rate, widened_ratio
from sikkerby_eval.metrics.intervals.shares_and_rates import (
    difference_of_proportions,
    paired_difference,
    proportion_interval,
    rate_interval,
    ratio_of_proportions,
    ratio_of_rates,
)
from sikkerby_eval.metrics.intervals.standardise import standardised_rate
from sikkerby_eval.metrics.intervals.survival import cumulative_incidence, kaplan_meier

SHARES = np.arange(0.02, 1, 0.02)
SIZES = (10, 20, 50, 100, 500)
PAIRS_OF_SIZES = ((10, 10), (20, 40), (50, 50), (30, 150))
FEW_SHARES = np.arange(0.05, 1, 0.05)
MEANS = np.concatenate([np.arange(0.25, 10, 0.25), np.arange(10, 101, 2.5)])
DRAWS = 2000


def held(frame, truth, slack=1e-12):
    """Which rows hold the truth; a limit that rounding moved past it still does."""
    return ((frame["ci_low"] <= truth + slack) & (frame["ci_high"] >= truth - slack)).to_numpy()


def of_shares(method):
    for n in SIZES:
        x = np.arange(n + 1)
        frame = proportion_interval(x, n, method=method)
        for p in SHARES:
            yield stats.binom.pmf(x, n, p) @ held(frame, p)


def of_two_shares(interval, truth):
    for n1, n2 in PAIRS_OF_SIZES:
        x1, x2 = (grid.ravel() for grid in np.meshgrid(np.arange(n1 + 1), np.arange(n2 + 1)))
        frame = interval(x1, n1, x2, n2)
        for p1, p2 in product(FEW_SHARES, FEW_SHARES):
            chance = stats.binom.pmf(x1, n1, p1) * stats.binom.pmf(x2, n2, p2)
            yield chance @ held(frame, truth(p1, p2))


def of_pairs():
    for n in (20, 40):
        tables = np.array([t for t in product(range(n + 1), repeat=3) if sum(t) <= n])
        tables = np.column_stack([tables, n - tables.sum(axis=1)])
        frame = paired_difference(*tables.T)
        for p1, p2, odds in product((0.1, 0.3, 0.5, 0.7, 0.9), (0.1, 0.3, 0.5, 0.7, 0.9), (1, 2, 4, 10)):
            both = joint_share(p1, p2, odds)
            cells = [both, p1 - both, p2 - both, 1 - p1 - p2 + both]
            yield stats.multinomial.pmf(tables, n, cells) @ held(frame, p1 - p2)


def joint_share(p1, p2, odds):
    """The share counted twice when the two times have the odds ratio given (Plackett 1965)."""
    if odds == 1:
        return p1 * p2
    s = 1 + (p1 + p2) * (odds - 1)
    return (s - np.sqrt(s**2 - 4 * odds * (odds - 1) * p1 * p2)) / (2 * (odds - 1))


def of_counts(method):
    x = np.arange(300)
    frame = rate_interval(x, 1, method=method)
    for mean in MEANS:
        yield stats.poisson.pmf(x, mean) @ held(frame, mean)


def of_two_counts():
    x1, x2 = (grid.ravel() for grid in np.meshgrid(np.arange(120), np.arange(120)))
    for exposure in (1.0, 4.0):
        frame = ratio_of_rates(x1, 1, x2, exposure)
        frame.loc[(x1 == 0) & (x2 == 0), ["ci_low", "ci_high"]] = [0, np.inf]
        for mean, ratio in product((1, 3, 5, 10, 20, 40), (0.25, 0.5, 1, 2)):
            chance = stats.poisson.pmf(x1, mean * ratio / exposure) * stats.poisson.pmf(x2, mean)
            yield chance @ held(frame, ratio)


def waves(draw, mean, dispersion, size):
    """Counts with the variance of a quasi-Poisson: negative binomial with the dispersion given."""
    return draw.negative_binomial(mean / (dispersion - 1), 1 / dispersion, size)


def of_widened_rates():
    draw = np.random.default_rng(1)
    for mean, dispersion in product((50, 200, 1000, 5000), (2, 11, 66)):
        yield held(widened_rate(waves(draw, mean, dispersion, DRAWS), 1, dispersion=dispersion), mean).mean()


def of_widened_ratios():
    draw = np.random.default_rng(2)
    for mean, dispersion, ratio in product((200, 1000, 5000), (2, 11, 66), (0.7, 1, 1.5)):
        x1, x2 = (waves(draw, m, dispersion, DRAWS) for m in (mean * ratio, mean))
        yield held(widened_ratio(x1, 1, x2, 1, dispersion=dispersion), ratio).mean()


def of_standardised_rates(interval):
    draw = np.random.default_rng(3)
    bands = ["0-17", "18-39", "40-64", "65+"]
    standard = pd.Series([0.2, 0.35, 0.3, 0.15], index=bands)
    rates = np.array([0.002, 0.01, 0.006, 0.001])
    for population in (4_000, 10_000, 40_000):
        sizes = population * np.array([0.3, 0.4, 0.2, 0.1])
        events = draw.poisson(rates * sizes, size=(DRAWS, 4))
        strata = pd.DataFrame(
            {
                "area": np.repeat(np.arange(DRAWS), 4),
                "band": bands * DRAWS,
                "events": events.ravel(),
                "population": np.tile(sizes, DRAWS),
            }
        )
        frame = standardised_rate(strata, standard, band="band", by="area", interval=interval).dropna()
        yield held(frame, standard.to_numpy() @ rates).mean()


def of_curves(kind, draws=400):
    draw = np.random.default_rng(4)
    for n, at in product((30, 100, 400), (12, 24)):
        hits = []
        for _ in range(draws):
            event, other, end = draw.exponential(60, n), draw.exponential(120, n), draw.uniform(6, 60, n)
            if kind == "survival":
                frame = kaplan_meier(np.minimum(event, end), event <= end, unit="months", at=[at])
                truth = np.exp(-at / 60)
            else:
                time = np.minimum(np.minimum(event, other), end)
                outcome = np.select([time == event, time == other], [1, 2], 0)
                frame = cumulative_incidence(time, outcome, event=1, censored=0, unit="months", at=[at])
                total = 1 / 60 + 1 / 120
                truth = (1 / 60) / total * (1 - np.exp(-at * total))
            hits.append(held(frame, truth)[0])
        yield np.mean(hits)


TABLE = (
    ("Clopper–Pearson", "exact", lambda: of_shares("clopper_pearson")),
    ("Wilson", "approximate", lambda: of_shares("wilson")),
    ("difference, Newcombe 10", "approximate", lambda: of_two_shares(difference_of_proportions, lambda p, q: p - q)),
    ("ratio, Koopman", "approximate", lambda: of_two_shares(ratio_of_proportions, lambda p, q: p / q)),
    ("pairs, Newcombe 10", "approximate", of_pairs),
    ("count, Garwood", "exact", lambda: of_counts("exact")),
    ("count, Byar", "approximate", lambda: of_counts("byar")),
    ("ratio of rates, conditional", "exact", of_two_counts),
    ("widened rate", "simulated", of_widened_rates),
    ("widened ratio", "simulated", of_widened_ratios),
    ("standardised rate, Dobson–Byar", "simulated", lambda: of_standardised_rates("dobson")),
    ("standardised rate, Fay–Feuer", "simulated", lambda: of_standardised_rates("gamma")),
    ("Kaplan–Meier, log–log", "simulated", lambda: of_curves("survival")),
    ("Aalen–Johansen, log–log", "simulated", lambda: of_curves("incidence")),
)


def main():
    print(f"{'interval':32}{'kind':13}{'cases':>6}{'mean':>9}{'minimum':>9}")
    for name, kind, cases in TABLE:
        coverage = np.array(list(cases()))
        print(f"{name:32}{kind:13}{len(coverage):6}{coverage.mean():9.1%}{coverage.min():9.1%}")
        if kind == "exact" and coverage.min() < 0.95:
            raise SystemExit(f"{name} promises at least 95 % and does not keep it")


if __name__ == "__main__":
    main()
