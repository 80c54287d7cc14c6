"""What the other reports have shown and withheld already: nothing in a new one may give back what they withheld.

The figures are read from the reports' own ``results.csv``: what the public has, and nothing else. Only reports that
count the same persons read each other, each those before it, so that the order in which reports are made is no choice:
reports of one kind, and the indicator pages after the effect report of their year.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import manifest
from sikkerby_eval.report.build.plan import Plan

SHOWN, WITHHELD = ("vist", "shown"), ("tilbageholdt", "withheld")
COLUMNS = ("metric", "period", "area", "group", "numerator", "denominator", "value", "unit", "method", "n_persons")
WHOLE_YEAR = 5
SHOWS_AGAIN = {"indikator": "effektrapport"}
"""Kinds that show the figures of another kind of the same year again, and which."""


class Issue(NamedTuple):
    """A published report with the figures it shows."""

    place: Path
    kind: str
    when: tuple[int, int, bool]
    language: str
    results: bytes
    public: dict


def when(kind: str, parameters: Mapping) -> tuple[int, int, bool]:
    """Say where in time a report belongs: a year comes after its quarters, and what repeats it after both."""
    return parameters["aar"], parameters.get("kvartal", WHOLE_YEAR), kind in SHOWS_AGAIN


def count_the_same(kind: str, other: str) -> bool:
    """Tell whether reports of two kinds count the same persons, so that one can give back what the other withholds."""
    return SHOWS_AGAIN.get(kind, kind) == SHOWS_AGAIN.get(other, other)


def rest_on(parameters: Mapping) -> str:
    """Say what a report rests on: nothing but published figures, a demonstration, or deliveries."""
    given = parameters.get("registre", "")
    return given if given in ("", "demonstration") else "leveret"


def registers_are_used(plan: Plan) -> bool:
    """Tell whether a report counts persons; published figures alone have nothing to withhold."""
    return bool(plan.parameters.get("registre"))


def must_wait_for(plan: Plan, other: Plan) -> bool:
    """Tell whether a report withholds with an eye to another one, which must be published first."""
    alike = rest_on(plan.parameters) == rest_on(other.parameters) and plan.request.out == other.request.out
    alike = alike and count_the_same(plan.request.kind, other.request.kind)
    first, second = (when(each.request.kind, each.parameters) for each in (other, plan))
    return registers_are_used(plan) and alike and first < second


def as_issue(place: Path, public: dict, results: bytes) -> Issue:
    """Put a report's place, manifest and figures together."""
    parameters = public["parameters"]
    return Issue(
        place, public["kind"], when(public["kind"], parameters), parameters.get("language", "da"), results, public
    )


def digests_of_earlier(plan: Plan) -> dict[str, str]:
    """Give place and digest of the figures of each earlier report, if this one withholds with an eye to them."""
    if not registers_are_used(plan):
        return {}
    here, out = when(plan.request.kind, plan.parameters), plan.request.out
    found = {folder: manifest.read_manifest(folder / "manifest.json") for folder in manifest.published_folders(out)}
    return {
        folder.relative_to(out).as_posix(): public["files"]["results.csv"]
        for folder, public in found.items()
        if rest_on(public["parameters"]) == rest_on(plan.parameters)
        and count_the_same(public["kind"], plan.request.kind)
        and when(public["kind"], public["parameters"]) < here
        and "results.csv" in public["files"]
    }


def issues(out: Path, parameters: Mapping, leave_out: Path | None = None) -> Iterator[Issue]:
    """Read the published reports that rest on the same kind of registers, oldest first.

    Parameters
    ----------
    out
        The output folder.
    parameters
        Of the report they are read for.
    leave_out
        The folder of a report that is about to be replaced.

    Raises
    ------
    ReportError
        If one cannot be read, or its figures are not those that were published.
    """
    found = []
    for folder in (each for each in manifest.published_folders(out) if each != leave_out):
        public = manifest.read_manifest(folder / "manifest.json")
        if rest_on(public["parameters"]) != rest_on(parameters) or "results.csv" not in public["files"]:
            continue
        results = folder / "results.csv"
        content = results.read_bytes() if results.is_file() else b""
        if manifest.digest(content) != public["files"]["results.csv"]:
            place = folder.relative_to(out).as_posix()
            raise ReportError(
                f"{place}/results.csv er ikke den, der blev udgivet. Hent den rette frem, eller lav rapporten igen.",
                f"{place}/results.csv is not the one that was published. Bring that back, or make the report again.",
            )
        language = public["parameters"].get("language", "da")
        found.append(
            Issue(folder, public["kind"], when(public["kind"], public["parameters"]), language, content, public)
        )
    yield from sorted(found, key=lambda issue: (issue.when, issue.kind, issue.language))


def told_elsewhere(out: Path, kind: str, parameters: Mapping) -> tuple[bytes, dict[str, str]]:
    """Gather what the other reports show and withhold.

    Parameters
    ----------
    out
        The output folder.
    kind, parameters
        Of the report that is about to be made; its own earlier version, in any language, does not count.

    Returns
    -------
    bytes
        CSV with ``COLUMNS``, ``basis``, ``status`` (``vist``, ``tilbageholdt``) and ``later``: ``ja`` for rows of later
        reports. A row stands once as shown and once as withheld for earlier and for later reports, as it was told
        last. Empty if there is nothing.
    dict
        Place to digest of each file of figures that was read.
    """
    rows, digests, here = {}, {}, when(kind, parameters)
    for issue in issues(out, parameters):
        if issue.when == here or not count_the_same(issue.kind, kind):
            continue
        digests[issue.place.relative_to(out).as_posix()] = issue.public["files"]["results.csv"]
        later = "nej" if issue.when < here else "ja"
        for row in csv.DictReader(io.StringIO(issue.results.decode("utf-8-sig"), newline=""), delimiter=";"):
            hidden = row["status"] in WITHHELD
            if hidden or (row["status"] in SHOWN and row["n_persons"] + row["numerator"]):
                told = tuple(row[column] for column in COLUMNS)
                status = WITHHELD[0] if hidden else SHOWN[0]
                base_known = bool(row["denominator"])
                rows[(*told[:4], told[8], status, base_known, later)] = (*told, row["basis"], status, later)
    if not rows:
        return b"", digests
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(
        [(*COLUMNS, "basis", "status", "later"), *rows.values()]
    )
    return written.getvalue().encode(), digests
