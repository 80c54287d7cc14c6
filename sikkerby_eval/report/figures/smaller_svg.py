"""A drawing in few bytes: what no eye sees is left out of its tags, its styles and names are said once and shortly."""

import re
from collections import Counter

FONT = "'DejaVu Sans',Verdana,sans-serif"
DRAWN_BY = r" id=\"(?:patch|text|line2d|xtick|ytick|axes|figure|matplotlib|LineCollection|FillBetween)[^\"]*\""


def smaller(drawing: str) -> str:
    """Write an SVG from matplotlib shorter, the same to every eye; the words of the drawing are never touched."""
    drawing = re.sub(r"<[^>]+>", lambda tag: _smaller_tag(tag[0]), drawing[drawing.index("<svg") :])
    drawing = re.sub(r">\s+<", "><", drawing)
    return _styled_once(_without_bare_groups(_named_shortly(drawing)))


def _smaller_tag(tag: str) -> str:
    tag = re.sub(r"(\d\.\d{2})\d+", r"\1", tag)
    tag = re.sub(r" transform=\"rotate\(-0 [^\"]*\"|font-family: [^;\"]*;? ?", "", tag)
    tag = re.sub(DRAWN_BY, "", tag)
    tag = re.sub(r" d=\"([^\"]*)\"", lambda path: f' d="{_smaller_path(path[1])}"', tag)
    tag = re.sub(r" style=\"[^\"]*\"", lambda style: re.sub(r"([:;]) +", r"\1", style[0]), tag)
    return re.sub(r"\s*\n\s*", " ", tag)


def _smaller_path(path: str) -> str:
    """Numbers need no space beside a letter; no word is in a path. A curve is a marker, too small for tenths."""
    path = re.sub(r"\s*([A-Za-z])\s*", r"\1", re.sub(r"\s+", " ", path)).strip()
    return path if "C" in path else _to_tenths(path)


def _to_tenths(places: str) -> str:
    """A tenth of a point is less than a seventh of a pixel."""
    return re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), places)


def _without_bare_groups(drawing: str) -> str:
    """Take away groups that say nothing of what is in them."""
    said, kept = [], []
    for number, piece in enumerate(re.split(r"(</?g\b[^>]*>)", re.sub(r"<g\b[^>]*/>", "", drawing))):
        if number % 2 == 0:
            said.append(piece)
        elif piece == "</g>":
            said.append(piece if kept.pop() else "")
        else:
            kept.append(piece != "<g>")
            said.append(piece if kept[-1] else "")
    return "".join(said)


def _named_shortly(drawing: str) -> str:
    """Give what is referred to inside the drawing a short name, and no name to what is not."""
    names = re.findall(r" id=\"([^\"]+)\"", drawing)
    for number, name in enumerate(dict.fromkeys(names)):
        used = f"#{name}" in drawing
        drawing = drawing.replace(f' id="{name}"', f' id="i{number}"' if used else "")
        drawing = drawing.replace(f"#{name})", f"#i{number})").replace(f'#{name}"', f'#i{number}"')
    return drawing


def _styled_once(drawing: str) -> str:
    """Say a style that stands on several things once, as a class."""
    counted = Counter(re.findall(r" style=\"([^\"]*)\"", drawing))
    classes = {style: f"c{number}" for number, style in enumerate(style for style, n in counted.items() if n > 1)}
    drawing = re.sub(
        r" style=\"([^\"]*)\"",
        lambda found: f' class="{classes[found[1]]}"' if found[1] in classes else found[0],
        drawing,
    )
    rules = "".join(f".{name}{{{style}}}" for style, name in classes.items())
    return drawing.replace("</style>", f"text{{font-family:{FONT}}}{rules}</style>", 1)
