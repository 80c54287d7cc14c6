"""Which rows need a closer look when rows with one hash should tell one thing: found without sorting all of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa

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
        ``told(table, rows)``: what those rows tell, as 32-bit integers.

    Returns
    -------
    list of array
        Positions in each table, rising.
    """
    longest = max(map(len, hashes), default=0)
    shift = np.uint64(64 - min(MOST_BITS, longest.bit_length() + 2))
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

    def found(block):
        return np.flatnonzero(doubtful.take(slot(*block))) + block[1].start

    with ThreadPoolExecutor(pa.cpu_count()) as workers:
        for step in (write, doubt):
            list(workers.map(step, blocks))
        positions = list(workers.map(found, blocks))
    nothing = np.empty(0, dtype=np.intp)
    return [
        np.concatenate([nothing, *(rows for (table, _), rows in zip(blocks, positions, strict=True) if table == place)])
        for place in range(len(hashes))
    ]
