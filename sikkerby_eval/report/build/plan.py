"""What is to be made, checked before anything runs; nothing is imported here that takes time.

Where things go, inside the output folder (``reports/``):

========================================  ==========================================================
``index.html``                            every published report
``2014/index.html``                       the yearly effect report, in Danish, on published or delivered figures
``noegletal/2014-k2/index.html``          another kind of report; a quarter has its number, so has an indicator
``en/2014/index.html``                    the same in English
``demonstration/2014/index.html``         the same on invented registers; never in the index
========================================  ==========================================================

Beside each page stands its ``manifest.json``. What is not for the public is in ``build/reports/`` beside the output.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sikkerby_eval import __version__
from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.manifest import code_digests
from sikkerby_eval.report.build.page_words import words
from sikkerby_eval.report.build.parameters import FILES, FOLDERS, resolve
from sikkerby_eval.report.build.source import notebooks_there, title_of
from sikkerby_eval.report.build.year_file import read_parameters, shown
from sikkerby_eval.report.text.indicator_words import METRICS

APART = {"kvartal": "k", "indikator": "i"}
"""Parameters that set pages of one kind and year apart, with the letter each has in the page's place."""
REVISIONS = "aendringer.html"
"""The page beside each report that tells what changed since the one before."""


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
    pdf: bool = False
    kernel: bool = False
    force: bool = False


class Link(NamedTuple):
    """A link from a page to another page."""

    href: str
    name: str


class Front(NamedTuple):
    """What a page says about itself before its first section, and in its footer."""

    title: str
    language: str
    basis: str
    publisher: str
    demonstration: bool = False
    registers: bool = False
    links: tuple[Link, ...] = ()
    version: str = __version__
    library: str = ""
    notebook: str = ""


class Plan(NamedTuple):
    """A checked request: the notebook, the code it runs on, a value for each parameter, and the page's folders."""

    request: Request
    notebook: dict
    code: dict
    parameters: dict
    folders: dict[str, Path]
    parts: tuple[str, ...]
    front: Front

    @property
    def page(self) -> Path:
        """Where readers find it."""
        return self.request.out.joinpath(*self.parts, "index.html")

    @property
    def name(self) -> str:
        """The report's name in the private folder."""
        return "_".join(self.parts)


class Built(NamedTuple):
    """A published report; ``why`` is the reason it was made, missing if it stands as it was."""

    page: Path
    why: str | None = None
    verdicts: int = 0
    size: int = 0


def make_plan(request: Request) -> Plan:
    """Check a request against the notebook's own parameters and the year's file.

    Raises
    ------
    ReportError
        If the kind or the year is unknown, a parameter is unknown, missing or wrongly typed, or the folder of
        deliveries does not exist.
    """
    given = given_for_year(request)
    notebooks = notebooks_there(request.notebooks)
    if request.kind not in notebooks:
        there = ", ".join(notebooks)
        raise ReportError(
            f"Der er ingen notesbog til {shown(request.kind)}. Der er: {there or 'ingen'}.",
            f"There is no notebook for {shown(request.kind)}. There are: {there or 'none'}.",
        )
    notebook, declared = notebooks[request.kind]
    parameters = resolve(
        declared,
        given,
        known=frozenset(name for each in notebooks.values() for name in each.declared),
        source=f"{request.year}.yaml",
    )
    if parameters.get("aar") != request.year:
        raise ReportError(
            f"{request.year}.yaml: aar skal være {request.year}, som filen hedder.",
            f"{request.year}.yaml: aar must be {request.year}, as the file is called.",
        )
    folders = _folders(parameters)
    if _is_invented(folders.get("registre")):
        parameters |= {"registre": "demonstration"}
    code = code_digests(notebook)
    return Plan(
        request,
        notebook,
        code,
        parameters,
        folders,
        _parts(request.kind, parameters),
        _front(request, notebook, code, parameters),
    )


def given_for_year(request: Request) -> dict[str, object]:
    """Read the year's file, and what the command line says instead of it; nothing is checked but that it can be read.

    Raises
    ------
    ReportError
        If there is no such file or it cannot be read.
    """
    file = request.params / f"{request.year}.yaml"
    if not file.is_file():
        years = ", ".join(map(str, years_with_parameters(request.params)))
        raise ReportError(
            f"Der er ingen parameterfil for {request.year}. Der er parameterfiler for {years or 'ingen år'}.",
            f"There is no parameter file for {request.year}. There are parameter files for {years or 'no year'}.",
        )
    return read_parameters(file) | dict(request.instead)


def years_with_parameters(params: Path) -> list[int]:
    """List the years that have a parameter file, oldest first."""
    return sorted(int(file.stem) for file in params.glob("*.yaml") if file.stem.isdecimal())


def _folders(parameters: Mapping) -> dict[str, Path]:
    """Find what parameters name: deliveries, newer extracts from Statistics Denmark, and the user's map."""
    named = {name: parameters.get(name, "") for name in FOLDERS + FILES}
    named = {name: given for name, given in named.items() if given not in ("", "demonstration")}
    for name, given in named.items():
        there = os.path.isfile(given) if name in FILES else os.path.isdir(given)  # false too for what cannot be a path
        if not there:
            what = "Kortfilen" if name in FILES else "Datamappen"
            raise ReportError(
                f"{what} {shown(given)} (parameteren {name}) findes ikke.",
                f"{shown(given)} (the parameter {name}) does not exist.",
            )
    return {name: Path(given).resolve() for name, given in named.items()}


def _is_invented(deliveries: Path | None) -> bool:
    """Tell a demonstration's folder by its delivery note, so that it is never published as delivered registers."""
    note = deliveries / "leverance.csv" if deliveries else None
    return bool(note and note.is_file() and b"demonstration" in note.read_bytes().lower())


def _parts(kind: str, parameters: Mapping) -> tuple[str, ...]:
    parts = (
        "demonstration" if parameters.get("registre") == "demonstration" else "",
        "en" if parameters.get("language") == "en" else "",
        kind if kind != "effektrapport" else "",
        _period(parameters["aar"], parameters),
    )
    return tuple(part for part in parts if part)


def _period(year: int, parameters: Mapping) -> str:
    return "-".join([str(year), *(f"{mark}{parameters[name]}" for name, mark in APART.items() if name in parameters)])


def _front(request: Request, notebook: Mapping, code: Mapping, parameters: Mapping) -> Front:
    language = parameters.get("language", "da")
    said = words(language)
    basis = {"": "published", "demonstration": "demonstration"}.get(parameters.get("registre", ""), "delivered")
    apart = next((name for name in APART if name in parameters), "year")
    title = said[apart].format(
        title=title_of(notebook, language) or request.kind,
        year=request.year,
        number=parameters.get(apart),
        name=METRICS.get(f"indicator_{parameters.get(apart)}", {language: ("", "")})[language][1],
    )
    publisher = parameters.get("udgiver")
    return Front(
        title=f"{title} – {said['demonstration'].lower()}" if basis == "demonstration" else title,
        language=language,
        basis=said[f"basis_{basis}"],
        publisher=said["issued_by"].format(publisher=publisher) if publisher else said["not_the_city"],
        demonstration=basis == "demonstration",
        registers=basis != "published",
        links=tuple(_links(request, parameters, said)),
        library=code["library"][:12],
        notebook=code["notebook"][:12],
    )


def _links(request: Request, parameters: Mapping, said: Mapping[str, str]) -> Iterator[Link]:
    """Lead to the index, where each year has its place, and not past it: the index knows what has been published.

    A link straight to another report would be dead until that one is published, or would make a page depend on the
    order in which reports are made.
    """
    index = "../" * len(_parts(request.kind, parameters)) + "index.html"
    yield Link(index, said["all_reports"])
    yield Link("aendringer.html", said["revisions"])
    for year in (request.year, request.year - 1):
        if parameters.get("registre") != "demonstration" and year in years_with_parameters(request.params):
            yield Link(f"{index}#aar-{year}", said["reports_of"].format(year=year))
