"""CPR numbers → pseudonyms: keyed, the same person the same in every register, the key kept apart from the data."""

import csv
import hashlib
import hmac
import re
import secrets
import shutil
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet
from openpyxl.cell import WriteOnlyCell

from sikkerby_eval.data.read.csv_file import SEPARATORS
from sikkerby_eval.data.read.delivery import ENDINGS, FILE_NAME
from sikkerby_eval.data.read.encoding import encoding_of
from sikkerby_eval.data.read.header import header_fold
from sikkerby_eval.data.read.table_file import BROKEN_WORKBOOK
from sikkerby_eval.data.read.write import filling, parquet_writer, replacing
from sikkerby_eval.data.registers import BY_FILE_NAME

PERSON = re.compile(r"\d{6}[-–‐ ]?[0-9A-Za-z]{4}", re.ASCII)
LOST_ZERO = re.compile(r"\d{9}", re.ASCII)
PERSON_COLUMNS = frozenset({"person_id", "cpr", "cprnr", "cpr_nr", "cpr_nummer", "cprnummer", "personnummer"})
FORMULA = re.compile(r"[=@\t\r]|[+-](?![0-9.,\s]*$)")
KEY_BYTES = 32
DIGITS = 32
ROWS = 100_000


class PseudonymError(Exception):
    """Why nothing was written; holds file, line and rule, never a value."""


def new_key(path: Path) -> None:
    """Write a new random key that only its owner can read; an existing one is never replaced."""
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(secrets.token_hex(KEY_BYTES) + "\n", encoding="ascii")


def read_key(path: Path, *folders: Path) -> bytes:
    """The key, refused when it lies in a folder of data or is too short.

    Raises
    ------
    PseudonymError
        If the key file lies inside one of ``folders``, cannot be read, or holds fewer than 32 bytes.
    """
    if _inside(path, *folders):
        raise PseudonymError("nøglefilen ligger i en mappe med data; flyt den ud, så nøgle og data aldrig følges ad")
    try:
        key = path.read_bytes().strip()
    except OSError:
        raise PseudonymError("nøglefilen kan ikke læses") from None
    if len(key) < KEY_BYTES:
        raise PseudonymError(f"nøglen er kortere end {KEY_BYTES} tegn; dan en ny med --new-key")
    return key


def pseudonym(person: str, key: bytes) -> str:
    """HMAC-SHA256 of the ten characters of a CPR number; hyphen, spaces and a zero lost by Excel change nothing."""
    ten = re.sub(r"[^0-9A-Za-z]", "", person).upper().rjust(10, "0")
    return "p" + hmac.new(key, ten.encode("ascii"), hashlib.sha256).hexdigest()[:DIGITS]


def pseudonymise(source: Path, target: Path, key: bytes, separator: str = "semikolon") -> int:
    """Copy one file with pseudonyms in place of CPR numbers, row by row; other columns are copied as they are.

    Only text that a spreadsheet would take for a formula gets an apostrophe in CSV, and stays a text cell in Excel.
    The column is ``person_id`` or is named as CPR numbers are; it is called ``person_id`` in the copy.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    PseudonymError
        If no column holds persons, or a value is neither a CPR number nor empty: a mixture would make two persons
        of one.
    """
    ways = {".csv": _csv, ".xlsx": _excel, ".parquet": _parquet}
    try:
        with replacing(target) as unfinished:
            return ways[source.suffix.casefold()](source, unfinished, _Pseudonyms(source.name, key), separator)
    except (*BROKEN_WORKBOOK, pa.ArrowException) as error:
        if isinstance(error, OSError):
            raise
        raise PseudonymError(f"{source.name}: filen kan ikke læses; kør 'sikkerby check'") from None


def pseudonymise_folder(directory: Path, out: Path, key_file: Path, make_key: bool, separator: str) -> dict[str, int]:
    """Copy a folder of deliveries; files without persons are copied byte for byte.

    Returns
    -------
    dict
        Rows written by file with persons.

    Raises
    ------
    PseudonymError
        As for ``pseudonymise`` and ``read_key``, or if ``out`` is the folder itself or already holds files.
    """
    if out.resolve().is_relative_to(directory.resolve()):
        raise PseudonymError("den nye mappe må ikke ligge i mappen med cpr-numre")
    if out.exists() and any(out.iterdir()):
        raise PseudonymError("den nye mappe er ikke tom")
    if make_key and not key_file.exists() and not _inside(key_file, directory, out):
        new_key(key_file)
    key = read_key(key_file, directory, out)
    rows = {}
    with filling(out) as work:
        for path in sorted(directory.iterdir()):
            match = FILE_NAME.fullmatch(path.stem.strip())
            if path.suffix.casefold() not in ENDINGS or (match is None and path.stem.casefold() != "leverance"):
                continue
            if match is not None and BY_FILE_NAME[match["register"].casefold()].about_persons:
                rows[path.name] = pseudonymise(path, work / path.name, key, separator)
            else:
                shutil.copyfile(path, work / path.name)
    return rows


def _inside(key_file, *folders):
    return any(key_file.resolve().is_relative_to(folder.resolve()) for folder in folders)


class _Pseudonyms:
    """Pseudonyms made so far, so that a person met often costs one HMAC."""

    def __init__(self, name, key):
        self.name, self.key, self.known = name, key, {}

    def of(self, cell, line):
        text = "" if cell is None else str(cell).strip()
        if not text:
            return ""
        if text not in self.known:
            if not (PERSON.fullmatch(text) or LOST_ZERO.fullmatch(text)):
                raise PseudonymError(f"{self.name}, linje {line}: person-id er ikke et cpr-nummer; intet er skrevet")
            if len(self.known) > 2_000_000:
                self.known.clear()
            self.known[text] = pseudonym(text, self.key)
        return self.known[text]

    def header(self, cells):
        hits = [position for position, cell in enumerate(cells) if header_fold(str(cell or "")) in PERSON_COLUMNS]
        if len(hits) != 1:
            raise PseudonymError(f"{self.name}: ventede én kolonne med personer, fandt {len(hits)}; intet er skrevet")
        named = list(cells)
        named[hits[0]] = "person_id"
        return hits[0], named


def _csv(source, target, pseudonyms, separator):
    encoding = encoding_of(source, lambda *place, **facts: None)
    if encoding is None:
        raise PseudonymError(f"{source.name}: tegnsættet kan ikke læses; kør 'sikkerby check'")
    sign = SEPARATORS[separator].decode()
    rows = 0
    with (
        source.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as read,
        target.open("w", encoding="utf-8", newline="") as write,
    ):
        reader = csv.reader(read, delimiter=sign)
        writer = csv.writer(write, delimiter=sign, lineterminator="\n")
        try:
            position, header = pseudonyms.header(next(reader, []))
            writer.writerow(header)
            line = reader.line_num + 1
            for row in reader:
                if position < len(row):
                    row[position] = pseudonyms.of(row[position], line)
                elif any(row):
                    raise PseudonymError(f"{source.name}, linje {line}: rækken har for få felter; intet er skrevet")
                writer.writerow([_disarmed(cell) for cell in row])
                rows, line = rows + 1, reader.line_num + 1
        except csv.Error:
            raise PseudonymError(f"{source.name}, linje {reader.line_num}: kan ikke læses som CSV") from None
    return rows


def _disarmed(cell):
    """Text that a spreadsheet would run as a formula, with the apostrophe that makes it text; numbers stay numbers."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def _excel(source, target, pseudonyms, separator):
    book = openpyxl.load_workbook(source, read_only=True, data_only=True)
    copy = openpyxl.Workbook(write_only=True)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and sheet.title != "beskrivelse"]
    if len(visible) != 1:
        raise PseudonymError(f"{source.name}: ventede ét faneblad med data, fandt {len(visible)}")
    sheet = copy.create_sheet(visible[0].title)
    rows = visible[0].iter_rows(values_only=True)
    position, header = pseudonyms.header(next(rows, ()))
    sheet.append(header)
    count = 0
    for count, row in enumerate(rows, start=1):
        cells = list(row)
        cells[position] = pseudonyms.of(cells[position], count + 1)
        sheet.append([_as_text(sheet, cell) for cell in cells])
    with target.open("wb") as write:
        copy.save(write)
    return count


def _as_text(sheet, value):
    """Text that begins as a formula stays text when Excel opens the copy."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _parquet(source, target, pseudonyms, separator):
    file = pyarrow.parquet.ParquetFile(source)
    position, header = pseudonyms.header(file.schema_arrow.names)
    schema = pa.schema(
        [
            pa.field(name, pa.string() if number == position else field.type)
            for number, (name, field) in enumerate(zip(header, file.schema_arrow, strict=True))
        ]
    )
    rows = 0
    with parquet_writer(target, schema) as writer:
        for batch in file.iter_batches(batch_size=ROWS):
            made = [pseudonyms.of(cell, rows + i + 1) for i, cell in enumerate(batch.column(position).to_pylist())]
            columns = list(batch.columns)
            columns[position] = pa.array(made, pa.string())
            writer.write_batch(pa.record_batch(columns, schema=schema))
            rows += batch.num_rows
    return rows
