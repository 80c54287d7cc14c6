"""Goal 2 on the page: each group on its own clock, how far people got, who found work, and what can be read when."""

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.interval_chart import interval_chart
from sikkerby_eval.report.tables.published import download, label, nothing, plain_table
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
COLUMNS = {
    "convicted": "verdict_convicted",
    "not_convicted_all": LEADING,
    "not_convicted_stayed": "verdict_not_convicted_left_excluded",
    "new_offence": "offence_convicted",
}
PHASES = ("henvist", "screenet", "plan", "startet", "gennemfoert")
FATES = {"went_on": "exit_went_on", "waiting": "exit_waiting", "dropped_out": "exit_dropped_out"}
YEARLY, EXPECTED = ("exit_started", "exit_referred_from_prison"), "forventet"
WORK = ("exit_measured", "exit_in_job_education_or_self_supporting")
MONTHS_OF_VERDICT, MONTHS_OF_OFFENCE = 24, 36


def measured(published: PublishedTable, language: Language = "da", **labels) -> Html | str:
    """Write one published value with its interval, or in a word why there is none."""
    rows = published.select(**labels).frame
    if rows.empty:
        return word("missing", language)
    row = rows.iloc[-1]
    value = text.value_of(published, row["row_id"], language)
    limits = text.interval(row["ci_low"], row["ci_high"], row["unit"], language) if row["status"] == "shown" else ""
    return joined([value, " ", element("span", f"({limits})", class_="limits")]) if limits else value


def cell(written: Html | str) -> Html:
    """Put a number in a table cell, to the right as numbers stand."""
    return element("td", written, class_="numeric")


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
    title = Html(SENTENCES["starters_lead"][language]).format(**ends)
    return interval_chart(shares, by="group", title=title, emphasis=("startede",), target=target, language=language)


def cohorts_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show each group's outcomes in both readings, with and without those who left, and when its clock began."""
    frame = published.frame
    verdicts = frame[frame["metric"] == COLUMNS["convicted"]]
    groups = [group for group in COHORTS if group in set(verdicts["group"])]
    if not groups:
        return nothing(language)
    if (frame["status"] == "missing").all():
        return Html("")
    records = []
    for group in groups:
        row = verdicts[verdicts["group"] == group].iloc[-1]
        followed = text.value_of(published, row["row_id"], language, field="denominator")
        first = {"cohort": label(group, "group", language), "clock": text.period(row["period"], language)}
        shares = {
            name: cell(measured(published, language, metric=metric, group=group)) for name, metric in COLUMNS.items()
        }
        records.append(first | {"followed": cell(followed)} | shares)
    caption = SENTENCES["cohorts"][language]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, caption, heads, language) + download(
        published.select(metric=list(COLUMNS.values())), caption, language
    )


def readable_table(year: int, *, first: int = 2010, last: int = 2013, language: Language = "da") -> Html:
    """Say from which day each year's completers can be read, in both readings, and whether this report can."""
    records = []
    for completed in range(first, last + 1):
        days = [
            pd.Timestamp(completed, 12, 31) + pd.DateOffset(months=months)
            for months in (MONTHS_OF_VERDICT, MONTHS_OF_OFFENCE)
        ]
        known = sum(day <= pd.Timestamp(year, 12, 31) for day in days)
        records.append(
            {
                "year_of_clock": str(completed),
                "reads_verdict": text.date(days[0], language),
                "reads_offence": text.date(days[1], language),
                "readable_now": word(("no", "only_verdict", "yes")[known], language),
            }
        )
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, SENTENCES["readable"][language], heads, language)


def flow_table(flow: PublishedTable, shares: PublishedTable, *, language: Language = "da") -> Html:
    """Show how many reached each phase, and what share of them went on, is still there or dropped out."""
    if flow.frame.empty:
        return nothing(language)
    counts = flow.frame.set_index("group")["row_id"]
    records = []
    for phase in PHASES:
        group = f"fase {phase}"
        fates = {name: cell(measured(shares, language, metric=metric, group=group)) for name, metric in FATES.items()}
        if phase == PHASES[-1]:
            fates = dict.fromkeys(FATES, cell(word("last_phase", language)))
        records.append(
            {"phase": word(group, language), "reached": cell(text.value_of(flow, counts[group], language))} | fates
        )
    said = text.sentence(
        "flow_said",
        language,
        **{
            name: text.value_of(flow, counts[f"fase {phase}"], language)
            for name, phase in (("referred", "henvist"), ("started", "startet"), ("completed", "gennemfoert"))
        },
    )
    caption = SENTENCES["flow"][language].format(period=text.period(flow.frame["period"].iloc[0], language))
    heads = {name: word(name, language) for name in records[0]}
    return joined([said, plain_table(records, caption, heads, language), download(flow, caption, language)])


def expectations_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Set the persons of each year beside what the programme expected, and say how large the target group became."""
    yearly = published.select(metric=list(YEARLY))
    frame = yearly.frame
    expected = frame[frame["period"] == EXPECTED]
    if expected.empty:
        return nothing(language)
    years = sorted(period for period in set(frame["period"]) if period.isdigit())
    records = [
        {
            "expectation": word(f"{row['metric']} · {row['group']}", language),
            "expected": cell(text.value_of(yearly, row["row_id"], language)),
        }
        | {
            year: cell(measured(yearly, language, metric=row["metric"], group=row["group"], period=year))
            for year in years
        }
        for row in expected.to_dict("records")
    ]
    group = published.select(metric="exit_target_group")
    ends = {
        name: measured(group, language, period=period)
        for name, period in (("referred", "alle år"), ("expected", EXPECTED))
    }
    said = text.sentence("target_group_said", language, **ends)
    heads = {name: word(name, language, default=name) for name in records[0]}
    caption = SENTENCES["expectations"][language]
    return joined([said, plain_table(records, caption, heads, language), download(yearly, caption, language)])


def work_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show who was in a job, in education or self-supporting at each measurement, and how many were measured."""
    shares = published.select(metric=WORK[1])
    if shares.frame.empty:
        return nothing(language)
    records = [
        {
            "measurement": word(group, language),
            "measured_of_due": cell(measured(published, language, metric=WORK[0], group=group)),
            "in_work": cell(measured(shares, language, group=group)),
        }
        for group in shares.frame["group"]
    ]
    said = text.sentence(
        "work_said",
        language,
        before=measured(shares, language, group="første kontakt"),
        after=measured(shares, language, group="afslutning"),
    )
    caption = SENTENCES["work"][language].format(period=text.period(shares.frame["period"].iloc[0], language))
    heads = {name: word(name, language) for name in records[0]}
    table = plain_table(records, caption, heads, language)
    return joined([said, table, download(published.select(metric=list(WORK)), caption, language)])


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
