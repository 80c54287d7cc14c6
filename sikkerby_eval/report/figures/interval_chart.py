"""A point and its interval for each of many areas or groups, so that a ranking shows how little it rests on."""

from matplotlib.figure import Figure

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.drawing import COLOURS, GRID, INK, NARROW, QUIET, axis_format
from sikkerby_eval.report.figures.framing import alternative_text, framed, level_said
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.findings import finding
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import UNITS, word

ROOM = 1.25
"""How far beyond the highest number the axis goes; an interval that goes further ends in an arrow."""


def interval_chart(
    published: PublishedTable,
    *,
    by: str = "area",
    title: str | None = None,
    emphasis: tuple[str, ...] = (),
    target: float | None = None,
    sources=None,
    language: Language = "da",
) -> Html:
    """Draw one point with its interval for each area or group, in the order of the rows.

    Parameters
    ----------
    published
        Rows of one metric and one unit; where they are of several periods, each row's name says which.
    by
        The column that names the rows.
    title
        The finding; computed from the rows where not given.
    emphasis
        Names that are bold and whose marker is a square.
    target
        Threshold in the unit of the values.
    sources
        Published rows (``indicator, area, period, source``); those that are drawn are named.
    """
    frame = published.frame
    if frame.empty:
        return tables.nothing(language)
    unit = frame["unit"].iloc[0]
    edge = max(float(frame["value"].fillna(0).max()), target or 0) * ROOM or 1
    lowest = 0.0
    if changes := UNITS[unit][0] == "points":
        # A change may be below zero, and the whole of its interval says whether it is.
        lowest, edge = _whole_range(frame)
    names = [tables.label(name, by, language) for name in frame[by]]
    periods = [text.period(period, language) for period in frame["period"]]
    if len(set(periods)) > 1:
        names = [f"{name}, {period}" for name, period in zip(names, periods, strict=True)]

    def draw(figure: Figure, width: float):
        axes = figure.add_subplot()
        places = range(len(frame))[::-1]
        for place, row in zip(places, frame.to_dict("records"), strict=True):
            told = row[by] in emphasis
            colour, marker = (COLOURS[2], "s") if told else (COLOURS[0], "o")
            if row["status"] != "shown":
                continue
            axes.plot(float(row["value"]), place, marker, color=colour, markersize=6 if told else 4.5)
            if not (row["ci_low"] is None or str(row["ci_low"]) == "<NA>"):
                high = float(row["ci_high"])
                axes.hlines(place, float(row["ci_low"]), min(high, edge), color=colour, linewidth=1.6 if told else 1)
                if high > edge:
                    axes.plot(edge, place, ">", color=colour, markersize=5, clip_on=False)
        if target is not None:
            axes.axvline(target, color=COLOURS[2], linestyle="--", linewidth=1)
        ticks = axes.set_yticks(places, names, color=INK, fontsize=7.5 if width == NARROW else 8.5)
        for tick, name in zip(ticks, frame[by], strict=True):
            tick.label1.set_fontweight("bold" if name in emphasis else "normal")
        if changes:
            axes.axvline(0, color=QUIET, linewidth=1)
        axes.set_xlim(lowest, edge)
        axes.set_ylim(-0.8, len(frame) - 0.2)
        axes.xaxis.set_major_formatter(axis_format(unit, language))
        axes.grid(axis="x", color=GRID, linewidth=0.7)
        axes.tick_params(length=0)
        axes.spines["left"].set_color(QUIET)

    title = title or finding(published, by, language)
    drawn = [METRICS[frame["metric"].iloc[0]][language][1], *dict.fromkeys(periods if len(set(periods)) == 1 else [])]
    # A ratio is held against no change, which nobody has set as a target.
    line = word("dashed_unchanged", language) if unit == "ratio" and target else level_said(target, unit, language)
    subtitle = ", ".join(drawn)
    table = tables.series_table(published, subtitle, rows=by, language=language)
    alt = alternative_text("interval_chart", title, published, by, None if unit == "ratio" else target, language)
    height = 0.6 + 0.2 * len(frame)
    cut = element("p", SENTENCES["arrow"][language], class_="note") if (frame["ci_high"] > edge).any() else None
    return framed(draw, height, published, title, subtitle, alt, table, sources, language, cut, levels=line)


def _whole_range(frame) -> tuple[float, float]:
    """Zero, every value and every end of an interval, with a little room on both sides."""
    ends = frame[["value", "ci_low", "ci_high"]].astype("Float64")
    low, high = min(0.0, float(ends.min().min())), max(0.0, float(ends.max().max()))
    room = 0.05 * ((high - low) or 1)
    return low - room, high + room
