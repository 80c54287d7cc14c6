"""Count closures, the days and services they cost, and the reports that say whether the count can be trusted."""

import pandas as pd

from sikkerby_eval.metrics.estimates import FRACTION, WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import rate_interval, upper_bound_zero_rate

UNREST = ("uro", "krise")
FULL, PARTIAL, NEAR_MISS = "hel", "delvis", "naer"
SCOPES = {"closures": FULL, "partial_closures": PARTIAL, "near_misses": NEAR_MISS}
QUARTER = ["aar", "kvartal"]
BOTH_CAUSES = "uro og krise"
CAUSES = ["uro", "krise", "andet", BOTH_CAUSES]
COMPLETE, AT_LEAST = "complete count", "at least: reports missing or at odds"
LOSS_UNITS = {"closures_by_cause": "closures", "days_lost": "days", "services_lost": "services"}


def closures_in_period(lukninger: pd.DataFrame, *, first: str, last: str) -> pd.DataFrame:
    """Count for each closure the days within the period on which the door was shut.

    Population: closures of any cause and scope. Unit: closure. Period: ``first`` to ``last``, both included. Closed
    from 30 December 2013 to 2 January 2014 is 2 days in a period that ends with 2013; closed since 31 December 2013 and
    not opened yet is 1 day.

    Parameters
    ----------
    lukninger
        ``startdato`` (first day closed), ``slutdato`` (last day closed, missing while still closed).
    first, last
        Dates. For a period that is not over, ``last`` is the day the data reach to.

    Returns
    -------
    DataFrame
        The rows that overlap the period, with ``began`` (in the period, else before it), ``still_closed`` (not opened
        by the last day) and ``days``.

    Raises
    ------
    ValueError
        If the period or a closure ends before it starts.
    """
    start, end = pd.Timestamp(first), pd.Timestamp(last)
    if end < start:
        raise ValueError("the period ends before it starts")
    until = lukninger["slutdato"].fillna(pd.Timestamp.max.normalize())
    if backwards := int((until < lukninger["startdato"]).sum()):
        raise ValueError(f"{backwards} closures end before they start")
    inside = (lukninger["startdato"] <= end) & (until >= start)
    rows, until = lukninger[inside], until[inside]
    days = (until.clip(upper=end) - rows["startdato"].clip(lower=start)).dt.days + 1
    return rows.assign(began=rows["startdato"] >= start, still_closed=until > end, days=days)


def reporting_coverage(
    indberetninger: pd.DataFrame,
    lukninger: pd.DataFrame,
    *,
    administrations: list[str],
    first_year: int,
    last_year: int,
) -> pd.DataFrame:
    """Say which administration has reported for which quarter, and whether its number agrees with its closures.

    Population: every administration and quarter that has a duty to report. Unit: administration and quarter. A report
    of none is a report.

    Parameters
    ----------
    indberetninger
        ``forvaltning, aar, kvartal, antal``.
    lukninger
        ``forvaltning, startdato``.
    administrations
        Those with the duty, in the order wanted.
    first_year, last_year
        Both included.

    Returns
    -------
    DataFrame
        ``forvaltning, aar, kvartal, reported, antal, registered, agrees``: ``antal`` is what the administration says,
        ``registered`` the rows it delivered that began in the quarter, of any scope and cause; ``antal`` and ``agrees``
        are missing where nothing was reported.

    Raises
    ------
    ValueError
        If an administration reports twice for a quarter, or one without the duty reports or has closures.

    Source: the programme paper of 13 April 2010, Bilag 1, action area 6 (duty to report).
    """
    key = ["forvaltning", *QUARTER]
    if twice := int(indberetninger.duplicated(key).sum()):
        raise ValueError(f"{twice} reports repeat an administration and quarter")
    if strangers := (set(indberetninger["forvaltning"]) | set(lukninger["forvaltning"])) - set(administrations):
        raise ValueError(f"{len(strangers)} administrations are not among those with a duty to report")
    expected = pd.MultiIndex.from_product([administrations, range(first_year, last_year + 1), range(1, 5)], names=key)
    stated = indberetninger.set_index(key)["antal"].astype("Int64").reindex(expected)
    days = lukninger["startdato"].dt
    began = pd.MultiIndex.from_arrays([lukninger["forvaltning"], days.year, days.quarter], names=key)
    registered = began.value_counts().reindex(expected, fill_value=0)
    coverage = pd.DataFrame({"reported": stated.notna(), "antal": stated, "registered": registered})
    return coverage.assign(agrees=coverage["antal"] == coverage["registered"]).reset_index()


def closures(lukninger: pd.DataFrame, coverage: pd.DataFrame, *, basis: str, confidence: float = 0.95) -> pd.DataFrame:
    """Count the institutions and services that closed because of unrest, from the first year to each later one.

    Population: closures with cause ``uro`` or ``krise`` that began in the period. Unit: closure. Period: from the first
    year of ``coverage`` to the end of each of its years, since the goal holds for the whole period.

    Parameters
    ----------
    lukninger
        ``lukning_id, startdato, omfang, aarsag``.
    coverage
        From ``reporting_coverage``.
    basis, confidence
        Where the registers come from; the level of the bound.

    Returns
    -------
    DataFrame
        Estimates ``closures`` (full), ``partial_closures``, ``near_misses`` and ``reports_received`` (received of those
        due, a fraction); periods are ``2010``, ``2010-2011`` and so on. ``numerator`` is what is known.
        While reports are missing or at odds with the closures, a count of none has no value (nobody knows), and any
        other is a value without an interval: at least so many. Complete counts carry the exact Poisson interval of
        what chance would make of the same conditions; beside a zero the upper bound is one-sided.

    Source: Garwood 1936; Hanley & Lippman-Hand 1983; the programme paper of 13 April 2010, Bilag 1 section 5.1, goal 4.
    """
    by_year = coverage.groupby("aar").agg(
        received=("reported", "sum"), due=("reported", "size"), agree=("agrees", "sum")
    )
    by_year = by_year.cumsum()
    first = by_year.index.min()
    periods = pd.Series([_span(first, year) for year in by_year.index], index=by_year.index)
    complete = by_year["agree"] == by_year["due"]
    counted = []
    for metric, scope in SCOPES.items():
        years = lukninger.loc[_scope(lukninger, scope), "startdato"].dt.year
        known = years.value_counts().reindex(by_year.index, fill_value=0).cumsum()
        counted.append(
            estimates_frame(
                metric=metric,
                period=periods,
                numerator=known,
                **_bounds(known, complete, confidence),
                unit="closures",
                method=complete.map({True: f"{COMPLETE}, garwood", False: AT_LEAST}),
                basis=basis,
            )
        )
    received = estimates_frame(
        metric="reports_received",
        period=periods,
        numerator=by_year["received"],
        denominator=by_year["due"],
        value=by_year["received"] / by_year["due"],
        unit=FRACTION,
        method=COMPLETE,
        basis=basis,
    )
    return pd.concat([*counted, received], ignore_index=True)


def losses(lukninger: pd.DataFrame, coverage: pd.DataFrame, *, basis: str, until: str | None = None) -> pd.DataFrame:
    """Count closures, days and services lost in the whole period, by cause, for the city and each bydel.

    Population: full closures. Unit: closure that began in the period, day closed within it (also of closures that
    began before), service of an institution that was closed on some day of it. Period: the years of ``coverage``.

    Parameters
    ----------
    lukninger
        ``lukning_id, institution, ydelse, bydel, startdato, slutdato, omfang, aarsag``.
    coverage
        From ``reporting_coverage``.
    basis
        Where the registers come from.
    until
        The day the data reach to, where the period is not over: what is still closed has been so until then.

    Returns
    -------
    DataFrame
        Estimates ``closures_by_cause``, ``days_lost`` and ``services_lost``; ``group`` is ``uro``, ``krise``, ``andet``
        or ``uro og krise``; ``area`` the city or a bydel. None in the city is missing, not zero, while reports are;
        bydele without closures have no row.

    Raises
    ------
    ValueError
        As for ``closures_in_period``.
    """
    years = coverage["aar"].min(), coverage["aar"].max()
    rows = closures_in_period(lukninger, first=f"{years[0]}-01-01", last=until or f"{years[1]}-12-31")
    full = rows[rows["omfang"] == FULL]
    of_unrest = full[full["aarsag"].isin(UNREST)]
    by_cause = pd.concat([full.assign(group=full["aarsag"]), of_unrest.assign(group=BOTH_CAUSES)])
    everywhere = pd.concat([by_cause.assign(area=WHOLE_CITY), by_cause.assign(area=by_cause["bydel"])])
    everywhere["service"] = everywhere["institution"] + "\0" + everywhere["ydelse"]
    sums = everywhere.groupby(["area", "group"]).agg(
        closures_by_cause=("began", "sum"), days_lost=("days", "sum"), services_lost=("service", "nunique")
    )
    in_city = pd.MultiIndex.from_product([[WHOLE_CITY], CAUSES], names=sums.index.names)
    sums = sums.reindex(in_city.union(sums.index, sort=False), fill_value=0)
    long = sums.rename_axis(columns="metric").stack().rename("numerator").reset_index()
    complete = bool(coverage["agrees"].fillna(False).all())
    return estimates_frame(
        **long,
        period=_span(*years),
        value=long["numerator"].where(complete | (long["numerator"] > 0)),
        unit=long["metric"].map(LOSS_UNITS),
        method=COMPLETE if complete else AT_LEAST,
        basis=basis,
    )


def _span(first: int, last: int) -> str:
    return f"{first}-{last}" if last > first else f"{first}"


def _scope(lukninger: pd.DataFrame, scope: str) -> pd.Series:
    return (lukninger["omfang"] == scope) & lukninger["aarsag"].isin(UNREST)


def _bounds(known: pd.Series, complete: pd.Series, confidence: float) -> pd.DataFrame:
    bounds = rate_interval(known, pd.Series(1, index=known.index), confidence=confidence)
    none = known == 0
    bounds["ci_high"] = bounds["ci_high"].mask(none, upper_bound_zero_rate(1, confidence=confidence).iloc[0])
    bounds.loc[~complete, ["ci_low", "ci_high"]] = float("nan")
    return bounds.assign(value=bounds["value"].mask(~complete & none))
