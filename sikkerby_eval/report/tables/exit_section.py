"""Goal 2 on the page: what became of each group on its own clock, what a definition moves, what can be read when."""

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.interval_chart import interval_chart
from sikkerby_eval.report.tables.published import cell, download, label, measured, nothing, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

COHORTS = (
    "startede",
    "startede · bande",
    "startede · alvorlig kriminalitet",
    "henviste",
    "gennemførte",
    "gennemførte · bande",
    "gennemførte · alvorlig kriminalitet",
)
"""Everybody who started stands first: who completes is the outcome of what is to be judged (intention to treat)."""
LEADING = "verdict_not_convicted_left_included"
READINGS = {
    "verdict": ("convicted", "left", "not_convicted_left_included", "not_convicted_left_excluded"),
    "offence": ("convicted", "left", "not_convicted_left_included", "not_convicted_left_excluded"),
}
OWN_BASE = "not_convicted_left_excluded"
CHOICES = {
    "choice_goal": "verdict_convicted",
    "choice_half_window": "verdict_convicted_by_month_12",
    "choice_long_window": "verdict_convicted_if_36_months",
    "choice_offence": "offence_convicted",
    "choice_personfarlig": "verdict_convicted_if_only_personfarlig",
    "choice_clear": "verdict_convicted_if_only_clear_codes",
    "choice_age": "verdict_convicted_if_aged_at_completion",
}
MONTHS_OF_VERDICT, MONTHS_OF_OFFENCE = 24, 36


def cohorts_chart(published: PublishedTable, *, target: float, language: Language = "da") -> Html:
    """Draw for each group the share not convicted with its interval; a sentence where nothing can be read yet."""
    shares = published.select(metric=LEADING, group=[group for group in COHORTS if " · " not in group])
    frame = shares.frame
    if frame.empty:
        return nothing(language)
    if (frame["status"] == "missing").all():
        return element("p", SENTENCES["nobody_mature"][language], class_="note")
    ends = {
        name: measured(shares, language, group=group)
        for name, group in (("starters", "startede"), ("completers", "gennemførte"))
    }
    status = frame.drop_duplicates("group", keep="last").set_index("group")["status"]
    starters, completers = (status.get(group, "missing") for group in ("startede", "gennemførte"))
    shares = shares.select(status=["shown", "withheld"])
    said = f"starters_{starters}_completers_{completers}"
    title = Html(SENTENCES[said][language]).format(**ends)
    return interval_chart(shares, by="group", title=title, emphasis=("startede",), target=target, language=language)


def cohorts_table(published: PublishedTable, *, reading: str = "verdict", language: Language = "da") -> Html:
    """Show each group's outcomes in one reading, with and without those who left, and when its clock began.

    Parameters
    ----------
    reading
        ``verdict``, the goal's own words, or ``offence``: an offence in the window and a verdict up to a year later.
    """
    metrics = {name: f"{reading}_{name}" for name in READINGS[reading]}
    rows = published.select(metric=list(metrics.values()))
    frame = rows.frame
    first = frame[frame["metric"] == metrics["convicted"]]
    groups = [group for group in COHORTS if group in set(first["group"])]
    if not groups:
        return nothing(language)
    if (frame["status"] == "missing").all():
        return (
            element("p", SENTENCES[f"nobody_mature_{reading}"][language], class_="note")
            if reading != "verdict"
            else Html("")
        )
    records = []
    for group in groups:
        row = first[first["group"] == group].iloc[-1]
        shares = {
            f"{reading}_{name}": cell(measured(rows, language, counts=name == OWN_BASE, metric=metric, group=group))
            for name, metric in metrics.items()
        }
        if row["status"] == "missing":
            shares = dict.fromkeys(shares, cell(word("not_readable_yet", language)))
        records.append(
            {
                "cohort": label(group, "group", language),
                "clock": text.period(row["period"], language),
                f"followed_{reading}": cell(_followed(row, language)),
            }
            | shares
        )
    caption = SENTENCES[f"cohorts_{reading}"][language]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, caption, heads, language) + download(rows, caption, language)


def _followed(row, language):
    """How many were followed: known also where it is withheld how they fared."""
    if pd.isna(row["denominator"]):
        return word("not_readable_yet" if row["status"] == "missing" else row["status"], language)
    return element("span", text.number(row["denominator"], language), class_="number", data_row=row["row_id"])


def choices_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show what share would count as convicted if one choice of the definition were another, one at a time."""
    rows = published.select(metric=list(CHOICES.values()), group=["startede", "gennemførte"])
    if rows.frame[rows.frame["status"] != "missing"].empty:
        return Html("")
    records = [
        {"choice": word(choice, language)}
        | {group: cell(_under(choice, group, rows, language, metric=metric)) for group in ("startede", "gennemførte")}
        for choice, metric in CHOICES.items()
    ]
    caption = SENTENCES["choices"][language]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, caption, heads, language) + download(rows, caption, language)


def _under(choice, group, rows, language, *, metric):
    if choice == "choice_age" and group != "gennemførte":
        return word("same_age", language)
    found = rows.select(metric=metric, group=group).frame
    if choice == "choice_age" and len(found) and found["status"].iloc[-1] == "missing":
        return word("too_few_differ", language)
    return measured(rows, language, counts=True, metric=metric, group=group)


def readable_table(
    read_until: pd.Timestamp | None, *, first: int = 2010, last: int = 2013, language: Language = "da"
) -> Html:
    """Say from which day each year's group can be read, in both readings, and whether this report can.

    Parameters
    ----------
    read_until
        The last day the report may read the verdicts to; None where nobody knows.
    """
    if read_until is None:
        return nothing(language)
    records = []
    for begun in range(first, last + 1):
        days = [
            pd.Timestamp(begun, 12, 31) + pd.DateOffset(months=months)
            for months in (MONTHS_OF_VERDICT, MONTHS_OF_OFFENCE)
        ]
        known = sum(day <= read_until for day in days)
        records.append(
            {
                "year_of_clock": str(begun),
                "reads_verdict": text.date(days[0], language),
                "reads_offence": text.date(days[1], language),
                "readable_now": word(("no", "only_verdict", "yes")[known], language),
            }
        )
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, SENTENCES["readable"][language], heads, language)


def left_out_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show whom the shares leave out or cannot place, so that nobody is lost without a trace."""
    frame = published.frame
    if frame.empty:
        return nothing(language)
    records = [
        {"why": word(row["metric"], language), "persons": cell(text.value_of(published, row["row_id"], language))}
        for row in frame.to_dict("records")
    ]
    caption = SENTENCES["left_out"][language]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, caption, heads, language) + download(published, caption, language)


def definitions_text(ends: PublishedTable, published: PublishedTable, *, language: Language = "da") -> Html:
    """Say how far the definition moves the number, and what the city's own published figure is and is not."""
    said = []
    if len(ends.frame):
        row_ids = ends.frame.set_index("metric")["row_id"]
        low, high = (text.value_of(ends, row_ids[f"not_convicted_{end}"], language) for end in ("from", "to"))
        count = text.value_of(ends, row_ids.iloc[0], language, field="denominator")
        said.append(text.sentence("range", language, low=low, high=high, count=count))
    if len(published.frame):
        row_id = published.frame["row_id"].iloc[0]
        share = text.value_of(published, row_id, language)
        participants = text.value_of(published, row_id, language, field="denominator")
        said.append(text.sentence("published_beside", language, share=share, participants=participants))
    return joined(said)
