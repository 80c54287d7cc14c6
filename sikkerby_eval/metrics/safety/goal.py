"""Goal 3: did the selected areas become safe enough, in the wording of 2010 and in that of 2011.

2010: the selected areas that Tryghedsindeks 2010 marked ``markant`` shall be ``ordinær`` by 2015 (seed paper, Bilag 1
§5.1). 2011 (revision of 2 February): at most half as many areas ``markant`` or ``intensiveret``.
"""

import pandas as pd

from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.safety.transitions import (
    ARRIVED,
    IN_NEED,
    categorised_areas,
    paired_areas,
    why_not_comparable,
)

DELIVERED, ALL_MARKANT = "delivered list", "all markant areas, no list delivered"
COMPLETE_COUNT = "complete count"


def selected_areas(
    tryghedsindeks: pd.DataFrame, udvalgte_omraader: pd.DataFrame | None = None, *, first: int = 2010
) -> tuple[pd.Series, str]:
    """Name the areas goal 3 is about: the delivered list, or else every area ``markant`` in the first year.

    Returns
    -------
    Series, str
        The areas' names, and which of the two they are (it stands in ``method`` of what is counted on them).
    """
    if udvalgte_omraader is not None and len(udvalgte_omraader):
        return udvalgte_omraader["omraade"].drop_duplicates().reset_index(drop=True), DELIVERED
    markant = tryghedsindeks[(tryghedsindeks["aar"] == first) & (tryghedsindeks["kategori"] == IN_NEED[0])]
    return markant["omraade"].reset_index(drop=True), ALL_MARKANT


def share_arrived(
    tryghedsindeks: pd.DataFrame,
    udvalgte_omraader: pd.DataFrame | None = None,
    *,
    first: int = 2010,
    deadline: int = 2015,
    basis: str = "register",
) -> pd.DataFrame:
    """Tell how many of the selected areas are ``ordinær`` or better: the wording of 2010.

    Unit: area. Every selected area must arrive for the goal to be met; the share is shown. It is a complete count and
    has no interval. Missing, with its reason, where the method changed since the first year, the year has no index, or
    a selected area is no longer in the list (nobody knows whether it arrived).

    Returns
    -------
    DataFrame
        Estimates ``safety_share_arrived``, one row for each year after the first, and for the deadline.
    """
    areas = categorised_areas(tryghedsindeks, basis)
    selected, origin = selected_areas(areas, udvalgte_omraader, first=first)
    return pd.concat(
        [_arrived(areas, selected, origin, first, year, basis) for year in _later_years(areas, first, deadline)],
        ignore_index=True,
    )


def change_in_need(
    tryghedsindeks: pd.DataFrame, *, first: int = 2010, deadline: int = 2014, basis: str = "register"
) -> pd.DataFrame:
    """Tell how the number of areas ``markant`` or ``intensiveret`` has changed: the wording of 2011.

    Unit: area; all of the city, a complete count. Missing, with its reason, across a change of method or of the list
    of areas: more areas to count among would look like more need.

    Returns
    -------
    DataFrame
        Estimates ``safety_areas_in_need`` (count per year from the first) and ``safety_change_in_need`` (relative to
        the first year: -0.5 is the goal).
    """
    areas = categorised_areas(tryghedsindeks, basis)
    in_need = areas[areas["kategori"].isin(IN_NEED)].groupby("aar").size()
    years = sorted(year for year in set(areas["aar"]) if year >= first)
    number = in_need.reindex(years, fill_value=0)
    counts = estimates_frame(
        metric="safety_areas_in_need",
        period=[str(year) for year in years],
        group="markant eller intensiveret",
        numerator=number,
        denominator=areas.groupby("aar").size().reindex(years),
        value=number,
        unit="districts",
        method=COMPLETE_COUNT,
        basis=basis,
    )
    later = _later_years(areas, first, deadline)
    reasons = [_why_not_countable(areas, first, year) for year in later]
    now = [number[year] if not reason else pd.NA for year, reason in zip(later, reasons, strict=True)]
    base = [number[first] if not reason else pd.NA for reason in reasons]
    change = estimates_frame(
        metric="safety_change_in_need",
        period=[f"{first}–{year}" for year in later],
        group="markant eller intensiveret",
        numerator=now,
        denominator=base,
        value=pd.array(now, dtype="Float64") / pd.array(base, dtype="Float64") - 1,
        unit="relative change",
        method=[reason or COMPLETE_COUNT for reason in reasons],
        basis=basis,
    )
    return pd.concat([counts, change], ignore_index=True)


def _later_years(areas, first, deadline):
    return sorted({int(year) for year in areas["aar"] if year > first} | {deadline})


def _arrived(areas, selected, origin, first, year, basis):
    reason = why_not_comparable(areas, first, year)
    after = pd.Series(dtype="string") if reason else paired_areas(areas, first, year).set_index("omraade")["after"]
    after = after.reindex(selected)
    if not reason and not len(selected):
        reason = "missing: no area is selected"
    if not reason and after.isna().any():
        reason = f"missing: {int(after.isna().sum())} of {len(selected)} selected areas are not in the index of {year}"
    arrived = int(after.isin(ARRIVED).sum())
    return estimates_frame(
        metric="safety_share_arrived",
        period=f"{first}–{year}",
        area="udvalgte områder",
        group="ordinær eller bedre",
        numerator=pd.NA if reason else arrived,
        denominator=len(selected),
        value=pd.NA if reason else arrived / len(selected),
        unit=FRACTION,
        method=reason or f"{COMPLETE_COUNT}; {origin}",
        basis=basis,
    )


def _why_not_countable(areas, first, year):
    if reason := why_not_comparable(areas, first, year):
        return reason
    if paired_areas(areas, first, year)[["before", "after"]].isna().any(axis=None):
        return f"not compared: the list of areas changed between {first} and {year}"
    return (
        ""
        if areas.loc[areas["aar"] == first, "kategori"].isin(IN_NEED).any()
        else f"missing: no area in need in {first}"
    )
