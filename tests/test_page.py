"""The page and its gate: each rule stops a page that breaks it, and a page without faults passes."""

import base64
import re
from pathlib import Path

import jinja2
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from published_rows import city

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import bound, claims, gate, page, rows_held, wording
from sikkerby_eval.report.build.claims import COLOUR_OF_AXES
from sikkerby_eval.report.build.gate import RULES, faults, refuse_faults
from sikkerby_eval.report.build.index import Entry, by_year
from sikkerby_eval.report.build.messages import BROKEN_RULES
from sikkerby_eval.report.build.page import facts_of_page, page_body, render_overview, render_report, results_of_page
from sikkerby_eval.report.build.plan import Front, Link
from sikkerby_eval.report.figures import drawing
from sikkerby_eval.report.text.markup import data_uri

ALT = "Søjler: andelen af trygge steg fra 81\u00a0% til 84\u00a0%"
PIXEL = "data:image/png;base64,iVBORw0KGgo="
CELL = '<td data-row="a">12,5'
TABLE = (
    '<div class="region" role="region" tabindex="0" aria-label="Tabel: trygge"><table class="table" '
    'data-basis="published"><caption>Andel trygge</caption>'
    '<thead><tr><th scope="col">Bydel</th><th scope="col">Andel (%)</th></tr></thead>'
    '<tbody><tr><th scope="row">Valby</th><td data-row="a">12,5</td></tr>'
    '<tr><th scope="row">Hele byen</th><td data-row="b">81–84</td></tr></tbody></table></div>'
)
FIGURE = (
    f'<figure class="figure"><figcaption>Flere er trygge</figcaption><img src="{PIXEL}" alt="{ALT}">{TABLE}</figure>'
)
BODY = (
    '<section class="goals"><article class="goal"><h3>Trygge</h3><p class="verdict verdict-met">'
    '<span aria-hidden="true">✓</span> nået</p></article></section>'
    f'{FIGURE}<p>Tallet faldt til <span class="number">−5,2</span> og '
    '<span data-row="a">1.234,5 kr.</span> den <span class="number">4. marts 2025</span>, se '
    '<a href="https://www.dst.dk/">Danmarks Statistik</a>, § 5.4 og '
    '<span lang="en">the rest of the source that was not translated</span>.</p>'
)


def drawn(words: str, colour: str = "#0b0c0c") -> str:
    """A drawing with some words in it, as the figures write theirs."""
    style = f"<style>.c1{{font-size:9px;fill:{colour}}}</style>"
    return data_uri(f'<svg>{style}<text class="c1" x="1">{words}</text></svg>'.encode(), "image/svg+xml")


FRONT = Front("Effektrapport 2014", "da", "Bygger på offentliggjorte tal.", "Ikke udgivet af kommunen.")


def offer(*rows: str) -> str:
    """A link to a CSV file as the tables write theirs."""
    address = data_uri("\r\n".join(["\ufeff" + HEAD, *rows, ""]).encode(), "text/csv")
    return f'<a href="{address}" download="x.csv">Hent tallene</a>'


HEAD = "metric;period;area;group;numerator;denominator;value;ci_low;ci_high;unit;method;n_persons;basis;status"
OFFERED = offer("share_safe;2014;Valby;18-25;1250;10000;0,125;0,1184;0,132;fraction;wilson;;published;vist")
SAYS = '<span data-row="share_safe:2014:valby:18-25">{}</span>'


def report(body: str = BODY, front: Front = FRONT) -> str:
    heading = {"da": "## Målene", "en": "## The goals"}[front.language]
    shown = new_code_cell("vis()", outputs=[new_output("display_data", {"text/html": body, "text/plain": "x"})])
    return render_report(new_notebook(cells=[new_markdown_cell(heading), shown]), front)


GOOD = report()


def test_a_page_without_faults_passes():
    assert faults(GOOD, "da") == []


def broken(rule: str, old: str, new: str, *, says: str):
    return pytest.param(rule, old, new, says, id=f"{rule}: {says[:40]}")


BROKEN = [
    broken("document", "<!DOCTYPE html>\n", "", says="DOCTYPE"),
    broken("document", '<html lang="da">', "<html>", says="sproget er da"),
    broken("document", '<html lang="da">', '<html lang="en">', says="sproget er da"),
    broken("document", "<title>Effektrapport 2014</title>", "<title></title>", says="ingen titel"),
    broken("document", "img-src data:", "img-src *", says="CSP"),
    broken("document", "initial-scale=1", "initial-scale=1, user-scalable=no", says="telefon"),
    broken("document", "width=device-width", "width=1024", says="telefon"),
    broken("document", '<main id="indhold" tabindex="-1">', "<div>", says="netop ét main"),
    broken("document", 'class="skip-link" href="#indhold"', 'href="andet.html"', says="forbi menuen"),
    broken("scripts", "nået</p>", "nået<script>1</script></p>", says="<script> i afsnittet #maalene"),
    broken("scripts", "nået</p>", "nået<iframe></iframe></p>", says="elementet er ikke tilladt"),
    broken("scripts", "nået</p>", '<button type="button">Vis</button> nået</p>', says="elementet er ikke tilladt"),
    broken("scripts", "<title>", '<meta http-equiv="refresh" content="0"><title>', says="flytte læseren"),
    broken("scripts", "nået</p>", "nået<style>p {color: red}</style></p>", says="hører til i sidehovedet"),
    broken("scripts", '<p class="verdict', '<p onclick="x()" class="verdict', says="kunne køre kode"),
    broken("scripts", 'href="https://www.dst.dk/"', 'href=" javascript:alert(1)"', says="kunne køre kode"),
    broken("scripts", 'href="https://www.dst.dk/"', 'href="data:text/html,x"', says="kunne køre kode"),
    broken("addresses", PIXEL, "https://example.org/x.png", says="hentes noget udefra"),
    broken("addresses", PIXEL, "figur.png", says="hentes noget udefra"),
    broken("addresses", f'src="{PIXEL}"', f'src="{PIXEL}" srcset="//x/y.png 2x"', says="hentes noget udefra"),
    broken("addresses", 'href="https://www.dst.dk/"', 'href="//www.dst.dk/"', says="et link skal være"),
    broken("addresses", 'href="https://www.dst.dk/"', 'href="file:///etc/passwd"', says="et link skal være"),
    broken("addresses", "<style>", "<style>@import 'x.css';", says="typografien henter"),
    broken("addresses", "<style>", "<style>p {background: url(https://x/y)}", says="typografien henter"),
    broken("names", '<h3 id="trygge">', '<h3 id="maalene">', says="bruges 2 gange"),
    broken("names", 'href="#indhold"', 'href="#ingenting"', says="ikke er på siden"),
    broken("names", 'role="region"', 'role="region" aria-labelledby="x"', says="ikke er på siden"),
    broken("headings", "</h1>", "</h1><h1>To</h1>", says="eneste overskrift på første niveau"),
    broken("headings", "<h3", "<h4>Dybt</h4><h3", says="sprunget over"),
    broken("headings", ">Trygge</h3>", "></h3>", says="en overskrift er tom"),
    broken("pictures", 'alt="Søjler: andelen af trygge steg fra 81', 'title="', says="ingen alt-tekst"),
    broken("pictures", ALT, "Figur 1.", says="ingen alt-tekst"),
    broken(
        "pictures",
        ALT,
        "No description has been provided for this image",
        says="ingen alt-tekst",
    ),
    broken("pictures", f'<img src="{PIXEL}"', f'<img src="{PIXEL}" alt="x"><img src="{PIXEL}"', says="ingen alt"),
    broken("pictures", "</main>", FIGURE.replace("trygge</c", "glade</c") + "</main>", says="samme alt-tekst"),
    broken("pictures", "</main>", '<svg aria-label="fire ord om noget"></svg></main>', says="role=img"),
    broken("figures", "<figcaption>Flere er trygge</figcaption>", "", says="ingen titel (figcaption)"),
    broken(
        "figures",
        "Flere er trygge",
        "Søjler: andelen af trygge steg fra 81\u00a0% til 84\u00a0%",
        says="gentager kun titlen",
    ),
    broken("figures", TABLE, "", says="står ikke i en tabel"),
    broken("tables", "<caption>Andel trygge</caption>", "", says="ingen titel (caption)"),
    broken("tables", "</main>", TABLE + "</main>", says="to tabeller har samme titel"),
    broken("tables", "</thead>", '<tr><th scope="col">a</th><th scope="col">b</th></tr></thead>', says="netop én"),
    broken("tables", '<th scope="col">Bydel', "<th>Bydel", says="mangler scope"),
    broken("tables", '<th scope="row">Valby</th>', "<td>Valby</td>", says="har ingen overskrift"),
    broken("tables", '<td data-row="a">12,5</td>', '<td data-row="a">12,5</td><td>nej</td>', says="ikke lige lange"),
    broken("tables", '<td data-row="a">12,5</td>', "<td>–</td>", says="hverken ord eller tal"),
    broken("tables", '<td data-row="a">12,5</td>', "<td></td>", says="hverken ord eller tal"),
    broken("tables", "<table", '<table border="1"', says="ikke lavet til siden"),
    broken("tables", 'class="table"', 'class="dataframe"', says="ikke lavet til siden"),
    broken("looks", "</span> nået", "</span>", says="skal siges med ord"),
    broken("looks", CELL, '<td data-row="a" style="background: #fdd">12,5', says="farver hører til"),
    broken("looks", CELL, '<td data-row="a" style="width: 900px">12,5', says="fast bredde"),
    broken("looks", "<table", '<table width="900"', says="fast bredde"),
    broken("looks", 'tabindex="0"', 'tabindex="3"', says="tastaturet er ændret"),
    broken("regions", ' aria-label="Tabel: trygge"', "", says="have sit eget navn"),
    broken("regions", ' tabindex="0"', "", says="nås med tastatur"),
    broken("numbers", CELL, CELL.replace(",", "."), says="decimalpunktum"),
    broken("numbers", "81\u00a0% til", "81.4\u00a0% til", says="<img> i afsnittet #maalene: et tal har decimalpunktum"),
    broken("numbers", "84\u00a0%", "84 %", says="hårdt mellemrum"),
    broken("numbers", "84\u00a0%", "84%", says="hårdt mellemrum"),
    broken("numbers", "−5,2", "-5,2", says="bindestreg"),
    broken("numbers", CELL, "<td>nan", says="manglende værdi"),
    broken("numbers", CELL, "<td>None", says="manglende værdi"),
    broken("numbers", CELL, "<td>&lt;NA&gt;", says="manglende værdi"),
    broken("numbers", "4. marts 2025", "2025-03-04", says="dato står ikke med ord"),
    broken("numbers", "4. marts 2025", "4 March 2025", says="måned står på det andet sprog"),
    broken("languages", ' lang="en">the rest', ">the rest", says="på det andet sprog"),
    broken("languages", "Andel trygge<", "The share of those that are safe<", says="på det andet sprog"),
    broken("links", ">Danmarks Statistik</a>", ">her</a>", says="hvor det fører hen"),
    broken("links", ">Danmarks Statistik</a>", ">Læs mere</a>", says="hvor det fører hen"),
    broken("links", ">Danmarks Statistik</a>", ">https://www.dst.dk/</a>", says="hvor det fører hen"),
    broken("links", ">Danmarks Statistik</a>", "></a>", says="hvor det fører hen"),
    broken("numbers_from_rows", "Tallet faldt til", "Tallet faldt med 15 til", says="text.value_of eller text.counted"),
    broken(
        "numbers_in_cells",
        '<td data-row="a">12,5',
        f'<td data-row="a"><img src="{PIXEL}" alt="Kurve over andelen af trygge: 12,5 og 17">12,5',
        says="text.value_of eller text.counted",
    ),
    broken("numbers_drawn", f'src="{PIXEL}"', f'src="{drawn("4711 i alt")}"', says="text.value_of eller text.counted"),
    broken(
        "numbers_of_rows", "</main>", f"<p>{OFFERED}{SAYS.format('12,6')}</p></main>", says="CSV-filen for den række"
    ),
    broken("numbers_of_rows", "</main>", f"<p>{OFFERED}</p></main>", says="som ingen CSV-fil på siden har"),
    broken("causes", "Tallet faldt til", "Indsatsen førte til, at tallet faldt til", says="årsag til hvad"),
]
LOOSE = {
    # where a stray number is planted: what is on the page, and what is planted instead
    "prose": ("Tallet faldt til", "Tallet faldt {} til"),
    "title of a figure": ("Flere er trygge<", "Flere er trygge, {}<"),
    "caption": ("<caption>Andel trygge<", "<caption>Andel trygge {}<"),
    "column header": (">Andel (%)<", ">Andel {} (%)<"),
    "alt text": (" steg fra 81", " steg {} fra 81"),
    "name of a region": ('"Tabel: trygge"', '"Tabel: trygge, {}"'),
    "verdict card": ("</span> nået</p>", "</span> nået {}</p>"),
    "heading": (">Trygge</h3>", ">Trygge {}</h3>"),
    "link": (">Danmarks Statistik</a>", ">Danmarks Statistik {}</a>"),
    "cell": ("</td></tr>", '</td></tr><tr><th scope="row">Amager</th><td>{}</td></tr>'),
    "row header": (">Valby</th>", ">Valby {}</th>"),
    "outside of any block": ("</main>", "{}</main>"),
}
STRAYS = {
    "da": (
        *("15", "15,2\u00a0%", "1.234", "7. gang", "2014,5", "femten", "Tre unge", "enogtyve", "\u22123"),
        *("mål: 99,9\u00a0%", "stiplet linje: 99\u00a0%, grænsen i målet"),
        *("1987", "i 2010–2037", "4. marts 1987", "nul", "17-årige", "1½", "to tusind"),
    ),
    "en": (
        *("15", "15.2%", "1,234", "fifteen", "Three of them", "twenty-one", "2014.5", "\u22123"),
        *("target: 99.9%", "dashed line: 99%, the limit in the goal"),
        *("1987", "in 2010–2037", "4 March 1987", "zero", "17-year-old", "1½", "two thousand"),
    ),
}


@pytest.mark.parametrize(("rule", "old", "new", "says"), BROKEN)
def test_a_page_that_breaks_a_rule_is_stopped(rule, old, new, says):
    damaged = GOOD.replace(old, new)
    assert damaged != GOOD
    with pytest.raises(ReportError, match=re.escape(says)):
        refuse_faults(damaged, "da")
    assert [check.__name__ for check in RULES if any(says in fault for fault in _of(check, damaged))] == [rule]


def _of(check, html: str) -> list[str]:
    return [fault.told("da") for fault in check(page.BeautifulSoup(html, "html.parser"), "da")]


@pytest.mark.parametrize("place", LOOSE)
@pytest.mark.parametrize("language", STRAYS)
def test_a_stray_number_is_refused_wherever_and_however_it_is_written(place, language):
    """In digits as babel writes them and in words; a year, a date, a § and a unit are no strays."""
    good = GOOD if language == "da" else _english()
    was, planted = (_in_english(text) if language == "en" else text for text in LOOSE[place])
    said = BROKEN_RULES["loose_number"]["da"]
    for stray in STRAYS[language]:
        damaged = good.replace(was, planted.format(stray))
        assert damaged != good
        assert any(said in fault for fault in faults(damaged, language)), stray
        assert stray not in "".join(faults(damaged, language))
    for constant in {"da": ("i 2014", "i 2010–2014", "§ 5"), "en": ("in 2014", "in 2010–2014", "§ 5")}[language]:
        assert faults(good.replace(was, planted.format(constant)), language) == []


def test_a_number_in_an_alt_text_is_one_of_the_figure_and_a_name_with_a_number_is_a_name():
    assert faults(GOOD.replace(" steg fra 81", " steg i Valby til 12,5 fra 81"), "da") == []
    named = GOOD.replace(f">Valby</th>{CELL}", f">Område 12</th>{CELL}".replace('"a"', '"andel:2014:omraade-12:alle"'))
    assert "andel" in named
    named = named.replace("Tallet faldt til", "I Område 12 faldt tallet til")
    assert faults(named, "da") == []
    assert faults(named.replace("I Område 12", "I Område 13"), "da") != []


def test_a_number_in_a_drawing_is_one_of_the_figure_a_constant_or_a_tick():
    assert drawing.QUIET == COLOUR_OF_AXES
    fits = ("12,5", "81–84", "Valby 12,5", "2014", "uden tal")
    for words, colour, is_fault in [*((each, drawing.INK, False) for each in fits), ("20", drawing.QUIET, False),
                                    ("20", drawing.INK, True), ("12,6", drawing.COLOURS[2], True)]:  # fmt: skip
        page_of = GOOD.replace(PIXEL, drawn(words, colour))
        assert any(BROKEN_RULES["loose_number"]["da"] in fault for fault in faults(page_of, "da")) == is_fault, words


def test_a_stray_number_in_a_text_of_the_other_language_is_refused():
    for stray in ("15", "fifteen", "1987"):
        found = faults(GOOD.replace(">the rest of", f">{stray} of"), "da")
        assert len(found) == 1
        assert BROKEN_RULES["loose_number"]["da"] in found[0]


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_number_bound_to_a_row_is_one_of_the_row(language):
    """12.5 % (11.8–13.2 %) of 10,000 persons, 1,250 of them: Wilson's interval."""

    def of(said):
        in_danish = report(f"{BODY}<p>{OFFERED}{SAYS.format(said)}</p>")
        return (
            in_danish
            if language == "da"
            else _english().replace("</main>", f"<p>{OFFERED}{SAYS.format(said)}</p></main>")
        )

    own = {
        "da": (
            "12,5\u00a0%",
            "12,5",
            "13\u00a0%",
            "11,8–13,2\u00a0%",
            "1.250 af 10.000",
            "12,50",
            "18–25-årige i 2014",
        ),
        "en": ("12.5%", "12.5", "13%", "11.8–13.2%", "1,250 of 10,000", "12.50", "ages 18–25 in 2014"),
    }[language]
    others = {
        "da": (
            "12,6\u00a0%",
            "12,51",
            "11\u00a0%",
            "11,8–13,3\u00a0%",
            "1.251",
            "125",
            "12,5\u00a0% 4711",
            "1987",
            "tolv",
        ),
        "en": ("12.6%", "12.51", "11%", "11.8–13.3%", "1,251", "125", "12.5% 4711", "1987", "twelve"),
    }[language]
    says = BROKEN_RULES["number_of_another"]["da"]
    for said in own:
        assert [fault for fault in faults(of(said), language) if says in fault] == [], said
    for said in others:
        assert len([fault for fault in faults(of(said), language) if says in fault]) == 1, said


def test_what_no_file_of_the_page_has_is_held_against_the_published_tables_of_the_notebook(tmp_path):
    """A stray number in a sentence, and a row that nobody published, though no file of the page knows the row."""
    shown = city(0.125, numerator=[1250], denominator=[10000])
    names = {"shown": {"by": shown}, "_hidden": city(0.4), "aar": 2014}
    rows_held.write(names, tmp_path / "rows.csv")
    held, (row,) = rows_held.read(tmp_path / "rows.csv"), shown.frame["row_id"]
    assert list(held) == [row]
    assert rows_held.read(tmp_path / "none.csv") == {}

    def found(said, name=row):
        plain = BODY.replace("data-row", "data-break")
        return faults(report(f'{plain}{OFFERED}<p><span data-row="{name}">{said}</span></p>'), "da", held)

    assert found("12,5\u00a0% af 10.000 i 2010") == []
    for stray in ("12,6\u00a0%", "4.711", "tolv"):
        assert [BROKEN_RULES["number_not_held"]["da"] in fault for fault in found(stray)] == [True]
    assert [BROKEN_RULES["row_not_held"]["da"] in fault for fault in found("12,5\u00a0%", "andet:2010")] == [True]


def test_limits_and_an_interval_in_the_next_cell_are_of_the_row_beside_them():
    def found(said):
        return _of(bound.numbers_of_rows, f"{OFFERED}{said}")

    for limits, faulty in (
        ("(11,8–13,2\u00a0%)", 0),
        ("(11,8–13,9\u00a0%)", 1),
        ("1.250 af 10.000", 0),
        ("1.250 af 9.000", 1),
    ):
        beside = f'{SAYS.format("12,5")} <span class="limits">{limits}</span>'
        within = SAYS.format(f'12,5 <span class="limits">{limits}</span>')
        cells = SAYS.replace("span", "td").format("12,5") + f'<td class="numeric of-row">{limits}</td>'
        assert [len(found(each)) for each in (beside, within, f"<table><tr>{cells}</tr></table>")] == [faulty] * 3
    assert [fault for fault in found('<p><span class="limits">(11,8–13,2)</span></p>') if "et tal kommer ikke" in fault]


def test_only_those_who_are_quoted_may_say_what_caused_what():
    said = "Faldet skyldes indsatsen."
    for tag in ("blockquote", "q"):
        assert faults(GOOD.replace("Tallet faldt", f"<{tag}>{said}</{tag}> Tallet faldt"), "da") == []
    for place, (was, planted) in LOOSE.items():
        if place != "heading":
            damaged = GOOD.replace(was, planted.format("på grund af indsatsen"))
            assert any("årsag til hvad" in fault for fault in faults(damaged, "da")), place


def test_every_rule_has_a_page_that_breaks_it():
    assert {rule.__name__ for rule in RULES} == {case.values[0] for case in BROKEN}


@pytest.mark.parametrize(
    "drawn",
    [
        "<svg><script>1</script></svg>",
        '<svg onload="x()"></svg>',
        '<svg><a href="javascript:x()"/></svg>',
        '<svg><image href="https://x/y.png"/></svg>',
        "<svg><foreignObject/></svg>",
        "<svg><style>@import 'https://x'</style></svg>",
        '<svg><use href="https://x#y"/></svg>',
    ],
)
@pytest.mark.parametrize("encoded", [True, False])
def test_a_drawing_that_runs_or_fetches_is_stopped(drawn, encoded):
    content = ";base64," + base64.b64encode(drawn.encode()).decode() if encoded else "," + drawn.replace('"', "%22")
    damaged = GOOD.replace(PIXEL, f"data:image/svg+xml{content}".replace("<", "%3C"))
    assert any("kører eller henter" in fault for fault in faults(damaged, "da"))


def _in_english(text: str) -> str:
    told = {"Tallet faldt": "It fell", " til": " to", "steg": "rose", "fra": "from", "nået": "met", "Tabel": "Table"}
    for danish, english in told.items():
        text = text.replace(danish, english)
    return text.replace("andelen af trygge", "share feeling safe")


def _english() -> str:
    body = BODY.replace("12,5", "12.5").replace("−5,2", "−5.2").replace("1.234,5 kr.", "DKK 1,234.50")
    body = _in_english(body.replace("4. marts 2025", "4 March 2025").replace("\u00a0%", "%").replace(' lang="en"', ""))
    return report(body, Front("Effect report 2014", "en", "Based on published figures.", "Not issued by the city."))


def test_an_english_page_has_english_numbers():
    english = _english()
    assert faults(english, "en") == []
    damaged = english.replace("12.5", "12,5").replace("4 March", "4. marts").replace("81%", "81 %")
    assert {fault.partition(": ")[2] for fault in faults(damaged, "en")} == {
        "et tal har decimalkomma",
        "en måned står på det andet sprog",
        "der er mellemrum før %",
    }


def test_the_gate_speaks_english_when_asked():
    damaged = GOOD.replace('data-row="a">12,5', 'data-row="a" onclick="x()">12.5').replace(
        "<caption>Andel trygge</caption>", ""
    )
    with pytest.raises(ReportError) as told:
        refuse_faults(damaged, "da")
    assert told.value.told("en").splitlines() == [
        "The page cannot be published:",
        "- <td> in the section #maalene: an element may not be able to run code",
        "- <table> in the section #maalene: the table has no title (caption)",
        "- <td> in the section #maalene: a number has a decimal point",
    ]


def test_every_rule_is_told_in_both_languages_and_used():
    source = "".join(Path(module.__file__).read_text(encoding="utf-8") for module in (gate, wording, claims, bound))
    for rule, told in BROKEN_RULES.items():
        assert f'"{rule}"' in source
        assert set(told) == {"da", "en"}
        assert told["da"] != told["en"]


def test_a_fault_never_repeats_what_stands_on_the_page():
    damaged = GOOD.replace(
        '<td data-row="a">12,5</td>', '<td data-row="a" style="color: red">person-4711 12.5 nan</td>'
    )
    found = faults(damaged, "da")
    assert len(found) == 3
    assert "4711" not in "".join(found)


@pytest.mark.parametrize(
    ("output", "says"),
    [
        (new_output("stream", name="stdout", text="person-4711"), "udskrift"),
        (new_output("stream", name="stderr", text="person-4711 Warning"), "udskrift eller advarsel"),
        (new_output("display_data", {"image/png": "iVBORw0KGgo="}), "et billede uden figurmarkup"),
        (new_output("execute_result", {"text/plain": "'person-4711'"}, execution_count=1), "en værdi uden markup"),
        (new_output("error", ename="KeyError", evalue="person-4711", traceback=[]), "en fejl"),
    ],
)
def test_an_output_that_was_not_made_for_the_page_is_stopped(output, says):
    cells = [new_markdown_cell("## Tal"), new_code_cell("x", outputs=[output])]
    with pytest.raises(ReportError, match=f"Celle 2: {says}") as told:
        page_body(new_notebook(cells=cells), "da")
    assert "4711" not in str(told.value)


def test_a_page_shows_its_own_language_and_nothing_that_is_for_the_notebook_only():
    def prose(text, *tags):
        return new_markdown_cell(text, metadata={"tags": list(tags)})

    hidden = new_code_cell("x", metadata={"tags": ["kun-notebook"]})
    hidden.outputs = [new_output("stream", name="stdout", text="kun her")]
    cells = [prose("dansk", "da"), prose("English", "en"), prose("begge"), prose("kladde", "kun-notebook"), hidden]
    notebook = new_notebook(cells=cells)
    assert page_body(notebook, "da") == "<p>dansk</p>\n<p>begge</p>"
    assert page_body(notebook, "en") == "<p>English</p>\n<p>begge</p>"


def test_what_only_registers_can_show_is_left_out_of_a_page_on_published_figures():
    cells = [new_markdown_cell("## Register", metadata={"tags": ["kun-registre"]}), new_markdown_cell("offentligt")]
    assert page_body(new_notebook(cells=cells), "da", registers=False) == "<p>offentligt</p>"
    assert "Register" in page_body(new_notebook(cells=cells), "da")
    assert "Register" not in render_report(new_notebook(cells=cells), FRONT)
    assert "Register" in render_report(new_notebook(cells=cells), FRONT._replace(registers=True))


def test_headings_are_linked_once_and_code_is_never_shown():
    cells = [new_markdown_cell("# Titel\n\n## Tal & mål\n\ntekst\n\n## Tal & mål"), new_code_cell("hemmeligt = 1")]
    html = render_report(new_notebook(cells=cells), FRONT)
    assert re.findall(r'<a href="#(tal[^"]*)">([^<]+)</a>', html) == [
        ("tal-maal", "Tal &amp; mål"),
        ("tal-maal-2", "Tal &amp; mål"),
    ]
    assert "¶" not in html
    assert "hemmeligt" not in html
    assert html.count("<h1") == 1


def test_what_people_write_on_the_front_is_text_and_never_markup():
    hostile = '"><script>x()</script>'
    front = FRONT._replace(title=hostile, publisher=hostile, links=(Link("../2013/index.html", hostile),))
    years = by_year([Entry(2014, "en", "effektrapport", 0, hostile, f"a{hostile}")])
    assert "<script" not in report(front=front)
    assert "<script" not in render_overview(front, years)


def test_a_demonstration_says_so_and_asks_not_to_be_listed():
    html = report(front=FRONT._replace(demonstration=True))
    assert '<strong class="demonstration-mark">Demonstration</strong>' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "noindex" not in GOOD


def test_an_error_in_the_template_is_a_message(monkeypatch):
    def fail(*_, **__):
        raise jinja2.TemplateSyntaxError("person-4711", lineno=7)

    monkeypatch.setattr(page.TemplateExporter, "from_notebook_node", fail)
    with pytest.raises(ReportError, match=r"skabelon har en fejl i linje 7\. Intet er udgivet") as told:
        report()
    assert "4711" not in str(told.value)


def test_the_facts_of_a_page_are_its_verdicts_and_the_basis_of_each_section():
    assert facts_of_page(GOOD) == {"sections": {"maalene": ["published"]}, "verdicts": 1}


ROWS = [
    f"share_safe;{year};Østerbro;alle;;;{value};;;fraction;published;;published;vist"
    for year, value in ((2013, "0,5"), (2014, "0,2"), (2015, "0,3"))
]


def test_the_results_of_a_page_are_its_csv_files_with_each_row_once():
    html = report(BODY.replace("data-row", "data-break") + offer(*ROWS[:2]) + offer(*ROWS[1:]))
    assert results_of_page(html).decode() == "\r\n".join(["\ufeff" + HEAD, *ROWS, ""])
    assert faults(html, "da") == []
    assert 'href="results.csv"' in html
    assert results_of_page(GOOD) is None
    assert "results.csv" not in GOOD


def test_csv_files_with_different_columns_are_not_joined():
    other = base64.b64encode(b"area;value\r\n").decode()
    html = report(BODY + offer(ROWS[0]) + f'<a href="data:text/csv;base64,{other}">Hent områder</a>')
    with pytest.raises(ReportError, match="ikke de samme kolonner"):
        results_of_page(html)
