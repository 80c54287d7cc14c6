"""Key figures by place: bydele, squares, streets, rates and the funnel; what is withheld cannot be worked out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_eval.judge.disclosure.publication import DisclosureError, audit, protect
from sikkerby_eval.judge.small_numbers import finest
from sikkerby_eval.metrics.crime import places
from sikkerby_eval.metrics.crime.days import same_days, whole_quarter
from sikkerby_eval.metrics.estimates import WHOLE_CITY
from sikkerby_eval.metrics.intervals.shares_and_rates import rate_interval
from sikkerby_eval.report.figures.grid_map import grid_map

DAYS = same_days(2010, 1)


def events(*groups):
    """``(number, bydel, celle, vej)`` each."""
    rows = [row for number, *place in groups for row in [place] * number]
    frame = pd.DataFrame(rows, columns=["bydel", "celle", "vej"])
    return frame.assign(anmeldelsesdato=pd.Timestamp(2010, 2, 1))


NORTH, SOUTH, BORDER = "1km_6176_724", "1km_6174_724", "1km_6175_724"
CITY = events(
    (60, "Nørrebro", NORTH, "Vestergade"), (3, "Nørrebro", BORDER, "Vestergade"), (4, "Valby", BORDER, "Vestergade 9"),
    (20, "Valby", SOUTH, "Lille Vej 3, 2. tv"), (3, "Valby", "1km_6173_724", "Ny Vej"), (2, None, None, None),
)  # fmt: skip


def by_cell(frame):
    return places.by_cell(frame, DAYS, "reports", basis="register")


def test_events_of_the_days_are_taken_and_traffic_is_left_out_on_request():
    register = pd.DataFrame(
        {
            "haendelsesdato": pd.to_datetime(["2009-12-31", "2010-01-01", "2010-03-28", "2010-03-28", "2010-03-29"]),
            "trafik": ["nej", "nej", "nej", "ja", "nej"],
        }
    )
    assert len(places.events_in(register, DAYS, "incidents")) == 3
    assert len(places.events_in(register, DAYS, "incidents", traffic=False)) == 2
    assert places.events_in(register, whole_quarter(2015, 1), "incidents") is None
    assert places.events_in(None, DAYS, "incidents") is None


def test_the_city_is_the_sum_of_its_bydele_and_of_events_without_one():
    counted = places.by_bydel(CITY, DAYS, "reports", basis="register").set_index("area")["value"]
    assert counted[WHOLE_CITY] == counted.drop(WHOLE_CITY).sum() == len(CITY)
    assert counted[places.NO_BYDEL] == 2


def test_bydel_2_comes_before_bydel_10():
    frame = events((1, "Demo-bydel 10", None, None), (9, "Demo-bydel 2", None, None))
    listed = places.by_bydel(frame, DAYS, "reports", basis="demonstration")["area"].tolist()
    assert listed == [WHOLE_CITY, "Demo-bydel 2", "Demo-bydel 10"]


def test_counts_of_reports_are_free_in_bydele_and_withheld_under_5_in_squares():
    """METHODS of disclosure: events are free at bydel level, withheld under 5 on streets and grid cells."""
    bydele = places.by_bydel(events((2, "Valby", None, None)), DAYS, "reports", basis="register")
    assert (protect(bydele).frame["status"] == "shown").all()
    status = protect(by_cell(CITY), sums=places.cell_sums(CITY)).frame.set_index("area")["status"]
    assert status["1km_6173_724"] == "withheld"
    assert status[["Nørrebro", "Valby", WHOLE_CITY]].eq("shown").all()


def test_a_withheld_square_cannot_be_worked_out_from_its_bydel():
    """Valby less its shown squares would give the last one back; an exact attacker says it does not."""
    sums = places.cell_sums(CITY)
    shown = protect(by_cell(CITY), sums=sums)
    attacked = audit({"": shown}, sums=sums)
    assert len(attacked) and attacked["safe"].all()


def test_sums_of_squares_hold_and_a_square_on_a_border_is_the_sum_of_its_pieces():
    sums = places.cell_sums(CITY).groupby("whole")["part"].agg(set)
    assert sums[BORDER] == {f"{BORDER} i Nørrebro", f"{BORDER} i Valby"}
    assert sums["Valby"] == {f"{BORDER} i Valby", SOUTH, "1km_6173_724"}
    assert sums[WHOLE_CITY] == {"Nørrebro", "Valby", places.NO_BYDEL}


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from([NORTH, SOUTH, BORDER, None])), min_size=1))
def test_a_city_with_some_large_squares_can_be_protected_with_the_sums_it_states(where):
    large = [
        (50, bydel, f"1km_6180_{first + second}", None)
        for bydel, first in (("A", 700), ("B", 800))
        for second in (1, 2)
    ]
    frame = events(*large, *[(3, bydel, cell, None) for bydel, cell in where])
    sums = places.cell_sums(frame)
    shown = protect(by_cell(frame), sums=sums)
    assert audit({"": shown}, sums=sums)["safe"].all()


def test_a_square_of_two_kilometres_is_the_sum_of_the_four_in_it():
    frame = events((3, "Valby", NORTH, None), (4, "Valby", "1km_6177_725", None), (9, "Valby", "1km_6178_724", None))
    counted = by_cell(places.in_larger_cells(frame, 2)).set_index("area")["value"]
    assert counted.to_dict() == {WHOLE_CITY: 16, "2km_6176_724": 7, "2km_6178_724": 9, "Valby": 16}


def test_a_grid_too_small_to_protect_is_drawn_in_larger_squares_and_says_so():
    """Valby's three events in one square would be its own shown total: no withholding hides them."""
    frame = events((3, "Valby", NORTH, None), (60, "Nørrebro", "1km_6177_725", None))
    with pytest.raises(DisclosureError):
        protect(by_cell(frame), sums=places.cell_sums(frame))
    shown = finest(places.grids(frame, DAYS, "reports", basis="register"))
    assert list(shown.frame["area"])[1] == "2km_6176_724"
    page = grid_map(shown, threshold=50)
    assert "pr. kvadrat på 2 × 2 km" in page and "Kvadraterne er 2 km på hver led" in page
    assert 'mere end <span class="number">200</span> anmeldelser' in page


def test_a_city_with_four_events_is_not_drawn_in_squares_at_all():
    frame = events((4, "Valby", NORTH, None))
    shown = finest(places.grids(frame, DAYS, "reports", basis="register"))
    assert shown.frame.empty
    assert "for få til at vise dem i kvadrater" in grid_map(shown, threshold=50)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 7), st.sampled_from(["Valby", "Nørrebro", None]), st.sampled_from([NORTH, SOUTH, BORDER])
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_is_reported_the_grid_that_is_shown_is_safe(where):
    frame = events(*[(number, bydel, cell, None) for number, bydel, cell in where])
    shown = finest(places.grids(frame, DAYS, "reports", basis="register"))
    side = int(shown.frame["area"].str.extract(r"^(\d+)km")[0].dropna().max()) if len(shown.frame) else 1
    sums = places.cell_sums(places.in_larger_cells(frame, side))
    assert audit({"": shown}, sums=sums)["safe"].all()
    small = shown.frame["area"].str.contains("km_") & (shown.frame["value"] < 5)
    assert not (small & (shown.frame["value"] > 0)).any()


@pytest.mark.parametrize(
    ("road", "street"),
    [
        ("Vestergade 12", "Vestergade"), ("Vestergade 12 B, 3. tv", "Vestergade"), ("Vestergade 12-14", "Vestergade"),
        ("Vestergade 12B", "Vestergade"), ("Vestergade 7 st th", "Vestergade"), ("Vestergade 12, 2. sal", "Vestergade"),
        ("10. Juli Vej", "10. Juli Vej"), ("Christian 4.s Vej", "Christian 4.s Vej"),
        ("Demo-vej-19-1", "Demo-vej-19-1"),
    ],
)  # fmt: skip
def test_streets_never_addresses(road, street):
    assert places.street_of(pd.Series([road])).item() == street


def test_top_streets_are_at_most_25_in_one_order_and_small_ones_are_withheld():
    frame = events(
        (6, "Valby", None, "Vestergade 1"), (4, "Valby", None, "Vestergade 2"), (4, "Brønshøj", None, "Øvej")
    )
    top = places.top_streets(frame, DAYS, "incidents", basis="register")
    assert top["area"].tolist() == ["Vestergade (Valby)", "Øvej (Brønshøj)"]
    shown = protect(top, small_places=True).frame
    assert shown["status"].tolist() == ["shown", "withheld"]
    many = events(*[(6, "Valby", None, f"Vej{letter}") for letter in "abcdefghijklmnopqrstuvwxyzæø"])
    assert len(places.top_streets(many, DAYS, "incidents", basis="register")) == 25


def residents(**bydele):
    return pd.DataFrame({"aar": 2010, "bydel": bydele.keys(), "antal": bydele.values()})


def test_rates_are_per_1000_residents_and_exact_where_there_is_no_history():
    """Garwood 1936."""
    counted = places.by_bydel(CITY, DAYS, "reports", basis="register")
    rows = places.rate_by_bydel(counted, residents(Nørrebro=1_000, Ukendt=5), 2010).set_index("area")
    assert rows.index.tolist() == ["Nørrebro"]
    expected = rate_interval(63, 1_000).iloc[0] * 1_000
    assert rows.loc["Nørrebro", ["value", "ci_low", "ci_high"]].tolist() == pytest.approx(expected.tolist())
    assert rows.loc["Nørrebro", "method"] == "exact, not widened: no history"
    wide = places.rate_by_bydel(counted, residents(Nørrebro=1_000), 2010, dispersion=9.0).iloc[0]
    assert wide["ci_high"] - wide["ci_low"] > 2.5 * (rows["ci_high"] - rows["ci_low"]).item()
    assert places.rate_by_bydel(counted, None, 2010).empty
    assert places.rate_by_bydel(counted, residents(Nørrebro=1_000), 2011).empty


def test_dispersion_of_bydele_needs_eight_quarters_and_sees_nothing_later():
    days = pd.date_range("2008-01-01", "2010-12-31", freq="D")
    frame = pd.DataFrame({"anmeldelsesdato": days, "bydel": "Valby"})
    assert np.isnan(places.bydel_dispersion(frame, "reports", pd.Timestamp(2009, 10, 1)))
    known = places.bydel_dispersion(frame, "reports", pd.Timestamp(2010, 1, 1))
    later = pd.concat([frame, frame[frame["anmeldelsesdato"] >= "2010"]])
    assert known == places.bydel_dispersion(later, "reports", pd.Timestamp(2010, 1, 1)) < 1
    assert np.isnan(places.bydel_dispersion(None, "reports", pd.Timestamp(2010, 1, 1)))


def test_without_the_register_there_are_no_rows():
    for make in (places.by_bydel, places.by_cell, places.top_streets):
        assert make(None, DAYS, "reports", basis="register").empty
    assert places.cell_sums(None).empty


@pytest.mark.parametrize(("language", "words"), [("da", "1 af 4 kvadrater har mere end 50"), ("en", "1 of 4 squares")])
def test_the_grid_says_in_words_how_many_squares_are_above_the_papers_threshold(language, words):
    """The paper, annex 7: red figures above 50 per square of 1 x 1 km."""
    sizes = ((60, "6176"), (50, "6175"), (10, "6174"), (7, "6173"))
    frame = events(*[(number, "Valby", f"1km_{north}_724", None) for number, north in sizes])
    shown = protect(by_cell(frame), sums=places.cell_sums(frame))
    page = grid_map(shown, threshold=50, language=language)
    text = page.replace('<span class="number">', "").replace("</span>", "")
    assert words in text
    assert 'alt="' in page and "6176 724" in page
