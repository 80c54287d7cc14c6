"""The rows of every published table that a notebook holds when it has run: what its sentences may be bound to.

A cell of our own, the last one, writes them to a file in the private folder, whichever Python runs the notebook; the
gate compares the page's bound numbers with them.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.text.markup import csv_bytes

FILE = "raekker.csv"
LAST_CELL = {
    "id": "celle-raekker",
    "cell_type": "code",
    "execution_count": None,
    "metadata": {"tags": []},
    "outputs": [],
    "source": f"from sikkerby_eval.report.build import rows_held\nrows_held.write(globals(), {FILE!r})",
}


def write(names: Mapping[str, object], file: str) -> None:
    """Write the rows of the published tables among a notebook's names to a file."""
    frames = [table.frame for table in _tables(value for name, value in names.items() if not name.startswith("_"))]
    if frames:
        Path(file).write_bytes(csv_bytes(pd.concat(frames).drop_duplicates()))


def read(file: Path) -> dict[str, list[dict]]:
    """Read the rows, by the name that elements are bound to; none where no published table was held."""
    rows: dict[str, list[dict]] = {}
    if file.exists():
        for row in csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"):
            rows.setdefault(row["row_id"], []).append(row)
    return rows


def _tables(values: Iterable, depth: int = 3) -> Iterator[PublishedTable]:
    """Give the published tables among some values, and in the mappings and sequences that are among them."""
    for value in values:
        if isinstance(value, PublishedTable):
            yield value
        elif isinstance(value, dict | list | tuple) and depth:
            yield from _tables(value.values() if isinstance(value, dict) else value, depth - 1)
