"""Reported offences and incidents, quarter by quarter, as many as were published and scaled to the city's size."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import numpy as np
import pyarrow as pa

from . import parameters as p
from .columns import MISSING_DAY, dates, day, ids, labels, stream

ROWS_PER_BLOCK = 300_000
STREET_NAMES = tuple(
    f"Demo-vej-{area + 1}-{street + 1}" for area in range(p.AREAS) for street in range(p.STREETS_PER_AREA)
)
# Rows and columns of no square in Denmark: the cell of a real place would stand beside invented figures.
CELL_NAMES = tuple(
    f"1km_{2 * (area // 6) + cell // 2 + 1:04d}_{2 * (area % 6) + cell % 2 + 1:03d}"
    for area in range(p.AREAS)
    for cell in range(p.CELLS_PER_AREA)
)
TYPES = ("Trafikuheld", "Færdselssag", "Husspektakel", "Slagsmål", "Støj", "Hærværk", "Mistænkeligt forhold", "Brand")
TYPE_SHARES = (0.10, 0.15, 0.16, 0.10, 0.20, 0.12, 0.13, 0.04)
QUARTERS = tuple((int(year), quarter) for year in p.YEARS for quarter in range(1, 5))


def quarter_days(year: int, quarter: int) -> tuple[int, int]:
    """First day of a quarter, and of the next."""
    ends = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return day(date(year, quarter * 3 - 2, 1)), day(ends)


def report_counts(persons: int) -> np.ndarray:
    """Reports by quarter (rows) and offence group (columns): the published ones scaled to the city's size."""
    published = np.array([table.reshape(-1) for table in p.REPORTS.values()]).T
    return np.round(published * persons / p.REFERENCE_POPULATION).astype(np.int64)


def _place(rng, count: int, when: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """District, street and cell of ``count`` events; the first streets of a district have most of them."""
    cumulative = np.cumsum(p.area_crime_shares(when))[:-1]
    area = np.searchsorted(cumulative, rng.random(count), side="right")
    street = (p.STREETS_PER_AREA * rng.random(count) ** 2).astype(np.int64)
    return area, area * p.STREETS_PER_AREA + street, area * p.CELLS_PER_AREA + street % p.CELLS_PER_AREA


def _where(area, street, cell) -> dict:
    return {
        "bydel": labels(p.BYDEL_OF_AREA[area], p.BYDEL_NAMES),
        "omraade": labels(area, p.AREA_NAMES),
        "vej": labels(street, STREET_NAMES),
        "celle": labels(cell, CELL_NAMES),
    }


def _pieces(total: int) -> Iterator[tuple[int, float, float]]:
    """Rows, and the part of a quarter they cover, of pieces that fit in memory."""
    pieces = max(1, -(-total // ROWS_PER_BLOCK))
    edges = np.linspace(0, total, pieces + 1).astype(np.int64)
    for low, high in pairwise(edges):
        yield int(high - low), low / max(total, 1), high / max(total, 1)


def reports(persons: int, seed: int) -> Iterator[tuple[pa.Table, np.ndarray]]:
    """The register ``anmeldelser`` in pieces, each with its number of reports by year and district."""
    counts, first, block = report_counts(persons), 0, 0
    for row, (year, quarter) in enumerate(QUARTERS):
        begins, ends = quarter_days(year, quarter)
        shares = p.code_shares(year, quarter)
        codes = tuple(code for group in shares.values() for code in group)
        quota = np.concatenate(
            [_shared_out(list(of.values()), total) for of, total in zip(shares.values(), counts[row], strict=True)]
        )
        deck = stream(seed, 9, row).permutation(np.repeat(np.arange(len(codes)), quota))
        for size, low, high in _pieces(int(counts[row].sum())):
            rng = stream(seed, 10, block)
            span = ends - begins
            reported = begins + np.sort(((low + (high - low) * rng.random(size)) * span).astype(np.int64))
            offence = reported - rng.geometric(0.35, size) + 1
            offence[rng.random(size) < 0.02] = MISSING_DAY
            area, street, cell = _place(rng, size, begins)
            table = pa.table(
                {
                    "anmeldelse_id": ids("demo_anm", first + np.arange(size), 9),
                    "anmeldelsesdato": dates(reported),
                    "gerningsdato": dates(offence),
                    "gerningskode": labels(deck[:size], codes),
                    **_where(area, street, cell),
                }
            )
            deck, first, block = deck[size:], first + size, block + 1
            tally = np.zeros((len(p.YEARS), p.AREAS), np.int64)
            tally[year - p.YEARS[0]] = np.bincount(area, minlength=p.AREAS)
            yield table, tally


def _shared_out(shares: list[float], total: int) -> np.ndarray:
    """Whole numbers in proportion to ``shares`` that add up to ``total`` (largest remainders)."""
    wanted = np.array(shares) * total
    whole = np.floor(wanted).astype(np.int64)
    order = np.argsort(whole - wanted, kind="stable")
    whole[order[: total - whole.sum()]] += 1
    return whole


def incidents(persons: int, seed: int) -> Iterator[pa.Table]:
    """The register ``haendelser`` in pieces: traffic and the rest."""
    counts = np.round(report_counts(persons).sum(axis=1) * p.INCIDENTS_PER_REPORT).astype(np.int64)
    first, block = 0, 0
    cumulative = np.cumsum(TYPE_SHARES)[:-1]
    for (year, quarter), total in zip(QUARTERS, counts, strict=True):
        begins, ends = quarter_days(year, quarter)
        for size, low, high in _pieces(int(total)):
            rng = stream(seed, 11, block)
            kind = np.searchsorted(cumulative, rng.random(size), side="right")
            happened = begins + np.sort(((low + (high - low) * rng.random(size)) * (ends - begins)).astype(np.int64))
            yield pa.table(
                {
                    "haendelse_id": ids("demo_haend", first + np.arange(size), 9),
                    "haendelsesdato": dates(happened),
                    "haendelsestype": labels(kind, TYPES),
                    "trafik": labels((kind < 2).astype(np.int32), ("nej", "ja")),
                    **_where(*_place(rng, size, begins)),
                }
            )
            first, block = first + size, block + 1
