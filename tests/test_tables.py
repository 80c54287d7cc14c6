"""Tables: the same numbers for the eye, the ear and the spreadsheet; withheld, missing and zero told apart by words."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from browser import chromium
from bs4 import BeautifulSoup
from published_rows import UNSAFE, city, persons, table

from sikkerby_eval.data import published, reference
from sikkerby_eval.metrics.published import DOUBTFUL
from sikkerby_eval.report.tables import paper_lists
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.tables import reference as reference_tables
from sikkerby_eval.report.text.markup import Html, content_of, csv_bytes
from sikkerby_eval.report.text.numbers import danish, spoken

HOSTILE = '"><script>x()</script>'


def read(html):
    return BeautifulSoup(html, "html.parser")


def cells(html):
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in read(html).select("tr")]


def downloaded(html):
    link = read(html).select_one("a[download]")
    content = content_of(link["href"]).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def is_well_made(html):
    """One caption, one header row, scoped headers on every row, reached by keyboard under its own name."""
    page = read(html)
    assert len(page.select("table > caption")) == len(page.select("table")) == 1
    assert [len(page.select(part)) for part in ("thead tr", "tbody tr th[scope=row]")] == [
        1,
        len(page.select("tbody tr")),
    ]
    assert all(head["scope"] == "col" for head in page.select("thead th"))
    assert {len(row.find_all(["th", "td"])) for row in page.select("tr")} == {len(page.select("thead th"))}
    region = page.select_one(".region")
    assert (region["role"], region["tabindex"]) == ("region", "0")
    assert page.caption.get_text() in region["aria-label"]
    return page


def test_a_series_has_its_unit_in_the_header_and_its_numbers_in_a_numeric_column():
    rows = city(0.11, 0.125, numerator=[11, 25], denominator=[100, 200], ci_low=[0.06, 0.09], ci_high=[0.19, 0.18])
    html = tables.series_table(rows, "Utrygge")
    page = is_well_made(html)
    assert cells(html) == [
        ["Periode", "Andel i %", "95\u00a0% interval", "Tæller", "Nævner"],
        ["2010", "11\u00a0%", "6,0\u201319,0\u00a0%", "11", "100"],
        ["2011", "12,5\u00a0%", "9,0\u201318,0\u00a0%", "25", "200"],
    ]
    assert [tag.get("class") for tag in page.select("thead th")] == [None, *[["numeric"]] * 4]
    assert [tag.get("class") for tag in page.select("tbody tr td")] == [None, ["of-row"], None, None] * 2
    assert page.select_one("td")["data-row"] == rows.frame["row_id"].iloc[0]


def test_a_browser_saves_the_very_bytes_of_the_file_whatever_signs_stand_in_it():
    signs = "50 % æøå Å “–” #1 ?x=1&y=2 <b> \"a\" 'b' [c] {d} a+b a\\b ^ ` | ~ \u00a0;, https://x.dk/%20"
    rows = table(("2014", signs, 0.1), ("2015", "Valby", 0.2))
    link = tables.download(rows, "Utrygge")
    address = read(link).a["href"]
    kept = rows.frame.drop(columns=["row_id"]).assign(status="vist")
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(str(link))
        with page.expect_download() as waiting:
            page.click("a")
        saved = Path(waiting.value.path()).read_bytes()
    assert saved == csv_bytes(kept) == content_of(address)
    assert re.fullmatch(r"data:text/csv,(?:[\w!$'()*+,\-./:;=@~]|%[0-9A-F]{2})*", address)  # URL, and no space


def test_withheld_missing_and_zero_are_told_apart_by_words():
    html = tables.series_table(persons(3, 0, 30), "Sigtede") + tables.series_table(city(None, 0.0), "Utrygge")
    said = {tag.get_text(): tag.get("class") for tag in read(html).select("td")}
    assert said["tilbageholdt"] == ["withheld", "numeric"]
    assert said["mangler"] == ["missing", "numeric"]
    assert said["0\u00a0%"] is None


def test_english_says_the_same_in_its_own_formats():
    html = tables.series_table(persons(3, 1250, denominator=5000), "Charged", language="en")
    assert cells(html)[0] == ["Period", "Share in %", "Numerator", "Denominator"]
    assert cells(html)[1] == ["2010", "withheld", "withheld", "withheld"]
    assert cells(html)[2] == ["2011", "25%", "1,250", "5,000"]


def test_the_spreadsheet_holds_the_same_protected_cells_and_no_more():
    html = tables.series_table(persons(3, 30), "Sigtede")
    withheld, shown = downloaded(html)
    assert {name: withheld[name] for name in ("value", "numerator", "n_persons", "status")} == {
        "value": "", "numerator": "", "n_persons": "", "status": "tilbageholdt",
    }  # fmt: skip
    assert (shown["value"], shown["numerator"], shown["status"]) == ("0,3", "30", "vist")
    assert read(html).select_one("a")["download"] == "sigtede.csv"


def test_a_grid_has_periods_in_order_areas_in_the_citys_own_order_and_words_for_what_is_not_there():
    rows = table(("2012", "Vanløse", 0.2), ("2010", "Indre By", 0.1), ("2010", "Vanløse", 0.3))
    html = tables.grid_table(rows, rows="area", columns="period")
    page = is_well_made(html)
    assert cells(html) == [
        ["Område", "2010", "2012"],
        ["Indre By", "10\u00a0%", "mangler"],
        ["Vanløse", "30\u00a0%", "20\u00a0%"],
    ]
    assert page.caption.get_text() == "Andel, der er utrygge i deres nabolag (andel i %)"


def test_the_order_of_the_areas_is_that_of_the_reference_table_tryghedsundersoegelsen():
    areas = pd.Series(["København", "Ydre Nørrebro", "Valby", "Indre By", "Nørrebro"])
    assert tables.in_order(areas, "area") == ["Indre By", "Ydre Nørrebro", "Valby", "Nørrebro", "København"]
    assert tables.in_order(pd.Series(["b", "a", "b"]), "group") == ["b", "a"]
    assert tables.in_order(pd.Series(["2012", "2010"]), "period") == ["2010", "2012"]


def test_a_doubtful_number_stands_in_brackets_and_the_table_says_why():
    html = tables.grid_table(table(("2026", "Valby", 0.79), method=DOUBTFUL), rows="area", columns="period")
    assert cells(html)[1] == ["Valby", "(79\u00a0%)"]
    assert "Et tal i parentes er usikkert hos kilden." in html
    assert "parentes" not in tables.series_table(city(0.1), "Utrygge")


def test_two_units_or_two_values_in_one_place_are_refused():
    mixed = table(("2010", "Valby", 0.1), ("2011", "Valby", 3), unit=["fraction", "reports"])
    with pytest.raises(ValueError, match="a table column shows one unit, these rows have 2"):
        tables.series_table(mixed, "Blandet")
    twice = table(("2010", "Valby", 0.1), ("2010", "Valby", 0.2), group=["a", "b"])
    with pytest.raises(ValueError, match="a cell of the table area x period has two values"):
        tables.grid_table(twice, rows="area", columns="period")


@pytest.mark.parametrize("language", ["da", "en"])
def test_an_empty_table_says_so_and_what_was_not_found_is_named(language):
    empty = city(0.1).select(area="Valby")
    grid = tables.grid_table(empty, rows="area", columns="period", language=language)
    for html in (tables.series_table(empty, "x", language=language), grid):
        assert read(html).p["class"] == ["note"]
        assert len(read(html).get_text()) > 20
    assert tables.not_found(city(0.1), [UNSAFE]) == ""
    assert "Andel, der er trygge i deres nabolag" in tables.not_found(city(0.1), [UNSAFE, "share_safe_neighbourhood"])


def test_hostile_strings_stay_text_through_every_door():
    plain = tables.plain_table([{"a": HOSTILE, "b": HOSTILE}], HOSTILE, {"a": HOSTILE, "b": "B"})
    area = table(("2010", HOSTILE, 0.1), ("2011", HOSTILE, 0.2))
    made = [
        plain,
        tables.series_table(area, HOSTILE, rows="area"),
        tables.grid_table(area, HOSTILE, rows="area", columns="period"),
    ]
    for html in made:
        assert "<script" not in html
        assert not read(html).find_all(True, attrs={"onmouseover": True})
        assert HOSTILE in read(html).caption.get_text()
        assert HOSTILE in read(html).select_one("tbody th").get_text()


def test_plain_tables_write_dates_and_gaps_in_words_and_keep_markup():
    record = {"hvad": danish("Blågård", "en"), "naar": pd.Timestamp(2013, 7, 1), "kilde": pd.NA, "rest": "10 % i alt"}
    html = tables.plain_table([record], "Rækker", {name: name for name in record})
    is_well_made(html)
    assert cells(html)[1] == ["Blågård", "1. juli 2013", "ikke oplyst", "10\u00a0% i alt"]
    assert read(html).select_one("tbody th")["lang"] == "da"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("year", [2010, 2016, 2026])
def test_reference_tables_are_well_made_and_know_nothing_later_than_the_year(language, year):
    survey = published.safety_survey()
    made = [
        reference_tables.breaks_table(reference.breaks(), until=year, language=language),
        reference_tables.conflicts_table(reference.source_conflicts(), until=year, language=language),
        reference_tables.printed_sums(published.printed_sum_checks(), language=language),
        reference_tables.agreeing_sums(published.printed_sum_checks(), language=language),
        paper_lists.project_list(published.bilag3_projects(), language=language),
        paper_lists.initiative_list(published.bilag4_initiatives(), language=language),
        reference_tables.published_rows(survey[survey["indicator"] == UNSAFE], until=year, language=language),
    ]
    for html in made:
        page = is_well_made(html)
        assert "published." not in page.get_text()
        assert not page.find(string=lambda text: text in ("nan", "<NA>", "None"))
    years = [int(row[2][-4:]) for row in cells(made[-1])[1:]]
    assert max(years) <= year


def test_a_break_names_its_consequence_and_its_day_as_precisely_as_the_source():
    html = reference_tables.breaks_table(reference.breaks(), until=2026)
    rows = {row[1]: row for row in cells(html)[1:]}
    survey = next(row for text, row in rows.items() if "afløst af Tryghedsundersøgelsen" in text)
    assert (survey[0], survey[2]) == ("2015", "må ikke sammenlignes på tværs")
    youth = next(row for text, row in rows.items() if "Ungdomskriminalitetsnævnet" in text)
    assert (youth[0], youth[2]) == ("1. januar 2019", "sammenlignes med forbehold")


def test_a_conflict_shows_both_sources_and_waits_for_its_year():
    conflicts = reference.source_conflicts()
    known = read(reference_tables.conflicts_table(conflicts, until=2010)).get_text()
    assert "kk.dk nyhed 04.06.2013 (Tryghedsindeks 2013); dit-vesterbro.dk 2020" in known
    assert "Bispebjerg i 2026" not in known
    assert "Bispebjerg i 2026" in reference_tables.conflicts_table(conflicts, until=2026)
    assert read(reference_tables.conflicts_table(conflicts, until=2000)).p["class"] == ["note"]


def test_published_rows_keep_what_the_source_printed_and_say_what_is_doubtful():
    """Tryghedsundersøgelsen 2017 prints 15 % for Amager Vest, probably a slip for Ydre Nørrebro."""
    survey = published.safety_survey()
    rows = survey[(survey["area"] == "Amager Vest") & (survey["indicator"] == UNSAFE)]
    found = next(row for row in cells(reference_tables.published_rows(rows, until=2026))[1:] if row[2] == "2017")
    assert found[3] == "15\u00a0%"
    assert "usikkert hos kilden" in found[4]
    assert "Hele København" in found[5]
    assert "not stated" not in reference_tables.published_rows(rows, until=2026, language="en")


def test_printed_sums_that_do_not_add_up_stand_as_printed_and_as_counted_sikker_by_programmet_bilag_4():
    rows = cells(reference_tables.printed_sums(published.printed_sum_checks()))
    assert ["Nye initiativer i teksten mod Bilag 4", "77", "27", "initiativer"] in rows


def test_a_caption_may_be_markup_only_when_we_made_it():
    assert "<i>" in tables.plain_table([{"a": "x", "b": "y"}], Html("<i>x</i>"), {"a": "A", "b": "B"})


def test_a_report_tells_how_safety_was_measured_in_its_own_year_and_nothing_later():
    """Tables of contents of Tryghedsindekset 2009 and 2014 and Tryghedsundersøgelsen 2016; kk.dk, 2 June 2015."""
    areas = reference.safety_areas()
    said = {year: spoken(reference_tables.safety_measured(areas, year)) for year in (2012, 2013, 2016)}
    assert "10 områder, som er byens bydele" in said[2012]
    assert "Tryghedsundersøgelsen" not in said[2012] + said[2013]
    assert "fra 2013 måles byen i 12 områder mod 10 før" in said[2013]
    assert "Christianshavn, Vesterbro og Kgs. Enghave, som hørte til Indre By og Vesterbro-Kongens" in said[2013]
    assert "13 områder mod 12 før. Nye er Indre Nørrebro og Ydre Nørrebro, som hørte til Nørrebro." in said[2016]
    assert "asks a sample of the residents" in reference_tables.safety_measured(areas, 2016, language="en")


def test_a_section_names_the_registers_it_did_not_get_and_who_delivers_them():
    """Catalogue: goal 2 rests on the exit courses of SOF and the verdicts of the police, goal 4 on closures."""
    missing = ("domme", "exitforloeb", "lukninger")
    assert "domme fra Københavns Politi, exitforløb fra SOF." in reference_tables.not_delivered(missing, "effektmål 2")
    assert "closures (lukninger) from all administrations." in reference_tables.not_delivered(
        missing, "effektmål 4", language="en"
    )
    assert reference_tables.not_delivered(missing, "effektmål 3") == ""
