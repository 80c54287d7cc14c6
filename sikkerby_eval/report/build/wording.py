"""Rules for a page's words: numbers, dates, links and sentences in the language that the page says it is in."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

from sikkerby_eval.report.build.marks import holding, texts
from sikkerby_eval.report.build.messages import Fault, at

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
    said = texts(page, language)
    for pattern, fault in (*_NUMBERS[language], *_EVERYWHERE, (_MONTHS[language], "month_of_other_language")):
        yield from (at(tag, fault) for tag, _ in holding(pattern, said))
    yield from (at(tag, "missing_slipped") for tag, text in said if text.strip() in ("None", "True", "False", "null"))


def languages(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """A sentence in the other language says so with ``lang``, so that it is read aloud right."""
    other = {"da": "en", "en": "da"}[language]
    for tag, text in holding(_COMMON[other], texts(page, language)):
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
