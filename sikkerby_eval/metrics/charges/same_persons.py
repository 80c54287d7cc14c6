"""Persons who stand in both years' denominators: how they changed, and how they narrow the goal's own interval."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.charges.areas import EXPOSED_FROZEN
from sikkerby_eval.metrics.charges.change import DIFFERENCE, RATIO, fewest
from sikkerby_eval.metrics.charges.counting import BANDS, NUMERATORS, age_on_1_january, charged_in_year
from sikkerby_eval.metrics.charges.offences import PERSONFARLIG
from sikkerby_eval.metrics.estimates import WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import paired_difference, proportion_interval

CELL = ["omraade", "omraade_last", "alder", "alder_last", "koen"]
OVERLAP = "covariance of persons in both years"
PATTERNS = ["both", "only_last", "only_first", "neither"]


def persons_in_both_years(
    residents: pd.DataFrame,
    charges: pd.DataFrame,
    levels: pd.DataFrame,
    *,
    baseline: int,
    last: int,
    at_levels: tuple[int, ...] = PERSONFARLIG,
) -> pd.DataFrame:
    """Count the residents of both years by whether they were charged in the one, the other, both or neither.

    Population: residents on 1 January of both years. Unit: person. Period: two calendar years. The counts of separate
    groups of persons add up.

    Parameters
    ----------
    residents, charges, levels, at_levels
        As for ``charges.persons_charged``.
    baseline, last
        Calendar years.

    Returns
    -------
    DataFrame
        ``omraade, alder, koen`` at the baseline, ``omraade_last, alder_last``, ``both, only_last, only_first,
        neither`` on certain codes, and the same ending in ``_with_ambiguous``.

    Raises
    ------
    ValueError
        As for ``charges.charged_in_year``.
    """
    states = []
    for year in (baseline, last):
        of_year = residents[residents["aar"] == year]
        charged = charged_in_year(of_year, charges, levels, at_levels=at_levels).cat.codes
        age = age_on_1_january(of_year["foedselsdato"], of_year["aar"])
        states.append(of_year[["person_id", "omraade", "koen"]].assign(alder=age, charged=charged))
    first, later = states
    pairs = first.merge(later.drop(columns="koen"), on="person_id", suffixes=("", "_last"), validate="one_to_one")
    for end, least in zip(NUMERATORS, (2, 1), strict=True):
        before, after = pairs["charged"] >= least, pairs["charged_last"] >= least
        patterns = (before & after, ~before & after, before & ~after, ~before & ~after)
        pairs = pairs.assign(**{name + end: holds for name, holds in zip(PATTERNS, patterns, strict=True)})
    return pairs.groupby(CELL, dropna=False)[[p + end for end in NUMERATORS for p in PATTERNS]].sum().reset_index()


def pair_groups(pairs: pd.DataFrame, frozen: pd.Series, *, bands: Iterable[tuple[int, int]] = BANDS) -> pd.DataFrame:
    """Add pairs of years into age bands for the whole city and the udsatte areas.

    Population: persons of the band in both years, in the areas in both years. Those who grew out of the band, came of
    age or moved are in one denominator only, and not here.

    Parameters
    ----------
    pairs
        From ``persons_in_both_years``.
    frozen
        The baseline's list, from ``areas.list_of_year``.
    bands
        First and last age, both included.

    Returns
    -------
    DataFrame
        The patterns of ``pairs``, indexed by ``area, group``.
    """
    stayed = [pairs[name].map(frozen).astype("boolean").fillna(False) for name in ("omraade", "omraade_last")]
    by_area = pd.concat(
        [pairs.assign(area=WHOLE_CITY), pairs[stayed[0] & stayed[1]].assign(area=EXPOSED_FROZEN)], ignore_index=True
    )
    banded = [
        by_area[(by_area["alder"] >= low) & (by_area["alder_last"] <= high)].assign(group=f"{low}-{high}")
        for low, high in bands
    ]
    return pd.concat(banded).groupby(["area", "group"])[[p + end for end in NUMERATORS for p in PATTERNS]].sum()


def change_among_same_persons(
    paired: pd.DataFrame, *, baseline: int, last: int, basis: str, confidence: float = 0.95
) -> pd.DataFrame:
    """Say how far the share charged moved among those who stand in both years' denominators.

    They have all grown older between the years, so this is not the goal's change; it shows how much of it is theirs.

    Parameters
    ----------
    paired
        From ``pair_groups``.
    baseline, last, basis, confidence
        As for ``change.change_since_baseline``.

    Returns
    -------
    DataFrame
        Estimates ``change_among_same_persons`` (last minus baseline, unit ``percentage_points``) and its
        ``_with_ambiguous``; ``denominator`` is the persons in both years, ``numerator`` those charged in the last.

    Source: Newcombe 1998 (Statistics in Medicine 17:2635), method 10.
    """
    return pd.concat(
        [
            _estimates(
                paired,
                metric=f"change_among_same_persons{end}",
                unit=DIFFERENCE,
                interval=paired_difference(*(paired[p + end] for p in PATTERNS), confidence=confidence).drop(
                    columns="p_value"
                ),
                numerator=paired["both" + end] + paired["only_last" + end],
                denominator=paired[[p + end for p in PATTERNS]].sum(axis=1),
                n_persons=fewest(*(paired[p + end] for p in PATTERNS[:3])),
                period=f"{baseline}-{last}",
                method="newcombe for pairs",
                basis=basis,
            )
            for end in NUMERATORS
        ],
        ignore_index=True,
    )


def change_with_overlap(
    groups: pd.DataFrame, paired: pd.DataFrame, *, baseline: int, last: int, basis: str, confidence: float = 0.95
) -> pd.DataFrame:
    """Say how far the share charged has moved, counting that many stand in both years and tend to be charged again.

    Population: everybody in either year's denominator. The value is that of ``change_since_baseline``; the interval
    subtracts the covariance of the persons in both years. With nobody in both it is Newcombe's for separate groups,
    with everybody in both it is his for pairs (before his small correction of phi).

    Parameters
    ----------
    groups
        From ``charges.count_groups``.
    paired
        From ``pair_groups``.
    baseline, last, basis, confidence
        As for ``change.change_since_baseline``.

    Returns
    -------
    DataFrame
        Estimates ``change_with_overlap`` (last minus baseline, unit ``percentage_points``) and its
        ``_with_ambiguous``, for the groups of ``paired``.

    Raises
    ------
    ValueError
        If a group has more persons in both years than in one of them.

    Source: Newcombe 1998 (Statistics in Medicine 17:873 and 17:2635); Zou 2007 (Psychological Methods 12:399) for
    limits of a difference of correlated estimates.
    """
    rows = []
    for end, one, two, correlation, counts in _both_years(groups, paired, baseline, last, confidence):
        value = one["value"] - two["value"]
        down = _joined(one["value"] - one["ci_low"], two["ci_high"] - two["value"], correlation)
        up = _joined(one["ci_high"] - one["value"], two["value"] - two["ci_low"], correlation)
        interval = {"value": value, "ci_low": value - down, "ci_high": value + up}
        method = f"newcombe, {OVERLAP}"
        named = {"metric": f"change_with_overlap{end}", "unit": DIFFERENCE, "method": method}
        rows.append(_estimates(paired, interval=interval, period=f"{baseline}-{last}", basis=basis, **named, **counts))
    return pd.concat(rows, ignore_index=True)


def ratio_with_overlap(
    groups: pd.DataFrame, paired: pd.DataFrame, *, baseline: int, last: int, basis: str, confidence: float = 0.95
) -> pd.DataFrame:
    """Say how many times its baseline the share charged is, counting that many stand in both years.

    Population, parameters and errors: as ``change_with_overlap``. The limits are recovered on the scale of logarithms;
    missing where nobody was charged in one of the years.

    Returns
    -------
    DataFrame
        Estimates ``ratio_with_overlap`` (last over baseline, unit ``ratio``) and its ``_with_ambiguous``.

    Source: Zou & Donner 2008 (Statistics in Medicine 27:1693), limits of a ratio recovered from those of its parts;
    Zou 2007 (Psychological Methods 12:399) for correlated ones.
    """
    rows = []
    for end, one, two, correlation, counts in _both_years(groups, paired, baseline, last, confidence):
        one, two = (np.log(share.where(share["value"] > 0).astype(float)) for share in (one, two))
        value = one["value"] - two["value"]
        down = _joined(one["value"] - one["ci_low"], two["ci_high"] - two["value"], correlation)
        up = _joined(one["ci_high"] - one["value"], two["value"] - two["ci_low"], correlation)
        interval = {
            name: np.exp(v) for name, v in (("value", value), ("ci_low", value - down), ("ci_high", value + up))
        }
        method = f"logarithms of wilson limits, {OVERLAP}"
        named = {"metric": f"ratio_with_overlap{end}", "unit": RATIO, "method": method}
        rows.append(_estimates(paired, interval=interval, period=f"{baseline}-{last}", basis=basis, **named, **counts))
    return pd.concat(rows, ignore_index=True)


def _both_years(groups, paired, baseline, last, confidence):
    """For clear codes and all codes: both years' shares, how much they are tied, and the counts behind them."""
    by_year = groups.set_index(["aar", "area", "group"])
    before, after = (by_year.loc[year].reindex(paired.index) for year in (baseline, last))
    overlap = paired[PATTERNS].sum(axis=1)
    if (overlap > np.fmin(before["residents"], after["residents"])).any():
        raise ValueError("more persons in both years than in one: pairs and counts do not belong together")
    for end, column in NUMERATORS.items():
        one, two = (
            proportion_interval(year[column], year["residents"], confidence=confidence) for year in (after, before)
        )
        counts = {
            "numerator": after[column],
            "denominator": after["residents"],
            # The interval's width tells how many were charged in both years: they too must not be few.
            "n_persons": fewest(before[column], after[column], paired["both" + end]),
        }
        yield end, one, two, _correlation(paired, end, after, before, column, overlap), counts


def _correlation(paired, end, after, before, column, overlap):
    # Of the two shares, not of the two charges: only those in both years tie them together.
    in_last, in_first = (paired["both" + end] + paired[name + end] for name in ("only_last", "only_first"))
    covariance = paired["both" + end] - in_last * in_first / overlap.where(overlap > 0)
    spread = [year["residents"] * (s := year[column] / year["residents"]) * (1 - s) for year in (after, before)]
    product = np.sqrt(spread[0] * spread[1])
    return (covariance / product.where(product > 0)).fillna(0).clip(-1, 1)


def _joined(one, two, correlation):
    return np.sqrt((one**2 - 2 * correlation * one * two + two**2).clip(lower=0))


def _estimates(paired, *, interval, **columns):
    areas, groups = (paired.index.get_level_values(name) for name in ("area", "group"))
    return estimates_frame(area=areas, group=groups, **interval, **columns)
