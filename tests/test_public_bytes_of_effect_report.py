"""A whole effect report to the byte: made by two people, in two places, of deliveries that show the same."""

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
from test_public_bytes import ROOT, one_more_reached, other_habits, public_bytes, read, write

from sikkerby_eval.data import demo
from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.plan import Request, make_plan
from sikkerby_eval.report.build.report import Built

YEAR = 2012
NEIGHBOURS = "demo_p00000645_0", "demo_p00001168_1"
"""Of the same age and sex, from two districts with few charged, neither an udsat boligområde; the first is charged."""
COURSES = "demo_forloeb00000", "demo_forloeb00003"
"""One who came out of work during the exit programme, and one who came into work: few did the one or stayed in work."""
WITHOUT_WORK = {("2012", "Demo-bydel 5"): ("2", "3"), ("2012", "Demo-bydel 8"): ("3", "2")}
"""Young people without work (indicator 7) in two bydele, as delivered and instead."""
ONE_MORE, AMBIGUOUS, ELSEWHERE = "demo_sigt5000000_000220", "demo_sigt0000000_000771", "demo_sigt5000000_000222"
"""A charge that is one more of somebody charged by an ambiguous code, or of somebody of age who lives elsewhere: few
stand behind either, and only the sum of both follows from all charges of the year, which indicator 9 shows."""
WITHHELD = {"share_charged", "exit_work_foerste_kontakt_til_afslutning", "indicator_7", "charges_by_fate"}


def exchanged(frame: pd.DataFrame, rows: pd.Series, columns: list[str]) -> pd.DataFrame:
    """Let two rows change what they say in some columns."""
    one, other = frame.index[rows]
    changed = frame.copy()
    changed.loc[[one, other], columns] = frame.loc[[other, one], columns].to_numpy()
    assert not changed.equals(frame)
    return changed


def one_more_charge(folder: Path, *, like: str) -> None:
    """Let a charge be one more of a person and a code that stand behind another."""
    charges = pd.read_parquet(folder / "sigtelser.parquet").set_index("sigtelse_id")
    whose = ["person_id", "foedselsdato", "gerningskode"]
    charges.loc[ONE_MORE, whose] = charges.loc[like, whose]
    charges.reset_index().to_parquet(folder / "sigtelser.parquet", index=False)


def another(delivery: Path, folder: Path) -> Path:
    """Another delivery of which the same is published."""
    shutil.copytree(delivery, folder)
    residents = pd.read_parquet(folder / "befolkning.parquet")
    both = residents["person_id"].isin(NEIGHBOURS) & (residents["aar"] == YEAR)
    exchanged(residents, both, ["bydel", "omraade"]).to_parquet(folder / "befolkning.parquet", index=False)
    outcomes = read(folder / "exitudfald.csv")
    at_the_end = outcomes["forloeb_id"].isin(COURSES) & (outcomes["maaling"] == "afslutning")
    write(exchanged(outcomes, at_the_end, ["status"]), folder / "exitudfald.csv")
    indicators = read(folder / "indikatorer.csv")
    for (year, bydel), (delivered, instead) in WITHOUT_WORK.items():
        here = (indicators["indikator"] == "7") & (indicators["aar"] == year) & (indicators["bydel"] == bydel)
        assert list(indicators.loc[here, "taeller"]) == [delivered]
        indicators.loc[here, "taeller"] = instead
    write(indicators, folder / "indikatorer.csv")
    one_more_charge(folder, like=ELSEWHERE)
    write(one_more_reached(read(folder / "prioritering.csv"), YEAR), folder / "prioritering.csv")
    asked = read(folder / "afhoeringer.csv")
    for _, quarter in asked[asked["antal"].isin(["1", "2", "3", "4"])].groupby(["aar", "kvartal"]):
        asked.loc[quarter.index, "antal"] = list(quarter["antal"])[::-1]
    write(asked, folder / "afhoeringer.csv")
    return folder


def test_two_people_with_deliveries_that_show_the_same_get_the_same_bytes(tmp_path):
    """The other has another folder, place of the world, seed and set of habits, and what is withheld differs.

    Charged in a district, fates of charges, work during the exit programme and indicator 7, which the report withholds;
    projects and interrogations, which other reports do.
    """
    one = tmp_path / "en" / "registre"
    demo.write(one, persons=5000, seed=2012)
    one_more_charge(one, like=AMBIGUOUS)
    other = tmp_path / "Anden æ"
    another(one, other / "registre")
    where = ["--notebooks", ROOT / "notebooks", "--params", ROOT / "params", "--out", "ud/reports"]
    words = ["report", str(YEAR), "-p", "registre", "registre", "-p", "udtraek", "", *where]
    command = [sys.executable, "-m", "sikkerby_eval.cli", *map(str, words)]
    elsewhere = subprocess.Popen(command, cwd=other, env=other_habits(other), stderr=subprocess.PIPE, text=True)
    asked = Request(
        YEAR,
        instead=(("registre", str(one)), ("udtraek", "")),
        notebooks=ROOT / "notebooks",
        params=ROOT / "params",
        out=tmp_path / "en" / "ud" / "reports",
    )
    (outcome,) = build_many([make_plan(asked)])
    said = elsewhere.communicate()[1]
    assert isinstance(outcome, Built), outcome
    assert elsewhere.returncode == 0, said
    found = [public_bytes(out) for out in (asked.out, other / "ud" / "reports")]
    assert found[0].keys() == found[1].keys()
    assert len(found[0]) == 5
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
    results = [line.split(";") for line in found[0][f"demonstration/{YEAR}/results.csv"].decode().splitlines()]
    assert {row[0] for row in results if row[-1] == "tilbageholdt"} >= WITHHELD
