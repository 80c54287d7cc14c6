"""Reports in the selected areas held against others, and crime that may have moved next door."""

import pandas as pd

from sikkerby_eval.metrics.compare.areas import difference_in_differences, pre_trends
from sikkerby_eval.metrics.compare.before_after import (
    balance,
    matched_areas,
    weighted_displacement_difference,
    with_rest_of_city,
)
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.dispersion import dispersion
from sikkerby_eval.metrics.shares import no_rows

PER_1000 = "per_1000"
RATES = ("rate_before", "rate_after", "did_difference", "gap_before", "trend_gap_before")
LEAST_BEFORE = 2
SHORTEST_HISTORY = 12
"""Quarters; a shorter history tells no dispersion."""


def comparisons(registers, roles: pd.DataFrame, year: int) -> pd.DataFrame:
    """Put ``selected_against_others`` and ``moved_next_door`` under each other; both say what they need and give."""
    rows = [selected_against_others(registers, year), moved_next_door(registers, roles, year)]
    return pd.concat([table for table in rows if len(table)] or [no_rows()], ignore_index=True)


def selected_against_others(registers, year: int) -> pd.DataFrame:
    """Compare reports per 1,000 residents in the selected areas before and after, with the rest and with matched ones.

    Population: areas. Unit: report. Period: calendar years, before and from the first whole year after the selection.

    Parameters
    ----------
    registers
        ``politistatistik`` and ``udvalgte_omraader``, and ``anmeldelser`` for the swings of the series.
    year
        Nothing later is used.

    Returns
    -------
    DataFrame
        Estimates of ``with_rest_of_city`` (SMS 2), ``difference_in_differences`` and ``pre_trends`` on as many matched
        areas (SMS 3), and ``balance_level`` and ``balance_trend`` (``group`` ``all`` or ``matched``); no rows without
        registers, or without two years before and one after.

    Source: as the functions named.
    """
    police, chosen = registers.politistatistik, registers.udvalgte_omraader
    if police is None or chosen is None:
        return no_rows()
    start = int(chosen["udvalgt_dato"].min().year) + 1
    years = police[police["aar"] <= year]
    if not (years["aar"] >= start).any() or years.loc[years["aar"] < start, "aar"].nunique() < LEAST_BEFORE:
        return no_rows()
    panel = pd.DataFrame(
        {
            "area": years["omraade"],
            "period": years["aar"],
            "treated": years["omraade"].isin(chosen["omraade"]),
            "events": years["anmeldelser"],
            "exposure": years["indbyggere"] / 1000,
        }
    )
    basis = registers.basis
    swing = _swing(registers.anmeldelser, set(chosen["omraade"]), start)
    matches = matched_areas(panel, start=start)
    matched = panel[panel["treated"] | panel["area"].isin(matches["control_area"])]
    rows = pd.concat(
        [
            with_rest_of_city(panel, start=start, basis=basis, dispersion=swing),
            difference_in_differences(matched, start=start, basis=basis),
            pre_trends(matched, start=start, basis=basis),
            _balance(balance(panel, matches, start=start), f"{years['aar'].min()}–{start - 1}", basis),
        ],
        ignore_index=True,
    )
    return rows.assign(unit=rows["unit"].mask(rows["metric"].isin(RATES), PER_1000))


def moved_next_door(registers, roles: pd.DataFrame, year: int) -> pd.DataFrame:
    """Compare reports in a place with an effort and its neighbours with places like them, before and after. SMS 3.

    Population: reports. Unit: report. Period: as many whole years before the start as after it.

    Parameters
    ----------
    registers
        ``anmeldelser``.
    roles
        ``omraade, rolle`` (treated, control, displacement, displacement_control) and ``start``, the first year.
    year
        Nothing later is used.

    Returns
    -------
    DataFrame
        Estimates of ``weighted_displacement_difference``, widened by the swings of all its places before; no rows
        without reports, places, or two years after.
    """
    if registers.anmeldelser is None or roles.empty:
        return no_rows()
    start = int(roles["start"].iloc[0])
    last = start + LEAST_BEFORE - 1
    reports = registers.anmeldelser[["anmeldelsesdato", "omraade"]]
    reports = reports[reports["omraade"].isin(roles["omraade"])]
    if year < last or reports["anmeldelsesdato"].dt.year.min() > start - LEAST_BEFORE:
        return no_rows()
    years = reports["anmeldelsesdato"].dt.year
    role = reports["omraade"].map(roles.set_index("omraade")["rolle"])
    cells = pd.DataFrame(
        {
            "before": role[years.between(start - LEAST_BEFORE, start - 1)].value_counts(),
            "after": role[years.between(start, last)].value_counts(),
        }
    )
    return weighted_displacement_difference(
        cells,
        period=f"{start - LEAST_BEFORE}–{start - 1} / {start}–{last}",
        basis=registers.basis,
        dispersion=_swing(registers.anmeldelser, set(roles["omraade"]), start) or 1.0,
        area=roles.loc[roles["rolle"] == "treated", "omraade"].iloc[0],
    )


def _balance(table, period, basis):
    sides = {"all": "difference_before_matching", "matched": "difference_after_matching"}
    return pd.concat(
        [
            estimates_frame(
                metric=[f"balance_{trait}" for trait in table.index],
                period=period,
                group=group,
                value=table[column],
                unit="standard deviations",
                method="standardised mean difference; SMS 3",
                basis=basis,
            )
            for group, column in sides.items()
        ],
        ignore_index=True,
    )


def _swing(reports, areas, start):
    """How much the quarterly reports of these areas swung before the start, beyond chance, trend and season."""
    if reports is None:
        return None
    own = reports.loc[reports["omraade"].isin(areas), "anmeldelsesdato"]
    quarters = own[own.dt.year < start].dt.to_period("Q").value_counts().sort_index()
    return dispersion(quarters, season_length=4) if len(quarters) >= SHORTEST_HISTORY else None
