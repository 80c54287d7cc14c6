"""The outline of a shape in few signs: each corner by how far it is from the one before, as a browser reads it too."""

import re
from collections.abc import Iterator

_STEP = re.compile(r"([MLQCz])([^MLQCz]*)")
_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")


def smaller_path(path: str) -> str:
    """Write a path of matplotlib's shorter.

    Its corners are rounded to a tenth of a point, which is less than a seventh of a pixel; a path with curves is a
    marker, too small for tenths, and is rounded to hundredths.
    """
    parts = 100 if "C" in path or "Q" in path else 10
    written = letter = before = ""
    for step, numbers in _steps(path, parts):
        if step != letter or step in "Mz":
            written, letter, before = written + step, step, ""
        for number in (_short(each / parts) for each in numbers):
            apart = before and number[0] != "-" and not (number[0] == "." and "." in before)
            written += f",{number}" if apart else number
            before = number
    return written


def _steps(path: str, parts: int) -> Iterator[tuple[str, list[int]]]:
    """Give each step by how far it goes in whole parts of a point, so that no rounding adds up."""
    start, here, drawn = (0, 0), (0, 0), False
    for letter, told in _STEP.findall(path):
        numbers = [round(float(number) * parts) for number in _NUMBER.findall(told)]
        corners = list(zip(numbers[::2], numbers[1::2], strict=True))
        away = [number for x, y in corners for number in (x - here[0], y - here[1])]
        if letter in "Mz":
            yield letter, numbers
        elif letter != "L":
            yield letter.lower(), away
        elif all(away) or not (any(away) or drawn):  # a line without length can be a dot
            yield "l", away
        elif any(away):
            yield ("h", away[:1]) if away[0] else ("v", away[1:])
        start = corners[0] if letter == "M" else start
        here, drawn = corners[-1] if corners else start, letter != "M"


def _short(number: float) -> str:
    return re.sub(r"^(-?)0\.", r"\1.", f"{number:.7g}")
