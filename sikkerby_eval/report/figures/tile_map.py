"""The areas of the city as tiles in roughly their places."""

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
    title, subtitle = headings(
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
