"""Planted ids, names and dates come out nowhere: not of a good run of any kind of report, not of a failing one."""

import itertools
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from sikkerby_eval.cli import main
from sikkerby_eval.data import demo
from sikkerby_eval.judge.disclosure.leak_scan import scan
from sikkerby_eval.judge.disclosure.ledger import read_results
from sikkerby_eval.judge.disclosure.publication import WITHHELD
from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.earlier import count_the_same
from sikkerby_eval.report.build.gate import refuse_leaks

ROOT = Path(__file__).parents[1]
IDS = [f"kanarie-{number:02}-fugl" for number in range(12)]
NAMES = ["Åse Kanariefugl", "Bo Gråirisk", "Eja Stillits", "Ib Bogfinke"]
BIRTHDAYS = {"1991-02-17", "1993-11-23", "1990-06-09", "1994-08-27"}
DATES = sorted(
    spelling
    for day in map(pd.Timestamp, BIRTHDAYS)
    for spelling in (f"{day:%Y-%m-%d}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", f"{day:%d%m%y}", f"{day.day}. {day:%m}. ")
)
KINDS = {
    "effektrapport": ("2010", []),
    "portefoelje": ("2012", []),
    "noegletal": ("2012", ["-p", "kvartal", "2"]),
    "urolige_omraader": ("2012", ["-p", "kvartal", "2"]),
}
TEXTS = {"projekter.csv": "beskrivelse", "selvevaluering.csv": "formaal", "lukninger.csv": "institution"}


@pytest.fixture(scope="module")
def delivery(tmp_path_factory):
    """A demonstration's deliveries with the canaries in them: ids of those charged and in the exit programme."""
    folder = tmp_path_factory.mktemp("levering") / "registre"
    demo.write(folder, persons=5000, seed=7)
    charged = pd.read_parquet(folder / "sigtelser.parquet")["person_id"].drop_duplicates()
    courses = pd.read_csv(folder / "exitforloeb.csv", sep=";")["person_id"].drop_duplicates()
    planted = dict(zip([*charged[:8], *courses[:4]], IDS, strict=True))
    birthdays = dict(zip(list(planted)[:8], [*BIRTHDAYS] * 2, strict=True))
    for file in folder.glob("*.parquet"):
        frame = pd.read_parquet(file)
        if "person_id" in frame:
            if "foedselsdato" in frame:
                born = frame["person_id"].map(birthdays).map(lambda day: pd.Timestamp(day).date(), na_action="ignore")
                frame["foedselsdato"] = born.where(born.notna(), frame["foedselsdato"])
            frame.assign(person_id=frame["person_id"].replace(planted)).to_parquet(file, index=False)
    for file in (folder / name for name in ("exitforloeb.csv", "exitudfald.csv", "projektdeltagere.csv")):
        text = file.read_text(encoding="utf-8-sig")
        for before, after in planted.items():
            text = text.replace(f'"{before}"', f'"{after}"')
        file.write_text(text, encoding="utf-8")
    for (name, column), canary in zip(TEXTS.items(), NAMES, strict=False):
        frame = pd.read_csv(folder / name, sep=";", dtype="string", keep_default_na=False)
        frame.assign(**{column: canary}).to_csv(folder / name, sep=";", index=False)
    return folder


def made(delivery, folder, kind, *, notebooks=ROOT / "notebooks"):
    year, more = KINDS[kind]
    command = ["report", year, "--kind", kind, "--keep-notebook", "-p", "registre", str(delivery), *more]
    return CliRunner().invoke(
        main,
        [*command, "--params", str(ROOT / "params"), "--notebooks", str(notebooks), "--out", str(folder / "reports")],
    )


def nowhere(folder, message):
    canaries = [*IDS, *NAMES, *DATES]
    hits = [*scan(folder, canaries=canaries), *scan({"besked": message}, canaries=canaries)]
    assert [hit for hit in hits if hit.kind in ("canary", "traceback", "cpr")] == []
    for file in filter(Path.is_file, folder.rglob("*")):
        content = file.read_bytes()
        assert not [canary for canary in (*IDS, *NAMES) if canary.encode() in content], file.name


@pytest.fixture(scope="module")
def runs(delivery, tmp_path_factory):
    """One good run of each kind: its folder and what the command said."""
    folders = {kind: tmp_path_factory.mktemp(kind) for kind in KINDS}
    return {kind: (folder, made(delivery, folder, kind)) for kind, folder in folders.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_no_canary_leaves_a_run_of_any_kind(runs, kind):
    folder, run = runs[kind]
    assert run.exit_code == 0, run.output
    assert list((folder / "reports").rglob("results.csv")) or kind == "portefoelje"
    assert list((folder / "build").rglob("*.ipynb"))
    nowhere(folder, run.output)


def test_kinds_that_do_not_read_each_other_count_different_persons(runs):
    """What one kind withholds another could show: unless they read each other they have no number of persons alike."""
    persons = {}
    for kind, (folder, _) in runs.items():
        (file,) = (folder / "reports").rglob("results.csv")
        rows = read_results(file.read_bytes())
        persons[kind] = set(rows.loc[rows["n_persons"].notna() | (rows["status"] == WITHHELD), "metric"])
        assert persons[kind]
    for one, other in itertools.combinations(KINDS, 2):
        assert not count_the_same(one, other)
        assert not persons[one] & persons[other]
    assert count_the_same("effektrapport", "indikator")


@pytest.mark.parametrize("kind", KINDS)
def test_no_canary_leaves_a_run_that_fails_with_the_data_in_its_hands(delivery, tmp_path, kind):
    notebook = json.loads((ROOT / "notebooks" / f"{kind}.ipynb").read_text(encoding="utf-8"))
    cell = next(c for c in notebook["cells"] if any("registers_given(registre)" in line for line in c["source"]))
    cell["source"] += ["\nprint(registers.exitforloeb)\nraise ValueError(registers.exitforloeb.to_string())"]
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns("udforskning"))
    (tmp_path / "notebooks" / f"{kind}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    run = made(delivery, tmp_path, kind, notebooks=tmp_path / "notebooks")
    assert run.exit_code == 1
    assert "standsede med fejlen ValueError. Intet er udgivet." in run.output
    assert "Traceback" not in run.output
    assert not (tmp_path / "reports").exists()
    shutil.rmtree(tmp_path / "notebooks")
    nowhere(tmp_path, run.output)


def test_the_canaries_are_in_the_delivery_and_the_scan_sees_them(delivery):
    """Else the tests above would pass for want of a bird."""
    found = b"".join(file.read_bytes() for file in delivery.glob("*.csv"))
    assert all(canary.encode() in found for canary in [*IDS[8:], *NAMES[:3]])
    assert set(IDS[:8]) <= set(pd.read_parquet(delivery / "sigtelser.parquet")["person_id"])
    with pytest.raises(ReportError, match="en persons nøgle fra registrene"):
        refuse_leaks({"index.html": f"<p>{IDS[0]}</p>".encode()}, IDS)
