"""Words are bound to numbers: change one published row, and exactly the sentences and cells of that row change."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sikkerby_eval.data import published
from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.metrics.estimates import WHOLE_CITY
from sikkerby_eval.metrics.published import published_series
from sikkerby_eval.report import figures
from sikkerby_eval.report.build.claims import CAUSES
from sikkerby_eval.report.tables.key_figures import metric_table
from sikkerby_eval.report.text import findings, words
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.constants import loose_numbers
from sikkerby_eval.report.text.markup import element, joined
from sikkerby_eval.report.text.sentences import SENTENCES

SURVEY = published.safety_survey()
REAL = published_series(SURVEY, "share_unsafe_neighbourhood")
CITY = protect(REAL).select(area=WHOLE_CITY).frame
ROWS = list(CITY["row_id"])
NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
LANGUAGES = ("da", "en")


def page(table, language):
    """The sentence, the figure and the table that a report makes of the city's years in the survey of safety."""
    return joined(
        [
            element("p", findings.finding(table, "period", language)),
            figures.line_chart(table, sources=SURVEY, language=language),
            metric_table(table, rows="period", language=language),
        ]
    )


def changed(row_id):
    """The same publication with one estimate a little higher."""
    frame = REAL[REAL["area"] == WHOLE_CITY].reset_index(drop=True)
    at = ROWS.index(row_id)
    assert frame.loc[at, "period"] == CITY["period"].iloc[at]
    frame.loc[at, "value"] = frame.loc[at, "value"] + 0.01
    return protect(frame)


def bound(html):
    """Give each bound number with its place on the page, and each sentence with the rows it is bound to."""
    soup = BeautifulSoup(html, "html.parser")
    numbers = [(tag["data-row"], tag.get_text()) for tag in soup.select("[data-row]")]
    said = [
        ({each["data-row"] for each in tag.select("[data-row]")}, tag.get_text(" ", strip=True))
        for tag in soup.select("p, figcaption, .subtitle, li")
    ]
    return numbers, said


@cache
def as_published(language):
    return bound(page(protect(REAL).select(area=WHOLE_CITY), language))


@pytest.mark.parametrize(("language", "row_id"), [*(("da", row) for row in ROWS), ("en", ROWS[0]), ("en", ROWS[-1])])
def test_one_changed_estimate_changes_its_own_numbers_and_sentences_and_no_other(language, row_id):
    before_numbers, before_said = as_published(language)
    after_numbers, after_said = bound(page(changed(row_id), language))
    assert [row for row, _ in before_numbers] == [row for row, _ in after_numbers]
    moved = {was[0] for was, now in zip(before_numbers, after_numbers, strict=True) if was != now}
    assert moved == {row_id}
    assert len(before_said) == len(after_said)
    for (rows, was), (_, now) in zip(before_said, after_said, strict=True):
        assert was == now or row_id in rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_a_sentence_made_from_rows_is_bound_to_one(language):
    said = findings.finding(protect(REAL).select(area=WHOLE_CITY), "period", language)
    sentence = BeautifulSoup(said, "html.parser")
    assert len(sentence.select("[data-row]")) >= 2
    for tag in sentence.select("[data-row]"):
        tag.decompose()
    assert not re.search(r"\d", sentence.get_text())


@pytest.mark.parametrize("name", sorted(SENTENCES)[::7])
def test_a_stray_digit_in_a_sentence_is_refused(name):
    fields = re.findall(r"{(\w+)}", SENTENCES[name]["da"])
    for stray in fields:
        given = dict.fromkeys(fields, "ord") | {stray: "12 ord"}
        with pytest.raises(ValueError, match=f"a number must come from a published row: {stray}"):
            text.sentence(name, "da", **given)


def test_no_sentence_or_word_of_any_report_says_what_caused_what():
    """No comparison of the reports stands above level 3 of the Maryland scale (Farrington et al. 2002), so none may."""
    told = SENTENCES | {name: dict(zip(LANGUAGES, both, strict=True)) for name, both in words._WORDS.items()}
    assert [name for name, said in told.items() if CAUSES.search(" ".join(said.values()))] == []
    assert CAUSES.search("Faldet skyldes indsatsen")


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_the_prose_of_a_notebook_has_no_loose_number_no_cause_and_no_markup(file):
    """Markup could pass a number off as one from a row."""
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        tags, prose = cell["metadata"].get("tags", []), "".join(cell["source"])
        if cell["cell_type"] == "markdown" and "kun-notebook" not in tags:
            for language in LANGUAGES if not {*LANGUAGES} & {*tags} else {*LANGUAGES} & {*tags}:
                assert loose_numbers(" ".join(prose.split()), language) == []
            assert not CAUSES.search(prose)
            assert not re.search(r"<\w", prose)
