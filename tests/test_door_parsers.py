"""The door's parsers: what they accept they read exactly, and vectorised shortcuts agree with the strict parser."""

import csv
import io
import json
import uuid
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from door_delivery import as_bytes, clean, only, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sikkerby_eval.data.read.check_list import as_json, as_page, as_text
from sikkerby_eval.data.read.codes import folded
from sikkerby_eval.data.read.columns import looks_like_cpr, parse_column
from sikkerby_eval.data.read.compact import hashed
from sikkerby_eval.data.read.cpr import holds_cpr
from sikkerby_eval.data.read.csv_file import open_csv
from sikkerby_eval.data.read.door import inspect
from sikkerby_eval.data.read.findings import RULES
from sikkerby_eval.data.read.parse import Context, parse, parse_number
from sikkerby_eval.data.registers import BY_NAME

CONTEXT = Context("register", date(2012, 12, 31))
COUNT = BY_NAME["befolkningstal"]["antal"]
WEIGHT = BY_NAME["tryghedssvar"]["vaegt"]
PERSON = BY_NAME["sigtelser"]["person_id"]
DAY = BY_NAME["sigtelser"]["sigtelsesdato"]
COLUMNS = [column for register in BY_NAME.values() for column in register.columns]
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(st.integers(0, 9_999_999))
def test_counts_in_every_danish_spelling(number):
    grouped = f"{number:,}"
    assert parse(COUNT, str(number), CONTEXT) == (number, None)
    for space in ("\u00a0", " ", "\u202f"):
        assert parse(COUNT, grouped.replace(",", space), CONTEXT) == (number, None)
    dotted = parse(COUNT, grouped.replace(",", "."), CONTEXT)
    assert dotted == ((None, "tvetydigt") if 1_000 <= number < 1_000_000 else (number, None))


@given(st.decimals(0, 99_999_999, places=2))
def test_decimals_are_read_as_written_and_never_a_hundred_times(number):
    danish = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert parse_number(danish) == (float(number), None)
    assert parse_number(f"{number:.2f}") == (None, "decimalpunktum")
    assert parse_number(f"{number:,.2f}") == (None, "decimalpunktum")


@given(st.dates(date(1901, 1, 1), date(2060, 12, 31)))
def test_dates_are_iso_or_as_declared_never_guessed(day):
    danish, iso = day.strftime("%d-%m-%Y"), day.isoformat()
    declared = CONTEXT._replace(dates="dmaa", cutoff=date(2099, 1, 1))
    assert parse(DAY, danish, declared) == (day, None)
    assert parse(DAY, iso, declared) == (None, "dato_iso")
    assert parse(DAY, danish, CONTEXT) == (None, "dato_dmaa")
    expected = (day, None) if day <= CONTEXT.cutoff else (None, "dato_fremtid")
    assert parse(DAY, iso, CONTEXT) == expected
    assert parse(DAY, day.strftime("%d/%m/%Y"), CONTEXT) == (None, "dato_skraastreg")
    assert parse(DAY, day.strftime("%d-%m-%y"), CONTEXT)[1] == "dato_to_cifre"


@given(st.sampled_from(COLUMNS), st.text(max_size=30) | st.from_regex(r"[0-9.,% -]{1,12}", fullmatch=True))
@settings(deadline=None, max_examples=300)
def test_any_text_is_a_value_or_a_named_rule(column, text):
    value, rule = parse(column, text, CONTEXT)
    assert rule is None or rule in RULES
    if value is None and rule is None:
        assert not column.required and not text.strip("\ufeff\u200b\u00ad \t\r\n\u00a0\u2007\u2009\u202f")
    if rule is not None and RULES[rule].severity == "error":
        assert value is None


@given(
    st.dates(date(1901, 1, 1), date(2057, 12, 31)),
    st.integers(0, 9999),
    st.sampled_from(["", "-", " ", "–", "/", "\u00a0"]),
    st.sampled_from(["", "x ", "(", "nr.", "note: "]),
)
def test_cpr_is_never_let_through_whatever_its_check_digit(day, serial, sign, before):
    number = f"{day:%d%m%y}{sign}{serial:04d}"
    assert parse(PERSON, number, CONTEXT) == (None, "cpr_person")
    note = BY_NAME["selvevaluering"]["gavn"]
    assert parse(note, f"{before}{number} efter", CONTEXT) == (None, "cpr")


DRAWN = np.random.default_rng(20101).bytes(16 * 200_000).hex()
KEYS = [DRAWN[start : start + 32] for start in range(0, len(DRAWN), 32)]
KEY_FORMS = {
    "uuid": lambda key: str(uuid.UUID(key, version=4)),
    "UUID": lambda key: str(uuid.UUID(key)).upper(),
    "prefixed uuid": lambda key: f"kbh-{uuid.UUID(key)}",
    "hex of 12": lambda key: key[:12],
    "hex of 14, in capitals": lambda key: key[:14].upper(),
    "prefixed hex of 12": lambda key: f"p{key[:12]}",
    "hex of 16": lambda key: key[:16],
    "prefixed hex of 32": lambda key: f"p{key}",
    "hex of 64": lambda key: key + key[::-1],
}


@pytest.mark.parametrize("form", KEY_FORMS)
def test_no_keyed_pseudonym_looks_like_a_cpr_number(form):
    """200,000 drawn keys and one empty cell, which closes the shortcut for faultless ids."""
    keys = [KEY_FORMS[form](key) for key in KEYS]
    cells = pa.array([*keys, ""])
    assert max(map(len, keys)) < 16 or not [key for key in keys if holds_cpr(key)]
    for column in (PERSON, BY_NAME["domme"]["sag_id"]):
        parsed = parse_column(column, cells, CONTEXT)
        assert set(parsed.broken) <= {"mangler"}
        assert parsed.values[:-1].tolist() == keys
    assert not looks_like_cpr(cells)


@pytest.mark.parametrize("disguise", ["{}", "cpr{}", "abc{}", "borger{}", "facadefacade{}", "{}A", "p-{}", "dk.{}"])
@pytest.mark.parametrize("number", ["0101901234", "010190-1234", "311299 0000", "6101901234", "01011990-1234"])
def test_a_cpr_number_among_keyed_pseudonyms_is_found(disguise, number):
    text = disguise.format(number)
    cells = pa.array([*(f"p{key}" for key in KEYS[:5000]), text])
    assert parse_column(PERSON, cells, CONTEXT).broken == {"cpr_person": pytest.approx(np.array([5000]))}
    assert looks_like_cpr(cells)
    note = BY_NAME["selvevaluering"]["gavn"]
    assert parse(note, f"Se {text}", CONTEXT) == (None, "cpr")
    assert parse(note, f"Se {uuid.UUID(KEYS[0])}, {KEYS[0]}; {text}", CONTEXT) == (None, "cpr")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\t"])
def test_a_cpr_number_with_a_space_between_its_digits_is_found(space):
    number = space.join("0101901234")
    note = BY_NAME["selvevaluering"]["gavn"]
    assert parse(PERSON, number, CONTEXT) == (None, "cpr_person")
    assert parse(note, f"Se {number}.", CONTEXT) == (None, "cpr")
    assert looks_like_cpr(pa.array(["gruppe 1", f"nr. {number}"]))
    for harmless in ("1 2 3 4 5 6 7 8 9 1", "0 1 0 1 9 0 1 2 3", "1 1 1 1 1"):
        assert parse(note, harmless, CONTEXT) == (harmless, None)


USUAL_IDS = st.from_regex(r"[0-9a-f]{16,32}|[a-z]{1,4}[0-9]{1,9}|[0-9]{9,10}", fullmatch=True)
IDS = st.text("abc019_-.: æ\u00a0", max_size=24) | USUAL_IDS


@given(st.lists(IDS, min_size=1, max_size=20))
def test_shortcut_for_ids_agrees_with_the_strict_parser(texts):
    _agrees(PERSON, texts)


@given(st.lists(st.from_regex(r"[0-9]{1,15}(,[0-9]{1,15})?", fullmatch=True), min_size=1, max_size=20))
def test_shortcut_for_numbers_agrees_with_the_strict_parser(texts):
    _agrees(WEIGHT, texts)


def _agrees(column, texts):
    parsed = parse_column(column, pa.array(texts, pa.string()), CONTEXT)
    strict = [parse(column, text, CONTEXT) for text in texts]
    assert [None if pd.isna(value) else value for value in parsed.values] == [value for value, _ in strict]
    for rule in {rule for _, rule in strict} - {None}:
        assert parsed.broken[rule].tolist() == [i for i, (_, found) in enumerate(strict) if found == rule]


@given(st.lists(st.text(max_size=90), min_size=1, max_size=30), st.integers(0, 30))
def test_hash_is_of_the_text_alone(texts, cut):
    """Equal texts get equal hashes in whatever piece they stand, different texts different ones."""
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    series = pd.Series(texts, dtype="str")
    whole = hashed(series)
    parts = np.concatenate([hashed(series[:cut]), hashed(series[cut:])])
    assert (whole == parts).all()
    assert len(set(whole.tolist())) == len(set(texts))


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


@FEW
@given(rows=st.lists(st.tuples(st.just("x"), CELL, CELL), min_size=1, max_size=8))
def test_csv_gives_back_every_cell_and_its_line(tmp_path, rows):
    """Against Python's own writer: quotes, separators and newlines inside cells."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(["a", "b", "c"])
    expected_lines = []
    for row in rows:
        expected_lines.append(text.getvalue().count("\n") + 1)
        writer.writerow(row)
    path = tmp_path / "x.csv"
    path.write_bytes(text.getvalue().encode())
    faults = []
    opened = open_csv(path, frozenset("abc"), folded, "semikolon", lambda *place, **facts: faults.append(place))
    pieces = [piece(lambda *_, **facts: None) if callable(piece) else piece for piece in opened.pieces]
    assert faults == []
    cells = [list(row) for piece in pieces for row in zip(*(cell.to_pylist() for cell in piece.cells), strict=True)]
    assert cells == [list(row) for row in rows]
    assert [line for piece in pieces for line in piece.lines.tolist()] == expected_lines


@pytest.mark.parametrize("block", [7, 64, 1000])
def test_block_size_changes_nothing(tmp_path, monkeypatch, block):
    """Records cut by a block, also inside quotes, are put together again."""
    header, *rows = clean()["lukninger"]
    table = [header, *([f"l{i}", row[1], f'"a;{i}\nb""c"', *row[3:]] for i, row in enumerate(rows * 20))]
    folder = write(tmp_path / "d", {"lukninger": table, "leverance": only(clean(), "lukninger")["leverance"]})
    usual = inspect(folder)
    monkeypatch.setattr("sikkerby_eval.data.read.csv_rows.BLOCK", block)
    monkeypatch.setattr("sikkerby_eval.data.read.encoding.BLOCK", block)
    again = inspect(folder)
    assert usual.findings.shown == again.findings.shown == []
    assert [count.rows for count in again.files] == [count.rows for count in usual.files] == [40]


CANARY = "KANARIEFUGL"
GOOD = as_bytes([[*row[:-1], CANARY if i == 5 else row[-1]] for i, row in enumerate(clean()["befolkningstal"])])
CHANGE = st.tuples(st.integers(0, len(GOOD)), st.integers(0, 3), st.binary(max_size=6))


@FEW
@given(changes=st.lists(CHANGE, max_size=5), ending=st.sampled_from(["csv", "xlsx", "parquet"]))
def test_changed_bytes_never_give_a_traceback_or_leak(tmp_path, changes, ending):
    content = GOOD
    for position, gone, new in changes:
        content = content[:position] + new + content[position + gone :]
    _quiet(tmp_path, content, ending)


@FEW
@given(content=st.binary(max_size=400), start=st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"\xef\xbb\xbf", b'"']))
def test_any_bytes_never_give_a_traceback_or_leak(tmp_path, content, start):
    for ending in ("csv", "xlsx", "parquet"):
        _quiet(tmp_path, start + content + CANARY.encode(), ending)


@FEW
@given(position=st.integers(0, 5000), new=st.binary(min_size=1, max_size=4))
def test_changed_workbooks_never_give_a_traceback_or_leak(tmp_path, position, new):
    content = (workbook := _workbook())[: position % len(workbook)] + new
    _quiet(tmp_path, content + workbook[len(content) :], "xlsx")


BANK = json.dumps(
    {
        "id": ["OMRÅDE", "KØN", "ALDER", "Tid"],
        "dimension": {
            "OMRÅDE": {"category": {"index": {"5": 0}, "label": {"5": "Valby"}}},
            "KØN": {"category": {"index": ["M", "K"]}},
            "ALDER": {"category": {"label": {"14": "14 år"}}},
            "Tid": {"category": {"index": ["2012"]}},
        },
        "value": {"0": 3, "1": CANARY},
        "status": [],
    }
).encode()


@FEW
@given(position=st.integers(0, len(BANK)), gone=st.integers(0, 40), new=st.binary(max_size=4))
def test_changed_json_stat_never_gives_a_traceback_or_leaks(tmp_path, position, gone, new):
    _quiet(tmp_path, BANK[:position] + new + BANK[position + gone :], "json")


JSON_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.just(CANARY),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["0", "index", "label"]), inner),
    max_leaves=4,
)


@FEW
@given(part=st.sampled_from(["id", "dimension", "value", "status"]), value=JSON_VALUE)
def test_json_of_another_shape_never_gives_a_traceback_or_leaks(tmp_path, part, value):
    _quiet(tmp_path, json.dumps(json.loads(BANK) | {part: value}).encode(), "json")
    category = json.loads(BANK)["dimension"] | {"KØN": {"category": value}}
    _quiet(tmp_path, json.dumps(json.loads(BANK) | {"dimension": category}).encode(), "json")


@FEW
@given(position=st.integers(0, 5000), new=st.binary(min_size=1, max_size=4))
def test_changed_parquet_never_gives_a_traceback_or_leaks(tmp_path, position, new):
    content = (whole := _parquet())[: position % len(whole)] + new
    _quiet(tmp_path, content + whole[len(content) :], "parquet")


@cache
def _parquet():
    content = io.BytesIO()
    header, *rows = clean()["befolkningstal"]
    frame = pd.DataFrame([*rows, [CANARY] * 6], columns=header)
    frame.to_parquet(content, index=False)
    return content.getvalue()


@cache
def _workbook():
    book, file = Workbook(), io.BytesIO()
    book.active.title = "befolkningstal"
    for row in [*clean()["befolkningstal"], [CANARY] * 6]:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def _quiet(tmp_path, content, ending):
    folder = tmp_path / "d"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / f"befolkningstal.{ending}").write_bytes(content)
    inspection = inspect(folder)
    (count,) = inspection.files
    assert count.rows == count.used or inspection.findings.count("error")
    for shown in (as_text(inspection), as_json(inspection), as_page(inspection)):
        assert CANARY not in shown
