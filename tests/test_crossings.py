"""Ages by sex, sex by area and ages by area of the same persons: all that the three tell together is reckoned with."""

import itertools

import numpy as np
import pandas as pd
import pytest
from given_counts import persons
from scipy.optimize import linprog

from sikkerby_eval.judge.disclosure.held_sums import crossings
from sikkerby_eval.judge.disclosure.publication import audit, protect, row_ids
from sikkerby_eval.judge.disclosure.sums import Sum
from sikkerby_eval.metrics.estimates import WHOLE_CITY

AGES, SEXES, PLACES = ["15-17", "18-25"], ["K", "M"], ["a", "b"]
AREAS = pd.DataFrame([(x, x) for x in PLACES] + [(WHOLE_CITY, x) for x in PLACES], columns=["area", "part"])


def margins(table):
    """The three tables of two divisions each as estimates, and which persons each row is the sum of."""
    place = np.arange(table.size).reshape(table.shape)
    counts, insides = {}, []
    for (i, age), (j, sex), (k, area) in itertools.product(
        [*enumerate(AGES), (slice(None), "15-25")],
        [*enumerate(SEXES), (slice(None), "")],
        [*enumerate(PLACES), (slice(None), WHOLE_CITY)],
    ):
        if any(isinstance(at, slice) for at in (i, j, k)):
            inside = np.isin(place, place[i, j, k]).ravel().astype(float)
            counts["2013", area, age + (f", {sex}" if sex else "")] = int(inside @ table.ravel())
            insides.append(inside)
    return persons(counts, metric="persons"), np.array(insides)


def known_by_all(table, published, inside):
    """Attack with persons of an age, a sex and a place as atoms, and with none of the library's own sums."""
    shown = (published.frame["status"] == "shown").to_numpy()
    told = inside[shown] @ table.ravel()
    for row_id, goal in zip(published.frame["row_id"][~shown], inside[~shown], strict=True):
        low, high = (linprog(way * goal, A_eq=inside[shown], b_eq=told, bounds=(0, None)) for way in (1, -1))
        yield row_id, (round(low.fun, 6), round(-high.fun, 6) if high.status == 0 else np.inf)


THREE_OF_K = [[[3, 0], [5, 30]], [[17, 0], [20, 40]]]
"""All 20 of K live in a, where 8 are 15–17: so at most 8 of K are, though K and 15–17 alone would allow 20."""
RANDOM = [np.random.default_rng(seed).negative_binomial(1, 0.15, size=(2, 2, 2)) for seed in (1, 2, 3)]


@pytest.mark.parametrize("table", [THREE_OF_K, *RANDOM])
def test_the_audit_knows_what_three_tables_of_the_same_persons_tell_together(table):
    table = np.array(table, dtype=float)
    estimates, inside = margins(table)
    published = protect(estimates, areas=AREAS)
    known = dict(known_by_all(table, published, inside))
    found = audit({"": published}, areas=AREAS).set_index("row_id")
    told = {row_id: (np.ceil(low), np.floor(high)) for row_id, (low, high) in known.items()}
    assert {row.Index: (row.low, row.high) for row in found.itertuples()} == told
    assert all(high - low >= 5 for low, high in told.values())


def test_of_three_k_at_most_eight_can_be_known():
    """By hand: 8 of 15–17 in a, of whom any number from none to all can be of K."""
    estimates, _ = margins(np.array(THREE_OF_K, dtype=float))
    published = protect(estimates, areas=AREAS)
    found = audit({"": published}, areas=AREAS).set_index("row_id")
    few = row_ids(estimates)[estimates["numerator"] == 3].iloc[0]
    assert found.loc[few, ["low", "high"]].tolist() == [0, 8]


def test_only_what_all_three_tables_are_sums_of_is_added():
    sums = [Sum("age", "15-25", ("15-17", "18-25")), Sum("group", "", ("K", "M")), Sum("area", "by", ("a", "b"))]
    persons = ("persons", "numerator")
    labels = itertools.product(["a", "b", "by"], ["15-17", "18-25", "15-25"], ["K", "M", ""])
    printed = {(persons, ("2013", *label)): 9.0 for label in labels if {"by", "15-25", ""} & set(label)}
    added = {context for _, context in crossings(printed, sums)}
    assert added == set(itertools.product(["2013"], ["a", "b"], ["15-17", "18-25"], ["K", "M"]))
    del printed[persons, ("2013", "a", "15-25", "K")]
    assert added - {context for _, context in crossings(printed, sums)} == {
        ("2013", "a", age, "K") for age in ("15-17", "18-25")
    }
    assert not list(crossings({cell: n for cell, n in printed.items() if not cell[1][3]}, sums))
