"""A report is made again when something it is made of has changed, by content, and only then."""

import os
import subprocess
import sys
import time

import pytest
from test_build import request

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import changes, manifest
from sikkerby_eval.report.build import report as build
from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.changes import nothing_to_do, why
from sikkerby_eval.report.build.plan import make_plan
from sikkerby_eval.report.build.report import build_report


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A published report that read one file, and the request for it."""
    monkeypatch.setattr(build, "run_notebook", lambda notebook, *_, **__: build.nbformat.from_dict(notebook))
    monkeypatch.setattr(build, "_person_ids", lambda _: set())
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("1", encoding="utf-8")
    asked = request(tmp_path, cell="1")._replace(instead=(("registre", str(tmp_path / "data")),))
    build_report(make_plan(asked))
    return asked


def test_what_has_not_changed_is_not_made_again(tmp_path, made):
    later = time.time() + 60
    os.utime(tmp_path / "data" / "a.csv", (later, later))
    plan = make_plan(made)
    assert (why(plan), nothing_to_do([plan])) == (None, True)
    (outcome,) = build_many([plan])
    assert (outcome.why, outcome.page) == (None, plan.page)


def _data(folder, asked, monkeypatch):
    (folder / "data" / "a.csv").write_text("2", encoding="utf-8")
    return asked


def _one_file_more(folder, asked, monkeypatch):
    (folder / "data" / "b.csv").write_text("2", encoding="utf-8")
    return asked


def _notebook(folder, asked, monkeypatch):
    request(folder, cell="2")
    return asked


def _parameter(folder, asked, monkeypatch):
    return asked._replace(instead=(*asked.instead, ("andel", 0.25)))


def _code(folder, asked, monkeypatch):
    monkeypatch.setattr(manifest, "library_digest", lambda: "andet")
    return asked


def _library(folder, asked, monkeypatch):
    monkeypatch.setattr(manifest, "library_versions", lambda: {"pandas": "0"})
    return asked


def _page(folder, asked, monkeypatch):
    (asked.out / "2014" / "index.html").write_bytes(b"<html>")
    return asked


def _stray(folder, asked, monkeypatch):
    (asked.out / "2014" / "mere.csv").touch()
    return asked


def _manifest(folder, asked, monkeypatch):
    with (asked.out / "2014" / "manifest.json").open("a") as file:
        file.write(" ")
    return asked


def _gone(folder, asked, monkeypatch):
    (asked.out / "2014" / "index.html").unlink()
    return asked


def _index(folder, asked, monkeypatch):
    (asked.out / "index.html").write_text("<html></html>", encoding="utf-8")
    return asked


def _private(folder, asked, monkeypatch):
    (folder / "build" / "reports" / "2014.json").write_bytes(b"{")
    return asked


def _force(folder, asked, monkeypatch):
    return asked._replace(force=True)


def _neighbour(folder, asked, monkeypatch):
    request(folder, 2013)
    return asked


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_data, "data"),
        (_one_file_more, "data"),
        (_notebook, "notebook"),
        (_parameter, "parameters"),
        (_code, "library"),
        (_library, "libraries"),
        (_page, "published"),
        (_stray, "published"),
        (_manifest, "published"),
        (_gone, "published"),
        (_index, "index"),
        (_private, "new"),
        (_force, "asked"),
        (_neighbour, "page"),
    ],
)
def test_each_change_is_a_reason(tmp_path, made, monkeypatch, change, reason):
    plan = make_plan(change(tmp_path, made, monkeypatch))
    assert why(plan) == reason
    assert set(changes.REASONS[reason]) == {"da", "en"}
    assert not nothing_to_do([plan])
    if change not in (_force, _code, _library):
        build_report(plan)
        assert why(make_plan(plan.request)) is None


def test_an_earlier_report_that_changes_is_a_reason_where_persons_are_counted(tmp_path, made, monkeypatch):
    plan = make_plan(made)
    monkeypatch.setattr(changes, "digests_of_earlier", lambda _: {"2013": "andet"})
    assert why(plan) == "earlier"


def test_what_is_wrong_is_told_when_the_report_is_made(tmp_path, made, monkeypatch):
    monkeypatch.setattr(changes, "digests_of_earlier", lambda _: (_ for _ in ()).throw(ReportError("2013 er slettet")))
    plan = make_plan(made)
    assert not nothing_to_do([plan])
    (outcome,) = build_many([plan])
    assert str(outcome) == "2013 er slettet"


def test_planning_loads_nothing_that_only_making_needs():
    code = (
        "import sys; from sikkerby_eval.report.build import changes, messages, plan, worklist;"
        "print(sorted({'bs4', 'pandas', 'numpy', 'matplotlib', 'nbformat', 'pyarrow'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
