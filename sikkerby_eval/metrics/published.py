"""Published aggregate figures as estimates: the number a source printed, and nothing it did not print."""

import pandas as pd

from sikkerby_eval.metrics.crime.reports import dispersions
from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.intervals.dispersion import student_spread, widened_rate

_UNITS = {"pct": FRACTION, "per_1000": "per_1000", "reports per 1,000 inhabitants": "per_1000"}
CONFLICT = "published; sources differ"
DOUBTFUL = "published; uncertain in the source"


def published_series(published: pd.DataFrame, indicator: str, *, unit: str | None = None) -> pd.DataFrame:
    """Turn one published indicator into estimates.

    Population, unit and period are the source's own; a percentage becomes a fraction. No interval is made up: a
    published percentage without its number of answers has none.

    Parameters
    ----------
    published
        Published rows: ``indicator, area, period, value, unit``, and ``approximate`` and ``uncertain`` flags.
    indicator
        The indicator to take; it becomes ``metric``.
    unit
        Unit of the estimates where it is not the source's own, such as ``bydele``.

    Returns
    -------
    DataFrame
        Estimates with ``basis`` ``published``, one for each area and period in the order of the periods. Where
        sources print different numbers, the least uncertain and then the first is kept. ``method`` says where
        sources differ, and where the number that is kept is uncertain in its source.

    Raises
    ------
    KeyError
        If the indicator is not among the published rows.
    ValueError
        If the indicator comes in several units.
    """
    rows = published[(published["indicator"] == indicator) & published["value"].notna()]
    if rows.empty:
        raise KeyError(f"no published figure is named {indicator}")
    if len(rows["unit"].unique()) > 1:
        raise ValueError(f"the published figure {indicator} has several units")
    doubtful = rows["uncertain"].fillna(False).astype(int) * 2 + rows["approximate"].fillna(False).astype(int)
    rows = rows.assign(doubt=doubtful, differs=rows.groupby(["area", "period"])["value"].transform("nunique") > 1)
    rows = rows.sort_values(["period", "doubt"], kind="stable").drop_duplicates(["area", "period"])
    source_unit = rows["unit"].iloc[0]
    value = rows["value"].astype(float)
    return estimates_frame(
        metric=indicator,
        period=rows["period"],
        area=rows["area"],
        value=value / 100 if source_unit == "pct" else value,
        unit=unit or _UNITS.get(source_unit, source_unit),
        method=rows["differs"].map({True: CONFLICT, False: "published"}).mask(rows["doubt"] > 1, DOUBTFUL),
        basis="published",
    )


def reported_offences(reports: pd.DataFrame, *, basis: str = "published") -> pd.DataFrame:
    """Count reported offences in each quarter.

    Population: offences reported to the police in København. Unit: reports (events, not persons). Period: quarter.

    Parameters
    ----------
    reports
        ``period`` (2010K1), ``area``, ``group`` and ``group_da`` (code and name of the group of offences), ``reports``.

    Returns
    -------
    DataFrame
        Estimates of ``reported_offences``, one for each quarter and group. The count is complete; its interval says
        how far a quarter swings by itself, read from the given quarters around their season and trend (quasi-Poisson
        with Student's t). With fewer than eight quarters there is none.

    Source: McCullagh & Nelder 1989, sect. 6.2.
    """
    rows = reports.sort_values("period", kind="stable", ignore_index=True)
    swing = dispersions(rows, before="9999").reindex(rows["group"]).reset_index(drop=True)
    counted = rows["reports"].where(swing["dispersion"].notna()).astype("Float64")
    wide = widened_rate(counted, 1, dispersion=student_spread(**swing))
    return estimates_frame(
        metric="reported_offences",
        period=rows["period"],
        area=rows["area"],
        group=rows["group_da"],
        numerator=rows["reports"],
        value=rows["reports"],
        ci_low=wide["ci_low"],
        ci_high=wide["ci_high"],
        unit="reports",
        method="complete count",
        basis=basis,
    )


def yearly_reports(reports: pd.DataFrame, *, basis: str = "published") -> pd.DataFrame:
    """Count reported offences in each year whose four quarters are all known.

    Parameters
    ----------
    reports
        As in ``reported_offences``.

    Returns
    -------
    DataFrame
        Estimates of ``reported_offences``, one for each year and group; a year with a missing quarter has no row.
    """
    keys = ["group_da", "area", "year"]
    years = reports.assign(year=reports["period"].str[:4]).groupby(keys, sort=False)["reports"]
    whole = years.agg(["sum", "size"]).reset_index().query("size == 4").sort_values("year", kind="stable")
    return estimates_frame(
        metric="reported_offences_yearly",
        period=whole["year"],
        area=whole["area"],
        group=whole["group_da"],
        numerator=whole["sum"],
        value=whole["sum"],
        unit="reports",
        method="sum of four quarters",
        basis=basis,
    )
