"""Strict parsers of one cell's text: what is harmless is read exactly right, what is ambiguous is refused.

Every parser returns ``(value, rule)``: a value with no rule is clean, a value with a rule was read and deserves a
remark, no value with a rule is a fault. The text itself never leaves this module but as the parsed value.
"""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from sikkerby_eval.data.read.codes import area_list, bare_offence, bydel_list, folded, offence_codes, offence_labels
from sikkerby_eval.data.read.cpr import CPR, CPR_IN_ID, SPACE, holds_cpr, like_cpr
from sikkerby_eval.data.registers import Column

INVISIBLE = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
INVISIBLE += "\u2028\u2029\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u115f\u1160\u3164\uffa0"
MISREAD = re.compile(r"Ã[^A-Za-z \x00-\x7f]|Â[\u00a0-\u00bf]|â€")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
ID = re.compile(r"[A-Za-z0-9ÆØÅæøå_.:-]{1,80}")
NEVER_ID = re.compile(
    r"true|false|sand|falsk|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-(?:19|20)[0-9]{2}", re.IGNORECASE
)
PLACEHOLDER = re.compile("0{2,15}")
ID_BY_EXCEL = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+", re.ASCII)
MISSING_SPELLINGS = (
    "na|n/a|n.a.|#n/a|#na|nan|null|none|nil|-|--|–|—|?|??|.|..|...|ukendt|uoplyst|mangler|ingen|tom|blank|unknown"
    "|missing|#i/t|#division/0!|#div/0!|#værdi!|#value!|#reference!|#ref!|#navn?|#name?|#num!|#nul!|#null!|<na>|nat"
    "|ingen data|(tom)|(blank)|ej oplyst|ikke oplyst"
)
MISSING_WORDS = frozenset(MISSING_SPELLINGS.split("|"))
WHOLE = re.compile(r"-?[0-9]{1,18}")
GROUPED = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u2007\u2009\u202f][0-9]{3})+(?:,[0-9]+)?")
DOTTED = re.compile(r"-?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})")
COMMA = re.compile(r"-?[0-9]{1,15},[0-9]{1,340}")
UNCLEAR = re.compile(r"-?[0-9]{1,3}[.,][0-9]{3}")
POINT = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)\.[0-9]+")
TEXT_LIMIT = 4000
ALL_OFFENCES = "Overtrædelsens art i alt"
EARLIEST = date(1901, 1, 1)


class Context(NamedTuple):
    """What the delivery note says of a file: its basis, the last day it covers, and how its dates are written."""

    basis: str
    cutoff: date
    dates: str = "iso"


def parse(column: Column, raw: str, context: Context) -> tuple[object, str | None]:
    """Read one cell by its column's rules.

    Returns
    -------
    tuple
        The value (``str``, ``int``, ``float``, ``date`` or None) and the rule it broke or was repaired by, or None.
    """
    if raw.isascii() and raw.isprintable():
        text = raw.strip()
    elif (fault := unreadable(raw)) is not None:
        return None, fault
    else:
        text = unicodedata.normalize("NFC", raw).strip(SPACE + INVISIBLE)
        if any(sign in text for sign in INVISIBLE):
            return None, "skjult_tegn"
    if not text:
        return None, "mangler" if column.required else None
    if column.kind not in ("count", "number", "year", "date"):
        if column.kind == "person" and like_cpr(text):
            return None, "cpr_person"
        if holds_cpr(text, CPR_IN_ID if column.kind == "id" else CPR):
            return None, "cpr"
    spelled_missing = text.casefold() in MISSING_WORDS and text not in column.values
    if spelled_missing and (column.required or column.kind != "text"):
        return None, "mangler_stavet"
    if column.kind not in ("count", "number") and text in ("*", "**"):
        return None, "undertrykt"
    value, rule = PARSERS[column.kind](column, text, context)
    if rule is None and text != raw and unicodedata.normalize("NFC", raw) != text:
        rule = "mellemrum"
    return value, rule


def unreadable(raw: str) -> str | None:
    """The rule that text breaks before it means anything: misread UTF-8, lost or invisible characters."""
    if "\ufffd" in raw:
        return "tabt_tegn"
    if MISREAD.search(raw):
        return "fejlkodet"
    return "styretegn" if CONTROL.search(raw) else None


def parse_number(text: str) -> tuple[float | int | None, str | None]:
    """A Danish number: ``1234``, ``1234,5``, ``1.234,50``, ``1.234.567``, ``1 234``; anything unclear is refused."""
    text = text.replace("\u2212", "-") if text.count("\u2212") == 1 and text[0] == "\u2212" else text
    if WHOLE.fullmatch(text):
        return int(text), None
    if GROUPED.fullmatch(text) or DOTTED.fullmatch(text):
        text = re.sub(r"[. \u00a0\u2007\u2009\u202f]", "", text)
        return (float(text.replace(",", ".")) if "," in text else int(text)), None
    if COMMA.fullmatch(text):
        return float(text.replace(",", ".")), None
    return None, _not_a_number(text)


def _not_a_number(text):
    folded_text = text.casefold()
    if UNCLEAR.fullmatch(text):
        return "tvetydigt"
    if POINT.fullmatch(text):
        return "decimalpunktum"
    if text.startswith(("<", "≤")) or set(text) <= {"*"} or re.fullmatch(r"[0-9]+ ?[-–] ?[0-9]+", text):
        return "undertrykt"
    if folded_text.lstrip("+-") in ("inf", "infinity", "uendelig", "∞"):
        return "uendelig"
    if "%" in text or "pct" in folded_text or "procent" in folded_text:
        return "procent"
    if folded_text.startswith(("ca", "~", "≈", "omkring", "cirka", ">", "over ", "mindst ")):
        return "cirka"
    with_unit = re.fullmatch(r"[+-]?[0-9][0-9., \u00a0]*[^\W\d_]+\.?", text)
    return "enhed" if with_unit else "ikke_tal"


def _count(column, text, context):
    if re.fullmatch(r"-?[0-9]{1,3},[0-9]{3}", text):
        return None, "tvetydigt"
    value, rule = parse_number(text)
    if rule is not None:
        return None, rule
    if value < 0:
        return None, "negativt"
    if value != int(value):
        return None, "broekdel"
    return _bounded(column, int(value))


def _number(column, text, context):
    value, rule = parse_number(text)
    if rule is not None:
        return None, rule
    if value < 0 and column.low is not None and column.low >= 0:
        return None, "negativt"
    return _bounded(column, float(value))


def _bounded(column, value):
    outside = (column.low is not None and value < column.low) or (column.high is not None and value > column.high)
    return (None, "udenfor_interval") if outside else (value, None)


def _year(column, text, context):
    if re.fullmatch(r"[0-9]{2}", text):
        return None, "dato_to_cifre"
    if not re.fullmatch(r"[0-9]{4}", text):
        return None, parse_number(text)[1] or "ikke_tal"
    if int(text) > context.cutoff.year + 1:
        return None, "dato_fremtid"
    return _bounded(column, int(text))


def _date(column, text, context):
    rule = None
    if midnight := re.fullmatch(r"([0-9-]{10})[ T]00:00(?::00(?:[.,]0+)?)?", text):
        text, rule = midnight[1], "dato_midnat"
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
        if context.dates != "iso":
            return None, "dato_iso"
        year, month, day = map(int, match.groups())
    elif match := re.fullmatch(r"([0-9]{2})-([0-9]{2})-([0-9]{4})", text):
        if context.dates != "dmaa":
            return None, "dato_dmaa"
        day, month, year = map(int, match.groups())
    else:
        return None, _not_a_date(text)
    try:
        value = date(year, month, day)
    except ValueError:
        return None, "dato_umulig"
    if value < EARLIEST:
        return None, "dato_fortid"
    if value > context.cutoff and not column.future_ok:
        return None, "dato_fremtid"
    return value, rule


def _not_a_date(text):
    if re.fullmatch(r"[0-9]{1,4}[/][0-9]{1,2}[/][0-9]{1,4}.*", text):
        return "dato_skraastreg"
    if re.fullmatch(r"[0-9]{1,2}[-. ][0-9]{1,2}[-. ][0-9]{2}", text):
        return "dato_to_cifre"
    if re.fullmatch(r"[0-9]{1,2}[-. ][0-9]{1,2}[-. ][0-9]{4}", text):
        return "dato_dmaa"
    if re.fullmatch(r"[1-9][0-9]{4}(?:[.,][0-9]+)?", text):
        return "dato_serienummer"
    return "dato_tidspunkt" if re.search(r"[0-9][T ][0-9]{1,2}[:.][0-9]{2}", text) else "dato_form"


def _id(column, text, context):
    if ID_BY_EXCEL.fullmatch(text):
        return None, "id_excel"
    if column.kind == "person" and PLACEHOLDER.fullmatch(text):
        return None, "mangler_stavet"
    return (text, None) if ID.fullmatch(text) and not NEVER_ID.fullmatch(text) else (None, "id_form")


def _text(column, text, context):
    return (text, None) if len(text) <= TEXT_LIMIT else (None, "for_lang")


def _choice(column, text, context):
    return _listed(text, {folded(value): value for value in column.values})


def _listed(text, known):
    value = known.get(folded(text))
    if value is None:
        return None, "ikke_i_liste"
    return value, None if text == value else "rettet_kode"


def _code(column, text, context):
    if not re.fullmatch(column.pattern, text, re.ASCII):
        return None, "ikke_kode"
    unknown = column.name == "gerningskode" and text not in offence_codes()
    return text, "ukendt_gerningskode" if unknown else None


def _offence_group(column, text, context):
    bare = bare_offence(text)
    known = bare in offence_labels() or folded(bare) in offence_labels() or folded(bare) == folded(ALL_OFFENCES)
    return text, None if known else "ukendt_gerningskode"


def _place(known):
    def parser(column, text, context):
        if text.casefold().startswith("demo-") != (context.basis == "demonstration"):
            return None, "demo_navn"
        if context.basis == "demonstration":
            return text, None
        if re.fullmatch(r"[0-9]", text) and f"0{text}" in known().values():
            return f"0{text}", "foranstillet_nul"
        value, rule = _listed(text, known())
        return (value, "omraade_nummer") if value is not None and value.isdigit() and value != text else (value, rule)

    return parser


def _bydel_number(column, text, context):
    if re.fullmatch(r"[1-9]", text):
        return f"0{text}", "foranstillet_nul"
    return (text, None) if re.fullmatch(r"0[1-9]|10", text) else (None, "ikke_i_liste")


PARSERS = {
    "person": _id,
    "id": _id,
    "text": _text,
    "date": _date,
    "year": _year,
    "count": _count,
    "number": _number,
    "choice": _choice,
    "code": _code,
    "offence_group": _offence_group,
    "bydel": _place(bydel_list),
    "bydel_nr": _bydel_number,
    "omraade": _place(area_list),
}
