"""CSV as deliverers really write it: encodings, separators, quotes, stray title lines; every row with its line."""

import codecs
import csv
import io
import re

import numpy as np
import pyarrow as pa
import pyarrow.csv
from pyarrow import ArrowInvalid

from sikkerby_eval.data.read.encoding import encoding_of, not_csv
from sikkerby_eval.data.read.pieces import Opened, Piece, best_header

BLOCK = 1 << 24
LONGEST_RECORD = 1 << 22
PATIENCE = 30
"""Quotation marks never closed of which the reader goes on with the line after; each costs reading the block again."""
LOOK_AHEAD = 5
HEAD = 1 << 16
SEPARATORS = {"semikolon": b";", "komma": b",", "tabulator": b"\t"}
SEPARATOR_NAMES = {b";": ";", b",": ",", b"\t": "tab", b"|": "|"}
LF, CR, QUOTE = 10, 13, 34


def open_csv(path, known, fold, separator, report) -> Opened | None:
    """Find encoding, header and rows of a CSV file.

    Parameters
    ----------
    path : Path
        The file.
    known : frozenset of str
        Folded names of the register's columns.
    fold : callable
        Folds a header.
    separator : {"semikolon", "komma", "tabulator"}
        As the delivery note declares it.
    report : callable
        ``report(rule, line, column, **facts)`` takes every fault.

    Returns
    -------
    Opened or None
        None when nothing can be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if (fault := not_csv(head)) is not None:
        report(fault[0], None, None, **fault[1])
        return None
    encoding = encoding_of(path, report)
    if encoding is None:
        return None
    old_mac = b"\n" not in head and b"\r" in head
    lead = 3 if head.startswith(codecs.BOM_UTF8) else 0
    text = head[lead:].replace(b"\r", b"\n") if old_mac else head[lead:]
    start_line = 1
    if hint := re.match(rb'"?sep=[^\n]{1,2}"?\r?\n', text):
        lead, start_line, text = lead + hint.end(), 2, text[hint.end() :]
    expected = SEPARATORS[separator]
    found = _header(text.decode(encoding, "replace"), expected.decode(), known, fold, report, start_line)
    if found is None:
        return None
    header, records, lines = found
    pieces = _pieces(path, lead, lines, start_line, records, expected, encoding, old_mac, len(header), report)
    return Opened(header, pieces, start_line)


def _header(text, expected, known, fold, report, start_line):
    """Header fields, records and lines to skip; reports a wrong separator, title lines or no header at all."""
    rows = _rows(text, expected)
    best, score = best_header(rows, known, fold)
    if score and best == 0:
        return [cell.removeprefix("\ufeff") for cell in rows[0]], 1, rows.lines[0]
    if score:
        report("overskrift_forskudt", start_line, None, found=start_line + rows.lines[best - 1])
        return None
    for other in (";", ",", "\t", "|"):
        if other != expected and best_header(_rows(text, other), known, fold)[1] > 1:
            shown = (SEPARATOR_NAMES[sign.encode()] for sign in (expected, other))
            report("separator", start_line, None, expected=next(shown), found=next(shown))
            return None
    report("ingen_overskrift", start_line, None)
    return None


class _Rows(list):
    """The first records as text; ``lines[i]`` is how many lines end with record ``i``."""

    lines: list[int]


def _rows(text, separator, limit=30):
    rows = _Rows()
    rows.lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            rows.append(row)
            rows.lines.append(reader.line_num)
            if len(rows) == limit:
                break
    except csv.Error:
        return rows
    return rows


def _pieces(path, lead, skip, start_line, records, separator, encoding, old_mac, width, report):
    """Blocks of whole records as arrays of text, each row with the line it starts on."""
    line, rest, blank, torn = start_line, b"", 0, 0
    with path.open("rb") as file:
        file.seek(lead)
        while True:
            block = file.read(BLOCK)
            last = not block
            block += file.readline(BLOCK)
            block = block.replace(b"\r", b"\n") if old_mac else block
            data = rest + block
            if skip and (last or data.count(b"\n") >= skip):
                data, line, skip = data[_end_of_line(data, skip) :], line + skip, 0
            elif skip:
                rest = data
                continue
            while True:
                cut = len(data) if last else _cut(data)
                if cut:
                    part = data[:cut]
                    table = _whole_lines(part, separator, encoding, width)
                    if table is not None:
                        (piece, skipped), used = _without_blank(table, line + np.arange(table.num_rows)), cut
                        line += table.num_rows
                    else:
                        piece, skipped, used = _record_by_record(
                            part, line, separator, encoding, width, report, torn < PATIENCE
                        )
                        line += part.count(b"\n", 0, used)
                    blank, data = blank + skipped, data[used:]
                    if piece is not None:
                        yield piece
                    if used < cut:
                        torn += 1
                        continue
                if len(data) <= LONGEST_RECORD + BLOCK:
                    break
                report("uafsluttet", line, None)
                if torn == PATIENCE:
                    return
                torn, line, data = torn + 1, line + 1, data[_end_of_line(data, 1) :]
            rest = data
            if last:
                break
    if blank:
        report("tomme_raekker", None, None, found=blank)


def _end_of_line(data, lines, end=0):
    for _ in range(lines):
        end = data.find(b"\n", end) + 1
        if end == 0:
            return len(data)
    return end


def _cut(data):
    """End of the last whole record."""
    if b'"' not in data:
        return data.rfind(b"\n") + 1
    array = np.frombuffer(data, np.uint8)
    newlines = np.flatnonzero(array == LF)
    outside = newlines[np.searchsorted(np.flatnonzero(array == QUOTE), newlines) % 2 == 0]
    return int(outside[-1]) + 1 if len(outside) else 0


def _whole_lines(data, separator, encoding, width):
    """The quick way: a table of one row for each line, or None unless every line has the right number of fields."""
    return None if b'"' in data or _lone_cr(data) else _parse(data, separator, encoding, width)


def _lone_cr(data):
    return b"\r" in data and data.count(b"\r") != data.count(b"\r\n")


def _parse(data, separator, encoding, width):
    if encoding != "utf-8":
        data = data.decode(encoding).encode()
    quoted = b'"' in data
    names = [str(number) for number in range(width)]
    try:
        return pyarrow.csv.read_csv(
            pa.BufferReader(data),
            read_options=pyarrow.csv.ReadOptions(
                column_names=names, block_size=len(data) + 1 if quoted else 1 << 20, use_threads=not quoted
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=separator.decode(), newlines_in_values=quoted, ignore_empty_lines=quoted
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
    except ArrowInvalid:
        return None


def _without_blank(table, lines):
    cells = [column.combine_chunks() for column in table.columns]
    cells = [cell.combine_chunks() if isinstance(cell, pa.ChunkedArray) else cell for cell in cells]
    empty = np.ones(len(lines), dtype=bool)
    for cell in cells:
        empty &= _lengths(cell) == 0
        if not empty.any():
            return Piece(cells, lines), 0
    keep = pa.array(~empty)
    return Piece([cell.filter(keep) for cell in cells], lines[~empty]), int(empty.sum())


def _lengths(cell):
    offsets = np.frombuffer(cell.buffers()[1], np.int32)[cell.offset : cell.offset + len(cell) + 1]
    return np.diff(offsets)


def _record_by_record(data, line, separator, encoding, width, report, patient):
    """Keep the records with the right number of fields and clean quotes; report the others with their line."""
    array = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(array == QUOTE)
    newlines = np.flatnonzero(array == LF)
    signs = np.flatnonzero(array == separator[0])
    ends = newlines[np.searchsorted(quotes, newlines) % 2 == 0]
    signs = signs[np.searchsorted(quotes, signs) % 2 == 0]
    if not data.endswith(b"\n") or not len(ends) or ends[-1] != len(data) - 1:
        ends = np.append(ends, len(data))
    starts = np.concatenate([[0], ends[:-1] + 1])
    lines = line + np.searchsorted(newlines, starts)
    fields = np.diff(np.searchsorted(signs, starts), append=len(signs)) + 1
    bad = _bad_quotes(array, quotes, separator[0])
    broken = np.zeros(len(starts), dtype=bool)
    broken[np.searchsorted(starts, bad, side="right") - 1] = True
    unclosed = len(quotes) % 2 == 1
    suspect = broken | (fields != width)
    suspect[-1] |= unclosed
    if patient and (torn := _first_torn(data, starts, ends, suspect, width, separator)) is not None:
        start, onward = torn
        piece, skipped, _ = (
            (None, 0, 0)
            if not start
            else _record_by_record(data[:start], line, separator, encoding, width, report, False)
        )
        opened = data.count(b'"', start, _end_of_line(data, 1, start)) % 2
        report("uafsluttet" if opened else "anfoerselstegn", line + data.count(b"\n", 0, start), None)
        return piece, skipped, onward
    if unclosed:
        broken[-1] = False
        report("uafsluttet", lines[-1], None)
    for number in lines[broken]:
        report("anfoerselstegn", number, None)
    blank = np.array(
        [not data[s:e].strip(b" \t\r\n\x1a" + separator) for s, e in zip(starts, ends, strict=True)], dtype=bool
    )
    wrong = (fields != width) & ~broken & ~blank
    if unclosed:
        wrong[-1] = False
    lone = _lone_cr(data)
    for number, found in zip(lines[wrong], fields[wrong], strict=True):
        report(
            "for_mange_felter" if found > width else "for_faa_felter", number, None, found=int(found), expected=width
        )
    keep = (fields == width) & ~broken & ~blank
    if unclosed:
        keep[-1] = False
    if lone:
        stray = _stray_cr(array, quotes)
        hit = np.unique(np.searchsorted(starts, stray, side="right") - 1)
        for number in lines[hit[keep[hit]]]:
            report("styretegn", number, None)
        keep[hit] = False
    clean = b"".join(data[s : e + 1] for s, e in zip(starts[keep], ends[keep], strict=True))
    skipped = int(blank.sum())
    if not clean:
        return None, skipped, len(data)
    table = _parse(clean, separator, encoding, width)
    if table is None or table.num_rows != keep.sum():
        report("ulaeselig", line, None)
        return None, skipped, len(data)
    piece, more = _without_blank(table, lines[keep])
    return piece, skipped + more, len(data)


def _first_torn(data, starts, ends, suspect, width, separator):
    """Where the first record begins whose quotation mark swallowed whole rows, and where reading may go on."""
    for start, end in zip(starts[suspect], ends[suspect], strict=True):
        here = data.find(b"\n", start, end)
        for _ in range(LOOK_AHEAD):
            if here < 0:
                break
            onward = here + 1
            if data.count(separator, onward, _end_of_line(data, 1, onward)) == width - 1:
                return int(start), onward
            here = data.find(b"\n", onward, end)
    return None


def _bad_quotes(array, quotes, separator):
    """Positions of quotation marks that neither open nor close a whole field nor are doubled inside one."""
    if not len(quotes):
        return quotes
    before = np.where(quotes > 0, array[np.maximum(quotes - 1, 0)], LF)
    after = np.where(quotes < len(array) - 1, array[np.minimum(quotes + 1, len(array) - 1)], LF)
    opening = np.arange(len(quotes)) % 2 == 0
    opens_well = np.isin(before, [separator, LF, QUOTE])
    closes_well = np.isin(after, [separator, LF, CR, QUOTE])
    return quotes[np.where(opening, ~opens_well, ~closes_well)]


def _stray_cr(array, quotes):
    """Carriage returns outside quotes that do not end a line."""
    returns = np.flatnonzero(array == CR)
    following = np.where(returns < len(array) - 1, array[np.minimum(returns + 1, len(array) - 1)], LF)
    inside = np.searchsorted(quotes, returns) % 2 == 1
    return returns[(following != LF) & ~inside]
