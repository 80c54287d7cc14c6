"""One file → typed frame, lines and findings; text becomes values here and nowhere else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sikkerby_eval.data.read.catalogue_words import expected, stored_as
from sikkerby_eval.data.read.columns import DAY, as_text, is_error, looks_like_cpr, parse_column, parse_typed, typed
from sikkerby_eval.data.read.compact import HASHED, LISTED, compact, rising
from sikkerby_eval.data.read.csv_file import open_csv
from sikkerby_eval.data.read.findings import Findings, masked
from sikkerby_eval.data.read.from_statbank import open_export
from sikkerby_eval.data.read.header import header_fold, match_header, named_like_cpr
from sikkerby_eval.data.read.pieces import Lines, ahead
from sikkerby_eval.data.read.rules import outside_period, row_rules
from sikkerby_eval.data.read.statbank_file import looks_like_export
from sikkerby_eval.data.read.table_file import open_excel, open_parquet

ROW_FAULTS = frozenset(
    {"for_mange_felter", "for_faa_felter", "anfoerselstegn", "styretegn", "uafsluttet", "totalraekke", "ikke_1_januar"}
)
HEAD = 1 << 12
COLUMNS_AT_ONCE = pa.cpu_count()


@dataclass(slots=True)
class Loaded:
    """What is remembered of one file: ``small`` holds what rules across rows and registers need of every row.

    ``lines`` is the line of each row, ``faulty`` whether the row has an error; ``periods`` the distinct values of the
    register's period column; ``unique`` is true when the key is one column that came in rising order; ``dropped``
    counts rows that could not be taken apart, and ``whole`` is false when a fault concerns the file as such.
    """

    name: str
    small: pd.DataFrame
    lines: Lines
    faulty: np.ndarray
    periods: pd.Series
    unique: bool
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
    kept, lines, faulty, periods, total = {}, Lines.none(), [], [], 0.0
    errors = findings.count("error", masked(name))
    dropped, whole, reported = 0, True, []
    unique, last = len(register.key) == 1 and register[register.key[0]].kind in HASHED, []

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
        suspects, named, used = _outside(fields, opened.header_line, report), set(), {}
        seen = {column.name: {} for column in register.columns}
        for piece, faults in ahead(opened.pieces, reported):
            for place, facts in faults:
                report(*place, **facts)
            if piece is None:
                break
            values, small, bad = _parse_piece(source, fields, piece, seen, findings, used, forget)
            _watch_outside(suspects, piece, opened.header_line, report, named)
            for broken in _broken(source, small):
                at = piece.lines[broken.positions]
                findings.add_lines(broken.rule, name, at, broken.column, **broken.facts)
                if is_error(broken.rule):
                    bad[broken.positions] = True
            if unique:
                keys = pd.concat([*last, values[register.key[0]]], ignore_index=True)
                unique, last = rising(keys), [keys[-1:]]
            if register.period:
                periods.append(_distinct(small[register.period]))
            if source.control_sum is not None and "antal" in small:
                total += float(small["antal"].sum())
            kept = _grown(kept, small.drop(columns=forget, errors="ignore"))
            lines = lines.followed_by(piece.lines)
            faulty.append(bad)
            if take is not None:
                take(_spelled_out(values))
        _outside_named(suspects, named, opened.header_line, report)
        if not len(lines) and findings.count("error", masked(name)) == errors:
            report("ingen_raekker", opened.header_line)
    if not len(lines):
        kept = _grown({}, pd.DataFrame(compact(register.columns, _missing(register.columns, 0), forget)))
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
        _distinct(pd.concat(periods, ignore_index=True)) if periods else pd.Series(dtype="datetime64[s]"),
        unique,
        dropped,
        whole,
    )


def _broken(source, small):
    """Rules that concern one row."""
    if len(small):
        yield from row_rules(source.register, small)
        yield from outside_period(source.register, small, source.period)


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


def _parse_piece(source, fields, piece, seen, findings, used, forget):
    """The register's columns of a piece as researchers get them and as rules need them, and which rows are faulty."""
    context, register = source.context, source.register
    if source.path.suffix.casefold() != ".csv":
        context = context._replace(dates="iso")
    delivered = [(field.column, cells) for field, cells in zip(fields, piece.cells, strict=False) if field.column]
    bad = np.zeros(len(piece.lines), dtype=bool)

    def parsed_and_compact(place):
        column, cells = delivered[place]
        text = pa.types.is_string(cells.type) and cells.null_count == 0
        parsed = (parse_column if text else parse_typed)(column, cells, context, seen[column.name])
        values = _missing([column], len(bad))[column.name] if parsed is None else parsed.values
        return parsed, values, compact([column], {column.name: values}, forget)

    with ThreadPoolExecutor(COLUMNS_AT_ONCE, "columns") as workers:
        read = list(workers.map(parsed_and_compact, range(len(delivered))))
    values, small = {}, {}
    for (column, cells), (parsed, typed_cells, compact_cells) in zip(delivered, read, strict=True):
        values[column.name] = typed_cells
        small |= compact_cells
        if parsed is None:
            if column.name not in used:
                facts = {"found": str(cells.type), "expected": stored_as(column)}
                findings.add("kolonnetype", source.path.name, None, column.name, **facts)
            used[column.name] = bad[:] = True
            continue
        for rule, positions in parsed.broken.items():
            facts = {"expected": expected(column)}
            findings.add_lines(rule, source.path.name, piece.lines[positions], column.name, **facts)
            if is_error(rule):
                bad[positions] = True
    undelivered = [column for column in register.columns if column.name not in values]
    values |= _missing(undelivered, len(bad))
    small |= compact(undelivered, values, forget)
    in_order = [name for name in register.names if name in small]
    return (
        {name: values[name] for name in register.names},
        pd.DataFrame({name: small[name] for name in in_order}, copy=False),
        bad,
    )


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


def _missing(columns, length):
    """Columns that are missing throughout."""
    nothing = np.zeros(length, dtype=np.intp)
    return {
        column.name: pd.Series(typed(column, [None]).array.take(nothing), index=range(length), copy=False)
        for column in columns
    }


def _spelled_out(columns):
    """The frame as researchers get it, with text instead of categories."""
    return pd.DataFrame(
        {
            name: values.astype("str") if isinstance(values.dtype, pd.CategoricalDtype) else values
            for name, values in columns.items()
        },
        copy=False,
    )


def _distinct(values):
    """The distinct dates or years, without sorting all of them."""
    if not pd.api.types.is_datetime64_dtype(values):
        return values.dropna().drop_duplicates()
    seconds = values.dropna().to_numpy().view(np.int64)
    if not len(seconds):
        return values[:0]
    days = seconds // DAY
    there = np.zeros(days.max() - days.min() + 1, dtype=bool)
    there[days - days.min()] = True
    return pd.Series(((np.flatnonzero(there) + days.min()) * DAY).view("datetime64[s]"))


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
