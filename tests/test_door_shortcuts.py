"""The door's shortcuts for plain files find exactly what the strict way finds, on files damaged at random."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest
from door_delivery import as_bytes, clean, only, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sikkerby_eval.data.read import across, columns, csv_rows, encoding, rules, slots
from sikkerby_eval.data.read.compact import hashed
from sikkerby_eval.data.read.door import inspect, read
from sikkerby_eval.data.read.pieces import Lines
from sikkerby_eval.data.read.slots import BLOCK, twofold

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
REGISTERS = ("sigtelser", "befolkning", "befolkningstal", "exitforloeb")
CELLS = (
    *("", " ", "NA", "ukendt", "-", "0", "00", "000000", "1", "1.234", "1,5", "12345678", "123456789", "0101901234"),
    *(
        "010190-1234",
        "a010190-1234",
        "O1O190-1234",
        "101901234",
        "101901234.0",
        "s2011000",
        "p1",
        "1E+15",
        "true",
        "sag 7",
        "æ1",
    ),
    *("2011-02-31", "31-01-2011", "2011-1-1", "2011-01-01 ", "1899-12-31", "2052-01-01", "45780", "2011-01-01T00:00"),
    *("Nørrebro", "nørrebro ", "M", "m", "X", "1252", "9999", "x" * 90, "f-4711", "2011/000123", "550e8400-e29b-41d4"),
    *('"', '"2011-01-01"', '"a;b"', '"a\nb"', ";", "\r", "\n", ";;;;;;\n", "\x1a"),
)
DAMAGE = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 12), st.sampled_from(CELLS) | st.text(max_size=6)), max_size=4
)


def _strict(patch):
    """Every shortcut closed."""
    patch.setattr(columns, "_plain_ids", lambda cells: np.zeros(len(cells), dtype=bool))
    patch.setattr(columns, "PLAIN_ID", "^[^\\s\\S]$")
    patch.setattr(columns, "_plain_days", lambda cells: None)
    patch.setattr(columns, "_days", lambda *_: None)
    patch.setattr(columns, "_plain_numbers", lambda cells: False)
    _record_by_record(patch)
    for module in (across, rules):
        patch.setattr(module, "twofold", lambda hashes, told=None: np.unique(hashes))


def _record_by_record(patch):
    patch.setattr(csv_rows, "_whole_lines", lambda *_: None)
    patch.setattr(csv_rows, "_well_quoted", lambda *_: False)


def _found(folder):
    inspection = inspect(folder)
    return inspection.findings.ordered(), inspection.findings.counts, inspection.files, inspection.cutoffs


@pytest.mark.parametrize("register", REGISTERS)
@FEW
@given(damage=DAMAGE, twice=st.lists(st.integers(1, 20), max_size=2), quoted=st.booleans())
def test_damaged_csv(tmp_path, register, damage, twice, quoted):
    table = clean()[register]
    if quoted:
        table = [[f'"{cell}"' for cell in row] for row in table]
    table += [list(table[row]) for row in twice if row < len(table)]
    for row, column, text in damage:
        line = table[row % len(table)]
        line[column % len(line)] = text
    _compare(tmp_path, register, {f"{register}.csv": as_bytes(table)})


def _rows(path):
    faults = []
    pieces = csv_rows.csv_rows(path, 0, 0, 1, b";", "utf-8", False, 2, lambda *place, **facts: faults.append(place))
    read_pieces = [
        piece(lambda *place, **facts: faults.append(place)) if callable(piece) else piece for piece in pieces
    ]
    faults += [("blank", sum(piece.blank for piece in read_pieces))]
    rows = [
        (line, *row)
        for piece in read_pieces
        for line, *row in zip(piece.lines.tolist(), *(cell.to_pylist() for cell in piece.cells), strict=True)
    ]
    return rows, faults


FIELD = st.sampled_from(["", "a", '""', '"a"', '"a;b"', '"a""b"', '"a\nb"', '"', 'a"', '"a"b', ' "a"', "  ", '"a\rb"'])
ENDING = st.sampled_from(["\n", "\n", "\r\n", "\r", ";\n", ""])


@FEW
@given(lines=st.lists(st.tuples(FIELD, FIELD, ENDING), max_size=6), text=st.text('a"; \n\r', max_size=12))
def test_quoted_blocks_at_once_are_the_records_one_by_one(tmp_path, lines, text):
    path = tmp_path / "x.csv"
    for content in ("".join(f"{one};{two}{end}" for one, two, end in lines), text, text + ';"a"\n'):
        path.write_bytes(content.encode())
        quick = _rows(path)
        with pytest.MonkeyPatch.context() as patch:
            _record_by_record(patch)
            assert quick == _rows(path)


def test_a_plainly_quoted_block_is_read_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_rows, "_record_by_record", None)
    path = tmp_path / "x.csv"
    path.write_bytes(b'"a";"b"\r\n"a ""b""";""\n"";""\n" ";"\xc2\xa0"\n"c;d";e\n')
    assert _rows(path) == ([(1, "a", "b"), (2, 'a "b"', ""), (5, "c;d", "e")], [("blank", 2)])


@pytest.mark.parametrize("register", REGISTERS)
@FEW
@given(damage=DAMAGE, swapped=st.booleans())
def test_damaged_parquet(tmp_path, register, damage, swapped):
    header, *rows = clean()[register]
    for row, column, text in damage:
        rows[row % len(rows)][column % len(header)] = text
    if swapped:
        rows[0], rows[1] = rows[1], rows[0]
    frame = pd.DataFrame(rows, columns=header)
    for name in frame:
        if "dato" in name and frame[name].str.fullmatch(r"20\d\d-0[1-9]-1\d").all():
            frame[name] = pd.to_datetime(frame[name]).dt.date
    frame.to_parquet(tmp_path / "made.parquet", index=False)
    _compare(tmp_path, register, {f"{register}.parquet": (tmp_path / "made.parquet").read_bytes()})


@pytest.mark.parametrize("column", clean()["sigtelser"][0])
def test_every_odd_cell(tmp_path, column):
    header, *rows = clean()["sigtelser"]
    odd = [
        [text if name == column else cell for name, cell in zip(header, rows[number % 40], strict=True)]
        for number, text in enumerate(CELLS)
    ]
    pd.DataFrame(odd, columns=header).to_parquet(tmp_path / "made.parquet", index=False)
    _compare(tmp_path, "sigtelser", {"sigtelser.parquet": (tmp_path / "made.parquet").read_bytes()})


def _compare(tmp_path, register, files):
    name = next(iter(files))
    note = [["fil", "grundlag", "dataskaeringsdato", "raekker"], [name, "register", "2012-12-31", ""]]
    folder = tmp_path / "delivery"
    for old in folder.glob("*"):
        old.unlink()
    write(folder, {"leverance": note}, files)
    quick = _found(folder)
    with pytest.MonkeyPatch.context() as patch:
        _strict(patch)
        strict = _found(folder)
    assert quick[0] == strict[0]
    assert quick[1:] == strict[1:]


def test_hash_tells_serial_numbers_apart():
    """Neighbouring ids of every usual form, two hundred thousand of each: no two get one hash."""
    numbers = np.arange(200_000)
    forms = ("{}", "s{:08d}", "K{:010d}", "2011-{:06d}-x", "{:032x}", "sag/2011/{}/0101")
    texts = [form.format(number) for form in forms for number in numbers]
    assert len(np.unique(hashed(pd.Series(texts, dtype="str")))) == len(texts)


@given(st.lists(st.lists(st.integers(0, 3), max_size=5), max_size=4))
def test_lines_are_remembered(steps):
    pieces, line = [], 1
    for part in steps:
        pieces.append(line + np.cumsum(np.array(part, dtype=int)))
        line = int(pieces[-1][-1]) + 1 if len(part) else line
    lines = Lines.none()
    for piece in pieces:
        lines = lines.followed_by(piece)
    expected = np.concatenate([np.empty(0, int), *pieces])
    assert len(lines) == len(expected)
    assert lines[np.arange(len(expected))].tolist() == expected.tolist()


def test_repeated_key_is_found_in_any_order_and_over_two_files(tmp_path):
    """In rising keys, in the same file or the next."""
    header, *rows = clean()["sigtelser"]
    rows.sort()
    halves = [row for row in rows if row[3].startswith("2011")], [row for row in rows if row[3].startswith("2012")]
    again = [halves[0][-1][0], *halves[1][0][1:]]
    note = [["fil", "grundlag", "dataskaeringsdato", "raekker"]]
    note += [[f"sigtelser_{year}.csv", "register", "2012-12-31", ""] for year in (2011, 2012)]
    files = {
        "sigtelser_2011.csv": as_bytes([header, *halves[0]]),
        "sigtelser_2012.csv": as_bytes([header, *halves[1], again]),
    }
    found = inspect(write(tmp_path / "two", {"leverance": note}, files)).findings.ordered()
    assert [(f.rule, f.file, f.line) for f in found] == [("noegle", "sigtelser_2012.csv", len(halves[1]) + 2)]
    assert found[0].facts["other"] == f"{len(halves[0]) + 1} (sigtelser_2011.csv)"
    one = only(clean(), "sigtelser") | {"sigtelser": [header, *rows, rows[3]]}
    found = inspect(write(tmp_path / "one", one)).findings.ordered()
    assert [(f.rule, f.line, f.facts["other"]) for f in found] == [("dublet", len(rows) + 2, "5")]


def test_pieces_and_kinds_of_parquet_columns_change_nothing(tmp_path, monkeypatch):
    """Text, dictionaries and dates stored as such give the same frame, in pieces of three rows too."""
    header, *rows = clean()["befolkning"]
    text = pa.table(dict(zip(header, map(list, zip(*rows, strict=True)), strict=True)))
    typed = text.set_column(2, "foedselsdato", text["foedselsdato"].cast(pa.date32()))
    typed = typed.set_column(4, "bydel", text["bydel"].dictionary_encode())
    frames = []
    for number, table in enumerate((text, typed)):
        folder = tmp_path / str(number)
        note = [
            ["fil", "grundlag", "dataskaeringsdato", "raekker"],
            ["befolkning.parquet", "register", "2012-12-31", ""],
        ]
        write(folder, {"leverance": note})
        pa.parquet.write_table(table, folder / "befolkning.parquet")
        frames.append(read(folder).befolkning)
        monkeypatch.setattr("sikkerby_eval.data.read.table_file.BATCH", 3)
        frames.append(read(folder).befolkning)
    for frame in frames[1:]:
        pd.testing.assert_frame_equal(frame, frames[0])
    assert (frames[0].dtypes[["person_id", "bydel", "koen"]] == "str").all()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), max_size=90),
    st.sampled_from([1, 1 << 40, 1 << 60]),
    st.sampled_from([2, 1 << 16]),
)
def test_hashes_that_tell_two_things(rows, apart, block):
    """Exactly those, by the definition itself as authority, also where all of them share their first slot."""
    hashes = np.array([who * apart for who, _ in rows], dtype=np.uint64)
    told = np.array([what for _, what in rows], dtype=np.int32)
    things = {}
    for who, what in rows:
        things.setdefault(who * apart, []).append(what)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "BLOCK", block)
        assert twofold(hashes, told).tolist() == sorted(who for who, whats in things.items() if len(set(whats)) > 1)
        assert twofold(hashes).tolist() == sorted(who for who, whats in things.items() if len(whats) > 1)


TOLD_OF_PERSONS = st.lists(
    st.tuples(
        st.integers(0, 4), st.sampled_from([None, "1970-01-01", "1990-05-01"]), st.sampled_from([None, "M", "K"])
    ),
    max_size=8,
)


@settings(max_examples=200, deadline=None)
@given(TOLD_OF_PERSONS, TOLD_OF_PERSONS, st.booleans())
def test_a_person_is_believed_once_in_birth_date_and_sex(first, second, both_tell_sex):
    """By the definition, row by row: the first value told is believed, and what is missing tells nothing."""
    tables = {"exitforloeb": first, "befolkning": second}
    smalls, expected = {}, set()
    for column, rule, place in (("foedselsdato", "to_foedselsdatoer", 1), ("koen", "to_koen", 2)):
        believed = {}
        for name, rows in tables.items():
            for position, row in enumerate(rows):
                told = row[place] if column == "foedselsdato" or both_tell_sex or name == "exitforloeb" else None
                if told is not None and row[0] and believed.setdefault(row[0], told) != told:
                    expected.add((name, rule, column, position))
    for name, rows in tables.items():
        persons, births, sexes = zip(*rows, strict=True) if rows else ((), (), ())
        smalls[name] = pd.DataFrame(
            {
                "person_id": np.array(persons, dtype=np.uint64),
                "foedselsdato": np.array(births, dtype="datetime64[s]"),
                "koen": pd.Categorical(sexes, categories=["K", "M"]),
            }
        )
        if name == "befolkning" and not both_tell_sex:
            smalls[name] = smalls[name].drop(columns="koen")
    found = set()

    def mark(name, rule, column, positions, others):
        assert len(others[0]) == len(others[1]) == len(positions)
        found.update((name, rule, column, position) for position in positions)

    across._one_value(smalls, mark)
    assert found == expected


def test_repeated_hashes_are_found_across_blocks():
    """Far apart, in more rows than one block, and nothing but them."""
    hashes = np.random.default_rng(7).permutation(np.arange(3 * BLOCK, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    assert not len(twofold(hashes))
    hashes[-1] = hashes[0]
    assert twofold(hashes).tolist() == [hashes[0]]


PARTS_OF_TEXT = [b"a", b"\n", b"\xf8", b"\x80", b"\0", *(sign.encode() for sign in "æ€𝄞"), b"\xe2\x82", b"\xf0\x9d\x84"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PARTS_OF_TEXT), max_size=9), part=st.integers(3, 7))
def test_bytes_are_judged_alike_in_whichever_part_they_stand(tmp_path, pieces, part):
    """Against Python's own decoder: UTF-8 without a NUL, and no other bytes, is taken as such in one look."""
    path, content = tmp_path / "x.csv", b"".join(pieces)
    path.write_bytes(content)
    try:
        valid = "\0" not in content.decode()
    except UnicodeDecodeError:
        valid = False
    faults, more = [], []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "PART", part)
        patch.setattr(encoding, "BLOCK", 3)
        assert encoding._sound_utf8(path) == valid
        chosen = encoding.encoding_of(path, lambda *place, **facts: faults.append((place, facts)))
    assert (chosen == "utf-8") == valid
    assert encoding.encoding_of(path, lambda *place, **facts: more.append((place, facts))) == chosen
    assert faults == more
