"""The demonstration as a delivery: Parquet for the large registers, CSV for the rest, and what it must not be taken for."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from .deliver import deliver, plain

IN_PARQUET = ("befolkning", "afgang", "sigtelser", "domme", "anmeldelser", "haendelser")
SEMICOLON = pa.csv.WriteOptions(delimiter=";", quoting_style="needed")


def write(directory, persons: int = 60_000, seed: int = 2010) -> int:
    """Write a demonstration delivery that the door accepts, and return how many rows it has.

    Parameters
    ----------
    directory : path
        Made if it is not there.
    persons, seed : int
        As in ``deliver``: the same two numbers give the same bytes.

    Raises
    ------
    FileExistsError
        If the directory holds anything: a demonstration is never mixed with a delivery.
    ValueError
        As ``deliver``.
    """
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    if any(directory.iterdir()):
        raise FileExistsError("the directory for a demonstration must be empty")
    writers: dict[str, pa.parquet.ParquetWriter] = {}
    rows: dict[str, int] = {}

    def take(name, table):
        table = _as_written(table)
        if name in IN_PARQUET:
            if name not in writers:
                # Without the stored schema readers see plain text where short lists were written.
                path = directory / f"{name}.parquet"
                writers[name] = pa.parquet.ParquetWriter(path, table.schema, store_schema=False)
            writers[name].write_table(table)
        else:
            _write_csv(table, directory / f"{name}.csv")
        rows[name] = rows.get(name, 0) + table.num_rows

    try:
        deliver(persons, seed, take)
    finally:
        for writer in writers.values():
            writer.close()
    return sum(rows.values())


def _as_written(table: pa.Table) -> pa.Table:
    return table


def _write_csv(table: pa.Table, path: Path) -> None:
    table = table.cast(plain(table.schema))
    for position, field in enumerate(table.schema):
        if pa.types.is_floating(field.type):
            text = pc.replace_substring(pc.cast(table[field.name], pa.string()), ".", ",")
            table = table.set_column(position, field.name, text)
    pa.csv.write_csv(table, path, SEMICOLON)
