"""The areas of the city as tiles in roughly their places.

Only shares and rates are shaded: a count would make the areas with most people look worst.
"""

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.drawing import NARROW, QUIET, wrapped
from sikkerby_eval.report.figures.framing import alternative_text, framed, headings
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.findings import few_areas
from sikkerby_eval.report.text.markup import Html
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.words import word

SHADED = ("fraction", "per_1000", "per_100000")


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
        One row for each area, of one metric and one period. Tiles of shares and rates are shaded; counts are written.
        What lies on no tile, such as the whole city, is in the table; where nothing does, the table stands alone.
    tiles
        ``area``, ``row`` and ``column`` of each tile; areas without a value are drawn and say so.
    """
    if published.frame.empty:
        return tables.nothing(language)
    drawn = published.select(area=tiles["area"])
    if drawn.frame.empty:
        _, caption = headings(published, "area", title, subtitle, language)
        return tables.series_table(published, caption, rows="area", language=language)
    title, subtitle = headings(drawn, "area", title or few_areas(drawn, len(tiles), language), subtitle, language)
    rows = {row["area"]: row for row in drawn.frame.to_dict("records")}
    shades = shades_of(drawn)

    def draw(figure: Figure, width: float):
        axes = figure.add_subplot()
        for tile in tiles.itertuples(index=False):
            corner = tile.column, -tile.row
            axes.add_patch(mpl.patches.Rectangle(corner, 0.96, 0.94, **face(shades.get(tile.area))))
            size, letters = (6.6, 9) if width == NARROW else (9, 18)
            hyphenated = tile.area.replace("Christianshavn", "Christians-havn") if width == NARROW else tile.area
            middle = {"ha": "center", "va": "center"}
            name = wrapped(hyphenated, letters)
            smaller = 0.84 if name.count("\n") > 1 else 1
            axes.text(tile.column + 0.48, -tile.row + 0.65, name, fontsize=size * smaller, linespacing=1.1, **middle)
            bold = {"fontsize": size + 1.4, "fontweight": "bold"}
            axes.text(tile.column + 0.48, -tile.row + 0.22, written(rows.get(tile.area), language), **bold, **middle)
        axes.set_xlim(tiles["column"].min() - 0.05, tiles["column"].max() + 1.05)
        axes.set_ylim(-tiles["row"].max() - 0.05, -tiles["row"].min() + 1.05)
        axes.set_axis_off()

    table = tables.series_table(published, subtitle, rows="area", as_the_city=True, language=language)
    alt = alternative_text("tile_map", title, drawn, "area", None, language)
    height = 0.82 * (tiles["row"].max() - tiles["row"].min() + 1)
    return framed(draw, height, published, title, subtitle, alt, table, sources, language, narrow=0.7 * height)


def shades_of(published: PublishedTable) -> dict:
    """A shade for each area that is shown: darker for a higher share or rate, white for a count."""
    known = published.frame[published.frame["status"] == "shown"]
    if published.frame["unit"].iloc[0] not in SHADED:
        return dict.fromkeys(known["area"], "white")
    low, high = float(known["value"].min()), float(known["value"].max())
    depths = 0.12 + 0.38 * (known["value"].astype(float) - low) / (high - low or 1)
    return dict(zip(known["area"], map(mpl.colormaps["Blues"], depths), strict=True))


def face(shade) -> dict:
    """How an area is filled: those without a number are white with a dotted border."""
    known = shade is not None
    return {"facecolor": shade if known else "white", "edgecolor": QUIET, "linestyle": "-" if known else ":"}


def written(row: dict | None, language: Language) -> str:
    return word("missing", language) if row is None else text.said(row, language)
