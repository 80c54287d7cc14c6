"""Checking published reports afterwards: are the bytes those that were published, and would a new run give the same?"""

from collections.abc import Iterator
from pathlib import Path

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import manifest, revisions
from sikkerby_eval.report.build.earlier import as_issue, issues
from sikkerby_eval.report.build.index import overview


def verify(out: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Compare each published report with its manifest, and with today's code and deliveries.

    Parameters
    ----------
    out
        The output folder.

    Yields
    ------
    tuple of str, list of str, list of str
        The report's place; faults (bytes that were not published so); and notes (what has changed since, so that a
        new run may give other numbers).
    """
    folders = list(manifest.published_folders(out))
    if not folders:
        raise ReportError(f"Der er ingen udgivne rapporter i {out}.")
    private = out.resolve().parent / "build" / out.resolve().name
    for folder in folders:
        place = folder.relative_to(out)
        kept = private / f"{'_'.join(place.parts)}.json"
        public = manifest.read_manifest(folder / "manifest.json")
        faults = [*_faults(folder, public, kept), *_derived_faults(out, folder, public)]
        yield place.as_posix(), faults, list(_notes(public, kept))
    index = out / "index.html"
    if not index.is_file():
        yield index.name, ["oversigten mangler"], []
    elif _same_code(manifest.read_manifest(folders[-1] / "manifest.json")) and index.read_bytes() != overview(out, {}):
        yield index.name, ["oversigten svarer ikke til de rapporter, der ligger her"], []


def _faults(folder: Path, public: dict, kept: Path) -> Iterator[str]:
    derived = ("manifest.json", revisions.NAME)
    there = {file.name for file in folder.iterdir() if file.name not in derived}
    for name in sorted(there ^ public["files"].keys()):
        yield f"{name} mangler" if name in public["files"] else f"{name} hører ikke til rapporten"
    for name in sorted(there & public["files"].keys()):
        content = (folder / name).read_bytes() if (folder / name).is_file() else b""
        if manifest.digest(content) != public["files"][name]:
            yield f"{name} er ændret siden udgivelsen"
    if kept.is_file() and not public.items() <= manifest.read_manifest(kept).items():
        yield "manifest.json er ændret siden udgivelsen"


def _derived_faults(out: Path, folder: Path, public: dict) -> Iterator[str]:
    """The page of changes follows from what the reports have published, so anybody can make it again."""
    page = folder / revisions.NAME
    if not page.is_file():
        yield f"{revisions.NAME} mangler"
    elif _same_code(public):
        try:
            there = list(issues(out, public["parameters"]))
        except ReportError:
            return  # another report's figures are not its own, which is said of that report
        mine = [issue for issue in there if issue.place == folder] or [as_issue(folder, public, b"")]
        before, _ = revisions.before_and_after(mine[0], there)
        if page.read_bytes() != revisions.revisions_page(mine[0], before):
            yield f"{revisions.NAME} svarer ikke til rapporternes tal"


def _same_code(public: dict) -> bool:
    return public["code"]["library"] == manifest.library_digest() and public["libraries"] == manifest.library_versions()


def _notes(public: dict, kept: Path) -> Iterator[str]:
    if public["code"]["library"] != manifest.library_digest():
        yield "koden er ændret siden"
    if public["libraries"] != manifest.library_versions():
        yield "Python-bibliotekerne er andre end dengang"
    if not kept.is_file():
        yield "det private manifest er her ikke, så leveringerne er ikke sammenlignet"
        return
    before = manifest.read_manifest(kept)
    now = {}
    for place in before["given"]:
        now |= manifest.plain_digests(Path(place))
    changed = {name for name, _ in now.items() ^ before["deliveries"].items()}
    if changed:
        yield f"leveringerne er ændret siden ({len(changed)} filer)"
