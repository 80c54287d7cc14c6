"""Rules for what a page claims: each number has a row behind it, and nothing is said to have caused anything.

A number that ``text`` writes stands in an element of its own (``data-row``, ``number``, ``limits``) or in a cell of a
table. What is only heard, or leads to a figure or a table, repeats the numbers of that figure or table. Everything
else with a digit or a number word is loose, but for the constants that ``text.constants`` declares.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from sikkerby_eval.report.build.messages import Fault, at
from sikkerby_eval.report.build.wording import texts
from sikkerby_eval.report.text.constants import loose_numbers, numbers_in

FROM_ROWS = "[data-row], [data-break], .number, .limits, td"
AS_WRITTEN = "blockquote, q, cite, .source"
"""A goal's own words, those of a project or of SSP, and the names of sources."""
CAUSES = re.compile(
    r"effekten af|effect of|førte til|virkede|har virket|på grund af|skyldes|takket være|bevirke|forårsag|"
    r"(?<!say what )(?<!says what )caused|(?<!be )\bled to\b|(?:it|that|programme|effort|which) (?:has |have )?worked|"
    r"because of|due to|thanks to|resulted in",
    re.IGNORECASE,
)
"""What may be said of a comparison on level 3 of the Maryland scale and above; no report has one."""


def numbers_from_rows(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Each number is one from a row, a repetition of one, or a declared constant."""
    names = _names(page, language)
    for tag, words in texts(page, language, f"{FROM_ROWS}, {AS_WRITTEN}"):
        if (tag.name == "th" and tag.get("scope") == "row") or tag.find_parent("td"):
            continue
        loose = loose_numbers(names.sub(" ", words), language)
        if loose and not set(loose) <= _repeated(tag, language):
            yield at(tag, "loose_number")


def causes(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Only those who are quoted say what came of what."""
    for tag, words in texts(page, language, AS_WRITTEN):
        if CAUSES.search(words):
            yield at(tag, "cause")


CLAIMS = (numbers_from_rows, causes)


def _names(page: BeautifulSoup, language: str) -> re.Pattern:
    """Find names of areas and groups that hold a number, as the page's own tables have them."""
    found = {head.get_text(" ", strip=True) for head in page.select('tbody th[scope="row"]')}
    named = (name for name in found if re.search(r"[^\W\d]{2}|\d{4}", name) and loose_numbers(name, language))
    longest_first = sorted(named, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first) or "(?!)")


def _repeated(tag: Tag, language: str) -> set[str]:
    """The numbers of the figure or table that a link, a summary or a text for listeners belongs to."""
    if tag.name not in ("a", "summary", "img", "div"):
        return set()
    home = tag.find_parent("figure") or tag.find_parent("details") or tag.table or tag.find_previous("table")
    parts = home.select(f"{FROM_ROWS}, th") if home else []
    return {found for part in parts for found in numbers_in(part.get_text(" "), language)}
