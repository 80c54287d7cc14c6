"""Goal 1 counted by hand, in pieces and by published examples."""

import numpy as np
import pandas as pd
import pytest
from charge_cases import LEVELS, PERSONS, charges_of, piece_of, random_registers, residents_2010
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal
from statsmodels.stats.proportion import proportion_confint

from sikkerby_eval.data import reference
from sikkerby_eval.metrics.charges.counting import (
    CELL,
    COUNTS,
    add_counts,
    age_on_1_january,
    charged_in_year,
    count_groups,
    persons_charged,
    share_charged,
)
from sikkerby_eval.metrics.charges.offences import charges_by_offence, offence_status
from sikkerby_eval.metrics.charges.quality import (
    COUNTED,
    COUNTED_IF_AMBIGUOUS,
    case_clusters,
    reconciliation,
    share_charged_in_company,
)

SEEDS = st.integers(0, 2**32 - 1)
CITY = {"area": "København"}


def charged(persons=PERSONS, **changes) -> pd.Series:
    residents = residents_2010().assign(**changes)
    return charged_in_year(residents, charges_of(persons), LEVELS).astype("str").set_axis(residents["person_id"])


def test_each_spelled_case_is_charged_or_not_as_its_name_says():
    status = charged()
    clear = {name for name in PERSONS if "_counts" in name or "13" in name or "twice" in name or "is_clear" in name}
    clear.add("p04_turns_26_on_1_january_does_not_count")  # charged, but outside the age: see the counts
    assert set(status.index[status == "entydig"]) == clear
    assert set(status.index[status == "tvetydig"]) == {"p08_ambiguous_alone"}


def test_counts_hold_the_ages_14_to_25_on_1_january_only():
    counts = persons_charged(residents_2010(), charges_of(PERSONS), LEVELS, ages=(14, 25))
    assert counts["residents"].sum() == len(PERSONS) - 3  # p02 and p13 are 13, p04 is 26
    assert counts["charged"].sum() == 4  # p01, p03, p05, p09
    assert counts["charged_with_ambiguous"].sum() == 5  # and p08


@pytest.mark.parametrize(
    ("born", "year", "age"),
    [
        ("1996-01-01", 2010, 14),
        ("1996-01-02", 2010, 13),
        ("1996-02-29", 2012, 15),
        ("1996-02-29", 2013, 16),
        ("1999-12-31", 2000, 0),
        ("1969-12-31", 1970, 0),
    ],
)
def test_age_on_1_january(born, year, age):
    assert age_on_1_january(pd.Series(pd.to_datetime([born])), pd.Series([year])).tolist() == [age]


def test_a_missing_date_of_birth_has_no_age():
    assert age_on_1_january(pd.Series([pd.NaT], dtype="datetime64[s]"), pd.Series([2010])).isna().all()


def counted_by_hand(residents, charges, ages=(10, 25)):
    """Person by person, as a clerk would: the slow oracle."""
    status_of = dict(zip(LEVELS["gerningskode"], LEVELS["status"], strict=True))
    level_of = dict(zip(LEVELS["gerningskode"], LEVELS["level"].fillna(0), strict=True))
    by_person: dict = {}
    for charge in charges.to_dict("records"):
        if pd.notna(charge["person_id"]) and level_of.get(charge["gerningskode"]) == 4:
            key = charge["person_id"], charge["sigtelsesdato"].year
            by_person.setdefault(key, set()).add(status_of[charge["gerningskode"]])
    cells: dict = {}
    for person in residents.to_dict("records"):
        birthday = person["foedselsdato"]
        age = person["aar"] - birthday.year - ((birthday.month, birthday.day) > (1, 1))
        if ages[0] <= age <= ages[1]:
            found = by_person.get((person["person_id"], person["aar"]), set())
            sex = "?" if pd.isna(person["koen"]) else person["koen"]
            cell = cells.setdefault((person["aar"], person["bydel"], person["omraade"], age, sex), [0, 0, 0])
            cell[0] += 1
            cell[1] += "entydig" in found
            cell[2] += bool(found)
    return cells


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_counts_are_those_of_the_slow_count_by_hand(seed):
    residents, charges = random_registers(seed)
    counts = persons_charged(residents, charges, LEVELS)
    by_hand = counted_by_hand(residents, charges)
    keys = pd.MultiIndex.from_frame(counts[CELL].fillna({"koen": "?"}))
    assert dict(zip(keys, counts[COUNTS].to_numpy().tolist(), strict=True)) == by_hand


def test_a_group_without_anybody_of_the_age_adds_nothing():
    old = residents_2010().assign(foedselsdato=pd.Timestamp("1930-05-01"))
    assert persons_charged(old, charges_of(PERSONS), LEVELS).empty
    young = persons_charged(residents_2010(), charges_of(PERSONS), LEVELS)
    nobody = persons_charged(old, charges_of(PERSONS), LEVELS)
    assert_frame_equal(add_counts([young, nobody]), young)


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.sampled_from([1, 3, 17]))
def test_pieces_of_persons_add_up_to_the_whole(seed, pieces):
    residents, charges = random_registers(seed)
    parts = [
        persons_charged(piece_of(residents, part, pieces), piece_of(charges, part, pieces), LEVELS)
        for part in range(pieces)
    ]
    assert_frame_equal(add_counts(parts), persons_charged(residents, charges, LEVELS))


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_order_of_rows_and_names_of_persons_change_nothing(seed):
    residents, charges = random_registers(seed)
    expected = persons_charged(residents, charges, LEVELS)
    shuffled = persons_charged(residents.sample(frac=1, random_state=1), charges.sample(frac=1, random_state=2), LEVELS)
    assert_frame_equal(shuffled, expected)
    numbers = [
        frame.assign(person_id=(9_999 - frame["person_id"].str[1:].astype("Float64")).astype("Int64"))
        for frame in (residents, charges)
    ]
    assert_frame_equal(persons_charged(*numbers, LEVELS), expected)


def test_text_read_as_categories_counts_the_same():
    residents, charges = random_registers(1)
    coded = residents.astype(dict.fromkeys(["bydel", "omraade", "koen"], "category"))
    expected = persons_charged(residents, charges, LEVELS)
    assert_frame_equal(persons_charged(coded, charges.astype({"gerningskode": "category"}), LEVELS), expected)


def test_arguments_are_left_as_they_were():
    residents, charges = random_registers(1)
    before = residents.copy(), charges.copy()
    persons_charged(residents, charges, LEVELS)
    assert_frame_equal(residents, before[0])
    assert_frame_equal(charges, before[1])


def test_without_charges_nobody_is_charged():
    residents, charges = random_registers(1)
    counts = persons_charged(residents, charges.head(0), LEVELS)
    assert counts["residents"].sum() > 0
    assert counts[["charged", "charged_with_ambiguous"]].sum().tolist() == [0, 0]


def test_groups_hold_everybody_and_each_known_sex():
    residents, charges = random_registers(2)
    counts = persons_charged(residents, charges, LEVELS).assign(**CITY)
    groups = count_groups(counts, bands=[(14, 25), (15, 25)]).set_index(["aar", "group"])["residents"]
    without_sex = counts[counts["alder"].between(14, 25) & counts["koen"].isna()].groupby("aar")["residents"].sum()
    together = groups.xs("14-25, K", level="group") + groups.xs("14-25, M", level="group")
    assert_series_equal(groups.xs("14-25", level="group") - together, without_sex)


def test_share_and_interval_of_cfbu_2015_by_statsmodels_wilson():
    """CFBU 2015: 8,500 youths in 63 areas, 88 per 1,000 charged in 2009, that is 748."""
    groups = pd.DataFrame(
        {"aar": [2009], **CITY, "group": "14-25", "residents": 8500, "charged": 748, "charged_with_ambiguous": 800}
    )
    shares = share_charged(groups, basis="published").set_index("metric")
    low, high = proportion_confint(748, 8500, method="wilson")
    clear = shares.loc["share_charged"]
    assert clear["value"] == 0.088
    assert [clear["ci_low"], clear["ci_high"]] == pytest.approx([low, high], abs=1e-12)
    assert (clear["numerator"], clear["denominator"], clear["n_persons"], clear["unit"]) == (748, 8500, 748, "fraction")
    assert shares.loc["share_charged_with_ambiguous", "numerator"] == 800


def test_a_dated_mapping_is_read_on_the_day_of_the_offence():
    dated = pd.DataFrame(
        {
            "gerningskode": ["1252", "1252"],
            "level": pd.array([pd.NA, 4], dtype="Int64"),
            "status": ["udenfor", "entydig"],
            "valid_from": pd.to_datetime([None, "2010-07-01"]),
            "valid_to": pd.to_datetime(["2010-06-30", None]),
        }
    )
    days = pd.Series(pd.to_datetime(["2010-06-30", "2010-07-01"]))
    assert offence_status(pd.Series(["1252", "1252"]), days, dated).tolist() == ["udenfor", "entydig"]
    ended = dated.assign(valid_to=pd.to_datetime(["2010-06-30", "2010-12-31"]))
    late = offence_status(pd.Series(["1252"]), pd.Series(pd.to_datetime(["2011-01-01"])), ended)
    assert late.isna().all()


def test_charge_decides_the_year_and_offence_the_row_of_the_mapping():
    ended = LEVELS.assign(valid_from=pd.NaT, valid_to=pd.Timestamp("2008-12-31"))
    residents, charges = residents_2010(), charges_of(PERSONS)  # offences five years before their charges of 2010
    assert_series_equal(charged_in_year(residents, charges, ended), charged_in_year(residents, charges, LEVELS))
    begun = LEVELS.assign(valid_from=pd.Timestamp("2009-01-01"))
    assert (charged_in_year(residents, charges, begun) == "udenfor").all()
    undated = charges.assign(gerningsdato=pd.NaT)  # then the charge's own date is used
    assert_series_equal(charged_in_year(residents, undated, begun), charged_in_year(residents, charges, LEVELS))


def test_every_code_of_statistics_denmark_has_one_status_in_the_reference_mapping():
    levels = reference.offence_levels()
    codes = levels["gerningskode"]
    dates = levels["valid_from"].fillna(levels["valid_to"]).fillna(pd.Timestamp("2010-06-01"))
    at_either = offence_status(codes, dates, levels, at_levels=(3, 4)).astype("str")
    assert_series_equal(at_either, levels["status"].astype("str"), check_index=False, check_names=False)


def test_codes_outside_the_mapping_are_reported_with_their_charges_and_persons():
    listed = charges_by_offence(charges_of(PERSONS), LEVELS).set_index("gerningskode")
    assert listed.loc["9999", ["status", "charges", "persons"]].tolist() == ["ukendt kode", 1, 1]
    assert listed["level"].isna()["9999"]
    assert listed.loc["3410", ["level", "status", "charges", "persons"]].tolist() == [4, "tvetydig", 2, 2]


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_charges_by_offence_lose_no_charge(seed):
    _, charges = random_registers(seed)
    listed = charges_by_offence(charges, LEVELS)
    assert listed["charges"].sum() == len(charges)
    by_hand = charges.dropna(subset="person_id").groupby("gerningskode")["person_id"].nunique()
    assert_series_equal(listed.set_index("gerningskode")["persons"], by_hand, check_names=False)


def test_each_fate_of_a_charge_is_the_one_its_name_says():
    persons = PERSONS | {
        "x1_visitor_of_age": ("1990-01-01", [("2010-03-03", "1252")]),
        "x2_visitor_of_other_age": ("1970-01-01", [("2010-03-03", "1252")]),
    }
    charges = charges_of(persons)
    nameless = charges.head(1).assign(person_id=None)
    ageless = charges.tail(1).assign(person_id="x3_visitor_of_unknown_age", foedselsdato=pd.NaT)
    table = reconciliation(residents_2010(), pd.concat([charges, nameless, ageless]), LEVELS, ages=(14, 25))
    fates = table.set_index(["aar", "fate"])["charges"]
    assert fates[2010].to_dict() == {
        "code_not_mapped": 1,
        "other_offence": 2,
        "person_without_id": 1,
        "not_resident_age_unknown": 1,
        "not_resident_of_age": 1,
        "not_resident_of_other_age": 1,
        "resident_of_other_age": 3,
        COUNTED_IF_AMBIGUOUS: 2,
        COUNTED: 5,
    }
    assert fates[2009].to_dict() == fates[2011].to_dict() == {"year_without_residents": 1}


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_fates_add_up_to_all_charges_and_to_the_persons_counted(seed):
    residents, charges = random_registers(seed)
    table = reconciliation(residents, charges, LEVELS)
    assert table["charges"].sum() == len(charges)
    counted = table[table["fate"] == COUNTED].set_index("aar")["persons"]
    expected = persons_charged(residents, charges, LEVELS).groupby("aar")["charged"].sum()
    assert counted.to_dict() == expected.to_dict()
    parts = [
        reconciliation(residents, piece_of(charges, part, 3), LEVELS).set_index(["aar", "fate"]) for part in range(3)
    ]
    whole = table.astype({"fate": "str"}).set_index(["aar", "fate"]).sort_index()
    summed = pd.concat(parts).reset_index().astype({"fate": "str"}).groupby(["aar", "fate"]).sum()
    assert_frame_equal(summed, whole)


COMPANY = {
    "c1_in_case_a": "a",
    "c2_in_cases_a_and_b": "a",
    "c3_in_case_b": "b",
    "c4_alone": None,
    "c5_alone_too": None,
}


def company() -> tuple[pd.DataFrame, pd.DataFrame]:
    charges = charges_of({person: ("1990-06-01", [("2010-03-03", "1252")]) for person in COMPANY})
    charges = pd.concat(
        [
            charges.assign(sag_id=list(COMPANY.values())),
            charges[charges["person_id"] == "c2_in_cases_a_and_b"].assign(sag_id="b"),
        ]
    )
    residents = (
        residents_2010().head(len(COMPANY)).assign(person_id=list(COMPANY), foedselsdato=pd.Timestamp("1990-06-01"))
    )
    return residents, charges


def test_persons_linked_by_cases_make_one_cluster_and_kish_widens_by_it():
    """Kish 1965: clusters of 3, 1 and 1 persons have the design effect (9 + 1 + 1) / 5."""
    residents, charges = company()
    clusters = case_clusters(residents, charges, LEVELS)
    assert sorted(clusters.groupby("cluster").size()) == [1, 1, 3]
    everybody = pd.concat([residents, residents_2010().assign(foedselsdato=pd.Timestamp("1990-06-01"))])
    groups = count_groups(persons_charged(everybody, charges, LEVELS).assign(**CITY), bands=[(14, 25)])
    shares = share_charged_in_company(groups, clusters.assign(**CITY), basis="register", bands=[(14, 25)])
    shares = shares[shares["group"] == "14-25"].set_index("metric")
    assert shares.loc["design_effect_of_company", "value"] == pytest.approx(11 / 5)
    low, high = proportion_confint(5 / 2.2, 19 / 2.2, method="wilson")
    assert shares.loc["share_charged_in_company", ["ci_low", "ci_high"]].tolist() == pytest.approx([low, high])
    assert shares.loc["share_charged_in_company", "value"] == pytest.approx(5 / 19)


def test_a_case_of_another_year_links_nobody():
    residents, charges = company()
    later = charges.assign(sigtelsesdato=np.where(charges["person_id"] == "c1_in_case_a", "2011-03-03", "2010-03-03"))
    later = later.astype({"sigtelsesdato": "datetime64[s]"})
    both_years = pd.concat([residents, residents.assign(aar=2011)])
    clusters = case_clusters(both_years, later, LEVELS)
    assert sorted(clusters.groupby(["aar", "cluster"]).size()) == [1, 1, 1, 2]


def test_refusals_say_what_is_wrong_and_show_no_person():
    residents, charges = random_registers(3)
    with pytest.raises(ValueError, match=r"^1 rows repeat a resident within a year$"):
        persons_charged(
            pd.concat([residents, residents[residents["foedselsdato"].dt.year == 1990].head(1)]), charges, LEVELS
        )
    with pytest.raises(ValueError, match=r"^2 rows of residents have no foedselsdato"):
        persons_charged(
            residents.assign(foedselsdato=residents["foedselsdato"].mask(residents.index < 2)), charges, LEVELS
        )
    with pytest.raises(ValueError, match=r"^3 rows of residents have no person_id$"):
        charged_in_year(residents.assign(person_id=residents["person_id"].mask(residents.index < 3)), charges, LEVELS)
    with pytest.raises(ValueError, match=r"^the status of an offence code is one of udenfor, tvetydig, entydig$"):
        persons_charged(residents, charges, LEVELS.assign(status="måske"))
    with pytest.raises(ValueError, match="two claim one code on the same date"):
        persons_charged(residents, charges, pd.concat([LEVELS, LEVELS]))
