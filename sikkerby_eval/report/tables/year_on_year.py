"""A period against the same days of the year before: the table of all types, and what it tells of one."""

import re

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.metrics.crime.swings import PERCENT_FROM
from sikkerby_eval.report.tables.published import download, label, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word


def year_on_year_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show each type of crime in a period and in the same days of the year before, and how far apart they are.

    A change is told in per cent only where both periods have 20 reports or more; the ratio and its interval stand
    always. The last columns say whether the change is larger than the type's own swings, and how large those are.

    Parameters
    ----------
    published
        Rows ``reports_year_on_year`` and ``reports_dispersion`` of one period.
    """
    ratios = published.select(metric="reports_year_on_year").frame
    if ratios.empty:
        return no_such_days(language)
    swings = published.select(metric="reports_dispersion").frame.set_index("group")
    period = ratios["period"].iloc[0]
    records = [
        {
            "type": label(row["group"], "group", language),
            "before": _number(row, "denominator", language),
            "now": _number(row, "numerator", language),
            "change_pct": _change(row, language),
            "ratio": _ratio(row, language),
            "interval_95": _interval(row, language),
            "judged": word(_judged(row), language),
            "swing": _swing(swings.loc[row["group"]], language),
        }
        for row in ratios.to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    heads |= {"now": text.period(period, language), "before": text.period(_year_before(period), language)}
    told = text.period(period, language)
    caption = SENTENCES["year_on_year"][language].format(period=told, same=word(_same(period), language))
    return plain_table(records, caption, heads, language) + download(published, caption, language)


def year_on_year_finding(published: PublishedTable, group: str, *, language: Language = "da") -> Html:
    """Say how many reports of a type there were, how many in the year before, and whether that is out of the usual."""
    rows = published.select(metric="reports_year_on_year", group=group).frame
    if rows.empty or rows[["numerator", "denominator"]].isna().any(axis=None):
        return Html("")
    row = rows.iloc[0]
    fields = {
        field: text.value_of(published, row["row_id"], language, field=name)
        for field, name in (("period", "period"), ("now", "numerator"), ("before", "denominator"))
    }
    said = {"same": word(_same(row["period"]), language)}
    said["judged"] = word(f"finding_{_judged(row)}", language, default="")
    return text.sentence("year_on_year_finding", language, **fields, **said)


def no_such_days(language: Language = "da") -> Html:
    """Say that nothing is known of the days that were asked for."""
    return element("p", SENTENCES["no_such_days"][language], class_="note")


def _same(period: str) -> str:
    return "same_quarter" if "K" in period else "same_days"


def _judged(row) -> str:
    if pd.isna(row["ci_low"]) or pd.isna(row["value"]):
        return "cannot_be_compared"
    if "not widened" in row["method"]:
        return "without_history"
    inside = row["ci_low"] <= 1 and (pd.isna(row["ci_high"]) or row["ci_high"] >= 1)
    return "within_swings" if inside else "beyond_swings"


def _year_before(period: str) -> str:
    return re.sub(r"\d{4}(?=K|-\d\d-)", lambda year: str(int(year[0]) - 1), period)


def _number(row, column, language):
    if pd.isna(row[column]):
        return _words("missing", language)
    return element("td", text.number(row[column], language), data_row=row["row_id"])


def _change(row, language):
    if pd.isna(row["value"]):
        return _words("cannot_be_compared", language)
    if min(row["numerator"], row["denominator"]) < PERCENT_FROM:
        return _words("too_few_for_percent", language)
    written = text.percent(row["value"] - 1, language)
    sign = "+" if row["value"] > 1 and round(row["value"] - 1, 3) else ""
    return element("td", sign + written, data_row=row["row_id"])


def _ratio(row, language):
    if pd.isna(row["value"]):
        return _words("missing", language)
    return element("td", text.quantity(row["value"], "ratio", language), data_row=row["row_id"])


def _interval(row, language):
    written = text.interval(row["ci_low"], row["ci_high"], "ratio", language)
    if not written:
        return _words("no_interval", language)
    return element("td", written, class_="of-row")


def _swing(row, language):
    if pd.isna(row["value"]):
        return _words("no_history", language)
    return element("td", text.number(row["value"], language, 1), data_row=row["row_id"])


def _words(key, language):
    return element("td", word(key, language), class_="missing")
