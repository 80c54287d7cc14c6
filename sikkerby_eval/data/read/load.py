"""One file → typed frame, lines and findings; text becomes values here and nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sikkerby_eval.data.read.codes import bydel_names
from sikkerby_eval.data.read.columns import DTYPES, as_text, is_error, looks_like_cpr, parse_column, parse_typed
from sikkerby_eval.data.read.compact import compact
from sikkerby_eval.data.read.csv_file import open_csv
from sikkerby_eval.data.read.findings import CPR_IN_NAME, Findings
from sikkerby_eval.data.read.header import header_fold, match_header, named_like_cpr
from sikkerby_eval.data.read.rules import outside_period
from sikkerby_eval.data.read.table_file import open_excel, open_parquet

ROW_FAULTS = frozenset({"for_mange_felter", "for_faa_felter", "anfoerselstegn", "styretegn", "uafsluttet"})


@dataclass(slots=True)
class Loaded:
    """What is remembered of one file: ``small`` holds hashes, dates and numbers of every row.

    ``lines`` is the line of each row, ``faulty`` whether a cell of the row was refused; ``dropped`` counts rows that
    could not be taken apart, and ``whole`` is false when a fault concerns the file as such.
    """

    name: str
    small: pd.DataFrame
    lines: np.ndarray
    faulty: np.ndarray
    dropped: int
    whole: bool

    @property
    def rows(self) -> int:
        """Rows in the file that are not empty."""
        return len(self.lines) + self.dropped


def load_file(source, findings: Findings, take: Callable[[pd.DataFrame], None] | None = None) -> Loaded:
    """Read one file of a delivery by the rules of its register's columns.

    Parameters
    ----------
    source : Source
        The file, its register and what the delivery note says.
    findings : Findings
        Takes every fault, with the line as an editor counts it.
    take : callable, optional
        Gets the validated frame of every piece, in order; without it memory holds hashes, dates and numbers only.
    """
    register, name = source.register, source.path.name
    smalls, lines, faulty = [], [], []
    shown_name = CPR_IN_NAME.sub("######-####", name)
    errors = findings.count("error", shown_name)

    dropped, whole = 0, True

    def report(rule, line=None, column=None, **facts):
        nonlocal dropped, whole
        dropped += rule in ROW_FAULTS
        whole &= rule in ROW_FAULTS or not is_error(rule)
        findings.add(rule, name, line, column, **facts)

    opened = _open(source, report)
    if opened is not None:
        fields = match_header(opened.header, register, opened.header_line, report)
        suspects, named, used = _outside(fields, opened.header_line, report), set(), {}
        seen = {column.name: {} for column in register.columns}
        for piece in opened.pieces:
            values, bad = _parse_piece(source, fields, piece, seen, findings, used)
            _watch_outside(suspects, piece, opened.header_line, report, named)
            frame = _complete(register, values, len(piece.lines))
            small = compact(register, frame)
            smalls.append(small)
            lines.append(piece.lines)
            faulty.append(bad)
            if take is not None:
                take(frame)
        _outside_named(suspects, named, opened.header_line, report)
        if not any(map(len, lines)) and findings.count("error", shown_name) == errors:
            report("ingen_raekker", opened.header_line)
    rows = sum(map(len, lines)) + dropped
    if source.rows is not None and opened is not None and int(source.rows) != rows:
        report("raekker_passer_ikke", expected=int(source.rows), found=rows)
    small = stacked(smalls) if smalls else compact(register, _complete(register, {}, 0))
    loaded = Loaded(
        name,
        small,
        np.concatenate(lines, dtype=np.int32) if lines else np.empty(0, np.int32),
        np.concatenate(faulty) if faulty else np.empty(0, bool),
        dropped,
        whole,
    )
    for broken in outside_period(register, small, source.period):
        findings.add_lines(broken.rule, name, loaded.lines[broken.positions], broken.column, **broken.facts)
        loaded.faulty[broken.positions] = True
    _check_sum(source, small, report)
    loaded.whole = whole
    return loaded


def _open(source, report):
    known = frozenset(header_fold(column) for column in source.register.names)
    try:
        if source.path.suffix.casefold() == ".xlsx":
            if source.path.stat().st_size == 0:
                report("tom_fil")
                return None
            return open_excel(source.path, source.register.name, known, header_fold, report)
        if source.path.suffix.casefold() == ".parquet":
            if source.path.stat().st_size == 0:
                report("tom_fil")
                return None
            return open_parquet(source.path, report)
        return open_csv(source.path, known, header_fold, source.separator, report)
    except OSError:
        report("ulaeselig")
        return None


def _parse_piece(source, fields, piece, seen, findings, used):
    context = source.context
    if source.path.suffix.casefold() != ".csv":
        context = context._replace(dates="iso")
    values, bad = {}, np.zeros(len(piece.lines), dtype=bool)
    for field, cells in zip(fields, piece.cells, strict=False):
        column = field.column
        if column is None:
            continue
        text = pa.types.is_string(cells.type) and cells.null_count == 0
        parsed = (parse_column if text else parse_typed)(column, cells, context, seen[column.name])
        if parsed is None:
            if column.name not in used:
                facts = {"found": str(cells.type), "expected": column.kind}
                findings.add("kolonnetype", source.path.name, None, column.name, **facts)
            used[column.name] = bad[:] = True
            continue
        values[column.name] = parsed.values
        for rule, positions in parsed.broken.items():
            facts = {"expected": expected(column)}
            findings.add_lines(rule, source.path.name, piece.lines[positions], column.name, **facts)
            if is_error(rule):
                bad[positions] = True
    return values, bad


def expected(column) -> str:
    """What a column wants, in words that come from the catalogue."""
    if column.values:
        return ", ".join(column.values)
    if column.kind == "bydel":
        return ", ".join(bydel_names().values())
    if column.kind == "bydel_nr":
        return "01-10"
    if column.kind == "omraade":
        return "01-35 eller et områdenavn fra skabelonen"
    if column.kind == "code":
        return column.dansk
    if column.kind == "date":
        return "åååå-mm-dd"
    low, high = column.low, column.high
    return f"{low if low is not None else ''}-{high if high is not None else ''}"


def _outside(fields, line, report):
    """Positions outside the agreement; those named like CPR are refused at once."""
    suspects = [field for field in fields if field.column is None]
    for field in suspects:
        if named_like_cpr(field):
            report("kolonne_cpr", line, field.shown)
    return [field for field in suspects if not named_like_cpr(field)]


def _watch_outside(suspects, piece, line, report, named):
    for field in suspects:
        if field.number in named or field.number > len(piece.cells):
            continue
        cells = as_text(piece.cells[field.number - 1])
        if looks_like_cpr(cells):
            named.add(field.number)
            report("kolonne_cpr", line, field.shown or f"nr. {field.number}")
        elif field.shown is None and pc.any(pc.greater(pc.binary_length(cells), 0)).as_py():
            named.add(field.number)
            report("kolonne_uden_navn", line, None, number=field.number)


def _outside_named(suspects, named, line, report):
    for field in suspects:
        if field.number not in named and field.shown is not None:
            report("kolonne_ekstra", line, field.shown)


def _complete(register, values, length):
    """All columns of the register in its order; a column that was not delivered is missing throughout."""
    columns = {}
    for column in register.columns:
        if column.name in values:
            columns[column.name] = values[column.name]
        else:
            columns[column.name] = pd.Series([None] * length, dtype=DTYPES.get(column.kind, "str"))
    return pd.DataFrame(columns, index=range(length))


def stacked(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Compact pieces one below the other; the pieces are emptied column by column, so that nothing is held twice."""
    if len(frames) == 1:
        return frames[0]
    columns = {}
    for name in list(frames[0]):
        parts = [frame.pop(name) for frame in frames]
        listed = isinstance(parts[0].dtype, pd.CategoricalDtype)
        columns[name] = (
            pd.api.types.union_categoricals(parts, sort_categories=True)
            if listed
            else pd.concat(parts, ignore_index=True)
        )
    return pd.DataFrame(columns, copy=False)


def _check_sum(source, small, report):
    if source.control_sum is None or "antal" not in small:
        return
    if abs(float(small["antal"].sum()) - float(source.control_sum)) > 0.5:
        report("kontrolsum_passer_ikke", None, "antal")
