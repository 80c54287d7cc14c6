"""The PDF on request is tagged, in its language, on A4, and the same for the same page."""

import re
import stat

import pytest

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import pdf

PAGE = """<!DOCTYPE html><html lang="da"><head><title>Effektrapport 2014</title>
<style>@page { size: A4; }</style></head><body><h1>Effektrapport</h1><a href="../index.html">Alle</a>
<a href="#t">Ned</a><figure><figcaption>Nået</figcaption><img alt="Søjler: 12 af 60 er nået" src="data:image/png;base64,
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="></figure>
<table id="t"><caption>Tal</caption><thead><tr><th scope="col">Bydel</th></tr></thead>
<tbody>{rows}</tbody></table></body></html>"""


def test_a_pdf_is_tagged_named_on_a4_and_says_nothing_of_hour_and_machine(tmp_path):
    """Tags as PDF 1.7 (ISO 32000-1, 14.8) names them."""
    page = PAGE.replace("{rows}", "<tr><td>12</td></tr>" * 90)
    (tmp_path / "en").mkdir()
    (tmp_path / "to").mkdir()
    printed = pdf.pdf_of(page, tmp_path / "en")
    assert printed.startswith(b"%PDF-")
    assert b"/Marked true" in printed
    assert re.search(rb"/Lang \(da\)", printed)
    assert (
        "Effektrapport 2014".encode("utf-16-be").hex().upper().encode() in printed or b"Effektrapport 2014" in printed
    )
    for tag in (b"/S /H1", b"/S /Table", b"/S /TH", b"/S /TD", b"/S /Figure"):
        assert tag in printed
    assert printed.count(b"/S /Figure") == printed.count(b"/Alt") == 1
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert len(boxes) > 1
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}
    for private in (b"file:", b"Date", b"Mozilla", b"index.html", str(tmp_path).encode()):
        assert private not in printed
    assert pdf.pdf_of(page, tmp_path / "to") == printed


def test_without_chromium_or_with_one_that_fails_nothing_is_published(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReportError, match="Chromium, og den er ikke installeret"):
        pdf.pdf_of(PAGE, tmp_path)
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    broken.chmod(broken.stat().st_mode | stat.S_IEXEC)
    with pytest.raises(ReportError, match="Chromium kunne ikke lave en PDF"):
        pdf.pdf_of(PAGE, tmp_path)
