"""Goal 1: persons charged, by area, age and sex, and how their share moves."""

from sikkerby_eval.metrics.charges.counting import (
    AGES,
    BANDS,
    CELL,
    COUNTS,
    NUMERATORS,
    add_counts,
    age_on_1_january,
    charged_in_year,
    count_groups,
    in_bands,
    persons_charged,
    share_charged,
)

__all__ = [
    "AGES",
    "BANDS",
    "CELL",
    "COUNTS",
    "NUMERATORS",
    "add_counts",
    "age_on_1_january",
    "charged_in_year",
    "count_groups",
    "in_bands",
    "persons_charged",
    "share_charged",
]
