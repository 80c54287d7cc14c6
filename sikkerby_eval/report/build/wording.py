"""Rules for a page's words: numbers, dates, links and sentences in the language that the page says it is in."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag

from sikkerby_eval.report.build.messages import Fault, at

_HEADINGS = ("title", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "summary")
_BLOCKS = frozenset((*_HEADINGS, "p", "li", "dt", "dd", "th", "td", "blockquote", "a", "div", "section"))
_SPOKEN = ("alt", "aria-label", "title")
_SILENT = "code, style, script, .version"
_REFERENCE = r"(?<!§\s)(?<!§)(?<!afsnit\s)(?<!kapitel\s)(?<!bilag\s)(?<!tabel\s)(?<!version\s)(?<!kl\.\s)(?<!kl\s)"
_NUMBERS = {
    "da": (
        (rf"(?<![\d.,]){_REFERENCE}\d+\.(\d{{1,2}}|\d{{4,}})(?![\d.])", "decimal_point"),
        (r"\d(%| %|\n%)", "space_before_per_cent"),
    ),
    "en": (
        (r"(?<![\d.,])\d+,(\d{1,2}|\d{4,})(?![\d,])", "decimal_comma"),
        (r"\d\s%", "no_space_before_per_cent"),
    ),
}
_EVERYWHERE = (
    (r"(?<![\w.,:/)\]-])-\d", "hyphen_as_minus"),
    (r"\b(nan|NaN|NaT|inf)\b|<NA>", "missing_slipped"),
    (r"\b\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])\b", "date_in_digits"),
)
_MONTHS = {
    "da": r"\b(January|February|March|May|June|July|October)\b|\d (August|September|November|December)\b",
    "en": r"\b(januar|februar|marts|maj|juni|juli|oktober)\b|\d\. [a-z]+ber\b",
}
_COMMON = {
    "da": re.compile(r"\b(og|er|det|på|til|af|ikke|med|som|der|den|de|blev|fra|hvor|har|kan)\b", re.IGNORECASE),
    "en": re.compile(r"\b(the|of|and|is|that|are|not|with|was|were|from|which|has|this|can)\b", re.IGNORECASE),
}
_EMPTY_LINK = re.compile(
    r"|(https?://|www\.).*|(klik |se )?her|(læs )?mere|hent|(dette |this )?link|(click )?here|(read )?more|download",
    re.IGNORECASE,
)


def numbers(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Numbers, dates and missing values are written the way the language writes them."""
    rules = (*_NUMBERS[language], *_EVERYWHERE, (_MONTHS[language], "month_of_other_language"))
    for tag, text in texts(page, language):
        yield from (at(tag, fault) for pattern, fault in rules if re.search(pattern, text))
        if text.strip() in ("None", "True", "False", "null"):
            yield at(tag, "missing_slipped")


def languages(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """A sentence in the other language says so with ``lang``, so that it is read aloud right."""
    other = {"da": "en", "en": "da"}[language]
    for tag, text in texts(page, language):
        foreign = len(_COMMON[other].findall(text))
        if foreign >= 3 and foreign > len(_COMMON[language].findall(text)):
            yield at(tag, "other_language")


def links(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """A link says where it leads when it is read alone."""
    for tag in page.find_all("a"):
        text = tag.get("aria-label", tag.get_text(" ", strip=True))
        if _EMPTY_LINK.fullmatch(text.strip(" .:»«")):
            yield at(tag, "empty_link")


WORDING = (numbers, languages, links)


def texts(page: BeautifulSoup, language: str, silent: str = "style", told: str = "") -> Iterator[tuple[Tag, str]]:
    """Give each block of text once, and each text that is only heard.

    Only text in the page's own language, or in the one that is told, is given, and nothing that stands in elements
    that are to be silent.
    """
    told = told or language
    silent = {id(part) for tag in page.select(f"{_SILENT}, {silent}") for part in tag.strings}
    blocks: dict[int, tuple[Tag, list[str]]] = {}
    for part in page.find_all(string=True):
        block = next((parent for parent in part.parents if parent.name in _BLOCKS), part.parent)
        if type(part) is NavigableString and id(part) not in silent and _language(part.parent, language) == told:
            blocks.setdefault(id(block), (block, []))[1].append(str(part))
    yield from ((tag, "".join(parts)) for tag, parts in blocks.values())
    for tag in page.find_all(True):
        if _language(tag, language) == told:
            yield from ((tag, str(tag[name])) for name in _SPOKEN if name in tag.attrs)


def _language(tag: Tag, otherwise: str) -> str:
    return next((parent["lang"] for parent in (tag, *tag.parents) if parent.get("lang")), otherwise)
