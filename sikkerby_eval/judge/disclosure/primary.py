"""Which rows rest on too few persons by themselves."""

import re

import pandas as pd

from sikkerby_eval.judge.disclosure.sums import age_and_group
from sikkerby_eval.metrics.charges.change import DIFFERENCE, RATIO
from sikkerby_eval.metrics.estimates import FRACTION, WHOLE_CITY

PERSONS_OF_AN_AVERAGE = 10
SHARES = (FRACTION, "score")
"""Units of values that give numerator and complement back; a score is a share times a number that can be known."""
GRID_CELL = r"\d+k?m_\d+_\d+"
CURVES = "Kaplan–Meier|Aalen–Johansen"
EXTREMES = r"(?:^|[_ ])(?:min|max|minimum|maximum)(?:$|[_ ])"
AGE_OF_YOUTH = 15


def guarded(estimates: pd.DataFrame, *, small_places: bool = False) -> pd.Series:
    """Say which rows are about persons, or about events on a street or in a grid cell, and not public already."""
    small_place = estimates["area"].str.contains(GRID_CELL, na=False) | small_places
    return (estimates["n_persons"].notna() | small_place) & (estimates["basis"] != "published")


def counts_behind(estimates: pd.DataFrame, is_guarded: pd.Series) -> pd.DataFrame:
    """Give the counts a row gives back.

    Returns
    -------
    DataFrame
        ``count`` (the numerator, or the persons where there is none), ``base`` (the denominator), ``is_share`` (base
        and complement are counts of the same kind) and ``is_comparison`` (the value rests on the counts of other rows).
    """
    is_share = estimates["unit"].isin(SHARES) & estimates[["numerator", "denominator"]].notna().all(axis=1)
    return pd.DataFrame(
        {
            "count": estimates["numerator"].fillna(estimates["n_persons"].astype("Float64")),
            "base": estimates["denominator"],
            "is_share": is_share,
            "is_comparison": estimates["unit"].isin([DIFFERENCE, RATIO]) & is_guarded,
        }
    )


def too_small(estimates: pd.DataFrame, counts: pd.DataFrame, is_guarded: pd.Series, min_count: int) -> pd.DataFrame:
    """Apply the primary rule.

    A share falls when its numerator or what it leaves out is 1 to ``min_count`` - 1, any number when so many persons
    stand behind it; an average, a median or a curve when fewer than 10 do; whatever is about under-15s alone falls
    outside the whole city. The denominator falls with it where it is small itself, or where numerator and complement
    both are: they would bound each other.

    Returns
    -------
    DataFrame
        Booleans ``count`` and ``base``.

    Raises
    ------
    ValueError
        If a row is a smallest or largest value: that is one person's.
    """
    persons = estimates["n_persons"].notna() & is_guarded
    extreme = estimates["metric"].str.contains(EXTREMES, regex=True, na=False) & persons
    if extreme.any():
        raise ValueError(f"{int(extreme.sum())} rows give a minimum or a maximum, which is a single person's number")
    share = counts["is_share"] & persons
    complement = (counts["base"] - counts["count"]).where(share)
    average = persons & estimates["numerator"].isna() & estimates["value"].notna()
    curve = persons & estimates["method"].str.contains(CURVES, na=False)
    few = (average & _below(estimates["n_persons"], PERSONS_OF_AN_AVERAGE)) | (
        curve & _below(estimates["denominator"], PERSONS_OF_AN_AVERAGE)
    )
    young = is_guarded & (estimates["area"] != WHOLE_CITY) & estimates["group"].map(_only_under_15).astype(bool)
    small_count, small_complement = is_small(counts["count"], min_count), is_small(complement, min_count)
    base = is_small(counts["base"], min_count) & share
    falls = (small_count | small_complement | is_small(estimates["n_persons"], min_count)) & is_guarded
    return pd.DataFrame({"count": falls | base | few | young, "base": base | (small_count & small_complement & share)})


def is_small(count: pd.Series, min_count: int) -> pd.Series:
    """Say which counts are of somebody, but of fewer than ``min_count``."""
    return ((count > 0) & (count < min_count)).fillna(False).astype(bool)


def _below(count, least):
    return (count < least).fillna(False).astype(bool)


def _only_under_15(group):
    age, _ = age_and_group(group)
    return bool(age) and int(re.split("-", age)[-1]) < AGE_OF_YOUTH
