"""A statistical bank's export as the pieces of a register: its variables become columns, its labels the code lists'."""

import re
from functools import cache

import numpy as np
import pyarrow as pa

from sikkerby_eval.data.packaged import packaged_table
from sikkerby_eval.data.read.codes import REFERENCE, area_list, bydel_list, folded
from sikkerby_eval.data.read.header import fit_to_show
from sikkerby_eval.data.read.pieces import Opened, Piece
from sikkerby_eval.data.read.statbank_file import NOT_PRINTED, read_export
from sikkerby_eval.data.registers import Register

PLACE = "omraade"
SEX = {"maend": "M", "mand": "M", "men": "M", "kvinder": "K", "kvinde": "K", "women": "K", "m": "M", "k": "K"}
AGE = re.compile(r"(\d{1,3})(?: ?år| years?)?")
CODE_BEFORE = re.compile(
    r"(?:(?:bydel|distrikt)\s*[-:]?\s*)?(?:\d{1,4}(?:\.|\s*-|\s)\s*)?(.*)", re.IGNORECASE | re.DOTALL
)
CITY = ("koebenhavn", "koebenhavns-kommune", "hele-byen", "i-alt", "byen-i-alt", "")
TOTALS = ("i-alt", "alder-i-alt", "alder,-i-alt", "koen-i-alt", "koen,-i-alt", "begge-koen", "total", "alle")


def open_export(path, register: Register, report) -> Opened | None:
    """Read an export of one of the bank's three formats as a register that says which variables are its columns.

    A matrix names no variables, so each is known by its labels. Nil (``-``) is 0; a total of ages or sexes is refused,
    since it would count everybody twice; of a year's quarters only the first is its 1 January.
    """
    export = read_export(path.read_bytes(), report)
    if export is None:
        return None
    known = dict(register.statbank)
    not_given = () if register["antal"].required else NOT_PRINTED
    columns = {}
    for place, name in enumerate(export.names):
        labels = {row[1][place] for row in export.rows}
        column = known.get(name) if name else _column_of(labels, set(known.values()) - set(columns))
        only_totals = {folded(label) for label in labels} <= {"", *TOTALS}
        if column is None and not only_totals and len(labels) > 1:
            report("akse_for_meget", 1, fit_to_show(name), number=place + 1)
        elif column is not None and not (only_totals and column != PLACE):
            columns[column] = place
    report("statbank", None, None)
    lines, cells = [], []
    for line, labels, figure in export.rows:
        row = {column: labels[place] for column, place in columns.items()}
        fault = _fault(row)
        if fault is None:
            lines.append(line)
            cells.append(_cells(row, figure, not_given))
        else:
            report(fault[0], line, fault[1])
    header = list(cells[0]) if cells else [*columns, "antal"]
    if "overtraedelse" in register.names and "overtraedelse" not in header:
        header.append("overtraedelse")
    arrays = [pa.array([row.get(name, "") for row in cells], pa.string()) for name in header]
    return Opened(header, iter([Piece(arrays, np.array(lines, dtype=np.int64))] if cells else []), 1)


def _column_of(labels, columns):
    """The column that a nameless variable can only be, by all of its labels."""
    words = {folded(label) for label in labels} - {"", *TOTALS}
    if not words:
        return None
    tests = {
        "koen": words <= set(SEX),
        "alder": all(AGE.fullmatch(label.strip()) for label in labels if folded(label) in words),
        PLACE: all(_place(label) is not None for label in labels),
        "kommune": words <= _municipalities(),
        "overtraedelse": True,
    }
    return next((column for column, fits in tests.items() if fits and column in columns), None)


@cache
def _municipalities():
    regions = ("Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland")
    names = [*packaged_table(REFERENCE, "municipalities")["name"], *regions, *(f"Region {name}" for name in regions)]
    return {folded(name) for name in (*names, "Hele landet", "Uoplyst kommune")}


def _place(label):
    """Bydel and district of a label, blank for the whole city; None when it names no place of the city."""
    for text in (label, CODE_BEFORE.fullmatch(label)[1]):
        word = folded(text)
        if word in CITY:
            return "", ""
        if word in bydel_list():
            return bydel_list()[word], ""
        if word in area_list():
            return _bydele().get(area_list()[word], ""), area_list()[word]
    return None


@cache
def _bydele():
    districts = packaged_table(REFERENCE, "districts", integers=("number",))
    return {f"{number:02d}": bydel for number, bydel in zip(districts["number"], districts["bydel"], strict=True)}


def _fault(row):
    for column in ("koen", "alder"):
        if folded(row.get(column, "")) in TOTALS:
            return "totalraekke", column
    if re.fullmatch(r"\d{4}(K[2-4]|M(0[2-9]|1[0-2]))", row.get("aar", "")):
        return "ikke_1_januar", "aar"
    return None


def _cells(row, figure, not_given):
    """The register's text of one figure; a label that is not understood stays, for the strict parsers to refuse."""
    cells = dict(row)
    if "aar" in row:
        cells["aar"] = re.sub(r"(K1|M01)$", "", row["aar"])
    if "koen" in row:
        cells["koen"] = SEX.get(folded(row["koen"]), row["koen"])
    if "alder" in row and (age := AGE.fullmatch(row["alder"].strip())):
        cells["alder"] = age[1]
    if PLACE in row:
        place = _place(row[PLACE])
        cells["bydel"], cells[PLACE] = (row[PLACE], "") if place is None else place
    return cells | {"antal": "0" if figure == "-" else "" if figure in not_given else figure}
