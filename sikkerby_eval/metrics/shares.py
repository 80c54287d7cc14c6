"""A share as an estimate: with its counts and its interval, and missing where there was nobody to count among."""

from functools import cache

import pandas as pd

from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval, upper_bound_zero

NOBODY = "missing: nobody to count among"
NONE_SEEN = "none seen: exact one-sided bound"


def share_rows(
    metric, where: pd.DataFrame, numerator, denominator, *, basis, persons=True, missing=NOBODY, confidence=0.95
) -> pd.DataFrame:
    """Put shares into the estimates frame with Wilson's interval; a share among nobody is missing, not zero.

    A share of none has the exact one-sided upper bound (about 3/n) instead.

    Parameters
    ----------
    metric : str or Series
        The name, or one name per row.
    where
        ``period`` and ``group`` of each row.
    numerator, denominator : Series
        Counts on the index of ``where``; a missing or zero denominator gives a missing row.
    persons
        Whether persons were counted (then the numerator is ``n_persons``), or areas.
    missing : str or Series
        What ``method`` says where the share is missing.

    Returns
    -------
    DataFrame
        Estimates, one row per row of ``where``.

    Source: Wilson 1927; Hanley & Lippman-Hand 1983.
    """
    denominator = denominator.astype("Int64").replace(0, pd.NA)
    numerator = numerator.astype("Int64").where(denominator.notna())
    interval = proportion_interval(numerator, denominator, confidence=confidence)
    none = (numerator == 0).fillna(False)
    bound = upper_bound_zero(denominator.where(none), confidence=confidence)
    method = pd.Series("wilson", index=where.index).mask(none, NONE_SEEN)
    return estimates_frame(
        metric=metric,
        period=where["period"],
        group=where["group"],
        numerator=numerator,
        denominator=denominator,
        **interval.assign(ci_high=interval["ci_high"].mask(none, bound)),
        unit=FRACTION,
        method=method.where(denominator.notna(), missing),
        n_persons=numerator if persons else pd.NA,
        basis=basis,
    )


def no_rows() -> pd.DataFrame:
    """Give an estimates frame without rows: of an empty register there is nothing to show."""
    return _nothing().copy()


@cache
def _nothing():
    return estimates_frame(metric=[], period=[], value=[], unit=[], method=[], basis=[])
