"""One indicator at a time: what it is, who delivers it, its series, and what breaks it."""

import pandas as pd

from sikkerby_eval.data import reference
from sikkerby_eval.judge.breaks import breaks_in
from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.judge.indicators import LAST_YEAR, breaks_of
from sikkerby_eval.metrics.estimates import EVERYBODY
from sikkerby_eval.metrics.indicators import FIRST_YEAR
from sikkerby_eval.report.tables.published import grid_table, nothing, series_table
from sikkerby_eval.report.tables.reference import published_rows
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.indicator_words import COUNTED_HERE, REASONS
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import word


def definition(one: dict, *, language: Language = "da") -> Html:
    """Tell what the paper says of an indicator, and how it is counted here.

    Parameters
    ----------
    one
        A row of ``judge.indicators.catalogue``.
    """
    areas = reference.action_areas().set_index("number")[f"name_{language}"]
    facts = {
        "definition": element("cite", text.typeset(one[f"text_{language}"], language)),
        "action_area": element("cite", f"{one['action_area']}. {areas[one['action_area']]}"),
        "delivered_by": text.owners(one["administrations"], language),
        "unit_word": word(f"unit_{one['unit']}", language),
        "wanted": word(f"wanted_{one['direction']}", language),
        "frequency_word": word("hvert andet år" if one["number"] in BIENNIAL else one["frequency"], language),
        "register_name": text.registers(one["rests_on"].split(";"), language),
        "counted_here": COUNTED_HERE.get(one["number"], COUNTED_HERE[None])[language == "en"],
        "source": element("cite", text.danish(one["source"], language)),
    }
    return element("dl", *(element("dt", word(key, language)) + element("dd", value) for key, value in facts.items()))


def finding(directions: pd.DataFrame, number: int, *, language: Language = "da") -> Html:
    """Say in one line which way an indicator has gone, for the top of its page and for the page's title.

    Parameters
    ----------
    directions
        ``judge.indicators.directions`` of the published rows.
    """
    one = directions[directions["number"] == number].iloc[0]
    found = word(f"found_{one['reason'] if one['state'] == 'no_data' else one['state']}", language)
    why = REASONS.get(one["reason"]) if one["state"] != "no_data" else None
    lead = word(f"lead_{one['state']}", language, default=f"{found[:1].upper()}{found[1:]}")
    told = f"{lead}." + (f" {why[language == 'en']}" if why else "")
    return element("p", told, class_="lead", data_finding=found)


def published_beside(rows: pd.DataFrame, *, until: int, language: Language = "da") -> Html:
    """Show published figures on the subject of an indicator, which are not the indicator, or say there are none."""
    told = published_rows(rows, until=until, language=language)
    if told == nothing(language):
        return element("p", SENTENCES["nothing_on_the_subject"][language], class_="note")
    return joined([element("p", SENTENCES["same_subject"][language]), told])


BIENNIAL = (12,)
"""Trivselsundersøgelsen, which indicator 12 is asked in, comes every second year (annex 1, section 5.4)."""


def series_tables(table: PublishedTable, *, language: Language = "da") -> Html:
    """Show an indicator year by year: by bydel where it is so delivered, else with its counts and interval."""
    frame = table.frame
    if len(frame["area"].unique()) > 1:
        return grid_table(table, rows="area", columns="period", language=language)
    caption = METRICS[frame["metric"].iloc[0]][language][1]
    return joined(
        series_table(
            table.select(group=group),
            caption if group == EVERYBODY else f"{caption} ({word(group, language)})",
            language=language,
        )
        for group in frame["group"].unique()
    )


def by_bydel(table: PublishedTable, *, language: Language = "da") -> Html:
    """Show an indicator's bydele year by year; nothing where it is of the city only."""
    return series_tables(table, language=language) if len(table.frame["area"].unique()) > 1 else Html("")


def breaks_through(table: PublishedTable, number: int, breaks: pd.DataFrame, year: int) -> pd.DataFrame:
    """Keep the breaks that divide an indicator's series by the end of a year."""
    metrics = {breaks_of(number, group) for group in table.frame["group"].unique()} or {breaks_of(number, EVERYBODY)}
    hit = [breaks_in(breaks, metric, FIRST_YEAR, min(year, LAST_YEAR), group="TOT") for metric in sorted(metrics)]
    return pd.concat(hit).drop_duplicates("break_id").sort_values("date")


def break_notes(hit: pd.DataFrame, *, language: Language = "da") -> Html:
    """List breaks with their days, or say that none is known."""
    if hit.empty:
        return element("p", SENTENCES["no_breaks"][language])
    notes = [
        element(
            "li",
            f"{text.dated(row.date, row.precision, language)}: {getattr(row, f'text_{language}')}",
            data_break=row.break_id,
        )
        for row in hit.itertuples(index=False)
    ]
    return element("ul", *notes)
