"""Goal 2 of 2010 on registers: the estimates it is judged on, how they came about, and what a definition moves."""

import itertools

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.charges.offences import PERSONFARLIG
from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.recidivism.flow_evidence import courses_known, read_until
from sikkerby_eval.metrics.recidivism.follow_up import (
    aged_18_to_25,
    convictions,
    follow_offences,
    follow_verdicts,
    reached,
)
from sikkerby_eval.metrics.recidivism.incidence import CURVE_MONTHS, cumulative_outcomes
from sikkerby_eval.metrics.recidivism.outcomes import not_followed, outcome_shares
from sikkerby_eval.metrics.recidivism.sensitivity import sensitivity
from sikkerby_eval.metrics.shares import no_rows

FOLLOW_UP_MONTHS = 24
COHORTS = ("startet", "henvist", "gennemfoert")
"""Everybody who started leads: intention to treat."""
LAST_CLOCK = "2013-12-31"
"""Clocks that begin later are not the goal's: it holds for the programme of 2010–2013."""
LEAST_STEP, PERSONS_IN_A_STEP, LEAST_FOLLOWED = 0.05, 10, 30


def goal_2(registers, levels: pd.DataFrame, year: int, *, until: str = LAST_CLOCK) -> pd.DataFrame:
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
        The last day on which a clock may begin.

    Returns
    -------
    DataFrame
        Estimates of ``metrics.recidivism.outcome_shares``; ``group`` is the cohort, with its track.

    Source: the programme paper of 13 April 2010, annex 1, section 5.1, and annex 2.
    """
    pieces = [no_rows()]
    for phase, cohort, events in _cohorts(registers, levels, year, until):
        by = None if phase == "henvist" else "spor"
        window = {"cut_off": read_until(registers, year, "domme"), "months": FOLLOW_UP_MONTHS}
        for event, follow in (("verdict", follow_verdicts), ("offence", follow_offences)):
            followed = follow(cohort, events, registers.afgang, **window)
            pieces.append(_readable(followed, event, by, registers.basis))
    return pd.concat(pieces, ignore_index=True)


def by_month(registers, levels: pd.DataFrame, year: int, *, until: str = LAST_CLOCK) -> pd.DataFrame:
    """Tell how many of each cohort had been convicted, and how many had left, at each half-year before the last.

    Population, unit and parameters as for ``goal_2``; the last half-year is the goal's own share.

    Returns
    -------
    DataFrame
        Estimates of ``cumulative_outcomes`` for 6, 12 and 18 months.
    """
    pieces = [no_rows()]
    for _, cohort, events in _cohorts(registers, levels, year, until):
        window = {"cut_off": read_until(registers, year, "domme"), "months": FOLLOW_UP_MONTHS}
        followed = follow_verdicts(cohort, events, registers.afgang, **window)
        pieces.append(cumulative_outcomes(followed, event="verdict", basis=registers.basis))
    rows = pd.concat(pieces, ignore_index=True)
    return rows[~rows["metric"].str.endswith(f"_{FOLLOW_UP_MONTHS}")].reset_index(drop=True)


def one_choice_changed(registers, levels: pd.DataFrame, year: int, *, until: str = LAST_CLOCK) -> pd.DataFrame:
    """Tell what share would count as convicted if one choice of the definition were another.

    Population: starters and completers who are mature under that choice. Unit: person. Parameters as for ``goal_2``.

    Returns
    -------
    DataFrame
        Estimates ``verdict_convicted_if_36_months``, ``…_if_only_personfarlig``, ``…_if_only_clear_codes`` and, for
        completers, ``…_if_aged_at_completion``; the shorter windows are in ``by_month``, the other reading in
        ``goal_2``. A choice under which nobody is mature has no row. Where the other age changes the cohort by so few
        that the difference to the goal's own number would be theirs, the number is missing.
    """
    pieces = [no_rows()]
    for phase, cohort, events in _cohorts(registers, levels, year, until):
        if phase == "henvist":
            continue
        cut_off = read_until(registers, year, "domme")
        known = registers.domme[registers.domme["domsdato"] <= cut_off]
        window = {"cut_off": cut_off, "months": FOLLOW_UP_MONTHS}
        choices = {
            "36_months": (cohort, events, window | {"months": 36}),
            "only_personfarlig": (cohort, convictions(known, levels, at_levels=PERSONFARLIG), window),
            "only_clear_codes": (cohort, convictions(known, levels, ambiguous=False), window),
        }
        if phase == "gennemfoert":
            aged = aged_18_to_25(reached(courses_known(registers.exitforloeb, year), phase), "clock_date")
            aged = aged[aged["clock_date"] <= pd.Timestamp(until)]
            choices["aged_at_completion"] = (aged, events, window)
        for choice, (people, what, when) in choices.items():
            followed = follow_verdicts(people, what, registers.afgang, **when)
            rows = _readable(followed[followed["mature"]], "verdict", None, registers.basis)
            rows = rows[rows["metric"] == "verdict_convicted"]
            if choice == "aged_at_completion":
                own = follow_verdicts(cohort, events, registers.afgang, **window)
                rows = _without_few(rows, followed, own)
            pieces.append(rows.assign(metric=f"verdict_convicted_if_{choice}"))
    return pd.concat(pieces, ignore_index=True)


def left_out(registers, levels: pd.DataFrame, year: int) -> pd.DataFrame:
    """Count whom the shares leave out or cannot place, as known at the end of a year.

    Returns
    -------
    DataFrame
        Estimates of ``not_followed``; no rows without the registers.
    """
    if not _delivered(registers):
        return no_rows()
    known = registers.domme[registers.domme["domsdato"] <= read_until(registers, year, "domme")]
    courses = registers.exitforloeb[registers.exitforloeb["henvist_dato"] <= pd.Timestamp(year, 12, 31)]
    later = courses["slutdato"] > pd.Timestamp(year, 12, 31)
    return not_followed(courses[~later], known, registers.afgang, levels, basis=registers.basis)


def outcome_sums() -> pd.DataFrame:
    """Say how the numbers of ``goal_2``, ``by_month`` and ``one_choice_changed`` hang together: for the gate.

    Whoever had been convicted (or had left) by one half-year had been so by the next; the convicted of personfarlig
    crime, or by clear codes, are some of the convicted.

    Returns
    -------
    DataFrame
        ``column`` (metric), ``whole``, ``part``, ``division``, as ``protect_all`` takes them.
    """
    sums = []
    for outcome in ("convicted", "left"):
        steps = [f"verdict_{outcome}_by_month_{month}" for month in CURVE_MONTHS[:-1]] + [f"verdict_{outcome}"]
        sums += [
            (later, part)
            for earlier, later in itertools.pairwise(steps)
            for part in (earlier, f"between {earlier} and {later}")
        ]
    table = pd.DataFrame(sums, columns=["whole", "part"]).assign(division="months")
    for choice in ("only_personfarlig", "only_clear_codes"):
        name = f"verdict_convicted_if_{choice}"
        some = pd.DataFrame({"whole": "verdict_convicted", "part": [name, f"not {name}"], "division": choice})
        table = pd.concat([table, some], ignore_index=True)
    return table.assign(column="metric")


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
    if not _delivered(registers):
        return no_rows()
    cut_off = read_until(registers, year, "domme")
    own = registers.domme[registers.domme["person_id"].isin(registers.exitforloeb["person_id"])]
    own = own[own["domsdato"] <= cut_off]
    known = courses_known(registers.exitforloeb, year)
    known = known[~(known["slutdato"] > pd.Timestamp(until))]
    grid = sensitivity(known, own, registers.afgang, levels, cut_off=cut_off, basis=registers.basis)
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


def _delivered(registers) -> bool:
    frames = registers.exitforloeb, registers.domme, registers.afgang
    return all(frame is not None for frame in frames) and registers.cutoffs.get("domme") is not None


def _cohorts(registers, levels, year, until):
    """Each cohort that anybody is in, with the convictions known: (phase, cohort, events)."""
    if not _delivered(registers):
        return
    cut_off = read_until(registers, year, "domme")
    events = convictions(registers.domme[registers.domme["domsdato"] <= cut_off], levels)
    for phase in COHORTS:
        cohort = aged_18_to_25(reached(registers.exitforloeb, phase))
        cohort = cohort[cohort["clock_date"] <= min(cut_off, pd.Timestamp(until))]
        if len(cohort):
            yield phase, cohort, events


def _readable(followed: pd.DataFrame, event: str, by: str | None, basis: str) -> pd.DataFrame:
    """The years that can be read together; before any can, the years that cannot, with the day they will be."""
    mature = followed[followed["mature"]]
    rows = outcome_shares(mature if len(mature) else followed, event=event, by=by, basis=basis)
    pooled = rows["period"].str.contains("–") | (len(rows["period"].unique()) == 1)
    return rows[pooled] if len(mature) else rows


def _without_few(rows, followed, own):
    """Leave the numbers out where the two cohorts differ by 1-9 persons, or by 1-9 who were convicted or were not."""
    mature = [people[people["mature"]].set_index("person_id")["outcome"] for people in (followed, own)]
    apart = [one[~one.index.isin(other.index)] for one, other in (mature, mature[::-1])]
    differ = [number for people in apart for number in people.eq("convicted").value_counts()]
    if all(number >= PERSONS_IN_A_STEP for number in differ):
        return rows
    numbers = ["numerator", "denominator", "value", "ci_low", "ci_high", "n_persons"]
    return rows.assign(**dict.fromkeys(numbers, pd.NA), method="missing: too few persons differ").astype(rows.dtypes)
