"""Rules for what a page claims: each number has a row behind it, and nothing is said to have caused anything.

A number that ``text`` writes, or that stands so in a named source, is marked (``marks``). What is only heard, or leads
to a figure or a table, repeats the numbers of that figure or table. Everything else with a digit, a number word or a
year that the page does not speak about is loose, but for the constants that ``text.constants`` declares. One is no
number word: it is an article in Danish and a pronoun in English, and no template writes a number so.
"""

import re
from collections.abc import Iterator
from html import unescape

from bs4 import BeautifulSoup, Tag

from sikkerby_eval.report.build.bound import numbers_of_rows, rows_offered
from sikkerby_eval.report.build.marks import holding, is_as_written, is_number, tags_in, texts
from sikkerby_eval.report.build.messages import Fault, at
from sikkerby_eval.report.text.constants import A_NUMBER, YEARS, loose_numbers, numbers_in, years_in
from sikkerby_eval.report.text.markup import content_of
from sikkerby_eval.report.text.numbers import period

COLOUR_OF_AXES = "#505a5f"
"""What is written in this colour in a drawing are ticks, and the numbers of breaks in the list beneath."""
_LIST_NUMBER = re.compile(r"^\d\d?\. (?=\w)")
"""Of an indicator or a key figure in the paper's own list of them, before its name at the head of a row."""
CAUSES = re.compile(
    r"effekten af|effect of|førte til|virkede|har virket|på grund af|skyldes|takket være|bevirke|forårsag|"
    r"(?<!say what )(?<!says what )caused|(?<!be )\bled to\b|(?:it|that|programme|effort|which) (?:has |have )?worked|"
    r"because of|due to|thanks to|resulted in",
    re.IGNORECASE,
)
"""What may be said of a comparison on level 3 of the Maryland scale and above; no report has one."""


def numbers_from_rows(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Each number is one from a row, a repetition of one, a year that the page speaks about, or a declared constant."""
    names, years = _names(page, language), YEARS | _years(page)
    for told in ("da", "en"):
        for tag, words in holding(A_NUMBER[told], texts(page, language, _has_a_source, told)):
            if tag.name == "img" and tag.find_parent("td"):
                continue  # has a rule of its own
            spoken = names.sub(" ", words) if tag.name != "th" else _LIST_NUMBER.sub("", words)
            loose = loose_numbers(spoken, told, years)
            if loose and not set(loose) <= _repeated(tag, language):
                yield at(tag, "loose_number")


def numbers_in_cells(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """A picture in a cell of a table is heard with numbers that stand in a table."""
    pictures = [picture for picture in page.find_all("img", alt=True) if picture.find_parent("td")]
    said = {found for cell in page.find_all("td") if pictures for found in numbers_in(cell.get_text(" "), language)}
    years = YEARS | _years(page) if pictures else YEARS
    for picture in pictures:
        if not set(loose_numbers(picture["alt"], language, years)) <= said:
            yield at(picture, "loose_number")


def numbers_drawn(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Each number written in a drawing stands in its figure's table or words too, but for those along an axis."""
    years = YEARS | _years(page)
    for figure in page.find_all("figure"):
        said = set(numbers_in(figure.get_text(" "), language))
        drawings = {str(tag.get("src") or tag.get("srcset")) for tag in figure.find_all(["img", "source"])}
        if not {number for drawing in drawings for number in _written_in(drawing, language, years)} <= said:
            yield at(figure, "loose_number")


def causes(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Only those who are quoted say what came of what."""
    yield from (at(tag, "cause") for tag, _ in holding(CAUSES, texts(page, language, is_as_written)))


CLAIMS = (numbers_from_rows, numbers_of_rows, numbers_in_cells, numbers_drawn, causes)


def _written_in(drawing: str, language: str, years: set[str]) -> Iterator[str]:
    """The numbers of a drawing's texts that are no declared constants; those in the colour of the axes are ticks."""
    if not drawing.startswith("data:image/svg"):
        return
    try:
        svg = content_of(drawing).decode(errors="replace")
    except ValueError:
        return  # a picture that cannot be read is another rule's fault
    styles = dict(re.findall(r"\.(\w+){([^}]*)}", svg))
    for tag, words in re.findall(r"<text\b([^>]*)>(.*?)</text>", svg, re.DOTALL):
        looks = tag + "".join(styles.get(name, "") for name in re.findall(r"\w+", tag))
        if COLOUR_OF_AXES not in looks:
            yield from loose_numbers(unescape(re.sub(r"<[^>]*>", " ", words)), language, years)


def _has_a_source(tag: Tag) -> bool:
    return is_number(tag) or is_as_written(tag)


def _names(page: BeautifulSoup, language: str) -> re.Pattern:
    """Find names of areas and groups that hold a number, as the page's own tables have them."""
    heads = page.find_all("th", scope="row")
    found = {head.get_text(" ", strip=True) for head in heads if head.find_parent("tbody")}
    named = (name for name in found if re.search(r"[^\W\d]{2}|\d{4}", name) and loose_numbers(name, language))
    longest_first = sorted(named, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first) or "(?!)")


def _years(page: BeautifulSoup) -> set[str]:
    """The years of the page's title, of the pages it leads to, and of the rows, breaks, sources and goals it shows."""
    said = [period(row["period"]) for rows in rows_offered(page).values() for row in rows]
    said += [tag["href"] for tag in page.find_all("a", href=re.compile(r"index\.html"))]
    said += [tag.get_text(" ") for tag in tags_in(page) if tag.name == "title" or _has_a_source(tag)]
    return {year for words in said for year in years_in(words)}


def _repeated(tag: Tag, language: str) -> set[str]:
    """The numbers of the figure or table that a link, a summary or a text for listeners belongs to."""
    if tag.name == "th":
        row = tag.find_parent("tr").find_all(attrs={"data-row": True}) if tag.get("scope") == "row" else []
        return {found for part in row for found in numbers_in(part["data-row"].replace("-", " "), language)}
    if tag.name not in ("a", "summary", "img", "div"):
        return set()
    home = tag.find_parent("figure") or tag.find_parent("details") or tag.table or tag.find_previous("table")
    parts = [part for part in tags_in(home) if part.name == "th" or is_number(part)] if home else []
    return {found for part in parts for found in numbers_in(part.get_text(" "), language)}
