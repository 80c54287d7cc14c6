"""Counts that a publication shows under several names, or as sums over several metrics."""

import itertools
from collections.abc import Iterable, Iterator

from sikkerby_eval.judge.disclosure.sums import OUTCOMES, STATE_AT_THE_END, last_year
from sikkerby_eval.metrics.estimates import WHOLE_CITY
from sikkerby_eval.metrics.recidivism.progress import FROM_PRISON, FROM_PRISON_GROUP, IN_THE_YEAR, SINCE

COUNT, BASE = "numerator", "denominator"
FLOW, FIRST_PHASE, STARTED, COMPLETED = "exit_flow", "fase henvist", "fase startet", "fase gennemfoert"
DIVIDED, BY_YEAR, REACHED_BY_YEAR = "exit_progress_by_", "exit_progress_by_year", "exit_reached_by_year"
REACHED_SINCE = "exit_reached_since"
STEPS = {
    "henviste → screenede": "fase screenet",
    "screenede → med plan": "fase plan",
    "med plan → startede": STARTED,
    "startede → gennemførte": COMPLETED,
}
"""Who is behind a median of days has reached the phase that the days lead to."""
YEARLY = (
    *((FLOW, phase, REACHED_BY_YEAR, f"{phase}{IN_THE_YEAR}") for phase in (FIRST_PHASE, *STEPS.values())),
    (FLOW, STARTED, "exit_started", "startede"),
    ("exit_progress_by_referrer", f"{FIRST_PHASE} · {FROM_PRISON}", "exit_referred_from_prison", FROM_PRISON_GROUP),
)
"""What is shown for all years together, and the same persons year by year under another name."""
WHOLES_OF_YEARS = frozenset((metric, group) for metric, group, _, _ in YEARLY)
LEVEL = "niveau "
REFERRED, TWO_YEARS_AFTER, YEARS_FOLLOWED = "henviste", "to år efter", 2
PHASE_OF_COHORT = {REFERRED: FIRST_PHASE, "startede": STARTED, "gennemførte": COMPLETED}
ENTERED = {cohort: (REACHED_BY_YEAR, f"{PHASE_OF_COHORT[cohort]}{IN_THE_YEAR}") for cohort in (REFERRED, "gennemførte")}
COHORT = f"verdict_{OUTCOMES[0]}", BASE
OTHER_COHORTS = ("not_convicted_left_excluded", "convicted_if_aged_at_completion")
"""Outcomes that are not shares of everybody in a cohort; who is in one does not depend on what is asked of them."""

Cell = tuple[tuple[str, str], tuple[str, str, str, str]]


def same_counts(rows: Iterable[tuple[str, tuple, bool]]) -> list[tuple[Cell, ...]]:
    """List the counts that equal another count, or the sum of others, under another metric or period.

    Parameters
    ----------
    rows
        Metric, context (period, area, age, group) and whether the row is of an earlier issue.

    Returns
    -------
    list
        Tuples of cells (metric and part, context): the first is the sum of the others.
    """
    there = {}
    for metric, context, is_old in rows:
        if not is_old or not STATE_AT_THE_END.match(metric) or (metric, context[3]) in WHOLES_OF_YEARS:
            there.setdefault(metric, {})[context] = None
    rules = _charges, _measured, _cases, _divided, _started, _since, _referred, _reached, _completed, _followed
    return sorted({found for rule in rules for found in rule(there)})


def when_it_was_counted(metric: str, period: str, group: str) -> tuple[str, str, int] | None:
    """Say under which metric and group, and at the end of which year, a report showed the base of today's number.

    Who had been referred, had started or had completed by then is the cohort that a later report follows.
    """
    until = last_year(period)
    if metric == "exit_measured" and group == TWO_YEARS_AFTER:
        return FLOW, COMPLETED, until - YEARS_FOLLOWED
    if of_one_cohort((metric, BASE)) != COHORT or group not in PHASE_OF_COHORT:
        return None
    return FLOW, PHASE_OF_COHORT[group], until


def of_one_cohort(family: tuple[str, str]) -> tuple[str, str]:
    """Name the base of a cohort's outcomes by the first of them; other counts keep their names."""
    metric, part = family
    event, _, outcome = metric.partition("_")
    is_cohort = part == BASE and event in ("verdict", "offence") and outcome not in OTHER_COHORTS
    return COHORT if is_cohort else family


def _charges(there) -> Iterator[tuple[Cell, ...]]:
    for period, area, age, group in there.get("share_of_charges", ()):
        share = period, area, age, group
        if (period, area, "10-25", group) in there.get("charges", ()):
            yield (("charges", COUNT), (period, area, "10-25", group)), (("share_of_charges", BASE), share)
        if share in there.get("charges", ()):
            yield (("charges", COUNT), share), (("share_of_charges", COUNT), share)


def _measured(there):
    for metric in ("exit_in_job_or_education", "exit_in_job_education_or_self_supporting"):
        for context in there.get(metric, ()):
            if context in there.get("exit_measured", ()):
                yield (("exit_measured", COUNT), context), ((metric, BASE), context)


def _cases(there):
    by_level = there.get("ssp_cases_by_level", ())
    for period, area, age, group in there.get("ssp_cases", ()):
        levels = [c for c in by_level if c[:2] == (period, area) and c[3].startswith(LEVEL)]
        if levels and area == WHOLE_CITY:
            parts = ((("ssp_cases_by_level", COUNT), level) for level in levels)
            yield (("ssp_cases", COUNT), (period, area, age, group)), *parts


def _divided(there):
    """Who is told of two years after is divided by year, track and referrer."""
    for metric in (name for name in there if name.startswith(DIVIDED) and name != BY_YEAR):
        for context in there[metric]:
            if context in there.get(BY_YEAR, ()):
                yield ((BY_YEAR, COUNT), context), ((metric, COUNT), context)
    for *where, group in there.get(BY_YEAR, ()):
        arrived = (*where, f"{group}{IN_THE_YEAR}")
        if group == FIRST_PHASE and arrived in there.get(REACHED_BY_YEAR, ()):
            yield ((REACHED_BY_YEAR, COUNT), arrived), ((BY_YEAR, COUNT), (*where, group))


def _since(there):
    """Whoever had reached a phase two years after has reached it at the end of the report's year too."""
    for period, *where, group in there.get(REACHED_SINCE, ()):
        phase, until = (*where, group.removesuffix(SINCE)), last_year(period) - YEARS_FOLLOWED
        then = [c for c in there.get(BY_YEAR, ()) if c[1:] == phase and "–" in c[0] and last_year(c[0]) <= until]
        now, since = (period, *phase), ((REACHED_SINCE, COUNT), (period, *where, group))
        if then and now in there.get(FLOW, ()):
            told = max(then, key=lambda context: last_year(context[0]))
            yield ((FLOW, COUNT), now), ((BY_YEAR, COUNT), told), since


def _started(there):
    for metric, group, yearly, label in YEARLY:
        years = [c for c in there.get(yearly, ()) if c[3] == label and c[0].isdecimal()]
        wholes = [context for context in there.get(metric, ()) if context[3] == group and "–" in context[0]]
        for whole in wholes:
            parts = [year for year in years if int(year[0]) <= last_year(whole[0])]
            if parts:
                yield ((metric, COUNT), whole), *(((yearly, COUNT), part) for part in parts)
        for shorter, longer in itertools.pairwise(sorted(wholes, key=lambda whole: last_year(whole[0]))):
            since = [year for year in years if last_year(shorter[0]) < int(year[0]) <= last_year(longer[0])]
            yield ((metric, COUNT), longer), ((metric, COUNT), shorter), *(((yearly, COUNT), year) for year in since)


def _referred(there):
    known = _flows(there, FIRST_PHASE)
    for context in there.get("exit_target_group", ()):
        if known and context[3] == REFERRED and not context[0].isdecimal():
            widest = max(known, key=lambda flow: last_year(flow[0]))
            yield ((FLOW, COUNT), widest), (("exit_target_group", COUNT), context)


def _reached(there):
    for period, area, age, group in there.get("exit_days_to_next", ()):
        phase = (period, area, age, STEPS.get(group))
        if phase in there.get(FLOW, ()):
            yield ((FLOW, COUNT), phase), (("exit_days_to_next", COUNT), (period, area, age, group))


def _completed(there):
    for whole in _flows(there, COMPLETED):
        for metric, groups in (
            ("exit_longer_than_two_years", ("gennemførte",)),
            ("exit_measured", ("første kontakt", "afslutning")),
        ):
            for context in there.get(metric, ()):
                if context[3] in groups and last_year(context[0]) == last_year(whole[0]):
                    yield ((FLOW, COUNT), whole), ((metric, BASE), context)


def _followed(there):
    cohorts = (context for metric in there if of_one_cohort((metric, BASE)) == COHORT for context in there[metric])
    for whole in dict.fromkeys(cohorts):
        entered, label = ENTERED.get(whole[3], ("exit_started", whole[3]))
        years = [c for c in there.get(entered, ()) if c[3] == label and c[0].isdecimal()]
        parts = [year for year in years if int(whole[0][:4]) <= int(year[0]) <= last_year(whole[0])]
        if parts:
            yield (COHORT, whole), *(((entered, COUNT), part) for part in parts)


def _flows(there, phase):
    return [context for context in there.get(FLOW, ()) if context[3] == phase]
