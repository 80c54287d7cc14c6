"""How much more counts of crime swing than chance alone would make them, and comparisons that allow for it.

Reports come in waves, so a quarter's count varies far more than a Poisson count does. Quasi-Poisson keeps the mean and
multiplies the variance by a dispersion, read from the series' own history; every interval here is a score interval
with that variance. Below 1 the dispersion is taken as 1: a calm history is no licence to be surer than chance allows.
"""

import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.special import ndtr, ndtri, stdtr, stdtrit
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

from sikkerby_eval.metrics.intervals.asked import counts as checked_counts
from sikkerby_eval.metrics.intervals.asked import critical_value, refuse_zero
from sikkerby_eval.metrics.intervals.shares_and_rates import ratio_of_rates, wilson_odds


def dispersion(counts, *, season_length=4, exposure=None) -> float:
    """Say how many times more a series of counts swings around its season and trend than chance would make it.

    Parameters
    ----------
    counts : Series or array
        One count per period in the order of time, without holes; an unknown period is missing, not left out.
    season_length : int
        Periods in a year: 4 for quarters, 12 for months, 1 for a series without season.
    exposure : Series or array, optional
        Residents or days behind each count.

    Returns
    -------
    float
        Pearson's chi-square divided by the residual degrees of freedom of a quasi-Poisson line with season; 1 is
        chance alone, and it may be below 1.

    Raises
    ------
    ValueError
        With fewer than two full years, or fewer than 3 degrees of freedom left to judge the swing by.

    Source: McCullagh & Nelder 1989, sect. 6.2; Spiegelhalter 2005.
    """
    _, y, exposure = checked_counts(counts=counts, exposure=1 if exposure is None else exposure)
    known = ~np.isnan(y + exposure)
    design = season_and_trend(len(y), season_length)
    if known.sum() < max(2 * season_length, design.shape[1] + 3):
        raise ValueError(
            f"a dispersion needs at least {max(2 * season_length, design.shape[1] + 3)} known periods of history; "
            "without it the unadjusted interval must say so"
        )
    if y[known].sum() == 0:
        raise ValueError("a series without a single event shows no dispersion")
    model = sm.GLM(y[known], design[known], family=sm.families.Poisson(), exposure=exposure[known])
    with warnings.catch_warnings():
        # Counts that season and trend reproduce entirely swing by nothing, which is an answer and no fault.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        fitted = model.fit()
    return float(fitted.pearson_chi2 / fitted.df_resid)


FEWEST_PERIODS = 8
"""Quarters of history that season, trend and dispersion can be read from."""
SEASON_AND_TREND = 5
"""Numbers that a line with season takes from a series of quarters; the rest of them tell the dispersion."""


def pooled_dispersion(counts: pd.DataFrame) -> tuple[float, float]:
    """Say how much several areas swing together: each around its own season and trend.

    Parameters
    ----------
    counts : DataFrame
        One row per quarter in the order of time, one column per area; an unknown count is missing.

    Returns
    -------
    float, float
        The areas' mean dispersion, weighted by the degrees of freedom it rests on, and those added up; both missing
        where no area has eight known quarters and an event.
    """
    known = counts.loc[:, (counts.notna().sum() >= FEWEST_PERIODS) & (counts.sum() > 0)].astype("Float64")
    if known.empty:
        return np.nan, np.nan
    freedom = known.notna().sum() - season_and_trend(1, 4).shape[1]
    return float(np.average([dispersion(known[area]) for area in known], weights=freedom)), float(freedom.sum())


def widened_rate(events, exposure, *, dispersion, confidence=0.95) -> pd.DataFrame:
    """Say how high a rate of reports is, allowing for their waves. Returns ``value, ci_low, ci_high`` per exposure.

    The score interval of a quasi-Poisson count: all rates whose count would be no more than z standard deviations
    away. Source: McCullagh & Nelder 1989, sect. 6.2 and 9.2.
    """
    index, x, t, phi = checked_counts(events=events, exposure=exposure, dispersion=dispersion)
    refuse_zero(exposure=t)
    spread = critical_value(confidence) ** 2 * np.maximum(phi, 1)
    half = np.sqrt(spread * (x + spread / 4))
    low, high = np.maximum(x + spread / 2 - half, 0) / t, (x + spread / 2 + half) / t
    value = np.where(np.isnan(low), np.nan, x / t)
    return pd.DataFrame({"value": value, "ci_low": low, "ci_high": high}, index=index)


def widened_ratio(events1, exposure1, events2, exposure2, *, dispersion, confidence=0.95) -> pd.DataFrame:
    """Say how many times higher one rate of reports is than another, allowing for their waves.

    Parameters
    ----------
    events1, exposure1, events2, exposure2 : number, array or Series
        Reports of each period or area, and the days or residents behind them (1 for plain counts).
    dispersion : number, array or Series
        From ``dispersion`` of the series' own history before the periods compared.

    Returns
    -------
    DataFrame
        ``value, ci_low, ci_high, p_value``, all from one score test of the split between the two, so that the
        interval leaves out 1 exactly when the probability is below 1 − confidence. It agrees with the log-linear
        quasi-Poisson interval for large counts, and still stands when one count is 0.

    Source: McCullagh & Nelder 1989, sect. 6.2; Wilson 1927 on counts divided by the dispersion.
    """
    index, x1, t1, x2, t2, phi = checked_counts(
        events1=events1, exposure1=exposure1, events2=events2, exposure2=exposure2, dispersion=dispersion
    )
    refuse_zero(exposure1=t1, exposure2=t2)
    phi = np.maximum(phi, 1)
    n, even = x1 + x2, t1 / (t1 + t2)
    low, high = wilson_odds(x1 / phi, n / phi, critical_value(confidence))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x1 / t1) / (x2 / t2)
        distance = np.where(n == 0, 0.0, np.abs(x1 - n * even) / np.sqrt(phi * n * even * (1 - even)))
    columns = {"value": value, "ci_low": low * t2 / t1, "ci_high": high * t2 / t1, "p_value": 2 * ndtr(-distance)}
    frame = pd.DataFrame(columns, index=index)
    frame.loc[np.isnan(low + phi)] = np.nan
    return frame


def ratio_with_history(
    events1, events2, *, dispersion, freedom, exposure1=1, exposure2=1, confidence=0.95
) -> tuple[pd.DataFrame, pd.Series]:
    """Compare two counts as wide as their history tells: by its dispersion, and by how short it is.

    Parameters
    ----------
    events1, events2 : Series
        The later and the earlier counts.
    dispersion, freedom : Series
        On the same index: how much the history swings, and the degrees of freedom that rests on; missing without one.

    Returns
    -------
    DataFrame and Series
        ``value, ci_low, ci_high, p_value``, and the method in words: without a history the interval is exact, too
        narrow, and it says so. The interval leaves out 1 exactly when the probability is below 1 − confidence. A limit
        that is not finite is missing.

    Source: McCullagh & Nelder 1989, sect. 9.2 (quasi-Poisson, Student's t); Przyborowski & Wilenski 1940 (exact).
    """
    known = dispersion.notna()
    spread = student_spread(dispersion, freedom, confidence)
    counts = {"exposure1": exposure1, "events2": events2, "exposure2": exposure2, "confidence": confidence}
    wide, plain = widened_ratio(events1, dispersion=spread, **counts), ratio_of_rates(events1, **counts)
    normal = widened_ratio(events1, dispersion=dispersion, **counts)["p_value"]
    wide["p_value"] = 2 * stdtr(freedom.fillna(1).astype(float), ndtri(normal / 2))
    told = dispersion.map("quasi-Poisson with Student's t, dispersion {:.1f}".format)
    return wide.where(known, plain).replace(np.inf, np.nan), told.where(known, "exact, not widened: no history")


def student_spread(dispersion: pd.Series, freedom: pd.Series, confidence=0.95) -> pd.Series:
    """Widen a dispersion by Student's t for how short its history is; 1 where there is no history.

    A score interval's normal quantile becomes Student's by widening what it is squared with.
    """
    quantile = stdtrit(freedom.fillna(1).astype(float), (1 + confidence) / 2) / stdtrit(np.inf, (1 + confidence) / 2)
    return dispersion.fillna(1).clip(lower=1) * quantile**2


def season_and_trend(periods, season_length):
    """Return the columns of a line with season: constant, time, and one column per later season of the year."""
    time = np.arange(periods)
    seasons = [(time % season_length == season).astype(float) for season in range(1, season_length)]
    return np.column_stack([np.ones(periods), time, *seasons])
