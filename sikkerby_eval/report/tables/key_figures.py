"""Tables and notes of the key figures: what each of them rests on, area by area, year by year and abroad."""

import pandas as pd

from sikkerby_eval.judge.breaks import breaks_in
from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.metrics.estimates import WHOLE_CITY
from sikkerby_eval.report.tables.published import grid_table, nothing, plain_table, series_table
from sikkerby_eval.report.tables.year_on_year import no_such_days
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import word

FIRST_YEAR = 2007
"""Statistics Denmark's series of reports begins here."""
TYPES_IN_A_TABLE = 3
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
OF_OTHERS = ("homicide_rate", "reported_acquisitive_crime_per_1000")
"""Metrics of other years, places or offences than the paper's table, of which nothing else was found."""


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
        if metric in OF_OTHERS and metric in basis.index:
            told = METRICS[metric][language][1]
            known = SENTENCES["other_figures"][language].format(topic=told[:1].lower() + told[1:])
        lines.append(
            {"what": text.printed(f"{row['number']}. {row[f'title_{language}']}", language), "rests_on": known}
        )
    heads = {name: word(name, language) for name in ("what", "rests_on")}
    return plain_table(lines, SENTENCES["key_figure_list"][language], heads, language)


def section(register: str, *parts: Html, language: Language = "da") -> Html:
    """Put the parts of a section together, or say once which register it waits for."""
    there = [part for part in parts if part not in ("", nothing(language), no_such_days(language))]
    if there:
        return joined(there)
    return element(
        "p",
        SENTENCES["section_waits_for"][language].format(register=word(f"register_{register}", language)),
        class_="note",
    )


def metric_table(published: PublishedTable, *, rows: str, dated: bool = True, language: Language = "da") -> Html:
    """Show the rows of one metric under its own name and, where ``dated``, its period, or say that there are none."""
    frame = published.frame
    if frame.empty:
        return nothing(language)
    caption, periods = METRICS[frame["metric"].iloc[0]][language][1], frame["period"].unique()
    if dated and rows != "period" and len(periods) == 1:
        caption = f"{caption}, {text.period(periods[0], language)}"
    return series_table(published, caption, rows=rows, language=language)


def homicide_comparison(published: PublishedTable, *, language: Language = "da") -> Html:
    """Say how far the homicide rates of two capitals are apart, and whether that is more than chance."""
    if published.frame.empty:
        return Html("")
    row = published.frame.iloc[0]
    judged = "homicide_chance" if row["ci_low"] <= 1 <= row["ci_high"] else "homicide_apart"
    return text.sentence(
        "homicide_compared",
        language,
        one=row["area"],
        other=row["group"],
        ratio=text.value_of(published, row["row_id"], language),
        interval_word=element("span", word("interval_95", language)),
        interval=text.value_of(published, row["row_id"], language, field="interval"),
        judged=word(judged, language),
    )


def comparison_notes(touching: pd.DataFrame, *, language: Language = "da") -> Html:
    """Say what changed in law, recording or the city itself between two periods that are compared."""
    if touching.empty:
        return Html("")
    notes = [
        element(
            "li",
            f"{text.dated(row.date, row.precision, language)}: {getattr(row, f'text_{language}')} "
            f"({word(row.consequence, language)})",
        )
        for row in touching.itertuples(index=False)
    ]
    return element("div", element("p", SENTENCES["touched_by"][language]), element("ul", *notes), class_="note")


def recent_change(published: PublishedTable, *, language: Language = "da") -> Html:
    """Name the bydele whose change from the year before is larger than the usual swings, as the title of a figure."""
    frame = published.frame
    known = frame[(frame["status"] == "shown") & frame["ci_low"].notna()]
    if known.empty:
        return Html(SENTENCES["changed_unknown"][language])
    changed = known[(known["ci_low"] > 1) | (known["ci_high"] < 1)]
    if changed.empty:
        count = text.counted(len(known), language)
        return Html(SENTENCES["changed_nowhere" if len(known) > 1 else "changed_not"][language]).format(
            count=count, name=known["area"].iloc[0]
        )
    return Html(SENTENCES["changed_in"][language]).format(named=text.listed(changed["area"], language))


def quarters_of_bydele(published: PublishedTable, *, language: Language = "da") -> Html:
    """Fold away the quarters of each bydel: the swings that intervals of a change are widened by are read from them."""
    frame = published.frame
    if frame.empty:
        return nothing(language)
    drawn = METRICS[frame["metric"].iloc[0]][language][1]
    bydele = published.select(area=[area for area in frame["area"].unique() if area != WHOLE_CITY])
    table = grid_table(
        bydele,
        SENTENCES["quarters_of_bydele"][language].format(drawn=drawn),
        rows="period",
        columns="area",
        language=language,
    )
    return element("details", element("summary", SENTENCES["behind_swings"][language].format(drawn=drawn)), table)


def newest_quarter_note(periods: pd.Series, quarter: str, *, language: Language = "da") -> Html:
    """Say that there are no numbers for a quarter, or that it is the newest, which late registration makes grow.

    Parameters
    ----------
    periods
        The quarters with numbers, such as 2010K1.
    quarter
        The report's.
    """
    if quarter in set(periods):
        return text.sentence("newest_quarter" if quarter == periods.max() else "older_quarter", language)
    return no_numbers_note(periods, quarter, language=language)


def no_numbers_note(periods: pd.Series, quarter: str, *, language: Language = "da") -> Html:
    """Say that there are no numbers for a quarter, and which are nearest in time; nothing where there are some."""
    if quarter in set(periods) or periods.empty:
        return Html("")
    ends = {"quarter": quarter, "first": periods.min(), "last": periods.max()}
    spans = {name: element("span", text.period(end, language), class_="number") for name, end in ends.items()}
    return element("p", element("strong", Html(SENTENCES["no_numbers"][language]).format(**spans)))


def yearly_tables(
    published: PublishedTable, groups: pd.DataFrame, breaks: pd.DataFrame, year: int, *, language: Language = "da"
) -> Html:
    """Show the reports of each type year by year, three types to a table, with the breaks of those types beneath.

    Parameters
    ----------
    published
        Rows ``reported_offences_yearly`` of the city.
    groups
        ``reference.offence_groups``: ``code, tekst_da``.
    breaks
        The register of breaks.
    """
    frame = published.frame
    codes = groups.set_index("tekst_da")["code"]
    names = [name for name in codes.index if name in set(frame["group"])]
    parts = []
    for chosen in (names[first : first + TYPES_IN_A_TABLE] for first in range(0, len(names), TYPES_IN_A_TABLE)):
        table = published.select(group=chosen)
        caption = f"{METRICS[frame['metric'].iloc[0]][language][1]}: {text.listed(chosen, language)}"
        hit = {}
        for name in chosen:
            for one in breaks_in(breaks, "reported_offences_yearly", FIRST_YEAR, year, codes[name]).itertuples():
                hit.setdefault(one.break_id, (one, []))[1].append(name)
        notes = [
            element(
                "li",
                f"{text.dated(one.date, one.precision, language)} ({text.listed(hurt, language)}): "
                f"{getattr(one, f'text_{language}')} {word(one.consequence, language).capitalize()}.",
            )
            for one, hurt in sorted(hit.values(), key=lambda each: each[0].date)
        ]
        parts.append(grid_table(table, caption, rows="period", columns="group", language=language))
        parts += [element("ul", *notes, class_="note")] if notes else []
    return joined(parts) if parts else nothing(language)
