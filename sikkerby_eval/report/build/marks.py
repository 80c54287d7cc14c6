"""What stands on a page, read in one pass: its tags, its texts, and which of them are marked as numbers or quotations.

A number that ``text`` writes stands in an element of its own (``data-row``, ``number``, ``limits``, ``of-row``), what
stands so in a named source in another (``printed``), and what somebody else said in a quotation or a source.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from bs4 import BeautifulSoup, NavigableString, Tag

_NUMBERS = frozenset(("number", "limits", "of-row", "printed"))
_HEADINGS = ("title", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "summary")
_BLOCKS = frozenset((*_HEADINGS, "p", "li", "dt", "dd", "th", "td", "blockquote", "a", "div", "section"))
_SPOKEN = ("alt", "aria-label", "title")


def tags_in(home: Tag) -> Iterator[Tag]:
    """Give every element inside another, in the order of the page."""
    return (part for part in home.descendants if isinstance(part, Tag))


def is_number(tag: Tag) -> bool:
    """Tell whether an element holds numbers from a row, a break, a count or a source."""
    return "data-row" in tag.attrs or "data-break" in tag.attrs or not _NUMBERS.isdisjoint(tag.attrs.get("class", ()))


def is_as_written(tag: Tag) -> bool:
    """Tell whether an element holds a goal's own words, those of a project or of SSP, or the name of a source."""
    return tag.name in ("blockquote", "q", "cite") or "source" in tag.attrs.get("class", ())


def is_unread(tag: Tag) -> bool:
    """Tell whether nobody reads an element as text of the page."""
    return tag.name in ("code", "style", "script") or "version" in tag.attrs.get("class", ())


def texts(
    page: BeautifulSoup, language: str, silent: Callable[[Tag], bool] = is_unread, told: str = ""
) -> list[tuple[Tag, str]]:
    """Give each block of text once, and each text that is only heard.

    Only text in the page's own language, or in the one that is told, is given, and nothing that nobody reads or that
    stands in elements that are to be silent.
    """
    blocks: dict[int, tuple[Tag, list[str]]] = {}
    spoken: list[tuple[Tag, str]] = []
    told = told or language

    def walk(home: Tag, block: Tag | None, spoken_in: str, heard: bool) -> None:
        for part in home.contents:
            if isinstance(part, Tag):
                its = part.attrs.get("lang") or spoken_in
                if its == told:
                    spoken.extend((part, str(part.attrs[name])) for name in _SPOKEN if name in part.attrs)
                is_heard = heard and not is_unread(part) and not silent(part)
                walk(part, part if part.name in _BLOCKS else block, its, is_heard)
            elif heard and spoken_in == told and type(part) is NavigableString:
                stands_in = home if block is None else block
                blocks.setdefault(id(stands_in), (stands_in, []))[1].append(str(part))

    walk(page, None, language, True)
    return [(tag, "".join(parts)) for tag, parts in blocks.values()] + spoken


def holding(pattern: str | re.Pattern, said: Sequence[tuple[Tag, str]]) -> list[tuple[Tag, str]]:
    """Give the texts that hold a pattern; all are searched in one go, which is much faster than one by one."""
    whole = "\0".join(words for _, words in said)
    ends = list(accumulate(len(words) + 1 for _, words in said))
    places = (bisect_right(ends, found.start()) for found in re.finditer(pattern, whole))
    return [said[place] for place in dict.fromkeys(places)]
