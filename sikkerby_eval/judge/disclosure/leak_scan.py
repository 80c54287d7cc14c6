"""The last look before publishing: does any file hold what belongs to a person or to a machine?"""

import base64
import binascii
import contextlib
import html
import re
import unicodedata
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, unquote_to_bytes

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_KIND = r"data:[\w.+/-]*(?:;[\w-]+(?:=[\w.-]+)?)*,"
DATA_URI = re.compile(rf"(?<=\"){_KIND}[^\"]*(?=\")|{_KIND}[^\"'<>\s)]*")
BASE64_TEXT = re.compile(r"[A-Za-z0-9+/_-]{20,}={0,2}")
DIGEST = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{32,}(?![0-9A-Za-z])")
DRAWING = re.compile(r"(?<=\s)(?:d|points|transform|viewBox)=(?:\"[^\"]*\"|'[^']*')")
INLINE_TAG = re.compile(r"</?(?:span|b|i|em|strong|tspan|a|sub|sup|wbr|mark|code|small)\b[^>]*>", re.I)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
COLOUR_OF_A_TERMINAL = re.compile(r"\x1b\[[0-9;]*m")
WORD = re.compile(r"[\w-]+")
CPR = re.compile(r"(?<!\w)(?<!\d[.,])(\d{2})(\d{2})\d{2}[ \u00a0]?[-‐‑–]?[ \u00a0]?\d{4}(?!\w|[.,]\d)")
MACHINE_PATH = re.compile(
    r"(?<![\w.:/-])/(?:home|root|tmp|Users|mnt|private|var/folders|opt/conda)/[\w.-]"
    r"|(?<!\w)[A-Za-z]:[\\/]+(?:Users|Documents and Settings|Windows)\b|file:///",
    re.I,
)
TRACEBACK = re.compile(
    r"Traceback \(most recent call last\)|^\W*File \"[^\"]+\", line \d+|-{4,}> \d+ |\"output_type\": *\"error\""
)
SHORTEST_SECRET = 4
SHORTEST_FRAGMENT = 6
LAYERS = 3


class Finding(NamedTuple):
    """What kind of thing stands where; never the thing itself."""

    kind: str
    file: str
    line: int


def scan(sources, *, canaries: Collection[str] = (), person_ids: Collection[str] = ()) -> list[Finding]:
    """List everything in a publication that must not leave; an empty list is the only good answer.

    Looked for: text shaped like a CPR number (six digits that can be a date and four more; numbers given out since
    2007 need not pass modulus 11, so it is not asked), person ids, planted canaries, tracebacks and paths of a
    machine; also behind HTML entities, percent signs, JSON escapes, base64, UTF-16, in data: URIs and in the text of
    PNG files. A digest or a picture is no text.

    Parameters
    ----------
    sources
        A file, a folder, a list of them, or a mapping of names to text or bytes.
    canaries
        Strings planted in the input to see whether they come out.
    person_ids
        The ids of the registers.

    Returns
    -------
    list of Finding
        ``kind`` (``canary``, ``cpr``, ``machine_path``, ``person_id``, ``traceback``), ``file``, ``line``; sorted, each
        once. The value is never repeated.

    Raises
    ------
    ValueError
        If a canary or an id is too short to be told from ordinary text.
    """
    if short := sum(len(secret) < SHORTEST_SECRET for secret in (*canaries, *person_ids)):
        raise ValueError(f"{short} canaries or person ids have fewer than {SHORTEST_SECRET} characters")
    planted, spelled = frozenset(map(_folded, canaries)), _other_spellings(canaries)
    ids = frozenset(map(_folded, person_ids))
    return sorted(
        {
            Finding(kind, name, line)
            for name, content in _files(sources)
            for line, text in _lines(content, 1, LAYERS)
            for kind in _kinds(text, planted, spelled, ids)
        }
    )


def _files(sources) -> Iterator[tuple[str, bytes]]:
    if isinstance(sources, dict):
        yield from ((name, c.encode() if isinstance(c, str) else bytes(c)) for name, c in sources.items())
        return
    for source in [sources] if isinstance(sources, str | Path) else sources:
        root = Path(source)
        if not root.exists():
            raise FileNotFoundError("a file or folder to be scanned does not exist")
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.is_file():
                yield (path.relative_to(root) if root.is_dir() else Path(path.name)).as_posix(), path.read_bytes()


def _lines(content: bytes, first: int, layers: int) -> Iterator[tuple[int, str]]:
    """Give every line of a file, and under the same number every line hidden inside it."""
    if content.startswith(PNG_SIGNATURE):
        for text in _png_texts(content):
            yield from ((first, line) for _, line in _lines(text, first, layers - 1))
        return
    for number, line in enumerate(_decoded(content).splitlines(), start=first):
        hidden = [match.group() for match in DATA_URI.finditer(line)]
        bare = DATA_URI.sub(" ", line)
        hidden += [match.group() for match in BASE64_TEXT.finditer(bare)]
        yield number, bare
        if layers:
            for inner in filter(None, map(_unpacked, hidden)):
                yield from ((number, text) for _, text in _lines(inner, 1, layers - 1))


def _decoded(content):
    if content.startswith(UTF_16_MARKS):
        return content.decode("utf-16", errors="replace")
    if content[:200].count(0) > len(content[:200]) // 4:
        return content.decode("utf-16-be" if content[:1] == b"\0" else "utf-16-le", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _unpacked(text) -> bytes | None:
    """Undo base64 or a data: URI; nothing where the result is neither text nor a picture."""
    head, comma, body = text.partition(",")
    if comma and ";base64" not in head:
        return unquote_to_bytes(body)
    body = unquote(body) if comma else text
    if DIGEST.fullmatch(body):
        return None
    body = body.rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        content = base64.b64decode(body + "=" * (-len(body) % 4))
    except binascii.Error:
        return None
    readable = _decoded(content)
    printable = sum(sign.isprintable() or sign.isspace() for sign in readable)
    return content if content.startswith(PNG_SIGNATURE) or comma or printable > 0.95 * len(readable) else None


def _png_texts(content):
    place = len(PNG_SIGNATURE)
    while place + 8 <= len(content):
        length, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        body = content[place + 8 : place + 8 + length]
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            yield body.replace(b"\0", b" ")
            keyword, _, rest = body.partition(b"\0")
            packed = rest[1:] if kind == b"zTXt" else rest[2:].split(b"\0", 2)[-1]
            if kind == b"zTXt" or (kind == b"iTXt" and rest[:1] == b"\1"):
                # Text that cannot be unpacked was scanned as it stands.
                with contextlib.suppress(zlib.error):
                    yield keyword + b" " + zlib.decompress(packed)
        place += 12 + length


def _kinds(line, planted, spelled, ids):
    plain = _plain(line)
    folded = _folded(plain)
    if any(secret in folded for secret in planted) or any(fragment in line for fragment in spelled):
        yield "canary"
    if ids and any(_is_id(word, ids) for word in WORD.findall(folded)):
        yield "person_id"
    if TRACEBACK.search(plain):
        yield "traceback"
    if MACHINE_PATH.search(plain):
        yield "machine_path"
    if any(_can_be_a_birthday(*match.groups()) for match in CPR.finditer(DIGEST.sub(" ", DRAWING.sub(" ", plain)))):
        yield "cpr"


def _plain(line):
    """Undo what makes text look like something else: entities, percent signs, escapes, inline tags, colours."""
    for _ in range(2):
        line = ESCAPE.sub(lambda match: chr(int(match.group(1) or match.group(2), 16)), unquote(html.unescape(line)))
    return COLOUR_OF_A_TERMINAL.sub("", INLINE_TAG.sub("", line)).replace("\\n", "\n").replace('\\"', '"')


def _folded(text):
    return unicodedata.normalize("NFKC", text).casefold()


def _is_id(word, ids):
    return word in ids or word.strip("-_") in ids or ("-" in word and any(part in ids for part in word.split("-")))


def _can_be_a_birthday(day, month):
    # 60 is added to the day in numbers given to people without a Danish address.
    return 1 <= int(day) % 60 <= 31 and int(day) <= 91 and 1 <= int(month) <= 12


def _other_spellings(canaries):
    """Write each canary in base64 at its three possible places, in hexadecimal, with percent signs and in UTF-16."""
    spelled = set()
    for canary in canaries:
        for content in (canary.encode(), canary.encode("utf-16-le")):
            spelled |= {content.hex(), content.hex().upper(), content.decode("latin-1")}
            for shift in range(3):
                coded = base64.b64encode(b"\0" * shift + content).decode()
                # The first and last signs also hold bits of the neighbours.
                middle = coded[-(-shift * 8 // 6) : (shift + len(content)) * 8 // 6]
                spelled |= {middle, middle.translate(str.maketrans("+/", "-_"))}
        spelled.add(quote(canary))
    return frozenset(fragment for fragment in spelled if len(fragment) >= SHORTEST_FRAGMENT)
