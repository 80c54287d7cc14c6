"""Verdicts: exact tests, complete counts, intervals, and what chance alone would do."""

from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from sikkerby_eval.judge.verdicts import (
    LEVEL,
    chance_of_passing,
    count_verdict,
    critical_count,
    interval_verdict,
    not_yet,
    persons_needed,
    share_verdict,
    undecidable,
)

SHARES = st.tuples(st.integers(1, 300), st.floats(0, 1)).map(lambda pair: (round(pair[0] * pair[1]), pair[0]))
TARGETS = st.floats(0.02, 0.98)


@pytest.mark.parametrize(
    ("followed", "first_met", "last_not_met"), [(20, 17, 7), (30, 23, 13), (60, 43, 29), (166, 111, 88)]
)
def test_sixty_per_cent_is_decided_by_the_exact_test_of_r_binom_test(followed, first_met, last_not_met):
    """R's ``binom.test(x, n, 0.6, alternative = ...)`` crosses 5 % at these counts; scipy's is the same test."""
    states = [share_verdict(count, followed, 0.6, "at_least").state for count in range(followed + 1)]
    assert states.index("met") == first_met
    assert max(count for count, state in enumerate(states) if state == "not_met") == last_not_met
    assert binomtest(first_met, followed, 0.6, alternative="greater").pvalue <= LEVEL
    assert binomtest(first_met - 1, followed, 0.6, alternative="greater").pvalue > LEVEL
    assert binomtest(last_not_met + 1, followed, 0.6, alternative="less").pvalue > LEVEL


@settings(max_examples=50)
@given(SHARES, TARGETS, st.sampled_from(["at_least", "at_most"]))
def test_a_share_is_judged_as_scipys_exact_binomial_test_judges_it(share, target, direction):
    count, followed = share
    passing, failing = ("greater", "less") if direction == "at_least" else ("less", "greater")
    expected = "uncertain"
    if binomtest(count, followed, target, alternative=passing).pvalue <= LEVEL:
        expected = "met"
    elif binomtest(count, followed, target, alternative=failing).pvalue <= LEVEL:
        expected = "not_met"
    assert share_verdict(count, followed, target, direction).state == expected


@settings(max_examples=50)
@given(SHARES, TARGETS)
def test_at_least_and_at_most_mirror_each_other(share, target):
    count, followed = share
    one = share_verdict(count, followed, target, "at_least").state
    other = share_verdict(followed - count, followed, 1 - target, "at_most").state
    assert one == other


def test_a_failed_test_is_never_met_and_says_its_side():
    verdict = share_verdict(13, 20, 0.6, "at_least")
    assert (verdict.state, verdict.side) == ("uncertain", "right")
    assert share_verdict(11, 20, 0.6, "at_least").side == "wrong"


@pytest.mark.parametrize(("count", "followed"), [(-1, 5), (6, 5), (0, 0)])
def test_counts_that_are_no_share_are_refused(count, followed):
    with pytest.raises(ValueError, match="a share needs a numerator between 0 and its denominator"):
        share_verdict(count, followed, 0.6, "at_least")


@pytest.mark.parametrize("target", [0, 1, 60])
def test_a_target_that_is_no_fraction_is_refused(target):
    with pytest.raises(ValueError, match="the target of a share is a fraction between 0 and 1"):
        share_verdict(3, 5, target, "at_least")


def test_a_complete_count_is_judged_on_itself():
    assert count_verdict(0, 0, "at_most").state == "met"
    assert count_verdict(1, 0, "at_most").state == "not_met"
    assert count_verdict(7 / 12, 0.5, "at_least").state == "met"


def test_a_change_is_decided_only_by_its_whole_interval():
    assert interval_verdict(-0.05, -0.08, -0.03, -0.02, "at_most").state == "met"
    assert interval_verdict(0.01, -0.01, 0.03, -0.02, "at_most").state == "not_met"
    undecided = interval_verdict(-0.03, -0.08, 0.01, -0.02, "at_most")
    assert (undecided.state, undecided.side) == ("uncertain", "right")


@settings(max_examples=25)
@given(st.integers(1, 40), st.floats(0.05, 0.95), st.sampled_from(["at_least", "at_most"]))
def test_the_chance_of_passing_is_the_sum_over_the_counts_that_pass(followed, target, direction):
    reference = 0.5
    counts = np.arange(followed + 1)
    passes = [share_verdict(int(count), followed, target, direction).state == "met" for count in counts]
    from_definition = sum(comb(followed, int(count)) * reference**followed for count in counts[np.array(passes)])
    assert chance_of_passing(reference, followed, target, direction) == pytest.approx(from_definition, abs=1e-9)


def test_the_chance_of_passing_at_the_target_itself_is_at_most_five_per_cent():
    followed = np.arange(1, 500)
    assert (chance_of_passing(0.6, followed, 0.6, "at_least") <= LEVEL).all()
    assert (chance_of_passing(0.1, followed, 0.1, "at_most") <= LEVEL).all()


def test_critical_counts_of_one_number_and_of_many_agree():
    followed = np.arange(1, 60)
    assert [int(critical_count(n, 0.3, "at_most")) for n in followed] == list(critical_count(followed, 0.3, "at_most"))


@pytest.mark.parametrize(("share", "target", "direction"), [(0.7, 0.6, "at_least"), (0.1, 0.15, "at_most")])
def test_persons_needed_gives_eighty_per_cent_from_there_on(share, target, direction):
    needed = persons_needed(share, target, direction)
    onwards = np.arange(needed, needed + 2000)
    assert (chance_of_passing(share, onwards, target, direction) >= 0.80).all()
    assert chance_of_passing(share, needed - 1, target, direction) < 0.80


def test_no_number_of_persons_clears_a_target_from_the_wrong_side_or_from_the_target_itself():
    assert persons_needed(0.55, 0.6, "at_least") is None
    assert persons_needed(0.6, 0.6, "at_least") is None


def test_states_without_a_number_say_when_and_why():
    assert not_yet("2013-12-31").from_when == pd.Timestamp(2013, 12, 31)
    assert undecidable("never_measured").reason == "never_measured"
