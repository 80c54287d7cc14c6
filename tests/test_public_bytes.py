"""Whole public folders to the byte: the same wherever they are made, and the same from deliveries that show the same.

What two deliveries show and which cells of theirs are withheld is the same; so whatever else differed, a width, an
order, a height of a bar, an axis, a word, would tell what it is not to tell (REPORTS: rendering alternative data).
"""

import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from sikkerby_eval.data import demo
from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.plan import Request, make_plan
from sikkerby_eval.report.build.report import Built

ROOT = Path(__file__).parents[1]
YEAR, QUARTER = 2013, 2
OF_THE_DELIVERIES = ("inputs",)
"""The only part of a manifest that is to differ: digests with a key that the deliveries make."""
KINDS = ("urolige_omraader", "noegletal", "portefoelje")
HABITS = """
import matplotlib as mpl, pandas as pd
pd.options.display.precision, pd.options.display.max_rows, pd.options.display.float_format = 1, 3, "{:.1f}".format
mpl.rcParams |= {"figure.figsize": (2, 2), "axes.facecolor": "red", "font.size": 22, "axes.formatter.use_locale": True}
"""
"""What a user's Python does each time it starts."""
COUNTS = (3, 20, 37, 11, 1, 26, 14, 9, 30, 17)
"""Interrogations of ten bydele: two are few, and together too few, so that a third is withheld with them."""


def public_bytes(out: Path) -> dict[str, bytes]:
    files = {file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*") if file.is_file()}
    for name in [name for name in files if name.endswith("manifest.json")]:
        public = json.loads(files[name])
        files[name] = json.dumps({key: public[key] for key in public if key not in OF_THE_DELIVERIES}).encode()
    return files


def pages(place: Path, deliveries: dict[str, Path], *kinds: str) -> dict[str, dict[str, bytes]]:
    asked = {
        name: [
            Request(
                YEAR,
                kind,
                (("registre", str(folder)), *((("kvartal", QUARTER), ("udtraek", "")) if kind in KINDS[:2] else ())),
                notebooks=ROOT / "notebooks",
                params=ROOT / "params",
                out=place / name / "reports",
            )
            for kind in kinds
        ]
        for name, folder in deliveries.items()
    }
    outcomes = build_many([make_plan(each) for requests in asked.values() for each in requests])
    assert all(isinstance(outcome, Built) for outcome in outcomes), outcomes
    return {name: public_bytes(place / name / "reports") for name in deliveries}


def other_habits(home: Path) -> dict[str, str]:
    """Give the environment of somebody in another place of the world, whose Python starts with settings of its own."""
    (home / "vaner").mkdir()
    (home / "vaner" / "sitecustomize.py").write_text(HABITS, encoding="utf-8")
    (home / "vaner" / "matplotlibrc").write_text("lines.linewidth: 9\nsvg.fonttype: path\n", encoding="utf-8")
    habits = {"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "77", "HOME": str(home)}
    habits |= {"MATPLOTLIBRC": str(home / "vaner"), "PYTHONPATH": f"{home / 'vaner'}{os.pathsep}{ROOT}"}
    return os.environ | habits


@pytest.fixture(scope="module")
def delivery(tmp_path_factory):
    folder = tmp_path_factory.mktemp("levering") / "registre"
    demo.write(folder, persons=5000, seed=3)
    file = folder / "afhoeringer.csv"
    asked = read(file)
    quarter = asked.groupby(["aar", "kvartal"]).ngroup()
    bydel = asked.groupby("bydel", sort=False).ngroup()
    # The wave moves from quarter to quarter, so that the swings are no constant.
    write(asked.assign(antal=[str(COUNTS[(q + b) % 10]) for q, b in zip(quarter, bydel, strict=True)]), file)
    return folder


def read(file):
    return pd.read_csv(file, sep=";", dtype=str, keep_default_na=False)


def write(frame, file):
    frame.to_csv(file, sep=";", index=False)


def one_moved(rows: pd.DataFrame, column: str, within: list[str]) -> pd.DataFrame:
    """Give rows in which one event has gone from a place with few to another with few, and the few are others."""
    counts = rows.groupby([*within, column]).size().rename("count").reset_index()
    few = counts[counts["count"].between(1, 4)]
    for _, near in few.groupby(within):
        sources, targets = near[near["count"] >= 2], near[near["count"] <= 3]
        for source, target in itertools.product(sources[column], targets[column]):
            if source != target:
                here = (rows[within] == near[within].iloc[0]).all(axis=1) & (rows[column] == source)
                return rows.assign(**{column: rows[column].mask(rows.index == rows.index[here][0], target)})
    raise AssertionError(f"no two places with few differ by {column} alone")


def one_more_reached(ranking: pd.DataFrame, year: int) -> pd.DataFrame:
    """Let one more reach the goal in a project where few did not: few are left, and the score stays withheld."""
    people = ranking["deltagere"].astype(int)
    reached = (ranking["maalopfyldelse"].str.replace(",", ".").astype(float) * people).round()
    first = ranking.index[(ranking["aar"] == str(year)) & (people >= 12) & (people - reached).between(2, 4)][0]
    share = f"{(reached[first] + 1) / people[first]:.2f}".replace(".", ",")
    return ranking.assign(maalopfyldelse=ranking["maalopfyldelse"].where(ranking.index != first, share))


def another(delivery: Path, folder: Path) -> Path:
    """Another delivery of which the same is published."""
    shutil.copytree(delivery, folder)
    write(one_more_reached(read(folder / "prioritering.csv"), YEAR), folder / "prioritering.csv")
    asked = read(folder / "afhoeringer.csv")
    for _, quarter in asked.groupby(["aar", "kvartal"]):
        asked.loc[quarter.index[quarter["antal"].isin(["1", "3"])], "antal"] = "2"
    write(asked, folder / "afhoeringer.csv")
    days = pd.Timestamp(YEAR, 1, 1), pd.Timestamp(YEAR, 3 * QUARTER + 1, 1)
    events = pd.read_parquet(folder / "haendelser.parquet")
    inside = pd.to_datetime(events["haendelsesdato"]).between(*days, inclusive="left") & (events["trafik"] == "nej")
    square = events["celle"].str.extract(r"_(\d+)_(\d+)$").astype(int) // 2
    there = events[inside].assign(north=square[0], east=square[1])
    there = one_moved(there, "vej", ["bydel"])
    there = one_moved(there, "celle", ["bydel", "north", "east"])
    events.loc[there.index, ["vej", "celle"]] = there[["vej", "celle"]]
    events.to_parquet(folder / "haendelser.parquet", index=False)
    return folder


@pytest.fixture(scope="module")
def both(delivery, tmp_path_factory):
    place = tmp_path_factory.mktemp("udgivet")
    deliveries = {"one": delivery, "other": another(delivery, place / "levering" / "registre")}
    return pages(place, deliveries, *KINDS)


def test_the_two_deliveries_differ_and_something_of_what_differs_is_withheld(delivery, both, tmp_path):
    """Else the test below would compare a page with itself."""
    frames = [read(folder / "afhoeringer.csv") for folder in (delivery, another(delivery, tmp_path / "registre"))]
    assert (frames[0]["antal"] != frames[1]["antal"]).sum() == 2 * len(frames[0]) / 10
    withheld = {
        f"urolige_omraader/{YEAR}-k{QUARTER}": "interrogations_12_17",
        f"noegletal/{YEAR}-k{QUARTER}": "incidents_on_street",
        f"portefoelje/{YEAR}": "priority_score",
    }
    for place, metric in withheld.items():
        results = both["one"][f"demonstration/{place}/results.csv"].decode()
        rows = [line.split(";") for line in results.splitlines() if line.startswith(f"{metric};")]
        assert {"vist", "tilbageholdt"} == {row[-1] for row in rows}


def test_no_public_byte_tells_what_is_withheld(both):
    one, other = both["one"], both["other"]
    assert one.keys() == other.keys()
    assert len(one) >= 9
    assert [name for name in one if one[name] != other[name]] == []


def test_another_person_elsewhere_gets_the_same_bytes(delivery, both, tmp_path):
    """Alone instead of side by side with others, in another folder, place of the world and set of habits."""
    shutil.copytree(delivery, tmp_path / "Levering æ" / "registre")
    words = ["report", str(YEAR), "--kind", KINDS[0], "-p", "kvartal", str(QUARTER), "--out", "ud/reports"]
    words += ["--notebooks", ROOT / "notebooks", "--params", ROOT / "params"]
    words += ["-p", "registre", "Levering æ/registre", "-p", "udtraek", ""]
    command = [sys.executable, "-m", "sikkerby_eval.cli", *words]
    subprocess.run(command, check=True, cwd=tmp_path, env=other_habits(tmp_path), capture_output=True)
    found = public_bytes(tmp_path / "ud" / "reports")
    assert found.keys() == {name for name in both["one"] if not any(kind in name for kind in KINDS[1:])}
    assert len(found) == 5
    assert [name for name in found if found[name] != both["one"][name]] == []
