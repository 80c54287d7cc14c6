"""A damaged delivery to the end, in both languages: a message, a code, the published bytes as they were, no value."""

from pathlib import Path

import door_delivery as sound
import pytest
from click.testing import CliRunner

from sikkerby_eval.cli import main

ROOT = Path(__file__).parents[1]
SECRET = "hemmelig-4711"
DANISH, ENGLISH = ("Intet er udgivet", "linje", "fejl"), ("Nothing is published", "line", "error")
DAMAGES = {
    "a cell": (sound.with_cell("sigtelser", 3, "sigtelsesdato", SECRET), {}),
    "a person twice": (sound.with_row("befolkning", sound.clean()["befolkning"][1]), {}),
    "a column": ({name: [[f"x{cell}" if cell == "kategori" else cell for cell in row] for row in table]
                  for name, table in sound.clean().items()}, {}),
    "bytes": (sound.clean(), {"tryghedsindeks.csv": f"aar;{SECRET}\n".encode("utf-16") + b"\x00\xff\x80"}),
}  # fmt: skip


def report(folder, language):
    where = ["--notebooks", ROOT / "notebooks", "--params", ROOT / "params", "--out", folder / "reports"]
    words = [
        "report",
        "2012",
        "--kind",
        "urolige_omraader",
        "-p",
        "kvartal",
        "2",
        "-p",
        "registre",
        folder / "levering",
    ]
    return CliRunner().invoke(main, [str(word) for word in (*words, "--language", language, *where)])


def bytes_of(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("skadet")
    sound.write(folder / "levering", sound.clean())
    run = report(folder, "en")
    assert run.exit_code == 0, run.output
    return folder


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("what", DAMAGES)
def test_a_damaged_delivery_stops_the_report_and_tells_why_and_nothing_else(published, what, language):
    before = bytes_of(published / "reports")
    assert "en/urolige_omraader/2012-k2/index.html" in before
    sound.write(published / "levering", *DAMAGES[what])
    run = report(published, language)
    assert run.exit_code == 1
    assert isinstance(run.exception, SystemExit)
    own, other = (ENGLISH, DANISH) if language == "en" else (DANISH, ENGLISH)
    assert own[0] in run.output
    assert other[0] not in run.output
    for never in ("Traceback", SECRET, str(published), sound.PERSONS[0]):
        assert never not in run.output
    assert bytes_of(published / "reports") == before
    assert not any(SECRET.encode() in content for content in bytes_of(published / "build").values())
