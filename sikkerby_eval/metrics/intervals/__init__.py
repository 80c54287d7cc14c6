"""Intervals of shares, rates and their differences; survival, dispersion, funnels and standardised rates beside."""

from sikkerby_eval.metrics.intervals.asked import counts, critical_value, refuse_zero
from sikkerby_eval.metrics.intervals.shares_and_rates import (
    HALVINGS,
    byar_limits,
    difference_of_proportions,
    paired_difference,
    proportion_interval,
    rate_interval,
    ratio_of_proportions,
    ratio_of_rates,
    upper_bound_zero,
    upper_bound_zero_rate,
    wilson_odds,
)

__all__ = [
    "HALVINGS",
    "byar_limits",
    "counts",
    "critical_value",
    "difference_of_proportions",
    "paired_difference",
    "proportion_interval",
    "rate_interval",
    "ratio_of_proportions",
    "ratio_of_rates",
    "refuse_zero",
    "upper_bound_zero",
    "upper_bound_zero_rate",
    "wilson_odds",
]
