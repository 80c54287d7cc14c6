"""Goals 3 and 4 beside their verdicts: where the selected areas went, and what closed, for how long, and who told."""

import pandas as pd

from sikkerby_eval.metrics.continuity import losses, reporting_coverage
from sikkerby_eval.metrics.estimates import WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.safety.goal import chance_of_arriving, selected_areas
from sikkerby_eval.metrics.safety.regression_to_mean import no_change_benchmark
from sikkerby_eval.metrics.safety.trajectories import trajectories
from sikkerby_eval.metrics.safety.transitions import pooled_transitions, transition_rows
from sikkerby_eval.metrics.shares import no_rows

DEADLINE = 2015


def areas_on_the_way(registers, year: int, *, first: int) -> pd.DataFrame:
    """Follow the selected areas year by year, and say how areas move, also when nothing changes.

    Population: the selected areas for trajectories and chances, all areas for movements. Unit: area. Period: from the
    first year to the latest index known in the report's year.

    Returns
    -------
    DataFrame
        Estimates ``safety_category`` (selected areas), ``safety_transition``, ``safety_chance_of_arriving``,
        ``safety_chance_all_arrive`` and ``no_change_…``; no rows without an index of the first year and a later one.

    Source: the programme paper of 13 April 2010, annex 1, sections 5.1 and 5.4.
    """
    if registers.tryghedsindeks is None:
        return no_rows()
    index, basis = registers.tryghedsindeks, registers.basis
    index = index[index["aar"].between(first, year)]
    latest = index["aar"].max()
    if index.empty or index["aar"].min() > first or latest == first:
        return no_rows()
    selected, _ = selected_areas(index, registers.udvalgte_omraader, first=first)
    paths = trajectories(index, basis=basis)
    pieces = [
        paths[(paths["metric"] == "safety_category") & paths["area"].isin(selected)],
        transition_rows(index, first, int(latest), basis=basis),
        no_change_benchmark(index, first, basis=basis),
    ]
    if latest < DEADLINE:
        pieces.append(chance_of_arriving(index, pooled_transitions(index), selected, deadline=DEADLINE, basis=basis))
    return pd.concat(pieces, ignore_index=True)


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
