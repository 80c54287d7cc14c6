"""The source notebooks: which kinds there are, what each declares, and what stands in its cells."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.parameters import Parameter, declared_parameters

KINDS = ("effektrapport", "portefoelje", "noegletal", "urolige_omraader", "indikator", "kalender")
"""Names of notebooks, in the order in which a year's reports are listed."""


class Notebook(NamedTuple):
    """A notebook without outputs, and the parameters that it declares."""

    source: dict
    declared: dict[str, Parameter]


def notebooks_there(folder: Path) -> dict[str, Notebook]:
    """Read the notebook of each kind that a folder has one for."""
    files = {kind: folder / f"{kind}.ipynb" for kind in KINDS}
    return {kind: _read_notebook(file.name, file.read_bytes()) for kind, file in files.items() if file.is_file()}


@lru_cache
def _read_notebook(name: str, content: bytes) -> Notebook:
    """Read a notebook without its outputs, which would be last time's."""
    try:
        notebook = json.loads(content)
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
    except (ValueError, KeyError, TypeError):
        raise ReportError(f"{name} er ikke en gyldig notesbog.", f"{name} is not a valid notebook.") from None
    return Notebook(notebook, declared_parameters(notebook, name))


def title_of(notebook: Mapping, language: str) -> str | None:
    """Take the title from the notebook's first heading of the first level in the run's language."""
    headings = (
        re.search(r"^# +(.+)$", cell["source"], re.MULTILINE)
        for cell in notebook["cells"]
        if cell["cell_type"] == "markdown" and in_language(cell, language)
    )
    return next((found[1].strip() for found in headings if found), None)


def in_language(cell: Mapping, language: str) -> bool:
    """Tell whether a cell is for the page, and in this language."""
    tags = cell["metadata"].get("tags", [])
    return {"da": "en", "en": "da"}[language] not in tags and "kun-notebook" not in tags


def place_of_cell(notebook: Mapping, index: int, language: str) -> tuple[str, str]:
    """Name a running cell by its number in the source notebook and its heading; papermill adds one cell.

    In Danish and in English.
    """
    cells = notebook["cells"]
    parameters = next(i for i, cell in enumerate(cells) if "parameters" in cell["metadata"].get("tags", []))
    if index == parameters + 1:
        return "Parametercellen", "The parameters cell"
    number = index + 1 if index <= parameters else index
    headings = [
        line.lstrip("# ").strip()
        for cell in cells[:number]
        if cell["cell_type"] == "markdown" and in_language(cell, language)
        for line in cell["source"].splitlines()
        if line.startswith("#")
    ]
    under = f"“{headings[-1]}”" if headings else ""
    return (
        f"Celle {number}" + (f" (under {under})" if under else ""),
        f"Cell {number}" + (f" (under {under})" if under else ""),
    )


def imported(notebook: Mapping) -> Iterator[str]:
    """Name the package's own modules that a notebook imports; a name may also be that of a function in one."""
    code = "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code")
    for found in re.finditer(r"^from (sikkerby_eval[\w.]*) import (\w+(?:, \w+)*)", code, re.MULTILINE):
        yield found[1]
        yield from (f"{found[1]}.{name}" for name in found[2].split(", "))
