"""CPR numbers wherever they are written: whole, disguised, spaced out, without their zero; never by modulus 11."""

import re
import unicodedata

SPACE = " \t\r\n\u00a0\u2007\u2009\u202f"
DAY_MONTH = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])(?:0[1-9]|1[0-2])"
SIGN = f"[{SPACE}]?[-–‐‑−/._]{{1,2}}[{SPACE}]?"
CPR_DIGITS = (
    f"(?:{DAY_MONTH}[0-9]{{2}}(?:{SIGN}|[{SPACE}]{{0,2}})[0-9]{{4}}|{DAY_MONTH}(?:19|20)[0-9]{{2}}{SIGN}[0-9]{{4}}"
    f"|(?:0[1-9]|[12][0-9]|3[01])[-./](?:0[1-9]|1[0-2])[-./][0-9]{{2}}[{SPACE}]?[-–‐‑−][{SPACE}]?[0-9]{{4}})"
)
"""Day, month, year and four more, as they are written and miswritten; understood by ``re`` and by Arrow alike."""
CPR = re.compile(f"(?<![0-9]){CPR_DIGITS}(?![0-9])")
SPACED_OUT = f"[0-9](?:[{SPACE}][0-9]){{9}}"
"""Ten digits with a space between any two."""
TEN_SPACED = re.compile(f"(?<![0-9]){SPACED_OUT}(?![0-9])")
CPR_IN_ID = re.compile(f"(?<![0-9A-Za-z])[A-Za-z]*{CPR_DIGITS}(?![0-9A-Za-z])")
KEYED = re.compile(
    "(?<![0-9])(?=[0-9-]*[a-f])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z])"
    "|(?<![0-9a-f])(?=[a-f]*[0-9]+[a-f])[0-9a-f]{16,}(?![0-9a-f])",
    re.IGNORECASE,
)
"""A UUID, or a hexadecimal key of at least 16 digits and letters that is not a word before a number."""
CPR_OF_PERSON = re.compile(f"(?:{DAY_MONTH}|[1-9](?:0[1-9]|1[0-2]))[0-9]{{2}}{SIGN}[0-9A-Za-z]{{3,4}}")
LETTERS_FOR_DIGITS = str.maketrans("OoIl", "0011")
CPR_LOST_ZERO = re.compile(r"[1-9](?:0[1-9]|1[0-2])\d{6}(?:[.,]0+)?", re.ASCII)


def holds_cpr(text: str, form: re.Pattern = CPR) -> bool:
    """Whether text holds a CPR number (never tested by modulus 11) outside UUIDs and hexadecimal keys."""
    text = TEN_SPACED.sub(lambda digits: "".join(digits[0].split()), unicodedata.normalize("NFKC", text))
    return form.search(text) is not None and form.search(KEYED.sub("|", text)) is not None


def like_cpr(text: str) -> bool:
    """Whether a person id is a CPR number, or was one before Excel or somebody typing it took it in hand."""
    if holds_cpr(text) or CPR_LOST_ZERO.fullmatch(text):
        return True
    return CPR_OF_PERSON.fullmatch(text.translate(LETTERS_FOR_DIGITS) if "-" in text else text) is not None
