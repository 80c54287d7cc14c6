"""Checking a delivery against merely reading it: ``python benchmarks/door.py [rows of CSV] [rows of Parquet …]``.

The check reads every cell by its column's rules and every row against the others; pandas and DuckDB only read. Every
way has a process of its own in every round. Ratios are of one round's pair, smallest and median over the rounds, so
that a busy machine slows both; seconds and memory are the smallest. "command" is ``sikkerby check`` as a user runs it,
beside a Python that imports pandas and reads the file: there the programs' start counts on both sides.
"""

import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

ROWS = (1_000_000, 1_000_000, 5_000_000, 10_000_000)
ROUNDS = 3
PIECE = 1_000_000
READ = {
    ".csv": "import pandas, sys; pandas.read_csv(sys.argv[1], sep=';')",
    ".parquet": "import pandas, sys; pandas.read_parquet(sys.argv[1])",
}


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
            "sigtelse_id": labelled("s", number * 87654321 % 10**8, 8),
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

    from sikkerby_eval.data.read.door import inspect, read  # noqa: PLC0415

    ways = {
        "check": lambda: inspect(path.parent),
        "read()": lambda: read(path.parent),
        "pandas": lambda: pd.read_csv(path, sep=";") if path.suffix == ".csv" else pd.read_parquet(path),
        "duckdb": lambda: duckdb.sql(f"SELECT * FROM '{path}'").df(),
    }
    inspect(path.parent.parent / "warm")
    begun, worked = time.perf_counter(), time.process_time()
    found = ways[what]()
    taken = time.perf_counter() - begun, time.process_time() - worked
    faults = found.findings.count("error") if what == "check" else 0
    answer.put(faults or (*taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10))


def alone(what: str, path: Path) -> tuple[float, float, int]:
    """One way in a process of its own."""
    context = multiprocessing.get_context("spawn")
    answer = context.SimpleQueue()
    process = context.Process(target=run, args=(what, path, answer))
    process.start()
    taken = answer.get()
    process.join()
    if isinstance(taken, int):
        sys.exit("the benchmark's own delivery has errors")
    return taken


def as_program(arguments: list[str]) -> tuple[float, float, int]:
    """A program from its start to its end; its memory is not told apart from the others'."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(arguments, check=False, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 0


def rounds(path: Path) -> dict[str, list[tuple[float, float, int]]]:
    """What every way took in every round."""
    python = [sys.executable]
    ways = {name: lambda name=name: alone(name, path) for name in ("pandas", "duckdb", "check", "read()")} | {
        "pandas, command": lambda: as_program([*python, "-c", READ[path.suffix], str(path)]),
        "check, command": lambda: as_program([*python, "-m", "sikkerby_eval.cli", "check", str(path.parent)]),
    }
    taken = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken[name].append(way())
    return taken


def main(rows: tuple[int, ...]) -> None:
    """Print the table."""
    print(
        f"{'file':>20} {'way':>16} {'wall s':>7} {'CPU s':>7} {'MB':>6}   ratio to pandas, smallest / median of rounds"
    )
    with tempfile.TemporaryDirectory() as directory:
        write(Path(directory) / "warm", ".csv", 100)
        for place, number in enumerate(rows):
            ending = ".parquet" if place else ".csv"
            path = write(Path(directory) / f"{place}", ending, number)
            taken = rounds(path)
            for name, times in taken.items():
                other = taken["pandas, command" if "command" in name else "pandas"]
                ratios = [
                    [mine[kind] / theirs[kind] for mine, theirs in zip(times, other, strict=True)] for kind in (0, 1)
                ]
                wall, cpu, peak = (min(values) for values in zip(*times, strict=True))
                shown = "   ".join(
                    f"{kind} {min(ratio):.2f} / {statistics.median(ratio):.2f}"
                    for kind, ratio in zip(("wall", "CPU"), ratios, strict=True)
                )
                print(
                    f"{number:>11,} {ending[1:]:>8} {name:>16} {wall:>7.2f} {cpu:>7.2f} {peak or '':>6}   {shown}",
                    flush=True,
                )
            path.unlink()


if __name__ == "__main__":
    main(tuple(int(argument.replace("_", "")) for argument in sys.argv[1:]) or ROWS)
