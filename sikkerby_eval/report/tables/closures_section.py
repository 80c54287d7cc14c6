"""Goal 4 on the page: what closed, what it cost, and who has reported."""

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.tables.exit_section import cell, measured
from sikkerby_eval.report.tables.published import download, nothing, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

KINDS = ("closures", "partial_closures", "near_misses")
LOSSES = ("closures_by_cause", "days_lost", "services_lost")
CAUSES = ("uro og krise", "uro", "krise", "andet")


def closures_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show full, partial and near closures apart with their bound, and say what the count of full ones is worth."""
    rows = published.select(metric=list(KINDS))
    frame = rows.frame
    if frame.empty:
        return nothing(language)
    full = frame[frame["metric"] == "closures"].iloc[-1]
    counts = {kind: measured(rows, language, metric=kind, period=full["period"]) for kind in KINDS}
    records = [{"kind": word(kind, language), "how_many": cell(count)} for kind, count in counts.items()]
    if pd.isna(full["value"]):
        said = element("p", SENTENCES["reports_lack"][language])
    else:
        ends = {"count": text.value_of(rows, full["row_id"], language)}
        if pd.notna(full["ci_high"]):
            ends["interval"] = text.value_of(rows, full["row_id"], language, field="interval")
        said = text.sentence("closures_said" if "interval" in ends else "closures_at_least", language, **ends)
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["closures_by_kind"][language].format(period=text.period(full["period"], language))
    return joined([said, plain_table(records, caption, heads, language), download(rows, caption, language)])


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


def reported_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show for how many quarters of each year every administration has reported."""
    rows = published.select(metric="quarters_reported")
    frame = rows.frame
    if frame.empty:
        return nothing(language)
    years = sorted(set(frame["period"]))
    records = [
        {"administration": word(code, language, default=code)}
        | {year: cell(measured(rows, language, group=code, period=year)) for year in years}
        for code in dict.fromkeys(frame["group"])
    ]
    heads = {"administration": word("administration", language)}
    heads |= {year: word("quarters_of", language).format(year=year) for year in years}
    caption = SENTENCES["reported_by"][language]
    return plain_table(records, caption, heads, language) + download(rows, caption, language)
