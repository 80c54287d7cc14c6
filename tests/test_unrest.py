"""Areas of unrest by quarter: counts by bydel, change from the year before, and SSP's words only when released."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, t

from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.metrics.indicators import unrest
from sikkerby_eval.report.tables.ssp_quotations import assessments_of, quotations, release_code, to_be_read

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "urolige_omraader.ipynb"


def asked(*rows):
    return pd.DataFrame(rows, columns=["aar", "kvartal", "bydel", "antal"])


def counted(*rows, until="2012K1"):
    return unrest.quarterly(asked(*rows), "interrogations_12_17", "interrogations", until=until, basis="register")


def test_the_city_is_the_bydele_added_up_and_missing_when_a_bydel_has_not_reported():
    rows = [(2011, 1, "Valby", 10), (2011, 1, "Vanløse", 0), (2011, 2, "Valby", 12)]
    city = counted(*rows).query("area == 'København'").set_index("period")["value"]
    assert city["2011K1"] == 10
    assert pd.isna(city["2011K2"])


def test_later_quarters_are_not_known_yet():
    rows = [(2012, 1, "Valby", 10), (2012, 2, "Valby", 12)]
    assert set(counted(*rows)["period"]) == {"2012K1"}


def test_a_bydel_with_three_interrogations_is_withheld_and_zero_is_not():
    rows = [(2012, 1, "Valby", 3), (2012, 1, "Vanløse", 0), (2012, 1, "Bispebjerg", 30), (2012, 1, "Østerbro", 40)]
    status = protect(counted(*rows)).frame.set_index("area")["status"]
    assert status["Valby"] == "withheld"
    assert status["Vanløse"] == "shown"


def test_the_ratio_to_the_year_before_is_exact_and_widened_for_the_number_of_bydele():
    """Clopper & Pearson 1934 for the split of 60 and 20, at 1 − 0.05/2 because two bydele are looked at."""
    rows = [(2011, 1, "Valby", 20), (2012, 1, "Valby", 60), (2011, 1, "Vanløse", 50), (2012, 1, "Vanløse", 50)]
    compared = unrest.year_on_year(counted(*rows), "2012K1").set_index("area")
    split = binomtest(60, 80).proportion_ci(0.975, method="exact")
    assert compared.loc["Valby", "value"] == 3
    assert compared.loc["Valby", "ci_low"] == pytest.approx(split.low / (1 - split.low), rel=1e-4)
    assert compared.loc["Valby", "ci_high"] == pytest.approx(split.high / (1 - split.high), rel=1e-4)
    assert compared.loc["Vanløse", "ci_low"] < 1 < compared.loc["Vanløse", "ci_high"]


def waves(swing):
    """Eight quarters of two bydele around 100, then a third more in one of them."""
    ups = [(2010 + q // 4, q % 4 + 1, "Valby", 100 + swing * (1, -1, -1, 1, -1, 1, 1, -1)[q]) for q in range(8)]
    level = [(year, quarter, "Vanløse", count) for year, quarter, _, count in ups]
    return counted(*ups, *level, (2012, 1, "Valby", 134), (2012, 1, "Vanløse", 100))


def test_the_ratio_is_widened_by_the_dispersion_of_the_bydeles_own_quarters_as_statsmodels_tells_it():
    """McCullagh & Nelder 1989: Pearson's chi-square over its degrees of freedom, fitted here with statsmodels alone."""
    counts = waves(30)
    found = unrest.year_on_year(counts, "2012K1").set_index("area")
    y = counts.query("area == 'Valby' and period < '2012K1'").sort_values("period")["numerator"].astype(float)
    time = np.arange(8)
    design = np.column_stack([np.ones(8), time, *(time % 4 == season for season in (1, 2, 3))])
    fitted = sm.GLM(y.to_numpy(), design, family=sm.families.Poisson()).fit()
    phi = fitted.pearson_chi2 / fitted.df_resid
    assert f"dispersion {phi:.1f}" in found.loc["Valby", "method"]
    spread = phi * t.ppf(1 - 0.0125, 6) ** 2
    then = float(y.iloc[4])
    share, n = 134 / (134 + then), 134 + then
    low, high = roots_of_wilson(share, n, spread)
    assert found.loc["Valby", "ci_low"] == pytest.approx(low / (1 - low), rel=1e-6)
    assert found.loc["Valby", "ci_high"] == pytest.approx(high / (1 - high), rel=1e-6)


def roots_of_wilson(share, n, z2):
    """Wilson 1927: the shares at which the observed one is z standard deviations away."""
    return np.roots([n + z2, -(2 * n * share + z2), n * share**2])[::-1]


def test_a_wavy_history_makes_the_interval_wider_and_a_quarter_nobody_reported_is_no_quarter_of_calm():
    calm, wavy = (unrest.year_on_year(waves(swing), "2012K1").iloc[0] for swing in (0, 30))
    assert wavy["ci_high"] - wavy["ci_low"] > 2 * (calm["ci_high"] - calm["ci_low"])
    holes = waves(30).query("period != '2010K3'")
    assert "not widened: no history" in unrest.year_on_year(holes, "2012K1")["method"].iloc[0]


def test_the_width_rests_on_the_swings_as_published_and_not_on_a_withheld_count():
    counts = waves(30)
    small = counts["area"].eq("Vanløse") & counts["period"].eq("2010K3")
    one, other = (counts.assign(numerator=counts["numerator"].mask(small, few)) for few in (2, 4))
    shown = one.assign(numerator=one["numerator"].mask(small))
    told = [unrest.year_on_year(frame, "2012K1", history=shown) for frame in (one, other)]
    pd.testing.assert_frame_equal(*told)
    assert unrest.year_on_year(one, "2012K1")["ci_low"].iloc[0] != told[0]["ci_low"].iloc[0]


def test_a_bydel_without_the_year_before_or_with_none_then_has_no_ratio():
    rows = [(2012, 1, "Valby", 60), (2011, 1, "Vanløse", 0), (2012, 1, "Vanløse", 9)]
    assert unrest.year_on_year(counted(*rows), "2012K1").empty


def test_cases_by_level_are_the_quarters_own():
    cases = asked((2012, 1, "Valby", 8), (2012, 1, "Vanløse", 9), (2011, 4, "Valby", 50)).assign(niveau=["1", "1", "4"])
    levels = unrest.cases_by_level(cases, "2012K1", basis="register")
    assert list(levels[["group", "value"]].itertuples(index=False, name=None)) == [("niveau 1", 17)]


def test_areas_in_need_are_those_of_the_last_index_that_was_known_and_those_that_just_left_it():
    safety = pd.DataFrame({
        "aar": [2010, 2010, 2010, 2011, 2011, 2011, 2012, 2012, 2012],
        "bydel": "Demo-bydel 1",
        "omraade": ["a_in_need", "b_just_left", "c_never"] * 3,
        "kategori": ["ordinaer", "markant", "minimal", "markant", "ordinaer", "ordinaer", "minimal", *["markant"] * 2],
        "indeks": pd.NA,
        "metode": "v1",
    }).astype({"kategori": "string"})  # fmt: skip
    found = unrest.areas_in_need(safety, 2011, basis="register")
    assert set(found["area"]) == {"a_in_need", "b_just_left"}
    assert sorted(set(found["period"])) == ["2010", "2011"]


def test_without_registers_there_are_no_rows():
    assert unrest.quarterly(None, "ssp_cases", "ssp_cases", until="2012K1", basis="register").empty
    assert unrest.cases_by_level(None, "2012K1", basis="register").empty
    assert unrest.areas_in_need(None, 2012, basis="register").empty
    assert "Der er ikke fundet tal" in quotations(assessments_of(None, 2012, 1), "")


def texts(*said):
    return pd.DataFrame({"aar": 2012, "kvartal": 1, "bydel": "Valby", "vurdering": said}).astype({"bydel": "string"})


def test_a_text_is_held_back_until_its_own_code_is_given():
    words = assessments_of(texts("Det er roligt."), 2012, 1)
    assert "Det er roligt." not in quotations(words, "")
    assert "Det er roligt." not in quotations(words, "000000000000")
    page = quotations(words, release_code(words))
    assert '<blockquote lang="da"><p>Det er roligt.</p>' in page
    assert "SSP København, Valby" in page
    assert quotations(words, f"ssp-000000000000 {release_code(words)}") == page
    assert "Det er roligt." not in quotations(words, release_code(words)[:-1])


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_the_code_of_one_text_never_releases_another(one, other):
    first, second = (assessments_of(texts(said), 2012, 1) for said in (one, other))
    assert (release_code(first) == release_code(second)) == (one == other)


def test_a_delivered_text_cannot_become_markup():
    words = assessments_of(texts("<script>alert(1)</script>"), 2012, 1)
    assert "<script>" not in quotations(words, release_code(words))


def test_digits_dates_and_names_are_listed_to_the_operator_with_the_code():
    words = assessments_of(texts("Uroen steg den 12.3.2012, hvor Demoperson og 14 andre samledes."), 2012, 1)
    page = to_be_read(words)
    assert "Uroen, 12.3.2012, Demoperson, 14" in page
    assert release_code(words) in page


def test_the_list_for_the_operator_is_in_the_notebook_and_never_on_the_page():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    listing = [cell for cell in cells if "to_be_read(" in "".join(cell["source"])]
    assert [cell["metadata"].get("tags") for cell in listing] == [["kun-notebook"]]
