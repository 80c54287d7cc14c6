"""The page over all years and kinds: what has been published, newest year first."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from sikkerby_eval.report.build import manifest, page
from sikkerby_eval.report.build.gate import refuse_faults
from sikkerby_eval.report.build.page_words import words
from sikkerby_eval.report.build.plan import Front


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
    reports = [
        {
            "year": public["parameters"]["aar"],
            "href": f"{folder.relative_to(out).as_posix()}/index.html",
            "lang": public["parameters"].get("language", "da"),
            "title": public["title"],
        }
        for folder, public in found.items()
        if public["parameters"].get("registre") != "demonstration"
    ]
    reports.sort(key=lambda report: (-report["year"], report["lang"], report["href"]))
    years = [(year, list(group)) for year, group in groupby(reports, key=lambda report: report["year"])]
    said = words("da")
    front = Front(said["overview_title"], "da", said["overview_basis"], said["not_the_city"])
    written = page.render_overview(front, years)
    refuse_faults(written, "da")
    return written.encode()
