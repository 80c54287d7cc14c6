"""Tables of the key figures: what each of them rests on, and how this year compares with the year before."""

import re

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.metrics.crime.reports import PERCENT_FROM
from sikkerby_eval.report.tables.published import download, label, nothing, plain_table, series_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import word

RESTS_ON = {
    # table of annex 7: the metric that answers it, and what must be delivered for it
    1: ("reports_year_on_year", "anmeldelser"),
    2: ("reports_by_bydel", "anmeldelser"),
    3: ("incidents_on_street", "haendelser"),
    4: ("incidents_by_bydel", "haendelser"),
    5: ("reports_by_offence", "anmeldelser"),
    6: ("charges", "sigtelser"),
    7: ("charges", "sigtelser"),
    8: ("homicide_rate", ""),
    9: ("reported_acquisitive_crime_per_1000", ""),
}


def key_figure_list(annex: pd.DataFrame, publication: list[PublishedTable], *, language: Language = "da") -> Html:
    """Show the tables of the paper's annex 7 and what each of them rests on here, or what it waits for.

    Parameters
    ----------
    annex
        ``number, title_da, title_en``.
    publication
        All that the report shows.
    """
    basis = pd.concat([table.frame for table in publication]).groupby("metric")["basis"].first()
    lines = []
    for row in annex.to_dict("records"):
        metric, register = RESTS_ON[row["number"]]
        waits = SENTENCES["waits_for" if register else "nothing_found"][language].format(
            register=register and word(f"register_{register}", language)
        )
        known = word(basis[metric], language) if metric in basis.index else waits
        lines.append({"what": f"{row['number']}. {row[f'title_{language}']}", "rests_on": known})
    heads = {name: word(name, language) for name in ("what", "rests_on")}
    return plain_table(lines, SENTENCES["key_figure_list"][language], heads, language)


def section(register: str, *parts: Html, language: Language = "da") -> Html:
    """Put the parts of a section together, or say once which register it waits for."""
    there = [part for part in parts if part != nothing(language)]
    if there:
        return joined(there)
    return element(
        "p",
        SENTENCES["section_waits_for"][language].format(register=word(f"register_{register}", language)),
        class_="note",
    )


def metric_table(published: PublishedTable, *, rows: str, language: Language = "da") -> Html:
    """Show the rows of one metric under its own name, or say that there are none."""
    frame = published.frame
    if frame.empty:
        return nothing(language)
    return series_table(published, METRICS[frame["metric"].iloc[0]][language][1], rows=rows, language=language)


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
        return nothing(language)
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
    caption = SENTENCES["year_on_year"][language].format(period=text.period(period, language))
    return plain_table(records, caption, heads, language) + download(published, caption, language)


def year_on_year_finding(published: PublishedTable, group: str, *, language: Language = "da") -> Html:
    """Say how many reports of a type there were, how many in the year before, and whether that is out of the usual."""
    rows = published.select(metric="reports_year_on_year", group=group).frame
    if rows.empty or rows[["numerator", "denominator"]].isna().any(axis=None):
        return nothing(language)
    row = rows.iloc[0]
    fields = {
        field: text.value_of(published, row["row_id"], language, field=name)
        for field, name in (("period", "period"), ("now", "numerator"), ("before", "denominator"))
    }
    return text.sentence(
        "year_on_year_finding", language, **fields, judged=word(f"finding_{_judged(row)}", language, default="")
    )


def newest_quarter_note(counts: pd.DataFrame, quarter: str, *, language: Language = "da") -> Html:
    """Say whether a quarter is the newest of its series, which late registration still makes grow.

    Parameters
    ----------
    counts
        A counts frame: ``period`` and ``reports``.
    quarter
        Such as 2010K1.
    """
    known = counts.loc[counts["reports"].notna() & counts["period"].str.fullmatch(r"\d{4}K\d"), "period"]
    if quarter not in set(known):
        last = element("span", text.period(known.max(), language), class_="number")
        return text.sentence("series_ends", language, last=last)
    return text.sentence("newest_quarter" if quarter == known.max() else "older_quarter", language)


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
    return element("td", text.number(row[column], language), class_="numeric", data_row=row["row_id"])


def _change(row, language):
    if pd.isna(row["value"]):
        return _words("cannot_be_compared", language)
    if min(row["numerator"], row["denominator"]) < PERCENT_FROM:
        return _words("too_few_for_percent", language)
    written = text.percent(row["value"] - 1, language)
    sign = "+" if row["value"] > 1 and not written.startswith("0,0") else ""
    return element("td", sign + written, class_="numeric", data_row=row["row_id"])


def _ratio(row, language):
    if pd.isna(row["value"]):
        return _words("missing", language)
    return element("td", text.quantity(row["value"], "ratio", language), class_="numeric", data_row=row["row_id"])


def _interval(row, language):
    written = text.interval(row["ci_low"], row["ci_high"], "ratio", language)
    return element("td", written, class_="numeric") if written else _words("no_interval", language)


def _swing(row, language):
    if pd.isna(row["value"]):
        return _words("no_history", language)
    return element("td", text.number(row["value"], language, 1), class_="numeric", data_row=row["row_id"])


def _words(key, language):
    return element("td", word(key, language), class_="missing")
