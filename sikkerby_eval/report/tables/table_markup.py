"""The markup of every table on a page: caption, scoped heads, and cells that are bound or marked themselves."""

import re
from collections.abc import Sequence

from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.words import word

ALONE = re.compile(r"<span((?: [\w-]+=\"[^\"]*\")+)>([^<]*)</span>")
"""A cell that holds one marked text and nothing else is marked itself."""
_NUMERIC = re.compile(r"<td (?:data-row=|class=\"(?:[a-z]+ )?(?:numeric|of-row)\")")


def table_of(caption: Html | str, heads: Sequence[str], body: Sequence[tuple], language: Language) -> Html:
    """Write a table that can be read by ear and moved sideways by keyboard.

    Parameters
    ----------
    heads
        The heads of the columns, that of the heads of the rows first; over numbers they stand to the right as these do.
    body
        The head of each row, and its cells: ready ones (``<td>``), or what is to stand in one.
    """
    numeric = [
        all(_NUMERIC.match(cell) for _, cells in body for cell in cells[i : i + 1]) for i in range(len(heads) - 1)
    ]
    head = element(
        "tr",
        *(
            element("th", name[:1].upper() + name[1:], scope="col", class_="numeric" if i and numeric[i - 1] else None)
            for i, name in enumerate(heads)
        ),
    )
    lines = [
        element(
            "tr",
            _of_one("th", label, scope="row"),
            *(cell if isinstance(cell, Html) and cell.startswith("<td") else _of_one("td", cell) for cell in cells),
        )
        for label, cells in body
    ]
    table = element(
        "table",
        element("caption", caption),
        element("thead", head),
        element("tbody", joined(lines)),
        class_="table",
    )
    return element(
        "div",
        table,
        class_="region",
        role="region",
        tabindex="0",
        aria_label=f"{word('table', language)}: {text.spoken(caption)}",
    )


def _of_one(tag: str, content: Html | str, **attributes) -> Html:
    """A cell; what marks the one text that it holds, as printed in a source or as Danish, marks the cell."""
    alone = ALONE.fullmatch(content) if isinstance(content, Html) else None
    if not alone or " data-row=" in alone[1]:
        return element(tag, content, **attributes)
    return Html(str(element(tag, Html(alone[2]), **attributes)).replace(">", f"{alone[1]}>", 1))
