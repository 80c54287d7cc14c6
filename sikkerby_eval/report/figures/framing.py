"""The frame around a drawing: its finding, its text for those who do not see it, its source, and its numbers."""

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.metrics.estimates import EVERYBODY
from sikkerby_eval.metrics.published import DOUBTFUL
from sikkerby_eval.report.figures.drawing import NARROW, WIDE, svg
from sikkerby_eval.report.tables import published as tables
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.findings import ON_STREETS, PLACES, finding
from sikkerby_eval.report.text.markup import Html, data_uri, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import word


def framed(
    draw, height, published, title, subtitle, alt, table, sources, language, note=None, narrow=None, levels=None
) -> Html:
    """Put a drawing of published rows into its frame, with the basis and the sources of the rows.

    Where every number is withheld or missing there is nothing to draw: the finding says so over the table.
    """
    if not (published.frame["status"] == "shown").any():
        return joined([element("p", title, ".", class_="note"), table])
    basis = ", ".join(word(name, language) for name in dict.fromkeys(published.frame["basis"]))
    credit = [SENTENCES["figure_basis"][language].format(basis=basis)]
    if (published.frame["method"] == DOUBTFUL).any():
        credit.append(f" {SENTENCES['doubtful'][language]}")
    named = _source_names(published, sources)
    if named:
        credit += [f" {word('source', language)}: ", text.danish("; ".join(named[:2]), language), "."]
    if len(named) > 2:
        credit.append(f" {SENTENCES['more_sources'][language]}")
    caption = f"{word('numbers_behind', language)}: {subtitle}"
    details = element("details", element("summary", caption), table)
    heights = height, narrow or height
    drawn = joined([subtitle, "; ", levels]) if levels else subtitle
    return drawn_figure(
        draw, heights, title, drawn, f"{alt} {credit[0]}", joined([note or "", details]), joined(credit)
    )


def level_said(level: float | None, unit: str, language: Language, name: str = "dashed_line", **told) -> Html:
    """Say at which level a goal's own line is drawn; its number is marked as the goal's, since it has no row."""
    if level is None:
        return Html("")
    marked = element("span", text.quantity(level, unit, language), class_="number")
    return Html(SENTENCES[name][language]).format(limit=marked, **told)


def drawn_figure(draw, heights, title, subtitle, alt, beneath, credit) -> Html:
    """Draw for a wide and a narrow screen, and write the figure's markup."""
    wide, small = (
        data_uri(svg(draw, width, height), "image/svg+xml")
        for width, height in zip((WIDE, NARROW), heights, strict=True)
    )
    picture = element(
        "picture",
        element("source", media="(max-width: 30em)", srcset=small),
        element("img", src=wide, alt=alt),
    )
    source = element("p", credit, class_="source") if credit else ""
    pieces = [element("p", subtitle, class_="subtitle"), picture, source, beneath]
    return element("figure", element("figcaption", title), joined(pieces), class_="figure")


def _source_names(published: PublishedTable, sources: pd.DataFrame | None) -> list[str]:
    """The names of the sources of just the rows that are drawn."""
    if sources is None:
        return []
    rows = published.frame
    drawn = sources["period"].isin(rows["period"]) & sources["area"].isin(rows["area"])
    if "indicator" in sources:
        drawn &= sources["indicator"].isin(rows["metric"])
    return list(dict.fromkeys(sources[drawn]["source"]))


def alternative_text(
    kind: str, title: str, published: PublishedTable, key: str, target: float | None, language: Language
) -> str:
    """Say in words what is drawn: the kind of drawing, the finding, and the main numbers of its rows."""
    frame = published.frame
    unit = frame["unit"].iloc[0]
    parts = [f"{word(kind, language)}: {text.spoken(title)}."]
    if len(frame["period"].unique()) == 1 or key not in ("area", "group"):
        parts += [f"{tables.label(row[key], key, language)} {text.said(row, language)}" for row in _telling(frame)]
    else:
        for name, rows in frame.groupby(key, sort=False):
            known = rows[rows["status"] == "shown"]
            ends = known.iloc[[0, -1]] if len(known) > 1 else known
            said = ", ".join(
                f"{text.period(row['period'], language)} {text.said(row, language)}" for row in ends.to_dict("records")
            )
            parts.append(f"{word(name, language, default=name)}: {said or word('missing', language)}")
    if target is not None:
        parts.append(f"{word('target', language)} {text.quantity(target, unit, language)}")
    return parts[0] + " " + "; ".join(parts[1:]) + "."


def _telling(frame: pd.DataFrame) -> list[dict]:
    """All rows when they are few, otherwise first, last, lowest and highest in the order drawn."""
    if len(frame) <= 14:
        return frame.to_dict("records")
    known = frame[frame["status"] == "shown"]
    if known.empty:
        return []
    ends = {
        known.index[0],
        known.index[-1],
        known["value"].astype(float).idxmin(),
        known["value"].astype(float).idxmax(),
    }
    return frame.loc[sorted(ends)].to_dict("records")


def headings(published: PublishedTable, key: str, title, subtitle, language: Language, breaks=None, name=None):
    """The finding and what is drawn: the metric, whose it is, and the period where there is one only."""
    frame = published.frame
    metric = frame["metric"].iloc[0]
    drawn = [METRICS[name or metric][language][1]]
    if key != "group" or len(frame["group"].unique()) == 1:
        drawn += [word(group, language, default=group) for group in frame["group"].unique() if group != EVERYBODY]
    if key == "area" and len(frame["area"].unique()) > 1 and metric not in ON_STREETS:
        drawn.append(word("by_city" if metric in PLACES else "by_area", language))
    if len(frame["period"].unique()) == 1:
        drawn.append(text.period(frame["period"].iloc[0], language))
    if frame["period"].str.contains("K").any() and frame["ci_low"].notna().any():
        drawn.append(SENTENCES["usual_swing"][language])
    return title or finding(published, key, language, breaks, name=name), subtitle or ", ".join(drawn)


def break_notes(marked: pd.DataFrame, language: Language) -> Html:
    """List the breaks that are marked in a drawing; nothing where there are none."""
    notes = [
        element(
            "li",
            text.dated(row.date, row.precision, language),
            ": ",
            text.typeset(getattr(row, f"text_{language}"), language),
            data_break=row.break_id,
        )
        for row in marked.itertuples(index=False)
    ]
    if not notes:
        return Html("")
    return element("div", element("p", word("breaks_marked", language)), element("ol", *notes), class_="note")


def highest(frame: pd.DataFrame, target: float | None) -> float:
    """The highest number to be drawn; 1 where there is none, which ``framed`` does not draw."""
    known = frame[["value", "ci_high"]].max().max()
    return 1.0 if pd.isna(known) else max(float(known), target or 0)
