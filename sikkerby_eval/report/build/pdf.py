"""The same page as a tagged PDF for print and archive, made by the reader's own browser engine, Chromium."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from sikkerby_eval.report import ReportError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 120
_LINK_ELSEWHERE = re.compile(r'(<a\b[^>]*?)\shref="(?!#|https://)[^"]*"')
_OF_THE_HOUR = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")
_OF_THE_MACHINE = re.compile(rb"/Creator \((?:[^()\\]|\\.)*\)")


def pdf_of(html: str, work: Path) -> bytes:
    """Print a page to a tagged PDF: its title, its language, its headings, tables and alt texts go with it.

    Parameters
    ----------
    html
        The finished page. Links to neighbouring files are left out: a PDF is read far from them.
    work
        The private folder of the run.

    Returns
    -------
    bytes
        The PDF without the time of day and the name of the machine's system; the same page gives the same bytes.

    Raises
    ------
    ReportError
        If Chromium is not there or does not print.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser:
        raise ReportError(
            "En PDF laves med Chromium, og den er ikke installeret. Intet er udgivet.",
            "A PDF is made with Chromium, and it is not installed. Nothing is published.",
        )
    page, printed = work / "side.html", work / "side.pdf"
    # Chromium tags both a figure and its picture as figures; only the picture has the alt text that PDF/UA asks for.
    grouped = html.replace("<figure", '<figure role="group"')
    page.write_text(_LINK_ELSEWHERE.sub(r"\1", grouped), encoding="utf-8")
    command = [browser, "--headless", "--disable-gpu", "--no-pdf-header-footer", "--export-tagged-pdf"]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={work / 'chromium'}"]
    # Chromium's own sandbox refuses to start for root; the page has no scripts and no addresses either way.
    command += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    try:
        subprocess.run(
            [*command, f"--print-to-pdf={printed}", page.as_uri()], capture_output=True, timeout=SECONDS, check=True
        )
        content = printed.read_bytes()
    except (OSError, subprocess.SubprocessError):
        raise ReportError(
            "Chromium kunne ikke lave en PDF af siden. Intet er udgivet.",
            "Chromium could not make a PDF of the page. Nothing is published.",
        ) from None
    return _OF_THE_MACHINE.sub(_blank, _OF_THE_HOUR.sub(_blank, content))


def _blank(found: re.Match) -> bytes:
    """Keep the length: a PDF knows every object by its place in the file."""
    return b" " * len(found[0])
