"""What all drawings share: colours, axes in the language of the reader, breaks, targets, and the SVG itself."""

import io
import warnings
from collections.abc import Callable

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sikkerby_eval.judge.breaks import on_axis, year_of
from sikkerby_eval.report.figures.smaller_svg import smaller
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.words import UNITS, word

COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25")
MARKERS = ("o", "s", "^", "D")
LINES = ("-", "--", "-.", ":")
INK, QUIET, GRID = "#0b0c0c", "#505a5f", "#d8dcde"
WIDE, NARROW = 7.2, 3.0
MANY = 24
"""More points than this are drawn without markers, and their intervals as a band."""
RC = {
    "svg.fonttype": "none",
    "svg.hashsalt": "sikkerby_eval",
    "text.parse_math": False,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9,
    "axes.facecolor": "none",
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "figure.constrained_layout.use": True,
}
Draw = Callable[[Figure, float], None]


def svg(draw: Draw, width: float, height: float) -> bytes:
    """Draw once and write the drawing as a small SVG, the same bytes for the same numbers."""
    with mpl.rc_context(RC), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # the reader's own fonts write the words
        figure = Figure(figsize=(width, height))
        draw(figure, width)
        target = io.StringIO()
        unsaid = {"Date": None, "Creator": None, "Format": None, "Type": None}
        FigureCanvasSVG(figure).print_svg(target, metadata=unsaid)  # savefig would draw it twice
    return smaller(target.getvalue()).encode()


def draw_series(axes: Axes, rows: pd.DataFrame, style: int = 0, size: float = 5, breaks: pd.DataFrame | None = None):
    """Draw one series; its line stops where a period is missing or where the register of breaks forbids comparison."""
    years = rows["period"].map(year_of).astype(float)
    colour = COLOURS[style]
    values = rows["value"].astype(float)
    step = 0.25 if rows["period"].str.contains("K").any() else 1
    uncrossed = [] if breaks is None else breaks[breaks["consequence"] == "do not compare"]["date"].map(on_axis)
    stretch = (years.diff() > step * 1.01).astype(int)
    for break_at in uncrossed:
        stretch += ((years >= break_at) & (years.shift() < break_at)).astype(int)
    for _, piece in pd.DataFrame({"year": years, "value": values}).groupby(stretch.cumsum()):
        axes.plot(
            piece["year"],
            piece["value"],
            LINES[style],
            color=colour,
            marker=None if len(rows) > MANY else MARKERS[style],
            markersize=size,
            linewidth=1.6,
        )
    bounded = rows["ci_low"].notna()
    low, high = rows["ci_low"][bounded].astype(float), rows["ci_high"][bounded].astype(float)
    if len(rows) > MANY:
        axes.fill_between(years[bounded], low, high, color=colour, alpha=0.15, linewidth=0)
    else:
        axes.vlines(years[bounded], low, high, color=colour, linewidth=1)


def label_ends(axes: Axes, ends: dict[int, tuple[str, pd.Series]], gap: float = 11):
    """Write each series' name beside its last point, one above the other where the points lie close.

    On a narrow screen the names stand under the drawing instead, beside each series' line and marker.
    """
    if axes.figure.get_figwidth() == NARROW:
        keys = [Line2D([], [], color=COLOURS[style], linestyle=LINES[style], marker=MARKERS[style]) for style in ends]
        axes.figure.legend(keys, [label for label, _ in ends.values()], loc="outside lower left", frameon=False)
        return
    axes.figure.canvas.draw()
    places = {style: axes.transData.transform((0, float(row["value"])))[1] for style, (_, row) in ends.items()}
    points = 72 / axes.figure.dpi
    last = -float("inf")
    for style in sorted(places, key=places.get):
        label, row = ends[style]
        height = max(places[style] * points, last + gap)
        last = height
        axes.annotate(
            label,
            (year_of(row["period"]), float(row["value"])),
            xytext=(8, height - places[style] * points - 3),
            textcoords="offset points",
            color=COLOURS[style],
            fontweight="bold",
        )


def mark_breaks(axes: Axes, breaks: pd.DataFrame):
    """Draw a numbered dotted line at each break; the same numbers stand in the list under the figure."""
    for place, day in enumerate(breaks["date"].map(on_axis), start=1):
        axes.axvline(day, color=QUIET, linestyle=":", linewidth=1.2)
        axes.annotate(
            str(place),
            (day, 1),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="bottom",
            color=QUIET,
            fontsize=8,
        )


def mark_target(axes: Axes, target: float | None, unit: str, language: Language):
    """Draw a goal's level, and write it over the end of its line that is farther from the points above it."""
    if target is None:
        return
    points = [point for line in axes.get_lines() for point in line.get_xydata() if point[1] >= target]
    first, last = axes.get_xlim()
    right = bool(points) and min(points, key=lambda point: point[1])[0] < (first + last) / 2
    axes.axhline(target, color=COLOURS[2], linestyle="--", linewidth=1.2)
    axes.annotate(
        f"{word('target', language)}: {text.quantity(target, unit, language)}",
        (float(right), target),
        xycoords=("axes fraction", "data"),
        xytext=(-3 if right else 3, 4),
        textcoords="offset points",
        ha="right" if right else "left",
        color=COLOURS[2],
    )


def mark_baseline(axes: Axes, baseline: tuple[str, float] | None):
    """Draw the number a goal starts from as an open circle: it is the goal's, and no point of the series."""
    if baseline is not None:
        axes.plot(year_of(baseline[0]), baseline[1], "o", markerfacecolor="white", color=COLOURS[2], markersize=7)


def value_axis(axes: Axes, top: float, unit: str, language: Language):
    """Let the axis begin at zero, leave room above the highest number, and write its numbers as the language does."""
    axes.set_ylim(min(0, axes.get_ylim()[0]) if UNITS[unit][0] == "points" else 0, top * 1.1 or 1)
    axes.yaxis.set_major_formatter(axis_format(unit, language))
    axes.grid(axis="y", color=GRID, linewidth=0.7)
    axes.tick_params(length=0)


def axis_format(unit: str, language: Language) -> FuncFormatter:
    kind = UNITS[unit][0]
    if kind == "percent":
        return FuncFormatter(lambda value, _: text.percent(value, language, _decimals(value * 100)))
    scale = 100 if kind == "points" else 1
    return FuncFormatter(lambda value, _: text.number(value * scale, language, _decimals(value * scale)))


def _decimals(tick: float) -> int:
    """As many decimals as a tick has: 0.25 written as 0.2 would stand in the wrong place."""
    return next((count for count in (0, 1, 2) if abs(round(tick, count) - tick) < 1e-6), 3)


def year_axis(axes: Axes, most: int):
    """Write whole years on the time axis."""
    axes.xaxis.set_major_locator(MaxNLocator(nbins=most, integer=True, min_n_ticks=1))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))


def wrapped(label: str, width: int) -> str:
    lines = [""]
    for piece in label.replace("-", "-\u200b").replace("\u200b", " ").split(" ") if len(label) > width else [label]:
        joiner = "" if lines[-1].endswith("-") or not lines[-1] else " "
        if len(lines[-1]) + len(piece) + 1 > width and lines[-1]:
            lines.append(piece)
        else:
            lines[-1] += joiner + piece
    return "\n".join(lines)
