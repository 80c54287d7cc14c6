"""Goals 1 and 4 on demonstration registers, against the truth that they were planted with."""

from types import SimpleNamespace

import pytest

from sikkerby_eval.data import demo, reference
from sikkerby_eval.data.demo import truths
from sikkerby_eval.judge.disclosure.publication import audit, protect
from sikkerby_eval.metrics.charges.areas import EXPOSED_CURRENT, EXPOSED_FROZEN, REST_OF_CITY, by_area, exposed_areas
from sikkerby_eval.metrics.charges.counting import charged_in_year, count_groups, persons_charged, share_charged
from sikkerby_eval.metrics.charges.evidence import fate_sums, uncounted
from sikkerby_eval.metrics.continuity import closures, reporting_coverage

PERSONS, SEED = 30_000, 2012
BANDS = [(14, 25), (15, 25), (18, 25)]
METRICS = {"sigtet_entydig": "share_charged", "sigtet_entydig_eller_tvetydig": "share_charged_with_ambiguous"}
AREAS = {
    "hele byen": "København",
    "udsatte 2010": EXPOSED_FROZEN,
    "øvrige 2010": REST_OF_CITY,
    "udsatte i året": EXPOSED_CURRENT,
}
COUNTED = ["numerator", "value", "n_persons"]
KEY = ["metric", "period", "area", "group"]


@pytest.fixture(scope="module")
def registers():
    return demo.registers(PERSONS, SEED)


@pytest.fixture(scope="module")
def shares(registers):
    counts = persons_charged(registers["befolkning"], registers["sigtelser"], reference.offence_levels())
    exposed = exposed_areas(registers["tryghedsindeks"], registers["belastningsindeks"])
    groups = count_groups(by_area(counts, exposed, baseline=2010), bands=BANDS)
    return share_charged(groups, basis="demonstration").set_index(KEY)


@pytest.fixture(scope="module")
def truth():
    rows = truths.truth(PERSONS, SEED).replace({"stoerrelse": METRICS, "omraade": AREAS})
    named = rows.rename(columns=dict(zip(["stoerrelse", "periode", "omraade", "gruppe"], KEY, strict=True)))
    return named[named["metric"].isin(METRICS.values())]


def test_persons_counted_are_exactly_those_that_were_planted(shares, truth):
    realised = truth[truth["art"] == truths.REALISED].set_index(KEY)
    found = shares.reindex(realised.index.intersection(shares.index))
    assert len(found) > 400
    planted = realised.loc[found.index]
    assert (found["numerator"] == planted["taeller"]).all()
    assert (found["denominator"] == planted["naevner"]).all()


def test_planted_shares_of_districts_lie_in_their_intervals_as_often_as_they_should(shares, truth):
    expected = truth[(truth["art"] == truths.EXPECTED) & truth["area"].str.startswith("Demo-område")].set_index(KEY)
    found = shares.loc[expected.index]
    inside = (found["ci_low"] <= expected["vaerdi"]) & (expected["vaerdi"] <= found["ci_high"])
    assert len(inside) == 7 * 35
    assert 0.91 <= inside.mean() <= 0.99  # 95 % ± 3 standard errors of 245 district-years


def test_the_fates_of_a_years_charges_add_up_to_all_of_them_and_are_protected_with_their_sum(registers):
    """Indicator 9 shows all charges of a year, so one withheld fate alone would be the rest."""
    known = SimpleNamespace(befolkning=registers["befolkning"], sigtelser=registers["sigtelser"], basis="register")
    fates = uncounted(known, reference.offence_levels(), 2012)
    count = fates.set_index("group")["numerator"]
    assert count["alle"] == (registers["sigtelser"]["sigtelsesdato"].dt.year == 2012).sum() == count[:-1].sum()
    few = fates.assign(**{name: fates[name].mask(fates["group"] == "not_resident_of_age", 3) for name in COUNTED})
    few.loc[few["group"] == "alle", COUNTED] = few["numerator"][:-1].sum()
    shown = protect(few, sums=fate_sums(few))
    assert (shown.frame["status"] == "withheld").sum() == 2
    assert audit({"": shown}, sums=fate_sums(few))["safe"].all()


def test_edge_persons_are_counted_as_their_ids_say(registers):
    cases = truths.edge_cases().query("effektmaal == 1").set_index("person_id")
    residents = registers["befolkning"]
    of_year = residents[residents["person_id"].isin(cases.index) & (residents["aar"] == int(cases["periode"].iloc[0]))]
    status = charged_in_year(of_year, registers["sigtelser"], reference.offence_levels())
    of_age = of_year.assign(status=status.to_numpy()).set_index("person_id")
    counted = cases[cases["i_naevner"].astype(bool)]
    found = of_age.loc[counted.index, "status"]
    assert ((found == "entydig") == counted["i_taeller"].astype(bool)).all()
    assert ((found != "udenfor") == counted["i_taeller_anden_laesning"].astype(bool)).all()


def test_closures_are_those_planted_and_everybody_has_reported(registers):
    truth = (
        truths.truth(PERSONS, SEED).query("stoerrelse == 'lukninger_paa_grund_af_uro'").set_index("gruppe")["vaerdi"]
    )
    coverage = reporting_coverage(
        registers["indberetninger"],
        registers["lukninger"],
        administrations=list(reference.administrations()["code"]),
        first_year=2010,
        last_year=2013,
    )
    assert coverage["agrees"].all()
    table = closures(registers["lukninger"], coverage, basis="demonstration")
    found = table[table["period"] == "2010-2013"].set_index("metric")["value"]
    assert found[["closures", "partial_closures", "near_misses"]].tolist() == truth[["hel", "delvis", "naer"]].tolist()
