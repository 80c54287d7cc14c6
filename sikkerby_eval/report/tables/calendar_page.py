"""The reporting calendar: what is due when, and which data it waits for."""

import pandas as pd
from babel.dates import format_date

from sikkerby_eval.report.tables.published import plain_table
from sikkerby_eval.report.tables.verdict_cards import name_of, target_of
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.numbers import LOCALES, Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

LAST_YEAR = 2015
"""Table 2 of the paper runs to 2015; after it, only the deadlines of later programmes' goals are due."""
MONTHS_BETWEEN = {"årlig": 12, "kvartalsvis": 3, "mindst kvartalsvis": 3, "én gang": None}


def due_in(calendar: pd.DataFrame, goals: pd.DataFrame, year: int, *, language: Language = "da") -> pd.DataFrame:
    """List what is due in a year, in the order of time, with the undated last.

    Parameters
    ----------
    calendar
        ``reference.reporting_calendar``: ``item_da, item_en, frequency, first_due, waits_for_da, waits_for_en,
        administration``. What comes again comes in the same months as the first time.
    goals
        ``reference.goals``: each goal's deadline is due in its year.

    Returns
    -------
    DataFrame
        ``due`` (the month; missing where the paper gives no date), ``item, frequency, waits_for, administration``.

    Source: the programme paper of 13 April 2010, annex 1, section 5.3, and annexes 2 and 5.
    """
    lines = []
    for row in calendar.to_dict("records") if year <= LAST_YEAR else []:
        said = {"item": row[f"item_{language}"], "waits_for": row[f"waits_for_{language}"]}
        said |= {name: row[name] for name in ("frequency", "administration")}
        lines += [said | {"due": day} for day in _days(row["first_due"], row["frequency"], year)]
    for goal in goals[goals["deadline"].dt.year == year].to_dict("records"):
        told = f"{name_of(goal, language)}, {target_of(goal, language)}"
        name = SENTENCES["goal_deadline"][language].format(name=told)
        said = {"item": name, "waits_for": SENTENCES["goal_waits"][language], "frequency": "én gang"}
        lines.append(said | {"due": goal["deadline"], "administration": goal["administration"]})
    columns = ["due", "item", "frequency", "waits_for", "administration"]
    return pd.DataFrame(lines, columns=columns).sort_values("due", kind="stable", ignore_index=True)


def calendar_table(due: pd.DataFrame, year: int, *, language: Language = "da") -> Html:
    """Show the calendar of a year.

    Parameters
    ----------
    due
        ``due_in`` of the year in the same language.
    """
    if due.empty:
        return element("p", SENTENCES["calendar_empty"][language].format(year=year), class_="note")
    records = [
        {
            "report_item": row["item"],
            "due": month(row["due"], language),
            "how_often": word(row["frequency"], language),
            "waits_for_data": row["waits_for"],
            "owner": owners(row["administration"], language),
        }
        for row in due.to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, SENTENCES["calendar"][language].format(year=year), heads, language)


def calendar_text(due: pd.DataFrame, year: int, *, language: Language = "da") -> str:
    """Write the calendar of a year as plain lines for a terminal."""
    if due.empty:
        return SENTENCES["calendar_empty"][language].format(year=year)
    waits = word("waits_for_data", language)
    lines = [
        f"{month(row['due'], language):<16} {row['item']} – {waits} {row['waits_for']} "
        f"({owners(row['administration'], language)})"
        for row in due.to_dict("records")
    ]
    return "\n".join([SENTENCES["calendar"][language].format(year=year), *lines])


def month(day, language: Language) -> str:
    """Write the month of a due date: the paper often says no more than that."""
    if pd.isna(day):
        return word("no_fixed_date", language)
    return format_date(pd.Timestamp(day).date(), "MMMM yyyy", locale=LOCALES[language])


def owners(codes, language: Language) -> str:
    """Write the names of the administrations behind a list of codes."""
    if pd.isna(codes):
        return word("not_stated", language)
    return ", ".join(word(code, language) for code in codes.split(";"))


def _days(first, frequency: str, year: int) -> list:
    """The dates of an item in a year; an item without a first date stands once, without a date."""
    if pd.isna(first):
        return [pd.NaT]
    step = MONTHS_BETWEEN[frequency]
    if step is None:
        return [first] if first.year == year else []
    days = pd.date_range(first, pd.Timestamp(year, 12, 31), freq=pd.DateOffset(months=step))
    return list(days[days.year == year])
