"""The exit programme by year, track and referrer on one clock: the end of the second year after the referral."""

import itertools

import pandas as pd
import pytest
from given_courses import DATES, courses, registers
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_eval.judge.disclosure.ledger import add_issue
from sikkerby_eval.judge.disclosure.publication import audit, protect_all
from sikkerby_eval.metrics.recidivism import flow_evidence
from sikkerby_eval.metrics.recidivism.progress import progress
from sikkerby_eval.report.tables import flow_section

PHASES = ("fase henvist", "fase screenet", "fase plan", "fase startet", "fase gennemfoert")


def later(year, reached=5):
    """The dates of a course that began in July of a year."""
    return [date.replace("2011", str(year + 1)).replace("2010", str(year)) for date in DATES[:reached]]


def told(given, year, metric):
    rows = flow_evidence.programme(given, year)
    return rows[rows["metric"] == metric].set_index(["period", "group"])["value"].to_dict()


def published(given, year, ledger=None):
    estimates, behind = flow_evidence.programme(given, year), flow_evidence.steps_behind(given, year)
    sums = flow_evidence.flow_sums(pd.concat([estimates, behind]))
    return protect_all({"exit": estimates}, sums=sums, behind=behind, ledger=ledger), sums


def test_who_completes_in_the_third_year_was_on_the_way_in_every_report():
    """Referred in July 2010, completed in March 2013: at the end of 2012 on the way, in later reports too."""
    slow = (*DATES[:4], "2013-03-01")
    forloeb = registers(exitforloeb=courses(*((f"p{n}", "gennemfoert", slow if n else DATES) for n in range(3))))
    assert told(forloeb, 2011, "exit_progress_by_year") == {}
    for year in (2012, 2013, 2016):
        rows = told(forloeb, year, "exit_progress_by_year")
        found = {group: rows["2010", group] for group in ("fase henvist", "fase startet", "fase gennemfoert", "på vej")}
        assert found == {"fase henvist": 3, "fase startet": 3, "fase gennemfoert": 1, "på vej": 2}
    assert told(forloeb, 2013, "exit_flow")["2010–2013", "fase gennemfoert"] == 3


COURSE = st.tuples(
    st.sampled_from(["henvist", "screenet", "plan", "i_gang", "gennemfoert", "afbrudt", "afvist"]),
    st.integers(2010, 2013),
    st.integers(0, 900),
    st.sampled_from(["1985-06-01", "1990-01-01", "1994-03-01"]),
)


@settings(max_examples=8, deadline=None)
@given(st.lists(COURSE, min_size=1, max_size=30))
def test_what_one_report_tells_of_a_year_every_later_one_tells_again(drawn):
    """Whatever happens later, also to who is between 18 and 25 when she starts."""
    reach = {"henvist": 1, "screenet": 2, "plan": 3, "i_gang": 4, "gennemfoert": 5, "afbrudt": 4, "afvist": 1}
    rows = []
    for n, (status, year, days, born) in enumerate(drawn):
        first, *more = (pd.Timestamp(date) for date in later(year, reach[status]))
        dates = [first, *(day + pd.Timedelta(days=days) for day in more)]
        rows.append((f"p{n}", status, [day.date().isoformat() for day in dates], {"foedselsdato": born}))
    forloeb = courses(*rows)
    reports = [flow_evidence.two_years_after(forloeb, year) for year in range(2011, 2017)]
    for by in (None, "spor", "henvist_af"):
        told_of = [progress(report, by=by).set_index(["period", "group"])["value"].to_dict() for report in reports]
        for before, after in itertools.pairwise(told_of):
            # Another year makes another period of all years together.
            assert before == {key: after[key] if key[0].isdecimal() else after.get(key, before[key]) for key in before}


def test_the_flow_is_told_until_the_end_of_the_report_s_year_also_if_nobody_was_referred_in_it():
    forloeb = registers(exitforloeb=courses(("p0", "gennemfoert", DATES)))
    assert {period for period, _ in told(forloeb, 2014, "exit_flow")} == {"2010–2014"}
    assert {period for period, _ in told(forloeb, 2014, "exit_progress_by_track")} == {"2010–2010"}


def test_a_register_that_ends_within_a_year_does_not_tell_how_people_stood_at_the_end_of_it():
    forloeb = registers(exitforloeb=courses(("p0", "gennemfoert", DATES), ("p1", "i_gang", later(2011, 4))))
    for last, years in (("2013-12-31", {"2010", "2011"}), ("2013-12-30", {"2010"}), ("2012-06-30", set())):
        forloeb.cutoffs["exitforloeb"] = pd.Timestamp(last).date()
        assert {period for period, _ in told(forloeb, 2014, "exit_progress_by_year") if period.isdecimal()} == years


@pytest.mark.parametrize("language", ["da", "en"])
def test_before_two_years_have_passed_a_sentence_says_why_there_is_no_table(language):
    tables, _ = published(registers(exitforloeb=courses(*((f"p{n}", "i_gang", DATES[:4]) for n in range(30)))), 2011)
    said = [
        flow_section.division_table(tables["exit"], tables["exit"], by=by, language=language)
        for by in ("year", "track", "referrer")
    ]
    assert {"da": "ingen læses endnu", "en": "nobody can be read yet"}[language] in said[0]
    assert [str(more) for more in said[1:]] == ["", ""]


def many(*numbers):
    """Courses from (number, year of the referral, status, how many phases are reached)."""
    rows = [
        (f"{year}{status}{n}", status, later(year, reached))
        for number, year, status, reached in numbers
        for n in range(number)
    ]
    return registers(exitforloeb=courses(*rows))


def test_what_comes_to_a_phase_from_one_report_to_the_next_is_protected():
    """60 had completed until 2012 and 62 until 2013: both in print would tell of the two."""
    soon = ("2012-01-10", "2012-01-20", "2012-02-01", "2012-02-10", "2012-12-01")
    rows = [(f"a{n}", "gennemfoert", DATES) for n in range(40)] + [(f"b{n}", "gennemfoert", soon) for n in range(20)]
    rows += [(f"c{n}", "gennemfoert", later(2012)) for n in range(2)]
    rows += [(f"d{n}", "i_gang", later(2012, 4)) for n in range(20)]
    forloeb = registers(exitforloeb=courses(*rows))
    completed = "exit_flow:2010-{}:koebenhavn:fase-gennemfoert".format
    first, _ = published(forloeb, 2012)
    assert first["exit"].frame.set_index("row_id").loc[completed(2012), "value"] == 60
    alone, _ = published(forloeb, 2013)
    assert alone["exit"].frame.set_index("row_id").loc[completed(2013), "value"] == 62
    ledger = add_issue(None, first, issue="2012")
    second, sums = published(forloeb, 2013, ledger)
    assert second["exit"].frame.set_index("row_id").loc[completed(2013), "status"] == "withheld"
    assert audit(second, sums=sums, ledger=ledger)["safe"].all()


def test_who_had_dropped_out_two_years_after_is_not_told_by_the_flow_of_all_years():
    """3 of the 30 of 2010 had dropped out, and nobody of 2011: the flow counts the same 3."""
    forloeb = many((27, 2010, "gennemfoert", 5), (3, 2010, "afbrudt", 4), (25, 2011, "i_gang", 4))
    tables, sums = published(forloeb, 2012)
    status = tables["exit"].frame.set_index(["metric", "period", "group"])["status"]
    assert status["exit_progress_by_year", "2010", "faldt fra"] == "withheld"
    assert status["exit_flow", "2010–2012", "faldt fra"] == "withheld"
    assert audit(tables, sums=sums)["safe"].all()


def test_the_steps_behind_add_up_to_the_flow():
    """Each phase's years of arrival, and what had been reached two years after with what came since."""
    forloeb = many((9, 2010, "gennemfoert", 5), (7, 2011, "afbrudt", 4), (8, 2012, "screenet", 2), (4, 2013, "plan", 3))
    flow = told(forloeb, 2013, "exit_flow")
    behind = flow_evidence.steps_behind(forloeb, 2013)
    arrived = behind[behind["metric"] == "exit_reached_by_year"].groupby("group")["value"].sum()
    since = behind[behind["metric"] == "exit_reached_since"].set_index("group")["value"]
    divided = told(forloeb, 2013, "exit_progress_by_year") | {
        (row.period, row.group): row.value for row in behind.itertuples() if row.metric == "exit_progress_by_year"
    }
    for phase in PHASES:
        assert flow["2010–2013", phase] == arrived.get(f"{phase} i året", 0)
        assert flow["2010–2013", phase] == divided["2010–2011", phase] + since[f"{phase} siden"]
