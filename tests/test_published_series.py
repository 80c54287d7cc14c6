"""Published figures as estimates: what a source printed, nothing it did not print, and doubt carried along."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sikkerby_eval.data import published
from sikkerby_eval.metrics.crime.swings import dispersions
from sikkerby_eval.metrics.projects.costs import budget_by
from sikkerby_eval.metrics.published import (
    CONFLICT,
    DOUBTFUL,
    published_series,
    reported_offences,
    yearly_reports,
)


def _printed(*rows, unit="pct"):
    names = ["area", "period", "value", "approximate", "uncertain"]
    return pd.DataFrame(rows, columns=names).assign(indicator="x", unit=unit).astype({"value": "Float64"})


def test_a_percentage_becomes_a_fraction_without_an_interval_that_nobody_printed():
    series = published_series(_printed(("Valby", "2010", 12.5, False, False)), "x")
    assert series[["metric", "area", "period", "value", "unit", "basis"]].iloc[0].tolist() == [
        "x", "Valby", "2010", 0.125, "fraction", "published",
    ]  # fmt: skip
    assert series[["numerator", "denominator", "ci_low", "ci_high", "n_persons"]].isna().all(axis=None)


def test_where_sources_differ_the_least_uncertain_number_stands_and_says_so():
    rows = [("Valby", "2010", 10, False, True), ("Valby", "2010", 11, True, False), ("Valby", "2010", 12, False, False)]
    series = published_series(_printed(*rows), "x")
    assert series[["value", "method"]].to_numpy().tolist() == [[0.12, CONFLICT]]


def test_a_number_that_is_uncertain_in_its_source_says_so():
    rows = [("Valby", "2010", 10, False, True), ("Valby", "2011", 10, True, False)]
    assert published_series(_printed(*rows), "x")["method"].tolist() == [DOUBTFUL, "published"]


@given(st.permutations(range(6)))
def test_the_order_of_the_rows_changes_nothing(order):
    rows = [(area, year, value, False, False) for value, (area, year) in enumerate(
        [(area, year) for area in ("Valby", "Vanløse") for year in ("2010", "2011", "2012")]
    )]  # fmt: skip
    frame = _printed(*rows)
    expected = published_series(frame, "x").set_index(["area", "period"])["value"].sort_index()
    found = published_series(frame.iloc[list(order)], "x").set_index(["area", "period"])["value"].sort_index()
    pd.testing.assert_series_equal(found, expected)


def test_a_missing_number_has_no_row_and_a_name_nobody_printed_is_refused():
    frame = _printed(("Valby", "2010", None, False, False), ("Valby", "2011", 3, False, False))
    assert published_series(frame, "x")["period"].tolist() == ["2011"]
    with pytest.raises(KeyError, match="no published figure is named y"):
        published_series(frame, "y")


def test_one_figure_in_two_units_is_refused():
    frame = pd.concat([_printed(("Valby", "2010", 1, False, False), unit=unit) for unit in ("pct", "persons")])
    with pytest.raises(ValueError, match="the published figure x has several units"):
        published_series(frame, "x")


def test_the_share_unsafe_in_2009_is_11_per_cent_tryghedsundersoegelsen_2016():
    series = published_series(published.safety_survey(), "share_unsafe_neighbourhood")
    city = series[series["area"] == "København"].set_index("period")["value"]
    assert city["2009"] == 0.11


QUARTERS = pd.DataFrame(
    {
        "period": ["2010K1", "2010K2", "2010K3", "2010K4", "2011K1"],
        "area": "København",
        "group": "12",
        "group_da": "Vold",
        "reports": [1, 2, 3, 4, 5],
    }
)


def test_quarters_are_counts_of_events_and_a_year_is_known_when_its_four_quarters_are():
    quarters = reported_offences(QUARTERS)
    assert quarters["value"].tolist() == [1, 2, 3, 4, 5]
    assert quarters["n_persons"].isna().all()
    years = yearly_reports(QUARTERS)
    assert years[["period", "value", "numerator"]].to_numpy().tolist() == [["2010", 10, 10]]


def test_a_quarters_interval_is_its_own_swing_read_from_the_series_and_absent_in_a_short_one():
    """Authority: the quasi-Poisson score limits of McCullagh & Nelder 1989, solved here from their definition."""
    reports = published.reports_by_quarter()
    total = reports[(reports["group"] == "TOT") & (reports["period"] < "2015")]
    quarters = reported_offences(total)
    swing = dispersions(total, "2015")["dispersion"].iloc[0]
    # A limit is a mean whose count lies Student's t standard deviations away; the deviation is that of the mean.
    t_quantile = stats.t.ppf(0.975, len(total) - 5)
    for limit in ("ci_low", "ci_high"):
        distance = (quarters["value"] - quarters[limit]).abs() / (swing * quarters[limit]) ** 0.5
        assert distance.to_numpy(dtype=float) == pytest.approx(t_quantile)
    assert reported_offences(total.head(7))["ci_low"].isna().all()


def test_published_quarters_add_up_to_their_years():
    reports = published.reports_by_quarter()
    quarters, years = reported_offences(reports), yearly_reports(reports)
    added = quarters.groupby([quarters["period"].str[:4], "area", "group"])["value"].sum()
    for row in years.to_dict("records"):
        assert added[row["period"], row["area"], row["group"]] == row["value"]


def test_the_projects_of_bilag_3_cost_210528_thousand_kroner_sikker_by_programmet_2010():
    """Authority: the programme paper of 13 April 2010, annex 3, by administration; largest first."""
    budget = budget_by(published.bilag3_projects(), "administration", period="2010")
    assert budget["value"].sum() == 210528
    assert budget["denominator"].sum() == 85
    assert budget["value"].is_monotonic_decreasing
