"""A column of text → typed values and faults: every spelling meets the strict parser once, plain ones skip it."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sikkerby_eval.data.read.compact import text_bytes
from sikkerby_eval.data.read.findings import RULES
from sikkerby_eval.data.read.parse import CPR_DIGITS, CPR_LOST_ZERO, Context, parse
from sikkerby_eval.data.registers import Column

DTYPES = {"date": "datetime64[s]", "year": "Int64", "count": "Int64", "number": "Float64"}
PLAIN_NUMBER = r"^[0-9]{1,15}(,[0-9]{1,15})?$"
DIGIT = np.array([byte in b"0123456789" for byte in range(256)])
LETTER = np.array([byte < 128 and chr(byte).isalpha() for byte in range(256)])
ALPHANUMERIC = DIGIT | LETTER
MANY = 0.2
MANY_SPELLINGS = 200_000


class Parsed(NamedTuple):
    """``values`` in their dtype, missing where a cell was empty or refused; ``broken`` maps a rule to row positions."""

    values: pd.Series
    broken: dict[str, np.ndarray]


def parse_column(column: Column, cells: pa.StringArray, context: Context, seen: dict | None = None) -> Parsed:
    """Read a column of text by its rules.

    Parameters
    ----------
    column : Column
        The catalogue's entry.
    cells : StringArray
        The text of every cell, empty where the cell is.
    context : Context
        What the delivery note says of the file.
    seen : dict, optional
        Spellings already parsed in earlier pieces of the same column; new ones are added to it.
    """
    seen = {} if seen is None else seen
    if column.kind in ("person", "id") and _plain_ids(cells):
        return Parsed(pd.Series(pd.array(cells, dtype="str")), {})
    if column.kind == "number" and column.low in (None, 0) and column.high is None and _plain_numbers(cells):
        numbers = pc.cast(pc.replace_substring(cells, ",", "."), pa.float64())
        return Parsed(pd.Series(numbers.to_numpy(zero_copy_only=False)).astype("Float64"), {})
    encoded = cells.dictionary_encode()
    spellings = encoded.dictionary.to_pylist()
    if len(seen) > MANY_SPELLINGS:
        seen.clear()
    for text in spellings:
        if text not in seen:
            seen[text] = parse(column, text, context)
    parsed = [seen[text] for text in spellings]
    values = typed(column, [value for value, _ in parsed])
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    return Parsed(values.take(codes).reset_index(drop=True), _positions([rule for _, rule in parsed], codes))


def typed(column: Column, values) -> pd.Series:
    """Parsed values as the column's dtype: ``datetime64[s]``, ``Int64``, ``Float64`` or ``str``."""
    if column.kind == "date":
        return pd.Series(np.array(values, dtype="datetime64[s]"), dtype="datetime64[s]")
    if column.kind in DTYPES:
        return pd.Series(values, dtype=DTYPES[column.kind])
    return pd.Series(values, dtype="str")


def parse_typed(column: Column, cells: pa.Array, context: Context, seen: dict | None = None) -> Parsed | None:
    """Read a Parquet column that already has a type, by the same rules; None where the type does not suit it."""
    kind = cells.type
    if pa.types.is_dictionary(kind):
        cells, kind = cells.dictionary_decode(), kind.value_type
    if pa.types.is_null(kind):
        cells, kind = pa.nulls(len(cells), pa.string()), pa.string()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return parse_column(column, as_text(cells), context, seen)
    if column.kind == "date" and (pa.types.is_date(kind) or pa.types.is_timestamp(kind)):
        return _dates(column, cells, context)
    if column.kind in ("count", "year", "number") and pa.types.is_decimal(kind):
        return _numbers(column, cells.cast(pa.float64()), context)
    if column.kind in ("count", "year", "number") and (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
        return _numbers(column, cells, context)
    if column.kind != "date" and pa.types.is_integer(kind):
        return parse_column(column, as_text(cells), context, seen)
    return None


def as_text(cells: pa.Array) -> pa.StringArray:
    """Any column as text, empty where a value is missing; lists and other nested values as Python writes them."""
    if pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_decode()
    if pa.types.is_nested(cells.type) or pa.types.is_binary(cells.type) or pa.types.is_large_binary(cells.type):
        return pa.array(["" if cell is None else str(cell) for cell in cells.to_pylist()], pa.string())
    return pc.fill_null(cells.cast(pa.string()), "")


def _dates(column, cells, context):
    if getattr(cells.type, "tz", None) is not None:
        return Parsed(typed(column, [None] * len(cells)), {"dato_tidspunkt": np.arange(len(cells))})
    days = cells.to_numpy(zero_copy_only=False)
    values = days.astype("datetime64[D]")
    missing = np.isnat(values)
    last = np.datetime64("9999-12-31" if column.future_ok else context.cutoff)
    rules = {
        "mangler": missing & column.required,
        "dato_tidspunkt": ~missing & (values != days),
        "dato_fortid": ~missing & (values < np.datetime64("1901-01-01")),
        "dato_fremtid": ~missing & (values > last),
    }
    return _masked(column, pd.Series(values.astype("datetime64[s]")), rules, pd.NaT)


def _numbers(column, cells, context):
    numbers = cells.to_numpy(zero_copy_only=False).astype("float64")
    missing = np.isnan(numbers)
    low = -np.inf if column.low is None else column.low
    high = np.inf if column.high is None else column.high
    infinite = np.isinf(numbers)
    with np.errstate(invalid="ignore"):
        rules = {
            "mangler": missing & column.required,
            "uendelig": infinite,
            "broekdel": ~infinite & ~missing & (column.kind != "number") & (numbers != np.floor(numbers)),
            "negativt": ~infinite & (numbers < 0) & (low >= 0),
            "dato_fremtid": (column.kind == "year") & (numbers > context.cutoff.year + 1),
            "udenfor_interval": ~infinite & ((numbers > high) | ((numbers < low) & (numbers >= 0))),
        }
    values = pd.Series(pd.array(np.where(missing, 0, numbers), dtype="Float64")).mask(missing, pd.NA)
    parsed = _masked(column, values, rules, pd.NA)
    return Parsed(parsed.values.astype(DTYPES[column.kind]), parsed.broken)


def _masked(column, values, rules, missing):
    broken = {rule: np.flatnonzero(mask) for rule, mask in rules.items() if mask.any()}
    for positions in broken.values():
        values.iloc[positions] = missing
    return Parsed(values, broken)


def looks_like_cpr(cells: pa.StringArray) -> bool:
    """Whether a column outside the agreement holds text like CPR numbers (never tested by modulus 11)."""
    pattern = f"(^|[^0-9]){CPR_DIGITS}($|[^0-9])"
    lost_zero = f"^({CPR_LOST_ZERO.pattern})$".replace(r"\d", "[0-9]")
    found = pc.sum(pc.match_substring_regex(cells, pattern)).as_py() or 0
    shortened = pc.sum(pc.match_substring_regex(cells, lost_zero)).as_py() or 0
    return found > 0 or shortened > MANY * len(cells)


def _all(mask):
    return pc.all(mask, min_count=0).as_py()


def _plain_ids(cells):
    """Whether every cell is an id beyond doubt: 16-80 letters and digits, or up to 9 from a letter to a digit.

    Neither can be a CPR number, a missing value spelled out, or a number that Excel rewrote.
    """
    lengths, text = text_bytes(cells)
    if not len(lengths) or lengths.min() == 0 or not ALPHANUMERIC[text].all():
        return False
    ends = np.cumsum(lengths)
    short = (lengths <= 9) & LETTER[text[ends - lengths]] & DIGIT[text[ends - 1]]
    return bool((short | ((lengths >= 16) & (lengths <= 80))).all())


def _plain_numbers(cells):
    return len(cells) > 0 and _all(pc.match_substring_regex(cells, PLAIN_NUMBER))


def _positions(rules, codes):
    """Row positions of every rule that a distinct spelling broke."""
    broken = {}
    for rule in sorted({rule for rule in rules if rule is not None}):
        hit = np.array([found == rule for found in rules])
        broken[rule] = np.flatnonzero(hit[codes])
    return broken


def is_error(rule: str) -> bool:
    return RULES[rule].severity == "error"
