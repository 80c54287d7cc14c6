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
POINTS_PER_INCH, INNER = 72, (0.93, 0.84)
"""The part of a drawing that is inside its axes, about; the layout is not known before it is written."""
ASIDE, MARK, LETTER, LINE = 5, 3, 5, 10
"""Points: from a mark to its name, half of a mark, the width of a letter of a name, and the height of a name."""


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
            _name_those_with_room(axes, frame, [place for place in farthest if outside[place]])

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


def _name_those_with_room(axes: Axes, frame: pd.DataFrame, named: list[int]):
    """Write the names of areas beside their points, the first first, where nothing stands already; a list names all."""
    axes.autoscale_view()
    inner = axes.figure.get_size_inches() * POINTS_PER_INCH * INNER
    corners = [axes.transData.inverted().transform(corner) for corner in axes.transAxes.transform([(0, 0), (1, 1)])]
    scale = inner / np.subtract(*corners[::-1])
    marks = (frame[["denominator", "value"]].astype(float).to_numpy() - corners[0]) * scale
    taken = [(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in marks]
    for row in frame.loc[named].to_dict("records"):
        place = float(row["denominator"]), float(row["value"])
        left, low = (np.array(place) - corners[0]) * scale + ASIDE
        right, high = left + LETTER * len(row["area"]), low + LINE
        apart = (right < x0 or x1 < left or high < y0 or y1 < low for x0, y0, x1, y1 in taken)
        if all(apart) and right < inner[0]:
            taken.append((left, low, right, high))
            offset = {"xytext": (ASIDE, ASIDE), "textcoords": "offset points"}
            axes.annotate(row["area"], place, **offset, color=INK, fontsize=8)


def _finding(frame: pd.DataFrame, outside: pd.Series, language: Language) -> Html:
    numbers = {"outside": int(outside.sum()), "all": len(frame)}
    fields = {name: text.counted(value, language) for name, value in numbers.items()}
    return Html(SENTENCES["funnel_finding"][language]).format(**fields)


def _told(published: PublishedTable, row: dict, flag: str, language: Language) -> Html:
    value = text.value_of(published, row["row_id"], language)
    return joined([row["area"], ": ", value, f" ({word(f'funnel_{flag}', language)})"])
