"""All registers of one demonstration city, in pieces that fit in memory."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from . import administration, charges, edges, population, programme, projects, reports, safety, youth
from . import parameters as p

# Numbers of the blocks that are not places: they keep ids and random numbers apart.
CASES, OUTSIDERS, EXITS = 4_000_000, 5_000_000, 6_000_000
OUTSIDERS_PER_BLOCK = 100_000

Take = Callable[[str, pa.Table], None]


class Facts(NamedTuple):
    """What was planted, for the truth: nothing in it is read back from a register."""

    persons: int
    planted: charges.Planted
    programme: programme.Programme
    started_well: np.ndarray
    residents: np.ndarray
    reports: np.ndarray
    index: np.ndarray


def deliver(persons: int, seed: int, take: Take) -> Facts:
    """Make a demonstration city and hand over its registers piece by piece.

    Parameters
    ----------
    persons : int
        Residents on 1 January 2010; every published total is scaled to it. At least ``parameters.MIN_PERSONS``.
    seed : int
        The same persons and seed give the same registers, on any machine.
    take : callable
        Called with a register's name and an Arrow table, once for each piece. Registers of persons come sorted by
        person.

    Returns
    -------
    Facts
        The planted effects, from which ``truth`` is written.

    Raises
    ------
    ValueError
        If the city would be too small to hold the exit programme and the planted cases.
    """
    if persons < p.MIN_PERSONS:
        raise ValueError(f"a demonstration city needs at least {p.MIN_PERSONS} persons")
    drawn = programme.programme(persons, seed)
    exits = programme.participants(drawn, seed)
    cases = edges.edge_residents()
    special = population.head_count(exits) + population.head_count(cases)
    residents, planted, started = _people(persons, seed, take, drawn, exits, cases, special)

    tally = np.zeros((len(p.YEARS), p.AREAS), np.int64)
    for table, count in reports.reports(persons, seed):
        take("anmeldelser", table)
        tally += count
    for table in reports.incidents(persons, seed):
        take("haendelser", table)

    index = safety.safety_index(seed)
    lived = residents.sum(axis=(2, 3))
    take("befolkningstal", population.head_count_table(residents))
    take("exitforloeb", programme.courses_table(drawn, seed))
    take("exitudfald", programme.outcomes_table(drawn, seed))
    take("tryghedsindeks", safety.index_table(index))
    take("tryghedssvar", safety.survey_table(index, lived[1:], persons, seed))
    take("politistatistik", safety.police_table(tally[:-1], lived[1:]))
    take("belastningsindeks", safety.deprivation_table(seed))
    take("udvalgte_omraader", safety.selected_table())
    take("ssp_sager", youth.ssp_cases_table(seed))
    take("afhoeringer", youth.interrogations_table(seed, persons))
    take("ssp_vurderinger", youth.assessments_table())
    take("lukninger", administration.closures_table())
    take("indberetninger", administration.returns_table())
    staff, crisis = administration.staff_table(seed), administration.crisis_table(seed)
    take("trivsel", staff)
    take("sos_krisehjaelp", crisis)
    take("indikatorer", administration.indicators_table(seed, residents, tally, started, staff, crisis))
    take("standardbefolkning", administration.standard_table())
    take("skadesvaegte", administration.harm_table(charges.CODES))
    take("projekter", projects.projects_table())
    take("selvevaluering", projects.evaluations_table())
    take("selvevaluering_tal", projects.measured_table(seed))
    take("prioritering", projects.priorities_table(seed))
    return Facts(persons, planted, drawn, started, residents, tally, index)


def _people(persons, seed, take, drawn, exits, cases, special):
    """Residents, departures, charges and verdicts: the many, the cases, those from outside, the exit programme."""
    wanted = np.round(p.POPULATION * persons / p.REFERENCE_POPULATION).astype(np.int64)
    places = wanted - special.sum(axis=(1, 2, 3))
    risks = p.risk_tables()
    in_2010 = list(p.YEARS).index(2010)
    expected = p.AGE_SHARES[:, None] * np.array([1 - p.MALE_SHARE, p.MALE_SHARE]) * places[in_2010]
    risks["other"] = charges.other_risk(risks, expected + special[in_2010].sum(axis=0))
    counts, planted, started = special, edges.edge_planted(cases), 0

    for block, first in enumerate(range(0, int(places[-1]), population.PLACES_PER_BLOCK)):
        people = population.residents(first, places, seed, block)
        if block == 0:
            take("projektdeltagere", projects.participants_table(people, seed))
        counts = counts + population.head_count(people)
        drawn_charges, block_planted = charges.charge(people, risks, seed, block)
        planted = _sum(planted, block_planted)
        started += _live(take, people, seed, block)
        take("sigtelser", charges.charges_table(people.ids, people.birth, drawn_charges, block))
        verdicts = charges.decide(people.birth, charges.deaths(people), drawn_charges, seed, block)
        take("domme", charges.verdicts_table(people.ids, verdicts, block))

    started += _live(take, cases, seed, CASES)
    names, birth, case_charges = edges.edge_charges()
    take("sigtelser", charges.charges_table(names, birth, case_charges, CASES))
    take("domme", charges.verdicts_table(names, edges.edge_verdicts(), CASES))

    for block, count in _outside_blocks(persons):
        names, birth, drawn_charges = charges.outsiders(count, seed, block)
        take("sigtelser", charges.charges_table(names, birth, drawn_charges, block))
        alive = np.full(len(names), population.NEVER)
        take("domme", charges.verdicts_table(names, charges.decide(birth, alive, drawn_charges, seed, block), block))

    started += _live(take, exits, seed, EXITS)
    drawn_charges, exit_planted = charges.charge(exits, risks, seed, EXITS)
    drawn_charges = charges.in_order(charges.together(drawn_charges, programme.referral_charges(drawn)))
    take("sigtelser", charges.charges_table(exits.ids, exits.birth, drawn_charges, EXITS))
    harmless = charges.decide(exits.birth, charges.deaths(exits), drawn_charges, seed, EXITS, convict=False)
    take("domme", charges.verdicts_table(exits.ids, charges.together(harmless, drawn.verdicts), EXITS))
    return counts, _sum(planted, exit_planted), started


def _sum(one: charges.Planted, other: charges.Planted) -> charges.Planted:
    return charges.Planted(*(left + right for left, right in zip(one, other, strict=True)))


def _live(take: Take, people: population.Residents, seed: int, block: int) -> np.ndarray:
    take("befolkning", population.population_table(people))
    take("afgang", population.departures_table(people))
    status, started = youth.status_table(people, seed, block)
    take("ungestatus", status)
    return started


def _outside_blocks(persons: int):
    """Charges of non-residents in all years, in pieces that fit in memory."""
    days = (p.CHARGES_CUT_OFF - p.FIRST_DAY).days + 1
    total = round(p.CHARGES_10_25 * p.OUTSIDE_SHARE / p.CHARGE_DAYS * days * persons / p.REFERENCE_POPULATION)
    for number, first in enumerate(range(0, total, OUTSIDERS_PER_BLOCK)):
        yield OUTSIDERS + number, min(OUTSIDERS_PER_BLOCK, total - first)


def registers(persons: int = 60_000, seed: int = 2012) -> dict[str, pd.DataFrame]:
    """The registers of one demonstration city in memory, by name, with dates as ``datetime64``.

    See ``deliver`` for the arguments and errors; ``write`` puts the same rows in files.
    """
    pieces: dict[str, list[pa.Table]] = {}
    deliver(persons, seed, lambda name, table: pieces.setdefault(name, []).append(table))
    return {name: frame(pa.concat_tables(tables)) for name, tables in pieces.items()}


def frame(table: pa.Table) -> pd.DataFrame:
    """A register as a frame of plain text, numbers and dates."""
    table = table.cast(plain(table.schema))
    frame = table.to_pandas(date_as_object=False)
    # A missing count would turn its column into decimals.
    gaps = [field.name for field in table.schema if pa.types.is_integer(field.type) and table[field.name].null_count]
    return frame.astype(dict.fromkeys(gaps, "Int64"))


def plain(schema: pa.Schema) -> pa.Schema:
    """The same columns without the short lists that text is kept in while it is made."""
    return pa.schema(
        [pa.field(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type) for field in schema]
    )
