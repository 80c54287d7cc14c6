"""Goal 4 on the page: what closed, what it cost, and who has reported."""

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.tables.published import cell, download, measured, nothing, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

KINDS = ("closures", "partial_closures", "near_misses")
LOSSES = ("closures_by_cause", "days_lost", "services_lost")
TOLD = ("nil_returns", "closures_stated", "closures_delivered")
CAUSES = ("uro og krise", "uro", "krise", "andet")


def closures_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show full, partial and near closures apart with their bound, and say what the count of full ones is worth."""
    rows = published.select(metric=list(KINDS))
    frame = rows.frame
    if frame.empty:
        return nothing(language)
    full = frame[frame["metric"] == "closures"].iloc[-1]
    counts = {kind: measured(rows, language, metric=kind, period=full["period"]) for kind in KINDS}
    records = [{"kind": word(f"kind_{kind}", language), "how_many": cell(count)} for kind, count in counts.items()]
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["closures_by_kind"][language].format(period=text.period(full["period"], language))
    return joined(
        [
            _worth(rows, full, language),
            plain_table(records, caption, heads, language),
            download(rows, caption, language),
        ]
    )


def losses_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show full closures, days closed and services hit by cause."""
    rows = published.select(metric=list(LOSSES))
    frame = rows.frame
    if frame.empty:
        return nothing(language)
    records = [
        {"cause": word(cause, language)}
        | {metric: cell(measured(rows, language, metric=metric, group=cause)) for metric in LOSSES}
        for cause in CAUSES
    ]
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["losses"][language].format(period=text.period(frame["period"].iloc[0], language))
    return plain_table(records, caption, heads, language) + download(rows, caption, language)


def reported_table(published: PublishedTable, received: PublishedTable, *, language: Language = "da") -> Html:
    """Say who has reported and who has not, and show what each administration told beside what it delivered.

    Parameters
    ----------
    published
        Rows of ``quarters_reported`` and of ``TOLD``.
    received
        Rows of ``reports_received``.
    """
    rows = published.select(metric=["quarters_reported", "quarters_at_odds", *TOLD])
    frame = rows.frame
    if frame.empty:
        return nothing(language)
    quarters = frame[frame["metric"] == "quarters_reported"]
    years = sorted(set(quarters["period"]))
    records = [
        {"administration": word(code, language, default=code)}
        | {year: cell(measured(rows, language, metric="quarters_reported", group=code, period=year)) for year in years}
        | {name: cell(measured(rows, language, metric=name, group=code)) for name in TOLD}
        for code in dict.fromkeys(quarters["group"])
    ]
    heads = {"administration": word("administration", language)} | {year: year for year in years}
    heads |= {name: word(name, language) for name in TOLD}
    caption = SENTENCES["reported_by"][language]
    said = _who(frame, received, language)
    return joined([said, plain_table(records, caption, heads, language), download(rows, caption, language)])


def _worth(rows, full, language):
    """What the count of full closures is worth: nobody knows, at least so many, none so far, or so many."""
    if pd.isna(full["value"]):
        return element("p", SENTENCES["reports_lack"][language])
    count = text.value_of(rows, full["row_id"], language)
    if pd.isna(full["ci_high"]):
        return text.sentence("closures_at_least", language, count=count)
    bound = element("span", text.number(full["ci_high"], language, 1), class_="number", data_row=full["row_id"])
    if full["value"] == 0:
        return text.sentence("closures_none", language, bound=bound)
    interval = text.value_of(rows, full["row_id"], language, field="interval")
    return text.sentence("closures_said", language, count=count, interval=interval)


def _who(frame, received, language):
    """How many of the reports have come, and who is silent or at odds with what was delivered, by name."""
    latest = received.frame.iloc[-1]
    fields = {
        name: text.value_of(received, latest["row_id"], language, field=field)
        for name, field in (("received", "numerator"), ("due", "denominator"))
    }
    said = [text.sentence("reports_come", language, **fields)]
    quarters = frame[frame["metric"] == "quarters_reported"]
    groups = {
        "silent": quarters[quarters["value"] < quarters["denominator"]]["group"],
        "at_odds": frame[(frame["metric"] == "quarters_at_odds") & (frame["value"] > 0)]["group"],
    }
    for name, codes in groups.items():
        if len(codes):
            names = ", ".join(word(code, language, default=code) for code in dict.fromkeys(codes))
            said.append(text.sentence(name, language, names=names))
    return joined(said)
