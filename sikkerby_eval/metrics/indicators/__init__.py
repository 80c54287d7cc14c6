"""The indicators, kommet fra start and the figures on unrest."""

from sikkerby_eval.metrics.indicators.measured import (
    ALL_OFFENCES,
    CRIME,
    DISPERSION,
    FIRST_YEAR,
    LIST_YEAR,
    crime,
    crisis_calls,
    delivered,
    published_crime,
    udsatte_areas,
    young_in_education,
    young_who_started,
)

__all__ = [
    "ALL_OFFENCES",
    "CRIME",
    "DISPERSION",
    "FIRST_YEAR",
    "LIST_YEAR",
    "crime",
    "crisis_calls",
    "delivered",
    "published_crime",
    "udsatte_areas",
    "young_in_education",
    "young_who_started",
]
