"""What a published table says in one line: the titles of figures, computed from the rows they are drawn from."""

import pandas as pd

from sikkerby_eval.judge.breaks import DO_NOT_COMPARE, on_axis, year_of
from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.judge.movement import movement
from sikkerby_eval.metrics.estimates import EVERYBODY, WHOLE_CITY
from sikkerby_eval.metrics.published import DOUBTFUL
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import word

PLACES = {
    "homicide_rate": "cities",
    "reported_acquisitive_crime_per_1000": "cities",
}
"""What the areas of a metric are, where they are no areas of the city."""
EVENTS = ("reports", "incidents", "charges", "interrogations", "ssp_cases", "calls")
"""Units that come in waves, so that a bare difference says little; persons and areas do not."""
ALL_OFFENCES = "Overtrædelsens art i alt"
ON_STREETS = ("reports_on_street", "incidents_on_street")
"""Metrics of which only the highest rows are published: the lowest of those is the lowest of nothing."""


def finding(
    published: PublishedTable,
    key: str,
    language: Language = "da",
    breaks: pd.DataFrame | None = None,
    *,
    name: str | None = None,
) -> Html:
    """Say what a table of one metric shows: a movement over its periods, or its highest and lowest row.

    Parameters
    ----------
    published
        Rows of one metric.
    key
        What tells the rows apart: ``period``, ``area`` or ``group``.
    breaks
        Breaks in the series; nothing is said across one that forbids comparison.
    name
        What the rows are called in ``METRICS`` where their metric says too little of whom they count.
    """
    frame = published.frame
    if frame.empty:
        return Html("")
    subject = METRICS[name or frame["metric"].iloc[0]][language][0]
    alone = [frame[name].iloc[0] for name in ("group", "area") if len(frame[name].unique()) == 1]
    whose = [word(name, language, default=name) for name in alone if name not in (EVERYBODY, WHOLE_CITY, ALL_OFFENCES)]
    if whose:
        subject = f"{subject} ({', '.join(whose)})"
    if key != "period" and len(frame[key].unique()) > 1:
        return extremes(published, subject, key, language)
    forbidding = [] if breaks is None else breaks[breaks["consequence"] == DO_NOT_COMPARE]["date"]
    last_break = max(map(on_axis, forbidding), default=0)
    comparable = frame["period"][frame["period"].map(year_of) >= last_break]
    return moved(published.select(period=comparable), subject, language)


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
        The sentence without a full stop; a table with one measurement says that one. A quarter is held against the
        same quarter of the first year, so that the season does not pass for a movement. A count of events without an
        interval is told with no direction: it swings by itself, and nobody knows how far.
    """
    frame = published.frame
    known = frame[frame["status"] == "shown"]
    if known.empty:
        return nothing_shown(frame, subject, language)
    quarter = known["period"].iloc[-1][4:]
    known = known[known["period"].str[4:] == quarter]
    ends = {}
    for end, row in (("first", known.iloc[0]), ("last", known.iloc[-1])):
        ends[end] = text.value_of(published, row["row_id"], language)
        ends[f"{end}_period"] = text.value_of(published, row["row_id"], language, field="period")
    if len(known) == 1:
        return _filled("one_measurement", language, subject=subject, **ends)
    way = movement(known.iloc[0], known.iloc[-1])
    if known["unit"].iloc[-1] in EVENTS and known["ci_low"].isna().any() and way != "was_unchanged":
        way = "went"
    template = {"within_uncertainty": "within_uncertainty", "was_unchanged": "stayed"}.get(way, "moved")
    return _filled(template, language, subject=subject, direction=word(way, language), **ends)


def extremes(published: PublishedTable, subject: str, key: str, language: Language = "da") -> Html:
    """Say which area or group has the highest and which the lowest number, among how many that are known.

    Where all are equal none is the highest; where the intervals of the two ends overlap, that is said with them.
    """
    frame = latest(published).frame
    known = frame[frame["status"] == "shown"]
    if known.empty:
        return nothing_shown(frame, subject, language)
    values = known["value"].astype(float)
    ends = {"highest": known[values == values.max()], "lowest": known[values == values.min()]}
    named = {f"{end}_name": text.listed(rows[key], language) for end, rows in ends.items()}
    shown = {end: text.value_of(published, rows["row_id"].iloc[0], language) for end, rows in ends.items()}
    period = text.value_of(published, known["row_id"].iloc[0], language, field="period")
    # What is withheld may be the highest: small numbers take larger ones with them.
    of_shown = "_shown" if (frame["status"] == "withheld").any() else ""
    if values.max() == values.min() and (of_shown or len(known) > 1):
        return _filled(f"all_alike{of_shown}", language, subject=subject, period=period, value=shown["highest"])
    metric = known["metric"].iloc[0]
    template = "highest_street" if metric in ON_STREETS else f"highest_and_lowest_{key}"
    said = _filled(
        template if template == "highest_and_lowest_area" else template + of_shown,
        language,
        subject=subject,
        count=text.counted(len(known), language),
        places=word(PLACES.get(metric, "areas"), language),
        period=period,
        **named,
        **shown,
    )
    if metric in ON_STREETS:
        return said
    low, high = ends["highest"]["ci_low"].min(), ends["lowest"]["ci_high"].max()
    overlap = len(known) > 1 and pd.notna(low) and pd.notna(high) and low <= high
    return said + _filled("ends_overlap", language) if overlap else said


def areas_moved(published: PublishedTable, subject: str, language: Language = "da") -> Html:
    """Say in how many areas a number rose and in how many it fell, from each area's first to its last known year.

    A number that is uncertain in its source moves nothing.
    """
    frame = published.frame
    known = frame[(frame["status"] == "shown") & (frame["method"] != DOUBTFUL)].sort_values("period", kind="stable")
    values = known.groupby("area")["value"].agg(["first", "last", "size"]).query("size > 1")
    change = values["last"] - values["first"]
    counts = {"rose": (change > 0).sum(), "fell": (change < 0).sum(), "count": len(values)}
    spans = {name: text.counted(count, language) for name, count in counts.items()}
    ways = [name for name in ("rose", "fell") if counts[name]] or ["rose"]
    inside = {"da": "i", "en": "in"}[language]
    told = joined(
        [joined([word(name, language), spans[name]], f" {inside} ") for name in ways], f" {word('and', language)} "
    )
    said = _filled("areas_moved", language, subject=subject, told=told, count=spans["count"])
    return said + _filled("doubtful_left_out", language) if (frame["method"] == DOUBTFUL).any() else said


def few_areas(published: PublishedTable, areas: int, language: Language = "da") -> Html | None:
    """Say that fewer than half of the areas are known, where the highest of those would be taken for the city's."""
    known = published.frame[published.frame["status"] == "shown"]
    if known.empty or 2 * len(known) >= areas:
        return None
    return _filled(
        "few_areas",
        language,
        subject=METRICS[known["metric"].iloc[0]][language][0],
        period=text.value_of(published, known["row_id"].iloc[0], language, field="period"),
        known=text.counted(len(known), language),
        areas=text.counted(areas, language),
    )


def nothing_shown(frame: pd.DataFrame, subject: str, language: Language = "da") -> Html:
    """Say of rows without a single number whether nobody knows it, or it is known and withheld."""
    return _filled(
        "nothing_shown" if (frame["status"] == "withheld").any() else "nothing_known", language, subject=subject
    )


def latest(published: PublishedTable, **labels) -> PublishedTable:
    """Keep the rows of the last period in which most were measured.

    A year in which one area happens to have been mentioned is passed over for an earlier one in which at least half
    as many areas were measured as in the fullest year.
    """
    chosen = published.select(**labels)
    frame = chosen.frame
    measured = frame[frame["status"] != "missing"].groupby("period").size()
    full = measured[measured * 2 >= measured.max()]
    return chosen.select(period=full.index.max() if len(full) else [])


def _filled(name: str, language: Language, **fields) -> Html:
    return Html(SENTENCES[name][language]).format(**fields)
