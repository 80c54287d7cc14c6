"""Which rows need a closer look when rows with one hash should tell one thing: found without sorting all of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa

from sikkerby_eval.data.read.compact import MIX

BLOCK = 1 << 16
MOST_BITS = 24


def not_alone(hashes: list[np.ndarray], told: Callable[[int, slice], np.ndarray]) -> list[np.ndarray]:
    """Rows whose hash shares a slot with one that tells something else.

    Every row writes what it tells into a slot chosen by its hash; where a row then finds something else, two hashes
    share the slot or one hash tells two things. Rows that tell the same wherever their hash is the same may be among
    those found; rows of a hash that tells two things are never missed.

    Parameters
    ----------
    hashes : list of array of uint64
        Of the rows of each table.
    told : callable
        ``told(table, rows)``: what those rows, a slice or positions, tell, as 32-bit integers.

    Returns
    -------
    list of array
        Positions in each table, rising.
    """
    found = _sharing(hashes, told)
    mixed = [numbers[rows] * MIX for numbers, rows in zip(hashes, found, strict=True)]
    still = _sharing(mixed, lambda table, rows: told(table, found[table][rows]))
    return [rows[at] for rows, at in zip(found, still, strict=True)]


def _sharing(hashes, told):
    """One look; those found by chance do not meet again in the next, where other bits choose the slot."""
    longest = max(map(len, hashes), default=0)
    shift = np.uint64(64 - min(MOST_BITS, longest.bit_length() + 1))
    slots = np.zeros(1 << (64 - int(shift)), np.int32)
    doubtful = np.zeros(len(slots), dtype=bool)
    blocks = [
        (table, slice(start, min(start + BLOCK, len(rows))))
        for table, rows in enumerate(hashes)
        for start in range(0, len(rows), BLOCK)
    ]

    def slot(table, rows):
        return (hashes[table][rows] >> shift).view(np.int64)

    def write(block):
        slots[slot(*block)] = told(*block)

    def doubt(block):
        here = slot(*block)
        doubtful[here[slots.take(here) != told(*block)]] = True

    def shared(block):
        return np.flatnonzero(doubtful.take(slot(*block))) + block[1].start

    with ThreadPoolExecutor(pa.cpu_count()) as workers:
        for step in (write, doubt):
            list(workers.map(step, blocks))
        positions = list(workers.map(shared, blocks))
    nothing = np.empty(0, dtype=np.intp)
    return [
        np.concatenate([nothing, *(rows for (table, _), rows in zip(blocks, positions, strict=True) if table == place)])
        for place in range(len(hashes))
    ]
