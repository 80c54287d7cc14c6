"""Published aggregate figures as estimates: the number a source printed, and nothing it did not print."""

import pandas as pd

from sikkerby_eval.metrics.crime.swings import dispersions
from sikkerby_eval.metrics.estimates import FRACTION, WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.intervals.dispersion import student_spread, widened_rate
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval

_UNITS = {"pct": FRACTION, "per_1000": "per_1000", "reports per 1,000 inhabitants": "per_1000"}
CONFLICT = "published; sources differ"
DOUBTFUL = "published; uncertain in the source"
BYDELE_IN_SURVEY = 12
"""The survey's own division of the city in 2013-2021; fewer published shares than this are an incomplete year."""


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


def share_unsafe(published: pd.DataFrame) -> pd.DataFrame:
    """Give the published shares who feel unsafe, in their neighbourhood and there in the evening.

    Population: residents, by those who answered the safety survey. A year whose number of answers was
    published for the whole city has Wilson's interval (the survey is weighted, so the true one is somewhat wider);
    all others have none: "usikkerhed ikke oplyst".

    Parameters
    ----------
    published
        ``indicator, area, period, value, unit`` and flags, as ``published_series`` takes them.

    Returns
    -------
    DataFrame
        Estimates ``share_unsafe_neighbourhood`` and ``share_unsafe_evening``, basis ``published``; where sources differ
        ``method`` says so.
    """
    return _with_published_n(published, ("share_unsafe_neighbourhood", "share_unsafe_evening"))


def share_safe(published: pd.DataFrame) -> pd.DataFrame:
    """Give the published shares who feel safe (printed from 2022 on), as ``share_unsafe`` does."""
    return _with_published_n(published, ("share_safe_neighbourhood", "share_safe_evening"))


def bydele_over(published: pd.DataFrame, threshold: float = 0.10) -> pd.DataFrame:
    """Count the bydele where a larger share than the threshold feels unsafe in the neighbourhood.

    Unit: bydel of the survey. Period: year of the survey. A bydel without a published figure is not taken for one
    under the threshold: the count of an incomplete year is missing, with how many bydele are known.

    Parameters
    ----------
    threshold
        A fraction; the programmes of 2014 and 2018 have 0.10.

    Returns
    -------
    DataFrame
        Estimates ``bydele_over_threshold`` (counted from the shares; ``denominator`` the bydele with a figure) and,
        at 0.10, ``bydele_over_10pct_unsafe`` (as the city printed it). They stand beside each other.

    Raises
    ------
    ValueError
        If the threshold is not a fraction.
    """
    if not 0 < threshold < 1:
        raise ValueError("the threshold is a fraction between 0 and 1: 0.10, not 10")
    shares = published_series(published, "share_unsafe_neighbourhood")
    bydele = shares[shares["area"] != WHOLE_CITY]
    years = bydele.assign(over=bydele["value"] > threshold, disputed=bydele["method"] == CONFLICT).groupby("period")
    years = years.agg(over=("over", "sum"), disputed=("disputed", "sum"), known=("value", "size")).reset_index()
    complete = years["known"] >= BYDELE_IN_SURVEY
    of_all = f" of {BYDELE_IN_SURVEY} bydele published"
    counted = "counted; sources differ for " + years["disputed"].astype(str)
    counted_rows = estimates_frame(
        metric="bydele_over_threshold",
        period=years["period"],
        group=f"over {threshold:.0%}".replace("%", " %"),
        numerator=years["over"].where(complete),
        denominator=years["known"],
        value=years["over"].where(complete),
        unit="bydele",
        method=counted.where(complete, "missing: " + years["known"].astype(str) + of_all),
        basis="published",
    )
    if threshold != 0.10:
        return counted_rows
    return pd.concat(
        [counted_rows, published_series(published, "bydele_over_10pct_unsafe", unit="bydele")], ignore_index=True
    )


def areas_in_need(published: pd.DataFrame) -> pd.DataFrame:
    """Give the published number of areas ``markant`` or ``intensiveret``, and its change since the first year.

    Unit: district of Tryghedsindeks. A complete count: it has no interval.

    Returns
    -------
    DataFrame
        Estimates ``areas_markant_or_intensiveret`` and ``areas_in_need_change`` (relative: 12 to 5 is -0.58; the
        revision of 2011 asked for -0.50).
    """
    counts = published_series(published, "areas_markant_or_intensiveret", unit="districts")
    first, later = counts.iloc[0], counts.iloc[1:]
    change = estimates_frame(
        metric="areas_in_need_change",
        period=first["period"] + "–" + later["period"],
        area=later["area"],
        numerator=later["value"],
        denominator=first["value"],
        value=later["value"] / first["value"] - 1,
        unit="relative change",
        method="computed from the published counts",
        basis="published",
    )
    return pd.concat([counts, change], ignore_index=True)


def _with_published_n(published, indicators):
    shares = pd.concat([published_series(published, indicator) for indicator in indicators], ignore_index=True)
    answers = published_series(published, "survey_sample_size").set_index(["area", "period"])["value"]
    keys = pd.MultiIndex.from_frame(shares[["area", "period"]])
    n = pd.Series(answers.reindex(keys).to_numpy(), index=shares.index, dtype="Float64")
    # The printed share is rounded, so its count is not known; the interval only needs it to the nearest answer.
    interval = proportion_interval((shares["value"] * n).round(), n)
    half_low, half_high = interval["value"] - interval["ci_low"], interval["ci_high"] - interval["value"]
    asked = n.notna()
    return shares.assign(
        denominator=n,
        ci_low=(shares["value"] - half_low).clip(0).where(asked).astype("Float64"),
        ci_high=(shares["value"] + half_high).clip(upper=1).where(asked).astype("Float64"),
        method=shares["method"].mask(asked, shares["method"] + "; wilson from the published number of answers"),
    )
