"""What rules across rows, files and registers need of a register: numbers, dates, categories, and hashes of text."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa

from sikkerby_eval.data.registers import Column

HASHED = ("person", "id", "text", "offence_group")
LISTED = ("choice", "bydel", "bydel_nr", "omraade", "code")
LONGEST_QUICK = 64
CACHED = 1 << 20
"""Bytes worked on at a time: they fit the cache, and threads seldom wait for each other."""
MIX = np.uint64(0x9E3779B97F4A7C15)
HALF = np.uint64(32)
FIRST_BYTES = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)


def compact(columns: Iterable[Column], values: dict[str, pd.Series], forget: frozenset[str] = frozenset()) -> dict:
    """Columns without a single text: ids and texts hashed, lists as categories, the rest as it is.

    Equal rows stay equal, and a person keeps one hash in every register. Text to be forgotten is left out at once.
    """
    return {
        column.name: hashed(values[column.name]) if column.kind in HASHED else values[column.name]
        for column in columns
        if column.kind not in HASHED or column.name not in forget
    }


def hashed(values: pd.Series) -> np.ndarray:
    """A 64-bit hash of every text, 0 where it is missing."""
    cells = pa.array(values, type=pa.string(), from_pandas=True)
    if isinstance(cells, pa.ChunkedArray):
        cells = cells.combine_chunks()
    if len(cells) == 0:
        return np.empty(0, np.uint64)
    starts, ends, text = text_bytes(cells)
    lengths = ends - starts
    total = lengths.astype(np.uint64)
    long = lengths > LONGEST_QUICK
    for start in range(0, len(cells), CACHED // 16):
        rows = slice(start, start + CACHED // 16)
        first = int(starts[start])
        _mix(total[rows], lengths[rows], ends[rows] - first, text[first : int(ends[rows][-1])])
    if long.any():
        total[long] = pd.util.hash_array(values[long].to_numpy(dtype=object))
    if cells.null_count:
        total[values.isna().to_numpy()] = 0
    return total


def _mix(total, lengths, ends, text):
    """Take the texts into the hashes, eight bytes at a time; no two different words give the same hash."""
    padded = np.append(text, np.zeros(8, np.uint8))
    words = np.ndarray(len(text), "<u8", buffer=padded, strides=(1,))
    shortest, longest = int(lengths.min()), min(int(lengths.max()), LONGEST_QUICK)
    for first in range(0, longest, 8):
        if shortest == longest:
            word, here = words[first::longest] & FIRST_BYTES[min(longest - first, 8)], True
        else:
            here = lengths > first
            word = words[np.where(here, ends - lengths + first, 0)] & FIRST_BYTES[np.clip(lengths - first, 0, 8)]
        word ^= total
        word *= MIX
        word ^= word >> HALF
        np.copyto(total, word, where=here)


def known(values: pd.Series) -> pd.Series:
    """Which values of a compact column are there: a hashed text that is missing is 0."""
    return values != 0 if values.dtype == np.uint64 else values.notna()


def text_bytes(cells: pa.StringArray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where every text starts and ends among all bytes one after the other, and those bytes, without a copy."""
    offsets = np.frombuffer(cells.buffers()[1], np.int32)[cells.offset : cells.offset + len(cells) + 1]
    first, last = (int(offsets[0]), int(offsets[-1])) if len(offsets) else (0, 0)
    text = np.frombuffer(cells.buffers()[2] or b"", np.uint8)[first:last]
    offsets = offsets - first if first else offsets
    return offsets[:-1], offsets[1:], text
