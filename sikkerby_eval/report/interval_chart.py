"""A point and its interval for each of many areas, so that a ranking shows how little it rests on."""

from matplotlib.figure import Figure

from sikkerby_eval.judge.disclosure import PublishedTable
from sikkerby_eval.report import tables, text
from sikkerby_eval.report.drawing import COLOURS, GRID, INK, NARROW, QUIET, axis_format
from sikkerby_eval.report.findings import finding
from sikkerby_eval.report.framing import alternative_text, framed
from sikkerby_eval.report.markup import Html
from sikkerby_eval.report.sentences import METRICS
from sikkerby_eval.report.text import Language

ROOM = 1.25
"""How far beyond the highest number the axis goes; an interval that goes further ends in an arrow."""


def interval_chart(
    published: PublishedTable, *, emphasis: tuple[str, ...] = (), sources=None, language: Language = "da"
) -> Html:
    """Draw one point with its interval for each area, in the order of the rows.

    Parameters
    ----------
    published
        Rows of one metric, one unit and one period.
    emphasis
        Areas whose name is bold and whose marker is a square.
    sources
        Published rows (``indicator, area, period, source``); those that are drawn are named.
    """
    frame = published.frame
    if frame.empty:
        return tables.nothing(language)
    unit = frame["unit"].iloc[0]
    edge = float(frame["value"].max()) * ROOM or 1

    def draw(figure: Figure, width: float):
        axes = figure.add_subplot()
        places = range(len(frame))[::-1]
        for place, row in zip(places, frame.to_dict("records"), strict=True):
            told = row["area"] in emphasis
            colour, marker = (COLOURS[2], "s") if told else (COLOURS[0], "o")
            if row["status"] != "shown":
                continue
            axes.plot(float(row["value"]), place, marker, color=colour, markersize=6 if told else 4.5)
            if not (row["ci_low"] is None or str(row["ci_low"]) == "<NA>"):
                high = float(row["ci_high"])
                axes.hlines(place, float(row["ci_low"]), min(high, edge), color=colour, linewidth=1.6 if told else 1)
                if high > edge:
                    axes.plot(edge, place, ">", color=colour, markersize=5, clip_on=False)
        names = axes.set_yticks(places, frame["area"], color=INK, fontsize=7.5 if width == NARROW else 8.5)
        for tick, area in zip(names, frame["area"], strict=True):
            tick.label1.set_fontweight("bold" if area in emphasis else "normal")
        axes.set_xlim(0, edge)
        axes.set_ylim(-0.8, len(frame) - 0.2)
        axes.xaxis.set_major_formatter(axis_format(unit, language))
        axes.grid(axis="x", color=GRID, linewidth=0.7)
        axes.tick_params(length=0)
        axes.spines["left"].set_color(QUIET)

    title = finding(published, "area", language)
    period = text.period(frame["period"].iloc[0], language)
    subtitle = f"{METRICS[frame['metric'].iloc[0]][language][1]}, {period}"
    table = tables.series_table(published, subtitle, rows="area", language=language)
    alt = alternative_text("interval_chart", title, published, "area", None, language)
    height = 0.6 + 0.2 * len(frame)
    return framed(draw, height, published, title, subtitle, alt, table, sources, language)
