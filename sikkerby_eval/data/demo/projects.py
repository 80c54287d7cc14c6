"""Invented projects: fact sheets, participants, self-evaluations, and the administrations' own ranking."""

from datetime import date, timedelta
from itertools import cycle, islice

import pyarrow as pa

from . import parameters as p
from .administration import ADMINISTRATIONS
from .columns import rows, stream
from .population import Residents

PER_ADMINISTRATION = 8
YEARS = (2010, 2011, 2012, 2013)
DIMENSIONS = ("uddannelse_job", "familierelationer", "sociale_personlige_kompetencer", "fritidsliv", "kriminalitet")
SYSTEM, OTHER_SYSTEM = "Sikker By-skema", "Integrationspulje-skema"
REPORTS_TWICE = 9  # this project sends its evaluation of 2012 to two systems
TOO_FEW = 4  # and this one has fewer than ten participants
BEFORE, AFTER = 0.40, 0.52  # planted share of participants with the wanted status
KEPT = 0.80  # planted share of those who had it before and have it after
PROJECTS = tuple(
    (number, f"demo_projekt{number:02d}", ADMINISTRATIONS[(number - 1) // PER_ADMINISTRATION])
    for number in range(1, len(ADMINISTRATIONS) * PER_ADMINISTRATION + 1)
)


def participants_in(number: int) -> int:
    """Planted participants a year in a project."""
    return 6 if number == TOO_FEW else 12 + 3 * (number % 9)


def projects_table() -> pa.Table:
    """The register ``projekter``: one fact sheet per project and year."""
    lines = []
    for number, project, who in PROJECTS:
        budget = 400.0 + 150.0 * (number % 7)
        for year in YEARS:
            lines.append((
                project, year, f"Demo-projekt {number}", who, str(1 + number % 6), ("projekt", "ordinaer")[number % 2],
                budget, 100.0 if number % 5 == 0 else 0.0,
                *("ja" if number % 3 == group else "nej" for group in range(3)),
                participants_in(number), p.BYDEL_NAMES[number % 10], "Demonstration", 1.5 + number % 3, 2 + number % 4,
                "Demonstration: opdigtet projekt", "Selvevaluering før og efter", "ja",
                date(2010, 1, 1), date(2013, 12, 31),
            ))  # fmt: skip
    return rows(
        "projekt_id aar navn forvaltning indsatsomraade finansiering budget_tkr eksternt_tkr maalgruppe_10_15 "
        "maalgruppe_15_18 maalgruppe_18_25 antal_borgere bydel geografi aarsvaerk antal_ansatte beskrivelse effektmaal "
        "medarbejdertryghed startdato slutdato",
        lines,
    )


def participants_table(people: Residents, seed: int) -> pa.Table:
    """The register ``projektdeltagere``: residents of 10–25 years, drawn anew each year."""
    rng = stream(seed, 26)
    lines = []
    for year in YEARS:
        at_home = (people.year == year - p.YEARS[0]) & (people.age >= 10) & (people.age <= 25)
        young = people.ids.take(pa.array(rng.permutation(people.person[at_home]))).to_pylist()
        turn = cycle(young)
        for number, project, _ in PROJECTS:
            for person in islice(turn, participants_in(number)):
                begins = date(year, 1, 1) + timedelta(days=int(rng.integers(0, 120)))
                ends = begins + timedelta(days=int(rng.integers(30, 240)))
                lines.append((project, person, begins, ends, "ja" if rng.random() < 0.8 else "nej"))
    return rows("projekt_id person_id startdato slutdato gennemfoert", sorted(lines, key=lambda line: line[1]))


def evaluations_table() -> pa.Table:
    """The register ``selvevaluering``: an application first, then an evaluation and a follow-up a year."""
    lines = []
    for number, project, who in PROJECTS:
        forms = [("ansoegning", YEARS[0], SYSTEM)]
        forms += [(form, year, SYSTEM) for year in YEARS for form in ("evaluering", "opfoelgning")]
        if number == REPORTS_TWICE:
            forms.append(("evaluering", 2012, OTHER_SYSTEM))
        for form, year, system in forms:
            evaluated = "Demonstration: opdigtet svar" if form != "ansoegning" else None
            lines.append((
                project, form, system, who, date(year, 1, 1), date(year, 12, 31), date(year + 1, 1, 20),
                "Demonstration: opdigtet formål", "Unge", p.BYDEL_NAMES[number % 10], participants_in(number),
                *(evaluated,) * 8, 400.0 + 150.0 * (number % 7), 390.0 + 150.0 * (number % 7),
            ))  # fmt: skip
    return rows(
        "projekt_id skema system forvaltning periode_start periode_slut indberettet_dato formaal maalgruppe bydel "
        "deltagere gavn effekter udfordringer risici aendringer forankring metoder fremdrift budget_tkr forbrug_tkr",
        lines,
    )


def measured_table(seed: int) -> pa.Table:
    """The register ``selvevaluering_tal``: participants with the wanted status before and after, by dimension."""
    rng = stream(seed, 27)
    gained = (AFTER - BEFORE * KEPT) / (1 - BEFORE)
    lines = []
    for number, project, _ in PROJECTS:
        for year in YEARS:
            measured = participants_in(number)
            for dimension in DIMENSIONS:
                before = int(rng.binomial(measured, BEFORE))
                both, new = int(rng.binomial(before, KEPT)), int(rng.binomial(measured - before, gained))
                counts = measured, before, both + new, both
                lines.append((project, date(year, 1, 1), dimension, "Ønsket status", *counts, "Demonstration"))
    names = "projekt_id periode_start dimension maal deltagere positive_foer positive_efter positive_begge note"
    return rows(names, lines)


def priorities_table(seed: int) -> pa.Table:
    """The register ``prioritering``: three most and three least effective projects of each administration a year."""
    rng = stream(seed, 28)
    lines = []
    for year in YEARS[1:]:
        for number, project, who in PROJECTS:
            place = (number - 1) % PER_ADMINISTRATION
            if place in (3, 4):
                continue
            group = "mest" if place < 3 else "mindst"
            reached, evidence = (round(float(share), 2) for share in rng.uniform(0.2, 0.9, 2))
            comment = "Demonstration: opdigtet kommentar"
            lines.append((year, who, project, group, reached, evidence, participants_in(number), comment))
    return rows("aar forvaltning projekt_id gruppe maalopfyldelse evidens deltagere kommentar", lines)
