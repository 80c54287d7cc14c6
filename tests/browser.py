"""A real Chromium for tests: pages are opened from disk, and every request, script and axe finding is counted."""

import contextlib
import os
import shutil
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@contextlib.contextmanager
def chromium():
    """Start the machine's Chromium; there is no way around it, so a machine without one fails the test."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise RuntimeError("Chromium is needed for the tests of the page: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


def findings(browser, file: Path, width: int) -> dict:
    """Open a page at a width and say what axe, the network and the page itself report."""
    page = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.resolve().as_uri())
    results = Axe().run(page, options=RULES).response
    found = {
        "violations": [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in results["violations"]],
        "passes": len(results["passes"]),
        "requests": [url for url in requests if not url.startswith("data:") and url != file.resolve().as_uri()],
        "overflow": page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
    }
    page.close()
    return found


SHEET = {"width": 672, "height": 970}
"""What the margins of the style leave of an A4 sheet, in CSS pixels."""
_ON_SHEETS = """sheet => {
  const tables = [...document.querySelectorAll('table')];
  const told = tables.map(table => ({
    caption: table.caption.innerText, height: table.offsetHeight, right: table.getBoundingClientRect().right}));
  // Columns break as the pages of a printer do, and can be measured.
  document.body.style.cssText =
    `columns: ${sheet.width}px; column-gap: 0; column-fill: auto; width: ${sheet.width}px; height: ${sheet.height}px`;
  const number = part => Math.floor((part.getBoundingClientRect().left + 1) / sheet.width);
  tables.forEach((table, at) => {
    told[at].sheets = [table.caption, table.tHead.rows[0], ...table.tBodies[0].rows].map(number);
  });
  return told;
}"""


def tables_in_print(browser, file: Path) -> list[dict]:
    """Say of each table of a page how high and how far to the right it is printed, and on which sheets its lines are.

    The first of ``sheets`` is the caption's, the second the head's, the others those of the rows.
    """
    page = browser.new_page(viewport=SHEET)
    page.goto(file.resolve().as_uri())
    page.emulate_media(media="print")
    told = page.evaluate(_ON_SHEETS, SHEET)
    page.close()
    return told


def faults_in_print(tables: list[dict]) -> list[tuple[str, str]]:
    """Name the tables that are folded away, cut, torn though they could be whole, or begin or end with a lone line."""
    faults = []
    for table in tables:
        sheets, whole = table["sheets"], table["height"] < SHEET["height"] - 100
        found = {
            "folded away": table["height"] == 0,
            "cut": table["right"] > SHEET["width"] + 1,
            "torn": len(sheets) <= 14 and whole and len(set(sheets)) > 1,
            "head alone": len(set(sheets[: min(4, len(sheets))])) > 1 and whole,
            "last row alone": len(sheets) > 3 and sheets[-1] != sheets[-2] and whole,
        }
        faults += [(fault, table["caption"]) for fault, there in found.items() if there]
    return faults
