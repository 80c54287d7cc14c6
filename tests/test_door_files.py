"""The door: faulty files located, harmless ones read exactly right, in CSV, Excel and Parquet."""

import unicodedata

import openpyxl
import pytest
from door_delivery import as_bytes, clean, found, only, with_cell, write
from pandas.testing import assert_frame_equal

from sikkerby_eval.data.read.check_list import as_json, as_page, as_text
from sikkerby_eval.data.read.door import inspect, read
from sikkerby_eval.data.read.encoding import BLOCK, encoding_of

CANARY = "KANARIEFUGL"


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The frames that the clean delivery holds."""
    return read(write(tmp_path_factory.mktemp("clean"), clean()))


GOOD = as_bytes(clean()["befolkningstal"])
LINES = GOOD.splitlines(keepends=True)


def extended(name, text):
    """The file with one more column."""
    return as_bytes([[*row, name if number == 0 else text] for number, row in enumerate(clean()["befolkningstal"])])


FILES = [
    ("tom_fil", b"", None),
    ("ingen_raekker", LINES[0], 1),
    ("overskrift_forskudt", b"Befolkning\n\n" + GOOD, 1),
    ("ingen_overskrift", b"".join(LINES[1:]), 1),
    ("separator", GOOD.replace(b";", b","), 1),
    ("separator", GOOD.replace(b";", b"\t"), 1),
    ("separator", GOOD.replace(b";", b"|"), 1),
    ("nul_byte", b"".join(LINES[:2]) + b"2011;Valby\0;05;14;M;1\n", 3),
    ("ugyldig_byte", b"".join(LINES[:4]) + b"2011;\xff;05;14;M;1\n", 5),
    ("blandet_tegnsaet", GOOD + b"2011;N\xf8rrebro;08;17;M;1\n", len(LINES) + 1),
    ("er_excel", b"PK\x03\x04" + bytes(range(1, 60)), None),
    ("er_excel", b"\xd0\xcf\x11\xe0" + bytes(range(1, 60)), None),
    ("er_andet", b"PAR1" + bytes(range(1, 60)), None),
    ("er_andet", b"<html><table></table></html>", None),
    ("er_andet", b'{"aar": 2011}', None),
    ("utf16", GOOD.decode().encode("utf-16"), None),
    ("for_mange_felter", GOOD + b"2011;Valby;22;17;M;1;2\n", len(LINES) + 1),
    ("for_faa_felter", GOOD + b"2011;Valby;22;17;M\n", len(LINES) + 1),
    ("for_faa_felter", b"".join(LINES[:3]) + b"2011;Val\nby;22;17;M;4\n" + b"".join(LINES[3:]), 4),
    ("anfoerselstegn", GOOD + b'2011;Val"by";22;17;M;1\n', len(LINES) + 1),
    ("uafsluttet", GOOD + b'2011;"Valby;22;17;M;1\n', len(LINES) + 1),
    ("styretegn", GOOD + b"2011;Valby;22;17\r;M;1\n", len(LINES) + 1),
    ("kolonne_mangler", GOOD.replace(b"antal", b"antal_2012"), 1),
    ("kolonne_mangler", b"".join(line.rsplit(b";", 1)[0] + b"\n" for line in LINES), 1),
    ("kolonne_dobbelt", GOOD.replace(b"koen", b"antal"), 1),
    (
        "kolonne_ekstra",
        extended("note", "x"),
        1,
    ),
    (
        "kolonne_cpr",
        extended("note", "010190-1234"),
        1,
    ),
    ("kolonne_cpr", extended("cpr", ""), 1),
    ("kolonne_uden_navn", extended("", "x"), 1),
]


@pytest.mark.parametrize(("rule", "content", "line"), FILES)
def test_faulty_file_is_located(tmp_path, rule, content, line):
    tables = only(clean(), "befolkningstal")
    inspection = inspect(write(tmp_path / "d", tables, {"befolkningstal.csv": content}))
    places = {(f.rule, f.line) for f in inspection.findings.shown if f.file == "befolkningstal.csv"}
    assert (rule, line) in places


def test_missing_column_names_the_nearest(tmp_path):
    folder = write(tmp_path / "d", clean(), {"befolkningstal.csv": GOOD.replace(b"antal", b"antallet")})
    texts = [f.text() for f in inspect(folder).findings.shown if f.rule == "kolonne_mangler"]
    assert texts == ["kolonnen mangler (mente I 'antallet'?). Tilføj kolonnen; skabelonen viser den."]


def test_a_file_without_header_shows_nothing_of_its_first_row(tmp_path):
    content = as_bytes([[f"{CANARY}{i}" for i in range(6)], *clean()["befolkningstal"][1:]])
    folder = write(tmp_path / "d", clean(), {"befolkningstal.csv": content})
    assert CANARY not in as_text(inspect(folder)) + as_page(inspect(folder)) + as_json(inspect(folder))


def requote(table):
    return [[f'"{cell}"' for cell in row] for row in table]


def regroup(table):
    return [table[0], *([*row[:-1], f"{row[-1]},0"] for row in table[1:])]


TABLE = clean()["befolkningstal"]
HARMLESS = {
    "cp1252": as_bytes(TABLE, encoding="cp1252"),
    "utf-8 with byte order mark": as_bytes(TABLE, encoding="utf-8-sig"),
    "carriage returns": as_bytes(TABLE, newline="\r\n"),
    "old Mac": as_bytes(TABLE, newline="\r"),
    "no newline at the end": GOOD.rstrip(),
    "everything quoted": as_bytes(requote(TABLE)),
    "empty lines inside": b"".join(LINES[:3]) + b";;;;;\n" + b"".join(LINES[3:]),
    "trailing empty lines": GOOD + b";;;;;\n" * 40 + b"\n",
    "other column order": as_bytes([row[::-1] for row in TABLE]),
    "upper case header with spaces": GOOD.replace(LINES[0], b" AAR ;Bydel; OMRAADE;Alder;Koen;ANTAL \n"),
    "sep= hint": b"sep=;\n" + GOOD,
    "trailing separators": b"".join(line.rstrip() + b";\n" for line in LINES),
    "spaces around": GOOD.replace(b";Valby;", b"; Valby ;").replace(b";14;", b"; 14;"),
    "zero decimals": as_bytes(regroup(TABLE)),
    "lower case codes": GOOD.replace(b";Valby;", b"; valby;").replace(b";M;", b";m;"),
    "lost leading zero": GOOD.replace(b";05;", b";5;").replace(b";08;", b";8;"),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_variant_is_read_exactly_right(tmp_path, expected, name):
    folder = write(tmp_path / "d", only(clean(), "befolkningstal"), {"befolkningstal.csv": HARMLESS[name]})
    registers = read(folder)
    assert_frame_equal(registers.befolkningstal, expected.befolkningstal)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1\u00a0234", 1234), ("1 234", 1234), ("1\u202f234", 1234), ("1.234.567", 1234567), ("0", 0), ("1.234,0", 1234)],
)
def test_count_is_read_as_written(tmp_path, text, value):
    folder = write(tmp_path / "d", only(with_cell("befolkningstal", 3, "antal", text), "befolkningstal"))
    registers = read(folder)
    assert registers.befolkningstal["antal"].iloc[1] == value


def test_text_is_read_as_text_and_lines_count_newlines_inside_quotes(tmp_path):
    tables = with_cell("lukninger", 2, "institution", '"=HYPERLINK(""x"")\n<script>alert(1)</script>"')
    tables["lukninger"][2][tables["lukninger"][0].index("aarsag")] = "sjov"
    shown = found(write(tmp_path / "d", tables))
    assert shown == {("ikke_i_liste", "lukninger.csv", 4, "aarsag")}
    tables["lukninger"][2][-1] = "andet"
    registers = read(write(tmp_path / "d", tables))
    assert registers.lukninger["institution"][0] == '=HYPERLINK("x")\n<script>alert(1)</script>'


def test_decomposed_letters_in_header_and_codes(tmp_path):
    """macOS writes å as a and a ring; the header aarsvaerk written årsværk is the same column."""
    header = "aar;forvaltning;antal"
    table = f"{header}\n2012;ØKF;3\n".replace("aar;", unicodedata.normalize("NFD", "år;"))
    folder = write(tmp_path / "d", {}, {"sos_krisehjaelp.csv": table.encode()})
    assert read(folder).sos_krisehjaelp.to_dict("list") == {"aar": [2012], "forvaltning": ["ØKF"], "antal": [3]}


def test_danish_dates_when_the_note_says_so(tmp_path, expected):
    tables = clean()
    tables["leverance"] = [[*row, "datoformat" if i == 0 else "dmaa"] for i, row in enumerate(tables["leverance"])]
    for name, columns in {"befolkning": (2,), "sigtelser": (2, 3, 4), "exitforloeb": (2, 6, 7, 8, 9, 10)}.items():
        for row in tables[name][1:]:
            for position in columns:
                row[position] = "-".join(reversed(row[position].split("-")))
    for row in tables["lukninger"][1:]:
        row[6], row[7] = ("-".join(reversed(row[i].split("-"))) for i in (6, 7))
    registers = read(write(tmp_path / "d", tables))
    assert_frame_equal(registers.sigtelser, expected.sigtelser)


def as_workbook(path, table):
    book = openpyxl.Workbook()
    book.active.title = path.stem
    for row in table:
        book.active.append([int(cell) if cell.isdigit() and not cell.startswith("0") else cell for cell in row])
    book.create_sheet("beskrivelse").append(["Skabelonens beskrivelse"])
    book.save(path)


def test_excel_gives_the_same_frames(tmp_path, expected):
    folder = write(tmp_path / "d", clean())
    for name, table in clean().items():
        if name != "leverance":
            (folder / f"{name}.csv").unlink()
            as_workbook(folder / f"{name}.xlsx", table)
    note = clean()["leverance"]
    (folder / "leverance.csv").write_bytes(as_bytes([[row[0].replace(".csv", ".xlsx"), *row[1:]] for row in note]))
    registers = read(folder)
    for name in ("befolkning", "sigtelser", "befolkningstal", "exitforloeb", "lukninger"):
        assert_frame_equal(getattr(registers, name), getattr(expected, name))


def test_parquet_gives_the_same_frames(tmp_path, expected):
    folder = write(tmp_path / "d", {"leverance": clean()["leverance"]})
    for name in clean().keys() - {"leverance"}:
        getattr(expected, name).to_parquet(folder / f"{name}.parquet", index=False)
    note = clean()["leverance"]
    (folder / "leverance.csv").write_bytes(as_bytes([[row[0].replace(".csv", ".parquet"), *row[1:]] for row in note]))
    registers = read(folder)
    for name in clean().keys() - {"leverance"}:
        assert_frame_equal(getattr(registers, name), getattr(expected, name))


def test_excel_fault_is_located_by_row(tmp_path):
    table = with_cell("lukninger", 3, "startdato", "2012-02-30")["lukninger"]
    tables = clean()
    del tables["lukninger"]
    folder = write(tmp_path / "d", tables)
    as_workbook(folder / "lukninger.xlsx", table)
    assert ("dato_umulig", "lukninger.xlsx", 3, "startdato") in found(folder)


def test_parquet_with_time_zone_and_fraction(tmp_path, expected):
    tables = clean()
    del tables["sigtelser"]
    folder = write(tmp_path / "d", tables)
    zoned = expected.sigtelser.assign(sigtelsesdato=expected.sigtelser["sigtelsesdato"].dt.tz_localize("UTC"))
    zoned.to_parquet(folder / "sigtelser.parquet", index=False)
    assert ("dato_tidspunkt", "sigtelser.parquet", 1, "sigtelsesdato") in found(folder)
    expected.sigtelser.assign(gerningskode=1.5).to_parquet(folder / "sigtelser.parquet", index=False)
    assert ("kolonnetype", "sigtelser.parquet", None, "gerningskode") in found(folder)


def test_rows_of_spaces_are_skipped_and_counted(tmp_path, expected):
    blank = b"  ;  ;  ;  ;  ;  \n", b";;;\t;;\n", b"\xc2\xa0;;;;; \n", b";;;;;\n"
    content = b"".join([*LINES[:3], *blank[:2], *LINES[3:], *blank[2:]])
    folder = write(tmp_path / "d", only(clean(), "befolkningstal"), {"befolkningstal.csv": content})
    inspection = inspect(folder)
    assert [(f.rule, f.facts["found"]) for f in inspection.findings.shown] == [("tomme_raekker", 4)]
    assert inspection.files[0].rows == len(LINES) - 1
    assert_frame_equal(read(folder).befolkningstal, expected.befolkningstal)


@pytest.mark.parametrize("before", range(5))
@pytest.mark.parametrize(
    ("sign", "odd", "rule"),
    [
        ("ø", b"", None),
        ("€", b"", None),
        ("😀", b"", None),
        ("ø", b"\xf8", "blandet_tegnsaet"),
        ("€", b"\xf8", "blandet_tegnsaet"),
        ("😀", b"\xf8", "blandet_tegnsaet"),
        ("ø", b"\x81", "ugyldig_byte"),
        ("", b"\xe2\x80", "tegnsaet"),
    ],
)
def test_a_character_cut_by_two_blocks_is_one_character(tmp_path, before, sign, odd, rule):
    """Whatever byte of it begins the second block; the odd byte is located."""
    start = b"a\n" * ((BLOCK - before) // 2) + b"b" * ((BLOCK - before) % 2)
    (path := tmp_path / "x.csv").write_bytes(start + sign.encode() + b"\n" + odd)
    told = []
    encoding = encoding_of(path, lambda *place, **facts: told.append((*place, facts.get("offset"))))
    assert encoding == {None: "utf-8", "tegnsaet": "cp1252"}.get(rule)
    where = len(start) + len(sign.encode()) + 1
    place = (None, None, None) if rule == "tegnsaet" else ((BLOCK - before) // 2 + 2, None, where)
    assert told == ([] if rule is None else [(rule, *place)])
