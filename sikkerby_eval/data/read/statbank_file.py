"""Exports of a statistical bank (Statistics Denmark's, Copenhagen's): matrix CSV, BULK CSV and JSON-stat as labels."""

import csv
import json
import re
from itertools import product
from typing import NamedTuple

PERIOD = re.compile(r"\d{4}(?:K[1-4]|M(?:0[1-9]|1[0-2]))?")
VALUES = ("indhold", "antal")
TIME = "tid"
NOT_PRINTED = ("..", ".", "...", "…")
"""Statistics Denmark's signs of a figure that is not given: ``..`` is too uncertain or confidential, ``.`` cannot occur
by its nature and ``...`` is not available. Source: Statistisk Tiårsoversigt, explanation of signs."""


class Export(NamedTuple):
    """``names`` of the variables, folded to lower case and empty where the export gives none; ``rows`` of line, labels
    in that order, and the figure's own text. The line of JSON-stat is the figure's number in the list of figures.
    """

    names: list[str]
    rows: list[tuple[int, list[str], str]]


def looks_like_export(head: bytes) -> bool:
    """Whether a file begins as one of the three formats, judged by its first bytes."""
    text = _decoded(head)
    if text.lstrip().startswith("{"):
        return '"dimension"' in text
    first = [field.casefold().strip('" ') for field in text.split("\n", 1)[0].strip().split(";")]
    if TIME in first and set(VALUES) & set(first):
        return True
    return any(_period_header(row) for row in csv.reader(text.splitlines()[:12]))


def read_export(content: bytes, report) -> Export | None:
    """Take an export apart.

    Parameters
    ----------
    content : bytes
        The file; UTF-8 or latin-1.
    report : callable
        ``report(rule, line, column, **facts)`` takes every fault.
    """
    if not content.strip():
        return report("tom_fil", None, None)
    if content.startswith(b"PK\x03\x04"):
        return report("er_excel", None, None)
    if (offset := content.find(b"\0")) >= 0:
        return report("nul_byte", content.count(b"\n", 0, offset) + 1, None, offset=offset)
    text = _decoded(content)
    if text.lstrip().startswith("{"):
        return _json_stat(text, report)
    separator = ";" if ";" in text.split("\n", 1)[0] else ","
    rows = csv.reader(text.splitlines(), delimiter=separator)
    try:
        table = [(rows.line_num, [cell.strip() for cell in row]) for row in rows if any(map(str.strip, row))]
    except csv.Error:
        return report("ulaeselig", rows.line_num, None)
    return (_bulk if separator == ";" else _matrix)(table, report)


def _decoded(content):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _bulk(table, report):
    line, header = table[0]
    names = [field.casefold() for field in header]
    figure = next((place for place, name in enumerate(names) if name in VALUES), None)
    if figure is None:
        return report("kolonne_mangler", line, "antal", suggestion="")
    if len(table) == 1:
        report("ingen_raekker", None, None)
    rows = _equally_wide(table[1:], len(names), report)
    split = [(line, [*row[:figure], *row[figure + 1 :]], row[figure]) for line, row in rows]
    return Export([*names[:figure], *names[figure + 1 :]], split)


def _period_header(row):
    return len(row) > 1 and PERIOD.fullmatch(row[-1].strip()) is not None


def _matrix(table, report):
    """Periods across; a label left blank repeats the one above, a column of blanks was summed over."""
    start = next((place for place, (_, row) in enumerate(table) if _period_header(row)), None)
    if start is None:
        return report("ingen_overskrift", None, None)
    header = table[start][1]
    labels = next(place for place, field in enumerate(header) if field)
    rows = [(line, row) for line, row in table[start + 1 :] if len(row) > 1]  # a note below the table is one field
    if not rows:
        report("ingen_raekker", None, None)
    filled, out = [""] * labels, []
    for line, row in _equally_wide(rows, len(header), report):
        filled = [new or above for new, above in zip(row[:labels], filled, strict=True)]
        out += [(line, [*filled, period], figure) for period, figure in zip(header[labels:], row[labels:], strict=True)]
    return Export([""] * labels + [TIME], out)


def _json_stat(text, report):
    try:
        document = json.loads(text)
        data = document.get("dataset", document)
        dimensions = data["dimension"]
        names = data.get("id") or dimensions["id"]
        labels = [_categories(dimensions[name]["category"]) for name in names]
        values, status = data["value"], data.get("status") or {}
        cells = [(_at(values, number), _at(status, number)) for number in range(_size(labels))]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return report("kan_ikke_laeses", None, None, expected="JSON-stat")
    figures = [(sign or "..") if value is None else _plain(value) for value, sign in cells]
    rows = [(number + 1, list(cell), figures[number]) for number, cell in enumerate(product(*labels))]
    kept = [place for place, name in enumerate(names) if name.casefold() not in ("contentscode", "tal")]
    return Export(
        [names[place].casefold() for place in kept],
        [(line, [labels[place] for place in kept], figure) for line, labels, figure in rows],
    )


LARGEST_TABLE = 5_000_000


def _size(labels):
    size = 1
    for label in labels:
        size *= len(label)
    if size > LARGEST_TABLE:
        raise ValueError("a table of more figures than a bank gives away at once")
    return size


def _plain(value):
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _categories(category):
    codes = category.get("index") or list(category["label"])
    ordered = sorted(codes, key=codes.get) if isinstance(codes, dict) else codes
    return [str(category.get("label", {}).get(code, code)) for code in ordered]


def _at(values, number):
    if isinstance(values, dict):
        return values.get(str(number))
    return values[number] if number < len(values) else None


def _equally_wide(rows, width, report):
    for line, row in rows:
        if len(row) == width:
            yield line, row
        else:
            rule = "for_mange_felter" if len(row) > width else "for_faa_felter"
            report(rule, line, None, found=len(row), expected=width)
