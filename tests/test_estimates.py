"""The estimates frame: one shape for every number, and refusals where a number would mislead."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_eval.metrics.estimates import ESTIMATE_COLUMNS, checked, estimates_frame, up_to

REQUIRED = {"metric": "m", "period": "2014", "value": 0.5, "unit": "fraction", "method": "wilson", "basis": "register"}


def test_one_number_has_every_column_in_order_and_the_whole_city_and_everybody_unless_told():
    frame = estimates_frame(**REQUIRED)
    assert tuple(frame.columns) == ESTIMATE_COLUMNS
    assert frame.iloc[0][["area", "group"]].tolist() == ["København", "alle"]
    assert frame.iloc[0][["numerator", "denominator", "ci_low", "ci_high", "n_persons"]].isna().all()
    assert frame.dtypes[["metric", "value", "n_persons"]].astype(str).tolist() == ["string", "Float64", "Int64"]


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=9))
def test_columns_and_scalars_are_put_together_and_missing_stays_missing(values):
    frame = estimates_frame(**REQUIRED | {"value": values})
    assert len(frame) == len(values)
    assert frame["value"].isna().tolist() == [value is None for value in values]
    assert (frame["metric"] == "m").all()


def test_a_column_keeps_its_place_whatever_index_it_came_with():
    shuffled = pd.Series(["2010", "2011"], index=[7, 3])
    assert estimates_frame(**REQUIRED | {"period": shuffled})["period"].tolist() == ["2010", "2011"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"andel": 1}, "unknown estimate columns: andel"),
        ({"basis": "gaet"}, "basis must be one of published, register, demonstration"),
        ({"value": 12.0}, "a percentage here would be shown 100 times too high"),
        ({"value": -0.1}, "shares are fractions between 0 and 1"),
        ({"ci_low": 0.4, "ci_high": 1.2}, "shares are fractions between 0 and 1"),
        ({"ci_low": 0.6, "ci_high": 0.7}, "an interval must hold its own value"),
        ({"ci_low": 0.1, "ci_high": 0.4}, "an interval must hold its own value"),
    ],
)
def test_a_number_that_would_mislead_is_refused(changes, says):
    with pytest.raises(ValueError, match=says):
        estimates_frame(**REQUIRED | changes)


@pytest.mark.parametrize("name", list(REQUIRED))
def test_what_a_number_needs_is_named_when_it_is_absent(name):
    with pytest.raises(ValueError, match=f"estimates need the columns: {name}"):
        estimates_frame(**{key: value for key, value in REQUIRED.items() if key != name})


def test_a_frame_without_a_basis_is_refused_and_a_good_one_comes_back_itself():
    frame = estimates_frame(**REQUIRED)
    assert checked(frame) is frame
    with pytest.raises(ValueError, match="basis must be one of"):
        checked(frame.assign(basis=pd.NA))


def test_a_report_does_not_know_later_years():
    periods = ["2009", "2010K4", "2010-2014", "2014K1", "2015"]
    frame = estimates_frame(**REQUIRED | {"period": periods})
    assert up_to(frame, 2013)["period"].tolist() == ["2009", "2010K4"]
    assert up_to(frame, 2014)["period"].tolist() == periods[:4]
