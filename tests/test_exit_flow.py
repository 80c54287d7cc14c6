"""The exit programme as a flow: attrition, time, expectations, and job or education afterwards."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from sikkerby_eval.metrics.recidivism.employment import occupation
from sikkerby_eval.metrics.recidivism.flow import (
    followed_up,
    phase_dates,
    phase_flow,
    time_in_phase,
)
from sikkerby_eval.metrics.recidivism.follow_up import PHASES
from sikkerby_eval.metrics.recidivism.progress import against_expectations

COLUMNS = [
    "person_id",
    "foedselsdato",
    "koen",
    "spor",
    "henvist_af",
    *PHASES.values(),
    "status",
    "opfoelgning_dato",
]
FULL = ("2010-07-01", "2010-07-11", "2010-08-01", "2010-09-01", "2011-09-01")


def register(*rows):
    """Courses as (person, dates reached, status) and perhaps a dict of what else differs."""
    filled = []
    for number, (person, dates, status, *more) in enumerate(rows):
        row = dict(zip(PHASES.values(), (*dates, *[None] * (5 - len(dates))), strict=True))
        usual = {
            "koen": "M",
            "spor": "alvorlig",
            "henvist_af": "SSP",
            "foedselsdato": "1990-01-01",
            "opfoelgning_dato": None,
        }
        filled.append(
            {"forloeb_id": f"f{number:03}", "person_id": person, "status": status} | usual | row | dict(*more)
        )
    frame = pd.DataFrame(filled, columns=["forloeb_id", *COLUMNS])
    dates = ["foedselsdato", *PHASES.values(), "opfoelgning_dato"]
    return frame.assign(**{name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in dates})


EVERY_CASE = register(
    ("p01_completed", FULL, "gennemfoert"),
    ("p02_broke_off_after_start", FULL, "afbrudt"),
    ("p03_under_way", FULL[:4], "i_gang"),
    ("p04_waits_for_screening", FULL[:1], "henvist"),
    ("p05_turned_away", FULL[:2], "afvist"),
    ("p06_screening_not_written_down", (FULL[0], None, FULL[2]), "plan"),
)


def test_flow_tells_going_on_waiting_and_dropping_out_apart():
    flow = phase_flow(EVERY_CASE).query("period == '2010–2010'").set_index(["metric", "group"])["numerator"]
    assert flow["exit_reached"].to_dict() == {
        "henviste": 6, "screenede": 5, "med plan": 4, "startede": 3, "gennemførte": 1,
    }  # fmt: skip
    assert flow["exit_went_on"].to_dict() == {"henviste": 5, "screenede": 4, "med plan": 3, "startede": 1}
    assert flow["exit_waiting"].to_dict() == {"henviste": 1, "screenede": 0, "med plan": 1, "startede": 1}
    assert flow["exit_dropped_out"].to_dict() == {"henviste": 0, "screenede": 1, "med plan": 0, "startede": 1}


def test_a_broken_off_course_has_an_end_but_is_not_completed():
    assert phase_dates(EVERY_CASE).set_index("person_id")["reached_gennemfoert"].to_dict() == {
        "p01_completed": True,
        "p02_broke_off_after_start": False,
        "p03_under_way": False,
        "p04_waits_for_screening": False,
        "p05_turned_away": False,
        "p06_screening_not_written_down": False,
    }


def test_person_with_a_second_course_under_way_waits_and_is_counted_once():
    twice = register(("p01", FULL, "afbrudt"), ("p01", ("2012-01-01",), "henvist"))
    flow = phase_flow(twice).query("period == '2010–2010' and group == 'startede'").set_index("metric")
    assert flow.loc["exit_reached", "n_persons"] == 1
    assert flow.loc[["exit_went_on", "exit_waiting", "exit_dropped_out"], "numerator"].tolist() == [0, 1, 0]


def test_flow_by_who_referred_adds_up_to_the_undivided_flow():
    mixed = EVERY_CASE.assign(henvist_af=["SSP", "Politi", "SSP", "Politi", "Kriminalforsorgen", "SSP"])
    flow = phase_flow(mixed, by="henvist_af")
    reached = flow[(flow["metric"] == "exit_reached") & (flow["period"] == "2010")]
    divided = reached["group"].str.contains(" · ")
    parts = reached[divided].assign(group=reached["group"].str.split(" · ").str[0]).groupby("group")["value"].sum()
    whole = reached[~divided].set_index("group")["value"]
    assert parts.sort_index().to_dict() == whole.sort_index().to_dict()


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 5),
            st.sampled_from(["henvist", "screenet", "plan", "i_gang", "gennemfoert", "afbrudt", "afvist"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_three_fates_add_up_and_the_flow_never_grows(courses):
    drawn = register(*((f"p{number}", FULL[:reach], status) for number, (reach, status) in enumerate(courses)))
    flow = phase_flow(drawn).query("period == '2010'")
    fates = flow[flow["metric"] != "exit_reached"].dropna(subset="value").groupby("group")["value"].sum()
    np.testing.assert_allclose(fates.to_numpy(dtype=float), 1)
    reached = flow[flow["metric"] == "exit_reached"].set_index("group")["value"]
    assert reached[["henviste", "screenede", "med plan", "startede", "gennemførte"]].diff().dropna().le(0).all()


def test_days_between_phases_and_courses_beyond_two_years():
    courses = register(
        ("p01", FULL, "gennemfoert"),
        ("p02", (*FULL[:4], "2012-09-01"), "gennemfoert"),
        ("p03", (*FULL[:4], "2012-09-02"), "gennemfoert"),
        ("p04", FULL[:4], "i_gang"),
    )
    table = time_in_phase(courses).set_index(["metric", "group"])
    days = table.loc["exit_days_to_next"]
    assert days.loc["henviste → screenede", ["value", "denominator"]].tolist() == [10, 4]
    assert days.loc["startede → gennemførte", ["value", "denominator", "n_persons"]].tolist() == [731, 3, 3]
    assert days.loc["startede → gennemførte", ["ci_low", "ci_high"]].isna().all()
    long = table.loc[("exit_longer_than_two_years", "gennemførte")]
    assert long[["numerator", "denominator"]].tolist() == [1, 3]


def test_median_interval_is_the_order_statistics_of_the_binomial_table():
    """Hahn & Meeker (1991): for n = 10 the 2nd and 9th ordered values hold the median with 97.9 %."""
    ends = pd.date_range("2010-09-01", periods=10) + pd.Timedelta(days=100)
    courses = register(*((f"p{i}", (*FULL[:4], str(end.date())), "gennemfoert") for i, end in enumerate(ends)))
    row = time_in_phase(courses).query("group == 'startede → gennemførte'").iloc[0]
    assert (row["value"], row["ci_low"], row["ci_high"]) == (104.5, 101, 108)
    assert 1 - 2 * binom.cdf(1, 10, 0.5) == pytest.approx(0.979, abs=5e-4)


def test_follow_up_is_due_after_two_years_and_not_before():
    courses = register(
        ("p01_due_and_seen", FULL, "gennemfoert", {"opfoelgning_dato": "2013-09-10"}),
        ("p02_due_not_seen", FULL, "gennemfoert"),
        ("p03_not_due", (*FULL[:4], "2012-01-01"), "gennemfoert"),
        ("p04_broke_off", FULL, "afbrudt"),
    )
    row = followed_up(courses, cut_off="2013-12-31").query("period == '2011'").iloc[0]
    assert row[["numerator", "denominator"]].tolist() == [1, 2]
    assert followed_up(courses, cut_off="2013-08-31").empty


def test_expectations_of_the_paper_stand_beside_the_counts():
    """Seed paper, Bilag 2: 100 a year, 50 of them gang-related, a target group of 400, up to 470 from prisons."""
    courses = register(
        ("p01", FULL, "gennemfoert"),
        ("p02", FULL, "i_gang", {"spor": "bande"}),
        ("p03", ("2011-01-05",), "henvist", {"henvist_af": "Kriminalforsorgen"}),
    )
    table = against_expectations(courses, basis="demonstration")
    expected = table[table["basis"] == "published"].set_index(["metric", "group"])["value"]
    assert expected.to_dict() == {
        ("exit_started", "startede"): 100,
        ("exit_started", "startede · bande"): 50,
        ("exit_referred_from_prison", "henviste · fængsel eller kriminalforsorg"): 470,
        ("exit_target_group", "henviste"): 400,
    }
    observed = table[table["basis"] == "demonstration"].set_index(["metric", "group", "period"])["value"]
    assert observed["exit_started", "startede", "2010"] == 2
    assert observed["exit_started", "startede · bande", "2010"] == 1
    assert observed["exit_referred_from_prison", "henviste · fængsel eller kriminalforsorg", "2011"] == 1
    assert observed["exit_target_group", "henviste", "alle år"] == 3


def outcome_rows(*rows):
    return pd.DataFrame(rows, columns=["forloeb_id", "maaling", "status"])


def test_whoever_was_not_measured_is_neither_in_nor_out_of_work():
    courses = register(*((f"p{number}", FULL, "gennemfoert") for number in range(4)))
    measured = outcome_rows(
        ("f000", "foerste_kontakt", "ingen"),
        ("f001", "foerste_kontakt", "job"),
        ("f000", "to_aar", "job"),
        ("f001", "to_aar", "selvforsoergende"),
        ("f002", "to_aar", "ingen"),
    )
    table = occupation(courses, measured, cut_off="2013-12-31").set_index(["metric", "group"])
    strict, wide = "exit_in_job_or_education", "exit_in_job_education_or_self_supporting"
    assert table.loc[(strict, "to år efter"), ["numerator", "denominator"]].tolist() == [1, 3]
    assert table.loc[(wide, "to år efter"), ["numerator", "denominator"]].tolist() == [2, 3]
    assert table.loc[("exit_measured", "to år efter"), ["numerator", "denominator"]].tolist() == [3, 4]
    assert pd.isna(table.loc[(strict, "afslutning"), "value"])
    change = table.loc[(f"{wide}_change", "første kontakt → to år efter")]
    assert change[["value", "numerator", "denominator"]].tolist() == [0.5, 2, 2]


def test_two_years_measurement_waits_until_it_is_due():
    courses = register(("p0", FULL, "gennemfoert"))
    measured = outcome_rows(("f000", "to_aar", "job"), ("f000", "foerste_kontakt", "job"))
    table = occupation(courses, measured, cut_off="2013-08-31").set_index(["metric", "group"])
    assert pd.isna(table.loc[("exit_in_job_or_education", "to år efter"), "value"])
    change = table.loc[("exit_in_job_or_education_change", "første kontakt → to år efter")]
    assert pd.isna(change["value"]) and change["method"] == "missing: nobody was measured both times"


def test_paired_change_with_newcombes_published_interval():
    """Newcombe 1998 (SiM 17:2635), table III, method 10, 36/12/2/0 of 50: difference 0.20, 0.0569 to 0.3404."""
    courses = register(*((f"p{number:02}", FULL, "gennemfoert") for number in range(50)))
    cells = [("job", "job")] * 36 + [("ingen", "job")] * 12 + [("job", "ingen")] * 2
    rows = [
        (f"f{number:03}", when, status)
        for number, pair in enumerate(cells)
        for when, status in zip(("foerste_kontakt", "to_aar"), pair, strict=True)
    ]
    table = occupation(courses, outcome_rows(*rows), cut_off="2014-01-01").set_index("metric")
    row = table.loc["exit_in_job_or_education_change"]
    assert row["value"] == pytest.approx(0.20)
    assert (row["ci_low"], row["ci_high"]) == (pytest.approx(0.0569, abs=5e-5), pytest.approx(0.3404, abs=5e-5))


def test_an_empty_register_gives_no_rows():
    empty = register()
    assert phase_flow(empty).empty and time_in_phase(empty).empty
    assert occupation(empty, outcome_rows(), cut_off="2014-01-01").empty
