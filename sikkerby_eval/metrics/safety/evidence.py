"""Goal 3 of 2010 on registers: the estimates it is judged on, and where the selected areas went."""

import pandas as pd

from sikkerby_eval.metrics.estimates import up_to
from sikkerby_eval.metrics.safety.arriving import chance_of_arriving
from sikkerby_eval.metrics.safety.goal import change_in_need, selected_areas, share_arrived
from sikkerby_eval.metrics.safety.index import index_from_sources
from sikkerby_eval.metrics.safety.regression_to_mean import no_change_benchmark
from sikkerby_eval.metrics.safety.symmetry import symmetry_rows
from sikkerby_eval.metrics.safety.trajectories import gap_to_rest, trajectories
from sikkerby_eval.metrics.safety.transitions import (
    categorised_areas,
    exit_probabilities,
    pooled_transitions,
    shorrocks_row,
    transition_counts,
    transition_rows,
    why_not_comparable,
)
from sikkerby_eval.metrics.shares import no_rows

LIST_YEAR = 2010
"""The year whose index the areas are selected from: the one the programme was made on."""
DEADLINE = 2015
FEWEST_ANSWERS = 5
"""Below this an area's index would rest on, and could show, what single persons answered."""


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
    arrived = share_arrived(index, registers.udvalgte_omraader, first=LIST_YEAR, deadline=DEADLINE, basis=basis)
    return up_to(pd.concat([arrived, change_in_need(index, first=LIST_YEAR, basis=basis)], ignore_index=True), year)


def areas_on_the_way(registers, year: int, *, first: int) -> pd.DataFrame:
    """Follow the selected areas year by year, and say how areas move, also when nothing changes.

    Population: the selected areas for trajectories and chances, all areas for movements. Unit: area. Period: from the
    first year to the latest index known in the report's year.

    Returns
    -------
    DataFrame
        Estimates ``safety_category`` (selected areas), ``safety_transition``, ``safety_bowker``,
        ``safety_stuart_maxwell``, ``safety_empty_pairs``, ``safety_exit_probability`` and ``safety_shorrocks`` (of one
        year), ``safety_chance_of_arriving``, ``safety_chance_all_arrive`` and ``no_change_…``; no rows without an index
        of the first year and a later one.

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
    areas = categorised_areas(index, basis)
    moves = pooled_transitions(areas)
    pieces = [
        paths[(paths["metric"] == "safety_category") & paths["area"].isin(selected)],
        transition_rows(index, first, int(latest), basis=basis),
        exit_probabilities(moves, period=f"{first}–{latest}", basis=basis),
        shorrocks_row(moves, period=f"{first}–{latest}", basis=basis),
        no_change_benchmark(index, first, basis=basis),
    ]
    if not why_not_comparable(areas, first, int(latest)):
        counts = transition_counts(areas, first, int(latest))
        pieces.append(symmetry_rows(counts, period=f"{first}–{latest}", basis=basis))
    if latest < DEADLINE:
        pieces.append(chance_of_arriving(index, moves, selected, deadline=DEADLINE, basis=basis))
    return pd.concat(pieces, ignore_index=True)


def index_of_the_areas(registers, year: int, *, first: int) -> pd.DataFrame:
    """Say how far the selected areas' index lies from the rest of the city, and how sure the survey is of it.

    Population: areas, each counting once. Unit: area. Period: from the first year to the report's year. Where the
    answers of the survey and the figures of the police are delivered, the index is computed from them with our own
    weights, so that its sampling error is known; else the delivered index is used, and nobody knows its error. An area
    with fewer than five answers has no index of its own.

    Returns
    -------
    DataFrame
        Estimates ``safety_gap`` and ``safety_gap_change``; no rows without an index of the first year and a later one.

    Source: the programme paper of 13 April 2010, annex 1, sections 5.1 and 5.4; the weights are ours.
    """
    if registers.tryghedsindeks is None:
        return no_rows()
    delivered, basis = registers.tryghedsindeks, registers.basis
    selected, _ = selected_areas(delivered, registers.udvalgte_omraader, first=first)
    surveyed = registers.tryghedssvar is not None and registers.politistatistik is not None
    index = index_from_sources(registers.tryghedssvar, registers.politistatistik) if surveyed else delivered
    if surveyed:
        index = index[index["answers"] >= FEWEST_ANSWERS]
    index = index[index["aar"].between(first, year)]
    if index["aar"].nunique() < 2 or index["aar"].min() > first or index["indeks"].isna().all():
        return no_rows()
    return gap_to_rest(index, selected, basis=basis)
