"""The rows of a CSV file: plain blocks at once, others record by record; every row with its line."""

from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from pyarrow import ArrowInvalid

from sikkerby_eval.data.read.compact import CACHED, text_bytes
from sikkerby_eval.data.read.cpr import SPACE
from sikkerby_eval.data.read.parse import INVISIBLE
from sikkerby_eval.data.read.pieces import Piece

FIRST_BLOCK, BLOCK = 1 << 20, 1 << 23
"""Bytes read at a time; the first blocks are small, so that checking may begin while the others are read."""
LONGEST_RECORD = 1 << 22
PATIENCE = 30
"""Quotation marks never closed of which the reader goes on with the line after; each costs reading the block again."""
LOOK_AHEAD = 5
LF, CR, QUOTE = 10, 13, 34


def csv_rows(path, lead, skip, start_line, separator, encoding, old_mac, width, report):
    """Blocks of whole records, each row with the line it starts on.

    A block whose quotation marks are in order stands for itself and is handed on to be read; any other may reach into
    the next.
    """
    line, rest, torn, size = start_line, b"", 0, FIRST_BLOCK
    with path.open("rb") as file:
        file.seek(lead)
        while True:
            block, size = _whole_block(file, size), min(2 * size, BLOCK)
            last = not block
            block = block.replace(b"\r", b"\n") if old_mac else block
            data = rest + block
            if skip and (last or data.count(b"\n") >= skip):
                data, line, skip = data[_end_of_line(data, skip) :], line + skip, 0
            elif skip:
                rest = data
                continue
            while True:
                quoted = b'"' in data
                cut = len(data) if last else _cut(data) if quoted else data.rfind(b"\n") + 1
                if cut:
                    part, used = data[:cut], cut
                    if quoted and not _well_quoted(part, separator[0]):
                        patient = torn < PATIENCE
                        piece, used = _record_by_record(part, line, separator, encoding, width, patient, report)
                        yield piece
                    else:
                        yield partial(_in_order, part, line, separator, encoding, width)
                    line, data = line + _count(part, LF, used), data[used:]
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


def _whole_block(file, size):
    """About so many bytes, to the end of a line, read at once: putting two parts together costs as much as reading."""
    start = file.tell()
    file.seek(start + size)
    size += len(file.readline(BLOCK))
    file.seek(start)
    return file.read(size)


def _end_of_line(data, lines, end=0):
    for _ in range(lines):
        end = data.find(b"\n", end) + 1
        if end == 0:
            return len(data)
    return end


def _count(data, sign, end):
    array = np.frombuffer(data, np.uint8, end)
    return sum(np.count_nonzero(array[start : start + CACHED] == sign) for start in range(0, end, CACHED))


def _cut(data):
    """End of the last whole record."""
    if data.endswith(b"\n") and _count(data, QUOTE, len(data)) % 2 == 0:
        return len(data)
    array = np.frombuffer(data, np.uint8)
    newlines = np.flatnonzero(array == LF)
    outside = newlines[np.searchsorted(np.flatnonzero(array == QUOTE), newlines) % 2 == 0]
    return int(outside[-1]) + 1 if len(outside) else 0


def _in_order(data, line, separator, encoding, width, report):
    """The piece that a block holds in which every line is a record."""
    table = _whole_lines(data, separator, encoding, width)
    if table is None:
        return _record_by_record(data, line, separator, encoding, width, False, report)[0]
    return _without_blank(table, line + np.arange(table.num_rows))


def _whole_lines(data, separator, encoding, width):
    """The quick way: a table of one row for each line, or None unless every line has the right number of fields."""
    return None if _lone_cr(data) else _parse(data, separator, encoding, width, one_row_a_line=True)


def _well_quoted(data, separator):
    """Whether quotation marks stand around whole fields, or doubled inside one, and no line ends inside a field."""
    array = np.frombuffer(data, np.uint8)
    quotes, newlines = np.flatnonzero(array == QUOTE), np.flatnonzero(array == LF)
    inside = np.searchsorted(quotes, newlines) % 2
    return not (len(quotes) % 2 or inside.any() or len(_bad_quotes(array, quotes, separator)))


def _lone_cr(data):
    """Whether a carriage return stands without a line feed after it."""
    if b"\r" not in data:
        return False
    array = np.frombuffer(data, np.uint8)
    for start in range(0, len(array), CACHED):
        after = array[start + 1 : start + 1 + CACHED]
        if ((array[start : start + len(after)] == CR) & (after != LF)).any():
            return True
    return data.endswith(b"\r")


def _parse(data, separator, encoding, width, one_row_a_line):
    if encoding != "utf-8":
        data = data.decode(encoding).encode()
    names = [str(number) for number in range(width)]
    try:
        return pyarrow.csv.read_csv(
            pa.BufferReader(data),
            read_options=pyarrow.csv.ReadOptions(column_names=names, block_size=len(data) + 1, use_threads=False),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=separator.decode(),
                newlines_in_values=not one_row_a_line,
                ignore_empty_lines=not one_row_a_line,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
    except ArrowInvalid:
        return None


def _without_blank(table, lines):
    """The rows that hold more than spaces."""
    cells = [column.chunk(0) if column.num_chunks else pa.array([], pa.string()) for column in table.columns]
    blank = _maybe_blank(cells[0]) if cells else np.arange(len(lines))
    for cell in cells:
        if not len(blank):
            return Piece(cells, lines)
        trimmed = pc.utf8_trim(cell.take(pa.array(blank)), SPACE + INVISIBLE)
        blank = blank[pc.equal(trimmed, "").to_numpy(zero_copy_only=False)]
    keep = np.ones(len(lines), dtype=bool)
    keep[blank] = False
    return Piece([cell.filter(pa.array(keep)) for cell in cells], lines[keep], len(blank))


def _maybe_blank(cell):
    """The rows that are empty in this column or begin like a space there."""
    starts, ends, text = text_bytes(cell)
    if not len(text):
        return np.arange(len(starts))
    begins = text.take(starts, mode="clip")
    return np.flatnonzero((starts == ends) | (begins - np.uint8(ord(" ") + 1) > 127 - ord(" ") - 1))


def _record_by_record(data, line, separator, encoding, width, patient, report):
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
        piece = _no_rows(width)
        if start:
            piece, _ = _record_by_record(data[:start], line, separator, encoding, width, False, report)
        opened = data.count(b'"', start, _end_of_line(data, 1, start)) % 2
        report("uafsluttet" if opened else "anfoerselstegn", line + data.count(b"\n", 0, start), None)
        return piece, onward
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
    if not clean:
        return _no_rows(width, int(blank.sum())), len(data)
    table = _parse(clean, separator, encoding, width, one_row_a_line=b'"' not in clean)
    if table is None or table.num_rows != keep.sum():
        report("ulaeselig", line, None)
        return _no_rows(width, int(blank.sum())), len(data)
    piece = _without_blank(table, lines[keep])
    return piece._replace(blank=piece.blank + int(blank.sum())), len(data)


def _no_rows(width, blank=0):
    return Piece([pa.array([], pa.string())] * width, np.empty(0, dtype=int), blank)


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
    opening, closing = quotes[::2], quotes[1::2]
    # At either end of the block the mark itself is seen, and a mark may stand beside a mark.
    before, after = array.take(opening - 1, mode="clip"), array.take(closing + 1, mode="clip")
    opens = (before == separator) | (before == LF) | (before == QUOTE)
    closes = (after == separator) | (after == LF) | (after == CR) | (after == QUOTE)
    return np.sort(np.concatenate([opening[~opens], closing[~closes]]))


def _stray_cr(array, quotes):
    """Carriage returns outside quotes that do not end a line."""
    returns = np.flatnonzero(array == CR)
    following = np.where(returns < len(array) - 1, array[np.minimum(returns + 1, len(array) - 1)], LF)
    inside = np.searchsorted(quotes, returns) % 2 == 1
    return returns[(following != LF) & ~inside]
