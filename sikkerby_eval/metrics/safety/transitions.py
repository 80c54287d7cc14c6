"""Where areas went between two years of the safety index, and what such movement says and does not say."""

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from sikkerby_eval.metrics.estimates import FRACTION, WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.shares import share_rows

CATEGORIES = ("markant", "intensiveret", "ordinaer", "reduceret", "minimal")
"""The five categories from most to least need of an effort (seed paper, Bilag 1 §5.4)."""

IN_NEED, ARRIVED = CATEGORIES[:2], CATEGORIES[2:]
NEW, GONE = "ny", "udgaaet"
LABELS = {name: name for name in (*CATEGORIES, NEW)} | {"ordinaer": "ordinær", GONE: "udgået"}
EMPTY_ROW = "missing: no area was in this category"
OWN_METHOD = "egen vægtning"
"""How the method of an index from our own weights begins; such an index never gives a real district its category."""


def categorised_areas(tryghedsindeks: pd.DataFrame, basis: str) -> pd.DataFrame:
    """Keep the areas that have a category, without the row for the whole city.

    Raises
    ------
    ValueError
        If categories from our own weights are about to be shown for anything but demonstration data.
    """
    own = tryghedsindeks["metode"].str.startswith(OWN_METHOD)
    if own.any() and basis != "demonstration":
        raise ValueError(
            "categories from our own weights are not a real district's: they are for basis demonstration only"
        )
    return tryghedsindeks[(tryghedsindeks["omraade"] != WHOLE_CITY) & tryghedsindeks["kategori"].notna()]


def why_not_comparable(tryghedsindeks: pd.DataFrame, first: int, last: int) -> str:
    """Say why two years of the index cannot be compared; empty where they can.

    A year without index, or another index method, makes every movement meaningless: areas would seem to move because
    the yardstick did.

    Raises
    ------
    ValueError
        If both years are measured by two methods: the caller must choose one.
    """
    methods = {year: set(names) for year, names in tryghedsindeks.groupby("aar")["metode"]}
    absent = [year for year in (first, last) if year not in methods]
    if absent:
        return f"not compared: no index for {absent[0]}"
    common = methods[first] & methods[last]
    if len(common) > 1:
        raise ValueError(f"{first} and {last} are both measured by {len(common)} methods; keep the rows of one")
    return "" if common else f"not compared: the index method changed between {first} and {last}"


def transition_counts(tryghedsindeks: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Count how many areas went from each category to each other between two years.

    Unit: area. An area that only the later year knows enters from ``ny``; one it no longer knows goes to
    ``udgaaet``: neither is guessed into a category.

    Returns
    -------
    DataFrame
        Rows ``CATEGORIES`` and ``ny``, columns ``CATEGORIES`` and ``udgaaet``.

    Raises
    ------
    ValueError
        With the reason of ``why_not_comparable``.
    """
    if reason := why_not_comparable(tryghedsindeks, first, last):
        raise ValueError(reason)
    moved = paired_areas(tryghedsindeks, first, last)
    counts = pd.crosstab(moved["before"].fillna(NEW), moved["after"].fillna(GONE))
    return counts.reindex(index=[*CATEGORIES, NEW], columns=[*CATEGORIES, GONE], fill_value=0)


def paired_areas(tryghedsindeks: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Set each area's categories of two comparable years side by side.

    Returns
    -------
    DataFrame
        ``omraade, before, after``, missing where the area is not in that year's list.
    """
    years = tryghedsindeks[tryghedsindeks["aar"].isin([first, last])]
    years = years[years.groupby("metode")["aar"].transform("nunique") == 2]
    before = years.loc[years["aar"] == first, ["omraade", "kategori"]].rename(columns={"kategori": "before"})
    after = years.loc[years["aar"] == last, ["omraade", "kategori"]].rename(columns={"kategori": "after"})
    return before.merge(after, on="omraade", how="outer")


def pooled_transitions(tryghedsindeks: pd.DataFrame) -> pd.DataFrame:
    """Add up the movements of all neighbouring years that can be compared.

    A pair two years apart, or across a change of method, is left out: it is not a movement of one year.

    Returns
    -------
    DataFrame
        As from ``transition_counts``; all zero where no pair of years is comparable.
    """
    years = sorted(set(tryghedsindeks["aar"]))
    pairs = [(year, year + 1) for year in years if not why_not_comparable(tryghedsindeks, year, year + 1)]
    start = pd.DataFrame(0, index=[*CATEGORIES, NEW], columns=[*CATEGORIES, GONE])
    return sum((transition_counts(tryghedsindeks, *pair) for pair in pairs), start)


def transition_shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Turn counts into the share of each starting category that went to each category.

    Returns
    -------
    DataFrame
        Rows add up to 1; a row nobody was in is missing, because nothing is known about it (filling it with zeros, or
        with staying put, would invent a movement).
    """
    total = counts.sum(axis=1)
    return counts.div(total.where(total > 0), axis=0).astype("Float64")


def transition_rows(
    tryghedsindeks: pd.DataFrame, first: int, last: int, *, basis: str = "register", confidence: float = 0.95
) -> pd.DataFrame:
    """Tell what share of the areas in each category ended in each category, with Wilson's interval.

    Returns
    -------
    DataFrame
        Estimates ``safety_transition``; ``group`` is "markant → ordinær"; where the years cannot be compared a single
        missing row whose ``method`` gives the reason.
    """
    areas = categorised_areas(tryghedsindeks, basis)
    period = f"{first}–{last}"
    if reason := why_not_comparable(areas, first, last):
        return _missing("safety_transition", period, reason, basis)
    counts = transition_counts(areas, first, last)
    cells = counts.rename_axis(index="before", columns="after").stack().rename("numerator").reset_index()
    cells = cells[(cells["before"] != NEW) | (cells["after"] != GONE)].reset_index(drop=True)
    total = cells["before"].map(counts.sum(axis=1))
    cells = cells.assign(period=period, group=cells["before"].map(LABELS) + " → " + cells["after"].map(LABELS))
    how = {"basis": basis, "confidence": confidence, "persons": False, "missing": EMPTY_ROW}
    return share_rows("safety_transition", cells, cells["numerator"], total, **how)


def exit_probabilities(counts: pd.DataFrame, *, period: str, basis: str = "register", confidence=0.95) -> pd.DataFrame:
    """Tell for each category what share of its areas left it, for better or worse.

    Population: areas in both years.

    Returns
    -------
    DataFrame
        Estimates ``safety_exit_probability``, one row per category.
    """
    kept = _kept(counts)
    total = kept.sum(axis=1)
    stayed = pd.Series(np.diag(kept), index=kept.index)
    where = pd.DataFrame({"group": kept.index.map(LABELS), "period": period}, index=kept.index)
    how = {"basis": basis, "confidence": confidence, "persons": False, "missing": EMPTY_ROW}
    return share_rows("safety_exit_probability", where, total - stayed, total, **how)


def shorrocks(counts: pd.DataFrame) -> float:
    """Measure how mobile areas are: 0 when all stay, 1 when the starting category tells nothing.

    Shorrocks' index (k − tr P) / (k − 1) over the k categories somebody was in; missing when fewer than two were.

    Source: Shorrocks 1978, Econometrica 46:1013.
    """
    kept = _kept(counts)
    kept = kept[kept.sum(axis=1) > 0]
    if len(kept) < 2:
        return np.nan
    shares = transition_shares(kept)
    trace = sum(shares.loc[category, category] for category in kept.index)
    return float((len(kept) - trace) / (len(kept) - 1))


def shorrocks_row(counts: pd.DataFrame, *, period: str, basis: str = "register") -> pd.DataFrame:
    """Put Shorrocks' index into the estimates frame, with the number of areas and of categories it rests on.

    Returns
    -------
    DataFrame
        One row ``safety_shorrocks``; missing where fewer than two categories had areas.
    """
    kept = _kept(counts)
    value, categories = shorrocks(counts), int((kept.sum(axis=1) > 0).sum())
    return estimates_frame(
        metric="safety_shorrocks",
        period=period,
        denominator=int(kept.to_numpy().sum()),
        value=value,
        unit="0 all stay, 1 the start tells nothing",
        method=f"Shorrocks over {categories} categories" if value == value else "missing: fewer than two categories",
        basis=basis,
    )


def long_run_shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Tell how areas would be spread in the long run if every year were like these, within each closed class.

    A closed class is a set of categories that areas move among and never leave. With several such classes there is
    no single long run, only one in each; a category that can be left for good, or that leads to one nobody was in
    (where it would lead on is unknown), has none.

    Returns
    -------
    DataFrame
        ``category``, ``closed_class`` (number, missing outside), ``share`` (adds up to 1 in each class).
    """
    kept = _kept(counts)
    shares = transition_shares(kept).fillna(0).to_numpy(dtype=float)
    unknown = kept.sum(axis=1).to_numpy() == 0
    _, members = connected_components(shares > 0, connection="strong")
    table = pd.DataFrame({"category": kept.index, "closed_class": pd.NA, "share": np.nan})
    number = 0
    for component in dict.fromkeys(members):
        inside = members == component
        if unknown[inside].any() or shares[inside][:, ~inside].any():
            continue
        number += 1
        table.loc[inside, "closed_class"] = number
        table.loc[inside, "share"] = _stationary(shares[np.ix_(inside, inside)])
    return table.astype({"category": "string", "closed_class": "Int64", "share": "Float64"})


def _kept(counts):
    """The part of the matrix about areas in both years; a smaller square matrix is taken as it is."""
    both = [name for name in counts.index if name in counts.columns]
    return counts.loc[both, both]


def _stationary(shares):
    size = len(shares)
    equations = np.vstack([shares.T - np.eye(size), np.ones(size)])
    return np.linalg.lstsq(equations, np.append(np.zeros(size), 1.0), rcond=None)[0]


def _missing(metric, period, reason, basis):
    return estimates_frame(metric=metric, period=period, value=pd.NA, unit=FRACTION, method=reason, basis=basis)
