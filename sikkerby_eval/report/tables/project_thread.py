"""The thread from a project to its goals: project, activity, action area, indicators, goals."""

from collections.abc import Collection

import pandas as pd

from sikkerby_eval.judge.goals import standing_for
from sikkerby_eval.report.tables.published import plain_table
from sikkerby_eval.report.tables.verdict_cards import name_of
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

COLUMNS = ("project", "owner", "activity", "action_area", "indicator_numbers", "goals_led_to")


def thread_table(
    projects: pd.DataFrame,
    areas: pd.DataFrame,
    activities: pd.DataFrame,
    indicators: pd.DataFrame,
    goals: pd.DataFrame,
    year: int,
    *,
    language: Language = "da",
) -> Html:
    """Show which goals each project is to lead to, through its action area, as the model of 2010 has it.

    Parameters
    ----------
    projects
        ``metrics.projects.named_projects``; those without an action area are counted and not shown.
    areas, activities, indicators
        Reference data: action areas with the goals they support or contribute to, activities, indicators.
    goals
        All goals; a goal that has been replaced by the year's end is named by the one that stands for it.
    """
    led_to = goals_of_areas(areas, goals, year, language=language)
    if not led_to:
        return element("p", SENTENCES["thread_over"][language], class_="note")
    placed = projects[projects["action_area"].notna()]
    names = areas.set_index("number")[f"name_{language}"]
    numbers = indicators.groupby("action_area")["number"].agg(lambda found: ", ".join(map(str, found)))
    figure = activities.set_index("number")["name_da"]
    nothing = word("not_stated", language)
    records = [
        {
            "project": text.danish(row["project"], language),
            "owner": word(row["administration"], language),
            "activity": text.danish(figure[row["activity"]], language) if pd.notna(row["activity"]) else nothing,
            "action_area": f"{row['action_area']}. {names[row['action_area']]}",
            "indicator_numbers": element("span", numbers.get(row["action_area"], nothing), class_="number"),
            "goals_led_to": led_to.get(row["action_area"], nothing),
        }
        for row in placed.sort_values("action_area", kind="stable").to_dict("records")
    ]
    caption = Html(SENTENCES["thread"][language]).format(
        placed=text.counted(len(placed), language), all=text.counted(len(projects), language)
    )
    table = plain_table(records, caption, {name: word(name, language) for name in COLUMNS}, language)
    return element("details", element("summary", caption), table)


def indicator_thread(
    numbers: Collection[int],
    projects: pd.DataFrame,
    areas: pd.DataFrame,
    indicators: pd.DataFrame,
    goals: pd.DataFrame,
    year: int,
    *,
    language: Language = "da",
) -> Html:
    """Show where some indicators belong: their action area, the projects placed in it, and the goals it leads to.

    Parameters
    ----------
    numbers
        The indicators that a page has numbers of.
    projects, areas, indicators, goals, year
        As for ``thread_table``.
    """
    led_to = goals_of_areas(areas, goals, year, language=language)
    if not led_to:
        return element("p", SENTENCES["thread_over"][language], class_="note")
    names = areas.set_index("number")[f"name_{language}"]
    chosen = indicators[indicators["number"].isin(numbers)]
    records = [
        {
            "number_and_text": text.printed(f"{row['number']}. {row[f'text_{language}']}", language),
            "action_area": f"{row['action_area']}. {names[row['action_area']]}",
            "projects_there": _listed(projects[projects["action_area"] == row["action_area"]]["project"], language),
            "goals_led_to": led_to.get(row["action_area"], word("not_stated", language)),
        }
        for row in chosen.to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, SENTENCES["thread_of_indicators"][language], heads, language)


def bydel_thread(
    sheets: pd.DataFrame | None,
    bydele: Collection[str],
    areas: pd.DataFrame,
    goals: pd.DataFrame,
    year: int,
    *,
    language: Language = "da",
) -> Html:
    """Show which projects work in some bydele, and which goals each is to lead to; nothing without fact sheets.

    Parameters
    ----------
    sheets
        The register ``projekter``; a project whose fact sheet names no bydel is not shown.
    bydele
        The bydele that the page is about, in its order.
    areas, goals, year
        As for ``thread_table``.
    """
    led_to = goals_of_areas(areas, goals, year, language=language)
    if sheets is None or not led_to:
        return Html("")
    of_year = sheets[(sheets["aar"] == year) & sheets["bydel"].isin(bydele)].drop_duplicates("projekt_id")
    if of_year.empty:
        return element("p", SENTENCES["no_projects_there"][language])
    places = {bydel: place for place, bydel in enumerate(bydele)}
    numbers = pd.to_numeric(of_year["indsatsomraade"].astype("string")).astype("Int64")
    rows = of_year.assign(action_area=numbers, place=of_year["bydel"].map(places).astype(int))
    records = [
        {
            "bydel": bydel,
            "projects_there": _listed(here["navn"], language),
            "goals_led_to": led_to.get(number, word("not_stated", language)),
        }
        for (_, bydel, number), here in rows.groupby(["place", "bydel", "action_area"], dropna=False)
    ]
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["thread_of_bydele"][language]
    return element("details", element("summary", caption), plain_table(records, caption, heads, language))


def _listed(names: pd.Series, language: Language) -> Html | str:
    """Name the projects once each; a list of deliveries may hold a name twice."""
    once = list(dict.fromkeys(names))
    return text.danish("; ".join(once), language) if once else word("none", language)


def goals_of_areas(areas: pd.DataFrame, goals: pd.DataFrame, year: int, *, language: Language = "da") -> dict[int, str]:
    """Name the goals that each action area is to lead to, by the goals that stand at the end of a year."""
    stands = standing_for(goals, year)
    rows = {goal["goal_id"]: goal for goal in goals.to_dict("records")}
    named = {goal: name_of(rows[now], language) for goal, now in stands.items()}
    listed = areas["goals_supported"].fillna("") + ";" + areas["goals_contributed"].fillna("")
    found = {
        number: "; ".join(named[goal] for goal in ids.split(";") if goal in named)
        for number, ids in zip(areas["number"], listed, strict=True)
    }
    return {number: goals for number, goals in found.items() if goals}
