"""Goals 2, 3 and 4 of 2010 on registers: the estimates each is judged on, as they were known in a year."""

import pandas as pd

from sikkerby_eval.metrics.continuity import closures, reporting_coverage
from sikkerby_eval.metrics.estimates import up_to
from sikkerby_eval.metrics.recidivism.follow_up import (
    aged_18_to_25,
    convictions,
    follow_offences,
    follow_verdicts,
    reached,
)
from sikkerby_eval.metrics.recidivism.outcomes import outcome_shares
from sikkerby_eval.metrics.safety.goal import change_in_need, share_arrived
from sikkerby_eval.metrics.shares import no_rows

LIST_YEAR = 2010
"""The year whose list of udsatte boligområder is frozen: the index of 2010 is the one the programme was made on."""
FOLLOW_UP_MONTHS = 24
WAITING_MONTHS = 12
COHORTS = ("startet", "henvist", "gennemfoert")
"""Everybody who started leads: intention to treat."""


def goal_2(registers, levels: pd.DataFrame, year: int, *, until: str = "2013-12-31") -> pd.DataFrame:
    """Goal 2: what share of the exit programme's completers, starters and referred was not convicted in two years.

    Population: persons aged 18–25 at the start. Unit: person. Period: years in which the clocks began. Each cohort has
    its own clock; the reading by offence waits a further year for the verdict.

    Parameters
    ----------
    registers
        ``exitforloeb``, ``domme``, ``afgang``; None where not delivered.
    levels
        The offence codes and their SSP level.
    year
        The registers are read as if they ended with this year.
    until
        Clocks that begin later are not the goal's: it holds for the programme of 2010–2013.

    Returns
    -------
    DataFrame
        Estimates of ``metrics.recidivism.outcome_shares``; ``group`` is the cohort, with its track.

    Source: the programme paper of 13 April 2010, annex 1, section 5.1, and annex 2.
    """
    frames = registers.exitforloeb, registers.domme, registers.afgang
    if any(frame is None for frame in frames):
        return no_rows()
    courses, verdicts, departures = frames
    cut_off = min(registers.cutoffs["domme"], pd.Timestamp(year, 12, 31).date())
    verdicts = convictions(verdicts[verdicts["domsdato"] <= pd.Timestamp(cut_off)], levels)
    pieces = []
    for phase in COHORTS:
        cohort = aged_18_to_25(reached(courses, phase))
        cohort = cohort[cohort["clock_date"] <= min(pd.Timestamp(cut_off), pd.Timestamp(until))]
        if cohort.empty:
            continue
        by = None if phase == "henvist" else "spor"
        window = {"cut_off": cut_off, "months": FOLLOW_UP_MONTHS}
        pieces.append(
            _readable(follow_verdicts(cohort, verdicts, departures, **window), "verdict", by, registers.basis)
        )
        pieces.append(
            _readable(follow_offences(cohort, verdicts, departures, **window), "offence", by, registers.basis)
        )
    return pd.concat(pieces, ignore_index=True) if pieces else no_rows()


def goal_3(registers, year: int) -> pd.DataFrame:
    """Goal 3: how many of the selected areas have gone from markant to ordinær or better.

    Population: the selected areas, delivered, or all that were markant in 2010. Unit: area. Period: since 2010.

    Returns
    -------
    DataFrame
        Estimates ``safety_share_arrived`` and ``safety_areas_in_need``; no rows without the index.

    Source: the programme paper of 13 April 2010, annex 1, sections 5.1 and 5.4.
    """
    if registers.tryghedsindeks is None:
        return no_rows()
    index, basis = registers.tryghedsindeks, registers.basis
    arrived = share_arrived(index, registers.udvalgte_omraader, first=LIST_YEAR, deadline=2015, basis=basis)
    return up_to(pd.concat([arrived, change_in_need(index, first=LIST_YEAR, basis=basis)], ignore_index=True), year)


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


def _readable(followed: pd.DataFrame, event: str, by: str | None, basis: str) -> pd.DataFrame:
    """The years that can be read together; before any can, the years that cannot, with the day they will be."""
    mature = followed[followed["mature"]]
    rows = outcome_shares(mature if len(mature) else followed, event=event, by=by, basis=basis)
    pooled = rows["period"].str.contains("–") | (len(rows["period"].unique()) == 1)
    return rows[pooled] if len(mature) else rows
