"""Tables that a screen reader, a phone, a printer and a spreadsheet all get the same numbers from."""

import re
from collections.abc import Sequence

import pandas as pd

from sikkerby_eval.data import reference
from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.metrics.published import DOUBTFUL
from sikkerby_eval.report.tables.table_markup import ALONE, table_of
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, csv_bytes, data_uri, element, joined, slug
from sikkerby_eval.report.text.naming import place
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import UNITS, word


def series_table(
    published: PublishedTable,
    caption: str,
    *,
    rows: str = "period",
    language: Language = "da",
    counts: bool = True,
    as_the_city: bool = False,
) -> Html:
    """Show one row per estimate: the value, its interval and the counts behind it, where they exist.

    Parameters
    ----------
    published
        Rows of one metric with one unit.
    caption
        What the table shows, in one line.
    rows
        The column that names the rows: ``period``, ``area`` or ``group``.
    counts
        Whether to show numerator and denominator; they are shown only where the value is the one divided by the other.
    as_the_city
        Whether areas stand in the city's own order, instead of that of the rows.

    Returns
    -------
    Html
        A ``<table>`` with caption, scoped headers and units in the header, and its CSV.

    Raises
    ------
    ValueError
        If the rows have more than one unit: one column would mix them.
    """
    frame = published.frame
    if frame.empty:
        return nothing(language)
    unit = _single(frame["unit"], "unit")
    columns = {"value": _header(unit, language)}
    if (frame["ci_low"] < frame["ci_high"]).any():
        columns["interval"] = word("interval_95", language)
    if counts and UNITS[unit][0] == "percent" and frame["denominator"].notna().any():
        columns |= {"numerator": word("numerator", language), "denominator": word("denominator", language)}
    if as_the_city:
        order = {name: place for place, name in enumerate(in_order(frame["area"], "area"))}
        frame = frame.sort_values("area", key=lambda names: names.map(order), kind="stable")
    body = [
        (_heading(row[rows], rows, language), [_cell(row, column, language) for column in columns])
        for row in frame.to_dict("records")
    ]
    return table_of(caption, [word(rows, language), *columns.values()], body, language) + download(
        published, caption, language
    )


def grid_table(
    published: PublishedTable, caption: str | None = None, *, rows: str, columns: str, language: Language = "da"
) -> Html:
    """Show one metric crossed by two of its keys, such as bydel by year.

    Parameters
    ----------
    published
        Rows of one metric with one unit, at most one row for each pair of keys.
    rows, columns
        Keys of the estimates frame: ``area``, ``period`` or ``group``; periods in the order of time, areas in the
        city's own order, groups in the order of the rows.
    caption
        What the table shows; computed from the metric where not given.

    Returns
    -------
    Html
        A ``<table>`` with a row and a column header for each cell, and its CSV.

    Raises
    ------
    ValueError
        If a pair of keys has two rows, or the rows have more than one unit.
    """
    frame = published.frame
    if frame.empty:
        return nothing(language)
    unit = _single(frame["unit"], "unit")
    caption = caption or METRICS[frame["metric"].iloc[0]][language][1]
    if frame.duplicated([rows, columns]).any():
        raise ValueError(f"a cell of the table {rows} x {columns} has two values")
    cells = {(row[rows], row[columns]): row for row in frame.to_dict("records")}
    row_keys, column_keys = (in_order(frame[key], key) for key in (rows, columns))
    body = [
        (
            _heading(row, rows, language),
            [
                _cell(cells[row, column], "value", language) if (row, column) in cells else _missing(language)
                for column in column_keys
            ],
        )
        for row in row_keys
    ]
    heads = [word(rows, language), *(label(column, columns, language) for column in column_keys)]
    return table_of(f"{caption} ({_header(unit, language)})", heads, body, language) + download(
        published, caption, language
    )


def plain_table(records: list[dict], caption: Html | str, headers: dict[str, str], language: Language = "da") -> Html:
    """Show reference rows: texts, dates and sources, never estimates.

    Parameters
    ----------
    records
        One mapping for each row; the first named key is the row header.
    headers
        Key of the records to its header, in the order shown.
    """
    body = []
    for record in records:
        first, *rest = (_plain(record[key], language) for key in headers)
        body.append((first, rest))
    return table_of(caption, list(headers.values()), body, language)


def nothing(language: Language = "da") -> Html:
    """Say that there are no figures, where a table or a drawing would have stood."""
    return element("p", SENTENCES["nothing_found"][language], class_="note")


def or_say(part: Html, name: str, language: Language = "da") -> Html:
    """Keep a table or a drawing, or say in a sentence of its own what is not there."""
    return part if part != nothing(language) else element("p", SENTENCES[name][language], class_="note")


def not_found(published: PublishedTable, metrics: Sequence[str], language: Language = "da") -> Html:
    """Name the numbers that were looked for and not found, so that a missing figure is not read as nothing to tell."""
    there = set(published.frame["metric"])
    names = [METRICS[metric][language][1] for metric in metrics if metric not in there]
    if not names:
        return Html("")
    return element("p", SENTENCES["not_found"][language].format(names="; ".join(names)), class_="note")


def download(published: PublishedTable, name: str, language: Language = "da") -> Html:
    """Offer the same protected cells as a CSV file, without any request to a server."""
    frame = published.frame
    shown = frame.drop(columns=["row_id"]).assign(status=frame["status"].map(lambda status: word(status, language)))
    link = element(
        "a",
        f"{word('download_csv', language)}: {name}",
        href=data_uri(csv_bytes(shown), "text/csv"),
        download=f"{slug(name)[:60]}.csv",
    )
    told = element("p", SENTENCES["doubtful"][language], class_="note")
    note = told if (frame["method"] == DOUBTFUL).any() else Html("")
    return note + element("p", link, class_="download", data_basis=" ".join(dict.fromkeys(frame["basis"])))


def measured(published: PublishedTable, language: Language = "da", *, counts: bool = False, **labels) -> Html | str:
    """Write one published value with its interval (and its counts), or in a word why there is none."""
    rows = published.select(**labels).frame
    if rows.empty:
        return word("missing", language)
    row = rows.iloc[-1]
    value = text.value_of(published, row["row_id"], language)
    if row["status"] != "shown":
        return value
    said = [limits(row, language)]
    if counts and pd.notna(row["numerator"]) and pd.notna(row["denominator"]):
        said.append(
            f"{text.number(row['numerator'], language)} {word('of', language)} "
            f"{text.number(row['denominator'], language)}"
        )
    beneath = [element("span", words, class_="limits") for words in said if words]
    return joined([value, " ", joined(beneath, " ")]) if beneath else value


def limits(row, language: Language = "da") -> str:
    """Write the interval of a row in brackets; beside a zero what it can be at most."""
    if pd.isna(row["ci_high"]):
        return ""
    if row["value"] == 0 and row["ci_low"] == 0:
        return f"({word('at_most', language)} {text.quantity(row['ci_high'], row['unit'], language)})"
    return f"({text.interval(row['ci_low'], row['ci_high'], row['unit'], language)})"


def cell(written: Html | str) -> Html:
    """Put a number in a table cell, to the right as numbers stand; alone there it is the cell that is bound."""
    alone = ALONE.fullmatch(written)
    row = re.search(r" data-row=\"[^\"]*\"", alone[1]) if alone else None
    return Html(f"<td{row[0]}>{alone[2]}</td>") if row else element("td", written, class_="numeric")


def _single(values: pd.Series, name: str) -> str:
    if len(values.unique()) != 1:
        raise ValueError(f"a table column shows one {name}, these rows have {values.nunique()}")
    return values.iloc[0]


def _header(unit: str, language: Language) -> str:
    return UNITS[unit][2 if language == "da" else 3]


def in_order(values: pd.Series, key: str) -> list[str]:
    """Periods in the order of time, areas in the city's own order, groups in the order of the rows."""
    names = list(dict.fromkeys(values))
    if key == "area":
        city = list(reference.safety_areas().sort_values("map", ascending=False, kind="stable")["area"])
        return sorted(names, key=lambda name: city.index(name) if name in city else len(city))
    return sorted(names) if key == "period" else names


def label(value, key: str, language: Language) -> str:
    """Write what names a row or a column; an offence has Statistics Denmark's name, and our English for it.

    A group made of several names (``fase startet · bande``, ``markant → ordinær``) is written name by name.
    """
    if key == "period":
        return text.period(value, language)
    if key == "area":
        value = place(value)
    offence = reference.offence_names().get(value, value) if key == "group" and language == "en" else value
    parts = re.split(r"( · |, | → )", value) if key == "group" and offence == value else [offence]
    return word(value, language, default="".join(word(part, language, default=part) for part in parts))


def _heading(value, key: str, language: Language) -> Html | str:
    """A group without an English name keeps its Danish one, and says that it is Danish."""
    name = label(value, key, language)
    return text.danish(name, language) if key == "group" and language == "en" and name == value else name


def _missing(language: Language) -> Html:
    return element("td", word("missing", language), class_="missing numeric")


def _cell(row: dict, column: str, language: Language) -> Html:
    if row["status"] == "withheld":
        return element("td", word("withheld", language), class_="withheld numeric", data_row=row["row_id"])
    if column == "interval":
        written = text.interval(row["ci_low"], row["ci_high"], row["unit"], language)
        return element("td", written or word("no_interval", language), class_="of-row" if written else "missing")
    if pd.isna(row[column]):
        return _missing(language)
    written = text.said(row, language) if column == "value" else text.number(row[column], language)
    return element("td", written, data_row=row["row_id"])


def _plain(value, language: Language):
    if isinstance(value, Html):
        return value
    if pd.isna(value):
        return word("not_stated", language)
    if isinstance(value, pd.Timestamp):
        return text.date(value, language)
    return text.typeset(str(value), language) or word("not_stated", language)
