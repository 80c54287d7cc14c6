"""Templates, the data page, pseudonyms and prepared registers."""

import hashlib
import hmac
import stat
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from door_delivery import PERSONS, clean, found, write
from pandas.testing import assert_frame_equal

from sikkerby_eval.cli import main
from sikkerby_eval.data.prepare import prepare
from sikkerby_eval.data.pseudonymise import PseudonymError, new_key, pseudonym, read_key
from sikkerby_eval.data.read.door import read
from sikkerby_eval.data.registers import BY_NAME, LEVERANCE, REGISTERS
from sikkerby_eval.data.registers.catalogue import KINDS
from sikkerby_eval.data.templates import data_page, write_templates

KEY = b"k" * 32


def test_data_page_is_made_from_the_catalogue():
    page = Path(__file__).parent.parent / "docs" / "registre.md"
    assert page.read_text(encoding="utf-8") == data_page()


def test_catalogue_is_consistent():
    assert len(BY_NAME) == len(REGISTERS)
    for register in (*REGISTERS, LEVERANCE):
        assert len(set(register.names)) == len(register.names)
        named = {*register.key, *register.covers, *(name for pair in register.order for name in pair)}
        named |= {name for pair in register.at_most for name in pair} | ({register.period} - {""})
        named |= {name for column, _, needed in register.needs for name in (column, *needed)}
        assert named <= set(register.names), register.name
        for column in register.columns:
            assert column.kind in KINDS and column.dansk and column.name.isascii(), column.name
            assert bool(column.values) == (column.kind == "choice"), column.name


def test_templates_have_headers_descriptions_and_lists(tmp_path):
    paths = write_templates(tmp_path / "t")
    assert len(paths) == 2 * (len(REGISTERS) + 1)
    book = openpyxl.load_workbook(tmp_path / "t" / "lukninger.xlsx")
    assert book.sheetnames[:2] == ["lukninger", "beskrivelse"]
    header = [cell.value for cell in book["lukninger"][1]]
    assert header == list(BY_NAME["lukninger"].names)
    lists = {str(v.sqref).split(":")[0][0]: v.formula1 for v in book["lukninger"].data_validations.dataValidation}
    assert lists["J"] == '"hel,delvis,naer"'
    described = [row[0].value for row in book["beskrivelse"].iter_rows(min_row=5)]
    assert described == header


def test_filled_template_is_accepted(tmp_path):
    write_templates(tmp_path / "t")
    book = openpyxl.load_workbook(tmp_path / "t" / "sos_krisehjaelp.xlsx")
    book["sos_krisehjaelp"].append([2012, "KFF", 3])
    (tmp_path / "d").mkdir()
    book.save(tmp_path / "d" / "sos_krisehjaelp.xlsx")
    assert {rule for rule, *_ in found(tmp_path / "d")} == {"ingen_foelgeseddel", "daekning"}
    assert read(tmp_path / "d").sos_krisehjaelp["antal"].tolist() == [3]


def test_empty_template_has_no_rows(tmp_path):
    write_templates(tmp_path / "t")
    rules = {(rule, file) for rule, file, *_ in found(tmp_path / "t")}
    assert ("ingen_raekker", "sigtelser.csv") in rules and ("ingen_raekker", "sigtelser.xlsx") in rules


def test_pseudonym_is_hmac_sha256():
    """RFC 4231 fixes HMAC-SHA256; the value is that of Python's hmac for the ten characters."""
    expected = hmac.new(KEY, b"0101901234", hashlib.sha256).hexdigest()[:32]
    assert pseudonym("0101901234", KEY) == f"p{expected}"
    assert {pseudonym(text, KEY) for text in ("010190-1234", "101901234", "010190 1234")} == {f"p{expected}"}
    assert pseudonym("0101901234", b"x" * 32) != f"p{expected}"


def with_cpr():
    tables = clean()
    numbers = {person: f"{10 + i:02d}0{1 + i % 9}90-{1000 + i}" for i, person in enumerate(PERSONS)}
    for name in ("befolkning", "sigtelser", "exitforloeb"):
        position = tables[name][0].index("person_id")
        for row in tables[name][1:]:
            row[position] = numbers[row[position]].replace("-", "-" if name == "befolkning" else "")
    tables["sigtelser"][0][1] = "CPR-nr"
    return tables


def test_pseudonymised_delivery_is_accepted_and_persons_still_meet(tmp_path):
    folder = write(tmp_path / "cpr", with_cpr())
    assert "cpr_person" in {rule for rule, *_ in found(folder)}
    key = tmp_path / "key"
    arguments = ["pseudonymise", str(folder), str(tmp_path / "ud"), "--key", str(key), "--new-key"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    registers = read(tmp_path / "ud")
    assert set(registers.sigtelser["person_id"]) == set(registers.befolkning["person_id"])
    assert registers.befolkning["person_id"].nunique() == len(PERSONS)
    again = CliRunner().invoke(main, arguments)
    assert again.exit_code == 1 and "ikke tom" in again.output


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_excel_and_parquet_get_the_same_pseudonyms(tmp_path, ending):
    table = with_cpr()["befolkning"]
    frame = pd.DataFrame(table[1:], columns=table[0])
    (tmp_path / "cpr").mkdir()
    (frame.to_excel if ending == "xlsx" else frame.to_parquet)(tmp_path / "cpr" / f"befolkning.{ending}", index=False)
    key = tmp_path / "key"
    key.write_bytes(KEY)
    CliRunner().invoke(main, ["pseudonymise", str(tmp_path / "cpr"), str(tmp_path / "ud"), "--key", str(key)])
    made = (pd.read_excel if ending == "xlsx" else pd.read_parquet)(tmp_path / "ud" / f"befolkning.{ending}")
    assert made["person_id"].tolist() == [pseudonym(number, KEY) for number in frame["person_id"]]


def test_key_is_kept_apart_from_the_data(tmp_path):
    folder = write(tmp_path / "cpr", with_cpr())
    new_key(folder / "key")
    with pytest.raises(PseudonymError, match="flyt den ud"):
        read_key(folder / "key", folder)
    (tmp_path / "short").write_bytes(b"x")
    with pytest.raises(PseudonymError, match="kortere end 32"):
        read_key(tmp_path / "short", folder)
    with pytest.raises(FileExistsError):
        new_key(tmp_path / "short")


def test_a_mixture_of_numbers_and_names_is_refused_and_nothing_written(tmp_path):
    tables = with_cpr()
    tables["befolkning"][4][0] = "Hans Hansen"
    folder = write(tmp_path / "cpr", tables)
    (tmp_path / "key").write_bytes(KEY)
    result = CliRunner().invoke(
        main, ["pseudonymise", str(folder), str(tmp_path / "ud"), "--key", str(tmp_path / "key")]
    )
    assert result.exit_code == 1 and "befolkning.csv, linje 5" in result.output and "Hans" not in result.output
    assert not list((tmp_path / "ud").glob("*befolkning.csv*"))


def test_prepared_registers_are_sorted_and_read_the_same(tmp_path):
    registers = read(write(tmp_path / "d", clean()))
    assert prepare(tmp_path / "d", tmp_path / "ud")["sigtelser"] == 48
    prepared = read(tmp_path / "ud")
    order = ["person_id", "sigtelsesdato", "sigtelse_id"]
    expected = registers.sigtelser.sort_values(order, ignore_index=True)
    assert_frame_equal(prepared.sigtelser, expected)
    assert prepared.cutoffs == registers.cutoffs
    assert pyarrow.parquet.read_schema(tmp_path / "ud" / "sigtelser.parquet").names == list(BY_NAME["sigtelser"].names)


def test_faulty_delivery_is_not_prepared(tmp_path):
    tables = clean()
    tables["sigtelser"][3][3] = "?"
    write(tmp_path / "d", tables)
    result = CliRunner().invoke(main, ["prepare", str(tmp_path / "d"), str(tmp_path / "ud")])
    assert result.exit_code == 1 and "linje 4, kolonne sigtelsesdato" in result.output
    assert list((tmp_path / "ud").iterdir()) == []


def test_writing_where_one_may_not_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["template", str(tmp_path / "file" / "t")])
    assert result.exit_code == 1 and "kan ikke skrive" in result.output
