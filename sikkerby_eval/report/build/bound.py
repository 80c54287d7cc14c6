"""The rule for numbers bound to a row: they say what the page's own CSV file says of that row, and nothing else."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pandas as pd
from bs4 import BeautifulSoup, NavigableString, Tag

from sikkerby_eval.judge.disclosure import row_ids
from sikkerby_eval.judge.disclosure.cells import KEY_COLUMNS
from sikkerby_eval.report.build.marks import tags_in
from sikkerby_eval.report.build.messages import Fault, at
from sikkerby_eval.report.build.page import files_offered
from sikkerby_eval.report.text.constants import loose_numbers, numbers_in
from sikkerby_eval.report.text.naming import place
from sikkerby_eval.report.text.numbers import period
from sikkerby_eval.report.text.words import UNITS, word

BOUND = {"attrs": {"data-row": True}}
_SAID = ("value", "ci_low", "ci_high")
_COUNTS = ("numerator", "denominator", "n_persons")
_BOUNDS = ("under", "over")
_OF_ROW, _APART = frozenset(("limits", "of-row")), frozenset(("limits", "number"))


def numbers_of_rows(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """A number bound to a row is one of the row's own: its value, an end of its interval, a count, its period.

    Limits beside a number are of its row, and so is an interval in the next cell. What is counted or worked out inside
    such an element stands in a ``number`` of its own without a row. Beside each table is a file with its rows.
    """
    rows = rows_offered(page)
    for tag, name, said in _bound(page):
        of_row = _of(name, rows)
        if not name and loose_numbers(said, language):
            yield at(tag, "loose_number")
        if rows and tag.name == "td" and not of_row:
            yield at(tag, "row_not_offered")
        if of_row and not _says_only(of_row, said, language):
            yield at(tag, "number_of_another")


def numbers_of_rows_held(page: BeautifulSoup, language: str, held: Mapping[str, list[dict]]) -> Iterator[Fault]:
    """What is bound to a row that no file of the page has is bound to one of a published table, and says what it says.

    Parameters
    ----------
    held
        The rows of the published tables behind the page, by name, as ``rows_held`` reads them.
    """
    offered = rows_offered(page)
    for tag, name, said in _bound(page):
        if name and not _of(name, offered):
            of_row = _of(name, held)
            if not of_row:
                yield at(tag, "row_not_held")
            elif not _says_only(of_row, said, language):
                yield at(tag, "number_not_held")


def rows_offered(page: BeautifulSoup) -> dict[str, list[dict]]:
    """Read the rows of the CSV files that a page offers, by the name that elements are bound to."""
    return _rows_of(tuple(files_offered(page)))


@lru_cache(maxsize=1)
def _rows_of(files: tuple[str, ...]) -> dict[str, list[dict]]:
    told = (row for file in files for row in csv.DictReader(io.StringIO(file, newline=""), delimiter=";"))
    alike: dict[tuple, list[dict]] = {}
    for row in {tuple(row.items()): row for row in told}.values():
        alike.setdefault(tuple(row[name] for name in KEY_COLUMNS), []).append(row)
    if not alike:
        return {}
    return dict(zip(row_ids(pd.DataFrame([rows[0] for rows in alike.values()])), alike.values(), strict=True))


def _bound(page: BeautifulSoup) -> Iterator[tuple[Tag, str, str]]:
    """Give each element that is bound to a row, the name of the row, and its own words."""
    for tag in filter(_is_of_row, tags_in(page)):
        row = tag if tag.has_attr("data-row") else tag.find_previous_sibling(**BOUND) or tag.find_parent(**BOUND)
        yield tag, row["data-row"] if row else "", _own_words(tag)


def _of(name: str, rows: Mapping[str, list[dict]]) -> list[dict]:
    return rows.get(name, rows.get(name.rpartition(":")[0], []))


def _is_of_row(tag: Tag) -> bool:
    return "data-row" in tag.attrs or not _OF_ROW.isdisjoint(tag.attrs.get("class", ()))


def _own_words(tag: Tag) -> str:
    """The text of an element but for what is bound to another row, or counted, in an element of its own."""

    def own(home: Tag) -> Iterator[str]:
        for part in home.contents:
            if not isinstance(part, Tag):
                yield part if type(part) is NavigableString else ""
            elif "data-row" not in part.attrs and _APART.isdisjoint(part.attrs.get("class", ())):
                yield from own(part)

    return " ".join("".join(own(tag)).split())


def _says_only(of_row: list[dict], said: str, language: str) -> bool:
    return all(_says(number, said, of_row, language) for number in loose_numbers(said, language))


def _says(number: str, said: str, of_row: list[dict], language: str) -> bool:
    return any(_is_label(number, row, language) or _is_value(number, said, row, language) for row in of_row)


def _is_label(number: str, row: dict, language: str) -> bool:
    named = f"{period(row['period'], language)} {place(row['area'])} {row['group']}"
    return number in numbers_in(named, language)


def _is_value(number: str, said: str, row: dict, language: str) -> bool:
    separators = {"da": (".", ","), "en": (",", ".")}[language]
    digits = number.replace(separators[0], "").replace(separators[1], ".")
    if not re.fullmatch(r"\d+(\.\d+)?", digits):
        return False
    written, half = float(digits), 0.5 / 10 ** len(digits.partition(".")[2])
    scale = 100 if UNITS[row["unit"]][0] in ("percent", "points") else 1
    values = [_float(row[name]) * scale for name in _SAID if row[name]]
    if row["unit"] == "ratio":
        values += [(value - 1) * 100 for value in values]  # told as the change in per cent
    values += [_float(row[name]) for name in _COUNTS if row[name]]
    room = 2 * half if any(word(bound, language) in said.split() for bound in _BOUNDS) else half
    return any(abs(abs(value) - written) <= room + 1e-9 * abs(value) for value in values)


def _float(written: str) -> float:
    return float(written.replace(",", "."))
