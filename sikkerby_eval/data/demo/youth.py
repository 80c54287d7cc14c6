"""The young: what they have completed, SSP's cases and assessments, and interrogations."""

import numpy as np
import pyarrow as pa

from . import parameters as p
from .columns import dates, labels, rows, stream
from .population import Residents

NO, YES = "nej", "ja"
SSP_TEXT = (
    "Demonstration: SSP vurderer, at uroen er aftaget i Demo-bydel 3, mens unge samles i Demo-bydel 5.",
    "Demonstration: SSP vurderer, at udviklingen er uændret, og at klubberne har haft flere besøg end sidst.",
)


def start_share(year: int) -> np.ndarray:
    """Planted share of each district's 16–25-year-olds who are kommet fra start in a year."""
    at_risk = np.isin(np.arange(p.AREAS) + 1, p.udsatte(2010))
    return np.where(at_risk, *(base + step * (year - 2010) for base, step in p.STARTED_WELL.values()))


def status_table(people: Residents, seed: int, block: int) -> tuple[pa.Table, np.ndarray]:
    """The register ``ungestatus`` of a block, and by year, district and (young, started well by construction)."""
    rng = stream(seed, 20, block)
    first, last = p.START_AGES
    chosen = np.flatnonzero((people.age >= first) & (people.age <= last) & (p.YEARS[people.year] >= 2010))
    person, year, area = people.person[chosen], people.year[chosen], people.area[chosen]
    chance = np.array([start_share(int(y)) for y in p.YEARS])[year, area]
    well = rng.random(len(chosen)) < chance
    draw = rng.random((4, len(chosen)))
    ninth = well & (draw[0] < 0.9)
    works = well & (~ninth | (draw[1] < 0.3))
    # A field is left out only of those whom another field already counts.
    unknown = ninth & (draw[2] < 0.03)
    table = pa.table(
        {
            "person_id": people.ids.take(pa.array(person)),
            "aar": pa.array(p.YEARS[year]),
            "foedselsdato": dates(people.birth[person]),
            "bydel": labels(p.BYDEL_OF_AREA[area], p.BYDEL_NAMES),
            "omraade": labels(area, p.AREA_NAMES),
            "niende_klasse": labels(ninth.astype(np.int32), (NO, YES)),
            "produktionsskole": labels(np.where(unknown, -1, well & (draw[2] > 0.95)), (NO, YES)),
            "ungdomsuddannelse": labels((well & (draw[3] < 0.6)).astype(np.int32), (NO, YES)),
            "voksenuddannelse": labels((well & (draw[3] > 0.95)).astype(np.int32), (NO, YES)),
            "beskaeftigelse": labels(works.astype(np.int32), (NO, YES)),
        }
    )
    cells = np.ravel_multi_index((year, area), (len(p.YEARS), p.AREAS))
    shape = (len(p.YEARS), p.AREAS)
    tally = [np.bincount(cells, weight, np.prod(shape)).reshape(shape) for weight in (np.ones(len(cells)), well)]
    return table, np.stack(tally, axis=-1)


def _quarters():
    return ((year, quarter) for year in p.PROGRAMME_YEARS for quarter in range(1, 5))


def ssp_cases_table(seed: int) -> pa.Table:
    """The register ``ssp_sager``: mild cases are common, the gravest few."""
    rng = stream(seed, 21)
    return rows(
        "aar kvartal bydel omraade niveau antal",
        (
            (year, quarter, bydel, None, str(level), int(rng.poisson((14, 9, 5, 2.5)[level - 1])))
            for year, quarter in _quarters()
            for bydel in p.BYDEL_NAMES
            for level in range(1, 5)
        ),
    ).cast(_with_text("aar kvartal bydel omraade niveau antal", "bydel omraade niveau"))


def _with_text(names: str, texts: str) -> pa.Schema:
    return pa.schema([(name, pa.string() if name in texts.split() else pa.int64()) for name in names.split()])


def interrogations_table(seed: int, persons: int) -> pa.Table:
    """The register ``afhoeringer``: about 0.8 interrogations a quarter per 100 12–17-year-olds."""
    rng = stream(seed, 22)
    young = p.AGE_SHARES[12:18].sum() * persons * np.bincount(p.BYDEL_OF_AREA, p.AREA_SHARES)
    return rows(
        "aar kvartal bydel omraade antal",
        (
            (year, quarter, bydel, None, int(rng.poisson(0.008 * young[position])))
            for year, quarter in _quarters()
            for position, bydel in enumerate(p.BYDEL_NAMES)
        ),
    ).cast(_with_text("aar kvartal bydel omraade antal", "bydel omraade"))


def assessments_table() -> pa.Table:
    """The register ``ssp_vurderinger``: invented sentences about the whole city."""
    lines = [(year, quarter, None, SSP_TEXT[quarter % 2]) for year, quarter in _quarters()]
    names = "aar kvartal bydel vurdering"
    return rows(names, lines).cast(_with_text(names, "bydel vurdering"))
