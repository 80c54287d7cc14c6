"""Goal 3: the safety index and survey, how areas move between categories, and what chance alone would move."""

from sikkerby_eval.metrics.safety.trajectories import (
    RANK_UNIT,
    RANKS,
    gap_to_rest,
    trajectories,
)

__all__ = [
    "RANKS",
    "RANK_UNIT",
    "gap_to_rest",
    "trajectories",
]
