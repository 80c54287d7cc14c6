"""The goals of all programmes on one time line, each with its verdict in a word and a symbol."""

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from sikkerby_eval.judge.breaks import on_axis
from sikkerby_eval.report.figures.drawing import COLOURS, GRID, INK, NARROW, QUIET, WIDE, wrapped
from sikkerby_eval.report.figures.framing import drawn_figure
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.tables.verdict_cards import name_of, target_of
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.verdict_words import SYMBOLS
from sikkerby_eval.report.text.words import word

ROOM = 0.25
"""What a further line of a name takes, in parts of the distance between two bars."""
_STATE_COLOURS = {"met": COLOURS[1], "not_met": COLOURS[2], "uncertain": COLOURS[3], "not_yet": COLOURS[0]}


def timeline(goals: pd.DataFrame, verdicts: pd.DataFrame, year: int, *, language: Language = "da") -> Html:
    """Draw every goal adopted by a year from its first day to its deadline, with the verdict known by that year.

    Parameters
    ----------
    goals
        Rows of ``goals.csv``.
    verdicts
        One row for each goal, judged on what was known by the year.
    year
        The report's year; goals of later programmes are not drawn.
    """
    known = goals[goals["valid_from"] <= pd.Timestamp(year, 12, 31)]
    rows = known.merge(verdicts[["goal_id", "state"]], on="goal_id", validate="one_to_one").to_dict("records")

    today = on_axis(pd.Timestamp(year, 12, 31))
    first, last = 2009.8, max(today, *(on_axis(goal["deadline"]) for goal in rows)) + 0.2

    def draw(figure: Figure, width: float):
        narrow = width == NARROW
        axes = figure.add_subplot()
        for place, goal in zip(_places(rows, width, language), rows, strict=True):
            start, end = on_axis(goal["valid_from"]), on_axis(goal["deadline"])
            colour = _STATE_COLOURS.get(goal["state"], QUIET)
            axes.add_patch(mpl.patches.Rectangle((start, -place), end - start, 0.26, facecolor=colour))
            late = (start + end) / 2 > (first + last) / 2
            axes.annotate(
                f"{_named(goal, width, language)}\n{_told(goal, language)}",
                (end if late else start, -place + 0.33),
                ha="right" if late else "left",
                va="bottom",
                fontsize=7.5 if narrow else 9,
                color=INK,
                in_layout=False,
            )
        axes.axvline(today, color=QUIET, linestyle=":", linewidth=1.2)
        axes.annotate(
            word("end_of_year", language).format(year=year),
            (today, 1),
            xycoords=("data", "axes fraction"),
            ha="right" if today > (first + last) / 2 else "left",
            va="top",
            color=QUIET,
            in_layout=False,
            fontsize=7.5 if narrow else 9,
        )
        axes.set_ylim(-_places(rows, width, language)[-1] - 0.2, 1 + ROOM)
        axes.set_xlim(first, last)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        years = range(2010, int(last), 4 if narrow else 2)
        axes.set_xticks([begun + 0.5 for begun in years], [str(begun) for begun in years])
        axes.set_xticks(years, minor=True)
        axes.grid(axis="x", which="minor", color=GRID, linewidth=0.7)
        axes.tick_params(axis="x", which="both", length=0)

    counts = pd.Series([goal["state"] for goal in rows]).value_counts()
    told = [
        joined([text.counted(counts[state], language), " ", word(state, language)])
        for state in SYMBOLS
        if state in counts
    ]
    title = Html(SENTENCES["goals_over_time"][language]).format(
        count=text.counted(len(rows), language), told=joined(told, ", ")
    )
    subtitle = SENTENCES["goals_over_time_drawn"][language]
    records = [
        {
            "goal": name_of(goal, language),
            "threshold": target_of(goal, language),
            "from": goal["valid_from"],
            "deadline": element("span", text.date(goal["deadline"], language), class_="number"),
            "verdict": _told(goal, language),
        }
        for goal in rows
    ]
    heads = {key: word(key, language) for key in ("goal", "threshold", "from", "deadline", "verdict")}
    table = tables.plain_table(records, subtitle, heads, language)
    spoken = "; ".join(
        f"{name_of(goal, language)}, {text.date(goal['deadline'], language)}: {word(goal['state'], language)}"
        for goal in rows
    )
    alt = f"{word('timeline', language)}: {text.spoken(title)}. {spoken}."
    heights = [
        0.35 + inch * (_places(rows, width, language)[-1] + ROOM + 1.2)
        for width, inch in ((WIDE, 0.55), (NARROW, 0.52))
    ]
    summary = element("summary", f"{word('numbers_behind', language)}: {subtitle}")
    return drawn_figure(draw, heights, title, subtitle, alt, element("details", summary, table), "")


def _places(rows: list[dict], width: float, language: Language) -> list[float]:
    """How far down each goal's bar stands: a name in more lines takes more room above its bar."""
    more = [ROOM * _named(goal, width, language).count("\n") for goal in rows]
    return [place + sum(more[: place + 1]) for place in range(len(rows))]


def _named(goal: dict, width: float, language: Language) -> str:
    named = f"{name_of(goal, language)}: {text.spoken(target_of(goal, language))}"
    return wrapped(named, 38 if width == NARROW else 75)


def _told(goal: dict, language: Language) -> str:
    return f"{SYMBOLS[goal['state']]} {word(goal['state'], language)}"
