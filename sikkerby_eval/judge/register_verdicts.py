"""Verdicts on the goals of 2010 where registers carry them: what each goal's own text asks of its evidence."""

import pandas as pd

from sikkerby_eval.judge.verdicts import (
    READINGS,
    STATES,
    Verdict,
    count_verdict,
    interval_verdict,
    not_yet,
    share_verdict,
    undecidable,
)
from sikkerby_eval.metrics.charges.areas import EXPOSED_FROZEN

COMPLETERS = "gennemførte"
SELECTED_AREAS = "udvalgte områder"
MATURES_AFTER = pd.DateOffset(years=2)
SHARES = ("verdict_not_convicted_left_excluded", "verdict_not_convicted_left_included")
PAIRED, SEPARATE = "paired", "conservative"
BY_READING = {
    "relative_pct": {PAIRED: "ratio_with_overlap", SEPARATE: "ratio_of_shares_charged"},
    "percentage_points": {PAIRED: "change_with_overlap", SEPARATE: "change_in_share_charged"},
}
"""Two intervals of the same change: counting that most persons stand in both years, where ids allow, and taking the
years as different persons, which is conservative."""


def reading_verdicts(readings: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """Judge every reading of an ambiguous goal beside the others.

    The verdict rests on the interval that counts the persons in both years, where ids allow it; where that is missing
    or withheld it rests on the conservative one, which takes the years as different persons.

    Parameters
    ----------
    readings
        Rows of ``goal_readings.csv``: what the fall is of (``relative_pct``, ``percentage_points``), ages, baseline
        and last year, ``threshold``, and which reading leads.
    estimates
        Changes and ratios of the share charged, as published, for the frozen list of areas.

    Returns
    -------
    DataFrame
        The readings with ``state, side, reason, method`` and the change, its interval, its ``target`` and ``row_id``,
        ``resting_on`` (``paired`` or ``conservative``), and the conservative interval in ``other_low, other_high,
        other_row_id``. A reading whose years are not both measured is ``not_yet``; one whose numbers are withheld is
        ``undecidable``.

    Source: Newcombe 1998; METHODS of the project: paired where ids allow.
    """
    rows = []
    for reading in readings.to_dict("records"):
        relative = reading["reading"] == "relative_pct"
        target = 1 - reading["threshold"] if relative else -reading["threshold"]
        found = {name: _change(estimates, metric, reading) for name, metric in BY_READING[reading["reading"]].items()}
        resting_on = PAIRED if pd.notna(found[PAIRED].get("ci_low")) else SEPARATE
        row, other = found[resting_on], found[SEPARATE]
        if not row:
            verdict = not_yet(f"{reading['last_year']}-12-31", reason="nothing_measured_yet")
        elif pd.isna(row["value"]):
            verdict = undecidable("withheld" if row.get("status") == "withheld" else "not_measured")
        else:
            verdict = interval_verdict(row["value"], row["ci_low"], row["ci_high"], target, "at_most")
        shown = {name: row.get(name) for name in ("value", "ci_low", "ci_high", "unit", "row_id")}
        beside = {
            "other_low": other.get("ci_low"),
            "other_high": other.get("ci_high"),
            "other_row_id": other.get("row_id"),
        }
        rows.append(reading | verdict._asdict() | {"target": target, "resting_on": resting_on} | shown | beside)
    return pd.DataFrame(rows)


def _change(estimates: pd.DataFrame, metric: str, reading: dict) -> dict:
    """The published change of one reading, or nothing where it was not measured."""
    found = estimates[
        (estimates["metric"] == metric)
        & (estimates["area"] == EXPOSED_FROZEN)
        & (estimates["group"] == f"{reading['age_from']}-{reading['age_to']}")
        & (estimates["period"] == f"{reading['baseline_year']}-{reading['last_year']}")
    ]
    return found.iloc[0].to_dict() if len(found) else {}


def charged(goal: dict, estimates: pd.DataFrame, year: int) -> tuple[Verdict, dict]:
    """Goal 1: the verdict of the leading reading, with the share it ends on and how many readings agree."""
    judged = reading_verdicts(goal["readings"], estimates)
    leading = judged[judged["leading"]].iloc[0]
    shares = estimates[
        (estimates["metric"] == "share_charged")
        & (estimates["area"] == EXPOSED_FROZEN)
        & (estimates["group"] == f"{leading['age_from']}-{leading['age_to']}")
    ]
    shares = shares[shares["period"].astype(int) <= min(year, leading["last_year"])]
    first = shares[shares["period"] == str(leading["baseline_year"])]
    facts = {"baseline_period": str(leading["baseline_year"])} | _latest(shares)
    if len(first):
        facts["baseline_value"] = first["value"].iloc[0]
    facts |= dict(zip(READINGS, judged["state"].value_counts().reindex(STATES, fill_value=0), strict=True))
    verdict = Verdict(*(None if pd.isna(leading[name]) else leading[name] for name in Verdict._fields))
    return verdict, facts


def not_convicted(goal: dict, estimates: pd.DataFrame, year: int) -> tuple[Verdict, dict]:
    """Goal 2: exact test on the mature completers, with those who left counted out and counted in.

    The goal speaks of all who completed in its period: until the last of them has been followed for two years the
    verdict waits, and says which side the mature ones are on. If leaving decides the verdict, it is uncertain.
    """
    rows = estimates[(estimates["metric"].isin(SHARES)) & (estimates["group"] == COMPLETERS)]
    known = rows[rows["value"].notna()].drop_duplicates("metric", keep="last").set_index("metric")
    readable = goal["deadline"] + MATURES_AFTER
    if known.empty:
        withheld = (rows.get("status") == "withheld").any() if len(rows) else False
        return (undecidable("withheld") if withheld else not_yet(readable, reason="immature")), {}
    found = [
        share_verdict(int(row["numerator"]), int(row["denominator"]), goal["threshold"], goal["direction"])
        for row in known.to_dict("records")
    ]
    facts = _latest(known.reset_index().iloc[[0]])
    if pd.Timestamp(year, 12, 31) < readable:
        return not_yet(readable, found[0].side, "immature"), facts
    if len({verdict.state for verdict in found}) > 1:
        return found[0]._replace(state="uncertain", reason="left_decides"), facts
    return found[0], facts


def arrived(goal: dict, estimates: pd.DataFrame, year: int) -> tuple[Verdict, dict]:
    """Goal 3: all selected areas must be ordinær or better at the deadline."""
    rows = estimates[(estimates["metric"] == "safety_share_arrived") & (estimates["area"] == SELECTED_AREAS)]
    known = rows[rows["value"].notna()]
    if known.empty:
        return not_yet(goal["deadline"], reason="nothing_measured_yet"), {}
    latest = known.iloc[-1]
    verdict = count_verdict(latest["value"], goal["threshold"], goal["direction"], "complete_count")
    if year < goal["deadline"].year:
        return not_yet(goal["deadline"], verdict.side), _latest(known)
    if int(latest["period"][-4:]) < goal["deadline"].year:
        return undecidable("not_measured_at_deadline", verdict.side), _latest(known)
    return verdict, _latest(known)


def no_closures(goal: dict, estimates: pd.DataFrame, year: int) -> tuple[Verdict, dict]:
    """Goal 4: no closure at all, and every administration has reported; the first closure loses the goal."""
    rows = estimates[estimates["metric"] == "closures"]
    latest = rows.iloc[-1]
    if pd.isna(latest["value"]):
        return Verdict("not_yet", None, None, "reports_missing"), {}
    verdict = count_verdict(latest["value"], goal["threshold"], goal["direction"])
    if verdict.state == "not_met" or int(latest["period"][-4:]) >= goal["deadline"].year:
        return verdict, _latest(rows)
    return not_yet(goal["deadline"], verdict.side), _latest(rows)


def _latest(rows: pd.DataFrame) -> dict:
    """The last row as the evidence of a verdict."""
    if rows.empty:
        return {}
    names = ("row_id", "period", "area", "value", "numerator", "denominator", "ci_low", "ci_high", "unit", "basis")
    return {name: rows.iloc[-1].get(name) for name in names}


ON_REGISTERS = {
    "share_charged": charged,
    "share_not_convicted": not_convicted,
    "share_arrived": arrived,
    "closures": no_closures,
}
EVIDENCE_OF = {
    "share_charged": ("share_charged",),
    "share_not_convicted": SHARES,
    "share_arrived": ("safety_share_arrived",),
    "closures": ("closures",),
}
