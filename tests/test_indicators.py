"""The thirteen indicators: series from registers and deliveries, kommet fra start, and which way each has gone."""

import datetime
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import binomtest, chi2_contingency

from sikkerby_eval.data import demo, published, reference
from sikkerby_eval.data.registers import BY_NAME
from sikkerby_eval.judge import indicators
from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.metrics.indicators import measured as series
from sikkerby_eval.metrics.indicators.education import share_in_education
from sikkerby_eval.metrics.indicators.start import CRITERIA, got_a_start, share_started
from sikkerby_eval.metrics.intervals.dispersion import dispersion, widened_ratio
from sikkerby_eval.report.figures.sparklines import indicator_charts, indicator_direction, indicator_overview
from sikkerby_eval.report.tables.indicator_page import breaks_through, definition
from sikkerby_eval.report.tables.indicator_page import finding as page_finding
from sikkerby_eval.report.tables.reference import published_rows

NO_BREAKS = reference.breaks()[:0]
COLUMNS = [column for columns in CRITERIA.values() for column in columns]


def registers(**frames):
    cutoffs = dict.fromkeys(frames, datetime.date(2014, 12, 31))
    return SimpleNamespace(**(dict.fromkeys(BY_NAME) | frames), basis="register", cutoffs=cutoffs)


def deliveries(*rows):
    frame = pd.DataFrame(rows, columns=["indikator", "aar", "bydel", "taeller", "naevner", "vaerdi"])
    return frame.astype({"bydel": "string", "taeller": "Int64", "naevner": "Int64", "vaerdi": "Float64"})


def judged(*rows):
    estimates = indicators.estimates(registers(indikatorer=deliveries(*rows)), NO_REPORTS, 2014)
    found = indicators.directions(protect(estimates).frame, NO_BREAKS)
    return found.set_index("number")


NO_REPORTS = published.reports_by_quarter()[:0]


def status(**answers):
    rows = pd.DataFrame.from_dict(answers, orient="index", columns=COLUMNS).astype("string")
    return rows.assign(aar=2012, bydel="Demo-bydel 1", omraade="Demo-område 1")


def test_any_one_of_the_four_criteria_of_section_5_4_is_enough_and_an_unanswered_question_is_not_a_no():
    cases = status(
        p01_school_only=["ja", "nej", "nej", "nej", "nej"],
        p02_production_school_only=["nej", "ja", "nej", "nej", "nej"],
        p03_youth_education_only=["nej", "nej", "ja", "nej", "nej"],
        p04_adult_education_only=["nej", "nej", "nej", "ja", "nej"],
        p05_works_and_the_rest_unknown=[None, None, None, None, "ja"],
        p06_nothing=["nej"] * 5,
        p07_school_unknown=[None, "nej", "nej", "nej", "nej"],
    )
    assert list(got_a_start(cases)) == [True] * 5 + [False, pd.NA]
    assert len(CRITERIA) == len(reference.start_criteria())


def test_those_not_known_are_in_neither_count():
    cases = status(a=["ja"] * 5, b=["nej"] * 5, c=[None] * 5)
    exposed = pd.DataFrame({"aar": [2010, 2012], "omraade": ["Demo-område 1"] * 2, "exposed": [True, True]})
    row = share_started(cases, exposed, baseline=2010, basis="register").iloc[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (1, 2, 0.5)
    assert row["method"] == "wilson; those not known left out"


def young(*people, aar=2010):
    frame = pd.DataFrame(people, columns=["person_id", "foedselsdato", "ungdomsuddannelse", "voksenuddannelse"])
    return frame.assign(aar=aar, foedselsdato=pd.to_datetime(frame["foedselsdato"]))


EIGHTEEN_TO_25 = young(
    ("p01_17_until_2_january", "1992-01-02", "ja", "nej"),
    ("p02_18_on_1_january_in_education", "1992-01-01", "ja", "nej"),
    ("p03_25_adult_education", "1984-01-02", "nej", "ja"),
    ("p04_26", "1984-01-01", "ja", "ja"),
    ("p05_neither", "1990-06-01", "nej", "nej"),
    ("p06_half_unknown", "1990-06-01", None, "nej"),
)


def test_education_is_counted_among_those_aged_18_to_25_on_1_january():
    row = share_in_education(EIGHTEEN_TO_25, pd.Series({2010: 3}), basis="register").iloc[0]
    assert (row["numerator"], row["denominator"]) == (2, 3)
    assert row["method"] == "wilson; those not known left out"


def test_the_demonstration_lists_the_young_to_the_end_of_their_25th_year():
    young = demo.registers(persons=20_000)["ungestatus"]
    ages = (
        pd.to_datetime(young["aar"].astype(str) + "-01-01") - pd.to_datetime(young["foedselsdato"])
    ).dt.days / 365.25
    assert (ages.min() >= 16 - 0.01, ages.max() < 26, (ages >= 25).any()) == (True, True, True)


def test_a_register_that_answers_for_fewer_than_95_per_cent_of_the_age_is_not_the_citys():
    assert share_in_education(EIGHTEEN_TO_25, pd.Series({2010: 4}), basis="register").empty
    assert share_in_education(EIGHTEEN_TO_25, pd.Series({2011: 3}), basis="register").empty


def test_indicator_3_is_computed_where_the_young_are_listed_and_else_read_as_delivered():
    delivered = deliveries((3, 2010, None, 600, 1000, None))
    counted = pd.DataFrame({"aar": 2010, "alder": [17, 18, 25, 26], "antal": [9, 1, 2, 9]})
    listed = registers(ungestatus=EIGHTEEN_TO_25, befolkningstal=counted, indikatorer=delivered)
    for given_registers, expected in ((listed, 2 / 3), (registers(indikatorer=delivered), 0.6)):
        found = indicators.estimates(given_registers, NO_REPORTS, 2014).query("metric == 'indicator_3'")
        assert list(found["value"]) == [pytest.approx(expected)]


@pytest.mark.parametrize("number", range(1, 14))
def test_every_indicator_keeps_its_contract(number):
    """What a new entry must have: a series that is read, judged and drawn, words in both languages, and a page."""
    one = indicators.catalogue().set_index("number", drop=False).loc[number].to_dict()
    part, whole = (None, 1000) if one["unit"] == "andel" else (None, None)
    rows = [(number, year, None, 100 + 200 * (year - 2010), whole, part) for year in (2010, 2012, 2014)]
    estimates = indicators.estimates(registers(indikatorer=deliveries(*rows)), NO_REPORTS, 2014)
    shown = protect(estimates)
    assert list(shown.select(metric=f"indicator_{number}").frame["period"]) == ["2010", "2012", "2014"]
    judged = indicators.directions(shown.frame, NO_BREAKS)
    found = judged.set_index("number").loc[number]
    assert found["side"] == ("right" if one["direction"] == "rise" else "wrong")
    assert found["state"] != "no_data"
    for language in ("da", "en"):
        told = definition(one, language=language)
        assert told.count("<dt>") == told.count("<dd>") == 9
        chart = indicator_charts(shown.select(metric=f"indicator_{number}"), NO_BREAKS, language=language)
        assert chart.count("<figure") == 1
        assert "ikke leveret" not in indicator_direction(indicators.catalogue(), judged, shown, number)
    beside = [name for name in one["beside"].split(";") if name]
    known = set(published.key_figures()["indicator"]) | set(published.safety_survey()["indicator"])
    assert set(beside) <= known
    assert published_rows(published.key_figures()[lambda rows: rows["indicator"].isin(beside)], until=2030)


def test_an_indicator_nobody_delivered_says_who_is_to():
    nothing = protect(series.no_rows())
    found = indicators.directions(nothing.frame, NO_BREAKS)
    told = indicator_direction(indicators.catalogue(), found, nothing, 7)
    assert "De skal komme fra Beskæftigelses- og Integrationsforvaltningen (register: indikatorer)." in told


def test_the_areas_of_indicator_8_are_not_compared_across_the_end_of_the_index():
    rows = (8, 2014, None, 10, None, None), (8, 2015, None, 4, None, None)
    shown = protect(indicators.estimates(registers(indikatorer=deliveries(*rows)), NO_REPORTS, 2015)).frame
    found = indicators.directions(shown, reference.breaks()).set_index("number").loc[8]
    assert (found["state"], found["reason"]) == ("uncertain", "break_between")


def test_breaks_after_the_reports_year_are_not_told():
    table = protect(series.published_crime(published.reports_by_quarter()))
    of_areas = breaks_through(table.select(metric="none"), 8, reference.breaks(), 2014)
    assert of_areas.empty
    assert list(breaks_through(table.select(metric="none"), 8, reference.breaks(), 2015)["break_id"]) == [
        "index_to_survey"
    ]


def test_the_demonstrations_own_count_of_those_kommet_fra_start_comes_out_of_its_register():
    """The truth is written from what was planted, never from the register or the metric."""
    planted = demo.truth(persons=60_000).query("stoerrelse == 'kommet_fra_start' and art == 'realiseret'")
    frames = demo.registers(persons=60_000)
    names = ("ungestatus", "tryghedsindeks", "belastningsindeks")
    found = series.young_who_started(registers(**{name: frames[name] for name in names}))
    counts = found.set_index("period")[["numerator", "denominator"]].astype(float)
    expected = planted.set_index("periode")[["taeller", "naevner"]].set_axis(["numerator", "denominator"], axis=1)
    pd.testing.assert_frame_equal(counts.loc[expected.index], expected, check_names=False, check_index_type=False)


def test_a_part_of_indicator_9_is_marked_with_its_own_breaks_only():
    """breaks.csv: the age of criminal responsibility moves charges, and no reports."""
    rows = [
        {"metric": "indicator_9", "period": year, "group": group, "value": count, "unit": group}
        for group in ("reports", "charges")
        for year, count in (("2010", 900), ("2012", 800))
    ]
    frame = series.estimates_frame(
        **{name: [row[name] for row in rows] for name in rows[0]},
        numerator=[row["value"] for row in rows],
        method="complete count",
        basis="register",
    )
    divided = reference.breaks().query("break_id == 'responsibility_age_14'")
    reports, charges = indicator_charts(protect(frame), divided).split("<figure")[1:]
    assert "lavalder" in charges and "lavalder" not in reports


def test_the_catalogue_is_the_papers_table_2():
    catalogue = indicators.catalogue()
    assert list(catalogue["number"]) == list(range(1, 14))
    assert list(catalogue["direction"] == "fall") == [
        True, True, False, False, True, False, True, True, True, False, False, False, True,
    ]  # fmt: skip
    assert list(catalogue.loc[catalogue["by_bydel"], "number"]) == [7]
    registers_named = {name for names in catalogue["rests_on"] for name in names.split(";")}
    assert registers_named <= BY_NAME.keys()


def test_a_share_is_judged_by_the_score_test_which_is_pearsons_chi_square_without_correction():
    found = judged((3, 2010, None, 500, 1000, None), (3, 2014, None, 600, 1000, None)).loc[3]
    expected = chi2_contingency([[500, 500], [600, 400]], correction=False).pvalue
    assert found["p_value"] == pytest.approx(expected)
    assert (found["state"], found["change"]) == ("improved", pytest.approx(0.1))
    assert found["p_holm"] == pytest.approx(13 * expected)


def test_a_count_of_persons_is_judged_exactly_by_the_conditional_binomial_of_przyborowski_and_wilenski():
    found = judged((1, 2010, None, 60, None, None), (1, 2014, None, 20, None, None)).loc[1]
    expected = binomtest(20, 80, 0.5).pvalue
    assert found["p_value"] == pytest.approx(expected)
    assert (found["state"], found["side"]) == ("improved", "right")


def test_holm_over_thirteen_turns_a_lonely_five_per_cent_into_uncertain():
    found = judged((1, 2010, None, 50, None, None), (1, 2014, None, 30, None, None)).loc[1]
    assert found["p_value"] < 0.05 < found["p_holm"]
    assert (found["state"], found["side"]) == ("uncertain", "right")


@pytest.mark.parametrize(
    ("first", "last", "state"), [(14, 10, "improved"), (10, 14, "worsened"), (10, 10, "unchanged")]
)
def test_a_complete_count_of_areas_is_judged_on_itself(first, last, state):
    assert judged((8, 2010, None, first, None, None), (8, 2014, None, last, None, None)).loc[8, "state"] == state


def test_days_of_absence_are_never_called_certain():
    found = judged((5, 2010, None, 9000, 10_000, None), (5, 2014, None, 1000, 10_000, None)).loc[5]
    assert (found["state"], found["side"], found["reason"]) == ("uncertain", "right", "days_not_independent")
    assert np.isnan(found["p_value"])


def test_a_bare_value_is_judged_on_the_point_and_says_so():
    found = judged((10, 2010, None, None, None, 0.30), (10, 2014, None, None, None, 0.28)).loc[10]
    assert (found["state"], found["reason"]) == ("worsened", "published_point")


def test_a_biennial_series_has_no_rows_for_the_years_between():
    rows = (12, 2011, None, 600, 1000, None), (12, 2013, None, 700, 1000, None)
    estimates = indicators.estimates(registers(indikatorer=deliveries(*rows)), NO_REPORTS, 2014)
    assert list(estimates.query("metric == 'indicator_12'")["period"]) == ["2011", "2013"]


def test_without_deliveries_every_indicator_but_the_published_reports_says_no_data():
    estimates = indicators.estimates(registers(), published.reports_by_quarter(), 2014)
    found = indicators.directions(protect(estimates).frame, reference.breaks()).set_index("number")
    assert list(found.index[found["state"] != "no_data"]) == [9]
    assert found.loc[9, "reason"] == "parts_missing"
    page = indicator_overview(indicators.catalogue(), found.reset_index(), protect(estimates), 2014)
    assert page.count('<th scope="row">') == 2  # in the overview, and in the numbers behind the curves
    assert "2 og 7 (Beskæftigelses- og Integrationsforvaltningen)" in re.sub("<[^>]*>", "", page)
    assert "ingen data" not in page.split("</p>", 1)[1]


def test_reports_per_year_are_statistics_denmarks_quarters_added_up():
    """STRAF11, København: the four quarters of 2010 as published."""
    reports = published.reports_by_quarter()
    of_2010 = reports[(reports["group"] == "TOT") & reports["period"].str.startswith("2010")]["reports"]
    row = series.published_crime(reports).query("metric == 'indicator_9' and period == '2010'").iloc[0]
    assert (len(of_2010), row["value"]) == (4, of_2010.sum())


def test_the_swing_of_published_reports_is_widened_for_how_short_their_history_is():
    """Statistics Denmark, STRAF11 2007K1-2009K4; McCullagh & Nelder 1989 sect. 9.2: twelve quarters leave seven degrees
    of freedom, so Student's t with seven stands where a normal quantile would be too sure."""
    reports = published.reports_by_quarter()
    found = indicators.estimates(registers(), reports, 2014)
    change = indicators.directions(protect(found).frame, reference.breaks()).set_index("number").loc[9]
    history = reports[(reports["group"] == "TOT") & (reports["period"] < "2010")].sort_values("period")["reports"]
    of_year = found[found["metric"] == "indicator_9"].set_index("period")["value"]
    swing = dispersion(history.astype(float))
    counts = {"exposure1": 1, "events2": of_year["2010"], "exposure2": 1}
    student = stats.t.ppf(0.975, 7) / stats.norm.ppf(0.975)
    wide = widened_ratio(of_year["2014"], dispersion=swing * student**2, **counts).iloc[0]
    assert [change["change_low"], change["change_high"]] == pytest.approx([wide["ci_low"], wide["ci_high"]])
    normal = widened_ratio(of_year["2014"], dispersion=swing, **counts)["p_value"].iloc[0]
    assert change["p_value"] == pytest.approx(2 * stats.t.sf(stats.norm.isf(normal / 2), 7))


def test_a_year_with_a_missing_quarter_is_not_a_year():
    reports = pd.DataFrame({"period": [f"2010K{q}" for q in (1, 2, 3)], "group": "TOT", "reports": [5, 5, 5]})
    assert series.published_crime(reports).query("metric == 'indicator_9'").empty


def test_the_last_quarter_counts_only_when_the_delivery_covers_it():
    days = pd.Series(pd.date_range("2013-01-01", "2014-12-30", freq="D"))
    frame = pd.DataFrame({"anmeldelsesdato": days})
    given_to_30_december = registers(anmeldelser=frame)
    given_to_30_december.cutoffs["anmeldelser"] = datetime.date(2014, 12, 30)
    years = series.crime(given_to_30_december).query("metric == 'indicator_9'")
    assert list(years["period"]) == ["2013"]


def test_calls_are_missing_in_a_year_when_an_administration_is():
    frame = pd.DataFrame({"aar": [2010, 2010, 2011], "forvaltning": ["SOF", "BUF", "SOF"], "antal": [10, 20, 9]})
    calls = series.crisis_calls(registers(sos_krisehjaelp=frame)).set_index("period")["value"]
    assert calls["2010"] == 30
    assert pd.isna(calls["2011"])


def test_crime_moves_only_when_reports_incidents_and_charges_move_together():
    rows = []
    for group, first, last in (("reports", 1000, 500), ("incidents", 1000, 500), ("charges", 500, 1000)):
        for year, count in (("2010", first), ("2014", last)):
            rows.append({"metric": "indicator_9", "period": year, "group": group, "value": count, "unit": group})
    frame = series.estimates_frame(
        **{name: [row[name] for row in rows] for name in rows[0]},
        numerator=[row["value"] for row in rows],
        method="complete count",
        basis="register",
    )
    found = indicators.directions(protect(frame).frame, NO_BREAKS).query("number == 9")
    assert set(found["state"]) == {"uncertain"}
    assert set(found["reason"]) == {"series_disagree"}


def test_events_without_a_history_say_that_they_are_unadjusted():
    frame = pd.DataFrame({"aar": [2010, 2014], "forvaltning": "SOF", "antal": [300, 100]})
    estimates = indicators.estimates(registers(sos_krisehjaelp=frame), NO_REPORTS, 2014)
    found = indicators.directions(protect(estimates).frame, NO_BREAKS).set_index("number").loc[13]
    assert (found["state"], found["reason"]) == ("improved", "unadjusted")


def test_nothing_is_compared_across_a_break_that_forbids_it():
    breaks = reference.breaks().query("break_id == 'ghetto_list_2014'").assign(metrics="indicator_1")
    rows = (1, 2010, None, 500, None, None), (1, 2014, None, 100, None, None)
    shown = protect(indicators.estimates(registers(indikatorer=deliveries(*rows)), NO_REPORTS, 2014)).frame
    found = indicators.directions(shown, breaks).set_index("number").loc[1]
    assert (found["state"], found["reason"]) == ("uncertain", "break_between")


def test_the_city_is_its_bydele_added_up_and_missing_in_a_year_when_one_of_them_is():
    rows = [(7, 2010, "Valby", 10, 100, None), (7, 2010, "Vanløse", 30, 100, None), (7, 2011, "Valby", 10, 100, None)]
    found = series.delivered(registers(indikatorer=deliveries(*rows)), 7, unit="fraction", persons=True)
    city = found[found["area"] == "København"]
    assert list(city["period"]) == ["2010"]
    assert list(city["value"]) == [0.2]


@settings(max_examples=8, deadline=None)
@given(st.permutations([2010, 2011, 2012, 2013, 2014]))
def test_the_order_of_delivered_rows_changes_nothing(years):
    rows = [(1, year, None, 100 + (year - 2010) * 40, None, None) for year in years]
    assert judged(*rows).loc[1, "state"] == "worsened"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 400), st.integers(0, 400))
def test_the_interval_and_the_exact_probability_agree_on_a_count_of_persons(first, last):
    shown = pd.Series({"numerator": first}), pd.Series({"numerator": last})
    _, low, high, _, p_value = indicators._counts(*shown, (np.nan, np.nan))
    if first + last:
        assert (p_value <= 0.05) == (not low <= 1 <= (np.inf if np.isnan(high) else high))


def test_the_list_of_indicators_is_left_out_of_later_years_with_a_word_why():
    nothing = protect(series.no_rows())
    found = indicators.directions(nothing.frame, NO_BREAKS)
    assert "gælder til og med 2015" in indicator_overview(indicators.catalogue(), found, nothing, 2020)


@pytest.mark.parametrize(
    ("state", "reason", "told", "found"),
    [
        ("improved", None, "Indikatoren er gået den ønskede vej.", "gået den ønskede vej"),
        (
            "uncertain",
            "parts_missing",
            "Tallene afgør ikke retningen. Ikke alle dele er leveret.",
            "tallene afgør ikke",
        ),
        ("no_data", "not_delivered", "Ingen tal er leveret.", "ingen tal er leveret"),
        ("no_data", "one_measurement", "Kun målt én gang.", "kun målt én gang"),
    ],
)
def test_a_page_says_first_and_in_its_title_which_way_its_indicator_went(state, reason, told, found):
    line = page_finding(pd.DataFrame({"number": [3], "state": [state], "reason": [reason]}), 3)
    assert told in line and f'data-finding="{found}' in line
