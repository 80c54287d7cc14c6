"""What every file format hands to the door: the header, then pieces of rows as text with the line of each."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

AT_ONCE = min(pa.cpu_count(), 4)
"""Pieces worked on at the same time; each takes memory."""


class Piece(NamedTuple):
    """Some consecutive rows: one array of cells per header field, and the line of each row as an editor counts it.

    ``blank`` is how many rows between them were left out because they hold nothing.
    """

    cells: list[pa.Array]
    lines: np.ndarray
    blank: int = 0


class Opened(NamedTuple):
    """A file whose header was found; ``pieces`` is read once, in order, and in bounded memory.

    A piece may also be a function that reads it, in any thread, when called with ``report``.
    """

    header: list[str]
    pieces: Iterator[Piece | Callable[[Callable], Piece]]
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


def side_by_side(pieces: Iterator, reported: list, work: Callable) -> Iterator[tuple[object | None, list]]:
    """What ``work`` makes of each piece, in order, with what was reported while the piece was read.

    A few pieces are worked on at once, in threads, while the next one is read; the last item is None, with what was
    reported at the end.
    """
    waiting = deque()

    def first():
        faults, result = waiting.popleft()
        return result.result(), faults

    def new_faults():
        faults = reported.copy()
        reported.clear()
        return faults

    with ThreadPoolExecutor(AT_ONCE, "pieces") as workers:
        for piece in pieces:
            waiting.append((new_faults(), workers.submit(work, piece)))
            while len(waiting) > AT_ONCE + 1 or (waiting and waiting[0][1].done()):
                yield first()
        while waiting:
            yield first()
    yield None, new_faults()


def best_header(rows: list[list[str]], known: frozenset[str], fold) -> tuple[int, int]:
    """Position of the row that names most known columns, and how many it names."""
    scores = [len({fold(cell) for cell in row} & known) for row in rows]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i), default=0)
    return best, scores[best] if scores else 0
