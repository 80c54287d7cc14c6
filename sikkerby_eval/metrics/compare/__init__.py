"""Comparisons, each with its level on the Maryland scale."""

from sikkerby_eval.metrics.compare.before_after import (
    POINTS,
    PROBABILITY,
    RATE,
    RATIO,
    ROLES,
    balance,
    before_after_rate,
    before_after_share,
    checked_panel,
    comparison_row,
    maryland_level,
    matched_areas,
    span,
    traits_before,
    weighted_displacement_difference,
    with_rest_of_city,
)

__all__ = [
    "POINTS",
    "PROBABILITY",
    "RATE",
    "RATIO",
    "ROLES",
    "balance",
    "before_after_rate",
    "before_after_share",
    "checked_panel",
    "comparison_row",
    "maryland_level",
    "matched_areas",
    "span",
    "traits_before",
    "weighted_displacement_difference",
    "with_rest_of_city",
]
