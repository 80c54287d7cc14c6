"""Rates of areas against their size: which of them lie outside what areas of their size would swing to."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.metrics.estimates import FRACTION
from sikkerby_eval.metrics.intervals.funnel import (
    funnel_of_proportions,
    funnel_of_rates,
    proportion_limits,
    rate_limits,
)
from sikkerby_eval.report.figures.drawing import COLOURS, GRID, INK, LINES, NARROW, axis_format
from sikkerby_eval.report.figures.framing import framed
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import word

PER = {"fraction": 1, "per_1000": 1_000, "per_100000": 100_000}
POINTS_OF_A_LINE = 60


def funnel_plot(published: PublishedTable, *, dispersion: float | None = None, language: Language = "da") -> Html:
    """Draw each area's rate or share against its residents, with the limits that areas of its size swing within.

    Parameters
    ----------
    published
        Rates (``numerator`` events) or shares (``numerator`` persons) of one period; ``denominator`` residents.
    dispersion
        How much more the areas' own history swings than chance; without it the limits are exact, and too narrow.
    """
    shown = published.frame["status"] == "shown"
    if not shown.any():
        return tables.nothing(language)
    frame = published.frame[shown].reset_index(drop=True)
    scale = PER[frame["unit"].iloc[0]]
    spread = None if dispersion is None or np.isnan(dispersion) else dispersion
    is_share = frame["unit"].iloc[0] == FRACTION
    counts = frame["numerator"], frame["denominator"]
    funnel = funnel_of_proportions(*counts) if is_share else funnel_of_rates(*counts, dispersion=spread)
    sizes = np.linspace(*frame["denominator"].astype(float).agg(["min", "max"]) * [0.9, 1.1], POINTS_OF_A_LINE)
    baseline = funnel["baseline"].iloc[0]
    limits = proportion_limits(baseline, sizes) if is_share else rate_limits(baseline, sizes, dispersion=spread)
    lines = limits * scale
    outside = funnel["flag"] != "within"

    def draw(figure: Figure, width: float):
        axes = figure.add_subplot()
        axes.axhline(baseline * scale, color=INK, linewidth=1)
        for level, style in (("95", LINES[1]), ("998", LINES[0])):
            for end in ("low", "high"):
                axes.plot(sizes, lines[f"{end}_{level}"], style, color=COLOURS[1], linewidth=1.2)
        for mark, chosen in (("o", ~outside), ("D", outside)):
            rows = frame[chosen]
            axes.plot(rows["denominator"].astype(float), rows["value"].astype(float), mark, color=COLOURS[0])
        axes.yaxis.set_major_formatter(axis_format(frame["unit"].iloc[0], language))
        axes.grid(axis="y", color=GRID, linewidth=0.7)
        axes.tick_params(length=0)
        axes.margins(x=0.08, y=0.12)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _: text.number(size, language)))
        axes.locator_params(axis="x", nbins=4 if width == NARROW else 7)
        axes.set_xlabel(word("residents", language))
        if width != NARROW:
            farthest = (frame["value"].astype(float) - baseline * scale).abs().sort_values(ascending=False).index
            _name_those_with_room(axes, frame.loc[[place for place in farthest if outside[place]]])

    title = _finding(frame, outside, language)
    period = text.period(frame["period"].iloc[0], language)
    subtitle = f"{METRICS[frame['metric'].iloc[0]][language][1]}, {period}"
    flags = [
        _told(published, row, flag, language)
        for row, flag in zip(frame.to_dict("records"), funnel["flag"], strict=True)
    ]
    alt = f"{word('funnel_plot', language)}: {text.spoken(title)}. {text.spoken(joined(flags, '; '))}."
    note = element("p", SENTENCES["funnel_note" if spread else "funnel_note_exact"][language], class_="note")
    listed = element("ul", *(element("li", flag) for flag, out in zip(flags, outside, strict=True) if out))
    note = joined([note, listed]) if outside.any() else note
    table = tables.series_table(published, subtitle, rows="area", language=language)
    return framed(draw, 3.6, published, title, subtitle, alt, table, None, language, note)


def _name_those_with_room(axes: Axes, rows: pd.DataFrame):
    """Write the names of areas beside their points, the first first, where none stands already; a list names all."""
    axes.figure.canvas.draw()
    taken = []
    for row in rows.to_dict("records"):
        name = axes.annotate(
            row["area"],
            (float(row["denominator"]), float(row["value"])),
            xytext=(5, 5),
            textcoords="offset points",
            color=INK,
            fontsize=8,
        )
        box = name.get_window_extent()
        if box.x1 > axes.figure.bbox.x1 or any(box.overlaps(other) for other in taken):
            name.remove()
        else:
            taken.append(box)


def _finding(frame: pd.DataFrame, outside: pd.Series, language: Language) -> Html:
    numbers = {"outside": int(outside.sum()), "all": len(frame)}
    fields = {name: text.counted(value, language) for name, value in numbers.items()}
    return Html(SENTENCES["funnel_finding"][language]).format(**fields)


def _told(published: PublishedTable, row: dict, flag: str, language: Language) -> Html:
    value = text.value_of(published, row["row_id"], language)
    return joined([row["area"], ": ", value, f" ({word(f'funnel_{flag}', language)})"])
