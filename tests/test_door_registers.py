"""The door: faults across rows, files and registers of an otherwise clean delivery."""

from door_delivery import clean, found, with_cell, write

from sikkerby_eval.data.read import inspect


def test_clean_delivery_has_no_findings(tmp_path):
    inspection = inspect(write(tmp_path / "d", clean()))
    assert inspection.findings.shown == []
    assert sum(count.rows for count in inspection.files) == sum(count.used for count in inspection.files) > 100


def test_both_lines_are_named_for_duplicates(tmp_path):
    tables = clean()
    tables["befolkning"].append(list(tables["befolkning"][7]))
    texts = [f.text() for f in inspect(write(tmp_path / "d", tables)).findings.shown]
    assert texts == ["samme række som linje 8. Slet den ene."]


def test_same_key_other_number_names_the_first_line(tmp_path):
    tables = clean()
    tables["befolkningstal"].append([*tables["befolkningstal"][4][:-1], "99"])
    (finding,) = inspect(write(tmp_path / "d", tables)).findings.shown
    assert (finding.rule, finding.line) == ("noegle", len(tables["befolkningstal"]))
    assert "linje 5" in finding.text()


def test_district_that_changed_its_bydel(tmp_path):
    shown = found(write(tmp_path / "d", with_cell("tryghedsindeks", 3, "bydel", "Valby")))
    assert ("distrikt_to_bydele", "tryghedsindeks.csv", 3, "bydel") in shown


def test_verdict_before_its_charge(tmp_path):
    tables = clean()
    charge = tables["sigtelser"][4]
    tables["domme"] = [
        ["dom_id", "person_id", "domsdato", "gerningsdato", "gerningskode", "afgoerelse"],
        ["d1", charge[1], charge[4], charge[4], charge[5], "boede"],
    ]
    assert ("dom_foer_sigtelse", "domme.csv", 2, "domsdato") in found(write(tmp_path / "d", tables))


def test_coverage_of_areas_and_periods(tmp_path):
    tables = clean()
    del tables["tryghedsindeks"][-1]
    (finding,) = inspect(write(tmp_path / "d", tables)).findings.shown
    assert finding.text().startswith("dækning 7 af 8 kombinationer af omraade × aar")


def test_thousand_times_the_period_before(tmp_path):
    shown = found(write(tmp_path / "d", with_cell("befolkningstal", 8, "antal", "24000")))
    assert ("gange_1000", "befolkningstal.csv", 8, "antal") in shown


def test_a_year_without_data(tmp_path):
    tables = clean()
    tables["befolkning"] = [[*row[:1], row[1].replace("2011", "2010"), *row[2:]] for row in tables["befolkning"]]
    assert ("aar_uden_data", "befolkning.csv", None, "aar") in found(write(tmp_path / "d", tables))


def test_reported_closures_against_counted(tmp_path):
    tables = clean()
    tables["indberetninger"] = [
        ["forvaltning", "aar", "kvartal", "antal", "indberettet_dato"],
        ["KFF", "2011", "1", "1", "2011-04-01"],
        ["BUF", "2012", "2", "0", "2012-07-01"],
    ]
    shown = found(write(tmp_path / "d", tables))
    assert {place for place in shown if place[0] == "antal_passer_ikke"} == {
        ("antal_passer_ikke", "indberetninger.csv", 3, "antal")
    }


def test_rows_outside_the_period_in_the_name(tmp_path):
    tables = clean()
    header, *rows = tables.pop("sigtelser")
    tables["sigtelser_2011"] = [header, *(row for row in rows if row[0].startswith("s2011"))]
    tables["sigtelser_2012"] = [header, *(row for row in rows if row[0].startswith("s2012"))]
    assert {rule for rule, *_ in found(write(tmp_path / "d", tables))} == {"fil_mangler", "ikke_paa_foelgeseddel"}
    tables["sigtelser_2012"][2][3] = "2011-12-31"
    shown = found(write(tmp_path / "d", tables))
    assert ("periode", "sigtelser_2012.csv", 3, "sigtelsesdato") in shown
