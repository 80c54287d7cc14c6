"""Key figures: reports, places and the young who are charged, against the same days of the year before."""

from sikkerby_eval.metrics.crime.reports import (
    ALL_REPORTS,
    COUNTS,
    PAPER_TYPES,
    UNKNOWN_CODE,
    crime_types,
    event_counts,
    harm_weighted,
    known_at_quarter_end,
    most_frequent_types,
    quarterly_counts,
    report_counts,
)
from sikkerby_eval.metrics.crime.swings import PERCENT_FROM, dispersions, year_on_year

__all__ = [
    "ALL_REPORTS",
    "COUNTS",
    "PAPER_TYPES",
    "PERCENT_FROM",
    "UNKNOWN_CODE",
    "crime_types",
    "dispersions",
    "event_counts",
    "harm_weighted",
    "known_at_quarter_end",
    "most_frequent_types",
    "quarterly_counts",
    "report_counts",
    "year_on_year",
]
