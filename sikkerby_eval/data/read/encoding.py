"""Which encoding a file of text is in, and the byte and line of what fits none."""

import codecs
import os
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain

import numpy as np
import pyarrow as pa

BLOCK, PART = 1 << 20, 1 << 22
MAGIC = (
    (b"PK\x03\x04", "er_excel", ""),
    (b"\xd0\xcf\x11\xe0", "er_excel", ""),
    (b"PAR1", "er_andet", "Parquet"),
    (b"%PDF", "er_andet", "PDF"),
    (b"\x1f\x8b", "er_andet", "gzip"),
    (b"{", "er_andet", "JSON"),
    (b"<", "er_andet", "HTML/XML"),
)
CONTINUED = re.compile(rb"[\x80-\xbf]{0,3}")
BEGUN = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
DANISH_EXCEL = "æøåÆØÅéÉèÈêÊëËüÜöÖäÄáÁàÀâÂíÍïÏóÓôÔúÚñÑçÇßðÐþÞýÝ§°½´«»\u00a0€–—’‘“”…·".encode("cp1252")
KNOWN_ALONE = np.isin(np.arange(256), list(DANISH_EXCEL))
MORE_BYTES = np.repeat(np.array([0, 1, 2, 3, 0], np.int8), [0xC2, 0x1E, 0x10, 0x05, 0x0B])
"""After each byte, as the first of a character in UTF-8, so many belong to it."""


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
    if _sound_utf8(path):
        return "utf-8"
    for offset, block in _blocks(path):
        if (position := bytes(block).find(b"\0")) >= 0:
            report("nul_byte", _line_at(path, offset + position), None, offset=offset + position)
            return None
    multibyte, single = 0, None
    for offset, block in _whole_characters(path):
        whole, alone = _characters(block)
        unknown = alone[~KNOWN_ALONE[np.frombuffer(block, np.uint8)[alone]]]
        if len(unknown):
            where = offset + int(unknown[0])
            report("ugyldig_byte", _line_at(path, where), None, offset=where)
            return None
        multibyte += whole
        if single is None and len(alone):
            single = offset + int(alone[0])
    if multibyte and single is not None:
        report("blandet_tegnsaet", _line_at(path, single), None, offset=single)
        return None
    report("tegnsaet", None, None)
    return "cp1252"


def _whole_characters(path):
    """Offset and bytes of every block; a character of UTF-8 begun at the end of one is put off to the next."""
    begun = b""
    for offset, block in chain(_blocks(path), [(path.stat().st_size, b"")]):
        offset, block, last = offset - len(begun), begun + bytes(block), not block
        begun = b"" if last or not (match := BEGUN.search(block, max(len(block) - 3, 0))) else match[0]
        yield offset, block[: len(block) - len(begun)]


def _characters(block):
    """How many characters of several bytes a block holds, and where bytes outside ASCII stand that are in none."""
    padded = np.frombuffer(block + b"\0\0\0", np.uint8)
    high = np.flatnonzero(padded > 127)
    more = MORE_BYTES[padded[high]]
    whole = more > 0
    for place in (1, 2, 3):
        whole &= (more < place) | (padded[high + place] & 0xC0 == 0x80)
    taken = np.zeros(len(padded), dtype=bool)
    for place in (0, 1, 2, 3):
        taken[high[whole & (more >= place)] + place] = True
    return np.count_nonzero(whole), high[~taken[high]]


def _sound_utf8(path):
    """Whether the file is UTF-8 without a NUL, looked through in parts side by side."""
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        return all(workers.map(partial(_sound_part, path), range(0, path.stat().st_size, PART)))


def _sound_part(path, start):
    """Whether the characters that begin in this part are whole; one may end in the next part."""
    with path.open("rb") as file:
        file.seek(start)
        part = file.read(PART + 3)
    first = len(CONTINUED.match(part)[0]) if start else 0
    text = memoryview(part)[first : min(PART, len(part)) + len(CONTINUED.match(part, PART)[0])]
    if not len(text) or np.frombuffer(text, np.int8).min() > 0:
        return True
    ends = pa.py_buffer(np.array([0, len(text)], np.int32))
    try:
        pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(text)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return bool(np.frombuffer(text, np.uint8).min())


def _blocks(path):
    """Offset and bytes of every block, one after the other in the same place in memory."""
    room, offset = memoryview(bytearray(BLOCK)), 0
    with path.open("rb") as file:
        while length := file.readinto(room):
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
