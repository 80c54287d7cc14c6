"""The page beside a report that tells which figures differ from the report before it, by how much, and why.

It is made from what both have published, manifests and figures, so that anybody can make it again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from sikkerby_eval.judge.disclosure import ledger
from sikkerby_eval.report.build import page
from sikkerby_eval.report.build.earlier import Issue, rest_on
from sikkerby_eval.report.build.gate import refuse_faults
from sikkerby_eval.report.build.page_words import words
from sikkerby_eval.report.build.plan import REVISIONS, Front, Link
from sikkerby_eval.report.tables.published import cell, label, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.metric_names import metric_name
from sikkerby_eval.report.text.words import UNITS, word

NAME = REVISIONS
TOLD = (ledger.REVISED, ledger.REVISED_BY_FEW, ledger.NOW_SHOWN, ledger.NOW_WITHHELD)
UNCERTAINTY = "kun usikkerheden"
"""The number stands as it did, with other limits: of a long series each new quarter tells how much the others swing."""
COUNTED = {
    ledger.UNCHANGED: "unchanged",
    ledger.REVISED: "revised",
    UNCERTAINTY: "uncertainty_moved",
    ledger.REVISED_BY_FEW: "revised_by_few",
    ledger.NOW_SHOWN: "now_shown",
    ledger.NOW_WITHHELD: "now_withheld",
    ledger.NEW: "new",
    ledger.GONE: "gone",
}
BASIS = {"": "basis_published", "demonstration": "basis_demonstration", "leveret": "basis_delivered"}
SAME = 1e-9
OF_THE_ISSUE = ("aar", "kvartal", "language", "registre")


def before_and_after(issue: Issue, others: Iterable[Issue]) -> tuple[Issue | None, Issue | None]:
    """Find the report of the same kind and language that a report follows, and the one that follows it."""
    alike = [other for other in others if _series(other) == _series(issue)]
    earlier = [other for other in alike if other.when < issue.when]
    later = [other for other in alike if other.when > issue.when]
    return max(earlier, key=_time, default=None), min(later, key=_time, default=None)


def causes(before: Mapping, now: Mapping) -> list[str]:
    """Say what differs between how two reports were made, by their public manifests."""
    found = []
    if before["inputs"] != now["inputs"]:
        found.append("cause_data")
    if any(before["code"].get(part) != now["code"].get(part) for part in ("library", "notebook")):
        found.append("cause_method")
    if before["libraries"] != now["libraries"]:
        found.append("cause_libraries")
    chosen = [
        {name: value for name, value in each["parameters"].items() if name not in OF_THE_ISSUE}
        for each in (before, now)
    ]
    if chosen[0] != chosen[1]:
        found.append("cause_choices")
    return found or ["cause_time"]


def revisions_page(issue: Issue, before: Issue | None) -> bytes:
    """Make the page.

    Parameters
    ----------
    issue
        The report.
    before
        The one it follows, or None.

    Raises
    ------
    ReportError
        If the page has faults.
    """
    language = issue.language
    said = words(language)
    front = Front(
        title=said["revisions_title"].format(title=issue.public["title"]),
        language=language,
        basis=said[BASIS[rest_on(issue.public["parameters"])]],
        publisher=_publisher(issue.public["parameters"], said),
        demonstration=rest_on(issue.public["parameters"]) == "demonstration",
        links=(Link("index.html", issue.public["title"]),),
    )
    written = page.render_revisions(front, joined(_body(issue, before, said, language)))
    refuse_faults(written, language)
    return written.encode()


def _body(issue: Issue, before: Issue | None, said: Mapping[str, str], language: str) -> Iterator[Html]:
    yield element("p", element("a", said["revisions_back"].format(title=issue.public["title"]), href="index.html"))
    if before is None or not issue.results:
        yield element("p", said["revisions_first" if before is None else "revisions_no_figures"], class_="lead")
        return
    now, then = (ledger.read_results(each.results) for each in (issue, before))
    told = _same_number_apart(ledger.revisions(then, now), then, now)
    many = Counter(told["change"])
    title = text.printed(before.public["title"], language)
    yield element("p", Html(said["revisions_since"]).format(title=title), class_="lead")
    counted = [
        (Html(said[name]), text.counted(many[change], language)) for change, name in COUNTED.items() if many[change]
    ]
    yield element("ul", *(element("li", line.format(n=count)) for line, count in counted))
    yield element("h2", said["revisions_why"], id="aarsager")
    yield element("ul", *(element("li", said[name]) for name in causes(before.public, issue.public)))
    listed = told[told["change"].isin(TOLD)]
    if listed.empty:
        return
    yield element("h2", said["revisions_list"], id="tal")
    old, new = (frame.set_index("row_id") for frame in (then, now))
    records = [_record(row.row_id, row.change, old, new, said, language) for row in listed.itertuples()]
    headers = {name: said[f"revisions_{name}"] for name in ("figure", "period", "area", "group", "was", "is", "moved")}
    yield plain_table(records, said["revisions_caption"], headers, language)


def _same_number_apart(told: pd.DataFrame, then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Tell numbers whose limits alone have moved apart from those that have moved themselves."""
    values = [told["row_id"].map(frame.set_index("row_id")["value"]) for frame in (then, now)]
    same = (told["change"] == ledger.REVISED) & ((values[0] - values[1]).abs() <= SAME).fillna(False)
    return told.assign(change=told["change"].mask(same, UNCERTAINTY))


def _record(row_id, change, old, new, said, language) -> dict:
    was, row = old.loc[row_id], new.loc[row_id]
    figure = text.printed(metric_name(row["metric"], language), language)
    where = {key: text.printed(label(row[key], key, language), language) for key in ("period", "area", "group")}
    if change == ledger.REVISED and was["status"] == row["status"] == ledger.SHOWN:
        moved = _moved(was["value"], row["value"], row["unit"], language)
        # What has moved by less than the last digit shown is not told as a change of nothing.
        moved = moved if re.search("[1-9]", moved) else said["hardly_moved"]
        told = {"was": text.said(was, language), "is": text.said(row, language), "moved": moved}
        told = {name: element("span", number, class_="number") for name, number in told.items()}
    elif change == ledger.REVISED_BY_FEW:
        told = dict.fromkeys(("was", "is", "moved"), said["by_few"])
    else:
        shown = [word("shown" if each["status"] == "shown" else each["status"], language) for each in (was, row)]
        told = {"was": shown[0], "is": shown[1], "moved": said["not_compared"]}
    return {"figure": figure, **where} | {name: cell(what) for name, what in told.items()}


def _moved(then, now, unit: str, language) -> str:
    """The difference of the two numbers as they are shown, so that a reader who subtracts them finds it.

    A share moves by percentage points; "under" and "over", as a share near its end is told, fit no change.
    """
    kind, decimals = UNITS[unit][:2]
    percentage = kind in ("percent", "points")
    then, now = (text.rounded(value, decimals + 2 * percentage) for value in (then, now))
    if kind == "probability":
        return ("+" if now > then else "") + text.number(now - then, language, decimals)
    return text.quantity(now - then, "percentage_points" if percentage else unit, language, signed=True)


def _series(issue: Issue):
    return issue.kind, issue.language, issue.public["parameters"].get("indikator")


def _time(issue: Issue):
    return issue.when


def _publisher(parameters: Mapping, said: Mapping[str, str]) -> str:
    publisher = parameters.get("udgiver")
    return said["issued_by"].format(publisher=publisher) if publisher else said["not_the_city"]


def all_pages(issue: Issue, others: Iterable[Issue]) -> dict[Path, bytes]:
    """Make the pages that publishing a report changes: its own, and that of the report that follows it."""
    before, after = before_and_after(issue, others)
    return {issue.place: revisions_page(issue, before)} | ({after.place: revisions_page(after, issue)} if after else {})
