"""What a reader with a ruler takes out of the drawings: the attack of ``attack.py`` on bars, points and lines.

A bar or a point is as long or as high as its number. The ruler is laid along the axis where there is one, and along
the bars whose number stands beside them where there is none. Whatever it reads must be a number that the figure's own
table shows, within what the drawing's two decimals of a point can tell.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from sikkerby_eval.report.text.markup import content_of

INKS = ("#12436d", "#28a197", "#801650", "#f46a25")
AXES = "#505a5f"
NUMBER = re.compile(r"[−-]?\d[\d.]*(?:,\d+)?")
PIXELS, ROUNDING = 0.6, 0.005
ROUNDED_BELOW = 100.0
LINE_OF_LIMITS = 50
LONGEST_TICK = 5


def read_in_drawings(reports: Path) -> tuple[int, list[tuple[str, str]]]:
    """Measure all drawings of all pages; give how many marks were read and those that are no shown number."""
    marks, unexplained = 0, []
    for page in sorted(reports.rglob("index.html")):
        for figure in BeautifulSoup(page.read_bytes(), "html.parser").find_all("figure"):
            texts = [tag.get_text(" ") for tag in figure.find_all(["td", "figcaption", "p"])]
            texts += [content_of(link["href"]).decode() for link in figure.select('a[href^="data:text/csv"]')]
            told = [number for text in texts for number in numbers(text)]
            shown = [0.0, *told, *(100 * number for number in told)]
            for value, blur in measured(figure):
                marks += 1
                if min(abs(value - each) for each in shown) > blur:
                    title = figure.figcaption.get_text(" ", strip=True)
                    unexplained.append(
                        (page.parent.relative_to(reports).as_posix(), f"{value:.4g} in \u201c{title}\u201d")
                    )
    return marks, unexplained


def numbers(text: str) -> list[float]:
    """Read the Danish numbers of a text."""
    text = text.replace("\u2212", "-").replace("–", " ")
    return [float(found.replace(".", "").replace(",", ".")) for found in NUMBER.findall(text)]


def measured(figure: Tag) -> Iterator[tuple[float, float]]:
    """Give each mark of a figure's wide drawing as a number of its axis, with how far off that may be."""
    image = figure.find("img", src=re.compile("^data:image/svg"))
    if image is None:
        return
    svg = BeautifulSoup(content_of(image["src"]), "html.parser")
    styles = dict(re.findall(r"\.(\w+){([^}]*)}", svg.style.get_text() if svg.style else ""))

    def looks(tag):
        within = "clip-path" if tag.get("clip-path") else ""
        return " ".join(
            [within, tag.get("style", ""), *(styles.get(name, "") for name in tag.get("class", []))]
        ).lower()

    words = svg.find_all("text")
    texts = [(float(word.get("x", "nan")), float(word.get("y", "nan")), word.get_text(), looks(word)) for word in words]
    bars = [
        box for path in svg.find_all("path") if "stroke" not in looks(path) and (box := rectangle(path, looks(path)))
    ]
    if bars:
        yield from along_bars(bars, texts)
    scale = along_axis(svg, texts, looks)
    if scale is None or len(figure.select("table")) != 1:
        return
    level, slope = scale
    for line in (p for p in svg.find_all("path") if "clip-path" in looks(p) and any(ink in looks(p) for ink in INKS)):
        if "z" in line.get("d", "") or "dasharray" in looks(line):
            continue
        # A line of many short pieces is a limit that is computed from a shown number, no series.
        for corners in (piece for piece in pieces(line) if len(piece) < LINE_OF_LIMITS):
            yield from ((level + slope * y, PIXELS * abs(slope) + ROUNDING) for _, y in corners)

    for mark in svg.find_all("use"):
        style = looks(mark) + looks(mark.parent)
        is_band = mark["x"] == "0"  # placed by the corner of the drawing, and computed
        if "clip-path" in style and any(ink in style for ink in INKS) and not is_band:
            yield level + slope * float(mark["y"]), PIXELS * abs(slope) + ROUNDING


def pieces(path: Tag) -> list[list[tuple[float, float]]]:
    """List the corners of each piece of a path: where it begins (M), and where each step from there ends (l, h, v)."""
    found = []
    for letter, told in re.findall(r"([Mlhvz])([^Mlhvz]*)", path.get("d", "")):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", told)]
        if letter == "M":
            found.append([tuple(numbers)])
        across = numbers[::2] if letter == "l" else numbers if letter == "h" else [0.0] * len(numbers)
        down = numbers[1::2] if letter == "l" else numbers if letter == "v" else [0.0] * len(numbers)
        for dx, dy in zip(across, down, strict=False) if letter in "lhv" else ():
            x, y = found[-1][-1]
            found[-1].append((x + dx, y + dy))
    return found


def rectangle(path: Tag, style: str) -> tuple[float, float, float] | None:
    """Read a filled bar as its middle, its left and its right end."""
    corners = (pieces(path) or [[]])[0]
    if len(corners) != 4 or not any(f"fill:{ink}" in style.replace(" ", "") for ink in INKS):
        return None
    across, down = zip(*corners, strict=True)
    return (min(down) + max(down)) / 2, min(across), max(across)


def along_bars(bars, texts) -> Iterator[tuple[float, float]]:
    """Scale the bars by the longest whose number stands beside it."""
    beside = {}
    for middle, left, right in bars:
        said = [word for x, y, word, _ in texts if abs(y - middle) < 6 and right < x < right + 12]
        found = NUMBER.search(said[0]) if said else None
        beside[middle, left, right] = float(found[0].replace(".", "").replace(",", ".")) if found else None
    known = {box: value for box, value in beside.items() if value and box[2] - box[1] > 20}
    if known:
        (_, left, right), value = max(known.items(), key=lambda each: each[0][2] - each[0][1])
        one_pixel = value / (right - left)
        rounded = 0.05 if value < ROUNDED_BELOW else 0.5
        for _, first, last in beside:
            yield (last - first) * one_pixel, PIXELS * one_pixel + rounded * (last - first) / (right - left) + ROUNDING


def along_axis(svg: BeautifulSoup, texts, looks) -> tuple[float, float] | None:
    """Find the number of a height from the ticks of the axis of values and the lines they stand at."""
    drawn = [piece for path in svg.find_all("path") for piece in pieces(path)]
    level = [piece for piece in drawn if len(piece) == 2 and piece[0][1] == piece[1][1]]
    lines = [start[1] for start, end in level if abs(end[0] - start[0]) > LONGEST_TICK]
    ticks = []
    for _, y, word, style in texts:
        if AXES in style and "text-anchor:end" in style.replace(" ", "") and (found := NUMBER.search(word)):
            near = [line for line in lines if 2 < y - line < 5]
            if near:
                value = float(found[0].replace("\u2212", "-").replace(".", "").replace(",", "."))
                ticks.append((near[0], value))
    if len(ticks) < 2 or ticks[0][0] == ticks[-1][0]:
        return None
    (y1, v1), (y2, v2) = ticks[0], ticks[-1]
    slope = (v2 - v1) / (y2 - y1)
    return v1 - slope * y1, slope
