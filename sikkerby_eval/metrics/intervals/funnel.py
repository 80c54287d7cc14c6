"""Which areas differ from all areas together by more than chance, drawn and flagged by one rule.

Small areas swing more, so the limits open like a funnel towards them. The line at an area's own size is the flag:
an area outside the line drawn is flagged, and no other.
"""

import numpy as np
import pandas as pd
from scipy.special import gammainc, gammaincc

from sikkerby_eval.metrics.intervals.asked import counts, critical_value, refuse_zero
from sikkerby_eval.metrics.intervals.shares_and_rates import HALVINGS, proportion_interval

LEVELS = {"95": 0.95, "998": 0.998}


def funnel_of_proportions(numerator, denominator) -> pd.DataFrame:
    """Say which areas' shares lie outside what chance would give areas of their size.

    Takes persons counted and persons of each area; the baseline is all areas together. Returns ``value, baseline,
    low_95, high_95, low_998, high_998, flag`` with ``flag`` one of ``low_998, low_95, within, high_95, high_998``.

    Source: Spiegelhalter 2005; PHEindicatormethods (score limits around the baseline).
    """
    index, x, n = counts(numerator=numerator, denominator=denominator)
    value = proportion_interval(x, n)["value"].to_numpy()
    baseline = _baseline(x, n)
    return _flagged(index, value, baseline, proportion_limits(baseline, n))


def funnel_of_rates(events, exposure, *, dispersion=None) -> pd.DataFrame:
    """Say which areas' rates lie outside what chance, or crime's own waves, would give areas of their size.

    As ``funnel_of_proportions``; without ``dispersion`` the limits are exact, with it (from ``dispersion`` of the
    areas' own history) they are widened. Unwidened limits suit persons, not reports.

    Source: PHEindicatormethods (exact Poisson); Spiegelhalter 2005 (dispersion).
    """
    index, x, t = counts(events=events, exposure=exposure)
    refuse_zero(exposure=t)
    baseline = _baseline(x, t)
    return _flagged(index, x / t, baseline, rate_limits(baseline, t, dispersion=dispersion))


def proportion_limits(baseline, denominator) -> pd.DataFrame:
    """Return the funnel's lines for areas of the sizes given: ``low_95, high_95, low_998, high_998`` as fractions.

    A share lies on the line when its own Wilson interval just reaches the baseline (the score test, turned round).
    """
    _, share, n = counts(baseline=baseline, denominator=denominator)
    lines = {}
    for name, level in LEVELS.items():
        half = critical_value(level) * np.sqrt(share * (1 - share) / n)
        lines |= {f"low_{name}": np.maximum(share - half, 0), f"high_{name}": np.minimum(share + half, 1)}
    return pd.DataFrame(lines)


def rate_limits(baseline, exposure, *, dispersion=None) -> pd.DataFrame:
    """Return the funnel's lines for areas of the exposures given, per one unit of exposure.

    Without ``dispersion`` a rate lies on the line when its own exact interval just reaches the baseline.
    """
    _, rate, t = counts(baseline=baseline, exposure=exposure)
    expected, lines = rate * t, {}
    for name, level in LEVELS.items():
        if dispersion is None:
            low, high = _exact_counts(expected, (1 - level) / 2)
        else:
            half = critical_value(level) * np.sqrt(np.maximum(dispersion, 1) * expected)
            low, high = np.maximum(expected - half, 0), expected + half
        lines |= {f"low_{name}": low / t, f"high_{name}": high / t}
    return pd.DataFrame(lines)


def _exact_counts(expected, tail):
    below, middle, above = np.zeros_like(expected), expected, expected + 10 * np.sqrt(expected) + 40
    low = _halve(lambda x: gammaincc(x + 1, expected) > tail, below, middle)
    return low, _halve(lambda x: gammainc(np.maximum(x, 1e-300), expected) < tail, middle, above)


def _halve(too_high, below, above):
    for _ in range(HALVINGS):
        middle = (below + above) / 2
        high = too_high(middle)
        below, above = np.where(high, below, middle), np.where(high, middle, above)
    return below


def _baseline(x, n):
    known = ~np.isnan(x + n)
    return x[known].sum() / n[known].sum() if known.any() else np.nan


def _flagged(index, value, baseline, lines):
    lines = lines.set_axis(index)
    outside = [value < lines["low_998"], value < lines["low_95"], value > lines["high_998"], value > lines["high_95"]]
    flag = np.select(outside, ["low_998", "low_95", "high_998", "high_95"], "within")
    flag = pd.Series(flag, index=index, dtype="string").mask(np.isnan(value))
    return pd.DataFrame({"value": value, "baseline": baseline}, index=index).join(lines).assign(flag=flag)
