"""Which bydel each district of the safety index lies in, and the category it has at the latest index."""

import pandas as pd

from sikkerby_eval.metrics.safety.trajectories import trajectories
from sikkerby_eval.metrics.shares import no_rows

ELSEWHERE = "uden bydel"


def latest_categories(safety: pd.DataFrame | None, year: int, *, basis: str) -> pd.DataFrame:
    """Give every district's category in the last index known in a year.

    Population: all districts of that index. Unit: district. Period: the year of the index.

    Returns
    -------
    DataFrame
        Estimates ``safety_category``; see ``metrics.safety.trajectories``. No rows without an index by then.

    Source: the programme paper of 13 April 2010, annex 1, section 5.4.
    """
    known = None if safety is None else safety[safety["aar"] <= year]
    if known is None or known.empty:
        return no_rows()
    rows = trajectories(known, basis=basis).query("metric == 'safety_category'")
    return rows[rows["period"] == str(known["aar"].max())].reset_index(drop=True)


def districts_in_bydele(safety: pd.DataFrame | None, year: int, known: pd.DataFrame) -> pd.DataFrame:
    """Say in which bydel each district of the last index lies, as it was delivered, else as the city has it.

    Parameters
    ----------
    safety
        The register ``tryghedsindeks``: ``aar, bydel, omraade``.
    known
        The city's own districts: ``number, name, bydel``.

    Returns
    -------
    DataFrame
        ``area, bydel, number``, by bydel and district in the order of their numbers: the city's own, or, where one of
        them is not the city's, their places in the register.
    """
    columns = ["area", "bydel", "number"]
    if safety is None or not (safety["aar"] <= year).any():
        return pd.DataFrame(columns=columns)
    latest = safety[safety["aar"] == safety.loc[safety["aar"] <= year, "aar"].max()].drop_duplicates("omraade")
    city = known.dropna(subset="name").set_index("name")
    rows = latest.reset_index(drop=True).rename(columns={"omraade": "area"})
    place = pd.Series(range(1, len(rows) + 1), index=rows.index)
    bydel = rows["bydel"].astype("string").fillna(rows["area"].map(city["bydel"]).astype("string")).fillna(ELSEWHERE)
    numbers = rows["area"].map(city["number"])
    rows = rows.assign(bydel=bydel, number=(place if numbers.isna().any() else numbers).astype(int))
    first = rows.groupby("bydel")["number"].transform("min")
    return rows.assign(first=first).sort_values(["first", "number"])[columns].reset_index(drop=True)
