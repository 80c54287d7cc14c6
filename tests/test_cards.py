"""The cards of the goals: each verdict in a symbol and in words, with its numbers, why, and from when it is known."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from published_rows import table

from sikkerby_eval.data import published, reference
from sikkerby_eval.judge import goals
from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.judge.verdicts import STATES
from sikkerby_eval.metrics.published import published_series
from sikkerby_eval.metrics.safety.one_over import one_over_by_chance
from sikkerby_eval.report.tables import verdict_cards
from sikkerby_eval.report.text.numbers import spoken
from sikkerby_eval.report.text.verdict_words import REASONS, SYMBOLS
from sikkerby_eval.report.text.words import word

AREAS, EVENING = "areas_markant_or_intensiveret", "share_unsafe_evening"
ALL = reference.goals()
NOTHING = dict.fromkeys(goals.COLUMNS)


def verdict(goal_id="2014-1", **facts):
    """One verdict as ``judge.goals.verdicts`` gives it."""
    known = NOTHING | {"goal_id": goal_id, "state": "undecidable", "reason": "never_measured"} | facts
    frame = pd.DataFrame([known])
    return frame.astype({"value": "Float64", "ci_low": "Float64", "ci_high": "Float64", "from_when": "datetime64[s]"})


def overview(judged, language="da"):
    rows = ALL[ALL["goal_id"].isin(judged["goal_id"])]
    return BeautifulSoup(verdict_cards.overview(rows, judged, language), "html.parser")


def details(judged, publication=None, language="da", year=2025):
    rows = ALL[ALL["goal_id"].isin(judged["goal_id"])]
    shown = publication or table(("2010", "København", 0.1))
    html = verdict_cards.details(rows, judged, shown, reference.administrations(), year, language)
    return BeautifulSoup(html, "html.parser")


def facts_of(page):
    """The terms and what stands beside them, in one goal's details."""
    return {term.get_text(): term.find_next_sibling("dd").get_text() for term in page.select("dt")}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("state", STATES)
def test_each_state_has_its_symbol_for_the_eye_and_its_words_for_all(state, language):
    for page in (overview(verdict(state=state), language), details(verdict(state=state), language=language)):
        badge = page.select_one(".verdict")
        assert badge.span.get_text() == SYMBOLS[state]
        assert badge.span["aria-hidden"] == "true"
        assert badge.get_text() == f"{SYMBOLS[state]} {word(state, language)}"
        assert badge["class"] == ["verdict", f"verdict-{state.replace('_', '-')}"]


@pytest.mark.parametrize(("side", "said"), [("right", "den rigtige side"), ("wrong", "den forkerte side")])
@pytest.mark.parametrize("state", ["uncertain", "not_yet"])
def test_what_is_not_decided_says_its_side(state, side, said):
    judged = verdict(state=state, side=side, reason=None, method="exact_binomial")
    assert said in overview(judged).get_text()
    assert said in facts_of(details(judged))["Vurdering"]


def test_what_is_decided_does_not_repeat_its_side():
    judged = verdict(state="met", side="right", reason=None, method="complete_count")
    assert "side af målet" not in overview(judged).get_text()
    assert "Afgjort på en fuldstændig optælling." in overview(judged).get_text()


def test_what_cannot_be_known_yet_says_from_when():
    judged = verdict(state="not_yet", reason="deadline_ahead", from_when=pd.Timestamp(2017, 12, 31))
    assert "kan ikke afgøres endnuMål: højst 15\u00a0%. Tidligst 31. december 2017." in overview(judged).get_text()
    assert "Not before 31 December 2017." in overview(judged, "en").get_text()
    why = facts_of(details(judged))["Vurdering"]
    assert "Målet skal først være nået ved fristen. Tidligst 31. december 2017." in why


@pytest.mark.parametrize("reason", [key for key in REASONS if key not in ("deadline_ahead", "nothing_measured_yet")])
def test_what_cannot_be_decided_says_why(reason):
    assert REASONS[reason][0] in overview(verdict(reason=reason)).get_text()
    assert REASONS[reason][1] in details(verdict(reason=reason), language="en").get_text()


def test_a_goal_with_several_readings_says_how_many_end_in_each_state_and_leaves_out_the_empty_ones():
    counts = dict(zip(STATES, (6, 8, 2, 0, 0), strict=True))
    judged = dict(zip(verdict_cards.READINGS, counts.values(), strict=True))
    danish, english = (spoken(verdict_cards._readings(judged, language)) for language in ("da", "en"))
    assert danish == "Målet kan læses på 16 måder: nået ved 6, ikke nået ved 8, usikkert ved 2."
    assert english == "The goal can be read in 16 ways: met in 6, not met in 8, uncertain in 2."


def test_a_card_shows_target_and_latest_number_with_its_interval_and_is_bound_to_its_row():
    measured = {"value": 0.18, "ci_low": 0.16, "ci_high": 0.2, "unit": "fraction", "period": "2016", "row_id": "raekke"}
    page = overview(verdict(state="not_met", reason=None, method="exact_binomial", **measured))
    card = page.select_one(".goal")
    assert card.h3.a["href"] == "#maal-2014-1"
    assert (
        "Mål: højst 15\u00a0%. Seneste tal: 18\u00a0% (2016), 95\u00a0% interval 16,0\u201320,0\u00a0%."
        in card.get_text()
    )
    assert card.find("span", attrs={"data-row": True}).get_text() == "18\u00a0%"


def test_a_baseline_without_a_published_row_is_bound_to_none():
    page = overview(verdict(value=0.18, unit="fraction", period="2014", row_id=pd.NA))
    assert page.find(attrs={"data-row": True}) is None
    assert "18\u00a0% (2014)" in page.get_text()


TARGETS = {
    "2010-1": ("falder med mindst 2\u00a0%", "falls by at least 2%"),
    "2010-2": ("mindst 60\u00a0%", "at least 60%"),
    "2010-3": ("alle udvalgte områder", "all selected areas"),
    "2010-4": ("ingen lukninger", "no closures"),
    "2011-1": ("falder med mindst 50\u00a0%", "falls by at least 50%"),
    "2014-1": ("højst 15\u00a0%", "at most 15%"),
    "2014-2": ("falder mindst 1\u00a0procentpoint om året", "falls by at least 1\u00a0percentage point a year"),
    "2014-3": ("ingen bydele", "no bydele"),
    "2014-4": ("falder i hver bydel", "falls in each bydel"),
    "2022-1": ("stiger i hver bydel", "rises in each bydel"),
}


@pytest.mark.parametrize("goal_id", TARGETS)
def test_the_target_says_what_the_goals_own_text_says(goal_id):
    """The authority is the text of the goal in ``goals.csv``, shown beside the target on the page."""
    goal = ALL.set_index("goal_id", drop=False).loc[goal_id].to_dict()
    told = [spoken(verdict_cards.target_of(goal, language)) for language in ("da", "en")]
    assert tuple(told) == TARGETS[goal_id]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_goal_ever_has_a_name_a_target_and_full_details(language):
    judged = pd.concat([verdict(goal_id) for goal_id in ALL["goal_id"]])
    page = details(judged, language=language)
    assert len(page.select("article")) == len(ALL)
    for article, goal in zip(page.select("article"), ALL.to_dict("records"), strict=True):
        assert article.h3["id"] == f"maal-{goal['goal_id']}"
        assert article.h3.get_text() == verdict_cards.name_of(goal, language)
        assert len(article.blockquote.get_text()) > 40
        assert len(article.select("dt")) == len(article.select("dd")) == 8
        assert all(term.get_text().strip() for term in article.select("dd"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_two_goals_in_force_in_a_year_share_a_heading(language):
    for year in range(2010, 2026):
        names = [verdict_cards.name_of(goal, language) for goal in goals.in_force(ALL, year).to_dict("records")]
        assert len(names) == len(set(names))


def test_a_report_of_2010_does_not_know_the_revision_of_february_2011():
    """ØU 17 June 2014, item 13: the programme was revised on 2 February 2011."""
    assert "revideret" not in facts_of(details(verdict("2010-1"), year=2010))["Vedtaget"]
    assert facts_of(details(verdict("2010-1"), year=2011))["Vedtaget"].endswith("revideret 2. februar 2011")


def test_responsible_deadline_adoption_and_source_stand_as_the_programme_has_them():
    """Sikker By Programmet, Økonomiudvalget 13 April 2010, annex 1, 5.1: BIF is projektansvarlig, koordinerende."""
    facts = facts_of(details(verdict("2010-3")))
    assert facts["Ansvarlig"] == (
        "Beskæftigelses- og Integrationsforvaltningen (projektansvarlig: koordinerer, men er ikke alene ansvarlig)"
    )
    assert facts["Frist"] == "31. december 2015"
    assert facts["Vedtaget"].startswith("Økonomiudvalget 13. april 2010; Borgerrepræsentationen 29. april 2010")
    assert facts_of(details(verdict("2014-1")))["Ansvarlig"] == "ikke oplyst"
    assert details(verdict("2010-3"), language="en").find_all("dd")[-1].span["lang"] == "da"


def test_a_goal_about_areas_shows_how_many_when_and_each_area_beside_its_baseline():
    rows = [("2022", "Valby", 0.7), ("2025", "Valby", 0.8), ("2022", "Vanløse", 0.8), ("2022", "Østerbro", 0.9)]
    shown = table(*rows, metric="share_safe_neighbourhood")
    judged = verdict("2022-1", state="not_met", areas="Valby;Vanløse", areas_judged=2, areas_on_target=1, period="2025")
    assert "1 af 2 bydele er på målet (2025)" in overview(judged).get_text()
    page = details(judged, shown)
    assert facts_of(page)["Udgangspunkt"] == "hvert områdes eget tal i 2022"
    assert [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.select("tbody tr")] == [
        ["Valby", "70\u00a0%", "80\u00a0%"],
        ["Vanløse", "80\u00a0%", "mangler"],
    ]


def test_what_a_goal_says_is_text_and_never_markup():
    hostile = '"><script>x()</script>'
    rows = ALL[ALL["goal_id"] == "2014-1"].assign(text_da=hostile, source=hostile, role=hostile, administration=hostile)
    shown = table(("2010", "København", 0.1))
    html = verdict_cards.details(rows, verdict(), shown, reference.administrations(), 2025, "da")
    assert "<script" not in html
    assert hostile in BeautifulSoup(html, "html.parser").blockquote.get_text()


def _judged(goal_id, year):
    evidence = pd.concat([published_series(published.safety_survey(), name) for name in (AREAS, EVENING)])
    return goals.verdicts(ALL[ALL["goal_id"] == goal_id], evidence, year, reference.goal_readings()).iloc[0]


def test_a_number_from_the_baseline_year_alone_has_not_moved_and_is_on_no_side_of_the_target():
    """Økonomiudvalget 17 June 2014, item 13: 12 areas in 2010, and no count between 2010 and 2014."""
    judged = _judged("2011-1", 2013)
    assert (judged["state"], judged["value"], judged["period"]) == ("not_yet", 12, "2010")
    assert pd.isna(judged["side"])


def test_a_fall_of_a_point_a_year_is_judged_from_the_goals_own_baseline_of_18_per_cent_sikker_by_2014_2017():
    """18 % in 2014 and 18 % in 2016: it has not fallen by a point in each of the two years."""
    judged = _judged("2014-2", 2016)
    assert (judged["state"], judged["baseline_value"], judged["value"]) == ("not_met", 0.18, 0.18)
    assert _judged("2014-2", 2014)["state"] == "not_yet"


def test_the_limit_of_a_goal_about_every_area_is_known_in_the_years_the_goal_is_in_force():
    def limit(year, metric):
        return goals.area_limit(goals.in_force(ALL, year), metric)

    assert [limit(year, "bydele_over_10pct_unsafe") for year in (2012, 2016, 2020, 2025)] == [None, 0.1, 0.1, None]
    assert [limit(year, "share_safe_neighbourhood") for year in (2020, 2025)] == [None, 0.85]


def test_a_goal_about_every_bydel_says_it_rests_on_samples_and_how_often_one_is_over_by_chance():
    """METHODS of verdicts: such sentences stand beside such goals; a survey is no complete count."""
    survey = published.safety_survey()
    chance = one_over_by_chance(survey, reference.safety_areas(), 2021)
    counted = published_series(survey, "bydele_over_10pct_unsafe", unit="bydele")
    evidence = protect(pd.concat([counted, chance], ignore_index=True))
    judged = goals.verdicts(ALL, evidence.frame, 2021, reference.goal_readings())
    judged = judged[judged["goal_id"] == "2018-1"]
    assert judged["state"].tolist() == ["not_met"]
    page = details(judged, evidence, year=2021)
    assert "Andelen i hver bydel hviler på et udsnit" in facts_of(page)["Vurdering"]
    assert "fuldstændig optælling" not in page.get_text()
    said = page.select_one("article > p").get_text().replace("\u00a0", " ")
    assert "svarede 294 i hvert, som i 2019, ville mindst ét alligevel vise over 10 % i 98,1 % af målingerne" in said
    assert page.select_one("p.note").get_text() == (
        "Ordlyden af de øvrige mål fra 2018 er ikke fundet, så de er ikke bedømt."
    )


def test_a_complete_count_has_no_limits_beside_it_and_a_fall_that_failed_in_one_year_says_so():
    closed = {"value": 2.0, "ci_low": 0.2, "ci_high": 7.2, "unit": "closures", "period": "2010–2013"}
    counted = verdict("2010-4", state="not_met", reason=None, method="complete_count", **closed)
    assert facts_of(details(counted))["Seneste tal"] == "2 lukninger (2010–2013)"
    rows = table(("2014", "København", 0.18), ("2016", "København", 0.18), metric=EVENING)
    judged = goals.verdicts(ALL, rows.frame, 2016, reference.goal_readings())
    missed = judged[judged["goal_id"] == "2014-2"]
    assert missed["state"].tolist() == ["not_met"]
    assert "Mindst ét år faldt tallet for lidt." in facts_of(details(missed, rows))["Vurdering"]
