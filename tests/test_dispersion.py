"""Dispersion, widened comparisons, funnels, standardised rates and the E-test against their sources."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sikkerby_eval.metrics.intervals.dispersion import dispersion, widened_rate, widened_ratio
from sikkerby_eval.metrics.intervals.etest import e_test
from sikkerby_eval.metrics.intervals.funnel import (
    funnel_of_proportions,
    funnel_of_rates,
    proportion_limits,
    rate_limits,
)
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval, rate_interval
from sikkerby_eval.metrics.intervals.standardise import standardised_rate

LIMITS = ["ci_low", "ci_high"]
STANDARD = pd.Series({"0-14": 3.0, "15-64": 6.0, "65+": 1.0})


def strata(**columns):
    return pd.DataFrame({"band": ["0-14", "15-64", "65+"], "population": [1000.0, 4000.0, 500.0]} | columns)


def test_dispersion_is_that_of_mccullagh_and_nelder_1989_by_hand():
    """With one season and no trend in the fit (a symmetric series) it is Pearson's chi-square over n − 2."""
    counts = np.array([8, 12, 10, 10, 12, 8, 8, 12, 10, 10, 12, 8])
    assert dispersion(counts, season_length=1) == pytest.approx(((counts - 10) ** 2 / 10).sum() / 10, rel=1e-3)


def test_a_series_that_is_all_season_and_trend_has_no_dispersion():
    quarter = np.tile([100.0, 150.0, 120.0, 90.0], 5)
    series = quarter * 1.02 ** np.arange(20)
    assert dispersion(series) == pytest.approx(0, abs=1e-10)
    assert dispersion(series * 3, exposure=np.full(20, 3.0)) == pytest.approx(0, abs=1e-10)


def test_a_repeated_count_doubles_the_dispersion():
    """The same events each reported twice: counts double, so chi-square and the dispersion double."""
    counts = np.array([30, 41, 35, 28, 33, 47, 30, 31, 36, 44, 29, 35])
    assert dispersion(2 * counts) == pytest.approx(2 * dispersion(counts), rel=1e-6)


def test_an_unknown_quarter_keeps_the_season_of_the_others():
    series = np.tile([100.0, 150.0, 120.0, 90.0], 5)
    series[6] = np.nan
    assert dispersion(series) == pytest.approx(0, abs=1e-10)


@given(st.integers(0, 3000), st.integers(0, 3000), st.floats(1, 80), st.floats(0.2, 5))
def test_widened_ratio_leaves_out_one_exactly_when_its_test_says_so(x1, x2, phi, exposure):
    row = widened_ratio(x1, exposure, x2, 1, dispersion=phi).iloc[0]
    if x1 + x2 == 0:
        assert row[["value"]].isna().all()
        assert row["p_value"] == 1
    elif abs(row["p_value"] - 0.05) > 1e-9:
        assert (row["p_value"] < 0.05) == (not row["ci_low"] <= 1 <= row["ci_high"])


def test_widened_ratio_agrees_with_quasi_poisson_regression_for_many_events():
    """R's ``glm(family = quasipoisson)`` interval on the log scale, here from statsmodels with the scale given."""
    x, phi = np.array([52_000, 50_000]), 11.0
    fitted = sm.GLM(x, np.array([[1, 1], [1, 0]]), family=sm.families.Poisson()).fit(scale=phi)
    low, high = np.exp(np.asarray(fitted.conf_int())[1])
    row = widened_ratio(52_000, 1, 50_000, 1, dispersion=phi).iloc[0]
    assert row[LIMITS].tolist() == pytest.approx([low, high], rel=2e-4)


def test_a_calm_history_is_no_licence_to_be_surer_than_chance():
    pd.testing.assert_frame_equal(
        widened_ratio(30, 1, 20, 1, dispersion=0.2), widened_ratio(30, 1, 20, 1, dispersion=1)
    )


@given(st.integers(0, 5000), st.floats(1, 80))
def test_widened_rate_ends_are_the_means_z_widened_deviations_away(x, phi):
    low, high = widened_rate(x, 1, dispersion=phi)[LIMITS].iloc[0]
    for mean in (low, high):
        if mean > 0:
            assert abs(x - mean) == pytest.approx(1.959963985 * np.sqrt(phi * mean), rel=1e-6, abs=1e-6)


def test_funnel_of_shares_of_phe_indicator_methods():
    """testdata_funnel_prop_outputs.csv of PHEindicatormethods, baseline 80.642448 %."""
    frame = proportion_limits(0.80642448, [1, 3, 102, 110_000]) * 100
    expected = [
        [3.204264, 100, 0, 100],
        [35.933491, 100, 10.150815, 100],
        [72.974925, 88.309971, 68.553233, 92.731663],
        [80.408963, 80.875933, 80.274317, 81.010578],
    ]
    assert frame.to_numpy() == pytest.approx(np.array(expected), abs=2e-6)


@pytest.mark.parametrize(
    ("population", "line", "rate"),
    [
        (1598.675694, "low_95", 20.85059119),
        (7.264481402, "high_95", 4588.535848),
        (2649.348525, "low_998", 12.58170943),
        (13.02722321, "high_998", 5117.48863),
        (411529.9259, "low_95", 110.158048),
        (358342.3275, "high_998", 126.5084525),
    ],
)
def test_funnel_of_rates_of_phe_indicator_methods(population, line, rate):
    """testdata_funnel_rate_outputs.csv of PHEindicatormethods: three years, baseline 116.1720835 per 100,000."""
    limits = rate_limits(116.1720835e-5, 3 * population) * 1e5
    assert limits[line].iloc[0] == pytest.approx(rate, rel=3e-6)  # theirs is iterated to fewer digits


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(60, 200)), min_size=2, max_size=8))
def test_the_line_drawn_flags_the_area_and_no_other_rule_does(areas):
    x, n = map(np.array, zip(*areas, strict=True))
    frame = funnel_of_proportions(x, n)
    own = proportion_interval(x, n)
    out = (own["ci_low"] > frame["baseline"] + 1e-9) | (own["ci_high"] < frame["baseline"] - 1e-9)
    near = np.minimum((own["ci_low"] - frame["baseline"]).abs(), (own["ci_high"] - frame["baseline"]).abs()) < 1e-9
    assert ((frame["flag"] != "within") == out)[~near].all()
    assert frame["baseline"].tolist() == pytest.approx([x.sum() / n.sum()] * len(x))
    rates = funnel_of_rates(x, n)
    own = rate_interval(x, n)
    out = (own["ci_low"] > rates["baseline"] + 1e-9) | (own["ci_high"] < rates["baseline"] - 1e-9)
    assert ((rates["flag"] != "within") == out).all()


def test_a_widened_funnel_flags_less():
    events, exposure = [100, 150, 60, 90], 1000
    assert (funnel_of_rates(events, exposure)["flag"] != "within").sum() == 2
    assert (funnel_of_rates(events, exposure, dispersion=30)["flag"] == "within").all()


def test_an_unknown_area_has_lines_but_no_flag():
    frame = funnel_of_rates(pd.Series([10, None, 12], index=["a", "b", "c"]), 100)
    assert frame.loc["b", ["value", "flag"]].isna().all()
    assert frame["baseline"].tolist() == pytest.approx([22 / 200] * 3)


def test_standardised_rate_by_hand():
    """Weights 0.3, 0.6, 0.1 on rates 20/1000, 60/4000, 15/500; Dobson 1991 around Byar's 95 − limits."""
    row = standardised_rate(strata(events=[20, 60, 15]), STANDARD, band="band").iloc[0]
    assert row["value"] == pytest.approx(0.3 * 0.02 + 0.6 * 0.015 + 0.1 * 0.03)
    variance = 0.3**2 * 20 / 1000**2 + 0.6**2 * 60 / 4000**2 + 0.1**2 * 15 / 500**2
    byar = rate_interval(95, 1, method="byar")[LIMITS].to_numpy()[0]
    assert row[LIMITS].tolist() == pytest.approx(list(row["value"] + np.sqrt(variance / 95) * (byar - 95)))
    assert row[["numerator", "denominator"]].tolist() == [95, 5500]


@pytest.mark.parametrize(("interval", "method"), [("dobson", "byar"), ("gamma", "exact")])
def test_with_one_band_the_standardised_rate_is_the_rate_itself(interval, method):
    """Dobson 1991 and Fay & Feuer 1997 both state that their limits then are those of a Poisson count."""
    one = pd.DataFrame({"band": ["all"], "events": [37], "population": [900]})
    row = standardised_rate(one, pd.Series({"all": 7.0}), band="band", interval=interval).iloc[0]
    expected = rate_interval(37, 900, method=method).iloc[0]
    assert row[["value", *LIMITS]].tolist() == pytest.approx(expected.tolist())


def test_gamma_limits_of_fay_and_feuer_1997_by_their_chi_square_formula():
    row = standardised_rate(strata(events=[20, 60, 15]), STANDARD, band="band", interval="gamma").iloc[0]
    weight = np.array([0.3 / 1000, 0.6 / 4000, 0.1 / 500])
    y, v, w = (weight * [20, 60, 15]).sum(), (weight**2 * [20, 60, 15]).sum(), weight.max()
    low = v / (2 * y) * stats.chi2.ppf(0.025, 2 * y**2 / v)
    high = (v + w**2) / (2 * (y + w)) * stats.chi2.ppf(0.975, 2 * (y + w) ** 2 / (v + w**2))
    assert row[LIMITS].tolist() == pytest.approx([low, high])


def test_persons_with_two_events_each_have_the_variance_of_their_number():
    """10 persons with 2 events count as 10 independent things of size 2: spread √2 that of 20 single events."""
    single = standardised_rate(strata(events=[20, 60, 14]), STANDARD, band="band").iloc[0]
    twice = strata(events=[20, 60, 14], events_squared=[40, 120, 28])
    twice = standardised_rate(twice, STANDARD, band="band").iloc[0]
    spread = (twice[LIMITS] - twice["value"]) / (single[LIMITS] - single["value"])
    assert spread.tolist() == pytest.approx([np.sqrt(2)] * 2)


def test_below_ten_events_there_is_no_rate_and_the_next_area_is_untouched():
    both = pd.concat([strata(events=[3, 3, 3], area="x"), strata(events=[3, 4, 3], area="y")])
    frame = standardised_rate(both, STANDARD, band="band", by="area")
    assert frame.loc["x", ["value", *LIMITS]].isna().all()
    assert frame.loc["x", "numerator"] == 9
    assert frame.loc["y"].notna().all()


def test_the_standard_is_joined_by_name_and_the_order_of_rows_means_nothing():
    rows = strata(events=[20, 60, 15])
    expected = standardised_rate(rows, STANDARD, band="band")
    pd.testing.assert_frame_equal(standardised_rate(rows[::-1], STANDARD[::-1] * 5, band="band"), expected)


def test_an_unknown_count_leaves_the_rate_unknown():
    assert standardised_rate(strata(events=[20, None, 15]), STANDARD, band="band")["value"].isna().all()


@pytest.mark.parametrize("case", [(6, 1.0, 15, 1.0), (4, 2.0, 9, 1.0), (0, 1.0, 6, 3.0)])
def test_e_test_of_krishnamoorthy_and_thomson_2004_by_adding_up_all_counts(case):
    x1, t1, x2, t2 = case
    rate = (x1 + x2) / (t1 + t2)
    grid = np.arange(120)
    share = t1 / t2
    z = np.abs(grid[:, None] - grid * share) / np.sqrt(np.maximum(grid[:, None] + grid, 1e-20) * share)
    seen = abs(x1 - x2 * share) / np.sqrt((x1 + x2) * share)
    chance = np.outer(stats.poisson.pmf(grid, rate * t1), stats.poisson.pmf(grid, rate * t2))
    assert e_test(*case).iloc[0] == pytest.approx(chance[z >= seen - 1e-12].sum(), rel=1e-9)


def test_e_test_keeps_the_index_and_lets_missing_through():
    frame = e_test(pd.Series([4, None, 0], index=["a", "b", "c"]), 1, 0, 1)
    assert frame.isna().tolist() == [False, True, False]
    assert frame["c"] == 1


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (lambda: dispersion([1] * 7), "at least 8 known periods of history"),
        (lambda: dispersion([0] * 12), "without a single event"),
        (lambda: dispersion([-1] * 12), "counts is negative in 12 rows"),
        (lambda: widened_ratio(1, 0, 1, 1, dispersion=1), "exposure1 is zero"),
        (lambda: widened_rate(1, 0, dispersion=1), "exposure is zero"),
        (lambda: widened_rate(1, 1, dispersion=1, confidence=95), "strictly between 0 and 1"),
        (lambda: funnel_of_proportions([3], [2]), "numerator above its denominator"),
        (lambda: funnel_of_rates([3], [0]), "exposure is zero"),
        (lambda: e_test(900, 1, 101, 1), "more than 1000 events in 1 rows"),
        (lambda: standardised_rate(strata(events=[1, 2, 3])[:2], STANDARD, band="band"), "1 age bands .* missing"),
        (lambda: standardised_rate(strata(events=[1, 2, 3]), STANDARD[:2], band="band"), "does not have"),
        (lambda: standardised_rate(pd.concat([strata(events=1)] * 2), STANDARD, band="band"), "occur twice"),
        (lambda: standardised_rate(strata(events=1, population=0), STANDARD, band="band"), "population is zero in 3"),
        (lambda: standardised_rate(strata(events=-1), STANDARD, band="band"), "events is negative"),
        (lambda: standardised_rate(strata(events=3, events_squared=2), STANDARD, band="band"), "below events in 3"),
        (lambda: standardised_rate(strata(events=1), STANDARD * 0, band="band"), "standard population needs"),
        (lambda: standardised_rate(strata(events=9), STANDARD, band="band", interval="wald"), "dobson, gamma"),
        (lambda: standardised_rate(strata(events=9), STANDARD, band="band", confidence=5), "strictly between"),
    ],
)
def test_refuses(refused, message):
    with pytest.raises(ValueError, match=message):
        refused()


def test_a_calm_series_that_season_and_trend_reproduce_has_no_dispersion_and_no_warning(recwarn):
    assert dispersion([5, 2, 3, 4] * 4) == pytest.approx(0, abs=1e-9)
    assert list(recwarn) == []
