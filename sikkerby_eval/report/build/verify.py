"""Checking published reports afterwards: are the bytes those that were published, and would a new run give the same?"""

from collections.abc import Iterator
from pathlib import Path

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import manifest, revisions
from sikkerby_eval.report.build.earlier import as_issue, issues
from sikkerby_eval.report.build.index import overview
from sikkerby_eval.report.build.messages import VERIFIED


def verify(out: Path, language: str = "da") -> Iterator[tuple[str, list[str], list[str]]]:
    """Compare each published report with its manifest, and with today's code and deliveries.

    Parameters
    ----------
    out
        The output folder; the private folder beside it is read where it is there.
    language
        ``da`` or ``en``: what to say it in.

    Yields
    ------
    tuple of str, list of str, list of str
        The report's place; faults (bytes that were not published so); and notes (what has changed since, so that a
        new run may give other numbers).
    """
    folders = list(manifest.published_folders(out))
    if not folders:
        raise ReportError(*(_said("none_published", out, told) for told in ("da", "en")))
    private = out.resolve().parent / "build" / out.resolve().name
    for folder in folders:
        place = folder.relative_to(out)
        kept = private / f"{'_'.join(place.parts)}.json"
        public = manifest.read_manifest(folder / "manifest.json")
        faults = [*_faults(folder, public, kept), *_derived_faults(out, folder, public)]
        notes = _notes(public, kept, private)
        yield place.as_posix(), [_said(*each, language) for each in faults], [_said(*each, language) for each in notes]
    for page in sorted(out.rglob("index.html")):
        if page.parent not in {out, *folders} and not page.parent.name.startswith("."):
            yield page.parent.relative_to(out).as_posix(), [_said("missing", "manifest.json", language)], []
    index = out / "index.html"
    if not index.is_file():
        yield index.name, [_said("missing", index.name, language)], []
    elif _same_code(manifest.read_manifest(folders[-1] / "manifest.json")) and index.read_bytes() != overview(out, {}):
        yield index.name, [_said("other_index", "", language)], []


def _faults(folder: Path, public: dict, kept: Path) -> Iterator[tuple[str, str]]:
    derived = ("manifest.json", revisions.NAME)
    there = {file.name for file in folder.iterdir() if file.name not in derived}
    for name in sorted(there ^ public["files"].keys()):
        yield "missing" if name in public["files"] else "foreign", name
    for name in sorted(there & public["files"].keys()):
        content = (folder / name).read_bytes() if (folder / name).is_file() else b""
        if manifest.digest(content) != public["files"][name]:
            yield "changed", name
    if kept.is_file() and not public.items() <= manifest.read_manifest(kept).items():
        yield "changed", "manifest.json"


def _derived_faults(out: Path, folder: Path, public: dict) -> Iterator[tuple[str, str]]:
    """The page of changes follows from what the reports have published, so anybody can make it again."""
    page = folder / revisions.NAME
    if not page.is_file():
        yield "missing", revisions.NAME
    elif _same_code(public):
        try:
            there = list(issues(out, public["parameters"]))
        except ReportError:
            return  # another report's figures are not its own, which is said of that report
        mine = [issue for issue in there if issue.place == folder] or [as_issue(folder, public, b"")]
        before, _ = revisions.before_and_after(mine[0], there)
        if page.read_bytes() != revisions.revisions_page(mine[0], before):
            yield "not_following", revisions.NAME


def _same_code(public: dict) -> bool:
    return public["code"]["library"] == manifest.library_digest() and public["libraries"] == manifest.library_versions()


def _notes(public: dict, kept: Path, private: Path) -> Iterator[tuple[str, str]]:
    if public["code"]["library"] != manifest.library_digest():
        yield "other_code", ""
    if public["libraries"] != manifest.library_versions():
        yield "other_libraries", ""
    if not kept.is_file():
        yield "not_compared", ""
        return
    before = manifest.read_manifest(kept)
    now = {}
    for place in before["given"]:
        now |= manifest.plain_digests(Path(place))
    changed = {name for name, _ in now.items() ^ before["deliveries"].items()}
    if changed:
        yield "other_deliveries", str(len(changed))
        return
    key = manifest.known_key(now, [Path(place) for place in before["given"]], private)
    if now and (key is None or manifest.keyed_digests(now, key) != public["inputs"]):
        yield "other_key", ""


def _said(what: str, of, language: str) -> str:
    return VERIFIED[what][language].format(of=of)
