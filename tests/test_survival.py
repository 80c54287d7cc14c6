"""Survival and cumulative incidence against published data and against their definitions."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from sikkerby_eval.metrics.intervals.survival import cumulative_incidence, kaplan_meier

WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
LIMITS = ["ci_low", "ci_high"]


@st.composite
def followed(draw, outcomes=3, most=25):
    n = draw(st.integers(1, most))
    times = draw(st.lists(st.integers(1, 8), min_size=n, max_size=n))
    codes = draw(st.lists(st.integers(0, outcomes - 1), min_size=n, max_size=n))
    return np.array(times), np.array(codes)


def test_6_mp_remissions_of_freireich_1963_as_in_kalbfleisch_and_prentice_2002():
    """Survival as tabled in Kalbfleisch & Prentice; log–log limits as Stata's ``sts list`` prints them."""
    frame = kaplan_meier(WEEKS, RELAPSED, unit="weeks", at=[6, 7, 10, 13, 16, 22, 23])
    assert frame["value"].tolist() == pytest.approx([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5)
    assert frame["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    expected = [
        (0.6197, 0.9516),
        (0.5631, 0.9228),
        (0.5032, 0.8894),
        (0.4316, 0.8491),
        (0.3675, 0.8049),
        (0.2678, 0.7468),
        (0.1881, 0.6801),
    ]
    assert frame[LIMITS].to_numpy() == pytest.approx(np.array(expected), abs=5e-5)
    assert frame["method"].unique().tolist() == ["Kaplan–Meier, Greenwood, log-log"]


def test_log_limits_follow_from_greenwoods_errors_of_freireich_1963():
    """Standard errors 0.0764 and 0.1346 at 6 and 23 weeks are those printed with these data."""
    frame = kaplan_meier(WEEKS, RELAPSED, unit="weeks", at=[6, 23], transform="log")
    error = np.array([0.0764, 0.1346])
    share = frame["value"].to_numpy()
    assert frame["ci_low"].to_numpy() == pytest.approx(share * np.exp(-1.96 * error / share), abs=2e-4)
    assert frame["ci_high"].to_numpy() == pytest.approx(np.minimum(1, share * np.exp(1.96 * error / share)), abs=2e-4)
    assert "log" in frame["method"].iloc[0]


def test_bone_marrow_data_of_scrucca_2007_by_counting():
    """The 17 with ALL have nobody censored before month 35: until then each incidence is a plain share."""
    months = [13, 1, 72, 7, 8, 9, 5, 1, 22, 0, 0, 35, 4, 14, 26, 3, 12]
    status = [2, 1, 0, 2, 2, 2, 2, 2, 2, 2, 1, 0, 2, 2, 2, 2, 1]
    frame = cumulative_incidence(months, status, event=1, censored=0, unit="months", at=[0, 5, 20])
    assert frame["value"].tolist() == pytest.approx([1 / 17, 2 / 17, 3 / 17])
    assert frame["competing"].tolist() == [1, 5, 10]
    other = cumulative_incidence(months, status, event=2, censored=0, unit="months", at=[20, 30])
    assert other["value"].tolist() == pytest.approx([10 / 17, 12 / 17])


@given(followed())
def test_survival_agrees_with_statsmodels(case):
    times, codes = case
    if not (codes == 1).any():
        return
    peer = SurvfuncRight(times, (codes == 1).astype(int))
    frame = kaplan_meier(times, codes == 1, unit="days", at=peer.surv_times, transform="log")
    assert frame["value"].to_numpy() == pytest.approx(peer.surv_prob)
    assert frame["at_risk"].to_numpy() == pytest.approx(peer.n_risk)
    inner = (peer.surv_prob > 0) & (frame["ci_high"].to_numpy() < 1)
    spread = np.log(frame["ci_high"] / frame["value"]).to_numpy()[inner] * peer.surv_prob[inner] / 1.959963985
    assert spread == pytest.approx(peer.surv_prob_se[inner], rel=1e-6)


@given(followed())
def test_incidence_agrees_with_statsmodels_and_adds_up_to_everything(case):
    times, codes = case
    if set(codes) != {0, 1, 2}:
        return
    peer = CumIncidenceRight(times, codes)
    ours = [cumulative_incidence(times, codes, event=k, censored=0, unit="days") for k in (1, 2)]
    for frame, cinc in zip(ours, peer.cinc, strict=True):
        at = np.searchsorted(frame["time"], peer.times)
        assert frame["value"].to_numpy()[at] == pytest.approx(cinc)
    total = 1 - kaplan_meier(times, codes > 0, unit="days")["value"].to_numpy()
    assert ours[0]["value"].to_numpy() + ours[1]["value"].to_numpy() == pytest.approx(total)


def aalen_variance_by_definition(times, codes, at):
    """Aalen 1978: the sum over earlier times of what one more increment of either kind does to the incidence."""
    ends = np.unique(times[(codes > 0) & (times <= at)])
    before, left, share, rows = 1.0, 1.0, 0.0, []
    for end in ends:
        n = (times >= end).sum()
        own, other = ((times == end) & (codes == 1)).sum(), ((times == end) & (codes > 1)).sum()
        share += left * own / n
        before, left = left, left * (1 - (own + other) / n)
        rows.append((n, own, other, before, left, share))
    total = 0.0
    for n, own, other, before, left, then in rows:
        onwards = (share - then) / left if left > 0 else 0.0
        for d, effect in ((own, 1 - onwards), (other, -onwards)):
            ties = (n - d) / (n - 1) if d > 1 else 1.0
            total += (effect * before) ** 2 * ties * d / n**2
    return total


@given(followed())
def test_variance_is_aalens_by_definition(case):
    times, codes = case
    frame = cumulative_incidence(times, codes, event=1, censored=0, unit="days")
    inner = frame[(frame["value"] > 0) & (frame["value"] < 1) & frame["ci_low"].notna()]
    for row in inner.itertuples():
        spread = np.log(np.log(row.ci_low) / np.log(row.value)) if row.ci_low > 0 else np.inf
        if spread > 20:
            continue
        error = spread / 1.959963985 * row.value * -np.log(row.value)
        assert error**2 == pytest.approx(aalen_variance_by_definition(times, codes, row.time), rel=1e-5, abs=1e-12)


def error_of(frame):
    """The standard error that the log–log limits were made from."""
    share = frame["value"].to_numpy()
    return np.log(np.log(frame["ci_low"]) / np.log(share)) / 1.959963985 * share * -np.log(share)


def uniforms_of_r_1_2_1(seed):
    """R's generator of 2001 (Marsaglia's multicarry), to make the data that cmprsk's tests were printed from."""
    for _ in range(51):
        seed = (69069 * seed + 1) % 2**32
    first, second = seed, (69069 * seed + 1) % 2**32
    while True:
        first = (36969 * (first & 0xFFFF) + (first >> 16)) % 2**32
        second = (18000 * (second & 0xFFFF) + (second >> 16)) % 2**32
        yield (((first << 16) % 2**32) ^ (second & 0xFFFF)) * 2.328306437080797e-10


def exponential_of_r(uniforms):
    """Ahrens & Dieter 1972, as R draws an exponential time."""
    weights = np.cumsum([np.log(2) ** i / math.factorial(i) for i in range(1, 17)])
    whole, part = 0.0, 2 * next(uniforms)
    while part <= 1:
        whole, part = whole + weights[0], 2 * part
    part -= 1
    if part <= weights[0]:
        return whole + part
    least, i = next(uniforms), 0
    while True:
        least, i = min(least, next(uniforms)), i + 1
        if part <= weights[i]:
            return whole + least * weights[0]


def test_incidence_and_variance_of_cmprsk_as_printed_by_its_own_tests():
    """``cuminc(ss, cc)`` of tests/test.Rout.save in R's cmprsk (Gray): 100 exponential times, outcomes 0, 1, 2."""
    uniforms = uniforms_of_r_1_2_1(2)
    times = [exponential_of_r(uniforms) for _ in range(100)]
    codes = [int(3 * next(uniforms)) for _ in range(200)][100:]
    printed = {
        1: ([0.2352861, 0.3287068, 0.4247898, 0.4247898], [0.002062112, 0.002957844, 0.004170634, 0.004170634]),
        2: ([0.2567862, 0.3931580, 0.4631781, 0.4911861], [0.002190305, 0.003273248, 0.004004514, 0.004369940]),
    }
    for cause, (share, variance) in printed.items():
        frame = cumulative_incidence(times, codes, event=cause, censored=0, unit="years", at=[1, 2, 3, 4])
        assert frame["value"].tolist() == pytest.approx(share, abs=5e-8)
        assert (error_of(frame) ** 2).tolist() == pytest.approx(variance, abs=5e-10)


@given(followed(), st.randoms())
def test_the_order_of_rows_means_nothing(case, random):
    times, codes = case
    order = random.sample(range(len(times)), len(times))
    first = cumulative_incidence(times, codes, event=1, censored=0, unit="days")
    second = cumulative_incidence(times[order], codes[order], event=1, censored=0, unit="days")
    pd.testing.assert_frame_equal(first, second)


@given(followed())
def test_incidence_is_one_minus_survival_when_nobody_left_and_never_falls(case):
    times, codes = case
    codes = (codes == 1).astype(int)
    frame = cumulative_incidence(times, codes, event=1, censored=0, unit="days")
    assert frame["value"].is_monotonic_increasing
    survival = kaplan_meier(times, codes == 1, unit="days")["value"]
    if codes.any():
        assert (1 - survival).to_numpy() == pytest.approx(frame["value"].to_numpy())


def test_an_event_comes_before_a_censoring_on_the_same_day():
    """p1_event_day_5, p2_leaves_day_5: the one who leaves was at risk, so one half, not nobody, is left."""
    assert kaplan_meier([5, 5], [True, False], unit="days")["value"].tolist() == [0.5]


def test_treating_the_dead_as_censored_would_count_them_as_if_they_could_be_convicted():
    """p1_convicted_day_2, p2_dead_day_3, p3_convicted_day_4, as in the docstring."""
    frame = cumulative_incidence([2, 3, 4], ["c", "d", "c"], event="c", censored="-", unit="days")
    assert frame["value"].tolist() == pytest.approx([1 / 3, 1 / 3, 2 / 3])
    assert kaplan_meier([2, 3, 4], [True, False, True], unit="days")["value"].iloc[-1] == 0


def test_who_enters_late_is_at_risk_only_from_then():
    """p1 0–4 event, p2 3–6 event, p3 5–6 censored: 1 of 2 at day 4, 1 of 2 at day 6."""
    frame = kaplan_meier([4, 6, 6], [True, True, False], entry=[0, 3, 5], unit="days")
    assert frame["at_risk"].tolist() == [2, 2]
    assert frame["value"].tolist() == pytest.approx([0.5, 0.25])


def test_no_event_is_not_estimable_and_has_the_exact_bound():
    """Hanley & Lippman-Hand 1983: of 20 followed to the end without event, up to 1 − 0.05^(1/20) may still have it."""
    survival = kaplan_meier([24] * 20, [False] * 20, unit="months", at=[12, 24, 30])
    assert survival["value"].isna().all()
    assert survival["ci_low"].tolist()[:2] == pytest.approx([0.05 ** (1 / 20)] * 2)
    assert survival["ci_high"].tolist()[:2] == [1, 1]
    assert survival[LIMITS].iloc[2].isna().all()
    assert "exact one-sided bound" in survival["method"].iloc[0]
    none = cumulative_incidence([24] * 20, ["kept"] * 20, event="convicted", censored="kept", unit="months", at=[24])
    assert none[["value", "ci_low"]].iloc[0].tolist() == [0, 0]
    assert none["ci_high"].iloc[0] == pytest.approx(1 - 0.05 ** (1 / 20))


def test_whoever_died_first_still_counts_below_the_bound_of_nothing_seen():
    """20 followed, 5 dead before: all 20 are known not to have been convicted."""
    frame = cumulative_incidence([3] * 5 + [24] * 15, ["d"] * 5 + ["-"] * 15, event="c", censored="-", unit="months")
    assert frame["ci_high"].tolist() == pytest.approx([1 - 0.05 ** (1 / 20)] * 2)


def test_limits_are_missing_where_nobody_is_left_without_event():
    frame = kaplan_meier([1, 2], [True, True], unit="days")
    assert frame["value"].tolist() == [0.5, 0]
    assert frame[LIMITS].iloc[1].isna().all()


def test_a_time_nobody_was_followed_to_is_missing_but_a_finished_curve_goes_on():
    assert kaplan_meier([1, 3], [True, False], unit="days", at=[3, 4])["value"].isna().tolist() == [False, True]
    assert kaplan_meier([1, 3], [True, True], unit="days", at=[4])["value"].tolist() == [0]
    frame = cumulative_incidence([1, 3], ["c", "d"], event="c", censored="-", unit="days", at=[4])
    assert frame["value"].tolist() == [0.5]


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (lambda: kaplan_meier([1], [True], unit="d"), "a time needs its unit: one of days, weeks, months, years"),
        (lambda: kaplan_meier(pd.Series(pd.to_timedelta([1], "D")), [True], unit="days"), "not a time difference"),
        (lambda: kaplan_meier([1, None], [True, True], unit="days"), "time is missing for 1 persons"),
        (lambda: kaplan_meier([-1], [True], unit="days"), "time is negative"),
        (lambda: kaplan_meier([], [], unit="days"), "not empty"),
        (lambda: kaplan_meier([1, 2], [True], unit="days"), "equally long"),
        (lambda: kaplan_meier([1], [None], unit="days"), "event must be True or False"),
        (lambda: kaplan_meier([1], [2], unit="days"), "event must be True or False"),
        (lambda: kaplan_meier([3], [True], entry=[3], unit="days"), "entry is not before the end of follow-up for 1"),
        (lambda: kaplan_meier([3], [True], unit="days", transform="plain"), "transform must be one of log-log, log"),
        (lambda: kaplan_meier([3], [True], unit="days", confidence=2), "strictly between 0 and 1"),
        (lambda: kaplan_meier([3], [True], unit="days", at=[-1]), "from 0 upwards"),
        (lambda: cumulative_incidence([1], [None], event=1, censored=0, unit="days"), "outcome is missing for 1"),
    ],
)
def test_refuses(refused, message):
    with pytest.raises(ValueError, match=message):
        refused()
