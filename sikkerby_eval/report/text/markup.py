"""HTML that is safe by construction: text is escaped, markup is not, and nothing else is shown on a page."""

import base64
import csv
import io

import pandas as pd
from markupsafe import Markup, escape

from sikkerby_eval.report.text.naming import slug

__all__ = ["Html", "csv_bytes", "data_uri", "element", "joined", "slug"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Html(Markup):
    """Markup that a notebook shows as itself; ``format`` and ``join`` escape every plain string put into it."""

    def _repr_html_(self) -> str:
        return str(self)


def element(tag: str, *children, **attributes) -> Html:
    """Make one HTML element.

    Parameters
    ----------
    tag
        Name of the element.
    *children
        Text (escaped) or ``Html`` (kept).
    **attributes
        Attribute values; ``class_`` stands for ``class``, ``data_row`` for ``data-row``; ``True`` gives a bare
        attribute, ``None`` and ``False`` none.
    """
    written = "".join(
        f" {name.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(value)}"')
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in ("img", "source", "br", "hr"):
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{''.join(escape(child) for child in children)}</{tag}>")


def joined(parts, separator="") -> Html:
    """Put pieces of markup and text one after the other."""
    return Html(separator).join(parts)


def data_uri(content: bytes, media_type: str) -> str:
    """Write bytes as an address that needs no other file."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Write a frame as CSV for a Danish spreadsheet: semicolons, decimal comma, UTF-8 with a byte order mark.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; missing cells are empty.
    """
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        writer.writerow(_cell(value) for value in row)
    return b"\xef\xbb\xbf" + target.getvalue().encode("utf-8")


def _cell(value) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return str(value)
