"""Goal 1 of 2010 on registers: the estimates it is judged on, and what the city could ever know about it."""

import pandas as pd

from sikkerby_eval.metrics.charges.areas import (
    EXPOSED_CURRENT,
    EXPOSED_FROZEN,
    REST_OF_CITY,
    by_area,
    exposed_areas,
    list_of_year,
)
from sikkerby_eval.metrics.charges.change import chance_of_change, change_in_gap, change_since_baseline, gap_to_city
from sikkerby_eval.metrics.charges.counting import count_groups, persons_charged, share_charged
from sikkerby_eval.metrics.charges.quality import FATES, reconciliation
from sikkerby_eval.metrics.charges.same_persons import (
    change_with_overlap,
    pair_groups,
    persons_in_both_years,
    ratio_with_overlap,
)
from sikkerby_eval.metrics.estimates import EVERYBODY, WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.shares import no_rows

LIST_YEAR = 2010
"""The year whose list of udsatte boligområder is frozen: the index of 2010 is the one the programme was made on."""
GOAL_AREAS = (EXPOSED_FROZEN, EXPOSED_CURRENT, REST_OF_CITY, WHOLE_CITY)
GOAL_AGES = (14, 25)


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


def districts_in(registers, levels: pd.DataFrame, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The share charged in each district in one year, and in the bydel around each, for the funnel of goal 1.

    Returns
    -------
    DataFrame, DataFrame
        Estimates ``share_charged`` of 14–25-year-olds, clear codes only, one for each district; the same for the bydel
        around each district, which ``part`` names. No rows where the registers or the year are missing.
    """
    if registers.befolkning is None or registers.sigtelser is None:
        return no_rows(), no_rows().assign(part=[])
    residents = registers.befolkning[registers.befolkning["aar"] == year]
    if residents.empty:
        return no_rows(), no_rows().assign(part=[])
    counts = persons_charged(residents, registers.sigtelser, levels)
    counts = counts[counts["omraade"].notna() & counts["bydel"].notna()]
    around = (
        counts[["omraade", "bydel"]].drop_duplicates("omraade").rename(columns={"omraade": "part", "bydel": "area"})
    )
    districts, bydele = (_clear_shares(counts, place, registers.basis) for place in ("omraade", "bydel"))
    return districts, bydele.merge(around, on="area").astype({"area": "string"})


def _clear_shares(counts: pd.DataFrame, place: str, basis: str) -> pd.DataFrame:
    groups = count_groups(counts.assign(area=counts[place]), bands=[GOAL_AGES])
    shares = share_charged(groups, basis=basis)
    of_the_goal = (shares["metric"] == "share_charged") & (shares["group"] == f"{GOAL_AGES[0]}-{GOAL_AGES[1]}")
    return shares[of_the_goal].reset_index(drop=True)


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
    units = {"chance_of_seeing": "chance", "persons_needed": "persons", "chance_without_change": "chance"}
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
        ``area, part, period``; the frozen list in every year, the year's own list in its year, each bydel, and each
        district as itself.
    """
    if registers.tryghedsindeks is None or registers.belastningsindeks is None:
        return None
    exposed = exposed_areas(registers.tryghedsindeks, registers.belastningsindeks)
    exposed = exposed.assign(exposed=exposed["exposed"].fillna(False))
    frozen = exposed[exposed["aar"] == LIST_YEAR].set_index("omraade")["exposed"]
    current = exposed[exposed["exposed"]]
    bydele = registers.tryghedsindeks[["bydel", "omraade"]].drop_duplicates()
    return pd.concat(
        [
            pd.DataFrame({"area": EXPOSED_FROZEN, "part": frozen.index[frozen]}),
            pd.DataFrame({"area": REST_OF_CITY, "part": frozen.index[~frozen]}),
            pd.DataFrame({"area": EXPOSED_CURRENT, "part": current["omraade"], "period": current["aar"].astype(str)}),
            pd.DataFrame({"area": frozen.index, "part": frozen.index}),
            bydele.set_axis(["area", "part"], axis=1),
        ],
        ignore_index=True,
    )


def same_persons(registers, levels: pd.DataFrame, readings: pd.DataFrame, year: int) -> pd.DataFrame:
    """The change of every reading, counting that many persons stand in both years: what the verdict rests on.

    Population: residents of the frozen list's areas. Unit: person. Period: the readings' pairs of years.

    Returns
    -------
    DataFrame
        Estimates ``change_with_overlap`` and ``ratio_with_overlap`` on clear codes for the frozen list, one for each
        ages and pair of years; no rows where a register or every pair of years is missing.

    Source: as ``metrics.charges.same_persons``.
    """
    frames = registers.befolkning, registers.sigtelser, registers.tryghedsindeks, registers.belastningsindeks
    if any(frame is None for frame in frames):
        return no_rows()
    residents, charges, safety, deprivation = frames
    exposed = exposed_areas(safety, deprivation)
    frozen = list_of_year(exposed, LIST_YEAR)
    residents = residents[residents["omraade"].isin(frozen.index[frozen.astype("boolean").fillna(False)])]
    asked = readings[["baseline_year", "last_year"]].drop_duplicates().astype(int)
    known = set(residents["aar"])
    spans = [pair for pair in asked.itertuples(index=False, name=None) if set(pair) <= known and max(pair) <= year]
    if not spans:
        return no_rows()
    bands = list(dict.fromkeys(zip(readings["age_from"].astype(int), readings["age_to"].astype(int), strict=True)))
    years = {one for pair in spans for one in pair}
    residents = residents[residents["aar"].isin(years)]
    counts = by_area(persons_charged(residents, charges, levels), exposed, baseline=LIST_YEAR)
    groups = count_groups(counts[counts["area"] == EXPOSED_FROZEN], bands=bands)
    rows = []
    for first, last in spans:
        both = persons_in_both_years(residents, charges, levels, baseline=first, last=last)
        paired = pair_groups(both, frozen, bands=bands).loc[[EXPOSED_FROZEN]]
        for compare in (change_with_overlap, ratio_with_overlap):
            rows.append(compare(groups, paired, baseline=first, last=last, basis=registers.basis))
    estimates = pd.concat(rows, ignore_index=True)
    return estimates[estimates["metric"].isin(["change_with_overlap", "ratio_with_overlap"])].reset_index(drop=True)


def uncounted(registers, levels: pd.DataFrame, year: int) -> pd.DataFrame:
    """Say of all charges of a year how many goal 1 counts, and why the others are not counted.

    Returns
    -------
    DataFrame
        Estimates ``charges_by_fate``; ``group`` is the fate, and last all together, ``n_persons`` the persons behind
        the charges.
    """
    if registers.befolkning is None or registers.sigtelser is None:
        return no_rows()
    charges = registers.sigtelser[registers.sigtelser["sigtelsesdato"].dt.year == year]
    residents = registers.befolkning[registers.befolkning["aar"] == year]
    if charges.empty or residents.empty:
        return no_rows()
    fates = reconciliation(residents, charges, levels, ages=GOAL_AGES)
    fates = fates.set_index("fate").reindex(pd.Index(FATES)).dropna(subset="charges")
    # All charges of a year are public (indicator 9), so the fates are protected together with their sum.
    fates.loc[EVERYBODY, ["charges", "persons"]] = len(charges), charges["person_id"].nunique()
    fates = fates.reset_index(names="fate")
    return estimates_frame(
        metric="charges_by_fate",
        period=str(year),
        group=fates["fate"].astype(str),
        numerator=fates["charges"],
        value=fates["charges"],
        unit="charges",
        method="complete count",
        n_persons=fates["persons"],
        basis=registers.basis,
    )


def fate_sums(rows: pd.DataFrame) -> pd.DataFrame:
    """Say that the fates of ``uncounted`` add up to all charges of the year: ``column, whole, part`` for the gate."""
    fates = rows.loc[rows["group"] != EVERYBODY, "group"].unique()
    return pd.DataFrame({"column": "group", "whole": "", "part": fates, "division": "fates"})


def target_share(shares: pd.DataFrame, readings: pd.DataFrame) -> float | None:
    """The share that the leading reading asks for, from the published share of its baseline year; None if unknown."""
    known = shares[shares["value"].notna()]
    leading = readings[readings["leading"]].iloc[0]
    return None if known.empty else float(known["value"].iloc[-1] * (1 - leading["threshold"]))
