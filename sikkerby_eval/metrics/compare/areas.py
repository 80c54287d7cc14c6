"""Difference-in-differences between areas, on both scales, with the areas themselves as the sample.

With few areas each gives one number before and one after, and chance is every other way the programme could have been
handed out among them (exact permutation). From 20 areas with at least 5 on either side the areas are clusters in a
regression. Both scales are always given, since the same data can decide on one and not on the other.
"""

from itertools import combinations
from math import comb

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.special import stdtr, stdtrit

from sikkerby_eval.metrics.compare.before_after import (
    PROBABILITY,
    RATE,
    RATIO,
    checked_panel,
    comparison_row,
    span,
)
from sikkerby_eval.metrics.compare.matching import traits_before
from sikkerby_eval.metrics.intervals.asked import critical_value

FEWEST_CLUSTERS, FEWEST_ON_A_SIDE = 20, 5
"""Below these a cluster-robust error is too small (Cameron & Miller 2015; MacKinnon & Webb 2018)."""
MOST_ASSIGNMENTS = 200_000
"""Beyond this number of assignments a fixed sample of as many is drawn (seed 0), and the method says so."""


def difference_in_differences(panel, *, start, basis, confidence=0.95) -> pd.DataFrame:
    """Say how much more the areas with the programme changed than the comparison areas did.

    Population: the areas of the panel (see ``compare``), each weighing as much as another where they are few and as
    its exposure where they are many. Unit: area; ``numerator`` is the number of areas with the programme and
    ``denominator`` of all areas. Period: everything before ``start`` against everything from it. Rates are recomputed
    from counts. SMS 3 with few areas, SMS 4 with many.

    Returns
    -------
    DataFrame
        Estimates ``did_difference`` (in rates), ``did_ratio`` (ratio of ratios) and the ``…_p_value`` of each. With
        too few areas for the confidence asked, the interval is missing: no assignment is that improbable. A ratio is
        missing where an area had no events before or after.

    Raises
    ------
    ValueError
        If areas with or without the programme, or periods before or after, are lacking.

    Source: Card & Krueger 1994; Wooldridge, Introductory Econometrics, ch. 13; Fisher 1935 and Rosenbaum 2002
    (permutation and its inversion); Cameron & Miller 2015 (clusters).
    """
    panel = checked_panel(panel, start)
    known = panel[panel[["events", "exposure"]].notna().all(axis=1)]
    treated = known.groupby("area")["treated"].first()
    labels = {"numerator": treated.sum(), "denominator": len(treated), "period": span(panel, start), "basis": basis}
    sides = treated.sum(), (~treated).sum()
    critical_value(confidence)
    if len(treated) >= FEWEST_CLUSTERS and min(sides) >= FEWEST_ON_A_SIDE:
        return _clustered(known, start, confidence, labels)
    known = known.assign(after=known["period"] >= start)
    sums = known.pivot_table(index="area", columns="after", values=["events", "exposure"], aggfunc="sum")
    rate = sums["events"] / sums["exposure"]
    if rate.isna().any(axis=None):
        raise ValueError("every area needs a known period before and one from the start")
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log((rate[True] / rate[False]).where((rate > 0).all(axis=1)))
    difference = permuted(rate[True] - rate[False], treated, confidence)
    ratio = permuted(logs, treated, confidence)
    ratio[["value", "ci_low", "ci_high"]] = np.exp(ratio[["value", "ci_low", "ci_high"]])
    return _both_scales(difference, ratio, f"{ratio.attrs['method']}; SMS 3", labels)


def pre_trends(panel, *, start, basis, confidence=0.95) -> pd.DataFrame:
    """Show whether the two groups of areas already moved apart before the start.

    Without it a difference-in-differences may only continue an old trend. An interval around 0 does not prove equal
    trends, least of all with few areas: the gap of each period is there to be looked at.

    Returns
    -------
    DataFrame
        Estimates ``gap_before`` (mean rate of areas with − without the programme, one row per period before),
        ``trend_gap_before`` (difference in slope per period) and ``trend_gap_before_p_value``. SMS 3.

    Source: as ``difference_in_differences``.
    """
    panel = checked_panel(panel, start)
    traits = traits_before(panel, start)
    slope = permuted(traits["trend"], traits["treated"], confidence)
    before = panel[panel["period"] < start]
    before = before.assign(rate=before["events"] / before["exposure"])
    means = before.pivot_table(index="period", columns="treated", values="rate", aggfunc="mean")
    labels = {"numerator": traits["treated"].sum(), "denominator": len(traits), "basis": basis}
    method, years = f"{slope.attrs['method']}; SMS 3", f"{before['period'].min()}–{before['period'].max()}"
    gaps = pd.DataFrame({"value": means[True] - means[False]})
    periods = list(gaps.index.astype(str))
    many = {name: [value] * len(gaps) for name, value in labels.items()}
    return pd.concat(
        [
            comparison_row("gap_before", RATE, "difference of means; SMS 3", gaps, period=periods, **many),
            comparison_row("trend_gap_before", RATE, method, slope, period=years, **labels),
            comparison_row("trend_gap_before_p_value", PROBABILITY, method, slope[["p_value"]], period=years, **labels),
        ],
        ignore_index=True,
    )


def permuted(values, treated, confidence) -> pd.DataFrame:
    """Compare the mean of treated areas with that of the others, against every other assignment of the programme.

    The interval holds every constant shift that the same two-sided test does not reject: for each assignment the
    shifts at which it is at least as extreme as the true one form an interval with known ends, so nothing is searched.

    Parameters
    ----------
    values : Series
        One number per area; a missing one leaves everything missing.
    treated : Series of bool
        Which areas have the programme, same index.

    Returns
    -------
    DataFrame
        One row ``value, ci_low, ci_high, p_value``; ``attrs["method"]`` says whether all assignments were counted.

    Source: Fisher 1935; Rosenbaum 2002, ch. 2 (inversion).
    """
    critical_value(confidence)
    # Areas in the order of their values: the answer must not depend on the order of rows even in the last digit.
    order = np.lexsort((treated.to_numpy(), values.to_numpy()))
    y, own = values.to_numpy(dtype=float)[order], treated.to_numpy(dtype=bool)[order]
    n, k = len(y), int(own.sum())
    chosen, method = _assignments(n, k)
    if np.isnan(y).any():
        frame = pd.DataFrame({"value": [np.nan], "ci_low": np.nan, "ci_high": np.nan, "p_value": np.nan})
        frame.attrs["method"] = method
        return frame
    scale = 1 / k + 1 / (n - k)
    centred = y - y.mean()
    observed = centred[own].sum() * scale
    other = chosen @ centred * scale
    # How much of a shift of the treated an assignment would show: 1 for the true one, −1 for its mirror image.
    shown = (chosen @ own.astype(float)) * scale - k / (n - k)
    slack = 1e-9 * max(np.abs(y).max(), 1e-300)
    p_value = np.mean(np.abs(other) >= abs(observed) - slack)
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.stack([(observed - other) / (1 - shown), (observed + other) / (1 + shown)])
    # Always as extreme: the true assignment, and its mirror image where half the areas are treated.
    ends[:, np.abs(shown) > 1 - 1e-9] = np.nan
    low, high = np.fmin(*ends), np.fmax(*ends)
    passed = int(np.floor((1 - confidence) * len(other) + 1e-9))
    lows = np.sort(np.where(np.isnan(low), -np.inf, low))
    highs = np.sort(np.where(np.isnan(high), np.inf, high))[::-1]
    frame = pd.DataFrame({"value": [observed], "ci_low": lows[passed], "ci_high": highs[passed], "p_value": p_value})
    frame = frame.replace([np.inf, -np.inf], np.nan)
    frame.attrs["method"] = method
    return frame


def _assignments(n, k):
    if comb(n, k) <= MOST_ASSIGNMENTS:
        places = np.array(list(combinations(range(n), k)))
        method = f"exact permutation of {comb(n, k)} assignments"
    else:
        draw = np.random.default_rng(0)
        places = np.argsort(draw.random((MOST_ASSIGNMENTS, n)), axis=1)[:, :k]
        method = f"permutation, {MOST_ASSIGNMENTS} assignments drawn with seed 0"
    chosen = np.zeros((len(places), n))
    np.put_along_axis(chosen, places, 1.0, axis=1)
    return chosen, method


def _clustered(known, start, confidence, labels):
    treated, after = known["treated"].astype(float), (known["period"] >= start).astype(float)
    design = np.column_stack([np.ones(len(known)), treated, after, treated * after])
    clusters = pd.factorize(known["area"])[0]
    options = {"cov_type": "cluster", "cov_kwds": {"groups": clusters}}
    rate = (known["events"] / known["exposure"]).to_numpy()
    linear = sm.WLS(rate, design, weights=known["exposure"].to_numpy()).fit(**options)
    freedom = clusters.max()
    method = f"regression, clustered by {freedom + 1} areas, weighted by exposure; SMS 4"
    difference = _coefficient(linear, freedom, confidence)
    if (known["events"] >= 0).all() and known["events"].groupby([treated, after]).sum().gt(0).all():
        loglinear = sm.GLM(
            known["events"].to_numpy(dtype=float),
            design,
            family=sm.families.Poisson(),
            exposure=known["exposure"].to_numpy(dtype=float),
        ).fit(**options)
        ratio = _coefficient(loglinear, freedom, confidence)
        ratio[["value", "ci_low", "ci_high"]] = np.exp(ratio[["value", "ci_low", "ci_high"]])
    else:
        ratio = difference * np.nan
    return _both_scales(difference, ratio, method, labels)


def _coefficient(fitted, freedom, confidence):
    value, error = np.asarray(fitted.params)[3], np.asarray(fitted.bse)[3]
    half = stdtrit(freedom, (1 + confidence) / 2) * error
    chance = 2 * stdtr(freedom, -abs(value) / error)
    return pd.DataFrame({"value": [value], "ci_low": value - half, "ci_high": value + half, "p_value": chance})


def _both_scales(difference, ratio, method, labels):
    rows = []
    for metric, measure, frame in (("did_difference", RATE, difference), ("did_ratio", RATIO, ratio)):
        rows.append(comparison_row(metric, measure, method, frame, **labels))
        rows.append(comparison_row(f"{metric}_p_value", PROBABILITY, method, frame[["p_value"]], **labels))
    return pd.concat(rows, ignore_index=True)
