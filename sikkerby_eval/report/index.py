"""The page over all years and kinds: what has been published, newest year first."""

from itertools import groupby
from pathlib import Path

from sikkerby_eval.report import manifest, page, publish
from sikkerby_eval.report.page_words import words
from sikkerby_eval.report.plan import Front


def write_index(out: Path) -> None:
    """Write ``index.html`` of the output folder from the manifests below it; demonstrations are left out."""
    reports = []
    for folder in manifest.published_folders(out):
        found = manifest.read_manifest(folder)
        if found["parameters"].get("registre") != "demonstration":
            reports.append(
                {
                    "year": found["parameters"]["aar"],
                    "href": f"{folder.relative_to(out).as_posix()}/index.html",
                    "lang": found["parameters"].get("language", "da"),
                    "title": found["title"],
                }
            )
    reports.sort(key=lambda report: (-report["year"], report["lang"], report["href"]))
    years = [(year, list(found)) for year, found in groupby(reports, key=lambda report: report["year"])]
    said = words("da")
    front = Front(said["overview_title"], "da", said["overview_basis"], said["not_the_city"])
    publish.write_file(out / "index.html", page.render_overview(front, years).encode())
