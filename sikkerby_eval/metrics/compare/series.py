"""One series with a start in it: did its level or its slope change, beyond its trend, its season and its own swings?"""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.special import stdtr, stdtrit

from sikkerby_eval.metrics.compare.before_after import PROBABILITY, RATIO, comparison_row
from sikkerby_eval.metrics.intervals.dispersion import season_and_trend
from sikkerby_eval.metrics.intervals.shares_and_rates import counts, critical_value

FEWEST_BEFORE, FEWEST_AFTER = 12, 8


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
        ``…_p_value``, and ``dispersion``. With fewer than 12 known periods before or 8 after all values are missing
        and ``method`` says so.

    Raises
    ------
    ValueError
        If ``start`` is not in the series or is its first period, on negatives, or without any event before or after.

    Notes
    -----
    Newey and West's error allows for waves that outlast a period, but comes out too small in series this short
    (``benchmarks/effects.py`` states by how much); so it never makes an interval narrower than quasi-Poisson's own.
    Where waves last for several quarters even the wider one holds the truth less often than it says (about 80 %).

    Source: Wagner et al. 2002; Bernal, Cummins & Gasparrini 2017; McCullagh & Nelder 1989 (quasi-Poisson, offset);
    Newey & West 1987 with n/(n − k), lags floor(4(n/100)^(2/9)) as in Newey & West 1994.
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
    plain = model.fit(scale="X2")
    robust = model.fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True})
    values, errors = np.asarray(plain.params)[-2:], np.maximum(plain.bse, robust.bse)[-2:]
    method = f"quasi-Poisson with trend and season; the wider of its own error and Newey–West with {lags} lags; SMS 2"
    level, slope = (_ratio(*pair, n - k, confidence) for pair in zip(values, errors, strict=True))
    return _rows(method, level, slope, plain.scale, labels)


def _ratio(value, error, freedom, confidence):
    half = stdtrit(freedom, (1 + confidence) / 2) * error
    columns = {"value": [np.exp(value)], "ci_low": np.exp(value - half), "ci_high": np.exp(value + half)}
    return pd.DataFrame(columns | {"p_value": 2 * stdtr(freedom, -abs(value) / error)})


def _rows(method, level, slope, swing, labels):
    rows = []
    for metric, frame in (("level_change", level), ("slope_change", slope)):
        rows.append(comparison_row(metric, RATIO, method, frame, **labels))
        rows.append(comparison_row(f"{metric}_p_value", PROBABILITY, method, frame[["p_value"]], **labels))
    rows.append(comparison_row("dispersion", RATIO, method, pd.DataFrame({"value": [swing]}), **labels))
    return pd.concat(rows, ignore_index=True)
