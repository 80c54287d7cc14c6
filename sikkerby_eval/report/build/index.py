"""The page over all years and kinds: what has been published, newest year first."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from sikkerby_eval.report.build import manifest, page
from sikkerby_eval.report.build.gate import refuse_faults
from sikkerby_eval.report.build.page_words import KINDS_IN_INDEX, PARTS, words
from sikkerby_eval.report.build.plan import APART, Front
from sikkerby_eval.report.build.source import KINDS


class Entry(NamedTuple):
    """One published report: ``number`` is its quarter or indicator, 0 for the only one of its year and kind."""

    year: int
    language: str
    kind: str
    number: int
    title: str
    href: str

    @property
    def told(self) -> str:
        """What the title says after the number and the year."""
        return self.title.partition(". ")[2] or self.title


def overview(out: Path, new: Mapping[Path, dict]) -> bytes:
    """Make the index of the output folder from the manifests in it; demonstrations are left out.

    Parameters
    ----------
    out
        The output folder.
    new
        Folder to manifest of reports that are about to be published.

    Raises
    ------
    ReportError
        If the manifest of an earlier report cannot be read.
    """
    earlier = [folder for folder in manifest.published_folders(out) if folder not in new]
    found = {folder: manifest.read_manifest(folder / "manifest.json") for folder in earlier} | dict(new)
    entries = [
        _entry(folder.relative_to(out), public)
        for folder, public in found.items()
        if public["parameters"].get("registre") != "demonstration"
    ]
    said = words("da")
    front = Front(said["overview_title"], "da", said["overview_basis"], said["not_the_city"])
    written = page.render_overview(front, by_year(entries))
    refuse_faults(written, "da")
    return written.encode()


def by_year(entries: Iterable[Entry]) -> list[dict]:
    """Group reports by year, newest first, then language, then kind in the order of ``KINDS``, then quarter."""
    ordered = sorted(entries, key=lambda entry: (-entry.year, entry.language, KINDS.index(entry.kind), entry.number))
    years = []
    for year, of_year in groupby(ordered, key=lambda entry: entry.year):
        languages = []
        for language, spoken in groupby(of_year, key=lambda entry: entry.language):
            kinds = [
                {
                    "name": KINDS_IN_INDEX[kind][language],
                    "part": PARTS.get(kind, PARTS[""])[language],
                    "pages": list(pages),
                }
                for kind, pages in groupby(spoken, key=lambda entry: entry.kind)
            ]
            languages.append({"language": language, "kinds": kinds})
        years.append({"year": year, "languages": languages})
    return years


def _entry(place: Path, public: Mapping) -> Entry:
    parameters = public["parameters"]
    number = next((parameters[name] for name in APART if name in parameters), 0)
    language = parameters.get("language", "da")
    return Entry(parameters["aar"], language, public["kind"], number, public["title"], f"{place.as_posix()}/index.html")
