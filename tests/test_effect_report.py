"""The real effect report, built by the project's own runner for telling years and looked at in a real Chromium."""

import re
from pathlib import Path

import pandas as pd
import pytest
from browser import chromium, faults_in_print, findings, tables_in_print
from bs4 import BeautifulSoup
from published_rows import without_a_name

from sikkerby_eval.data import published, reference
from sikkerby_eval.data.given import registers_given
from sikkerby_eval.judge import indicators
from sikkerby_eval.judge.disclosure.publication import row_ids
from sikkerby_eval.metrics.compare.evidence import city_series_with_a_start
from sikkerby_eval.metrics.projects.costs import budget_by
from sikkerby_eval.metrics.published import published_series, reported_offences, yearly_reports
from sikkerby_eval.metrics.safety.one_over import one_over_by_chance
from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.gate import faults
from sikkerby_eval.report.build.plan import Request, make_plan
from sikkerby_eval.report.build.report import Built
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import content_of
from sikkerby_eval.report.text.sentences import METRICS

ROOT = Path(__file__).parents[1]
PAGES = {"2014": (2014, "da"), "2025": (2025, "da"), "en/2010": (2010, "en")}
SURVEYED = (
    "areas_markant_or_intensiveret",
    "share_unsafe_neighbourhood",
    "share_unsafe_evening",
    "share_safe_neighbourhood",
    "share_safe_evening",
    "bydele_over_10pct_unsafe",
)
NOTHING = {"da": "Der er ikke fundet", "en": "No figures"}
every_page = pytest.mark.parametrize("place", list(PAGES))
DANISH = re.compile(r"\b(og|er|ikke|der|på|til|af|blev|hvor|eller|ved|som|det|fra|efter)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    out = tmp_path_factory.mktemp("effektrapport") / "reports"
    asked = [
        Request(year, notebooks=ROOT / "notebooks", params=ROOT / "params", out=out, instead=(("language", language),))
        for year, language in PAGES.values()
    ]
    outcomes = build_many([make_plan(each) for each in asked])
    assert all(isinstance(outcome, Built) for outcome in outcomes), outcomes
    return out


@pytest.fixture(scope="module")
def pages(reports):
    """Each page, read once."""
    return {place: BeautifulSoup((reports / place / "index.html").read_bytes(), "html.parser") for place in PAGES}


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def evidence():
    """What the published files hold, named as on the page."""
    survey, reports = published.safety_survey(), published.reports_by_quarter()
    frames = [published_series(survey, name) for name in SURVEYED]
    frames += [reported_offences(reports), yearly_reports(reports)]
    frames += [budget_by(published.bilag3_projects(), "administration", period="2010")]
    frames += [indicators.estimates(registers_given(""), reports, 2025)]
    series = reports[reports["group"].isin(["TOT", "12"])]
    frames += [one_over_by_chance(survey, reference.safety_areas(), year) for year, _ in PAGES.values()]
    frames += [city_series_with_a_start(series, reference.generations(), year) for year, _ in PAGES.values()]
    frame = pd.concat(frames, ignore_index=True)
    return frame.assign(row_id=row_ids(frame), status="shown").set_index("row_id")


def verdicts(page):
    return {
        card.a["href"].removeprefix("#maal-"): card.select_one(".verdict").get_text() for card in page.select(".goal")
    }


def test_every_number_of_the_results_has_a_name_for_the_page_of_changes(reports):
    assert without_a_name(*(reports / place / "index.html" for place in PAGES)) == []


def test_2010_judges_the_four_goals_of_the_programme_and_says_that_no_published_figure_measures_them(pages):
    goals = ("2010-1", "2010-2", "2010-3", "2010-4")
    assert verdicts(pages["en/2010"]) == dict.fromkeys(goals, "? cannot be decided")
    for card in pages["en/2010"].select(".goal"):
        assert "No published figure measures this" in card.get_text()


def test_2014_the_revised_goal_is_met_from_12_to_5_areas_oekonomiudvalget_17_june_2014(pages):
    assert verdicts(pages["2014"])["2011-1"] == "✓ nået"
    article = pages["2014"].find(id="maal-2011-1").parent.get_text()
    assert "12 områder (2010)" in article
    assert "5 områder (2014)" in article
    waiting = {goal: said for goal, said in verdicts(pages["2014"]).items() if goal.startswith("2014")}
    assert set(waiting.values()) == {"… kan ikke afgøres endnu"}
    assert pages["2014"].get_text().count("Tidligst 31. december 2017.") >= len(waiting)


def test_2025_the_three_bydele_under_85_per_cent_have_risen_sikker_by_strategi_2022_2025(pages):
    assert verdicts(pages["2025"])["2022-1"] == "✓ nået"
    rows = pages["2025"].find(id="maal-2022-1").parent.select("tbody tr")
    numbers = {row.th.get_text(): [cell.get_text() for cell in row.select("td")] for row in rows}
    expected = {"Brønshøj-Husum": (71, 81), "Bispebjerg": (74, 80), "Ydre Nørrebro": (81, 86)}
    assert {name: (cells[0], cells[-1]) for name, cells in numbers.items()} == {
        name: tuple(f"{number}\u00a0%" for number in pair) for name, pair in expected.items()
    }


@pytest.mark.parametrize("width", [1280, 320])
def test_the_report_has_no_fault_that_axe_knows_no_request_and_no_sideways_scroll(reports, browser, width):
    for place in ("2025", "en/2010"):
        found = findings(browser, reports / place / "index.html", width)
        assert (found["violations"], found["requests"]) == ([], [])
        assert found["overflow"] <= 0
        assert found["passes"] > 25


@pytest.mark.parametrize(("width", "height", "screens"), [(1280, 800, 1), (320, 568, 2)])
def test_all_verdicts_stand_on_the_first_screen_or_the_first_two_of_a_phone(reports, browser, width, height, screens):
    tab = browser.new_page(viewport={"width": width, "height": height})
    for place in PAGES:
        tab.goto((reports / place / "index.html").resolve().as_uri())
        ends = tab.eval_on_selector_all(
            ".goals .verdict", "tags => tags.map(tag => tag.getBoundingClientRect().bottom)"
        )
        assert 0 < len(ends) == tab.locator(".goal").count()
        assert max(ends) <= height * screens
    tab.close()


@every_page
def test_a_page_is_small_runs_nothing_and_passes_the_gate_again(reports, pages, place):
    file = reports / place / "index.html"
    assert file.stat().st_size <= 600_000
    assert not pages[place].find_all(["script", "iframe", "link", "object"])
    assert faults(file.read_text(encoding="utf-8"), PAGES[place][1]) == []


@every_page
def test_a_printed_page_opens_every_table_cuts_none_and_leaves_no_head_or_row_alone(reports, browser, place):
    tables = tables_in_print(browser, reports / place / "index.html")
    assert len(tables) > 10
    assert faults_in_print(tables) == []


@every_page
def test_every_section_tells_something(pages, place):
    """A heading over nothing but "no figures were found" tells the reader nothing."""
    for heading in pages[place].select("main h2"):
        told = []
        for tag in heading.find_next_siblings():
            if tag.name == "h2":
                break
            told.append(tag.get_text())
        assert any(not said.startswith(NOTHING[PAGES[place][1]]) and len(said) > 40 for said in told), heading
    assert len(pages[place].select("main figure")) >= 6


def said_of(row, language):
    """Every way in which the numbers of one row may stand on the page."""
    counts = [text.number(row[name], language) for name in ("numerator", "denominator") if pd.notna(row[name])]
    return {text.said(row, language), text.period(row["period"], language), *counts}


@every_page
def test_every_number_bound_to_a_row_is_what_its_source_printed_and_is_no_later_than_the_report(pages, evidence, place):
    year, language = PAGES[place]
    bound = pages[place].select("[data-row]")
    assert len(bound) > 50
    for tag in bound:
        row = evidence.loc[tag["data-row"]]
        shown = re.sub(r" (områder|bydele|areas)$", "", tag.get_text())
        change = row["metric"].startswith("indicator_")  # told from the row it ends in, and tested with its own words
        assert change or shown in said_of(row, language)
        assert int(row["period"][:4]) <= year


@every_page
def test_every_survey_figure_stands_in_the_table_of_sources_with_its_source(pages, evidence, place):
    _, language = PAGES[place]
    listed = [
        [cell.get_text() for cell in row.find_all(["th", "td"])]
        for row in pages[place].select("table")[-1].select("tbody tr")
    ]
    sources = {(name, area, period): source for name, area, period, _, _, source in listed}
    bound = evidence.loc[sorted({tag["data-row"] for tag in pages[place].select("[data-row]")})]
    surveyed = bound[bound["metric"].isin(SURVEYED)]
    assert len(surveyed) > 2
    for row in surveyed.to_dict("records"):
        key = METRICS[row["metric"]][language][1], row["area"], text.period(row["period"], language)
        assert len(sources[key]) > 5


@every_page
def test_the_numbers_of_a_figure_are_in_its_table(pages, place):
    numeral = re.compile(r"\d[\d.,]*(?<![.,])")
    for figure in pages[place].select("main figure"):
        table = " ".join(cell.get_text(" ") for cell in figure.select("table, .subtitle"))
        known = set(numeral.findall(table)) | set(numeral.findall(figure.figcaption.get_text()))
        assert set(numeral.findall(figure.img["alt"])) <= known
        drawn = content_of(figure.source["srcset"]).decode()
        bold = "|".join(["font-weight:7", *re.findall(r"\.(c\d+){[^}]*font-weight:7", drawn)])
        labels = re.findall(rf"<text[^>]*\b(?:{bold})\b[^>]*>([^<]*)", drawn)
        assert len(numeral.findall(table)) > 1
        assert ("font-weight:7" in drawn) == bool(labels)
        assert all(set(numeral.findall(said)) <= known for said in labels)


def test_no_danish_sentence_stands_on_the_english_page_without_saying_so(pages):
    page = BeautifulSoup(str(pages["en/2010"]), "html.parser")
    assert page.html["lang"] == "en"
    for tag in page.select('[lang="da"], style'):
        tag.decompose()
    spoken = [tag[name] for tag in page.find_all(True) for name in ("alt", "aria-label", "title") if tag.get(name)]
    for said in [*page.stripped_strings, *spoken]:
        assert len(DANISH.findall(said)) < 2, said
