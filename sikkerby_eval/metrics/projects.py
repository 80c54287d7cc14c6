"""Projects and what they cost."""

import pandas as pd

from sikkerby_eval.metrics.estimates import estimates_frame


def budget_by(projects: pd.DataFrame, key: str, *, period: str, basis: str = "published") -> pd.DataFrame:
    """Add up what projects cost, by administration or another key.

    Population: the projects listed. Unit: thousand kroner, as printed; the list mixes amounts of 2009 and 2010.

    Parameters
    ----------
    projects
        One row for each project: ``amount_tkr`` and the key.
    key
        Column to add up by, such as ``administration``.
    period
        The year the list was made.

    Returns
    -------
    DataFrame
        Estimates of ``budget``, one for each value of the key, largest first; ``denominator`` is the number of
        projects behind the sum.

    Notes
    -----
    Source: the programme paper of 13 April 2010, annex 3.
    """
    sums = projects.groupby(key, sort=False)["amount_tkr"].agg(["sum", "size"])
    sums = sums.sort_values("sum", ascending=False, kind="stable")
    return estimates_frame(
        metric="budget",
        period=period,
        group=sums.index,
        numerator=sums["sum"],
        denominator=sums["size"],
        value=sums["sum"],
        unit="kr_1000",
        method="sum of the amounts printed",
        basis=basis,
    )
