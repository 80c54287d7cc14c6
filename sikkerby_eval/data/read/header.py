"""Headers found against columns agreed: harmless spellings are recognised, everything else is named or refused."""

import difflib
import re
from typing import NamedTuple

from sikkerby_eval.data.read.codes import folded
from sikkerby_eval.data.read.cpr import CPR
from sikkerby_eval.data.read.findings import did_you_mean
from sikkerby_eval.data.registers import Column, Register

NAME_FIT_TO_SHOW = re.compile(r"_{0,2}[^\W\d_][\w .%/()-]{0,39}")
CPR_NAMES = re.compile(r"cpr|personn(ummer|r)|p-?nr", re.IGNORECASE)


def header_fold(cell: str) -> str:
    """A header without case, spaces, æøå and the byte order mark."""
    return folded(cell.strip("\ufeff \t\u00a0")).replace("-", "_")


class Field(NamedTuple):
    """What a position of the file holds: a column of the register, or something outside the agreement."""

    column: Column | None
    shown: str | None
    number: int


def match_header(header: list[str], register: Register, line: int, report) -> list[Field]:
    """Say for every position of the file which column it is, and report what is missing, doubled or outside.

    A found name is shown only when it reads like a name and the file clearly has a header, since a file without one
    would put a person's data there.
    """
    columns = {header_fold(column.name): column for column in register.columns}
    fields, taken = [], set()
    for number, cell in enumerate(header, start=1):
        column = columns.get(header_fold(cell))
        if column is not None and column.name in taken:
            report("kolonne_dobbelt", line, column.name)
            column = None
        elif column is not None:
            taken.add(column.name)
            if cell != column.name:
                report("overskrift_stavet", line, column.name)
        fields.append(Field(column, fit_to_show(cell), number))
    outside = [field.shown for field in fields if field.column is None and field.shown]
    for column in register.columns:
        if column.name not in taken and not column.absent_ok:
            near = _nearest(column.name, outside)
            report("kolonne_mangler", line, column.name, suggestion=did_you_mean(near) if near else "")
    return fields


def fit_to_show(cell: str) -> str | None:
    """A name that reads like one, else None: it may be a value in the wrong place."""
    cell = cell.strip()
    fit = NAME_FIT_TO_SHOW.fullmatch(cell) and sum(map(str.isdigit, cell)) < 4 and not CPR.search(cell)
    return cell if fit else None


def _nearest(name, names):
    by_fold = {header_fold(shown): shown for shown in names}
    close = difflib.get_close_matches(name, by_fold, n=1, cutoff=0.5)
    return by_fold[close[0]] if close else None


def named_like_cpr(field: Field) -> bool:
    return field.shown is not None and CPR_NAMES.search(field.shown) is not None
