"""The frame around a drawing: its finding, its text for those who do not see it, its source, and its numbers."""

import pandas as pd

from sikkerby_eval.judge.disclosure import PublishedTable
from sikkerby_eval.report import tables, text
from sikkerby_eval.report.drawing import NARROW, WIDE, svg
from sikkerby_eval.report.markup import Html, data_uri, element, joined
from sikkerby_eval.report.text import Language
from sikkerby_eval.report.words import SENTENCES, word


def framed(draw, height, published, title, subtitle, alt, table, sources, language, note=None, narrow=None) -> Html:
    wide = data_uri(svg(draw, WIDE, height), "image/svg+xml")
    small = data_uri(svg(draw, NARROW, narrow or height), "image/svg+xml")
    picture = element(
        "picture",
        element("source", media="(max-width: 30em)", srcset=small),
        element("img", src=wide, alt=alt),
    )
    basis = ", ".join(word(name, language) for name in dict.fromkeys(published.frame["basis"]))
    credit = SENTENCES["figure_basis"][language].format(basis=basis)
    if sources:
        credit += f" {word('source', language)}: {'; '.join(sources)}."
    details = element("details", element("summary", f"{word('numbers_behind', language)}: {subtitle}"), table)
    pieces = [
        element("p", subtitle, class_="subtitle"),
        picture,
        note or "",
        element("p", credit, class_="source"),
        details,
    ]
    return element("figure", element("figcaption", title), joined(pieces), class_="figure")


def alternative_text(
    kind: str, title: str, published: PublishedTable, key: str, target: float | None, language: Language
) -> str:
    """Say in words what is drawn: the kind of drawing, the finding, and the main numbers of its rows."""
    frame = published.frame
    unit = frame["unit"].iloc[0]
    parts = [f"{word(kind, language)}: {title}."]
    if (key == "area" and len(frame["period"].unique()) == 1) or key not in ("area", "group"):
        parts += [f"{tables.label(row[key], key, language)} {_said(row, unit, language)}" for row in _telling(frame)]
    else:
        for name, rows in frame.groupby(key, sort=False):
            known = rows[rows["status"] == "shown"]
            ends = known.iloc[[0, -1]] if len(known) > 1 else known
            said = ", ".join(
                f"{text.period(row['period'], language)} {_said(row, unit, language)}"
                for row in ends.to_dict("records")
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
    ends = {
        known.index[0],
        known.index[-1],
        known["value"].astype(float).idxmin(),
        known["value"].astype(float).idxmax(),
    }
    return frame.loc[sorted(ends)].to_dict("records")


def _said(row: dict, unit: str, language: Language) -> str:
    return text.quantity(row["value"], unit, language) if row["status"] == "shown" else word(row["status"], language)
