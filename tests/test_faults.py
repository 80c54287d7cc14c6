"""Faults of a run, told in one sentence in Danish and in English: nothing published moves, and no value gets out."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from sikkerby_eval.cli import main
from sikkerby_eval.report.build import page, publish
from sikkerby_eval.report.build import report as build
from sikkerby_eval.report.build.plan import Request, make_plan
from sikkerby_eval.report.build.publish import only_one, private_folder
from sikkerby_eval.report.build.report import build_report

NOTEBOOKS = Path(__file__).with_name("notebooks")
SECRET = "person-4711"
YEAR = {"language": "da", "udgiver": "", "registre": "", "andel": 0.125, "udvalgte": []}
LANGUAGES = ("da", "en")


def asked(folder: Path, year: int = 2014, cell: str = "", **given) -> Request:
    """Write a year's file and a notebook, with a cell's code before anything is shown."""
    (folder / "params").mkdir(exist_ok=True)
    (folder / "params" / f"{year}.yaml").write_text(yaml.safe_dump({"aar": year} | YEAR | given), encoding="utf-8")
    notebook = json.loads((NOTEBOOKS / "effektrapport.ipynb").read_text(encoding="utf-8"))
    at = next(i for i, each in enumerate(notebook["cells"]) if "parameters" in each["metadata"].get("tags", []))
    notebook["cells"][at + 1]["source"] += ["\n\n", cell]
    (folder / "notebooks").mkdir(exist_ok=True)
    (folder / "notebooks" / "effektrapport.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return Request(year, notebooks=folder / "notebooks", params=folder / "params", out=folder / "reports", force=True)


def command(request: Request, language: str) -> list[str]:
    where = {"--notebooks": request.notebooks, "--params": request.params, "--out": request.out}
    options = [str(part) for pair in where.items() for part in pair]
    return ["report", str(request.year), "--language", language, "--force", *options]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def published(tmp_path, monkeypatch):
    """Both languages of 2014 are published; a run takes its outputs without running, which is not what is tested."""
    with monkeypatch.context() as patch:
        patch.setattr(build, "run_notebook", lambda notebook, *_, **__: build.nbformat.from_dict(notebook))
        for language in LANGUAGES:
            build_report(make_plan(asked(tmp_path)._replace(instead=(("language", language),))))
    return tmp_path


def told(folder: Path, request: Request, says: dict[str, str], lines: int = 1) -> None:
    """Run the command in both languages and hold it to a code, a sentence, the old bytes and no value."""
    before = bytes_of(folder / "reports")
    for language in LANGUAGES:
        ended = CliRunner().invoke(main, command(request, language))
        errors = [line for line in ended.output.splitlines() if line.startswith("Error: ")]
        assert ended.exit_code == 1
        assert len(errors) == lines
        assert says[language] in ended.output
        for never in ("Traceback", SECRET, "4711", str(folder)):
            assert never not in ended.output
        assert bytes_of(folder / "reports") == before
    assert not any(SECRET.encode() in content for content in bytes_of(folder / "build").values())


CELLS = {
    f'raise KeyError("{SECRET}")': ("standsede med fejlen KeyError", "stopped with the error KeyError"),
    f'raise type("E", (Exception,), {{}})("{SECRET}")': ("standsede med fejlen E", "stopped with the error E"),
    f'raise OSError(28, "{SECRET}")': ("standsede med fejlen OSError", "stopped with the error OSError"),
    f'raise SystemExit("{SECRET}")': ("", ""),
    f"{SECRET.replace('-', '_')} = = 1": ("standsede med fejlen SyntaxError", "stopped with the error SyntaxError"),
    "import os; os._exit(3)": ("Python lukkede ned", "Python ended"),
    "import os; os.kill(os.getpid(), 9)": ("Python lukkede ned", "Python ended"),
    "import os; os.abort()": ("Python lukkede ned", "Python ended"),
    f'print("{SECRET}")': ("udskrift (print)", "printed text (print)"),
    f'import warnings; warnings.warn("{SECRET}")': ("udskrift eller advarsel", "printed text or a warning"),
    f'display("{SECRET}")': ("en værdi uden markup", "a value without markup"),
    'from sikkerby_eval.report.text.markup import element; display(element("p", "4711", data_row="a:2014:b:c"))': (
        "bundet til en række, som hverken",
        "bound to a row that neither",
    ),
}


@pytest.mark.parametrize("cell", CELLS, ids=[cell[:24] for cell in CELLS])
def test_a_cell_that_fails_dies_or_shows_what_it_should_not(published, cell):
    request = asked(published, cell=cell)
    told(published, request, dict(zip(LANGUAGES, CELLS[cell], strict=True)))


def test_a_run_killed_in_the_middle_publishes_nothing(published):
    before = bytes_of(published / "reports")
    request = asked(published, cell="import pathlib, time; pathlib.Path('naaet').touch(); time.sleep(60)")
    run = subprocess.Popen(
        [sys.executable, "-m", "sikkerby_eval.cli", *command(request, "da")], stderr=subprocess.DEVNULL
    )
    work = published / "build" / "reports" / "2014.work"
    while not list(work.rglob("naaet")):
        assert run.poll() is None
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert bytes_of(published / "reports") == before


WRITES = 14
"""More writes than one report makes: files of the page, the followers' page of changes, manifests and the index."""


def test_a_disk_that_is_full_at_any_one_write_leaves_a_whole_report(published, monkeypatch):
    """The disk fails at the first write, then at the second, and so on, until one run has no write left to fail."""
    monkeypatch.setattr(build, "run_notebook", lambda notebook, *_, **__: build.nbformat.from_dict(notebook))
    write, old = publish._write, bytes_of(published / "reports")
    request = asked(published, andel=0.25)
    failed = []
    for allowed in range(WRITES):
        left = iter(range(allowed))

        def full(target, content, left=left):
            if next(left, None) is None:
                target.write_bytes(content[: len(content) // 2])
                raise OSError(28, f"No space left on device {SECRET}")
            write(target, content)

        monkeypatch.setattr(publish, "_write", full)
        try:
            build_report(make_plan(request))
        except build.publish.ReportError as error:
            failed.append(allowed)
            assert error.told("da").endswith("disken er fuld. Intet er udgivet.")
            assert error.told("en").endswith("the disk is full. Nothing is published.")
            assert SECRET not in error.told("da")
        else:
            break
        now = bytes_of(published / "reports")
        assert not [name for name in now if ".new" in name or ".old" in name]
        assert now["2014/index.html"] in (old["2014/index.html"], now["2014/index.html"])
        manifest = json.loads(now["2014/manifest.json"])
        assert manifest["files"]["index.html"] == build.manifest.digest(now["2014/index.html"])
        assert {name: now[name] for name in now if name.startswith("en/")} == {
            name: old[name] for name in old if name.startswith("en/")
        }
    assert len(failed) >= 4
    assert failed[-1] < WRITES - 1


def test_a_limit_on_the_size_of_files_is_a_full_disk(published):
    """RLIMIT_FSIZE, the kernel's own refusal: no file of the run may pass two kilobytes."""
    before = bytes_of(published / "reports")
    ended = subprocess.run(
        [sys.executable, "-m", "sikkerby_eval.cli", *command(asked(published), "en")],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_only_small_files,
    )
    assert ended.returncode == 1
    assert "the disk is full. Nothing is published." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert bytes_of(published / "reports") == before


def _only_small_files():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))


def test_two_runs_at_once_the_second_is_refused(published):
    private = private_folder(published / "reports")
    says = {"da": "En anden kørsel er i gang", "en": "Another run is making the same report"}
    with only_one(private / "2014.lock"), only_one(private / "en_2014.lock"):
        told(published, asked(published), says)


def test_two_runs_at_once_in_earnest_leave_one_whole_report(published):
    request = asked(published, cell="import time; time.sleep(4)", andel=0.375)
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "sikkerby_eval.cli", *command(request, "en")],
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [run.communicate()[1] for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 1]
    assert "Another run is making the same report" in "".join(said)
    now = bytes_of(published / "reports" / "en" / "2014")
    digest = json.loads(now["manifest.json"])["files"]["index.html"]
    assert digest == build.manifest.digest(now["index.html"])
    assert "37.5" in now["index.html"].decode()


@pytest.mark.parametrize("name", ["overview.html.j2", "revisions.html.j2", "layout.html.j2", "index.html.j2"])
@pytest.mark.parametrize("damage", ["{% if %}", "{{ page.nothing.nothing }}", "{% include 'x' %}"])
def test_an_error_in_a_template_is_a_message(published, monkeypatch, name, damage):
    templates = published / "skabeloner"
    shutil.copytree(page.TEMPLATES, templates)
    file = templates / "sikkerby" / name
    text = file.read_text(encoding="utf-8")
    block = "{%- block main -%}"
    file.write_text(text.replace(block, block + damage) if block in text else damage + text, encoding="utf-8")
    monkeypatch.setattr(page, "TEMPLATES", templates)
    monkeypatch.setattr(build, "run_notebook", lambda notebook, *_, **__: build.nbformat.from_dict(notebook))
    before = bytes_of(published / "reports")
    with pytest.raises(build.publish.ReportError) as error:
        build_report(make_plan(asked(published, andel=0.25)))
    assert error.value.told("da").startswith("Sidens skabelon har en fejl")
    assert error.value.told("en").startswith("The template of the page has an error")
    assert bytes_of(published / "reports") == before


DAMAGES = {
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "zeros": lambda content: bytes(len(content)),
    "list": lambda content: b"[]",
    "number": lambda content: b"7",
    "another": lambda content: b'{"title": 1, "parameters": 2, "files": 3, "code": 4, "libraries": 5}',
    "deep": lambda content: b"[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_manifest_of_an_earlier_issue_is_named(published, monkeypatch, damage):
    monkeypatch.setattr(build, "run_notebook", lambda notebook, *_, **__: build.nbformat.from_dict(notebook))
    file = published / "reports" / "2014" / "manifest.json"
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    before = bytes_of(published / "reports")
    with pytest.raises(build.publish.ReportError) as error:
        build_report(make_plan(asked(published, 2015)))
    assert error.value.told("da") == "2014/manifest.json kan ikke læses. Slet mappen, eller lav rapporten igen."
    assert error.value.told("en") == "2014/manifest.json cannot be read. Delete the folder, or make the report again."
    assert bytes_of(published / "reports") == before
    ended = CliRunner().invoke(main, ["verify", "--out", str(published / "reports")])
    assert (ended.exit_code, isinstance(ended.exception, SystemExit)) == (1, True)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_private_manifest_makes_the_report_anew(published, damage):
    """What is kept in private only saves work: without it the report is made again, the same to the byte."""
    file = published / "build" / "reports" / "2014.json"
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    request = asked(published)
    first = CliRunner().invoke(main, [part for part in command(request, "da") if part != "--force"])
    assert (first.exit_code, "Traceback" in first.output) == (0, False)
    assert json.loads(file.read_bytes())["title"]


def test_an_interrupt_from_the_keyboard_is_no_traceback_and_no_wait(published):
    request = asked(published, cell="import pathlib, time; pathlib.Path('naaet').touch(); time.sleep(60)")
    before = bytes_of(published / "reports")
    run = subprocess.Popen(
        [sys.executable, "-m", "sikkerby_eval.cli", *command(request, "da")],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not list((published / "build" / "reports" / "2014.work").rglob("naaet")):
        assert run.poll() is None
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGINT)
    said = run.communicate(timeout=30)[1]
    assert run.returncode != 0
    assert "Traceback" not in said
    assert bytes_of(published / "reports") == before
