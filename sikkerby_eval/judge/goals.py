"""Goals as dated rows, judged on estimates: which goals are in force, and what can be said of each."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from sikkerby_eval.data import reference
from sikkerby_eval.judge.register_verdicts import EVIDENCE_OF, ON_REGISTERS
from sikkerby_eval.judge.verdicts import (
    READINGS,
    Verdict,
    count_verdict,
    not_yet,
    share_verdict,
    undecidable,
)
from sikkerby_eval.metrics.estimates import FRACTION, WHOLE_CITY

EVIDENCE = ("row_id", "period", "value", "numerator", "denominator", "ci_low", "ci_high", "unit", "basis")
COLUMNS = (
    "goal_id",
    "generation",
    "metric",
    "state",
    "side",
    "reason",
    "from_when",
    "method",
    "area",
    "areas",
    "areas_judged",
    "areas_on_target",
    *READINGS,
    "baseline_period",
    "baseline_value",
    "target",
    *EVIDENCE,
)
NUMBERS = (
    *READINGS,
    "areas_judged",
    "areas_on_target",
    "baseline_value",
    "target",
    "value",
    "numerator",
    "denominator",
    "ci_low",
    "ci_high",
)


def in_force(goals: pd.DataFrame, year: int) -> pd.DataFrame:
    """Keep the goals that steered the programme on some day of a year, in their order.

    Parameters
    ----------
    goals
        Rows of ``goals.csv``: ``valid_from`` and ``valid_to`` (missing while no successor is known).
    year
        The report's year.
    """
    begun = goals["valid_from"] <= pd.Timestamp(year, 12, 31)
    unfinished = goals["valid_to"].isna() | (goals["valid_to"] >= pd.Timestamp(year, 1, 1))
    return goals[begun & unfinished]


def standing_for(goals: pd.DataFrame, year: int) -> dict[str, str]:
    """Say which goal stands for each at the end of a year: itself, or the one that replaced it; an ended one has none.

    Example: in 2010 goal 2010-3 stands for itself, from 2011 to 2014 goal 2011-1 stands for it, from 2015 none does.
    """
    last_day = pd.Timestamp(year, 12, 31)
    begun = goals[goals["valid_from"] <= last_day]
    now = set(begun.loc[begun["valid_to"].isna() | (begun["valid_to"] >= last_day), "goal_id"])
    after = begun.dropna(subset="replaced_by").set_index("goal_id")["replaced_by"].to_dict()
    found = {goal: goal if goal in now else after.get(goal) for goal in begun["goal_id"]}
    return {goal: stands for goal, stands in found.items() if stands in now}


def area_limit(goals: pd.DataFrame, metric: str) -> float | None:
    """Give the level that the goals of a year name for every area, where one of them is about the metric."""
    named = goals[goals["metric"] == metric]["area_threshold"].dropna()
    return float(named.iloc[0]) if len(named) else None


class CityTarget(NamedTuple):
    """What a drawing of the city's number marks of a goal: its level, and the year and number it starts from."""

    target: float | None = None
    baseline: tuple[str, float] | None = None


def city_target(goals: pd.DataFrame, metric: str) -> CityTarget:
    """Give the level that a goal of a year sets for the whole city's number, where one of them does.

    A goal that asks for a fall by a part of its baseline sets the level that is left of it.
    """
    for goal in goals[(goals["metric"] == metric) & (goals["area_rule"] == "whole_city")].to_dict("records"):
        start = goal["baseline_value"]
        known = None if pd.isna(start) else (str(goal["baseline_period"]), float(start))
        if goal["reading"] in ("absolute", "count"):
            return CityTarget(float(goal["threshold"]), known)
        if goal["reading"] == "relative_pct" and goal["direction"] == "fall" and known:
            return CityTarget(known[1] * (1 - goal["threshold"]), known)
    return CityTarget()


def verdicts(goals: pd.DataFrame, estimates: pd.DataFrame, year: int, readings: pd.DataFrame) -> pd.DataFrame:
    """Judge each goal on what was known by the end of a year.

    Parameters
    ----------
    goals
        Rows of ``goals.csv``.
    estimates
        Estimates of any metrics, best as they are published (``PublishedTable.frame``), so that no verdict rests on
        a number that is withheld; those named in a goal's ``metric`` are its evidence. Periods are years.
    year
        Nothing later than this year is used: a report for 2014 does not know 2017.
    readings
        Rows of ``goal_readings.csv``: the readings of a goal that can be understood in several ways.

    Returns
    -------
    DataFrame
        One row for each goal: ``goal_id, generation, metric``, ``state`` (met, not_met, uncertain, not_yet,
        undecidable), ``side`` (right, wrong), ``reason``, ``from_when``, ``method``, the area or the number of areas
        judged and on target, baseline, target, and the latest evidence with its unit and basis.

    Notes
    -----
    A share with its counts is judged by the exact binomial test; a complete count, and a published figure without
    its n, on the number itself. A goal about every area or every year is not met as soon as one known area or year
    misses it, and cannot be met while one is unknown. Source: the programme paper of 13 April 2010, annex 1, section
    5.1, and the later programmes' texts in ``goals.csv``.
    """
    rows = []
    for goal in goals.to_dict("records"):
        own = readings[readings["goal_id"] == goal["goal_id"]].assign(threshold=goal["threshold"])
        verdict, facts = _judged(goal | {"readings": own}, estimates, year)
        named = {name: goal[name] for name in ("goal_id", "generation", "metric")}
        rows.append(named | facts | verdict._asdict())
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    texts = [name for name in COLUMNS if name not in NUMBERS and name != "from_when"]
    types = dict.fromkeys(NUMBERS, "Float64") | dict.fromkeys(texts, "string") | {"from_when": "datetime64[s]"}
    return frame.astype(types)


def _evidence(goal: dict, estimates: pd.DataFrame, year: int) -> pd.DataFrame:
    """What was measured by the year, the goal's own baseline included, in the order of the years."""
    rows = estimates[estimates["value"].notna()]
    rows = rows.assign(year=rows["period"].str[-4:].astype(int))
    areas = _areas_of_the_city() if _rule(goal) == "areas" else {WHOLE_CITY}
    rows = rows[rows["area"].isin(areas) & (rows["year"] <= min(year, goal["deadline"].year))]
    baseline = pd.to_numeric(goal["baseline_period"], errors="coerce")
    unmeasured = pd.notna(goal["baseline_value"]) and baseline <= year and not (rows["year"] == baseline).any()
    if _rule(goal) in ("level", "every_year") and unmeasured:
        known = {"period": str(goal["baseline_period"]), "year": int(baseline), "value": goal["baseline_value"]}
        named = {"area": WHOLE_CITY, "basis": "published", "unit": estimates["unit"].iloc[0]}
        rows = pd.concat([rows, pd.DataFrame([known | named])])
    return rows.sort_values("year", kind="stable")


def _areas_of_the_city() -> set[str]:
    """Bydele and survey areas; smaller places that a source also names are not what a goal about bydele means."""
    return set(reference.safety_areas()["area"]) | set(reference.bydele()["bydel"])


def _judged(goal: dict, estimates: pd.DataFrame, year: int) -> tuple[Verdict, dict]:
    facts = {name: goal[name] for name in ("baseline_period", "baseline_value")} | {"target": goal["threshold"]}
    metrics = EVIDENCE_OF.get(goal["metric"], (goal["metric"],))
    measured = estimates[estimates["metric"].isin(metrics)]
    if measured.empty:
        return undecidable("never_measured"), facts
    if goal["metric"] in ON_REGISTERS:
        verdict, more = ON_REGISTERS[goal["metric"]](goal, estimates, year)
        return verdict, facts | more
    evidence = _evidence(goal, measured, year)
    if evidence.empty:
        return not_yet(goal["deadline"], reason="nothing_measured_yet"), facts
    latest = evidence.iloc[-1]
    facts |= {name: latest.get(name) for name in EVIDENCE} | {"area": latest["area"]}
    verdict, more = _RULES[_rule(goal)](goal, evidence)
    facts |= more
    if verdict.state == "not_met" and _cannot_be_mended(goal):
        return verdict, facts
    if year < goal["deadline"].year:
        return not_yet(goal["deadline"], verdict.side), facts
    if latest["year"] < goal["deadline"].year and verdict.state != "undecidable":
        return undecidable("not_measured_at_deadline", verdict.side), facts
    return verdict, facts


def _cannot_be_mended(goal: dict) -> bool:
    """A goal about every year of its period is lost with the first year that misses it."""
    return goal["threshold_unit"] == "fraction_per_year"


def _rule(goal: dict) -> str:
    points = goal["reading"] == "percentage_points"
    if points and goal["area_rule"] in ("every_bydel", "bydele_below_at_baseline"):
        return "areas"
    if goal["threshold_unit"] == "fraction_per_year":
        return "every_year"
    return "change" if points or goal["reading"] == "relative_pct" else "level"


def _level(goal: dict, evidence: pd.DataFrame) -> tuple[Verdict, dict]:
    """The latest number against the threshold."""
    latest, target, direction = evidence.iloc[-1], goal["threshold"], goal["direction"]
    if latest["unit"] == FRACTION and pd.notna(latest["denominator"]) and 0 < target < 1:
        return share_verdict(int(latest["numerator"]), int(latest["denominator"]), target, direction), {}
    counted = "complete_count" if pd.isna(goal["area_threshold"]) else "survey_count"
    method = "published_point" if latest["unit"] == FRACTION else counted
    return count_verdict(latest["value"], target, direction, method), {}


def _change(goal: dict, evidence: pd.DataFrame) -> tuple[Verdict, dict]:
    """The change since the baseline, relative or in points, against the threshold."""
    baseline = _baseline(goal, evidence)
    if baseline is None:
        return undecidable("baseline_missing"), {}
    latest = evidence.iloc[-1]
    if latest["year"] <= int(goal["baseline_period"]):
        return undecidable("not_measured_since_baseline"), {"baseline_value": baseline}
    moved = latest["value"] - baseline
    if goal["reading"] == "relative_pct":
        moved = moved / baseline
    towards = -moved if goal["direction"] == "fall" else moved
    method = "published_point" if latest["unit"] == FRACTION else "complete_count"
    return count_verdict(towards, goal["threshold"], "at_least", method), {"baseline_value": baseline}


def _every_year(goal: dict, evidence: pd.DataFrame) -> tuple[Verdict, dict]:
    """A fall of so much in every year since the baseline; a span of unknown years needs so much for each of them."""
    since = evidence[evidence["year"] >= int(goal["baseline_period"])]
    falls = -since["value"].diff().iloc[1:]
    spans = since["year"].diff().iloc[1:]
    if falls.empty:
        return undecidable("baseline_missing"), {}
    slack = 1e-9
    missed = bool((falls < goal["threshold"] * spans - slack).any())
    if missed:
        return Verdict("not_met", "wrong", "year_missed"), {}
    if (spans > 1).any():
        return undecidable("years_missing", "right"), {}
    return Verdict("met", "right", "published_point"), {}


def _areas(goal: dict, evidence: pd.DataFrame) -> tuple[Verdict, dict]:
    """Each area against its own baseline; where the goal says so, only areas below a level at the baseline."""
    no_single_number = dict.fromkeys(("area", "row_id", "value", "numerator", "denominator"))
    first = evidence[evidence["year"] == int(goal["baseline_period"])].set_index("area")["value"]
    if goal["area_rule"] == "bydele_below_at_baseline":
        first = first[first < goal["area_threshold"]]
    if first.empty:
        return undecidable("baseline_missing"), no_single_number
    facts = no_single_number | {"areas": ";".join(first.index), "areas_judged": len(first)}
    later = evidence[evidence["year"] > int(goal["baseline_period"])].groupby("area")[["value", "year"]].last()
    known = later.reindex(first.index).dropna()
    if known.empty:
        return undecidable("not_measured_since_baseline"), facts
    moved = known["value"] - first[known.index]
    towards = moved if goal["direction"] == "rise" else -moved
    facts["areas_on_target"] = int((towards > goal["threshold"]).sum())
    if facts["areas_on_target"] < len(known):
        return Verdict("not_met", "wrong", "published_point"), facts
    if len(known) < len(first):
        return undecidable("areas_missing", "right"), facts
    return Verdict("met", "right", "published_point"), facts


def _baseline(goal: dict, evidence: pd.DataFrame) -> float | None:
    measured = evidence[evidence["year"].astype(str) == str(goal["baseline_period"])]["value"]
    if len(measured):
        return float(measured.iloc[0])
    return None if pd.isna(goal["baseline_value"]) else float(goal["baseline_value"])


_RULES: dict[str, Callable[[dict, pd.DataFrame], tuple[Verdict, dict]]] = {
    "level": _level,
    "change": _change,
    "every_year": _every_year,
    "areas": _areas,
}
