"""What a published table says in one line: the titles of figures, computed from the rows they are drawn from."""

from sikkerby_eval.judge.disclosure import PublishedTable
from sikkerby_eval.report import text
from sikkerby_eval.report.markup import Html
from sikkerby_eval.report.text import Language
from sikkerby_eval.report.words import METRICS, SENTENCES, word


def finding(published: PublishedTable, key: str, language: Language = "da") -> Html:
    """Say what a table of one metric shows: a movement over its periods, or its highest and lowest row.

    Parameters
    ----------
    published
        Rows of one metric.
    key
        What tells the rows apart: ``period``, ``area`` or ``group``.
    """
    subject = METRICS[published.frame["metric"].iloc[0]][language][0]
    one_line = key == "period" or len(published.frame[key].unique()) == 1
    return moved(published, subject, language) if one_line else extremes(published, subject, key, language)


def moved(published: PublishedTable, subject: str, language: Language = "da") -> Html:
    """Say from what to what a number went over the periods of a table.

    Parameters
    ----------
    published
        Rows of one metric for one area and group.
    subject
        What the number is about, as the beginning of the sentence.

    Returns
    -------
    Html
        The sentence without a full stop; a table with one measurement says that one.
    """
    frame = published.frame
    known = frame[frame["status"] == "shown"]
    if known.empty:
        return _filled("nothing_known", language, subject=subject)
    ends = {}
    for end, row in (("first", known.iloc[0]), ("last", known.iloc[-1])):
        ends[end] = text.value_of(published, row["row_id"], language)
        ends[f"{end}_period"] = text.value_of(published, row["row_id"], language, field="period")
    if len(known) == 1:
        return _filled("one_measurement", language, subject=subject, **ends)
    way = text.direction(known["value"].iloc[-1] - known["value"].iloc[0], language)
    return _filled("moved", language, subject=subject, direction=way, **ends)


def extremes(published: PublishedTable, subject: str, key: str, language: Language = "da") -> Html:
    """Say which area or group has the highest and which the lowest number of a table's last period."""
    frame = latest(published).frame
    known = frame[frame["status"] == "shown"]
    if known.empty:
        return _filled("nothing_known", language, subject=subject)
    values = known["value"].astype(float)
    high, low = known.loc[values.idxmax()], known.loc[values.idxmin()]
    return _filled(
        "highest_and_lowest",
        language,
        subject=subject,
        period=text.value_of(published, high["row_id"], language, field="period"),
        highest_name=word(high[key], language, default=high[key]),
        lowest_name=word(low[key], language, default=low[key]),
        highest=text.value_of(published, high["row_id"], language),
        lowest=text.value_of(published, low["row_id"], language),
    )


def latest(published: PublishedTable, **labels) -> PublishedTable:
    """Keep the rows of the last period in which any row with the given labels was measured."""
    chosen = published.select(**labels)
    known = chosen.frame[chosen.frame["status"] != "missing"]
    return chosen.select(period=known["period"].max() if len(known) else [])


def _filled(name: str, language: Language, **fields) -> Html:
    return Html(SENTENCES[name][language]).format(**fields)
