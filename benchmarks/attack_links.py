"""What tables tell of each other: the same persons under several names, for the attack of ``attack.py``.

Who started in a year is followed as a cohort, who had completed by the end of one report's year is the cohort of a
later one, and nobody is charged without a charge. Cohorts are of an age of their own, so that most of this says only
that one number is no greater than another.
"""

import itertools
from collections.abc import Hashable, Iterator

import pandas as pd
from attack_facts import Fact, Terms, at_most, each, equal

PHASES = ("fase henvist", "fase screenet", "fase plan", "fase startet", "fase gennemfoert")
WAITS, FELL = ([f"{phase}, {word}" for phase in PHASES[:-1]] for word in ("venter", "faldt fra"))
STATES = {
    phase: [*itertools.chain(*zip(WAITS[i:], FELL[i:], strict=True)), PHASES[-1]] for i, phase in enumerate(PHASES)
}
STATES |= {"på vej": WAITS, "faldt fra": FELL} | {state: [state] for state in (*WAITS, *FELL)}
"""What each label of the exit programme is made of: where somebody waits, dropped out, or that she completed."""
OTHERS = "øvrige"
TRACKS = {"bande": "bande", "alvorlig kriminalitet": OTHERS}
EVENTS = ("verdict", "offence")
FOLLOWED_FOR = 2


def links(atoms: set[Hashable], rows: pd.DataFrame) -> list[Fact]:
    """List what holds between the atoms of ``attack.py``'s parts."""
    cohorts = sorted(
        {atom[:4] for atom in atoms if atom[0] in EVENTS and len(atom) == 5 and atom[4] in ("c", "p", "r", "l")}
    )
    standing: dict[tuple, set] = {}
    for atom in atoms:
        if len(atom) == 4 and atom[3] in STATES["fase henvist"]:
            standing.setdefault(atom[:2], set()).add(atom)
    return [*_entered(cohorts, standing), *_in_every_issue(standing), *_measured(rows, standing), *_charged(atoms)]


def _of(*cohorts) -> Terms:
    return each(*((*cohort, letter) for cohort in cohorts for letter in "cprl"))


def _entered(cohorts, standing) -> Iterator[Fact]:
    """Each cohort of goal 2 and those who entered it, by start, by referral, or by the end of an issue's year."""
    for event, population, track, year in cohorts:
        own = _of((event, population, track, year))
        if event != EVENTS[0] and (EVENTS[0], population, track, year) in cohorts:
            yield equal(own, _of((EVENTS[0], population, track, year)))
        if population == "startede":
            yield at_most(own, each(("exit_started", year, TRACKS[track])))
    for (issue, _), event in itertools.product(standing, EVENTS):
        until = [cohort for cohort in cohorts if cohort[0] == event and cohort[3] <= int(issue)]
        for year in {atom[2] for atom in standing[issue, "year"]}:
            own = _of(*(c for c in until if c[1] == "henviste" and str(c[3]) == year))
            yield at_most(own, _reached(standing[issue, "year"], PHASES[0], lambda part, year=year: part == year))
        if len({atom[2] for atom in standing[issue, "year"]}) > 1:
            own = _of(*(c for c in until if c[1] == "gennemførte"))
            yield at_most(own, _reached(standing[issue, "year"], PHASES[-1]))


def _in_every_issue(standing) -> Iterator[Fact]:
    """How many were referred in a year is the same in every report, and who has reached a phase stays there."""
    issues = sorted(issue for issue, by in standing if by == "year")
    for one, other in itertools.pairwise(issues):
        for year in {atom[2] for atom in standing[one, "year"]} & {atom[2] for atom in standing[other, "year"]}:
            for phase in PHASES:
                then, since = (
                    _reached(standing[issue, "year"], phase, lambda part, y=year: part == y) for issue in (one, other)
                )
                yield (equal if phase == PHASES[0] else at_most)(then, since)


def _measured(rows, standing) -> Iterator[Fact]:
    """Who could be measured two years after completing had completed by the end of the report's year before last."""
    asked = rows[(rows["metric"] == "exit_measured") & (rows["group"] == "to år efter") & rows["denominator"].notna()]
    for row in asked.itertuples():
        before = str(int(row.issue) - FOLLOWED_FOR), "year"
        if before in standing:
            yield Fact(_reached(standing[before], PHASES[-1]), row.denominator, row.denominator)


def _reached(atoms, phase, inside=lambda part: True) -> Terms:
    return each(*(atom for atom in atoms if atom[3] in STATES[phase] and inside(atom[2])))


def _charged(atoms) -> Iterator[Fact]:
    """Persons charged are no more than the charges that count."""
    for fate, codes in (("counted", "clear"), ("counted_if_ambiguous", "ambiguous")):
        for year in {atom[1] for atom in atoms if atom[0] == "fate" and atom[2] == fate}:
            persons = each(*(atom for atom in atoms if atom[0] == year and len(atom) == 4 and atom[3] == codes))
            yield at_most(persons, each(("fate", year, fate)))
