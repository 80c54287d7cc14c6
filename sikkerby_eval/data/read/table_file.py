"""Excel and Parquet deliveries as the same pieces that CSV gives."""

import datetime
import zipfile
import zlib
from decimal import Decimal
from itertools import islice
from xml.etree.ElementTree import ParseError

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet
from openpyxl.utils import get_column_letter

from sikkerby_eval.data.read.pieces import Opened, Piece, best_header
from sikkerby_eval.data.read.sheet_marks import sheet_marks

ROWS = 50_000
BATCH = 250_000
SMALL, UNPACKED_LIMIT = 1 << 26, 1 << 30
PACKED_AT_MOST = 150
"""Bytes unpacked for each byte of a file; deliveries' tables pack 5 to 50 times, and only a trap packs like this."""
LARGEST_STYLES = 1 << 24
ROW_TAKES = 8
"""Bytes of a row's key alone, unpacked."""
WIDEST, WIDE_ROWS = 1 << 10, 100
LARGEST_EXACT = 1e15
"""Excel keeps fifteen digits of a number."""
MERGED_ROWS, MERGED_CELLS = 1000, 10_000
BROKEN_WORKBOOK = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OSError,
    EOFError,
    RuntimeError,
)


def open_excel(path, name, known, fold, report) -> Opened | None:
    """Find the sheet and header of a workbook; cells become the text that the strict parsers read.

    The sheet named after the register is read, or the only one there is. Numbers and dates keep their exact value,
    formulas give the value Excel last saved.
    """
    try:
        if not _sound_zip(path):
            report("pakker_for_meget_ud", None, None)
            return None
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheets = {sheet.title.strip().casefold(): sheet for sheet in book.worksheets if sheet.sheet_state == "visible"}
        sheet = sheets.get(name) or (next(iter(sheets.values())) if len(sheets) == 1 else None)
        if sheet is None:
            report("faneblad", None, None, found=len(sheets), expected=name)
            return None
        sheet.reset_dimensions()
        marks = sheet_marks(path, book, sheet)
        rows = _rows_as_text(sheet, marks.percent)
        head = list(islice(rows, 30))
    except BROKEN_WORKBOOK:
        report("kan_ikke_laeses", None, None, expected="Excel (.xlsx)")
        return None
    best, score = best_header(head, known, fold)
    if not score:
        report("ingen_raekker" if not any(any(row) for row in head) else "ingen_overskrift", None, None)
        return None
    if best:
        report("overskrift_forskudt", 1, None, found=best + 1)
        return None
    header = head[0]
    while header and not header[-1].strip():
        header.pop()
    _report_marks(marks, header, known, fold, report)
    return Opened(header, _excel_pieces(rows, head[1:], len(header), report), 1)


def _sound_zip(path):
    with zipfile.ZipFile(path) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    whole = sum(sizes.values())
    return whole <= UNPACKED_LIMIT and _sound_size(path, whole) and sizes.get("xl/styles.xml", 0) <= LARGEST_STYLES


def _sound_size(path, unpacked):
    """Whether a packed file holds no more than its like can, so that a small trap takes no hours and no memory."""
    return unpacked <= max(SMALL, PACKED_AT_MOST * path.stat().st_size)


def _rows_as_text(sheet, percent):
    """Cells as text; a number shown as a percentage keeps its sign, so that the parsers refuse it."""
    wide = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        wide += len(row) > WIDEST
        if wide > WIDE_ROWS:
            raise ValueError("cells far to the right of any table, row after row")
        cells = [_text(cell) for cell in row]
        if percent:
            shown = (f"{get_column_letter(place)}{number}" in percent for place in range(1, len(cells) + 1))
            cells = [f"{cell}%" if cell and mark else cell for cell, mark in zip(cells, shown, strict=True)]
        yield cells


def _report_marks(marks, header, known, fold, report):
    """Hidden rows are read and told; a merged area has lost the values of all cells but its first."""
    for line in marks.hidden:
        report("skjult_raekke", line, None)
    told = set()
    for left, top, right, bottom in marks.merged:
        column = header[left - 1] if left <= len(header) else None
        first = max(top if right > left else top + 1, 2)
        if column is not None and fold(column) in known:
            told |= {(line, left) for line in range(first, min(bottom, MERGED_ROWS + first) + 1)}
        if len(told) > MERGED_CELLS:
            break
    for line, place in sorted(told):
        report("flettet", line, fold(header[place - 1]))


def _excel_pieces(rows, first, width, report):
    line, pending = 2, first
    try:
        while pending:
            numbers, kept, blank = [], [], 0
            for offset, row in enumerate(pending):
                row = row + [""] * (width - len(row))
                if not any(map(str.strip, row)):
                    blank += 1
                elif any(map(str.strip, row[width:])):
                    report("for_mange_felter", line + offset, None, found=len(row), expected=width)
                else:
                    numbers.append(line + offset)
                    kept.append(row[:width])
            columns = zip(*kept, strict=True) if kept else [()] * width
            yield Piece([pa.array(cells, pa.string()) for cells in columns], np.array(numbers, dtype=int), blank)
            line += len(pending)
            pending = list(islice(rows, ROWS))
    except BROKEN_WORKBOOK:
        report("ulaeselig", line, None)


def _text(cell):
    """A typed cell in the one spelling that the parsers read without doubt."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, (int, float)) and abs(cell) >= LARGEST_EXACT:
        return f"{cell:.14E}".replace(".", ",")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f").replace(".", ",")
    return str(cell)


def open_parquet(path, listed, fold, report) -> Opened | None:
    """Read the column names of a Parquet file; row groups come in pieces, typed as they are stored.

    Columns whose folded name is ``listed`` come as numbers of their few values.
    """
    try:
        file = pyarrow.parquet.ParquetFile(path)
        header, groups = file.schema_arrow.names, range(file.metadata.num_row_groups)
        unpacked = sum(file.metadata.row_group(group).total_byte_size for group in groups)
        sound = _sound_size(path, unpacked) and _sound_size(path, ROW_TAKES * file.metadata.num_rows)
    except (pa.ArrowException, OSError, ValueError):
        report("kan_ikke_laeses", None, None, expected="Parquet")
        return None
    if not sound:
        report("pakker_for_meget_ud", None, None)
        return None
    return Opened(header, _parquet_pieces(path, [name for name in header if fold(name) in listed], report), 1)


def _parquet_pieces(path, listed, report):
    line = 1
    try:
        file = pyarrow.parquet.ParquetFile(path, read_dictionary=listed, pre_buffer=False)
        for batch in file.iter_batches(batch_size=BATCH):
            for cells in batch.columns:
                # Arrow trusts a file; damaged text or codes would fail later, with the bytes in the message.
                if not pa.types.is_primitive(cells.type):
                    cells.validate(full=True)
            yield Piece(list(batch.columns), np.arange(line, line + batch.num_rows))
            line += batch.num_rows
    except (pa.ArrowException, OSError, ValueError):
        report("ulaeselig", line, None)
