"""Goal 2 of 2010 on registers: the estimates it is judged on, who came how far, how long it took, who found work."""

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.recidivism.employment import occupation
from sikkerby_eval.metrics.recidivism.flow import ON_THE_WAY, against_expectations, phase_dates, time_in_phase
from sikkerby_eval.metrics.recidivism.follow_up import (
    PHASES,
    aged_18_to_25,
    convictions,
    follow_offences,
    follow_verdicts,
    reached,
)
from sikkerby_eval.metrics.recidivism.outcomes import outcome_shares
from sikkerby_eval.metrics.recidivism.sensitivity import sensitivity
from sikkerby_eval.metrics.shares import no_rows, share_rows

FOLLOW_UP_MONTHS = 24
COHORTS = ("startet", "henvist", "gennemfoert")
"""Everybody who started leads: intention to treat."""
PHASE, WAITING, DROPPED_OUT = "fase {}", "fase {}, venter", "fase {}, faldt fra"
OCCUPATION = ("exit_measured", "exit_in_job_education_or_self_supporting")
LEAST_STEP, PERSONS_IN_A_STEP, LEAST_FOLLOWED = 0.05, 10, 30
FLOW_SUMS = pd.DataFrame(
    [
        {"column": "group", "whole": PHASE.format(phase), "part": part}
        for phase, onwards in zip(PHASES, list(PHASES)[1:], strict=False)
        for part in (PHASE.format(onwards), WAITING.format(phase), DROPPED_OUT.format(phase))
    ]
)
"""Who reached a phase went on, waits or dropped out: what the gate must know of the flow."""


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


def courses_known(exitforloeb: pd.DataFrame, year: int) -> pd.DataFrame:
    """Give the courses as they stood at the end of a year, of persons aged 18–25 at the start (else at the referral).

    Returns
    -------
    DataFrame
        The register's columns; a later date is missing, and a course that went on after the year is ``i_gang``.
    """
    day = pd.Timestamp(year, 12, 31)
    known = exitforloeb[exitforloeb["henvist_dato"] <= day]
    dates = known[[*PHASES.values(), "opfoelgning_dato"]]
    moved_later = (known[list(PHASES.values())] > day).any(axis=1)
    known = known.assign(**dates.where(dates <= day), status=known["status"].mask(moved_later, ON_THE_WAY[-1]))
    young = aged_18_to_25(reached(known, "henvist"))["person_id"]
    return known[known["person_id"].isin(young)].reset_index(drop=True)


def programme(registers, year: int) -> pd.DataFrame:
    """Tell how the exit programme went until the end of a year: flow, time in each phase, numbers a year and work.

    Population: persons aged 18–25. Unit: person. Period: all years up to the report's.

    Returns
    -------
    DataFrame
        Estimates ``exit_flow`` (persons who reached each phase, wait in it, or dropped out of it), and those of
        ``time_in_phase``, ``against_expectations`` and ``occupation``; no rows without the register.

    Source: the programme paper of 13 April 2010, annex 2.
    """
    if registers.exitforloeb is None:
        return no_rows()
    courses = courses_known(registers.exitforloeb, year)
    if courses.empty:
        return no_rows()
    basis = registers.basis
    pieces = [_flow(courses, basis), time_in_phase(courses, basis=basis), against_expectations(courses, basis=basis)]
    if registers.exitudfald is not None:
        measured = registers.exitudfald[registers.exitudfald["dato"] <= pd.Timestamp(year, 12, 31)]
        work = occupation(courses, measured, cut_off=pd.Timestamp(year, 12, 31), basis=basis)
        pieces.append(work[work["metric"].isin(OCCUPATION)])
    return pd.concat(pieces, ignore_index=True)


def attrition(flow: pd.DataFrame) -> pd.DataFrame:
    """Turn the published flow into the share of each phase that went on, still waits, or dropped out.

    Parameters
    ----------
    flow
        Published rows of ``exit_flow``; a withheld number leaves its shares missing.

    Returns
    -------
    DataFrame
        Estimates ``exit_went_on``, ``exit_waiting`` and ``exit_dropped_out`` with Wilson's interval.
    """
    if flow.empty:
        return no_rows()
    number = flow.set_index("group")["value"]
    phases = list(PHASES)[:-1]
    where = pd.DataFrame({"group": [PHASE.format(phase) for phase in phases], "period": flow["period"].iloc[0]})
    parts = {
        "exit_went_on": [PHASE.format(phase) for phase in list(PHASES)[1:]],
        "exit_waiting": [WAITING.format(phase) for phase in phases],
        "exit_dropped_out": [DROPPED_OUT.format(phase) for phase in phases],
    }
    whole = number[where["group"]].reset_index(drop=True)
    counts = {metric: number[groups].reset_index(drop=True) for metric, groups in parts.items()}
    shares = [
        share_rows(metric, where, count, whole.where(count.notna()), basis=flow["basis"].iloc[0], persons=False)
        for metric, count in counts.items()
    ]
    return pd.concat(shares, ignore_index=True)


def sensitivity_range(registers, levels: pd.DataFrame, year: int, *, until: str = "2013-12-31") -> pd.DataFrame:
    """Say between which round numbers the share not convicted lies, whatever sensible definition is chosen.

    Population: completers of the goal's period, to ``until``. The ends are those of every combination in
    ``sensitivity`` with at least 30 persons (fewer would show chance, not definition), moved outwards to whole steps of
    at least 5 points and at least 10 persons, so that no count can be read out of them.

    Returns
    -------
    DataFrame
        Estimates ``not_convicted_from`` and ``not_convicted_to`` with the number of definitions as ``denominator``; no
        rows where nobody can be read, or where so few that the steps would cover everything.
    """
    frames = registers.exitforloeb, registers.domme, registers.afgang
    if any(frame is None for frame in frames):
        return no_rows()
    courses, verdicts, departures = frames
    day = pd.Timestamp(year, 12, 31)
    own = verdicts[verdicts["person_id"].isin(courses["person_id"]) & (verdicts["domsdato"] <= day)]
    cut_off = min(pd.Timestamp(registers.cutoffs["domme"]), day)
    known = courses_known(courses, year)
    known = known[~(known["slutdato"] > pd.Timestamp(until))]
    grid = sensitivity(known, own, departures, levels, cut_off=cut_off, basis=registers.basis)
    known = grid[grid["value"].notna() & (grid["denominator"] >= LEAST_FOLLOWED)]
    if known.empty:
        return no_rows()
    step = max(LEAST_STEP, np.ceil(PERSONS_IN_A_STEP / known["denominator"].min() / LEAST_STEP) * LEAST_STEP)
    low = max(0.0, np.floor(known["value"].min() / step) * step)
    high = min(1.0, np.ceil(known["value"].max() / step) * step)
    if high - low > 1 - step:
        return no_rows()
    return estimates_frame(
        metric=["not_convicted_from", "not_convicted_to"],
        period=known["period"].iloc[0],
        group="gennemførte",
        denominator=len(known),
        value=[round(low, 10), round(high, 10)],
        unit=FRACTION,
        method=f"range over {len(known)} definitions, rounded outwards",
        basis=registers.basis,
    )


def _flow(courses, basis):
    persons = phase_dates(courses)
    years = persons["henvist_dato"].dt.year
    counts = {}
    for phase, onwards in zip(PHASES, [*list(PHASES)[1:], None], strict=True):
        here = persons[f"reached_{phase}"]
        counts[PHASE.format(phase)] = here.sum()
        if onwards:
            stopped = here & ~persons[f"reached_{onwards}"]
            counts[WAITING.format(phase)] = (stopped & persons["waiting"]).sum()
            counts[DROPPED_OUT.format(phase)] = (stopped & ~persons["waiting"]).sum()
    return estimates_frame(
        metric="exit_flow",
        period=f"{years.min()}–{years.max()}",
        group=list(counts),
        numerator=list(counts.values()),
        value=list(counts.values()),
        unit="persons",
        method="complete count",
        n_persons=list(counts.values()),
        basis=basis,
    )


def _readable(followed: pd.DataFrame, event: str, by: str | None, basis: str) -> pd.DataFrame:
    """The years that can be read together; before any can, the years that cannot, with the day they will be."""
    mature = followed[followed["mature"]]
    rows = outcome_shares(mature if len(mature) else followed, event=event, by=by, basis=basis)
    pooled = rows["period"].str.contains("–") | (len(rows["period"].unique()) == 1)
    return rows[pooled] if len(mature) else rows
