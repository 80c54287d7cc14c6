"""Comparisons, each with its level on the Maryland scale."""

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

__all__ = [
    "at_level",
    "balance",
    "before_after_rate",
    "before_after_share",
    "carried_level",
    "difference_in_differences",
    "interrupted_series",
    "maryland_level",
    "matched_areas",
    "permuted",
    "pre_trends",
    "weighted_displacement_difference",
    "with_rest_of_city",
]
