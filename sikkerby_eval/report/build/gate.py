"""The last look at a page before it is published, for what an accessibility checker cannot see.

axe says nothing of an alt text that says nothing, a table without a caption, a decimal point in Danish or a file that
would be fetched from elsewhere. Each rule here is a function from the parsed page to its faults; a fault names the
rule and the section, and never repeats the page's text.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from bs4 import BeautifulSoup, Doctype, Tag

from sikkerby_eval.judge.disclosure.leak_scan import Finding, scan
from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.bound import numbers_of_rows_held
from sikkerby_eval.report.build.claims import CLAIMS
from sikkerby_eval.report.build.marks import tags_in
from sikkerby_eval.report.build.messages import LEAKS, PHRASES, Fault, at
from sikkerby_eval.report.build.page import CSP, parsed
from sikkerby_eval.report.build.wording import WORDING
from sikkerby_eval.report.text.markup import content_of

_FORBIDDEN = re.compile(
    "script|iframe|object|embed|applet|frame|frameset|base|link|form|input|button|audio|video|canvas|font"
)
_FETCHED = re.compile("src|srcset|poster|background|data|action|formaction|manifest|ping|longdesc")
_COLOURED = frozenset(("style", "bgcolor", "color"))
_POINTING = re.compile("aria-(labelledby|describedby|controls|owns|details)|headers|for")
_FILLER = re.compile(
    r"(no description.*|ingen beskrivelse.*|beskrivelse mangler.*|[\w-]+\.(png|svg|jpe?g|webp|gif)|"
    r"((a|an|et|en) )?(image|picture|figure|figur|graf|graph|plot|chart|diagram|billede|illustration)"
    r"( of| af)?[\s\d.:]*)[\s.]*",
    re.IGNORECASE,
)
_RUNS = re.compile(r"\s*(javascript|vbscript|data:text/html)", re.IGNORECASE)
_BAD_LINK = re.compile(r"(?!https://)[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_SVG_RUNS = re.compile(
    rb"<\s*(script|foreignobject|iframe|image|animate|set)\b|\bon[a-z]+\s*=|javascript:|"
    rb"(href\s*=\s*[\"']?|url\(\s*[\"']?|@import\s+[\"']?)\s*(https?:|//|data:)",
    re.IGNORECASE,
)


def faults(html: str, language: str, held: Mapping[str, list[dict]] | None = None) -> list[str]:
    """List what is wrong with a page.

    Parameters
    ----------
    html
        The whole page.
    language
        ``da`` or ``en``: the language it is to be in.
    held
        The rows of the published tables behind the page, by name; by default only the rows of its own files are asked.

    Returns
    -------
    list of str
        One line in Danish for each fault, in the order of the rules; empty for a page that may be published.
    """
    return [fault.told("da") for fault in _found(html, language, held)]


def refuse_faults(html: str, language: str, held: Mapping[str, list[dict]] | None = None) -> None:
    """Stop a page that has faults; parameters as for ``faults``.

    Raises
    ------
    ReportError
        With the list of faults.
    """
    found = Counter(_found(html, language, held))
    if found:
        raise ReportError(*(_list_of_faults(found, told) for told in ("da", "en")))


def refuse_leaks(files: Mapping[str, bytes], person_ids: Collection[str] = ()) -> None:
    """Stop files that hold what belongs to a person or to a machine.

    Parameters
    ----------
    files
        Name to content of everything that is about to be published.
    person_ids
        The ids of the delivered registers; one of under six characters cannot be told from a number or a word.

    Raises
    ------
    ReportError
        With the kind of thing, the file and the line; never the thing itself.
    """
    found = scan(dict(files), person_ids=[name for name in person_ids if len(name) >= 6])
    if found:
        raise ReportError(*(_list_of_leaks(found, told) for told in ("da", "en")))


def document(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """The page says its language, its title and its width, and forbids everything that is not in it."""
    if not isinstance(next(iter(page.contents), None), Doctype):
        yield Fault("no_doctype")
    if not page.html or page.html.get("lang") != language:
        yield Fault("page_language", of=language)
    if not page.title or not page.title.get_text(strip=True):
        yield Fault("no_title")
    policies = page.find_all("meta", attrs={"http-equiv": "Content-Security-Policy"})
    if [policy.get("content") for policy in policies] != [CSP] or policies[0].find_previous("style"):
        yield Fault("no_policy")
    viewport = page.find("meta", attrs={"name": "viewport"})
    if not viewport or re.search(r"user-scalable|maximum-scale|width=\d", viewport.get("content", "")):
        yield Fault("no_viewport")
    if len(page.find_all("main")) != 1:
        yield Fault("one_main")
    first = page.body.find(True) if page.body else None
    if not first or first.name != "a" or not first.get("href", "").startswith("#"):
        yield Fault("no_skip_link")


def scripts(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Nothing on the page can run."""
    for tag in tags_in(page):
        if _FORBIDDEN.fullmatch(tag.name):
            yield at(tag, "forbidden_element")
        if tag.name == "meta" and tag.get("http-equiv", "").lower() == "refresh":
            yield at(tag, "moves_the_reader")
        if tag.name == "style" and tag.find_parent("head") is None:
            yield at(tag, "style_in_body")
        if any(name.startswith("on") for name in tag.attrs):
            yield at(tag, "runs_code")
        if any(_RUNS.match(str(value)) for value in tag.attrs.values()):
            yield at(tag, "address_runs_code")


def addresses(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Nothing is fetched from elsewhere, and a picture holds nothing that runs or fetches."""
    for tag in tags_in(page):
        for name in filter(_FETCHED.fullmatch, tag.attrs):
            yield from _content(tag, str(tag[name]))
        address = str(tag.get("href", tag.get("xlink:href", "")))
        if tag.name not in ("a", "area") and address and not address.startswith("#"):
            yield at(tag, "fetches")
        elif _BAD_LINK.match(address) and not address.startswith("data:text/csv"):
            yield at(tag, "bad_link")
    for style in (tag for tag in tags_in(page) if tag.name == "style" or "style" in tag.attrs):
        if re.search(r"@import|url\(\s*[\"']?(?!data:)|expression\(", style.get("style", style.get_text()), re.I):
            yield at(style, "style_fetches")


def names(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Each name is used once, and each reference on the page leads somewhere."""
    used = Counter(tag["id"] for tag in tags_in(page) if "id" in tag.attrs)
    yield from (Fault("id_twice", of=str(count)) for count in used.values() if count > 1)
    for tag in tags_in(page):
        targets = [target for name in filter(_POINTING.fullmatch, tag.attrs) for target in str(tag[name]).split()]
        if tag.name == "a" and tag.get("href", "").startswith("#"):
            targets.append(tag["href"][1:])
        if any(target not in used for target in targets):
            yield at(tag, "dead_reference")


def headings(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """One title, and no level skipped."""
    found = page.find_all(re.compile("^h[1-6]$"))
    levels = [int(tag.name[1]) for tag in found]
    if levels.count(1) != 1 or levels[0] != 1:
        yield Fault("one_first_heading")
    for tag, before in zip(found[1:], levels, strict=False):
        if int(tag.name[1]) > before + 1:
            yield at(tag, "skipped_level")
    yield from (at(tag, "empty_heading") for tag in found if not tag.get_text(strip=True))


def pictures(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Each picture says in words what it shows, and no two say the same."""
    shown = [(tag, tag.get("alt", "")) for tag in page.find_all("img")]
    shown += [(tag, tag.get("aria-label", "")) for tag in page.find_all("svg") if tag.get("aria-hidden") != "true"]
    repeated = Counter(text.strip().lower() for _, text in shown)
    for tag, text in shown:
        if len(text.split()) < 4 or _FILLER.fullmatch(text.strip()):
            yield at(tag, "no_alt")
        elif repeated[text.strip().lower()] > 1:
            yield at(tag, "same_alt")
        if tag.name == "svg" and tag.get("role") != "img":
            yield at(tag, "no_role")


def figures(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Each figure has a title, an alt text that says more than the title, and its numbers in a table."""
    for figure in page.find_all("figure"):
        title = figure.figcaption.get_text(" ", strip=True) if figure.figcaption else ""
        if not title:
            yield at(figure, "no_figcaption")
        if any(image.get("alt", "").strip() == title for image in figure.find_all("img")):
            yield at(figure, "alt_repeats_title")
        following = figure.find_next_sibling()
        if not figure.table and not (following and (following.name == "table" or following.table)):
            yield at(figure, "figure_without_table")


def tables(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Each table can be read by ear: caption, one row of headers, headers with scope, and no cell without words."""
    captions = Counter(tag.get_text(" ", strip=True) for tag in page.find_all("caption"))
    yield from (Fault("same_caption") for text, count in captions.items() if text and count > 1)
    for table in page.find_all("table"):
        if not table.caption or not table.caption.get_text(strip=True):
            yield at(table, "no_caption")
        if not table.thead or len(table.thead.find_all("tr")) != 1:
            yield at(table, "header_rows")
        if any(head.get("scope") not in ("col", "row", "colgroup", "rowgroup") for head in table.find_all("th")):
            yield at(table, "no_scope")
        rows = table.tbody.find_all("tr") if table.tbody else []
        if not rows or any(row.find("th", scope="row") is None for row in rows):
            yield at(table, "row_without_header")
        cells = [[cell for cell in tags_in(row) if cell.name in ("th", "td")] for row in table.find_all("tr")]
        if len({sum(int(cell.get("colspan", 1)) for cell in row) for row in cells}) > 1:
            yield at(table, "uneven_rows")
        if any(not re.search(r"\w", _said(cell)) for row in cells for cell in row):
            yield at(table, "empty_cell")
        if table.get("border") or "dataframe" in table.get("class", []) or table.find_parent("table"):
            yield at(table, "foreign_table")


def looks(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """Nothing is told by colour alone, and nothing has a width of its own."""
    for tag in (tag for tag in tags_in(page) if "verdict" in tag.get("class", ())):
        if not re.search(r"[^\W\d]{3}", _said(tag)):
            yield at(tag, "verdict_without_words")
    for tag in (tag for tag in tags_in(page) if not _COLOURED.isdisjoint(tag.attrs)):
        if re.search(r"colou?r|background", tag.get("style", "color"), re.I):
            yield at(tag, "own_colour")
    for tag in tags_in(page):
        fixed = re.search(r"width\s*:\s*\d{3,}px", tag.get("style", ""), re.I)
        if fixed or (tag.name not in ("img", "svg", "source") and str(tag.get("width", "")).isdigit()):
            yield at(tag, "fixed_width")
        if str(tag.get("tabindex", "0")).lstrip("+") not in ("0", "-1"):
            yield at(tag, "keyboard_order")


def regions(page: BeautifulSoup, language: str) -> Iterator[Fault]:
    """A part that can scroll is reached by keyboard and has a name of its own."""
    found = page.find_all(role="region")
    labels = Counter(tag.get("aria-label", tag.get("aria-labelledby", "")) for tag in found)
    for tag in found:
        label = tag.get("aria-label", tag.get("aria-labelledby", ""))
        if not label or labels[label] > 1 or tag.get("tabindex") != "0":
            yield at(tag, "region_without_name")


RULES = (document, scripts, addresses, names, headings, pictures, figures, tables, looks, regions, *WORDING, *CLAIMS)


def _found(html: str, language: str, held: Mapping[str, list[dict]] | None) -> list[Fault]:
    page = parsed(html)
    found = [fault for rule in RULES for fault in rule(page, language)]
    return found if held is None else [*found, *numbers_of_rows_held(page, language, held)]


def _list_of_faults(found: Counter[Fault], told: str) -> str:
    many = PHRASES["places"][told]
    lines = (f"- {fault.told(told)}" + (many.format(count=n) if n > 1 else "") for fault, n in found.items())
    return "\n".join([PHRASES["refused"][told], *lines])


def _list_of_leaks(found: Collection[Finding], told: str) -> str:
    where = PHRASES["line"][told]
    lines = (f"- {where.format(file=hit.file, line=hit.line)}: {LEAKS[hit.kind][told]}" for hit in found)
    return "\n".join([PHRASES["leaks"][told], *lines])


def _said(tag: Tag) -> str:
    """What an element says to somebody who listens."""
    inside = list(tags_in(tag))
    hidden = {id(text) for part in inside if part.get("aria-hidden") == "true" for text in part.strings}
    words = "".join(text for text in tag.strings if id(text) not in hidden)
    return words + " ".join(part.get("aria-label", "") + part.get("alt", "") for part in inside)


def _content(tag: Tag, address: str) -> Iterator[Fault]:
    kind = address.partition(",")[0]
    if not re.match(r"data:image/(png|svg\+xml|webp|jpeg)\b", kind):
        yield at(tag, "fetches")
    elif "svg" in kind:
        try:
            drawn = content_of(address)
        except ValueError:
            yield at(tag, "unreadable_picture")
            return
        if _SVG_RUNS.search(drawn):
            yield at(tag, "picture_runs")
