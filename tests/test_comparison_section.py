"""Comparisons as the page shows them: the years compared, the level each carries, and no word of cause."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from sikkerby_eval.data import published, reference
from sikkerby_eval.data.given import effort_given
from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.metrics.compare import evidence as comparison_evidence
from sikkerby_eval.metrics.compare.before_after import ROLES, maryland_level
from sikkerby_eval.report.tables import comparison_section
from sikkerby_eval.report.tables.published import nothing

CAUSE = re.compile(r"effekten af|førte til|virkede|på grund af|skyldes|caused|led to|worked|because of|due to", re.I)


def registers(**frames):
    known = dict.fromkeys(("anmeldelser", "befolkning", "udvalgte_omraader")) | frames
    return SimpleNamespace(**known, basis="demonstration")


def selected(*areas):
    return pd.DataFrame({"omraade": areas, "udvalgt_dato": pd.Timestamp(2010, 6, 1)})


def places(counts):
    """Reports on one day of each year: {area: {year: number}}."""
    rows = [
        {"omraade": area, "anmeldelsesdato": pd.Timestamp(year, 5, 1)}
        for area, years in counts.items()
        for year, number in years.items()
        for _ in range(number)
    ]
    return pd.DataFrame(rows)


def test_displacement_is_counted_by_hand_from_two_years_before_and_two_after():
    """Wheeler & Ratcliffe 2018, equation 1: (after − before) of the place less that of its control, and next door."""
    years = {2010: 10, 2011: 10}
    counts = {
        "place": years | {2012: 5, 2013: 5},
        "like_it": years | {2012: 9, 2013: 9},
        "next_door": years | {2012: 12, 2013: 12},
        "like_next_door": years | {2012: 10, 2013: 10},
    }
    roles = pd.DataFrame({"omraade": list(counts), "rolle": list(ROLES), "start": 2012})
    rows = comparison_evidence.moved_next_door(registers(anmeldelser=places(counts)), roles, 2013)
    value = rows.set_index("metric")["value"]
    assert value[["wdd_local", "wdd_displacement", "wdd"]].tolist() == [-8, 4, -4]
    assert comparison_evidence.moved_next_door(registers(anmeldelser=places(counts)), roles, 2012).empty


def city(years, areas=6, per_resident=(1, 1)):
    """Registers of areas with 20 residents: reports rise from area to area, and year by year in the first two."""
    residents = [
        {"person_id": f"p{n}-{k}", "aar": year, "omraade": f"o{n}"}
        for year in years
        for n in range(areas)
        for k in range(20)
    ]
    reports = [
        {"omraade": f"o{n}", "anmeldelsesdato": pd.Timestamp(year, 3 * quarter - 1, 1)}
        for year in years
        for quarter in range(1, 5)
        for n in range(areas)
        for _ in range(2 + n * per_resident[0] + (n < 2) * per_resident[1] * (year - years[0]))
    ]
    return registers(
        anmeldelser=pd.DataFrame(reports), befolkning=pd.DataFrame(residents), udvalgte_omraader=selected("o0", "o1")
    )


def test_each_comparison_prints_its_level_and_no_sentence_speaks_of_cause():
    rows = comparison_evidence.comparisons(city(range(2008, 2014)), effort_given(""), 2013)
    shown = protect(rows)
    for language in ("da", "en"):
        page = str(comparison_section.comparisons_table(shown, language=language))
        page += comparison_section.comparisons_text(shown, language=language)
        page += comparison_section.balance_table(shown, language=language)
        page += comparison_section.gaps_before_table(shown, language=language)
        assert not CAUSE.search(re.sub(r'href="[^"]*"', "", page))
    body = re.findall(r"<tr>.*?</tr>", str(comparison_section.comparisons_table(shown)))[1:]
    levels = [re.findall(r'<td class="numeric"><span class="number">(\d)</span></td>', row)[0] for row in body]
    assert levels == ["2"] * 5
    assert "bærer sammenligningen kun niveau to" in comparison_section.balance_table(shown)
    assert "Det kræver et sted med en indsats" in comparison_section.comparisons_text(shown)


def test_areas_that_were_alike_before_carry_level_3():
    rows = comparison_evidence.selected_against_others(city(range(2008, 2014), per_resident=(0, 0)), 2013)
    levels = maryland_level(rows)
    assert set(levels[rows["metric"].isin(["ratio", "rate_before"])]) == {2}
    assert set(levels[rows["metric"].str.startswith(("did", "trend_gap", "balance"))]) == {3}
    assert "bærer sammenligningen niveau tre" in comparison_section.balance_table(protect(rows))


def test_years_are_those_the_reports_were_made_in_and_rates_are_per_1000_residents_of_the_year():
    rows = comparison_evidence.selected_against_others(city(range(2008, 2014)), 2013).set_index(["metric", "area"])
    assert rows.loc[("rate_before", "udvalgte områder"), "period"] == "2008–2010 / 2011–2013"
    # Two areas, four quarters: 2 + n + (0, 1, 2) reports of 20 residents each in 2008–2010.
    expected = 4 * sum(2 + n + grown for n in (0, 1) for grown in (0, 1, 2)) / (2 * 3 * 20 / 1000)
    assert rows.loc[("rate_before", "udvalgte områder"), "value"] == pytest.approx(expected)
    assert rows.loc[("rate_before", "udvalgte områder"), "unit"] == "per_1000"


def test_a_year_that_is_not_whole_is_not_compared():
    given = city(range(2008, 2014))
    reports = given.anmeldelser
    broken = registers(
        anmeldelser=reports[reports["anmeldelsesdato"] < pd.Timestamp(2013, 9, 1)],
        befolkning=given.befolkning,
        udvalgte_omraader=given.udvalgte_omraader,
    )
    rows = comparison_evidence.selected_against_others(broken, 2013)
    assert rows.loc[rows["metric"] == "did_ratio", "period"].item() == "2008–2010 / 2011–2012"


def test_comparisons_need_two_years_before_and_one_after():
    for years, until in (((2010, 2011), 2011), ((2009, 2010), 2010), ((2009, 2010, 2011), 2010)):
        rows = comparison_evidence.comparisons(city(years), effort_given(""), until)
        assert rows.empty
        assert comparison_section.comparisons_table(protect(rows)) == nothing()


def test_quarters_before_and_after_a_start_are_told_apart_or_a_sentence_says_what_is_lacking():
    given = city(range(2008, 2014))
    early, late = (
        protect(comparison_evidence.series_with_a_start(given, effort_given(""), year)) for year in (2011, 2013)
    )
    assert "tolv kvartaler før og otte efter" in comparison_section.interruption_table(early)
    assert "<table" not in comparison_section.interruption_table(early)
    page = str(comparison_section.interruption_table(late))
    assert (
        "1. kvartal 2008–4. kvartal 2010 / 1. kvartal 2011–4. kvartal 2013" in page
        and "gange så mange anmeldelser" in page
    )
    assert not CAUSE.search(re.sub(r'href="[^"]*"', "", page))
    assert comparison_evidence.series_with_a_start(registers(), effort_given(""), 2013).empty


def test_the_citys_series_is_read_from_the_programme_that_has_run_for_two_years():
    """generations.csv: the programme of 29 April 2010 begins in 2010K3; its revision of 2011 is none of its own."""
    reports = published.reports_by_quarter()
    read = {
        year: comparison_evidence.city_series_with_a_start(reports, reference.generations(), year)
        for year in (2010, 2011, 2012, 2014, 2015, 2016, 2018, 2019)
    }
    assert read[2010].empty and read[2011].empty
    groups = {year: rows.set_index(["metric", "group"]) for year, rows in read.items() if len(rows)}
    whole, violence = ("level_change", "Overtrædelsens art i alt"), ("level_change", "Voldsforbrydelser i alt")
    assert groups[2012].loc[whole, "period"] == "2007K1–2010K2 / 2010K3–2012K4"
    assert pd.notna(groups[2012].loc[whole, "value"]) and pd.isna(groups[2012].loc[violence, "value"])
    assert groups[2014].loc[whole, "period"] == "2007K1–2010K2 / 2010K3–2014K4"
    assert groups[2015].loc[whole, "period"] == "2009K1–2013K4 / 2014K1–2015K4"
    assert groups[2018].loc[whole, "period"] == "2009K1–2013K4 / 2014K1–2017K4"
    assert groups[2019].loc[whole, "period"] == "2013K1–2017K4 / 2018K1–2019K4"
    assert groups[2016].loc[whole, "period"] == "2009K1–2013K4 / 2014K1–2016K4"
    assert groups[2016].loc[whole, "ci_low"] < groups[2016].loc[whole, "value"] < groups[2016].loc[whole, "ci_high"]
