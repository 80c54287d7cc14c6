"""Whether a number has moved: Newcombe's interval for a difference, made from the two intervals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_eval.judge.movement import movement
from sikkerby_eval.metrics.intervals.shares_and_rates import difference_of_proportions, proportion_interval

COUNTS = st.tuples(st.integers(0, 400), st.integers(1, 400)).map(lambda pair: (min(pair), max(pair)))


def share(events, n):
    return proportion_interval([events], [n]).iloc[0].to_dict()


def number(value, low=pd.NA, high=pd.NA):
    return {"value": value, "ci_low": low, "ci_high": high}


@pytest.mark.parametrize(
    ("first", "last", "way"),
    [
        ((48, 80), (56, 70), "rose"),  # 0.0524 to 0.3339
        ((56, 70), (48, 80), "fell"),
        ((7, 34), (9, 10), "rose"),
        ((5, 84), (5, 56), "within_uncertainty"),  # lower limit below 0
    ],
)
def test_the_examples_of_newcombe_1998_table_2_method_10_move_as_their_intervals_say(first, last, way):
    assert movement(share(*first), share(*last)) == way


@given(COUNTS, COUNTS)
def test_a_share_has_moved_just_when_newcombes_interval_for_the_difference_leaves_out_0(first, last):
    interval = difference_of_proportions([last[0]], [last[1]], [first[0]], [first[1]]).iloc[0]
    clear = interval["ci_low"] > 0 or interval["ci_high"] < 0
    same = np.isclose(first[0] / first[1], last[0] / last[1], rtol=0, atol=1e-12)
    edge = min(abs(interval["ci_low"]), abs(interval["ci_high"])) < 1e-9
    if not (same or edge):
        assert (movement(share(*first), share(*last)) != "within_uncertainty") == clear


@pytest.mark.parametrize(("first", "last", "way"), [(12, 5, "fell"), (5, 12, "rose"), (5, 5, "was_unchanged")])
def test_complete_counts_and_shares_without_a_known_uncertainty_move_as_their_values_do(first, last, way):
    assert movement(number(first), number(last)) == way
    assert movement(number(first, 0, 99), number(last)) == way
