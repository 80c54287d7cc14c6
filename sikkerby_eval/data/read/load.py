"""One file → typed frame, lines and findings; text becomes values here and nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from sikkerby_eval.data.read.check_piece import check_piece, distinct, missing
from sikkerby_eval.data.read.columns import is_error
from sikkerby_eval.data.read.compact import LISTED, compact
from sikkerby_eval.data.read.csv_file import open_csv
from sikkerby_eval.data.read.findings import Findings, masked
from sikkerby_eval.data.read.from_statbank import open_export
from sikkerby_eval.data.read.header import header_fold, match_header, named_like_cpr
from sikkerby_eval.data.read.pieces import Lines, side_by_side
from sikkerby_eval.data.read.statbank_file import looks_like_export
from sikkerby_eval.data.read.table_file import open_excel, open_parquet

ROW_FAULTS = frozenset(
    {"for_mange_felter", "for_faa_felter", "anfoerselstegn", "styretegn", "uafsluttet", "totalraekke", "ikke_1_januar"}
)
HEAD = 1 << 12


@dataclass(slots=True)
class Loaded:
    """What is remembered of one file: ``small`` holds what rules across rows and registers need of every row.

    ``lines`` is the line of each row, ``faulty`` whether the row has an error; ``periods`` the distinct values of the
    register's period column; ``dropped`` counts rows that could not be taken apart, and ``whole`` is false when a fault
    concerns the file as such.
    """

    name: str
    small: pd.DataFrame
    lines: Lines
    faulty: np.ndarray
    periods: pd.Series
    dropped: int
    whole: bool

    @property
    def rows(self) -> int:
        """Rows in the file that are not empty."""
        return len(self.lines) + self.dropped


def load_file(
    source, findings: Findings, take: Callable[[pd.DataFrame], None] | None = None, forget: frozenset[str] = frozenset()
) -> Loaded:
    """Read one file of a delivery by the rules of its register's columns and rows.

    Parameters
    ----------
    source : Source
        The file, its register and what the delivery note says.
    findings : Findings
        Takes every fault, with the line as an editor counts it.
    take : callable, optional
        Gets the validated frame of every piece, in order; without it memory holds hashes, dates and numbers only.
    forget : frozenset of str
        Columns that no rule looks at after their own row was checked.
    """
    register, name = source.register, source.path.name
    kept, lines, faulty, periods, total, blank = {}, Lines.none(), [], [], 0.0, 0
    errors = findings.count("error", masked(name))
    dropped, whole, reported = 0, True, []

    def report(rule, line=None, column=None, **facts):
        nonlocal dropped, whole
        dropped += rule in ROW_FAULTS
        whole &= rule in ROW_FAULTS or not is_error(rule)
        findings.add(rule, name, line, column, **facts)

    def later(*place, **facts):
        reported.append((place, facts))

    opened = _open(source, later)
    for place, facts in reported:
        report(*place, **facts)
    reported.clear()
    if opened is not None:
        fields = match_header(opened.header, register, opened.header_line, report)
        suspects, named = _outside(fields, opened.header_line, report), set()
        seen = {column.name: {} for column in register.columns}
        work = partial(check_piece, source, fields, suspects, seen, forget)
        for checked, faults in side_by_side(opened.pieces, reported, work):
            for place, facts in faults + (checked.told if checked else []):
                report(*place, **facts)
            if checked is None:
                break
            _add_faults(checked, findings, name, named)
            _add_outside(checked, opened.header_line, report, named)
            if register.period:
                periods.append(checked.periods)
            if source.control_sum is not None and "antal" in checked.small:
                total += float(checked.small["antal"].sum())
            kept = _grown(kept, checked.small.drop(columns=forget, errors="ignore"))
            lines, blank = lines.followed_by(checked.lines), blank + checked.blank
            faulty.append(checked.faulty)
            if take is not None:
                take(_spelled_out(checked.values))
        if blank:
            report("tomme_raekker", found=blank)
        _outside_named(suspects, named, opened.header_line, report)
        if not len(lines) and findings.count("error", masked(name)) == errors:
            report("ingen_raekker", opened.header_line)
    if not len(lines):
        kept = _grown({}, pd.DataFrame(compact(register.columns, missing(register.columns, 0), forget)))
    rows = len(lines) + dropped
    if source.rows is not None and opened is not None and int(source.rows) != rows:
        report("raekker_passer_ikke", expected=int(source.rows), found=rows)
    if source.control_sum is not None and "antal" in register.names and abs(total - float(source.control_sum)) > 0.5:
        report("kontrolsum_passer_ikke", None, "antal")
    return Loaded(
        name,
        pd.DataFrame({column: _joined(parts) for column, parts in kept.items()}, copy=False),
        lines,
        np.concatenate(faulty) if faulty else np.empty(0, bool),
        distinct(pd.concat(periods, ignore_index=True)) if periods else pd.Series(dtype="datetime64[s]"),
        dropped,
        whole,
    )


def _open(source, report):
    known = frozenset(header_fold(column) for column in source.register.names)
    try:
        if source.register.statbank and source.path.suffix.casefold() in (".csv", ".json"):
            with source.path.open("rb") as file:
                head = file.read(HEAD)
            if looks_like_export(head) or source.path.suffix.casefold() == ".json":
                return open_export(source.path, source.register, report)
        if source.path.suffix.casefold() == ".xlsx":
            if source.path.stat().st_size == 0:
                report("tom_fil")
                return None
            return open_excel(source.path, source.register.name, known, header_fold, report)
        if source.path.suffix.casefold() == ".parquet":
            if source.path.stat().st_size == 0:
                report("tom_fil")
                return None
            listed = {header_fold(column.name) for column in source.register.columns if column.kind in LISTED}
            return open_parquet(source.path, listed, header_fold, report)
        return open_csv(source.path, known, header_fold, source.separator, report)
    except OSError:
        report("ulaeselig")
        return None


def _outside(fields, line, report):
    """Positions outside the agreement; those named like CPR are refused at once."""
    suspects = [field for field in fields if field.column is None]
    for field in suspects:
        if named_like_cpr(field):
            report("kolonne_cpr", line, field.shown)
    return [field for field in suspects if not named_like_cpr(field)]


def _add_faults(checked, findings, file, named):
    """Take what a piece's rules found, with lines; a column as such is named once."""
    for rule, column, positions, facts in checked.faults:
        if positions is not None:
            findings.add_lines(rule, file, checked.lines[positions], column, **facts)
        elif column not in named:
            named.add(column)
            findings.add(rule, file, None, column, **facts)


def _add_outside(checked, line, report, named):
    for rule, field in checked.outside:
        if field.number in named:
            continue
        named.add(field.number)
        if rule == "kolonne_cpr":
            report(rule, line, field.shown or f"nr. {field.number}")
        else:
            report(rule, line, None, number=field.number)


def _outside_named(suspects, named, line, report):
    for field in suspects:
        if field.number not in named and field.shown is not None:
            report("kolonne_ekstra", line, field.shown)


def _spelled_out(columns):
    """The frame as researchers get it, with text instead of categories."""
    return pd.DataFrame(
        {
            name: values.astype("str") if isinstance(values.dtype, pd.CategoricalDtype) else values
            for name, values in columns.items()
        },
        copy=False,
    )


def _grown(kept, part):
    """Columns with those of the next piece below; plain arrays grow where they are, so that nothing is held twice."""
    for name in part:
        values = part[name]
        if not isinstance(values.dtype, np.dtype):
            kept.setdefault(name, []).append(values)
        elif name not in kept:
            kept[name] = values.to_numpy().copy()
        else:
            rows = len(kept[name])
            kept[name].resize(rows + len(values), refcheck=False)
            kept[name][rows:] = values.to_numpy()
    return kept


def _joined(parts):
    if isinstance(parts, np.ndarray):
        return parts
    if isinstance(parts[0].dtype, pd.CategoricalDtype):
        return pd.api.types.union_categoricals(parts, sort_categories=True)
    return pd.concat(parts, ignore_index=True)


def stacked(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Compact frames one below the other; a single one is not copied."""
    if len(frames) == 1:
        return frames[0]
    return pd.DataFrame({name: _joined([frame[name] for frame in frames]) for name in frames[0]}, copy=False)
