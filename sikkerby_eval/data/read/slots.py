"""Which hashes tell more than one thing: found without sorting the rows."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from sikkerby_eval.data.read.compact import MIX

BLOCK = 1 << 18
MOST_BITS = 24


def twofold(hashes: np.ndarray, told: np.ndarray | None = None) -> np.ndarray:
    """Hashes that tell more than one thing, or that come more than once.

    Every row writes its place into a slot chosen by its hash, and when all have written, looks which row stands there.
    If that one has the same hash, the two should tell the same. If not, the row looks once more, in slots chosen by
    other bits, among the fewer that found no like: all rows of a hash go the same way until one of them stands there.

    Parameters
    ----------
    hashes : array of uint64
        Of every row.
    told : array, optional
        What every row tells; without it every row tells something of its own.

    Returns
    -------
    array of uint64
        Each such hash once.
    """
    found, mix = [np.empty(0, np.uint64)], 1
    with ThreadPoolExecutor(pa.cpu_count()) as workers:
        while len(hashes):
            left, different = _look(hashes, told, np.uint64(mix), workers)
            found += different
            hashes, told = hashes.take(left), None if told is None else told.take(left)
            mix = mix * int(MIX) % (1 << 64)
    return np.unique(np.concatenate(found))


def _look(hashes, told, mix, workers):
    """The rows whose slot another hash took, and the hashes found to tell two things."""
    shift = np.uint64(64 - min(MOST_BITS, len(hashes).bit_length()))
    slots = np.zeros(1 << (64 - int(shift)), np.int32)
    blocks = [slice(start, start + BLOCK) for start in range(0, len(hashes), BLOCK)]

    def slot(block):
        mixed = hashes[block] * mix
        mixed >>= shift
        return mixed.view(np.int64)

    def places(block):
        return np.arange(block.start, min(block.stop, len(hashes)), dtype=np.int32)

    def write(block):
        slots[slot(block)] = places(block)

    def compare(block):
        there = slots.take(slot(block))
        others = np.flatnonzero(there != places(block))
        there, own = there.take(others), hashes[block].take(others)
        same = hashes.take(there) == own
        like = np.flatnonzero(same)
        if told is not None:
            like = like[told.take(there.take(like)) != told[block].take(others.take(like))]
        return others[~same] + block.start, own.take(like)

    list(workers.map(write, blocks))
    left, different = zip(*workers.map(compare, blocks), strict=True)
    return np.concatenate(left), different
