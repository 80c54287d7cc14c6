"""A folder of deliveries: which file is which register and period, and what the delivery note says of it."""

import calendar
import difflib
import hashlib
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from sikkerby_eval.data.read.findings import Findings, did_you_mean
from sikkerby_eval.data.read.load import load_file
from sikkerby_eval.data.read.parse import Context
from sikkerby_eval.data.registers import ADMINISTRATIONS, BY_FILE_NAME, LEVERANCE, Register

ENDINGS = (".csv", ".xlsx", ".parquet")
IGNORED = re.compile(r"[.~].*|desktop\.ini|thumbs\.db|.*\.(md|txt|pdf|docx|json|html|lock)", re.IGNORECASE)
NAMES = "|".join(sorted(BY_FILE_NAME, key=len, reverse=True))
FILE_NAME = re.compile(
    rf"(?P<register>{NAMES})(?:[_ -](?P<year>(?:19|20)\d\d)(?:[_ -]?[kK](?P<quarter>[1-4]))?)?(?:[_ -](?P<rest>.+))?",
    re.IGNORECASE,
)


class Source(NamedTuple):
    """One file of a delivery; ``period`` is stated by its name, the rest by the delivery note."""

    path: Path
    register: Register
    period: tuple[date, date] | None
    context: Context
    separator: str = "semikolon"
    rows: int | None = None
    control_sum: float | None = None
    cutoff_said: bool = False


def sources(directory: Path, findings: Findings, today: date) -> tuple[list[Source], str]:
    """The files of a folder and its basis (``register`` or ``demonstration``); what is wrong goes to ``findings``."""
    if not directory.is_dir():
        findings.add("ingen_mappe", directory.name or str(directory))
        return [], "register"
    entries = sorted(directory.iterdir())
    for folder in entries:
        if folder.is_dir() and any(map(_named, folder.rglob("*"))):
            findings.add("undermappe", folder.name)
        elif _named(folder) and not folder.is_file():
            findings.add("ulaeselig", folder.name)
    paths = [path for path in entries if path.is_file() and (_named(path) or not IGNORED.fullmatch(path.name))]
    note, basis = _note([path for path in paths if path.stem.casefold() == "leverance"], findings, today)
    files = [path for path in paths if path.stem.casefold() != "leverance"]
    if not files:
        findings.add("tom_mappe", directory.name)
    if files and note is None:
        findings.add("ingen_foelgeseddel", directory.name)
    for name in sorted(set(note or {}) - {_file_key(path.name) for path in files}):
        findings.add("fil_mangler", note[name]["note"], note[name]["line"], "fil")
    found = [source for path in files if (source := _source(path, note or {}, basis, findings, today)) is not None]
    _report_doubles(found, findings)
    return found, basis


def _note(paths, findings, today):
    """Rows of the delivery note by file name, or None without a usable one."""
    if not paths:
        return None, "register"
    for extra in paths[1:]:
        findings.add("samme_periode", extra.name, other=paths[0].name)
    pieces = []
    loaded = load_file(
        Source(paths[0], LEVERANCE, None, Context("register", date(9999, 1, 1))), findings, pieces.append
    )
    if not pieces:
        return None, "register"
    frame = pd.concat(pieces, ignore_index=True)
    bases = set(frame["grundlag"].dropna())
    if len(bases) > 1:
        findings.add("blandet_grundlag", paths[0].name)
    basis = "demonstration" if "demonstration" in bases else "register"
    rows = {}
    for row in (
        frame.assign(line=loaded.lines[frame.index.to_numpy()], note=paths[0].name)
        .dropna(subset=["fil"])
        .to_dict("records")
    ):
        first = rows.setdefault(_file_key(row["fil"]), row)
        if first is not row:
            findings.add("noegle", paths[0].name, row["line"], "fil", other=first["line"])
    return rows, basis


def _file_key(name):
    """A file's name as Windows and macOS compare names: without case, letters composed."""
    return unicodedata.normalize("NFC", name).casefold()


def _source(path, note, basis, findings, today):
    match = _named(path)
    if path.suffix.casefold() not in _endings(match):
        findings.add("register_endelse" if match else "ukendt_endelse", path.name)
        return None
    if match is None:
        near = difflib.get_close_matches(path.stem.casefold(), BY_FILE_NAME, n=1, cutoff=0.6)
        findings.add("ukendt_fil", path.name, suggestion=did_you_mean(near[0]) if near else "")
        return None
    row = note.get(_file_key(path.name))
    if row is None and note:
        findings.add("ikke_paa_foelgeseddel", path.name)
    row = row or {}
    cutoff = _said(row, "dataskaeringsdato")
    if cutoff is not None and cutoff.date() > today:
        findings.add("skaering_i_fremtiden", row["note"], row["line"], "dataskaeringsdato")
    return Source(
        path,
        BY_FILE_NAME[match["register"].casefold()],
        _period(match["year"], match["quarter"]),
        Context(basis, today if cutoff is None else min(cutoff.date(), today), _said(row, "datoformat") or "iso"),
        _said(row, "separator") or "semikolon",
        _said(row, "raekker"),
        _said(row, "kontrolsum"),
        cutoff is not None,
    )


def _endings(match):
    """JSON-stat is how statistical banks give away the registers that have a table there."""
    banked = match is not None and BY_FILE_NAME[match["register"].casefold()].statbank
    return (*ENDINGS, ".json") if banked else ENDINGS


def _named(path):
    """The match of a file named as a register, whatever its endings, None for any other."""
    return FILE_NAME.fullmatch(path.stem.strip()) or FILE_NAME.fullmatch(path.name.split(".")[0].strip())


def _said(row, name):
    value = row.get(name)
    return None if value is None or pd.isna(value) else value


def _period(year, quarter):
    if year is None:
        return None
    year = int(year)
    if quarter is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = 3 * int(quarter)
    return date(year, last - 2, 1), date(year, last, calendar.monthrange(year, last)[1])


def _report_doubles(found, findings):
    """Two files for the same register, period and administration; two files with the same bytes."""
    places, contents = {}, {}
    sizes = Counter(_size(source.path) for source in found)
    for source in found:
        rest = (_named(source.path)["rest"] or "").upper()
        place = (source.register.name, source.period, rest if rest in ADMINISTRATIONS else "")
        if place in places:
            findings.add("samme_periode", source.path.name, other=places[place])
        places.setdefault(place, source.path.name)
        digest = _digest(source.path) if sizes[_size(source.path)] > 1 else None
        if digest in contents:
            findings.add("samme_fil", source.path.name, other=contents[digest])
        if digest is not None:
            contents.setdefault(digest, source.path.name)


def _size(path):
    return path.stat().st_size


def _digest(path):
    """SHA-256 of a file, None when it is empty or cannot be read (which is reported when it is opened)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest() if _size(path) else None
    except OSError:
        return None
