"""The door: faults across rows, files and registers of an otherwise clean delivery."""

from dataclasses import replace

import pandas as pd
import pytest
from door_delivery import as_bytes, clean, found, only, with_cell, write

from sikkerby_eval.data.read.compact import compact
from sikkerby_eval.data.read.door import inspect
from sikkerby_eval.data.read.rules import row_rules
from sikkerby_eval.data.registers import BY_NAME, REGISTERS, Column, Register
from sikkerby_eval.data.registers.catalogue import choice, ident, text


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


@pytest.mark.parametrize("cutoff, missing", [("2012-12-31", True), ("2012-06-30", False)])
def test_the_last_year_without_data_is_missed_when_the_cut_off_says_it_is_whole(tmp_path, cutoff, missing):
    """And not in a file whose name says which year it holds."""
    tables = clean()
    tables["sigtelser"] = [row for row in tables["sigtelser"] if not row[3].startswith("2012")]
    tables["leverance"] = [[cell.replace("2012-12-31", cutoff) for cell in row] for row in tables["leverance"]]
    expected = [("aar_foer_skaering", "sigtelser.csv", None, "sigtelsesdato")] if missing else []
    shown = inspect(write(tmp_path / "d", only(tables, "sigtelser"))).findings.ordered()
    assert [(f.rule, f.file, f.line, f.column) for f in shown] == expected
    assert all(f.text("en").startswith("no rows for 2012, although the cut-off") for f in shown)
    note = [[cell.replace("sigtelser.csv", "sigtelser_2011.csv") for cell in row] for row in tables["leverance"]]
    one = {"leverance": [note[0], *(row for row in note if row[0].startswith("sigtelser"))]}
    folder = write(tmp_path / "one", one, {"sigtelser_2011.csv": as_bytes(tables["sigtelser"])})
    assert inspect(folder).findings.ordered() == []


def test_a_cut_off_that_cannot_be_read_says_nothing_of_the_last_year(tmp_path):
    tables = only(clean(), "sigtelser")
    tables["leverance"][1][2] = "31-12-2012"
    inspection = inspect(write(tmp_path / "d", tables))
    shown = [(f.rule, f.file, f.line) for f in inspection.findings.ordered()]
    assert shown == [("dato_dmaa", "leverance.csv", 2)]
    assert inspection.cutoffs["sigtelser"].year == 2012


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


@pytest.mark.parametrize(
    ("status", "column", "text", "rule"),
    [
        ("i_gang", "slutdato", "2011-12-01", "udelukker"),
        ("henvist", "startdato", "2011-02-10", "udelukker"),
        ("afbrudt", "slutdato", "", "kraever"),
    ],
)
def test_status_and_dates_of_a_course_agree(tmp_path, status, column, text, rule):
    tables = with_cell("exitforloeb", 4, "status", status)
    tables["exitforloeb"][3][tables["exitforloeb"][0].index(column)] = text
    assert (rule, "exitforloeb.csv", 4, column) in found(write(tmp_path / "d", tables))


def test_nobody_offends_after_death(tmp_path):
    tables = clean()
    person = tables["sigtelser"][10][1]
    tables["afgang"] = [["person_id", "afgangsdato", "aarsag"], [person, "2011-06-01", "doed"]]
    shown = found(write(tmp_path / "d", tables))
    late = [n for n, row in enumerate(tables["sigtelser"], 1) if row[1] == person and row[4] > "2011-06-01"]
    assert (
        {line for rule, file, line, _ in shown if (rule, file) == ("efter_doed", "sigtelser.csv")} == set(late) != set()
    )


def test_references_between_registers(tmp_path):
    tables = clean()
    course = tables["exitforloeb"][1]
    tables["exitudfald"] = [
        ["person_id", "forloeb_id", "maaling", "dato", "status"],
        [course[1], "f999", "afslutning", "2011-12-01", "job"],
        [tables["exitforloeb"][2][1], course[0], "afslutning", "2011-12-01", "job"],
    ]
    shown = found(write(tmp_path / "d", tables))
    assert ("ukendt_reference", "exitudfald.csv", 2, "forloeb_id") in shown
    assert ("anden_person", "exitudfald.csv", 3, "person_id") in shown


def test_pseudonyms_made_with_another_key(tmp_path):
    tables = clean()
    for number, row in enumerate(tables["sigtelser"][1:]):
        row[1] = f"q{number:031x}"
    shown = found(write(tmp_path / "d", tables))
    assert ("ingen_kendt_person", "sigtelser.csv", None, "person_id") in shown


@pytest.mark.parametrize(
    ("register", "row", "rule", "column"),
    [
        ("indikatorer", "7;2012;Valby;5;4;;BIF", "stoerre_end", "taeller"),
        ("indikatorer", "7;2012;Valby;;4;;BIF", "en_af", "taeller"),
        ("indikatorer", "14;2012;Valby;1;4;;BIF", "udenfor_interval", "indikator"),
        ("indikatorer", "7;2012;Valby;1;4;;XYZ", "ikke_i_liste", "forvaltning"),
        ("trivsel", "2012;SUF;Er du tryg?;10;11;", "stoerre_end", "antal_trygge"),
        ("anmeldelser", "a1;2012-01-02;2012-01-03;1252;;;;", "raekkefoelge", "anmeldelsesdato"),
        ("anmeldelser", "a1;2012-01-02;;1252;;;;1km_1_2", "ikke_kode", "celle"),
        ("projekter", "x;2012;Navn;KFF;7;projekt;10;;;;;;;;;;;;;;", "ikke_i_liste", "indsatsomraade"),
        ("projekter", "x;2012;Navn;KFF;1;projekt;10;11;;;;;;;;;;;;;", "stoerre_end", "eksternt_tkr"),
        ("projekter", "x;2012;Navn;KFF;1;projekt;10,5 mio.;;;;;;;;;;;;;;", "enhed", "budget_tkr"),
    ],
)
def test_fault_in_other_registers(tmp_path, register, row, rule, column):
    names = [column.name for column in BY_NAME[register].columns if not column.absent_ok]
    tables = {register: [names, row.split(";")]}
    assert len(row.split(";")) == len(names)
    assert (rule, f"{register}.csv", 2, column) in found(write(tmp_path / "d", tables))


ANSWERS = Register(
    "svar",
    "Svar",
    "SOF",
    "årligt",
    (),
    ("svar_id",),
    (
        ident("svar_id", "Løbenummer"),
        choice("svaret", ("ja", "nej"), "Om der er svaret"),
        text("tekst", "Svaret"),
        ident("henvisning", "Henvisning", required=False),
        Column("tal", "number", "Svaret som tal", required=False),
    ),
)


@pytest.mark.parametrize(
    ("rules", "broken"),
    [
        ({"one_of": ("tekst", "henvisning", "tal")}, [("en_af", "tekst", [0, 4])]),
        ({"one_of": ("tekst",)}, [("en_af", "tekst", [0, 2, 3, 4])]),
        (
            {"needs": (("svaret", ("ja",), ("tekst", "henvisning")),)},
            [("kraever", "tekst", [0, 2]), ("kraever", "henvisning", [0, 1])],
        ),
        ({"excludes": (("svaret", ("nej",), ("tekst", "henvisning")),)}, [("udelukker", "henvisning", [3])]),
    ],
)
def test_rules_across_columns_see_that_text_is_missing(rules, broken):
    """Rows are checked with hashes in place of text; a text that is not there is not there."""
    values = {
        "svar_id": pd.Series(list("abcde"), dtype="str"),
        "svaret": pd.Series(["ja", "ja", "ja", "nej", "nej"], dtype="category"),
        "tekst": pd.Series([None, "et svar", None, None, None], dtype="str"),
        "henvisning": pd.Series([None, None, "h1", "h2", None], dtype="str"),
        "tal": pd.Series([None] * 5, dtype="Float64"),
    }
    found = row_rules(replace(ANSWERS, **rules), pd.DataFrame(compact(ANSWERS.columns, values)))
    assert [(one.rule, one.column, one.positions.tolist()) for one in found] == broken


def test_columns_whose_values_rules_compare_keep_their_values():
    """Text is known by its hash alone: a rule that asks which value it is would never be broken."""
    asked = [(r, c) for r in REGISTERS for rules in (r.needs, r.excludes) for c, _, _ in rules]
    asked += [(r, c) for r in REGISTERS for c in (*r.covers, *(r.group_size or ((),))[0], *(r.ranked or ())[:2])]
    assert len(asked) > 20
    assert [(r.name, c) for r, c in asked if r[c].kind in ("person", "id", "text", "offence_group")] == []
