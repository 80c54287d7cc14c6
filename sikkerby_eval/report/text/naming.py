"""Names made from text, for addresses on a page and for files; nothing heavy is imported for them."""

import itertools


def slug(text: str) -> str:
    """Turn a text into an ASCII name for an id or a file, the same for the same text."""
    plain = text.lower().translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe"}))
    kept = (character if character.isascii() and character.isalnum() else "-" for character in plain)
    return "-".join("".join(group) for dash, group in itertools.groupby(kept, lambda c: c == "-") if not dash)
