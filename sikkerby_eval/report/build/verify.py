"""Checking published reports afterwards: are the bytes those that were published, and would a new run give the same?"""

from collections.abc import Iterator
from pathlib import Path

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import manifest


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
        yield place.as_posix(), list(_faults(folder, public, kept)), list(_notes(public, kept))


def _faults(folder: Path, public: dict, kept: Path) -> Iterator[str]:
    there = {file.name for file in folder.iterdir() if file.is_file() and file.name != "manifest.json"}
    for name in sorted(there ^ public["files"].keys()):
        yield f"{name} mangler" if name in public["files"] else f"{name} hører ikke til rapporten"
    for name in sorted(there & public["files"].keys()):
        if manifest.digest((folder / name).read_bytes()) != public["files"][name]:
            yield f"{name} er ændret siden udgivelsen"
    if kept.is_file() and not public.items() <= manifest.read_manifest(kept).items():
        yield "manifest.json er ændret siden udgivelsen"


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
