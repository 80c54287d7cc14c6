"""How often one area of many is over a limit by chance alone, when each is measured on a sample."""

import pandas as pd
from scipy.stats import binom

from sikkerby_eval.metrics.estimates import WHOLE_CITY, estimates_frame, up_to
from sikkerby_eval.metrics.published import published_series
from sikkerby_eval.metrics.shares import no_rows

TRUE_SHARE, LIMIT = 0.09, 0.10
"""A city where every area is below the limit of the goals of 2014 and 2018, but not far below."""


def one_over_by_chance(survey: pd.DataFrame, areas: pd.DataFrame, year: int) -> pd.DataFrame:
    """Say how often at least one area would show more than 10 % unsafe though 9 % are unsafe in every one of them.

    Population: residents asked in the safety survey, as many in each area, in the latest year whose number of answers
    is published. Unit: measurement of the whole city. An answer is unsafe or not, independently of the others.

    Parameters
    ----------
    survey
        ``published.safety_survey``: the row ``survey_sample_size`` of the city.
    areas
        ``reference.safety_areas``: ``area, valid_from``; those of the year of the answers are counted.

    Returns
    -------
    DataFrame
        Estimates ``areas_measured``, ``answers_in_an_area`` and ``chance_one_area_over`` of that year; no rows where no
        number of answers was published by the report's year.

    Source: the binomial distribution; the goals' 10 % in ``goals.csv`` (2014-3, 2018-1).
    """
    asked = up_to(published_series(survey, "survey_sample_size"), year)
    asked = asked[(asked["area"] == WHOLE_CITY) & asked["value"].notna()].sort_values("period")
    if asked.empty:
        return no_rows()
    begun = areas[areas["valid_from"].dt.year <= int(asked["period"].iloc[-1])]
    measured = int((begun["valid_from"] == begun["valid_from"].max()).sum())
    answers = int(asked["value"].iloc[-1] / measured)
    over = binom.sf(int(LIMIT * answers + 1e-9), answers, TRUE_SHARE)
    return estimates_frame(
        metric=["areas_measured", "answers_in_an_area", "chance_one_area_over"],
        period=asked["period"].iloc[-1],
        value=[measured, answers, 1 - (1 - over) ** measured],
        unit=["bydele", "answers", "chance"],
        method="computed from the published number of answers",
        basis="published",
    )
