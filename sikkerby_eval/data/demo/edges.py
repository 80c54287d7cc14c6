"""Persons whose id spells the case they are there for, and what must come of them."""

from datetime import date
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from . import parameters as p
from .charges import CODES, DECISIONS, KINDS, Charges, Planted, Verdicts, planted
from .columns import day, days
from .population import DIED, EMIGRATED, MOVED, NEVER, Residents, named

UDSAT, OEVRIG = 3, 2  # districts: one that is udsat in every year, one that never is
VIOLENCE, ROBBERY, WEAPON, THREAT, BURGLARY, SHOPLIFTING = "1252", "1380", "3410", "1292", "1320", "1332"
YEAR = 2011


class ChargedEdge(NamedTuple):
    """A case of goal 1 in 2011: ``counted`` in the denominator 14–25, ``clear`` and ``ambiguous`` in the numerator.

    ``charges`` are (charge date, offence date, code); ``moves_in`` and ``leaves`` bound the residence, ``None`` for
    always, and a person without ``district`` never lives in the city; ``then`` is the district from 2012 on.
    """

    name: str
    born: date
    charges: tuple = ()
    counted: bool = True
    clear: bool = True
    ambiguous: bool = True
    district: int | None = UDSAT
    then: int | None = None
    moves_in: int = 2008
    leaves: date | None = None
    why: str = ""
    acquitted: date | None = None


def _on(*charged: date, code: str = VIOLENCE, offence: date | None = None) -> tuple:
    return tuple((moment, offence or moment, code) for moment in charged)


SUMMER = date(2011, 7, 1)
ADULT = date(1990, 5, 5)
NOT_COUNTED = {"counted": False, "clear": False, "ambiguous": False}
NOT_CHARGED = {"clear": False, "ambiguous": False}

CHARGED = tuple(
    sorted(
        (
            ChargedEdge("fylder_26_i_aaret_taeller_med", date(1985, 6, 15), _on(date(2011, 9, 1))),
            ChargedEdge("fyldt_26_nytaarsaften_taeller_ikke", date(1984, 12, 31), _on(SUMMER), **NOT_COUNTED),
            ChargedEdge("fylder_26_nytaarsdag_taeller_ikke", date(1985, 1, 1), _on(SUMMER), **NOT_COUNTED),
            ChargedEdge("fylder_14_nytaarsdag_taeller_med", date(1997, 1, 1), _on(date(2011, 3, 1))),
            ChargedEdge("er_13_nytaarsdag_taeller_ikke", date(1997, 1, 2), _on(date(2011, 11, 1)), **NOT_COUNTED),
            ChargedEdge("foedt_29_februar_taeller_med", date(1996, 2, 29), _on(date(2011, 2, 28))),
            ChargedEdge("sigtet_foer_aaret_taeller_ikke", ADULT, _on(date(2010, 12, 31)), **NOT_CHARGED),
            ChargedEdge("sigtet_efter_aaret_taeller_ikke", ADULT, _on(date(2012, 1, 1)), **NOT_CHARGED),
            ChargedEdge("sigtet_nytaarsdag_taeller_med", ADULT, _on(date(2011, 1, 1))),
            ChargedEdge("sigtet_nytaarsaften_taeller_med", ADULT, _on(date(2011, 12, 31))),
            ChargedEdge(
                "gerning_foer_aaret_sigtet_i_aaret_taeller_med",
                ADULT,
                _on(date(2011, 1, 3), offence=date(2010, 12, 20)),
            ),
            ChargedEdge(
                "fem_sigtelser_taeller_en_gang",
                ADULT,
                _on(*(date(2011, month, 9) for month in range(2, 7)), code=ROBBERY),
            ),
            ChargedEdge("kun_butikstyveri_taeller_ikke", ADULT, _on(SUMMER, code=SHOPLIFTING), **NOT_CHARGED),
            ChargedEdge("kun_trusler_niveau_3_taeller_ikke", ADULT, _on(SUMMER, code=THREAT), **NOT_CHARGED),
            ChargedEdge("kun_vaabenlov_taeller_kun_som_tvetydig", ADULT, _on(SUMMER, code=WEAPON), clear=False),
            ChargedEdge(
                "flytter_til_udsat_i_aaret_taeller_som_oevrig", ADULT, _on(SUMMER), district=OEVRIG, then=UDSAT
            ),
            ChargedEdge("flytter_fra_udsat_i_aaret_taeller_som_udsat", ADULT, _on(SUMMER), then=OEVRIG),
            ChargedEdge("tilflyttet_i_aaret_taeller_ikke", ADULT, _on(SUMMER), moves_in=2012, **NOT_COUNTED),
            ChargedEdge(
                "udrejst_i_aaret_taeller_med", ADULT, _on(date(2011, 5, 2)), leaves=date(2011, 8, 1), why="udrejst"
            ),
            ChargedEdge("doed_i_aaret_taeller_i_naevneren", ADULT, leaves=date(2011, 2, 3), why="doed", **NOT_CHARGED),
            ChargedEdge("bor_ikke_i_kommunen_taeller_ikke", ADULT, _on(SUMMER), district=None, **NOT_COUNTED),
            ChargedEdge("frifundet_taeller_stadig_som_sigtet", ADULT, _on(SUMMER), acquitted=date(2013, 3, 4)),
            ChargedEdge("aldrig_sigtet_taeller_i_naevneren", ADULT, **NOT_CHARGED),
        )
    )
)


class ExitEdge(NamedTuple):
    """A case of goal 2: a course from ``starts`` to ``ends``, and the verdicts (date, offence date, code, decision).

    ``eligible`` completers of 18–25 years at the start; ``convicted`` by verdict date, ``reoffended`` by offence date
    with a verdict up to a year after the window; ``left`` when and how, ``gone`` if that ends the follow-up.
    """

    name: str
    verdicts: tuple = ()
    convicted: bool = False
    reoffended: bool = False
    left: tuple | None = None
    gone: bool = False
    status: str = "gennemfoert"
    born: date = date(1990, 1, 15)
    starts: date = date(2011, 3, 1)
    ends: date | None = date(2012, 3, 1)
    eligible: bool = True


def _verdict(decided: date, offence: date | None = None, code: str = VIOLENCE, decision: str = "faengsel"):
    return decided, offence or decided, code, decision


# Verdicts that lie inside and outside the two years after 1 March 2012.
INSIDE = date(2013, 2, 1)
OFFENCE = date(2012, 11, 1)
LATE_ENDS = {"starts": date(2015, 6, 1), "ends": date(2016, 6, 1)}
BOTH = {"convicted": True, "reoffended": True}
NOBODY = {"eligible": False}

EXITS = tuple(
    sorted(
        (
            ExitEdge("dom_inden_to_aar_taeller", (_verdict(INSIDE, OFFENCE, BURGLARY),), **BOTH),
            ExitEdge("dom_dagen_foer_to_aar_taeller", (_verdict(date(2014, 2, 28), OFFENCE),), **BOTH),
            ExitEdge("dom_dagen_efter_to_aar_ny_gerning_taeller_ikke", (_verdict(date(2014, 3, 2)),)),
            ExitEdge(
                "dom_efter_to_aar_gerning_inden_taeller_kun_som_gerning",
                (_verdict(date(2014, 9, 1), OFFENCE),),
                reoffended=True,
            ),
            ExitEdge("dom_over_et_aar_efter_vinduet_taeller_ikke", (_verdict(date(2015, 3, 5), OFFENCE),)),
            ExitEdge(
                "dom_for_aeldre_gerning_taeller_kun_som_dom", (_verdict(INSIDE, date(2012, 1, 5)),), convicted=True
            ),
            ExitEdge("dom_foer_afslutning_taeller_ikke", (_verdict(date(2011, 9, 1)),)),
            ExitEdge("frifundet_taeller_ikke", (_verdict(INSIDE, OFFENCE, decision="frifundet"),)),
            ExitEdge("tiltalefrafald_taeller_ikke", (_verdict(INSIDE, OFFENCE, decision="tiltalefrafald"),)),
            ExitEdge("boede_for_butikstyveri_taeller_ikke", (_verdict(INSIDE, OFFENCE, SHOPLIFTING, "boede"),)),
            ExitEdge(
                "tre_domme_taeller_en_gang", tuple(_verdict(date(2013, m, 7), OFFENCE) for m in (2, 3, 4)), **BOTH
            ),
            ExitEdge("doed_inden_to_aar_er_gaaet_ud", left=(date(2013, 1, 9), "doed"), gone=True),
            ExitEdge("udrejst_inden_to_aar_er_gaaet_ud", left=(date(2013, 1, 9), "udrejst"), gone=True),
            ExitEdge(
                "dom_foer_udrejse_taeller", (_verdict(INSIDE, OFFENCE),), left=(date(2013, 6, 9), "udrejst"), **BOTH
            ),
            ExitEdge("udrejst_efter_to_aar_er_fulgt_til_ende", left=(date(2014, 6, 9), "udrejst")),
            ExitEdge("fylder_26_under_forloebet_taeller_med", born=date(1985, 8, 1)),
            ExitEdge("er_17_ved_start_taeller_ikke", (_verdict(INSIDE, OFFENCE),), born=date(1993, 3, 2), **NOBODY),
            ExitEdge("er_26_ved_start_taeller_ikke", (_verdict(INSIDE, OFFENCE),), born=date(1985, 3, 1), **NOBODY),
            ExitEdge("fylder_18_paa_startdagen_taeller_med", born=date(1993, 3, 1)),
            ExitEdge("afbrudt_er_ikke_gennemfoert", (_verdict(INSIDE, OFFENCE),), status="afbrudt", **NOBODY),
            ExitEdge("umoden_kan_ikke_aflaeses_endnu", **LATE_ENDS, **NOBODY),
            ExitEdge("i_gang_paa_skaeringsdatoen", status="i_gang", starts=date(2016, 2, 1), ends=None, **NOBODY),
        )
    )
)


def edge_residents() -> Residents:
    """The cases of goal 1 that live in the city, as residents."""
    cases = [case for case in CHARGED if case.district]
    area = np.array(
        [[case.district if year <= YEAR else case.then or case.district for year in p.YEARS] for case in cases]
    )
    return named(
        pa.array([_name(case) for case in cases]),
        days([case.born for case in cases]),
        [0] * len(cases),
        [0.0] * len(cases),
        [case.moves_in for case in cases],
        [day(case.leaves) if case.leaves else NEVER for case in cases],
        [{"": MOVED, "udrejst": EMIGRATED, "doed": DIED}[case.why] for case in cases],
        area - 1,
    )


def _name(case: ChargedEdge) -> str:
    return f"demo_p_{case.name}"


def edge_charges() -> tuple[pa.Array, np.ndarray, Charges]:
    """Ids, birth dates and charges of all cases of goal 1."""
    rows = [
        (position, day(charged), day(offence), CODES.index(code), -1)
        for position, case in enumerate(CHARGED)
        for charged, offence, code in case.charges
    ]
    born = days([case.born for case in CHARGED])
    return pa.array([_name(case) for case in CHARGED]), born, Charges(*np.array(rows).T)


def edge_verdicts() -> Verdicts:
    """The cases of goal 1 whose charge came to nothing in court."""
    rows = [
        (position, day(case.acquitted), day(case.charges[0][1]), CODES.index(VIOLENCE), DECISIONS.index("frifundet"))
        for position, case in enumerate(CHARGED)
        if case.acquitted
    ]
    return Verdicts(*np.array(rows).T)


def edge_planted(people: Residents) -> Planted:
    """The same cases as certainties: charged or not, in every year."""
    charged = {
        kind: {(_name(case), moment.year) for case in CHARGED for moment, _, code in case.charges if code in codes}
        for kind, codes in KINDS.items()
    }
    rows = list(zip(people.ids.take(pa.array(people.person)).to_pylist(), p.YEARS[people.year], strict=True))
    hits = {kind: np.array([row in those for row in rows]) for kind, those in charged.items()}
    return planted(people, {kind: hit.astype(float) for kind, hit in hits.items()}, hits)
