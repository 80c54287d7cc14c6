"""Indicator 3: young people in education or with one completed, where the register of the young lists nearly all."""

import pandas as pd

from sikkerby_eval.metrics.charges.counting import age_on_1_january
from sikkerby_eval.metrics.indicators.start import YES
from sikkerby_eval.metrics.shares import share_rows

AGES = (18, 25)
COURSES = ["ungdomsuddannelse", "voksenuddannelse"]
NEARLY_ALL = 0.95
"""Our own limit: a register made for other ages or areas must not stand for the city's young people."""


def in_education(status: pd.DataFrame) -> pd.Series:
    """Say which young people are in education after school, or have completed one.

    Returns
    -------
    Series of boolean
        True with one yes to youth or adult education, false with two noes, else missing. School and production school
        alone are not an education.
    """
    answers = status[COURSES]
    yes = answers.eq(YES).any(axis=1).astype("boolean")
    return yes.mask(~yes & answers.isna().any(axis=1))


def share_in_education(status: pd.DataFrame, residents: pd.Series, *, basis: str) -> pd.DataFrame:
    """Give the share of ages 18–25 in education or with one completed.

    Population: the young people listed, aged 18–25 on 1 January. Unit: person. Period: year.

    Parameters
    ----------
    status
        The register ``ungestatus``: ``aar, foedselsdato, ungdomsuddannelse, voksenuddannelse``.
    residents
        Residents aged 18–25 on 1 January, by year.

    Returns
    -------
    DataFrame
        Estimates ``indicator_3`` of the years in which the register answers for 95 per cent of the residents or more;
        those of whom it is not known are left out of both counts, and ``method`` says so. ``p01`` born 2 January 1992
        is 17 on 1 January 2010 and not counted; ``p02`` born 1 January 1992 is 18 and counted.

    Source: the programme paper of 13 April 2010, annex 1, table 2.
    """
    young = status[age_on_1_january(status["foedselsdato"], status["aar"]).between(*AGES)]
    by_year = in_education(young).groupby(young["aar"])
    counts = pd.DataFrame({"yes": by_year.sum(), "known": by_year.count(), "listed": by_year.size()})
    counts = counts[counts["known"] >= NEARLY_ALL * residents.reindex(counts.index)]
    where = pd.DataFrame({"period": counts.index.astype(str), "group": "alle"}, index=counts.index)
    rows = share_rows("indicator_3", where, counts["yes"], counts["known"], basis=basis)
    left_out = (counts["known"] < counts["listed"]).to_numpy()
    return rows.assign(method=rows["method"].mask(left_out, "wilson; those not known left out"))


def residents_of_age(persons: pd.DataFrame | None, counts: pd.DataFrame | None) -> pd.Series | None:
    """Count the residents aged 18–25 on 1 January by year, from the register of persons, else from the counted one."""
    if persons is not None:
        of_age = age_on_1_january(persons["foedselsdato"], persons["aar"]).between(*AGES)
        return persons[of_age].groupby("aar").size()
    return None if counts is None else counts[counts["alder"].between(*AGES)].groupby("aar")["antal"].sum()
