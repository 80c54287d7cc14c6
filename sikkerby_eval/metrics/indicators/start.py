"""Kommet fra start: which young people have completed, begun or found something, by any of four criteria."""

import pandas as pd

from sikkerby_eval.metrics.charges.areas import EXPOSED_FROZEN, by_area
from sikkerby_eval.metrics.shares import share_rows

CRITERIA = {
    # number of the paper's criterion: the columns of the register that answer it
    1: ("niende_klasse",),
    2: ("produktionsskole",),
    3: ("ungdomsuddannelse", "voksenuddannelse"),
    4: ("beskaeftigelse",),
}
YES = "ja"


def got_a_start(status: pd.DataFrame) -> pd.Series:
    """Say which young people are kommet fra start: any one of the four criteria is enough.

    Population: the young people listed. Unit: person and year.

    Parameters
    ----------
    status
        The register ``ungestatus``: ``niende_klasse, produktionsskole, ungdomsuddannelse, voksenuddannelse,
        beskaeftigelse``, each ja, nej or missing.

    Returns
    -------
    Series of boolean
        On the index of the register: true with one yes, false with five noes, else missing. An unanswered question
        is not a no, and does not matter where another is answered with yes.

    Examples
    --------
    p01_school_only (ja, nej, nej, nej, nej) is true; p02_school_unknown (missing, nej, nej, nej, nej) is missing.

    Source: the programme paper of 13 April 2010, annex 1, section 5.4.
    """
    answers = status[[column for columns in CRITERIA.values() for column in columns]]
    started = answers.eq(YES).any(axis=1).astype("boolean")
    return started.mask(~started & answers.isna().any(axis=1))


def share_started(status: pd.DataFrame, exposed: pd.DataFrame, *, baseline: int, basis: str) -> pd.DataFrame:
    """Give the share of young people in udsatte boligområder who are kommet fra start.

    Population: the young people listed in the areas that were udsatte at the baseline. Unit: person. Period: year.

    Parameters
    ----------
    status
        As in ``got_a_start``, with ``aar, bydel, omraade``; the paper states no ages, so all who are listed count.
    exposed
        From ``metrics.areas.exposed_areas``.
    baseline
        The year whose list of areas is frozen.

    Returns
    -------
    DataFrame
        Estimates ``indicator_6``. Those of whom it is not known are left out of both counts, and ``method`` says so.

    Source: the programme paper of 13 April 2010, annex 1, table 2 and section 5.4.
    """
    listed = status[["aar", "bydel", "omraade"]].assign(started=got_a_start(status))
    by_district = listed.groupby(["aar", "bydel", "omraade"])["started"]
    counts = pd.DataFrame({"started": by_district.sum(), "known": by_district.count(), "listed": by_district.size()})
    areas = by_area(counts.reset_index(), exposed, baseline=baseline)
    of_the_list = areas[areas["area"] == EXPOSED_FROZEN].groupby("aar")[["started", "known", "listed"]].sum()
    where = pd.DataFrame({"period": of_the_list.index.astype(str), "group": "alle"}, index=of_the_list.index)
    rows = share_rows("indicator_6", where, of_the_list["started"], of_the_list["known"], basis=basis)
    left_out = (of_the_list["known"] < of_the_list["listed"]).to_numpy()
    return rows.assign(area=EXPOSED_FROZEN, method=rows["method"].mask(left_out, "wilson; those not known left out"))
