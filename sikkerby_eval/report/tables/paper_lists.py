"""The lists of the programme paper as they are printed: the projects of annex 3 and the new initiatives of annex 4."""

import pandas as pd

from sikkerby_eval.report.tables.published import cell, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

KINDS = ("anlæg", "drift")
"""What annex 4 tells apart: capital and running."""


def project_list(listed: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show the projects that the paper lists, each with the amount and the year it is an amount of.

    Parameters
    ----------
    listed
        ``published.bilag3_projects``.
    """
    records = [
        {
            "project": text.danish(row["project"], language),
            "owner": word(row["administration"], language),
            "tkr": cell(text.counted(row["amount_tkr"], language)),
            "amount_year": str(row["amount_year"]),
            "printed_remark": _remark(row["remark"], language),
        }
        for row in listed.to_dict("records")
    ]
    caption = Html(SENTENCES["project_list"][language]).format(
        count=text.counted(len(listed), language), sum=text.counted(listed["amount_tkr"].sum(), language)
    )
    return _folded(records, caption, language)


def initiative_list(initiatives: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show the lines of the new initiatives, and which of them the paper leaves out of its own total.

    Parameters
    ----------
    initiatives
        ``published.bilag4_initiatives``; an amount that is missing is printed as not yet known.
    """
    records = [
        {
            "initiative": text.danish(_line(row), language),
            "action_area": word(f"indsatsomraade_{row['action_area']}", language),
            "kind": word(row["kind"], language) if pd.notna(row["kind"]) else word("not_stated", language),
            "tkr": cell(
                text.counted(row["amount_tkr"], language)
                if pd.notna(row["amount_tkr"])
                else word("not_settled", language)
            ),
            "in_total": word("yes" if row["in_total"] else "no", language),
            "printed_remark": _remark(row["note"], language),
        }
        for row in initiatives.to_dict("records")
    ]
    counted = initiatives.loc[initiatives["in_total"], "amount_tkr"].sum()
    caption = Html(SENTENCES["initiative_list"][language]).format(
        count=text.counted(len(initiatives), language), sum=text.counted(counted, language)
    )
    return _folded(records, caption, language)


def initiative_overview(totals: pd.DataFrame, initiatives: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show the overview of annex 4 as it is printed: the need for capital and for running, by action area.

    Parameters
    ----------
    totals
        ``published.bilag4_printed_totals``; only the rows of the overview are used.
    initiatives
        ``published.bilag4_initiatives``: an action area whose lines all stand outside the paper's total is printed
        there as not settled, one without a line as none.
    """
    printed = totals[totals["place"] == "oversigten"].drop_duplicates(["action_area", "kind"])
    lines = initiatives.groupby("action_area")["in_total"].any()
    known = {(row.action_area, row.kind): row.printed_tkr for row in printed.dropna(subset="action_area").itertuples()}
    records = []
    for area in range(1, 7):
        unsettled = "not_settled" if area in lines.index and not lines[area] else "none"
        cells = {
            kind: cell(
                text.counted(known[area, kind], language) if (area, kind) in known else word(unsettled, language)
            )
            for kind in KINDS
        }
        records.append({"action_area": word(f"indsatsomraade_{area}", language)} | cells)
    of_all = printed[printed["action_area"].isna()].set_index("kind")["printed_tkr"]
    records.append(
        {"action_area": word("in_all", language)} | {kind: cell(text.counted(of_all[kind], language)) for kind in KINDS}
    )
    heads = {"action_area": word("action_area", language)}
    heads |= {kind: f"{word(kind, language)}, {word('tkr', language)}" for kind in KINDS}
    return plain_table(records, SENTENCES["initiative_overview"][language], heads, language)


def _line(row: dict) -> str:
    return f"{row['initiative']}: {row['cost_line']}" if pd.notna(row["cost_line"]) else row["initiative"]


def _remark(note, language: Language) -> Html | str:
    if pd.isna(note):
        return word("none", language)
    return word(note, language, default=text.danish(note, language))


def _folded(records: list[dict], caption: Html, language: Language) -> Html:
    heads = {name: word(name, language) for name in records[0]}
    return element("details", element("summary", caption), plain_table(records, caption, heads, language))
