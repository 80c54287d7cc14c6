"""Intervals against the papers that define them, against their defining equations, and against statsmodels."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from sikkerby_eval.metrics.intervals.shares_and_rates import (
    difference_of_proportions,
    paired_difference,
    proportion_interval,
    rate_interval,
    ratio_of_proportions,
    ratio_of_rates,
    upper_bound_zero,
    upper_bound_zero_rate,
)

Z = stats.norm.ppf(0.975)


@st.composite
def shares(draw, most=400):
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


def limits(frame):
    return frame[["ci_low", "ci_high"]].to_numpy()


@pytest.mark.parametrize(
    ("x", "n", "wilson", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_shares_of_newcombe_1998_sim_17_857_table_1_methods_3_and_5(x, n, wilson, exact):
    assert limits(proportion_interval(x, n))[0] == pytest.approx(wilson, abs=5e-5)
    assert limits(proportion_interval(x, n, method="clopper_pearson"))[0] == pytest.approx(exact, abs=5e-5)


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "expected"),
    [
        (56, 70, 48, 80, (0.0524, 0.3339)),
        (9, 10, 3, 10, (0.1705, 0.8090)),
        (6, 7, 2, 7, (0.0582, 0.8062)),
        (5, 56, 0, 29, (-0.0381, 0.1926)),
        (0, 10, 0, 20, (-0.1611, 0.2775)),
        (0, 10, 0, 10, (-0.2775, 0.2775)),
        (10, 10, 0, 20, (0.6791, 1.0000)),
        (10, 10, 0, 10, (0.6075, 1.0000)),
    ],
)
def test_differences_of_newcombe_1998_sim_17_873_table_2_method_10(x1, n1, x2, n2, expected):
    frame = difference_of_proportions(x1, n1, x2, n2)
    assert limits(frame)[0] == pytest.approx(expected, abs=5e-5)
    assert frame["value"].iloc[0] == pytest.approx(x1 / n1 - x2 / n2)


def test_pairs_of_newcombe_1998_sim_17_2635_and_of_fagerland_2013_and_2014():
    """36, 12, 2, 0 is Newcombe's; 1, 1, 7, 12 is airway reactivity before and after transplantation in Fagerland."""
    frame = paired_difference([36, 1], [12, 1], [2, 7], [0, 12])
    assert limits(frame) == pytest.approx(np.array([[0.0569, 0.3404], [-0.507, -0.026]]), abs=5e-4)
    assert frame["p_value"].iloc[1] == pytest.approx(0.0391, abs=5e-5)


def test_phi_is_corrected_as_in_newcombe_1998_sim_17_2635_method_10():
    """With ad − bc between 0 and n/2 phi is 0, so that the pairs have the interval of two separate groups."""
    a, b, c, d = 6, 5, 4, 5
    assert 0 < a * d - b * c <= (a + b + c + d) / 2
    assert limits(paired_difference(a, b, c, d)) == pytest.approx(
        limits(difference_of_proportions(a + b, 20, a + c, 20))
    )


@given(st.integers(0, 60), st.integers(0, 60))
def test_mid_p_is_the_exact_binomial_less_half_of_what_was_seen(b, c):
    lower = stats.binom.cdf(min(b, c), b + c, 0.5) - stats.binom.pmf(min(b, c), b + c, 0.5) / 2
    assert paired_difference(3, b, c, 3)["p_value"].iloc[0] == pytest.approx(min(1, 2 * lower))


def test_ratio_of_koopman_1984():
    """36 of 40 against 16 of 80: the example of the paper, printed to three digits."""
    assert limits(ratio_of_proportions(36, 40, 16, 80))[0] == pytest.approx((2.94, 7.15), abs=5e-3)


def test_ratio_at_full_counts_solves_the_score_equation_by_hand():
    """Gart & Nam 1988: at x1 = n1 and x2 = n2 the low limit is n1/(n1 + z²), the high one (n2 + z²)/n2."""
    frame = ratio_of_proportions([10, 10], [10, 10], [20, 10], [20, 10])
    expected = [[10 / (10 + Z**2), (20 + Z**2) / 20], [10 / (10 + Z**2), (10 + Z**2) / 10]]
    assert limits(frame) == pytest.approx(np.array(expected))


def test_ratio_with_empty_cells():
    frame = ratio_of_proportions([0, 5, 0], 10, [5, 0, 0], 10)
    assert frame["value"].tolist()[:2] == [0, np.inf]
    assert np.isnan(frame["value"].iloc[2])
    assert frame["ci_low"].iloc[0] == 0
    assert np.isinf(frame["ci_high"].iloc[1])
    assert frame["ci_high"].iloc[0] == pytest.approx(1 / frame["ci_low"].iloc[1])
    assert limits(frame)[2].tolist() == [0, np.inf]


@given(shares(60), shares(60))
def test_ratio_agrees_with_statsmodels_away_from_the_corners(first, second):
    (x1, n1), (x2, n2) = first, second
    if not (0 < x1 < n1 and 0 < x2 < n2):
        return
    peer = confint_proportions_2indep(x1, n1, x2, n2, method="score", compare="ratio", correction=False)
    assert limits(ratio_of_proportions(x1, n1, x2, n2))[0] == pytest.approx(peer, rel=1e-6)


@pytest.mark.parametrize(
    ("events", "expected"),
    [(0, (0, 3.689)), (1, (0.0253, 5.572)), (2, (0.242, 7.225)), (10, (4.795, 18.390)), (100, (81.36, 121.63))],
)
def test_counts_of_garwood_1936_as_tabled_by_ulm_1990(events, expected):
    assert limits(rate_interval(events, 1))[0] == pytest.approx(expected, abs=5e-3)


def test_rate_of_the_help_page_of_r_poisson_test():
    """137 events in 24.19893: 5.661407, interval 4.753125 to 6.692709."""
    frame = rate_interval(137, 24.19893)
    assert frame.iloc[0].tolist() == pytest.approx([5.661407, 4.753125, 6.692709], abs=1e-6)


@given(st.integers(1, 10_000))
def test_byar_is_the_cube_of_breslow_and_day_1987_page_69(x):
    low = x * (1 - 1 / (9 * x) - Z / (3 * np.sqrt(x))) ** 3
    high = (x + 1) * (1 - 1 / (9 * (x + 1)) + Z / (3 * np.sqrt(x + 1))) ** 3
    assert limits(rate_interval(x, 1, method="byar"))[0] == pytest.approx((low, high))
    # Worth having only because it is this close to the exact one.
    if x >= 5:
        assert limits(rate_interval(x, 1, method="byar"))[0] == pytest.approx(limits(rate_interval(x, 1))[0], rel=0.01)


def test_byar_never_goes_below_zero():
    assert rate_interval(1, 1, method="byar", confidence=0.998)["ci_low"].iloc[0] == 0


def test_ratio_of_rates_of_the_help_page_of_r_poisson_test():
    """Lehmann's 11 in 800 against 21 in 3,011: ratio 1.971488, interval 0.8584264 to 4.2772659."""
    frame = ratio_of_rates(11, 800, 21, 3011)
    assert frame.iloc[0].tolist()[:3] == pytest.approx([1.971488, 0.8584264, 4.2772659], rel=1e-6)


@given(st.integers(0, 300), st.floats(0.1, 50), st.integers(0, 300), st.floats(0.1, 50))
def test_ratio_of_rates_is_the_binomial_test_that_it_claims(x1, t1, x2, t2):
    frame = ratio_of_rates(x1, t1, x2, t2).iloc[0]
    p = t1 / (t1 + t2)
    tails = stats.binom.cdf(x1, x1 + x2, p), stats.binom.sf(x1 - 1, x1 + x2, p)
    assert frame["p_value"] == pytest.approx(min(1, 2 * min(tails)), rel=1e-6, abs=1e-12)
    if abs(frame["p_value"] - 0.05) > 1e-9:
        assert (frame["p_value"] < 0.05) == (not frame["ci_low"] <= 1 <= frame["ci_high"])


def test_nothing_seen_is_bounded_as_in_hanley_and_lippman_hand_1983():
    persons = np.array([1, 10, 100, 1000])
    bound = upper_bound_zero(persons).to_numpy()
    assert (1 - bound) ** persons == pytest.approx(0.05)
    assert bound[3] == pytest.approx(3 / 1000, rel=0.01)
    assert np.exp(-upper_bound_zero_rate(2).iloc[0] * 2) == pytest.approx(0.05)


@given(shares(), st.floats(0.5, 0.999))
def test_wilson_ends_are_the_shares_one_standard_error_z_away(share, confidence):
    x, n = share
    z = stats.norm.ppf((1 + confidence) / 2)
    for limit, end in zip(limits(proportion_interval(x, n, confidence=confidence))[0], (0, 1), strict=True):
        if x == n * end:
            assert limit == end
        else:
            assert abs(x / n - limit) == pytest.approx(z * np.sqrt(limit * (1 - limit) / n), rel=1e-9)


@given(shares(), st.floats(0.5, 0.999))
def test_clopper_pearson_ends_leave_half_the_risk_in_each_tail(share, confidence):
    x, n = share
    low, high = limits(proportion_interval(x, n, confidence=confidence, method="clopper_pearson"))[0]
    tail = (1 - confidence) / 2
    assert low == 0 if x == 0 else stats.binom.sf(x - 1, n, low) == pytest.approx(tail)
    assert high == 1 if x == n else stats.binom.cdf(x, n, high) == pytest.approx(tail)


@given(st.integers(0, 500), st.floats(0.5, 0.999))
def test_garwood_ends_leave_half_the_risk_in_each_tail(x, confidence):
    low, high = limits(rate_interval(x, 1, confidence=confidence))[0]
    tail = (1 - confidence) / 2
    assert low == 0 if x == 0 else stats.poisson.sf(x - 1, low) == pytest.approx(tail)
    assert stats.poisson.cdf(x, high) == pytest.approx(tail)


@given(shares())
def test_shares_agree_with_statsmodels(share):
    x, n = share
    for method, peer in (("wilson", "wilson"), ("clopper_pearson", "beta")):
        ours = limits(proportion_interval(x, n, method=method))[0]
        assert ours == pytest.approx(proportion_confint(x, n, method=peer), abs=1e-10)


@given(shares(), shares())
def test_turning_everything_round_turns_the_interval_round(first, second):
    (x1, n1), (x2, n2) = first, second
    one, other = (proportion_interval(x, n1).iloc[0] for x in (x1, n1 - x1))
    assert one["ci_low"] == pytest.approx(1 - other["ci_high"])
    forth, back = difference_of_proportions(x1, n1, x2, n2), difference_of_proportions(x2, n2, x1, n1)
    assert limits(forth)[0] == pytest.approx(-limits(back)[0][::-1])
    forth, back = ratio_of_rates(x1, n1, x2, n2), ratio_of_rates(x2, n2, x1, n1)
    assert forth["p_value"].iloc[0] == pytest.approx(back["p_value"].iloc[0])
    if x1 and x2:
        assert limits(forth)[0] == pytest.approx(1 / limits(back)[0][::-1])
        ratios = ratio_of_proportions(x1, n1, x2, n2), ratio_of_proportions(x2, n2, x1, n1)
        assert limits(ratios[0])[0] == pytest.approx(1 / limits(ratios[1])[0][::-1])


@given(shares())
def test_an_interval_holds_its_value_and_grows_with_the_count(share):
    x, n = share
    frame = proportion_interval([x, min(x + 1, n)], n)
    assert ((frame["ci_low"] <= frame["value"]) & (frame["value"] <= frame["ci_high"])).all()
    assert frame["ci_low"].is_monotonic_increasing
    assert frame["ci_high"].is_monotonic_increasing


@pytest.mark.parametrize(
    "result",
    [
        lambda x, n: proportion_interval(x, n),
        lambda x, n: difference_of_proportions(x, n, x, n),
        lambda x, n: ratio_of_proportions(x, n, 1, 2),
        lambda x, n: rate_interval(x, n),
        lambda x, n: ratio_of_rates(x, n, 3, 4),
        lambda x, n: paired_difference(x, 1, 2, n),
    ],
)
def test_missing_goes_through_and_the_index_is_kept(result):
    x = pd.Series([3, pd.NA, 2], dtype="Int64", index=["a", "b", "c"])
    n = pd.Series([5, 6, pd.NA], dtype="Int64", index=["a", "b", "c"])
    frame = result(x, n)
    assert frame.index.tolist() == ["a", "b", "c"]
    assert frame.loc["a"].notna().all()
    assert frame.loc[["b", "c"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (lambda: proportion_interval(3, 2), "numerator above its denominator in 1 rows"),
        (lambda: proportion_interval([1, 0], [2, 0]), "denominator is zero in 1 rows"),
        (lambda: proportion_interval(-1, 2), "numerator is negative in 1 rows"),
        (lambda: proportion_interval(1, np.inf), "denominator is infinite"),
        (lambda: proportion_interval(1, 2, confidence=95), "strictly between 0 and 1"),
        (lambda: proportion_interval(1, 2, confidence=1.0), "strictly between 0 and 1"),
        (lambda: proportion_interval(1, 2, confidence=np.nan), "strictly between 0 and 1"),
        (lambda: proportion_interval(1, 2, method="wald"), "method must be one of wilson, clopper_pearson"),
        (lambda: proportion_interval(["7 persons"], [9]), "numerator must hold numbers only"),
        (lambda: proportion_interval([1, 2], [3, 4, 5]), "equally long"),
        (lambda: proportion_interval(pd.Series([1], index=[4]), pd.Series([2], index=[5])), "same index"),
        (lambda: difference_of_proportions(1, 2, 3, 2), "numerator above its denominator"),
        (lambda: ratio_of_proportions(1, 2, 3, 0), "denominator is zero"),
        (lambda: paired_difference(0, 0, 0, 0), "denominator is zero"),
        (lambda: rate_interval(1, 0), "exposure is zero"),
        (lambda: rate_interval(1, 1, method="x+0.5"), "method must be one of exact, byar"),
        (lambda: ratio_of_rates(1, 1, 1, 0), "exposure2 is zero"),
        (lambda: ratio_of_rates(1, 1, 1, 1, confidence=0), "strictly between 0 and 1"),
        (lambda: upper_bound_zero(0), "n is zero"),
        (lambda: upper_bound_zero_rate(0), "exposure is zero"),
    ],
)
def test_refuses(refused, message):
    with pytest.raises(ValueError, match=message) as caught:
        refused()
    assert "persons'" not in str(caught.value)


def test_a_rate_may_exceed_one():
    assert rate_interval(30, 10)["value"].iloc[0] == 3
