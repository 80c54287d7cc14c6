"""The goals of 2010 on registers: each goal's own text decides what its evidence must show."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from sikkerby_eval.data import reference
from sikkerby_eval.judge import goals
from sikkerby_eval.judge.register_verdicts import reading_verdicts
from sikkerby_eval.judge.verdicts import STATES
from sikkerby_eval.metrics.charges.areas import EXPOSED_FROZEN
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import (
    difference_of_proportions,
    proportion_interval,
    ratio_of_proportions,
)
from sikkerby_eval.report.tables.goal_sections import readings_table

READINGS = reference.goal_readings().assign(threshold=0.02)


def _changes(before, after, period="2009-2013", group="14-25"):
    """Estimates of goal 1 from two counts of (charged, residents)."""
    (x1, n1), (x2, n2) = before, after
    years = period.split("-")
    rows = [
        estimates_frame(
            metric="share_charged",
            period=years,
            area=EXPOSED_FROZEN,
            group=group,
            numerator=[x1, x2],
            denominator=[n1, n2],
            **proportion_interval([x1, x2], [n1, n2]),
            unit="fraction",
            method="wilson",
            n_persons=[x1, x2],
            basis="register",
        )
    ]
    comparisons = {
        "change_in_share_charged": ("percentage_points", difference_of_proportions([x2], [n2], [x1], [n1])),
        "ratio_of_shares_charged": ("ratio", ratio_of_proportions([x2], [n2], [x1], [n1])),
    }
    for metric, (unit, interval) in comparisons.items():
        rows.append(
            estimates_frame(
                metric=metric,
                period=period,
                area=EXPOSED_FROZEN,
                group=group,
                **interval,
                unit=unit,
                method="x",
                basis="register",
            )
        )
    return pd.concat(rows, ignore_index=True)


def _paired(changes, narrower):
    """The same changes with intervals that count the persons in both years, so much narrower."""
    names = {"change_in_share_charged": "change_with_overlap", "ratio_of_shares_charged": "ratio_with_overlap"}
    paired = changes[changes["metric"].isin(names)].replace({"metric": names})
    for end in ("ci_low", "ci_high"):
        paired[end] = paired["value"] + (paired[end] - paired["value"]) * narrower
    return pd.concat([changes, paired], ignore_index=True)


def test_the_verdict_rests_on_the_interval_of_pairs_where_ids_allow_and_shows_the_other():
    """METHODS: paired where ids allow; the independent interval is called conservative."""
    changes = _changes((480, 8_500), (420, 8_500))
    alone = reading_verdicts(READINGS, changes).query("leading").iloc[0]
    both = reading_verdicts(READINGS, _paired(changes, 0.3)).query("leading").iloc[0]
    assert (alone["state"], alone["resting_on"]) == ("uncertain", "conservative")
    assert (both["state"], both["resting_on"]) == ("met", "paired")
    assert both["other_high"] == alone["ci_high"] > both["ci_high"]
    page = str(readings_table(reading_verdicts(READINGS, _paired(changes, 0.3).assign(row_id="r1"))))
    assert "hviler på det interval, der regner med det" in page


def test_percentage_points_are_named_once_in_a_change_and_its_interval():
    changes = _paired(_changes((1200, 40_000), (800, 40_000)), 0.3).assign(row_id="r1")
    rows = [
        [cell.get_text() for cell in row.select("td")]
        for row in _rows(readings_table(reading_verdicts(READINGS, changes), "en"))
    ]
    told = [row[1:3] for row in rows if "point" in row[1]]
    assert told == [["−1\xa0percentage point (−1.1 to −0.9)", "−1.2 to −0.8\xa0percentage points"]]


def test_a_withheld_interval_of_pairs_leaves_the_conservative_one():
    changes = _paired(_changes((480, 8_500), (420, 8_500)), 0.3).assign(status="shown")
    paired = changes["metric"].str.endswith("overlap")
    changes.loc[paired, ["value", "ci_low", "ci_high"]] = pd.NA
    changes.loc[paired, "status"] = "withheld"
    judged = reading_verdicts(READINGS, changes).query("leading").iloc[0]
    assert (judged["state"], judged["resting_on"]) == ("uncertain", "conservative")


def _rows(table):
    return BeautifulSoup(table, "html.parser").select("tbody tr")


def _verdict(goal_id, estimates, year):
    goal = reference.goals().query("goal_id == @goal_id")
    return goals.verdicts(goal, estimates, year, READINGS).iloc[0]


def test_a_large_relative_fall_is_met_as_a_percentage_and_not_met_as_points():
    """3.0 % to 2.0 % is a fall by a third of the share and by one point of the two asked for."""
    judged = reading_verdicts(READINGS, _changes((1200, 40_000), (800, 40_000)))
    measured = judged[judged["row_id"].isna() & judged["value"].notna()]
    states = measured.set_index("reading")["state"].to_dict()
    assert states == {"relative_pct": "met", "percentage_points": "not_met"}
    assert set(measured["target"]) == {0.98, -0.02}


def test_the_verdict_of_goal_1_is_the_leading_readings_and_every_reading_is_counted():
    verdict = _verdict("2010-1", _changes((1200, 40_000), (800, 40_000)), 2013)
    assert (verdict["state"], verdict["method"]) == ("met", "interval")
    assert (verdict["baseline_value"], verdict["value"]) == (pytest.approx(0.03), pytest.approx(0.02))
    counted = {state: verdict[f"readings_{state}"] for state in STATES}
    assert counted == {"met": 1, "not_met": 1, "uncertain": 0, "not_yet": 14, "undecidable": 0}


def test_a_fall_within_the_uncertainty_is_uncertain_with_its_side():
    verdict = _verdict("2010-1", _changes((120, 4_000), (114, 4_000)), 2013)
    assert (verdict["state"], verdict["side"]) == ("uncertain", "right")


def test_before_the_last_year_of_its_readings_goal_1_waits():
    shares = _changes((1200, 40_000), (1100, 40_000), period="2009-2011")
    verdict = _verdict("2010-1", shares, 2011)
    assert (verdict["state"], verdict["from_when"]) == ("not_yet", pd.Timestamp(2013, 12, 31))
    assert verdict["period"] == "2011"


def test_withheld_changes_decide_nothing():
    changes = _changes((1200, 40_000), (800, 40_000)).assign(status="shown")
    compared = changes["unit"] != "fraction"
    changes.loc[compared, ["value", "ci_low", "ci_high"]] = pd.NA
    changes.loc[compared, "status"] = "withheld"
    verdict = _verdict("2010-1", changes, 2013)
    assert (verdict["state"], verdict["reason"]) == ("undecidable", "withheld")


def _exit(excluded, included, period="2011–2013"):
    shares = [
        estimates_frame(
            metric=f"verdict_not_convicted_left_{name}",
            period=period,
            group="gennemførte",
            numerator=x,
            denominator=n,
            **proportion_interval([x], [n]),
            unit="fraction",
            method="wilson",
            n_persons=x,
            basis="register",
        )
        for name, (x, n) in {"excluded": excluded, "included": included}.items()
    ]
    return pd.concat(shares, ignore_index=True)


def test_goal_2_waits_until_the_last_of_its_period_has_been_followed_for_two_years():
    verdict = _verdict("2010-2", _exit((70, 80), (72, 82)), 2014)
    assert (verdict["state"], verdict["side"], verdict["reason"]) == ("not_yet", "right", "immature")
    assert verdict["from_when"] == pd.Timestamp(2015, 12, 31)


def test_goal_2_is_decided_by_the_exact_test_once_all_are_mature():
    assert _verdict("2010-2", _exit((70, 80), (72, 82)), 2015)["state"] == "met"
    assert _verdict("2010-2", _exit((29, 60), (29, 60)), 2015)["state"] == "not_met"


def test_goal_2_is_uncertain_when_those_who_left_decide_it():
    """43 of 60 clears 60 % and 43 of 70 does not (exact binomial at 5 %)."""
    verdict = _verdict("2010-2", _exit((43, 60), (43, 70)), 2015)
    assert (verdict["state"], verdict["reason"]) == ("uncertain", "left_decides")


def _arrived(value, period):
    return estimates_frame(
        metric="safety_share_arrived",
        period=period,
        area="udvalgte områder",
        numerator=value * 4,
        denominator=4,
        value=value,
        unit="fraction",
        method="complete count",
        basis="register",
    )


def test_goal_3_needs_every_selected_area_and_the_index_of_its_deadline():
    assert _verdict("2010-3", _arrived(1.0, "2010–2015"), 2015)["state"] == "met"
    assert _verdict("2010-3", _arrived(0.75, "2010–2015"), 2015)["state"] == "not_met"
    stopped = _verdict("2010-3", _arrived(1.0, "2010–2014"), 2015)
    assert (stopped["state"], stopped["reason"], stopped["side"]) == (
        "undecidable",
        "not_measured_at_deadline",
        "right",
    )
    assert _verdict("2010-3", _arrived(0.75, "2010–2014"), 2014)["state"] == "not_yet"


def _closures(value, period="2010-2013"):
    return estimates_frame(
        metric="closures", period=period, value=value, unit="closures", method="complete count", basis="register"
    )


def test_goal_4_is_lost_by_the_first_closure_and_open_while_nobody_knows_whether_there_was_none():
    assert _verdict("2010-4", _closures(1, "2010-2011"), 2011)["state"] == "not_met"
    assert _verdict("2010-4", _closures(0), 2013)["state"] == "met"
    assert _verdict("2010-4", _closures(0, "2010-2012"), 2012)["state"] == "not_yet"
    silent = _verdict("2010-4", _closures(pd.NA), 2013)
    assert (silent["state"], silent["reason"]) == ("not_yet", "reports_missing")
