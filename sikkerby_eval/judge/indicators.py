"""The thirteen indicators: what each rests on, and whether it has moved the way the programme wanted.

An indicator is ``improved`` or ``worsened`` where its change from the baseline is larger than chance makes it after
Holm's correction over the thirteen, ``unchanged`` where a complete count is the same, ``uncertain`` (with the side the
change is on) where the numbers do not decide, and ``no_data`` where they are not there.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import test_proportions_2indep as score_test

from sikkerby_eval.data import reference
from sikkerby_eval.judge.breaks import comparable
from sikkerby_eval.metrics.charges.areas import EXPOSED_FROZEN
from sikkerby_eval.metrics.estimates import FRACTION, WHOLE_CITY, up_to
from sikkerby_eval.metrics.indicators import measured as series
from sikkerby_eval.metrics.intervals.dispersion import ratio_with_history
from sikkerby_eval.metrics.intervals.shares_and_rates import difference_of_proportions
from sikkerby_eval.metrics.shares import no_rows

LEVEL = 0.05
LAST_YEAR = 2015
CRIME_NUMBER, AREAS_NUMBER = 9, 8
CHANGE = ("change", "change_low", "change_high", "change_unit", "p_value")


class Indicator(NamedTuple):
    """What an indicator counts (``persons, events, areas, days``), the registers it needs, and how it is computed.

    ``computed`` takes the registers; an indicator that can only be delivered has none. ``beside`` names published
    figures about the same thing, by other definitions. Its words, action area, administrations, unit and wanted
    direction are the paper's: ``reference.indicators``.
    """

    number: int
    counts: str
    rests_on: tuple[str, ...] = ("indikatorer",)
    computed: Callable | None = None
    beside: tuple[str, ...] = ()


INDICATORS = (
    Indicator(1, "persons", beside=("gang_members_registered",)),
    Indicator(2, "persons"),
    Indicator(
        3,
        "persons",
        ("ungestatus", "befolkning"),
        series.young_in_education,
        beside=("youth_education_started_or_completed_age20",),
    ),
    Indicator(4, "persons"),
    Indicator(5, "days", beside=("school_absence",)),
    Indicator(6, "persons", ("ungestatus", "tryghedsindeks", "belastningsindeks"), series.young_who_started),
    Indicator(7, "persons"),
    Indicator(
        8,
        "areas",
        ("tryghedsindeks", "belastningsindeks"),
        series.udsatte_areas,
        beside=("areas_markant_or_intensiveret", "ghettoliste_areas"),
    ),
    Indicator(9, "events", ("anmeldelser", "haendelser", "sigtelser"), series.crime),
    Indicator(10, "persons"),
    Indicator(11, "persons"),
    Indicator(12, "persons"),
    Indicator(13, "events", ("sos_krisehjaelp",), series.crisis_calls),
)
WHOLE = (WHOLE_CITY, EXPOSED_FROZEN)
MOVED = {"right": "improved", "wrong": "worsened", None: "unchanged"}
BREAKS_OF = {"reports": "reported_offences_yearly", "charges": "charges"}
_NOTHING = dict.fromkeys(("baseline", "previous", "latest")) | dict.fromkeys(CHANGE, np.nan) | {"change_unit": None}
UNITS = {"personer": "persons", "andel": FRACTION, "områder": "districts", "antal": "reports", "henvendelser": "calls"}


def catalogue() -> pd.DataFrame:
    """Join what the paper says of each indicator with what it rests on here.

    Returns
    -------
    DataFrame
        The columns of ``reference.indicators`` with ``counts``, ``rests_on`` and ``beside`` (with semicolons).
    """
    ours = pd.DataFrame(
        [(one.number, one.counts, ";".join(one.rests_on), ";".join(one.beside)) for one in INDICATORS],
        columns=["number", "counts", "rests_on", "beside"],
    )
    return reference.indicators().merge(ours, on="number", validate="one_to_one")


def estimates(registers, published_reports: pd.DataFrame, year: int) -> pd.DataFrame:
    """Compute or read every indicator's series up to a year.

    Parameters
    ----------
    registers
        Frames by name, None where not delivered, with ``basis`` and ``cutoffs``.
    published_reports
        Reported offences by quarter, for indicator 9 where the register is not there.

    Returns
    -------
    DataFrame
        Estimates from 2010; an indicator without data has no rows. Computed from the registers it rests on where they
        are delivered, else from ``indikatorer``.
    """
    paper = reference.indicators().set_index("number")
    pieces = []
    for one in INDICATORS:
        found = one.computed(registers) if one.computed else no_rows()
        if found.empty:
            unit = UNITS[paper.loc[one.number, "unit"]]
            found = series.delivered(registers, one.number, unit=unit, persons=one.counts == "persons")
        pieces.append(found)
    if registers.anmeldelser is None:
        pieces.append(series.published_crime(published_reports))
    found = up_to(pd.concat(pieces, ignore_index=True), min(year, LAST_YEAR))
    return found[found["period"].astype(int) >= series.FIRST_YEAR].reset_index(drop=True)


def breaks_of(number: int, group: str) -> str:
    """Name the series of the register of breaks that an indicator, or a part of it, follows.

    The areas of indicator 8 are those of Tryghedsindekset, which ends in 2014.
    """
    return "areas_markant_or_intensiveret" if number == AREAS_NUMBER else BREAKS_OF.get(group, f"indicator_{number}")


def directions(shown: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
    """Judge which way each indicator has gone from its baseline to its latest year.

    Population: the indicators of ``catalogue``. The interval of the change stands beside the verdict; the verdict is
    by probability, so that it can be corrected for thirteen looks at once.

    Parameters
    ----------
    shown
        The rows of a published table of ``estimates``: what is withheld decides nothing.
    breaks
        The register of breaks; across one that forbids it nothing is compared.

    Returns
    -------
    DataFrame
        One row for each series: ``number, group, state, side, reason, baseline, previous, latest`` (row ids),
        ``change, change_low, change_high, change_unit, p_value, p_holm``. Indicator 9 has up to three series and one
        state: it has moved only if all its series have moved the same way.

    Notes
    -----
    Shares: Newcombe's interval, and the score test; consecutive years share most persons, so both are conservative.
    Counts of persons: exact. Counts of events: widened by the dispersion of the quarters before the baseline and by
    Student's t for how few they are; without a history unadjusted, and ``reason`` says so. Days of the same persons
    have no test. A bare value, or a complete count of areas, is judged on the number itself. Holm 1979, Scandinavian
    Journal of Statistics 6:65, with an indicator that has no test counted as one that shows nothing.
    """
    rows = [row for one in catalogue().to_dict("records") for row in _series_of(one, shown, breaks)]
    judged = pd.DataFrame(rows)
    # All series of an indicator must have moved: its probability is the largest of theirs.
    largest = judged["p_value"].fillna(1).groupby(judged["number"]).max()
    holm = pd.Series(multipletests(largest, alpha=LEVEL, method="holm")[1], index=largest.index)
    judged["p_holm"] = judged["number"].map(holm).where(judged["p_value"].notna())
    apart = judged.groupby("number")["side"].transform("nunique") > 1
    of_crime = (judged["number"] == CRIME_NUMBER) & (judged["state"] != "no_data")
    partial = of_crime & (of_crime.sum() < len(series.CRIME))
    decided = (judged["p_holm"] <= LEVEL) & ~apart & ~partial
    tested = judged["p_value"].notna()
    judged["state"] = judged["state"].mask(tested, judged["side"].map(MOVED).where(decided, "uncertain"))
    judged["reason"] = judged["reason"].mask(apart, "series_disagree").mask(partial, "parts_missing")
    return judged


def _series_of(indicator: dict, shown: pd.DataFrame, breaks: pd.DataFrame):
    levels = shown[(shown["metric"] == f"indicator_{indicator['number']}") & shown["area"].isin(WHOLE)]
    if levels.empty:
        yield {"number": indicator["number"], "state": "no_data", "side": None, "reason": "not_delivered"} | _NOTHING
    for group, rows in levels.groupby("group", sort=False):
        known = rows[rows["status"] == "shown"].sort_values("period")
        swings = shown[(shown["metric"] == series.DISPERSION) & (shown["group"] == group)].dropna(subset="value")
        swing = swings[["value", "denominator"]].iloc[0].tolist() if len(swings) else [np.nan, np.nan]
        ids = {"number": indicator["number"], "group": group} | _NOTHING | _ends(known)
        yield ids | _moved(indicator, known, swing, breaks)


def _ends(known):
    places = {"baseline": 0, "previous": -2, "latest": -1}
    return {
        name: known["row_id"].iloc[at] for name, at in places.items() if len(known) >= (1 if name == "latest" else 2)
    }


def _moved(indicator, known, swing, breaks):
    if len(known) < 2:
        return {"state": "no_data", "side": None, "reason": "one_measurement" if len(known) else "withheld"}
    first, last = known.iloc[0], known.iloc[-1]
    metric = breaks_of(indicator["number"], first["group"])
    if not comparable(breaks, metric, int(first["period"]), int(last["period"])):
        return {"state": "uncertain", "side": None, "reason": "break_between"}
    change = last["value"] - first["value"]
    side = "right" if change and (change < 0) == (indicator["direction"] == "fall") else "wrong" if change else None
    unit = "percentage_points" if first["unit"] == FRACTION else first["unit"]
    bare = {"side": side, "change": change, "change_unit": unit}
    if indicator["counts"] == "days":
        return {"state": "uncertain", "reason": "days_not_independent"} | bare
    if indicator["counts"] == "areas" or pd.isna(last["numerator"]) or pd.isna(first["numerator"]):
        reason = "complete_count" if indicator["counts"] == "areas" else "published_point"
        return {"state": MOVED[side], "reason": reason} | bare
    compared = _shares(first, last) if first["unit"] == FRACTION else _counts(first, last, swing)
    reason = "unadjusted" if indicator["counts"] == "events" and np.isnan(swing[0]) else None
    return {"state": "uncertain", "side": side, "reason": reason} | dict(zip(CHANGE, compared, strict=True))


def _shares(first, last):
    counts = [int(row[name]) for row in (last, first) for name in ("numerator", "denominator")]
    value, low, high = difference_of_proportions(*counts).iloc[0]
    p_value = score_test(*counts, method="score", compare="diff", correction=False).pvalue
    return value, low, high, "percentage_points", 1.0 if np.isnan(p_value) else p_value


def _counts(first, last, swing):
    dispersion, freedom = (pd.Series([number], dtype=float) for number in swing)
    counts = (pd.Series([row["numerator"]], dtype=float) for row in (last, first))
    compared, _ = ratio_with_history(*counts, dispersion=dispersion, freedom=freedom)
    value, low, high, p_value = compared.iloc[0]
    return value, low, high, "ratio", p_value
