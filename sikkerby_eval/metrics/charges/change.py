"""Goal 1's change since the baseline, its distance to the city, and whether either could ever have been seen."""

import numpy as np
import pandas as pd
from scipy.special import ndtr

from sikkerby_eval.metrics.charges.areas import EXPOSED_FROZEN
from sikkerby_eval.metrics.charges.counting import COUNTS, NUMERATORS
from sikkerby_eval.metrics.estimates import WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.intervals.asked import critical_value
from sikkerby_eval.metrics.intervals.shares_and_rates import difference_of_proportions, ratio_of_proportions

DIFFERENCE = "percentage_points"
"""Unit of a difference between two fractions, written as a fraction: −0.02 is two points down."""
RATIO = "ratio"
INDEPENDENT = "independent years (conservative)"
CLOSING, WIDENING, UNKNOWN, NO_GAP = "closing", "widening", "unknown", "no gap"


def change_since_baseline(
    groups: pd.DataFrame, *, baseline: int, last: int, basis: str, confidence: float = 0.95
) -> pd.DataFrame:
    """Say how far the share charged has moved from the baseline year to the last year, in points and as a ratio.

    Population: residents of the age on 1 January of either year. Unit: person. Period: two calendar years. The two
    years are taken as separate persons; most are the same, who tend to be charged again, so that the interval is
    conservative (too wide rather than too narrow; ``same_persons`` has the other).

    Parameters
    ----------
    groups
        From ``charges.count_groups``.
    baseline, last
        Calendar years; each pair is one reading of the goal.
    basis, confidence
        Where the registers come from; the level of the intervals.

    Returns
    -------
    DataFrame
        Estimates ``change_in_share_charged`` (last minus baseline, unit ``percentage_points``) and
        ``ratio_of_shares_charged`` (last over baseline, unit ``ratio``), each also ``_with_ambiguous``; ``period`` is
        ``2009-2013``; ``numerator`` and ``denominator`` are the last year's. Groups without residents in one of the
        years are missing.

    Raises
    ------
    ValueError
        If a year has no counts.

    Source: Newcombe 1998 (Statistics in Medicine 17:873), method 10; Koopman 1984.
    """
    before, after = _two_years(groups, baseline, last)
    scales = (
        (
            "change_in_share_charged",
            difference_of_proportions,
            DIFFERENCE,
            f"newcombe, {INDEPENDENT}",
        ),
        ("ratio_of_shares_charged", ratio_of_proportions, RATIO, f"koopman, {INDEPENDENT}"),
    )
    estimates = []
    for end, column in NUMERATORS.items():
        for metric, compare, unit, method in scales:
            compared = compare(
                after[column], after["residents"], before[column], before["residents"], confidence=confidence
            )
            estimates.append(
                estimates_frame(
                    metric=metric + end,
                    period=f"{baseline}-{last}",
                    area=after.index.get_level_values("area"),
                    group=after.index.get_level_values("group"),
                    numerator=after[column],
                    denominator=after["residents"],
                    **compared,
                    unit=unit,
                    method=method,
                    n_persons=fewest(before[column], after[column]),
                    basis=basis,
                )
            )
    return pd.concat(estimates, ignore_index=True)


def gap_to_city(
    groups: pd.DataFrame, *, basis: str, area: str = EXPOSED_FROZEN, confidence: float = 0.95
) -> pd.DataFrame:
    """Say how many points the share charged in the udsatte areas lies above the whole city's.

    Population: residents of the age on 1 January. Unit: person. Period: calendar year. The areas are part of the city,
    so the gap is the share of the rest times the distance between the areas and the rest, and has that interval.

    Parameters
    ----------
    groups
        From ``charges.count_groups``, with the whole city and ``area``.
    basis, area, confidence
        Where the registers come from; the area compared; the level of the interval.

    Returns
    -------
    DataFrame
        Estimates ``gap_to_city`` and ``gap_to_city_with_ambiguous`` (areas minus city, unit ``percentage_points``).

    Source: Newcombe 1998 (Statistics in Medicine 17:873), method 10; "mindst samme niveau som København" in the
    programme paper of 13 April 2010.
    """
    gaps = [
        _gaps(groups, area, column, confidence).assign(metric=f"gap_to_city{end}") for end, column in NUMERATORS.items()
    ]
    return _gap_estimates(pd.concat(gaps).reset_index(), area, "newcombe, areas against the rest of the city", basis)


def change_in_gap(
    groups: pd.DataFrame,
    *,
    baseline: int,
    last: int,
    basis: str,
    area: str = EXPOSED_FROZEN,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Say how many points the gap to the city has grown (above zero) or shrunk (below) since the baseline.

    Population, unit: as ``gap_to_city``; the years are taken as separate persons, which is conservative.

    Returns
    -------
    DataFrame
        Estimates ``change_in_gap_to_city``, also ``_with_ambiguous`` (unit ``percentage_points``; period ``2009-2013``:
        the baseline and the last year).

    Raises
    ------
    ValueError
        If a year has no counts.

    Source: Zou & Donner 2008 (Statistics in Medicine 27:1693), limits recovered from the two gaps' own.
    """
    _two_years(groups, baseline, last)
    changes = []
    for end, column in NUMERATORS.items():
        gaps = _gaps(groups, area, column, confidence)
        before, after = gaps.xs(baseline, level="aar").align(gaps.xs(last, level="aar"), axis=0)
        value = after["value"] - before["value"]
        low = np.hypot(after["value"] - after["ci_low"], before["ci_high"] - before["value"])
        high = np.hypot(after["ci_high"] - after["value"], before["value"] - before["ci_low"])
        changes.append(
            after.assign(
                value=value,
                ci_low=value - low,
                ci_high=value + high,
                n_persons=fewest(before["n_persons"], after["n_persons"]),
                aar=f"{baseline}-{last}",
                metric=f"change_in_gap_to_city{end}",
            )
        )
    method = f"limits recovered from each year's, {INDEPENDENT}"
    return _gap_estimates(pd.concat(changes).reset_index(), area, method, basis)


def gap_direction(gaps: pd.DataFrame, changes: pd.DataFrame) -> pd.Series:
    """Say of each change in the gap whether it is closing, widening, unknown, or there was no gap to close.

    Closing or widening is said only when the whole interval of the change lies on one side of zero.

    Parameters
    ----------
    gaps, changes
        Estimates of ``gap_to_city`` and ``change_in_gap``.

    Returns
    -------
    Series
        ``closing``, ``widening``, ``unknown`` or ``no gap`` (the areas were at or below the city at the baseline) on
        the index of ``changes``.
    """
    first_year = changes["period"].str.split("-").str[0]
    key = pd.MultiIndex.from_arrays([changes["metric"].str.removeprefix("change_in_"), first_year, changes["group"]])
    at_start = gaps.set_index(["metric", "period", "group"])["value"].reindex(key).to_numpy(float, na_value=np.nan)
    low, high = (changes[name].to_numpy(float, na_value=np.nan) for name in ("ci_low", "ci_high"))
    direction = np.select([at_start <= 0, high < 0, low > 0], [NO_GAP, CLOSING, WIDENING], default=UNKNOWN)
    return pd.Series(direction, index=changes.index, dtype="str")


def chance_of_change(shares, persons, targets, *, confidence: float = 0.95, power: float = 0.8) -> pd.DataFrame:
    """Say what the city could ever know about a fall from one share to another.

    Population: two years with equally many persons, taken as separate. Unit: person. Normal approximation; the test is
    two-sided.

    Parameters
    ----------
    shares, persons, targets
        The baseline share, the persons a year, and the share that the goal asks for.
    confidence, power
        Of the test, and wanted of it.

    Returns
    -------
    DataFrame
        ``chance_of_seeing`` (that a true fall to the target is told from chance), ``persons_needed`` (a year, for the
        wanted power) and ``chance_without_change`` (that a fall of that size or more appears though nothing changed).
        Missing where the target lies below zero: the share cannot fall that far.

    Raises
    ------
    ValueError
        If a target is not below its share.

    Source: Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, chapter 4 (no continuity
    correction); the example of CFBU 2015 (8,500 youths, 88 charged per 1,000).
    """
    p, n, target = (np.asarray(column, dtype=float) for column in (shares, persons, targets))
    if (target >= p).any():
        raise ValueError("a target must lie below its baseline share: the goal is a fall")
    fall, z = p - target, critical_value(confidence)
    target = np.where(target < 0, np.nan, target)
    variance, unchanged = p * (1 - p) + target * (1 - target), 2 * p * (1 - p)
    shift = fall / np.sqrt(variance / n)
    needed = (z + critical_value(2 * power - 1)) ** 2 * variance / fall**2
    chance = ndtr(-fall / np.sqrt(unchanged / n))
    index = shares.index if isinstance(shares, pd.Series) else None
    return pd.DataFrame(
        {
            "chance_of_seeing": np.atleast_1d(ndtr(shift - z) + ndtr(-shift - z)),
            "persons_needed": np.atleast_1d(np.ceil(needed)),
            "chance_without_change": np.atleast_1d(np.where(np.isnan(target), np.nan, chance)),
        },
        index=index,
    ).astype("Float64")


def fewest(*numerators: pd.Series) -> pd.Series:
    """Give the smallest number of persons behind several numerators that is not zero, and zero if all are.

    A comparison of 0 and 3 rests on three persons; calling it none would publish them.

    Returns
    -------
    Series
        Counts on the index of the numerators.
    """
    together = pd.concat(numerators, axis=1)
    smallest = together.where(together > 0).min(axis=1)
    return smallest.where(together.max(axis=1) != 0, 0)


def _two_years(groups, baseline, last):
    by_year = groups.set_index(["aar", "area", "group"])[COUNTS]
    present = groups["aar"].unique()
    if absent := [year for year in (baseline, last) if year not in present]:
        raise ValueError(f"no residents were counted in {', '.join(map(str, absent))}: a change needs both years")
    return by_year.xs(baseline).align(by_year.xs(last), axis=0)


def _gaps(groups, area, column, confidence):
    counts = groups.set_index(["area", "aar", "group"])[[column, "residents"]]
    inside, city = counts.loc[area], counts.loc[WHOLE_CITY]
    rest = city.loc[inside.index] - inside
    inside, rest = inside[rest["residents"] > 0], rest[rest["residents"] > 0]
    weight = rest["residents"] / (rest["residents"] + inside["residents"])
    distance = difference_of_proportions(
        inside[column], inside["residents"], rest[column], rest["residents"], confidence=confidence
    )
    return distance.mul(weight, axis=0).assign(
        numerator=inside[column], denominator=inside["residents"], n_persons=inside[column]
    )


def _gap_estimates(gaps, area, method, basis):
    columns = ["metric", "group", "numerator", "denominator", "value", "ci_low", "ci_high", "n_persons"]
    return estimates_frame(
        **gaps[columns], period=gaps["aar"].astype("str"), area=area, unit=DIFFERENCE, method=method, basis=basis
    )
