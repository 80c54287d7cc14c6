"""A whole effect report to the byte, from two deliveries that differ in withheld numbers only, in three sections."""

import shutil
from pathlib import Path

import pandas as pd
from test_public_bytes import ROOT, public_bytes, read, write

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
WITHHELD = {"share_charged", "exit_work_foerste_kontakt_til_afslutning", "indicator_7"}


def exchanged(frame: pd.DataFrame, rows: pd.Series, columns: list[str]) -> pd.DataFrame:
    """Let two rows change what they say in some columns."""
    one, other = frame.index[rows]
    changed = frame.copy()
    changed.loc[[one, other], columns] = frame.loc[[other, one], columns].to_numpy()
    assert not changed.equals(frame)
    return changed


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
    return folder


def test_no_byte_of_an_effect_report_tells_what_is_withheld(tmp_path):
    """Charged in a district, work during the exit programme, young people without work in a bydel."""
    one = tmp_path / "en" / "registre"
    demo.write(one, persons=5000, seed=2012)
    deliveries = {"en": one, "anden": another(one, tmp_path / "anden" / "registre")}
    asked = [
        Request(
            YEAR,
            instead=(("registre", str(folder)), ("udtraek", "")),
            notebooks=ROOT / "notebooks",
            params=ROOT / "params",
            out=tmp_path / name / "ud" / "reports",
        )
        for name, folder in deliveries.items()
    ]
    outcomes = build_many([make_plan(each) for each in asked])
    assert all(isinstance(outcome, Built) for outcome in outcomes), outcomes
    found = [public_bytes(each.out) for each in asked]
    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
    results = [line.split(";") for line in found[0][f"demonstration/{YEAR}/results.csv"].decode().splitlines()]
    assert {row[0] for row in results if row[-1] == "tilbageholdt"} >= WITHHELD
