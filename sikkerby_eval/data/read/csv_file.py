"""CSV as deliverers really write it: its encoding, separator and header, behind stray title lines."""

import codecs
import csv
import io
import re

from sikkerby_eval.data.read.csv_rows import csv_rows
from sikkerby_eval.data.read.encoding import encoding_of, not_csv
from sikkerby_eval.data.read.pieces import Opened, best_header

HEAD = 1 << 16
SEPARATORS = {"semikolon": b";", "komma": b",", "tabulator": b"\t"}
SEPARATOR_NAMES = {b";": ";", b",": ",", b"\t": "tab", b"|": "|"}


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
    header, lines = found
    pieces = csv_rows(path, lead, lines, start_line, expected, encoding, old_mac, len(header), report)
    return Opened(header, pieces, start_line)


def _header(text, expected, known, fold, report, start_line):
    """Header fields and lines to skip; reports a wrong separator, title lines or no header at all."""
    rows = _rows(text, expected)
    best, score = best_header(rows, known, fold)
    if score and best == 0:
        return [cell.removeprefix("\ufeff") for cell in rows[0]], rows.lines[0]
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
