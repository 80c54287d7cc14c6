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
    """Tell what the closures cost in days and services by cause, and for how many quarters each administration told.

    Population: the institutions of the administrations. Unit: closure, day, service, quarter. Period: the goal's own.

    Returns
    -------
    DataFrame
        Estimates of ``metrics.continuity.losses`` for the city and ``quarters_reported`` (of 4 a year) by
        administration; no rows without closures and reports.

    Source: the programme paper of 13 April 2010, annex 1, section 5.1 and action area 6.
    """
    if registers.lukninger is None or registers.indberetninger is None or year < first:
        return no_rows()
    last = min(year, last)
    reports = registers.indberetninger[registers.indberetninger["aar"].between(first, last)]
    closed = registers.lukninger[registers.lukninger["startdato"].dt.year <= last]
    coverage = reporting_coverage(reports, closed, administrations=administrations, first_year=first, last_year=last)
    lost = losses(closed, coverage, basis=registers.basis)
    told = coverage.groupby(["forvaltning", "aar"], sort=False)["reported"].sum().reset_index()
    return pd.concat(
        [
            lost[lost["area"] == WHOLE_CITY],
            estimates_frame(
                metric="quarters_reported",
                period=told["aar"].astype("string"),
                group=told["forvaltning"],
                denominator=4,
                value=told["reported"],
                unit="quarters",
                method="complete count",
                basis=registers.basis,
            ),
        ],
        ignore_index=True,
    )
