"""Why a report is made again: what it was made of last time against today, by content and not by time.

What counts is the notebook's cells and tags, the parameters, the library's source and the versions of the libraries
below it, the files that were read, the front of the page, and the earlier reports that a count of persons is withheld
with an eye to. Pages that are not as they were published are made again too.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import manifest, publish
from sikkerby_eval.report.build.earlier import digests_of_earlier
from sikkerby_eval.report.build.plan import REVISIONS, Plan

REASONS = {
    "new": {"da": "ny", "en": "new"},
    "published": {"da": "siden er ikke, som den blev udgivet", "en": "the page is not as it was published"},
    "index": {"da": "mangler i oversigten", "en": "missing from the index"},
    "asked": {"da": "bedt om", "en": "asked for"},
    "kept": {"da": "den kørte notesbog skal gemmes", "en": "the executed notebook is to be kept"},
    "notebook": {"da": "ny notesbog", "en": "new notebook"},
    "library": {"da": "ny kode", "en": "new code"},
    "libraries": {"da": "nye Python-biblioteker", "en": "new Python libraries"},
    "parameters": {"da": "nye parametre", "en": "new parameters"},
    "data": {"da": "nye data", "en": "new data"},
    "earlier": {"da": "nye tidligere rapporter", "en": "new earlier reports"},
    "page": {"da": "ny sideramme", "en": "new front of the page"},
}


def made_of(plan: Plan) -> dict[str, str]:
    """Say by digests what a report is made of, each under the reason that a change of it gives."""
    read = {name: _digests(place, _state(place)) for name, place in plan.folders.items()}
    return {
        "notebook": plan.code["notebook"],
        "library": plan.code["library"],
        "libraries": _digest(manifest.library_versions()),
        "parameters": _digest(plan.parameters),
        "data": _digest(read),
        "earlier": _digest(digests_of_earlier(plan)),
        "page": _digest([plan.front, plan.request.pdf]),
    }


def why(plan: Plan) -> str | None:
    """Name the reason to make a report, a key of ``REASONS``; nothing if what is published is what would be made."""
    out = plan.request.out.resolve()
    kept = publish.private_folder(out) / f"{plan.name}.json"
    try:
        before = manifest.read_manifest(kept)
    except ReportError:
        return "new"
    if plan.request.keep_notebook:
        return "kept"
    if plan.request.force:
        return "asked"
    now, then = made_of(plan), before.get("made_of", {})
    changed = next((name for name in now if now[name] != then.get(name)), None)
    if changed or not _as_published(publish.place_within(out, *plan.parts), before):
        return changed or "published"
    return None if plan.front.demonstration or _in_index(out, plan) else "index"


def nothing_to_do(plans: Sequence[Plan]) -> bool:
    """Tell whether all reports stand as they would be made; what is wrong with one is told when its turn comes."""
    try:
        return all(why(plan) is None for plan in plans)
    except ReportError:
        return False


def _as_published(place: Path, before: Mapping) -> bool:
    """Compare with what was published; the page of revisions follows the other reports and need only be there."""
    there = {file.name: manifest.digest(file.read_bytes()) for file in place.glob("*")}
    revisions = there.pop(REVISIONS, None)
    return bool(revisions) and there == before["files"] | {"manifest.json": before.get("manifest")}


def _in_index(out: Path, plan: Plan) -> bool:
    index = out / "index.html"
    return index.is_file() and f'href="{"/".join(plan.parts)}/index.html"' in _text(index, index.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _text(file: Path, changed: int) -> str:
    return file.read_text(encoding="utf-8")


def _state(place: Path) -> tuple:
    """Tell cheaply whether files may have changed since they were last read in this run."""
    files = sorted(file for file in place.rglob("*") if file.is_file()) if place.is_dir() else [place]
    return tuple((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files)


@lru_cache
def _digests(place: Path, state: tuple) -> dict[str, str]:
    return manifest.plain_digests(place)


def _digest(facts: object) -> str:
    return manifest.digest(json.dumps(facts, sort_keys=True).encode())
