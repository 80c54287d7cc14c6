"""The four goals of 2010 on registers: the estimates that each goal is judged on, as they were known in a year."""

import pandas as pd

from sikkerby_eval.metrics.areas import EXPOSED_CURRENT, EXPOSED_FROZEN, REST_OF_CITY, by_area, exposed_areas
from sikkerby_eval.metrics.change import chance_of_change, change_in_gap, change_since_baseline, gap_to_city
from sikkerby_eval.metrics.charges import count_groups, persons_charged, share_charged
from sikkerby_eval.metrics.continuity import closures, reporting_coverage
from sikkerby_eval.metrics.estimates import FRACTION, WHOLE_CITY, estimates_frame, up_to
from sikkerby_eval.metrics.follow_up import aged_18_to_25, convictions, follow_offences, follow_verdicts, reached
from sikkerby_eval.metrics.recidivism import outcome_shares
from sikkerby_eval.metrics.safety_goal import change_in_need, share_arrived
from sikkerby_eval.metrics.shares import no_rows

LIST_YEAR = 2010
"""The year whose list of udsatte boligområder is frozen: the index of 2010 is the one the programme was made on."""
GOAL_AREAS = (EXPOSED_FROZEN, EXPOSED_CURRENT, REST_OF_CITY, WHOLE_CITY)
FOLLOW_UP_MONTHS = 24
WAITING_MONTHS = 12
COHORTS = {"gennemfoert": "gennemførte", "startet": "startede", "henvist": "henviste"}


def goal_1(registers, levels: pd.DataFrame, readings: pd.DataFrame, year: int) -> pd.DataFrame:
    """Goal 1: the share of young people in udsatte boligområder charged with personfarlig crime, and its change.

    Population: residents on 1 January, by the ages of the readings. Unit: person. Period: calendar year.

    Parameters
    ----------
    registers
        ``befolkning``, ``sigtelser``, ``tryghedsindeks`` and ``belastningsindeks``; None where not delivered.
    levels
        The offence codes and their SSP level.
    readings
        The readings of the goal: ages, baseline and last year.
    year
        Nothing later is used.

    Returns
    -------
    DataFrame
        Estimates of ``metrics.charges`` and ``metrics.change`` for the frozen and the year's own list, the rest of the
        city and the whole city; no rows where a register is missing.

    Source: the programme paper of 13 April 2010, annex 1, sections 5.1 and 5.4.
    """
    frames = registers.befolkning, registers.sigtelser, registers.tryghedsindeks, registers.belastningsindeks
    if any(frame is None for frame in frames):
        return no_rows()
    residents, charges, safety, deprivation = frames
    bands = list(dict.fromkeys(zip(readings["age_from"], readings["age_to"], strict=True)))
    exposed = exposed_areas(safety, deprivation)
    counts = by_area(persons_charged(residents, charges, levels), exposed, baseline=LIST_YEAR)
    counts = counts[counts["area"].isin(GOAL_AREAS) & (counts["aar"] <= year)]
    groups = count_groups(counts, bands=bands)
    years = set(groups["aar"])
    spans = {
        (first, last)
        for first, last in zip(readings["baseline_year"], readings["last_year"], strict=True)
        if {first, last} <= years
    }
    basis = registers.basis
    pieces = [share_charged(groups, basis=basis), gap_to_city(groups, basis=basis)]
    for first, last in sorted(spans):
        pieces.append(change_since_baseline(groups, baseline=first, last=last, basis=basis))
        pieces.append(change_in_gap(groups, baseline=first, last=last, basis=basis))
    estimates = pd.concat(pieces, ignore_index=True)
    named = {f"{first}-{last}" for first, last in bands}
    of_the_goal = estimates["area"].isin(GOAL_AREAS) & estimates["group"].isin(named)
    return estimates[of_the_goal].reset_index(drop=True)


def districts_in(registers, levels: pd.DataFrame, year: int) -> pd.DataFrame:
    """The share charged in each district in one year, for the funnel of goal 1.

    Returns
    -------
    DataFrame
        Estimates ``share_charged`` of 14–25-year-olds, clear codes only, one for each district; no rows where the
        registers or the year are missing.
    """
    if registers.befolkning is None or registers.sigtelser is None:
        return no_rows()
    residents = registers.befolkning[registers.befolkning["aar"] == year]
    if residents.empty:
        return no_rows()
    counts = persons_charged(residents, registers.sigtelser, levels)
    counts = counts[counts["omraade"].notna()].assign(area=counts["omraade"])
    shares = share_charged(count_groups(counts, bands=[(14, 25)]), basis=registers.basis)
    return shares[(shares["metric"] == "share_charged") & (shares["group"] == "14-25")].reset_index(drop=True)


def detectability(shares: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """What the city could ever know about the fall that goal 1 asks for, on the number of young people it has.

    Parameters
    ----------
    shares
        One published row: the share charged in the baseline year with its counts.
    readings
        The readings, with ``threshold``.

    Returns
    -------
    DataFrame
        Estimates ``chance_of_seeing``, ``persons_needed`` (a year) and ``chance_without_change``; ``group`` is what the
        fall is of. A fall below zero has no rows, and a withheld share none at all.

    Source: as ``metrics.change.chance_of_change``.
    """
    known = shares[shares["value"].notna()]
    if known.empty:
        return no_rows()
    row, threshold = known.iloc[-1], readings["threshold"].iloc[0]
    targets = {"relative_pct": row["value"] * (1 - threshold), "percentage_points": row["value"] - threshold}
    targets = {name: target for name, target in targets.items() if target > 0}
    chances = chance_of_change(
        [row["value"]] * len(targets), [row["denominator"]] * len(targets), list(targets.values())
    )
    units = {"chance_of_seeing": FRACTION, "persons_needed": "persons", "chance_without_change": FRACTION}
    return pd.concat(
        [
            estimates_frame(
                metric=metric,
                period=row["period"],
                area=row["area"],
                group=list(targets),
                denominator=row["denominator"],
                value=list(chances[metric]),
                unit=unit,
                method="normal approximation, two-sided",
                basis=row["basis"],
            )
            for metric, unit in units.items()
        ],
        ignore_index=True,
    )


def districts_of(registers) -> pd.DataFrame | None:
    """Say which districts each area of goal 1 is made of, so that overlapping areas are protected together.

    Returns
    -------
    DataFrame or None
        ``area, part, period``; the frozen list in every year, the year's own list in its year.
    """
    if registers.tryghedsindeks is None or registers.belastningsindeks is None:
        return None
    exposed = exposed_areas(registers.tryghedsindeks, registers.belastningsindeks)
    exposed = exposed.assign(exposed=exposed["exposed"].fillna(False))
    frozen = exposed[exposed["aar"] == LIST_YEAR].set_index("omraade")["exposed"]
    current = exposed[exposed["exposed"]]
    return pd.concat(
        [
            pd.DataFrame({"area": EXPOSED_FROZEN, "part": frozen.index[frozen]}),
            pd.DataFrame({"area": REST_OF_CITY, "part": frozen.index[~frozen]}),
            pd.DataFrame({"area": EXPOSED_CURRENT, "part": current["omraade"], "period": current["aar"].astype(str)}),
        ],
        ignore_index=True,
    )


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
        cohort = reached(courses, phase)
        cohort = aged_18_to_25(cohort) if phase != "henvist" else cohort
        cohort = cohort[cohort["clock_date"] <= min(pd.Timestamp(cut_off), pd.Timestamp(until))]
        if cohort.empty:
            continue
        by = "spor" if phase == "gennemfoert" else None
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
