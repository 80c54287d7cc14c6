"""How sure a share, a rate or a comparison of two of them is: whole columns in, one row of numbers each out.

Only ``scipy.special`` is imported: it computes the exact limits, while importing statsmodels would cost every report
a second. Where statsmodels has the same interval the tests hold the two equal; where it has it wrong or not for
columns (Koopman at full counts, paired differences) the definition is solved here.

Every function takes numbers, arrays or Series, keeps the index of a Series, and returns ``value, ci_low, ci_high``
(and ``p_value`` where stated). A missing count gives a missing row; it is never read as zero.
"""

import numpy as np
import pandas as pd
from scipy.special import betaincc, betainccinv, betaincinv, gammainccinv, gammaincinv

from sikkerby_eval.metrics.intervals.asked import (
    checked_confidence,
    counts,
    critical_value,
    refuse_impossible_shares,
    refuse_zero,
)

HALVINGS = 64
"""A bracket of 140 on the log scale halved this often is narrower than the last digit of a double."""


def proportion_interval(numerator, denominator, *, confidence=0.95, method="wilson") -> pd.DataFrame:
    """Say how large a share is, and how far chance from year to year could have moved it.

    Parameters
    ----------
    numerator, denominator : number, array or Series
        Persons (or answers) counted, and those who could have been; missing gives a missing row.
    confidence : float
        Two-sided, strictly between 0 and 1.
    method : {"wilson", "clopper_pearson"}
        Score interval without continuity correction, or the exact one (never under its confidence, wider).

    Returns
    -------
    DataFrame
        ``value, ci_low, ci_high`` as fractions; the low end is exactly 0 at no cases, the high end exactly 1 at all.

    Raises
    ------
    ValueError
        On a zero denominator, a numerator above its denominator, negatives, or a confidence outside (0, 1).

    Source: Wilson 1927; Newcombe 1998, Statistics in Medicine 17:857, method 3; Clopper & Pearson 1934.
    """
    index, x, n = counts(numerator=numerator, denominator=denominator)
    refuse_impossible_shares(x, n)
    limits = {"wilson": _wilson, "clopper_pearson": _clopper_pearson}
    if method not in limits:
        raise ValueError(f"method must be one of {', '.join(limits)}")
    return _frame(index, x / n, *limits[method](x, n, confidence))


def difference_of_proportions(x1, n1, x2, n2, *, confidence=0.95) -> pd.DataFrame:
    """Say how far apart the shares of two separate groups are (first minus second, in fractions).

    Takes cases and persons of each group. Refuses as ``proportion_interval``.

    Source: Newcombe 1998, Statistics in Medicine 17:873, method 10 (hybrid score).
    """
    index, x1, n1, x2, n2 = counts(x1=x1, n1=n1, x2=x2, n2=n2)
    refuse_impossible_shares(x1, n1)
    refuse_impossible_shares(x2, n2)
    return _frame(index, x1 / n1 - x2 / n2, *_newcombe(x1, n1, x2, n2, 0.0, confidence))


def paired_difference(both, only_first, only_second, neither, *, confidence=0.95) -> pd.DataFrame:
    """Say how far a share moved when the same persons are seen twice (first minus second, in fractions).

    Parameters
    ----------
    both, only_first, only_second, neither : number, array or Series
        Persons counted at both times, at one of them, at none.

    Returns
    -------
    DataFrame
        ``value, ci_low, ci_high`` and ``p_value``, the mid-P McNemar probability of at least so uneven a change.

    Source: Newcombe 1998, Statistics in Medicine 17:2635, method 10 (phi corrected towards 0);
    Fagerland, Lydersen & Laake 2013 for mid-P.
    """
    index, a, b, c, d = counts(both=both, only_first=only_first, only_second=only_second, neither=neither)
    n = a + b + c + d
    refuse_impossible_shares(a + b, n)
    product = a * d - b * c
    product = np.where(product > 0, np.maximum(product - n / 2, 0), product)
    margins = np.sqrt((a + b) * (c + d) * (a + c) * (b + d))
    phi = np.divide(product, margins, out=np.zeros_like(n), where=margins > 0)
    fewer, changed = np.minimum(b, c), b + c
    mid_tail = (_at_most(fewer, changed, 0.5) + _at_most(fewer - 1, changed, 0.5)) / 2
    frame = _frame(index, (b - c) / n, *_newcombe(a + b, n, a + c, n, phi, confidence))
    return frame.assign(p_value=np.where(np.isnan(n), np.nan, np.minimum(1, 2 * mid_tail)))


def ratio_of_proportions(x1, n1, x2, n2, *, confidence=0.95) -> pd.DataFrame:
    """Say how many times larger the share of one group is than that of another.

    With no case in the second group the ratio is infinite; with none in either it is missing and the interval is
    everything from 0 upwards. Refuses as ``proportion_interval``.

    Source: Koopman 1984; Gart & Nam 1988 (score interval, no correction), solved by halving: statsmodels 0.15
    returns complex limits at full counts and takes no columns.
    """
    index, x1, n1, x2, n2 = counts(x1=x1, n1=n1, x2=x2, n2=n2)
    refuse_impossible_shares(x1, n1)
    refuse_impossible_shares(x2, n2)
    z = critical_value(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x1 / n1) / (x2 / n2)
        return _frame(index, value, _koopman_low(x1, n1, x2, n2, z), 1 / _koopman_low(x2, n2, x1, n1, z))


def rate_interval(events, exposure, *, confidence=0.95, method="exact") -> pd.DataFrame:
    """Say how high a count or a rate of events is, if events come one by one.

    Reports of crime do not (see ``dispersion``): this interval is for persons, or where there is no history.

    Parameters
    ----------
    events : number, array or Series
        Events counted; they may exceed the exposure.
    exposure : number, array or Series
        Person-years, residents, days; 1 for a plain count. The rate is per one unit of it.
    method : {"exact", "byar"}
        Garwood's exact central Poisson limits, or Byar's approximation in the Breslow–Day form.

    Raises
    ------
    ValueError
        On a zero exposure, negatives, or a confidence outside (0, 1).

    Source: Garwood 1936; Breslow & Day 1987, vol. II, p. 69.
    """
    index, x, t = counts(events=events, exposure=exposure)
    refuse_zero(exposure=t)
    limits = {"exact": _garwood, "byar": byar_limits}
    if method not in limits:
        raise ValueError(f"method must be one of {', '.join(limits)}")
    low, high = limits[method](x, confidence)
    return _frame(index, x / t, low / t, high / t)


def ratio_of_rates(events1, exposure1, events2, exposure2, *, confidence=0.95) -> pd.DataFrame:
    """Say how many times higher one rate is than another, exactly, given the events of both together.

    Returns ``value, ci_low, ci_high`` and ``p_value`` = 2 × the smaller tail, at most 1, of the same binomial, so that
    the interval leaves out 1 exactly when the probability is below 1 − confidence. Without events in the second the
    ratio is infinite; without any it is missing. For crime counts use ``widened_ratio``. Refuses as ``rate_interval``.

    Source: Przyborowski & Wilenski 1940; Breslow & Day 1987, vol. II, p. 93.
    """
    index, x1, t1, x2, t2 = counts(events1=events1, exposure1=exposure1, events2=events2, exposure2=exposure2)
    refuse_zero(exposure1=t1, exposure2=t2)
    n, even = x1 + x2, t1 / (t1 + t2)
    tails = np.minimum(_at_most(x1, n, even), _at_most(x2, n, 1 - even))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x1 / t1) / (x2 / t2)
        low, high = (share / (1 - share) * t2 / t1 for share in _clopper_pearson(x1, n, confidence))
    frame = _frame(index, value, low, high)
    return frame.assign(p_value=np.where(np.isnan(n), np.nan, np.minimum(1, 2 * tails)))


def upper_bound_zero(n, *, confidence=0.95) -> pd.Series:
    """Say how large a share could be although none of ``n`` persons was a case (about 3/n).

    The exact one-sided bound 1 − (1 − confidence)^(1/n). Refuses n = 0: of nobody nothing is known.

    Source: Hanley & Lippman-Hand 1983.
    """
    index, n = counts(n=n)
    refuse_zero(n=n)
    return pd.Series(-np.expm1(np.log1p(-checked_confidence(confidence)) / n), index=index, name="ci_high")


def upper_bound_zero_rate(exposure, *, confidence=0.95) -> pd.Series:
    """Say how high a rate could be although no event was counted: the exact one-sided bound, 3.00 events at 95 %.

    Source: Garwood 1936; Hanley & Lippman-Hand 1983.
    """
    index, exposure = counts(exposure=exposure)
    refuse_zero(exposure=exposure)
    return pd.Series(-np.log1p(-checked_confidence(confidence)) / exposure, index=index, name="ci_high")


def byar_limits(x, confidence):
    """Return Byar's approximate limits for a Poisson count, an array at a time (Breslow & Day 1987, p. 69)."""
    z = critical_value(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(x == 0, 0.0, x * np.maximum(0, 1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3)
    return low, (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3


def wilson_odds(x, n, z):
    """Return Wilson's limits for a share as odds, an array at a time; nobody at all leaves 0 to infinity."""
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = _wilson_low(x, n, z), _wilson_low(n - x, n, z)
        return np.where(n == 0, 0.0, low / (1 - low)), np.where(n == 0, np.inf, (1 - high) / high)


def _wilson(x, n, confidence):
    z = critical_value(confidence)
    return _wilson_low(x, n, z), 1 - _wilson_low(n - x, n, z)


def _wilson_low(x, n, z):
    # Wilson's root written without a difference: exactly 0 at x = 0, and no digits lost when shares are tiny.
    return 2 * x**2 / n / (2 * x + z**2 + z * np.sqrt(z**2 + 4 * x * (n - x) / n))


def _clopper_pearson(x, n, confidence):
    tail = (1 - checked_confidence(confidence)) / 2
    low = np.where(x == 0, 0.0, betaincinv(x, n - x + 1, tail))
    return low, np.where(x == n, 1.0, betainccinv(x + 1, n - x, tail))


def _garwood(x, confidence):
    tail = (1 - checked_confidence(confidence)) / 2
    return np.where(x == 0, 0.0, gammaincinv(x, tail)), gammainccinv(x + 1, tail)


def _newcombe(x1, n1, x2, n2, phi, confidence):
    p1, p2 = x1 / n1, x2 / n2
    (l1, u1), (l2, u2) = _wilson(x1, n1, confidence), _wilson(x2, n2, confidence)
    down, up = (p1 - l1, u2 - p2), (u1 - p1, p2 - l2)
    low, high = (np.sqrt(np.maximum(s**2 - 2 * phi * s * t + t**2, 0)) for s, t in (down, up))
    return p1 - p2 - low, p1 - p2 + high


def _koopman_low(x1, n1, x2, n2, z):
    p1, p2, x = x1 / n1, x2 / n2, x1 + x2
    below = np.full(x1.shape, -70.0)
    above = np.where((x2 > 0) & (x1 > 0), np.log(p1 / p2), 70.0)
    for _ in range(HALVINGS):
        middle = (below + above) / 2
        ratio = np.exp(middle)
        b = ratio * (n1 + x2) + x1 + n2
        q1 = 2 * ratio * x / (b + np.sqrt(np.maximum(b**2 - 4 * ratio * (n1 + n2) * x, 0)))
        q2 = q1 / ratio
        variance = q1 * np.maximum(1 - q1, 0) / n1 + ratio**2 * q2 * np.maximum(1 - q2, 0) / n2
        too_low = p1 - ratio * p2 > z * np.sqrt(variance)
        below, above = np.where(too_low, middle, below), np.where(too_low, above, middle)
    return np.where(np.isnan(p1 + p2), np.nan, np.where(x1 == 0, 0.0, np.exp(above)))


def _at_most(x, n, p):
    # The binomial distribution function; the incomplete beta is not defined at the two ends.
    return np.where(x < 0, 0.0, np.where(x >= n, 1.0, betaincc(x + 1, n - x, p)))


def _frame(index, value, low, high):
    missing = np.isnan(low + high)
    columns = {"value": value, "ci_low": low, "ci_high": high}
    return pd.DataFrame({name: np.where(missing, np.nan, column) for name, column in columns.items()}, index=index)
