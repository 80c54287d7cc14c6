"""The door: (register × fault) and (register × harmless variant), made from the catalogue and the clean delivery."""

import gzip

import pytest
from door_delivery import as_bytes, clean, found, only, write
from pandas.testing import assert_frame_equal

from sikkerby_eval.data.read.door import inspect, read
from sikkerby_eval.data.registers import BY_NAME

REGISTERS = ("befolkning", "befolkningstal", "sigtelser", "tryghedsindeks", "exitforloeb")
NUMBERS = """1e3 1,2E+05 1.2e3 12- +12 1.234 1,234 1234.50 1.234.56 1'234 1_000 12* ½ 1/2 12stk 12,- 12% ca.12
    >12 <5 5-9 ja TRUE SAND FALSK #REF! #VÆRDI! #NAVN? ######### =A1 NaN NULL #I/T inf ∞ １２ ٣ O5 l2 XII 0x10"""
NUMBERS = [*NUMBERS.split(), "under 5", "1 23", "12 34", "12 stk", "Kilde: note", "* * *"]
DATES = """2012-1-5 2012.01.05 05.01.2012 05-01-2012 05/01/2012 2012/01/05 5-1-12 12-01-05 20120105 40913 40913,0 41
    1325721600 2012-W05-1 2012-005 2012-01 2012 2012K1 jan-12 05JAN2012 2012-00-05 2012-01-00 2012-02-30 2011-02-29
    0000-00-00 0001-01-01 1899-12-30 1900-01-01 9999-12-31 2012–01–05 ２０１２-01-05 2O12-01-05 2012-01-05Z
    2012-01-05+01:00 2012-01-05T00:00:00+01:00 2012-01-05T10:30 '2012-01-05 (2012-01-05) NA -"""
DATES = [*DATES.split(), "5. januar 2012", "2012-01-05 00:00:01", "i dag", "2012-01-05 kl. 10"]
PERSONS = """010190-1234 0101901234 101901234 10190-1234 610190-1234 010190–1234 010190.1234 010190/1234 010190_1234
    010190--1234 01.01.90-1234 01-01-90-1234 01011990-1234 O10190-1234 010190-AB12 010190-123 cpr010190-1234
    1,2E+05 1.23457E+15 00000 TRUE 2012-01-05 #N/A NULL ? p' =A1 a@b.dk p1*"""
PERSONS = [*PERSONS.split(), "Hans Hansen", "010190 1234", "p 1", "x" * 81]
FAULTS = {
    "count": [*NUMBERS, "-3", "−3", "12,5", "99999999999"],
    "number": [*(text for text in NUMBERS if text != "1,234"), "12.5", ".5", "100,1", "-0,1"],
    "year": ["12", "2012,0", "2.012", "2012/13", "2012K1", "2012-01-01", "1889", "2099", "MMXII", "12*", "I alt"],
    "date": DATES,
    "person": PERSONS,
    "id": ["010190-1234", "1,2E+05", "TRUE", "2012-01-05", "a b", "NULL", "x" * 81, "#REF!"],
    "choice": ["?", "NA", "ukendt", "I alt", "1)", "m/k", "Н", "0", "*", "010190-1234"],
    "code": ["1252.0", "1252,0", "01252", "125", "12520", "1.252", "1252*", "A252", "§245", "1252/1253", "NA", "I alt"],
    "bydel": [
        *("Atlantis", "N?rrebro", "NÃ¸rrebro", "N\ufffdrrebro", '"N&oslash;rrebro"', "Nør\u200brebro", "Nørrebrо"),
        *("Nørrebro*", "Nørrebro (2)", "I alt", "København", "Demo-bydel 3", "NA"),
    ],
    "omraade": ["36", "00", "-5", "V", "O5", "05*", "5,0", "05 - Indre", "Demo-område 7", "I alt", "#N/A"],
    "bydel_nr": ["11", "00", "0", "2,0", "I alt", "NA"],
    "text": ["Klub 010190-1234", "BÃ¸rnehus", "B\ufffdrn", "B\u200brn", "B\x07rn", "x" * 5000],
}
COLUMNS = [
    (name, column)
    for name in (*REGISTERS, "lukninger")
    for column in clean()[name][0]
    if BY_NAME[name][column].kind in FAULTS
]


@pytest.mark.parametrize(("register", "column"), COLUMNS, ids=[f"{name}.{column}" for name, column in COLUMNS])
def test_every_faulty_spelling_is_an_error_on_its_line_and_column(tmp_path, register, column):
    """Every spelling stands on a line of its own; what the repeated keys are told does not count."""
    tables, spellings = only(clean(), register), FAULTS[BY_NAME[register][column].kind]
    header, row = tables[register][0], tables[register][2]
    place = header.index(column)
    tables[register] = [header, *([*row[:place], text, *row[place + 1 :]] for text in spellings)]
    inspection = inspect(write(tmp_path / "d", tables))
    counted = [f for f in inspection.findings.shown if f.severity == "error" and f.rule not in ("noegle", "dublet")]
    places = {(f.line, f.column) for f in counted}
    assert [text for line, text in enumerate(spellings, start=2) if (line, column) not in places] == []


def joined(lines):
    return b"".join(lines)


def widened(lines, name, *cells):
    """One more column; the last cell given is repeated."""
    cells = [*cells, *[cells[-1]] * len(lines)]
    return joined([line.rstrip() + b";" + cell + b"\n" for line, cell in zip(lines, (name, *cells), strict=False)])


def structural(lines):
    """Name → rule, content, line for one register's file as lines of bytes; more rules may be found beside."""
    whole, width = joined(lines), lines[0].count(b";") + 1
    after = len(lines) + 1
    fields = lines[3].strip().split(b";")
    pad = b";" * (width - 1) + b"\n"
    return {
        "row too wide": ("for_mange_felter", joined(lines[:3]) + lines[3].strip() + b";x\n" + joined(lines[4:]), 4),
        "row too short": ("for_faa_felter", joined(lines[:3]) + b";".join(fields[:-1]) + b"\n" + joined(lines[4:]), 4),
        "cut off": ("for_faa_felter", whole[: -len(lines[-1]) + 3], len(lines)),
        "header repeated": (None, joined(lines[:4]) + lines[0] + joined(lines[4:]), 5),
        "units under the header": (None, lines[0] + b";".join([b"enhed"] * width) + b"\n" + joined(lines[1:]), 2),
        "ruler under the header": (None, lines[0] + b";".join([b"---"] * width) + b"\n" + joined(lines[1:]), 2),
        "comment": ("for_faa_felter", lines[0] + b"# note\n" + joined(lines[1:]), 2),
        "total row": (None, whole + b"I alt" + pad, after),
        "footnote": ("for_faa_felter", whole + b"Kilde: opdigtet\n", after),
        "padded footnote": (None, whole + b"*) note" + pad, after),
        "merge conflict": ("for_faa_felter", joined(lines[:3]) + b"<<<<<<< HEAD\n" + joined(lines[3:]), 4),
        "columns shifted": (None, joined(lines[:3]) + b";".join([*fields[1:], b"x"]) + b"\n" + joined(lines[4:]), 4),
        "duplicate": ("dublet", whole + lines[3], after),
        "stray carriage return": (None, joined([*lines[:3], lines[3].replace(b"\n", b"\r"), *lines[4:]]), 4),
        "stray quote": (None, joined(lines[:3]) + b'x"x' + lines[3] + joined(lines[4:]), 4),
        "quote never closed": ("uafsluttet", joined(lines[:3]) + b'"' + lines[3] + joined(lines[4:]), 4),
        "fault behind such a quote": (None, joined(lines[:3]) + b'"' + lines[3] + joined(lines[4:]) + b"x\n", after),
        "quote in the last field": (
            "uafsluttet",
            joined([*lines[:3], b";".join([*fields[:-1], b'"x']) + b"\n", *lines[4:]]),
            4,
        ),
        "first column missing": ("kolonne_mangler", joined([line.split(b";", 1)[1] for line in lines]), 1),
        "column twice": ("kolonne_dobbelt", widened(lines, lines[0].split(b";")[0], b"x"), 1),
        "cpr in one cell of an extra column": ("kolonne_cpr", widened(lines, b"note", b"", b"010190-1234", b""), 1),
        "extra column": ("kolonne_ekstra", widened(lines, b"note", b"x"), 1),
        "ten thousand columns": (
            "for_faa_felter",
            joined([lines[0].strip() + b";" + b";".join(b"k%d" % i for i in range(9999)) + b"\n", *lines[1:]]),
            2,
        ),
        "no header": ("ingen_overskrift", joined(lines[1:]), 1),
        "title": ("overskrift_forskudt", b"Titel\n" + whole, 1),
        "comma": ("separator", whole.replace(b";", b","), 1),
        "transposed": (
            None,
            as_bytes(list(zip(*(line.decode().strip().split(";") for line in lines), strict=True))),
            1,
        ),
        "NUL at the end": ("nul_byte", whole + b"\0", after),
        "only the header": ("ingen_raekker", lines[0] + pad, 1),
        "only spaces": (None, b"   \n  \n", 1),
        "only a byte order mark": (None, b"\xef\xbb\xbf", 1),
        "gzip": ("er_andet", gzip.compress(whole), None),
        "UTF-16": ("utf16", whole.decode().encode("utf-16"), None),
        "UTF-16 without mark": ("nul_byte", whole.decode().encode("utf-16-le"), 1),
        "UTF-32": (None, whole.decode().encode("utf-32"), None),
        "XML": ("er_andet", b'<?xml version="1.0"?><a/>', None),
        "rich text": ("er_andet", b"{\\rtf1 x}", None),
    }


CASES = [
    pytest.param(register, *case, id=f"{register}-{name}")
    for register in REGISTERS
    for name, case in structural(as_bytes(clean()[register]).splitlines(keepends=True)).items()
]


@pytest.mark.parametrize(("register", "rule", "content", "line"), CASES)
def test_faulty_file_is_located_in_every_register(tmp_path, register, rule, content, line):
    shown = found(write(tmp_path / "d", only(clean(), register), {f"{register}.csv": content}))
    assert any((rule in (None, got)) and where == line for got, file, where, _ in shown if file == f"{register}.csv"), (
        shown
    )


def harmless(lines):
    whole, width = joined(lines), lines[0].count(b";") + 1
    cells = [line.strip().split(b";") for line in lines]
    return {
        "carriage returns": whole.replace(b"\n", b"\r\n"),
        "old Mac": whole.replace(b"\n", b"\r"),
        "mixed line ends": joined([line.replace(b"\n", b"\r\n") if i % 2 else line for i, line in enumerate(lines)]),
        "byte order mark": b"\xef\xbb\xbf" + whole,
        "byte order mark twice": b"\xef\xbb\xbf" * 2 + whole,
        "byte order mark inside": joined(lines[:3]) + b"\xef\xbb\xbf" + joined(lines[3:]),
        "cp1252": whole.decode().encode("cp1252"),
        "everything quoted": joined([b";".join(b'"' + cell + b'"' for cell in row) + b"\n" for row in cells]),
        "header quoted": b";".join(b'"' + cell + b'"' for cell in cells[0]) + b"\n" + joined(lines[1:]),
        "header in capitals": lines[0].upper() + joined(lines[1:]),
        "header with no-break spaces": lines[0].replace(b";", b"\xc2\xa0; ") + joined(lines[1:]),
        "space after the separator": whole.replace(b";", b"; "),
        "separators at the end": joined([line.strip() + b";;\n" for line in lines]),
        "separators doubled": whole.replace(b";", b";;"),
        "blank lines between": b"\n".join(lines),
        "lines of spaces": whole + b"   \n \t\n",
        "cells of spaces": whole + b";".join([b"  "] * width) + b"\n" + b";".join([b"\xc2\xa0"] * width) + b"\n",
        "cells of spaces, some quoted": whole + b";".join([b'" "', *[b" "] * (width - 1)]) + b"\n",
        "a quoted blank line": whole + b";".join([b'""'] * width) + b"\n",
        "end-of-file sign": whole + b"\x1a",
        "other order": joined([b";".join(row[::-1]) + b"\n" for row in cells]),
    }


HARMLESS = [
    pytest.param(register, content, id=f"{register}-{name}")
    for register in REGISTERS
    for name, content in harmless(as_bytes(clean()[register]).splitlines(keepends=True)).items()
]


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    return read(write(tmp_path_factory.mktemp("clean"), clean()))


@pytest.mark.parametrize(("register", "content"), HARMLESS)
def test_harmless_file_is_read_exactly_right_in_every_register(tmp_path, expected, register, content):
    folder = write(tmp_path / "d", only(clean(), register), {f"{register}.csv": content})
    assert found(folder) == set()
    assert_frame_equal(getattr(read(folder), register), getattr(expected, register))
