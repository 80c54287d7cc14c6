"""Goal 4: closures because of unrest, who has reported, and what a nil return is worth."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy.stats import poisson

from sikkerby_eval.metrics.continuity import closures, closures_in_period, losses, reporting_coverage

ADMINISTRATIONS = ["SOF", "BUF"]
CASES = {
    # closure: (administration, first day, last day, scope, cause)
    "one_day_counts_1": ("SOF", "2010-03-01", "2010-03-01", "hel", "uro"),
    "two_days_over_new_year_counts_1": ("BUF", "2009-12-31", "2010-01-01", "hel", "krise"),
    "still_closed_counts_10": ("BUF", "2013-12-22", None, "hel", "uro"),
    "partial_is_apart": ("SOF", "2011-05-05", "2011-05-06", "delvis", "uro"),
    "near_miss_is_apart": ("SOF", "2011-05-05", "2011-05-05", "naer", "krise"),
    "water_damage_is_no_unrest": ("SOF", "2012-02-02", "2012-02-03", "hel", "andet"),
    "before_the_period": ("SOF", "2009-01-01", "2009-01-02", "hel", "uro"),
    "after_the_period": ("SOF", "2014-01-01", None, "hel", "uro"),
}


def register(cases: dict = CASES) -> pd.DataFrame:
    rows = [(name, *case) for name, case in cases.items()]
    frame = pd.DataFrame(rows, columns=["lukning_id", "forvaltning", "startdato", "slutdato", "omfang", "aarsag"])
    dated = frame.astype({"startdato": "datetime64[s]", "slutdato": "datetime64[s]"})
    return dated.assign(institution=dated["lukning_id"], ydelse="klub", bydel="Bydel 1")


def nil_returns(but: dict | None = None, years=range(2010, 2014)) -> pd.DataFrame:
    """Reports of none from everybody, but those given as {(administration, year, quarter): number}."""
    expected = pd.MultiIndex.from_product(
        [ADMINISTRATIONS, years, range(1, 5)], names=["forvaltning", "aar", "kvartal"]
    )
    stated = pd.Series(0, index=expected, name="antal")
    stated.update(pd.Series(but or {}, dtype="int64"))
    return stated.reset_index()


KNOWN = {("SOF", 2010, 1): 1, ("BUF", 2013, 4): 1, ("SOF", 2011, 2): 2, ("SOF", 2012, 1): 1}


def coverage(reports: pd.DataFrame, closed: pd.DataFrame) -> pd.DataFrame:
    return reporting_coverage(reports, closed, administrations=ADMINISTRATIONS, first_year=2010, last_year=2013)


def test_days_are_those_within_the_period_and_both_ends_count():
    rows = closures_in_period(register(), first="2010-01-01", last="2013-12-31").set_index("lukning_id")
    assert rows["days"].filter(like="counts_1").tolist() == [1, 1, 10]
    assert "before_the_period" not in rows.index
    assert "after_the_period" not in rows.index
    assert not rows.loc["two_days_over_new_year_counts_1", "began"]
    assert rows.index[rows["still_closed"]].tolist() == ["still_closed_counts_10"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), min_size=1, max_size=20), st.integers(0, 50))
def test_days_are_those_counted_one_by_one_and_periods_add_up(spans, cut):
    origin = pd.Timestamp("2010-01-01")
    closed = pd.DataFrame(
        {
            "startdato": [origin + pd.Timedelta(days=start) for start, _ in spans],
            "slutdato": [origin + pd.Timedelta(days=start + length) for start, length in spans],
        }
    )
    split, end = origin + pd.Timedelta(days=cut), origin + pd.Timedelta(days=60)
    halves = [
        closures_in_period(closed, first=origin, last=split)["days"].sum(),
        closures_in_period(closed, first=split + pd.Timedelta(days=1), last=end)["days"].sum(),
    ]
    by_hand = [
        sum(start <= day <= start + length for start, length in spans for day in days)
        for days in (range(cut + 1), range(cut + 1, 61))
    ]
    assert halves == by_hand


def test_all_reported_and_nothing_closed_is_zero_with_the_one_sided_bound_of_hanley_and_lippman_hand():
    """Hanley & Lippman-Hand 1983: nothing seen, so at 95 % no more than about three."""
    nothing = register({"partial_is_apart": CASES["partial_is_apart"]})
    table = closures(nothing, coverage(nil_returns({("SOF", 2011, 2): 1}), nothing), basis="register").set_index(
        ["metric", "period"]
    )
    goal = table.loc[("closures", "2010-2013")]
    assert (goal["value"], goal["ci_low"]) == (0, 0)
    assert poisson.cdf(0, goal["ci_high"]) == pytest.approx(0.05)
    assert table.loc[("partial_closures", "2010-2013"), "value"] == 1
    assert table.loc[("reports_received", "2010-2013"), ["numerator", "denominator", "value"]].tolist() == [32, 32, 1]


def test_closures_add_up_from_the_first_year_with_garwoods_interval():
    """Garwood 1936: each limit leaves 2.5 % beyond the count."""
    table = closures(register(), coverage(nil_returns(KNOWN), register()), basis="register")
    goal = table[table["metric"] == "closures"].set_index("period")
    assert goal["value"].to_dict() == {"2010": 1, "2010-2011": 1, "2010-2012": 1, "2010-2013": 2}
    low, high = goal.loc["2010-2013", ["ci_low", "ci_high"]]
    assert poisson.sf(1, low) == pytest.approx(0.025)
    assert poisson.cdf(2, high) == pytest.approx(0.025)
    near = table[table["metric"] == "near_misses"].set_index("period")["value"]
    assert near.to_dict() == {"2010": 0, "2010-2011": 1, "2010-2012": 1, "2010-2013": 1}


def test_a_missing_nil_return_makes_nothing_unknown_and_something_at_least():
    silent = nil_returns(KNOWN).query("not (forvaltning == 'BUF' and aar == 2012 and kvartal == 3)")
    nothing = register({})
    unknown = closures(nothing, coverage(silent.assign(antal=0), nothing), basis="register")
    unknown = unknown[unknown["metric"] == "closures"].set_index("period")
    assert unknown["value"].isna().tolist() == [False, False, True, True]
    assert unknown["numerator"].tolist() == [0, 0, 0, 0]
    known = closures(register(), coverage(silent, register()), basis="register")
    known = known[known["metric"] == "closures"].set_index("period").loc["2010-2013"]
    assert known["value"] == 2
    assert pd.isna(known["ci_high"])
    assert known["method"] == "at least: reports missing or at odds"


def test_a_report_of_closures_that_the_register_does_not_hold_is_no_zero():
    nothing = register({})
    at_odds = coverage(nil_returns({("SOF", 2010, 1): 2}), nothing)
    assert at_odds.loc[
        ~at_odds["agrees"], ["forvaltning", "aar", "kvartal", "antal", "registered"]
    ].to_numpy().tolist() == [["SOF", 2010, 1, 2, 0]]
    table = closures(nothing, at_odds, basis="register")
    assert table.loc[table["metric"] == "closures", "value"].isna().all()


def test_coverage_has_a_row_for_everybody_with_the_duty_and_knows_who_is_silent():
    who = coverage(nil_returns().query("forvaltning == 'SOF'"), register({}))
    assert len(who) == 2 * 4 * 4
    assert who.groupby("forvaltning")["reported"].sum().to_dict() == {"BUF": 0, "SOF": 16}
    assert who.loc[~who["reported"], ["antal", "agrees"]].isna().all(axis=None)


def test_losses_by_cause_count_what_began_and_what_was_shut():
    table = losses(register(), coverage(nil_returns(KNOWN), register()), basis="register")
    city = table[table["area"] == "København"].set_index(["group", "metric"])["value"]
    assert city["uro"].tolist() == [2, 11, 2]  # closures, days, services
    assert city["krise"].tolist() == [0, 1, 1]
    assert city["uro og krise"].tolist() == [2, 12, 3]
    assert city["andet", "days_lost"] == 2


def test_losses_of_a_silent_administration_are_missing_not_zero():
    silent = coverage(nil_returns().query("forvaltning == 'SOF'"), register({}))
    table = losses(register({}), silent, basis="register")
    assert table["value"].isna().all()
    assert (table["numerator"] == 0).all()


def test_what_is_still_closed_is_counted_to_the_day_the_data_reach_to():
    table = losses(register(), coverage(nil_returns(KNOWN), register()), basis="register", until="2013-12-24")
    days = table[(table["area"] == "København") & (table["metric"] == "days_lost")].set_index("group")["value"]
    assert days["uro"] == 1 + 3


def test_order_of_rows_changes_nothing():
    shuffled, reports = register().sample(frac=1, random_state=1), nil_returns(KNOWN).sample(frac=1, random_state=2)
    expected = coverage(nil_returns(KNOWN), register())
    assert_frame_equal(coverage(reports, shuffled), expected)
    assert_frame_equal(losses(shuffled, expected, basis="register"), losses(register(), expected, basis="register"))


def test_refusals_say_what_is_wrong():
    with pytest.raises(ValueError, match=r"^the period ends before it starts$"):
        closures_in_period(register(), first="2013-01-01", last="2010-01-01")
    with pytest.raises(ValueError, match=r"^8 closures end before they start$"):
        closures_in_period(
            register().assign(slutdato=pd.Timestamp("2000-01-01")), first="2010-01-01", last="2013-12-31"
        )
    with pytest.raises(ValueError, match=r"^32 reports repeat an administration and quarter$"):
        coverage(pd.concat([nil_returns(), nil_returns()]), register())
    with pytest.raises(ValueError, match=r"^1 administrations are not among those with a duty to report$"):
        coverage(nil_returns(), register().assign(forvaltning="TMF"))
