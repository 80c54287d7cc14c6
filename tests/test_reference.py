"""Reference tables: every row has a source and a place in time, and the paper's facts stand as it prints them."""

from importlib.resources import files

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from sikkerby_eval.data import published, reference
from sikkerby_eval.data.packaged import packaged_table

LOADERS = [
    reference.goals, reference.goal_readings, reference.generations, reference.breaks, reference.responsibility_ages,
    reference.offence_levels, reference.offence_groups, reference.ssp_terms, reference.ssp_definitions,
    reference.administrations, reference.action_areas, reference.activities, reference.indicators, reference.bydele,
    reference.safety_areas, reference.quarters, reference.districts, reference.municipalities,
    reference.start_criteria, reference.evaluation_dimensions, reference.reporting_calendar, reference.sources,
    reference.source_conflicts,
]  # fmt: skip
KEYS = {
    "goals": ["goal_id"], "goal_readings": ["goal_id", "reading_id"], "generations": ["generation"],
    "breaks": ["break_id"], "offence_levels": ["gerningskode"], "indicators": ["number"], "bydele": ["bydel"],
    "safety_areas": ["map", "area"], "quarters": ["code"], "districts": ["number"], "municipalities": ["code"],
    "sources": ["source_id"], "source_conflicts": ["conflict_id"], "administrations": ["code"],
    "activities": ["number"], "action_areas": ["number"], "reporting_calendar": ["item_id"],
}  # fmt: skip
by_name = pytest.mark.parametrize("load", LOADERS, ids=lambda load: load.__name__)


@by_name
def test_every_row_of_reference_data_names_its_source(load):
    table = load()
    assert len(table) and table["source"].notna().all() and (table["source"].str.len() > 5).all()


@by_name
def test_a_caller_gets_a_copy_of_its_own(load):
    first = load()
    first["source"] = "ændret"
    assert not load()["source"].eq("ændret").any()


def test_every_table_of_the_folder_has_a_loader_and_travels_in_the_package():
    tables = [path.name for path in files("sikkerby_eval.data.reference").iterdir() if path.name.endswith(".csv")]
    assert {f"{load.__name__}.csv" for load in LOADERS} <= set(tables)
    for name in tables:
        assert callable(getattr(reference, name.removesuffix(".csv")))
        assert packaged_table("sikkerby_eval.data.reference", name.removesuffix(".csv"))["source"].notna().all()


@pytest.mark.parametrize("name", KEYS)
def test_a_key_is_complete_and_stands_once(name):
    key = getattr(reference, name)()[KEYS[name]]
    assert key.notna().all(axis=None) and not key.duplicated().any()


@by_name
def test_text_shown_in_one_language_is_there_in_the_other(load):
    table = load()
    for danish in [column for column in table.columns if column.endswith("_da")]:
        english = danish.removesuffix("_da") + "_en"
        if english in table:
            assert_frame_equal(table[[danish]].isna(), table[[english]].isna().set_axis([danish], axis="columns"))


def test_columns_are_typed():
    goals = reference.goals()
    assert pd.api.types.is_datetime64_any_dtype(goals["deadline"])
    assert goals.dtypes[["goal_id", "number", "threshold"]].astype(str).tolist() == ["string", "Int64", "Float64"]
    assert str(reference.indicators()["by_bydel"].dtype) == "boolean"


def test_periods_of_validity_run_forwards():
    for load, begin, end in [
        (reference.goals, "valid_from", "valid_to"), (reference.generations, "period_from", "period_to"),
        (reference.safety_areas, "valid_from", "valid_to"), (reference.indicators, "valid_from", "valid_to"),
        (reference.breaks, "date", "end_date"), (reference.offence_levels, "valid_from", "valid_to"),
    ]:  # fmt: skip
        table = load().dropna(subset=[begin, end])
        assert (table[begin] <= table[end]).all(), load.__name__


def test_a_replaced_goal_ends_the_day_before_the_one_that_replaces_it():
    goals = reference.goals().set_index("goal_id")
    replaced = goals[goals["replaced_by"].notna()]
    assert list(replaced.index) == ["2010-3"]
    successors = goals.loc[replaced["replaced_by"], "valid_from"].to_numpy()
    assert (replaced["valid_to"] + pd.Timedelta(days=1)).to_numpy().tolist() == successors.tolist()


def test_maps_of_the_safety_measurements_do_not_overlap_in_time():
    maps = reference.safety_areas().groupby("map").agg(begin=("valid_from", "first"), end=("valid_to", "first"))
    assert (maps["begin"].iloc[1:].to_numpy() == (maps["end"].iloc[:-1] + pd.Timedelta(days=1)).to_numpy()).all()
    assert reference.safety_areas().groupby("map").size().to_dict() == {"10": 10, "12": 12, "13": 13}


def test_ages_of_criminal_responsibility_follow_each_other_without_gap():
    """Lov nr. 711 af 25. juni 2010: 14 from 1 July 2010; raised to 15 again from 1 March 2012."""
    ages = reference.responsibility_ages()
    assert ages["age"].tolist() == [15, 14, 15]
    assert ages["date_from"].iloc[1:].dt.strftime("%Y-%m-%d").tolist() == ["2010-07-01", "2012-03-01"]
    assert ((ages["date_from"].shift(-1) - ages["date_to"]).dropna() == pd.Timedelta(days=1)).all()


@pytest.mark.parametrize("year", range(2010, 2027))
def test_some_goal_is_in_force_every_year_since_the_programme(year):
    goals = reference.goals()
    begun = goals["valid_from"] <= f"{year}-12-31"
    running = goals["valid_to"].isna() | (goals["valid_to"] >= f"{year}-01-01")
    assert (begun & running).any()


def test_goals_of_2010_as_the_committee_adopted_them():
    """Økonomiudvalget 13 April 2010, annex 1 table 1; Borgerrepræsentationen 29 April; revised 2 February 2011."""
    goals = reference.goals().query("generation == '2010'")
    assert goals["administration"].tolist() == ["SOF", "SOF", "BIF", "ØKF"]
    assert goals["threshold"].tolist() == [0.02, 0.60, 1, 0]
    assert goals["direction"].tolist() == ["fall", "at_least", "at_least", "at_most"]
    assert goals["deadline"].dt.year.tolist() == [2013, 2013, 2015, 2013]
    for column, date in {"adopted_oeu": "2010-04-13", "adopted_br": "2010-04-29", "revised": "2011-02-02"}.items():
        assert (goals[column] == date).all()
    assert (goals["role"] == "projektansvarlig, koordinerende").all()


def test_goal_words_come_from_closed_lists():
    goals = reference.goals()
    assert set(goals["reading"]) <= {"relative_pct", "percentage_points", "absolute", "count"}
    assert set(goals["direction"]) <= {"at_most", "at_least", "fall", "rise"}
    rules = {"whole_city", "deprived_areas_frozen", "selected_areas", "every_bydel", "bydele_below_at_baseline"}
    assert set(goals["area_rule"]) == rules
    fractions = goals.loc[goals["threshold_unit"].str.startswith("fraction"), "threshold"]
    assert fractions.between(0, 1).all()
    assert set(goals["administration"].dropna()) <= set(reference.administrations()["code"])


def test_goal_1_has_every_defensible_reading_and_one_that_leads():
    """Relative or points, 14–25 or 15–25, baseline 2009 or 2010, last year 2012 or 2013."""
    readings = reference.goal_readings()
    varied = ["reading", "age_from", "baseline_year", "last_year"]
    assert [readings[column].nunique() for column in varied] == [2, 2, 2, 2]
    assert len(readings) == len(readings[varied].drop_duplicates()) == 16
    (leading,) = readings[readings["leading"]].itertuples()
    assert (leading.reading, leading.age_from, leading.baseline_year) == ("relative_pct", 14, 2009)


def test_a_reading_whose_years_differ_in_the_age_of_responsibility_carries_a_caution():
    readings, ages = reference.goal_readings(), reference.responsibility_ages()

    def days_at_14(year):
        low = ages[ages["age"] == 14].iloc[0]
        days = pd.date_range(f"{year}-01-01", f"{year}-12-31")
        return ((days >= low["date_from"]) & (days <= low["date_to"])).sum()

    differs = readings["baseline_year"].map(days_at_14) != readings["last_year"].map(days_at_14)
    assert ((differs & (readings["age_from"] == 14)) == readings["caution"].notna()).all()
    assert not (readings["caution"].notna() & readings["leading"]).any()


def test_thirteen_indicators_in_six_action_areas():
    """The paper, annex 1 table 2: 3, 2, 2, 2, 2 and 2 indicators, number 7 by bydel, 2010–2015."""
    indicators = reference.indicators()
    assert indicators["number"].tolist() == list(range(1, 14))
    assert indicators.groupby("action_area").size().tolist() == [3, 2, 2, 2, 2, 2]
    assert indicators.loc[indicators["by_bydel"], "number"].tolist() == [7]
    falling = indicators.loc[indicators["direction"] == "fall", "number"].tolist()
    assert falling == [1, 2, 5, 7, 8, 9, 13]
    named = {code for codes in indicators["administrations"] for code in codes.split(";")}
    assert named == set(reference.administrations()["code"])


def test_action_areas_support_the_goals_the_paper_says():
    """The paper, annex 1 section 3."""
    supported = reference.action_areas().set_index("number")["goals_supported"].str.findall(r"2010-(\d)")
    assert supported.str.join("").tolist() == ["2", "1", "123", "3", "13", "4"]


def test_financing_of_activities_was_a_colour_and_is_never_inferred():
    assert reference.activities()["financing"].isna().all()


def test_places_nest():
    quarters, bydele, areas = reference.quarters(), reference.bydele(), reference.safety_areas()
    assert len(quarters) == 67 and len(bydele) == 10
    assert set(quarters["bydel"]) == set(areas["bydel"]) == set(bydele["bydel"])
    assert set(quarters["safety_area"]) == set(areas.loc[areas["map"] == "13", "area"])
    assert quarters.groupby("safety_area")["bydel"].nunique().eq(1).all()
    numbered = dict(zip(bydele["bydel"], bydele["number"], strict=True))
    assert (quarters["bydel"].map(numbered) == quarters["bydel_number"]).all()


def test_names_of_five_districts_are_missing_and_not_invented():
    """Tryghedsindeks 2009 has 35 districts; the transcript of its contents ends after 30."""
    districts = reference.districts()
    assert len(districts) == 35
    unknown = districts[~districts["known"]]
    assert unknown["number"].tolist() == [31, 32, 33, 34, 35]
    assert unknown[["name", "bydel"]].isna().all(axis=None) and districts.loc[districts["known"], "name"].notna().all()
    assert set(districts["bydel"].dropna()) <= set(reference.bydele()["bydel"])


def test_offence_levels_of_the_paper():
    """The paper, annex 1 section 5.4: level 4 is violence, robbery, assault, weapons; level 3 burglary and so on."""
    levels = reference.offence_levels().set_index("gerningskode")
    assert levels.loc["1380", ["level", "status"]].tolist() == [4, "entydig"]
    assert levels.loc[["1316", "1320", "1324", "1292"], "level"].eq(3).all()
    ambiguous = levels.loc[["1390", "3410", "3210", "1435"]]
    assert ambiguous["level"].tolist() == [3, 4, 3, 3] and (ambiguous["status"] == "tvetydig").all()
    assert set(levels["status"]) == {"entydig", "tvetydig", "udenfor"}
    assert (levels["level"].isna() == (levels["status"] == "udenfor")).all()
    assert levels.index.str.fullmatch(r"\d{4}").all() and len(levels) == 83


def test_every_offence_belongs_to_a_group_and_every_ssp_word_to_known_codes():
    levels, groups = reference.offence_levels(), reference.offence_groups()
    assert set(levels["group"]) - {"10"} <= set(groups["code"])
    terms = reference.ssp_terms()
    assert {code for codes in terms["codes"] for code in codes.split()} <= set(levels["gerningskode"])
    assert terms.loc[~terms["has_code"], "term_da"].tolist() == ["deltagelse i tæskehold"]
    words = {code for codes in terms["codes"] for code in codes.split()}
    assert words == set(levels.loc[levels["level"].notna(), "gerningskode"])


def test_codes_that_were_replaced_in_2013_do_not_leave_a_gap():
    """STRAF11's list says "udgået 2013" and "ny fra 2013": both are valid in 2013, so no charge goes unmapped."""
    levels = reference.offence_levels()
    assert levels["valid_from"].dropna().dt.year.unique().tolist() == [2013]
    assert levels.loc[levels["gerningskode"] == "1130", "valid_to"].item() == pd.Timestamp("2013-12-31")


def test_breaks_that_the_methods_name_are_there_with_their_consequence():
    breaks = reference.breaks().set_index("break_id")
    assert set(breaks["consequence"]) == {"flag", "do not compare"}
    expected = {
        "responsibility_age_14", "ssp_plus_18_25", "traffic_fine_limit", "sexual_offence_codes", "index_to_survey",
        "violence_public_employees", "youth_crime_board", "covid", "survey_penal_code", "areas_12", "areas_13",
        "ghetto_list_2014", "ghetto_list_2018",
    }  # fmt: skip
    assert expected <= set(breaks.index)
    temporary = breaks.dropna(subset="end_date")
    assert set(temporary.index) == {"responsibility_age_14", "covid"}
    assert breaks["metrics"].notna().all()


def test_known_conflicts_between_sources_are_recorded():
    conflicts = reference.source_conflicts().set_index("conflict_id")
    figures = {
        "evening_unsafe_2009": ("22", "24"), "baseline_2022_under_85": ("3", "4"), "baseline_2022_under_75": ("6", "7"),
        "broenshoej_husum_2019": ("739", "22.9"), "vanloese_2025": ("91", "89"), "bispebjerg_2026": ("80", "76"),
    }  # fmt: skip
    for conflict, (first, second) in figures.items():
        assert conflicts.loc[conflict, ["value_a", "value_b"]].tolist() == [first, second]
    rest = {"amager_vest_2017", "third_party_2025_2026", "ghetto_list_criteria", "gang_national", "exit_and_kiv"}
    assert rest <= set(conflicts.index)


def test_published_rows_point_at_recorded_conflicts_only():
    known = set(reference.source_conflicts()["conflict_id"])
    for load in (published.safety_survey, published.programme_results, published.key_figures):
        assert set(load()["conflict_id"].dropna()) <= known


def test_seven_reporting_concepts_of_2010_lead_the_catalogue():
    """The paper, annex 1 section 5.1."""
    assert (reference.sources()["kind"].iloc[:7] == "koncept fra 2010").all()
    assert (reference.sources()["kind"] == "koncept fra 2010").sum() == 7


@pytest.mark.parametrize("metric", ["reported_offences", "reported_offences_yearly"])
def test_counts_of_reports_carry_the_same_breaks_by_quarter_and_by_year(metric):
    breaks = reference.breaks()
    hit = breaks.loc[breaks["metrics"].str.split(";").map(lambda names: metric in names), "break_id"]
    assert set(hit) == {
        "sexual_offence_codes", "violence_public_employees", "burglary_provision", "covid", "stalking_provision",
    }  # fmt: skip
