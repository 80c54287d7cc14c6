"""Rates of areas made comparable as if they had the same ages."""

import numpy as np
import pandas as pd
from scipy.special import gammainccinv, gammaincinv

from sikkerby_eval.metrics.intervals.asked import counts, critical_value
from sikkerby_eval.metrics.intervals.shares_and_rates import byar_limits

FEWEST_EVENTS = 10
"""Below this no standardised rate is given (PHEindicatormethods)."""


def standardised_rate(strata, standard, *, band, by=None, confidence=0.95, interval="dobson") -> pd.DataFrame:
    """Say what an area's rate would be if it had the ages of a standard population.

    Parameters
    ----------
    strata : DataFrame
        One row per area and age band: ``events``, ``population``, the column ``band``, the column(s) ``by``; where
        the same person may have several events also ``events_squared``, the sum over persons of their number of
        events squared (persons are independent, their events are not).
    standard : Series
        Standard population, indexed by age band; joined by name, never by position.
    band : str
        Column of the age band.
    by : str or list of str, optional
        Column(s) of the areas or years; without it everything is one area.
    interval : {"dobson", "gamma"}
        Dobson's limits with Byar's inside, or Fay and Feuer's.

    Returns
    -------
    DataFrame
        One row per ``by``: ``numerator, denominator, value, ci_low, ci_high`` per person of the population. Below 10
        events value and limits are missing.

    Raises
    ------
    ValueError
        If an area lacks a band of the standard or has one the standard does not know or has one twice, on a zero
        population, on negatives, or a confidence outside (0, 1).

    Source: Dobson et al. 1991; Byar in Breslow & Day 1987; Fay & Feuer 1997; PHEindicatormethods (events that repeat).
    """
    if interval not in ("dobson", "gamma"):
        raise ValueError("interval must be one of dobson, gamma")
    keys = [] if by is None else [by] if isinstance(by, str) else list(by)
    _refuse_other_bands(strata, standard, band, keys)
    squared = strata["events_squared"] if "events_squared" in strata else strata["events"]
    weights = strata[band].map(standard / standard.sum())
    _, x, n, square, weight = counts(
        events=strata["events"], population=strata["population"], events_squared=squared, standard=weights
    )
    if wrong := int((n == 0).sum()):
        raise ValueError(f"population is zero in {wrong} age bands: there is no rate to standardise")
    if wrong := int((square < x).sum()):
        raise ValueError(f"events_squared is below events in {wrong} age bands: it sums squares over persons")
    per_event = weight / n
    parts = pd.DataFrame(
        {
            "numerator": x,
            "denominator": n,
            "value": per_event * x,
            "variance": per_event**2 * square,
            "largest": per_event,
        },
        index=strata.index,
    )
    grouped = parts.groupby([strata[key] for key in keys]) if keys else parts.groupby(np.zeros(len(parts)))
    # A band whose count is unknown leaves the whole rate unknown: a sum that skipped it would be too low.
    sums = grouped[["numerator", "denominator", "value", "variance"]].sum(skipna=False)
    limits = {"dobson": _dobson, "gamma": _fay_feuer}[interval]
    low, high = limits(sums, grouped["largest"].max(), confidence)
    rate = sums[["numerator", "denominator", "value"]].assign(ci_low=low, ci_high=high)
    estimable = rate["numerator"] >= FEWEST_EVENTS
    rate[["value", "ci_low", "ci_high"]] = rate[["value", "ci_low", "ci_high"]].where(estimable)
    return rate if keys else rate.reset_index(drop=True)


def _dobson(sums, _, confidence):
    events = sums["numerator"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.sqrt(sums["variance"].to_numpy() / events)
    return (sums["value"].to_numpy() + scale * (limit - events) for limit in byar_limits(events, confidence))


def _fay_feuer(sums, largest, confidence):
    critical_value(confidence)
    tail = (1 - confidence) / 2
    y, v, w = (column.to_numpy() for column in (sums["value"], sums["variance"], largest))
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(y == 0, 0.0, v / y * gammaincinv(y**2 / v, tail))
    return low, (v + w**2) / (y + w) * gammainccinv((y + w) ** 2 / (v + w**2), tail)


def _refuse_other_bands(strata, standard, band, keys):
    if not standard.index.is_unique or standard.isna().any() or (standard < 0).any() or standard.sum() == 0:
        raise ValueError("the standard population needs one number, not below 0, for each age band")
    if unknown := int((~strata[band].isin(standard.index)).sum()):
        raise ValueError(f"{unknown} rows have an age band that the standard population does not have")
    if doubled := int(strata.duplicated([*keys, band]).sum()):
        raise ValueError(f"{doubled} age bands occur twice in the same area")
    areas = strata.groupby(keys).ngroups if keys else 1
    if lacking := areas * len(standard) - len(strata):
        raise ValueError(f"{lacking} age bands of the standard population are missing: a rate without them is too low")
