"""Which encoding a file of text is in, and the byte and line of what fits none."""

import codecs
import os
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain

import numpy as np

BLOCK, PART = 1 << 20, 1 << 24
MAGIC = (
    (b"PK\x03\x04", "er_excel", ""),
    (b"\xd0\xcf\x11\xe0", "er_excel", ""),
    (b"PAR1", "er_andet", "Parquet"),
    (b"%PDF", "er_andet", "PDF"),
    (b"\x1f\x8b", "er_andet", "gzip"),
    (b"{", "er_andet", "JSON"),
    (b"<", "er_andet", "HTML/XML"),
)
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
BEGUN = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
HIGH = re.compile(rb"[\x80-\xff]")
DANISH_EXCEL = frozenset("æøåÆØÅéÉèÈêÊëËüÜöÖäÄáÁàÀâÂíÍïÏóÓôÔúÚñÑçÇßðÐþÞýÝ§°½´«»\u00a0€–—’‘“”…·".encode("cp1252"))


def not_csv(head: bytes) -> tuple[str, dict] | None:
    """The rule that a file breaks by being something other than CSV, judged by its first bytes."""
    if not head:
        return "tom_fil", {}
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf16", {}
    for magic, rule, found in MAGIC:
        if head.lstrip().startswith(magic):
            return rule, {"found": found, "expected": "CSV"} if found else {}
    return None


def encoding_of(path, report):
    """``utf-8`` or ``cp1252`` for the whole file, or None with the byte and line that fit neither."""
    if _plain(path):
        return "utf-8"
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid = True
    for offset, block in _blocks(path):
        if np.frombuffer(block, np.int8).min() > 0 and not decoder.getstate()[0]:
            continue
        block = bytes(block)
        if (position := block.find(b"\0")) >= 0:
            report("nul_byte", _line_at(path, offset + position), None, offset=offset + position)
            return None
        if valid:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                valid = False
    if valid and not decoder.getstate()[0]:
        return "utf-8"
    multibyte, single, begun = 0, None, b""
    for offset, block in chain(_blocks(path), [(path.stat().st_size, b"")]):
        offset, block, last = offset - len(begun), begun + bytes(block), not block
        begun = b"" if last or not (match := BEGUN.search(block, max(len(block) - 3, 0))) else match[0]
        block = block[: len(block) - len(begun)]
        multibyte += sum(1 for _ in MULTIBYTE.finditer(block))
        rest = MULTIBYTE.sub(lambda match: b" " * len(match[0]), block)
        for byte in HIGH.finditer(rest):
            single = offset + byte.start() if single is None else single
            if byte[0][0] not in DANISH_EXCEL:
                where = offset + byte.start()
                report("ugyldig_byte", _line_at(path, where), None, offset=where)
                return None
    if multibyte and single is not None:
        report("blandet_tegnsaet", _line_at(path, single), None, offset=single)
        return None
    report("tegnsaet", None, None)
    return "cp1252"


def _plain(path):
    """Whether the file is all ASCII without a NUL, looked through in parts side by side."""
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        return all(workers.map(partial(_plain_part, path), range(0, path.stat().st_size, PART)))


def _plain_part(path, start):
    return all(np.frombuffer(block, np.int8).min() > 0 for _, block in _blocks(path, start, start + PART))


def _blocks(path, offset=0, end=None):
    """Offset and bytes of every block, one after the other in the same place in memory."""
    room = memoryview(bytearray(BLOCK))
    with path.open("rb") as file:
        file.seek(offset)
        while (end is None or offset < end) and (length := file.readinto(room)):
            yield offset, room[:length]
            offset += length


def _line_at(path, offset):
    """The line, as an editor counts it, that holds the byte at ``offset``."""
    line = 1
    for start, block in _blocks(path):
        if start + len(block) > offset:
            return line + bytes(block).count(b"\n", 0, offset - start)
        line += bytes(block).count(b"\n")
    return line
