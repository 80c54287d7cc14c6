"""Names made from text, for addresses on a page and for files; nothing heavy is imported for them."""

import itertools
import re

SQUARE = re.compile(r"(\d+)km_(\d{4})_(\d{3})")
"""A square of Det Danske Kvadratnet: kilometres a side, northern and eastern number."""


def place(name: str) -> str:
    """Write the name of an area as people read it: a square by its northern and eastern number, others as they are."""
    square = SQUARE.fullmatch(name)
    return f"{square[2]} {square[3]}" if square else name


def slug(text: str) -> str:
    """Turn a text into an ASCII name for an id or a file, the same for the same text."""
    plain = text.lower().translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe"}))
    kept = (character if character.isascii() and character.isalnum() else "-" for character in plain)
    return "-".join("".join(group) for dash, group in itertools.groupby(kept, lambda c: c == "-") if not dash)
