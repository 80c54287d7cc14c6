"""Goal 4 of 2010 on registers: the estimates it is judged on, what the closures cost, and who has reported."""

import pandas as pd

from sikkerby_eval.metrics.continuity.closures import closures, losses, reporting_coverage
from sikkerby_eval.metrics.estimates import WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.shares import no_rows


def goal_4(registers, administrations: list[str], year: int) -> pd.DataFrame:
    """Goal 4: how many institutions and services closed because of unrest, and who has reported.

    Population: the institutions and services of the administrations. Unit: closure. Period: 2010 to at most 2013.

    Returns
    -------
    DataFrame
        Estimates of ``metrics.continuity.closures``; no rows without closures and reports.

    Source: the programme paper of 13 April 2010, annex 1, section 5.1 and action area 6.
    """
    if registers.lukninger is None or registers.indberetninger is None:
        return no_rows()
    last = min(year, 2013)
    within = registers.indberetninger["aar"].between(2010, last)
    coverage = reporting_coverage(
        registers.indberetninger[within],
        registers.lukninger[registers.lukninger["startdato"].dt.year <= last],
        administrations=administrations,
        first_year=2010,
        last_year=last,
    )
    return closures(registers.lukninger, coverage, basis=registers.basis)


def closures_in_detail(registers, administrations: list[str], year: int, *, first: int, last: int) -> pd.DataFrame:
    """Tell what the closures cost in days and services by cause, and what each administration told.

    Population: the institutions of the administrations. Unit: closure, day, service, quarter. Period: the goal's own,
    until the report's year; what is still closed is counted to the last day the register covers.

    Returns
    -------
    DataFrame
        Estimates of ``metrics.continuity.losses`` for the city, and by administration ``quarters_reported`` (of 4 a
        year), ``nil_returns`` (quarters in which it told of none), ``closures_stated`` (in its reports),
        ``closures_delivered`` (in the register) and ``quarters_at_odds`` (reports that do not agree with the register);
        no rows without closures and reports.

    Source: the programme paper of 13 April 2010, annex 1, section 5.1 and action area 6.
    """
    if registers.lukninger is None or registers.indberetninger is None or year < first:
        return no_rows()
    last = min(year, last)
    reports = registers.indberetninger[registers.indberetninger["aar"].between(first, last)]
    closed = registers.lukninger[registers.lukninger["startdato"].dt.year <= last]
    coverage = reporting_coverage(reports, closed, administrations=administrations, first_year=first, last_year=last)
    reaches_to = registers.cutoffs.get("lukninger")
    until = None if reaches_to is None else str(min(pd.Timestamp(reaches_to), pd.Timestamp(last, 12, 31)).date())
    lost = losses(closed, coverage, basis=registers.basis, until=until)
    return pd.concat([lost[lost["area"] == WHOLE_CITY], _told(coverage, registers.basis)], ignore_index=True)


def _told(coverage, basis):
    told = coverage.assign(
        quarters_reported=coverage["reported"].astype(int),
        nil_returns=(coverage["antal"] == 0).fillna(False).astype(int),
        quarters_at_odds=(~coverage["agrees"].fillna(True).astype(bool)).astype(int),
        closures_stated=coverage["antal"].fillna(0).astype(int),
        closures_delivered=coverage["registered"],
    )
    by_year = told.groupby(["forvaltning", "aar"], sort=False)["quarters_reported"].sum().reset_index()
    first, last = coverage["aar"].min(), coverage["aar"].max()
    names = ["nil_returns", "quarters_at_odds", "closures_stated", "closures_delivered"]
    together = told.groupby("forvaltning", sort=False)[names].sum().stack().reset_index(name="value")
    together = together.set_axis(["group", "metric", "value"], axis=1)
    quarters = estimates_frame(
        metric="quarters_reported",
        period=by_year["aar"].astype("string"),
        group=by_year["forvaltning"],
        denominator=4,
        value=by_year["quarters_reported"],
        unit="quarters",
        method="complete count",
        basis=basis,
    )
    counts = estimates_frame(
        **together,
        period=f"{first}-{last}" if last > first else str(first),
        unit=together["metric"].str.startswith("closures").map({True: "closures", False: "quarters"}),
        method="complete count",
        basis=basis,
    )
    return pd.concat([quarters, counts], ignore_index=True)
