"""Code lists of the city and Statistics Denmark, as the door looks values up in them."""

import re
import unicodedata
from functools import cache

from sikkerby_eval.data.packaged import packaged_table

REFERENCE = "sikkerby_eval.data.reference"


def folded(text: str) -> str:
    """Text without the differences that never carry meaning: case, æøå, spaces, hyphen or slash between words."""
    text = unicodedata.normalize("NFC", text).casefold()
    for letter, letters in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        text = text.replace(letter, letters)
    return re.sub(r"\s*[-/]\s*|\s+|_", "-", text)


@cache
def bydel_list() -> dict[str, str]:
    """Folded name → the bydel's name."""
    return {folded(name): name for name in packaged_table(REFERENCE, "bydele")["bydel"]}


@cache
def bydel_names() -> dict[str, str]:
    """Two-digit number → the bydel's name."""
    table = packaged_table(REFERENCE, "bydele", integers=("number",))
    return {f"{number:02d}": name for number, name in zip(table["number"], table["bydel"], strict=True)}


@cache
def area_list() -> dict[str, str]:
    """Folded label → district number (two digits) or the name of a safety area or quarter."""
    districts = packaged_table(REFERENCE, "districts", integers=("number",))
    named = districts[districts["name"].notna()]
    quarters = packaged_table(REFERENCE, "quarters")
    areas = [*quarters["quarter"], *packaged_table(REFERENCE, "safety_areas")["area"]]
    return (
        {folded(name): name for name in areas}
        | {folded(name): f"{number:02d}" for number, name in zip(named["number"], named["name"], strict=True)}
        | {f"{number:02d}": f"{number:02d}" for number in districts["number"]}
    )


@cache
def offence_codes() -> frozenset[str]:
    """The four-digit offence codes of Statistics Denmark."""
    return frozenset(packaged_table(REFERENCE, "offence_levels")["gerningskode"])


@cache
def offence_labels() -> frozenset[str]:
    """Codes and texts of Statistics Denmark's offences and their groups, texts folded."""
    levels, groups = packaged_table(REFERENCE, "offence_levels"), packaged_table(REFERENCE, "offence_groups")
    texts = {folded(text) for text in (*levels["tekst_da"], *groups["tekst_da"])}
    return frozenset(texts | set(levels["gerningskode"]) | set(groups["code"]))


def bare_offence(label: str) -> str:
    """An offence label as the lists have it: without the code before the text and the year it came or went after."""
    label = re.sub(r"^(\d{1,4}) .*$", r"\1", label)
    return re.sub(r" \((?:Udgået|Ny fra) \d{4}\)$", "", label)
