"""How much reported crime swings, and whether a change since the same days of the year before is more than that.

Counts travel as the counts frames of ``crime.reports``.
"""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.crime.days import Days, whole_quarter
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.dispersion import (
    FEWEST_PERIODS,
    SEASON_AND_TREND,
    dispersion,
    ratio_with_history,
)
from sikkerby_eval.metrics.shares import no_rows

PERCENT_FROM = 20
"""Events that both periods must have before a change is told in per cent."""


def dispersions(counts: pd.DataFrame, before: str, since: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Read from each type's quarters before a quarter how much more it swings than chance alone would make it.

    Parameters
    ----------
    since
        The first quarter of a type's history after a break, by group: the jump of a changed law is no swing.

    Returns
    -------
    DataFrame
        ``dispersion`` and ``freedom`` (the degrees of freedom it rests on) by ``group``; missing where the history is
        too short to tell.
    """
    first = counts["group"].map(lambda group: (since or {}).get(group, "")).astype("string")
    unbroken = counts["period"].astype("string") >= first
    history = counts[counts["period"].str.fullmatch(r"\d{4}K\d") & (counts["period"] < before) & unbroken]
    series = history.sort_values("period").groupby("group", sort=False)["reports"]
    swings = pd.DataFrame({"dispersion": series.agg(_dispersion).astype(float)})
    return swings.assign(freedom=(series.count() - SEASON_AND_TREND).where(swings["dispersion"].notna()))


def year_on_year(
    counts: pd.DataFrame,
    days: Days,
    *,
    basis: str,
    not_comparable: Collection[str] = (),
    since: Mapping[str, str] | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Say how many times as many reports of each type there were as in the same days of the year before.

    Population: offences reported in the city. Unit: report; the ratio is per day, so that a leap day makes no change.

    Parameters
    ----------
    counts
        A counts frame with both periods and the quarters before them.
    days
        The later period.
    not_comparable
        Codes of types with a break between the two periods: their ratio is missing.
    since
        As for ``dispersions``.

    Returns
    -------
    DataFrame
        Estimates ``reports_year_on_year``: numerator this year's reports, denominator last year's, the interval widened
        by the dispersion of the type's own earlier quarters, and by Student's t for how few of them there are; and
        ``reports_dispersion``. Without eight earlier quarters the interval is exact, too narrow, and ``method`` says
        so.

    Source: McCullagh & Nelder 1989, sect. 9.2 (quasi-Poisson); Przyborowski & Wilenski 1940 (exact).
    """
    before = days.year_before
    now = counts[counts["period"] == days.period].drop_duplicates("group").set_index("group")
    then = counts[counts["period"] == before.period].drop_duplicates("group").set_index("group")["reports"]
    now = now[~(now["reports"].eq(0) & then.reindex(now.index).eq(0)).fillna(False)]
    if now.empty:
        return no_rows()
    swing = dispersions(counts, whole_quarter(days.last.year, days.last.quarter).period, since).reindex(now.index)
    last, first = now["reports"].astype("Float64"), then.reindex(now.index).astype("Float64")
    last = last.mask(now.index.isin(list(not_comparable)))
    exposed = {"exposure1": days.length, "exposure2": before.length}
    ratio, told = ratio_with_history(last, first, **exposed, **swing, confidence=confidence)
    shared = {"period": days.period, "group": now["group_da"], "basis": basis}
    ratios = estimates_frame(
        metric="reports_year_on_year",
        numerator=now["reports"],
        denominator=first,
        **ratio[["value", "ci_low", "ci_high"]],
        unit="ratio",
        method=told.mask(now.index.isin(list(not_comparable)), "not compared: break in the series"),
        **shared,
    )
    swings = estimates_frame(
        metric="reports_dispersion",
        value=swing["dispersion"],
        unit="ratio",
        method="quasi-Poisson with season and trend",
        **shared,
    )
    return pd.concat([ratios, swings], ignore_index=True)


def _dispersion(series):
    enough = series.notna().sum() >= FEWEST_PERIODS and series.sum() > 0
    return dispersion(series.astype("Float64")) if enough else np.nan
