"""Areas too small to say anything about: shown as part of the next broader area, or not at all."""

from collections.abc import Callable, Sequence

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import MIN_COUNT, DisclosureError, PublishedTable, protect
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval

WIDEST = 0.30
TOO_FEW = "too few persons"


def finest(
    candidates: Sequence[tuple[pd.DataFrame, pd.DataFrame]], *, ledger: pd.DataFrame | None = None
) -> PublishedTable:
    """Protect the finest of several divisions of the same events that can be protected at all.

    Parameters
    ----------
    candidates
        Estimates and the sums that hold between them, from fine to coarse.
    ledger
        Rows shown in earlier issues, as for ``protect``.

    Returns
    -------
    PublishedTable
        Of the first that the gate lets through; without rows where it lets none.
    """
    for estimates, sums in candidates:
        try:
            return protect(estimates, sums=sums, ledger=ledger)
        except DisclosureError:
            continue
    return protect(candidates[-1][0].iloc[:0])


def ranked(estimates: pd.DataFrame, number: int) -> pd.DataFrame:
    """Take the rows with the highest counts; those that will be withheld stand last, by the name of their area.

    Neither their place nor that they are among the first may tell how few they are.
    """
    place = estimates["value"].mask(estimates["value"] < MIN_COUNT, 0).rename("place")
    by_name = estimates.assign(place=place).sort_values("area", kind="stable")
    return by_name.sort_values("place", ascending=False, kind="stable").drop(columns="place").iloc[:number]


def interval_is_wide(estimates: pd.DataFrame) -> pd.Series:
    """Say which rows have an interval that is wider than ``WIDEST``."""
    return ((estimates["ci_high"] - estimates["ci_low"]) > WIDEST).fillna(False).astype(bool)


def is_wide_with_few_as_one(estimates: pd.DataFrame) -> pd.Series:
    """Say which shares have an interval wider than ``WIDEST``, taking the few that will be withheld as one person.

    So whether an area is shown by itself never tells if one or four are withheld there.
    """
    persons = estimates["denominator"].where(estimates["denominator"] > 0)
    count, rest = estimates["numerator"], persons - estimates["numerator"]
    few, few_left = (number.between(1, MIN_COUNT - 1).fillna(False) for number in (count, rest))
    counted = count.mask(few, 1).mask(few_left & ~few, persons - 1).where(persons.notna())
    return interval_is_wide(proportion_interval(counted, persons)) | persons.isna()


def rolled_up(
    estimates: pd.DataFrame,
    broader: pd.DataFrame,
    *,
    is_wide: Callable[[pd.DataFrame], pd.Series] = interval_is_wide,
) -> pd.DataFrame:
    """Replace the shares of small areas by that of the area around them, and say so.

    Population: persons in areas. Unit: as the estimates. A share whose interval is wider than 0.30 says next to
    nothing of its area. A goal's own population is always shown and does not pass through here.

    Parameters
    ----------
    estimates
        Shares of areas, with their intervals.
    broader
        Estimates of the broader areas with a further column ``part``: the area each row may stand in for.
    is_wide
        Which rows are too wide; of shares that have not been protected ``is_wide_with_few_as_one`` hides small counts.

    Returns
    -------
    DataFrame
        The estimates with ``shown_for`` first: the area itself; the small area where a broader one stands in for it, in
        which case ``area`` and every number are the broader area's; where that is too wide too, the numbers are
        missing and ``method`` says ``too few persons``.

    Raises
    ------
    ValueError
        If a small area has several broader ones for the same metric, period and group.

    Notes
    -----
    Source: the rule of Recidiviz' public dashboards, with the width that the project has chosen.
    """
    keys = ["metric", "period", "group"]
    wide = is_wide(estimates)
    stand_ins = broader.rename(columns={"area": "broader_area", "part": "area"}).astype({"area": "string"})
    found = estimates[wide][[*keys, "area"]].merge(stand_ins, on=[*keys, "area"], how="left", validate="one_to_one")
    found = found.rename(columns={"area": "shown_for", "broader_area": "area"})
    found["area"] = found["area"].fillna(found["shown_for"])
    numbers = ["numerator", "denominator", "value", "ci_low", "ci_high", "n_persons"]
    hopeless = found["value"].isna() | is_wide(found)
    found.loc[hopeless, numbers] = pd.NA
    found.loc[hopeless, "method"] = TOO_FEW
    for column in ("unit", "basis"):
        found[column] = found[column].fillna(estimates[column].iloc[0] if len(estimates) else pd.NA)
    kept = estimates[~wide]
    kept = kept.assign(shown_for=kept["area"])
    columns = ["shown_for", *estimates.columns]
    together = pd.concat([kept[columns], found[columns].set_index(estimates.index[wide])])
    return together.loc[estimates.index].astype(estimates.dtypes.to_dict())
