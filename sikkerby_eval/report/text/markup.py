"""HTML that is safe by construction: text is escaped, markup is not, and nothing else is shown on a page."""

import base64
import csv
import io
import re
from urllib.parse import quote, unquote_to_bytes

import pandas as pd
from markupsafe import Markup, escape

from sikkerby_eval.report.text.naming import slug

__all__ = ["Html", "content_of", "csv_bytes", "data_uri", "element", "joined", "slug"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_AN_ADDRESS = re.compile(r"[^\w/:;,=!$'()*+.~@-]")
"""Letters and digits stand as they are, Danish letters too; of other signs those that mean nothing in an address."""


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


def data_uri(content: bytes, media_type: str) -> Html:
    """Write a text as an address that needs no other file, for an attribute within double quotes."""
    written = _NOT_IN_AN_ADDRESS.sub(lambda sign: quote(sign[0]), content.decode())
    return Html(f"data:{media_type},{written}")


def content_of(address: str) -> bytes:
    """Read what an address holds that needs no other file, whether it is written as text or as base64.

    Raises
    ------
    ValueError
        If it is written as base64 and is not.
    """
    kind, _, content = address.partition(",")
    return base64.b64decode(content, validate=True) if kind.endswith(";base64") else unquote_to_bytes(content)


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
