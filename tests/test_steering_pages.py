"""The pages of one indicator, of the calendar and of unrest, built as they are published and opened in a browser."""

from pathlib import Path

import pytest
from browser import chromium, findings
from bs4 import BeautifulSoup
from published_rows import without_a_name

from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.plan import Request, make_plan

ROOT = Path(__file__).parent.parent
PAGES = {
    "indicator": (2015, "indikator", {"indikator": 9}),
    "gangs": (2015, "indikator", {"indikator": 1, "language": "en"}),
    "calendar": (2011, "kalender", {"language": "en"}),
    "unrest": (2012, "urolige_omraader", {"kvartal": 3}),
    "no quarter": (2023, "noegletal", {"kvartal": 1}),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("pages") / "reports"
    asked = [
        Request(year, kind, tuple(given.items()), notebooks=ROOT / "notebooks", params=ROOT / "params", out=out)
        for year, kind, given in PAGES.values()
    ]
    return dict(zip(PAGES, build_many([make_plan(request) for request in asked]), strict=True))


def read(built, name):
    return BeautifulSoup(built[name].page.read_text("utf-8"), "html.parser")


def test_each_page_has_a_place_of_its_own(built):
    places = [built[name].page.parent.relative_to(built[name].page.parents[3]).parts[-2:] for name in PAGES]
    assert places[0] == ("indikator", "2015-i9")
    assert places[2][-1] == "2011"
    assert places[3] == ("urolige_omraader", "2012-k3")


def test_every_number_of_the_results_has_a_name_for_the_page_of_changes(built):
    assert without_a_name(*(built[name].page for name in ("indicator", "no quarter"))) == []


def test_an_indicators_page_defines_it_and_draws_statistics_denmarks_reports(built):
    """Statistics Denmark, STRAF11: 94,792 reports in København in 2010."""
    page = read(built, "indicator")
    assert page.h1.get_text() == "Indikator 9, 2015. Kriminalitet: tallene afgør ikke retningen"
    assert page.main.find("p").get_text() == "Tallene afgør ikke retningen. Ikke alle dele er leveret."
    assert "Danmarks Statistik, STRAF11" in page.find(class_="source").get_text()
    terms = {term.get_text(): term.find_next("dd").get_text() for term in page.select("dl dt")}
    assert terms["Leveres af"] == "Økonomiforvaltningen"
    assert terms["Ønsket retning"] == "skal falde"
    assert "94.792" in page.find("figcaption").get_text()


def test_an_indicator_without_numbers_says_so_in_its_title_in_the_index_and_only_once_on_the_page(built):
    page = read(built, "gangs")
    title = "Indicator 1, 2015. Gang members: no numbers are delivered"
    assert page.h1.get_text() == page.title.get_text() == title
    index = BeautifulSoup((built["gangs"].page.parents[3] / "index.html").read_text("utf-8"), "html.parser")
    assert "1. Gang members: no numbers are delivered" in [link.get_text() for link in index.select("a.named")]
    assert page.get_text().count("No numbers are delivered.") == 2
    assert "counted in another way" in page.get_text()


def test_the_calendars_page_says_what_it_waits_for_in_english(built):
    page = read(built, "calendar")
    assert page.html["lang"] == "en"
    row = page.find("th", string="Results for the indicators").parent
    assert "missing: indicators (indikatorer)" in row.get_text()


def test_the_page_on_unrest_shows_what_ssp_has_published_and_nothing_from_later_quarters(built):
    """SSP-Sekretariatet, overview of 2012: 0.49 per cent interrogated in City/Østerbro in the third quarter."""
    shown = read(built, "unrest").get_text().replace("\u00a0", " ")
    assert "0,49 %" in shown and "4. kvartal 2012 |" not in shown and "0,78 %" not in shown
    assert "kræver, at registeret afhøringer er leveret" in shown


def test_a_quarter_without_numbers_answers_so_first(built):
    first = read(built, "no quarter").main.find("h2").find_next("p").get_text()
    assert first.startswith("Der er ingen tal for 1. kvartal 2023.")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_have_no_fault_that_axe_knows_and_fit_the_screen(built, width):
    with chromium() as browser:
        for name in PAGES:
            found = findings(browser, built[name].page, width)
            assert (found["violations"], found["requests"], found["overflow"]) == ([], [], 0), name
