"""The quarterly report: charges of the young, the demonstration's planted truth, and the page itself."""

import re
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from scipy.stats import binomtest

from sikkerby_eval.data import demo, published, reference
from sikkerby_eval.judge.breaks import breaks_touching
from sikkerby_eval.judge.disclosure.publication import audit, protect
from sikkerby_eval.metrics.crime import reports as crime
from sikkerby_eval.metrics.crime import young_charges
from sikkerby_eval.metrics.crime.days import same_days, whole_quarter
from sikkerby_eval.metrics.crime.homicides import homicide_rates, homicide_ratio
from sikkerby_eval.metrics.crime.swings import year_on_year
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.published import yearly_reports
from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.plan import Request, make_plan
from sikkerby_eval.report.figures.funnel_plot import funnel_plot
from sikkerby_eval.report.figures.interval_chart import interval_chart
from sikkerby_eval.report.tables import key_figures
from sikkerby_eval.report.tables.published import label
from sikkerby_eval.report.tables.year_on_year import year_on_year_finding, year_on_year_table
from sikkerby_eval.report.text import numbers as text

ROOT = Path(__file__).parent.parent
TYPES = crime.crime_types(reference.offence_levels(), reference.offence_groups(), reference.ssp_terms())
DAYS = same_days(2010, 1)


def charges(*rows):
    """``person, born, offence, charged, code`` each."""
    names = ["person_id", "foedselsdato", "gerningsdato", "sigtelsesdato", "gerningskode"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in names[1:4]})


CASES = charges(
    ("p01_turns_15_the_day_after_the_offence", "1995-03-02", "2010-03-01", "2010-03-05", "1380"),
    ("p02_turns_15_on_the_day_of_the_offence", "1995-03-01", "2010-03-01", "2010-03-05", "1380"),
    ("p03_charged_twice_is_one_person", "1990-01-01", "2010-01-02", "2010-01-03", "1332"),
    ("p03_charged_twice_is_one_person", "1990-01-01", "2010-02-02", "2010-02-03", "1255"),
    ("p04_is_26", "1984-01-01", "2010-01-02", "2010-01-03", "1332"),
    ("p05_is_25", "1984-06-01", "2010-01-02", "2010-01-03", "1332"),
    ("p06_charged_the_day_after", "1995-01-01", "2010-03-20", "2010-03-29", "1332"),
    ("p07_of_an_unknown_code", "1994-01-01", "2010-03-20", "2010-03-28", "9999"),
    ("p08_is_9", "2000-06-01", "2010-03-20", "2010-03-28", "1390"),
)


def counted(frame=CASES, *days):
    rows = young_charges.charges_by_age(frame, *(days or [DAYS]), basis="register")
    return rows[rows["metric"] == "charges"].set_index("group")


def test_each_case_falls_in_its_age_group():
    """The paper, annex 1 section 5.2: ages 0–25 in three groups, "charges" under 15 included."""
    rows = counted()
    assert rows["value"].to_dict() == {"0-14": 2, "15-17": 2, "18-25": 3, "0-25": 7, "10-25": 6, "0-17": 4}
    assert rows["n_persons"].to_dict() == {"0-14": 2, "15-17": 2, "18-25": 2, "0-25": 6, "10-25": 5, "0-17": 4}


def test_the_share_of_the_oldest_is_of_the_papers_ages():
    row = young_charges.charges_by_age(CASES, DAYS, basis="register").query("metric == 'share_of_charges'").iloc[0]
    assert (row["numerator"], row["denominator"], row["value"], row["n_persons"]) == (3, 6, 0.5, 2)


def test_a_birth_on_29_february_is_a_year_older_on_1_march():
    born = pd.to_datetime(pd.Series(["1996-02-29"] * 3))
    days = pd.to_datetime(pd.Series(["2011-02-28", "2011-03-01", "2012-02-29"]))
    assert young_charges.age_on(born, days).tolist() == [14, 15, 16]


def test_types_of_the_under_18s_add_up_and_unknown_codes_are_not_lost():
    rows = young_charges.youth_charges_by_type(CASES, TYPES, DAYS, basis="register").set_index("group")["value"]
    assert rows.sum() == counted()["value"]["0-17"]
    assert rows["0-17, ukendt kode"] == 1
    assert rows["0-17, Voldsforbrydelser i alt"] == 0


def test_a_withheld_type_cannot_be_worked_out_from_the_others():
    many = pd.concat([CASES.assign(person_id=[f"q{copy}_{row}" for row in range(len(CASES))]) for copy in range(9)])
    every = pd.concat([many, CASES[CASES["gerningskode"] == "9999"]])
    rows = [
        young_charges.charges_by_age(every, DAYS, basis="register"),
        young_charges.youth_charges_by_type(every, TYPES, DAYS, basis="register"),
        young_charges.charges_by_age(every.head(20), DAYS.year_before, basis="register"),
    ]
    few = charges(*[(f"k{n}", "1994-01-01", "2010-03-20", "2010-03-28", "3410") for n in range(3)])
    rows[1] = young_charges.youth_charges_by_type(pd.concat([every, few]), TYPES, DAYS, basis="register")
    rows[0] = young_charges.charges_by_age(pd.concat([every, few]), DAYS, basis="register")
    sums = young_charges.type_sums(TYPES, rows[1])
    shown = protect(pd.concat(rows), sums=sums)
    status = shown.frame.set_index("group")["status"]
    assert status["0-17, Særlove i alt"] == "withheld"
    assert (shown.frame["status"] == "withheld").sum() > 1
    assert audit({"": shown}, sums=sums)["safe"].all()


def test_a_type_that_is_no_row_hides_nobody():
    """29 charges, 19 and 5 of two types: with unknown codes among the types, the last could be anything up to 5."""
    counted = young_charges.youth_charges_by_type(CASES[CASES["gerningskode"] != "9999"], TYPES, DAYS, basis="register")
    assert "ukendt kode" not in set(young_charges.type_sums(TYPES, counted)["part"])
    with_unknown = young_charges.youth_charges_by_type(CASES, TYPES, DAYS, basis="register")
    assert "ukendt kode" in set(young_charges.type_sums(TYPES, with_unknown)["part"])


def test_days_without_a_charge_and_registers_not_delivered_have_no_rows():
    later = whole_quarter(2015, 1)
    assert young_charges.charges_by_age(CASES, later, basis="register").empty
    assert young_charges.youth_charges_by_type(CASES, TYPES, later, basis="register").empty
    assert young_charges.charges_by_age(None, DAYS, basis="register").empty
    assert young_charges.youth_charges_by_type(None, TYPES, DAYS, basis="register").empty


def test_a_charge_without_a_date_of_birth_is_refused():
    with pytest.raises(ValueError, match="1 rows of charges have no foedselsdato: nobody leaves a count unnoticed"):
        young_charges.charges_by_age(
            CASES.assign(foedselsdato=CASES["foedselsdato"].where(CASES.index > 0)), DAYS, basis="register"
        )


@pytest.fixture(scope="module")
def invented():
    return demo.registers(persons=60_000, seed=3)


def test_the_demonstrations_reports_are_those_that_were_planted(invented):
    """The demonstration's truth: reports by quarter and group, planted and never read back."""
    told = demo.truth(persons=60_000, seed=3)
    planted = told[told.iloc[:, 0] == "anmeldelser"]
    found = crime.quarterly_counts(invented["anmeldelser"], TYPES).set_index(["period", "group"])["reports"]
    planted = planted[planted["periode"].str.fullmatch(r"\d{4}K\d")]
    assert len(planted) == 5 * 28
    for row in planted.itertuples():
        assert found[row.periode, row.gruppe] == row.vaerdi


def test_the_papers_figures_are_found_in_the_demonstration_within_chance(invented):
    """The paper: −27 % robbery, +51 % burglary, about 5,440 charges of ages 10–25, about 80 % of them 18–25."""
    days = whole_quarter(2010, 1)
    counts = crime.quarterly_counts(invented["anmeldelser"], TYPES)
    rows = year_on_year(counts, days, basis="demonstration").set_index(["metric", "group"])
    for kind, change in (("røveri", 0.73), ("indbrud", 1.51)):
        row = rows.loc[("reports_year_on_year", kind)]
        assert row["ci_low"] < change < row["ci_high"]
    found = young_charges.charges_by_age(invented["sigtelser"], DAYS, basis="demonstration")
    planted = 5_440 * 60_000 / 528_208
    all_young = found.query("metric == 'charges' and group == '10-25'")["value"].item()
    assert abs(all_young - planted) < 4 * planted**0.5
    share = found.query("metric == 'share_of_charges'").iloc[0]
    assert abs(share["value"] - 0.80) < 4 * (0.8 * 0.2 / share["denominator"]) ** 0.5


def compared(*pairs):
    quarters = pd.period_range("2007Q1", periods=12, freq="Q").strftime("%YK%q")
    rows = [("2010K1", group, now) for group, now, _ in pairs]
    rows += [
        (quarter, group, before if quarter == "2009K1" else 30 + place % 3)
        for group, _, before in pairs
        for place, quarter in enumerate(quarters)
    ]
    frame = pd.DataFrame(rows, columns=["period", "group_da", "reports"]).assign(area="København")
    return protect(year_on_year(frame.assign(group=frame["group_da"]), whole_quarter(2010, 1), basis="register"))


def cells(html, row):
    table = BeautifulSoup(html, "html.parser").table
    found = next(line for line in table.tbody.find_all("tr") if line.th.get_text() == row)
    return [cell.get_text().replace("\u00a0", " ") for cell in found.find_all("td")]


def test_per_cent_stand_only_from_20_events_in_both_periods():
    html = year_on_year_table(compared(("a", 20, 25), ("b", 19, 25), ("c", 25, 19)))
    assert cells(html, "a")[:4] == ["25", "20", "−20,0 %", "0,80"]
    assert cells(html, "b")[2] == cells(html, "c")[2] == "for få til procent"
    assert all("–" in cells(html, row)[4] for row in "abc")


def test_a_change_says_whether_it_is_more_than_the_usual_swings():
    table = compared(("small", 31, 30), ("large", 300, 30))
    html = year_on_year_table(table, language="en")
    assert cells(html, "small")[5] == "within the usual swings"
    assert cells(html, "large")[5] == "larger than the usual swings"
    assert "That is more than the usual swings." in year_on_year_finding(table, "large", language="en")


def test_the_newest_quarter_is_flagged_as_still_growing():
    known = published.reports_by_quarter().query("group == 'TOT'")["period"]
    assert "vokser endnu" in key_figures.newest_quarter_note(known, "2022K2")
    assert "sene anmeldelser er kommet med" in key_figures.newest_quarter_note(known, "2010K1")


def test_a_quarter_without_numbers_says_so_and_which_there_are():
    known = published.reports_by_quarter().query("group == 'TOT'")["period"]
    said = text.spoken(key_figures.newest_quarter_note(known, "2023K1"))
    assert said == "Der er ingen tal for 1. kvartal 2023. De tal, der er, går fra 1. kvartal 2007 til 2. kvartal 2022."
    assert key_figures.no_numbers_note(known, "2010K1") == ""


@pytest.mark.parametrize(
    ("year", "quarter", "told"),
    [(2022, 2, "lukket ned"), (2023, 1, ""), (2013, 4, "seksualforbrydelser"), (2010, 1, "")],
)
def test_what_happened_in_the_days_compared_is_told_beneath_them(year, quarter, told):
    """Covid's lockdowns ended on 31 December 2021; the codes of sexual offences changed on 1 July 2013."""
    days = whole_quarter(year, quarter)
    hit = breaks_touching(reference.breaks(), "reported_offences", days.year_before.first, days.last)
    note = key_figures.comparison_notes(hit)
    assert told in note and bool(told) == bool(note)


def test_the_ratio_of_two_capitals_is_the_exact_one_of_their_cases():
    """Clopper & Pearson 1934 for the split of København's 30 and Oslo's 27 cases, worked back from Eurostat's rates."""
    cities = published.key_figures()
    rates, sizes = (cities[cities["indicator"] == name] for name in ("homicide_rate", "population_capital"))
    row = homicide_ratio(homicide_rates(rates, sizes), "København", "Oslo").iloc[0]
    split = binomtest(30, 57).proportion_ci(0.95, method="exact")
    per_person = 1526178 / 1487097
    assert (row["numerator"], row["denominator"], row["period"]) == (30, 27, "2003-2005")
    assert row["ci_low"] == pytest.approx(split.low / (1 - split.low) * per_person, rel=1e-4)
    assert row["ci_high"] == pytest.approx(split.high / (1 - split.high) * per_person, rel=1e-4)
    told = text.spoken(key_figures.homicide_comparison(protect(homicide_ratio(homicide_rates(rates, sizes), *PAIR))))
    assert told.startswith("Drabsraten i København var 1,12 gange så høj som i Oslo")  # 2,00 / 1,79
    assert told.endswith("Med så få drab kan forskellen komme af tilfældet.")
    assert homicide_ratio(homicide_rates(rates, sizes), "København", "Ankara").empty


PAIR = ("København", "Oslo")


def changed(**bounds):
    low, high = zip(*bounds.values(), strict=True)
    middle = [sum(ends) / 2 for ends in bounds.values()]
    frame = estimates_frame(
        metric="ssp_cases_year_on_year",
        period="2012K1",
        area=list(bounds),
        value=middle,
        ci_low=low,
        ci_high=high,
        unit="ratio",
        method="exact",
        basis="register",
    )
    return protect(frame)


def test_bydele_that_changed_more_than_usual_are_named_and_none_is_said_to_be_none():
    told = key_figures.recent_change(changed(Valby=(1.2, 3.0), Vanløse=(0.4, 1.1), Bispebjerg=(0.2, 0.8)))
    assert text.spoken(told).startswith("I Valby og Bispebjerg er ændringen")
    assert text.spoken(key_figures.recent_change(changed(Valby=(0.8, 1.3)))).startswith(
        "I Valby er ændringen fra året før ikke"
    )
    nothing = changed(Valby=(0.8, 1.3)).select(area="Vanløse")
    assert key_figures.recent_change(nothing) == "Ændringen fra året før kan ikke vises for nogen bydel"


def test_yearly_reports_stand_three_types_to_a_table_with_their_own_breaks_beneath():
    """Statistics Denmark: the codes of sexual offences changed on 1 July 2013; no other type's did."""
    table = protect(yearly_reports(published.reports_by_quarter()))
    page = BeautifulSoup(
        key_figures.yearly_tables(table, reference.offence_groups(), reference.breaks(), 2014), "html.parser"
    )
    heads = [[th.text for th in one.select("thead th")] for one in page.select("table")]
    assert [len(head) for head in heads] == [4, 4]
    notes = [note.text for note in page.select("ul.note li")]
    assert len(notes) == 1
    assert notes[0].startswith("1. juli 2013 (seksualforbrydelser): ") and "Må ikke sammenlignes" in notes[0]
    of_2010 = next(row for row in page.select("tbody tr") if row.th.text == "2010")
    assert of_2010.td.text == "94.792"


def test_every_offence_has_a_name_on_an_english_page():
    levels = reference.offence_levels()
    assert levels["tekst_en"].notna().all() and levels["tekst_en"].is_unique
    assert label("Butikstyverier mv.", "group", "en") == "Shoplifting etc."
    assert label("Butikstyverier mv.", "group", "da") == "Butikstyverier mv."


@pytest.mark.parametrize(
    ("period", "da", "en"),
    [
        ("2010-01-01/2010-03-28", "1. januar–28. marts 2010", "1 January–28 March 2010"),
        ("2007K1-2010K1", "1. kvartal 2007–1. kvartal 2010", "Q1 2007–Q1 2010"),
    ],
)
def test_periods_are_written_in_words(period, da, en):
    assert (text.period(period, "da"), text.period(period, "en")) == (da, en)


def test_empty_tables_say_so_instead_of_drawing():
    empty = protect(year_on_year(crime.report_counts(None, TYPES), DAYS, basis="register"))
    for drawing in (interval_chart(empty), funnel_plot(empty)):
        assert "Der er ikke fundet tal" in drawing
    assert "ingen tal for disse dage" in year_on_year_table(empty)
    waits = key_figures.section("anmeldelser", year_on_year_table(empty))
    assert "kræver, at registeret anmeldelser er leveret" in waits
    needed = key_figures.section("haendelser", interval_chart(empty, language="en"), language="en")
    assert "incidents (hændelser)" in needed


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("noegletal")
    request = Request(
        2010,
        "noegletal",
        (("kvartal", 1),),
        notebooks=ROOT / "notebooks",
        params=ROOT / "params",
        out=folder / "reports",
    )
    (built,) = build_many([make_plan(request)])
    return BeautifulSoup(built.page.read_text("utf-8"), "html.parser")


def test_the_page_of_the_first_quarter_of_2010_passes_the_gate_and_answers_first(page):
    """Statistics Denmark, STRAF11: 22,404 reports in 2010K1 and 22,285 in 2009K1."""
    first = page.main.find("h2").find_next("p").get_text()
    assert "22.404" in first and "22.285" in first and "inden for de sædvanlige udsving" in first


def test_the_papers_own_figures_stand_beside_with_their_source(page):
    rows = page.find(string=re.compile("^Papirets egne tal")).find_next("table").tbody.find_all("tr")
    values = [row.find_all("td")[2].get_text().replace("\u00a0", " ") for row in rows]
    assert values == ["−27 %", "−11 %", "+51 %", "5.440 sigtelser", "80 %"]
    assert all("Bilag 1 afsnit 5.2" in row.find_all("td")[-1].get_text() for row in rows)


def test_all_nine_tables_of_annex_7_are_accounted_for(page):
    rows = page.find("caption", string=re.compile("Papirets nøgletal")).find_parent("table").tbody.find_all("tr")
    told = [row.td.get_text() for row in rows]
    assert len(told) == 9
    assert told[0] == "offentliggjorte tal"
    assert "drab" in told[7] and "berigelsesforbrydelser" in told[8]
    assert all("papirets egne er et billede" in words for words in told[7:])
    assert all("kræver registeret" in words for words in told[1:7])


def test_a_map_in_squares_of_what_is_not_delivered_is_no_map_of_few(page):
    assert "kvadrater." not in page.get_text().split("Det Danske Kvadratnet")[0].replace("flere kvadrater er", "")
    waits = [note.get_text() for note in page.find_all(class_="note")]
    assert sum("kræver, at registeret hændelser er leveret" in note for note in waits) == 1
