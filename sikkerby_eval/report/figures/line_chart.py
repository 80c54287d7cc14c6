"""A line for each series over years or quarters, with intervals, target and breaks."""

import pandas as pd
from matplotlib.figure import Figure

from sikkerby_eval.judge.breaks import no_breaks
from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.bar_chart import bar_chart
from sikkerby_eval.report.figures.drawing import (
    COLOURS,
    NARROW,
    draw_series,
    label_ends,
    mark_baseline,
    mark_breaks,
    mark_target,
    value_axis,
    year_axis,
)
from sikkerby_eval.report.figures.framing import alternative_text, break_notes, framed, headings, highest, level_said
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text.markup import Html, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.words import word


def line_chart(
    published: PublishedTable,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    series: str = "area",
    target: float | None = None,
    baseline: tuple[str, float] | None = None,
    breaks: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    language: Language = "da",
) -> Html:
    """Draw how a number moved over years or quarters, with intervals, target line and marked breaks.

    One period alone has not moved: its numbers are drawn as bars.

    Parameters
    ----------
    published
        Rows of one metric with one unit; ``period`` is a year or a quarter (2010K1).
    title, subtitle
        The finding, and what is drawn; computed from the rows where not given.
    series
        The column whose values make one line each; at most four.
    target
        Threshold in the unit of the values.
    baseline
        The year and the number that a goal starts from, drawn as an open circle where no row has that year.
    breaks
        Rows of the register of breaks: ``date``, ``precision``, ``consequence``, ``text_da``, ``text_en``.
    sources
        Published rows (``indicator, area, period, source``); those that are drawn are named.

    Raises
    ------
    ValueError
        If there are more than four series: small multiples show them better.
    """
    if published.frame.empty:
        return tables.nothing(language)
    if len(published.frame["period"].unique()) == 1:
        return bar_chart(published, title=title, by=series, target=target, sources=sources, language=language)
    title, subtitle = headings(published, series, title, subtitle, language, breaks)
    frame = published.frame
    names = list(dict.fromkeys(frame[series]))
    if len(names) > len(COLOURS):
        raise ValueError(f"a line chart shows at most {len(COLOURS)} series, here are {len(names)}")
    unit = frame["unit"].iloc[0]
    start = None if baseline is None or baseline[0] in set(frame["period"]) else baseline
    marked = no_breaks() if breaks is None else breaks.sort_values("date")

    def draw(figure: Figure, width: float):
        axes, ends = figure.add_subplot(), {}
        for style, name in enumerate(names):
            rows = frame[frame[series] == name]
            draw_series(axes, rows, style, breaks=marked)
            if len(names) > 1 and rows["value"].notna().any():
                ends[style] = rows[rows["value"].notna()].iloc[-1]
        mark_baseline(axes, start)
        mark_target(axes, target, unit, language)
        mark_breaks(axes, marked)
        value_axis(axes, max(highest(frame, target), start[1] if start else 0), unit, language)
        year_axis(axes, 4 if width == NARROW else 9)
        # Labels keep their distance on the axis as it ends up.
        label_ends(
            axes, {style: (word(names[style], language, default=names[style]), row) for style, row in ends.items()}
        )

    table = (
        tables.series_table(published, subtitle, language=language)
        if len(names) == 1
        else tables.grid_table(published, subtitle, rows="period", columns=series, language=language)
    )
    alt = alternative_text("line_chart", title, published, series, target, language)
    levels = [level_said(target, unit, language)]
    levels += [level_said(start[1], unit, language, "open_circle", year=start[0])] if start else []
    notes, levels = break_notes(marked, language), joined([said for said in levels if said], "; ")
    return framed(draw, 3.6, published, title, subtitle, alt, table, sources, language, notes, levels=levels)
