"""Numbers, dates, sentences and markup as a reader meets them, in Danish and English, and nothing loose or hostile."""

import csv
import io
import re
import string

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_eval.data.registers import BY_NAME
from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.published import DOUBTFUL
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text import register_words, sentences, verdict_words, words
from sikkerby_eval.report.text.constants import loose_numbers
from sikkerby_eval.report.text.markup import Html, content_of, csv_bytes, data_uri, element, joined

HOSTILE = (
    "<script>x()</script>",
    '"><img src=x onerror=x()>',
    "' onmouseover='x()",
    "</td></table><b>",
    "&lt;i&gt;",
    "=HYPERLINK(0)",
)


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (-5.25, 2, "\u22125,25", "\u22125.25"),
        (0.04, 1, "0,0", "0.0"),
        (-0.04, 1, "0,0", "0.0"),
        (999.96, 1, "1.000,0", "1,000.0"),
        (np.float64(12), 0, "12", "12"),
    ],
)
def test_a_number_has_the_separators_of_its_language_and_a_real_minus_dansk_sprognaevn_rules(
    value, decimals, danish, english
):
    assert text.number(value, "da", decimals) == danish
    assert text.number(value, "en", decimals) == english


def test_percentages_dates_and_kroner_are_written_as_the_language_writes_them():
    """Dansk Sprognævn, Retskrivningsordbogen: a space before %, the day with a full stop, kr. after the amount."""
    assert (text.percent(0.123), text.percent(0.123, "en")) == ("12,3\u00a0%", "12.3%")
    assert (text.date("2025-03-04"), text.date("2025-03-04", "en")) == ("4. marts 2025", "4 March 2025")
    assert (text.kroner(1234.5), text.kroner(1234.5, "en")) == ("1.234,50\u00a0kr.", "DKK\u00a01,234.50")
    assert (text.dated("2010-07-01", "year"), text.dated("2010-07-01", "day")) == ("2010", "1. juli 2010")


@pytest.mark.parametrize(
    ("persons", "of", "written"), [(5, 80, "6,3"), (69, 80, "86,3"), (57, 200, "28,5"), (1, 8, "12,5"), (3, 16, "18,8")]
)
def test_half_of_the_last_decimal_is_rounded_up_as_in_a_spreadsheet(persons, of, written):
    """5 of 80 is exactly 6,25 %: a reader who divides gets 6,3 %."""
    assert text.percent(persons / of) == f"{written}\u00a0%"
    assert text.number(-0.25, "da", 1) == "\u22120,3"


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_written_number_is_read_back_as_itself_in_both_languages(value, decimals):
    danish, english = text.number(value, "da", decimals), text.number(value, "en", decimals)
    assert english == danish.translate(str.maketrans(",.", ".,"))
    read = float(danish.replace(".", "").replace(",", ".").replace("\u2212", "-"))
    assert abs(read - value) <= 0.5 * 10**-decimals + 1e-6
    assert "-" not in danish


@pytest.mark.parametrize(
    ("name", "danish", "english"),
    [
        ("2014", "2014", "2014"),
        ("2014-2017", "2014\u20132017", "2014\u20132017"),
        ("2010K1", "1. kvartal 2010", "Q1 2010"),
        ("2010Q4", "4. kvartal 2010", "Q4 2010"),
        ("2023-01-01", "1. januar 2023", "1 January 2023"),
    ],
)
def test_a_period_is_written_for_people(name, danish, english):
    assert (text.period(name), text.period(name, "en")) == (danish, english)


def test_a_quantity_carries_its_unit_and_no_precision_that_the_source_lacks():
    assert text.quantity(0.11, "fraction") == "11\u00a0%"
    assert text.quantity(0.175, "fraction") == "17,5\u00a0%"
    assert text.quantity(0.02, "percentage_points") == "2\u00a0procentpoint"
    assert text.quantity(0.02, "percentage_points", "en", signed=True) == "+2\u00a0percentage points"
    assert text.quantity(-0.02, "percentage_points", signed=True) == "\u22122\u00a0procentpoint"
    assert text.quantity(-0.01, "percentage_points", "en") == "\u22121\u00a0percentage point"
    assert text.quantity(103805, "kr_1000") == "103.805"


def test_a_number_without_a_unit_is_not_published():
    with pytest.raises(KeyError):
        text.quantity(1, "stykker")


def test_an_interval_has_its_unit_once_and_words_between_negative_ends():
    assert text.interval(0.101, 0.145, "fraction") == "10,1\u201314,5\u00a0%"
    assert text.interval(0.101, 0.145, "fraction", "en") == "10.1\u201314.5%"
    assert text.interval(-0.02, 0.01, "percentage_points") == "\u22122,0 til 1,0"
    assert text.interval(1, pd.NA, "reports") == ""
    assert text.interval(0.24, 8.77, "closures") == "0,2–8,8"
    assert text.interval(19612.7, 23485.7, "reports") == "19.613–23.486"


def test_a_text_from_a_table_of_facts_is_typeset():
    assert text.typeset("10 % den 2013-02-28") == "10\u00a0% den 28. februar 2013"
    assert text.typeset("10 % on 2013-02-28", "en") == "10% on 28 February 2013"
    assert text.danish("Blågård") == "Blågård"
    assert text.danish("Blågård", "en") == '<span lang="da">Blågård</span>'
    assert text.spoken(Html("Fra <span>5&nbsp;&amp; 6</span>")) == "Fra 5\u00a0& 6"


def _rows(**changes):
    columns = {
        "metric": "share_unsafe_neighbourhood",
        "period": ["2009", "2010"],
        "value": [0.11, 0.125],
        "unit": "fraction",
        "method": "published",
        "basis": "published",
    }
    return protect(estimates_frame(**columns | changes))


def test_a_number_in_a_sentence_is_bound_to_its_row():
    table = _rows(numerator=[11, 25], denominator=[100, 200], ci_low=[0.06, 0.09], ci_high=[0.19, 0.18])
    row = table.frame["row_id"].iloc[1]
    shown = {field: text.value_of(table, row, field=field) for field in ("value", "denominator", "interval", "period")}
    assert list(shown.values()) == [
        f'<span class="number" data-row="{row}">{said}</span>'
        for said in ("12,5\u00a0%", "200", "9,0\u201318,0\u00a0%", "2010")
    ]
    with pytest.raises(KeyError):
        text.value_of(table, "findes-ikke")


def test_a_number_that_cannot_be_shown_says_why_and_one_that_is_doubtful_stands_in_brackets():
    withheld = _rows(numerator=[3, 40], denominator=[100, 200], n_persons=[3, 40], basis="register")
    table = _rows(value=[pd.NA, 0.125], method=["published", DOUBTFUL])
    missing, doubtful = table.frame["row_id"]
    small = withheld.frame.set_index("row_id").query("status == 'withheld'").index[0]
    assert text.value_of(table, missing) == f'<span data-row="{missing}">mangler</span>'
    assert ">tilbageholdt<" in text.value_of(withheld, small)
    assert ">withheld<" in text.value_of(withheld, small, "en")
    assert ">(12,5\u00a0%)<" in text.value_of(table, doubtful)
    assert "usikkerhed ikke oplyst" in text.value_of(table, doubtful, field="interval")


def test_a_plain_number_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="sentence moved: a number must come from a published row: first, last"):
        text.sentence("moved", subject="Andelen", first="12", last="om 5 år", direction="steg")


@given(st.sampled_from(HOSTILE[:5]), st.sampled_from(["da", "en"]))
def test_what_is_put_into_a_sentence_is_text_and_never_markup(hostile, language):
    said = text.sentence("nothing_known", language, subject=hostile)
    assert not re.search(r"<(?!/?p>)", said)
    assert text.spoken(said).startswith(hostile)


@given(st.text(), st.text())
def test_no_text_leaves_its_element_or_its_attribute(content, attribute):
    said = element("td", content, title=attribute, class_="numeric")
    assert said.count("<") == 2
    assert said.count('"') == 4
    assert joined([said, content]).count("<") == 2


def test_attributes_are_written_as_html_names_and_markup_shows_itself():
    assert element("p", "a", data_row="b", aria_label="c", hidden=True, lang=None, class_=False) == (
        '<p data-row="b" aria-label="c" hidden>a</p>'
    )
    assert element("img", alt="x") == '<img alt="x">'
    assert Html("<b>1</b>")._repr_html_() == "<b>1</b>"
    assert data_uri('a;b\r\n50 %;"ø"&?'.encode(), "text/csv") == "data:text/csv,a;b%0D%0A50%20%25;%22ø%22%26%3F"
    assert content_of("data:text/csv,a;b%0D%0A50%20%25;%22ø%22%26%3F").decode() == 'a;b\r\n50 %;"ø"&?'
    assert content_of("data:text/csv;charset=utf-8;base64,YTti") == b"a;b"
    with pytest.raises(ValueError):
        content_of("data:text/csv;base64,YTt")


def test_a_spreadsheet_gets_danish_numbers_and_no_formula():
    """OWASP, CSV injection: text that begins with = + - @, tab or return is run by spreadsheets."""
    frame = pd.DataFrame(
        {"navn": ["=1+1", "+A1", "-A1", "@x", "\tx", "Ø; Å", None], "tal": [0.5, 1234.0, -2.25] + [None] * 4}
    )
    content = csv_bytes(frame)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in rows] == ["navn", "'=1+1", "'+A1", "'-A1", "'@x", "'\tx", "Ø; Å", ""]
    assert [row[1] for row in rows[:5]] == ["tal", "0,5", "1234", "-2,25", ""]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_every_text_comes_back_from_the_spreadsheet_file_and_none_begins_a_formula(names):
    content = csv_bytes(pd.DataFrame({"navn": names})).decode("utf-8-sig")
    cells = [row[0] if row else "" for row in csv.reader(io.StringIO(content, newline=""), delimiter=";")][1:]
    assert [cell.removeprefix("'") for cell in cells] == [name.removeprefix("'") for name in names]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def _places(template):
    return sorted({name for _, name, _, _ in string.Formatter().parse(template) if name})


PAIRS = (
    [(f"sentence {name}", both["da"], both["en"]) for name, both in sentences.SENTENCES.items()]
    + [(f"metric {name}", both["da"][i], both["en"][i]) for name, both in sentences.METRICS.items() for i in (0, 1)]
    + [(f"target {name}", *both) for name, both in verdict_words.TARGETS.items()]
    + [(f"reason {name}", *both) for name, both in verdict_words.REASONS.items()]
    + [(f"goal {name}", *both) for name, both in verdict_words.GOAL_NAMES.items()]
    + [(f"word {name}", *both) for name, both in words._WORDS.items()]
)


@pytest.mark.parametrize(("name", "danish", "english"), PAIRS, ids=[name for name, *_ in PAIRS])
def test_every_term_is_there_in_both_languages_with_the_same_places(name, danish, english):
    assert danish.strip()
    assert english.strip()
    assert _places(danish) == _places(english)


@pytest.mark.parametrize(
    ("name", "danish", "english"), [pair for pair in PAIRS if not pair[0].startswith(("word", "goal"))]
)
def test_no_sentence_holds_a_number_of_its_own(name, danish, english):
    """What ``constants`` declares names what is told; every other number, in digits or words, is a published one."""
    assert loose_numbers(danish, "da") + loose_numbers(english, "en") == []


def test_the_word_list_refuses_what_it_does_not_know():
    assert words.word("Valby", "en", default="Valby") == "Valby"
    with pytest.raises(KeyError, match="no word for findes_ikke"):
        words.word("findes_ikke")


def test_every_state_has_a_symbol_of_its_own_and_a_word():
    assert set(verdict_words.SYMBOLS) == {"met", "not_met", "uncertain", "not_yet", "undecidable"}
    assert len(set(verdict_words.SYMBOLS.values())) == 5
    assert len({words.word(state) for state in verdict_words.SYMBOLS}) == 5


def test_every_register_has_a_name_on_a_page_in_both_languages():
    names = [register.name for register in BY_NAME.values()]
    assert text.registers(["sigtelser", "exitforloeb"]) == "sigtelser og exitforløb"
    assert text.registers(["sigtelser"], "en") == "charges (sigtelser)"
    assert {*names} <= {*register_words.REGISTERS}


def test_administrations_with_an_and_in_their_names_are_told_apart_in_english():
    assert text.owners("SOF;BIF", "en") == "Social Services; Employment and Integration"
    assert text.owners("SOF;BIF") == "Socialforvaltningen og Beskæftigelses- og Integrationsforvaltningen"


def test_a_change_too_small_for_its_decimals_still_says_which_way_it_is():
    assert text.quantity(0.0003, "fraction", signed=True) == "+0,03\u00a0%"
    assert text.quantity(-0.00021, "fraction", "en", signed=True) == "−0.02%"
    assert text.quantity(0.0003, "fraction") == "under 0,1\u00a0%"


def test_an_end_of_a_ratio_is_never_rounded_to_no_change():
    """An interval from 0.53 to 0.998 does not hold 1, and must not read as if it did."""
    assert text.interval(0.534, 0.9979, "ratio") == "0,53–0,998"
    assert text.interval(1.0043, 1.2, "ratio", "en") == "1.004–1.20"
    assert text.interval(0.9, 1.0, "ratio") == "0,90–1,00"
    assert text.interval(0.9, 0.99999, "ratio") == "0,90–1,00"
