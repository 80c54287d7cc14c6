"""The districts of the safety index as tiles, each in its bydel, with the category in words and in filled fields.

The category is written on the tile and drawn as fields, so that no colour has to be told from another.
"""

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.drawing import INK, NARROW, QUIET, wrapped
from sikkerby_eval.report.figures.framing import framed
from sikkerby_eval.report.tables.published import download, label, nothing, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

FIELDS = {"markant": 5, "intensiveret": 4, "ordinær": 3, "reduceret": 2, "minimal": 1}
"""How many of five fields are filled: the more, the greater the need."""
MOST, FILLED, EMPTY = 5, "■", "□"
TITLE, TILE, GAP = 0.26, 0.5, 0.12
ACROSS_WIDE, ACROSS_NARROW = 2, 4
"""Districts beside each other in a bydel; on a narrow screen each bydel has the whole width."""


def district_map(
    published: PublishedTable, districts: pd.DataFrame, tiles: pd.DataFrame, *, language: Language = "da"
) -> Html:
    """Draw each district as a tile in its bydel, the bydele in roughly their places.

    Parameters
    ----------
    published
        Rows of ``safety_category`` of one period: one for each district, ``group`` its category.
    districts
        ``metrics.safety.districts.districts_in_bydele``: ``area, bydel, number``.
    tiles
        ``area, row, column`` of the bydele; where a bydel has no tile they stand in the order of ``districts``.
    """
    if published.frame.empty:
        return nothing(language)
    placed = districts.merge(published.frame[["area", "group", "status", "row_id", "period"]], on="area")
    names = list(dict.fromkeys(placed["bydel"]))
    whole = {bydel: rows.to_dict("records") for bydel, rows in placed.groupby("bydel", sort=False)}
    known = tiles[tiles["area"].isin(names)].set_index("area")
    columns = int(tiles["column"].max()) + 1
    spread = {name: divmod(place, columns) for place, name in enumerate(names)}
    if len(known) == len(names):
        spread = {name: (int(known.loc[name, "row"]), int(known.loc[name, "column"])) for name in names}

    def heights(across: int, rows_of: dict) -> dict[int, float]:
        deep = pd.Series({name: TITLE + TILE * -(-len(whole[name]) // across) + GAP for name in names})
        return deep.groupby(pd.Series(rows_of)).max().to_dict()

    wide_rows, narrow_rows = {name: spread[name][0] for name in names}, {name: at for at, name in enumerate(names)}
    tall = {ACROSS_WIDE: heights(ACROSS_WIDE, wide_rows), ACROSS_NARROW: heights(ACROSS_NARROW, narrow_rows)}

    def draw(figure: Figure, width: float):
        narrow = width == NARROW
        across, rows = (ACROSS_NARROW, narrow_rows) if narrow else (ACROSS_WIDE, wide_rows)
        step = width if narrow else width / columns
        axes = figure.add_subplot()
        for name in names:
            top = sum(height for row, height in tall[across].items() if row < rows[name])
            left = 0.0 if narrow else spread[name][1] * step
            _bydel(axes, name, whole[name], (left, top), (step - GAP) / across, across, language)
        axes.set_xlim(0, width)
        axes.set_ylim(sum(tall[across].values()), 0)
        axes.set_axis_off()

    title = _finding(placed, language)
    period = text.period(placed["period"].iloc[0], language)
    subtitle = SENTENCES["district_map_drawn"][language].format(period=period)
    alt = SENTENCES["district_map_alt"][language].format(finding=text.spoken(title), told=_told(placed, language))
    note = element("p", SENTENCES["district_map_note"][language], class_="note")
    table = _table(published, placed, subtitle, language)
    wide, small = (sum(tall[across].values()) for across in (ACROSS_WIDE, ACROSS_NARROW))
    return framed(draw, wide, published, title, subtitle, alt, table, None, language, note, narrow=small)


def _bydel(axes: Axes, name: str, rows: list[dict], corner, side: float, across: int, language: Language):
    left, top = corner
    axes.text(left, top + TITLE - 0.05, wrapped(name, 21), fontsize=7.5, fontweight="bold", color=INK, va="bottom")
    boxes = []
    for place, row in enumerate(rows):
        down, right = divmod(place, across)
        x, y, middle = left + right * side, top + TITLE + down * TILE, (side - 0.05) / 2
        boxes.append(
            Path([(x, y), (x + 2 * middle, y), (x + 2 * middle, y + 0.45), (x, y + 0.45), (x, y)], closed=True)
        )
        told = word(row["group"], language) if row["status"] == "shown" else word("missing", language)
        filled = FIELDS.get(row["group"], 0)
        fields = f"{row['number']} {FILLED * filled}{EMPTY * (MOST - filled)}"
        axes.text(x + middle, y + 0.16, fields, fontsize=6.2, color=INK, ha="center", va="center")
        axes.text(x + middle, y + 0.34, told, fontsize=6.4, color=INK, ha="center", va="center")
    # One path for all: a drawing of many boxes would fill the page's file.
    together = Path.make_compound_path(*boxes)
    axes.add_patch(mpl.patches.PathPatch(together, facecolor="none", edgecolor=QUIET, linewidth=0.6))


def _finding(placed: pd.DataFrame, language: Language) -> Html:
    counts = {name: (placed["group"] == name).sum() for name in ("markant", "intensiveret")} | {"all": len(placed)}
    fields = {name: element("span", text.number(count, language), class_="number") for name, count in counts.items()}
    return Html(SENTENCES["district_map_finding"][language]).format(**fields)


def _told(placed: pd.DataFrame, language: Language) -> str:
    """Name the districts of each category, the greatest need first."""
    named = ((name, list(placed[placed["group"] == name]["area"])) for name in FIELDS)
    return "; ".join(f"{word(name, language)}: {', '.join(areas)}" for name, areas in named if areas)


def _table(published: PublishedTable, placed: pd.DataFrame, caption: str, language: Language) -> Html:
    records = [
        {
            "area": f"{row['number']}. {label(row['area'], 'area', language)}",
            "bydel": row["bydel"],
            "category": element("span", word(row["group"], language), data_row=row["row_id"])
            if row["status"] == "shown"
            else word("missing", language),
        }
        for row in placed.to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, caption, heads, language) + download(published, caption, language)
