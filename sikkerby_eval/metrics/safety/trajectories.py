"""How safe each area was year by year, and how far the selected areas lie from the rest of the city."""

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.estimates import WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.intervals.asked import critical_value
from sikkerby_eval.metrics.safety.index import ERROR_UNKNOWN, SAMPLING_ERROR
from sikkerby_eval.metrics.safety.transitions import CATEGORIES, LABELS, categorised_areas, why_not_comparable

RANKS = {category: place for place, category in enumerate(CATEGORIES, start=1)}
RANK_UNIT = "category, 1 markant to 5 minimal"


def trajectories(tryghedsindeks: pd.DataFrame, *, basis: str = "register") -> pd.DataFrame:
    """Follow each area's category year by year.

    Unit: area, in the order of the register. A step is counted towards the better, between neighbouring years of one
    method.

    Returns
    -------
    DataFrame
        Estimates ``safety_category`` (value 1 markant to 5 minimal, ``group`` the category) and
        ``safety_category_step`` (the difference from the year before; missing, with its reason, where the years
        cannot be compared or the area was not in the list).

    Raises
    ------
    ValueError
        As for ``categorised_areas``; if an area has two categories in a year.
    """
    areas = categorised_areas(tryghedsindeks, basis)
    listed = {name: place for place, name in enumerate(areas["omraade"].unique())}
    areas = areas.assign(place=areas["omraade"].map(listed)).sort_values(["place", "aar"])
    if areas.duplicated(["omraade", "aar"]).any():
        raise ValueError("an area has two categories in one year: keep the rows of one index method")
    areas = areas.assign(rank=areas["kategori"].map(RANKS))
    before = areas[["omraade", "aar", "rank"]].assign(aar=areas["aar"] + 1)
    steps = areas.merge(before, on=["omraade", "aar"], how="left", suffixes=("", "_before"))
    steps = steps[steps["aar"] > steps["aar"].min()]
    reasons = {year: why_not_comparable(areas, year - 1, year) for year in steps["aar"].unique()}
    reason = steps["aar"].map(reasons)
    unlisted = (reason == "") & steps["rank_before"].isna()
    reason = reason.mask(unlisted, "not compared: the area was not in the list the year before")
    step = (steps["rank"] - steps["rank_before"]).where(reason == "")
    return pd.concat(
        [
            _per_area(
                areas, "safety_category", areas["rank"], "category, 1 markant to 5 minimal", "classification", basis
            ),
            _per_area(steps, "safety_category_step", step, "categories", reason.replace("", "difference"), basis),
        ],
        ignore_index=True,
    )


def gap_to_rest(
    tryghedsindeks: pd.DataFrame, selected: pd.Series, *, basis: str = "register", confidence: float = 0.95
) -> pd.DataFrame:
    """Tell how far the selected areas lie from the rest of the city, and whether the gap closes.

    Population: areas; the mean index of the selected minus that of all others, each area counting once. The interval
    is the survey's sampling error; where that is not known the change has a size but nobody knows if it is chance.

    Parameters
    ----------
    tryghedsindeks
        ``aar, omraade, indeks, metode``, and ``se`` where it is known.
    selected
        The selected areas' names.

    Returns
    -------
    DataFrame
        Estimates ``safety_gap`` per year and ``safety_gap_change`` since the first year (above zero: it closes);
        missing with a reason across a change of method, or where one side has no area.
    """
    areas = tryghedsindeks[(tryghedsindeks["omraade"] != WHOLE_CITY) & tryghedsindeks["indeks"].notna()]
    areas = areas.assign(variance=areas["se"] ** 2 if "se" in areas else np.nan)
    chosen = areas["omraade"].isin(selected)
    sides = [_mean_index(areas[side]) for side in (chosen, ~chosen)]
    gap = sides[0]["mean"] - sides[1]["mean"]
    variance = sides[0]["variance"] + sides[1]["variance"]
    first, later = gap.index[0], gap.index[1:]
    reason = pd.Series([why_not_comparable(areas, first, year) for year in later], index=later, dtype="string")
    z = critical_value(confidence)
    spread = z * np.sqrt(variance + variance[first])
    return pd.concat(
        [
            _gap_rows("safety_gap", gap, z * np.sqrt(variance), pd.Series("", index=gap.index), basis),
            _gap_rows("safety_gap_change", (gap - gap[first])[later], spread[later], reason, basis),
        ],
        ignore_index=True,
    )


def _per_area(areas, metric, value, unit, method, basis):
    return estimates_frame(
        metric=metric,
        period=areas["aar"].astype("string"),
        area=areas["omraade"],
        group=areas["kategori"].map(LABELS),
        value=value,
        unit=unit,
        method=method,
        basis=basis,
    )


def _mean_index(areas):
    years = areas.groupby("aar")
    known = years["variance"].count() == years.size()
    return pd.DataFrame(
        {
            "mean": years["indeks"].mean(),
            "variance": (years["variance"].sum() / years.size() ** 2).where(known),
        }
    )


def _gap_rows(metric, value, half, reason, basis):
    value = value.where(reason == "")
    known = value.notna() & half.notna()
    method = pd.Series(ERROR_UNKNOWN, index=value.index).mask(known, SAMPLING_ERROR)
    nobody = reason.replace("", "missing: one side has no area")
    return estimates_frame(
        metric=metric,
        period=value.index.astype("string"),
        area="udvalgte områder",
        group="forskel til resten af byen",
        value=value,
        ci_low=(value - half).where(known),
        ci_high=(value + half).where(known),
        unit="index points",
        method=method.where(value.notna(), nobody),
        basis=basis,
    )
