"""What a long quarterly series of reports does by itself: its season, its trend, and how much it swings around them."""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.special import stdtrit

from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.dispersion import FEWEST_PERIODS, season_and_trend
from sikkerby_eval.metrics.shares import no_rows

WITHOUT_SEASON = "{}, uden sæson"
QUARTERS_OF_A_YEAR = 4


def trend_and_season(counts: pd.DataFrame, *, basis: str, confidence: float = 0.95) -> pd.DataFrame:
    """Say how a quarterly series moves from year to year, how its quarters differ, and what is left without them.

    Population: offences reported in the city. Unit: report. Period: quarters. A log-linear line with one level per
    quarter of the year (quasi-Poisson); the season is taken out by dividing by it.

    Parameters
    ----------
    counts
        A counts frame of one type of crime: ``period`` (2010K1), ``group_da, reports``, without holes in time.

    Returns
    -------
    DataFrame
        Estimates ``reports_trend`` (ratio from one year to the next, with the quasi-Poisson interval of Student's t),
        ``reports_season`` (each quarter over the year's geometric mean, named ``1. kvartal``) and
        ``reported_offences`` without season. With fewer than eight known quarters, no rows.

    Raises
    ------
    ValueError
        If a quarter is left out or stands twice: an unknown one is missing, not left out.

    Source: McCullagh & Nelder 1989, sect. 6.2.
    """
    rows = counts.sort_values("period", ignore_index=True)
    quarters = pd.PeriodIndex(rows["period"].str.replace("K", "Q"), freq="Q")
    if len(rows) and not quarters.equals(pd.period_range(quarters.min(), quarters.max(), freq="Q")):
        raise ValueError("a series of quarters has a hole in time or a quarter twice")
    y = rows["reports"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(y)
    if known.sum() < FEWEST_PERIODS or not np.nansum(y):
        return no_rows()
    # The first column of season is the quarter that the series begins with.
    design = season_and_trend(len(y), QUARTERS_OF_A_YEAR)
    fitted = sm.GLM(y[known], design[known], family=sm.families.Poisson()).fit(scale="X2")
    slope = fitted.params[1] * QUARTERS_OF_A_YEAR
    half = stdtrit(fitted.df_resid, (1 + confidence) / 2) * fitted.bse[1] * QUARTERS_OF_A_YEAR
    levels = np.concatenate([[0.0], fitted.params[2:]])
    levels = np.roll(levels - levels.mean(), quarters[0].quarter - 1)
    season = np.exp(levels[quarters.quarter - 1])
    name = rows["group_da"].iloc[0]
    told = f"quasi-Poisson, dispersion {fitted.scale:.1f}"
    shared = {"unit": "ratio", "method": told, "basis": basis}
    span = f"{rows['period'].iloc[0]}-{rows['period'].iloc[-1]}"
    trend = estimates_frame(
        metric="reports_trend",
        period=span,
        group=[name],
        value=np.exp(slope),
        ci_low=np.exp(slope - half),
        ci_high=np.exp(slope + half),
        **shared,
    )
    quarterly = estimates_frame(
        metric="reports_season",
        period=span,
        group=[f"{number}. kvartal" for number in range(1, 5)],
        value=np.exp(levels),
        **shared,
    )
    smooth = estimates_frame(
        metric="reported_offences",
        period=rows["period"],
        group=WITHOUT_SEASON.format(name),
        value=y / season,
        unit="reports",
        method="divided by the season",
        basis=basis,
    )
    return pd.concat([trend, quarterly, smooth], ignore_index=True)
