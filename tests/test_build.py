"""From a notebook and a year's file to a published page: what comes out, and what a failing run leaves behind."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from browser import chromium, findings
from click.testing import CliRunner

from sikkerby_eval.cli import main
from sikkerby_eval.data import demo
from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import index, manifest, page, page_words
from sikkerby_eval.report.build import report as build
from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.plan import Built, Front, Request, make_plan
from sikkerby_eval.report.build.publish import only_one, private_folder
from sikkerby_eval.report.build.report import build_report
from sikkerby_eval.report.build.verify import verify
from sikkerby_eval.report.build.worklist import worklist

NOTEBOOKS = Path(__file__).with_name("notebooks")
SECRET = "person-4711"
PARAMETERS = {"language": "da", "udgiver": "", "registre": "", "andel": 0.125, "udvalgte": ["Valby", 'Øster"bro']}


def request(folder: Path, year: int = 2014, cell: str | None = None, **given) -> Request:
    """Write a year's file and, if a cell is given, a notebook that runs it before anything is shown."""
    (folder / "params").mkdir(parents=True, exist_ok=True)
    file = folder / "params" / f"{year}.yaml"
    file.write_text(yaml.safe_dump({"aar": year} | PARAMETERS | given, allow_unicode=True), encoding="utf-8")
    notebooks = NOTEBOOKS
    if cell:
        notebooks = folder / "notebooks"
        notebooks.mkdir(exist_ok=True)
        notebook = json.loads((NOTEBOOKS / "effektrapport.ipynb").read_text(encoding="utf-8"))
        at = next(i for i, each in enumerate(notebook["cells"]) if "parameters" in each["metadata"].get("tags", []))
        notebook["cells"][at + 1]["source"] += ["\n\n", cell]
        (notebooks / "effektrapport.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return Request(year, notebooks=notebooks, params=folder / "params", out=folder / "reports")


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """One folder with 2014 in both languages, run in two processes, and beside them 2013 and a demonstration."""
    folder = tmp_path_factory.mktemp("udgivet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "run_notebook", lambda notebook, *_, **__: build.nbformat.from_dict(notebook))
        build_report(make_plan(request(folder, 2013)))
        build_report(make_plan(request(folder, 2014)._replace(instead=(("registre", "demonstration"),))))
    english = request(folder, 2014)._replace(instead=(("language", "en"),))
    outcomes = build_many([make_plan(each) for each in (request(folder, 2014), english)])
    assert all(isinstance(outcome, Built) for outcome in outcomes), outcomes
    return folder


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture
def ready(tmp_path, monkeypatch):
    """A report that is already published, and a run that takes its outputs without a kernel."""
    ran = {}

    def run(notebook, parameters, **_):
        ran.update(parameters)
        return build.nbformat.from_dict(notebook)

    monkeypatch.setattr(build, "run_notebook", run)
    asked = request(tmp_path)
    build_report(make_plan(asked))
    return asked, ran


def test_each_report_has_its_place(published):
    assert sorted(tree(published / "reports")) == [
        "2013/aendringer.html",
        "2013/index.html",
        "2013/manifest.json",
        "2014/aendringer.html",
        "2014/index.html",
        "2014/manifest.json",
        "demonstration/2014/aendringer.html",
        "demonstration/2014/index.html",
        "demonstration/2014/manifest.json",
        "en/2014/aendringer.html",
        "en/2014/index.html",
        "en/2014/manifest.json",
        "index.html",
    ]


def test_the_index_lists_what_is_published_and_no_demonstration(published):
    index = (published / "reports" / "index.html").read_text(encoding="utf-8")
    hrefs = ["#aar-2014", "#aar-2013", "2014/index.html", "en/2014/index.html", "2013/index.html"]
    assert re.findall('<a href="([^"]+)"', index) == hrefs
    assert 'lang="en"' in index
    assert "demonstration" not in index.partition("<main")[2]


def test_no_link_is_dead_and_none_depends_on_what_else_is_published(published):
    """A page leads to the index and to its years there; the index leads to each page."""
    pages = {file: file.read_text(encoding="utf-8") for file in (published / "reports").rglob("*.html")}
    for file, html in pages.items():
        for href in re.findall('<a [^>]*href="(?!data:)([^"]+)"', html):
            target, _, name = href.partition("#")
            there = (file.parent / target).resolve() if target else file
            assert there.is_file(), (file, href)
            assert not name or f'id="{name}"' in there.read_text(encoding="utf-8"), (file, href)
    links = re.findall('href="([^"]+index.html[^"]*)"', pages[published / "reports" / "en" / "2014" / "index.html"])
    assert links == ["../../index.html", "../../index.html#aar-2014", "../../index.html#aar-2013"]
    links = re.findall('href="([^"]+index.html[^"]*)"', pages[published / "reports" / "2013" / "index.html"])
    assert links == ["../index.html", "../index.html#aar-2013"]


def test_the_index_groups_by_year_then_kind_then_quarter(tmp_path):
    shown = [
        index.Entry(2014, "da", "noegletal", 2, "Nøgletal 2014, 2. kvartal", "noegletal/2014-k2/index.html"),
        index.Entry(2014, "da", "noegletal", 1, "Nøgletal 2014, 1. kvartal", "noegletal/2014-k1/index.html"),
        index.Entry(2014, "en", "effektrapport", 0, "Effect report 2014", "en/2014/index.html"),
        index.Entry(2012, "da", "effektrapport", 0, "Effektrapport 2012", "2012/index.html"),
        index.Entry(2014, "da", "portefoelje", 0, "Projekter 2014", "portefoelje/2014/index.html"),
        index.Entry(2014, "da", "effektrapport", 0, "Effektrapport 2014", "2014/index.html"),
    ]
    said = page_words.words("da")
    front = Front(said["overview_title"], "da", said["overview_basis"], said["not_the_city"])
    html = page.render_overview(front, index.by_year(shown))
    assert re.findall('href="([^"#]+)"', html) == [
        "2014/index.html",
        "portefoelje/2014/index.html",
        "noegletal/2014-k1/index.html",
        "noegletal/2014-k2/index.html",
        "en/2014/index.html",
        "2012/index.html",
    ]
    assert re.findall("<h2>(.*?)</h2>", html) == ["2014", "2012"]
    assert 'aria-label="Nøgletal 2014, 2. kvartal">2. kvartal</a>' in html
    assert set(re.findall('id="(aar-[0-9]+)"', html)) == {"aar-2014", "aar-2013", "aar-2012", "aar-2011"}


def test_the_parameters_reach_the_page_in_the_language_of_the_run(published):
    danish = (published / "reports" / "2014" / "index.html").read_text(encoding="utf-8")
    english = (published / "reports" / "en" / "2014" / "index.html").read_text(encoding="utf-8")
    assert "12,5" in danish
    assert "Ikke udgivet af Københavns Kommune" in danish
    assert "12.5" in english
    assert "Not issued by the City of Copenhagen" in english


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_in_a_real_browser_have_no_fault_no_request_and_no_sideways_scroll(published, browser, width):
    for place in ("", "2014", "en/2014", "demonstration/2014"):
        found = findings(browser, published / "reports" / place / "index.html", width)
        assert found["violations"] == []
        assert found["requests"] == []
        assert found["overflow"] <= 0
        assert found["passes"] > 20


def test_the_browser_test_sees_what_it_looks_for(tmp_path, browser):
    """The authority is axe-core's own rules: a picture without alt text and a page without a title are violations."""
    (tmp_path / "x.png").write_bytes(b"")
    file = tmp_path / "x.html"
    file.write_text('<html><body><img src="x.png"><div style="width: 2000px">x</div></body></html>', encoding="utf-8")
    found = findings(browser, file, 320)
    assert {"image-alt", "document-title"} <= {rule for rule, _ in found["violations"]}
    assert found["requests"] == [(tmp_path / "x.png").as_uri()]
    assert found["overflow"] > 0


def test_two_runs_give_the_same_bytes_alone_or_together_and_in_another_folder(published, tmp_path):
    request(tmp_path, 2013)
    (outcome,) = build_many([make_plan(request(tmp_path, 2014)._replace(keep_notebook=True))])
    assert isinstance(outcome, Built), outcome
    for name, content in tree(tmp_path / "reports" / "2014").items():
        assert content == (published / "reports" / "2014" / name).read_bytes()
    kept = (tmp_path / "build" / "reports" / "2014.ipynb").read_text(encoding="utf-8")
    assert "Prøverapport" in kept
    assert "papermill" not in json.loads(kept)["metadata"]
    assert time.strftime("%Y-%m-") not in kept
    assert str(tmp_path) not in kept


def test_nothing_of_the_machine_or_the_hour_is_published(published):
    year = time.strftime("%Y-%m-")
    for name, content in tree(published / "reports").items():
        assert str(published).encode() not in content, name
        assert year.encode() not in content, name
        assert os.uname().nodename.encode() not in content, name


def test_the_private_folder_keeps_no_notebook_and_no_kernel_files(published):
    private = published / "build" / "reports"
    assert {file.suffix for file in private.rglob("*")} == {".json", ".lock", ""}
    assert [file.name for file in private.iterdir() if not file.suffix] == ["key"]


def test_a_failing_cell_says_where_and_nothing_of_the_data(tmp_path):
    (tmp_path / "reports" / "2014").mkdir(parents=True)
    (tmp_path / "reports" / "2014" / "index.html").write_bytes(b"sidste gode")
    cell = f"""assert not get_ipython().history_manager.enabled, "sources would land in the user's history"
raise KeyError("{SECRET}")"""
    asked = request(tmp_path, cell=cell)
    run = CliRunner().invoke(main, _command(asked))
    assert run.exit_code == 1
    assert "Celle 5 (under “Prøverapport”) standsede med fejlen KeyError. Intet er udgivet." in run.output
    assert "Traceback" not in run.output
    assert SECRET not in run.output
    assert tree(tmp_path / "reports") == {"2014/index.html": b"sidste gode"}
    assert not any(SECRET.encode() in content for content in tree(tmp_path / "build").values())


def test_a_report_that_takes_too_long_is_stopped(tmp_path):
    """The cell cannot be interrupted: it waits in a function of C that is never told of a signal."""
    cell = "import ctypes, time\nuntil = time.time() + 60\nwhile time.time() < until: ctypes.PyDLL(None).sleep(60)"
    asked = request(tmp_path, cell=cell)._replace(timeout=8)
    (outcome,) = build_many([make_plan(asked)])
    assert str(outcome) == "Celle 5 (under “Prøverapport”) var ikke færdig efter 8 sekunder. Intet er udgivet."
    assert not (tmp_path / "reports").exists()
    assert not list((tmp_path / "build" / "reports").glob("*.work"))


def test_a_killed_run_leaves_the_published_bytes_and_the_next_one_works(tmp_path, ready):
    asked, _ = ready
    before = tree(tmp_path / "reports")
    slow = request(tmp_path, cell="import time; time.sleep(60)")
    work = tmp_path / "build" / "reports" / "2014.work"
    run = subprocess.Popen([sys.executable, "-m", "sikkerby_eval.cli", *_command(slow)], stderr=subprocess.DEVNULL)
    while not list(work.glob("**/*")):
        assert run.poll() is None
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert work.exists()
    assert tree(tmp_path / "reports") == before
    build_report(make_plan(asked))
    assert not work.exists()
    assert tree(tmp_path / "reports") == before


def test_one_that_fails_or_dies_does_not_stop_the_others(tmp_path):
    cell = f"""import os, signal
if aar == 2012: os.kill(os.getpid(), signal.SIGKILL)
if aar == 2013: raise OSError("{SECRET}")"""
    asked = [request(tmp_path, year, cell) for year in (2012, 2013, 2014)]
    files = [str(tmp_path / "params" / f"{year}.yaml") for year in (2012, 2013, 2014, 2031)]
    run = CliRunner().invoke(main, ["batch", *files, *_command(asked[0])[2:]])
    assert run.exit_code == 1
    assert "2012: Celle 5 (under “Prøverapport”) standsede, fordi Python lukkede ned. Intet er udgivet." in run.output
    assert "2013: Celle 5 (under “Prøverapport”) standsede med fejlen OSError. Intet er udgivet." in run.output
    assert "Der er ingen parameterfil for 2031" in run.output
    assert SECRET not in run.output
    assert sorted(tree(tmp_path / "reports")) == [
        "2014/aendringer.html",
        "2014/index.html",
        "2014/manifest.json",
        "index.html",
    ]


def _command(asked: Request) -> list[str]:
    options = {"--notebooks": asked.notebooks, "--params": asked.params, "--out": asked.out}
    return ["report", str(asked.year), *(str(part) for pair in options.items() for part in pair)]


def test_a_second_run_on_the_same_report_is_refused(tmp_path, ready):
    asked, _ = ready
    before = tree(tmp_path / "reports")
    with only_one(private_folder(asked.out) / "2014.lock"):
        run = CliRunner().invoke(main, [*_command(asked), "--force"])
    assert (run.exit_code, "En anden kørsel er i gang" in run.output) == (1, True)
    assert tree(tmp_path / "reports") == before


def _damaged_template(monkeypatch):
    monkeypatch.setattr(page, "render_report", lambda *_: (_ for _ in ()).throw(ReportError("skabelonen")))


def _faulty_page(monkeypatch):
    monkeypatch.setattr(page, "render_report", lambda *_: "<html></html>")


def _full_disk(monkeypatch):
    monkeypatch.setattr(build.publish.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))


@pytest.mark.parametrize(
    ("damage", "says"),
    [(_damaged_template, "skabelonen"), (_faulty_page, "Siden kan ikke udgives"), (_full_disk, "disken er fuld")],
)
def test_a_fault_after_the_run_leaves_the_published_bytes(tmp_path, ready, monkeypatch, damage, says):
    asked, _ = ready
    before = tree(tmp_path / "reports")
    damage(monkeypatch)
    with pytest.raises(ReportError, match=says):
        build_report(make_plan(asked))
    assert tree(tmp_path / "reports") == before


@pytest.mark.parametrize(
    ("leak", "says"),
    [
        (f"<code>{SECRET}</code>", "en persons nøgle fra registrene"),
        ("<code>/mnt/analytiker/levering</code>", "en sti på maskinen"),
        ("<code>Traceback (most recent call last)</code>", "en fejludskrift fra Python"),
        ("<code>010190-1234</code>", "noget, der ligner et CPR-nummer"),
    ],
)
def test_what_belongs_to_a_person_or_a_machine_is_never_published(tmp_path, ready, monkeypatch, leak, says):
    before = tree(tmp_path / "reports")
    render = page.render_report
    monkeypatch.setattr(
        page, "render_report", lambda *given: render(*given).replace("</main>", f"<p>{leak}</p></main>")
    )
    monkeypatch.setattr(build, "_person_ids", lambda _: {SECRET, "4711"})
    with pytest.raises(ReportError, match=f"index.html, linje .*{says}") as told:
        build_report(make_plan(ready[0]))
    assert SECRET not in str(told.value)
    assert tree(tmp_path / "reports") == before


def test_the_ids_that_are_looked_for_are_those_of_the_delivery(tmp_path):
    """The authority is the demonstration's own frames, written as a delivery."""
    demo.write(tmp_path / "levering", persons=5000, seed=1)
    expected = set(demo.registers(persons=5000, seed=1)["sigtelser"]["person_id"])
    asked = request(tmp_path)._replace(instead=(("registre", str(tmp_path / "levering")),))
    assert expected <= build._person_ids(make_plan(asked).folders["registre"])


def test_a_demonstrations_folder_is_a_demonstration_wherever_it_lies(tmp_path):
    demo.write(tmp_path / "levering", persons=5000, seed=1)
    plan = make_plan(request(tmp_path)._replace(instead=(("registre", str(tmp_path / "levering")),)))
    assert plan.parts[0] == "demonstration"
    assert plan.front.demonstration
    assert build.parameters_for_cells(plan)["registre"] == str(tmp_path / "levering")


def test_a_corrupted_earlier_report_is_named_before_anything_is_published(tmp_path, ready):
    asked, _ = ready
    (tmp_path / "reports" / "2014" / "manifest.json").write_bytes(b"{")
    before = tree(tmp_path / "reports")
    with pytest.raises(ReportError, match=r"2014/manifest\.json kan ikke læses"):
        build_report(make_plan(request(tmp_path, 2013)))
    assert tree(tmp_path / "reports") == before
    build_report(make_plan(asked))
    assert json.loads((tmp_path / "reports" / "2014" / "manifest.json").read_bytes())["verdicts"] == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"year": 2031}, "Der er ingen parameterfil for 2031. Der er parameterfiler for 2014."),
        ({"kind": "../effektrapport"}, "Der er ingen notesbog til '../effektrapport'. Der er: effektrapport."),
        ({"instead": (("registre", "findes/ikke"),)}, "Datamappen 'findes/ikke' (parameteren registre) findes ikke."),
        ({"instead": (("aar", 2013),)}, "2014.yaml: aar skal være 2014, som filen hedder."),
        ({"instead": (("aarr", 1),)}, "2014.yaml: 'aarr' er ikke en kendt parameter. Mente du aar?"),
        ({"notebooks": Path("findes/ikke")}, "Der er ingen notesbog til 'effektrapport'. Der er: ingen."),
    ],
)
def test_what_is_wrong_with_a_request_is_told_before_anything_runs(tmp_path, change, says):
    with pytest.raises(ReportError) as told:
        make_plan(request(tmp_path)._replace(**change))
    assert str(told.value) == says
    assert not (tmp_path / "reports").exists()


def test_a_file_that_is_not_a_notebook_is_a_message(tmp_path):
    asked = request(tmp_path, cell="1")
    (asked.notebooks / "effektrapport.ipynb").write_text('{"cells": [7]}', encoding="utf-8")
    with pytest.raises(ReportError, match=r"effektrapport\.ipynb er ikke en gyldig notesbog"):
        make_plan(asked)


def test_a_delivery_is_read_in_full_path_and_published_as_a_keyed_digest(tmp_path, ready, monkeypatch):
    _, ran = ready
    delivery = tmp_path / "levering"
    delivery.mkdir()
    (delivery / f"{SECRET}.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    monkeypatch.setattr(build, "_person_ids", lambda _: {SECRET})
    build_report(make_plan(request(tmp_path)._replace(instead=(("registre", str(delivery)),))))
    public = (tmp_path / "reports" / "2014" / "manifest.json").read_text(encoding="utf-8")
    plain = manifest.digest((delivery / f"{SECRET}.csv").read_bytes())
    assert ran["registre"] == str(delivery)
    assert json.loads(public)["parameters"]["registre"] == "leveret"
    assert len(json.loads(public)["inputs"]) == 1
    assert plain not in public
    assert SECRET not in public
    assert str(tmp_path) not in public
    assert plain in (tmp_path / "build" / "reports" / "2014.json").read_text(encoding="utf-8")


def test_verify_tells_changed_bytes_from_changed_deliveries(tmp_path, ready, monkeypatch):
    delivery = tmp_path / "levering"
    delivery.mkdir()
    (delivery / "a.csv").write_text("1", encoding="utf-8")
    monkeypatch.setattr(build, "_person_ids", lambda _: set())
    asked = request(tmp_path)._replace(instead=(("registre", str(delivery)),))
    build_report(make_plan(asked))
    assert list(verify(asked.out)) == [("2014", [], [])]
    (delivery / "a.csv").write_text("2", encoding="utf-8")
    assert list(verify(asked.out)) == [("2014", [], ["leveringerne er ændret siden (1 filer)"])]
    with (asked.out / "2014" / "index.html").open("a") as file:
        file.write(" ")
    (asked.out / "2014" / "mere.csv").touch()
    run = CliRunner().invoke(main, ["verify", "--out", str(asked.out)])
    assert run.exit_code == 1
    assert "2014: mere.csv hører ikke til rapporten; index.html er ændret siden udgivelsen" in run.output
    english = CliRunner().invoke(main, ["verify", "--out", str(asked.out), "--language", "en"])
    assert english.output == (
        "2014: mere.csv does not belong to the report; index.html has changed since it was published\n"
        "  note: the deliveries have changed since (1 files)\n"
    )


FAULTS_OF_A_COPY = {
    "nothing": (lambda out: None, []),
    "a damaged page": (lambda out: (out / "2014" / "index.html").write_bytes(b"x"), ["2014: index.html has"]),
    "a missing page": (lambda out: (out / "2013" / "index.html").unlink(), ["2013: index.html is missing"]),
    "a missing list": (lambda out: (out / "2013" / "aendringer.html").unlink(), ["2013: aendringer.html is missing"]),
    "one more file": (lambda out: (out / "2013" / "x.txt").touch(), ["2013: x.txt does not belong"]),
    "a missing index": (lambda out: (out / "index.html").unlink(), ["index.html: index.html is missing"]),
    "a missing report": (lambda out: shutil.rmtree(out / "2013"), ["index.html: the index does not agree"]),
}


@pytest.mark.parametrize("what", FAULTS_OF_A_COPY)
def test_another_person_with_a_copy_of_the_published_folder_is_told_what_differs(published, tmp_path, what):
    damage, says = FAULTS_OF_A_COPY[what]
    shutil.copytree(published / "reports", tmp_path / "kopi")
    damage(tmp_path / "kopi")
    run = CliRunner().invoke(main, ["verify", "--out", str(tmp_path / "kopi"), "--language", "en"])
    told = [line for line in run.output.splitlines() if not line.startswith("  note")]
    faults = [line for line in told if not line.endswith(": unchanged since it was published")]
    assert (run.exit_code, run.exception if not says else None) == (int(bool(says)), None)
    assert all(any(line.startswith(said) for line in faults) for said in says)
    assert len(faults) == len(says)
    assert "the private manifest is not here" in run.output


def test_everything_that_there_is_data_for_is_planned_and_the_rest_is_named(tmp_path):
    """The authority is the published series of reports per quarter, which ends with the second quarter of 2022."""
    root = Path(__file__).parents[1]
    asked = Request(0, notebooks=root / "notebooks", out=tmp_path / "reports")
    files = [root / "params" / f"{year}.yaml" for year in (2022, 2023)]
    work = worklist(files, asked, kinds=["effektrapport", "noegletal"], languages=["da", "en"])
    assert ["/".join(plan.parts) for plan in work.plans] == [
        "2022",
        "en/2022",
        "noegletal/2022-k1",
        "en/noegletal/2022-k1",
        "noegletal/2022-k2",
        "en/noegletal/2022-k2",
        "2023",
        "en/2023",
    ]
    assert (work.without_data, work.refused) == (["noegletal 2023"], [])
    first_quarter = asked._replace(instead=(("kvartal", 1),))
    assert ["/".join(plan.parts) for plan in worklist(files, first_quarter, kinds=["noegletal"]).plans] == [
        "noegletal/2022-k1"
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["2031"], "There is no parameter file for 2031. There are parameter files for 2014."),
        (["2014", "--kind", "x"], "There is no notebook for 'x'. There are: effektrapport."),
        (["2014", "-p", "aarr", "1"], "2014.yaml: 'aarr' is not a known parameter. Did you mean aar?"),
        (["2014", "-p", "andel", "halv"], "2014.yaml: andel must be of the type float."),
        (["2014", "-p", "registre", "findes/ikke"], "'findes/ikke' (the parameter registre) does not exist."),
    ],
)
def test_the_runner_speaks_english_when_asked(tmp_path, arguments, says):
    asked = request(tmp_path)
    run = CliRunner().invoke(main, ["report", *arguments, "--language", "en", *_command(asked)[2:]])
    assert (run.exit_code, run.output) == (1, f"Error: {says}\n")


def test_a_failing_cell_is_told_in_english_too(tmp_path):
    asked = request(tmp_path, cell=f'raise KeyError("{SECRET}")')._replace(instead=(("language", "en"),))
    (outcome,) = build_many([make_plan(asked)])
    assert outcome.told("en") == "Cell 5 (under “Test report”) stopped with the error KeyError. Nothing is published."


@pytest.mark.parametrize(("language", "head", "other"), [("da", "1 fejl", "errors"), ("en", "errors", "fejl")])
def test_a_folder_that_is_not_there_is_told_in_the_language_asked_for(tmp_path, language, head, other):
    root = Path(__file__).parents[1]
    asked = Request(0, notebooks=root / "notebooks", out=tmp_path / "reports", instead=(("registre", "nowhere"),))
    (refused,) = worklist([root / "params" / "2012.yaml"], asked, kinds=["noegletal"]).refused
    assert refused.told(language).startswith(head)
    assert other not in refused.told(language)
