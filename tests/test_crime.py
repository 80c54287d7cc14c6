"""Key figures of reported crime against the paper, Statistics Denmark and the methods' own sources."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sikkerby_eval.data import published, reference
from sikkerby_eval.judge.breaks import breaks_in, broken_groups, unbroken_since
from sikkerby_eval.metrics.crime import reports as crime
from sikkerby_eval.metrics.crime import trend as crime_trend
from sikkerby_eval.metrics.crime.days import same_days, whole_quarter
from sikkerby_eval.metrics.crime.homicides import homicide_rates
from sikkerby_eval.metrics.crime.swings import dispersions, year_on_year
from sikkerby_eval.metrics.intervals.dispersion import dispersion

ALL = "Overtrædelsens art i alt"
TYPES = crime.crime_types(reference.offence_levels(), reference.offence_groups(), reference.ssp_terms())
FIRST_QUARTER = whole_quarter(2010, 1)


def reports(*rows):
    """Rows of code, day of the report and (optionally) day of the offence, and one report a week around them."""
    weekly = [("1336", day, day) for day in pd.date_range("2008-01-01", "2010-12-31", freq="7D")]
    listed = [(code, pd.Timestamp(day), pd.Timestamp(done[0] if done else day)) for code, day, *done in rows]
    return pd.DataFrame(listed + weekly, columns=["gerningskode", "anmeldelsesdato", "gerningsdato"])


def counts(**series):
    """A counts frame of quarters from 2007K1, one list of counts per group."""
    frames = []
    for group, values in series.items():
        quarters = pd.period_range("2007Q1", periods=len(values), freq="Q").strftime("%YK%q")
        frame = pd.DataFrame({"period": quarters, "area": "København", "group": group, "group_da": group})
        frames.append(frame.assign(reports=pd.array(values, dtype="Int64")))
    return pd.concat(frames, ignore_index=True)


def ratio(frame, days=FIRST_QUARTER, group=None, **options):
    rows = year_on_year(frame, days, basis="register", **options)
    rows = rows[rows["metric"] == "reports_year_on_year"]
    return (rows[rows["group"] == group] if group else rows).iloc[0]


def test_the_papers_days_are_87_and_named_as_it_prints_them():
    """The paper of 13 April 2010, annex 7: 1 January to 28 March 2009 and 2010."""
    days = same_days(2010, 1)
    assert (days.period, days.length) == ("2010-01-01/2010-03-28", 87)
    assert days.year_before.period == "2009-01-01/2009-03-28"
    assert same_days(2012, 1).length == 88
    assert whole_quarter(2012, 1).year_before == whole_quarter(2011, 1)


@pytest.mark.parametrize("quarter", [0, 5, "1"])
def test_a_quarter_that_is_none_is_refused(quarter):
    for days in (whole_quarter, same_days):
        with pytest.raises(ValueError, match="a quarter is 1, 2, 3 or 4"):
            days(2010, quarter)


def test_published_change_in_the_first_quarter_of_2010_is_that_of_statistics_denmark():
    """Statistics Denmark, STRAF11: 22,285 reports in 2009K1 and 22,404 in 2010K1; violence 554 and 498."""
    rows = year_on_year(published.reports_by_quarter(), FIRST_QUARTER, basis="published").set_index("group")
    rows = rows[rows["metric"] == "reports_year_on_year"]
    assert rows.loc[ALL, ["denominator", "numerator"]].tolist() == [22_285, 22_404]
    assert rows.loc["Voldsforbrydelser i alt", "value"] == pytest.approx(498 / 554)
    # The paper's −11 % from 1 January to 28 March lies within a point of the whole quarter's −10.1 %.
    assert round(100 * (498 / 554 - 1)) == -10


def test_a_fall_of_11_per_cent_in_violence_is_no_more_than_its_usual_swings():
    """The paper tells −11 % as a marked fall; Statistics Denmark's own quarters before it swing as much."""
    row = ratio(published.reports_by_quarter(), group="Voldsforbrydelser i alt")
    assert row["ci_low"] < 0.89 < 1 < row["ci_high"]


def test_dispersion_comes_from_the_quarters_before_and_is_printed():
    """McCullagh & Nelder 1989, sect. 6.2, on Statistics Denmark's quarters 2007K1–2009K4."""
    table = published.reports_by_quarter()
    history = table[(table["group"] == "TOT") & (table["period"] < "2010K1")].sort_values("period")["reports"]
    rows = year_on_year(table, FIRST_QUARTER, basis="published")
    swing = rows[(rows["metric"] == "reports_dispersion") & (rows["group"] == ALL)]["value"].item()
    assert swing == pytest.approx(dispersion(history))
    assert ratio(table, group=ALL)["method"] == f"quasi-Poisson with Student's t, dispersion {swing:.1f}"
    later = table.assign(reports=table["reports"].where(table["period"] <= "2010K1", 10 * table["reports"]))
    pd.testing.assert_frame_equal(rows, year_on_year(later, FIRST_QUARTER, basis="published"))


def test_interval_of_a_short_history_is_student_and_not_normal():
    """The interval solves (x1 − x2)² = t² φ (x1 + x2) in the score form; for equal counts its ends are reciprocal."""
    values = [100, 130, 120, 90] * 3
    values[5], values[8] = 150, 80
    row = ratio(counts(a=[*values, values[8]]), group="a")
    phi = dispersion(np.array(values, dtype=float))
    t = stats.t.ppf(0.975, 12 - 5)
    x1, x2 = row["numerator"], row["denominator"]
    for end in (row["ci_low"], row["ci_high"]):
        share = end / (1 + end)
        deviation = (x1 - (x1 + x2) * share) ** 2 / ((x1 + x2) * share * (1 - share))
        exposed = x1 / FIRST_QUARTER.length, x2 / FIRST_QUARTER.year_before.length
        assert exposed[0] / exposed[1] == pytest.approx(row["value"])
        assert deviation == pytest.approx(t**2 * max(phi, 1))


def test_interval_covers_no_change_as_often_as_it_says_when_the_history_is_short():
    """With the normal quantile, eight quarters of history would cover in 89 of 100 draws; simulated, seed fixed."""
    rng = np.random.default_rng(2010)
    inside = []
    for _ in range(150):
        mean = np.tile([400.0, 450, 500, 480], 3)[:9]
        drawn = rng.negative_binomial(mean / 9, 1 / 10, size=9)
        row = ratio(counts(a=drawn), days=whole_quarter(2009, 1))
        inside.append(row["ci_low"] <= 1 <= row["ci_high"])
    assert np.mean(inside) >= 0.95


def test_without_a_history_the_interval_is_exact_and_says_that_it_is_too_narrow():
    """Przyborowski & Wilenski 1940: 20 against 20 is Clopper–Pearson's 10..30 of 40 as odds."""
    row = ratio(counts(a=[20, 5, 5, 5, 20]), days=whole_quarter(2008, 1))
    assert row["method"] == "exact, not widened: no history"
    low, high = stats.beta.ppf(0.025, 20, 21), stats.beta.ppf(0.975, 21, 20)
    leap = whole_quarter(2007, 1).length / whole_quarter(2008, 1).length
    assert [row["ci_low"], row["ci_high"]] == pytest.approx([low / (1 - low) * leap, high / (1 - high) * leap])


def test_a_leap_day_makes_no_change():
    """91 days with 91 reports against 90 days with 90 is the same rate."""
    assert ratio(counts(a=[*[90] * 20, 91]), days=whole_quarter(2012, 1))["value"] == pytest.approx(1)


def test_a_type_across_a_break_is_not_compared():
    """Statistics Denmark, STRAF11: the codes of sexual offences changed on 1 July 2013."""
    breaks, table = reference.breaks(), published.reports_by_quarter()
    for year, quarter, broken in ((2013, 2, []), (2013, 3, ["11"]), (2014, 2, ["11"]), (2014, 3, [])):
        days = whole_quarter(year, quarter)
        groups = sorted(set(table["group"]))
        assert broken_groups(breaks, "reported_offences", groups, days.year_before.first, days.last) == broken
        rows = year_on_year(table, days, basis="published", not_comparable=broken)
        missing = rows[(rows["metric"] == "reports_year_on_year") & rows["value"].isna()]
        assert missing["group"].tolist() == (["Seksualforbrydelser i alt"] if broken else [])
        assert (missing["method"] == "not compared: break in the series").all()
        assert missing[["ci_low", "ci_high"]].isna().all(axis=None)


def test_the_jump_of_a_changed_law_is_no_swing():
    """Statistics Denmark, STRAF11: the swing of sexual offences in 2016 is read from 2013K3 on, of others from 2007."""
    breaks, table, quarter = reference.breaks(), published.reports_by_quarter(), whole_quarter(2016, 1)
    since = unbroken_since(breaks, "reported_offences", set(table["group"]), quarter.last)
    assert since == {"11": "2013K3"}
    swings = dispersions(table, quarter.period, since)
    own = table[(table["group"] == "11") & table["period"].between("2013K3", "2015K4")].sort_values("period")
    assert swings.loc["11", "dispersion"] == pytest.approx(dispersion(own["reports"].astype(float)))
    assert swings.loc["11", "freedom"] == len(own) - 5
    others = swings.drop(index="11")
    pd.testing.assert_frame_equal(others, dispersions(table, quarter.period).drop(index="11"))
    days = breaks.assign(date=breaks["date"] + pd.Timedelta(days=1))
    assert unbroken_since(days, "reported_offences", ["11"], quarter.last) == {"11": "2013K4"}


def test_years_and_days_find_the_same_breaks():
    breaks = reference.breaks()
    days = breaks_in(breaks, "reported_offences", pd.Timestamp(2012, 1, 1), pd.Timestamp(2014, 12, 31), "11")
    pd.testing.assert_frame_equal(days, breaks_in(breaks, "reported_offences", 2012, 2014, "11"))


def test_a_type_that_nobody_reported_in_either_year_is_left_out_and_one_unknown_is_missing():
    frame = counts(silent=[0] * 13, missing=[*[4] * 12, None], new=[*[0] * 12, 3])
    rows = year_on_year(frame, FIRST_QUARTER, basis="register").query("metric == 'reports_year_on_year'")
    assert set(rows["group"]) == {"missing", "new"}
    assert rows["value"].isna().all()


def test_reports_are_counted_by_the_day_they_were_made_with_both_ends_included():
    frame = reports(("1380", "2009-12-31"), ("1380", "2010-01-01"), ("1380", "2010-03-28"), ("1380", "2010-03-29"))
    counted = crime.report_counts(frame, TYPES, same_days(2010, 1)).set_index("group")["reports"]
    assert counted["røveri"] == 2


def test_groups_add_up_to_all_reports_and_unknown_codes_are_not_lost():
    frame = reports(("1255", "2010-02-01"), ("9999", "2010-02-02"), ("9998", "2010-02-02"), ("3410", "2010-02-03"))
    counted = crime.report_counts(frame, TYPES, FIRST_QUARTER).set_index("group")["reports"]
    main = TYPES.loc[TYPES["is_main"], "group"].unique()
    assert counted[crime.UNKNOWN_CODE] == 2
    assert counted[[*main, crime.UNKNOWN_CODE]].sum() == counted["TOT"]
    assert counted["vold"] == counted["12"] == 1


def test_days_outside_the_register_are_missing_and_not_zero():
    frame = reports()
    for days in (whole_quarter(2011, 1), whole_quarter(2007, 4)):
        assert crime.report_counts(frame, TYPES, days)["reports"].isna().all()
    quarters = crime.quarterly_counts(frame, TYPES)
    assert quarters["period"].min() == "2008K1" and quarters["period"].max() == "2010K4"
    assert quarters.loc[quarters["group"] == "TOT", "reports"].sum() == len(frame)


def test_without_the_register_there_are_no_rows():
    assert crime.quarterly_counts(None, TYPES).empty
    assert year_on_year(crime.report_counts(None, TYPES, FIRST_QUARTER), FIRST_QUARTER, basis="register").empty
    assert crime.most_frequent_types(None, reference.offence_levels(), FIRST_QUARTER, basis="register").empty
    assert crime.harm_weighted(None, None, FIRST_QUARTER, basis="register").empty
    assert crime.known_at_quarter_end(None, FIRST_QUARTER, basis="register").empty


def test_the_25_most_frequent_types_are_the_most_frequent_and_ties_have_one_order():
    frame = reports(*[("1332", "2010-02-01")] * 30, *[("1345", "2010-02-01")] * 2, *[("1255", "2010-02-01")] * 2)
    ranked = crime.most_frequent_types(frame, reference.offence_levels(), FIRST_QUARTER, basis="register", number=3)
    assert ranked["group"].tolist() == ["Butikstyverier mv.", "Andre tyverier", "Alvorligere vold"]
    shuffled = frame.sample(frac=1, random_state=1)
    again = crime.most_frequent_types(shuffled, reference.offence_levels(), FIRST_QUARTER, basis="register", number=3)
    pd.testing.assert_frame_equal(ranked, again)


def test_harm_is_the_sum_of_weights_and_codes_without_one_are_told():
    frame = reports(("1380", "2010-02-01"), ("1380", "2010-02-02"), ("1332", "2010-02-03"))
    weights = pd.DataFrame({"vaegtsaet": "A", "gerningskode": ["1380", "1332"], "vaegt": [100.0, 1.0]})
    rows = crime.harm_weighted(frame, weights, FIRST_QUARTER, basis="register").set_index("metric")
    everything = len(frame[frame["anmeldelsesdato"].between(FIRST_QUARTER.first, FIRST_QUARTER.last)])
    assert rows.loc["harm_weighted_reports", "value"] == 201
    assert rows.loc["share_of_reports_weighted", ["numerator", "denominator"]].tolist() == [3, everything]
    with pytest.raises(ValueError, match="1 rows weigh an offence code again within a set of weights"):
        crime.harm_weighted(frame, pd.concat([weights, weights.head(1)]), FIRST_QUARTER, basis="register")


def test_offences_reported_after_the_quarter_were_not_known_at_its_end():
    late = reports(("1255", "2010-04-02", "2010-03-30"), ("1255", "2010-03-31", "2010-03-30"))
    row = crime.known_at_quarter_end(late, FIRST_QUARTER, basis="register").iloc[0]
    assert row["denominator"] - row["numerator"] == 1
    assert row["value"] == row["numerator"] / row["denominator"]


@settings(max_examples=25)
@given(st.lists(st.integers(1, 5000), min_size=9, max_size=30), st.integers(2, 9))
def test_counts_multiplied_alike_keep_their_ratio(values, factor):
    days = whole_quarter(2007 + (len(values) - 1) // 4, (len(values) - 1) % 4 + 1)
    one, many = (ratio(counts(a=[n * value for value in values]), days=days)["value"] for n in (1, factor))
    assert one == pytest.approx(many)


def test_trend_and_season_that_are_planted_are_found():
    """A log-linear series without noise: 5 % a year and seasons 0.8, 1.2, 1.0, 1.0 about their geometric mean."""
    season = np.array([0.8, 1.2, 1.0, 1.0])
    values = 10_000_000 * np.tile(season, 4) * 1.05 ** (np.arange(16) / 4)
    rows = crime_trend.trend_and_season(counts(a=np.round(values)), basis="register")
    assert rows.query("metric == 'reports_trend'")["value"].item() == pytest.approx(1.05, rel=1e-5)
    found = rows.query("metric == 'reports_season'")
    expected = season / stats.gmean(season)
    assert found["value"].tolist() == pytest.approx(expected, rel=1e-5)
    assert found["group"].tolist() == ["1. kvartal", "2. kvartal", "3. kvartal", "4. kvartal"]
    smooth = rows.query("metric == 'reported_offences'")["value"].to_numpy(dtype=float)
    assert smooth[1:] / smooth[:-1] == pytest.approx(1.05**0.25, rel=1e-5)


def test_the_season_keeps_its_quarter_when_the_series_begins_later_in_the_year():
    season = np.array([0.8, 1.2, 1.0, 1.1])
    frame = counts(a=np.round(10_000_000 * np.tile(season, 4)))
    whole, later = (
        crime_trend.trend_and_season(rows, basis="register").query("metric == 'reports_season'")["value"]
        for rows in (frame, frame.iloc[2:])
    )
    assert whole.tolist() == pytest.approx(later.tolist(), rel=1e-6)


def test_a_short_series_has_no_trend_and_a_hole_is_refused():
    assert crime_trend.trend_and_season(counts(a=[5] * 7), basis="register").empty
    with pytest.raises(ValueError, match="a series of quarters has a hole in time or a quarter twice"):
        crime_trend.trend_and_season(counts(a=[5] * 12).drop(index=4), basis="register")


def capitals(rate, size, period="2003-2005"):
    rates = pd.DataFrame({"area": ["By"], "period": [period], "value": [rate]})
    return homicide_rates(rates, pd.DataFrame({"area": ["By"], "value": [size]})).iloc[0]


def test_two_per_100000_in_half_a_million_is_ten_cases_a_year():
    """Garwood 1936: ten cases leave 4.80 to 18.39, which is 0.96 to 3.68 per 100,000."""
    row = capitals(2.00, 500_000, period="2004-2004")
    assert row["numerator"] == 10
    assert [row["ci_low"], row["ci_high"]] == pytest.approx([0.959, 3.678], abs=0.001)


def test_no_homicide_in_a_town_leaves_a_wide_interval():
    """Garwood 1936: no case leaves 0 to 3.69; Vaduz 2003–2005 has 5,043 residents."""
    row = capitals(0.0, 5_043)
    assert (row["value"], row["ci_low"]) == (0, 0)
    assert row["ci_high"] == pytest.approx(3.6889 / (3 * 5_043) * 100_000, rel=1e-4)


def test_published_rates_of_copenhagen_and_oslo_cannot_be_told_apart():
    """Eurostat, Statistics in focus 15/2007: København 2.00 and Oslo 1.79 in 2003–2005."""
    figures = published.key_figures()
    rates, sizes = (figures[figures["indicator"] == name] for name in ("homicide_rate", "population_capital"))
    rows = homicide_rates(rates, sizes).query("period == '2003-2005'").set_index("area")
    assert rows.loc[["København", "Oslo"], "value"].tolist() == [2.00, 1.79]
    assert rows.loc["København", "ci_low"] < 1.79 < 2.00 < rows.loc["Oslo", "ci_high"]
    assert rows["value"].is_monotonic_decreasing and len(rows) == 32
    assert rows.loc["Bruxelles", ["numerator", "ci_low", "ci_high"]].isna().all()


def test_a_capital_with_two_sizes_is_refused():
    figures = published.key_figures()
    sizes = figures[figures["indicator"] == "population_capital"]
    with pytest.raises(ValueError, match="1 capitals have two sizes"):
        homicide_rates(figures[figures["indicator"] == "homicide_rate"], pd.concat([sizes, sizes.head(1)]))
