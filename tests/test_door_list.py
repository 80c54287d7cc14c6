"""The door: runs as a whole, the list in its three forms, exit codes, and canaries that never appear."""

import json
import os
import shutil
from datetime import date

import pandas as pd
import pytest
from click.testing import CliRunner
from door_delivery import PERSONS, clean, found, with_cell, write

from sikkerby_eval.cli import main
from sikkerby_eval.data.read.check_list import as_json, as_page, as_text
from sikkerby_eval.data.read.door import inspect, read
from sikkerby_eval.data.read.findings import DeliveryError

CANARY = "KANARIEFUGL"


def test_run_level_faults(tmp_path):
    assert {rule for rule, *_ in found(tmp_path / "nowhere")} == {"ingen_mappe"}
    (tmp_path / "empty").mkdir()
    assert {rule for rule, *_ in found(tmp_path / "empty")} == {"tom_mappe"}
    folder = write(tmp_path / "d", clean())
    assert ("for_gammel", "sigtelser.csv", None, None) in found(folder, needed_to=date(2013, 1, 1))
    shutil.copy(folder / "sigtelser.csv", folder / "sigtelser_kopi.csv")
    rules = {rule for rule, file, *_ in found(folder) if file == "sigtelser_kopi.csv"}
    assert {"samme_periode", "samme_fil", "dublet"} <= rules
    (folder / "sigtelser_kopi.csv").rename(folder / "sigtelse.csv")
    text = [f.text() for f in inspect(folder).findings.shown if f.rule == "ukendt_fil"]
    assert "mente I 'sigtelser'?" in text[0]
    (folder / "sigtelse.csv").unlink()
    (folder / "leverance.csv").unlink()
    assert {rule for rule, *_ in found(folder)} == {"ingen_foelgeseddel"}


def test_delivery_note_counts_rows_and_sums(tmp_path):
    tables = clean()
    tables["leverance"] = [[*row, "kontrolsum" if i == 0 else ""] for i, row in enumerate(tables["leverance"])]
    tables["leverance"][3][3:] = ["48", "1"]
    shown = found(write(tmp_path / "d", tables))
    assert shown == {("kontrolsum_passer_ikke", "befolkningstal.csv", None, "antal")}
    tables["leverance"][3][3:] = ["49", ""]
    assert found(write(tmp_path / "d", tables)) == {("raekker_passer_ikke", "befolkningstal.csv", None, None)}


def test_files_that_would_be_overlooked_are_told(tmp_path):
    folder = write(tmp_path / "d", clean())
    (folder / "sigtelser.csv").rename(folder / "sigtelser.xls")
    (folder / "SOF").mkdir()
    shutil.copy(folder / "exitforloeb.csv", folder / "SOF" / "exitforloeb_2012.csv")
    shown = found(folder)
    assert ("register_endelse", "sigtelser.xls", None, None) in shown
    assert ("undermappe", "SOF", None, None) in shown


def test_rows_that_cannot_be_taken_apart_are_counted(tmp_path):
    tables = clean()
    tables["sigtelser"][4] = tables["sigtelser"][4][:-2]
    folder = write(tmp_path / "d", tables)
    (count,) = [c for c in inspect(folder, accept_faulty_files=True).files if c.register == "sigtelser"]
    assert (count.rows, count.used, count.faulty) == (48, 47, 1)
    tables["sigtelser"] = [row[:-1] for row in clean()["sigtelser"]]
    assert len(read(write(folder, tables), accept_faulty_files=True).sigtelser) == 0


def test_mixed_basis_is_refused(tmp_path):
    shown = found(write(tmp_path / "d", with_cell("leverance", 3, "grundlag", "demonstration")))
    assert ("blandet_grundlag", "leverance.csv", None, None) in shown


def test_at_most_fifty_per_rule_then_a_count(tmp_path):
    tables = clean()
    for row in tables["befolkning"][1:] + tables["sigtelser"][1:]:
        row[2] = "01-02-1990"
    tables["befolkning"] += tables["befolkning"][1:]
    inspection = inspect(write(tmp_path / "d", tables))
    shown = [f for f in inspection.findings.shown if (f.rule, f.file) == ("dato_dmaa", "befolkning.csv")]
    assert len(shown) == 50
    assert ("befolkning.csv", "dato_dmaa", 46) in inspection.findings.hidden()
    assert "46" in as_text(inspection) and "46" in as_page(inspection)


def test_rows_in_are_rows_used_and_rejected(tmp_path):
    folder = write(tmp_path / "d", with_cell("sigtelser", 5, "sigtelsesdato", "31-12-2012"))
    with pytest.raises(DeliveryError) as refused:
        read(folder)
    assert "sigtelser.csv, linje 5, kolonne sigtelsesdato" in str(refused.value)
    (count,) = [c for c in inspect(folder).files if c.register == "sigtelser"]
    assert (count.rows, count.used, count.faulty) == (48, 0, 1)
    assert len(read(folder, accept_faulty_files=True).sigtelser) == 47
    assert "rækker ind 48 = brugt 0 + afvist 48" in as_text(inspect(folder))


def test_missing_registers_say_who_delivers_them(tmp_path):
    registers = read(write(tmp_path / "d", clean()))
    assert registers.domme is None and "domme" in registers.missing
    assert "domme: leveres af Københavns Politi, bruges til effektmål 2" in as_text(inspect(tmp_path / "d"))
    assert PERSONS[0] not in repr(registers) and "sigtelser: 48 rows" in repr(registers)


def test_command_has_exit_codes_languages_and_json(tmp_path):
    run = CliRunner().invoke
    folder = str(write(tmp_path / "d", clean()))
    assert run(main, ["check", folder]).exit_code == 0
    assert "The delivery can be used" in run(main, ["check", folder, "--language", "en"]).output
    (tmp_path / "d" / "sigtelser.csv").write_bytes(b"")
    result = run(main, ["check", folder, "--json", "--page", str(tmp_path / "list.html")])
    listed = json.loads(result.output)
    assert result.exit_code == 1 and listed["errors"] == 1
    assert listed["findings"][0]["rule"] == "tom_fil"
    page = (tmp_path / "list.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and 'lang="da"' in page and "Filen er tom" in page


def test_page_that_cannot_be_written_is_a_sentence(tmp_path):
    folder = str(write(tmp_path / "d", clean()))
    result = CliRunner().invoke(main, ["check", folder, "--page", str(tmp_path / "none" / "list.html")])
    assert result.exit_code == 1 and "kan ikke skrive" in result.output
    assert os.listdir(tmp_path) == ["d"]


def test_canaries_never_appear(tmp_path):
    """Every cell of every register in turn holds a canary in some faulty spelling; nothing that is shown holds it."""
    tables = clean()
    for table in tables.values():
        for number, row in enumerate(table[1:]):
            row[number % len(row)] = f"{CANARY} {number},{number} 010190-1234"
    folder = write(tmp_path / "d", tables, {"haendelser.csv": f"haendelse_id;{CANARY} 4444\n{CANARY};x\n".encode()})
    inspection = inspect(folder)
    shown = as_text(inspection) + as_text(inspection, "en") + as_json(inspection) + as_page(inspection)
    with pytest.raises(DeliveryError) as refused:
        read(folder)
    assert CANARY not in shown + str(refused.value) + repr(refused.value) + repr(inspection)
    assert "010190" not in shown
    output = CliRunner().invoke(main, ["check", str(folder)])
    assert output.exit_code == 1 and CANARY not in output.output


def test_frames_have_the_catalogues_types(tmp_path):
    expected = read(write(tmp_path / "d", clean()))
    assert expected.sigtelser.dtypes.astype(str).to_dict()["sigtelsesdato"] == "datetime64[s]"
    assert str(expected.befolkning["aar"].dtype) == "int64"
    assert str(expected.tryghedsindeks["indeks"].dtype) == "Float64"
    assert pd.isna(expected.exitforloeb["opfoelgning_dato"]).all()
