"""How many are still without an event as time passes, and how many have had it when other things can happen first.

Own exact lines: statsmodels' ``SurvfuncRight`` has no log–log limits, its ``CumIncidenceRight`` no Aalen variance, and
lifelines breaks ties at random. Ties are exact here: events come before censorings on the same day, so whoever leaves
that day was still at risk; and nothing depends on the order of the rows.
"""

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.intervals.asked import counts, critical_value
from sikkerby_eval.metrics.intervals.shares_and_rates import upper_bound_zero

UNITS = ("days", "weeks", "months", "years")


def kaplan_meier(time, event, *, unit, entry=None, at=None, confidence=0.95, transform="log-log") -> pd.DataFrame:
    """Say how large a share is still without the event after each length of time.

    Population: everybody given, one row each; followed from ``entry`` (else from 0) to ``time``.

    Parameters
    ----------
    time : array or Series
        Length of follow-up in ``unit``.
    event : array or Series of bool
        Whether the follow-up ended with the event; False is censored (not known after ``time``).
    unit : {"days", "weeks", "months", "years"}
        Must be named: a time without a unit cannot be read.
    entry : array or Series, optional
        When each came under observation (left truncation); must lie before ``time``.
    at : sequence of numbers, optional
        Times to read the curve at; else every time at which somebody's follow-up ended.
    transform : {"log-log", "log"}
        Scale of Greenwood's limits; named in ``method``.

    Returns
    -------
    DataFrame
        ``time, unit, at_risk, events, censored, value, ci_low, ci_high, method``; ``events`` and ``censored`` are
        counted up to and including ``time``. Limits are missing where the share is 0. Before the first event the
        low limit is the exact one-sided bound; with no event at all nothing is estimable and only the bound stands.
        A time after the last follow-up is missing: it cannot be read yet.

    Examples
    --------
    ``p1_event_day_2`` (2, True) and ``p2_censored_day_3`` (3, False) give 0.5 at day 2 (1 of 2 at risk had the event)
    and 0.5 at day 3.

    Source: Kalbfleisch & Prentice 2002, ch. 1.
    """
    if transform not in ("log-log", "log"):
        raise ValueError("transform must be one of log-log, log")
    table = _risk_table(time, _true_false(event), entry, unit, columns=("events", "censored"))
    z = critical_value(confidence)
    n, d = table["at_risk"].to_numpy(), table["events"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.cumprod(1 - d / n)
        spread = z * np.sqrt(np.cumsum(d / (n * (n - d))))
        if transform == "log-log":
            low, high = (share ** np.exp(side * spread / np.log(share)) for side in (-1, 1))
        else:
            low, high = share * np.exp(-spread), np.minimum(1, share * np.exp(spread))
    gone = share == 0
    curve = table.assign(value=share, ci_low=np.where(gone, np.nan, low), ci_high=np.where(gone, np.nan, high))
    read = _read(curve.assign(followed=n), at, start=1.0, extends=gone[-1])
    none_yet = (read["events"] == 0) & (read["at_risk"] > 0)
    bound = upper_bound_zero(read["at_risk"].where(none_yet), confidence=confidence)
    read = read.assign(
        value=read["value"] if d.any() else np.nan,
        ci_low=read["ci_low"].where(read["events"] > 0, 1 - bound),
        ci_high=read["ci_high"].where(read["events"] > 0, np.where(none_yet, 1.0, np.nan)),
    )
    return _named(read, f"Kaplan–Meier, Greenwood, {transform}", none_yet, unit, ("events", "censored"))


def cumulative_incidence(time, outcome, *, event, censored, unit, entry=None, at=None, confidence=0.95) -> pd.DataFrame:
    """Say how large a share has had the event after each length of time, when other outcomes can come first.

    Whoever dies or leaves the country cannot be convicted here afterwards; treating that as censoring would count
    them as if they could. Population and ``time``, ``unit``, ``entry``, ``at`` as in ``kaplan_meier``.

    Parameters
    ----------
    outcome : array or Series
        How each follow-up ended, by label; never missing.
    event, censored
        The label that is counted, and the label of a follow-up that just ended; every other label competes.

    Returns
    -------
    DataFrame
        ``time, unit, at_risk, events, competing, censored, value, ci_low, ci_high, method``, counts up to and
        including ``time``. Until the first event the value is 0, with the exact one-sided upper bound.

    Examples
    --------
    ``p1_convicted_day_2``, ``p2_dead_day_3``, ``p3_convicted_day_4`` give 1/3 at days 2 and 3 and 2/3 at day 4; with
    the death as censoring it would be 1 at day 4.

    Source: Aalen & Johansen 1978; variance Aalen 1978 as in R's cmprsk (Gray), limits on the log–log scale.
    """
    outcome = pd.Series(outcome)
    if wrong := int(outcome.isna().sum()):
        raise ValueError(f"outcome is missing for {wrong} persons: an unknown end is neither an event nor none")
    code = np.where(outcome == event, 0, np.where(outcome == censored, 2, 1))
    table = _risk_table(time, code, entry, unit, columns=("events", "competing", "censored"))
    z = critical_value(confidence)
    n, d1, d2 = (table[name].to_numpy() for name in ("at_risk", "events", "competing"))
    left = np.cumprod(1 - (d1 + d2) / n)
    before = np.concatenate([[1.0], left[:-1]])
    share = np.cumsum(before * d1 / n)
    spread = z * np.sqrt(_aalen_variance(n, d1, d2, before, left, share))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        low, high = (share ** np.exp(side * spread / (share * np.log(share))) for side in (-1, 1))
    # A share that is 1 but for rounding has no limits either.
    estimable = (share > 0) & (1 - share > 1e-12)
    curve = table.assign(
        value=share, ci_low=np.where(estimable, low, np.nan), ci_high=np.where(estimable, high, np.nan)
    )
    # Whoever had a competing outcome earlier cannot have the event any more, and so is known not to.
    curve = curve.assign(followed=n + np.cumsum(d2) - d2)
    read = _read(curve, at, start=0.0, extends=left[-1] == 0)
    none_yet = (read["events"] == 0) & (read["followed"] > 0) & read["value"].notna()
    bound = upper_bound_zero(read["followed"].where(none_yet), confidence=confidence)
    read = read.assign(ci_low=read["ci_low"].mask(none_yet, 0.0), ci_high=read["ci_high"].mask(none_yet, bound))
    named = ("events", "competing", "censored")
    return _named(read, "Aalen–Johansen, Aalen variance, log-log", none_yet, unit, named)


def _aalen_variance(n, d1, d2, before, left, share):
    # The sum over earlier times of how much each increment moves today's share, expanded so that one pass serves all.
    with np.errstate(divide="ignore", invalid="ignore"):
        own, other = (before**2 * d / n**2 * np.where(d > 1, 1 - (d - 1) / (n - 1), 1.0) * (d > 0) for d in (d1, d2))
        onwards = np.where(left > 0, 1 / left, 0.0)
    other = np.where(left > 0, other, 0.0)
    pull = share * onwards
    a = np.cumsum((1 + pull) ** 2 * own + pull**2 * other)
    b = np.cumsum(onwards * ((1 + pull) * own + pull * other))
    c = np.cumsum(onwards**2 * (own + other))
    return np.maximum(a - 2 * share * b + share**2 * c, 0)


def _risk_table(time, code, entry, unit, columns):
    # One row per time at which follow-up ended: how many were at risk, and how many ended in each way.
    if unit not in UNITS:
        raise ValueError(f"a time needs its unit: one of {', '.join(UNITS)}")
    if pd.api.types.is_timedelta64_dtype(getattr(time, "dtype", None)):
        raise ValueError(f"time must be a number of {unit}, not a time difference")
    given = {"time": time} | ({} if entry is None else {"entry": entry})
    _, time, *entry = counts(**given)
    for name, column in zip(given, (time, *entry), strict=True):
        if wrong := int(np.isnan(column).sum()):
            raise ValueError(f"{name} is missing for {wrong} persons: leave them out and say how many")
    if len(time) == 0 or len(time) != len(code):
        raise ValueError("time and outcome must be equally long and not empty")
    if entry and (wrong := int((entry[0] >= time).sum())):
        raise ValueError(f"entry is not before the end of follow-up for {wrong} persons")
    times, place = np.unique(time, return_inverse=True)
    width = len(columns)
    ended = np.bincount(place * width + code, minlength=len(times) * width).reshape(-1, width)
    total = ended.sum(axis=1)
    if entry:
        started = np.searchsorted(np.sort(entry[0]), times, side="left")
        at_risk = started - np.concatenate([[0], np.cumsum(total)[:-1]])
    else:
        at_risk = len(time) - np.concatenate([[0], np.cumsum(total)[:-1]])
    return pd.DataFrame({"time": times, "at_risk": at_risk} | dict(zip(columns, ended.T, strict=True)))


def _true_false(event):
    event = pd.Series(event)
    if event.isna().any() or not event.isin([0, 1]).all():
        raise ValueError("event must be True or False for every person")
    return np.where(event.astype(bool), 0, 1)


def _read(curve, at, *, start, extends):
    # The curve as a staircase: at a time between two ends of follow-up the last step holds.
    steps = [name for name in ("events", "competing", "censored") if name in curve]
    curve = curve.assign(**curve[steps].cumsum())
    if at is None:
        return curve
    at = np.asarray(at, dtype=float)
    if np.isnan(at).any() or (at < 0).any():
        raise ValueError("times to read at must be numbers from 0 upwards")
    times = curve["time"].to_numpy()
    state = ["value", "ci_low", "ci_high", *steps]
    origin = pd.DataFrame([{"value": start} | dict.fromkeys(steps, 0)])
    reached = pd.concat([origin, curve[state]]).iloc[np.searchsorted(times, at, side="right")]
    reached.loc[(at > times[-1]) & ~extends, ["value", "ci_low", "ci_high"]] = np.nan
    nobody = pd.DataFrame([{"at_risk": 0, "followed": curve["competing"].iloc[-1] if "competing" in curve else 0}])
    ahead = pd.concat([curve[["at_risk", "followed"]], nobody]).iloc[np.searchsorted(times, at, side="left")]
    return pd.concat([reached.reset_index(drop=True), ahead.reset_index(drop=True)], axis=1).assign(time=at)


def _named(read, method, none_yet, unit, counted):
    method = np.where(none_yet, f"{method}; no event: exact one-sided bound", method)
    order = ["time", "unit", "at_risk", *counted, "value", "ci_low", "ci_high", "method"]
    return read.assign(unit=unit, method=method)[order]
