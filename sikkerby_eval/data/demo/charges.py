"""Charges and verdicts, drawn person by person from the planted risks."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import parameters as p
from .columns import dates, day, ids, labels, new_year, stream
from .population import DIED, MOVED, NEVER, Residents

CODES = tuple(sorted(p.CLEAR_CODES | p.AMBIGUOUS_CODES | p.OTHER_CODES))
KINDS = {"clear": p.CLEAR_CODES, "ambiguous": p.AMBIGUOUS_CODES, "other": p.OTHER_CODES}
LEVEL_CODES = [CODES.index(c) for c in (*p.CLEAR_CODES, *p.AMBIGUOUS_CODES, *p.LEVEL_3_CODES, *p.AMBIGUOUS_3_CODES)]
DECISIONS = ("faengsel", "betinget", "boede", "samfundstjeneste", "frifundet", "tiltalefrafald", "ungdomssanktion")
DECISION_STEPS = np.cumsum((0.22, 0.20, 0.28, 0.08, 0.12))  # the rest is withdrawn
YOUNG = np.arange(14, 26)


class Charges(NamedTuple):
    """One element per charge: position of the person in the block, days since 1970, code and case (-1 for none)."""

    person: np.ndarray
    charged: np.ndarray
    offence: np.ndarray
    code: np.ndarray
    case: np.ndarray


class Verdicts(NamedTuple):
    """One element per verdict, laid out as ``Charges``; ``decision`` is a position in ``DECISIONS``."""

    person: np.ndarray
    decided: np.ndarray
    offence: np.ndarray
    code: np.ndarray
    decision: np.ndarray


class Planted(NamedTuple):
    """Goal 1 by year, district, age 14–25 and sex: residents, sums of planted risks, and charged by construction."""

    residents: np.ndarray
    clear: np.ndarray
    clear_or_ambiguous: np.ndarray
    charged_clear: np.ndarray
    charged_clear_or_ambiguous: np.ndarray


def other_risk(clear_and_ambiguous: dict, by_age: np.ndarray) -> np.ndarray:
    """Yearly chance (age, sex) of being charged with something that is not personfarlig.

    Solved so that the charges expected between 1 January and 28 March 2010 are the published 5.440 of
    10–25-year-olds, 80 % of them 18–25, when the city has ``by_age`` residents of each age and sex.
    """
    shape = p.RISK_AGES[:, None] * np.array([0.5, 1.5])
    in_2010 = list(p.YEARS).index(2010)
    violent = sum(
        (1 + p.EXTRA_CHARGES[kind]) * np.tensordot(p.AREA_SHARES, table[..., in_2010], 1)
        for kind, table in clear_and_ambiguous.items()
    )
    # Some have had their birthday before the day they are charged: on average this part of each year of age.
    turned = p.CHARGE_DAYS / 2 / 365
    adult = np.interp(p.AGES, (16, 17, 18, 24, 25, 26), (0, turned, 1, 1, 1 - turned, 0))
    minor = np.interp(p.AGES, (8, 9, 10, 16, 17, 18), (0, turned, 1, 1, 1 - turned, 0))
    groups = np.array([minor, adult])
    scale = by_age.sum() / p.REFERENCE_POPULATION
    wanted = np.array([1 - p.SHARE_18_25, p.SHARE_18_25]) * p.CHARGES_10_25 * (1 - p.OUTSIDE_SHARE) * scale
    per_year = wanted * 365 / p.CHARGE_DAYS - groups @ (by_age * violent).sum(axis=1)
    under_18 = p.AGES < 18
    persons = by_age * shape * (1 + p.EXTRA_CHARGES["other"])
    mix = np.array([groups @ (persons * part[:, None]).sum(axis=1) for part in (under_18, ~under_18)]).T
    factors = np.linalg.solve(mix, per_year)
    return shape * np.where(under_18, factors[0], factors[1])[:, None]


def charge(people: Residents, risks: dict, seed: int, block: int) -> tuple[Charges, Planted]:
    """Draw a block's charges, and add up what was planted."""
    rng = stream(seed, 2, block)
    male = people.male[people.person]
    frailty = people.frailty[people.person]
    position = (people.area, people.age, male, people.year)
    clear, ambiguous = risks["clear"][position], risks["ambiguous"][position]
    chances = {"clear": clear, "ambiguous": ambiguous, "other": risks["other"][people.age, male]}
    drawn, hits = [], {}
    for kind, chance in chances.items():
        hits[kind] = rng.random(len(chance)) < chance * frailty
        rows = np.flatnonzero(hits[kind])
        rows = np.repeat(rows, 1 + rng.poisson(p.EXTRA_CHARGES[kind], len(rows)))
        drawn.append((rows, _codes(rng, KINDS[kind], len(rows))))
    rows = np.concatenate([rows for rows, _ in drawn])
    code = np.concatenate([code for _, code in drawn])
    person, begins = people.person[rows], new_year(p.YEARS[people.year[rows]])
    moved_on = np.where(people.left_why[person] == MOVED, NEVER, people.left[person])
    ends = np.minimum(new_year(p.YEARS[people.year[rows]] + 1), np.maximum(moved_on, begins + 1))
    charged = begins + (rng.random(len(rows)) * (ends - begins)).astype(np.int64)
    charges = _cases(rng, person, charged, code)
    return charges, planted(people, chances, hits)


def _codes(rng, shares, size):
    positions = np.array([CODES.index(code) for code in shares], dtype=np.int16)
    return positions[np.searchsorted(np.cumsum(list(shares.values()))[:-1], rng.random(size), side="right")]


def _cases(rng, person, charged, code) -> Charges:
    """Give each charge an offence date and a case; some cases have several charges, of one person or more."""
    order = np.argsort(charged, kind="stable")
    person, charged, code = person[order], charged[order], code[order]
    joins = rng.random(len(charged)) < p.CO_OFFENDING
    joins[:1] = False
    case = np.cumsum(~joins) - 1
    offence = (charged[~joins] - rng.exponential(25, (~joins).sum()).astype(np.int64).clip(0, 700))[case]
    case = np.where(rng.random(len(case)) < p.NO_CASE, -1, case)
    return in_order(Charges(person, charged, offence, code, case))


def in_order(charges: Charges) -> Charges:
    """The same charges by person and date."""
    order = np.lexsort((charges.charged, charges.person))
    return Charges(*(column[order] for column in charges))


def planted(people: Residents, chances: dict, hits: dict) -> Planted:
    """Add up the planted chances and what came of them, by year, district, age 14–25 and sex."""
    rows = np.flatnonzero((people.age >= YOUNG[0]) & (people.age <= YOUNG[-1]))
    shape = (len(p.YEARS), p.AREAS, len(YOUNG), 2)
    sex = people.male[people.person[rows]]
    cells = np.ravel_multi_index((people.year[rows], people.area[rows], people.age[rows] - YOUNG[0], sex), shape)
    # Both risks share the person's frailty, so that their overlap carries its second moment.
    spread = p.FRAILTY_SHARES @ p.FRAILTY**2
    clear, ambiguous = chances["clear"][rows], chances["ambiguous"][rows]
    either = clear + ambiguous - clear * ambiguous * spread
    charged = hits["clear"][rows]
    columns = (np.ones(len(rows)), clear, either, charged, charged | hits["ambiguous"][rows])
    return Planted(*(np.bincount(cells, column, np.prod(shape)).reshape(shape) for column in columns))


def outsiders(count: int, seed: int, block: int) -> tuple[pa.Array, np.ndarray, Charges]:
    """``count`` charges of persons who do not live in the municipality: ids, birth dates, charges."""
    rng = stream(seed, 3, block)
    person = np.repeat(np.arange(count), 1 + rng.poisson(0.5, count))[:count]
    persons = int(person[-1]) + 1
    charged = rng.integers(day(p.FIRST_DAY), day(p.CHARGES_CUT_OFF) + 1, persons)
    minor = rng.random(persons) < 1 - p.SHARE_18_25
    age = np.where(minor, rng.uniform(15.2, 17.8, persons), rng.uniform(18.2, 25.8, persons))
    code = _codes(rng, p.OUTSIDERS_CODES, count)
    names = ids(f"demo_u{block:07d}_", np.arange(persons), 6)
    return names, charged - (age * 365.25).astype(np.int64), _cases(rng, person, charged[person], code)


def charges_table(names: pa.Array, birth: np.ndarray, charges: Charges, block: int) -> pa.Table:
    """The register ``sigtelser``, in the order of its persons."""
    case = ids(f"demo_sag{block:07d}_", np.maximum(charges.case, 0), 6)
    return pa.table(
        {
            "sigtelse_id": ids(f"demo_sigt{block:07d}_", np.arange(len(charges.person)), 6),
            "person_id": names.take(pa.array(charges.person)),
            "foedselsdato": dates(birth[charges.person]),
            "sigtelsesdato": dates(charges.charged),
            "gerningsdato": dates(charges.offence),
            "gerningskode": labels(charges.code, CODES),
            "sag_id": pc.if_else(pa.array(charges.case >= 0), case, pa.scalar(None, pa.string())),
        }
    )


def decide(birth, died, charges: Charges, seed: int, block: int, convict: bool = True) -> Verdicts:
    """Draw a verdict on most charges, often months and sometimes years later; none on the dead or on children.

    With ``convict=False`` nobody is convicted of alvorlig or personfarlig crime: acquitted or withdrawn, and fined for
    the rest.
    """
    rng = stream(seed, 4, block)
    decided = charges.charged + 14 + rng.gamma(1.5, 110, len(charges.charged)).astype(np.int64)
    age = (charges.charged - birth[charges.person]) / 365.25
    open_until = np.minimum(died[charges.person], day(p.VERDICTS_CUT_OFF) + 1)
    kept = np.flatnonzero((rng.random(len(decided)) < 0.6) & (decided < open_until) & (age >= 15))
    draw = rng.random(len(kept))
    decision = np.searchsorted(DECISION_STEPS, draw, side="right")
    decision = np.where((age[kept] < 18) & (decision == 0), DECISIONS.index("ungdomssanktion"), decision)
    if not convict:
        spared = np.where(draw < 0.5, DECISIONS.index("frifundet"), DECISIONS.index("tiltalefrafald"))
        decision = np.where(np.isin(charges.code[kept], LEVEL_CODES), spared, DECISIONS.index("boede"))
    return Verdicts(charges.person[kept], decided[kept], charges.offence[kept], charges.code[kept], decision)


def deaths(people: Residents) -> np.ndarray:
    """Day each person died, far ahead for who did not."""
    return np.where(people.left_why == DIED, people.left, NEVER)


def verdicts_table(names: pa.Array, verdicts: Verdicts, block: int) -> pa.Table:
    """The register ``domme``, in the order of its persons."""
    order = np.lexsort((verdicts.decided, verdicts.person))
    person, decided, offence, code, decision = (column[order] for column in verdicts)
    return pa.table(
        {
            "dom_id": ids(f"demo_dom{block:07d}_", np.arange(len(person)), 6),
            "person_id": names.take(pa.array(person)),
            "domsdato": dates(decided),
            "gerningsdato": dates(offence),
            "gerningskode": labels(code, CODES),
            "afgoerelse": labels(decision, DECISIONS),
        }
    )


def together(*parts):
    """Several lots of charges, or of verdicts, of the same persons in one."""
    return type(parts[0])(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
