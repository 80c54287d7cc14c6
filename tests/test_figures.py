"""Figures: a drawing that shows no more than its rows, a text for those who do not see it, its numbers in a table."""

import re
import warnings
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.textpath import TextPath
from published_rows import UNSAFE, breaks, city, persons, table

from sikkerby_eval.data import reference
from sikkerby_eval.judge import goals
from sikkerby_eval.judge.breaks import DO_NOT_COMPARE, breaks_in, on_axis, year_of
from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.published import DOUBTFUL
from sikkerby_eval.report.figures import bar_chart, funnel_plot, line_chart, small_multiples, tile_map, timeline
from sikkerby_eval.report.figures.drawing import COLOURS, NARROW, WIDE, draw_series, svg, wrapped
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import content_of

HOSTILE = '</text><script>x()</script> & "$\\frac{1}$"'
QUARTERS = [f"{year}K{quarter}" for year in (2010, 2011) for quarter in (1, 2, 3, 4)]
REPORTS = table(
    *((name, "København", 21000 + 1000 * place) for place, name in enumerate(QUARTERS)),
    metric="reported_offences",
    unit="reports",
)
AREAS = table(("2014", "Valby", 0.1), ("2014", "Christianshavn", None), ("2014", "Østerbro", 0.05))
MOVED = table(
    ("2014", "Valby", 0.1), ("2015", "Valby", 0.12), ("2014", "Østerbro", 0.05), ("2015", "Østerbro", 0.04),
)  # fmt: skip


def read(html):
    return BeautifulSoup(html, "html.parser")


def drawings(html):
    """The wide and the narrow drawing, as bytes."""
    picture = read(html).picture
    addresses = picture.img["src"], picture.source["srcset"]
    return [content_of(address) for address in addresses]


def words(drawing):
    """What is written in a drawing."""
    return ["".join(tag.itertext()).strip() for tag in ET.fromstring(drawing).iter() if tag.tag.endswith("}text")]


def alt(html):
    return read(html).img["alt"]


FIGURES = {
    "line": lambda language: line_chart(city(0.11, 0.125, 0.064), language=language),
    "quarters": lambda language: line_chart(REPORTS, language=language),
    "bars": lambda language: bar_chart(AREAS, language=language),
    "multiples": lambda language: small_multiples(MOVED, limit=0.1, language=language),
    "tiles": lambda language: tile_map(AREAS, reference.tiles(2014), language=language),
    "timeline": lambda language: _timeline(language),
}


def _timeline(language):
    known = pd.DataFrame({"goal_id": reference.goals()["goal_id"], "state": "undecidable"})
    return timeline(reference.goals(), known, 2014, language=language)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)
def test_every_figure_says_its_finding_what_is_drawn_its_numbers_and_is_the_same_in_two_runs(draw, language):
    html = draw(language)
    figure = read(html).figure
    assert figure.figcaption.get_text()
    assert figure.select_one(".subtitle").get_text() != figure.figcaption.get_text()
    assert figure.select("table td")
    assert len(alt(html)) > len(figure.figcaption.get_text())
    assert draw(language) == html
    wide, narrow = (ET.fromstring(drawing) for drawing in drawings(html))
    assert float(wide.get("width").removesuffix("pt")) == WIDE * 72
    assert float(narrow.get("width").removesuffix("pt")) == NARROW * 72
    assert figure.source["media"] == "(max-width: 30em)"
    assert all(len(drawing) < 60_000 for drawing in drawings(html))


def test_the_axis_is_written_in_the_language_and_survives_the_shrinking_of_the_drawing():
    danish, english = (words(drawings(line_chart(REPORTS, language=language))[0]) for language in ("da", "en"))
    assert {"0", "10.000", "20.000", "30.000"} <= set(danish)
    assert {"0", "10,000", "20,000", "30,000"} <= set(english)
    assert {"2010", "2011"} <= set(danish)


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40))
def test_what_is_written_in_a_drawing_is_never_changed_or_run(name):
    def draw(figure, width):
        figure.add_subplot().text(0, 0, name)

    with warnings.catch_warnings(action="error"):
        drawing = svg(draw, 2, 1)
    assert " ".join(name.split()) in [" ".join(said.split()) for said in words(drawing)]
    assert b"<script" not in drawing


def test_a_small_drawing_has_no_name_that_another_on_the_page_could_have_and_no_time_or_address():
    for drawing in drawings(line_chart(city(0.1, 0.2))):
        assert not re.search(rb' id="(patch|text|axes|figure|matplotlib)', drawing)
        assert not re.search(rb"<metadata|<!--|Matplotlib|20\d\d-\d\d-\d\d", drawing)
        assert len(re.findall(rb"<style", drawing)) == 1


def test_the_alt_text_of_a_line_has_its_first_and_last_number_with_units_the_target_and_the_direction():
    html = line_chart(city(0.11, 0.125, 0.064), target=0.05)
    assert alt(html) == (
        "Linjediagram: Andelen af utrygge i eget nabolag faldt fra 11\u00a0% i 2010 til 6,4\u00a0% i 2012. "
        "København: 2010 11\u00a0%, 2012 6,4\u00a0%; mål 5\u00a0%. Grundlag: offentliggjorte tal."
    )
    english = line_chart(city(0.11, 0.064, 0.064), target=0.05, language="en")
    assert "København: 2010 11%, 2012 6.4%; target 5%." in alt(english)


def test_the_alt_text_of_bars_has_each_or_of_many_the_first_last_lowest_and_highest():
    assert alt(bar_chart(AREAS)).endswith(
        "Valby 10\u00a0%; Christianshavn mangler; Østerbro 5\u00a0%. Grundlag: offentliggjorte tal."
    )
    counts = [5, 1, *range(2, 14), 99, 7]
    many = city(*counts, first=2000, metric="closures", unit="closures")
    told = alt(bar_chart(many, by="period"))
    assert all(said in told for said in ("2000 5", "2001 1", "2014 99", "2015 7"))
    assert "2005" not in told


def test_a_target_is_drawn_and_said_and_breaks_are_numbered_and_listed():
    html = line_chart(city(0.2, 0.1, 0.1), target=0.15, breaks=breaks(("2011-01-01", "flag"), ("2012-01-01", "flag")))
    assert {"mål: 15\u00a0%", "1", "2"} <= set(words(drawings(html)[0])) & set(words(drawings(html)[1]))
    assert [item.get_text() for item in read(html).select(".note li")] == [
        "1. januar 2011: Brud på metoden",
        "1. januar 2012: Brud på metoden",
    ]


TEN_YEARS = table(*((f"{year}K{quarter}", "x", 1.0) for year in range(2008, 2018) for quarter in (1, 2, 3, 4)))


def lines(rows, **given):
    axes = Figure().add_subplot()
    draw_series(axes, rows.frame, **given)
    return [line.get_xdata().tolist() for line in axes.lines]


def test_a_line_stops_where_a_period_is_missing():
    assert lines(table(("2010", "x", 1.0), ("2011", "x", 1.0), ("2013", "x", 1.0))) == [[2010, 2011], [2013]]
    quarters = table(("2010K3", "x", 1.0), ("2010K4", "x", 1.0), ("2011K1", "x", 1.0), ("2011K3", "x", 1.0))
    assert lines(quarters) == [[2010.5, 2010.75, 2011.0], [2011.5]]


@settings(max_examples=40)
@given(st.integers(2006, 2020), st.integers(1, 12), st.integers(1, 28), st.sampled_from(["flag", DO_NOT_COMPARE]))
def test_a_line_never_crosses_a_break_that_forbids_comparison(year, month, day, consequence):
    drawn = lines(TEN_YEARS, breaks=breaks((f"{year}-{month:02d}-{day:02d}", consequence)))
    at = year + (month - 1 + (day - 1) / 31) / 12
    crossing = [line for line in drawn if line[0] < at <= line[-1]]
    assert sum(map(len, drawn)) == 40
    assert not crossing if consequence == DO_NOT_COMPARE else len(drawn) == 1


@given(st.integers(1990, 2040), st.integers(1, 4))
def test_a_quarter_begins_at_the_same_place_as_its_first_day(year, quarter):
    assert on_axis(pd.Timestamp(year, 3 * quarter - 2, 1)) == year_of(f"{year}K{quarter}")


def test_intervals_are_drawn_where_they_are_known():
    axes = Figure().add_subplot()
    rows = city(0.1, 0.2, ci_low=[0.05, pd.NA], ci_high=[0.15, pd.NA])
    draw_series(axes, rows.frame)
    assert [segment.tolist() for segment in axes.collections[0].get_segments()] == [[[2010, 0.05], [2010, 0.15]]]


def test_at_most_four_series_each_with_its_own_colour_and_its_name_beside_it():
    names = ["Valby", "Vanløse", "Østerbro", "Bispebjerg", "Amager Øst"]
    rows = [(year, name, 0.1 + 0.1 * place) for place, name in enumerate(names) for year in ("2010", "2011")]
    html = line_chart(table(*rows[:8]))
    assert set(names[:4]) <= set(words(drawings(html)[0]))
    assert all(colour.lower().encode() in drawings(html)[0] for colour in COLOURS)
    with pytest.raises(ValueError, match="a line chart shows at most 4 series, here are 5"):
        line_chart(table(*rows))


def test_one_period_is_drawn_as_bars_because_nothing_has_moved():
    html = line_chart(city(0.22, first=2009))
    assert alt(html).startswith("Søjlediagram: Andelen af utrygge i eget nabolag var 22\u00a0% i 2009.")
    assert small_multiples(AREAS) == ""


def test_bars_begin_at_zero_and_carry_their_numbers_or_why_there_is_none():
    html = bar_chart(persons(3, 30, 60), by="period")
    assert {"tilbageholdt", "30\u00a0%", "60\u00a0%"} <= set(words(drawings(html)[0]))
    assert {"mangler", "10\u00a0%"} <= set(words(drawings(bar_chart(AREAS))[1]))
    wide = ET.fromstring(drawings(bar_chart(city(1.0, 0.5), by="period"))[0])
    outlines = [path.get("d") for path in wide.iter() if path.tag.endswith("}path")]
    boxes = [re.fullmatch(r"M([\d.]+),[\d.]+h([\d.]+)v-[\d.]+h-\2z", outline) for outline in outlines[1:]]
    left, lengths = {box[1] for box in boxes if box}, [float(box[2]) for box in boxes if box]
    assert len(left) == 1 and len(lengths) == 2
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.01)


def test_tiles_tell_missing_withheld_and_doubtful_apart():
    areas = ("2026", "Valby", 0.79), ("2026", "Indre By", 0.9), ("2026", "Vanløse", None)
    rows = table(*areas, method=[DOUBTFUL, "published", "published"])
    html = tile_map(rows, reference.tiles(2026))
    said = words(drawings(html)[0])
    assert {"(79\u00a0%)", "90\u00a0%", "mangler", "Ydre Nørrebro", "Christianshavn"} <= set(said)
    assert said.count("mangler") == len(reference.tiles(2026)) - 2
    assert "havn" in words(drawings(html)[1])
    assert "Et tal i parentes er usikkert hos kilden." in read(html).select_one(".source").get_text()
    counts = {"numerator": [3, 30], "denominator": 100, "n_persons": [3, 30], "basis": "register"}
    few = table(("2026", "Valby", 0.03), ("2026", "Indre By", 0.3), metric="share_charged", **counts)
    assert "tilbageholdt" in words(drawings(tile_map(few, reference.tiles(2026)))[0])


def test_small_multiples_say_how_many_moved_and_what_the_dashed_line_is():
    html = small_multiples(MOVED, limit=0.1)
    assert "steg i 1 og faldt i 1 af de 2 områder" in read(html).figcaption.get_text()
    assert "stiplet linje: 10\u00a0%, grænsen i målet" in read(html).select_one(".subtitle").get_text()
    assert "stiplet" not in small_multiples(MOVED)
    assert {"Valby", "12\u00a0%", "Østerbro", "4\u00a0%"} <= set(words(drawings(html)[1]))


def test_where_no_area_is_measured_twice_there_are_no_small_multiples():
    once = table(("2022", "Valby", 0.8), ("2022", "Vanløse", 0.9), ("2024", "Østerbro", 0.85))
    assert small_multiples(once) == ""


def test_small_multiples_mark_the_break_where_the_index_became_a_survey():
    """breaks.csv, index_to_survey_shares: Tryghedsundersøgelsen stands instead of Tryghedsindekset from 2015."""
    marked = breaks_in(reference.breaks(), UNSAFE, 2014, 2026).query("break_id == 'index_to_survey_shares'")
    html = small_multiples(MOVED, limit=0.1, breaks=marked)
    assert "Tryghedsundersøgelsen fra 2015" in read(html).select_one(".note").get_text()
    lines = [drawing.count(b"stroke-dasharray") for drawing in (drawings(html)[0], drawings(small_multiples(MOVED))[0])]
    assert lines[0] > lines[1]
    assert read(small_multiples(MOVED)).select_one(".note") is None


def test_a_bar_of_one_year_is_not_read_aloud_with_the_year_at_each_bar():
    rows = table(
        ("2010", "København", 5.0), ("2010", "København", 7.0), group=["SOF", "BUF"], metric="budget", unit="kr_1000"
    )
    told = read(bar_chart(rows, by="group")).img["alt"]
    assert "Socialforvaltningen 5;" in told and "2010 5" not in told


def test_the_sources_of_just_the_rows_drawn_are_named_and_the_basis_is_said():
    sources = pd.DataFrame(
        {
            "indicator": [UNSAFE, UNSAFE, "andet", UNSAFE],
            "area": ["København", "København", "København", "Valby"],
            "period": ["2010", "2011", "2010", "2010"],
            "source": ["Kilde A", "Kilde B", "Kilde C", "Kilde D"],
        }
    )
    said = read(line_chart(city(0.1, 0.2), sources=sources)).select_one(".source").get_text()
    assert said == "Grundlag: offentliggjorte tal. Kilde: Kilde A; Kilde B."
    english = read(line_chart(city(0.1, 0.2), sources=sources, language="en")).select_one(".source")
    assert english.span["lang"] == "da"
    assert english.get_text().startswith("Basis: published figures. Source: ")


def test_hostile_strings_stay_words_in_the_drawing_the_alt_text_the_title_and_the_table():
    rows = table(("2010", HOSTILE, 0.1), ("2011", HOSTILE, 0.2))
    bars = bar_chart(rows.select(period="2010"))
    for html in (line_chart(rows), bars, line_chart(rows, title=HOSTILE, subtitle=HOSTILE)):
        assert not read(html).find_all("script")
        assert HOSTILE in alt(html)
        assert HOSTILE in read(html).get_text()
        assert all(b"<script" not in drawing for drawing in drawings(html))
    assert HOSTILE in words(drawings(bars)[0])


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_figure_without_rows_says_so(language):
    empty = city(0.1).select(area="Valby")
    for draw in (line_chart, bar_chart):
        assert read(draw(empty, language=language)).p["class"] == ["note"]
    assert read(tile_map(empty, reference.tiles(2014), language=language)).p["class"] == ["note"]


@given(st.text("abcæøå- ", min_size=1, max_size=60).filter(lambda text: text.strip()), st.integers(3, 30))
def test_wrapping_loses_no_letter_and_breaks_only_between_words(label, width):
    assert wrapped(label, width).replace("\n", "").replace(" ", "") == label.replace(" ", "")
    assert all(len(line) <= width or " " not in line.strip() for line in wrapped(label, width).split("\n"))


def test_the_time_line_draws_the_goals_adopted_by_the_year_with_symbol_and_words():
    rows = reference.goals()
    states = dict(zip(rows["goal_id"], ["met", "not_met", "uncertain", "not_yet", "undecidable"] * 3, strict=False))
    known = pd.DataFrame({"goal_id": states.keys(), "state": states.values()})
    html = timeline(rows, known, 2014)
    drawn = words(drawings(html)[0])
    adopted = goals.in_force(rows, 2014)
    assert len(read(html).select("tbody tr")) == (rows["valid_from"] <= "2014-12-31").sum() >= len(adopted)
    for said in ("✓ nået", "✗ ikke nået", "≈ usikkert", "… kan ikke afgøres endnu", "? kan ikke afgøres"):
        assert said in drawn
        assert said in read(html).get_text()
    assert "udgangen af 2014" in drawn
    assert "Trygge i de mindst trygge bydele" not in html
    assert alt(html).startswith("Tidslinje: 9 mål siden begyndelsen: ")


def test_no_word_of_the_time_line_is_outside_its_drawing():
    """Words are not part of the layout, so each must fit where it is put, in the widest language and the last year."""
    known = pd.DataFrame({"goal_id": reference.goals()["goal_id"], "state": "not_yet"})
    for language in ("da", "en"):
        for year in (2016, 2026):
            for drawing in drawings(timeline(reference.goals(), known, year, language=language)):
                assert _outside(drawing) == []


def _outside(drawing):
    """Words that begin or end outside a drawing, measured in the font that it is drawn in."""
    page = ET.fromstring(drawing)
    width, found = float(page.get("width").removesuffix("pt")), []
    rules = dict(re.findall(r"\.(c\d+){([^}]*)}", drawing if isinstance(drawing, str) else drawing.decode()))
    for tag in (tag for tag in page.iter() if tag.tag.endswith("}text")):
        said, style = "".join(tag.itertext()), tag.get("style") or rules[tag.get("class")]
        size = float(re.search(r"font-size:([\d.]+)px", style)[1])
        length = TextPath((0, 0), said, size=size, prop="DejaVu Sans").get_extents().width
        start = float(tag.get("x") or re.search(r"translate\(([-\d.]+)", tag.get("transform"))[1])
        start -= {"end": length, "middle": length / 2}.get(_anchor(style), 0)
        if start < -1 or start + length > width + 1:
            found.append(said)
    return found


def _anchor(style):
    anchor = re.search(r"text-anchor:\s*(\w+)", style)
    return anchor[1] if anchor else "start"


@pytest.mark.parametrize("draw", [line_chart, lambda rows: bar_chart(rows, by="period")], ids=["line", "bars"])
def test_of_withheld_values_alone_there_is_a_sentence_over_the_table_and_no_drawing(draw):
    html = draw(persons(2, 3, 1))
    assert read(html).select("figure, img") == []
    assert read(html).select_one("p.note").get_text() == (
        "Andelen af unge sigtet for personfarlig kriminalitet kan ikke vises: tallene er tilbageholdt."
    )
    assert [cell.get_text() for cell in read(html).select("td.withheld")][:3] == ["tilbageholdt"] * 3


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_goals_own_level_and_start_are_drawn_said_and_marked_as_the_goals(language):
    """The goal of 2014: at most 15 % in 2017, from 18 % in 2014; the series itself has no number for 2014."""
    evening = goals.city_target(reference.goals(), "share_unsafe_evening")
    assert evening == (0.15, ("2014", 0.18))
    rows = city(0.22, None, 0.18, first=2013, metric="share_unsafe_evening")
    shown = read(line_chart(rows.select(period=["2013", "2015"]), **evening._asdict(), language=language))
    said = shown.select_one(".subtitle")
    marked = [mark.get_text() for mark in said.select(".number")]
    assert marked == [text.percent(share, language, 0) for share in (0.15, 0.18)]
    assert shown.caption.select(".number") == []
    known, unknown = (("2013", 0.22), ("2014", 0.18))
    plain, with_known, with_start = (
        drawings(line_chart(rows.select(period=["2013", "2015"]), baseline=start)) for start in (None, known, unknown)
    )
    assert plain == with_known != with_start


def test_a_goal_that_asks_for_half_is_drawn_at_half_of_its_start_and_one_about_bydele_at_no_level_of_the_city():
    assert goals.city_target(reference.goals(), "areas_markant_or_intensiveret").target == 6
    assert goals.city_target(reference.goals(), "share_safe_neighbourhood") == (None, None)
    assert goals.city_target(reference.goals().head(0), "share_unsafe_evening") == (None, None)


def test_names_in_a_funnel_stand_clear_of_each_other_and_the_list_beneath_has_them_all():
    """Two areas of a size with the same share are one point: one of their names is drawn, both are listed."""
    names = [f"Demo-område {number}" for number in range(1, 13)]
    counts = [300, 300, *[100] * 10]
    rows = protect(
        estimates_frame(
            metric="share_charged",
            period="2013",
            area=names,
            numerator=counts,
            denominator=[2000, 2001, *range(1500, 2500, 100)],
            value=[count / 2000 for count in counts],
            n_persons=counts,
            unit="fraction",
            method="wilson",
            basis="demonstration",
        )
    )
    html = funnel_plot(rows)
    wide, narrow = (words(drawing) for drawing in drawings(html))
    assert sum(name in wide for name in names[:2]) == 1
    assert sum(name in wide for name in names[2:]) > 2
    assert not set(names) & set(narrow)
    listed = " ".join(item.get_text() for item in read(html).select("figure li"))
    assert all(f"{name}:" in listed for name in names[:2])
