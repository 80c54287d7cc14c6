"""A safety index computed from the survey and the police's figures, where none is delivered ready-made.

The city's own weights and cut-offs were not found. Those here are ours, dated, and only give demonstration areas a
category: an index of our own never names a real district ``markant``.
"""

import numpy as np
import pandas as pd
from scipy.special import ndtr

from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.intervals.asked import critical_value
from sikkerby_eval.metrics.safety.transitions import CATEGORIES, LABELS, OWN_METHOD, categorised_areas

OUR_WEIGHTS = pd.DataFrame(
    {
        "component": ["udsat_for_kriminalitet", "kriminalitet_i_nabolag", "anmeldelser"],
        "weight": [0.25, 0.25, 0.50],
        "best": [0.0, 1.0, 0.0],
        "worst": [1.0, 5.0, 0.2],
        "valid_from": "2026-11-22",
    }
)
"""Ours: the paper's two sources (survey, police) weigh the same, and so do the survey's two questions. Each component
runs from its best to its worst value: nobody or everybody exposed to crime, very little or very much crime in the
neighbourhood, 0 or 200 reports per 1,000 residents (more counts as 200)."""

OUR_CUT_OFFS = pd.DataFrame(
    {"category": CATEGORIES, "below": [50.0, 60.0, 70.0, 80.0, np.inf], "valid_from": "2026-11-22"}
)
"""Ours: the index below which an area has the category; an index on a limit belongs to the better one."""

SAMPLING_ERROR, ERROR_UNKNOWN = "normal; sampling error of the survey", "sampling error not known"


def index_from_sources(
    tryghedssvar: pd.DataFrame,
    politistatistik: pd.DataFrame,
    *,
    weights: pd.DataFrame = OUR_WEIGHTS,
    cut_offs: pd.DataFrame = OUR_CUT_OFFS,
) -> pd.DataFrame:
    """Compute a safety index from survey answers and police reports, with the sampling error of the survey.

    Population: the areas and years of either source; an area that only one of them knows has no index. Unit: area and
    year. An answer counts with its weight when both questions are answered; the others are counted in
    ``answers_incomplete``. The error is that of a weighted mean (with-replacement linearisation) of each answer's own
    contribution, so that the two questions' correlation is in it; the police's figures are a complete count and carry
    none.

    Parameters
    ----------
    tryghedssvar
        ``aar, bydel, omraade, udsat_for_kriminalitet, kriminalitet_i_nabolag, vaegt``.
    politistatistik
        ``aar, bydel, omraade, anmeldelser, indbyggere``.
    weights, cut_offs
        As ``OUR_WEIGHTS`` and ``OUR_CUT_OFFS``.

    Returns
    -------
    DataFrame
        ``aar, bydel, omraade, indeks`` (0-100, low is unsafe), ``se, kategori, metode, answers, answers_incomplete``;
        ``se`` is missing with fewer than two answers.

    Raises
    ------
    ValueError
        If the weights do not add up to 1.

    Source: seed paper, Bilag 1 §5.4, for the two sources; everything else is ours.
    """
    if not np.isclose(weights["weight"].sum(), 1):
        raise ValueError("the weights of the index must add up to 1")
    by = weights.set_index("component")
    exposed = tryghedssvar["udsat_for_kriminalitet"].map({"ja": 1.0, "nej": 0.0})
    answers = tryghedssvar.assign(
        unsafe=_unsafe(exposed, by.loc["udsat_for_kriminalitet"])
        + _unsafe(tryghedssvar["kriminalitet_i_nabolag"], by.loc["kriminalitet_i_nabolag"])
    )
    survey = _weighted_means(answers)
    per_resident = politistatistik["anmeldelser"] / politistatistik["indbyggere"]
    police = politistatistik[["aar", "bydel", "omraade"]].assign(reported=_unsafe(per_resident, by.loc["anmeldelser"]))
    areas = survey.merge(police, on=["aar", "omraade"], how="outer", suffixes=("", "_police"))
    # Rounded so that an index on a cut-off does not fall to either side with the order of the answers.
    index = (100 * (1 - areas["mean"] - areas["reported"])).round(9)
    edges = [-np.inf, *cut_offs["below"]]
    return pd.DataFrame(
        {
            "aar": areas["aar"],
            "bydel": areas["bydel"].fillna(areas["bydel_police"]),
            "omraade": areas["omraade"],
            "indeks": index,
            "se": 100 * areas["error"].where(index.notna()),
            "kategori": pd.cut(index, edges, right=False, labels=list(cut_offs["category"])).astype("string"),
            "metode": f"{OWN_METHOD} {weights['valid_from'].max()}",
            "answers": areas["answers"].fillna(0).astype(int),
            "answers_incomplete": areas["incomplete"].fillna(0).astype(int),
        }
    )


def index_rows(computed_index: pd.DataFrame, *, basis: str = "register", confidence: float = 0.95) -> pd.DataFrame:
    """Tell each area's index with the sampling error of the survey.

    Returns
    -------
    DataFrame
        Estimates ``safety_index`` (unit "index 0-100"); without a known error the interval is missing.

    Raises
    ------
    ValueError
        If an index from our own weights would be shown as published.
    """
    if basis == "published" and computed_index["metode"].str.startswith(OWN_METHOD).any():
        raise ValueError("an index from our own weights is not a published one")
    half = critical_value(confidence) * computed_index.get("se", pd.Series(np.nan, index=computed_index.index))
    value = computed_index["indeks"]
    known = value.notna() & half.notna()
    return estimates_frame(
        metric="safety_index",
        period=computed_index["aar"].astype("string"),
        area=computed_index["omraade"],
        value=value,
        ci_low=(value - half).where(known),
        ci_high=(value + half).where(known),
        unit="index 0-100",
        method=pd.Series(SAMPLING_ERROR, index=value.index).where(known, ERROR_UNKNOWN),
        basis=basis,
    )


def category_probabilities(
    computed_index: pd.DataFrame, *, cut_offs: pd.DataFrame = OUR_CUT_OFFS, basis: str = "register"
) -> pd.DataFrame:
    """Tell how probable each category is for an area, given that only some of its residents were asked.

    The true index is normal around the computed one with the survey's sampling error; the probability of a category
    is what lies between its cut-offs.

    Returns
    -------
    DataFrame
        Estimates ``safety_category_probability``, five rows per area and year (they add up to 1), ``group`` the
        category; missing where the sampling error is not known.

    Raises
    ------
    ValueError
        As for ``categorised_areas``.
    """
    areas = categorised_areas(computed_index, basis)
    se = areas["se"].to_numpy(dtype=float)
    edges = np.array([-np.inf, *cut_offs["below"]])
    value = areas["indeks"].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        below = ndtr((edges - value[:, None]) / se[:, None])
    probability = pd.DataFrame(np.diff(below, axis=1), columns=[LABELS[name] for name in cut_offs["category"]])
    long = areas[["aar", "omraade"]].reset_index(drop=True).join(probability)
    long = long.melt(["aar", "omraade"], var_name="group", value_name="value")
    return estimates_frame(
        metric="safety_category_probability",
        period=long["aar"].astype("string"),
        area=long["omraade"],
        group=long["group"],
        value=long["value"],
        unit=FRACTION,
        method=pd.Series(SAMPLING_ERROR, index=long.index).where(long["value"].notna(), f"missing: {ERROR_UNKNOWN}"),
        basis=basis,
    )


def _unsafe(value, component):
    """How far a value is from its best towards its worst, times the component's weight."""
    far = (value - component["best"]) / (component["worst"] - component["best"])
    return component["weight"] * far.clip(0, 1).astype(float)


def _weighted_means(answers):
    """Mean of ``unsafe`` per area and year with its standard error; incomplete answers only counted."""
    complete = answers["unsafe"].notna()
    weight = answers["vaegt"].where(complete, 0.0).astype(float)
    keys = [answers["aar"], answers["omraade"]]
    total = weight.groupby(keys).transform("sum")
    mean = (weight * answers["unsafe"].fillna(0)).groupby(keys).transform("sum") / total.where(total > 0)
    number = complete.groupby(keys).transform("sum")
    squared = (weight / total.where(total > 0) * (answers["unsafe"] - mean)) ** 2
    parts = answers.assign(mean=mean, squared=squared, answered=complete, missed=~complete, number=number)
    areas = parts.groupby(["aar", "omraade"]).agg(
        bydel=("bydel", "first"),
        mean=("mean", "first"),
        squared=("squared", "sum"),
        answers=("answered", "sum"),
        incomplete=("missed", "sum"),
    )
    n = areas["answers"].where(areas["answers"] > 1)
    return areas.assign(error=np.sqrt(areas["squared"] * n / (n - 1))).reset_index()
