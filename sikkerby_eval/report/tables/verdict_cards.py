"""The answer first: each goal with its verdict in words and a symbol, its numbers, and one sentence why."""

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.judge.verdicts import READINGS, STATES
from sikkerby_eval.metrics.safety.one_over import TRUE_SHARE
from sikkerby_eval.report.tables.published import grid_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.verdict_words import GOAL_NAMES, SYMBOLS, TARGETS, reason
from sikkerby_eval.report.text.words import word

FOUND_IN_PART = ("2011", "2018", "2022")
"""Generations whose sources name more goals than the wordings that were found (``goals.csv``, notes)."""


def overview(goals: pd.DataFrame, verdicts: pd.DataFrame, language: Language = "da") -> Html:
    """Show every goal of the year with its verdict on the first screen.

    Parameters
    ----------
    goals
        Rows of ``goals.csv``.
    verdicts
        One row for each goal, from ``judge.goals.verdicts`` on published rows.

    Returns
    -------
    Html
        A list with one card for each goal, which links to the goal's details.
    """
    cards = []
    for goal, verdict in _pairs(goals, verdicts):
        latest = _latest(verdict, language)
        told = [f"{word('target', language).capitalize()}: ", target_of(goal, language), ". "]
        told += [f"{word('latest', language)}: ", latest, ". "] if latest else []
        cards.append(
            element(
                "li",
                element("h3", element("a", name_of(goal, language), href=f"#maal-{goal['goal_id']}")),
                element("p", badge(verdict, language)),
                element("p", *told, element("span", _why(verdict, language, short=True), class_="why")),
                element("p", _readings(verdict, language)) if pd.notna(verdict[READINGS[0]]) else "",
                class_="goal",
            )
        )
    return element("ol", *cards, class_="goals")


def details(
    goals: pd.DataFrame,
    verdicts: pd.DataFrame,
    publication: PublishedTable,
    administrations: pd.DataFrame,
    year: int,
    language: Language = "da",
) -> Html:
    """Show each goal in full: its text, baseline, latest number, target, deadline, who is responsible, and why.

    Parameters
    ----------
    goals, verdicts
        As for ``overview``.
    publication
        Published rows of the goals' measures, for the areas that a goal judges one by one.
    administrations
        ``code, name_da, name_en``.
    year
        The report's year: a revision of the programme after it is not told.
    """
    names = administrations.set_index("code")[f"name_{language}"]
    articles = []
    for goal, verdict in _pairs(goals, verdicts):
        quoted = element("blockquote", text.typeset(goal[f"text_{language}"], language))
        facts = {
            "verdict": joined([badge(verdict, language), " ", element("span", _why(verdict, language))]),
            "baseline": _baseline(goal, verdict, language),
            "latest": _latest(verdict, language) or word("missing", language),
            "threshold": target_of(goal, language),
            "deadline": element("span", text.date(goal["deadline"], language), class_="number"),
            "responsible": word("not_stated", language)
            if pd.isna(goal["administration"])
            else f"{names.get(goal['administration'], goal['administration'])} ({_role(goal, language)})",
            "adopted": _adopted(goal, year, language),
            "source": element("cite", text.danish(goal["source"], language)),
        }
        evidence = _area_table(goal, verdict, publication, language) if pd.notna(verdict["areas"]) else ""
        evidence = evidence or _one_over_by_chance(goal, publication, language)
        terms = [element("dt", word(key, language)) + element("dd", value) for key, value in facts.items()]
        articles.append(
            element(
                "article",
                element("h3", name_of(goal, language), id=f"maal-{goal['goal_id']}"),
                quoted,
                element("dl", *terms),
                evidence,
                class_="goal-details",
            )
        )
    told = SENTENCES["goals_not_found"][language]
    partly = [year for year in goals["generation"].unique() if year in FOUND_IN_PART]
    notes = [element("p", told.format(generation=year), class_="note") for year in partly]
    return joined([*articles, *notes])


def name_of(goal: dict, language: Language = "da") -> str:
    """Give the short name of what a goal is about; of two goals that share a measure, one has a name of its own."""
    key = goal["goal_id"] if goal["goal_id"] in GOAL_NAMES else goal["metric"]
    return GOAL_NAMES[key][language == "en"]


def target_of(goal: dict, language: Language = "da") -> Html:
    """Write the target of a goal in a few words, with its number."""
    yearly = goal["threshold_unit"] == "fraction_per_year"
    points = goal["reading"] == "percentage_points"
    unit = "percentage_points" if yearly or points else goal["threshold_unit"]
    kind = "yearly" if yearly else goal["reading"]
    if goal["threshold"] == 0:
        kind = "each_area" if points else "none" if goal["direction"] == "at_most" else kind
    elif goal["metric"] == "share_arrived" and goal["threshold"] == 1:
        kind = "all"
    return Html(TARGETS[kind, goal["direction"]][language == "en"]).format(
        threshold=_measured(goal["threshold"], unit, language), noun=word(unit, language) if kind == "none" else ""
    )


def _pairs(goals: pd.DataFrame, verdicts: pd.DataFrame):
    by_id = {row["goal_id"]: row for row in verdicts.to_dict("records")}
    return [(goal, by_id[goal["goal_id"]]) for goal in goals.to_dict("records")]


def _readings(verdict: dict, language: Language) -> Html:
    """How many readings of the goal end in each state, so that one reading is not taken for all of them."""
    counted = dict(zip(STATES, (verdict[name] for name in READINGS), strict=True))
    told = [
        Html(word("state_in", language)).format(state=word(state, language), readings=text.counted(count, language))
        for state, count in counted.items()
        if count
    ]
    total = text.counted(sum(counted.values()), language)
    return Html(word("readings_judged", language)).format(readings=total, told=joined(told, ", "))


def badge(verdict: dict, language: Language) -> Html:
    """The verdict in a symbol and in words."""
    state = verdict["state"]
    symbol = element("span", SYMBOLS[state], aria_hidden="true")
    return element("strong", symbol, f" {word(state, language)}", class_=f"verdict verdict-{state.replace('_', '-')}")


def _why(verdict: dict, language: Language, short: bool = False) -> str:
    """Why the verdict is as it is, from when it can be known, and the side of the target the number is on."""
    keys = [verdict[key] for key in ("reason", "method") if pd.notna(verdict[key])]
    said = [reason(key, language) for key in keys[:1] if not (short and pd.notna(verdict["from_when"]))]
    if pd.notna(verdict["from_when"]):
        said.append(SENTENCES["known_from"][language].format(day=text.date(verdict["from_when"], language)))
    if verdict["state"] in ("uncertain", "not_yet") and pd.notna(verdict["side"]):
        said.append(f"{word(verdict['side'], language).capitalize()}.")
    return " ".join(said)


def _latest(verdict: dict, language: Language):
    """The latest number with its interval and period, or how many areas are on target."""
    if pd.notna(verdict["areas_on_target"]):
        return Html(f"{word('areas_of', language)} ({text.period(verdict['period'], language)})").format(
            on_target=text.counted(verdict["areas_on_target"], language),
            judged=text.counted(verdict["areas_judged"], language),
        )
    if pd.isna(verdict["value"]):
        return ""
    row_id = verdict["row_id"] if pd.notna(verdict["row_id"]) else None  # a goal's own baseline stands in no table
    value = _measured(verdict["value"], verdict["unit"], language, row_id)
    # A complete count is judged on itself: limits beside it would seem to have a say.
    counted = verdict["method"] == "complete_count"
    bounds = "" if counted else text.interval(verdict["ci_low"], verdict["ci_high"], verdict["unit"], language)
    within = [f", {word('interval_95', language)} ", element("span", bounds, class_="number", data_row=row_id)]
    return joined([value, f" ({text.period(verdict['period'], language)})", *(within if bounds else [])])


def _area_table(goal: dict, verdict: dict, publication: PublishedTable, language: Language) -> Html:
    """The baseline and the later numbers of just the areas the goal is about."""
    rows = publication.select(metric=goal["metric"], area=verdict["areas"].split(";"))
    caption = f"{name_of(goal, language)}: {word('since_baseline', language)}"
    return grid_table(rows, caption, rows="area", columns="period", language=language)


def _one_over_by_chance(goal: dict, publication: PublishedTable, language: Language) -> Html:
    """Beside a limit that no area may pass: how often one passes it by chance alone."""
    rows = publication.select(metric="chance_one_area_over").frame
    if rows.empty or goal["reading"] != "count" or pd.isna(goal["area_threshold"]):
        return Html("")
    chance = rows.iloc[-1]
    fields = {"areas": "areas_measured", "answers": "answers_in_an_area", "chance": "chance_one_area_over"}
    told = {
        name: text.value_of(
            publication, publication.select(metric=metric, period=chance["period"]).frame["row_id"].iloc[0], language
        )
        for name, metric in fields.items()
    }
    told["period"] = text.value_of(publication, chance["row_id"], language, field="period")
    assumed = {"share": TRUE_SHARE, "limit": goal["area_threshold"]}
    told |= {name: _measured(value, "fraction", language) for name, value in assumed.items()}
    return text.sentence("one_over_by_chance", language, **told)


def _baseline(goal: dict, verdict: dict, language: Language) -> Html | str:
    value = verdict["baseline_value"]
    if pd.notna(verdict["areas"]):
        return word("own_baseline", language).format(period=goal["baseline_period"])
    if pd.isna(value):
        return word("missing", language)
    unit = verdict["unit"] if pd.notna(verdict["unit"]) else goal["threshold_unit"]
    return joined([_measured(value, unit, language), f" ({text.period(goal['baseline_period'], language)})"])


def _measured(value, unit: str, language: Language, row_id: str | None = None) -> Html:
    """A number with the noun it counts, where it counts something; a goal's own number stands in no table."""
    written = element("span", text.quantity(value, unit, language), class_="number", data_row=row_id)
    return written if unit in ("fraction", "percentage_points") else joined([written, " ", word(unit, language)])


def _role(goal: dict, language: Language) -> str:
    return word(goal["role"], language, default=goal["role"]) if pd.notna(goal["role"]) else ""


def _adopted(goal: dict, year: int, language: Language) -> str:
    days = [
        f"{word(column, language)} {text.date(goal[column], language)}"
        for column in ("adopted_oeu", "adopted_br", "revised")
        if pd.notna(goal[column]) and (column != "revised" or goal[column].year <= year)
    ]
    return "; ".join(days) or word("not_stated", language)
