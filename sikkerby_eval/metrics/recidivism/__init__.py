"""Goal 2: what came after the exit programme, by outcome, by phase and on each cohort's own clock."""

from sikkerby_eval.metrics.recidivism.outcomes import (
    ALL_OUTCOMES,
    CURVE_MONTHS,
    EVENT_LABELS,
    LEAST_AT_RISK,
    PHASE_LABELS,
    SHARES,
    TRACK_LABELS,
    cumulative_convictions,
    exit_outcomes,
    not_followed,
    outcome_shares,
    readability,
    strata,
)

__all__ = [
    "ALL_OUTCOMES",
    "CURVE_MONTHS",
    "EVENT_LABELS",
    "LEAST_AT_RISK",
    "PHASE_LABELS",
    "SHARES",
    "TRACK_LABELS",
    "cumulative_convictions",
    "exit_outcomes",
    "not_followed",
    "outcome_shares",
    "readability",
    "strata",
]
