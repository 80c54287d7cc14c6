"""One series with a start in it: did its level or its slope change, beyond its trend, its season and its own swings?"""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.optimize import brentq
from scipy.special import stdtr, stdtrit

from sikkerby_eval.metrics.compare.before_after import PROBABILITY, RATIO, comparison_row
from sikkerby_eval.metrics.intervals.asked import counts, critical_value
from sikkerby_eval.metrics.intervals.dispersion import season_and_trend

FEWEST_BEFORE, FEWEST_AFTER = 12, 8
MEMORIES = np.linspace(0, 0.98, 50)
"""How much of one period's wave may be left in the next; each is weighed by how well the series bears it out."""


def interrupted_series(
    series, *, start, basis, exposure=None, season_length=4, confidence=0.95, **labels
) -> pd.DataFrame:
    """Say how far a series of counts jumped at the start of a programme, and how its slope changed afterwards. SMS 2.

    The line before the start, with season, is carried on; the jump is read at the first period after (where the new
    slope is still zero). Anything else that began then is in the jump too: without comparison areas it is a
    description.

    Parameters
    ----------
    series : Series
        One count per period in the order of time, without holes (an unknown one is missing); the index names the
        periods.
    start
        Label of the first period after.
    exposure : Series, optional
        Residents or days behind each count, same index.
    season_length : int
        4 for quarters, 12 for months, 1 without season.

    Returns
    -------
    DataFrame
            Estimates ``level_change`` (ratio at the first period after), ``slope_change`` (ratio per period), each with
        ``…_p_value`` and, for comparison, ``…_newey_west`` (the quasi-Poisson ratio, which knows of no memory, with
        Newey and West's interval), and ``dispersion``. With fewer than 12 known periods before or 8 after all values
        are missing and ``method`` says so.

    Raises
    ------
    ValueError
        If ``start`` is not in the series or is its first period, on negatives, or without any event before or after.

    Notes
    -----
    A wave that outlasts a period makes the usual errors too small, and in a series this short nobody can tell how long
    waves last: Newey and West's interval holds the truth in some 80-90 % of short series with such waves. The interval
    here does not pretend to know: every memory from none to nearly all has the likelihood that the series gives it
    (free of the coefficients), and the ratio (the median), the interval and the p-value are those of all memories
    together, each with Student's t on n − k degrees of freedom. ``benchmarks/effects.py`` states how often it holds
    the truth. The variance is never taken to be smaller than a Poisson count's.

    Source: Wagner et al. 2002; Bernal, Cummins & Gasparrini 2017; McCullagh & Nelder 1989 (quasi-Poisson, offset);
    Zellner & Tiao 1964, JASA 59:763, and Harville 1974, Biometrika 61:383 (memory averaged over); Newey & West 1987
    with n/(n − k), lags floor(4(n/100)^(2/9)) as in Newey & West 1994.
    """
    critical_value(confidence)
    index, y, size = counts(series=series, exposure=1 if exposure is None else exposure)
    place = np.flatnonzero(index == start)
    if len(place) != 1 or place[0] == 0:
        raise ValueError("start must name one period of the series, and not its first")
    labels = {"period": f"{index[0]}–{index[place[0] - 1]} / {start}–{index[-1]}", "basis": basis} | labels
    since = np.arange(len(y)) - place[0]
    known = ~np.isnan(y + size)
    before, after = known & (since < 0), known & (since >= 0)
    if before.sum() < FEWEST_BEFORE or after.sum() < FEWEST_AFTER:
        needs = f"not estimated: needs {FEWEST_BEFORE} periods before and {FEWEST_AFTER} after; SMS 2"
        nothing = pd.DataFrame({"value": [np.nan], "p_value": np.nan})
        return _rows(needs, nothing, nothing, np.nan, labels)
    if y[before].sum() == 0 or y[after].sum() == 0:
        raise ValueError("a series without a single event before or after the start has no jump to estimate")
    design = np.column_stack([season_and_trend(len(y), season_length), since >= 0, np.maximum(since, 0)])[known]
    model = sm.GLM(y[known], design, family=sm.families.Poisson(), exposure=size[known])
    n, k = design.shape
    lags = int(4 * (n / 100) ** (2 / 9))
    plain = model.fit()
    robust = model.fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True})
    values, errors = np.asarray(plain.params)[-2:], np.asarray(robust.bse)[-2:]
    weights, moved, spreads = _by_memory(design, y[known], np.asarray(plain.mu), np.arange(len(y))[known])
    centres = values + moved
    model_name = "quasi-Poisson with trend and season"
    level, slope = (_averaged(weights, centres[:, at], spreads[:, at], n - k, confidence) for at in range(2))
    method = f"{model_name}; ratio and interval over all memories of the waves; SMS 2"
    rows = _rows(method, level, slope, plain.pearson_chi2 / (n - k), labels)
    half = stdtrit(n - k, (1 + confidence) / 2) * errors
    beside = pd.DataFrame({"value": values, "ci_low": values - half, "ci_high": values + half}).pipe(np.exp)
    named = pd.Series(["level_change_newey_west", "slope_change_newey_west"])
    method = f"{model_name}; Newey–West with {lags} lags; SMS 2"
    return pd.concat([rows, comparison_row(named, RATIO, method, beside, **labels)], ignore_index=True)


def _by_memory(design, y, mu, time):
    """For each memory its weight, and how far it moves the last two coefficients and with what error.

    One step of generalised least squares from the quasi-Poisson fit, on residuals of equal variance.
    """
    n, k = design.shape
    scale = np.sqrt(mu)
    likeness = MEMORIES[:, None, None] ** np.abs(np.subtract.outer(time, time))
    factor = np.linalg.cholesky(likeness)
    columns = np.linalg.solve(factor, np.column_stack([design * scale[:, None], (y - mu) / scale])[None])
    x, u = columns[..., :-1], columns[..., -1:]
    across = x.transpose(0, 2, 1)
    information = across @ x
    shift = np.linalg.solve(information, across @ u)
    left = np.maximum(((u - x @ shift) ** 2).sum(axis=(1, 2)), np.finfo(float).tiny)
    size = np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1) + np.linalg.slogdet(information)[1] / 2
    likelihood = -size - (n - k) / 2 * np.log(left)
    weights = np.exp(likelihood - likelihood.max())
    variance = np.maximum(left / (n - k), 1)[:, None] * np.diagonal(np.linalg.inv(information), axis1=1, axis2=2)
    return weights / weights.sum(), shift[:, -2:, 0], np.sqrt(variance[:, -2:])


def _averaged(weights, centres, errors, freedom, confidence) -> pd.DataFrame:
    """The median, the interval and the two-sided probability of a weighted mixture of Student's t, as a ratio."""

    def below(limit):
        return float(weights @ stdtr(freedom, (limit - centres) / errors))

    def limit(chance):
        ends = centres + stdtrit(freedom, chance) * errors
        return brentq(lambda at: below(at) - chance, ends.min() - 1e-9, ends.max() + 1e-9, xtol=1e-12)

    ends = {"ci_low": (1 - confidence) / 2, "value": 0.5, "ci_high": (1 + confidence) / 2}
    numbers = {name: [np.exp(limit(chance))] for name, chance in ends.items()}
    return pd.DataFrame(numbers | {"p_value": 2 * min(below(0.0), 1 - below(0.0))})


def _rows(method, level, slope, swing, labels):
    rows = []
    for metric, frame in (("level_change", level), ("slope_change", slope)):
        rows.append(comparison_row(metric, RATIO, method, frame, **labels))
        rows.append(comparison_row(f"{metric}_p_value", PROBABILITY, method, frame[["p_value"]], **labels))
    rows.append(comparison_row("dispersion", RATIO, method, pd.DataFrame({"value": [swing]}), **labels))
    return pd.concat(rows, ignore_index=True)
