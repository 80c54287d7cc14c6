"""Goal 1's change, its gap to the city, the same persons twice, and what could be known: against published examples."""

import numpy as np
import pandas as pd
import pytest
from charge_cases import LEVELS, piece_of, random_registers
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from statsmodels.stats.proportion import confint_proportions_2indep, power_proportions_2indep

from sikkerby_eval.metrics.charges.areas import EXPOSED_FROZEN, by_area, list_of_year
from sikkerby_eval.metrics.charges.change import (
    chance_of_change,
    change_in_gap,
    change_since_baseline,
    fewest,
    gap_direction,
    gap_to_city,
)
from sikkerby_eval.metrics.charges.counting import count_groups, persons_charged
from sikkerby_eval.metrics.charges.same_persons import (
    PATTERNS,
    change_among_same_persons,
    change_with_overlap,
    pair_groups,
    persons_in_both_years,
    ratio_with_overlap,
)
from sikkerby_eval.metrics.intervals.shares_and_rates import (
    difference_of_proportions,
    paired_difference,
    ratio_of_proportions,
)

YEARS = {"baseline": 2009, "last": 2013}
BANDS = [(14, 25), (15, 25)]
EXPOSED = pd.DataFrame(
    {"aar": 2009, "omraade": [f"Demo-område {n}" for n in range(7)], "exposed": pd.array([True] * 3 + [False] * 4)}
).astype({"exposed": "boolean"})


def groups(**charged_of_8500) -> pd.DataFrame:
    """Counts of areas in both years: ``area=(residents, charged 2009, charged 2013)``."""
    rows = [
        (year, area, "14-25", residents, charged, charged)
        for area, (residents, *both) in charged_of_8500.items()
        for year, charged in zip((2009, 2013), both, strict=True)
    ]
    columns = ["aar", "area", "group", "residents", "charged", "charged_with_ambiguous"]
    return pd.DataFrame(rows, columns=columns).replace({"area": {"exposed": EXPOSED_FROZEN}})


def test_change_of_cfbu_2015_is_a_fall_of_24_percent_in_180_youths():
    """CFBU 2015: 63 areas with 8,500 youths, 88 per 1,000 charged in 2009, 24 % fewer in 2013, that is 180 youths."""
    changes = change_since_baseline(groups(København=(8500, 748, 748 - 180)), **YEARS, basis="published")
    changes = changes.set_index("metric")
    ratio, change = changes.loc["ratio_of_shares_charged"], changes.loc["change_in_share_charged"]
    assert round(100 * (1 - ratio["value"])) == 24
    assert change["value"] == pytest.approx(-180 / 8500)
    low, high = confint_proportions_2indep(568, 8500, 748, 8500, method="newcomb", compare="diff")
    assert change[["ci_low", "ci_high"]].tolist() == pytest.approx([low, high], abs=1e-12)
    low, high = confint_proportions_2indep(568, 8500, 748, 8500, method="score", compare="ratio", correction=False)
    assert ratio[["ci_low", "ci_high"]].tolist() == pytest.approx([low, high], rel=1e-4)
    assert (change["period"], change["unit"], ratio["unit"]) == ("2009-2013", "percentage_points", "ratio")


def test_change_of_a_group_without_residents_in_one_year_is_missing():
    counted = groups(København=(8500, 748, 568), Bydel=(100, 9, 8)).iloc[:-1]
    changes = change_since_baseline(counted, **YEARS, basis="register").set_index(["metric", "area"])
    assert changes.loc[("change_in_share_charged", "Bydel"), ["value", "ci_low"]].isna().all()
    assert changes.loc[("change_in_share_charged", "København"), "value"] < 0


def test_a_comparison_of_none_and_three_rests_on_three_persons():
    three, none = pd.Series([0, 3, 7, 0]), pd.Series([3, 0, 5, 0])
    assert fewest(three, none).tolist() == [3, 3, 5, 0]


def test_gap_is_areas_minus_city_and_its_interval_is_that_of_the_rest():
    counted = groups(København=(50_000, 2000, 1900), exposed=(8500, 748, 568))
    gaps = gap_to_city(counted, basis="register").set_index(["metric", "period"])
    gap = gaps.loc[("gap_to_city", "2009")]
    assert gap["value"] == pytest.approx(748 / 8500 - 2000 / 50_000)
    rest = difference_of_proportions(748, 8500, 2000 - 748, 41_500).iloc[0] * 0.83
    assert gap[["value", "ci_low", "ci_high"]].tolist() == pytest.approx(rest.tolist())
    change = change_in_gap(counted, **YEARS, basis="register").iloc[0]
    assert change["value"] == pytest.approx((568 / 8500 - 1900 / 50_000) - gap["value"])


def test_limits_of_the_change_in_gap_are_those_of_zou_and_donner_2008():
    """Zou & Donner 2008, equation 4: the squared distances of each year's limits add up."""
    counted = groups(København=(50_000, 2000, 1900), exposed=(8500, 748, 568))
    first, last = gap_to_city(counted, basis="register").query("metric == 'gap_to_city'").to_dict("records")
    change = change_in_gap(counted, **YEARS, basis="register").iloc[0]
    low = change["value"] - ((last["value"] - last["ci_low"]) ** 2 + (first["ci_high"] - first["value"]) ** 2) ** 0.5
    high = change["value"] + ((last["ci_high"] - last["value"]) ** 2 + (first["value"] - first["ci_low"]) ** 2) ** 0.5
    assert change[["ci_low", "ci_high"]].tolist() == pytest.approx([low, high])


@pytest.mark.parametrize(
    ("exposed_2013", "direction"),
    [(450, "closing"), (740, "unknown"), (1000, "widening")],
)
def test_the_gap_is_said_to_move_only_when_its_interval_does(exposed_2013, direction):
    counted = groups(København=(50_000, 2000, 1252 + exposed_2013), exposed=(8500, 748, exposed_2013))
    gaps, changes = gap_to_city(counted, basis="register"), change_in_gap(counted, **YEARS, basis="register")
    assert gap_direction(gaps, changes).tolist() == [direction] * 2


def test_areas_at_or_below_the_city_have_no_gap_to_close():
    counted = groups(København=(50_000, 2000, 2000), exposed=(8500, 300, 100))
    gaps, changes = gap_to_city(counted, basis="register"), change_in_gap(counted, **YEARS, basis="register")
    assert gap_direction(gaps, changes).tolist() == ["no gap"] * 2


def test_what_can_be_known_is_the_example_of_cfbu_2015_in_methods():
    """METHODS, verdicts (CFBU 2015): 8,500 youths at 88 per 1,000; −2 %: 7 %, about 403,000 a year, 34 %."""
    chance = chance_of_change(0.088, 8500, 0.088 * 0.98).iloc[0]
    assert round(chance["chance_of_seeing"], 2) == 0.07
    assert round(chance["persons_needed"], -3) == 403_000
    assert round(chance["chance_without_change"], 2) == 0.34


def test_two_points_instead_of_two_percent_need_about_2800_a_year():
    """METHODS, verdicts (CFBU 2015): read as −2 points about 2,800 a year suffice."""
    chance = chance_of_change(0.088, 8500, 0.068).iloc[0]
    assert round(chance["persons_needed"], -2) == 2800
    assert chance["chance_of_seeing"] > 0.99


@pytest.mark.parametrize(("share", "persons", "target"), [(0.088, 8500, 0.08), (0.3, 500, 0.2), (0.02, 5000, 0.015)])
def test_chance_of_seeing_is_about_that_of_statsmodels(share, persons, target):
    """statsmodels pools the variance under the null, we do not (Fleiss, Levin & Paik 2003): within two points."""
    peer = power_proportions_2indep(target - share, share, persons, alpha=0.05, return_results=False)
    assert chance_of_change(share, persons, target)["chance_of_seeing"].iloc[0] == pytest.approx(peer, abs=0.02)


def test_chance_without_change_is_what_a_simulation_of_two_equal_years_gives():
    drawn = np.random.default_rng(20100413).binomial(8500, 0.088, (200_000, 2)) / 8500
    simulated = np.mean(drawn[:, 1] <= drawn[:, 0] - 0.02 * 0.088)
    assert chance_of_change(0.088, 8500, 0.088 * 0.98)["chance_without_change"].iloc[0] == pytest.approx(
        simulated, abs=0.005
    )


def test_a_share_below_two_points_cannot_fall_by_two_points():
    assert chance_of_change([0.015, 0.5], [8500, 8500], [-0.005, 0.48]).isna().all(axis=1).tolist() == [True, False]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 3, 17]))
def test_pairs_are_those_counted_by_hand_and_pieces_add_up(seed, pieces):
    residents, charges = random_registers(seed)
    pairs = persons_in_both_years(residents, charges, LEVELS, baseline=2009, last=2011)
    present = {year: set(residents.loc[residents["aar"] == year, "person_id"]) for year in (2009, 2011)}
    clear = charges[charges["gerningskode"].isin(["1252", "1380"])]
    charged = {year: set(clear.loc[clear["sigtelsesdato"].dt.year == year, "person_id"]) for year in (2009, 2011)}
    both = present[2009] & present[2011]
    by_hand = {
        "both": both & charged[2009] & charged[2011],
        "only_last": both & charged[2011] - charged[2009],
        "only_first": both & charged[2009] - charged[2011],
        "neither": both - charged[2009] - charged[2011],
    }
    assert pairs[PATTERNS].sum().to_dict() == {name: len(persons) for name, persons in by_hand.items()}
    parts = [
        persons_in_both_years(
            piece_of(residents, part, pieces), piece_of(charges, part, pieces), LEVELS, baseline=2009, last=2011
        )
        for part in range(pieces)
    ]
    frozen = list_of_year(EXPOSED, 2009)
    assert_frame_equal(pair_groups(pd.concat(parts), frozen), pair_groups(pairs, frozen))


def test_persons_who_move_or_leave_the_band_are_in_no_pair():
    residents = pd.DataFrame(
        {
            "person_id": ["stays", "moves_out", "turns_26", "turns_14", "leaves"] * 2,
            "aar": [2009] * 5 + [2011] * 5,
            "foedselsdato": pd.to_datetime(["1990-01-01", "1990-01-01", "1985-01-01", "1996-01-01", "1990-01-01"] * 2),
            "koen": "K",
            "bydel": "Bydel",
            "omraade": ["Demo-område 0"] * 6 + ["Demo-område 6"] + ["Demo-område 0"] * 3,
        }
    ).head(9)
    charges = random_registers(1)[1].head(0)
    pairs = persons_in_both_years(residents, charges, LEVELS, baseline=2009, last=2011)
    grouped = pair_groups(pairs, list_of_year(EXPOSED, 2009), bands=[(14, 25)])
    assert grouped["neither"].to_dict() == {("København", "14-25"): 2, (EXPOSED_FROZEN, "14-25"): 1}


def overlap_case(both, only_last, only_first, neither, residents=None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A group whose pairs are given; others in either year fill up to ``(residents, charged 2009, charged 2013)``."""
    index = pd.MultiIndex.from_tuples([("København", "14-25")], names=["area", "group"])
    columns = dict(zip(PATTERNS, (both, only_last, only_first, neither), strict=True))
    paired = pd.DataFrame(columns | {f"{name}_with_ambiguous": n for name, n in columns.items()}, index=index)
    alone = both + only_last + only_first + neither, both + only_first, both + only_last
    return groups(København=residents or alone), paired


def test_with_everybody_in_both_years_the_overlap_is_newcombes_for_pairs():
    """Newcombe 1998 (17:2635), method 10 without his correction of phi, which a negative phi never gets."""
    counted, paired = overlap_case(2, 30, 20, 48)
    change = change_with_overlap(counted, paired, **YEARS, basis="register").iloc[0]
    pairs = paired_difference(2, 30, 20, 48).iloc[0]
    assert change[["value", "ci_low", "ci_high"]].tolist() == pytest.approx(
        pairs[["value", "ci_low", "ci_high"]].tolist()
    )
    same = change_among_same_persons(paired, **YEARS, basis="register").iloc[0]
    assert same[["value", "ci_low", "ci_high"]].tolist() == pytest.approx(
        pairs[["value", "ci_low", "ci_high"]].tolist()
    )
    assert same[["numerator", "denominator", "n_persons"]].tolist() == [32, 100, 2]


def test_with_nobody_in_both_years_the_overlap_is_newcombes_for_separate_groups():
    """Newcombe 1998 (17:873), method 10."""
    counted, paired = overlap_case(0, 0, 0, 0, residents=(8500, 748, 568))
    change = change_with_overlap(counted, paired, **YEARS, basis="register").iloc[0]
    independent = difference_of_proportions(568, 8500, 748, 8500).iloc[0]
    assert change[["value", "ci_low", "ci_high"]].tolist() == pytest.approx(independent.tolist())


def test_interval_with_overlap_covers_a_known_change_and_is_narrower_than_the_independent_one():
    """2,000 persons in both years, charged at 20 % and 18 %, those of the first year more often again; 500 in each."""
    draws = 1000
    draw = np.random.default_rng(2009)
    first = draw.binomial(2000, 0.20, draws)
    again, fresh = draw.binomial(first, 0.42), draw.binomial(2000 - first, 0.12)
    before, after = first + draw.binomial(500, 0.20, draws), again + fresh + draw.binomial(500, 0.18, draws)
    areas = [f"Draw {n:04d}" for n in range(draws)]
    counted = groups(**{area: (2500, *both) for area, *both in zip(areas, before, after, strict=True)})
    patterns = dict(zip(PATTERNS, (again, fresh, first - again, 2000 - first - fresh), strict=True))
    index = pd.MultiIndex.from_product([areas, ["14-25"]], names=["area", "group"])
    paired = pd.DataFrame(patterns | {f"{name}_with_ambiguous": n for name, n in patterns.items()}, index=index)
    change = change_with_overlap(counted, paired, **YEARS, basis="demonstration").head(draws)
    independent = change_since_baseline(counted, **YEARS, basis="demonstration").head(draws)
    assert (change["ci_high"] - change["ci_low"] < independent["ci_high"] - independent["ci_low"]).all()
    coverage = ((change["ci_low"] <= -0.02) & (change["ci_high"] >= -0.02)).mean()
    assert 0.93 <= coverage <= 0.97  # 95 % ± 3 standard errors
    assert ((independent["ci_low"] <= -0.02) & (independent["ci_high"] >= -0.02)).mean() > coverage
    ratio = ratio_with_overlap(counted, paired, **YEARS, basis="demonstration").head(draws)
    assert 0.93 <= ((ratio["ci_low"] <= 0.9) & (ratio["ci_high"] >= 0.9)).mean() <= 0.97


def test_with_nobody_in_both_years_the_ratio_is_that_of_separate_groups():
    """Koopman 1984 for 8,500 in each year: limits recovered from Wilson's on logarithms differ in the third decimal."""
    counted, paired = overlap_case(0, 0, 0, 0, residents=(8500, 748, 568))
    ratio = ratio_with_overlap(counted, paired, **YEARS, basis="register").iloc[0]
    independent = ratio_of_proportions(568, 8500, 748, 8500).iloc[0]
    assert ratio["value"] == pytest.approx(independent["value"])
    assert ratio[["ci_low", "ci_high"]].tolist() == pytest.approx(
        independent[["ci_low", "ci_high"]].tolist(), abs=0.003
    )
    nobody = ratio_with_overlap(*overlap_case(0, 0, 5, 95), **YEARS, basis="register").iloc[0]
    assert pd.isna(nobody["value"]) and pd.isna(nobody["ci_low"])


def test_an_interval_rests_on_as_few_persons_as_were_charged_in_both_years():
    """Its width tells how many they are, so that a number under five withholds it at the gate."""
    change = change_with_overlap(*overlap_case(2, 30, 20, 48), **YEARS, basis="register").iloc[0]
    assert change["n_persons"] == 2


def test_the_whole_way_from_registers_to_a_change():
    residents, charges = random_registers(5, charges=3000)
    counts = by_area(persons_charged(residents, charges, LEVELS), EXPOSED, baseline=2009)
    counted = count_groups(counts, bands=BANDS)
    changes = change_since_baseline(counted, baseline=2009, last=2011, basis="demonstration")
    paired = pair_groups(
        persons_in_both_years(residents, charges, LEVELS, baseline=2009, last=2011),
        list_of_year(EXPOSED, 2009),
        bands=BANDS,
    )
    overlap = change_with_overlap(counted, paired, baseline=2009, last=2011, basis="demonstration")
    key = ["area", "group", "period"]
    joined = overlap.query("metric == 'change_with_overlap'").merge(
        changes.query("metric == 'change_in_share_charged'"),
        on=key,
        suffixes=("", "_independent"),
        validate="one_to_one",
    )
    assert len(joined) == len(paired) == 4
    assert np.allclose(joined["value"].to_numpy(float), joined["value_independent"].to_numpy(float))


def test_refusals_say_what_is_wrong():
    counted = groups(København=(8500, 748, 568))
    with pytest.raises(ValueError, match=r"^no residents were counted in 2010: a change needs both years$"):
        change_since_baseline(counted, baseline=2010, last=2013, basis="register")
    with pytest.raises(ValueError, match=r"^a target must lie below its baseline share"):
        chance_of_change([0.1, 0.2], [100, 100], [0.05, 0.2])
    counted, paired = overlap_case(1, 2, 3, 4, residents=(9, 4, 3))
    with pytest.raises(ValueError, match=r"^more persons in both years than in one"):
        change_with_overlap(counted, paired, **YEARS, basis="register")
