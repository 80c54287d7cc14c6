"""Before and after, beside the rest of the city, and with what moved next door: what each comparison can carry.

Every row says its level on the Maryland Scientific Methods Scale at the end of ``method`` ("…; SMS 2"; read it with
``maryland_level``). Below 3 a comparison is a description: no sentence may call it an effect. Where a single area or
period stands for chance, the areas themselves are the sample, not their residents.

The area panel, wherever a function asks for ``panel``: one row per area and period with ``area``, ``period`` (a number
that rises with time), ``treated`` (the same for all rows of an area), ``events`` and, for rates, ``exposure``.
"""

import numpy as np
import pandas as pd
from scipy.special import ndtr

from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.intervals.asked import counts, critical_value
from sikkerby_eval.metrics.intervals.dispersion import widened_rate, widened_ratio
from sikkerby_eval.metrics.intervals.shares_and_rates import (
    difference_of_proportions,
    proportion_interval,
    rate_interval,
    ratio_of_proportions,
    ratio_of_rates,
)

POINTS, RATIO, PROBABILITY, RATE = "percentage_points", "ratio", "probability", "per unit of exposure"
ROLES = ("treated", "control", "displacement", "displacement_control")


def maryland_level(estimates: pd.DataFrame) -> pd.Series:
    """Return the Maryland level of each estimate, from its method; missing where it is no comparison.

    Source: Farrington, Gottfredson, Sherman & Welsh 2002.
    """
    return estimates["method"].str.extract(r"; SMS ([1-5])$", expand=False).astype("Int64")


def at_level(estimates: pd.DataFrame, level: int) -> pd.DataFrame:
    """Return the estimates with their Maryland level lowered to what their comparison carries; never raised."""
    lower = (maryland_level(estimates) > level).fillna(False)
    lowered = estimates["method"].str.replace(r"; SMS [1-5]$", f"; SMS {level}", regex=True)
    return estimates.assign(method=estimates["method"].mask(lower, lowered))


def before_after_share(x1, n1, x2, n2, *, period, basis, confidence=0.95, **labels) -> pd.DataFrame:
    """Say what a share was before and after, and how far it moved, in points and as a ratio. SMS 2.

    Population: the persons ``n1`` before and ``n2`` after, taken as different persons (conservative where they are
    not); ``x1``, ``x2`` of them counted. ``period``, ``basis`` and ``labels`` (``area``, ``group``) go into the rows.

    Returns
    -------
    DataFrame
        Estimates ``share_before``, ``share_after``, ``change`` (after − before) and ``ratio`` (after / before).

    Source: Wilson 1927; Newcombe 1998 (SiM 17:873), method 10; Koopman 1984.
    """
    labels = labels | {"period": period, "basis": basis}
    level = {"confidence": confidence}
    parts = [
        ("share_before", FRACTION, "wilson", proportion_interval(x1, n1, **level), x1, n1),
        ("share_after", FRACTION, "wilson", proportion_interval(x2, n2, **level), x2, n2),
        ("change", POINTS, "newcombe", difference_of_proportions(x2, n2, x1, n1, **level), x2, n2),
        ("ratio", RATIO, "koopman", ratio_of_proportions(x2, n2, x1, n1, **level), x2, n2),
    ]
    rows = [
        comparison_row(metric, unit, f"{method}; SMS 2", frame, numerator=x, denominator=n, n_persons=x, **labels)
        for metric, unit, method, frame, x, n in parts
    ]
    return pd.concat(rows, ignore_index=True)


def before_after_rate(
    events1, exposure1, events2, exposure2, *, period, basis, dispersion=None, confidence=0.95, **labels
) -> pd.DataFrame:
    """Say what a rate of events was before and after, and its ratio, widened by the series' own swings. SMS 2.

    ``dispersion`` is that of the series' own history; without it the events are taken to come one by one (persons, or
    no history) and ``method`` says "not widened".

    Returns
    -------
    DataFrame
        Estimates ``rate_before``, ``rate_after``, ``ratio`` (after / before) and ``ratio_p_value``.

    Source: McCullagh & Nelder 1989; Garwood 1936; Przyborowski & Wilenski 1940.
    """
    labels = labels | {"period": period, "basis": basis}
    if dispersion is None:
        rate, ratio, extra, method = rate_interval, ratio_of_rates, {}, "exact, not widened"
    else:
        rate, ratio, extra = widened_rate, widened_ratio, {"dispersion": dispersion}
        method = f"quasi-Poisson, dispersion {dispersion:.1f}"
    extra = extra | {"confidence": confidence}
    method = f"{method}; SMS 2"
    both = ratio(events2, exposure2, events1, exposure1, **extra)
    size = [{"numerator": x, "denominator": t} for x, t in ((events1, exposure1), (events2, exposure2))]
    return pd.concat(
        [
            comparison_row("rate_before", RATE, method, rate(events1, exposure1, **extra), **size[0], **labels),
            comparison_row("rate_after", RATE, method, rate(events2, exposure2, **extra), **size[1], **labels),
            comparison_row("ratio", RATIO, method, both, **size[1], **labels),
            comparison_row("ratio_p_value", PROBABILITY, method, both[["p_value"]], **size[1], **labels),
        ],
        ignore_index=True,
    )


def with_rest_of_city(panel, *, start, basis, dispersion=None, confidence=0.95) -> pd.DataFrame:
    """Show the chosen areas before and after, and the rest of the city over the same time as context. SMS 2.

    The rest is not comparable (the areas were chosen because they were worst), so no difference between the two is
    given: ``difference_in_differences`` on matched areas is for that. Counts are summed, then divided.

    Returns
    -------
    DataFrame
        ``before_after_rate`` for ``area`` "udvalgte områder" and for "resten af byen".
    """
    panel = checked_panel(panel, start)
    known = panel[panel[["events", "exposure"]].notna().all(axis=1)]
    sums = known.groupby(["treated", known["period"] >= start])[["events", "exposure"]].sum()
    parts = [
        before_after_rate(
            *sums.loc[(treated, False)],
            *sums.loc[(treated, True)],
            period=span(panel, start),
            basis=basis,
            area=area,
            dispersion=dispersion,
            confidence=confidence,
        )
        for treated, area in ((True, "udvalgte områder"), (False, "resten af byen"))
    ]
    return pd.concat(parts, ignore_index=True)


def weighted_displacement_difference(
    cells, *, period, basis, dispersion=1.0, confidence=0.95, **labels
) -> pd.DataFrame:
    """Say how many crimes fewer there were than in comparison areas, also counting those that moved next door. SMS 3.

    Parameters
    ----------
    cells : DataFrame
        Index ``treated, control`` and, where neighbours are followed, ``displacement, displacement_control``; columns
        ``before, after`` and, where sizes or lengths differ, ``exposure_before, exposure_after`` (crimes then count
        per unit).
    dispersion : float
        Of the areas' own history; 1 is the published test, which takes crimes to come one by one.

    Returns
    -------
    DataFrame
        Estimates ``wdd_local``, ``wdd_displacement``, ``wdd`` (their sum; fewer crimes are negative) and
        ``wdd_p_value``.

    Source: Wheeler & Ratcliffe 2018, Crime Science 7:11; dispersion as in McCullagh & Nelder 1989.
    """
    if not {"treated", "control"} <= set(cells.index) <= set(ROLES) or not cells.index.is_unique:
        raise ValueError(f"cells need the rows treated and control, and may have only {', '.join(ROLES)}, once each")
    if len(cells) == 3:
        raise ValueError("displacement and its control come together")
    size = {when: cells.get(f"exposure_{when}", 1.0) for when in ("before", "after")}
    _, before, after, length_before, length_after, phi = counts(
        before=cells["before"], after=cells["after"], exposure1=size["before"], exposure2=size["after"], phi=dispersion
    )
    if (length_before == 0).any() or (length_after == 0).any():
        raise ValueError("exposure is zero: of nothing there is no rate")
    moved = after / length_after - before / length_before
    variance = np.maximum(phi, 1) * (after / length_after**2 + before / length_before**2)
    side = cells.index.map({"treated": 1, "control": -1, "displacement": 1, "displacement_control": -1}).to_numpy()
    local = cells.index.isin(["treated", "control"])
    method = f"weighted displacement difference, dispersion {max(dispersion, 1):.1f}; SMS 3"
    z, rows = critical_value(confidence), []
    for metric, part in (("wdd_local", local), ("wdd_displacement", ~local), ("wdd", local | ~local)):
        if part.any():
            value, half = (side * moved)[part].sum(), z * np.sqrt(variance[part].sum())
            frame = pd.DataFrame({"value": [value], "ci_low": value - half, "ci_high": value + half})
            rows.append(comparison_row(metric, "crimes", method, frame, period=period, basis=basis, **labels))
    error = np.sqrt(variance.sum())
    chance = pd.DataFrame({"p_value": [1.0 if error == 0 else 2 * ndtr(-abs((side * moved).sum()) / error)]})
    rows.append(comparison_row("wdd_p_value", PROBABILITY, method, chance, period=period, basis=basis, **labels))
    return pd.concat(rows, ignore_index=True)


def checked_panel(panel: pd.DataFrame, start) -> pd.DataFrame:
    """Return the area panel with an ``exposure``, or refuse one that cannot be compared."""
    if lacking := sorted({"area", "period", "treated", "events"} - set(panel)):
        raise ValueError(f"the area panel lacks the columns: {', '.join(lacking)}")
    panel = panel if "exposure" in panel else panel.assign(exposure=1.0)
    counts(exposure=panel["exposure"])
    if panel.duplicated(["area", "period"]).any():
        raise ValueError("the area panel has a period twice for the same area")
    first = panel.groupby("area")["treated"].transform("first")
    if panel["treated"].isna().any() or (panel["treated"] != first).any():
        raise ValueError("treated must be known and the same in all periods of an area")
    if panel["treated"].all() or not panel["treated"].any():
        raise ValueError("a comparison needs areas with and areas without the programme")
    if (panel["period"] >= start).all() or (panel["period"] < start).all():
        raise ValueError("a comparison needs periods before and from the start")
    return panel.assign(treated=panel["treated"].astype(bool))


def span(panel: pd.DataFrame, start) -> str:
    """Name the periods before and after, as ``2007–2009 / 2010–2012``."""
    before, after = panel.loc[panel["period"] < start, "period"], panel.loc[panel["period"] >= start, "period"]
    return f"{before.min()}–{before.max()} / {after.min()}–{after.max()}"


def comparison_row(metric, unit, method, frame, **columns) -> pd.DataFrame:
    """Return a frame of ``value, ci_low, ci_high`` (or only ``p_value``) as estimates."""
    numbers = frame.rename(columns={"p_value": "value"}) if "value" not in frame else frame
    numbers = {name: numbers[name].to_numpy() for name in ("value", "ci_low", "ci_high") if name in numbers}
    repeated = {name: [value] * len(frame) for name, value in columns.items() if np.ndim(value) == 0}
    return estimates_frame(metric=metric, unit=unit, method=method, **(columns | repeated), **numbers)
