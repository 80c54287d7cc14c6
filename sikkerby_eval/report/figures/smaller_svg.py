"""A drawing in few bytes: what no eye sees is left out of its tags, its styles and names are said once and shortly."""

import math
import re
from collections import Counter

from sikkerby_eval.report.figures.smaller_path import smaller_path

FONT = "'DejaVu Sans',Verdana,sans-serif"
DRAWN_BY = r" id=\"(?:patch|text|line2d|xtick|ytick|axes|figure|matplotlib|LineCollection|FillBetween)[^\"]*\""
UNDERSTOOD = r" (?:xmlns:xlink|version|type)=\"[^\"]*\"| transform=\"rotate\(-0 [^\"]*\""
"""What every browser takes for granted, in a tag and in a style."""
_USUAL = re.compile(r"(?<![-\w])(?:stroke-dashoffset:0|text-anchor:start|font-family:[^;\"]*)(?:;|(?=\"))")
_UNSEEN = re.compile(r"<path d=\"M[^A-Za-z]*\"[^>]*/>|<path d=\"[^\"]*\" style=\"fill:none\"/>|<g\b[^>]*/>")
"""A line with one end, a shape with neither colour nor edge, a group of nothing."""
_CIRCLE = re.compile(r"<path( id=\"[^\"]*\") d=\"(M 0 [^L\"]*C[^L\"]*)\"")
_LOOK = re.compile(r' (style|clip-path)="([^"]*)"')


def smaller(drawing: str) -> str:
    """Write an SVG from matplotlib shorter, the same to every eye; the words of the drawing are never touched."""
    drawing = re.sub(r"<[^>]+>", lambda tag: _smaller_tag(tag[0]), drawing[drawing.index("<svg") :])
    drawing = re.sub(r">\s+<", "><", drawing)
    drawing = _without_bare_groups(_named_shortly(_UNSEEN.sub("", drawing)))
    drawing = _styled_once(_markers_styled_together(_lines_in_one(_ticks_in_place(drawing))))
    return re.sub(r"<[^>']*>", lambda tag: tag[0].replace('"', "'"), drawing)  # cheaper in an address


def _smaller_tag(tag: str) -> str:
    tag = re.sub(rf"{DRAWN_BY}|{UNDERSTOOD}", "", tag).replace(" xlink:href=", " href=")
    tag = re.sub(r" transform=\"translate\((\S+) (\S+)\)\"", r' x="\1" y="\2"', tag)
    tag = _CIRCLE.sub(_circle, tag)
    tag = re.sub(r" d=\"([^\"]*)\"", lambda path: f' d="{smaller_path(path[1])}"', tag)
    tag = re.sub(r" (?:x|y|width|height)=\"[^\"]*\"", lambda place: _rounded(place[0], tag), tag)
    tag = re.sub(r"(\d\.\d{2})\d+", r"\1", tag)
    tag = re.sub(r" style=\"[^\"]*\"", lambda style: _smaller_style(style[0]), tag)
    return re.sub(r"\s*\n\s*", " ", tag)


def _circle(found: re.Match) -> str:
    """A round marker is eight curves; each third corner is on the circle."""
    corners = [tuple(map(float, corner.split())) for corner in re.findall(r"-?[\d.]+ -?[\d.]+", found[2])[::3]]
    radius = corners[0][1]
    round_ = len(corners) == 9 and all(abs(math.hypot(*corner) - radius) < 0.01 for corner in corners)
    return f'<circle{found[1]} r="{radius:g}"' if round_ else found[0]


def _rounded(place: str, tag: str) -> str:
    """A tenth of a point is less than a seventh of a pixel, but letters would look a little lighter or darker."""
    decimals = 1 if tag.startswith(("<use", "<rect")) else 2
    return re.sub(r"-?\d+\.\d+", lambda number: f"{round(float(number[0]), decimals):g}", place)


def _smaller_style(style: str) -> str:
    style = _USUAL.sub("", re.sub(r"([:;])\s+", r"\1", style))
    return style.replace(';"', '"').replace(' style=""', "")


def _without_bare_groups(drawing: str) -> str:
    """Take away groups that say nothing of what is in them."""
    said, kept = [], []
    for number, piece in enumerate(re.split(r"(</?g\b[^>]*>)", drawing)):
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


def _ticks_in_place(drawing: str) -> str:
    """Draw the ticks of an axis where they stand: a line is shorter than a name for it."""
    tick = r'<defs><path id="(i\d+)" d="M0,0([hv][^hvlz"]*)" style="([^"]*)"/></defs>'
    for name, line, style in re.findall(tick, drawing):
        used = rf'<use href="#{name}" x="([^"]*)" y="([^"]*)" style="[^"]*"/>'
        drawing = re.sub(used, rf'<path d="M\1,\2{line}" style="fill:none;{style}"/>', drawing)
    return re.sub(tick, "", drawing)


def _lines_in_one(drawing: str) -> str:
    """Write lines that look the same and follow each other as one line in pieces."""
    alike = r'<path d="[^"]*("(?: clip-path="[^"]*")? style="fill:none;(?![^"]*opacity)[^"]*"/>)(?:<path d="[^"]*\1)+'

    def in_one(lines: re.Match) -> str:
        pieces = "".join(re.findall(r' d="([^"]*)"', lines[0]))
        return f'<path d="{pieces}{lines[1]}'

    return re.sub(alike, in_one, drawing)


def _markers_styled_together(drawing: str) -> str:
    """Say the style of a series' markers on their group."""

    def together(group: re.Match) -> str:
        styles = set(re.findall(r' style="[^"]*"', group[2]))
        return group[1] + styles.pop() + re.sub(r' style="[^"]*"', "", group[2]) if len(styles) == 1 else group[0]

    return re.sub(r'(<g clip-path="[^"]*")(>(?:<use [^>]* style="[^"]*"/>)+</g>)', together, drawing)


def _styled_once(drawing: str) -> str:
    """Say a style that stands on several things once, as a class; so also the part that they are drawn within."""
    counted = Counter(_LOOK.findall(drawing))
    names = {look: f"c{number}" for number, look in enumerate(look for look, n in counted.items() if n > 1)}

    def classed(tag: re.Match) -> str:
        said = " ".join(names[look] for look in _LOOK.findall(tag[0]) if look in names)
        short = _LOOK.sub(lambda look: "" if look.groups() in names else look[0], tag[0])
        return re.sub(r"(/?>)$", rf' class="{said}"\1', short) if said else short

    drawing = re.sub(r"<\w[^>]*>", classed, drawing)
    rules = "".join(
        f".{name}{{{said if kind == 'style' else f'clip-path:{said}'}}}" for (kind, said), name in names.items()
    )
    drawing = drawing.replace("stroke-linejoin: round; stroke-linecap: butt", "stroke-linejoin:round", 1)
    return drawing.replace("</style>", f"text{{font-family:{FONT}}}{rules}</style>", 1)
