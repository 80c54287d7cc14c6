"""SSP's own words on the page: a marked quotation, and only the very text that a person has read and released."""

import hashlib
import re

import pandas as pd

from sikkerby_eval.report.tables.published import nothing, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

_TELLING = re.compile(r"\d+(?:[.,:/-]\d+)*|\b[A-ZÆØÅ][\w-]+")


def assessments_of(register: pd.DataFrame | None, year: int, quarter: int) -> pd.DataFrame:
    """Pick SSP's assessments of a quarter: ``bydel`` (missing for the whole city) and ``vurdering``."""
    if register is None:
        return pd.DataFrame(columns=["bydel", "vurdering"])
    of_quarter = register[(register["aar"] == year) & (register["kvartal"] == quarter)]
    return of_quarter[["bydel", "vurdering"]].reset_index(drop=True)


def release_code(assessments: pd.DataFrame) -> str:
    """Give the code that releases just these words: another text has another code."""
    words = "\n".join(f"{bydel}: {said}" for bydel, said in assessments.fillna("").itertuples(index=False))
    return f"ssp-{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def to_be_read(assessments: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show the operator each text with its digits, dates and words with a capital, and the code that releases them.

    It is for the notebook, never for the page.
    """
    if assessments.empty:
        return nothing(language)
    records = [
        {
            "area": word("whole_city", language) if pd.isna(row["bydel"]) else row["bydel"],
            "to_check": ", ".join(dict.fromkeys(_TELLING.findall(row["vurdering"]))) or word("none", language),
            "quoted": element("q", row["vurdering"], lang="da"),
        }
        for row in assessments.to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["ssp_to_be_read"][language].format(code=release_code(assessments))
    return plain_table(records, caption, heads, language)


def quotations(assessments: pd.DataFrame, released: str, *, language: Language = "da") -> Html:
    """Quote the assessments if they are released, else say that they are held back.

    Parameters
    ----------
    assessments
        From ``assessments_of``.
    released
        The codes from ``to_be_read``, with spaces between: a year's file holds those of its four quarters. One of
        another text releases nothing.
    """
    if assessments.empty:
        return nothing(language)
    if release_code(assessments) not in released.split():
        count = text.counted(len(assessments), language)
        return element("p", Html(SENTENCES["ssp_held_back"][language]).format(count=count), class_="note")
    quotes = [
        element("blockquote", element("p", row["vurdering"]), element("p", element("cite", _who(row))), lang="da")
        for row in assessments.to_dict("records")
    ]
    return joined([element("p", SENTENCES["ssp_quoted"][language], class_="note"), *quotes])


def _who(row: dict) -> str:
    place = "" if pd.isna(row["bydel"]) else f", {row['bydel']}"
    return f"SSP København{place}"
