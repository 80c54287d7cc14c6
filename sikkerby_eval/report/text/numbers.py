"""Numbers, dates and sentences as a reader meets them, in Danish or English.

Every number in a sentence comes from a row of a published table and carries the name of that row, so that a
sentence cannot say anything else than the table does.
"""

import html
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.metrics.published import DOUBTFUL
from sikkerby_eval.report.text.constants import numbers_in
from sikkerby_eval.report.text.markup import Html, element
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import UNITS, word

Language = Literal["da", "en"]
LOCALES = {"da": "da_DK", "en": "en_GB"}
FROM_WHOLE = 100
_MINUS, _NO_BREAK = "\u2212", "\u00a0"


def typeset(words: str, language: Language = "da") -> str:
    """Write a text from a table of facts as the page writes its own: dates in words, no line break before a %."""
    dated_in_words = re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda day: date(day[0], language), words)
    return re.sub(r"(\d) %", f"\\1{_NO_BREAK}%" if language == "da" else "\\1%", dated_in_words)


def danish(words: str, language: Language = "da") -> Html | str:
    """Write a Danish name or title as it is, and on an English page say that it is Danish, so that it is read right."""
    written = printed(words, "da")
    return written if language == "da" else element("span", written, lang="da")


def printed(words: str, language: Language = "da") -> Html | str:
    """Write what stands so in a named source; a number in it is marked as the source's, for the gate."""
    written = typeset(words, language)
    return element("span", written, class_="printed") if numbers_in(written, language) else written


def listed(names, language: Language = "da") -> str:
    """Write several names as one phrase: a, b og c. A name that the word list has is written as there."""
    *others, last = (word(name, language, default=name) for name in names)
    return f"{', '.join(others)} {word('and', language)} {last}" if others else last


def owners(codes, language: Language = "da") -> str:
    """Write the names of the administrations behind a list of codes: SOF;BIF."""
    if pd.isna(codes):
        return word("not_stated", language)
    names = [word(code, language) for code in codes.split(";")]
    # Their English names hold an "and" of their own.
    return listed(names, language) if language == "da" else "; ".join(names)


def registers(names, language: Language = "da") -> str:
    """Write the names of registers as one phrase; on an English page in English, with the file's own name."""
    return listed([word(f"register_{name}", language) for name in names], language)


def spoken(title: str) -> str:
    """Take the markup off a sentence, for a place that holds plain text only."""
    return html.unescape(re.sub(r"<[^>]+>", "", str(title)))


def number(value, language: Language = "da", decimals: int = 0) -> str:
    """Write a number with the separators of the language and a real minus sign: 1.234,5 or 1,234.5."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    written = format_decimal(rounded(value, decimals) + 0, pattern, locale=LOCALES[language])
    return written.replace("-", _MINUS)


def rounded(value, decimals: int = 0) -> Decimal:
    """Round half of the last decimal up, as people do; fifteen digits are what a float holds."""
    return Decimal(f"{float(value):.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def counted(count, language: Language = "da") -> Html:
    """Write a number that is counted on published rows, or is a goal's own, so that the gate knows where it is from."""
    return element("span", number(count, language), class_="number")


def percent(fraction, language: Language = "da", decimals: int = 1) -> str:
    """Write a fraction as a percentage: 12,3 % in Danish, 12.3% in English."""
    return number(float(fraction) * 100, language, decimals) + (f"{_NO_BREAK}%" if language == "da" else "%")


def kroner(amount, language: Language = "da") -> str:
    """Write an amount in kroner with two decimals: 1.234,50 kr. in Danish, DKK 1,234.50 in English."""
    written = number(amount, language, 2)
    return f"{written}{_NO_BREAK}kr." if language == "da" else f"DKK{_NO_BREAK}{written}"


def date(day, language: Language = "da") -> str:
    """Write a day in words: 4. marts 2025 or 4 March 2025."""
    return format_date(pd.Timestamp(day).date(), "long", locale=LOCALES[language])


def dated(day, precision: str, language: Language = "da") -> str:
    """Write a day as precisely as its source gives it: a whole date, or the year alone."""
    return str(pd.Timestamp(day).year) if precision == "year" else date(day, language)


def period(name, language: Language = "da") -> str:
    """Write a period for people: 2014, 2014–2017, 1. kvartal 2010 (2010K1), Q1 2010."""
    name = re.sub(r"\b(\d{4})–\1\b", r"\1", str(name))
    quarter = re.fullmatch(r"(\d{4})[KQ]([1-4])", str(name))
    if quarter and language == "da":
        return f"{quarter[2]}. kvartal {quarter[1]}"
    if quarter:
        return f"Q{quarter[2]} {quarter[1]}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(name)):
        return date(name, language)
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", str(name)):
        return format_date(pd.Timestamp(f"{name}-01").date(), "MMMM yyyy", locale=LOCALES[language])
    if days := re.fullmatch(r"(\d{4})(-\d{2}-\d{2})/(\1-\d{2}-\d{2})", str(name)):
        return f"{date(days[1] + days[2], language).removesuffix(f' {days[1]}')}\u2013{date(days[3], language)}"
    if " / " in name:
        return " / ".join(period(part, language) for part in name.split(" / "))
    if quarters := re.fullmatch(r"(\d{4}K[1-4])[-–](\d{4}K[1-4])", str(name)):
        return "\u2013".join(period(end, language) for end in quarters.groups())
    return re.sub(r"^(\d{4})-(\d{4})$", "\\1\u2013\\2", str(name))


def quantity(value, unit: str, language: Language = "da", signed: bool = False) -> str:
    """Write a value in its unit, as it stands in a table cell or a sentence.

    Raises
    ------
    KeyError
        If nothing is known about the unit: a number without a unit is not published.
    """
    kind, decimals = UNITS[unit][:2]
    least = 10.0 ** -(decimals + 2)
    if kind == "percent" and signed and 0 < abs(value) < least / 2:
        return f"{'+' if value > 0 else ''}{percent(value, language, _decimals_to_show(value))}"
    if kind == "percent" and value < least / 2 and (value > 0 or unit == "chance"):
        return f"{word('under', language)} {'+' if signed else ''}{percent(least, language, decimals)}"
    if kind == "probability" and value < 10.0**-decimals:
        return f"{word('under', language)} {number(10.0**-decimals, language, decimals)}"
    if kind == "percent" and 1 - least / 2 < value and (value < 1 or unit == "chance"):
        return f"{word('over', language)} {percent(1 - least, language, decimals)}"
    if kind == "percent":
        written = percent(value, language, _share_decimals(value, decimals))
    elif kind == "points":
        written = number(float(value) * 100, language, _share_decimals(value, decimals))
        noun = word("percentage_point" if written.strip(_MINUS) == "1" else "percentage_points", language)
        written = f"{written}{_NO_BREAK}{noun}"
    elif kind == "kroner_thousands":
        written = number(float(value), language, 0)
    else:
        written = number(value, language, decimals)
    return f"+{written}" if signed and float(value) > 0 else written


def _decimals_to_show(fraction) -> int:
    """As many decimals of a percentage as it takes to see on which side of no change it is."""
    return next((decimals for decimals in range(1, 6) if round(float(fraction) * 100, decimals)), 6)


def _share_decimals(fraction, decimals):
    """Whole percentages are published as whole: a decimal would claim a precision that the source lacks."""
    return 0 if abs(float(fraction) * 100 - round(float(fraction) * 100)) < 1e-9 else decimals


def interval(low, high, unit: str, language: Language = "da") -> str:
    """Write an interval with its unit once: 10,1–14,5 %, or "" where there is none.

    The ends of a count in the hundreds are whole: a tenth of a report would claim a precision that nobody has.
    """
    if pd.isna(low) or pd.isna(high):
        return ""
    if UNITS[unit][0] in ("percent", "points"):
        ends = [number(float(end) * 100, language, UNITS[unit][1]) for end in (low, high)]
    else:
        whole = UNITS[unit][1] == 0 and (
            max(-low, high) >= FROM_WHOLE or all(float(end).is_integer() for end in (low, high))
        )
        decimals = 0 if whole else max(1, UNITS[unit][1])
        ends = [number(end, language, decimals + (_reads_as_one(end, unit, decimals))) for end in (low, high)]
    separator = "\u2013" if not any(end.startswith(_MINUS) for end in ends) else f" {word('to', language)} "
    suffix = {"percent": f"{_NO_BREAK}%" if language == "da" else "%"}.get(UNITS[unit][0], "")
    return separator.join(ends) + suffix


def _reads_as_one(end, unit: str, decimals: int) -> int:
    """One decimal more for an end of a ratio that would be rounded to no change: whether 1 is inside is the point."""
    return int(unit == "ratio" and round(float(end), decimals) == 1 and round(float(end), decimals + 1) != 1)


def said(row, language: Language = "da") -> str:
    """Write the value of a published row, in brackets where its source is uncertain, or why there is none."""
    if row["status"] != "shown":
        return word(row["status"], language)
    written = quantity(row["value"], row["unit"], language)
    return f"({written})" if row["method"] == DOUBTFUL else written


def value_of(table: PublishedTable, row_id: str, language: Language = "da", field: str = "value") -> Html:
    """Write one published number so that it stays bound to its row.

    Raises
    ------
    KeyError
        If the publication has no such row.
    """
    row = table.frame.set_index("row_id").loc[row_id]
    if field == "period":
        written = period(row["period"], language)
        if "/" in row["period"]:
            # Too long for one line of a telephone, which a number never breaks.
            return element("span", f"{word('the_period', language)} {written}", data_row=row_id)
    elif row["status"] != "shown":
        return element("span", word(row["status"], language), data_row=row_id)
    elif field == "interval":
        written = interval(row["ci_low"], row["ci_high"], row["unit"], language) or word("no_interval", language)
    elif pd.isna(row[field]):
        return element("span", word("missing", language), data_row=row_id)
    elif field in ("numerator", "denominator", "n_persons"):
        written = number(row[field], language)
    else:
        written = said(row, language) if field == "value" else quantity(row[field], row["unit"], language)
    return element("span", written, class_="number", data_row=row_id)


def sentence(name: str, language: Language = "da", **fields) -> Html:
    """Fill a sentence template with published values.

    Parameters
    ----------
    name
        Name of the template in ``words.SENTENCES``.
    **fields
        ``Html`` from ``value_of``, or plain words (a bydel's name, a direction); plain digits are refused.

    Raises
    ------
    ValueError
        If a plain field holds a digit: that number would be bound to nothing.
    """
    loose = [key for key, text in fields.items() if not isinstance(text, Html) and any(c.isdigit() for c in str(text))]
    if loose:
        raise ValueError(f"sentence {name}: a number must come from a published row: {', '.join(loose)}")
    return element("p", Html(SENTENCES[name][language]).format(**fields))
