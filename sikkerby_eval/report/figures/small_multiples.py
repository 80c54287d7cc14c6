"""One small line chart for each area, all on the same scale."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sikkerby_eval.judge.breaks import no_breaks, on_axis, year_of
from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.metrics.published import DOUBTFUL
from sikkerby_eval.report.figures.drawing import COLOURS, INK, NARROW, QUIET, axis_format, draw_series
from sikkerby_eval.report.figures.framing import alternative_text, break_notes, framed, highest, level_said
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.findings import areas_moved
from sikkerby_eval.report.text.markup import Html
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS
from sikkerby_eval.report.text.words import word


def small_multiples(
    published: PublishedTable,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    limit: float | None = None,
    breaks: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    language: Language = "da",
) -> Html:
    """Draw one small line chart for each area on a common scale, to show how each has moved.

    Parameters
    ----------
    published
        Rows of one metric; where no area is known for certain in two periods there is no movement, and nothing is
        drawn.
    limit
        The level that a goal names for every area, drawn in each chart.
    breaks
        As for ``line_chart``: marked in each chart, and told beneath.
    """
    frame = published.frame
    known = frame[(frame["status"] == "shown") & (frame["method"] != DOUBTFUL)]
    if known.empty or known.groupby("area").size().max() < 2:
        return Html("")
    subject, drawn = METRICS[frame["metric"].iloc[0]][language]
    title = title or areas_moved(published, subject, language)
    subtitle = subtitle or f"{drawn}, {word('by_area', language)}"
    unit = frame["unit"].iloc[0]
    names = tables.in_order(frame["area"], "area")
    years = frame["period"].map(year_of).astype(float)
    top = highest(frame, limit) * 1.2
    marked = no_breaks() if breaks is None else breaks.sort_values("date")

    def draw(figure: Figure, width: float):
        columns = 2 if width == NARROW else 4
        grid = figure.subplots(-(-len(names) // columns), columns, sharex=True, sharey=True, squeeze=False)
        for axes, name in zip(grid.flat, names, strict=False):
            rows = frame[frame["area"] == name]
            draw_series(axes, rows, size=3.5, breaks=marked)
            for day in marked["date"].map(on_axis):
                axes.axvline(day, color=QUIET, linestyle=":", linewidth=0.9)
            size = 7.5 if width == NARROW else 9
            if rows["value"].notna().any():
                last = rows[rows["value"].notna()].iloc[-1]
                axes.set_title(text.said(last, language), fontsize=size, loc="right", fontweight="bold")
            if limit is not None:
                axes.axhline(limit, color=COLOURS[2], linestyle="--", linewidth=1)
            axes.set_title(word(name, language, default=name), fontsize=size, loc="left", color=INK)
            axes.set_ylim(0, top)
            axes.set_xlim(years.min() - 0.5, years.max() + 0.7)
            axes.xaxis.set_major_locator(MaxNLocator(nbins=2, integer=True))
            axes.yaxis.set_major_locator(MaxNLocator(nbins=3))
            axes.yaxis.set_major_formatter(axis_format(unit, language))
        for axes in grid.flat[len(names) :]:
            axes.set_axis_off()
        for axes in grid.flat[max(0, len(names) - columns) : len(names)]:
            axes.tick_params(labelbottom=True)

    table = tables.grid_table(published, subtitle, rows="area", columns="period", language=language)
    alt = alternative_text("small_multiples", title, published, "area", None, language)
    rows = -(-len(names) // 4)
    return framed(
        draw,
        0.5 + 1.25 * rows,
        published,
        title,
        subtitle,
        alt,
        table,
        sources,
        language,
        break_notes(marked, language),
        narrow=0.5 + 1.3 * -(-len(names) // 2),
        levels=level_said(limit, unit, language),
    )
