"""Published figures: sourced, consistent with each other, and enough for the verdicts that are known."""

from importlib.resources import files

import pytest

from sikkerby_eval.data import published, reference
from sikkerby_eval.data.packaged import packaged_table

LONG = [
    published.key_figures,
    published.safety_survey,
    published.programme_results,
    published.recidivism,
    published.paper_key_figures,
]
OTHER = [
    published.reports_by_quarter, published.bilag3_projects, published.bilag3_printed_totals,
    published.bilag4_initiatives, published.bilag4_printed_totals, published.bilag7_tables,
]  # fmt: skip
every_table = pytest.mark.parametrize("load", LONG + OTHER, ids=lambda load: load.__name__)


def figure(load, indicator, period, area="København"):
    table = load()
    rows = table[(table["indicator"] == indicator) & (table["period"] == period) & (table["area"] == area)]
    return rows["value"].item()


@every_table
def test_every_published_row_names_its_source(load):
    table = load()
    assert len(table) and table["source"].notna().all()


@pytest.mark.parametrize("load", LONG, ids=lambda load: load.__name__)
def test_a_row_has_a_figure_or_a_word_and_a_plain_unit(load):
    table = load()
    is_date = table["unit"] == "date"
    assert (table["value"].notna() ^ table["value_text"].notna())[~is_date].all()
    assert table["unit"].str.fullmatch(r"[a-z0-9_]+").all()
    assert table[["approximate", "uncertain", "computed", "third_party"]].notna().all(axis=None)
    assert (table["url"].isna() | table["url"].str.fullmatch(r"https?://\S+")).all()
    assert (table["source_date"].isna() | table["source_date"].str.fullmatch(r"\d{4}(-\d\d){0,2}")).all()


def test_every_table_in_the_folder_has_a_loader_and_travels_in_the_package():
    tables = {path.name for path in files("sikkerby_eval.data.published").iterdir() if path.name.endswith(".csv")}
    assert tables == {f"{load.__name__}.csv" for load in LONG + OTHER}


def test_an_unknown_table_is_refused():
    with pytest.raises(FileNotFoundError):
        packaged_table("sikkerby_eval.data.published", "findes_ikke")


def test_goal_of_2011_areas_in_need_halved():
    """Økonomiudvalget 17 June 2014 item 13: 12 areas in 2010, 5 in 2014, which is −58 %."""
    first, last = (figure(published.safety_survey, "areas_markant_or_intensiveret", year) for year in ("2010", "2014"))
    goal = reference.goals().set_index("goal_id").loc["2011-1"]
    assert (first, last) == (goal["baseline_value"], 5)
    assert 1 - last / first >= goal["threshold"]
    assert round(100 * (last / first - 1)) == -58


def test_goals_for_2017_evening_and_bydele():
    """Tryghedsundersøgelsen 2017: 22 % unsafe in the evening, 5 bydele over 10 %."""
    goals = reference.goals().set_index("goal_id")
    assert figure(published.safety_survey, "share_unsafe_evening", "2017") / 100 == 0.22
    assert 0.22 > goals.loc["2014-1", "threshold"] == 0.15
    bydele = figure(published.safety_survey, "bydele_over_10pct_unsafe", "2017")
    assert bydele == 5 > goals.loc["2014-3", "threshold"] == 0


def test_goal_for_2021_bydele():
    """Borgerrepræsentationen 22 September 2022 item 3: 4 bydele over 10 % in 2021."""
    goal = reference.goals().set_index("goal_id").loc["2018-1"]
    assert figure(published.safety_survey, "bydele_over_10pct_unsafe", "2021") == 4 > goal["threshold"]


def test_goal_for_2025_three_bydele_have_risen():
    """Strategy 2022–2025: 71, 74 and 81 % safe in 2022; Tryghedsundersøgelsen 2025: 81, 80 and 86 %."""
    goal = reference.goals().set_index("goal_id").loc["2022-1"]
    table = published.safety_survey().query("indicator == 'share_safe_neighbourhood'")
    first = table[(table["period"] == "2022") & (table["area"] != "København")].set_index("area")["value"]
    below = first[first / 100 < goal["area_threshold"]]
    assert below.to_dict() == {"Brønshøj-Husum": 71, "Bispebjerg": 74, "Ydre Nørrebro": 81}
    last = table[(table["period"] == "2025") & table["area"].isin(below.index)].set_index("area")["value"]
    assert last.to_dict() == {"Brønshøj-Husum": 81, "Bispebjerg": 80, "Ydre Nørrebro": 86}


def test_goals_of_2010_have_no_published_outcome():
    metrics = reference.goals().query("generation == '2010'")["metric"]
    for load in LONG:
        assert not load()["indicator"].isin(metrics).any()


def test_two_figures_that_disagree_are_both_there():
    """Unsafe in the evening 2009: 22 % (index 2013) and 24 % (later surveys)."""
    table = published.safety_survey()
    rows = table[(table["indicator"] == "share_unsafe_evening") & (table["period"] == "2009")]
    assert sorted(rows.loc[rows["area"] == "København", "value"]) == [22, 24]
    assert (rows.loc[rows["area"] == "København", "conflict_id"] == "evening_unsafe_2009").all()


def test_uncertain_rows_are_flagged():
    """The sources' own doubts: Amager Vest 2017, Bispebjerg 2026, Vanløse 2025 (newspaper)."""
    table = published.safety_survey()
    flagged = set(table.loc[table["uncertain"], ["area", "period"]].itertuples(index=False, name=None))
    assert {("Amager Vest", "2017"), ("Bispebjerg", "2026"), ("Vanløse", "2025")} <= flagged
    assert table.loc[table["period"] == "2026", "third_party"].all()


def test_groups_of_offences_add_up_to_all_reports_each_quarter():
    """Statistics Denmark, STRAF11: 11 + 12 + 13 + 14 + 3 = all, to the exact report."""
    table = published.reports_by_quarter().pivot(index="period", columns="group", values="reports")
    parts = table[["11", "12", "13", "14", "3"]].dropna()
    assert len(parts) == 58
    assert (parts.sum(axis="columns") == table.loc[parts.index, "TOT"]).all()
    assert table["TOT"].notna().sum() == 62 and table.loc["2007K1", "TOT"] == 21462


def test_quarters_add_up_to_the_years_that_were_computed_from_them():
    quarters = published.reports_by_quarter().query("group == 'TOT'")
    years = quarters.groupby(quarters["period"].str[:4])["reports"].agg(["sum", "size"]).query("size == 4")["sum"]
    table = published.key_figures().query("indicator == 'reported_offences_total' and computed")
    computed = table.set_index("period")["value"]
    assert len(computed) == 15
    assert (years.loc[computed.index] == computed).all()


def test_85_projects_reconcile_by_administration_to_210_528_thousand():
    """The paper, annex 3: 41, 9, 21, 2, 4 and 8 projects; 210.528 thousand kr."""
    projects = published.bilag3_projects()
    assert len(projects) == 85 and projects["amount_tkr"].sum() == 210_528
    by_administration = projects.groupby("administration", sort=False)["amount_tkr"].agg(["size", "sum"])
    assert by_administration["size"].to_dict() == {"BUF": 41, "BIF": 9, "SOF": 21, "KFF": 2, "TMF": 4, "ØKF": 8}
    expected = {"BUF": 61_219, "BIF": 21_825, "SOF": 103_805, "KFF": 5_500, "TMF": 11_300, "ØKF": 6_879}
    assert by_administration["sum"].to_dict() == expected


def test_annex_3_mixes_the_amounts_of_two_years():
    """The paper marks 11 of SOF's amounts "tal fra 2009"; four projects are marked Kickstart."""
    projects = published.bilag3_projects()
    assert (projects["amount_year"] == 2009).sum() == 11
    assert (projects.loc[projects["amount_year"] == 2009, "administration"] == "SOF").all()
    assert (projects["remark"] == "Kickstart").sum() == 4


def test_printed_sums_that_do_not_add_up_are_kept_and_said():
    """The paper: clubs 6.100 against 8.100; 62,7 and 33,5 million against 62.600 and 33.440; 77 announced."""
    checks = published.printed_sum_checks()
    wrong = checks[~checks["agrees"]].set_index("what")[["printed", "counted"]]
    assert wrong.to_records().tolist() == [
        ("Bilag 4, bilagets tabel 2: Klubområdet", 6_100, 8_100),
        ("Bilag 4, oversigten: Børn og unge under 18 år, anlæg", 28_900, 30_900),
        ("Bilag 4, oversigten: Anlæg i alt, mod bilagets linjer", 29_160, 31_160),
        ("Bilag 4, bilagets tekst: Samlet udgiftsbehov, ca. 62,7 mio. kr.", 62_700, 62_600),
        ("Bilag 4, bilagets tekst: Drift, ca. 33,5 mio. kr.", 33_500, 33_440),
        ("Nye initiativer i teksten mod Bilag 4", 77, 27),
    ]
    assert checks["source"].notna().all()


def test_amounts_not_yet_known_are_missing_and_not_zero():
    lines = published.bilag4_initiatives()
    assert lines.loc[lines["note"] == "ikke afklaret", "amount_tkr"].isna().all()
    assert not lines["amount_tkr"].eq(0).any()


def test_the_papers_own_figures_of_the_first_quarter_of_2010():
    """The paper, annex 1 section 5.2: −27 %, −11 %, +51 %, about 5.440 charges, about 80 % of them 18–25."""
    table = published.paper_key_figures().query("period == '2010-01-01/2010-03-28'")
    crime = table[~table["indicator"].str.startswith("grid")]
    assert crime["value"].tolist() == [-27, -11, 51, 5440, 80]
    assert crime.loc[crime["indicator"].str.startswith("charges"), "approximate"].all()


@pytest.mark.parametrize("load", [*OTHER, published.paper_key_figures], ids=lambda load: load.__name__)
def test_no_address_or_telephone_number_of_the_paper_is_transcribed(load):
    text = load().select_dtypes("string").drop(columns=["url"], errors="ignore").stack()
    assert not text.str.contains(r"\S+@\S+\.\w+|\b\d{4} \d{4}\b", regex=True).any()
