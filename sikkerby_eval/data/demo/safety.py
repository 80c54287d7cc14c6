"""The safety index, the survey and police figures behind it, the deprivation index, and the selected areas."""

import numpy as np
import pyarrow as pa

from . import parameters as p
from .columns import dates, day, ids, labels, stream


def safety_index(seed: int) -> np.ndarray:
    """Index by district and year from 2009: the middle of the planted category, moved a little, never past its edge."""
    rng = stream(seed, 12)
    categories = p.safety_categories()
    return np.round(p.INDEX_MIDDLE[categories] + rng.uniform(-6, 6, categories.shape), 1)


def _place(area) -> dict:
    return {"bydel": labels(p.BYDEL_OF_AREA[area], p.BYDEL_NAMES), "omraade": labels(area, p.AREA_NAMES)}


def _grid() -> tuple[np.ndarray, np.ndarray]:
    year, area = np.indices((len(p.SAFETY_YEARS), p.AREAS)).reshape(2, -1)
    return year, area


def index_table(index: np.ndarray) -> pa.Table:
    """The register ``tryghedsindeks``."""
    year, area = _grid()
    return pa.table(
        {
            "aar": pa.array(p.SAFETY_YEARS[year]),
            **_place(area),
            "kategori": labels(p.safety_categories()[area, year], p.CATEGORIES),
            "indeks": pa.array(index[area, year]),
            "metode": pa.array([p.SAFETY_METHOD] * len(year)),
        }
    )


def victim_share(index: np.ndarray) -> np.ndarray:
    """Planted chance that somebody who answers has been a victim, by district and year."""
    return 0.05 + 0.25 * (1 - index / 100)


def worry_share(index: np.ndarray) -> np.ndarray:
    """Planted chance of each of the four steps up from 1 in perceived neighbourhood crime, by district and year."""
    return 0.10 + 0.60 * (1 - index / 100)


def answers_per_area(persons: int) -> int:
    """Answers a year in each district: about 8,000 in all, and at most a quarter of a small city."""
    return min(p.SURVEY_ANSWERS, persons // 4) // p.AREAS


def survey_table(index: np.ndarray, residents: np.ndarray, persons: int, seed: int) -> pa.Table:
    """The register ``tryghedssvar``: as many answers from every district, weighted up to its residents.

    ``residents`` are the residents by year from 2009 and district.
    """
    rng = stream(seed, 13)
    each = answers_per_area(persons)
    year, area = (np.repeat(column, each) for column in _grid())
    victim = rng.random(len(year)) < victim_share(index)[area, year]
    perceived = 1 + rng.binomial(4, worry_share(index)[area, year])
    silent = rng.random((2, len(year))) < 0.01
    return pa.table(
        {
            "svar_id": ids("demo_svar", np.arange(len(year)), 7),
            "aar": pa.array(p.SAFETY_YEARS[year]),
            **_place(area),
            "udsat_for_kriminalitet": labels(np.where(silent[0], -1, victim), ("nej", "ja")),
            "kriminalitet_i_nabolag": pa.array(perceived, mask=silent[1]),
            "vaegt": pa.array(np.round(residents[year, area] / each, 4)),
        }
    )


def police_table(reports: np.ndarray, residents: np.ndarray) -> pa.Table:
    """The register ``politistatistik``: last year's reports, by year of the index and district."""
    year, area = _grid()
    return pa.table(
        {
            "aar": pa.array(p.SAFETY_YEARS[year]),
            **_place(area),
            "anmeldelser": pa.array(reports[year, area]),
            "indbyggere": pa.array(residents[year, area]),
        }
    )


def deprivation_table(seed: int) -> pa.Table:
    """The register ``belastningsindeks``: the same degree every year."""
    year, area = _grid()
    degree = np.select([np.isin(area + 1, p.HIGH_DEPRIVATION), np.isin(area + 1, p.MIDDLE_DEPRIVATION)], [0, 1], 2)
    value = np.array([75.0, 50.0, 25.0])[degree] + stream(seed, 14).uniform(-8, 8, len(year))
    return pa.table(
        {
            "aar": pa.array(p.SAFETY_YEARS[year]),
            **_place(area),
            "grad": labels(degree, ("hoej", "middel", "lav")),
            "indeks": pa.array(np.round(value, 1)),
        }
    )


def selected_table() -> pa.Table:
    """The register ``udvalgte_omraader``: the areas of goal 3."""
    area = np.array(p.SELECTED_AREAS) - 1
    return pa.table(
        {
            **_place(area),
            "udvalgt_dato": dates(np.full(len(area), day(p.SELECTED_DATE))),
            "grundlag": pa.array(["Demonstration: opdigtet udvælgelse"] * len(area)),
        }
    )
