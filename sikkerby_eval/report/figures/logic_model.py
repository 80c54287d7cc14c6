"""The programme's model: six action areas, what they assume and do, and the goals they are to lead to."""

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from sikkerby_eval.report.figures.drawing import COLOURS, INK, NARROW, QUIET, wrapped
from sikkerby_eval.report.figures.framing import drawn_figure
from sikkerby_eval.report.tables.published import plain_table
from sikkerby_eval.report.tables.verdict_cards import name_of
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

LINKS = {"supports": ("goals_supported", "-"), "contributes": ("goals_contributed", "--")}
AREA_HEIGHT, GOAL_HEIGHT = 0.84, 1.1


def logic_model(
    areas: pd.DataFrame,
    activities: pd.DataFrame,
    indicators: pd.DataFrame,
    goals: pd.DataFrame,
    *,
    language: Language = "da",
) -> Html:
    """Draw the action areas and the goals they support or contribute to, and say it all in a table underneath.

    Parameters
    ----------
    areas, activities, indicators
        Reference data: action areas with their hypotheses and goals, activities and indicators by action area.
    goals
        Rows of ``goals.csv`` of the programme of 2010.

    Returns
    -------
    Html
        A figure whose alternative text names every link, and a table with each area's assumption, activities,
        indicators and goals. How an activity is financed was a colour in the paper and is not told.

    Source: the programme paper of 13 April 2010, annex 1, section 3.
    """
    names = {goal["goal_id"]: name_of(goal, language) for goal in goals.to_dict("records")}
    places = {goal: (len(areas) - 1) * at / max(1, len(names) - 1) for at, goal in enumerate(names)}
    numbers = indicators.groupby("action_area")["number"].agg(lambda found: ", ".join(map(str, found)))

    def draw(figure: Figure, width: float):
        narrow = width == NARROW
        axes = figure.add_subplot()
        size = 6.2 if narrow else 8.5
        for place, area in enumerate(areas.to_dict("records")):
            short = word(f"indsatsomraade_{area['number']}", language)
            name = f"{short} ({numbers.get(area['number'], '–')})".replace(", ", ",\u00a0")
            _box(axes, 0, place, 0.44, AREA_HEIGHT, wrapped(name, 19 if narrow else 44), COLOURS[0], size)
            for column, style in LINKS.values():
                for goal in _ids(area[column]):
                    line = {"linestyle": style, "linewidth": 1.3, "color": QUIET}
                    axes.plot([0.44, 0.62], [-place, -places[goal]], **line)
        for goal, place in places.items():
            _box(axes, 0.62, place, 0.38, GOAL_HEIGHT, wrapped(names[goal], 17 if narrow else 32), COLOURS[2], size)
        axes.set_xlim(-0.01, 1.01)
        axes.set_ylim(-len(areas) + 0.2, 0.75)
        axes.set_axis_off()

    counts = {"areas": text.counted(len(areas), language), "goals": text.counted(len(names), language)}
    title = Html(SENTENCES["logic_model"][language]).format(**counts)
    links = [
        f"{area[f'name_{language}']}: {word(kind, language).lower()} {text_of_goals}"
        for area in areas.to_dict("records")
        for kind, (column, _) in LINKS.items()
        if (text_of_goals := ", ".join(names[goal] for goal in _ids(area[column])))
    ]
    alt = f"{word('logic_model', language)}: {text.spoken(title)}. {'; '.join(links)}."
    records = [_in_words(area, activities, indicators, names, language) for area in areas.to_dict("records")]
    loose = activities.loc[activities["action_area"].isna(), "name_da"]
    unplaced = dict.fromkeys(records[0], word("not_stated", language))
    records.append(unplaced | {"action_area": word("without_area", language), "activities": _danish(loose, language)})
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["logic_model_words"][language]
    words = element("details", element("summary", caption), plain_table(records, caption, heads, language))
    heights = 0.58 * len(areas) + 0.5, 0.75 * len(areas) + 0.5
    source = joined([f"{word('source', language)}: ", text.danish(areas["source"].iloc[0], language), "."])
    return drawn_figure(draw, heights, title, SENTENCES["logic_model_drawn"][language], alt, words, source)


def _box(axes, left, place, width, height, written, colour, size):
    box = mpl.patches.Rectangle(
        (left, -place - height / 2), width, height, facecolor="white", edgecolor=colour, linewidth=1.4
    )
    axes.add_patch(box)
    axes.text(left + width / 2, -place, written, ha="center", va="center", fontsize=size, color=INK)


def _ids(listed) -> list[str]:
    return listed.split(";") if pd.notna(listed) else []


def _in_words(area: dict, activities, indicators, names, language: Language) -> dict:
    number = area["number"]
    mine = indicators[indicators["action_area"] == number].to_dict("records")
    aimed_at = area[f"target_group_{language}"]
    told = {
        "action_area": f"{number}. {area[f'name_{language}']}",
        "hypothesis": area[f"hypothesis_{language}"],
        "aimed_at": text.printed(aimed_at, language) if pd.notna(aimed_at) else aimed_at,
        "activities": _danish(activities.loc[activities["action_area"] == number, "name_da"], language),
        "indicators": text.printed("; ".join(f"{row['number']}. {row[f'text_{language}']}" for row in mine), language),
    }
    goals = {kind: "; ".join(names[goal] for goal in _ids(area[column])) for kind, (column, _) in LINKS.items()}
    return told | {kind: said or word("none", language) for kind, said in goals.items()}


def _danish(names: pd.Series, language: Language):
    return text.danish("; ".join(names), language)
