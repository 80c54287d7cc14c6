"""Residents: a city of places, each lived in by one person after another, so that its totals are exact.

A place is filled from the first year that needs it. On each 1 January its resident stays and is a year older, moves to
another district, or has left and is replaced. Hazards and arrivals are solved so that the age structure stays what
``parameters.AGE_SHARES`` says.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from . import parameters as p
from .columns import dates, ids, labels, new_year, stream, year_of

PLACES_PER_BLOCK = 40_000
MOVED, EMIGRATED, DIED = 0, 1, 2


class Residents(NamedTuple):
    """Persons (``ids`` to ``left_why``) and their years (``person`` to ``area``), ordered by person and year.

    ``birth`` and ``left`` are days since 1970 (``left`` far ahead for who stays); ``male`` is 0 or 1; ``person`` is a
    position among the persons, ``year`` one in ``parameters.YEARS``, ``area`` one in ``parameters.AREA_NAMES``.
    """

    ids: pa.Array
    birth: np.ndarray
    male: np.ndarray
    frailty: np.ndarray
    left: np.ndarray
    left_why: np.ndarray
    person: np.ndarray
    year: np.ndarray
    age: np.ndarray
    area: np.ndarray


NEVER = np.int64(10**6)


def leaving() -> np.ndarray:
    """Yearly chance that a resident of each age leaves: death or a move, at least what keeps the age structure."""
    falls = 1 - np.append(p.AGE_SHARES[1:], 0) / p.AGE_SHARES
    moves = np.interp(p.AGES, (0, 15, 19, 24, 32, 45, 70, 99), (0.05, 0.03, 0.08, 0.12, 0.10, 0.04, 0.01, 0.0))
    return np.clip(np.maximum(p.DEATH + moves, falls), 0, 1)


def arriving() -> np.ndarray:
    """Age distribution of those who fill a place that became free."""
    stay = np.append(0, (p.AGE_SHARES * (1 - leaving()))[:-1])
    fresh = np.maximum(p.AGE_SHARES - stay, 0)
    return fresh / fresh.sum()


def _draw(rng, shares, size):
    return np.searchsorted(np.cumsum(shares)[:-1], rng.random(size, dtype=np.float32), side="right").astype(np.int16)


def residents(first: int, places: np.ndarray, seed: int, block: int) -> Residents:
    """Simulate the places from number ``first`` on that one block holds.

    Parameters
    ----------
    first : int
        Number of the block's first place.
    places : ndarray
        How many places the city has on 1 January of each year (growing).
    seed, block : int
        Which random numbers to use.
    """
    rng = stream(seed, 1, block)
    size = min(PLACES_PER_BLOCK, int(places[-1]) - first)
    leave, arrive = leaving(), arriving()
    years = len(p.YEARS)
    age, area, number = (np.empty((size, years), np.int16) for _ in range(3))
    goes = np.empty((size, years), bool)
    age[:, 0], area[:, 0], number[:, 0] = _draw(rng, p.AGE_SHARES, size), _draw(rng, p.AREA_SHARES, size), 0
    for year in range(years):
        goes[:, year] = rng.random(size, dtype=np.float32) < leave[age[:, year]]
        if year + 1 == years:
            break
        gone = goes[:, year]
        fresh = np.flatnonzero(gone)
        settles = np.flatnonzero(gone | (rng.random(size, dtype=np.float32) < p.MOVE_WITHIN_CITY))
        age[:, year + 1] = age[:, year] + 1
        age[fresh, year + 1] = _draw(rng, arrive, len(fresh))
        area[:, year + 1] = area[:, year]
        area[settles, year + 1] = _draw(rng, p.AREA_SHARES, len(settles))
        number[:, year + 1] = number[:, year] + gone
    lived_in = (first + np.arange(size))[:, None] < places
    rows = np.flatnonzero(lived_in)
    place, year = np.divmod(rows, years)
    age, area, number, goes = (matrix.reshape(-1)[rows] for matrix in (age, area, number, goes))
    begins = np.ones(len(rows), bool)
    begins[1:] = (place[1:] != place[:-1]) | (number[1:] != number[:-1])
    starts = np.flatnonzero(begins)
    persons = len(starts)
    birth = new_year(p.YEARS[year[starts]] - age[starts]) - rng.integers(0, 365, persons)
    last = np.append(starts[1:], len(rows)) - 1
    left = np.where(goes[last], new_year(p.YEARS[year[last]]) + rng.integers(1, 365, persons), NEVER)
    chance = rng.random((2, persons))
    dies = chance[0] < p.DEATH[age[last]] / leave[age[last]]
    emigrates = chance[1] < p.EMIGRANT_SHARE
    return Residents(
        ids("demo_p", first + place[starts], 8, number[starts]),
        birth,
        (rng.random(persons) < p.MALE_SHARE).astype(np.int8),
        p.FRAILTY[(rng.random(persons) < p.FRAILTY_SHARES[1]).astype(np.int8)],
        left,
        np.where(dies, DIED, np.where(emigrates, EMIGRATED, MOVED)),
        np.cumsum(begins) - 1,
        year,
        age,
        area,
    )


def named(names, birth, male, frailty, first_year, left, left_why, area) -> Residents:
    """Residents given one by one: ``area`` has a column a year, ``first_year`` says when each is first there."""
    birth, left, first_year = np.asarray(birth), np.asarray(left), np.asarray(first_year)
    starts = new_year(p.YEARS)
    there = (starts >= birth[:, None]) & (starts < left[:, None]) & (first_year[:, None] <= p.YEARS)
    person, year = np.nonzero(there)
    born_on = birth[person].astype("datetime64[D]")
    before = born_on != born_on.astype("datetime64[Y]").astype("datetime64[D]")
    age = p.YEARS[year] - year_of(birth[person]) - before
    return Residents(
        names, birth, np.asarray(male), np.asarray(frailty), left, np.asarray(left_why), person, year, age, area[there]
    )


def population_table(people: Residents) -> pa.Table:
    """The register ``befolkning``: one row per resident and 1 January."""
    return pa.table(
        {
            "person_id": people.ids.take(pa.array(people.person)),
            "aar": pa.array(p.YEARS[people.year]),
            "foedselsdato": dates(people.birth[people.person]),
            "koen": labels(people.male[people.person], ("K", "M")),
            "bydel": labels(p.BYDEL_OF_AREA[people.area], p.BYDEL_NAMES),
            "omraade": labels(people.area, p.AREA_NAMES),
        }
    )


def departures_table(people: Residents) -> pa.Table:
    """The register ``afgang``: deaths and emigrations; a move to another municipality is in no register."""
    gone = np.flatnonzero((people.left != NEVER) & (people.left_why != MOVED))
    return pa.table(
        {
            "person_id": people.ids.take(pa.array(gone)),
            "afgangsdato": dates(people.left[gone]),
            "aarsag": labels(people.left_why[gone] - 1, ("udrejst", "doed")),
        }
    )


def head_count(people: Residents) -> np.ndarray:
    """Residents by year, district, age and sex, for ``befolkningstal``."""
    shape = (len(p.YEARS), p.AREAS, len(p.AGES), 2)
    cells = np.ravel_multi_index((people.year, people.area, people.age, people.male[people.person]), shape)
    return np.bincount(cells, minlength=np.prod(shape)).reshape(shape)


def head_count_table(counts: np.ndarray) -> pa.Table:
    """The register ``befolkningstal``: every year, district, age and sex, with zero where nobody is."""
    year, area, age, male = np.indices(counts.shape, dtype=np.int32).reshape(4, -1)
    return pa.table(
        {
            "aar": pa.array(p.YEARS[year]),
            "bydel": labels(p.BYDEL_OF_AREA[area], p.BYDEL_NAMES),
            "omraade": labels(area, p.AREA_NAMES),
            "alder": pa.array(age),
            "koen": labels(male, ("K", "M")),
            "antal": pa.array(counts.reshape(-1)),
        }
    )
