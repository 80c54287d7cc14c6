"""What every file format hands to the door: the header, then pieces of rows as text with the line of each."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Lines:
    """The line of every row of a file; rows that stand line after line take no memory.

    From position ``starts[i]`` on, a row's line is its position plus ``shifts[i]``.
    """

    starts: np.ndarray
    shifts: np.ndarray
    length: int = 0

    @classmethod
    def none(cls) -> "Lines":
        return cls(np.zeros(1, int), np.zeros(1, int))

    def followed_by(self, lines: np.ndarray) -> "Lines":
        """These lines and those of the next piece."""
        shifts = lines - np.arange(self.length, self.length + len(lines))
        changes = np.flatnonzero(np.diff(shifts, prepend=self.shifts[-1]))
        return Lines(
            np.append(self.starts, changes + self.length),
            np.append(self.shifts, shifts[changes]),
            self.length + len(lines),
        )

    def __len__(self):
        return self.length

    def __getitem__(self, positions):
        return positions + self.shifts[np.searchsorted(self.starts, positions, side="right") - 1]


def ahead(pieces: Iterator[Piece], reported: list) -> Iterator[tuple[Piece | None, list]]:
    """Each piece with what was reported while it was read; the next one is read meanwhile, in a thread of its own.

    The last piece is None, with what was reported at the end.
    """

    def following():
        piece = next(pieces, None)
        faults = reported.copy()
        reported.clear()
        return piece, faults

    with ThreadPoolExecutor(1, "reader") as reader:
        piece, faults = reader.submit(following).result()
        while piece is not None:
            coming = reader.submit(following)
            yield piece, faults
            piece, faults = coming.result()
        yield None, faults


def best_header(rows: list[list[str]], known: frozenset[str], fold) -> tuple[int, int]:
    """Position of the row that names most known columns, and how many it names."""
    scores = [len({fold(cell) for cell in row} & known) for row in rows]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i), default=0)
    return best, scores[best] if scores else 0
