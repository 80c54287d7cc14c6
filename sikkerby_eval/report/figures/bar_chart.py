"""A bar from zero for each row, with its value written beside it."""

import pandas as pd
from matplotlib.figure import Figure

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.drawing import COLOURS, INK, NARROW, wrapped
from sikkerby_eval.report.figures.framing import alternative_text, framed, headings, level_said
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html
from sikkerby_eval.report.text.numbers import Language


def bar_chart(
    published: PublishedTable,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    by: str = "area",
    target: float | None = None,
    sources: pd.DataFrame | None = None,
    name: str | None = None,
    language: Language = "da",
) -> Html:
    """Draw one bar from zero for each row, with its value written beside it.

    Parameters
    ----------
    by
        The column that names the bars; their order is the order of the rows.
    target
        Threshold in the unit of the values.
    name
        As for ``finding``: what the rows are called where their metric says too little of whom they count.
    """
    if published.frame.empty:
        return tables.nothing(language)
    title, subtitle = headings(published, by, title, subtitle, language, name=name)
    frame = published.frame
    labels = [tables.label(value, by, language) for value in frame[by]]

    def draw(figure: Figure, width: float):
        axes = figure.add_subplot()
        places = range(len(frame))[::-1]
        axes.barh(places, frame["value"].astype(float).fillna(0), color=COLOURS[0], height=0.66)
        for place, row in zip(places, frame.to_dict("records"), strict=True):
            axes.annotate(
                text.said(row, language),
                (float(row["value"]) if row["status"] == "shown" else 0, place),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                color=INK,
                # The line of a target would run through the number.
                bbox=None if target is None else {"facecolor": "white", "edgecolor": "none", "pad": 1},
            )
        axes.set_yticks(places, [wrapped(label, 18 if width == NARROW else 44) for label in labels], color=INK)
        axes.set_ylim(-0.6, len(frame) - 0.4)
        longest = max(float(frame["value"].fillna(0).max()), target or 0)
        axes.set_xlim(0, longest * (1.7 if width == NARROW else 1.15) or 1)
        axes.tick_params(left=False, bottom=False, labelbottom=False)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        if target is not None:
            axes.axvline(target, color=COLOURS[2], linestyle="--")

    table = tables.series_table(published, subtitle, rows=by, language=language)
    alt = alternative_text("bar_chart", title, published, by, target, language)
    lines = max(wrapped(label, 18).count("\n") + 1 for label in labels)
    wide, narrow = (0.12 + size * len(frame) for size in (0.34, max(0.34, 0.1 + 0.15 * lines)))
    levels = level_said(target, frame["unit"].iloc[0], language)
    return framed(draw, wide, published, title, subtitle, alt, table, sources, language, narrow=narrow, levels=levels)
