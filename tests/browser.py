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
