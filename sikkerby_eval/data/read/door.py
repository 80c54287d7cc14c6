"""The door: a folder of deliveries in, validated frames out, or one list of everything that is wrong."""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from sikkerby_eval.data.read.across import across, forgettable
from sikkerby_eval.data.read.compact import known
from sikkerby_eval.data.read.delivery import sources
from sikkerby_eval.data.read.findings import RULES, SHOWN_PER_RULE, DeliveryError, Findings, masked
from sikkerby_eval.data.read.load import load_file, stacked
from sikkerby_eval.data.read.rules import Broken, coverage, duplicates, group_size, ranked, thousandfold
from sikkerby_eval.data.registers import BY_NAME, REGISTERS, Register

Fields = namedtuple("Fields", (*BY_NAME, "basis", "cutoffs", "missing"))


class Registers(Fields):
    """Validated frames by register, None where a register was not delivered.

    ``basis`` is ``register`` or ``demonstration``; ``cutoffs`` the last day each register covers; ``missing`` the
    names of registers not delivered. Dates are ``datetime64[s]``, ids and labels ``str``, counts ``int64`` (``Int64``
    where they may be missing). Its repr shows columns and row counts, never rows.
    """

    __slots__ = ()

    def __repr__(self):
        lines = [f"Registers (basis: {self.basis})"]
        for name in BY_NAME:
            frame = getattr(self, name)
            if frame is not None:
                rows = f"{len(frame):,}".replace(",", ".")
                lines.append(f"  {name}: {rows} rows, to {self.cutoffs[name]}: {', '.join(frame.columns)}")
        return "\n".join([*lines, f"  missing: {', '.join(self.missing) or 'none'}"])


@dataclass(slots=True)
class FileCount:
    """Rows in a file, how many of them have a fault, and how many are used."""

    file: str
    register: str
    rows: int
    faulty: int
    used: int


@dataclass(slots=True)
class Inspection:
    """All that the door found out about a delivery."""

    findings: Findings
    files: list[FileCount]
    basis: str
    cutoffs: dict[str, date]
    used: dict[str, np.ndarray] = field(default_factory=dict, repr=False)

    @property
    def missing(self) -> tuple[Register, ...]:
        delivered = {file.register for file in self.files}
        return tuple(r for r in REGISTERS if r.name not in delivered and not r.published)


def read(directory, *, accept_faulty_files: bool = False, needed_to: date | None = None) -> Registers:
    """Read and validate a folder of deliveries.

    Parameters
    ----------
    directory : path
        Folder with one or more files per register (``sigtelser.csv``, ``sigtelser_2012.xlsx``, ...) and the delivery
        note ``leverance.csv``.
    accept_faulty_files : bool
        Use the faultless rows of files with errors; the report must then say so.
    needed_to : date, optional
        Refuse files that do not cover this day.

    Returns
    -------
    Registers
        Frames as the catalogue in ``data/registers`` describes them.

    Raises
    ------
    DeliveryError
        With every finding, when anything is wrong and faulty files are not accepted. It quotes no value.
    """
    pieces: dict[str, list[pd.DataFrame]] = {}

    def take(name, frame):
        pieces.setdefault(name, []).append(frame)

    inspection = inspect(directory, take=take, accept_faulty_files=accept_faulty_files, needed_to=needed_to)
    if inspection.findings.count("error") and not accept_faulty_files:
        raise DeliveryError(inspection.findings)
    frames = dict.fromkeys(BY_NAME)
    for name, parts in pieces.items():
        whole = pd.concat(parts, ignore_index=True)
        frames[name] = _plain_integers(BY_NAME[name], whole[inspection.used[name]].reset_index(drop=True))
    missing = tuple(register.name for register in inspection.missing)
    return Registers(**frames, basis=inspection.basis, cutoffs=inspection.cutoffs, missing=missing)


def inspect(
    directory,
    *,
    take: Callable[[str, pd.DataFrame], None] | None = None,
    accept_faulty_files: bool = False,
    needed_to: date | None = None,
) -> Inspection:
    """Everything that is wrong with a folder of deliveries.

    Parameters
    ----------
    directory, accept_faulty_files, needed_to
        As for ``read``.
    take : callable, optional
        Gets the register's name and the validated frame of every piece; without it memory stays bounded, since only
        hashes, dates and numbers of a row are remembered.
    """
    findings, today = Findings(), date.today()
    found, basis = sources(Path(directory), findings, today)
    inspection = Inspection(findings, [], basis, {})
    loaded: dict[str, list] = {}
    by_register: dict[str, list] = {}
    for source in found:
        by_register.setdefault(source.register.name, []).append(source)
    for source in found:
        name = source.register.name
        forget = forgettable(source.register, set(by_register))
        file = load_file(source, findings, None if take is None else partial(take, name), forget)
        loaded.setdefault(name, []).append(file)
        ends = source.context.cutoff if source.cutoff_said else _last_day(source.register, file.periods)
        if ends is not None:
            inspection.cutoffs[name] = max(inspection.cutoffs.get(name, ends), ends)
            if needed_to is not None and ends < needed_to:
                findings.add("for_gammel", file.name, found=ends, expected=needed_to)
    marker = _Marker(loaded, findings)
    smalls = {name: stacked([file.small for file in files]) for name, files in loaded.items()}
    for name, small in smalls.items():
        _register_rules(BY_NAME[name], small, marker, by_register[name])
    across({name: small for name, small in smalls.items() if len(small)}, marker.mark)
    for name, files in loaded.items():
        masks = [_used_rows(file, findings, accept_faulty_files) for file in files]
        inspection.used[name] = np.concatenate(masks)
        inspection.files += [
            FileCount(file.name, name, file.rows, int(file.faulty.sum()) + file.dropped, int(mask.sum()))
            for file, mask in zip(files, masks, strict=True)
        ]
    return inspection


def _register_rules(register, small, marker, sources):
    if not len(small):
        return
    rows, originals = duplicates(register, small, marker.whole_keys(register, small))
    same = _same_content(sources, rows, originals) if len(rows) else np.empty(0, dtype=bool)
    periods = pd.concat([file.periods for file in marker.loaded[register.name]], ignore_index=True)
    for broken in (
        Broken("dublet", None, rows[same], {}, originals[same]),
        Broken("noegle", register.key[0], rows[~same], {}, originals[~same]),
        *thousandfold(register, small),
        *ranked(register, small),
    ):
        others = [register.name] * len(broken.others), broken.others
        marker.mark(register.name, broken.rule, broken.column, broken.positions, others)
    for broken in group_size(register, small):
        marker.mark(register.name, broken.rule, broken.column, broken.positions, **broken.facts)
    told = [source.context.cutoff for source in sources if source.cutoff_said and source.period is None]
    for broken in coverage(register, small, periods, max(told, default=None)):
        marker.mark(register.name, broken.rule, broken.column, **broken.facts)


def _same_content(sources, rows, originals):
    """Whether rows with the same key are the same in all columns; their files are read again for it."""
    wanted, start = np.union1d(rows, originals), 0
    content = pd.Series(np.uint64(0), index=wanted)

    def take(frame):
        nonlocal start
        here = wanted[(wanted >= start) & (wanted < start + len(frame))]
        content[here] = pd.util.hash_pandas_object(frame.iloc[here - start], index=False).to_numpy()
        start += len(frame)

    for source in sources:
        load_file(source, Findings(), take)
    return content[rows].to_numpy() == content[originals].to_numpy()


class _Marker:
    """Turns row positions of a register into files and lines, and remembers which rows are faulty."""

    def __init__(self, loaded, findings):
        self.loaded, self.findings = loaded, findings
        self.starts = {name: np.cumsum([0, *(len(file.lines) for file in files)]) for name, files in loaded.items()}

    def _place(self, register, position):
        number = int(np.searchsorted(self.starts[register], position, side="right")) - 1
        return self.loaded[register][number], int(position - self.starts[register][number])

    def mark(self, register, rule, column, positions=None, others=None, **facts):
        """Report rows of a register, or the register as such; ``others`` names an earlier row for each."""
        if positions is None:
            self.findings.add(rule, self.loaded[register][0].name, None, column, **facts)
            return
        positions = np.asarray(positions)
        for file, start, end in zip(
            self.loaded[register], self.starts[register][:-1], self.starts[register][1:], strict=True
        ):
            here = np.flatnonzero((positions >= start) & (positions < end))
            rows = positions[here] - start
            if RULES[rule].severity == "error":
                file.faulty[rows] = True
            for index, row in zip(here[:SHOWN_PER_RULE], rows[:SHOWN_PER_RULE], strict=True):
                other = {} if others is None else {"other": self._named(file, others[0][index], others[1][index])}
                self.findings.add(rule, file.name, file.lines[row], column, **facts | other)
            self.findings.add_uncounted(rule, file.name, len(rows) - SHOWN_PER_RULE)

    def _named(self, here, register, position):
        file, row = self._place(register, position)
        line = int(file.lines[row])
        return str(line) if file is here else f"{line} ({masked(file.name)})"

    def whole_keys(self, register, small):
        """Rows whose key could be read; a refused cell is no evidence of a duplicate."""
        whole = np.ones(len(small), dtype=bool)
        for name in register.key:
            if register[name].required:
                whole &= known(small[name]).to_numpy()
        return whole


def _used_rows(file, findings, accept_faulty_files):
    if not findings.count("error", masked(file.name)):
        return np.ones(len(file.lines), dtype=bool)
    return ~file.faulty if accept_faulty_files and file.whole else np.zeros(len(file.lines), dtype=bool)


def _last_day(register, periods):
    """The last date in the register, as a cautious cut-off when the delivery note gives none."""
    if not register.period or periods.empty:
        return None
    last = periods.max()
    return date(int(last), 12, 31) if register[register.period].kind == "year" else last.date()


def _plain_integers(register, frame):
    """Counts and years that are always there as ``int64``, numbers as ``float64``."""
    plain = {"year": "int64", "count": "int64", "number": "float64"}
    return frame.astype({c.name: plain[c.kind] for c in register.columns if c.required and c.kind in plain})
