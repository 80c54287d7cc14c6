"""Deliveries → Parquet sorted by person and date, so that a register larger than memory can be counted in pieces."""

import importlib.util
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from sikkerby_eval.data.read.door import inspect
from sikkerby_eval.data.read.findings import DeliveryError
from sikkerby_eval.data.read.write import filling, parquet_writer
from sikkerby_eval.data.registers import BY_NAME, LEVERANCE

MEMORY = "1GB"
GROUP = 500_000


def prepare(directory: Path, out: Path) -> dict[str, int]:
    """Write every register of a faultless delivery as one Parquet file, persons together and in order of date.

    The result is itself a delivery that ``read`` accepts. With the extra ``large`` (DuckDB) registers are sorted on
    disk within a gigabyte of memory; without it each is sorted in memory.

    Returns
    -------
    dict
        Rows by register.

    Raises
    ------
    DeliveryError
        If the delivery has errors; nothing is written.
    OSError
        If ``out`` cannot be written; what it held is as before.
    """
    writers: dict[str, pyarrow.parquet.ParquetWriter] = {}
    rows: dict[str, int] = {}
    with filling(out) as work, tempfile.TemporaryDirectory(prefix="raw-", dir=work) as raw, ExitStack() as opened:

        def take(name, frame):
            table = pa.Table.from_pandas(frame, preserve_index=False)
            if name not in writers:
                place = Path(raw, f"{name}.parquet")
                writers[name] = opened.enter_context(parquet_writer(place, table.schema))
            writers[name].write_table(table.cast(writers[name].schema))
            rows[name] = rows.get(name, 0) + len(frame)

        inspection = inspect(directory, take=take)
        opened.close()
        if inspection.findings.count("error"):
            raise DeliveryError(inspection.findings)
        for name in writers:
            _sorted(Path(raw, f"{name}.parquet"), work / f"{name}.parquet", order(name), raw)
        _note(inspection, rows).to_csv(work / f"{LEVERANCE.name}.csv", sep=";", index=False)
    return rows


def order(name: str) -> list[str]:
    """Person and date where the register has them, else its key."""
    register = BY_NAME[name]
    if not register.about_persons:
        return list(register.key)
    return list(dict.fromkeys(["person_id", *([register.period] if register.period else []), *register.key]))


def _sorted(source, target, columns, work):
    if importlib.util.find_spec("duckdb") is None:
        frame = pd.read_parquet(source).sort_values(columns, kind="stable")
        frame.to_parquet(target, index=False, row_group_size=GROUP)
        return
    duckdb = importlib.import_module("duckdb")
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(work), "threads": 2}) as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_parquet(?) ORDER BY {', '.join(columns)}) "
            f"TO '{str(target).replace(chr(39), chr(39) * 2)}' (FORMAT parquet, ROW_GROUP_SIZE {GROUP})",
            [str(source)],
        )


def _note(inspection, rows):
    return pd.DataFrame(
        {
            "fil": [f"{name}.parquet" for name in rows],
            "grundlag": inspection.basis,
            "dataskaeringsdato": [inspection.cutoffs.get(name) for name in rows],
            "raekker": list(rows.values()),
        }
    )
