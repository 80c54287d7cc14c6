"""A chain of reports over years, attacked with all that they show: nothing that any of them withheld comes back."""

import itertools

import numpy as np
import pandas as pd
import pytest
from given_counts import shares
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scipy import sparse

from sikkerby_eval.judge.disclosure.attacker import feasible_intervals
from sikkerby_eval.judge.disclosure.ledger import add_issue
from sikkerby_eval.judge.disclosure.other_issues import about
from sikkerby_eval.judge.disclosure.publication import audit, protect
from sikkerby_eval.metrics.estimates import WHOLE_CITY

KEYS = ["period", "area"]
BASE = 300


def report(counts, year):
    """What the report of a year tells of charges by year and area: all years until then together, and its own."""
    parts = {"a": [0], "b": [1], "c": [2], WHOLE_CITY: [0, 1, 2]}
    spans = {f"2010–{year}": slice(0, year - 2009), str(year): slice(year - 2010, year - 2009)}
    return shares(
        {
            (period, area): (int(counts[span, places].sum()), BASE * len(places) * counts[span].shape[0])
            for (period, span), (area, places) in itertools.product(spans.items(), parts.items())
        }
    )


def chain(counts):
    """Make the reports of each year, each with an eye to those before it."""
    ledger, told = None, []
    for year in range(2010, 2010 + len(counts)):
        table = protect(report(counts, year), ledger=ledger)
        told.append(table.frame.assign(issue=year))
        ledger = add_issue(ledger, {"": table}, issue=str(year))
    return pd.concat(told, ignore_index=True)


def known_by_all(told):
    """Attack with persons charged by year and area as atoms, and with none of the library's own sums."""
    years = sorted(told["issue"].unique())
    atoms = list(itertools.product(range(len(years)), "abc"))
    lines, values = [], []
    for row in told.itertuples():
        first, last = int(row.period[:4]), int(row.period[-4:])
        inside = [first <= 2010 + year <= last and row.area in (area, WHOLE_CITY) for year, area in atoms]
        lines.append(np.r_[np.array(inside, dtype=float), -np.eye(len(told))[row.Index]])
        values.append(np.nan if row.status == "withheld" else row.numerator)
    unknown = np.r_[np.full(len(atoms), np.nan), np.array(values, dtype=float)]
    ends = feasible_intervals(sparse.csr_matrix(np.array(lines)), unknown)
    found = ends.loc[ends.index >= len(atoms)]
    return told.iloc[found.index - len(atoms)].assign(width=(found["high"] - found["low"]).to_numpy())


COUNTS = st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).poisson(7, size=(3, 3)))


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(COUNTS)
def test_nothing_that_a_report_withheld_comes_back_with_later_ones(counts):
    told = chain(counts)
    withheld = told[told["status"] == "withheld"]
    shown = told[told["status"] == "shown"]
    assert not set(map(tuple, withheld[KEYS].to_numpy())) & set(map(tuple, shown[KEYS].to_numpy()))
    assert (known_by_all(told)["width"] >= 5).all()


def test_the_partner_of_small_numbers_is_protected_after_they_need_it_no_more():
    """Two small numbers of 5 together bound each other well enough; their partner was withheld, so it stays unknown."""
    small = {("2011", "a"): (3, 300), ("2011", "b"): (2, 300)}
    large = {("2011", "c"): (20, 300), ("2011", "d"): (37, 300), ("2011", WHOLE_CITY): (62, 1200)}
    first = protect(shares(small | large))
    ledger = add_issue(None, {"": first}, issue="2011")
    (partner,) = set(first.frame.loc[first.frame["status"] == "withheld", "area"]) - {"a", "b"}
    count = large["2011", partner][0]
    next_years = shares({("2011–2012", partner): (count + 30, 600), ("2012", partner): (30, 300)})
    told = protect(next_years, ledger=ledger[ledger["status"] == "shown"])
    assert (told.frame["status"] == "shown").all(), "the two would give the partner back"
    found = audit({"": told}, ledger=ledger).set_index("row_id")
    assert found.loc[first.frame.set_index("area").loc[partner, "row_id"], ["low", "high"]].tolist() == [count, count]
    second = protect(next_years, ledger=ledger)
    assert (second.frame["status"] == "withheld").any()
    assert audit({"": second}, ledger=ledger)["safe"].all()


@pytest.mark.parametrize("later", [False, True])
def test_a_number_once_withheld_stays_so_when_the_small_one_beside_it_is_corrected(later):
    first = shares({("2013", WHOLE_CITY): (60, 900), ("2013", "a"): (3, 300), ("2013", "b"): (20, 300)})
    first = pd.concat([first, shares({("2013", "c"): (37, 300)})])
    now = shares({("2013", WHOLE_CITY): (66, 900), ("2013", "a"): (9, 300), ("2013", "b"): (20, 300)})
    now = pd.concat([now, shares({("2013", "c"): (37, 300)})])
    ledger = add_issue(None, {"": protect(first)}, issue="2013").assign(later=later)
    assert (protect(now).frame["status"] == "shown").all()
    assert protect(now, ledger=ledger).frame["status"].tolist() == protect(first).frame["status"].tolist()


def test_a_base_that_was_shown_beside_a_withheld_count_is_known():
    first = protect(shares({("2013", "a"): (3, 300)}))
    assert first.frame["denominator"].item() == 300
    ledger = add_issue(None, {"": first}, issue="2013")
    small_base = shares({("2013", "a"): (3, 300), ("2013", "b"): (0, 4), ("2013", WHOLE_CITY): (3, 304)})
    again = protect(small_base, ledger=ledger).frame.set_index("area")
    assert again.loc["a", "denominator"] == 300
    assert again.loc[["b", WHOLE_CITY], "denominator"].isna().all()


def test_counts_of_other_things_are_not_read_beside_those_of_persons():
    """Reports by quarter would divide the days in which charges are counted, and hide which of them add up."""
    charged = protect(shares({("2013", "a"): (3, 300), ("2013", "b"): (30, 300)}))
    reports = shares({("2013K1", "a"): (90, 300)}).assign(metric="share_reported_in_time")
    reports["n_persons"] = pd.array([pd.NA], dtype="Int64")
    ledger = add_issue(add_issue(None, {"": charged}, issue="1"), {"": protect(reports)}, issue="2")
    kept = about(ledger, pd.Series(["share_charged_with_ambiguous"], dtype="string"))
    assert kept["metric"].unique().tolist() == ["share_charged"]
    assert sorted(kept["status"]) == ["shown", "withheld"]
    assert about(ledger, pd.Series(["citizens_reached"], dtype="string")) is None


def test_two_labels_of_the_same_years_are_one_count():
    """2011–2011 was withheld; 2011–2012 less 2012 gives it back under the name of 2011."""
    alone = shares({("2011–2011", WHOLE_CITY): (3, 300)})
    ledger = add_issue(None, {"": protect(alone)}, issue="2011")
    both = shares({("2011–2012", WHOLE_CITY): (23, 600), ("2012", WHOLE_CITY): (20, 300)})
    assert (protect(both).frame["status"] == "withheld").any()
    second = protect(both, ledger=ledger)
    assert (second.frame["status"] == "withheld").any()
    assert audit({"": second}, ledger=ledger)["safe"].all()


def test_what_earlier_reports_have_given_away_stops_no_later_one():
    """Two reports made apart: 23 less 20 is 3. The third can mend nothing, hides it still, and is published."""
    ledger = add_issue(None, {"": protect(shares({("2011–2012", "a"): (23, 600)}))}, issue="2012")
    ledger = add_issue(ledger, {"": protect(shares({("2012", "a"): (20, 300)}))}, issue="2012b")
    assert (ledger["status"] == "shown").all()
    third = protect(shares({("2011", "a"): (3, 300), ("2013", "a"): (30, 300)}), ledger=ledger)
    assert third.frame["status"].tolist() == ["withheld", "shown"]


def test_what_earlier_reports_have_given_away_is_not_withheld_for_nothing():
    """8 is 28 less 20 to everybody, so withholding it would hide nothing; of 3, 3 and 2 nobody knows which is which."""
    ledger = None
    for number, told in enumerate([{("2010–2013", "a"): (28, 900)}, {("2010", "a"): (20, 300)}]):
        ledger = add_issue(ledger, {"": protect(shares(told))}, issue=str(number))
    few = {("2011", "a"): (3, 200), ("2012", "a"): (3, 200), ("2013", "a"): (2, 200)}
    last = protect(shares(few | {("2011–2013", "a"): (8, 600)}), ledger=ledger)
    assert last.frame["status"].tolist() == ["withheld", "withheld", "withheld", "shown"]
    assert audit({"": last}, ledger=ledger)["safe"].all()
