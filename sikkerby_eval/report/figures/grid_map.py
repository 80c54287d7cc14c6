"""The city in squares of one kilometre, each with its number, as the paper's annex 7 draws it."""

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.path import Path

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.drawing import COLOURS, INK, NARROW, QUIET, WIDE
from sikkerby_eval.report.figures.framing import framed
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.findings import nothing_shown
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.naming import SQUARE, place
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import word

WITHHELD_MARK = "×"
LEAST_COLUMNS = 8
"""Of a few squares none fills the page."""
MARGIN = 0.04


def grid_map(published: PublishedTable, *, threshold: int, delivered: bool = True, language: Language = "da") -> Html:
    """Draw each square of one kilometre in its place with its number; those above the threshold are framed and bold.

    A square tells a count per square kilometre, so that squares compare; the colour says nothing that the frame does
    not. A square without events is not drawn.

    Parameters
    ----------
    published
        Rows of one metric and one period; only those whose area is a square (``1km_6175_724``) are drawn. Squares of
        more kilometres a side (``2km_6174_724``) are drawn as such, and a note says why they are larger.
    threshold
        For a square kilometre: the paper marks more than 50 reports, and more than 500 cases and incidents without
        traffic.
    delivered
        Whether there were events at all; of what was not delivered none can be too few.
    """
    frame, too_few = published.frame, element("p", SENTENCES["grid_too_few"][language], class_="note")
    if frame.empty:
        return too_few if delivered else tables.nothing(language)
    frame = frame[frame["area"].str.fullmatch(SQUARE.pattern)]
    if frame.empty:
        return too_few
    squares = published.select(area=frame["area"])
    sides, north, east = (frame["area"].str.extract(SQUARE.pattern)[part].astype(int) for part in (0, 1, 2))
    side = int(sides.iloc[0])
    north, east, threshold = north // side, east // side, threshold * side**2
    unit = frame["unit"].iloc[0]
    shown = frame["status"] == "shown"
    above = shown & (frame["value"] > threshold).fillna(False)

    def draw(figure: Figure, width: float):
        axes = figure.add_subplot()
        size = 5.6 if width == NARROW else 7.5
        # One path for all squares of a kind: a drawing of two hundred boxes would fill the page's file.
        for chosen, face, edge, line in ((~above, "white", QUIET, 0.6), (above, "#f3e6ed", COLOURS[2], 2)):
            corners = zip(east[chosen] + MARGIN, north[chosen] + MARGIN, strict=True)
            boxes = [_box(x, y) for x, y in corners]
            if boxes:
                together = Path.make_compound_path(*boxes)
                axes.add_patch(mpl.patches.PathPatch(together, facecolor=face, edgecolor=edge, linewidth=line))
        for row, y, x, is_above in zip(frame.to_dict("records"), north, east, above, strict=True):
            written = text.number(row["value"], language) if row["status"] == "shown" else WITHHELD_MARK
            weight, colour = ("bold", COLOURS[2]) if is_above else ("normal", INK)
            axes.text(
                x + 0.5, y + 0.5, written, ha="center", va="center", fontsize=size, color=colour, fontweight=weight
            )
        axes.set_xlim(east.min(), east.max() + 1)
        axes.set_ylim(north.min(), north.max() + 1)
        axes.set_aspect("equal")
        axes.set_axis_off()

    title = _finding(squares, above, threshold, unit, language)
    drawn = METRICS[frame["metric"].iloc[0]][language][1]
    period = text.period(frame["period"].iloc[0], language)
    subtitle = SENTENCES["grid_drawn"][language].format(drawn=drawn, side=side, period=period)
    alt = SENTENCES["grid_alt"][language].format(drawn=subtitle, finding=text.spoken(title))
    larger = f" {SENTENCES['grid_larger'][language].format(side=side)}" if side > 1 else ""
    note = element("p", SENTENCES["grid_note"][language].format(mark=WITHHELD_MARK) + larger, class_="note")
    table = tables.series_table(squares, subtitle, rows="area", language=language)
    shape = (north.max() - north.min() + 1) / max(east.max() - east.min() + 1, LEAST_COLUMNS)
    return framed(draw, WIDE * shape, squares, title, subtitle, alt, table, None, language, note, narrow=NARROW * shape)


def _box(x: float, y: float) -> Path:
    side = 1 - 2 * MARGIN
    return Path([(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)], closed=True)


def _finding(squares: PublishedTable, above: pd.Series, threshold: int, unit: str, language: Language) -> Html:
    known = squares.frame[squares.frame["status"] == "shown"]
    if known.empty:
        return nothing_shown(squares.frame, METRICS[squares.frame["metric"].iloc[0]][language][0], language)
    top = known.loc[known["value"].astype(float).idxmax()]
    numbers = {"above": int(above.sum()), "all": len(squares.frame), "threshold": threshold}
    fields = {name: text.counted(value, language) for name, value in numbers.items()}
    most = text.value_of(squares, top["row_id"], language)
    square = element("span", place(top["area"]), class_="number", data_row=top["row_id"])
    return Html(SENTENCES["grid_finding"][language]).format(
        most=most, unit=word(unit, language), square=square, **fields
    )
