"""Writing a file so that a full disk or an interruption leaves what was there before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to; it takes the place of ``path`` only when everything was written.

    Raises
    ------
    OSError
        If it cannot be written; ``path`` is as before and nothing half-written is left.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        yield unfinished
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file in one go, or leave the old one."""
    with replacing(path) as unfinished:
        unfinished.write_bytes(content)
