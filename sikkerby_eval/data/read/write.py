"""Writing a file so that a full disk or an interruption leaves what was there before."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet


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


@contextmanager
def parquet_writer(path: Path, schema: pa.Schema) -> Iterator[pyarrow.parquet.ParquetWriter]:
    """A writer that is closed at the end, and simply let go when writing failed."""
    writer = pyarrow.parquet.ParquetWriter(path, schema)
    try:
        yield writer
        writer.close()
    finally:
        # Closing what could not be written would fail once more, in a traceback nobody can catch.
        writer.is_open = False


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file in one go, or leave the old one."""
    with replacing(path) as unfinished:
        unfinished.write_bytes(content)


@contextmanager
def filling(directory: Path) -> Iterator[Path]:
    """A folder to write several files in; they take their places in ``directory`` only when all were written.

    Raises
    ------
    OSError
        If something cannot be written; what ``directory`` held is as before and nothing half-written is left.
    """
    directory.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=directory))
    try:
        yield work
        for path in sorted(work.iterdir()):
            os.replace(path, directory / path.name)
    finally:
        shutil.rmtree(work, ignore_errors=True)
