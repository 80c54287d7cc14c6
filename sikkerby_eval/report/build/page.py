"""From an executed notebook to one HTML page that needs no other file: nbconvert with a template of our own.

nbconvert's lab template drops alt texts, loads scripts from other addresses and shows warnings and tracebacks to the
public. Ours shows the prose of the run's language and the markup that ``figures``, ``tables`` and ``text`` made.
"""

import contextlib
import csv
import html
import io
import re
from functools import lru_cache
from pathlib import Path

import jinja2
from bs4 import BeautifulSoup
from markupsafe import Markup

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.jupyter import IPythonRenderer, MarkdownWithMath, NotebookNode, TemplateExporter
from sikkerby_eval.report.build.page_words import words
from sikkerby_eval.report.build.plan import Front
from sikkerby_eval.report.build.source import in_language
from sikkerby_eval.report.text.markup import content_of
from sikkerby_eval.report.text.naming import slug

TEMPLATES = Path(__file__).with_name("template")
CSP = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
STRAY = {
    # what a cell shows that is not markup made for the page
    "warned": {"da": "udskrift eller advarsel", "en": "printed text or a warning"},
    "printed": {"da": "udskrift (print)", "en": "printed text (print)"},
    "failed": {"da": "en fejl", "en": "an error"},
    "bare_image": {
        "da": "et billede uden figurmarkup og alt-tekst",
        "en": "a picture without figure markup and alt text",
    },
    "bare_value": {"da": "en værdi uden markup", "en": "a value without markup"},
}
_FINDING = re.compile(r'<p\b[^>]*\sdata-finding="([^"]*)"')
_HEADING = re.compile(r"<h([23])((?:\s[^>]*)?)>(.*?)</h\1>", re.DOTALL)


def page_body(notebook: NotebookNode, language: str, registers: bool = True) -> str:
    """Put the shown cells of an executed notebook one after the other.

    A cell tagged ``kun-registre`` is left out of a page that rests on published figures only, where it has nothing to
    show.

    Raises
    ------
    ReportError
        With a list, if a cell has an output that is not markup made for the page: printed text, a warning, a bare
        image, or the text form of a value.
    """
    pieces, faults = [], []
    render = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render
    for number, cell in enumerate(notebook.cells, start=1):
        if not in_language(cell, language) or ("kun-registre" in cell.metadata.get("tags", []) and not registers):
            continue
        if cell.cell_type == "markdown":
            pieces.append(render(re.sub(r"^# .+$", "", cell.source, count=1, flags=re.MULTILINE)))
        for output in cell.get("outputs", []):
            fault = _stray(output)
            if fault:
                faults.append((f"Celle {number}: {STRAY[fault]['da']}", f"Cell {number}: {STRAY[fault]['en']}"))
            else:
                pieces.append("".join(output.data["text/html"]))
    if faults:
        raise ReportError(
            "\n".join(["Notesbogen viser noget, der ikke er lavet til siden:", *(da for da, _ in faults)]),
            "\n".join(["The notebook shows something that is not made for the page:", *(en for _, en in faults)]),
        )
    return "\n".join(piece.strip() for piece in pieces if piece.strip())


def with_finding(front: Front, notebook: NotebookNode) -> Front:
    """Let a page's title end in what the page found, where a cell says it (``data-finding``)."""
    shown = ("".join(output.data["text/html"]) for cell in notebook.cells for output in _markup_of(cell))
    found = next((match for match in map(_FINDING.search, shown) if match), None)
    if not found:
        return front
    mark = f" – {words(front.language)['demonstration'].lower()}" if front.demonstration else ""
    return front._replace(title=f"{front.title.removesuffix(mark)}: {html.unescape(found[1])}{mark}")


def render_report(notebook: NotebookNode, front: Front) -> str:
    """Make the whole page from an executed notebook."""
    body, sections = _with_sections(page_body(notebook, front.language, front.registers))
    page = _page(front) | {"body": body, "sections": sections, "results": "data:text/csv" in body}
    exporter = TemplateExporter(
        template_name="sikkerby", file_extension=".html", extra_template_basedirs=[str(TEMPLATES)]
    )
    exporter.output_mimetype = "text/html"
    with _template_errors():
        written, _ = exporter.from_notebook_node(NotebookNode(notebook | {"cells": []}), resources={"page": page})
    return _tidy(written)


def render_overview(front: Front, years: list[dict]) -> str:
    """Make the page that lists every year, kind and quarter."""
    return _filled("overview.html.j2", _page(front) | {"years": years})


def render_revisions(front: Front, body: str) -> str:
    """Make the page beside a report that tells what has changed since the one before."""
    return _filled("revisions.html.j2", _page(front) | {"body": body})


@lru_cache(maxsize=1)
def parsed(written: str) -> BeautifulSoup:
    """Read a page once for all who look at it; none of them may change it."""
    return BeautifulSoup(written, "html.parser")


def facts_of_page(written: str) -> dict:
    """Count the verdicts of a page and list the basis of each of its sections.

    A figure or table says its basis in ``data-basis``; a section has the basis of everything up to the next heading.
    """
    main = parsed(written).main
    section, sections = None, {}
    for tag in main.find_all(True):
        if tag.name == "h2":
            section = tag["id"]
            sections[section] = set()
        elif section and tag.get("data-basis"):
            sections[section].update(tag["data-basis"].split())
    return {
        "sections": {name: sorted(found) for name, found in sections.items()},
        "verdicts": len(main.select(".goals .verdict")),
    }


def results_of_page(written: str) -> bytes | None:
    """Join the CSV files that a page offers into one, each row once, in the order of the page.

    Raises
    ------
    ReportError
        If the files do not have the same columns.
    """
    offered = files_offered(parsed(written))
    files = [list(map(tuple, csv.reader(io.StringIO(text, newline=""), delimiter=";"))) for text in offered]
    if len({file[0] for file in files}) > 1:
        raise ReportError(
            "Sidens CSV-filer har ikke de samme kolonner. Intet er udgivet.",
            "The CSV files of the page do not have the same columns. Nothing is published.",
        )
    joined = io.StringIO(newline="")
    rows = dict.fromkeys(row for file in files for row in file)
    csv.writer(joined, delimiter=";", lineterminator="\r\n").writerows(rows)
    return joined.getvalue().encode("utf-8-sig") if files else None


def files_offered(page: BeautifulSoup) -> list[str]:
    """Read the CSV files that a page offers."""
    addresses = (link.get("href", "") for link in page.find_all("a"))
    return [content_of(address).decode("utf-8-sig") for address in addresses if address.startswith("data:text/csv")]


def _page(front: Front) -> dict:
    return front._asdict() | {"words": words(front.language), "csp": CSP}


def _filled(template: str, page: dict) -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES / "sikkerby"), autoescape=False)
    with _template_errors():
        return _tidy(environment.get_template(template).render(page=page))


@contextlib.contextmanager
def _template_errors():
    """A template that fails is a message with its line, never with what it was to show."""
    try:
        yield
    except jinja2.TemplateError as error:
        line = error.lineno if isinstance(error, jinja2.TemplateSyntaxError) else None
        where = (f" i linje {line}", f" in line {line}") if line else ("", "")
        raise ReportError(
            f"Sidens skabelon har en fejl{where[0]}. Intet er udgivet.",
            f"The template of the page has an error{where[1]}. Nothing is published.",
        ) from None


def _tidy(written: str) -> str:
    return "\n".join(line.rstrip() for line in written.splitlines()) + "\n"


def _markup_of(cell: NotebookNode) -> list[NotebookNode]:
    return [output for output in cell.get("outputs", []) if "text/html" in output.get("data", {})]


def _stray(output: NotebookNode) -> str | None:
    if output.output_type == "stream":
        return "warned" if output.name == "stderr" else "printed"
    if output.output_type == "error":
        return "failed"
    kinds = set(output.data)
    if "text/html" in kinds:
        return None
    images = sorted(kind for kind in kinds if kind.startswith("image/"))
    return "bare_image" if images else "bare_value"


def _with_sections(body: str) -> tuple[str, list[dict]]:
    """Give each heading a name to link to, and list the sections of the page."""
    used = set(re.findall(r'\sid="([^"]+)"', body))
    sections = []

    def named(match: re.Match) -> str:
        level, attributes, inner = match.groups()
        text = html.unescape(Markup(inner).striptags())
        given = re.search(r'\sid="([^"]+)"', attributes)
        name = given[1] if given else _unused(slug(text) or "afsnit", used)
        used.add(name)
        if level == "2":
            sections.append({"id": name, "name": text})
        return match[0] if given else f'<h{level} id="{name}"{attributes}>{inner}</h{level}>'

    return _HEADING.sub(named, body), sections


def _unused(name: str, used: set[str]) -> str:
    candidates = (name if count == 1 else f"{name}-{count}" for count in range(1, len(used) + 2))
    return next(candidate for candidate in candidates if candidate not in used)
