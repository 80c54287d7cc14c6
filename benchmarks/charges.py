"""How fast goal 1 is counted, against what one would write in pandas or DuckDB: ratios measured in one run.

    python benchmarks/charges.py [rows …]

Rows are years of residence and charges together (ten years and two charges a person). Every way must give the same
counts, or nothing is printed. "In pieces" reads Parquet sorted by person, one group of persons at a time.
"""

import math
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sikkerby_eval.metrics.charges.counting import CELL, COUNTS, add_counts, persons_charged

LEVELS = pd.DataFrame(
    {
        "gerningskode": ["1252", "1380", "3410", "1390", "1332", "1320"],
        "level": pd.array([4, 4, 4, 3, pd.NA, 3], dtype="Int64"),
        "status": ["entydig", "entydig", "tvetydig", "tvetydig", "udenfor", "entydig"],
    }
)
NAMES = ("residents", "charges")
YEARS = 10
PIECE = 100_000

QUERY = """
with mapped as (
  select person_id, year(sigtelsesdato) as aar, max(status = 'entydig') as clear
  from '{folder}/charges.parquet' join levels using (gerningskode)
  where level = 4 and status <> 'udenfor' group by all
),
aged as (
  select *, aar - 1 - year(foedselsdato - interval 1 day) as alder from '{folder}/residents.parquet'
)
select aar, bydel, omraade, alder, koen, count(*) as residents,
  count(*) filter (where clear) as charged, count(clear) as charged_with_ambiguous
from aged left join mapped using (person_id, aar) where alder between 10 and 25 group by all order by all
"""


def registers(first: int, persons: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Invent the persons from number ``first`` on, with their years and charges, sorted by person."""
    rng = np.random.default_rng(first)
    ids = pd.Series(np.char.add("p", np.char.zfill(np.arange(first, first + persons).astype("U"), 9)))
    born = np.datetime64("1970-01-01", "s") + rng.integers(0, 12_000, persons).astype("timedelta64[D]")
    who = np.repeat(np.arange(persons), YEARS)
    area = rng.integers(0, 35, persons)[who]
    residents = pd.DataFrame(
        {
            "person_id": ids.take(who).array,
            "aar": np.tile(np.arange(2005, 2005 + YEARS), persons),
            "foedselsdato": born[who],
            "koen": pd.Series(["K", "M"]).take(who % 2).array,
            "bydel": pd.Series([f"Bydel {n}" for n in range(10)]).take(area % 10).array,
            "omraade": pd.Series([f"Demo-område {n}" for n in range(35)]).take(area).array,
        }
    )
    charged = np.sort(rng.integers(0, persons, 2 * persons))
    day = np.datetime64("2005-01-01", "s") + rng.integers(0, 3650, len(charged)).astype("timedelta64[D]")
    charges = pd.DataFrame(
        {
            "person_id": ids.take(charged).array,
            "sigtelsesdato": day,
            "gerningsdato": day,
            "gerningskode": LEVELS["gerningskode"].take(rng.integers(0, len(LEVELS), len(charged))).array,
        }
    )
    return residents, charges


def write(folder: Path, rows: int) -> None:
    """Write both registers, one row group for each group of persons, so that no person is split."""
    persons = rows // (YEARS + 2)
    writers = {}
    for first in range(0, persons, PIECE):
        for name, frame in zip(NAMES, registers(first, min(PIECE, persons - first)), strict=True):
            table = pa.Table.from_pandas(frame, preserve_index=False)
            if name not in writers:
                writers[name] = pq.ParquetWriter(folder / f"{name}.parquet", table.schema)
            writers[name].write_table(table, row_group_size=len(table))
    for writer in writers.values():
        writer.close()


def vectorised(folder: Path) -> pd.DataFrame:
    """Our function on the whole register at once."""
    return persons_charged(*(pd.read_parquet(folder / f"{name}.parquet") for name in NAMES), LEVELS)


def in_pieces(folder: Path) -> pd.DataFrame:
    """Our function on one group of persons after the other."""
    coded = (["koen", "bydel", "omraade"], ["gerningskode"])
    files = [
        pq.ParquetFile(folder / f"{name}.parquet", read_dictionary=columns)
        for name, columns in zip(NAMES, coded, strict=True)
    ]
    return add_counts(
        persons_charged(*(file.read_row_group(piece).to_pandas() for file in files), LEVELS)
        for piece in range(files[0].num_row_groups)
    )


def idiomatic_pandas(folder: Path) -> pd.DataFrame:
    """What one would write: merge, then count distinct persons in each group."""
    residents, charges = (pd.read_parquet(folder / f"{name}.parquet") for name in NAMES)
    mapped = charges.merge(LEVELS, on="gerningskode")
    mapped = mapped[(mapped["level"] == 4) & (mapped["status"] != "udenfor")]
    mapped = mapped.assign(aar=mapped["sigtelsesdato"].dt.year)
    born = residents["foedselsdato"]
    after_new_year = (born.dt.month > 1) | (born.dt.day > 1)
    aged = residents.assign(alder=residents["aar"] - born.dt.year - after_new_year)
    aged = aged[aged["alder"].between(10, 25)]
    joined = aged.merge(mapped[["person_id", "aar", "status"]], on=["person_id", "aar"], how="left")
    chosen = (joined, joined[joined["status"] == "entydig"], joined[joined["status"].notna()])
    persons = {name: rows.groupby(CELL)["person_id"].nunique() for name, rows in zip(COUNTS, chosen, strict=True)}
    return pd.DataFrame(persons).fillna(0).reset_index()


def in_duckdb(folder: Path, cores: int) -> pd.DataFrame:
    """The same in SQL, on the same files."""
    with duckdb.connect(config={"threads": cores}) as database:
        database.execute("set enable_progress_bar = false")
        database.register("levels", LEVELS)
        return database.sql(QUERY.format(folder=folder)).df()


WAYS = {
    "pandas, idiomatic": idiomatic_pandas,
    "DuckDB, two cores": partial(in_duckdb, cores=2),
    "DuckDB, one core": partial(in_duckdb, cores=1),
    "vectorised": vectorised,
    "in pieces": in_pieces,
}


def measured(way: str, folder: Path) -> tuple[float, float, pd.DataFrame]:
    """Seconds, peak memory of a fresh process in megabytes (libraries about 200), and the counts."""
    start = time.perf_counter()
    counts = WAYS[way](folder)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, counts


def main(sizes: list[int]) -> None:
    """Print a table of ratios to our function in pieces, and how its time grows."""
    print(f"{'rows':>12} {'way':<18} {'seconds':>8} {'ratio':>6} {'MB':>7}")
    ours = {}
    for rows in sizes:
        with tempfile.TemporaryDirectory() as name:
            write(Path(name), rows)
            results = {}
            with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
                for way in WAYS:
                    results[way] = pool.submit(measured, way, Path(name)).result()
        expected = results["in pieces"][2].astype(object)
        for way, (_, _, counts) in results.items():
            if not (counts[[*CELL, *COUNTS]].to_numpy() == expected.to_numpy()).all():
                sys.exit(f"{way} counts differently")
        ours[rows] = results["in pieces"][0]
        for way, (seconds, megabytes, _) in results.items():
            print(f"{rows:>12,} {way:<18} {seconds:>8.2f} {seconds / ours[rows]:>6.2f} {megabytes:>7.0f}")
    if len(sizes) > 1:
        growth = math.log(ours[sizes[-1]] / ours[sizes[0]]) / math.log(sizes[-1] / sizes[0])
        print(f"growth exponent in pieces: {growth:.2f}")


if __name__ == "__main__":
    main([int(size.replace("_", "")) for size in sys.argv[1:]] or [1_000_000, 4_000_000])
