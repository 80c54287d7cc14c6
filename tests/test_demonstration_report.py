"""The effect report on demonstration registers: marked as such everywhere, and true to what was planted."""

import json
import re
from pathlib import Path

import pytest
from browser import chromium, faults_in_print, findings, tables_in_print
from bs4 import BeautifulSoup
from published_rows import without_a_name

from sikkerby_eval.data import demo, reference
from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.gate import faults, refuse_faults
from sikkerby_eval.report.build.messages import BROKEN_RULES
from sikkerby_eval.report.build.plan import Request, make_plan

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("demonstration") / "reports"
    asked = Request(
        2014,
        notebooks=ROOT / "notebooks",
        params=ROOT / "params",
        out=out,
        instead=(("registre", "demonstration"), ("ogsaa_programmer", ["2010"]), ("udtraek", "")),
    )
    (built,) = build_many([make_plan(asked)])
    return built.page


@pytest.fixture(scope="module")
def page(built):
    return BeautifulSoup(built.read_bytes(), "html.parser")


def test_a_demonstration_lies_apart_and_never_enters_the_index(built):
    assert built.parts[-4:-1] == ("reports", "demonstration", "2014")
    index = BeautifulSoup((built.parents[2] / "index.html").read_bytes(), "html.parser")
    assert [link["href"] for link in index.select("main a") if "demonstration" in link["href"]] == []


def test_front_figures_alt_texts_and_files_say_that_the_registers_are_invented(page, built):
    assert page.select_one(".demonstration-mark") is not None
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    invented = [figure for figure in page.select("figure") if "demonstrationsregistre" in figure.text]
    assert len(invented) >= 5
    assert all("demonstrationsregistre" in image["alt"] for figure in invented for image in figure.select("img"))
    assert page.title.text.endswith("demonstration")
    assert json.loads((built.parent / "manifest.json").read_text())["parameters"]["registre"] == "demonstration"


def test_a_yearly_report_is_no_larger_than_600_kb(built):
    """The measure of the design for a report with about 20 figures."""
    assert built.stat().st_size < 600_000


def test_every_number_of_the_results_has_a_name_for_the_page_of_changes(built):
    assert without_a_name(built) == []


def test_no_invented_figure_stands_beside_the_name_of_a_real_neighbourhood(page):
    real = set(reference.bydele()["bydel"]) | set(reference.safety_areas()["area"])
    for figure in page.select("figure"):
        if "demonstrationsregistre" in figure.text:
            assert [name for name in real if name in figure.text] == []


def test_the_four_goals_of_2010_are_judged(page):
    verdicts = [card.get_text(" ", strip=True) for card in page.select(".goals .verdict")]
    assert len(verdicts) == 9
    assert not any("kan ikke afgøres" in verdict and "endnu" not in verdict for verdict in verdicts[:4])


def test_planted_closures_stand_on_the_page_as_planted(page):
    """The demonstration plants its closures itself and writes their number in its truth."""
    truth = demo.truth(persons=5_000, seed=2012)
    planted = truth[(truth["stoerrelse"] == "lukninger_paa_grund_af_uro") & (truth["gruppe"] == "hel")]["vaerdi"].item()
    card = next(card for card in page.select(".goal") if "Lukkede institutioner" in card.text)
    assert f"{planted:.0f} lukninger" in card.text


def renamed(tag, name):
    tag.name = name


def said(tag, words):
    tag.clear()
    tag.append(words)


PLANTED = {
    # what axe does not see of a page, or sees only sometimes: where it is planted and the rule that must find it
    "a level is skipped": ("skipped_level", "main h3", lambda tag: renamed(tag, "h5")),
    "a column without scope": ("no_scope", "thead th", lambda tag: tag.attrs.pop("scope")),
    "a row without a header": ("row_without_header", 'tbody th[scope="row"]', lambda tag: renamed(tag, "td")),
    "a table without a caption": ("no_caption", "caption", lambda tag: tag.decompose()),
    "a picture without a text": ("no_alt", "figure img", lambda tag: tag.attrs.pop("alt")),
    "a picture with a filler": ("no_alt", "figure img", lambda tag: tag.attrs.update(alt="figur 3")),
    "a figure without its title": ("no_figcaption", "figcaption", lambda tag: tag.decompose()),
    "a link that says nothing": ("empty_link", 'main a[href^="#"]', lambda tag: said(tag, "Læs mere")),
    "a foreign sentence": ("other_language", "main p", lambda tag: said(tag, "This is what is known of the goals")),
    "a foreign page": ("page_language", "html", lambda tag: tag.attrs.update(lang="en")),
    "a colour alone": ("verdict_without_words", ".verdict", lambda tag: said(tag, "✓")),
    "a link to nowhere": ("dead_reference", 'main a[href^="#"]', lambda tag: tag.attrs.update(href="#ingen-steder")),
}


def added(tag, words):
    tag.append(f" {words}")


STRAYS = {
    # a number that no row of the figures has: where it is planted on the real page and the rule that must find it
    "a year in prose": ("loose_number", "main > p", lambda tag: added(tag, "Siden 1987.")),
    "a digit in prose": ("loose_number", "main > p", lambda tag: added(tag, "Tallet er 4.711.")),
    "a number in words": ("loose_number", "main > p", lambda tag: added(tag, "Det gælder tre unge.")),
    "a number outside of a paragraph": ("loose_number", "main", lambda tag: added(tag, "4711")),
    "a number beside those of a row": ("loose_number", "main p:has(> [data-row])", lambda tag: added(tag, "og 12,3")),
    "a number in a cell": ("loose_number", "tbody td:not([data-row]):not(:has(*))", lambda tag: said(tag, "17")),
    "a number in words in a cell": ("loose_number", "tbody td:not([data-row])", lambda tag: added(tag, "tre")),
    "a number more in a bound cell": ("number_of_another", "td[data-row]", lambda tag: added(tag, "17")),
    "another digit in a bound cell": ("number_of_another", "td[data-row]", lambda tag: said(tag, "47,11 %")),
    "another digit in a sentence": ("number_of_another", "main p > .number[data-row]", lambda tag: said(tag, "47,11")),
    "a number in the head of a row": ("loose_number", 'tbody th[scope="row"]', lambda tag: added(tag, "17")),
    "a number in the head of a column": ("loose_number", 'thead th[scope="col"]', lambda tag: added(tag, "17")),
    "a number in a caption": ("loose_number", "caption", lambda tag: added(tag, "17")),
    "a number in an alt text": ("loose_number", "figure img", lambda tag: tag.attrs.update(alt=f"{tag['alt']} 4711")),
}


@pytest.mark.parametrize("what", STRAYS)
def test_a_stray_number_on_the_real_page_is_found_by_the_gate_wherever_it_stands(built, what):
    rule, where, plant = STRAYS[what]
    soup = BeautifulSoup(built.read_bytes(), "html.parser")
    plant(soup.select_one(where))
    with pytest.raises(ReportError, match=re.escape(BROKEN_RULES[rule]["da"])) as told:
        refuse_faults(str(soup), "da")
    assert "4711" not in str(told.value)


@pytest.mark.parametrize("what", PLANTED)
def test_what_axe_does_not_see_is_found_on_the_real_page_by_the_gate(built, what):
    rule, where, plant = PLANTED[what]
    soup = BeautifulSoup(built.read_bytes(), "html.parser")
    assert faults(str(soup), "da") == []
    plant(soup.select_one(where))
    found = [fault for fault in faults(str(soup), "da") if BROKEN_RULES[rule]["da"].format(of="da") in fault]
    assert len(found) == 1


def test_a_printed_page_opens_every_table_cuts_none_and_leaves_no_head_or_row_alone(built):
    with chromium() as browser:
        tables = tables_in_print(browser, built)
    assert len(tables) > 40
    assert faults_in_print(tables) == []


def test_nothing_is_asked_of_the_network_and_axe_finds_nothing(built):
    with chromium() as browser:
        for width in (1280, 320):
            found = findings(browser, built, width)
            assert (found["violations"], found["requests"], found["overflow"]) == ([], [], 0)


@pytest.mark.parametrize(("width", "height", "screens"), [(1280, 800, 1), (320, 568, 2)])
def test_the_verdicts_of_two_programmes_stand_on_the_first_screen_or_the_first_two_of_a_phone(
    built, width, height, screens
):
    with chromium() as browser:
        tab = browser.new_page(viewport={"width": width, "height": height})
        tab.goto(built.resolve().as_uri())
        ends = tab.eval_on_selector_all(
            ".goals .verdict", "tags => tags.map(tag => tag.getBoundingClientRect().bottom)"
        )
    assert len(ends) == 9
    assert max(ends) <= height * screens
