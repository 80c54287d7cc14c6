"""Strict parameters: what a notebook declares, and whether the values given are just that.

papermill only warns about an unknown parameter and lets a missing or wrongly typed one through. Here each of them
stops the run. A parameter's name is looked up among the declared names and is never code.
"""

import ast
import csv
import difflib
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.year_file import shown

FOLDERS = ("registre", "udtraek")
"""Parameters that name a folder: deliveries, and newer extracts from Statistics Denmark."""
FILES = ("kort",)
"""Parameters that name a file: the user's map of the city."""
FOR_THE_BUILD = "tidligere"
"""A parameter that only the build fills in: the file with what other reports have shown."""
PROGRAMMES = "ogsaa_programmer"
"""A parameter that names programmes by their year, as the table of goals does."""
_GOALS = Path(__file__).parents[2] / "data" / "reference" / "goals.csv"
CHOICES = {"language": ("da", "en"), "kvartal": (1, 2, 3, 4), "indikator": tuple(range(1, 14))}
_SCALARS = {"int": "et helt tal", "float": "et tal", "str": "en tekst", "bool": "true eller false"}
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class Parameter(NamedTuple):
    """One line of a parameters cell: its name, its type as written, its default, and its comment."""

    name: str
    annotation: str
    default: object
    comment: str


def declared_parameters(notebook: Mapping, name: str) -> dict[str, Parameter]:
    """Read what a notebook asks for from its one cell tagged ``parameters``.

    Parameters
    ----------
    notebook
        A notebook of format 4, as nbformat or json reads it.
    name
        Name of the notebook, for messages.

    Returns
    -------
    dict of Parameter
        In the order of the cell.

    Raises
    ------
    ReportError
        If there is not exactly one such cell, or a line of it is not ``name: type = literal default``.
    """
    cells = [cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    if len(cells) != 1:
        raise ReportError(
            f"{name}: der skal være netop én celle med mærket parameters; der er {len(cells)}.",
            f"{name}: there must be exactly one cell with the tag parameters; there are {len(cells)}.",
        )
    source = "".join(cells[0]["source"])
    lines = source.splitlines()
    declared = {}
    for statement in ast.parse(source).body:
        rule = (
            f"{name}, parametercellen, linje {statement.lineno}: skriv navn: type = standardværdi  # forklaring",
            f"{name}, the parameters cell, line {statement.lineno}: write name: type = default  # explanation",
        )
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            raise ReportError(*rule)
        annotation = ast.unparse(statement.annotation)
        try:
            default = ast.literal_eval(statement.value)
        except (ValueError, TypeError):
            raise ReportError(*rule) from None
        comment = lines[statement.end_lineno - 1][statement.end_col_offset :].partition("#")[2].strip()
        parameter = Parameter(statement.target.id, annotation, default, comment)
        if not comment or _element(annotation) is None or _fault(default, parameter):
            raise ReportError(*rule)
        declared[parameter.name] = parameter
    return declared


def resolve(
    declared: Mapping[str, Parameter], given: Mapping[str, object], *, known: frozenset[str], source: str
) -> dict[str, object]:
    """Give every declared parameter its value, or say everything that is wrong at once.

    Parameters
    ----------
    declared
        What the notebook asks for.
    given
        What the parameter file and the command line give.
    known
        Names that any notebook asks for; a name outside is unknown, a name of another notebook is passed over.
    source
        Name of the parameter file, for messages.

    Raises
    ------
    ReportError
        With one line for each unknown, missing or wrongly typed parameter.
    """
    faults, english = [], []
    for name in given:
        if name not in known or name == FOR_THE_BUILD:
            nearest = difflib.get_close_matches(name, sorted(known - {FOR_THE_BUILD}), n=1)
            faults.append(
                f"{source}: {shown(name)} er ikke en kendt parameter." + (f" Mente du {nearest[0]}?" if nearest else "")
            )
            english.append(
                f"{source}: {shown(name)} is not a known parameter."
                + (f" Did you mean {nearest[0]}?" if nearest else "")
            )
    given = {FOR_THE_BUILD: ""} | dict(given)
    faults += [f"{source}: {name} mangler ({declared[name].comment})." for name in declared if name not in given]
    english += [f"{source}: {name} is missing." for name in declared if name not in given]
    values = {name: given[name] for name in declared if name in given}
    for name, value in values.items():
        fault = _fault(value, declared[name])
        if fault:
            faults.append(f"{source}: {name} skal være {fault}.")
            english.append(f"{source}: {name} must be of the type {declared[name].annotation}{_choices(name)}.")
    if faults:
        raise ReportError("\n".join(faults), "\n".join(english))
    return {name: _converted(value, declared[name]) for name, value in values.items()}


def _element(annotation: str) -> str | None:
    """Name the scalar type of an annotation, ``any`` for a bare list, and nothing for a type we do not take."""
    plain = annotation.removesuffix(" | None")
    if plain == "list":
        return "any"
    inner = plain.removeprefix("list[").removesuffix("]") if plain.startswith("list[") else plain
    return inner if inner in _SCALARS else None


def _fault(value: object, parameter: Parameter) -> str | None:
    """Say what a value should have been, or nothing if it is right."""
    optional = parameter.annotation.endswith(" | None")
    kind = _element(parameter.annotation)
    if value is None:
        return None if optional else _wanted(parameter)
    if parameter.annotation.startswith("list"):
        fits = isinstance(value, list) and all(_fits(item, kind) for item in value)
        if fits and parameter.name == PROGRAMMES and not set(value) <= set(_programmes()):
            return "programmer, som der er mål fra: " + ", ".join(_programmes())
        return None if fits else _wanted(parameter)
    choices = CHOICES.get(parameter.name)
    if choices and value not in choices:
        return " eller ".join(map(str, choices))
    if kind == "str" and isinstance(parameter.default, str) and _DATE.fullmatch(parameter.default):
        return None if isinstance(value, str) and _DATE.fullmatch(value) else "en dato som 2014-12-31"
    return None if _fits(value, kind) else _wanted(parameter)


def _choices(name: str) -> str:
    choices = _programmes() if name == PROGRAMMES else CHOICES.get(name, ())
    return " and one of " + ", ".join(map(str, choices)) if choices else ""


@lru_cache
def _programmes() -> tuple[str, ...]:
    """Name the programmes that the table of goals has goals from; read here without pandas, which takes time."""
    with _GOALS.open(encoding="utf-8", newline="") as table:
        return tuple(dict.fromkeys(row["generation"] for row in csv.DictReader(table)))


def _wanted(parameter: Parameter) -> str:
    if parameter.annotation.startswith("list"):
        kind = _element(parameter.annotation)
        quoted = ' i anførselstegn, fx ["2010"]' if kind == "str" else ""
        return "en liste af enkelte værdier, hver " + _SCALARS.get(kind, "et tal eller tekst") + quoted
    return _SCALARS[_element(parameter.annotation)]


def _fits(value: object, kind: str) -> bool:
    if kind == "any":
        return any(_fits(value, each) for each in _SCALARS)
    if isinstance(value, bool):
        return kind == "bool"
    if isinstance(value, float):
        return kind == "float" and math.isfinite(value)
    if isinstance(value, int):
        return kind in ("int", "float")
    return kind == "str" and isinstance(value, str)


def _converted(value: object, parameter: Parameter) -> object:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return float(value) if whole and _element(parameter.annotation) == "float" else value
