"""Follow-up and pairs against what other programs' own tests and manuals print, and against hand counting."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_eval.metrics.intervals.shares_and_rates import paired_difference
from sikkerby_eval.metrics.intervals.survival import cumulative_incidence, kaplan_meier

OVARIAN = {
    59: 1, 115: 1, 156: 1, 268: 1, 329: 1, 353: 1, 365: 1, 377: 0, 421: 0, 431: 1, 448: 0, 464: 1, 475: 1,
    477: 0, 563: 1, 638: 1, 744: 0, 769: 0, 770: 0, 803: 0, 855: 0, 1040: 0, 1106: 0, 1129: 0, 1206: 0, 1227: 0,
}  # fmt: skip
"""Days and whether the 26 women died (Edmunson et al. 1979, as in R's survival)."""
PRINTED = {
    59: (0.962, 0.0377, 0.890, 1.000), 115: (0.923, 0.0523, 0.826, 1.000), 156: (0.885, 0.0627, 0.770, 1.000),
    268: (0.846, 0.0708, 0.718, 0.997), 329: (0.808, 0.0773, 0.670, 0.974), 353: (0.769, 0.0826, 0.623, 0.949),
    365: (0.731, 0.0870, 0.579, 0.923), 431: (0.688, 0.0919, 0.529, 0.894), 464: (0.642, 0.0965, 0.478, 0.862),
    475: (0.596, 0.0999, 0.429, 0.828), 563: (0.546, 0.1032, 0.377, 0.791), 638: (0.497, 0.1051, 0.328, 0.752),
    1227: (0.497, 0.1051, 0.328, 0.752),
}  # fmt: skip


def test_ovarian_cancer_as_printed_by_the_tests_of_r_survival():
    """``summary(survfit(Surv(futime, fustat) ~ 1))`` in tests/ovarian.Rout.save (Therneau): log limits."""
    frame = kaplan_meier(list(OVARIAN), list(OVARIAN.values()), unit="days", at=list(PRINTED), transform="log")
    survival, error, low, high = np.array(list(PRINTED.values())).T
    assert frame["value"].to_numpy() == pytest.approx(survival, abs=5e-4)
    assert frame["ci_low"].to_numpy() == pytest.approx(low, abs=5e-4)
    assert frame["ci_high"].to_numpy() == pytest.approx(high, abs=5e-4)
    # The same errors made the limits on the log-log scale that the reports use.
    other = kaplan_meier(list(OVARIAN), list(OVARIAN.values()), unit="days", at=list(PRINTED))
    share = other["value"].to_numpy()
    wide = 1.959963985 * error / (share * np.log(share))
    assert other["ci_low"].to_numpy() == pytest.approx(share ** np.exp(-wide), abs=2e-3)
    assert other["ci_high"].to_numpy() == pytest.approx(share ** np.exp(wide), abs=2e-3)


def test_late_entry_as_in_the_tests_of_r_survival():
    """tests/survtest.R (Therneau), data ``test2``: at risk and survival it asserts for (start, stop] intervals."""
    start, stop = [1, 2, 5, 2, 1, 7, 3, 4, 8, 8], [2, 3, 6, 7, 8, 9, 9, 9, 14, 17]
    event = [1, 1, 1, 1, 1, 1, 1, 0, 0, 0]
    frame = kaplan_meier(stop, event, entry=start, unit="days", transform="log")
    assert frame["at_risk"].tolist() == [2, 3, 5, 4, 4, 5, 2, 1]
    assert np.diff(frame["events"], prepend=0).tolist() == [1, 1, 1, 1, 1, 2, 0, 0]
    assert frame["value"].tolist()[:6] == pytest.approx([1 / 2, 1 / 3, 4 / 15, 1 / 5, 3 / 20, 9 / 100])
    spread = np.sqrt(np.cumsum([1 / (2 * 1), 1 / (3 * 2), 1 / (5 * 4), 1 / (4 * 3), 1 / (4 * 3), 2 / (5 * 3)]))
    assert frame["ci_low"].to_numpy()[:6] == pytest.approx(frame["value"][:6] * np.exp(-1.959963985 * spread))


def test_competing_events_as_worked_by_hand_in_the_tests_of_r_survival():
    """tests/testci.R (Therneau): 1/7, then 12/35, then 6/7; at risk 8, 7, 5, 2, 1."""
    time, status = [1, 2, 2, 3, 3, 3, 5, 6], [0, 1, 0, 2, 0, 2, 0, 2]
    first = cumulative_incidence(time, status, event=1, censored=0, unit="days")
    second = cumulative_incidence(time, status, event=2, censored=0, unit="days")
    assert first["at_risk"].tolist() == [8, 7, 5, 2, 1]
    assert first["value"].tolist() == pytest.approx([0, 1 / 7, 1 / 7, 1 / 7, 1 / 7])
    assert second["value"].tolist() == pytest.approx([0, 0, 12 / 35, 12 / 35, 6 / 7])


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ((1, 1, 7, 12), Fraction(10, 256)),  # airway reactivity (Bentur 2009): 2 * 9/256 less 8/256
        ((59, 6, 16, 80), None),  # complete response before and after consolidation (Cavo 2012)
    ],
)
def test_mid_p_by_the_two_lines_of_fagerland_2013(pairs, expected):
    """Fagerland, Lydersen & Laake 2013, additional file: twice the tail, less the probability of what was seen."""
    _, b, c, _ = pairs
    n = b + c
    choose = [Fraction(1)]
    for k in range(n):
        choose.append(choose[-1] * (n - k) / (k + 1))
    tail = sum(choose[: min(b, c) + 1]) / 2**n
    by_hand = 2 * tail - choose[min(b, c)] / 2**n
    if expected is not None:
        assert by_hand == expected
    assert paired_difference(*pairs)["p_value"].item() == pytest.approx(float(by_hand), rel=1e-12)


def exact_curves(times, codes, entry=None):
    """Shares in whole fractions, straight from the words: of those at risk on a day, how many had which outcome."""
    left, had, table = Fraction(1), {1: Fraction(0), 2: Fraction(0)}, []
    entry = entry or [-1] * len(times)
    for day in sorted(set(times)):
        at_risk = sum(time >= day > start for time, start in zip(times, entry, strict=True))
        today = [code for time, code in zip(times, codes, strict=True) if time == day]
        for code in (1, 2):
            had[code] += left * Fraction(today.count(code), at_risk)
        left *= 1 - Fraction(len(today) - today.count(0), at_risk)
        table.append((day, at_risk, left, had[1], had[2]))
    return table


PERSONS = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 2)), min_size=1, max_size=20)


@given(PERSONS)
def test_curves_are_the_whole_fractions_counted_by_hand(persons):
    """Ties, one person, nobody with an event, everybody censored on one day: all are drawn here."""
    times, codes = (list(column) for column in zip(*persons, strict=True))
    table = exact_curves(times, codes)
    survival = kaplan_meier(times, [code > 0 for code in codes], unit="days")
    incidence = {k: cumulative_incidence(times, codes, event=k, censored=0, unit="days") for k in (1, 2)}
    assert survival["at_risk"].tolist() == [at_risk for _, at_risk, *_ in table]
    if any(codes):
        assert survival["value"].tolist() == pytest.approx([float(left) for _, _, left, *_ in table])
    else:
        assert survival["value"].isna().all()
    for position, k in enumerate((1, 2), start=3):
        assert incidence[k]["value"].tolist() == pytest.approx([float(row[position]) for row in table])
    for frame in (survival, *incidence.values()):
        known = frame.dropna(subset=["ci_low", "ci_high"])
        assert (known["ci_low"] <= known["ci_high"]).all()
        assert known[["ci_low", "ci_high"]].ge(0).all(axis=None) and known[["ci_low", "ci_high"]].le(1).all(axis=None)
        inside = known.dropna(subset=["value"])
        assert ((inside["ci_low"] <= inside["value"]) & (inside["value"] <= inside["ci_high"])).all()


@given(st.lists(st.tuples(st.integers(2, 6), st.integers(0, 1), st.integers(0, 5)), min_size=1, max_size=15))
def test_late_entry_is_the_whole_fractions_counted_by_hand(persons):
    persons = [(time, code, start) for time, code, start in persons if start < time] or [(2, 1, 0)]
    times, codes, entry = (list(column) for column in zip(*persons, strict=True))
    table = exact_curves(times, codes, entry)
    survival = kaplan_meier(times, codes, entry=entry, unit="days")
    assert survival["at_risk"].tolist() == [at_risk for _, at_risk, *_ in table]
    if any(codes):
        assert survival["value"].tolist() == pytest.approx([float(left) for _, _, left, *_ in table])


@pytest.mark.parametrize(
    ("times", "codes", "value", "limits_missing"),
    [
        ([5], [1], [1.0], True),  # one person, convicted: the share is 1 and has no limits
        ([5], [0], [0.0], False),  # one person, followed to the end: 0 with the exact bound
        ([5, 5, 5], [1, 1, 1], [1.0], True),  # all on one day
        ([5, 5, 5], [0, 0, 0], [0.0], False),  # everybody censored on one day
        ([5, 5, 5, 5], [1, 2, 0, 1], [0.5], False),  # all ways at once: 2 of 4
    ],
)
def test_the_ends_of_the_incidence(times, codes, value, limits_missing):
    frame = cumulative_incidence(times, codes, event=1, censored=0, unit="days")
    assert frame["value"].tolist() == value
    assert frame["ci_low"].isna().all() == limits_missing
    if value == [0.0]:
        assert frame["ci_high"].item() == pytest.approx(1 - 0.05 ** (1 / len(times)))
