"""Where areas went: matrices, tests of symmetry, mobility, long run, and what chance alone would have moved."""

from itertools import product
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy.integrate import quad
from scipy.stats import norm
from statsmodels.stats.contingency_tables import SquareTable

from sikkerby_eval.metrics.safety.regression_to_mean import (
    both_below,
    movement_without_change,
    no_change_benchmark,
    survey_reliability,
)
from sikkerby_eval.metrics.safety.symmetry import bowker, stuart_maxwell
from sikkerby_eval.metrics.safety.transitions import (
    CATEGORIES,
    exit_probabilities,
    long_run_shares,
    pooled_transitions,
    shorrocks,
    transition_counts,
    transition_rows,
    transition_shares,
)

VISION = pd.DataFrame([[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]])
COFFEE = pd.DataFrame(
    [[93, 17, 44, 7, 10], [9, 46, 11, 0, 9], [17, 11, 155, 9, 12], [6, 4, 9, 15, 2], [10, 4, 12, 2, 27]]
)
THIN = pd.DataFrame([[0, 3, 1, 0], [1, 5, 2, 0], [0, 4, 6, 1], [0, 0, 2, 3]])
US_INCOMES = pd.DataFrame(
    [
        [0.91011236, 0.0886392, 0.00124844, 0.0, 0.0],
        [0.09972299, 0.78531856, 0.11080332, 0.00415512, 0.0],
        [0.0, 0.10125, 0.78875, 0.1075, 0.0025],
        [0.0, 0.00417827, 0.11977716, 0.79805014, 0.07799443],
        [0.0, 0.0, 0.00125156, 0.07133917, 0.92740926],
    ]
)


def index(years, *, metode="indeks 2009"):
    """A safety index from {year: {area: category}}."""
    rows = [(year, area, category) for year, areas in years.items() for area, category in areas.items()]
    frame = pd.DataFrame(rows, columns=["aar", "omraade", "kategori"])
    return frame.assign(bydel="Demo-bydel", metode=metode)


TWO_YEARS = index(
    {
        2010: {
            "a01_stays": "markant",
            "a02_up": "markant",
            "a03_up_two": "intensiveret",
            "a04_gone": "ordinaer",
            "København": "ordinaer",
        },
        2011: {
            "a01_stays": "markant",
            "a02_up": "ordinaer",
            "a03_up_two": "reduceret",
            "a05_new": "minimal",
            "København": "ordinaer",
        },
    }
)
AREAS_ONLY = TWO_YEARS[TWO_YEARS["omraade"] != "København"]


def test_each_area_is_counted_where_it_went_and_new_and_gone_are_not_guessed():
    counts = transition_counts(AREAS_ONLY, 2010, 2011)
    assert counts.loc["markant", "markant"] == 1 and counts.loc["markant", "ordinaer"] == 1
    assert counts.loc["intensiveret", "reduceret"] == 1
    assert counts.loc["ordinaer", "udgaaet"] == 1 and counts.loc["ny", "minimal"] == 1
    assert counts.to_numpy().sum() == 5


def test_a_row_nobody_was_in_is_missing_and_the_others_add_up_to_one():
    shares = transition_shares(transition_counts(AREAS_ONLY, 2010, 2011))
    assert shares.loc[["reduceret", "minimal"]].isna().all(axis=None)
    assert shares.loc[["markant", "intensiveret", "ordinaer", "ny"]].sum(axis=1).tolist() == [1, 1, 1, 1]


def test_estimates_leave_out_the_city_and_say_which_category_was_empty():
    rows = transition_rows(TWO_YEARS, 2010, 2011).set_index("group")
    assert rows.loc["markant → ordinær", ["numerator", "denominator"]].tolist() == [1, 2]
    assert rows.loc["ordinær → udgået", "value"] == 1
    empty = rows.loc["minimal → markant"]
    assert pd.isna(empty["value"]) and empty["method"] == "missing: no area was in this category"
    assert rows["n_persons"].isna().all()


@pytest.mark.parametrize(
    ("changed", "last", "reason"),
    [
        (
            TWO_YEARS.assign(metode=TWO_YEARS["aar"].astype(str)),
            2011,
            "not compared: the index method changed between 2010 and 2011",
        ),
        (TWO_YEARS, 2012, "not compared: no index for 2012"),
    ],
)
def test_years_that_cannot_be_compared_are_missing_or_refused_with_the_reason(changed, last, reason):
    rows = transition_rows(changed, 2010, last)
    assert rows["value"].isna().all() and rows["method"].tolist() == [reason]
    with pytest.raises(ValueError, match=reason):
        transition_counts(changed, 2010, last)


def test_two_methods_in_both_years_must_be_chosen_between():
    twice = pd.concat([AREAS_ONLY, AREAS_ONLY.assign(metode="indeks B")])
    with pytest.raises(ValueError, match="2010 and 2011 are both measured by 2 methods; keep the rows of one"):
        transition_counts(twice, 2010, 2011)
    new_method_beside = pd.concat([AREAS_ONLY, AREAS_ONLY[AREAS_ONLY["aar"] == 2011].assign(metode="indeks B")])
    assert_frame_equal(transition_counts(new_method_beside, 2010, 2011), transition_counts(AREAS_ONLY, 2010, 2011))


def test_our_own_weights_never_give_a_real_district_a_category():
    ours = TWO_YEARS.assign(metode="egen vægtning 2026-11-22")
    with pytest.raises(ValueError, match="categories from our own weights are not a real district's"):
        transition_rows(ours, 2010, 2011, basis="register")
    assert len(transition_rows(ours, 2010, 2011, basis="demonstration")) > 1


def test_pooling_takes_neighbouring_years_of_one_method_only():
    years = index({2010: {"a": "markant"}, 2011: {"a": "ordinaer"}, 2013: {"a": "markant"}, 2014: {"a": "markant"}})
    years.loc[years["aar"] == 2014, "metode"] = "indeks B"
    pooled = pooled_transitions(years)
    assert pooled.to_numpy().sum() == 1 and pooled.loc["markant", "ordinaer"] == 1


def test_bowker_on_the_vision_of_7477_women():
    """R's ordinalTables, vignette "Models to Fit to Square Tables" (after Agresti 1984): 19.1065502 on 6 df."""
    row = bowker(VISION).iloc[0]
    assert (row["statistic"], row["df"], row["empty_pairs"]) == (pytest.approx(19.1065502, abs=5e-8), 6, 0)
    assert row["p_value"] == pytest.approx(SquareTable(VISION.to_numpy(), shift_zeros=False).symmetry().pvalue)


def test_bowker_on_agrestis_coffee_purchases():
    """Agresti 2002, section 10.4, choice of decaffeinated coffee twice: symmetry has X² = 20.4 on 10 df."""
    row = bowker(COFFEE).iloc[0]
    assert (row["statistic"], row["df"]) == (pytest.approx(20.4, abs=0.05), 10)
    assert row["method"] == "chi-squared; 2 pairs with fewer than 10 moves"


def test_stuart_maxwell_on_the_vision_of_7477_women():
    """Stuart 1955: Q = 11.96 (R's coin); ordinalTables' vignette: 11.9565696, and Bhapkar's statistic 11.9757202.

    Bhapkar's is tied to Stuart's by W = S / (1 − S/n) (Ireland, Ku & Kullback 1969).
    """
    row = stuart_maxwell(VISION).iloc[0]
    assert (row["statistic"], row["df"]) == (pytest.approx(11.9565696, abs=5e-8), 3)
    assert row["statistic"] / (1 - row["statistic"] / 7477) == pytest.approx(11.9757202, abs=5e-8)
    assert row["statistic"] == pytest.approx(SquareTable(VISION.to_numpy(), shift_zeros=False).homogeneity().statistic)


def test_stuart_maxwell_on_uebersax_two_raters():
    """Two raters in three categories (Uebersax, McNemar tests; printed by R's stuartMaxwellTest): 13.765 on 2 df."""
    row = stuart_maxwell(pd.DataFrame([[20, 3, 0], [10, 30, 5], [5, 15, 40]])).iloc[0]
    assert (row["statistic"], row["df"]) == (pytest.approx(13.765, abs=0.0005), 2)


def enumerated(table, statistic):
    """Every way of giving each move a direction, with its chance: the definition, move by move in each pair."""
    size = len(table)
    pairs = [(i, j) for i in range(size) for j in range(i + 1, size)]
    totals = [int(table[i, j] + table[j, i]) for i, j in pairs]
    observed, chance = statistic(table), 0.0
    for ups in product(*(range(total + 1) for total in totals)):
        swapped, weight = np.diag(np.diag(table)).astype(float), 1.0
        for (i, j), up, total in zip(pairs, ups, totals, strict=True):
            swapped[i, j], swapped[j, i] = up, total - up
            weight *= comb(total, up) / 2**total
        chance += weight * (statistic(swapped) >= observed - 1e-7)
    return chance


def _plain_bowker(table):
    pairs = [(i, j) for i in range(len(table)) for j in range(i) if table[i, j] + table[j, i]]
    return sum((table[i, j] - table[j, i]) ** 2 / (table[i, j] + table[j, i]) for i, j in pairs)


def _plain_stuart(table):
    difference = table.sum(axis=1) - table.sum(axis=0)
    variance = np.diag(table.sum(axis=1) + table.sum(axis=0)) - table - table.T
    return difference @ np.linalg.pinv(variance) @ difference


def test_thin_tables_are_exact_as_every_direction_of_every_move_listed():
    for test, plain in ((bowker, _plain_bowker), (stuart_maxwell, _plain_stuart)):
        row = test(THIN).iloc[0]
        assert row["method"] == "exact"
        assert row["p_value"] == pytest.approx(enumerated(THIN.to_numpy(dtype=float), plain), abs=1e-9)


def test_two_categories_are_mcnemars_exact_test():
    """With c = 2 both tests are McNemar's: 1 against 6 of 7 moves, binomial two-sided p = 0.125."""
    table = pd.DataFrame([[3, 1], [6, 2]])
    assert bowker(table)["p_value"].item() == pytest.approx(0.125)
    assert stuart_maxwell(table)["p_value"].item() == pytest.approx(0.125)


def test_empty_categories_are_dropped_and_empty_pairs_are_counted():
    padded = pd.DataFrame(np.pad(THIN.to_numpy(), (0, 1)))
    assert stuart_maxwell(padded)["statistic"].item() == pytest.approx(stuart_maxwell(THIN)["statistic"].item())
    assert stuart_maxwell(padded)["df"].item() == stuart_maxwell(THIN)["df"].item() == 3
    assert (bowker(padded)["df"].item(), bowker(padded)["empty_pairs"].item()) == (10, 6)


def test_where_nothing_moved_there_is_no_test():
    for test in (bowker, stuart_maxwell):
        row = test(pd.DataFrame(np.diag([3, 4, 0]))).iloc[0]
        assert np.isnan(row["p_value"]) and row["method"] == "missing: nothing moved"


def test_tables_that_are_not_square_or_negative_are_refused():
    with pytest.raises(ValueError, match="the same categories, in the same order"):
        bowker(pd.DataFrame([[1, 2], [3, 4]], columns=["a", "b"], index=["b", "a"]))
    with pytest.raises(ValueError, match="counts are negative in 1 cells"):
        stuart_maxwell(pd.DataFrame([[1, -2], [3, 4]]))


def test_shorrocks_of_us_state_incomes_as_giddy_prints_it():
    """giddy's documentation of markov_mobility on usjoin quintiles 1929-2009: 0.19759 from the matrix it prints."""
    assert shorrocks(US_INCOMES) == pytest.approx(0.19758992000997844, abs=1e-8)


def test_shorrocks_counts_only_categories_somebody_was_in():
    counts = pd.DataFrame([[1, 1, 0], [1, 1, 0], [0, 0, 0]])
    assert shorrocks(counts) == 1
    assert shorrocks(pd.DataFrame(np.diag([2, 3, 1]))) == 0
    assert np.isnan(shorrocks(pd.DataFrame(np.diag([2, 0, 0]))))


def test_exit_probability_is_one_minus_the_diagonal():
    rows = exit_probabilities(transition_counts(AREAS_ONLY, 2010, 2011), period="2010–2011").set_index("group")
    assert rows.loc["markant", ["numerator", "denominator"]].tolist() == [1, 2]
    assert pd.isna(rows.loc["ordinær", "value"]) and pd.isna(rows.loc["minimal", "value"])


def test_long_run_of_kemeny_and_snells_weather():
    """Kemeny & Snell 1960, the Land of Oz: nice, rain, snow in the long run 1/5, 2/5, 2/5."""
    oz = pd.DataFrame([[0, 2, 2], [1, 2, 1], [1, 1, 2]], index=list("nrs"), columns=list("nrs"))
    assert long_run_shares(oz)["share"].tolist() == pytest.approx([0.2, 0.4, 0.4])


def test_long_run_exists_only_within_closed_classes():
    two = pd.DataFrame([[1, 1, 0, 0], [1, 1, 0, 0], [1, 0, 1, 1], [0, 0, 0, 3]])
    table = long_run_shares(two)
    assert table["closed_class"].tolist() == [1, 1, pd.NA, 2]
    assert table["share"].fillna(-1).tolist() == pytest.approx([0.5, 0.5, -1, 1])
    leads_to_unknown = pd.DataFrame([[1, 1], [0, 0]])
    assert long_run_shares(leads_to_unknown)["share"].isna().all()


def test_movement_without_change_reproduces_the_stated_table():
    """Cut-offs 3/35 and 12/35, reliability .9/.8/.7/.6: 32/45/55/63 % leave, 1/6/13/20 % reach."""
    moves = movement_without_change(3 / 35, 12 / 35, [0.9, 0.8, 0.7, 0.6])
    assert (100 * moves["leave_markant"]).round().tolist() == [32, 45, 55, 63]
    assert (100 * moves["reach_ordinaer"]).round().tolist() == [1, 6, 13, 20]


@settings(max_examples=60, deadline=None)
@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(0, 0.95))
def test_bivariate_normal_agrees_with_the_conditional_integral(first, second, correlation):
    """The definition, integrated the other way: over the first value, the second given the first."""
    rest = np.sqrt(1 - correlation**2)
    slow, _ = quad(lambda x: norm.pdf(x) * norm.cdf((second - correlation * x) / rest), -9, first, limit=200)
    assert float(both_below(first, second, correlation)) == pytest.approx(slow, abs=1e-8)


def test_perfectly_unreliable_measurement_moves_by_the_shares_alone():
    moves = movement_without_change(0.2, 0.5, [0.0])
    assert moves.iloc[0].tolist() == pytest.approx([0.8, 0.5])
    assert movement_without_change(0.0, 0.5, [0.8]).isna().all(axis=None)
    with pytest.raises(ValueError, match="shares must satisfy 0 <= markant"):
        movement_without_change(0.5, 0.2, [0.8])
    with pytest.raises(ValueError, match="the correlation must be at least 0 and below 1"):
        movement_without_change(0.2, 0.5, [1.0])


def test_benchmark_is_computed_from_the_registers_own_shares():
    categories = ["markant"] * 3 + ["intensiveret"] * 9 + ["ordinaer"] * 23
    register = index({2010: {f"a{number:02}": category for number, category in enumerate(categories)}})
    table = no_change_benchmark(register, 2010).set_index(["metric", "group"])["value"]
    expected = movement_without_change(3 / 35, 12 / 35, [0.8]).iloc[0]
    assert table["no_change_leave_markant", "pålidelighed 0,80"] == pytest.approx(expected["leave_markant"])
    assert table["no_change_all_reach_ordinaer", "pålidelighed 0,80"] == pytest.approx(expected["reach_ordinaer"] ** 3)
    nobody = no_change_benchmark(register[register["kategori"] == "ordinaer"], 2010)
    assert nobody["value"].isna().all() and nobody["method"].tolist() == ["missing: no area is markant"]


def test_reliability_is_the_part_of_the_variance_that_is_not_sampling():
    areas = pd.DataFrame({"aar": 2010, "indeks": [40.0, 50.0, 60.0], "se": [5.0, 5.0, 5.0]})
    assert survey_reliability(areas, 2010) == pytest.approx(1 - 25 / 100)
    assert np.isnan(survey_reliability(areas.assign(se=np.nan), 2010))


CATEGORY = st.sampled_from(CATEGORIES)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CATEGORY, CATEGORY), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_relations_that_every_register_keeps(moves, chance):
    years = index(
        {
            2010: {f"a{i}": before for i, (before, _) in enumerate(moves)},
            2011: {f"a{i}": after for i, (_, after) in enumerate(moves)},
        }
    )
    counts = transition_counts(years, 2010, 2011)
    assert counts.to_numpy().sum() == len(moves)
    shares = transition_shares(counts)
    np.testing.assert_allclose(shares.dropna().sum(axis=1).to_numpy(dtype=float), 1)
    shuffled = years.sample(frac=1, random_state=chance.randint(0, 999))
    assert_frame_equal(transition_counts(shuffled, 2010, 2011), counts)
    kept = counts.loc[list(CATEGORIES), list(CATEGORIES)]
    assume((kept.to_numpy() - np.diag(np.diag(kept))).any())
    for test in (bowker, stuart_maxwell):
        assert test(kept)["statistic"].item() == pytest.approx(test(kept.T)["statistic"].item(), abs=1e-9)
        assert 0 < test(kept)["p_value"].item() <= 1
