"""The reporting calendar and the logic model: the paper's dates and links, in words and on the command line."""

from datetime import date

import pandas as pd
from click.testing import CliRunner

from sikkerby_eval.cli import main
from sikkerby_eval.data import reference
from sikkerby_eval.data.demo import write
from sikkerby_eval.data.demo.parameters import MIN_PERSONS
from sikkerby_eval.data.registers import BY_NAME
from sikkerby_eval.judge import indicators
from sikkerby_eval.report.figures.logic_model import logic_model
from sikkerby_eval.report.tables.calendar_page import calendar_table, concepts_table, due_in, with_arrivals


def due(year, language="da"):
    return due_in(reference.reporting_calendar(), reference.goals(), year, language=language)


def test_the_first_results_for_goals_are_due_early_2011_as_section_5_3_says():
    assert "Resultater for effektmål" not in list(due(2010)["item"])
    assert due(2011).set_index("item").loc["Resultater for effektmål", "due"] == pd.Timestamp(2011, 1, 1)


def test_key_figures_come_every_third_month_from_2_march_2010():
    days = due(2010).query("item == 'Nøgletal for kriminalitet'")["due"]
    assert list(days) == list(pd.to_datetime(["2010-03-02", "2010-06-02", "2010-09-02", "2010-12-02"]))


def test_the_plus_centres_are_evaluated_once_in_mid_2011_as_annex_2_says():
    assert "Ekstern evaluering af Plus Centre" in list(due(2011)["item"])
    assert "Ekstern evaluering af Plus Centre" not in list(due(2012)["item"])


def test_the_process_of_annex_5_stands_in_the_calendar_of_2010():
    """The paper, annex 5: the council on 29 April, the committees until 24 June, the budget on 24 August."""
    days = due(2010).set_index("item")["due"]
    assert days["Borgerrepræsentationens behandling af programmet"] == pd.Timestamp(2010, 4, 29)
    assert days["Fagudvalgenes høring om prioriteringen"] == pd.Timestamp(2010, 6, 24)
    assert days["Første behandling af budgetforslag 2011"] == pd.Timestamp(2010, 8, 24)


def test_the_seven_reporting_concepts_of_section_5_1_are_listed():
    page = concepts_table(reference.sources())
    assert page.count('scope="row"') == 7
    assert "Det Sociale Barometer" in page and "STRAF11" not in page
    assert "Social Services; Children and Youth" in concepts_table(reference.sources(), language="en")


def test_what_has_no_date_in_the_paper_is_last_and_says_so():
    last = due(2012).tail(2)
    assert last["due"].isna().all()
    assert calendar_table(due(2012), 2012).count("ingen fast dato") == 2


def test_after_2015_only_the_deadlines_of_goals_are_due():
    items = list(due(2017)["item"])
    assert len(items) == 4
    assert all(item.startswith("Frist for mål: ") for item in items)


def test_a_year_without_deadlines_says_so():
    assert "ingen frister i 2019" in calendar_table(due(2019), 2019)


def test_the_command_writes_the_year_in_either_language():
    danish = CliRunner().invoke(main, ["calendar", "2011"])
    english = CliRunner().invoke(main, ["calendar", "2011", "--language", "en"])
    assert (danish.exit_code, english.exit_code) == (0, 0)
    assert "januar 2011      Resultater for effektmål – venter på registre fra SOF" in danish.output
    assert "January 2011     Results for the goals – waits for registers from SOF" in english.output


def arrivals(year, item, **cutoffs):
    """The fates of the deliveries of the year's second such deadline, or of its only one."""
    rows = with_arrivals(due(year), cutoffs).query("item == @item")
    return rows.iloc[min(1, len(rows) - 1)][["come", "short", "absent"]].to_dict()


def test_key_figures_due_in_june_wait_for_reports_to_the_end_of_march():
    found = arrivals(2010, "Nøgletal for kriminalitet", anmeldelser=date(2010, 3, 31), haendelser=date(2010, 3, 30))
    assert found == {"come": ["anmeldelser"], "short": ["haendelser"], "absent": ["sigtelser"]}


def test_a_yearly_index_is_in_time_for_every_quarter_of_the_next_year():
    found = arrivals(2012, "Afrapportering af urolige områder", tryghedsindeks=date(2011, 12, 31))
    assert found["come"] == ["tryghedsindeks"]
    assert arrivals(2012, "Afrapportering af urolige områder", tryghedsindeks=date(2010, 12, 31))["come"] == []


def test_what_comes_once_or_has_no_date_has_come_when_it_is_there():
    assert arrivals(2012, "Trivselsundersøgelse", trivsel=date(2009, 12, 31))["come"] == ["trivsel"]


def test_the_calendar_names_registers_that_the_door_knows():
    named = reference.reporting_calendar()["registers"].dropna().str.split(";").explode()
    assert set(named) <= BY_NAME.keys()


def test_the_page_tells_what_has_come_and_what_is_no_register():
    page = calendar_table(with_arrivals(due(2011), {"sigtelser": date(2010, 12, 31)}), 2011)
    assert "kommet: sigtelser; mangler: befolkning, domme" in page
    assert "ikke i et register" in page


def test_the_command_looks_into_a_folder_of_deliveries(tmp_path):
    write(tmp_path, persons=MIN_PERSONS)
    (tmp_path / "anmeldelser.parquet").unlink(missing_ok=True)
    told = CliRunner().invoke(main, ["calendar", "2011", "--data", str(tmp_path)])
    assert told.exit_code == 0
    assert "kommet: tryghedsindeks, afhøringer, SSP-sager og SSP-vurderinger" in told.output


def model(language):
    goals = reference.goals().query("generation == '2010'")
    areas, activities = reference.action_areas(), reference.activities()
    return logic_model(areas, activities, indicators.catalogue(), goals, language=language)


def test_the_model_says_every_link_activity_and_indicator_in_words():
    page = str(model("da"))
    alt = page.split('alt="')[1].split('"')[0]
    links = reference.action_areas()[["goals_supported", "goals_contributed"]].stack().dropna().str.split(";")
    assert alt.count("understøtter") + alt.count("bidrager til") == len(links)
    for activity in reference.activities()["name_da"].str.replace("&", "&amp;"):
        assert activity in page
    for number, text in reference.indicators().set_index("number")["text_da"].items():
        assert f"{number}. {text}" in page


def test_the_financing_that_was_a_colour_in_the_paper_is_not_told():
    assert reference.activities()["financing"].isna().all()
    assert "finansier" not in str(model("da")).lower()


def test_the_model_in_english_marks_the_danish_names():
    assert '<span lang="da">' in model("en")
