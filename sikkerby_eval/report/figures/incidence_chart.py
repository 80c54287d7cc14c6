"""A share that grows month by month, with its interval, and what came first instead."""

import re

from matplotlib.figure import Figure

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.drawing import COLOURS, INK, LINES, MARKERS, NARROW, value_axis
from sikkerby_eval.report.figures.framing import framed
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

OUTCOMES = ("convicted", "left")
HALF_YEARS = {month: f"_by_month_{month}" for month in (6, 12, 18)} | {24: ""}


def incidence_chart(published: PublishedTable, group: str, *, language: Language = "da") -> Html:
    """Draw for one group how large a share had been convicted, and had left, at each half-year of its own clock.

    Two groups never share a drawing: their clocks begin on different days.

    Parameters
    ----------
    published
        Rows ``verdict_convicted`` and ``verdict_left``, and both ``_by_month_6``, ``_12`` and ``_18``.
    group
        Whose curve it is.
    """
    metrics = {(outcome, month): f"verdict_{outcome}{end}" for outcome in OUTCOMES for month, end in HALF_YEARS.items()}
    rows = published.select(metric=list(metrics.values()), group=group)
    points = rows.frame.drop_duplicates("metric", keep="last").set_index("metric")
    known = points[points["status"] == "shown"]
    last = metrics["convicted", 24]
    if not any(metrics["convicted", month] in known.index for month in (6, 12, 18)) or last not in known.index:
        return element("p", SENTENCES["no_curve"][language].format(group=word(group, language)), class_="note")
    drawn = {
        outcome: [
            (month, known.loc[metrics[outcome, month]])
            for month in HALF_YEARS
            if metrics[outcome, month] in known.index
        ]
        # Where the last number is not shown, a line that stops would look like an end of leaving.
        for outcome in OUTCOMES
        if metrics[outcome, 24] in known.index
    }

    def draw(figure: Figure, width: float):
        axes = figure.add_subplot()
        for style, (outcome, series) in enumerate(drawn.items()):
            months, values = [0, *(month for month, _ in series)], [0.0, *(float(row["value"]) for _, row in series)]
            axes.plot(months, values, LINES[style], color=COLOURS[style], marker=MARKERS[style], markersize=5)
            for month, row in series:
                axes.vlines(month, float(row["ci_low"]), float(row["ci_high"]), color=COLOURS[style], linewidth=1)
            axes.annotate(
                word(f"curve_{outcome}", language),
                (months[-1], values[-1]),
                xytext=(0, 8) if width == NARROW else (8, 4),
                textcoords="offset points",
                ha="right" if width == NARROW else "left",
                color=COLOURS[style],
                fontweight="bold",
            )
        axes.set_xlim(0, 25 if width == NARROW else 30)
        axes.set_xticks([0, *HALF_YEARS], [text.number(month, language) for month in (0, *HALF_YEARS)])
        axes.set_xlabel(word("months_after", language), color=INK)
        value_axis(
            axes, max(float(row["ci_high"]) for series in drawn.values() for _, row in series), "fraction", language
        )

    first = next(month for month in HALF_YEARS if metrics["convicted", month] in known.index)
    ends = {
        name: text.value_of(rows, points.loc[metrics["convicted", month], "row_id"], language)
        for name, month in (("first", first), ("last", 24))
    }
    title = Html(SENTENCES[f"curve_{group}"][language]).format(month=word(f"after_{first}", language), **ends)
    period = text.period(points.loc[last, "period"], language)
    subtitle = SENTENCES["curve_drawn"][language].format(group=word(group, language), period=period)
    records = [
        {"month": word(f"after_{month}", language)}
        | {
            outcome: tables.cell(tables.measured(rows, language, counts=True, metric=metrics[outcome, month]))
            for outcome in OUTCOMES
        }
        for month in HALF_YEARS
    ]
    heads = {"month": word("since_first_day", language)} | {
        outcome: word(f"curve_{outcome}", language) for outcome in OUTCOMES
    }
    table = tables.plain_table(records, subtitle, heads, language) + tables.download(rows, subtitle, language)
    told = "; ".join(
        f"{record['month']}: " + ", ".join(f"{heads[outcome]} {_plain(record[outcome])}" for outcome in OUTCOMES)
        for record in records
    )
    alt = f"{word('incidence_chart', language)}: {text.spoken(title)}. {told}."
    return framed(draw, 3.2, rows, title, subtitle, alt, table, None, language)


def _plain(written: Html) -> str:
    return re.sub(r"[ \n]+", " ", text.spoken(written)).strip()
