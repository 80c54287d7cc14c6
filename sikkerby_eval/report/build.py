"""From a notebook and a parameter file to a published page, or to a message and untouched pages.

Where things go, inside the output folder (``reports/``):

========================================  ==========================================================
``index.html``                            every published report
``2014/index.html``                       the yearly effect report, in Danish, on published or delivered figures
``noegletal/2014-k2/index.html``          another kind of report; a quarter has its number
``en/2014/index.html``                    the same in English
``demonstration/2014/index.html``         the same on invented registers; never in the index
========================================  ==========================================================

Beside each page stands its ``manifest.json``. What is not for the public is in ``build/reports/`` beside the output.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from sikkerby_eval import __version__
from sikkerby_eval.report import ReportError, manifest, page, publish
from sikkerby_eval.report.gate import refuse_faults
from sikkerby_eval.report.index import write_index
from sikkerby_eval.report.jupyter import NotebookNode, nbformat
from sikkerby_eval.report.page_words import PAGE
from sikkerby_eval.report.parameters import declared_parameters, read_parameters, resolve
from sikkerby_eval.report.run import run_notebook

KINDS = ("effektrapport", "noegletal", "urolige_omraader", "portefoelje")


class Request(NamedTuple):
    """One report to make: which kind, which year, and what the command line says instead of the year's file."""

    year: int
    kind: str = "effektrapport"
    instead: tuple[tuple[str, object], ...] = ()
    notebooks: Path = Path("notebooks")
    params: Path = Path("params")
    out: Path = Path("reports")
    timeout: float = 900
    keep_notebook: bool = False


class Plan(NamedTuple):
    """A checked request: the notebook, a value for each of its parameters, and where the page goes."""

    request: Request
    notebook: NotebookNode
    parameters: dict
    registers: Path | None
    parts: tuple[str, ...]
    front: page.Front


class Built(NamedTuple):
    """A published report."""

    page: Path
    title: str
    verdicts: int
    size: int


def build_report(request: Request, on_cell: Callable[[int, int], None] = lambda done, total: None) -> Built:
    """Make one report and put it in place.

    Parameters
    ----------
    request
        What to make.
    on_cell
        Told how far the notebook has run: finished cells, all cells.

    Raises
    ------
    ReportError
        If anything is wrong; what was published before is then untouched.
    """
    plan = make_plan(request)
    place = publish.place_within(request.out, *plan.parts)
    private = publish.private_folder(request.out)
    name = "_".join(plan.parts)
    with publish.only_one(private / f"{name}.lock"), publish.workplace(private) as work:
        executed = run_notebook(
            plan.notebook,
            _for_kernel(plan),
            folder=work,
            timeout=request.timeout,
            on_cell=on_cell,
        )
        if request.keep_notebook:
            publish.write_file(private / f"{name}.ipynb", _plain_notebook(executed))
        html = page.render_report(executed, plan.front)
        refuse_faults(html, plan.front.language)
        public_inputs, private_inputs = manifest.input_digests(plan.registers, manifest.operator_key(private))
        files = {"index.html": html.encode()}
        public = manifest.public_manifest(
            kind=request.kind,
            title=plan.front.title,
            parameters=plan.parameters,
            notebook=manifest.notebook_digest(plan.notebook),
            page=html,
            inputs=public_inputs,
            files=files,
        )
        finished = work / "page"
        for file, content in (files | {"manifest.json": manifest.written(public)}).items():
            publish.write_file(finished / file, content)
        publish.put_in_place(finished, place)
        publish.write_file(private / f"{name}.json", manifest.written(public | {"private_inputs": private_inputs}))
    with publish.only_one(private / "index.lock", wait=True):
        write_index(request.out)
    return Built(place / "index.html", plan.front.title, public["verdicts"], len(files["index.html"]))


def make_plan(request: Request) -> Plan:
    """Check everything that can be checked before anything runs."""
    notebooks = {kind: _read_notebook(request.notebooks, kind) for kind in KINDS}
    notebook = notebooks.get(request.kind)
    if notebook is None:
        there = ", ".join(kind for kind, found in notebooks.items() if found) or "ingen"
        raise ReportError(f"Der er ingen notesbog til {request.kind!r} i {request.notebooks}. Der er: {there}.")
    declared = {kind: declared_parameters(found, f"{kind}.ipynb") for kind, found in notebooks.items() if found}
    file = request.params / f"{request.year}.yaml"
    if not file.is_file():
        years = ", ".join(map(str, years_with_parameters(request.params))) or "ingen"
        raise ReportError(f"Der er ingen parameterfil for {request.year}. Der er parameterfiler for: {years}.")
    parameters = resolve(
        declared[request.kind],
        read_parameters(file) | dict(request.instead),
        known=frozenset(name for names in declared.values() for name in names),
        source=file.name,
    )
    if parameters.get("aar") != request.year:
        raise ReportError(f"{file.name}: aar skal være {request.year}, som filen hedder.")
    parts = _parts(request.kind, parameters)
    return Plan(
        request, notebook, parameters, _registers(parameters), parts, _front(request, notebook, parameters, parts)
    )


def years_with_parameters(params: Path) -> list[int]:
    """List the years that have a parameter file, oldest first."""
    return sorted(int(file.stem) for file in params.glob("*.yaml") if file.stem.isdecimal())


def _read_notebook(folder: Path, kind: str) -> NotebookNode | None:
    file = folder / f"{kind}.ipynb"
    if not file.is_file():
        return None
    try:
        notebook = nbformat.read(file, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError):
        raise ReportError(f"{file.name} er ikke en gyldig notesbog.") from None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        cell.metadata.setdefault("tags", [])
        cell.metadata.setdefault("papermill", {})
    notebook.metadata["papermill"] = {}
    return notebook


def _registers(parameters: Mapping) -> Path | None:
    """Find the folder of deliveries, if the report is to read any."""
    given = parameters.get("registre", "")
    if given in ("", "demonstration"):
        return None
    folder = Path(given)
    if not folder.is_dir():
        raise ReportError(f"Datamappen {given!r} (parameteren registre) findes ikke.")
    return folder.resolve()


def _for_kernel(plan: Plan) -> dict:
    """The kernel works in a private folder, so a data folder reaches it as a full path."""
    return plan.parameters | ({"registre": str(plan.registers)} if plan.registers else {})


def _parts(kind: str, parameters: Mapping) -> tuple[str, ...]:
    quarter = parameters.get("kvartal")
    parts = (
        "demonstration" if parameters.get("registre") == "demonstration" else "",
        "en" if parameters.get("language") == "en" else "",
        kind if kind != "effektrapport" else "",
        f"{parameters['aar']}-k{quarter}" if quarter else str(parameters["aar"]),
    )
    return tuple(part for part in parts if part)


def _front(request: Request, notebook: NotebookNode, parameters: Mapping, parts: tuple[str, ...]) -> page.Front:
    language = parameters.get("language", "da")
    words = {name: texts[language] for name, texts in PAGE.items()}
    year, quarter = request.year, parameters.get("kvartal")
    registers = parameters.get("registre", "")
    basis = {"": "published", "demonstration": "demonstration"}.get(registers, "delivered")
    title = page.title_of(notebook, language, request.kind)
    links = [page.Link("../" * len(parts) + "index.html", words["all_reports"])]
    if year - 1 in years_with_parameters(request.params):
        before = parts[-1].replace(str(year), str(year - 1))
        links.append(page.Link(f"../{before}/index.html", words["last_year"].format(year=year - 1)))
    publisher = parameters.get("udgiver", "")
    return page.Front(
        title=words["quarter" if quarter else "year"].format(title=title, year=year, quarter=quarter),
        language=language,
        basis=words[f"basis_{basis}"],
        publisher=words["issued_by"].format(publisher=publisher) if publisher else words["not_the_city"],
        demonstration=basis == "demonstration",
        links=tuple(links),
        version=__version__,
        library=manifest.library_digest()[:12],
        notebook=manifest.notebook_digest(notebook)[:12],
    )


def _plain_notebook(executed: NotebookNode) -> bytes:
    """Write an executed notebook without times, paths and random names."""
    plain = json.loads(nbformat.writes(executed))
    plain["metadata"].pop("papermill", None)
    for number, cell in enumerate(plain["cells"]):
        cell["id"] = f"celle-{number}"
        cell["metadata"] = {"tags": cell["metadata"].get("tags", [])}
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
