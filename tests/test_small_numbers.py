"""Small areas are shown with the area around them, or not at all."""

import pandas as pd
import pytest

from sikkerby_eval.judge.small_numbers import (
    TOO_FEW,
    interval_is_wide,
    is_wide_with_few_as_one,
    ranked,
    rolled_up,
)
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval


def _shares(rows):
    areas, counts, bases = zip(*rows, strict=True)
    return estimates_frame(
        metric="share_charged",
        period="2013",
        area=list(areas),
        numerator=list(counts),
        denominator=list(bases),
        **proportion_interval(list(counts), list(bases)),
        unit="fraction",
        method="wilson",
        n_persons=list(counts),
        basis="demonstration",
    )


SMALL, LARGE = ("Demo-område 1", 5, 12), ("Demo-område 2", 40, 900)


def test_an_interval_wider_than_three_tenths_is_replaced_by_the_broader_areas_own_numbers():
    broader = _shares([("Demo-bydel 1", 60, 1200)]).assign(part="Demo-område 1")
    shown = rolled_up(_shares([SMALL, LARGE]), broader)
    assert shown["shown_for"].tolist() == ["Demo-område 1", "Demo-område 2"]
    assert shown["area"].tolist() == ["Demo-bydel 1", "Demo-område 2"]
    assert shown["numerator"].tolist() == [60, 40]
    assert shown["value"].iloc[0] == pytest.approx(60 / 1200)


def test_a_broader_area_that_is_small_too_leaves_no_number():
    broader = _shares([("Demo-bydel 1", 6, 14)]).assign(part="Demo-område 1")
    shown = rolled_up(_shares([SMALL, LARGE]), broader).iloc[0]
    assert shown["method"] == TOO_FEW
    assert shown[["numerator", "denominator", "value", "ci_low", "ci_high", "n_persons"]].isna().all()


def test_an_area_without_a_broader_one_leaves_no_number():
    broader = _shares([("Demo-bydel 1", 60, 1200)]).assign(part="Demo-område 9")
    shown = rolled_up(_shares([SMALL]), broader).iloc[0]
    assert (shown["method"], shown["area"]) == (TOO_FEW, "Demo-område 1")


def test_large_areas_and_the_order_of_the_rows_stay_as_they_are():
    shares = _shares([LARGE, SMALL, ("Demo-område 3", 30, 800)])
    broader = _shares([("Demo-bydel 1", 60, 1200)]).assign(part="Demo-område 1")
    shown = rolled_up(shares, broader)
    assert shown["shown_for"].tolist() == shares["area"].tolist()
    pd.testing.assert_frame_equal(shown.drop(columns="shown_for").iloc[[0, 2]], shares.iloc[[0, 2]])


def test_two_broader_areas_for_one_are_refused():
    broader = _shares([("Demo-bydel 1", 60, 1200), ("Demo-bydel 2", 61, 1300)]).assign(part="Demo-område 1")
    with pytest.raises(pd.errors.MergeError, match="one-to-one"):
        rolled_up(_shares([SMALL]), broader)


def test_whether_an_area_is_shown_by_itself_does_not_tell_how_few_are_withheld_there():
    """Wilson 1927: of one among 20 the interval is 0.227 wide, of four 0.336; of one among 14 it is 0.302 wide."""
    areas = {"a": 20, "b": 14, "c": 900}
    told = [is_wide_with_few_as_one(_shares([(a, few, n) for a, n in areas.items()])).tolist() for few in (1, 4)]
    assert told == [[False, True, False], [False, True, False]]
    left = [is_wide_with_few_as_one(_shares([(a, n - few, n) for a, n in areas.items()])).tolist() for few in (1, 4)]
    assert left == told
    assert interval_is_wide(_shares([("a", 4, 20)])).all()
    many = _shares([("a", 5, 20), ("b", 10, 30), ("c", 0, 20), ("d", 40, 900)])
    assert is_wide_with_few_as_one(many).tolist() == interval_is_wide(many).tolist() == [True, True, False, False]


def test_a_small_count_moves_no_row_in_a_ranking_and_brings_none_into_it():
    counts = {"a": 4, "b": 1, "c": 9, "d": 3, "e": 30}
    rows = _shares([(area, count, 100) for area, count in counts.items()]).assign(value=list(counts.values()))
    assert ranked(rows, 3)["area"].tolist() == ["e", "c", "a"]
    others = rows.assign(value=[1, 4, 9, 2, 30])
    assert ranked(others, 3)["area"].tolist() == ["e", "c", "a"]
