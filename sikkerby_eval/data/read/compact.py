"""What rules across rows, files and registers need of a register: numbers, dates, categories, and hashes of text."""

import numpy as np
import pandas as pd
import pyarrow as pa

from sikkerby_eval.data.registers import Register

HASHED = ("person", "id", "text")
LISTED = ("choice", "bydel", "bydel_nr", "omraade", "code")
LONGEST_QUICK = 64
MIX = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB], dtype=np.uint64)


def compact(register: Register, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without a single text: ids and texts hashed, lists as categories, the rest as it is.

    Equal rows stay equal, and a person keeps one hash in every register.
    """
    columns = {}
    for column in register.columns:
        values = frame[column.name]
        if column.kind in HASHED:
            columns[column.name] = hashed(values)
        elif column.kind in LISTED:
            columns[column.name] = values.astype("category")
        else:
            columns[column.name] = values
    return pd.DataFrame(columns, index=frame.index, copy=False)


def hashed(values: pd.Series) -> np.ndarray:
    """A 64-bit hash of every text, 0 where it is missing."""
    cells = pa.array(values, type=pa.string(), from_pandas=True)
    if isinstance(cells, pa.ChunkedArray):
        cells = cells.combine_chunks()
    if len(cells) == 0:
        return np.empty(0, np.uint64)
    lengths, text = text_bytes(cells)
    total = lengths.astype(np.uint64)
    long = lengths > LONGEST_QUICK
    if long.any():
        total[long] = pd.util.hash_array(values[long].to_numpy(dtype=object))
        lengths, text = text_bytes(pa.array(values.mask(long), type=pa.string(), from_pandas=True))
    width = -(-max(int(lengths.max()), 1) // 8) * 8
    padded = np.zeros((len(cells), width), np.uint8)
    if lengths.min() == lengths.max():
        padded[:, : lengths[0]] = text.reshape(len(cells), lengths[0])
    else:
        padded[np.arange(width) < lengths[:, None]] = text
    for start, word in zip(range(0, width, 8), padded.view(np.uint64).T, strict=True):
        total = np.where(lengths > start, _mixed(total ^ word), total)
    return np.where(values.isna(), np.uint64(0), total)


def text_bytes(cells: pa.StringArray) -> tuple[np.ndarray, np.ndarray]:
    """The length in bytes of every text, and all bytes one after the other, without a copy."""
    offsets = np.frombuffer(cells.buffers()[1], np.int32)[cells.offset : cells.offset + len(cells) + 1]
    return np.diff(offsets), np.frombuffer(cells.buffers()[2] or b"", np.uint8)[offsets[0] : offsets[-1]]


def _mixed(words):
    """The finaliser of splitmix64, so that neighbouring ids land far apart."""
    words = words + MIX[0]
    words = (words ^ (words >> np.uint64(30))) * MIX[1]
    words = (words ^ (words >> np.uint64(27))) * MIX[2]
    return words ^ (words >> np.uint64(31))
