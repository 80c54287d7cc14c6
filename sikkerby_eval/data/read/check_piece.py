"""One piece of a file → its columns' values, what rules across rows need of them, and what is wrong with its rows."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sikkerby_eval.data.read.catalogue_words import expected, stored_as
from sikkerby_eval.data.read.columns import DAY, as_text, is_error, looks_like_cpr, parse_column, parse_typed, typed
from sikkerby_eval.data.read.compact import compact
from sikkerby_eval.data.read.header import Field
from sikkerby_eval.data.read.rules import outside_period, row_rules


class Checked(NamedTuple):
    """One piece after its rules.

    ``values`` are the columns as researchers get them, ``small`` as rules across rows need them, ``lines`` the line of
    each row and ``faulty`` whether it has an error. ``told`` holds the place and facts of what was reported while the
    piece was read, ``faults`` rule, column, row positions (None for the column as such) and facts of what its rules
    found, ``outside`` rule and field of columns outside the agreement that must not be there. ``periods`` are the
    distinct values of the register's period column, ``blank`` is the number of rows that hold nothing.
    """

    values: dict[str, pd.Series]
    small: pd.DataFrame
    lines: np.ndarray
    faulty: np.ndarray
    told: list
    faults: list
    outside: list[tuple[str, Field]]
    periods: pd.Series | None
    blank: int


def check_piece(source, fields, suspects, seen, forget, piece) -> Checked:
    """Read a piece of a file by the rules of its register's columns and rows.

    Parameters
    ----------
    source : Source
        The file, its register and what the delivery note says.
    fields : list of Field
        What each position of the file holds; ``suspects`` are those outside the agreement.
    seen : dict
        For each column the spellings parsed already; new ones are added.
    forget : frozenset of str
        Columns that no rule looks at after their own row was checked.
    piece : Piece or callable
        The rows, or the function that reads them.
    """
    told = []
    if callable(piece):
        piece = piece(lambda *place, **facts: told.append((place, facts)))
    values, small, faults = _parsed(source, fields, piece, seen, forget)
    outside = [(rule, field) for field in suspects if (rule := _outside_rule(field, piece))]
    faults += [(found.rule, found.column, found.positions, found.facts) for found in _broken(source, small)]
    faulty = np.zeros(len(piece.lines), dtype=bool)
    for rule, _, positions, _ in faults:
        if is_error(rule):
            faulty[slice(None) if positions is None else positions] = True
    period = source.register.period
    periods = distinct(small[period]) if period else None
    return Checked(values, small, piece.lines, faulty, told, faults, outside, periods, piece.blank)


def _parsed(source, fields, piece, seen, forget):
    """The register's columns as researchers get them and as rules need them, and the faults of cells and columns."""
    context, register = source.context, source.register
    if source.path.suffix.casefold() != ".csv":
        context = context._replace(dates="iso")
    values, small, faults = {}, {}, []
    for field, cells in zip(fields, piece.cells, strict=False):
        if (column := field.column) is None:
            continue
        text = pa.types.is_string(cells.type) and cells.null_count == 0
        parsed = (parse_column if text else parse_typed)(column, cells, context, seen[column.name])
        if parsed is None:
            facts = {"found": str(cells.type), "expected": stored_as(column)}
            faults.append(("kolonnetype", column.name, None, facts))
            values |= missing([column], len(piece.lines))
        else:
            facts = {"expected": expected(column)}
            faults += [(rule, column.name, positions, facts) for rule, positions in parsed.broken.items()]
            values[column.name] = parsed.values
        small |= compact([column], values, forget)
    undelivered = [column for column in register.columns if column.name not in values]
    values |= missing(undelivered, len(piece.lines))
    small |= compact(undelivered, values, forget)
    return (
        {name: values[name] for name in register.names},
        pd.DataFrame({name: small[name] for name in register.names if name in small}, copy=False),
        faults,
    )


def _outside_rule(field, piece):
    """What is wrong with a column outside the agreement: CPR-like text, or text without a name above it."""
    if field.number > len(piece.cells):
        return None
    cells = as_text(piece.cells[field.number - 1])
    if looks_like_cpr(cells):
        return "kolonne_cpr"
    nameless = field.shown is None and pc.any(pc.greater(pc.binary_length(cells), 0)).as_py()
    return "kolonne_uden_navn" if nameless else None


def _broken(source, small):
    """Rules that concern one row."""
    if len(small):
        yield from row_rules(source.register, small)
        yield from outside_period(source.register, small, source.period)


def missing(columns, length):
    """Give columns that are missing throughout."""
    nothing = np.zeros(length, dtype=np.intp)
    return {
        column.name: pd.Series(typed(column, [None]).array.take(nothing), index=range(length), copy=False)
        for column in columns
    }


def distinct(values):
    """Give the distinct dates or years, without sorting all of them."""
    if not pd.api.types.is_datetime64_dtype(values):
        return values.dropna().drop_duplicates()
    seconds = values.dropna().to_numpy().view(np.int64)
    if not len(seconds):
        return values[:0]
    days = seconds // DAY
    there = np.zeros(days.max() - days.min() + 1, dtype=bool)
    there[days - days.min()] = True
    return pd.Series(((np.flatnonzero(there) + days.min()) * DAY).view("datetime64[s]"))
