"""What every file format hands to the door: the header, then pieces of rows as text with the line of each."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa


class Piece(NamedTuple):
    """Some consecutive rows: one array of cells per header field, and the line of each row as an editor counts it."""

    cells: list[pa.Array]
    lines: np.ndarray


class Opened(NamedTuple):
    """A file whose header was found; ``pieces`` is read once, in order, and in bounded memory."""

    header: list[str]
    pieces: Iterator[Piece]
    header_line: int = 1


def best_header(rows: list[list[str]], known: frozenset[str], fold) -> tuple[int, int]:
    """Position of the row that names most known columns, and how many it names."""
    scores = [len({fold(cell) for cell in row} & known) for row in rows]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i), default=0)
    return best, scores[best] if scores else 0
