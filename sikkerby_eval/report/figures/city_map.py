"""The areas of the city on the map that the user has given."""

from collections.abc import Iterable

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.path import Path

from sikkerby_eval.data.map_file import AreaMap, Outline
from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.drawing import NARROW, WIDE, wrapped
from sikkerby_eval.report.figures.framing import alternative_text, framed, headings
from sikkerby_eval.report.figures.tile_map import SHADED, face, shades_of, tile_map, written
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.findings import few_areas
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES

NAMES_TOLD = 12
"""So many names without a partner are told; a file of the whole country has thousands."""


def city_map(
    published: PublishedTable,
    tiles: pd.DataFrame,
    given: AreaMap | None,
    *,
    sources: pd.DataFrame | None = None,
    language: Language = "da",
) -> Html:
    """Draw the areas on the map that the user has given, or as tiles where there is none or it cannot be read.

    Parameters
    ----------
    published
        One row for each area, of one share or rate and one period.
    tiles
        ``area``, ``row`` and ``column`` of each tile.
    given
        ``data.map_file.map_given``. Areas without an outline, and names of the file that are none of the areas, stand
        under the drawing.

    Raises
    ------
    ValueError
        If the rows are counts: a map of them would show where most people live.
    """
    if given is None or published.frame.empty:
        return tile_map(published, tiles, sources=sources, language=language)
    if not given.installed:
        told = element("p", SENTENCES["map_not_installed"][language], class_="note")
        return joined([told, tile_map(published, tiles, sources=sources, language=language)])
    unit = published.frame["unit"].iloc[0]
    if unit not in SHADED:
        raise ValueError(f"a map is drawn of shares and rates, not of {unit}")
    title, subtitle = headings(published, "area", few_areas(published, len(tiles), language), None, language)
    rows = {row["area"]: row for row in published.frame.to_dict("records")}
    shades = shades_of(published)

    def draw(figure: Figure, width: float):
        axes = figure.add_subplot()
        narrow = width == NARROW
        for area, outline in given.outlines.items():
            axes.add_patch(mpl.patches.PathPatch(_path(outline), **face(shades.get(area))))
            name = "" if narrow else f"{wrapped(area, 12)}\n"
            axes.annotate(
                f"{name}{written(rows.get(area), language)}",
                outline.middle,
                ha="center",
                va="center",
                fontsize=6.5 if narrow else 7.5,
                linespacing=1.1,
                # A coast or a border behind the words would make them hard to read.
                bbox={"facecolor": "white", "alpha": 0.55, "edgecolor": "none", "pad": 0.6},
            )
        axes.set_aspect("equal")
        axes.autoscale_view()
        axes.set_axis_off()

    told = [SENTENCES["map_of_the_user"][language]]
    for key, names in (("without_outline", given.without_outline), ("without_area", given.without_area)):
        shown = "; ".join(text.typeset(name, language) for name in names[:NAMES_TOLD])
        more = ", …" if len(names) > NAMES_TOLD else ""
        told += [SENTENCES[key][language].format(names=shown + more)] if names else []
    notes = joined([element("p", line, class_="note") for line in told])
    table = tables.series_table(published, subtitle, rows="area", as_the_city=True, language=language)
    alt = alternative_text("map", title, published, "area", None, language)
    shape = _height_for_width(given.outlines.values())
    wide, narrow = (min(highest, width * shape) for width, highest in ((WIDE, 5.6), (NARROW, 2.9)))
    return framed(draw, wide, published, title, subtitle, alt, table, sources, language, notes, narrow=narrow)


def _height_for_width(outlines: Iterable[Outline]) -> float:
    """How high a map of these areas is for its width, so that no empty room stands above and below it."""
    corners = np.concatenate([ring for outline in outlines for ring in outline.rings])
    across, up = np.ptp(corners, axis=0)
    return float(up / across) if across else 1.0


def _path(outline: Outline) -> Path:
    return Path.make_compound_path(*(Path(ring, closed=True) for ring in outline.rings))
