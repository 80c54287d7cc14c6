"""The same persons under another name: who started, was referred or completed is the cohort that goal 2 follows."""

import pandas as pd
import pytest
from given_counts import persons
from given_counts import shares as given_shares

from sikkerby_eval.judge.disclosure.ledger import add_issue
from sikkerby_eval.judge.disclosure.publication import audit, protect_all

KEYS = ("period", "group")
COHORT = ("verdict_convicted", "verdict_resident_not_convicted", "verdict_left")


def counts(metric, values, **more):
    """Counts of persons in the city from {(period, group): count}."""
    return persons(values, keys=KEYS, metric=metric, **more)


def shares(metric, values):
    """Shares of persons in the city from {(period, group): (numerator, denominator)}."""
    return given_shares(values, keys=KEYS, metric=metric)


def followed(period, group, *outcomes):
    """A cohort by what became of its persons: convicted, not convicted, or left."""
    base = sum(outcomes)
    return pd.concat([shares(metric, {(period, group): (x, base)}) for metric, x in zip(COHORT, outcomes, strict=True)])


def status_and_base(tables):
    frame = pd.concat([table.frame for table in tables.values()]).set_index(["metric", "period", "group"])
    return frame["status"].to_dict(), frame["denominator"].to_dict()


@pytest.mark.parametrize(
    ("yearly", "label", "cohort"),
    [
        ("exit_started", "startede", "startede"),
        ("exit_started", "startede · bande", "startede · bande"),
        ("exit_reached_by_year", "fase henvist i året", "henviste"),
        ("exit_reached_by_year", "fase gennemfoert i året", "gennemførte"),
    ],
)
def test_a_cohort_and_those_who_entered_it_year_by_year_are_one_count(yearly, label, cohort):
    """23 are followed and 20 entered in the first year: 3 in the second."""
    by_year = counts(yearly, {("2010", label): 20, ("2011", label): 3})
    tables = protect_all({"by_year": by_year, "cohort": followed("2010–2011", cohort, 9, 8, 6)})
    status, base = status_and_base(tables)
    assert status[yearly, "2011", label] == "withheld"
    assert "withheld" in {status[yearly, "2010", label], *(status[name, "2010–2011", cohort] for name in COHORT)}
    assert status[yearly, "2010", label] == "withheld" or pd.isna(base[COHORT[0], "2010–2011", cohort])
    assert audit(tables)["safe"].all()


def test_both_readings_of_the_goal_follow_one_cohort():
    """23 of two years are followed for a verdict, 20 of the first year for an offence: 3 started in the second."""
    by_offence = followed("2010–2010", "startede", 9, 11, 0)
    by_offence["metric"] = by_offence["metric"].str.replace("verdict", "offence")
    started = counts("exit_started", {("2010", "startede"): 20, ("2011", "startede"): 3})
    tables = protect_all(
        {"cohort": followed("2010–2011", "startede", 9, 8, 6), "by_offence": by_offence, "by": started}
    )
    status, base = status_and_base(tables)
    known = [base[COHORT[0], "2010–2011", "startede"], base["offence_convicted", "2010–2010", "startede"]]
    assert status["exit_started", "2011", "startede"] == "withheld"
    assert pd.isna(known).any()
    assert audit(tables)["safe"].all()


def flow_of_2012():
    """The flow as a report of 2012 tells it: of 30 wait 6 and 3 dropped out; the 21 are withheld with the 3."""
    onwards = {"fase startet": 30, "fase startet, venter": 6, "fase startet, faldt fra": 3, "fase gennemfoert": 21}
    rows = counts("exit_flow", {("2010–2012", group): n for group, n in onwards.items()})
    sums = pd.DataFrame(
        [("group", "fase startet", part) for part in list(onwards)[1:]], columns=["column", "whole", "part"]
    )
    keep = ["exit_flow:2010-2012:koebenhavn:fase-startet", "exit_flow:2010-2012:koebenhavn:fase-startet-venter"]
    tables = protect_all({"": rows}, sums=sums, keep=keep)
    assert tables[""].frame["status"].tolist() == ["shown", "shown", "withheld", "withheld"]
    return add_issue(None, tables, issue="2012")


def test_completers_withheld_in_one_report_are_not_told_as_the_cohort_of_a_later_one():
    ledger = flow_of_2012()
    work = shares("exit_in_job_education_or_self_supporting", {("2011–2014", "to år efter"): (9, 16)})
    measured = shares("exit_measured", {("2011–2014", "to år efter"): (16, 21), ("2011–2014", "afslutning"): (25, 31)})
    later = {"cohort": followed("2011–2012", "gennemførte", 8, 7, 6), "work": pd.concat([work, measured])}
    _, alone = status_and_base(protect_all(later))
    assert alone[COHORT[0], "2011–2012", "gennemførte"] == alone["exit_measured", "2011–2014", "to år efter"] == 21
    status, base = status_and_base(protect_all(later, ledger=ledger))
    for cell in [(name, "2011–2012", "gennemførte") for name in COHORT] + [
        ("exit_measured", "2011–2014", "to år efter")
    ]:
        assert status[cell] == "withheld"
        assert pd.isna(base[cell])
    assert base["exit_measured", "2011–2014", "afslutning"] == 31  # at the end of 2014, not of 2012


def test_what_is_told_of_a_year_of_referral_is_withheld_in_every_report_that_tells_it_again():
    """13 - 5 - 5 were the 3 who had completed by 2014, as soon as the report of 2015 shows the 13."""
    parts = {"fase gennemfoert": 3, "på vej": 5, "faldt fra": 5}
    rows = counts("exit_progress_by_year", {("2012", "fase henvist"): 13} | {("2012", g): n for g, n in parts.items()})
    sums = pd.DataFrame([("group", "fase henvist", part) for part in parts], columns=["column", "whole", "part"])
    shown = [f"exit_progress_by_year:2012:koebenhavn:{name}" for name in ("paa-vej", "faldt-fra")]
    first = protect_all({"": rows}, sums=sums, keep=shown)
    assert first[""].frame["status"].tolist() == ["withheld", "withheld", "shown", "shown"]
    later = counts("exit_progress_by_year", {("2012", "fase henvist"): 13, ("2013", "fase henvist"): 8})
    assert protect_all({"": later})[""].frame["status"].tolist() == ["shown", "shown"]
    second = protect_all({"": later}, ledger=add_issue(None, first, issue="2014"))
    assert second[""].frame["status"].tolist() == ["withheld", "shown"]


def test_that_as_many_persons_as_charges_stand_behind_a_number_is_not_told():
    """Else 31 persons charged could be withheld in one table, and stand beside 31 charges in another."""
    fates = counts(
        "charges_by_fate", {("2014", "counted"): 31, ("2014", "other_offence"): 60}, unit="charges", behind=[31, 50]
    )
    frame = protect_all({"": fates})[""].frame
    assert frame["numerator"].tolist() == [31, 60]
    assert frame["n_persons"].isna().all()


def test_years_add_up_also_where_their_total_stands_under_the_name_of_the_whole_programme():
    """Started 3, 20 and 15, 38 in all: a second year is withheld, although ``exit_flow`` tells the same 38."""
    phases = {"fase henvist": (30, 40, 20), "fase startet": (3, 20, 15)}
    years, whole = ("2010", "2011", "2012"), "2010–2012"
    flow = counts("exit_flow", {(whole, phase): sum(each) for phase, each in phases.items()})
    told = {(year, phase): x for phase, each in phases.items() for year, x in zip(years, each, strict=True)}
    by_year = counts("exit_progress_by_year", told | {(whole, phase): sum(each) for phase, each in phases.items()})
    tables = protect_all({"flow": flow, "by_year": by_year})
    status, _ = status_and_base(tables)
    started = [status["exit_progress_by_year", year, "fase startet"] for year in (*years, whole)]
    assert started[0] == "withheld"
    assert started.count("withheld") > 1
    assert audit(tables)["safe"].all()
