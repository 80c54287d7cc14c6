"""Key figures by place: bydele, squares of one kilometre, and streets without house numbers.

``events`` is ``anmeldelser`` or ``haendelser`` within given days (``events_in``): one row per event with ``bydel``,
``vej`` and ``celle``. Events are not persons: their counts are free by bydel, and withheld under 5 on streets and
squares by ``judge.protect``.
"""

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.crime.days import Days
from sikkerby_eval.metrics.crime.reports import event_counts
from sikkerby_eval.metrics.estimates import WHOLE_CITY, by_number, estimates_frame
from sikkerby_eval.metrics.intervals.dispersion import pooled_dispersion, widened_rate
from sikkerby_eval.metrics.intervals.shares_and_rates import rate_interval
from sikkerby_eval.metrics.shares import no_rows

DATES = {"reports": "anmeldelsesdato", "incidents": "haendelsesdato"}
"""What is counted, which is also its unit, and the date that places it in time."""
NO_BYDEL = "uden bydel"
NO_CELL = "uden celle"
HOUSE_NUMBER = r"\s+\d+\s?[A-Za-z]?(?:\s?[-–]\s?\d+\s?[A-Za-z]?)?(?:\s?,.*|\s+(?:\d+\.?\s?)?(?:st|sal|th|tv|mf)\b.*)?$"
CELL = r"^\d+km_(\d{4})_(\d{3})$"
SIDES = (1, 2, 4, 8)
"""Kilometres a side: the paper's squares, and those that too few events are gathered in."""
PER = 1_000


def events_in(register: pd.DataFrame | None, days: Days, kind: str, *, traffic: bool = True) -> pd.DataFrame | None:
    """Take the reports or incidents of given days; without traffic as on the paper's map of cases and incidents.

    Returns
    -------
    DataFrame or None
        The rows; None where the register was not delivered or holds nothing of those days.
    """
    if register is None:
        return None
    chosen = register[register[DATES[kind]].between(days.first, days.last)]
    if not traffic:
        chosen = chosen[chosen["trafik"] == "nej"]
    return None if chosen.empty else chosen


def by_bydel(events: pd.DataFrame | None, days: Days, kind: str, *, basis: str) -> pd.DataFrame:
    """Count events in the city and in each bydel; those without a bydel are counted as such. Tables 2 and 4.

    Returns
    -------
    DataFrame
        Estimates named as the unit with ``_by_bydel``, the city first, then bydele by name.
    """
    if events is None:
        return no_rows()
    counted = events["bydel"].fillna(NO_BYDEL).value_counts().sort_index(key=by_number)
    counted = pd.concat([pd.Series({WHOLE_CITY: len(events)}), counted])
    return event_counts(f"{kind}_by_bydel", kind, counted, basis=basis, period=days.period, area=counted.index)


def in_larger_cells(events: pd.DataFrame | None, side: int) -> pd.DataFrame | None:
    """Put events in squares of more kilometres a side: 1km_6175_725 lies in 2km_6174_724."""
    if events is None:
        return None
    corner = events["celle"].str.extract(CELL).astype("Int64") // side * side
    north, east = corner[0].astype("string").str.zfill(4), corner[1].astype("string").str.zfill(3)
    return events.assign(celle=f"{side}km_" + north + "_" + east)


def grids(events: pd.DataFrame | None, days: Days, kind: str, *, basis: str) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
    """Count events in squares of one kilometre a side, and in larger ones in case those cannot be protected.

    Returns
    -------
    list of tuple
        Estimates of ``by_cell`` and their ``cell_sums``, from fine to coarse, for ``judge.small_numbers.finest``.
    """
    larger = [events, *(in_larger_cells(events, side) for side in SIDES[1:])]
    return [(by_cell(squares, days, kind, basis=basis), cell_sums(squares)) for squares in larger]


def by_cell(events: pd.DataFrame | None, days: Days, kind: str, *, basis: str) -> pd.DataFrame:
    """Count events in each square of one kilometre. Tables 2 and 4 as the paper draws them.

    Returns
    -------
    DataFrame
        Estimates named as the unit with ``_by_cell``; a square without events has no row. The whole city comes first
        and the bydele last, so that ``judge.protect`` sees what the squares add up to.
    """
    if events is None:
        return no_rows()
    places = [pd.Series(WHOLE_CITY, index=events.index), events["celle"].dropna(), events["bydel"].fillna(NO_BYDEL)]
    counted = pd.concat([place.value_counts().sort_index() for place in places])
    return event_counts(f"{kind}_by_cell", kind, counted, basis=basis, period=days.period, area=counted.index)


def cell_sums(events: pd.DataFrame | None) -> pd.DataFrame:
    """State which squares add up to which bydele, so that a withheld square cannot be worked out.

    A square on a border is the sum of its pieces, one in each bydel, which nobody prints.

    Returns
    -------
    DataFrame
        ``column, whole, part`` for ``judge.protect``.
    """
    if events is None:
        return pd.DataFrame(columns=["column", "whole", "part"])
    pieces = events[["bydel", "celle"]].astype("str").fillna({"bydel": NO_BYDEL}).drop_duplicates()
    pieces = pieces.sort_values(["bydel", "celle"])
    on_border = pieces["celle"].notna() & pieces["celle"].duplicated(keep=False)
    part = pieces["celle"].mask(on_border, pieces["celle"] + " i " + pieces["bydel"])
    part = part.fillna(pieces["bydel"] + " " + NO_CELL)
    bydele = pd.DataFrame({"whole": pieces["bydel"], "part": part})
    city = pd.DataFrame({"whole": WHOLE_CITY, "part": pieces["bydel"].unique()})
    borders = pd.DataFrame({"whole": pieces["celle"], "part": part})[on_border]
    return pd.concat([city, bydele, borders], ignore_index=True).assign(column="area")[["column", "whole", "part"]]


def top_streets(
    events: pd.DataFrame | None, days: Days, kind: str, *, basis: str, number: int | None = 25
) -> pd.DataFrame:
    """Rank streets by their events; a house number is cut off, so that no address is named. Table 3.

    The same name in two bydele is two streets. Protect the rows with ``small_places=True``; for a page take all
    (``number=None``) and let ``judge.small_numbers.ranked`` choose, which tells nothing of the small ones.

    Returns
    -------
    DataFrame
        Estimates named as the unit with ``_on_street``, the most first, at most ``number``; ``area`` is the street and
        its bydel.
    """
    if events is None:
        return no_rows()
    street = street_of(events["vej"]) + " (" + events["bydel"].fillna(NO_BYDEL) + ")"
    counted = street.value_counts().sort_index().sort_values(ascending=False, kind="stable").iloc[:number]
    return event_counts(f"{kind}_on_street", kind, counted, basis=basis, period=days.period, area=counted.index)


def street_of(roads: pd.Series) -> pd.Series:
    """Cut a house number, and whatever follows it, off the name of a road.

    ``Vestergade 12 B, 3. tv`` becomes ``Vestergade``; ``10. Juli Vej`` stays.
    """
    return roads.str.replace(HOUSE_NUMBER, "", regex=True).str.strip()


def bydel_dispersion(register: pd.DataFrame | None, kind: str, before: pd.Timestamp) -> float:
    """Read from the bydele's own earlier quarters how much more they swing than chance would make them.

    Returns
    -------
    float
        The mean dispersion of the bydele; missing with fewer than eight quarters before the day.
    """
    if register is None:
        return np.nan
    earlier = register[register[DATES[kind]] < before]
    counted = pd.crosstab(earlier[DATES[kind]].dt.to_period("Q"), earlier["bydel"])
    return pooled_dispersion(counted)[0]


def rate_by_bydel(
    counted: pd.DataFrame, residents: pd.DataFrame | None, year: int, *, dispersion: float = np.nan, confidence=0.95
) -> pd.DataFrame:
    """Give the events of each bydel per 1,000 residents on 1 January.

    Parameters
    ----------
    counted
        Estimates of ``by_bydel``.
    residents
        ``aar, bydel, antal``, as many rows per bydel as there are ages; None gives no rows.
    dispersion
        From ``bydel_dispersion``; missing gives the exact interval, too narrow, and ``method`` says so.

    Returns
    -------
    DataFrame
        Estimates named as the unit with ``_per_1000``, one per bydel with both events and residents; who lives
        elsewhere and comes to town is in the events and not among the residents.

    Source: McCullagh & Nelder 1989; Garwood 1936.
    """
    if residents is None or counted.empty:
        return no_rows()
    of_year = residents[residents["aar"] == year].groupby("bydel")["antal"].sum()
    rows = counted[counted["area"].isin(of_year.index[of_year > 0])].reset_index(drop=True)
    if rows.empty:
        return no_rows()
    lived = rows["area"].map(of_year).astype("Float64")
    events, limits = rows["numerator"], {"confidence": confidence}
    widened = not np.isnan(dispersion)
    rate = widened_rate(events, lived, dispersion=dispersion, **limits) if widened else rate_interval(events, lived)
    return estimates_frame(
        metric=rows["unit"] + f"_per_{PER}",
        period=rows["period"],
        area=rows["area"],
        numerator=events,
        denominator=lived,
        **rate * PER,
        unit="per_1000",
        method=f"quasi-Poisson, dispersion {dispersion:.1f}" if widened else "exact, not widened: no history",
        basis=rows["basis"],
    )
