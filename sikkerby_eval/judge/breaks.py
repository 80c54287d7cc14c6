"""Breaks in series: where law, recording or method changed, and what may therefore not be compared."""

import pandas as pd

DO_NOT_COMPARE = "do not compare"


def no_breaks() -> pd.DataFrame:
    """The register of breaks without a row, for a series that none is known of."""
    return pd.DataFrame({"date": pd.to_datetime([]), "precision": [], "consequence": []})


def breaks_in(
    breaks: pd.DataFrame, metric: str, first: int | pd.Timestamp, last: int | pd.Timestamp, group: str | None = None
) -> pd.DataFrame:
    """Keep the breaks that hit a metric between two years or two days.

    Parameters
    ----------
    breaks
        Rows of ``breaks.csv``: ``date``, ``metrics`` (names separated by semicolons), ``groups`` (codes of offence
        groups separated by semicolons; missing where all groups are hit), ``consequence``.
    metric
        Name of the metric in the estimates.
    first, last
        First and last year, or day, of the series; a break on the first day of the series does not divide it.
    group
        Code of the group of offences the series is about, where it is about one.

    Returns
    -------
    DataFrame
        The rows that hit the series, by date.
    """
    named = breaks["metrics"].str.split(";").map(lambda names: metric in names)
    grouped = breaks["groups"].isna() | (breaks["groups"].fillna("").str.split(";").map(lambda codes: group in codes))
    start = first if isinstance(first, pd.Timestamp) else pd.Timestamp(first, 1, 1)
    end = last if isinstance(last, pd.Timestamp) else pd.Timestamp(last, 12, 31)
    inside = (breaks["date"] > start) & (breaks["date"] <= end)
    return breaks[named & grouped & inside].sort_values("date")


def breaks_touching(breaks: pd.DataFrame, metric: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Keep the breaks of a metric, in any of its groups, that divide some days or last into them.

    Covid's lockdowns from 11 March 2020 to 31 December 2021 touch a comparison of 2022 with 2021; a lasting break on
    the first of the days does not divide them.
    """
    named = breaks["metrics"].str.split(";").map(lambda names: metric in names)
    dividing = (breaks["date"] > first) | (breaks["end_date"] >= first)
    return breaks[named & (breaks["date"] <= last) & dividing].sort_values("date")


def comparable(
    breaks: pd.DataFrame,
    metric: str,
    earlier: int | pd.Timestamp,
    later: int | pd.Timestamp,
    group: str | None = None,
) -> bool:
    """Say whether two years, or two days, of a metric may be compared: no break between them forbids it."""
    between = breaks_in(breaks, metric, earlier, later, group)
    return not (between["consequence"] == DO_NOT_COMPARE).any()


def broken_groups(breaks: pd.DataFrame, metric: str, groups, earlier: pd.Timestamp, later: pd.Timestamp) -> list[str]:
    """List the groups of offences that may not be compared from one day to another."""
    return [group for group in groups if not comparable(breaks, metric, earlier, later, group)]


def unbroken_since(breaks: pd.DataFrame, metric: str, groups, last: pd.Timestamp) -> dict[str, str]:
    """Name the first whole quarter after the latest break that forbids comparison, for the groups that have one.

    A break on 1 July 2013 leaves 2013K3 whole; one on 2 July leaves 2013K4.
    """
    found = {}
    for group in groups:
        hit = breaks_in(breaks, metric, pd.Timestamp.min, last, group)
        days = hit.loc[hit["consequence"] == DO_NOT_COMPARE, "date"]
        if len(days):
            quarter = (days.max() - pd.Timedelta(days=1)).to_period("Q") + 1
            found[group] = f"{quarter.year}K{quarter.quarter}"
    return found


def on_axis(day: pd.Timestamp) -> float:
    """Place a day on an axis of years; the first day of a quarter falls where the quarter begins, in all years."""
    return day.year + (day.month - 1 + (day.day - 1) / 31) / 12


def year_of(period: str) -> float:
    """Place a year, a quarter or the first year of a span on a time axis."""
    year, _, quarter = str(period).partition("K")
    return float(year[:4]) + ((int(quarter) - 1) / 4 if quarter else 0)
