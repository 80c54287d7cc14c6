"""Projects: the paper's sums, budgets that reconcile, self-evaluation, double reports, and groups instead of ranks."""

import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_eval.data import demo, published, reference
from sikkerby_eval.data.demo.projects import KEPT
from sikkerby_eval.judge import indicators
from sikkerby_eval.judge.disclosure.publication import protect, protect_all
from sikkerby_eval.judge.priorities import priority_groups
from sikkerby_eval.metrics.projects import costs, lists, self_evaluation
from sikkerby_eval.metrics.projects import ranking as ranked
from sikkerby_eval.report.figures import interval_chart
from sikkerby_eval.report.tables import project_thread
from sikkerby_eval.report.tables.paper_lists import initiative_overview
from sikkerby_eval.report.tables.portfolio_tables import (
    dimension_lists,
    named_table,
    priority_table,
    reported_twice_table,
)
from sikkerby_eval.report.tables.reference import published_rows
from sikkerby_eval.report.text.markup import content_of
from sikkerby_eval.report.text.numbers import spoken

ADMINISTRATIONS = list(reference.administrations()["code"])


@pytest.fixture(scope="module")
def registers():
    return demo.registers(persons=60_000)


@pytest.fixture(scope="module")
def truth():
    return demo.truth(persons=60_000).set_index(["stoerrelse", "periode"])["vaerdi"]


def sheets(*rows):
    names = ["projekt_id", "forvaltning", "budget_tkr", "eksternt_tkr", "antal_borgere"]
    frame = pd.DataFrame(rows, columns=names).astype({"eksternt_tkr": "Float64", "antal_borgere": "Int64"})
    return frame.assign(aar=2012, navn=frame["projekt_id"].str.upper(), bydel=pd.NA, indsatsomraade="1")


def ranking(*rows):
    names = ["projekt_id", "forvaltning", "gruppe", "maalopfyldelse", "evidens", "deltagere", "kommentar"]
    return pd.DataFrame(rows, columns=names).assign(aar=2012).astype({"deltagere": "Int64"})


def test_annex_3_reconciles_to_the_210_528_thousand_kroner_and_85_projects_that_the_paper_prints():
    by_administration = costs.budget_by(published.bilag3_projects(), "administration", period="2010")
    assert by_administration["value"].sum() == 210_528
    assert by_administration["denominator"].sum() == 85


def test_annex_4_prints_22_000_thousand_kroner_for_leisure():
    found = costs.initiative_costs(published.bilag4_initiatives(), period="2010").set_index("group")["value"]
    assert found["indsatsomraade_5"] == 22_000


def test_annex_3_lists_den_korte_snor_twice_under_sof():
    found = lists.listed_twice(published.bilag3_projects())
    assert list(found.itertuples(index=False, name=None)) == [
        ("SOF", "Den Korte Snor", 2, ["8500 (2010)", "4200 (2009)"])
    ]


def test_budgets_by_any_key_add_up_to_the_planted_total(registers, truth):
    for key in ("forvaltning", "indsatsomraade", "finansiering"):
        economy = costs.project_economy(registers["projekter"], key, 2012, basis="demonstration")
        budget = economy[economy["metric"] == "project_budget"].set_index("group")["value"]
        assert budget["alle"] == truth["budget_tkr", "2012"]
        assert budget.drop("alle").sum() == budget["alle"]


def test_cost_per_citizen_is_the_sum_of_budgets_over_the_sum_of_citizens_of_the_projects_that_state_them():
    rows = sheets(("a", "SOF", 100, 50, 10), ("b", "SOF", 300, None, 30), ("c", "SOF", 900, 0, None))
    economy = costs.project_economy(rows, "forvaltning", 2012, basis="register")
    of_sof = economy[economy["group"] == "SOF"].set_index("metric")
    assert of_sof.loc["cost_per_citizen", "value"] == pytest.approx(400 / 40)
    assert of_sof.loc["external_share", "value"] == pytest.approx(50 / 1000)
    assert of_sof.loc["project_budget", "value"] == 1300


def test_an_administration_whose_projects_state_no_citizens_is_missing_and_not_zero():
    economy = costs.project_economy(sheets(("a", "SOF", 100, 0, None)), "forvaltning", 2012, basis="register")
    values = economy.set_index(["metric", "group"])["value"]
    assert pd.isna(values["citizens_reached", "SOF"])
    assert pd.isna(values["cost_per_citizen", "SOF"])


def test_a_project_that_reaches_three_citizens_is_withheld_with_its_cost():
    rows = sheets(("a", "SOF", 100, 0, 3), ("b", "BUF", 100, 0, 50), ("c", "KFF", 100, 0, 60))
    shown = protect(costs.project_economy(rows, "forvaltning", 2012, basis="register")).frame
    status = shown.set_index(["metric", "group"])["status"]
    assert status["citizens_reached", "SOF"] == status["cost_per_citizen", "SOF"] == "withheld"


def test_target_groups_overlap_and_the_projects_that_name_none_are_counted():
    rows = sheets(("a", "SOF", 1, 0, 9), ("b", "SOF", 1, 0, 9)).assign(
        maalgruppe_10_15=["ja", None], maalgruppe_15_18=["ja", None], maalgruppe_18_25=["nej", None]
    )
    counts = lists.projects_by_target_group(rows, 2012, basis="register").set_index("group")["value"]
    assert list(counts) == [1, 1, 0, 1]


def test_projects_by_bydel_are_all_projects_once(registers, truth):
    counted = lists.projects_by_bydel(registers["projekter"], 2012, basis="demonstration")
    assert counted["value"].sum() == truth["projekter", "2012"]


def test_bydel_2_comes_before_bydel_10_and_projects_for_the_whole_city_stand_last():
    rows = sheets(*((name, "SOF", 1, 0, 9) for name in "abcd"))
    rows = rows.assign(bydel=["Demo-bydel 10", None, "Demo-bydel 2", "København"])
    counted = lists.projects_by_bydel(rows, 2012, basis="register").set_index("area")["value"]
    assert list(counted.items()) == [("Demo-bydel 2", 1), ("Demo-bydel 10", 1), ("København", 2)]


def test_the_demonstrations_planted_shares_lie_in_the_intervals_before_and_after(registers, truth):
    shares = self_evaluation.dimension_shares(registers["selvevaluering_tal"], 2012, basis="demonstration")
    for when, planted in (("before", "foer"), ("after", "efter")):
        rows = shares[shares["metric"] == f"wanted_status_{when}"]
        pooled = rows["numerator"].sum() / rows["denominator"].sum()
        assert len(rows) == 5
        assert pooled == pytest.approx(truth[f"oensket_status_{planted}", "hvert år"], abs=0.02)


def test_the_demonstration_counts_who_had_the_wanted_status_both_times(registers):
    """Newcombe 1998 (SiM 17:2635): with the pairs delivered, the interval is the pairs' own and not the widest."""
    measured = registers["selvevaluering_tal"]
    kept = measured["positive_begge"].sum() / measured["positive_foer"].sum()
    assert kept == pytest.approx(KEPT, abs=0.02)
    found = self_evaluation.distance_travelled(measured, 2012, basis="demonstration")
    assert set(found["method"]) == {"newcombe, pairs"}


def test_a_year_without_fact_sheets_lacks_no_form(registers):
    """The demonstration's projects run from 2010 to 2013."""
    forms, sheets = registers["selvevaluering"], registers["projekter"]
    missing = self_evaluation.forms_missing(forms, sheets, 2014)
    assert (len(missing), list(missing)) == (0, ["projekt_id", "navn", "forvaltning", "skemaer"])
    assert len(self_evaluation.forms_missing(forms, sheets, 2013)) < sheets["projekt_id"].nunique()


def test_the_one_project_that_was_planted_in_two_systems_is_found(registers, truth):
    found = self_evaluation.reported_twice(registers["selvevaluering"], 2012)
    assert len(found) == truth["projekter_indberettet_to_gange", "2012"]
    assert found["systems"].iloc[0] == ["Integrationspulje-skema", "Sikker By-skema"]
    assert self_evaluation.reported_twice(registers["selvevaluering"], 2011).empty


def test_a_form_sent_twice_counts_once_and_one_never_sent_is_seen(registers):
    forms = registers["selvevaluering"]
    silent = forms[~((forms["projekt_id"] == "demo_projekt01") & (forms["skema"] == "opfoelgning"))]
    rows = self_evaluation.forms_received(silent, registers["projekter"], ADMINISTRATIONS, 2012, basis="demonstration")
    counts = rows.set_index("group")[["numerator", "denominator"]]
    assert tuple(counts.loc["SOF"]) == (15, 16)
    assert tuple(counts.loc["BIF"]) == (16, 16)


def test_an_administration_without_projects_is_missing_and_not_complete():
    forms = pd.DataFrame(
        {"projekt_id": ["a"], "skema": ["evaluering"], "periode_start": pd.to_datetime(["2012-01-01"])}
    )
    rows = self_evaluation.forms_received(forms, sheets(("a", "SOF", 1, 0, 9)), ["SOF", "BIF"], 2012, basis="register")
    assert list(rows["value"].fillna(-1)) == [0.5, -1]


def test_a_project_with_nine_participants_is_left_out_and_one_with_ten_is_not():
    rows = ranking(
        ("p09_nine", "SOF", "mest", 1.0, 1.0, 9, None),
        ("p10_ten", "SOF", "mest", 0.5, 0.5, 10, None),
        ("p11_unknown", "SOF", "mest", 0.5, 0.5, None, None),
    )
    scores = ranked.priority_scores(rows, 2012, basis="register")
    assert list(scores["group"]) == ["p10_ten"]
    assert scores["value"].iloc[0] == 0.25
    assert ranked.too_few(rows, 2012) == 2


def test_the_range_of_a_score_is_wilsons_interval_times_the_evidence():
    """Newcombe 1998 (SiM 17:857), table I, method 3: 15 of 148 gives 0.0624 to 0.1605."""
    rows = ranking(("a", "SOF", "mest", 15 / 148, 0.5, 148, None))
    row = ranked.priority_scores(rows, 2012, basis="register").iloc[0]
    assert row["ci_low"] == pytest.approx(0.0624 / 2, abs=5e-5)
    assert row["ci_high"] == pytest.approx(0.1605 / 2, abs=5e-5)


def test_administrations_that_name_two_or_seven_are_outside_the_papers_rule():
    rows = [(f"a{i}", "SOF", "mest", 0.5, 0.5, 20, None) for i in range(7)]
    rows += [(f"b{i}", "SOF", "mindst", 0.5, 0.5, 20, None) for i in range(3)]
    rows += [(f"c{i}", "BIF", kind, 0.5, 0.5, 20, None) for kind in ("mest", "mindst") for i in range(3)]
    named = ranked.named_by_administration(ranking(*rows), ["SOF", "BIF", "TMF"], 2012).set_index("forvaltning")
    assert list(named["within_rule"]) == [False, True, False]
    assert tuple(named.loc["TMF", ["mest", "mindst"]]) == (0, 0)


def scored(*ranges):
    frame = pd.DataFrame(ranges, columns=["ci_low", "ci_high"])
    return frame.assign(row_id=[f"p{at}" for at in range(len(frame))], status="shown")


def test_ranges_that_overlap_share_a_group_and_a_clear_gap_makes_a_new_one():
    assert list(priority_groups(scored((0.6, 0.8), (0.5, 0.7), (0.1, 0.4)))) == [1, 1, 2]


def test_a_withheld_score_is_in_no_group():
    rows = scored((0.6, 0.8), (0.1, 0.2))
    rows.loc[1, "status"] = "withheld"
    assert list(priority_groups(rows).isna()) == [False, True]


ranges = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(ranges)
def test_within_a_group_all_ranges_overlap_and_each_later_project_is_clearly_below_one_of_the_group_before(drawn):
    rows = scored(*drawn)
    rows["place"] = priority_groups(rows).to_numpy()
    for number, group in rows.groupby("place"):
        assert group["ci_low"].max() <= group["ci_high"].min()
        before = rows[rows["place"] == number - 1]
        if len(before):
            assert (group["ci_high"] < before["ci_low"].max()).all()


def test_the_table_says_how_many_were_left_out_and_how_many_have_no_budget():
    rows = ranking(("a", "SOF", "mest", 0.5, 0.5, 20, "<b>egne ord</b>"), ("b", "SOF", "mest", 0.5, 0.5, 20, None))
    scores = protect(ranked.priority_scores(rows, 2012, basis="register"))
    page = priority_table(scores, rows, sheets(("a", "SOF", 100, 0, 20)), 2012, 3, {1: "Et mål"})
    assert "under ti deltagere, som ikke er med: 3." in spoken(page)
    assert "ikke har afleveret et budget for året: 1." in spoken(page)
    assert "&lt;b&gt;egne ord&lt;/b&gt;" in page


def test_without_registers_every_part_says_that_nothing_was_found():
    nothing = "Der er ikke fundet tal"
    assert nothing in reported_twice_table(self_evaluation.reported_twice(None, 2012), None)
    assert "Ingen forvaltning har indsendt sine valg" in named_table(
        ranked.named_by_administration(None, ADMINISTRATIONS, 2012)
    )
    empty = protect(ranked.priority_scores(None, 2012, basis="register"))
    assert priority_table(empty, None, None, 2012, 0, {}) == ""
    assert "ikke er med: 3." in spoken(priority_table(empty, None, None, 2012, 3, {}))
    assert costs.project_economy(None, "forvaltning", 2012, basis="register").empty


def test_the_three_lists_of_dimensions_in_the_paper_stand_side_by_side():
    page = dimension_lists(reference.evaluation_dimensions())
    for place in ("Bilag 1 afsnit 6.1", "Bilag 6, BUF", "Bilag 6, SOF"):
        assert place in page
    assert "kende grænser" in page


def measured(*rows):
    columns = ["projekt_id", "periode_start", "dimension", "deltagere", "positive_foer", "positive_efter"]
    frame = pd.DataFrame(rows, columns=[*columns, "positive_begge"]).assign(maal="Status")
    whole = dict.fromkeys(["deltagere", "positive_foer", "positive_efter", "positive_begge"], "Int64")
    return frame.astype({"periode_start": "datetime64[ns]"} | whole)


def test_before_and_after_is_newcombes_paired_interval_where_pairs_are_delivered():
    """Newcombe 1998 (SiM 17:2635), table III: 36 both, 12 only first, 2 only second, 0 neither: 0.0569 to 0.3404."""
    rows = measured(("a", "2012-01-01", "fritidsliv", 50, 38, 48, 36))
    row = self_evaluation.distance_travelled(rows, 2012, basis="register").iloc[0]
    assert row["value"] == pytest.approx(0.2)
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((0.0569, 0.3404), abs=5e-5)
    assert row["method"] == "newcombe, pairs"
    assert row["n_persons"] == 2


@settings(max_examples=80, deadline=None)
@given(st.integers(5, 60), st.data())
def test_without_pairs_the_interval_holds_that_of_any_pairs_there_could_be(people, data):
    before, after = (data.draw(st.integers(0, people)) for _ in range(2))
    both = data.draw(st.integers(max(0, before + after - people), min(before, after)))
    told, silent = (
        self_evaluation.distance_travelled(
            measured(("a", "2012-01-01", "fritidsliv", people, before, after, pairs)), 2012, basis="register"
        ).iloc[0]
        for pairs in (both, None)
    )
    assert told["value"] == silent["value"] == pytest.approx((after - before) / people)
    assert silent["ci_low"] <= told["ci_low"] + 1e-9
    assert silent["ci_high"] >= told["ci_high"] - 1e-9


def test_pairs_that_cannot_be_are_not_believed():
    impossible = measured(("a", "2012-01-01", "fritidsliv", 50, 40, 40, 3))
    silent = measured(("a", "2012-01-01", "fritidsliv", 50, 40, 40, None))
    found, widest = (self_evaluation.distance_travelled(rows, 2012, basis="register") for rows in (impossible, silent))
    assert list(found["ci_low"]) == list(widest["ci_low"])


def test_between_follow_ups_only_projects_that_reported_both_years_are_compared():
    """Newcombe 1998 (SiM 17:873), table II, method 10: 56 of 70 less 48 of 80 is 0.2 (0.0524 to 0.3339)."""
    rows = measured(
        ("a", "2012-01-01", "fritidsliv", 70, 40, 56, None),
        ("a", "2011-01-01", "fritidsliv", 80, 40, 48, None),
        ("new", "2012-01-01", "fritidsliv", 50, 40, 50, None),
    )
    row = self_evaluation.distance_since_last_year(rows, 2012, basis="register").iloc[0]
    assert row["value"] == pytest.approx(0.2)
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert row["n_persons"] == 14
    assert self_evaluation.distance_since_last_year(rows, 2011, basis="register").empty


def test_projects_that_have_not_reported_are_named_with_what_they_lack(registers):
    forms = registers["selvevaluering"]
    of_first = forms["projekt_id"] == "demo_projekt01"
    silent = forms[~(of_first & (forms["skema"] == "opfoelgning")) & (forms["projekt_id"] != "demo_projekt02")]
    found = self_evaluation.forms_missing(silent, registers["projekter"], 2012)
    assert list(found[["projekt_id", "skemaer"]].itertuples(index=False, name=None)) == [
        ("demo_projekt01", ["opfoelgning"]),
        ("demo_projekt02", ["evaluering", "opfoelgning"]),
    ]
    assert self_evaluation.forms_missing(forms, registers["projekter"], 2012).empty
    assert self_evaluation.forms_missing(forms, registers["projekter"], 2030).empty


def test_a_score_that_would_tell_of_three_who_did_not_reach_their_goal_is_withheld():
    rows = ranking(
        ("p12_three_did_not", "SOF", "mest", 0.75, 0.5, 12, None), ("p12_half", "SOF", "mest", 0.5, 0.5, 12, None)
    )
    shown = protect(ranked.priority_scores(rows, 2012, basis="register")).frame.set_index("group")["status"]
    assert list(shown[["p12_three_did_not", "p12_half"]]) == ["withheld", "shown"]


def test_the_years_budget_is_the_same_whole_however_it_is_divided(registers, truth):
    for key in ("indsatsomraade", "finansiering"):
        sums = costs.year_budget_by(registers["projekter"], key, 2012, basis="demonstration")
        assert sums["value"].sum() == truth["budget_tkr", "2012"]
        assert sums["denominator"].sum() == truth["projekter", "2012"]


def test_annex_3_counts_41_9_21_2_4_and_8_projects_and_85_in_all():
    """The programme paper of 13 April 2010, annex 3, the table in front."""
    counts = lists.projects_listed(published.bilag3_projects(), period="2010").set_index("group")["value"]
    assert counts.to_dict() == {"BUF": 41, "BIF": 9, "SOF": 21, "KFF": 2, "TMF": 4, "ØKF": 8, "alle": 85}


def thread(year, named=None, language="da"):
    return project_thread.thread_table(
        lists.named_projects(published.bilag3_projects(), named, year),
        reference.action_areas(),
        reference.activities(),
        indicators.catalogue(),
        reference.goals(),
        year,
        language=language,
    )


def test_the_thread_leads_from_a_project_to_the_goals_that_stand_that_year():
    """Annex 1, section 3: action area 4 supports goal 3, which the revision of 2 February 2011 replaced."""
    rows = {year: _row(thread(year), "min betjent") for year in (2010, 2012)}
    assert rows[2010] == [
        "min betjent", "Økonomiforvaltningen", "Min betjent", "4. Lokal indsats og borgerdialog", "8, 9",
        "Udvalgte områder fra markant til ordinært behov",
    ]  # fmt: skip
    assert rows[2012][-1] == "Områder med markant eller intensiveret behov"
    assert "de 23 af 85 projekter" in thread(2012)
    assert "ikke fundet" in thread(2015)
    assert "was found" in thread(2019, language="en")


def test_an_indicator_leads_through_its_action_area_to_projects_and_goals():
    """Annex 1, table 2 puts indicator 9 under action area 4, which supports goal 3 (section 3)."""
    model = reference.action_areas(), indicators.catalogue(), reference.goals()
    rows = {}
    for year in (2010, 2012):
        page = project_thread.indicator_thread([9], published.bilag3_projects(), *model, year)
        (row,) = BeautifulSoup(page, "html.parser").tbody.find_all("tr")
        rows[year] = [cell.get_text() for cell in row.find_all(["th", "td"])]
    assert rows[2010][0].startswith("9. Kriminalitet") and rows[2010][1] == "4. Lokal indsats og borgerdialog"
    assert "min betjent" in rows[2010][2] and "egu" not in rows[2010][2]
    assert rows[2010][3] == "Udvalgte områder fra markant til ordinært behov"
    assert rows[2012][3] == "Områder med markant eller intensiveret behov"
    assert "ikke fundet" in project_thread.indicator_thread([9], published.bilag3_projects(), *model, 2016)


def test_the_projects_of_a_bydel_are_named_with_their_goals_once_and_only_where_a_fact_sheet_says_so():
    rows = sheets(("a", "SOF", 100, 0, 20), ("b", "SOF", 100, 0, 20), ("c", "SOF", 100, 0, 20))
    placed = rows.assign(bydel=["Valby", pd.NA, "Vanløse"], indsatsomraade=["4", "4", pd.NA])
    model = reference.action_areas(), reference.goals()
    page = project_thread.bydel_thread(placed, ["Vanløse", "Valby"], *model, 2012)
    found = [
        [cell.get_text() for cell in row.find_all(["th", "td"])]
        for row in BeautifulSoup(page, "html.parser").tbody("tr")
    ]
    assert found == [["Vanløse", "C", "ikke oplyst"], ["Valby", "A", "Områder med markant eller intensiveret behov"]]
    assert "Ingen projekter har oplyst" in project_thread.bydel_thread(placed, ["Valby"], *model, 2013)
    assert project_thread.bydel_thread(None, ["Valby"], *model, 2012) == ""


def test_the_years_own_fact_sheets_stand_instead_of_the_papers_list():
    page = thread(2012, sheets(("a", "SOF", 100, 0, 20)))
    assert "de 1 af 1 projekter" in page
    assert _row(page, "A")[3].startswith("1. ")


def _row(page, name):
    rows = BeautifulSoup(page, "html.parser").select("tbody tr")
    found = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]
    return next(row for row in found if row[0] == name)


def test_the_budget_behind_each_group_is_that_of_its_projects():
    rows = ranking(("a", "SOF", "mest", 0.9, 1.0, 100, None), ("b", "SOF", "mindst", 0.1, 1.0, 100, None))
    scores = protect(ranked.priority_scores(rows, 2012, basis="register"))
    page = priority_table(
        scores, rows, sheets(("a", "SOF", 100, 0, 20), ("b", "SOF", 250, 0, 20)), 2012, 0, {1: "Et mål"}
    )
    *_, table, goals = BeautifulSoup(page, "html.parser").select("table")
    assert [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")] == [
        ["1", "1", "100"],
        ["2", "1", "250"],
    ]
    assert goals.tbody.get_text() == "1. Unge over 18 årEt mål"
    assert page.count("1. Unge over 18 år") == 3


def test_all_that_is_said_of_participants_passes_the_gate_together(registers):
    numbers, forms, sheets_ = (registers[name] for name in ("selvevaluering_tal", "selvevaluering", "projekter"))
    shown = protect_all(
        {
            "dimensions": self_evaluation.dimension_shares(numbers, 2012, basis="demonstration"),
            "distances": self_evaluation.distance_travelled(numbers, 2012, basis="demonstration"),
            "follow_ups": self_evaluation.distance_since_last_year(numbers, 2012, basis="demonstration"),
            "forms": self_evaluation.forms_received(forms, sheets_, ADMINISTRATIONS, 2012, basis="demonstration"),
            "scores": ranked.priority_scores(registers["prioritering"], 2012, basis="demonstration"),
        }
    )
    assert {"shown"} == set(shown["distances"].frame["status"]) == set(shown["follow_ups"].frame["status"])


def test_a_change_of_three_participants_is_withheld():
    rows = measured(("a", "2012-01-01", "fritidsliv", 50, 20, 23, 20))
    shown = protect(self_evaluation.distance_travelled(rows, 2012, basis="register")).frame
    assert list(shown["status"]) == ["withheld"]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_number_the_paper_prints_of_projects_has_its_words(language):
    """The programme paper of 13 April 2010, annex 6: 5 million for lighting, divided 3.3, 1.5 and 0.2."""
    paper = published.paper_key_figures().query("unit in ('mio_dkk', 'kr', 'projects', 'courses', 'centres', 'groups')")
    page = published_rows(paper, until=2013, language=language)
    assert ("5 mio. kr." if language == "da" else "DKK 5 million") in page
    checks = published.printed_sum_checks().set_index("what")
    assert checks.loc["Bilag 6, TMF: tryghedsskabende belysning", "agrees"]


def test_a_fall_is_drawn_below_zero_with_its_whole_interval():
    rows = measured(
        ("a", "2012-01-01", "fritidsliv", 100, 60, 30, None),
        ("b", "2012-01-01", "kriminalitet", 100, 30, 60, None),
    )
    page = interval_chart(protect(self_evaluation.distance_travelled(rows, 2012, basis="register")), by="group")
    drawing = content_of(BeautifulSoup(page, "html.parser").img["src"]).decode()
    assert "\u221240" in re.sub("<[^>]+>", "|", drawing)
    assert "−30 procentpoint" in BeautifulSoup(page, "html.parser").get_text().replace("\u00a0", " ")


def test_the_overview_of_annex_4_stands_as_it_is_printed():
    """The paper, annex 4: 5.400, 28.900, not settled, none, 22.000, 260 and 6.040; 29.160 and 33.440 in all."""
    page = BeautifulSoup(
        initiative_overview(published.bilag4_printed_totals(), published.bilag4_initiatives()), "html.parser"
    )
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select("tbody tr")]
    assert rows == [
        ["ingen", "5.400"],
        ["28.900", "ingen"],
        ["ikke afklaret", "ikke afklaret"],
        ["ingen", "ingen"],
        ["ingen", "22.000"],
        ["260", "6.040"],
        ["29.160", "33.440"],
    ]
