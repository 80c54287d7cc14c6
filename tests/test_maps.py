"""The user's own map: joined by name, checked in Danish without a value, drawn of shares and rates only."""

import importlib.util
import json
import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from published_rows import table

from sikkerby_eval.data import map_file, reference
from sikkerby_eval.data.map_file import AreaMap, map_given
from sikkerby_eval.data.read.findings import DeliveryError
from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.metrics.safety.districts import districts_in_bydele, latest_categories
from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import manifest
from sikkerby_eval.report.build.plan import Request, make_plan
from sikkerby_eval.report.figures import city_map, district_map, tile_map
from sikkerby_eval.report.text.markup import content_of

ALL = reference.safety_areas()
OF_TODAY, OF_2010 = ALL[ALL["map"] == "13"], ALL[ALL["map"] == "10"]
UTM = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}


def square(west, south, side):
    corners = [(west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south)]
    return {"type": "Polygon", "coordinates": [[list(corner) for corner in corners]]}


def written(folder, names, *, geometry=None, crs=UTM, key="navn", name="kort.geojson"):
    """A map with one square of a kilometre for each name, side by side in København."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": place, key: name},
            "geometry": geometry or square(718_000 + 1000 * place, 6_170_000, 1000),
        }
        for place, name in enumerate(names)
    ]
    content = {"type": "FeatureCollection", "features": features} | ({"crs": crs} if crs else {})
    file = folder / name
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def refused(file, areas=OF_TODAY):
    with pytest.raises(DeliveryError) as error:
        map_given(file, areas, ALL)
    assert "[[" not in str(error.value)
    return str(error.value)


def test_no_map_is_no_map():
    assert map_given("", OF_TODAY, ALL) is None


def test_every_area_of_the_year_finds_its_outline_and_other_names_are_told(tmp_path):
    found = map_given(written(tmp_path, [*OF_TODAY["area"], "Frederiksberg"]), OF_TODAY, ALL)
    assert list(found.outlines) == list(OF_TODAY["area"])
    assert (found.without_outline, found.without_area) == ((), ("Frederiksberg",))
    west = found.outlines["Indre By"].rings[0][:, 0].min()
    assert west == pytest.approx(718_000, abs=1)


@pytest.mark.parametrize("name", ["vesterbro-kongens enghave", "Vesterbro / Kgs. Enghave", "VESTERBRO–KGS ENGHAVE"])
def test_one_bydel_is_known_in_its_several_spellings(tmp_path, name):
    found = map_given(written(tmp_path, [name], key="bydel"), OF_2010, ALL)
    assert list(found.outlines) == ["Vesterbro-Kongens Enghave"]


def test_an_area_with_other_borders_on_the_map_is_not_drawn(tmp_path):
    """Christianshavn was part of Indre By until 2013: the Indre By of ten bydele is not the one of thirteen areas."""
    found = map_given(written(tmp_path, list(OF_2010["area"])), OF_TODAY, ALL)
    assert {"Indre By", "Christianshavn", "Indre Nørrebro", "Kgs. Enghave"} <= set(found.without_outline)
    assert "Indre By" in found.without_area
    assert "Valby" in found.outlines
    back = map_given(written(tmp_path, list(OF_TODAY["area"])), OF_2010, ALL)
    assert "Indre By" not in back.outlines


def test_pieces_with_one_name_are_one_area(tmp_path):
    found = map_given(written(tmp_path, ["Valby", "Vanløse", "Valby"]), OF_TODAY, ALL)
    assert len(found.outlines["Valby"].rings) == 2


def test_degrees_and_metres_without_a_named_system_land_on_the_same_place(tmp_path):
    """City Hall Square lies at 55.676° N, 12.569° E; ETRS89/UTM 32N is E 724.4 km, N 6175.7 km (EPSG:25832)."""
    degrees = written(tmp_path, ["Valby"], geometry=square(12.569, 55.676, 0.01), crs=None)
    west = map_given(degrees, OF_TODAY, ALL).outlines["Valby"].rings[0].min(axis=0)
    assert west == pytest.approx((724_400, 6_175_700), abs=600)
    metres = written(tmp_path, ["Valby"], crs=None)
    assert map_given(metres, OF_TODAY, ALL).outlines["Valby"].rings[0].min() == pytest.approx(718_000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ikke GeoJSON"),
        ("[1, 2", "ikke GeoJSON"),
        ('{"type": "Topology"}', "ikke GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "ikke GeoJSON"),
        ("[]", "ikke GeoJSON"),
        ('{"features": "x"}', "ikke GeoJSON"),
        ('{"features": [{"geometry": "x"}]}', "ikke GeoJSON"),
    ],
)
def test_what_is_no_map_is_refused(tmp_path, text, said):
    file = tmp_path / "kort.geojson"
    file.write_text(text, encoding="utf-8")
    assert said in refused(file)


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "Point", "coordinates": [12.5, 55.7]}, "element nr. 1 er ikke en flade"),
        ({"type": "Polygon", "coordinates": [[[1]]]}, "kan ikke læses"),
        ({"type": "Polygon", "coordinates": "0101701234"}, "kan ikke læses"),
        ({"type": "Polygon"}, "kan ikke læses"),
        (square(55.676, 12.569, 0.01), "ligger ikke i København"),
        (square(0, 0, 1), "ligger ikke i København"),
    ],
)
def test_a_map_of_something_else_is_refused(tmp_path, geometry, said):
    message = refused(written(tmp_path, ["Valby"], geometry=geometry, crs=None))
    assert said in message
    assert message.splitlines()[1].startswith("kort.geojson: ")


def test_a_map_that_names_none_of_the_citys_areas_is_refused_without_its_names(tmp_path):
    message = refused(written(tmp_path, ["Anders And", "0101701234"]))
    assert "nævner byens områder" in message
    assert "Anders" not in message
    assert "0101701234" not in message


def test_an_unknown_system_of_coordinates_is_refused(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::0"}}
    assert "koordinatsystem" in refused(written(tmp_path, ["Valby"], crs=crs))


ANYTHING = st.recursive(
    st.none() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FEATURE = st.fixed_dictionaries(
    {
        "properties": st.just({"navn": "Valby"}) | ANYTHING,
        "geometry": st.fixed_dictionaries({"type": st.just("Polygon"), "coordinates": ANYTHING}) | ANYTHING,
    }
)


@settings(max_examples=60, deadline=None)
@given(ANYTHING | st.lists(FEATURE, min_size=1, max_size=3), ANYTHING)
def test_whatever_the_file_holds_the_answer_is_a_refusal_that_names_the_file(tmp_path_factory, content, crs):
    file = tmp_path_factory.mktemp("kort") / "kort.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": content, "crs": crs}), encoding="utf-8")
    assert "kort.geojson: " in refused(file)


SHARES = table(("2025", "Valby", 0.1), ("2025", "Vanløse", None), ("2025", "Østerbro", 0.05))
TILES = reference.tiles(2025)


def test_the_map_is_drawn_with_its_numbers_its_alternative_text_its_table_and_what_is_not_on_it(tmp_path):
    file = written(tmp_path, ["Valby", "Vanløse", "<b>Andet</b>"])
    page = BeautifulSoup(city_map(SHARES, TILES, map_given(file, OF_TODAY, ALL)), "html.parser")
    assert page.img["alt"].startswith("Kort over byens områder:")
    assert "Valby 10\u00a0%" in page.img["alt"]
    assert page.select_one("table caption")
    notes = " ".join(note.get_text() for note in page.select(".note"))
    assert "Østerbro" in notes
    assert "<b>Andet</b>" in notes
    assert page.find("b") is None


def _size(page):
    """Width and height of a drawing for wide screens."""
    drawing = content_of(page.img["src"]).decode()
    return [float(side) for side in re.search(r"viewBox='0 0 ([\d.]+) ([\d.]+)'", drawing).groups()]


def test_a_map_is_as_high_as_its_areas_need_and_no_higher(tmp_path):
    """Three squares side by side leave no empty room above and below them."""
    file = written(tmp_path, ["Valby", "Vanløse", "Østerbro"])
    width, height = _size(BeautifulSoup(city_map(SHARES, TILES, map_given(file, OF_TODAY, ALL)), "html.parser"))
    assert height < width / 2


def test_without_the_extra_the_tiles_stand_and_the_page_says_what_to_install(tmp_path, monkeypatch):
    file = written(tmp_path, ["Valby"])
    monkeypatch.setattr(map_file.importlib.util, "find_spec", lambda name: None)
    found = map_given(file, OF_TODAY, ALL)
    assert found == AreaMap({}, tuple(OF_TODAY["area"]), installed=False)
    page = city_map(SHARES, TILES, found)
    assert "Installér det med: pip install geopandas." in page
    assert "Fliskort" in BeautifulSoup(page, "html.parser").img["alt"]


def test_counts_are_never_shaded_and_never_on_the_real_map(tmp_path):
    rows = table(
        ("2012", "Valby", 3),
        ("2012", "Vanløse", 9),
        metric="projects_in_area",
        unit="projects",
        method="complete count",
    )
    with pytest.raises(ValueError, match="shares and rates, not of projects"):
        city_map(rows, TILES, map_given(written(tmp_path, ["Valby"]), OF_TODAY, ALL))
    page = BeautifulSoup(tile_map(rows, reference.tiles(2012)), "html.parser")
    assert _fills(page) == {"#ffffff"}
    shaded = BeautifulSoup(tile_map(SHARES, TILES), "html.parser")
    assert len(_fills(shaded)) == 3


def _fills(page):
    """The colours that the tiles of a drawing are filled with."""
    drawing = content_of(page.img["src"]).decode()
    return set(re.findall(r"fill: ?(#[0-9a-f]{6})", re.sub(r"[^{]*text-anchor[^}]*", "", drawing)))


def test_the_map_is_an_input_whose_digest_is_kept_and_whose_path_is_not_published(tmp_path):
    file = written(tmp_path, ["Valby"])
    plan = make_plan(Request(2025, instead=(("kort", str(file)), ("udtraek", ""))))
    assert plan.folders == {"kort": file}
    assert manifest.plain_digests(file) == {"kort.geojson": manifest.digest(file.read_bytes())}
    public = manifest.public_manifest(
        kind="effektrapport", title="", parameters=plan.parameters, code={}, facts={}, inputs=[], files={}
    )
    assert public["parameters"]["kort"] == "leveret"
    with pytest.raises(ReportError, match=r"Kortfilen .* findes ikke"):
        make_plan(Request(2025, instead=(("kort", str(tmp_path / "mangler.geojson")),)))


def test_the_extra_is_installed_where_these_tests_run():
    assert importlib.util.find_spec("geopandas")


def safety(*rows):
    """``year, bydel, district, category`` each."""
    frame = pd.DataFrame(rows, columns=["aar", "bydel", "omraade", "kategori"])
    return frame.assign(indeks=50.0, metode="v1")


KNOWN = reference.districts()
INDEX = safety(
    (2011, "Vanløse", "Vanløse øst", "minimal"),
    (2012, "Valby", "Valby nord", "markant"),
    (2012, "Valby", "Valby sydvest", "intensiveret"),
    (2012, pd.NA, "Vanløse øst", "ordinaer"),
    (2013, "Valby", "Valby nord", "minimal"),
)


def test_districts_stand_in_their_bydel_with_the_citys_own_numbers_and_the_latest_known_category():
    """districts.csv: Vanløse øst is 19 in Vanløse, Valby sydvest 22 and Valby nord 23."""
    found = districts_in_bydele(INDEX, 2012, KNOWN)
    assert found.to_numpy().tolist() == [
        ["Vanløse øst", "Vanløse", 19], ["Valby sydvest", "Valby", 22], ["Valby nord", "Valby", 23],
    ]  # fmt: skip
    latest = latest_categories(INDEX, 2012, basis="register").set_index("area")["group"]
    assert latest.to_dict() == {"Valby nord": "markant", "Valby sydvest": "intensiveret", "Vanløse øst": "ordinær"}
    ours = districts_in_bydele(INDEX.replace("Valby nord", "Et nyt distrikt"), 2012, KNOWN)
    assert sorted(ours["number"]) == [1, 2, 3]
    assert latest_categories(INDEX, 2010, basis="register").empty and districts_in_bydele(None, 2012, KNOWN).empty


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_category_is_told_by_words_and_filled_fields_and_never_by_colour(language):
    shown = protect(latest_categories(INDEX, 2012, basis="register"))
    page = BeautifulSoup(
        district_map(shown, districts_in_bydele(INDEX, 2012, KNOWN), reference.tiles(2010), language=language),
        "html.parser",
    )
    for source in (page.img["src"], page.source["srcset"]):
        drawing = content_of(source).decode()
        for told in ("23 ■■■■■", "22 ■■■■□", "19 ■■■□□", ">markant<", ">intensiveret<", "Valby", "Vanløse"):
            assert told in drawing
        assert set(re.findall(r"fill:(#[0-9a-f]{6})", drawing)) <= {"#ffffff", "#0b0c0c"}
    assert "markant: Valby nord" in page.img["alt"] and page.figcaption.get_text().startswith("1 ")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.tbody("tr")]
    assert ["23. Valby nord", "Valby", "markant"] in rows and len(rows) == 3


def test_without_an_index_there_is_no_map():
    nothing = protect(latest_categories(None, 2012, basis="register"))
    page = district_map(nothing, districts_in_bydele(None, 2012, KNOWN), reference.tiles(2010))
    assert "Der er ikke fundet tal" in page
