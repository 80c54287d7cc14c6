"""A column of text → typed values and faults: every spelling meets the strict parser once, plain ones skip it."""

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sikkerby_eval.data.read.compact import CACHED, LISTED, text_bytes
from sikkerby_eval.data.read.cpr import CPR_DIGITS, CPR_LOST_ZERO, SPACED_OUT, holds_cpr
from sikkerby_eval.data.read.findings import RULES
from sikkerby_eval.data.read.parse import EARLIEST, Context, parse
from sikkerby_eval.data.registers import Column

DTYPES = {"date": "datetime64[s]", "year": "Int64", "count": "Int64", "number": "Float64"}
PLAIN_NUMBER = r"^[0-9]{1,15}(,[0-9]{1,15})?$"
PLAIN_ID = "^[A-Za-z0-9_.:-]{0,79}[0-9]$"
DOUBTFUL_ID = (
    "^[0-9]{9}([.]0+)?$|^0+$|^[0-9OoIl]{5,6}[-._]{1,2}[0-9A-Za-z]{3,4}$|^[0-9]{2,4}-[0-9]{2}-[0-9]{2,4}$|" + CPR_DIGITS
)
"""What an id of the usual form may still be: a CPR number, a placeholder, a date; the strict parser decides."""
HEX_ID = "(?i)^[a-z]{0,4}[0-9a-f]{11,}$"
MIXED_HEX_ID = "(?i)^[a-z]{0,4}[0-9a-f]*[0-9][a-f]+[0-9][0-9a-f]*$"
RARE = 100
"""So many hexadecimal ids for each that looks like a CPR number say that it does so by chance."""
MANY = 0.2
MANY_SPELLINGS = 200_000
DAY = 24 * 60 * 60
EARLIEST_DAY = (EARLIEST - date(1970, 1, 1)).days


class Parsed(NamedTuple):
    """``values`` in their dtype, missing where a cell was empty or refused; ``broken`` maps a rule to row positions.

    Closed lists and codes are categories, which ``load`` turns into text where somebody wants the rows.
    """

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
    if column.kind in ("person", "id"):
        return _ids(column, cells, context, seen)
    if column.kind == "date" and context.dates == "iso" and (days := _plain_days(cells)) is not None:
        parsed = _days(column, days, context)
        if parsed is not None:
            return parsed
    if column.kind == "number" and column.low in (None, 0) and column.high is None and _plain_numbers(cells):
        numbers = pc.cast(pc.replace_substring(cells, ",", "."), pa.float64())
        return Parsed(pd.Series(numbers.to_numpy(zero_copy_only=False)).astype("Float64"), {})
    return _by_spelling(column, cells, context, seen)


def _by_spelling(column, cells, context, seen):
    """Every distinct spelling meets the strict parser once; ``cells`` may be numbers of spellings already."""
    encoded = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
    spellings = encoded.dictionary.to_pylist()
    if len(seen) > MANY_SPELLINGS:
        seen.clear()
    parsed = [seen.get(text) or parse(column, text, context) for text in spellings]
    seen.update(zip(spellings, parsed, strict=True))
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    values, broken = [value for value, _ in parsed], _positions([rule for _, rule in parsed], codes)
    if column.kind in LISTED:
        return Parsed(_categories(values, codes), broken)
    return Parsed(pd.Series(typed(column, values).array.take(codes)), broken)


def _categories(values, codes):
    known = {value: number for number, value in enumerate(dict.fromkeys(v for v in values if v is not None))}
    numbers = np.array([known.get(value, -1) for value in values], dtype=np.int16)
    return pd.Series(pd.Categorical.from_codes(numbers.take(codes), categories=pd.Index(list(known), dtype="str")))


def _ids(column, cells, context, seen):
    """Ids beyond doubt are taken as they are; only the others meet the strict parser."""
    doubtful = np.flatnonzero(~_plain_ids(cells))
    if len(doubtful):
        plain = pc.match_substring_regex(cells.take(pa.array(doubtful)), PLAIN_ID)
        other = pc.match_substring_regex(cells.take(pa.array(doubtful)), DOUBTFUL_ID)
        doubtful = doubtful[~pc.and_not(plain, other).to_numpy(zero_copy_only=False)]
    if not len(doubtful):
        return Parsed(pd.Series(pd.array(cells, dtype="str")), {})
    strict = _by_spelling(column, cells.take(pa.array(doubtful)), context, seen)
    mended = pc.replace_with_mask(
        cells, _mask(len(cells), doubtful), pa.array(strict.values, type=pa.string(), from_pandas=True)
    )
    broken = {rule: doubtful[positions] for rule, positions in strict.broken.items()}
    for rule in {"cpr", "cpr_person"} & set(broken):
        if _by_chance(cells, hit := pa.array(broken[rule])):
            mended = pc.replace_with_mask(mended, _mask(len(cells), broken.pop(rule)), cells.take(hit))
    return Parsed(pd.Series(pd.array(mended, dtype="str")), broken)


def _mask(length, positions):
    mask = np.zeros(length, dtype=bool)
    mask[positions] = True
    return pa.array(mask)


def _by_chance(cells, hits):
    """Whether the cells at ``hits`` are hexadecimal ids among many as long, and CPR-like by chance."""
    found = cells.take(hits)
    if not pc.all(pc.match_substring_regex(found, HEX_ID)).as_py():
        return False
    alike = cells.filter(pc.equal(pc.binary_length(cells), pc.max(pc.binary_length(found))))
    return pc.sum(pc.match_substring_regex(alike, MIXED_HEX_ID)).as_py() >= RARE * len(hits)


def typed(column: Column, values) -> pd.Series:
    """Parsed values as the column's dtype: ``datetime64[s]``, ``Int64``, ``Float64``, categories or ``str``."""
    if column.kind == "date":
        return pd.Series(np.array(values, dtype="datetime64[s]"), dtype="datetime64[s]")
    if column.kind in LISTED:
        return _categories(values, np.arange(len(values)))
    return pd.Series(values, dtype=DTYPES.get(column.kind, "str"))


def parse_typed(column: Column, cells: pa.Array, context: Context, seen: dict) -> Parsed | None:
    """Read a Parquet column that already has a type, by the same rules; None where the type does not suit it."""
    kind = cells.type
    if pa.types.is_dictionary(kind):
        if column.kind in LISTED and pa.types.is_string(kind.value_type) and cells.null_count == 0:
            return _by_spelling(column, cells, context, seen)
        cells, kind = cells.dictionary_decode(), kind.value_type
    if pa.types.is_null(kind):
        cells, kind = pa.nulls(len(cells), pa.string()), pa.string()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return parse_column(column, as_text(cells), context, seen)
    if column.kind == "date" and pa.types.is_date32(kind) and cells.null_count == 0:
        parsed = _days(column, _integers(cells, np.int32), context)
        if parsed is not None:
            return parsed
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
    doubtful = np.flatnonzero(pc.match_substring_regex(cells, f"(^|[^0-9])({CPR_DIGITS}|{SPACED_OUT})($|[^0-9])"))
    hits = doubtful[np.array([holds_cpr(text) for text in cells.take(pa.array(doubtful)).to_pylist()], dtype=bool)]
    lost_zero = f"^({CPR_LOST_ZERO.pattern})$".replace(r"\d", "[0-9]")
    shortened = pc.sum(pc.match_substring_regex(cells, lost_zero)).as_py() or 0
    return shortened > MANY * len(cells) or (len(hits) > 0 and not _by_chance(cells, pa.array(hits)))


def _plain_days(cells):
    """Days since 1970 when every cell is an ISO date and nothing else, or None."""
    try:
        return _integers(cells.cast(pa.date32()), np.int32) if len(cells) else None
    except pa.ArrowInvalid:
        return None


def _integers(cells, kind):
    return np.frombuffer(cells.buffers()[1], kind)[cells.offset : cells.offset + len(cells)]


def _days(column, days, context):
    """Dates when all of them are within bounds, else None, so that the slow way finds the rows."""
    last = np.datetime64("9999-12-31" if column.future_ok else context.cutoff).astype(int)
    if not len(days) or days.min() < EARLIEST_DAY or days.max() > last:
        return None
    return Parsed(pd.Series((days.astype(np.int64) * DAY).view("datetime64[s]"), copy=False), {})


def _plain_ids(cells):
    """Which cells are ids beyond doubt: 16-80 letters and digits, or up to 9 ending in a digit.

    Neither can be a CPR number, a missing value spelled out, or a number that Excel rewrote; sixteen or more do not end
    in ten digits after a letter; nine begin with a letter and fewer not with a zero, since those could be a CPR number
    without its zero and a placeholder.
    """
    starts, ends, text = text_bytes(cells)
    lengths = ends - starts
    if not len(lengths) or lengths.min() == 0 or not alphanumeric(text):
        return np.zeros(len(lengths), dtype=bool)
    sure = (lengths >= 16) & (lengths <= 80)
    after_word = np.flatnonzero(sure & (text.take(ends - 11, mode="clip") > ord("9")))
    for back in range(1, 11):
        after_word = after_word[text[ends[after_word] - back] <= ord("9")]
    sure[after_word] = False
    if not sure.all():
        first = text.take(starts)
        short = ((lengths <= 8) & (first != ord("0"))) | ((lengths == 9) & (first > ord("9")))
        sure |= short & (text.take(ends - 1) <= ord("9"))
    return sure


def alphanumeric(text: np.ndarray) -> bool:
    """Whether all bytes are ASCII letters or digits."""
    for start in range(0, len(text), CACHED):
        block = text[start : start + CACHED]
        fine = block - np.uint8(ord("0")) < 10
        fine |= (block | np.uint8(32)) - np.uint8(ord("a")) < 26
        if not fine.all():
            return False
    return True


def _plain_numbers(cells):
    return len(cells) > 0 and pc.all(pc.match_substring_regex(cells, PLAIN_NUMBER), min_count=0).as_py()


def _positions(rules, codes):
    """Row positions of every rule that a distinct spelling broke."""
    broken = {}
    for rule in sorted({rule for rule in rules if rule is not None}):
        hit = np.array([found == rule for found in rules])
        broken[rule] = np.flatnonzero(hit[codes])
    return broken


def is_error(rule: str) -> bool:
    return RULES[rule].severity == "error"
