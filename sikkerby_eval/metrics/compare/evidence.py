"""Reports in the selected areas held against others, crime that may have moved next door, and series with a start."""

import pandas as pd

from sikkerby_eval.metrics.compare.areas import difference_in_differences, pre_trends
from sikkerby_eval.metrics.compare.before_after import at_level, weighted_displacement_difference, with_rest_of_city
from sikkerby_eval.metrics.compare.matching import LEAST_CHANCE, balance, carried_level, matched_areas
from sikkerby_eval.metrics.compare.series import interrupted_series
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.dispersion import dispersion
from sikkerby_eval.metrics.shares import no_rows

PER_1000 = "per_1000"
RATES = ("rate_before", "rate_after", "did_difference", "gap_before", "trend_gap_before")
LEAST_BEFORE = 2
SHORTEST_HISTORY = 12
"""Quarters; a shorter history tells no dispersion."""
LONGEST_BEFORE, QUARTERS_TO_READ = 20, 8
SELECTED, PLACE = "udvalgte områder", "sted med indsats"


def comparisons(registers, roles: pd.DataFrame, year: int) -> pd.DataFrame:
    """Put ``selected_against_others`` and ``moved_next_door`` under each other; both say what they need and give."""
    rows = [selected_against_others(registers, year), moved_next_door(registers, roles, year)]
    return pd.concat([table for table in rows if len(table)] or [no_rows()], ignore_index=True)


def selected_against_others(registers, year: int) -> pd.DataFrame:
    """Compare reports per 1,000 residents in the selected areas before and after, with the rest and with matched ones.

    Population: areas. Unit: report, by the day it was made, per resident on 1 January. Period: whole calendar years,
    before and from the first whole year after the selection.

    Parameters
    ----------
    registers
        ``anmeldelser``, ``befolkning`` and ``udvalgte_omraader``.
    year
        Nothing later is used.

    Returns
    -------
    DataFrame
        Estimates of ``with_rest_of_city`` (SMS 2), ``difference_in_differences`` and ``pre_trends`` on as many matched
        areas (SMS 3 where ``carried_level`` says that they were alike before, else SMS 2), and ``balance_level`` and
        ``balance_trend`` (``group`` ``all`` or ``matched``); no rows without registers, or without two whole years
        before and one after.

    Source: as the functions named.
    """
    chosen = registers.udvalgte_omraader
    if registers.anmeldelser is None or registers.befolkning is None or chosen is None or chosen.empty:
        return no_rows()
    start = int(chosen["udvalgt_dato"].min().year) + 1
    panel = _area_years(registers.anmeldelser, registers.befolkning, year)
    panel = panel.assign(treated=panel["area"].isin(chosen["omraade"]))
    before, after = (
        panel.loc[side, "period"].nunique() for side in (panel["period"] < start, panel["period"] >= start)
    )
    if before < LEAST_BEFORE or not after or not panel["treated"].any():
        return no_rows()
    basis = registers.basis
    swing = _swing(registers.anmeldelser, set(chosen["omraade"]), start)
    matches = matched_areas(panel, start=start)
    matched = panel[panel["treated"] | panel["area"].isin(matches["control_area"])]
    table, trends = balance(panel, matches, start=start), pre_trends(matched, start=start, basis=basis)
    level = carried_level(table, trends.set_index("metric")["value"]["trend_gap_before_p_value"])
    years = f"{panel['period'].min()}–{start - 1}"
    against = [difference_in_differences(matched, start=start, basis=basis), trends, _balance(table, years, basis)]
    rows = pd.concat(
        [
            with_rest_of_city(panel, start=start, basis=basis, dispersion=swing),
            *(at_level(each, level) for each in against),
        ],
        ignore_index=True,
    )
    return rows.assign(unit=rows["unit"].mask(rows["metric"].isin(RATES), PER_1000))


def moved_next_door(registers, roles: pd.DataFrame, year: int) -> pd.DataFrame:
    """Compare reports in a place with an effort and its neighbours with places like them, before and after.

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
        Estimates of ``weighted_displacement_difference``, widened by the swings of all its places before, and
        ``wdd_before`` with ``wdd_before_p_value``: the same between the two years before, when nothing had begun. SMS
        3, or SMS 2 where the places already moved apart then. No rows without reports, places, or two years after.
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
    names = list(dict.fromkeys(roles["rolle"]))

    def counted(first, until):
        return role[years.between(first, until)].value_counts().reindex(names, fill_value=0)

    shared = {
        "basis": registers.basis,
        "dispersion": _swing(registers.anmeldelser, set(roles["omraade"]), start) or 1.0,
        "area": roles.loc[roles["rolle"] == "treated", "omraade"].iloc[0],
    }
    cells = {"before": counted(start - LEAST_BEFORE, start - 1), "after": counted(start, last)}
    period = f"{start - LEAST_BEFORE}–{start - 1} / {start}–{last}"
    rows = weighted_displacement_difference(pd.DataFrame(cells), period=period, **shared)
    cells = {"before": counted(start - 2, start - 2), "after": counted(start - 1, start - 1)}
    quiet = weighted_displacement_difference(pd.DataFrame(cells), period=f"{start - 2} / {start - 1}", **shared)
    quiet = quiet[quiet["metric"].isin(["wdd", "wdd_p_value"])]
    apart = (quiet.loc[quiet["metric"] == "wdd_p_value", "value"] < LEAST_CHANCE).any()
    quiet = quiet.assign(metric=quiet["metric"].str.replace("wdd", "wdd_before"))
    return at_level(pd.concat([rows, quiet], ignore_index=True), 2 if apart else 3)


def series_with_a_start(registers, roles: pd.DataFrame, year: int) -> pd.DataFrame:
    """Say how quarterly reports jumped at the start of the effort, in the selected areas and in a place of its own.

    Population: reports in the areas, per resident where residents are delivered. Unit: report. Period: whole quarters
    up to the year. SMS 2: whatever else began then is in the jump too.

    Parameters
    ----------
    registers
        ``anmeldelser``, and ``befolkning`` and ``udvalgte_omraader`` where they are delivered.
    roles
        As for ``moved_next_door``.

    Returns
    -------
    DataFrame
        Estimates of ``interrupted_series``; ``group`` is ``SELECTED`` or ``PLACE``. Missing, with what is lacking,
        where there are too few quarters; no rows without reports.
    """
    chosen, reports = registers.udvalgte_omraader, registers.anmeldelser
    if reports is None:
        return no_rows()
    asked = []
    if chosen is not None and len(chosen):
        asked.append((SELECTED, chosen["omraade"], int(chosen["udvalgt_dato"].min().year) + 1))
    if len(roles):
        asked.append((PLACE, roles.loc[roles["rolle"] == "treated", "omraade"], int(roles["start"].iloc[0])))
    lived = None if registers.befolkning is None else _residents(registers.befolkning)
    rows = []
    for group, areas, start in asked:
        quarters = reports.loc[reports["omraade"].isin(areas), "anmeldelsesdato"].dt.to_period("Q").value_counts()
        counts = quarters[quarters.index.year <= year].sort_index()
        if counts.empty or not counts.index[0].year < start <= counts.index[-1].year:
            continue
        counts = counts.reindex(pd.period_range(counts.index[0], counts.index[-1]), fill_value=0)
        residents = None if lived is None else lived[lived.index.isin(areas, level="omraade")].groupby("aar").sum()
        residents = None if residents is None else residents.reindex(counts.index.year).to_numpy(dtype=float)
        counts.index = [f"{quarter.year}K{quarter.quarter}" for quarter in counts.index]
        labels = {"area": ", ".join(areas) if group == PLACE else SELECTED, "group": group, "basis": registers.basis}
        rows.append(interrupted_series(counts, start=f"{start}K1", exposure=residents, **labels))
    return pd.concat(rows, ignore_index=True) if rows else no_rows()


def city_series_with_a_start(reports: pd.DataFrame, generations: pd.DataFrame, year: int) -> pd.DataFrame:
    """Say how the city's published quarterly reports jumped at the start of the latest programme that can be read.

    Population: reports in the whole city. Unit: report. Period: at most five years of quarters before the programme's
    first whole quarter (a straight line is not believed for longer), and its own quarters to the end of the year. The
    programme is the latest that has run for two years; a revision keeps its programme's last day and is none of its
    own. SMS 2.

    Parameters
    ----------
    reports
        ``period`` (2010K1), ``area``, ``group_da`` and ``reports``.
    generations
        ``period_from`` and ``period_to`` of the programmes.

    Returns
    -------
    DataFrame
        Estimates of ``interrupted_series``, one set for each group of offences; missing, with what is lacking, where
        there are too few quarters; no rows where no programme has run for two years, or outside the published quarters.
    """
    programmes = generations.drop_duplicates("period_to").sort_values("period_from")
    first_quarters = (programmes["period_from"] - pd.Timedelta(days=1)).dt.to_period("Q") + 1
    programmes = programmes[first_quarters + (QUARTERS_TO_READ - 1) <= pd.Period(f"{year}Q4")]
    if programmes.empty:
        return no_rows()
    programme = programmes.iloc[-1]
    begun = (programme["period_from"] - pd.Timedelta(days=1)).to_period("Q") + 1
    last = min(year, programme["period_to"].year if pd.notna(programme["period_to"]) else year)
    quarters = pd.period_range(begun - LONGEST_BEFORE, f"{last}Q4", freq="Q")
    names = [f"{quarter.year}K{quarter.quarter}" for quarter in quarters]
    rows = []
    for (area, group), series in reports.groupby(["area", "group_da"], sort=False):
        counts = series.set_index("period")["reports"].reindex(names).astype(float)
        counts = counts.loc[counts.first_valid_index() : counts.last_valid_index()]
        if len(counts) and counts.index[0] < names[LONGEST_BEFORE] <= counts.index[-1]:
            start = names[LONGEST_BEFORE]
            rows.append(interrupted_series(counts, start=start, basis="published", area=area, group=group))
    return pd.concat(rows, ignore_index=True) if rows else no_rows()


def _area_years(reports, residents, year):
    """Reports and residents (in thousands) of each area in each whole year; an area without either is left out."""
    dated = reports.loc[reports["omraade"].notna(), ["omraade", "anmeldelsesdato"]]
    when = dated["anmeldelsesdato"].dt
    whole = when.quarter.groupby(when.year).nunique() == 4
    events = dated.groupby(["omraade", when.year.rename("aar")]).size()
    lived = _residents(residents)
    years = [aar for aar in whole.index[whole] if aar <= year and aar in lived.index.get_level_values("aar")]
    every = pd.MultiIndex.from_product([sorted(lived.index.unique("omraade")), years], names=["area", "period"])
    panel = pd.DataFrame({"events": events.reindex(every, fill_value=0), "exposure": lived.reindex(every)}, index=every)
    known = panel["exposure"].groupby("area").transform("count") == len(years)
    return panel[known].reset_index()


def _residents(befolkning):
    """Residents on 1 January in thousands, by ``omraade, aar``."""
    return befolkning.groupby(["omraade", "aar"], observed=True).size() / 1000


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
    own = reports.loc[reports["omraade"].isin(areas), "anmeldelsesdato"]
    quarters = own[own.dt.year < start].dt.to_period("Q").value_counts().sort_index()
    return dispersion(quarters, season_length=4) if len(quarters) >= SHORTEST_HISTORY else None
