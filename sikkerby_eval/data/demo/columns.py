"""Columns of the demonstration as Arrow arrays: ids, dates and labels made without a Python loop over rows."""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

EPOCH = date(1970, 1, 1)
MISSING_DAY = np.iinfo(np.int32).min


def stream(seed: int, register: int, block: int = 0) -> np.random.Generator:
    """Random numbers of one register and block, independent of every other and of the order they are asked for."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(register, block)))


def day(moment: date) -> int:
    """Days since 1970, the form in which all dates are reckoned here."""
    return (moment - EPOCH).days


def days(moments) -> np.ndarray:
    """Days since 1970 of several dates, ``None`` for one that never came."""
    return np.array([MISSING_DAY if moment is None else day(moment) for moment in moments], dtype=np.int64)


def new_year(years) -> np.ndarray:
    """Days since 1970 of 1 January in each year."""
    return (np.asarray(years, dtype=np.int64) - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)


def year_of(day_numbers) -> np.ndarray:
    """Calendar year of each day."""
    return np.asarray(day_numbers).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def years_later(day_numbers, years: int) -> np.ndarray:
    """The same date some years on; 29 February becomes 1 March where there is none."""
    dates = np.asarray(day_numbers).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    moved = (months + 12 * years).astype("datetime64[D]") + (dates - months.astype("datetime64[D]"))
    return moved.astype(np.int64)


def dates(day_numbers) -> pa.Array:
    """A date column; ``MISSING_DAY`` is missing."""
    numbers = np.asarray(day_numbers, dtype=np.int32)
    return pa.array(numbers, mask=numbers == MISSING_DAY).cast(pa.date32())


def labels(positions, values) -> pa.Array:
    """A text column that takes each value from a short list; a negative position is missing."""
    positions = np.asarray(positions, dtype=np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(positions, mask=positions < 0), pa.array(values, pa.string()))


def ids(prefix: str, numbers, width: int, suffix=None) -> pa.Array:
    """Text ids ``prefix`` + padded number (+ ``_`` + ``suffix``) that sort as their numbers do."""
    text = pc.utf8_lpad(pc.cast(pa.array(np.asarray(numbers, dtype=np.int64)), pa.string()), width, "0")
    parts = [pa.scalar(prefix), text]
    if suffix is not None:
        parts += [pa.scalar("_"), pc.cast(pa.array(np.asarray(suffix, dtype=np.int64)), pa.string())]
    return pc.binary_join_element_wise(*parts, "")


def rows(names: str, lines) -> pa.Table:
    """A small register written out line by line; ``names`` are its columns with blanks between."""
    return pa.table(dict(zip(names.split(), map(list, zip(*lines, strict=True)), strict=True)))
