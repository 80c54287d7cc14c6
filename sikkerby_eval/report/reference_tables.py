"""Tables of what the numbers rest on: published rows with their sources, breaks, disagreements, printed sums."""

import pandas as pd

from sikkerby_eval.report import text
from sikkerby_eval.report.markup import Html
from sikkerby_eval.report.sentences import METRICS, SENTENCES
from sikkerby_eval.report.tables import nothing, plain_table
from sikkerby_eval.report.text import Language
from sikkerby_eval.report.words import word

_FLAGS = ("approximate", "uncertain", "computed", "third_party")
_FLAG_WORDS = {flag: f"flag_{flag}" for flag in _FLAGS}


def published_rows(rows: pd.DataFrame, *, until: int, language: Language = "da") -> Html:
    """Show published figures as their sources printed them, each with its source and what is doubtful about it.

    Parameters
    ----------
    rows
        Rows of ``data.published``: indicator, area, period, value or value_text, unit, flags and source.
    until
        Rows about a later year are left out.
    """
    last = rows["period"].str.extract(r"(\d{4})(?!.*\d{4})", expand=False).astype("Int64")
    known = rows[(last <= until).fillna(True)]
    if known.empty:
        return nothing(language)
    lines = [
        {
            "indicator": _name(row["indicator"], language),
            "area": row["area"],
            "period": text.period(row["period"], language),
            "value": _printed(row, language),
            "remark": ", ".join(word(_FLAG_WORDS[flag], language) for flag in _FLAGS if row[flag])
            or word("none", language),
            "source": row["source"],
        }
        for row in known.to_dict("records")
    ]
    heads = {name: word(name, language) for name in ("indicator", "area", "period", "value", "remark", "source")}
    topic = _name(known["indicator"].iloc[0], language)
    caption = SENTENCES["published_rows"][language].format(count=text.number(len(lines), language), topic=topic)
    return plain_table(pd.DataFrame(lines), caption, heads, language)


def breaks_table(breaks: pd.DataFrame, *, until: int, language: Language = "da") -> Html:
    """Show the register of breaks up to a year: when, what happened, and what follows for the series."""
    known = breaks[breaks["date"] <= pd.Timestamp(until, 12, 31)].sort_values("date")
    lines = pd.DataFrame(
        {
            "when": [text.dated(row["date"], row["precision"], language) for row in known.to_dict("records")],
            "what": known[f"text_{language}"].to_list(),
            "consequence": [word(consequence, language) for consequence in known["consequence"]],
            "source": known["source"].to_list(),
        }
    )
    heads = {name: word(name, language) for name in lines.columns}
    return plain_table(lines, SENTENCES["breaks_table"][language], heads, language)


def conflicts_table(conflicts: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show where sources print different numbers for the same thing: both stand, none is smoothed over."""
    lines = pd.DataFrame(
        {
            "what": conflicts[f"text_{language}"].to_list(),
            "source": [
                "; ".join(name for name in (row["source_a"], row["source_b"]) if pd.notna(name))
                for row in conflicts.to_dict("records")
            ],
        }
    )
    heads = {name: word(name, language) for name in lines.columns}
    return plain_table(lines, SENTENCES["conflicts_table"][language], heads, language)


def printed_sums(checks: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show the sums of the programme paper that do not add up: as printed, and as counted from its own lines."""
    apart = checks[~checks["agrees"]]
    lines = pd.DataFrame(
        {
            "what": apart["what"].to_list(),
            "printed": [text.number(value, language) for value in apart["printed"]],
            "counted": [text.number(value, language) for value in apart["counted"]],
            "unit": [word(unit, language) for unit in apart["unit"]],
        }
    )
    heads = {name: word(name, language) for name in lines.columns}
    caption = SENTENCES["printed_sums"][language].format(
        apart=text.number(len(apart), language), all=text.number(len(checks), language)
    )
    return plain_table(lines, caption, heads, language)


def _name(indicator: str, language: Language) -> str:
    if indicator in METRICS:
        return METRICS[indicator][language][1]
    return word(indicator, language)


def _printed(row: dict, language: Language) -> str:
    if pd.isna(row["value"]):
        return row["value_text"]
    decimals = 0 if row["value"] % 1 == 0 else 1
    if row["unit"] == "pct":
        return text.percent(row["value"] / 100, language, decimals)
    return f"{text.number(row['value'], language, decimals)} {word(row['unit'], language)}"
