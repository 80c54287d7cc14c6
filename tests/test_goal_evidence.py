"""Goals 2 to 4 and comparisons beside their verdicts: what the page is made of, and what it may not say."""

import datetime
import re
from types import SimpleNamespace

import pandas as pd
import pytest

from sikkerby_eval.data import reference
from sikkerby_eval.data.published import programme_results
from sikkerby_eval.judge.disclosure.publication import audit, protect, protect_all
from sikkerby_eval.metrics.continuity import evidence as closure_evidence
from sikkerby_eval.metrics.recidivism import evidence as exit_evidence
from sikkerby_eval.metrics.recidivism import flow_evidence
from sikkerby_eval.metrics.recidivism.flow import phase_flow
from sikkerby_eval.metrics.recidivism.follow_up import PHASES
from sikkerby_eval.metrics.recidivism.sensitivity import published_not_charged, sensitivity
from sikkerby_eval.metrics.safety import evidence as area_evidence
from sikkerby_eval.metrics.shares import no_rows
from sikkerby_eval.report.tables import area_section, closures_section, comparison_section, exit_section, flow_section
from sikkerby_eval.report.tables.published import nothing
from sikkerby_eval.report.text import (
    area_words,
    comparison_words,
    exit_sentences,
    exit_words,
    goal_sentences,
    goal_words,
)
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import content_of

LEVELS = reference.offence_levels()
NUMBERS = ["numerator", "denominator", "value", "ci_low", "ci_high"]
CAUSE = re.compile(r"effekten af|førte til|virkede|på grund af|skyldes|caused|led to|worked|because of|due to", re.I)


def courses(*rows):
    """Courses as (person, status, dates reached)."""
    filled = [
        {"forloeb_id": f"f{number:03}", "person_id": person, "status": status, "spor": "bande", "henvist_af": "SSP"}
        | {"foedselsdato": "1990-01-01", "koen": "M", "opfoelgning_dato": None}
        | dict(zip(PHASES.values(), (*dates, *[None] * (5 - len(dates))), strict=True))
        for number, (person, status, dates) in enumerate(rows)
    ]
    frame = pd.DataFrame(filled)
    dates = ["foedselsdato", *PHASES.values(), "opfoelgning_dato"]
    return frame.assign(**{name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in dates})


DATES = ("2010-07-01", "2010-07-11", "2010-08-01", "2010-09-01", "2011-09-01")
GROUPS = (("gennemfoert", DATES, 20), ("afbrudt", DATES[:4], 12), ("i_gang", DATES[:4], 8), ("afvist", DATES[:1], 9))


def many(*extra):
    rows = [(f"p_{status}_{n}", status, dates) for status, dates, size in GROUPS for n in range(size)]
    return courses(*rows, *extra)


def registers(**frames):
    names = ("exitforloeb", "exitudfald", "domme", "afgang", "tryghedsindeks", "udvalgte_omraader", "lukninger")
    known = dict.fromkeys((*names, "indberetninger", "politistatistik", "anmeldelser")) | frames
    return SimpleNamespace(**known, basis="demonstration", cutoffs={"domme": datetime.date(2016, 12, 31)})


def flow_of(frame, year=2014):
    rows = flow_evidence.programme(registers(exitforloeb=frame), year)
    return rows[rows["metric"] == "exit_flow"]


def test_a_report_does_not_know_what_came_after_its_year():
    later = courses(
        ("p01_completed_in_2011", "gennemfoert", DATES),
        ("p02_dropped_out_in_2011", "afbrudt", DATES),
        ("p03_referred_in_2011", "henvist", ("2011-02-01",)),
    )
    known = flow_evidence.courses_known(later, 2010).set_index("person_id")
    assert list(known.index) == ["p01_completed_in_2011", "p02_dropped_out_in_2011"]
    assert known["slutdato"].isna().all()
    assert (known["status"] == "i_gang").all()


def test_only_those_of_18_to_25_at_the_start_are_in_the_flow():
    frame = courses(("p01_turns_26_the_day_after_the_start", "i_gang", DATES[:4]), ("p02_26", "i_gang", DATES[:4]))
    frame["foedselsdato"] = pd.to_datetime(["1984-09-02", "1984-09-01"])
    known = flow_evidence.courses_known(frame, 2014)
    assert known["person_id"].tolist() == ["p01_turns_26_the_day_after_the_start"]


def test_the_flow_adds_up_in_each_phase_and_its_shares_are_those_of_the_flow_function():
    """Two ways to the same numbers: from the published counts, and from the register by ``phase_flow``."""
    flow = flow_of(many())
    number = flow.set_index("group")["value"]
    sums = flow_evidence.flow_sums(flow)
    held = 0
    for (whole, _), parts in sums[sums["column"] == "group"].groupby(["whole", "division"])["part"]:
        if set(parts) <= set(number.index):
            assert number[whole] == number[list(parts)].sum()
            held += 1
    assert held == 7  # four phases, the fates of the referred, all who wait, all who dropped out
    shares = flow_evidence.attrition(protect(flow, sums=sums).frame)
    other = phase_flow(many())
    other = other[other["period"].str.contains("–") & (other["metric"] != "exit_reached")]
    for metric, rows in shares.groupby("metric"):
        expected = other[other["metric"] == metric].reset_index(drop=True)
        pd.testing.assert_frame_equal(rows[NUMBERS].reset_index(drop=True), expected[NUMBERS], check_dtype=False)


def test_few_who_dropped_out_cannot_be_worked_out_from_those_who_went_on():
    few = many(*((f"p_left_after_screening_{n}", "afvist", DATES[:2]) for n in range(2)))
    sums = flow_evidence.flow_sums(flow_of(few))
    shown = protect_all({"flow": flow_of(few)}, sums=sums)
    withheld = shown["flow"].frame.query("status == 'withheld'")["group"]
    assert "fase screenet, faldt fra" in set(withheld)
    assert len(withheld) > 1
    assert audit(shown, sums=sums)["safe"].all()


def verdicts_for(frame, every):
    persons = frame.loc[frame["status"] == "gennemfoert", "person_id"].iloc[::every]
    table = pd.DataFrame({"person_id": persons, "gerningskode": "1250", "afgoerelse": "faengsel"})
    return table.assign(domsdato=pd.Timestamp(2012, 6, 1), gerningsdato=pd.Timestamp(2012, 3, 1))


def test_the_range_over_definitions_holds_every_one_of_them_in_steps_too_wide_to_count_in():
    frame = courses(*((f"p_{n}", "gennemfoert", DATES) for n in range(80)))
    gone = pd.DataFrame({"person_id": pd.Series(dtype="string"), "afgangsdato": pd.Series(dtype="datetime64[s]")})
    given = {"exitforloeb": frame, "domme": verdicts_for(frame, 4), "afgang": gone}
    ends = exit_evidence.sensitivity_range(registers(**given), LEVELS, 2014).set_index("metric")["value"]
    grid = sensitivity(frame, given["domme"], gone, LEVELS, cut_off="2014-12-31")["value"].dropna()
    low, high = ends["not_convicted_from"], ends["not_convicted_to"]
    assert low <= grid.min() <= grid.max() <= high
    step = 0.15  # 10 persons of 80 are 12.5 points, rounded up to whole 5 points
    assert [end / step == pytest.approx(round(end / step)) or end == 1 for end in (low, high)] == [True, True]


def index(*years):
    """Categories of four areas; the first two are selected."""
    rows = [
        {"aar": year, "bydel": "b", "omraade": f"o{n}", "kategori": kategori, "indeks": 50.0, "metode": "v1"}
        for year, categories in years
        for n, kategori in enumerate(categories)
    ]
    return pd.DataFrame(rows).astype({"omraade": "string", "kategori": "string", "metode": "string"})


SELECTED = pd.DataFrame({"omraade": ["o0", "o1"], "udvalgt_dato": pd.to_datetime(["2010-06-01"] * 2)})
PATHS = index(
    (2010, ("markant", "markant", "ordinaer", "minimal")), (2011, ("ordinaer", "markant", "ordinaer", "minimal"))
)


def test_the_selected_areas_paths_and_everybodys_moves_stand_on_the_page():
    given = registers(tryghedsindeks=PATHS, udvalgte_omraader=SELECTED)
    shown = protect(area_evidence.areas_on_the_way(given, 2011, first=2010))
    paths = str(area_section.trajectories_table(shown))
    assert "o0" in paths
    assert "o2" not in paths
    assert "ordinær" in paths
    moves = shown.select(metric="safety_transition", group="markant → ordinær").frame.iloc[0]
    assert (moves["numerator"], moves["denominator"]) == (1, 2)
    together = shown.select(metric="safety_chance_all_arrive").frame["value"].iloc[0]
    assert together == pytest.approx(1 - 0.5**4)  # half of the markant areas arrive each year, four years are left


def test_one_year_of_index_or_none_gives_a_sentence_instead_of_a_table():
    for given in (registers(), registers(tryghedsindeks=PATHS, udvalgte_omraader=SELECTED)):
        shown = protect(area_evidence.areas_on_the_way(given, 2010, first=2010))
        assert area_section.trajectories_table(shown) == nothing()
        assert area_section.benchmark_table(shown) == nothing()


def test_the_published_42_per_cent_stand_beside_and_say_that_they_are_another_number():
    beside = protect(published_not_charged(programme_results()))
    said = str(exit_section.definitions_text(protect(no_rows()), beside))
    assert "42" in said and "166" in said
    assert "et andet tal" in said and "sigtet i stedet for dømt" in said


def test_nobody_mature_gives_a_sentence_and_no_number():
    frame = courses(*((f"p_{n}", "gennemfoert", DATES) for n in range(20)))
    nobody = pd.DataFrame({"person_id": pd.Series(dtype="string"), "afgangsdato": pd.Series(dtype="datetime64[s]")})
    given = registers(exitforloeb=frame, domme=verdicts_for(frame, 4), afgang=nobody)
    shown = protect(exit_evidence.goal_2(given, LEVELS, 2011))
    assert "Ingen kan læses endnu" in exit_section.cohorts_chart(shown, target=0.6)
    assert exit_section.cohorts_table(shown) == ""


def test_the_first_year_can_be_read_two_years_after_its_last_day():
    """METHODS: with a start in mid-2010 nothing can be read before 2013; a whole year of completers in its year + 2."""
    table = str(exit_section.readable_table(pd.Timestamp(2012, 12, 31), first=2010, last=2011))
    rows = re.findall(r"<tr>.*?</tr>", table)
    assert "31. december 2012" in rows[1] and "31. december 2013" in rows[1] and "kun dømt" in rows[1]
    assert "31. december 2013" in rows[2] and "nej" in rows[2]


def test_no_sentence_of_these_sections_claims_a_cause():
    """METHODS: no causal claim below level 3, and none of the sections' templates stands above it."""
    templates = [place.SENTENCES for place in (goal_sentences, exit_sentences, area_words, comparison_words)]
    words = [place.WORDS for place in (goal_words, exit_words, area_words, comparison_words)]
    said = [line for each in templates for pair in each.values() for line in pair.values()]
    said += [line for each in words for pair in each.values() for line in pair]
    assert not [line for line in said if CAUSE.search(line)]


@pytest.mark.parametrize(
    "section",
    [
        lambda table: exit_section.cohorts_chart(table, target=0.6),
        exit_section.cohorts_table,
        lambda table: flow_section.flow_table(table, table),
        flow_section.expectations_table,
        flow_section.work_table,
        area_section.arrived_chart,
        area_section.trajectories_table,
        area_section.transitions_table,
        area_section.chances_table,
        area_section.benchmark_table,
        closures_section.closures_table,
        closures_section.losses_table,
        lambda table: closures_section.reported_table(table, table),
        comparison_section.comparisons_table,
        comparison_section.balance_table,
        comparison_section.interruption_table,
        area_section.exits_table,
        area_section.in_need_table,
        area_section.gap_table,
    ],
)
def test_without_registers_each_section_says_that_there_are_no_figures(section):
    assert section(protect(no_rows())) == nothing()


def test_closures_say_at_least_while_reports_are_missing():
    closed = pd.DataFrame(
        {
            "lukning_id": ["l1", "l2"],
            "forvaltning": ["SOF", "SOF"],
            "institution": ["i1", "i2"],
            "ydelse": ["y", "y"],
            "bydel": ["b", "b"],
            "startdato": pd.to_datetime(["2010-02-01", "2010-03-01"]),
            "slutdato": pd.to_datetime(["2010-02-03", None]),
            "omfang": ["hel", "hel"],
            "aarsag": ["uro", "andet"],
        }
    )
    reports = pd.DataFrame({"forvaltning": ["SOF"], "aar": [2010], "kvartal": [1], "antal": [2]})
    given = registers(lukninger=closed, indberetninger=reports)
    rows = closure_evidence.closures_in_detail(given, ["SOF", "BUF"], 2010, first=2010, last=2013)
    lost = rows.set_index(["metric", "group"])["value"]
    assert lost["days_lost", "uro"] == 3
    assert lost["days_lost", "andet"] == 306  # 1 March to 31 December, both included
    assert pd.isna(lost["days_lost", "krise"])  # none is known, and not everybody has reported
    assert lost["quarters_reported", "SOF"] == 1
    assert lost["quarters_reported", "BUF"] == 0


def test_everybody_who_started_stands_first_and_the_target_is_said():
    """METHODS: intention to treat leads. Every fourth of the 20 completers is convicted, of the starters 5 of 40."""
    nobody = pd.DataFrame({"person_id": pd.Series(dtype="string"), "afgangsdato": pd.Series(dtype="datetime64[s]")})
    given = registers(exitforloeb=many(), domme=verdicts_for(many(), 4), afgang=nobody)
    shown = protect(exit_evidence.goal_2(given, LEVELS, 2013))
    chart = str(exit_section.cohorts_chart(shown, target=0.6))
    rows = re.findall(r'<th scope="row">(.*?)</th>', chart)
    assert rows == ["startede", "henviste", "gennemførte"]
    title = re.sub("<[^>]+>", "", re.search(r"<figcaption>(.*?)</figcaption>", chart)[1])
    assert "87,5" in title and "75" in title  # 35 of 40 and 15 of 20
    assert "mål 60" in chart
    table = str(exit_section.cohorts_table(shown))
    assert table.index("startede") < table.index("henviste") < table.index("gennemførte")


def test_each_csv_holds_the_cells_of_its_own_table_and_no_others():
    given = registers(exitforloeb=many())
    rows = flow_evidence.programme(given, 2014)
    shown = protect(rows, sums=flow_evidence.flow_sums(rows))
    address = re.search(r'href="(data:text/csv[^"]+)"', str(flow_section.expectations_table(shown)))[1]
    lines = content_of(address).decode("utf-8-sig").splitlines()[1:]
    assert {line.split(";")[0] for line in lines} == {"exit_started", "exit_referred_from_prison"}


def test_a_single_year_is_written_once_and_a_tiny_probability_as_under():
    assert text.period("2011–2011") == "2011"
    assert text.period("2009–2010 / 2011–2011") == "2009–2010 / 2011"
    assert text.quantity(0.0004, "probability") == "under 0,001"
    assert text.quantity(0.0456, "probability") == "0,046"
