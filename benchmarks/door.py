"""Checking a delivery against merely reading it: ``python benchmarks/door.py [rows of CSV] [rows of Parquet]``.

The check reads every cell by its column's rules and every row against the others; pandas and DuckDB only read. Each
run has a process of its own; the ratio is that of the best of three paired rounds, peak memory that of the last.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

ROWS = (1_000_000, 10_000_000)
PIECE = 1_000_000
DATES = ["foedselsdato", "sigtelsesdato", "gerningsdato"]


def charges(first: int, rows: int) -> pa.Table:
    """A faultless piece of the register ``sigtelser``."""
    draw = np.random.default_rng(first)
    who = draw.integers(0, 600_000, rows)
    number = np.arange(first, first + rows)

    def labelled(letter, numbers, width):
        digits = pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), width, "0")
        return pc.binary_join_element_wise(letter, digits, "")

    def days(start, offsets):
        return pa.array(np.datetime64(start, "D") + offsets.astype("timedelta64[D]"))

    return pa.table(
        {
            "sigtelse_id": labelled("s", number, 8),
            "person_id": labelled("demo", who * 2654435761 % 10**12, 16),
            "foedselsdato": days("1985-01-01", who % 3000),
            "sigtelsesdato": days("2010-07-01", draw.integers(0, 180, rows)),
            "gerningsdato": days("2010-01-01", draw.integers(0, 180, rows)),
            "gerningskode": pa.array(draw.choice(["1252", "1380", "1255", "3410"], rows)),
            "sag_id": labelled("k", number // 3, 8),
        }
    )


def write(folder: Path, ending: str, rows: int) -> Path:
    """Write the register in pieces, so that making it needs no more memory than checking it."""
    folder.mkdir()
    path = folder / f"sigtelser{ending}"
    schema = charges(0, 1).schema
    if ending == ".csv":
        options = pyarrow.csv.WriteOptions(delimiter=";", quoting_style="none")
        writer = pyarrow.csv.CSVWriter(path, schema, write_options=options)
    else:
        writer = pyarrow.parquet.ParquetWriter(path, schema)
    with writer:
        for first in range(0, rows, PIECE):
            writer.write_table(charges(first, min(PIECE, rows - first)))
    return path


def run(what: str, path: Path, answer) -> None:
    """Answer with wall seconds, processor seconds and peak MB of one way, its imports left out."""
    import duckdb  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415
    import pandera.pandas  # noqa: F401, PLC0415

    from sikkerby_eval.data.read.door import inspect  # noqa: PLC0415

    ways = {
        "check": lambda: inspect(path.parent),
        "pandas": lambda: pd.read_csv(path, sep=";") if path.suffix == ".csv" else pd.read_parquet(path),
        "pandas, dates parsed": lambda: pd.read_csv(path, sep=";", parse_dates=DATES),
        "duckdb": lambda: duckdb.sql(f"SELECT * FROM '{path}'").df(),
    }
    inspect(path.parent.parent / "warm")
    begun, worked = time.perf_counter(), time.process_time()
    found = ways[what]()
    taken = time.perf_counter() - begun, time.process_time() - worked
    if what == "check" and found.findings.count("error"):
        raise SystemExit("the benchmark's own delivery has errors")
    answer.put((*taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10))


def main(rows: tuple[int, int]) -> None:
    """Print the table."""
    context = multiprocessing.get_context("spawn")
    print(f"{'file':>20} {'way':>22} {'wall s':>8} {'CPU s':>8} {'MB peak':>8} {'wall ratio':>11} {'CPU ratio':>10}")
    with tempfile.TemporaryDirectory() as directory:
        write(Path(directory) / "warm", ".csv", 100)
        for ending, number in zip((".csv", ".parquet"), rows, strict=True):
            path = write(Path(directory) / ending[1:], ending, number)
            names = ["pandas", *(["pandas, dates parsed"] if ending == ".csv" else []), "duckdb", "check"]
            best = {}
            for _ in range(3):
                for name in names:
                    answer = context.SimpleQueue()
                    process = context.Process(target=run, args=(name, path, answer))
                    process.start()
                    taken = answer.get()
                    process.join()
                    old = best.get(name, taken)
                    best[name] = (min(taken[0], old[0]), min(taken[1], old[1]), taken[2])
            for name in names:
                wall, cpu, peak = best[name]
                ratios = best["check"][0] / wall, best["check"][1] / cpu
                label = f"{number:,} {ending[1:]}"
                print(
                    f"{label:>20} {name:>22} {wall:>8.2f} {cpu:>8.2f} {peak:>8} {ratios[0]:>11.2f} {ratios[1]:>10.2f}"
                )


if __name__ == "__main__":
    given = tuple(int(argument) for argument in sys.argv[1:])
    main(given if len(given) == 2 else ROWS)
