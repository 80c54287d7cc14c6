"""The door: what Excel and Parquet can hide, and the exports of statistical banks as deliveries."""

import datetime
import decimal
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
from door_delivery import clean, found, only, write
from pandas.testing import assert_frame_equal

from sikkerby_eval.data.read.door import inspect, read

SPECIMENS = Path(__file__).parent / "specimens"
NUMBER = "befolkningstal"


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    return read(write(tmp_path_factory.mktemp("clean"), clean()))


def folder_with(path, name, content):
    """A delivery of one file; the note names it."""
    register = name.split(".")[0]
    tables = only(clean(), register)
    tables["leverance"][1][0] = name
    return write(path, {"leverance": tables["leverance"]}, {name: content})


def typed(cell):
    if cell.isdigit() and not cell.startswith("0"):
        return int(cell)
    return float(cell.replace(",", ".")) if cell.replace(",", "").isdigit() and "," in cell else cell or None


def workbook(register, change=None):
    """The register as Excel stores it: numbers as numbers, dates as dates; ``change`` gets book and sheet."""
    book = openpyxl.Workbook()
    book.active.title = register
    for row in clean()[register]:
        dates = (len(cell) == 10 and cell[4:5] == "-" for cell in row)
        book.active.append(
            [datetime.date.fromisoformat(c) if day else typed(c) for c, day in zip(row, dates, strict=True)]
        )
    if change is not None:
        change(book, book.active)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cell(line, column, value, number_format=None):
    def change(book, sheet):
        sheet.cell(line, column).value = value
        if number_format:
            sheet.cell(line, column).number_format = number_format

    return change


def filtered(book, sheet):
    sheet.auto_filter.ref = "A1:F49"
    for line in (5, 6):
        sheet.row_dimensions[line].hidden = True


def extra_rows(book, sheet):
    sheet.cell(200, 1).value = "  "
    sheet.cell(300, 40).number_format = "0.00"


def no_zeros(book, sheet):
    for (area,) in sheet.iter_rows(min_row=2, min_col=3, max_col=3):
        area.value = int(area.value)


def second_line(book, sheet):
    """A cell with a line break is one row of the sheet, whatever a text editor would count."""
    sheet.cell(2, 3).value = "Et\nbibliotek\nmere"
    sheet.cell(3, 10).value = "sjov"


FAULTY = {
    "merged": (NUMBER, lambda book, sheet: sheet.merge_cells("B2:B5"), ("flettet", 3, "bydel")),
    "merged across": (NUMBER, lambda book, sheet: sheet.merge_cells("E7:F7"), ("flettet", 7, "koen")),
    "filter": (NUMBER, filtered, ("skjult_raekke", 5, None)),
    "percentage": ("tryghedsindeks", cell(2, 5, 0.125, "0.0%"), ("procent", 2, "indeks")),
    "percentage of a count": (NUMBER, cell(3, 6, 1, "0%"), ("procent", 3, "antal")),
    "formula never calculated": (NUMBER, cell(3, 6, "=1+1"), ("mangler", 3, "antal")),
    "error value": (NUMBER, cell(3, 6, "#DIV/0!"), ("mangler_stavet", 3, "antal")),
    "yes or no": (NUMBER, cell(3, 6, True), ("ikke_tal", 3, "antal")),
    "date in a count": (NUMBER, cell(3, 6, datetime.date(2012, 5, 3)), ("ikke_tal", 3, "antal")),
    "fraction": (NUMBER, cell(3, 6, 12.5), ("broekdel", 3, "antal")),
    "serial number": ("sigtelser", cell(5, 4, 40913, "0"), ("dato_serienummer", 5, "sigtelsesdato")),
    "hour": ("sigtelser", cell(5, 4, datetime.datetime(2012, 1, 5, 10)), ("dato_tidspunkt", 5, "sigtelsesdato")),
    "more digits than Excel has": ("sigtelser", cell(5, 7, 123456789012345678), ("id_excel", 5, "sag_id")),
    "CPR as a number": ("sigtelser", cell(5, 2, 101901234), ("cpr_person", 5, "person_id")),
    "value beside the table": (NUMBER, cell(5, 9, "se her"), ("for_mange_felter", 5, None)),
    "total": (NUMBER, lambda book, sheet: sheet.append(["I alt"]), ("mangler", 50, "antal")),
    "after line breaks": ("lukninger", second_line, ("ikke_i_liste", 3, "aarsag")),
    "shifted down": (NUMBER, lambda book, sheet: sheet.insert_rows(1), ("overskrift_forskudt", 1, None)),
}


@pytest.mark.parametrize(("register", "change", "place"), FAULTY.values(), ids=FAULTY)
def test_what_a_workbook_hides_is_located(tmp_path, register, change, place):
    name = f"{register}.xlsx"
    shown = found(folder_with(tmp_path / "d", name, workbook(register, change)))
    assert (place[0], name, *place[1:]) in shown


def sum_saved(content):
    """A formula with the value that Excel last saved."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            assert not part.endswith("sheet1.xml") or b'<c r="F2" t="n"><v>24</v>' in data
            new.writestr(part, data.replace(b'<c r="F2" t="n"><v>24</v>', b'<c r="F2"><f>12*2</f><v>24</v>'))
    return out.getvalue()


UNHARMED = {
    "as it is": None,
    "1904 dates": lambda book, sheet: setattr(book, "epoch", openpyxl.utils.datetime.CALENDAR_MAC_1904),
    "blank and formatted rows": extra_rows,
    "shifted right": lambda book, sheet: sheet.insert_cols(1),
    "second sheet": lambda book, sheet: book.create_sheet("ark2").append(["mere"]),
    "hidden sheet": lambda book, sheet: setattr(book.create_sheet("x"), "sheet_state", "hidden"),
    "comment": lambda book, sheet: setattr(sheet["A2"], "comment", openpyxl.comments.Comment("010190-1234", "x")),
}


@pytest.mark.parametrize("register", ["befolkning", NUMBER, "sigtelser", "tryghedsindeks", "exitforloeb", "lukninger"])
@pytest.mark.parametrize("change", UNHARMED.values(), ids=UNHARMED)
def test_harmless_workbook_is_read_exactly_right(tmp_path, expected, register, change):
    folder = folder_with(tmp_path / "d", f"{register}.xlsx", workbook(register, change))
    assert found(folder) == set()
    assert_frame_equal(getattr(read(folder), register), getattr(expected, register))


def test_saved_formulas_and_lost_zeros_are_read_right(tmp_path, expected):
    for name, content in (("a", sum_saved(workbook(NUMBER))), ("b", workbook(NUMBER, no_zeros))):
        assert_frame_equal(
            read(folder_with(tmp_path / name, f"{NUMBER}.xlsx", content)).befolkningstal, expected.befolkningstal
        )


@pytest.mark.parametrize(
    "content",
    [b"", b"\xd0\xcf\x11\xe0" + bytes(900), b"a;b\n1;2\n", b"PAR1" + bytes(90), workbook(NUMBER)[:3000]],
    ids=["empty", "password or old Excel", "csv", "parquet", "cut off"],
)
def test_no_workbook_is_one_error(tmp_path, content):
    (place,) = found(folder_with(tmp_path / "d", f"{NUMBER}.xlsx", content))
    assert place[0] in ("tom_fil", "kan_ikke_laeses", "er_excel")


def parquet(table):
    content = io.BytesIO()
    pyarrow.parquet.write_table(table, content)
    return content.getvalue()


def replaced(frame, column, values):
    table = pa.Table.from_pandas(frame, preserve_index=False)
    return parquet(table.set_column(table.schema.get_field_index(column), column, values))


@pytest.mark.parametrize(
    "kind", [pa.int8(), pa.uint64(), pa.float32(), pa.decimal128(21, 2), pa.string(), pa.large_string()], ids=str
)
def test_counts_of_any_parquet_type_are_the_same(tmp_path, expected, kind):
    content = replaced(expected.befolkningstal, "antal", pa.array(expected.befolkningstal["antal"]).cast(kind))
    registers = read(folder_with(tmp_path / "d", f"{NUMBER}.parquet", content))
    assert_frame_equal(registers.befolkningstal, expected.befolkningstal)


@pytest.mark.parametrize(
    "kind", [pa.date32(), pa.date64(), pa.timestamp("s"), pa.timestamp("ns"), pa.string()], ids=str
)
def test_dates_of_any_parquet_type_are_the_same(tmp_path, expected, kind):
    days = pa.array(expected.sigtelser["sigtelsesdato"]).cast(pa.date32()).cast(kind)
    content = replaced(expected.sigtelser, "sigtelsesdato", days)
    assert_frame_equal(read(folder_with(tmp_path / "d", "sigtelser.parquet", content)).sigtelser, expected.sigtelser)


LENGTH = len(clean()[NUMBER]) - 1


@pytest.mark.parametrize(
    ("value", "rule", "line"),
    [
        (decimal.Decimal("12.5"), "broekdel", 1),
        (float("nan"), "mangler", 1),
        (float("inf"), "uendelig", 1),
        (-3, "negativt", 1),
        ([3], "kolonnetype", None),
        ({"a": 3}, "kolonnetype", None),
        (True, "kolonnetype", None),
        (b"12", "kolonnetype", None),
        (None, "mangler", 1),
    ],
)
def test_faulty_parquet_column_is_named(tmp_path, expected, value, rule, line):
    content = replaced(expected.befolkningstal, "antal", pa.array([value] * LENGTH))
    assert (rule, f"{NUMBER}.parquet", line, "antal") in found(
        folder_with(tmp_path / "d", f"{NUMBER}.parquet", content)
    )


@pytest.mark.parametrize("hidden", [3112901234, "010190-1234", ["010190-1234"], {"a": "010190-1234"}, b"0101901234"])
def test_cpr_hides_in_no_type_of_an_extra_column(tmp_path, expected, hidden):
    table = pa.Table.from_pandas(expected.befolkningstal, preserve_index=False)
    content = parquet(table.append_column("ekstra", pa.array([hidden] * LENGTH)))
    shown = found(folder_with(tmp_path / "d", f"{NUMBER}.parquet", content))
    assert ("kolonne_cpr", f"{NUMBER}.parquet", 1, "ekstra") in shown


BULK = "OMRÅDE;KØN;ALDER;TID;INDHOLD\nØsterbro;Mænd;14 år;2012K1;24\nØsterbro;Kvinder;14 år;2012K1;-\n"
MATRIX = (
    '"Folketal"\n\n" "," "," ","2012K1"\n"Østerbro","Mænd","14 år",24\n" ","Kvinder","14 år","-"\n"Kilde: opdigtet"\n'
)
JSON_STAT = {
    "class": "dataset",
    "id": ["OMRÅDE", "KØN", "ALDER", "Tid"],
    "size": [1, 2, 1, 1],
    "dimension": {
        "OMRÅDE": {"category": {"index": ["2"], "label": {"2": "Bydel - Østerbro"}}},
        "KØN": {"category": {"index": {"M": 0, "K": 1}, "label": {"M": "Mænd", "K": "Kvinder"}}},
        "ALDER": {"category": {"label": {"14": "14 år"}}},
        "Tid": {"category": {"index": ["2012"]}},
    },
    "value": [24, 0],
}
EXPORTS = {
    "befolkningstal.csv": BULK.encode(),
    "folk1a_2012.csv": MATRIX.encode("latin-1"),
    "befolkningstal_2012.json": json.dumps(JSON_STAT).encode(),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_residents_from_a_statistical_bank_are_a_delivery(tmp_path, name):
    frame = read(write(tmp_path / "d", {}, {name: EXPORTS[name]})).befolkningstal
    assert frame[["aar", "bydel", "alder", "koen", "antal"]].values.tolist() == [
        [2012, "Østerbro", 14, "M", 24],
        [2012, "Østerbro", 14, "K", 0],
    ]


@pytest.mark.parametrize("name", ["straf11_matrix_latin1.csv", "straf11_bulk.csv", "straf11.json"])
def test_reports_from_statistics_denmark_are_a_delivery(tmp_path, name):
    content = (SPECIMENS / name).read_bytes()
    shown = found(write(tmp_path / "d", {}, {name: content}))
    assert {rule for rule, *_ in shown} == {"ingen_foelgeseddel"}
    assert len(read(tmp_path / "d").anmeldelsestal) == {"straf11.json": 4, "straf11_bulk.csv": 5}.get(name, 9)


EXPORT_FAULTS = [
    (BULK + "Østerbro;I alt;15 år;2012K1;9\n", ("totalraekke", 4, "koen")),
    (BULK + "Østerbro;Mænd;15 år;2012K2;9\n", ("ikke_1_januar", 4, "aar")),
    (BULK + "Aarhus;Mænd;15 år;2012K1;9\n", ("ikke_i_liste", 4, "bydel")),
    (BULK + "Østerbro;Mænd;15 år;2012K1;..\n", ("mangler_stavet", 4, "antal")),
    (BULK + "Østerbro;Mænd;15 år;2012K1;1.234\n", ("tvetydigt", 4, "antal")),
    (BULK + "Østerbro;Mænd;15 år;2012K1;-5\n", ("negativt", 4, "antal")),
    (BULK + "Østerbro;Mænd;15 år;2012K1\n", ("for_faa_felter", 4, None)),
    (BULK + "Østerbro;Mænd;14 år;2012K1;9\n", ("noegle", 4, "aar")),
    (BULK.replace("KØN", "CIVILSTAND"), ("akse_for_meget", 1, "civilstand")),
    (BULK.replace(";14 år", "").replace(";ALDER", ""), ("kolonne_mangler", 1, "alder")),
    (MATRIX.replace('"Kvinder","14 år","-"', '"Kvinder","14 år"'), ("for_faa_felter", 5, None)),
    (MATRIX.replace('"14 år"', '"ung"'), ("kolonne_mangler", 1, "alder")),
    ('{"dimension": {}}', ("kan_ikke_laeses", None, None)),
]


@pytest.mark.parametrize(("text", "place"), EXPORT_FAULTS)
def test_faulty_export_is_located(tmp_path, text, place):
    shown = found(write(tmp_path / "d", {}, {"befolkningstal.csv": text.encode()}))
    assert (place[0], "befolkningstal.csv", *place[1:]) in shown


def test_a_bank_asked_for_too_much_is_refused_at_once(tmp_path):
    """A few bytes that claim a table of 10^12 figures."""
    category = {"category": {"index": [str(number) for number in range(10_000)]}}
    document = {"id": ["A", "B", "C"], "dimension": dict.fromkeys("ABC", category), "value": []}
    shown = inspect(write(tmp_path / "d", {}, {"befolkningstal.json": json.dumps(document).encode()}))
    assert "kan_ikke_laeses" in {finding.rule for finding in shown.findings.shown}


def test_text_in_parquet_that_is_no_text_is_refused_without_its_bytes(tmp_path, expected):
    broken = pa.array([b"KANARIEFUGL\xff"] * LENGTH).cast(pa.string(), safe=False)
    folder = folder_with(tmp_path / "d", f"{NUMBER}.parquet", replaced(expected.befolkningstal, "bydel", broken))
    assert found(folder) == {("ulaeselig", f"{NUMBER}.parquet", 1, None)}


def packed_with(part, change):
    """A clean workbook whose part is changed; packed as hard as zip can."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook("sigtelser"))) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            with new.open(zipfile.ZipInfo(entry), "w", force_zip64=True) as file:
                content = old.read(entry)
                if entry != part:
                    file.write(content)
                else:
                    for piece in change(content):
                        file.write(piece)
    packed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
    return packed.getvalue()


def before(mark, *pieces):
    """A change of a part: pieces put before a mark in it."""

    def change(content):
        start = content.index(mark)
        yield content[:start]
        yield from pieces
        yield content[start:]

    return change


SHEET, ROWS_END = "xl/worksheets/sheet1.xml", b"</sheetData>"
TRAPS = {
    "a text without end": (SHEET, before(ROWS_END, b'<row r="9"><c r="A9" t="inlineStr"><is><t>', b"a" * (6 << 20))),
    "spaces that fill the memory": (SHEET, before(ROWS_END, *[b" " * (1 << 20)] * 100)),
    "a row below the last one": (SHEET, before(ROWS_END, b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>')),
    "merged areas without end": (SHEET, before(b"<pageMargins", b'<mergeCell ref="A1:XFD1048576"/>' * 100_001)),
    "styles without end": ("xl/styles.xml", before(b"</cellXfs>", *[b'<xf numFmtId="0" fontId="0"/>' * 40_000] * 18)),
    "cells to the far right": (
        SHEET,
        before(ROWS_END, *(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (row, row) for row in range(9, 600))),
    ),
    "entities of entities": (
        SHEET,
        lambda content: [
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">',
            *(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9)),
            b"]>",
            content.replace(b"<sheetData>", b'<sheetData><row r="1"><c r="A1"><v>&j;</v></c></row>', 1),
        ],
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_workbook_that_is_a_trap_is_refused(tmp_path, trap):
    """A few kilobytes that unpack to hours or to more than the memory are one error."""
    places = found(folder_with(tmp_path / "d", "sigtelser.xlsx", packed_with(*TRAPS[trap])))
    assert {place[0] for place in places} & {"pakker_for_meget_ud", "kan_ikke_laeses", "ulaeselig"}


def test_a_parquet_file_of_endless_rows_is_refused(tmp_path):
    """Ten million rows in some kilobytes hold no key of their own."""
    same = pa.DictionaryArray.from_arrays(pa.array(np.zeros(10_000_000, np.int8)), pa.array(["s1"]))
    (place,) = found(folder_with(tmp_path / "d", "sigtelser.parquet", parquet(pa.table({"sigtelse_id": same}))))
    assert place[0] == "pakker_for_meget_ud"
