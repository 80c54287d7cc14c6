"""The user's own map of the city: outlines from a GeoJSON file, joined by name to the areas that are measured."""

import importlib
import importlib.util
import json
import unicodedata
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from sikkerby_eval.data.read.findings import DeliveryError, Findings

DEGREES, METRES = "EPSG:4326", "EPSG:25832"
AROUND_THE_CITY = (700_000, 6_150_000, 750_000, 6_200_000)
"""West, south, east and north in metres (ETRS89/UTM 32N): København with room around it."""
COARSEST = 15
"""Metres an outline may be moved: half of what a pixel shows, and a drawing that stays small."""


class Outline(NamedTuple):
    """The rings of an area, each an array of (x, y) in metres, and a point inside it for its number."""

    rings: list[np.ndarray]
    middle: tuple[float, float]


class AreaMap(NamedTuple):
    """Outlines by area, and the names that found no partner: the year's areas, and those of the file.

    ``installed`` is false where the map cannot be read because the extra ``maps`` is not installed.
    """

    outlines: dict[str, Outline]
    without_outline: tuple[str, ...] = ()
    without_area: tuple[str, ...] = ()
    installed: bool = True


def map_given(path: str | Path, areas: pd.DataFrame, all_areas: pd.DataFrame) -> AreaMap | None:
    """Read the outlines of the areas of a year from a GeoJSON file, or nothing where no file is named.

    Names are compared without capitals and with one spelling of ``Kgs.``/``Kongens``, hyphen and slash. The areas of
    one bydel are taken together or not at all: a map that lacks one of them has other borders for the rest, and a
    number would be drawn on a place it does not tell of. Pieces with the same name are one area.

    Parameters
    ----------
    path
        A FeatureCollection of polygons, in degrees (longitude first) or in the system it names; coordinates beyond
        degrees are taken as ETRS89/UTM 32N.
    areas
        ``area, bydel`` of the areas measured that year.
    all_areas
        The same for every map of the city there has been, so that a name of another map is known as one.

    Returns
    -------
    AreaMap or None

    Raises
    ------
    DeliveryError
        If the file is not such a map, names no area, or lies elsewhere; in Danish, without a value from the file.
    """
    if not str(path):
        return None
    names = tuple(areas["area"])
    if importlib.util.find_spec("geopandas") is None:
        return AreaMap({}, names, installed=False)
    file, findings = Path(path), Findings()
    geometry, properties, system = _features(file, findings)
    _refuse(findings)
    keys = {_key(name): name for name in [*all_areas["area"], *all_areas["bydel"]]}
    named = _best_names(properties, keys)
    if named is None:
        findings.add("kort_uden_navne", file.name)
    _refuse(findings)
    shapes = _shapes(geometry, system, named.map(lambda name: keys.get(_key(name))), file.name, findings)
    _refuse(findings)
    bydel_of = all_areas.drop_duplicates("area").set_index("area")["bydel"].to_dict()
    on_map = pd.Series({name: bydel_of.get(name, name) for name in shapes})
    whole = [
        bydel
        for bydel, rows in areas.groupby("bydel", sort=False)
        if set(on_map.index[on_map == bydel]) == set(rows["area"])
    ]
    used = [area for area, bydel in zip(areas["area"], areas["bydel"], strict=True) if bydel in whole]
    if not used:
        findings.add("kort_andre_omraader", file.name)
    _refuse(findings)
    loose = named[~named.map(lambda name: keys.get(_key(name))).isin(used)]
    return AreaMap(
        {area: shapes[area] for area in used},
        tuple(name for name in names if name not in used),
        tuple(dict.fromkeys(loose.dropna())),
    )


def _features(file: Path, findings: Findings):
    """The shapes, the properties and the coordinate system of a file, or a finding."""
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
        features = [feature for feature in content["features"] if feature["geometry"]]
        shapes = [feature["geometry"] for feature in features]
        kinds = [shape["type"] for shape in shapes]
        properties = pd.DataFrame([dict(feature.get("properties") or {}) for feature in features], dtype=object)
        system = (content.get("crs") or {}).get("properties", {}).get("name")
    except (ValueError, KeyError, TypeError, AttributeError):
        shapes = kinds = properties = system = None
    if not shapes:
        findings.add("kort_ikke_geojson", file.name)
    for number, kind in enumerate(kinds or [], start=1):
        if kind not in ("Polygon", "MultiPolygon"):
            findings.add("kort_ikke_flade", file.name, number=number)
    return shapes, properties, system


def _best_names(properties: pd.DataFrame, keys: dict[str, str]) -> pd.Series | None:
    """The property that names most areas the city knows; the first of several that name as many."""
    known = {column: properties[column].map(lambda value: _key(value) in keys).sum() for column in properties}
    best = max(known, key=known.get, default=None)
    if best is None or not known[best]:
        return None
    return properties[best].map(lambda value: value if isinstance(value, str) else pd.NA)


def _key(name) -> str | None:
    if not isinstance(name, str):
        return None
    plain = unicodedata.normalize("NFC", name).casefold().replace("/", "-").replace("–", "-")
    plain = plain.replace("kongens ", "kgs. ").replace("kgs ", "kgs. ")
    return " ".join(plain.replace(" -", "-").replace("- ", "-").split())


def _shapes(shapes, system, areas: pd.Series, file: str, findings: Findings) -> dict[str, Outline]:
    """The outline of each named area in metres."""
    geopandas, shapely = (importlib.import_module(name) for name in ("geopandas", "shapely"))
    unreadable = (ValueError, TypeError, IndexError, KeyError, RuntimeError, shapely.errors.ShapelyError)
    try:
        geometry = shapely.force_2d([shapely.geometry.shape(shape) for shape in shapes])
        beyond = np.abs(shapely.total_bounds(geometry)[[0, 2]]).max() > 180
        frame = geopandas.GeoDataFrame({"area": areas}, geometry=geometry, crs=system or (METRES, DEGREES)[not beyond])
        frame = frame.dropna(subset="area").to_crs(METRES)
        frame["geometry"] = frame.make_valid().simplify(COARSEST)
        joined = frame.dissolve("area", sort=False)
        middles = joined.representative_point()
        pieces = joined.explode()
    except unreadable:
        return findings.add("kort_flader", file)
    pieces = pieces[(pieces.geom_type == "Polygon") & ~pieces.is_empty]
    west, south, east, north = AROUND_THE_CITY
    bounds = pieces.total_bounds
    inside = (bounds[:2] >= (west, south)).all() and (bounds[2:] <= (east, north)).all()
    if not inside:  # also where a bound is not a number
        return findings.add("kort_andetsteds", file)
    rings = {area: [] for area in pieces.index}
    for area, polygon in pieces.geometry.items():
        rings[area] += [np.asarray(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
    return {area: Outline(found, (middles[area].x, middles[area].y)) for area, found in rings.items()}


def _refuse(findings: Findings):
    if findings.count("error"):
        raise DeliveryError(findings)
