"""Homicides in European capitals: rates that look exact, and what they rest on."""

import pandas as pd

from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import rate_interval, ratio_of_rates
from sikkerby_eval.metrics.shares import no_rows

PER = 100_000


def homicide_rates(rates: pd.DataFrame, populations: pd.DataFrame, *, confidence: float = 0.95) -> pd.DataFrame:
    """Give the homicides per 100,000 residents of capitals, with the interval that their few cases leave.

    Population: residents of the capital. Unit: homicides per 100,000 a year. Period: the mean of some years. The
    number of cases is not published, so it is worked back from the rate and the city's size: 2.00 in half a million is
    ten cases a year, and ten cases could as well have been five or eighteen.

    Parameters
    ----------
    rates
        Published rows: ``area, period`` (2003-2005), ``value``.
    populations
        ``area, value``: residents; a capital that is not there has a rate without interval.

    Returns
    -------
    DataFrame
        Estimates ``homicide_rate`` with ``basis`` ``published``, the highest first; ``numerator`` is the cases of the
        period and ``denominator`` the residents times its years, both worked back.

    Raises
    ------
    ValueError
        If a capital has two sizes.

    Source: Garwood 1936 (exact Poisson limits).
    """
    if populations["area"].duplicated().any():
        raise ValueError(f"{int(populations['area'].duplicated().sum())} capitals have two sizes")
    rows = rates.sort_values(["period", "value"], ascending=[True, False], kind="stable").reset_index(drop=True)
    years = rows["period"].str.extract(r"(\d{4})-(\d{4})").astype("Int64")
    exposure = rows["area"].map(populations.set_index("area")["value"]).astype("Float64") * (years[1] - years[0] + 1)
    cases = (rows["value"].astype("Float64") * exposure / PER).round()
    known = exposure.notna()
    limits = rate_interval(cases, exposure.fillna(1), confidence=confidence)[["ci_low", "ci_high"]] * PER
    value = rows["value"].astype("Float64")
    return estimates_frame(
        metric="homicide_rate",
        period=rows["period"],
        area=rows["area"],
        numerator=cases,
        denominator=exposure,
        value=value,
        ci_low=limits["ci_low"].where(known).clip(upper=value),
        ci_high=limits["ci_high"].where(known).clip(lower=value),
        unit="per_100000",
        method=known.map({True: "exact Poisson, cases worked back from the rate", False: "published"}),
        basis="published",
    )


def homicide_ratio(rates: pd.DataFrame, city: str, other: str, *, confidence: float = 0.95) -> pd.DataFrame:
    """Say how many times the rate of one capital is that of another, with the interval that their few cases leave.

    Parameters
    ----------
    rates
        Estimates of ``homicide_rates``.

    Returns
    -------
    DataFrame
        Estimate ``homicide_ratio`` of the latest period that both have cases for, with ``group`` the other capital;
        the value is that of the two published rates, so that a reader can divide them; numerator and denominator are
        the two counts of cases that its interval rests on. No rows where there is none.

    Source: Przyborowski & Wilenski 1940 (exact).
    """
    known = rates[rates["area"].isin([city, other])].dropna(subset="numerator")
    both = known.groupby("period")["area"].transform("nunique") == len({city, other})
    latest = known[both & (known["period"] == known.loc[both, "period"].max())].set_index("area")
    if latest.empty:
        return no_rows()
    one, two = latest.loc[city], latest.loc[other]
    counts = one["numerator"], one["denominator"], two["numerator"], two["denominator"]
    compared = ratio_of_rates(*counts, confidence=confidence)
    return estimates_frame(
        metric="homicide_ratio",
        period=one["period"],
        area=[city],
        group=[other],
        numerator=one["numerator"],
        denominator=two["numerator"],
        value=[one["value"] / two["value"]],
        **compared[["ci_low", "ci_high"]],
        unit="ratio",
        method="exact, cases worked back from the rates",
        basis="published",
    )
