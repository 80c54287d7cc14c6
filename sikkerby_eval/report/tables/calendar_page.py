"""The reporting calendar: what is due when, which data it waits for, and whether they have come."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
from babel.dates import format_date

from sikkerby_eval.data.registers import BY_NAME
from sikkerby_eval.report.tables.published import plain_table
from sikkerby_eval.report.tables.verdict_cards import name_of, target_of
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.numbers import LOCALES, Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

LAST_YEAR = 2015
"""Table 2 of the paper runs to 2015; after it, only the deadlines of later programmes' goals are due."""
QUARTER = 3
MONTHS_BETWEEN = {"årlig": 12, "kvartalsvis": QUARTER, "mindst kvartalsvis": QUARTER, "én gang": None}


CONCEPT = "koncept fra 2010"
"""What ``reference.sources`` calls the city's own reporting that was there before the programme."""


def due_in(calendar: pd.DataFrame, goals: pd.DataFrame, year: int, *, language: Language = "da") -> pd.DataFrame:
    """List what is due in a year, in the order of time, with the undated last.

    Parameters
    ----------
    calendar
        ``reference.reporting_calendar``: ``item_da, item_en, frequency, first_due, waits_for_da, waits_for_en,
        registers, administration``. What comes again comes in the same months as the first time.
    goals
        ``reference.goals``: each goal's deadline is due in its year.

    Returns
    -------
    DataFrame
        ``due`` (the month; missing where the paper gives no date), ``item, frequency, waits_for, registers,
        administration``.

    Source: the programme paper of 13 April 2010, annex 1, section 5.3, and annexes 2 and 5.
    """
    lines = []
    for row in calendar.to_dict("records") if year <= LAST_YEAR else []:
        said = {"item": row[f"item_{language}"], "waits_for": row[f"waits_for_{language}"]}
        said |= {name: row[name] for name in ("frequency", "registers", "administration")}
        lines += [said | {"due": day} for day in _days(row["first_due"], row["frequency"], year)]
    for goal in goals[goals["deadline"].dt.year == year].to_dict("records"):
        told = f"{name_of(goal, language)}, {text.spoken(target_of(goal, language))}"
        name = SENTENCES["goal_deadline"][language].format(name=told)
        said = {"item": name, "waits_for": SENTENCES["goal_waits"][language], "frequency": "én gang"}
        lines.append(said | {"due": goal["deadline"], "administration": goal["administration"]})
    columns = ["due", "item", "frequency", "waits_for", "registers", "administration"]
    return pd.DataFrame(lines, columns=columns).sort_values("due", kind="stable", ignore_index=True)


def with_arrivals(due: pd.DataFrame, cutoffs: Mapping[str, date]) -> pd.DataFrame:
    """Say of each deadline which of its deliveries have come in time, which end too early, and which are missing.

    Parameters
    ----------
    due
        From ``due_in``.
    cutoffs
        The last day that each delivered register covers: of ``Registers`` or of an ``Inspection``.

    Returns
    -------
    DataFrame
        ``due`` with ``come``, ``short`` and ``absent``: lists of registers. One has come in time when it covers the
        latest whole period before the deadline: the quarter for what is due and delivered every quarter, else the
        year; without a date, or for what comes once, it has come when it is there. Key figures due in June 2010 with
        reports to 30 March 2010 are ``short``; to 31 March they have ``come``.
    """
    fates = []
    for row in due.to_dict("records"):
        by_fate = {"come": [], "short": [], "absent": []}
        for name in row["registers"].split(";") if pd.notna(row["registers"]) else []:
            by_fate[_fate(name, row, cutoffs)].append(name)
        fates.append(by_fate)
    return due.assign(**pd.DataFrame(fates, columns=["come", "short", "absent"], index=due.index))


def calendar_table(due: pd.DataFrame, year: int, *, language: Language = "da") -> Html:
    """Show the calendar of a year.

    Parameters
    ----------
    due
        ``due_in`` of the year in the same language, or ``with_arrivals`` of it.
    """
    if due.empty:
        return element("p", SENTENCES["calendar_empty"][language].format(year=year), class_="note")
    records = [
        {
            "report_item": text.printed(row["item"], language),
            "due": month(row["due"], language),
            "how_often": word(row["frequency"], language),
            "waits_for_data": text.printed(row["waits_for"], language),
            **({"arrival": arrival(row, language)} if "come" in row else {}),
            "owner": text.owners(row["administration"], language),
        }
        for row in due.to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, SENTENCES["calendar"][language].format(year=year), heads, language)


def concepts_table(sources: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show the city's own reporting of 2010, which the paper wants the numbers taken from.

    Parameters
    ----------
    sources
        ``reference.sources``; only the concepts of 2010 are shown.

    Source: the programme paper of 13 April 2010, annex 1, section 5.1.
    """
    records = [
        {
            "concept": text.printed(row[f"name_{language}"], language),
            "owner": text.owners(row["administration"], language),
            "holds": text.printed(row[f"holds_{language}"], language),
            "on_a_map": word("yes" if row["map_view"] else "no", language),
        }
        for row in sources[sources["kind"] == CONCEPT].to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, SENTENCES["concepts"][language], heads, language)


def calendar_text(due: pd.DataFrame, year: int, *, language: Language = "da") -> str:
    """Write the calendar of a year as plain lines for a terminal; parameters as for ``calendar_table``."""
    if due.empty:
        return SENTENCES["calendar_empty"][language].format(year=year)
    waits = word("waits_for_data", language)
    lines = [
        f"{month(row['due'], language):<16} {row['item']} – {waits} {row['waits_for']} "
        f"({text.owners(row['administration'], language)})"
        + (f"\n{'':<17}{arrival(row, language)}" if "come" in row else "")
        for row in due.to_dict("records")
    ]
    return "\n".join([SENTENCES["calendar"][language].format(year=year), *lines])


def month(day, language: Language) -> str:
    """Write the month of a due date: the paper often says no more than that."""
    if pd.isna(day):
        return word("no_fixed_date", language)
    return format_date(pd.Timestamp(day).date(), "MMMM yyyy", locale=LOCALES[language])


def arrival(row: dict, language: Language) -> str:
    """Tell which deliveries of a deadline have come, which end too early, and which are missing."""
    told = [
        f"{word(f'delivery_{fate}', language)}: {text.registers(row[fate], language)}"
        for fate in ("come", "short", "absent")
        if row[fate]
    ]
    return "; ".join(told) or word("no_register", language)


def _fate(name: str, row: dict, cutoffs: Mapping[str, date]) -> str:
    if name not in cutoffs:
        return "absent"
    step = MONTHS_BETWEEN.get(row["frequency"])
    if pd.isna(row["due"]) or step is None:
        return "come"
    quarterly = step == QUARTER and BY_NAME[name].frequency == "kvartalsvis"
    begun = row["due"].to_period("Q" if quarterly else "Y").start_time
    return "come" if pd.Timestamp(cutoffs[name]) >= begun - pd.Timedelta(days=1) else "short"


def _days(first, frequency: str, year: int) -> list:
    """The dates of an item in a year; an item without a first date stands once, without a date."""
    if pd.isna(first):
        return [pd.NaT]
    step = MONTHS_BETWEEN[frequency]
    if step is None:
        return [first] if first.year == year else []
    days = pd.date_range(first, pd.Timestamp(year, 12, 31), freq=pd.DateOffset(months=step))
    return list(days[days.year == year])
