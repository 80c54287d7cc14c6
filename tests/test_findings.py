"""What a table says in one line: no more than its rows carry, and no row in place of another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_rows import breaks, city, persons, table

from sikkerby_eval.judge.breaks import DO_NOT_COMPARE
from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.published import DOUBTFUL
from sikkerby_eval.report.text.findings import areas_moved, extremes, few_areas, finding, latest, moved
from sikkerby_eval.report.text.numbers import spoken


def said(published, key="period", language="da", **given):
    return spoken(finding(published, key, language, **given))


def test_a_movement_is_told_from_its_first_to_its_last_number():
    rows = city(0.11, None, 0.064)
    assert said(rows) == "Andelen af utrygge i eget nabolag faldt fra 11\u00a0% i 2010 til 6,4\u00a0% i 2012"
    assert (
        said(rows, language="en") == "The share unsafe in their own neighbourhood fell from 11% in 2010 to 6.4% in 2012"
    )
    assert " steg fra " in said(city(0.1, 0.2))
    assert said(city(0.1, 0.3, 0.1)) == "Andelen af utrygge i eget nabolag var 10\u00a0% både i 2010 og i 2012"


def test_one_measurement_is_no_movement_and_none_is_not_known():
    assert said(city(0.11)) == "Andelen af utrygge i eget nabolag var 11\u00a0% i 2010"
    assert said(city(None, None)) == "Andelen af utrygge i eget nabolag er ikke kendt"
    assert finding(city(0.1).select(area="Valby"), "period") == ""


def test_a_withheld_number_is_never_the_end_of_a_movement():
    told = said(persons(3, 30, 40, 2))
    assert "fra 30\u00a0% i 2011 til 40\u00a0% i 2012" in told


def test_a_quarter_is_held_against_the_same_quarter():
    """The season: from a first quarter to a fourth would tell of winter and summer."""
    quarters = ["2010K1", "2010K2", "2010K3", "2010K4", "2011K1", "2011K2"]
    counted = [(name, "København", value) for value, name in enumerate(quarters, 1)]
    rows = table(*counted, metric="reported_offences", unit="reports")
    assert said(rows) == "Antallet af anmeldelser gik fra 2 i 2. kvartal 2010 til 6 i 2. kvartal 2011"


def test_nothing_is_said_across_a_break_that_forbids_comparison():
    rows = city(0.5, 0.4, 0.1, 0.2, first=2013)
    told = said(rows, breaks=breaks(("2015-01-01", DO_NOT_COMPARE)))
    assert told.endswith("steg fra 10\u00a0% i 2015 til 20\u00a0% i 2016")
    assert said(rows, breaks=breaks(("2015-01-01", "flag"))).endswith("fra 50\u00a0% i 2013 til 20\u00a0% i 2016")


@pytest.mark.parametrize(("day", "first"), [("2012-10-01", "4. kvartal 2012"), ("2012-10-02", "4. kvartal 2013")])
def test_a_quarter_or_a_year_that_a_break_divides_is_not_compared_with_later_ones(day, first):
    quarters = [f"{year}K{quarter}" for year in (2011, 2012, 2013, 2014) for quarter in (1, 2, 3, 4)]
    counted = [(name, "København", value) for value, name in enumerate(quarters, 1)]
    rows = table(*counted, metric="reported_offences", unit="reports")
    assert f" i {first} til 16 i 4. kvartal 2014" in said(rows, breaks=breaks((day, DO_NOT_COMPARE)))
    yearly = said(city(0.1, 0.2, 0.3, first=2012), breaks=breaks((day, DO_NOT_COMPARE)))
    assert yearly.endswith("fra 20\u00a0% i 2013 til 30\u00a0% i 2014")


AREAS = (("2020", "Valby", 0.05), ("2020", "Vanløse", 0.17), ("2020", "Bispebjerg", 0.17), ("2020", "Østerbro", None))


def test_the_highest_and_the_lowest_are_all_that_share_the_number_among_those_known():
    assert said(table(*AREAS), "area") == (
        "Andelen af utrygge i eget nabolag var i 2020 højest i Vanløse og Bispebjerg (17\u00a0%) og lavest i Valby "
        "(5\u00a0%) blandt de 3 områder, der har et tal"
    )
    english = said(table(*AREAS), "area", "en")
    assert english.startswith(
        "The share unsafe in their own neighbourhood was highest in Vanløse and Bispebjerg (17%) and lowest in Valby"
    )


def groups(*counts):
    """Charges by type; those that rest on fewer than five are withheld."""
    return protect(
        estimates_frame(
            metric="charges_under_18",
            period="2013",
            group=["svindel", "tyveri", "hæleri"],
            numerator=counts,
            value=counts,
            unit="charges",
            method="complete count",
            n_persons=counts,
            basis="register",
        )
    )


def test_where_some_are_withheld_the_others_are_not_told_as_all_nor_their_highest_as_the_highest():
    """A withheld number may be the highest: the smallest of a sum takes another with it."""
    subject = "Antallet af sigtelser mod unge under 18 år"
    assert said(groups(0, 0, 0), "group") == f"{subject} var i 2013 ens for alle (0)"
    assert said(groups(0, 0, 3), "group") == f"{subject} var 0 for alle dem, der er vist i 2013; andre er tilbageholdt"
    assert said(groups(9, 6, 7), "group").endswith("højest for svindel (9) og lavest for tyveri (6)")
    assert said(groups(9, 6, 3), "group").endswith(" og lavest for tyveri (6) blandt dem, der er vist")
    assert said(groups(9, 6, 3), "group", "en").endswith("lowest for tyveri (6) in 2013 among those shown")
    assert said(groups(3, 3, 3), "group") == f"{subject} kan ikke vises: tallene er tilbageholdt"


@given(st.lists(st.sampled_from([0.1, 0.2, 0.3, None]), min_size=2, max_size=8))
def test_the_extremes_hold_for_every_table(values):
    areas = [f"område {chr(97 + i)}" for i in range(len(values))]
    known = [value for value in values if value is not None]
    told = spoken(extremes(table(*(("2020", a, v) for a, v in zip(areas, values, strict=True))), "Andelen", "area"))
    if not known:
        assert told == "Andelen er ikke kendt"
        return
    if len(known) > 1 and len(set(known)) == 1:
        assert told.startswith("Andelen var i 2020 ens for alle (")
        return
    highest, lowest = told.removeprefix("Andelen var i 2020 højest i ").split(" og lavest i ")
    for part, extreme in ((highest, max(known)), (lowest.split(" blandt")[0], min(known))):
        named = {area for area in areas if f"{area} " in f"{part} ".replace(",", " ")}
        assert named == {area for area, value in zip(areas, values, strict=True) if value == extreme}
    assert f"blandt de {len(known)} områder" in told


def test_the_latest_period_is_one_in_which_most_were_measured_and_one_area_is_never_shown_as_the_city():
    rows = [("2016", area, 0.1) for area in ("Valby", "Vanløse", "Østerbro", "Bispebjerg")]
    lone = table(*rows, ("2017", "Valby", 0.15))
    assert latest(lone).frame["period"].unique().tolist() == ["2016"]
    assert "2017" not in spoken(extremes(lone, "Andelen", "area"))
    half = table(*rows, ("2017", "Valby", 0.15), ("2017", "Vanløse", 0.12))
    assert latest(half).frame["period"].unique().tolist() == ["2017"]


def test_where_few_areas_are_known_the_highest_of_them_is_not_told_as_the_citys():
    """In 2022 three areas are published just because they are the least safe: Sikker By Strategi 2022-2025."""
    known = [("2022", "Brønshøj-Husum", 0.71), ("2022", "Bispebjerg", 0.74), ("2022", "Ydre Nørrebro", None)]
    told = few_areas(table(*known), 13)
    assert spoken(told) == "Andelen af utrygge i eget nabolag er for 2022 kun kendt i 2 af 13 områder"
    assert few_areas(table(*known), 4) is None
    assert few_areas(city(None), 13) is None


def test_the_latest_of_nothing_is_nothing():
    assert latest(table(*AREAS), area="København").frame.empty


def test_how_many_areas_moved_counts_each_once_and_leaves_out_the_unknown_and_the_doubtful():
    rows = [
        ("2017", "Amager Vest", 0.15), ("2020", "Amager Vest", 0.08),
        ("2017", "Valby", 0.10), ("2018", "Valby", None), ("2020", "Valby", 0.11),
        ("2017", "Vanløse", 0.10), ("2020", "Vanløse", 0.10),
        ("2020", "Østerbro", 0.05),
    ]  # fmt: skip
    method = [DOUBTFUL, *["published"] * (len(rows) - 1)]
    told = areas_moved(table(*rows, method=method), "Andelen")
    assert spoken(told) == (
        "Andelen steg i 1 af de 2 områder, der er målt mere end én gang; tal i parentes er ikke regnet med"
    )
    certain = areas_moved(table(*rows), "The share", "en")
    assert spoken(certain) == "The share rose in 1 and fell in 1 of the 3 areas measured more than once"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("key", "rows"), [("period", city(0.11, 0.2)), ("area", table(*AREAS)), ("period", city(0.1))])
def test_every_digit_of_a_finding_sits_in_a_bound_number(language, key, rows):
    told = finding(rows, key, language)
    ids = set(rows.frame["row_id"])
    for piece in told.split("<span ")[1:]:
        attributes, _, rest = piece.partition(">")
        assert 'class="number"' in attributes
        assert "data-row" not in attributes or attributes.split('data-row="')[1].rstrip('"') in ids
        assert not any(sign.isdigit() for sign in rest.partition("</span>")[2])
    assert not any(sign.isdigit() for sign in told.partition("<span")[0])


def test_a_subject_from_outside_is_text():
    assert "<b>" not in moved(city(0.1, 0.2), "<b>Andelen</b>")


def test_of_equal_numbers_none_is_the_highest_and_overlapping_ends_say_so():
    alike = table(("2013", "Valby", 0.2), ("2013", "Vanløse", 0.2))
    assert spoken(finding(alike, "area")).endswith("ens for alle (20\u00a0%)")
    bounds = {"ci_low": [0.1, 0.15], "ci_high": [0.3, 0.35]}
    near = table(("2013", "Valby", 0.2), ("2013", "Vanløse", 0.25), **bounds)
    assert spoken(finding(near, "area")).endswith("; deres intervaller overlapper")
    apart = table(("2013", "Valby", 0.2), ("2013", "Vanløse", 0.25), ci_low=[0.19, 0.24], ci_high=[0.21, 0.26])
    assert "overlapper" not in finding(apart, "area")
    assert "their intervals overlap" in finding(near, "area", "en")


def test_capitals_are_cities_and_a_list_of_the_highest_has_no_lowest():
    """Of the 25 streets with most incidents the last is the lowest of nothing."""
    rates = table(("2005", "Oslo", 1.79), ("2005", "Tallinn", 9.75), metric="homicide_rate", unit="per_100000")
    assert said(rates, "area").endswith("blandt de 2 byer, der har et tal")
    assert said(rates, "area", "en").endswith("among the 2 cities with a number")
    streets = table(("2010", "Avej", 40), ("2010", "Bvej", 30), metric="incidents_on_street", unit="incidents")
    assert said(streets, "area") == "Antallet af sager og hændelser var i 2010 højest på Avej (40)"


def test_rows_may_be_named_by_more_than_their_metric():
    young = table(("2010", "København", 40), metric="charges", unit="charges")
    assert said(young, name="charges_under_18") == "Antallet af sigtelser mod unge under 18 år var 40 i 2010"
