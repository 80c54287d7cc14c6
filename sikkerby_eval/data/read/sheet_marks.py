"""What a sheet shows but its values do not say: merged cells, hidden rows and percentages, from the sheet's XML."""

import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.cell import range_boundaries

CHUNK = 1 << 20
LONGEST_TEXT = 1 << 22
LAST_ROW = 1 << 20
MOST_MERGED = 100_000
TAG = re.compile(rb"<(?:\w+:)?(row|c|mergeCell) ([^>]*)>")
ROWS_AND_MERGES = re.compile(rb"<(?:\w+:)?(row|mergeCell) ([^>]*)>")
ATTRIBUTE = re.compile(rb'\b(r|s|ref|hidden)="([^"]*)"')
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Marks(NamedTuple):
    """``hidden`` rows, ``merged`` areas (first column and row, last column and row), cells shown as ``percent``."""

    hidden: list[int]
    merged: list[tuple[int, int, int, int]]
    percent: frozenset[str]


def sheet_marks(path, book, sheet) -> Marks:
    """Marks of one sheet of a workbook that openpyxl has opened read-only.

    Rows and columns count from 1; a percentage is named as Excel names cells. The sheet's XML is read once, in pieces.

    Raises
    ------
    ValueError
        If the sheet has what no program that writes sheets makes: more rows or merged areas than there can be, or text
        without end.
    """
    styles = _percent_styles(book)
    hidden, merged, percent = [], [], set()
    for kind, found in _tags(path, sheet._worksheet_path, TAG if styles else ROWS_AND_MERGES):
        if kind == b"mergeCell" and b"ref" in found:
            merged.append(range_boundaries(found[b"ref"].decode("ascii")))
            if len(merged) > MOST_MERGED:
                raise ValueError("more merged areas than a sheet made by hand has")
        elif kind == b"row" and b"r" in found:
            if int(found[b"r"]) > LAST_ROW:
                raise ValueError("a row below the last one of a sheet")
            if found.get(b"hidden") in (b"1", b"true"):
                hidden.append(int(found[b"r"]))
        elif kind == b"c" and found.get(b"s") in styles and b"r" in found:
            percent.add(found[b"r"].decode("ascii"))
    return Marks(hidden, merged, frozenset(percent))


def _percent_styles(book):
    """Numbers of the cell styles whose format multiplies by a hundred and shows a per cent sign."""
    own = {164 + number: code for number, code in enumerate(book._number_formats)}
    codes = (own.get(style.numFmtId) or BUILTIN_FORMATS.get(style.numFmtId, "") for style in book._cell_styles)
    return {str(number).encode() for number, code in enumerate(codes) if "%" in QUOTED.sub("", code)}


def _tags(path, part, pattern) -> Iterator[tuple[bytes, dict[bytes, bytes]]]:
    with zipfile.ZipFile(path) as archive, archive.open(part) as file:
        rest = b""
        while chunk := file.read(CHUNK):
            text = rest + chunk
            whole = text.rfind(b"<")
            if len(text) - whole > LONGEST_TEXT:
                raise ValueError("a text longer than a cell can hold")
            rest = text[whole:]
            for tag in pattern.finditer(text, 0, whole):
                yield tag[1], dict(ATTRIBUTE.findall(tag[2]))
        for tag in pattern.finditer(rest):
            yield tag[1], dict(ATTRIBUTE.findall(tag[2]))
