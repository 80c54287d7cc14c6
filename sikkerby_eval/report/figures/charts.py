"""Figures as people see, hear and download them: a drawing, a text that carries its numbers, and a table.

Each function draws the same published table twice, for a wide and a narrow screen, and puts its numbers in a table
under the drawing. The drawing's alternative text is computed from the same rows.
"""

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.metrics.estimates import EVERYBODY
from sikkerby_eval.report.figures.drawing import (
    COLOURS,
    INK,
    NARROW,
    QUIET,
    axis_format,
    draw_series,
    label_ends,
    mark_breaks,
    mark_target,
    value_axis,
    wrapped,
    year_axis,
    year_of,
)
from sikkerby_eval.report.figures.framing import alternative_text, framed
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.findings import areas_moved, few_areas, finding
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import word

NO_BREAKS = pd.DataFrame({"date": pd.to_datetime([]), "precision": [], "consequence": []})


def line_chart(
    published: PublishedTable,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    series: str = "area",
    target: float | None = None,
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
    title, subtitle = _headings(published, series, title, subtitle, language, breaks)
    frame = published.frame
    names = list(dict.fromkeys(frame[series]))
    if len(names) > len(COLOURS):
        raise ValueError(f"a line chart shows at most {len(COLOURS)} series, here are {len(names)}")
    unit = frame["unit"].iloc[0]
    marked = breaks.sort_values("date") if breaks is not None else NO_BREAKS

    def draw(figure: Figure, width: float):
        axes, ends = figure.add_subplot(), {}
        for style, name in enumerate(names):
            rows = frame[frame[series] == name]
            draw_series(axes, rows, style, breaks=marked)
            if len(names) > 1 and rows["value"].notna().any():
                ends[style] = rows[rows["value"].notna()].iloc[-1]
        mark_breaks(axes, marked)
        mark_target(axes, target, unit, language)
        value_axis(axes, _highest(frame, target), unit, language)
        year_axis(axes, 4 if width == NARROW else 9)
        # Labels keep their distance on the axis as it ends up.
        label_ends(
            axes, {style: (word(names[style], language, default=names[style]), row) for style, row in ends.items()}
        )

    notes = [
        element(
            "li",
            text.dated(row.date, row.precision, language),
            ": ",
            text.typeset(getattr(row, f"text_{language}"), language),
        )
        for row in marked.itertuples(index=False)
    ]
    legend = element("div", element("p", word("breaks_marked", language)), element("ol", *notes), class_="note")
    table = (
        tables.series_table(published, subtitle, language=language)
        if len(names) == 1
        else tables.grid_table(published, subtitle, rows="period", columns=series, language=language)
    )
    alt = alternative_text("line_chart", title, published, series, target, language)
    return framed(draw, 3.6, published, title, subtitle, alt, table, sources, language, legend if notes else None)


def bar_chart(
    published: PublishedTable,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    by: str = "area",
    target: float | None = None,
    sources: pd.DataFrame | None = None,
    language: Language = "da",
) -> Html:
    """Draw one bar from zero for each row, with its value written beside it.

    Parameters
    ----------
    by
        The column that names the bars; their order is the order of the rows.
    """
    if published.frame.empty:
        return tables.nothing(language)
    title, subtitle = _headings(published, by, title, subtitle, language)
    frame = published.frame
    labels = [tables.label(name, by, language) for name in frame[by]]

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
    return framed(draw, wide, published, title, subtitle, alt, table, sources, language, narrow=narrow)


def small_multiples(
    published: PublishedTable,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    limit: float | None = None,
    sources: pd.DataFrame | None = None,
    language: Language = "da",
) -> Html:
    """Draw one small line chart for each area on a common scale, to show how each has moved.

    Parameters
    ----------
    published
        Rows of one metric; of one period only, there is no movement, and nothing is drawn.
    limit
        The level that a goal names for every area, drawn in each chart.
    """
    frame = published.frame
    if len(frame["period"].unique()) < 2:
        return Html("")
    subject, drawn = METRICS[frame["metric"].iloc[0]][language]
    title = title or areas_moved(published, subject, language)
    subtitle = subtitle or f"{drawn}, {word('by_area', language)}"
    unit = frame["unit"].iloc[0]
    if limit is not None:
        dashed = SENTENCES["dashed_line"][language].format(limit=text.quantity(limit, unit, language))
        subtitle = f"{subtitle}; {dashed}"
    names = tables.in_order(frame["area"], "area")
    years = frame["period"].map(year_of).astype(float)
    top = _highest(frame, limit) * 1.2

    def draw(figure: Figure, width: float):
        columns = 2 if width == NARROW else 4
        grid = figure.subplots(-(-len(names) // columns), columns, sharex=True, sharey=True, squeeze=False)
        for axes, name in zip(grid.flat, names, strict=False):
            rows = frame[frame["area"] == name]
            draw_series(axes, rows, size=3.5)
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
        narrow=0.5 + 1.3 * -(-len(names) // 2),
    )


def tile_map(
    published: PublishedTable,
    tiles: pd.DataFrame,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    sources: pd.DataFrame | None = None,
    language: Language = "da",
) -> Html:
    """Draw each area of the city as a tile in roughly its place, with its number written on it.

    Parameters
    ----------
    published
        One row for each area, of one metric and one period.
    tiles
        ``area``, ``row`` and ``column`` of each tile; areas without a value are drawn and say so.
    """
    if published.frame.empty:
        return tables.nothing(language)
    title, subtitle = _headings(
        published, "area", title or few_areas(published, len(tiles), language), subtitle, language
    )
    frame = published.frame.set_index("area")
    low, high = float(frame["value"].min()), float(frame["value"].max())
    shades = mpl.colormaps["Blues"]

    def draw(figure: Figure, width: float):
        axes = figure.add_subplot()
        for tile in tiles.itertuples(index=False):
            row = frame.loc[tile.area] if tile.area in frame.index else None
            known = row is not None and row["status"] == "shown"
            depth = 0.12 + 0.38 * ((float(row["value"]) - low) / (high - low or 1)) if known else 0
            axes.add_patch(
                mpl.patches.Rectangle(
                    (tile.column, -tile.row),
                    0.96,
                    0.94,
                    facecolor=shades(depth) if known else "white",
                    edgecolor=QUIET,
                    linestyle="-" if known else ":",
                )
            )
            written = word("missing", language) if row is None else text.said(row, language)
            size, letters = (6.6, 10) if width == NARROW else (9, 14)
            hyphenated = tile.area.replace("Christianshavn", "Christians-havn") if width == NARROW else tile.area
            name = wrapped(hyphenated, letters)
            axes.text(tile.column + 0.48, -tile.row + 0.64, name, ha="center", va="center", fontsize=size)
            axes.text(
                tile.column + 0.48,
                -tile.row + 0.22,
                written,
                ha="center",
                va="center",
                fontsize=size + 1.4,
                fontweight="bold",
            )
        axes.set_xlim(tiles["column"].min() - 0.05, tiles["column"].max() + 1.05)
        axes.set_ylim(-tiles["row"].max() - 0.05, -tiles["row"].min() + 1.05)
        axes.set_axis_off()

    table = tables.series_table(published, subtitle, rows="area", language=language)
    alt = alternative_text("tile_map", title, published, "area", None, language)
    height = 0.82 * (tiles["row"].max() - tiles["row"].min() + 1)
    return framed(draw, height, published, title, subtitle, alt, table, sources, language, narrow=0.7 * height)


def _headings(published: PublishedTable, key: str, title, subtitle, language: Language, breaks=None):
    """The finding and what is drawn: the metric, whose it is, and the period where there is one only."""
    frame = published.frame
    drawn = [METRICS[frame["metric"].iloc[0]][language][1]]
    if key != "group" or len(frame["group"].unique()) == 1:
        drawn += [word(name, language, default=name) for name in frame["group"].unique() if name != EVERYBODY]
    if key == "area" and len(frame["area"].unique()) > 1:
        drawn.append(word("by_area", language))
    if len(frame["period"].unique()) == 1:
        drawn.append(text.period(frame["period"].iloc[0], language))
    return title or finding(published, key, language, breaks), subtitle or ", ".join(drawn)


def _highest(frame: pd.DataFrame, target: float | None) -> float:
    return max(float(frame[["value", "ci_high"]].max().max()), target or 0)
