"""The reader who solves for what is withheld finds exactly what can be known, no more and no less."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_eval.judge.disclosure.attacker import ContradictionError, feasible_intervals


def two_way(inner):
    """A table with totals in its first row and column, as a flat vector, and its sums."""
    inner = np.asarray(inner, dtype=float)
    table = np.zeros(np.add(inner.shape, 1))
    table[1:, 1:] = inner
    table[0], table[:, 0] = table.sum(axis=0), table.sum(axis=1)
    table[0, 0] = inner.sum()
    place = np.arange(table.size).reshape(table.shape)
    sums = np.zeros((sum(table.shape), table.size))
    for number, line in enumerate([*place, *place.T]):
        sums[number, line] = 1
        sums[number, line[0]] = -1
    return sums, table.ravel(), place


def test_sdctable_example_two_withheld_in_every_line_still_give_one_back():
    """sdcTable (Statistics Austria), tests/testthat/test-simpleheuristic.R: cell w|b is 236 - 189 = 47."""
    sums, values, place = two_way([[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]])
    assert values[0] == 3943
    printed = values.copy()
    withheld = place[[1, 1, 1, 2, 2, 3, 3, 4, 4], [1, 2, 3, 1, 3, 2, 4, 2, 4]]
    printed[withheld] = np.nan
    found = feasible_intervals(sums, printed)
    assert tuple(found.loc[place[1, 2]]) == (47, 47)
    others = found.drop(index=place[1, 2])
    assert (others["high"] > others["low"]).all()


def test_a_single_withheld_cell_is_its_total_minus_the_rest():
    sums, values, place = two_way([[3, 20], [30, 40]])
    values[place[1, 1]] = np.nan
    assert tuple(feasible_intervals(sums, values).loc[place[1, 1]]) == (3, 3)


def test_four_withheld_corners_move_by_the_smallest_that_goes_down():
    """By hand: x = 3 + t with 20 - t, 30 - t and 40 + t not negative gives 0 to 23."""
    sums, values, place = two_way([[3, 20], [30, 40]])
    values[place[1:, 1:].ravel()] = np.nan
    found = feasible_intervals(sums, values)
    assert tuple(found.loc[place[1, 1]]) == (0, 23)
    assert tuple(found.loc[place[2, 2]]) == (37, 60)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=6, max_size=6), st.sets(st.integers(0, 5), min_size=1, max_size=4))
def test_intervals_equal_those_of_trying_every_table(counts, withheld):
    sums, values, place = two_way(np.reshape(counts, (2, 3)))
    cells = place[1:, 1:].ravel()[sorted(withheld)]
    printed = values.copy()
    printed[cells] = np.nan
    fitting = []
    for guess in itertools.product(range(10), repeat=len(cells)):
        if sum(guess) == values[cells].sum():
            table = values.copy()
            table[cells] = guess
            if not (sums @ table).any():
                fitting.append(guess)
    lowest, highest = np.min(fitting, axis=0), np.max(fitting, axis=0)
    for integer in (False, True):
        found = feasible_intervals(sums, printed, integer=integer).loc[cells]
        assert (found["low"] == lowest).all()
        assert (found["high"] == highest).all()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=12, max_size=12), st.sets(st.integers(0, 11), min_size=2), st.integers(1, 8)
)
def test_wide_enough_is_said_of_those_cells_that_are_and_the_others_have_their_own_ends(counts, withheld, enough):
    """Against the same search without a bound."""
    sums, values, place = two_way(np.reshape(counts, (3, 4)))
    values[place[1:, 1:].ravel()[sorted(withheld)]] = np.nan
    whole, found = feasible_intervals(sums, values), feasible_intervals(sums, values, enough=enough)
    wide = whole["high"] - whole["low"] >= enough
    assert ((found["high"] - found["low"] >= enough) == wide).all()
    assert found[~wide].equals(whole[~wide])
    assert (found["low"] >= whole["low"]).all()
    assert (found["high"] <= whole["high"]).all()


def test_whole_numbers_can_tell_more_than_fractions():
    """2a + 2b = 3c with c = 1: no whole numbers fit, fractions do; only the integer search knows."""
    sums, printed = np.array([[2.0, 2.0, -3.0]]), np.array([np.nan, np.nan, 1.0])
    assert feasible_intervals(sums, printed)["high"].tolist() == [1, 1]
    with pytest.raises(ContradictionError, match="no counts fit"):
        feasible_intervals(sums, printed, integer=True)


def test_nothing_bounds_a_cell_that_stands_in_no_sum():
    found = feasible_intervals(np.zeros((1, 2)), [np.nan, 4.0])
    assert tuple(found.loc[0]) == (0, np.inf)
    assert feasible_intervals(np.zeros((1, 2)), [np.nan, 4.0], integer=True).loc[0, "low"] == 0


def test_printed_numbers_that_do_not_add_up_are_refused():
    sums, values, _ = two_way([[3, 20], [30, 40]])
    values[0] += 1
    with pytest.raises(ContradictionError, match="do not add up"):
        feasible_intervals(sums, values)


def test_revised_numbers_that_contradict_each_other_hide_no_other_table():
    """Two tables side by side: the totals of the first fit no counts, the second is worked out all the same."""
    sums, values, place = two_way([[3, 20], [30, 40]])
    printed, revised = values.copy(), values.copy()
    printed[place[1:, 1:]] = revised[place[1:, 1:]] = np.nan
    revised[place[1, 0]] += 1
    both, known = np.kron(np.eye(2), sums), np.concatenate([revised, printed])
    with pytest.raises(ContradictionError, match="do not add up"):
        feasible_intervals(both, known)
    found, alone = feasible_intervals(both, known, revised=True), feasible_intervals(sums, printed)
    assert found.index.tolist() == (alone.index + len(values)).tolist()
    assert found.to_numpy().tolist() == alone.to_numpy().tolist()
