"""Goal 4: institutions and services that closed because of unrest, and who has reported that none did."""

from sikkerby_eval.metrics.continuity.closures import closures, closures_in_period, losses, reporting_coverage

__all__ = ["closures", "closures_in_period", "losses", "reporting_coverage"]
