"""What is true of a demonstration, written from what was planted and never from the registers or a metric.

``art`` says what kind of truth a row is: ``parameter`` is a number of the model; ``forventet`` the exact expected value
given the persons drawn (the average of their planted probabilities); ``realiseret`` a count that holds by construction.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from . import administration, edges, programme, projects, reports, safety, youth
from . import parameters as p
from .columns import MISSING_DAY, day, years_later
from .deliver import Facts, deliver

COLUMNS = ("stoerrelse", "periode", "omraade", "gruppe", "taeller", "naevner", "vaerdi", "art")
CITY = "hele byen"
EVERYBODY = "alle"
PARAMETER, EXPECTED, REALISED = "parameter", "forventet", "realiseret"
BANDS = {"14-25": (14, 25), "15-25": (15, 25), "14-17": (14, 17), "18-25": (18, 25)}
Line = tuple


def truth(persons: int = 60_000, seed: int = 2012) -> pd.DataFrame:
    """Everything known to be true of the demonstration with these persons and this seed.

    Returns
    -------
    DataFrame
        ``COLUMNS``; shares are fractions; ``taeller`` and ``naevner`` are missing where the truth is one number.
    """
    return truth_of(deliver(persons, seed, lambda name, table: None))


def truth_of(facts: Facts) -> pd.DataFrame:
    """The same from what ``deliver`` planted."""
    parts = (goal_1, goal_2, goal_3, goal_4, indicators, key_figures, portfolio)
    frame = pd.DataFrame([line for part in parts for line in part(facts)], columns=COLUMNS)
    return frame.astype({"periode": str} | dict.fromkeys(("taeller", "naevner", "vaerdi"), float))


def _share(name, period, area, group, part, whole, kind) -> Line:
    return name, period, area, group, part, whole, part / whole if whole else None, kind


def _number(name, period, value, kind=REALISED, area=CITY, group=EVERYBODY) -> Line:
    return name, period, area, group, None, None, value, kind


def goal_1(facts: Facts) -> Iterator[Line]:
    """Share charged with personfarlig crime among residents on 1 January."""
    planted = facts.planted
    for at, year in enumerate(p.YEARS):
        for area, chosen in _area_groups(year).items():
            for band, (low, high) in BANDS.items():
                cell = at, chosen, slice(low - 14, high - 13)
                sums = [float(column[cell].sum()) for column in planted]
                whole = sums[0]
                for name, expected, realised in (("sigtet_entydig", 1, 3), ("sigtet_entydig_eller_tvetydig", 2, 4)):
                    yield _share(name, year, area, band, sums[expected], whole, EXPECTED)
                    yield _share(name, year, area, band, sums[realised], whole, REALISED)
        for area, name in enumerate(p.AREA_NAMES):
            sums = [float(column[at, area].sum()) for column in planted]
            yield _share("sigtet_entydig", year, name, "14-25", sums[1], sums[0], EXPECTED)
            yield _share("sigtet_entydig", year, name, "14-25", sums[3], sums[0], REALISED)
        for group, base in p.SHARE_CLEAR.items():
            value = base * p.TREND[group] ** (year - p.BASE_YEAR)
            yield _number("sigtet_entydig_uden_lavalder", year, value, PARAMETER, _frozen(2010, group), "14-25")
    for group, step in p.TREND.items():
        yield _number("sigtet_entydig_aarlig_faktor", "2008-2014", step, PARAMETER, _frozen(2010, group), "14-25")
    for year, factor in p.FACTOR_14.items():
        yield _number("sigtet_faktor_14_aarige", year, factor, PARAMETER, group="14-14")


def _frozen(year: int, group: str) -> str:
    return f"udsatte {year}" if group == "udsat" else f"øvrige {year}"


def _area_groups(year: int) -> dict[str, np.ndarray]:
    """Positions of the districts that each reading of udsatte boligområder counts."""
    everywhere = np.arange(p.AREAS)
    groups = {CITY: everywhere}
    for baseline in (2009, 2010):
        listed = np.array(p.udsatte(baseline)) - 1
        groups[f"udsatte {baseline}"] = listed
        groups[f"øvrige {baseline}"] = np.setdiff1d(everywhere, listed)
    if year in p.SAFETY_YEARS:
        groups["udsatte i året"] = np.array(p.udsatte(year)) - 1
    return groups


def goal_2(facts: Facts) -> Iterator[Line]:
    """The exit programme: how many, and what became of completers, starters and referred of 18–25 years."""
    drawn = facts.programme
    begun = drawn.started != MISSING_DAY
    completed = drawn.status == programme.COMPLETED
    start_year = programme.year_of(drawn.started)
    for track, name in enumerate(programme.TRACKS):
        for year in p.EXIT_STARTS:
            started = int((begun & (start_year == year) & (drawn.track == track)).sum())
            yield _number("exit_startet", year, started, group=name)
    for name, reached in (
        ("exit_henvist", np.ones(len(begun), bool)),
        ("exit_screenet", drawn.screened != MISSING_DAY),
        ("exit_plan", drawn.planned != MISSING_DAY),
        ("exit_startet", begun),
        ("exit_gennemfoert", completed),
    ):
        yield _number(name, "alle år", int(reached.sum()))

    # Who never started has the age of the referral.
    aged_at = np.where(begun, drawn.started, drawn.referred)
    young = (years_later(drawn.born, 18) <= aged_at) & (aged_at < years_later(drawn.born, 26))
    end_year, cut_off = programme.completion_year(drawn), day(p.VERDICTS_CUT_OFF)
    for name, chance, came, window in _after_exit(drawn):
        mature = completed & young & (years_later(drawn.ended, window) <= cut_off)
        for track, group in ((None, EVERYBODY), *enumerate(programme.TRACKS)):
            cohort = mature if track is None else mature & (drawn.track == track)
            periods = {"alle modne": cohort} | {year: cohort & (end_year == year) for year in range(2010, 2015)}
            for period, chosen in periods.items():
                whole = int(chosen.sum())
                if whole:
                    yield _share(name, period, CITY, group, float(chance[chosen].sum()), whole, EXPECTED)
                    yield _share(name, period, CITY, group, int(came[chosen].sum()), whole, REALISED)
    convicted = programme.first_conviction(drawn)
    clocks = (
        ("exit_startet_dom_inden_to_aar", drawn.started, young & begun),
        ("exit_henvist_dom_inden_to_aar", drawn.referred, young),
    )
    for name, clock, chosen in clocks:
        mature = chosen & (years_later(clock, 2) <= cut_off)
        inside = (convicted > clock) & (convicted <= years_later(clock, 2))
        yield _share(name, "alle modne", CITY, EVERYBODY, int((inside & mature).sum()), int(mature.sum()), REALISED)
    for measured, share in p.EXIT_WORK.items():
        yield _number("exit_i_arbejde_eller_uddannelse", measured, share, PARAMETER)


def _after_exit(drawn):
    """Planted chance and outcome of each reading for every completer, and the years it takes to see it."""
    by_track = np.array([p.EXIT_RISK[name] for name in programme.TRACKS])[drawn.track]
    cases = [edges.EXITS[case] if case >= 0 else None for case in drawn.edge]
    readings = (
        ("exit_dom_inden_to_aar", ("dom_og_gerning", "dom_for_aeldre_gerning"), "convicted", 2),
        ("exit_gerning_inden_to_aar", ("dom_og_gerning", "sen_dom"), "reoffended", 3),
        ("exit_gaaet_ud_inden_to_aar", ("doed", "udrejst"), "gone", 2),
    )
    for name, counted, of_case, window in readings:
        positions = [p.AFTER_EXIT.index(outcome) for outcome in counted]
        chance, came = by_track[:, positions].sum(axis=1), np.isin(drawn.after, positions)
        for position, case in enumerate(cases):
            if case is not None:
                came[position] = getattr(case, of_case)
                chance[position] = float(came[position])
        yield name, chance, came, window


def goal_3(facts: Facts) -> Iterator[Line]:
    """Safety categories: how many, what became of the selected areas, and what the survey would find."""
    categories = p.safety_categories()
    for at, year in enumerate(p.SAFETY_YEARS):
        for position, name in enumerate(p.CATEGORIES):
            yield _number("omraader_i_kategori", year, int((categories[:, at] == position).sum()), group=name)
        yield _number("omraader_med_behov", year, len(p.areas_in_need(year)))
        yield _number("udsatte_omraader", year, len(p.udsatte(year)))
        arrived = int(np.sum(categories[np.array(p.SELECTED_AREAS) - 1, at] >= p.CATEGORIES.index("ordinaer")))
        yield _share("udvalgte_naaet_ordinaer", year, CITY, EVERYBODY, arrived, len(p.SELECTED_AREAS), REALISED)
        residents = facts.residents[at + 1].sum(axis=(1, 2))
        victims = float((residents * safety.victim_share(facts.index)[:, at]).sum())
        yield _share("udsat_for_kriminalitet", year, CITY, EVERYBODY, victims, int(residents.sum()), EXPECTED)
    since = list(p.SAFETY_YEARS).index(2010)
    for before, one in enumerate(p.CATEGORIES):
        for after, other in enumerate(p.CATEGORIES):
            moved = int(((categories[:, since] == before) & (categories[:, -1] == after)).sum())
            yield _number("overgang", "2010-2014", moved, group=f"{one}>{other}")


def goal_4(facts: Facts) -> Iterator[Line]:
    """Closures because of unrest or crisis from 2010 to 2013, by extent."""
    for extent in ("hel", "delvis", "naer"):
        found = sum(
            cause in ("uro", "krise") and how == extent and 2010 <= begins.year <= 2013
            for _, _, begins, _, how, cause in administration.CLOSURES
        )
        yield _number("lukninger_paa_grund_af_uro", "2010-2013", found, group=extent)
    yield _number("manglende_indberetninger", "2010-2014", 0)


def indicators(facts: Facts) -> Iterator[Line]:
    """Planted shares and counts of the indicators."""
    for since, year in enumerate(p.PROGRAMME_YEARS):
        for number, (base, step) in administration.SHARES.items():
            yield _number(f"indikator_{number}", year, base + step * since, PARAMETER)
        for number, (base, step) in administration.COUNTS.items():
            yield _number(f"indikator_{number}", year, base + step * since, PARAMETER)
        base, step = administration.UNEMPLOYED_BY_BYDEL
        yield _number("indikator_7", year, base + step * since, PARAMETER)
        at = year - int(p.YEARS[0])
        listed = np.array(p.udsatte(2010)) - 1
        young, well = facts.started_well[at, listed].sum(axis=0)
        expected = float((facts.started_well[at, listed, 0] * youth.start_share(year)[listed]).sum())
        yield _share("kommet_fra_start", year, "udsatte 2010", "16-24", expected, young, EXPECTED)
        yield _share("kommet_fra_start", year, "udsatte 2010", "16-24", well, young, REALISED)
    for year, (safe, knows) in administration.STAFF_SAFE.items():
        yield _number("tryghed_for_ansatte", year, safe, PARAMETER)
        yield _number("indikator_12", year, knows, PARAMETER)
    for year, calls in administration.CRISIS_CALLS.items():
        yield _number("indikator_13", year, calls * len(administration.ADMINISTRATIONS), PARAMETER)


def key_figures(facts: Facts) -> Iterator[Line]:
    """Residents, reports, and the treated district beside its neighbours and the districts like it."""
    for at, year in enumerate(p.YEARS):
        yield _number("beboere", year, int(facts.residents[at].sum()))
    for row, (year, quarter) in enumerate(reports.QUARTERS):
        for column, group in enumerate(p.REPORTS):
            count = int(reports.report_counts(facts.persons)[row, column])
            yield _number("anmeldelser", f"{year}K{quarter}", count, group=group)
    scaled = p.CHARGES_10_25 * facts.persons / p.REFERENCE_POPULATION
    yield _number("sigtelser_af_10_25_aarige", "2010-01-01/2010-03-28", scaled, PARAMETER)
    yield _number("andel_18_25_af_sigtelser_10_25", "2010-01-01/2010-03-28", p.SHARE_18_25, PARAMETER)
    yield _number("roeveri_i_forhold_til_aaret_foer", "2010K1", p.ROBBERY_CHANGE, PARAMETER)
    yield _number("indbrud_i_forhold_til_aaret_foer", "2010K1", p.BURGLARY_CHANGE, PARAMETER)
    group = (f"Demo-område {p.HOTSPOT_AREA}", "naboer", "sammenlignelige")
    for name, areas in zip(group, ((p.HOTSPOT_AREA,), p.BUFFER_AREAS, p.CONTROL_AREAS), strict=True):
        for period, years in (("2010-2011", slice(2, 4)), ("2012-2013", slice(4, 6))):
            count = int(facts.reports[years, np.array(areas) - 1].sum())
            yield _number("anmeldelser", period, count, group=name)
    yield _number("indsats_i_forhold_til_sammenlignelige", "2012-", p.HOTSPOT_FACTOR, PARAMETER, group[0])
    yield _number("forskydning_i_forhold_til_sammenlignelige", "2012-", p.BUFFER_FACTOR, PARAMETER, "naboer")


def portfolio(facts: Facts) -> Iterator[Line]:
    """Projects: how many, what they cost, what their participants gained, and who reported twice."""
    sheets = projects.projects_table().to_pandas()
    for year, budget in sheets.groupby("aar")["budget_tkr"].sum().items():
        yield _number("projekter", year, len(projects.PROJECTS))
        yield _number("budget_tkr", year, float(budget))
    yield _number("projekter_indberettet_to_gange", 2012, 1)
    few = sum(projects.participants_in(number) < 10 for number, *_ in projects.PROJECTS)
    yield _number("projekter_med_under_10_deltagere", "hvert år", few)
    yield _number("oensket_status_foer", "hvert år", projects.BEFORE, PARAMETER)
    yield _number("oensket_status_efter", "hvert år", projects.AFTER, PARAMETER)


def edge_cases() -> pd.DataFrame:
    """The persons whose id spells their case, and what a metric must make of each.

    Returns
    -------
    DataFrame
        ``person_id``, ``effektmaal`` (1 or 2), ``periode``, ``i_naevner``, ``i_taeller`` (goal 1: charged, clear codes;
        goal 2: convicted within two years), ``i_taeller_anden_laesning`` (goal 1: ambiguous codes too; goal 2: offence
        within two years), ``gaaet_ud`` (goal 2: died or emigrated first).
    """
    charged = [
        (f"demo_p_{case.name}", 1, str(edges.YEAR), case.counted, case.clear, case.ambiguous, False)
        for case in edges.CHARGED
    ]
    exits = [
        (f"demo_x_{case.name}", 2, "to år", case.eligible, case.convicted, case.reoffended, case.gone)
        for case in edges.EXITS
    ]
    names = ["person_id", "effektmaal", "periode", "i_naevner", "i_taeller", "i_taeller_anden_laesning", "gaaet_ud"]
    return pd.DataFrame(charged + exits, columns=names)
