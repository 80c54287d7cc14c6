"""Goal 2: what came after the exit programme, by outcome, by phase and on each cohort's own clock."""

from sikkerby_eval.metrics.recidivism.incidence import CURVE_MONTHS, LEAST_AT_RISK, cumulative_outcomes
from sikkerby_eval.metrics.recidivism.outcomes import (
    ALL_OUTCOMES,
    EVENT_LABELS,
    PHASE_LABELS,
    SHARES,
    TRACK_LABELS,
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
    "cumulative_outcomes",
    "exit_outcomes",
    "not_followed",
    "outcome_shares",
    "readability",
    "strata",
]
