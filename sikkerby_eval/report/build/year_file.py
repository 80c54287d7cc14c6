"""A year's parameter file, read strictly: a value is what is written, and YAML makes no object of it."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from sikkerby_eval.report import ReportError

_INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)


def read_parameters(path: Path) -> dict[str, object]:
    """Read a year's parameter file: a flat mapping of names to numbers, texts, true/false or lists of those.

    A number is one only if it is written plainly (``1e-3`` is, ``010`` and ``12:30`` are refused because YAML reads
    them as 8 and 750); a date is the text it is written as.

    Raises
    ------
    ReportError
        If the file is not such a mapping, names a parameter twice, or holds a value that YAML would reinterpret.
    """
    return dict(_mapping(path.name, path.read_bytes()))


@lru_cache
def _mapping(name: str, content: bytes) -> dict[str, object]:
    try:
        node = _composed(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise ReportError(f"{name}: filen er ikke UTF-8.", f"{name}: the file is not UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ReportError(
            f"{name}, linje {line}: filen er ikke gyldig YAML.", f"{name}, line {line}: the file is not valid YAML."
        ) from None
    if not isinstance(node, yaml.MappingNode):
        raise ReportError(
            f"{name}: filen skal bestå af linjer med navn: værdi.", f"{name}: the file must be lines of name: value."
        )
    values = {}
    for key, value in node.value:
        where = f"{name}, linje {key.start_mark.line + 1}", f"{name}, line {key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode):
            raise _refusal(where, "et navn skal være et enkelt ord.", "a name must be a single word.")
        if key.value in values:
            named = shown(key.value)
            raise _refusal(where, f"{named} står to gange.", f"{named} is there twice.")
        values[key.value] = _as_written(value, where)
    return values


def parse_value(text: str) -> object:
    """Read a value given on the command line the way a line of a parameter file is read."""
    try:
        node = _composed(text)
    except yaml.YAMLError:
        raise ReportError("Værdien efter -p er ikke gyldig YAML.", "The value after -p is not valid YAML.") from None
    return "" if node is None else _as_written(node, ("-p", "-p"))


def shown(name: str) -> str:
    """Repeat a name or a path in a message: its beginning, with everything that is not plain text escaped."""
    return repr(name if len(name) <= 40 else name[:40] + "…")


def _composed(text: str) -> yaml.Node | None:
    """Read the shape of YAML without making a single object of it."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError:
        raise yaml.YAMLError("nested too deeply") from None


def _refusal(where: tuple[str, str], danish: str, english: str) -> ReportError:
    return ReportError(f"{where[0]}: {danish}", f"{where[1]}: {english}")


def _as_written(node: yaml.Node, where: tuple[str, str]) -> object:
    kind = node.tag.removeprefix("tag:yaml.org,2002:")
    if kind not in ("int", "float", "bool", "null", "str", "timestamp", "seq", "map"):
        raise _refusal(where, "mærket foran værdien kan ikke bruges.", "the tag before the value cannot be used.")
    if isinstance(node, yaml.SequenceNode):
        if not all(isinstance(item, yaml.ScalarNode) for item in node.value):
            raise _refusal(
                where, "en liste må kun bestå af enkelte værdier.", "a list may only consist of single values."
            )
        return [_as_written(item, where) for item in node.value]
    if not isinstance(node, yaml.ScalarNode):
        raise _refusal(
            where,
            "en værdi er et tal, en tekst, true/false eller en liste af dem.",
            "a value is a number, a text, true/false or a list of those.",
        )
    if node.style is not None:
        return node.value
    if _INTEGER.fullmatch(node.value) and not re.match(r"[-+]?0\d", node.value):
        return int(node.value)
    if _NUMBER.fullmatch(node.value) and kind != "int":
        return float(node.value)
    if node.value in ("true", "false"):
        return node.value == "true"
    if kind == "null":
        return None
    if kind in ("int", "float", "bool"):
        raise _refusal(
            where,
            "sæt værdien i anførselstegn, hvis den er en tekst, eller skriv tallet helt ud.",
            "put the value in quotation marks if it is a text, or write the number in full.",
        )
    return node.value
