"""The demonstration as a delivery, with a note in front that nobody can mistake it for a real one."""

from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from . import parameters as p
from .deliver import deliver, plain
from .truths import edge_cases, truth_of

IN_PARQUET = ("befolkning", "afgang", "ungestatus", "sigtelser", "domme", "anmeldelser", "haendelser")
CUT_OFFS = dict.fromkeys(("domme", "afgang", "exitforloeb", "exitudfald"), p.VERDICTS_CUT_OFF)
CUT_OFFS["indberetninger"] = date(2015, 1, 31)
SEMICOLON = pa.csv.WriteOptions(delimiter=";", quoting_style="needed")
NOTE = "DEMONSTRATION.txt"
KEY = "facit"
WARNING = """DEMONSTRATION - opdigtede registre

Alle personer, områder, projekter og hændelser i denne mappe er opdigtet. Intet her kommer fra et virkeligt register,
og intet tal siger noget om en virkelig person, bydel eller indsats. Totaler er skaleret efter offentliggjorte tal.

Byen har {persons} beboere 1. januar 2010, tilfældighedens frø er {seed}. De samme to tal giver de samme filer.
Mappen {key} siger, hvad der er sandt (sandhed.csv), hvad der er antaget (antagelser.csv), og hvad der skal ske med de
personer, hvis id staver deres tilfælde (kanttilfaelde.csv). Den er ikke en del af leverancen.

DEMONSTRATION - invented registers. No row comes from a real register, and no figure says anything about a real person,
district or project.
"""


def write(directory, persons: int = 60_000, seed: int = 2012) -> int:
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
    (directory / NOTE).write_text(WARNING.format(persons=persons, seed=seed, key=KEY), encoding="utf-8")
    writers: dict[str, pa.parquet.ParquetWriter] = {}
    rows: dict[str, int] = {}

    def take(name, table):
        if name in IN_PARQUET:
            if name not in writers:
                # Without the stored schema readers see plain text where short lists were written.
                path = directory / f"{name}.parquet"
                writers[name] = pa.parquet.ParquetWriter(path, table.schema, store_schema=False)
            writers[name].write_table(table)
        else:
            _write_csv(table.cast(plain(table.schema)), directory / f"{name}.csv")
        rows[name] = rows.get(name, 0) + table.num_rows

    try:
        facts = deliver(persons, seed, take)
    finally:
        for writer in writers.values():
            writer.close()
    _write_csv(delivery_note(rows), directory / "leverance.csv")
    key = directory / KEY
    key.mkdir()
    for name, frame in (("sandhed", truth_of(facts)), ("kanttilfaelde", edge_cases()), ("antagelser", assumptions())):
        _write_csv(pa.Table.from_pandas(frame, preserve_index=False), key / f"{name}.csv")
    return sum(rows.values())


def delivery_note(rows: dict[str, int]) -> pa.Table:
    """The register ``leverance``: every file is demonstration, with the last day it covers."""
    return pa.table(
        {
            "fil": [f"{name}.{'parquet' if name in IN_PARQUET else 'csv'}" for name in rows],
            "grundlag": ["demonstration"] * len(rows),
            "dataskaeringsdato": [CUT_OFFS.get(name, p.CHARGES_CUT_OFF) for name in rows],
            "raekker": list(rows.values()),
        }
    )


def _write_csv(table: pa.Table, path: Path) -> None:
    """Semicolons, ISO dates and decimal commas: what a Danish Excel would have saved."""
    for position, field in enumerate(table.schema):
        if pa.types.is_floating(field.type):
            text = pc.replace_substring(pc.cast(table[field.name], pa.string()), ".", ",")
            table = table.set_column(position, field.name, text)
    pa.csv.write_csv(table, path, SEMICOLON)


def assumptions() -> pd.DataFrame:
    """What the demonstration is scaled to (with source), and what it makes up."""
    published, assumed = "offentliggjort", "antaget"
    paper = "Sikker By Programmet 2010-2013 (ØU 13. april 2010)"
    lines = [
        (published, "Beboere 1. januar 2008-2014", "skaleret til personer 1. januar 2010", "Danmarks Statistik FOLK1A"),
        (published, "Anmeldelser pr. kvartal og gruppe", "skaleret", "Danmarks Statistik STRAF11"),
        (
            published,
            "Sigtelser af 10-25-årige 1. januar-28. marts 2010",
            str(p.CHARGES_10_25),
            f"{paper}, Bilag 1 §5.2",
        ),
        (published, "Andel 18-25-årige af dem", str(p.SHARE_18_25), f"{paper}, Bilag 1 §5.2"),
        (published, "Røveri mod personer i forhold til året før", str(p.ROBBERY_CHANGE), f"{paper}, Bilag 1 §5.2"),
        (published, "Indbrud i forhold til året før", str(p.BURGLARY_CHANGE), f"{paper}, Bilag 1 §5.2"),
        (published, "Startede exitforløb om året, heraf bande", f"100, {p.GANG_SHARE}", f"{paper}, Bilag 2"),
        (published, "Distrikter markant eller intensiveret 2010, 2014", "12, 5 af 35", "ØU 17. juni 2014 pkt. 13"),
        (published, "Svar på tryghedsundersøgelsen om året", str(p.SURVEY_ANSWERS), "Nyhed om tryghedsindeks 2013"),
        (assumed, "Aldersfordeling", "stykkevis lineær, flest 22-30-årige", "parameters.AGE_SHARES"),
        (assumed, "Andel mænd", str(p.MALE_SHARE), "parameters.MALE_SHARE"),
        (assumed, "Flytning mellem distrikter om året", str(p.MOVE_WITHIN_CITY), "parameters.MOVE_WITHIN_CITY"),
        (assumed, "Distrikternes størrelse", "0,6-1,4 gange gennemsnittet", "parameters.AREA_SHARES"),
        (assumed, "Sigtet for personfarlig kriminalitet 2009, udsatte og øvrige", "0.034, 0.016", "SHARE_CLEAR"),
        (assumed, "Årlig faktor for udsatte og øvrige", "0.96, 0.99", "parameters.TREND"),
        (assumed, "Sigtelser af personer, der bor uden for kommunen", str(p.OUTSIDE_SHARE), "parameters.OUTSIDE_SHARE"),
        (assumed, "Fordeling på gerningskoder inden for en gruppe", "se koden", "parameters.GROUP_CODES"),
        (assumed, "Udfald efter exit", "se koden", "parameters.EXIT_RISK"),
        (assumed, "Exitprogrammet skaleres ikke efter byens størrelse", "fra 50.000 beboere", "programme.programme"),
        (assumed, "Tryghedskategori pr. distrikt og år", "se koden", "parameters.SAFETY_PATHS"),
        (assumed, "Indikatorer, projekter, trivsel, SSP og afhøringer", "opdigtet", "administration, projects, youth"),
    ]
    return pd.DataFrame(lines, columns=["art", "emne", "vaerdi", "kilde"])
