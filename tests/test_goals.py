"""Goals judged on published figures: the verdicts that PRODUCT-level facts demand, and the rules behind them."""

import pandas as pd
import pytest

from sikkerby_eval.data import published, reference
from sikkerby_eval.judge import goals
from sikkerby_eval.judge.breaks import breaks_in, comparable
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.published import published_series

SURVEYED = (
    "areas_markant_or_intensiveret",
    "share_unsafe_neighbourhood",
    "share_unsafe_evening",
    "share_safe_neighbourhood",
    "share_safe_evening",
    "bydele_over_10pct_unsafe",
)

READINGS = reference.goal_readings()


@pytest.fixture(scope="module")
def evidence():
    return pd.concat([published_series(published.safety_survey(), name) for name in SURVEYED])


def _judged(evidence, year):
    return goals.verdicts(reference.goals(), evidence, year, READINGS).set_index("goal_id")


def test_2014_the_revised_goal_is_met_from_12_to_5_areas_as_oekonomiudvalget_17_june_2014_reports(evidence):
    verdict = _judged(evidence, 2014).loc["2011-1"]
    assert (verdict["state"], verdict["baseline_value"], verdict["value"]) == ("met", 12, 5)
    assert round(100 * (verdict["value"] / verdict["baseline_value"] - 1)) == -58


def test_2017_the_evening_goal_is_not_met_with_22_against_at_most_15_per_cent_tryghedsundersoegelsen_2017(evidence):
    verdict = _judged(evidence, 2017).loc["2014-1"]
    assert (verdict["state"], verdict["value"], verdict["target"]) == ("not_met", 0.22, 0.15)


@pytest.mark.parametrize(("year", "goal", "bydele"), [(2017, "2014-3", 5), (2021, "2018-1", 4)])
def test_bydele_with_more_than_ten_per_cent_unsafe_are_not_met_tryghedsundersoegelserne(evidence, year, goal, bydele):
    verdict = _judged(evidence, year).loc[goal]
    assert (verdict["state"], verdict["value"]) == ("not_met", bydele)


def test_2025_the_three_bydele_under_85_per_cent_have_risen_sikker_by_strategi_2022_2025(evidence):
    verdict = _judged(evidence, 2025).loc["2022-1"]
    assert (verdict["state"], verdict["areas_judged"], verdict["areas_on_target"]) == ("met", 3, 3)
    assert set(verdict["areas"].split(";")) == {"Brønshøj-Husum", "Bispebjerg", "Ydre Nørrebro"}


@pytest.mark.parametrize("year", range(2010, 2027))
def test_the_goals_of_2010_have_no_published_outcome_in_any_year(evidence, year):
    verdicts = _judged(evidence, year).loc[["2010-1", "2010-2", "2010-3", "2010-4"]]
    assert set(verdicts["state"]) == {"undecidable"}
    assert set(verdicts["reason"]) == {"never_measured"}


@pytest.mark.parametrize("year", range(2010, 2027))
def test_a_report_knows_nothing_of_later_years(evidence, year):
    verdicts = _judged(evidence, year)
    assert (verdicts["period"].dropna().str[-4:].astype(int) <= year).all()
    open_goals = reference.goals().set_index("goal_id")["deadline"].dt.year > year
    decided = verdicts.loc[open_goals[open_goals].index, "state"].isin(["met", "uncertain"])
    assert not decided.any()


@pytest.mark.parametrize("year", range(2010, 2027))
def test_goals_in_force_are_those_of_the_years_programmes(year):
    generations = {2010: {"2010"}, 2012: {"2010", "2011"}, 2014: {"2010", "2011", "2014"}, 2016: {"2014"}}
    in_force = set(goals.in_force(reference.goals(), year)["generation"])
    assert in_force
    assert in_force == generations.get(year, in_force)


def _goal(**changes):
    row = reference.goals().set_index("goal_id", drop=False).loc["2010-2"].to_dict()
    return pd.DataFrame([row | {"metric": "share_of_answers"} | changes])


def _share(numerator, denominator, year="2013"):
    return estimates_frame(
        metric="share_of_answers",
        period=year,
        numerator=numerator,
        denominator=denominator,
        value=numerator / denominator,
        unit="fraction",
        method="x",
        n_persons=numerator,
        basis="register",
    )


@pytest.mark.parametrize(("numerator", "state"), [(43, "met"), (42, "uncertain"), (30, "uncertain"), (29, "not_met")])
def test_a_share_with_its_counts_is_judged_by_the_exact_test(numerator, state):
    verdict = goals.verdicts(_goal(), _share(numerator, 60), 2013, READINGS).iloc[0]
    assert (verdict["state"], verdict["method"]) == (state, "exact_binomial")


def test_before_the_deadline_a_goal_is_not_yet_decided_and_says_from_when_and_its_side():
    verdict = goals.verdicts(_goal(), _share(59, 60, "2012"), 2012, READINGS).iloc[0]
    assert (verdict["state"], verdict["side"]) == ("not_yet", "right")
    assert verdict["from_when"] == pd.Timestamp(2013, 12, 31)


def test_a_measurement_that_stopped_before_the_deadline_decides_nothing():
    verdict = goals.verdicts(_goal(), _share(59, 60, "2012"), 2014, READINGS).iloc[0]
    assert (verdict["state"], verdict["reason"]) == ("undecidable", "not_measured_at_deadline")


def test_one_closure_loses_the_goal_of_no_closure_before_its_deadline():
    goal = reference.goals().query("goal_id == '2010-4'")
    closures = estimates_frame(
        metric="closures", period="2011", value=1, unit="closures", method="complete count", basis="register"
    )
    assert goals.verdicts(goal, closures, 2011, READINGS)["state"].item() == "not_met"


def _yearly(values):
    goal = reference.goals().query("goal_id == '2014-2'")
    evening = estimates_frame(
        metric="share_unsafe_evening",
        period=list(values),
        value=list(values.values()),
        unit="fraction",
        method="published",
        basis="published",
    )
    return goals.verdicts(goal, evening, 2017, READINGS).iloc[0]


def test_a_goal_about_every_year_is_met_only_when_every_year_is_known():
    assert _yearly({"2014": 0.18, "2015": 0.17, "2016": 0.16, "2017": 0.15})["state"] == "met"
    assert _yearly({"2014": 0.18, "2015": 0.17, "2016": 0.165, "2017": 0.15})["state"] == "not_met"
    missing = _yearly({"2014": 0.18, "2017": 0.14})
    assert (missing["state"], missing["reason"]) == ("undecidable", "years_missing")


def test_an_unmeasured_area_keeps_a_goal_about_areas_open_and_a_fallen_one_loses_it():
    goal = reference.goals().query("goal_id == '2022-1'")

    def judged(later):
        rows = {("Bispebjerg", "2022"): 0.74, ("Ydre Nørrebro", "2022"): 0.81, ("Valby", "2022"): 0.90} | later
        safe = estimates_frame(
            metric="share_safe_neighbourhood",
            area=[area for area, _ in rows],
            period=[year for _, year in rows],
            value=list(rows.values()),
            unit="fraction",
            method="published",
            basis="published",
        )
        return goals.verdicts(goal, safe, 2025, READINGS).iloc[0]

    assert judged({("Bispebjerg", "2025"): 0.8})["reason"] == "areas_missing"
    assert judged({("Bispebjerg", "2025"): 0.7})["state"] == "not_met"
    both = judged({("Bispebjerg", "2025"): 0.8, ("Ydre Nørrebro", "2025"): 0.82})
    assert (both["state"], both["areas_judged"]) == ("met", 2)


def test_breaks_that_hit_a_series_are_found_by_metric_group_and_years():
    breaks = reference.breaks()
    hit = breaks_in(breaks, "share_unsafe_neighbourhood", 2009, 2022)
    assert {"index_to_survey_shares", "covid"} <= set(hit["break_id"])
    assert hit["date"].is_monotonic_increasing
    assert breaks_in(breaks, "share_unsafe_neighbourhood", 2021, 2022).empty
    sexual = breaks_in(breaks, "reported_offences", 2010, 2015, group="11")
    assert "sexual_offence_codes" in set(sexual["break_id"])
    assert "sexual_offence_codes" not in set(breaks_in(breaks, "reported_offences", 2010, 2015, group="13")["break_id"])


def test_the_index_cannot_be_compared_with_the_survey():
    breaks = reference.breaks()
    assert comparable(breaks, "areas_markant_or_intensiveret", 2010, 2014)
    assert not comparable(breaks, "areas_markant_or_intensiveret", 2014, 2016)


def test_an_english_goal_uses_the_word_of_the_glossary():
    """GLOSSARY.md: legal categories stay Danish; the front of an English page says what they mean."""
    english = " ".join(reference.goals()["text_en"])
    assert english.count("personfarlig crime") == 2
    assert "dangerous" not in english
