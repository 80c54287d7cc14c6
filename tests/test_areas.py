"""Udsatte boligområder: who is on the list, in which year, and what a missing index does."""

import pandas as pd
import pytest
from charge_cases import LEVELS, random_registers
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal

from sikkerby_eval.metrics.charges.areas import (
    EXPOSED_CURRENT,
    EXPOSED_FROZEN,
    REST_OF_CITY,
    UNCLASSIFIED,
    by_area,
    exposed_areas,
    list_of_year,
    number_exposed,
)
from sikkerby_eval.metrics.charges.counting import COUNTS, persons_charged

CASES = {
    # area: (safety category, degree of deprivation, exposed)
    "markant_is": ("markant", "lav", True),
    "intensiveret_is": ("intensiveret", "lav", True),
    "ordinaer_but_deprived_is": ("ordinaer", "hoej", True),
    "minimal_and_middle_is_not": ("minimal", "middel", False),
    "reduceret_and_low_is_not": ("reduceret", "lav", False),
    "unsafe_without_deprivation_index_is": ("markant", None, True),
    "deprived_without_safety_index_is": (None, "hoej", True),
    "safe_without_deprivation_index_is_unknown": ("minimal", None, None),
    "undeprived_without_safety_index_is_unknown": (None, "lav", None),
    "without_either_is_unknown": (None, None, None),
}


def indices(year: int = 2010) -> tuple[pd.DataFrame, pd.DataFrame]:
    safety = pd.DataFrame({"aar": year, "omraade": list(CASES), "kategori": [case[0] for case in CASES.values()]})
    return safety, safety[["aar", "omraade"]].assign(grad=[case[1] for case in CASES.values()])


def lists() -> pd.DataFrame:
    """Seven districts in 2009 and 2010: 0 is exposed in both, 1 in 2009 only, 2 in 2010 only, 6 unknown."""
    exposed = {2009: [True, True, False, False, False, False, None], 2010: [True, False, True] + [False] * 3 + [None]}
    rows = [
        (year, f"Demo-område {area}", value) for year, values in exposed.items() for area, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=["aar", "omraade", "exposed"]).astype({"exposed": "boolean"})


def counts(seed: int = 1) -> pd.DataFrame:
    return persons_charged(*random_registers(seed), LEVELS)


def test_each_area_is_on_the_list_as_its_name_says():
    exposed = exposed_areas(*indices()).set_index("omraade")["exposed"]
    expected = pd.Series({name: case[2] for name, case in CASES.items()}, dtype="boolean").sort_index()
    assert_series_equal(exposed, expected, check_names=False, check_index_type=False)


def test_an_area_that_one_index_does_not_name_is_unknown_unless_the_other_says_yes():
    safety, deprivation = indices()
    only_safety = exposed_areas(safety, deprivation.head(0)).set_index("omraade")["exposed"]
    assert only_safety["markant_is"]
    assert pd.isna(only_safety["minimal_and_middle_is_not"])


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(len(CASES))), st.permutations(range(len(CASES))))
def test_order_of_rows_changes_nothing(one, other):
    safety, deprivation = indices()
    assert_frame_equal(exposed_areas(safety.iloc[one], deprivation.iloc[other]), exposed_areas(safety, deprivation))


def test_the_number_is_bounded_not_guessed_while_areas_are_unknown():
    """Indicator 8, programme paper Bilag 1 table 2: five known, three unknown, so between five and eight."""
    number = number_exposed(exposed_areas(*indices()), basis="demonstration").iloc[0]
    assert pd.isna(number["value"])
    assert number[["numerator", "denominator", "ci_low", "ci_high"]].tolist() == [5, 7, 5, 8]


def test_the_number_of_a_complete_list_is_itself():
    """ØU 17 June 2014 item 13: 12 areas in 2010 and 5 in 2014 needed markant or intensiveret effort."""
    needing = {2010: 12, 2014: 5}
    rows = [
        (year, f"Demo-område {n}", "markant" if n < known else "ordinaer")
        for year, known in needing.items()
        for n in range(35)
    ]
    safety = pd.DataFrame(rows, columns=["aar", "omraade", "kategori"])
    numbers = number_exposed(exposed_areas(safety, safety[["aar", "omraade"]].assign(grad="lav")), basis="published")
    assert numbers.set_index("period")["value"].to_dict() == {"2010": 12, "2014": 5}
    assert (numbers["ci_low"] == numbers["value"]).all()
    assert (numbers["ci_high"] == numbers["value"]).all()


def test_frozen_areas_stay_and_current_ones_follow_the_years_list():
    areas = by_area(counts(), lists(), baseline=2009)
    of_2010 = areas[areas["aar"] == 2010]
    districts = of_2010.groupby("area")["omraade"].unique()
    assert set(districts[EXPOSED_FROZEN]) == {"Demo-område 0", "Demo-område 1"}
    assert set(districts[EXPOSED_CURRENT]) == {"Demo-område 0", "Demo-område 2"}
    assert set(districts[UNCLASSIFIED]) == {"Demo-område 6"}
    assert EXPOSED_CURRENT not in set(areas.loc[areas["aar"] == 2011, "area"])


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([2009, 2010]))
def test_the_city_is_the_sum_of_its_parts(seed, baseline):
    homeless = counts(seed)
    homeless.loc[homeless.index % 5 == 0, ["bydel", "omraade"]] = None
    sums = by_area(homeless, lists(), baseline=baseline).groupby(["area", "aar"])[COUNTS].sum()
    parts = sum(sums.loc[name] for name in (EXPOSED_FROZEN, REST_OF_CITY, UNCLASSIFIED))
    assert_frame_equal(parts, sums.loc["København"])
    placed = homeless.dropna(subset="omraade").groupby("aar")[COUNTS].sum()
    for kind in ("Bydel", "Demo-område"):
        named = sums[sums.index.get_level_values("area").str.startswith(kind)]
        assert_frame_equal(named.groupby("aar").sum(), placed)


def test_a_district_named_as_a_bydel_is_not_added_to_it():
    same_name = counts().assign(bydel="Demo-område 3")
    areas = by_area(same_name, lists(), baseline=2010)
    assert "Demo-område 3 (distrikt)" in set(areas["area"])
    assert areas.loc[areas["area"] == "Demo-område 3", COUNTS].sum().equals(same_name[COUNTS].sum())


def test_refusals_say_what_is_wrong():
    safety, deprivation = indices()
    with pytest.raises(ValueError, match=r"^10 rows state kategori again for an area and year$"):
        exposed_areas(pd.concat([safety, safety]), deprivation)
    with pytest.raises(ValueError, match=r"^no list of udsatte boligområder for 2012"):
        list_of_year(lists(), 2012)
    with pytest.raises(
        ValueError, match=r"^1 districts with residents are not on the map of 2010: areas are not compared"
    ):
        by_area(counts(), lists().query("omraade != 'Demo-område 5'"), baseline=2010)
