"""``sikkerby verify`` on a copy that somebody has edited, on a key that is gone, and on folders without a manifest."""

import json
import shutil

import pytest
from click.testing import CliRunner
from test_faults import asked

from sikkerby_eval.cli import main
from sikkerby_eval.report.build import report as build
from sikkerby_eval.report.build.plan import make_plan
from sikkerby_eval.report.build.report import build_report


@pytest.fixture
def published(tmp_path, monkeypatch):
    """A report of 2014 on one small delivery, whose digests need the operator's own key."""
    monkeypatch.setattr(build, "run_notebook", lambda notebook, *_, **__: build.nbformat.from_dict(notebook))
    monkeypatch.setattr(build, "_person_ids", lambda _: set())
    (tmp_path / "levering").mkdir()
    (tmp_path / "levering" / "a.csv").write_text("1", encoding="utf-8")
    build_report(make_plan(asked(tmp_path)._replace(instead=(("registre", str(tmp_path / "levering")),))))
    return tmp_path


def verified(out, language):
    run = CliRunner().invoke(main, ["verify", "--out", str(out), "--language", language])
    assert run.exception is None or isinstance(run.exception, SystemExit)
    assert "Traceback" not in run.output
    return run.exit_code, run.output


def edited(file, **changes):
    public = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(public | changes, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_nothing_is_said_of_what_nobody_has_touched(published):
    for language, says in (
        ("da", "2014: uændret siden udgivelsen\n"),
        ("en", "2014: unchanged since it was published\n"),
    ):
        assert verified(published / "reports", language) == (0, says)


EDITS = {
    # what is edited: what is said of it where the private manifest is there, and in a copy without it
    "title": ({"title": "En anden"}, "2014: manifest.json has changed", "index.html: the index does not agree"),
    "digest": ({"files": {"index.html": "0" * 64}}, "2014: index.html has changed", "2014: index.html has changed"),
    "no file": ({"files": {}}, "2014: index.html does not belong", "2014: index.html does not belong"),
    "inputs": ({"inputs": ["0" * 64]}, "2014: manifest.json has changed", None),
    "libraries": ({"libraries": {}}, "2014: manifest.json has changed", "note: the Python libraries are other"),
    "code": ({"code": {"library": "0"}}, "2014: manifest.json has changed", "note: the code has changed"),
}


@pytest.mark.parametrize("what", EDITS)
def test_a_manifest_that_somebody_has_edited_is_told_where_anybody_can_know(published, tmp_path, what):
    changes, here, in_a_copy = EDITS[what]
    shutil.copytree(published / "reports", tmp_path / "kopi")
    edited(tmp_path / "kopi" / "2014" / "manifest.json", **changes)
    edited(published / "reports" / "2014" / "manifest.json", **changes)
    code, said = verified(published / "reports", "en")
    assert (code, here in said) == (1, True)
    code, said = verified(tmp_path / "kopi", "en")
    assert "the private manifest is not here" in said
    assert in_a_copy is None or in_a_copy in said
    assert code == int(in_a_copy is not None and not in_a_copy.startswith("note"))


@pytest.mark.parametrize(
    ("language", "page", "none"),
    [
        ("da", "2014: manifest.json mangler", "Error: Der er ingen udgivne rapporter i "),
        ("en", "2014: manifest.json is missing", "Error: There are no published reports in "),
    ],
)
def test_a_page_without_its_manifest_is_named(published, language, page, none):
    out = published / "reports"
    shutil.copytree(out / "2014", out / "2013")
    (out / "2014" / "manifest.json").unlink()
    code, said = verified(out, language)
    assert code == 1
    assert page in said.splitlines()
    shutil.rmtree(out / "2013")
    assert verified(out, language)[0] == 1
    assert verified(out, language)[1].startswith(none)


KEYS = {
    "another": (lambda key: key.write_text("ab" * 32, encoding="ascii"), 0),
    "gone": (lambda key: key.unlink(), 0),
    "damaged": (lambda key: key.write_bytes(b"\xff\x00"), 1),
}


@pytest.mark.parametrize("what", KEYS)
@pytest.mark.parametrize(
    ("language", "other", "unreadable"),
    [
        ("da", "bemærk: nøglen til leveringernes aftryk er ikke den", "Error: Den private nøgle (filen key) kan ikke"),
        ("en", "note: the key to the digests of the deliveries is not", "Error: The private key (the file key) cannot"),
    ],
)
def test_a_key_that_is_not_the_reports_is_told_and_none_is_made(published, what, language, other, unreadable):
    damage, code = KEYS[what]
    key = published / "build" / "reports" / "key"
    damage(key)
    before = key.read_bytes() if key.exists() else None
    said = verified(published / "reports", language)
    assert (said[0], (unreadable if code else other) in said[1]) == (code, True)
    assert (key.read_bytes() if key.exists() else None) == before
