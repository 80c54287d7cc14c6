"""Texts in a delivery that would run script or a formula: shown as text and run nowhere, with the CSP and without."""

import csv
import io
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from browser import chromium
from bs4 import BeautifulSoup
from published_rows import without_a_name

from sikkerby_eval.data import demo
from sikkerby_eval.data.read.door import read
from sikkerby_eval.data.read.findings import DeliveryError
from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.plan import Built, Request, make_plan
from sikkerby_eval.report.tables.ssp_quotations import assessments_of, release_code
from sikkerby_eval.report.text.markup import content_of, csv_bytes

ROOT = Path(__file__).parents[1]
ATTACKS = [
    "<script>window.hit=1</script>",
    "<ScRiPt >window.hit=1</sCrIpT >",
    "<script/src=data:,window.hit=1></script>",
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '<img src="x" onerror="window.hit=1"//',
    "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<math><mtext><style><img src=x onerror=window.hit=1></style></mtext></math>",
    "<details open ontoggle=window.hit=1>",
    "<body onload=window.hit=1>",
    "<input autofocus onfocus=window.hit=1>",
    "<marquee onstart=window.hit=1>x</marquee>",
    "<video><source onerror=window.hit=1></video>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<object data='javascript:parent.hit=1'></object>",
    "<a href='javascript:window.hit=1'>tryk</a>",
    "<a href='java\tscript:window.hit=1'>tryk</a>",
    "[tryk](javascript:window.hit=1)",
    "![x](x){onerror=window.hit=1}",
    "`<img src=x onerror=window.hit=1>`",
    "```html <script>window.hit=1</script> ```",
    '"><img src=x onerror=window.hit=1>',
    "' onmouseover='window.hit=1' x='",
    '" autofocus onfocus="window.hit=1" x="',
    "</td></tr></table><script>window.hit=1</script>",
    "</title></style></textarea></noscript><script>window.hit=1</script>",
    "--><script>window.hit=1</script><!--",
    "<![CDATA[<script>window.hit=1</script>]]>",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.hit=1&#62;",
    "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    "＜script＞window.hit=1＜/script＞",
    "{{ window.hit or cycler.__init__.__globals__ }}",
    "{% print(lipsum.__globals__) %}",
    "${window.hit=1} #{window.hit=1} <%= window.hit %>",
    "$$\\href{javascript:window.hit=1}{x}$$",
    "<style>@import 'javascript:window.hit=1';</style>",
    "<p style='background:url(javascript:window.hit=1)'>x</p>",
    "<meta http-equiv=refresh content='0;url=javascript:window.hit=1'>",
    "<base href='javascript:window.hit=1;//'>",
]
INVISIBLE = ["\u202etpircs\u202c", "<scr\u200bipt>", "<scr\u2066ipt>", "\ufeff=hit()", "<scr\x00ipt>", "<scr\x08ipt>"]
FORMULAS = [
    "=window.hit()",
    "+window.hit()",
    "@window.hit()",
    "-window.hit()",
    "=HYPERLINK(window.hit)",
    "=1+1",
]
TEXTS = ATTACKS + FORMULAS
LIVE = """[...document.querySelectorAll('*')].filter(tag =>
    tag.getAttributeNames().some(name => name.startsWith('on'))
    || /^(script|iframe|object|embed|base|form|input|math|marquee|video)$/i.test(tag.tagName)
    || /^\\s*java/i.test(tag.getAttribute('href') || '')).length"""
PLANTED = {
    "projekter.csv": ["navn", "beskrivelse"],
    "prioritering.csv": ["kommentar"],
    "selvevaluering.csv": ["system", "formaal"],
    "ssp_vurderinger.csv": ["vurdering"],
}


@pytest.fixture(scope="module")
def delivery(tmp_path_factory):
    """A delivery in which each free text is the next attack: names by project, the rest by row."""
    whole, folder = (tmp_path_factory.mktemp("levering") / name for name in ("alt", "registre"))
    demo.write(whole, persons=5000, seed=7)
    folder.mkdir()
    for name in (*PLANTED, "selvevaluering_tal.csv", "ssp_sager.csv", "afhoeringer.csv", "tryghedsindeks.csv"):
        shutil.copy(whole / name, folder)
    note = pd.read_csv(whole / "leverance.csv", sep=";", dtype="string")
    note[note["fil"].isin([file.name for file in folder.iterdir()])].to_csv(
        folder / "leverance.csv", sep=";", index=False
    )
    for name, columns in PLANTED.items():
        frame = pd.read_csv(folder / name, sep=";", dtype="string", keep_default_na=False)
        for shift, column in enumerate(columns):
            number = pd.factorize(frame["projekt_id"])[0] if column == "navn" else range(len(frame))
            frame[column] = [TEXTS[(each + 7 * shift) % len(TEXTS)] for each in number]
        if name == "ssp_vurderinger.csv":
            frame["vurdering"] = " ".join(ATTACKS)
        frame.to_csv(folder / name, sep=";", index=False)
    return folder


@pytest.fixture(scope="module")
def pages(delivery, tmp_path_factory):
    out = tmp_path_factory.mktemp("udgivet") / "reports"
    code = release_code(assessments_of(read(delivery).ssp_vurderinger, 2012, 2))
    given = (("registre", str(delivery)), ("frigivet", code))
    asked = [
        Request(2012, kind, given + more, notebooks=ROOT / "notebooks", params=ROOT / "params", out=out)
        for kind, more in (("portefoelje", ()), ("urolige_omraader", (("kvartal", 2),)))
    ]
    outcomes = build_many([make_plan(each) for each in asked])
    assert all(isinstance(outcome, Built) for outcome in outcomes), outcomes
    return [outcome.page for outcome in outcomes]


def test_every_attack_stands_on_a_page_as_the_text_it_was(pages):
    said = "".join(BeautifulSoup(page.read_bytes(), "html.parser").get_text() for page in pages)
    plain = re.sub(r"\s+", " ", said)
    assert len(ATTACKS) >= 26
    assert [attack for attack in ATTACKS if re.sub(r"\s+", " ", attack) not in plain] == []


def test_every_number_of_the_results_has_a_name_for_the_page_of_changes(pages):
    assert without_a_name(*pages) == []


@pytest.mark.parametrize("without_csp", [False, True])
def test_nothing_runs_when_the_page_is_opened_touched_and_pressed(pages, without_csp):
    with chromium() as browser:
        for file in pages:
            tab = browser.new_page(bypass_csp=without_csp)
            asked, dialogs = [], []
            tab.on("request", lambda request, asked=asked: asked.append(request.url))
            tab.on("dialog", lambda dialog, dialogs=dialogs: dialogs.append(dialog.message))
            tab.goto(file.resolve().as_uri())
            tab.evaluate(
                """() => { for (const tag of document.querySelectorAll('main *')) {
                       for (const name of ['mouseover', 'focus', 'click', 'toggle', 'error', 'load'])
                         if (!(name === 'click' && tag.closest('a')))
                           tag.dispatchEvent(new Event(name));
                   } }"""
            )
            tab.wait_for_timeout(300)
            assert tab.evaluate("window.hit") is None
            assert dialogs == []
            assert [url for url in asked if not url.startswith("data:image") and url != file.resolve().as_uri()] == []
            assert tab.evaluate(LIVE) == 0
            tab.close()


def test_the_browser_test_sees_an_attack_that_gets_through(tmp_path):
    """The control: the same attacks put on a page as markup do run."""
    file = tmp_path / "x.html"
    file.write_text("<!DOCTYPE html><main>" + ATTACKS[4] + "</main>", encoding="utf-8")
    with chromium() as browser:
        tab = browser.new_page(bypass_csp=True)
        tab.goto(file.as_uri())
        tab.wait_for_timeout(300)
        assert tab.evaluate("window.hit") == 1


@pytest.mark.parametrize("text", INVISIBLE, ids=ascii)
def test_what_cannot_be_seen_does_not_come_through_the_door(tmp_path, text):
    rows = f"aar;kvartal;bydel;vurdering\n2012;2;Valby;Rolig {text} her\n"
    (tmp_path / "ssp_vurderinger.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(DeliveryError, match=r"ssp_vurderinger\.csv") as told:
        read(tmp_path)
    assert text not in str(told.value)
    assert "Rolig" not in str(told.value)


def test_no_cell_of_a_file_is_a_formula(pages):
    """OWASP's list of what begins a formula: = + - @, tab and carriage return."""
    cells = []
    for file in pages:
        links = BeautifulSoup(file.read_bytes(), "html.parser").select('a[href^="data:text/csv"]')
        texts = [content_of(link["href"]).decode("utf-8-sig") for link in links]
        texts += [each.read_text(encoding="utf-8-sig") for each in file.parent.glob("*.csv")]
        cells += [cell for text in texts for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert len(cells) > 100
    number = re.compile(r"-?\d+(,\d+)?(e-?\d+)?")
    assert [
        cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not number.fullmatch(cell)
    ] == []


def test_a_formula_in_a_cell_of_a_file_has_an_apostrophe_in_front():
    rows = csv.reader(io.StringIO(csv_bytes(pd.DataFrame({"navn": FORMULAS})).decode("utf-8-sig")), delimiter=";")
    assert [cell for (cell,) in rows] == ["navn", *(f"'{text}" for text in FORMULAS)]
