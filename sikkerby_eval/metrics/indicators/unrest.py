"""Areas of unrest by quarter: interrogations of 12–17-year-olds, SSP cases, and where they have changed."""

import pandas as pd

from sikkerby_eval.metrics.charges.change import fewest
from sikkerby_eval.metrics.estimates import WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.intervals.dispersion import pooled_dispersion, ratio_with_history
from sikkerby_eval.metrics.safety.trajectories import trajectories
from sikkerby_eval.metrics.shares import no_rows

IN_NEED = ("markant", "intensiveret")
PUBLISHED = (
    "share_interrogated_youth",
    "share_dommervagt_youth",
    "share_forstaerket_indsats_youth",
    "youth_interrogated_change",
)
"""Published figures on unrest, by other definitions than the registers'."""


def quarterly(register: pd.DataFrame | None, metric: str, unit: str, *, until: str, basis: str) -> pd.DataFrame:
    """Add up interrogations or SSP cases by bydel and for the city, quarter by quarter.

    Population: interrogations of 12–17-year-olds, or single cases in SSP. Unit: interrogation or case; one young
    person may stand behind several, so ``n_persons`` is the highest it can be. Period: quarter.

    Parameters
    ----------
    register
        ``aar, kvartal, bydel, antal``; rows of several districts or levels are added up.
    until
        The last quarter, such as 2012K1.

    Returns
    -------
    DataFrame
        Estimates by quarter and bydel. The city is missing in a quarter when fewer bydele are in the register than in
        its fullest one: the sum would fall because a report is missing. Zero counts as reported.

    Source: the programme paper of 13 April 2010, annex 1, section 5.3.
    """
    if register is None:
        return no_rows()
    rows = register.assign(period=_quarter(register))
    rows = rows[rows["period"] <= until]
    by_bydel = rows.groupby(["period", "bydel"], sort=False)["antal"].sum().reset_index(name="count")
    city = rows.groupby("period").agg(count=("antal", "sum"), bydele=("bydel", "nunique")).reset_index()
    city["count"] = city["count"].astype("Int64").where(city["bydele"] == city["bydele"].max())
    counts = pd.concat([city.assign(area=WHOLE_CITY), by_bydel.rename(columns={"bydel": "area"})])
    return _counted(counts, metric, unit, basis)


def cases_by_level(cases: pd.DataFrame | None, quarter: str, *, basis: str) -> pd.DataFrame:
    """Add up the city's SSP cases of a quarter by SSP's own level, 1 to 4 with 4 the gravest.

    Source: the programme paper of 13 April 2010, annex 1, sections 5.3 and 5.4.
    """
    if cases is None:
        return no_rows()
    rows = cases[_quarter(cases) == quarter]
    levels = rows.groupby("niveau")["antal"].sum().reset_index(name="count")
    levels = levels.assign(area=WHOLE_CITY, period=quarter, group="niveau " + levels["niveau"].astype("string"))
    return _counted(levels, "ssp_cases_by_level", "ssp_cases", basis)


def year_on_year(
    counts: pd.DataFrame, quarter: str, *, history: pd.DataFrame | None = None, confidence: float = 0.95
) -> pd.DataFrame:
    """Compare each bydel's count in a quarter with the same quarter of the year before.

    Parameters
    ----------
    counts
        From ``quarterly``.
    quarter
        Such as 2012K1.
    history
        The same counts as they are published: the width of every interval rests on how the bydele swing, and must not
        tell of a count that is withheld. Without it ``counts`` themselves.

    Returns
    -------
    DataFrame
        Estimates named as the counts with ``_year_on_year``: the ratio, with the interval at 1 − (1 − confidence) /
        bydele, so that all of them hold together. Denominator is the year before. Interrogations and cases come in
        waves, so the interval is widened by how much the bydele swing in the quarters before; with fewer than eight
        of those it is exact, too narrow, and ``method`` says so.

    Notes
    -----
    Source: McCullagh & Nelder 1989, sect. 9.2; Przyborowski & Wilenski 1940 (exact); Bonferroni for the many bydele.
    """
    before = f"{int(quarter[:4]) - 1}{quarter[4:]}"
    both = _by_quarter(counts).reindex([quarter, before]).T.set_axis(["now", "then"], axis=1).dropna().query("then > 0")
    if both.empty:
        return no_rows()
    both = both.loc[counts["area"].drop_duplicates()[lambda areas: areas.isin(both.index)]].astype("Float64")
    earlier = _by_quarter(counts if history is None else history)
    swing = pooled_dispersion(_without_holes(earlier[earlier.index < quarter]))
    dispersion, freedom = (pd.Series(value, index=both.index, dtype=float) for value in swing)
    level = 1 - (1 - confidence) / len(both)
    compared, told = ratio_with_history(
        both["now"], both["then"], dispersion=dispersion, freedom=freedom, confidence=level
    )
    return estimates_frame(
        metric=f"{counts['metric'].iloc[0]}_year_on_year",
        period=quarter,
        area=both.index,
        numerator=both["now"],
        denominator=both["then"],
        **compared[["value", "ci_low", "ci_high"]],
        unit="ratio",
        method=told + ", Bonferroni over the bydele",
        n_persons=fewest(both["now"], both["then"]),
        basis=counts["basis"].iloc[0],
    )


def areas_in_need(safety: pd.DataFrame | None, year: int, *, basis: str) -> pd.DataFrame:
    """Follow the areas that are, or a year before were, markant or intensiveret in the last index known in a year.

    Returns
    -------
    DataFrame
        Estimates ``safety_category`` of those areas in every year up to it; see ``metrics.safety.trajectories``.
    """
    known = None if safety is None else safety[safety["aar"] <= year]
    if known is None or known.empty:
        return no_rows()
    rows = trajectories(known, basis=basis).query("metric == 'safety_category'")
    lately = rows["period"].isin(sorted(rows["period"].unique())[-2:])
    return rows[rows["area"].isin(rows.loc[lately & rows["group"].isin(IN_NEED), "area"])].reset_index(drop=True)


def _by_quarter(counts):
    return counts[counts["area"] != WHOLE_CITY].pivot_table("numerator", "period", "area", aggfunc="first")


def _without_holes(by_quarter):
    """A quarter that nobody reported is missing, not left out: season and trend are read from the order of time."""
    if by_quarter.empty:
        return by_quarter
    quarters = pd.PeriodIndex(by_quarter.index.str.replace("K", "Q"), freq="Q")
    return by_quarter.set_axis(quarters).reindex(pd.period_range(quarters.min(), quarters.max(), freq="Q"))


def _quarter(register):
    return register["aar"].astype("string") + "K" + register["kvartal"].astype("string")


def _counted(counts, metric, unit, basis):
    labels = {"group": counts["group"]} if "group" in counts else {}
    return estimates_frame(
        metric=metric,
        period=counts["period"],
        area=counts["area"],
        numerator=counts["count"],
        value=counts["count"],
        unit=unit,
        method="complete count",
        n_persons=counts["count"],
        basis=basis,
        **labels,
    )
