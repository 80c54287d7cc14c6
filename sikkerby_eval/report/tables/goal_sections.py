"""What registers add to the report: the readings of a goal side by side, and what could ever be known about it."""

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.judge.register_verdicts import PAIRED
from sikkerby_eval.judge.small_numbers import TOO_FEW
from sikkerby_eval.report.tables.published import nothing, plain_table
from sikkerby_eval.report.tables.verdict_cards import badge
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.verdict_words import reason
from sikkerby_eval.report.text.words import word


def readings_table(judged: pd.DataFrame, language: Language = "da") -> Html:
    """Show every defensible reading of a goal with its own change, interval and verdict; the leading one says so.

    Parameters
    ----------
    judged
        From ``judge.register_verdicts.reading_verdicts``.
    """
    if judged["row_id"].isna().all():
        return nothing(language)
    records = []
    for row in judged.to_dict("records"):
        reading = row[f"text_{language}"]
        leads = f" ({word('leading', language)})" if row["leading"] else ""
        records.append(
            {
                "reading": text.printed(f"{reading}{leads}", language),
                "target": element("span", _amount(row["target"], row["unit"], language), class_="number"),
                "change": _change(row, language),
                "conservative": _conservative(row, language),
                "verdict": joined([badge(row, language), *_why(row, language)]),
            }
        )
    heads = {name: word(name, language) for name in records[0]}
    resting_on = judged.loc[judged["row_id"].notna(), "resting_on"]
    said = "rests_on_paired" if (resting_on == PAIRED).all() else "rests_on_some"
    explained = element("p", SENTENCES[said][language], class_="note")
    return joined([plain_table(records, SENTENCES["readings"][language], heads, language), explained])


def detectability_text(chances: PublishedTable, language: Language = "da") -> Html:
    """Say in plain words what the city could ever know about the fall that the goal asks for."""
    frame = chances.frame
    if frame.empty:
        return nothing(language)
    paragraphs = []
    for kind, rows in frame.groupby("group", sort=False):
        ids = rows.set_index("metric")["row_id"]
        fields = {metric: text.value_of(chances, row_id, language) for metric, row_id in ids.items()}
        actual = text.value_of(chances, ids.iloc[0], language, field="denominator")
        paragraphs.append(text.sentence(f"detectability_{kind}", language, persons=actual, **fields))
    return joined(paragraphs)


def rolled_up_text(rolled: pd.DataFrame, language: Language = "da") -> Html:
    """Say which small areas are shown with the area around them, and which have too few persons for any number.

    Parameters
    ----------
    rolled
        From ``judge.small_numbers.rolled_up``.
    """
    hopeless = rolled["method"] == TOO_FEW
    moved = (rolled["shown_for"] != rolled["area"]) & ~hopeless
    if not (moved.any() or hopeless.any()):
        return element("p", SENTENCES["none_rolled_up"][language], class_="note")
    pairs = [f"{row['shown_for']} ({row['area']})" for row in rolled[moved].to_dict("records")]
    listed = {"rolled_up": pairs, "too_few": list(rolled[hopeless]["shown_for"])}
    told = [SENTENCES[name][language].format(areas=", ".join(areas)) for name, areas in listed.items() if areas]
    return element("p", " ".join(told), class_="note")


def _amount(value, unit, language: Language) -> str:
    if pd.isna(unit):
        return word("missing", language)
    if unit == "ratio":
        return text.quantity(value - 1, "fraction", language, signed=True)
    return text.quantity(value, unit, language, signed=True)


def _change(row: dict, language: Language):
    """A change with its interval; a ratio is told as the percentage the share itself has changed by."""
    if pd.isna(row["value"]):
        return word("withheld" if row["reason"] == "withheld" else "missing", language)
    ends = _bare(_ends(row, "ci_low", "ci_high", language), language)
    said = f"{_amount(row['value'], row['unit'], language)} ({ends})"
    return element("span", said, data_row=row["row_id"])


def _conservative(row: dict, language: Language):
    """The interval that takes the two years as different persons, beside the one that the verdict rests on."""
    if pd.isna(row["other_low"]):
        return word("missing", language)
    return element("span", _ends(row, "other_low", "other_high", language), data_row=row["other_row_id"])


def _ends(row: dict, low: str, high: str, language: Language) -> str:
    """The two ends of an interval of a change; percentage points are named once."""
    first, last = (_amount(row[end], row["unit"], language) for end in (low, high))
    return f"{_bare(first, language)} {word('to', language)} {last}"


def _bare(amount: str, language: Language) -> str:
    named = (f"\u00a0{word(noun, language)}" for noun in ("percentage_points", "percentage_point"))
    return next((amount.removesuffix(noun) for noun in named if amount.endswith(noun)), amount)


def _why(row: dict, language: Language) -> list[str]:
    if row["state"] == "uncertain":
        return [f" {word(row['side'], language)}"]
    return [f" {reason(row['reason'], language)}"] if pd.notna(row["reason"]) else []
