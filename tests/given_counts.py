"""Estimates made from counts given by hand, for tests of disclosure."""

import pandas as pd

from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval

KEYS = ("period", "area", "group")


def shares(counts, *, keys=KEYS, metric="share_charged", basis="register") -> pd.DataFrame:
    """Shares of persons from {labels, as many of ``keys`` as there are: (numerator, denominator)}."""
    x, n = zip(*counts.values(), strict=True)
    return estimates_frame(
        metric=metric,
        **dict(zip(keys, zip(*counts, strict=True), strict=False)),
        numerator=x,
        denominator=n,
        **proportion_interval(x, n),
        unit="fraction",
        method="wilson",
        n_persons=x,
        basis=basis,
    )


def persons(counts, *, keys=KEYS, metric="participants", unit="persons", behind=None) -> pd.DataFrame:
    """Counts of persons, or of what ``behind`` so many persons is counted, from {labels: count}."""
    numbers = list(counts.values())
    return estimates_frame(
        metric=metric,
        **dict(zip(keys, zip(*counts, strict=True), strict=False)),
        numerator=numbers,
        value=numbers,
        unit=unit,
        method="count",
        n_persons=numbers if behind is None else behind,
        basis="register",
    )
