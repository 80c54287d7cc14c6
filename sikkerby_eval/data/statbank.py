"""Statistics Denmark's exports: matrix CSV, BULK CSV and JSON-stat in, one tidy frame of reported offences out."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from sikkerby_eval.data.published import reports_by_quarter
from sikkerby_eval.data.read.codes import bare_offence
from sikkerby_eval.data.read.findings import DeliveryError, Findings
from sikkerby_eval.data.read.statbank_file import NOT_PRINTED, PERIOD, read_export
from sikkerby_eval.data.reference import municipalities, offence_groups, offence_levels

NUL = "-"
"""Statistics Denmark's sign of nil."""

TOTAL = "Overtrædelsens art i alt"
PERIOD_FORM = "2007, 2007K1 eller 2007M01"
NAMES = {"område": "omraade", "overtræd": "overtraedelse", "overtrædelsens art": "overtraedelse", "tid": "periode"}
KEY = ["omraade", "overtraedelse", "periode"]
SERIES_KEY = ["period", "area", "group"]


class Extended(NamedTuple):
    """``series`` is the series with what the newer file adds; ``revisions`` what the two give differently."""

    series: pd.DataFrame
    revisions: pd.DataFrame


def read_statbank(path: str | Path) -> pd.DataFrame:
    """Read one export of reported offences, whichever of the three formats it has.

    Population: reported offences. Unit: one count per area, offence and period. A matrix that leaves the offence
    blank has summed over it, so its rows are the total.

    Parameters
    ----------
    path
        Matrix CSV (comma, quoted, latin-1 or utf-8, periods across), BULK CSV (semicolon, utf-8) or JSON-stat 1 or 2.

    Returns
    -------
    DataFrame
        omraade, overtraedelse, periode, antal (``Int64``; nil is 0, unpublished is missing), tegn (the sign that
        stands for a missing figure, else missing). Rows in the order of the file.

    Raises
    ------
    DeliveryError
        With every fault of the file: line, column and rule, and no value.
    """
    path, findings = Path(path), Findings()
    cells = list(_cells(path, findings) or ())
    if not cells and not findings.count("error"):
        findings.add("ingen_raekker", path.name)
    _refuse(findings)
    lines, frame = [line for line, *_ in cells], pd.DataFrame([cell for _, *cell in cells], columns=[*KEY, "tegn"])
    _check(frame, lines, path.name, findings)
    _refuse(findings)
    signs = frame["tegn"].isin(NOT_PRINTED)
    numbers = pd.to_numeric(frame["tegn"].replace(NUL, "0").mask(signs)).astype("Int64")
    tidy = frame.assign(antal=numbers, tegn=frame["tegn"].where(signs))
    return tidy.astype(dict.fromkeys([*KEY, "tegn"], "string"))[[*KEY, "antal", "tegn"]]


def as_reports(
    counts: pd.DataFrame,
    *,
    source: str,
    source_date: str | None = None,
    url: str | None = None,
    area: str = "København",
) -> pd.DataFrame:
    """Put one area of a read export into the shape of the published series of reports per quarter.

    Parameters
    ----------
    counts
        From ``read_statbank``.
    source, source_date, url
        Where the file came from; ``source`` is required, since a figure without one is not shown.
    area
        The area to keep.

    Returns
    -------
    DataFrame
        The columns of ``published.reports_by_quarter``.

    Raises
    ------
    DeliveryError
        If an offence is not in Statistics Denmark's list, or the file has nothing on the area.
    """
    findings = Findings()
    city = counts[counts["omraade"] == area]
    groups, texts = _offence_codes(city["overtraedelse"])
    if groups.isna().any():
        findings.add("ikke_i_liste", source, None, "overtraedelse", expected="STRAF11")
    if city.empty:
        findings.add("aar_uden_data", source, expected=area)
    _refuse(findings)
    origin = {"source": source, "source_date": source_date, "url": url}
    frame = city.rename(columns={"periode": "period", "omraade": "area", "antal": "reports"})
    frame = frame.assign(group=groups, group_da=texts, **origin).astype(dict.fromkeys(origin, "string"))
    return frame[reports_by_quarter().columns].reset_index(drop=True)


def extended(published: pd.DataFrame, newer: pd.DataFrame, *, revised_from: str | None = None) -> Extended:
    """Add a newer series to a published one, and list every figure on which they differ.

    A figure in only one of them is kept; one that both have stays as first published, except from ``revised_from``
    on, the first period that the newer source says it has revised. A missing figure is filled by the other.

    Parameters
    ----------
    published, newer
        In the shape of ``published.reports_by_quarter``.
    revised_from
        A period such as ``2022K1``; missing means that nothing is overwritten.

    Returns
    -------
    Extended
        ``series`` in the same shape, by group and period; ``revisions`` with period, area, group, published, newer,
        used. Both are new frames.

    Raises
    ------
    ValueError
        If a series has the same period, area and group twice.

    Example: published 2022K1 = 10, newer 2022K1 = 12 and 2022K2 = 5 give 2022K1 = 10, 2022K2 = 5 and one revision
    (10, 12, used 10).
    """
    old, new = (frame.dropna(subset="reports").set_index(SERIES_KEY) for frame in (published, newer))
    if not (old.index.is_unique and new.index.is_unique):
        raise ValueError("a series has the same period, area and group twice")
    both = old.index.intersection(new.index)
    changed = both[old.loc[both, "reports"].to_numpy() != new.loc[both, "reports"].to_numpy()]
    later = changed[[revised_from is not None and period >= revised_from for period, *_ in changed]]
    series = pd.concat([old.drop(index=later), new.loc[new.index.difference(old.index).union(later)]])
    figures = [old.loc[changed, "reports"], new.loc[changed, "reports"], series.loc[changed, "reports"]]
    revisions = pd.concat(figures, axis="columns", keys=["published", "newer", "used"]).reset_index()
    ordered = series.reset_index()[list(published.columns)].sort_values(["area", "group", "period"], ignore_index=True)
    return Extended(ordered, revisions)


def reports_with(folder: str | Path, *, revised_from: str | None = None) -> Extended:
    """Extend the published reports per quarter with every STRAF11 file in a folder, in the order of their names.

    Files are named ``straf11*.csv`` or ``straf11*.json``; a folder without any gives the published series.

    Raises
    ------
    DeliveryError
        As for ``read_statbank`` and ``as_reports``.
    """
    series, revisions = reports_by_quarter(), []
    for path in sorted(
        p for p in Path(folder).glob("[sS][tT][rR][aA][fF]11*") if p.suffix.lower() in (".csv", ".json")
    ):
        newer = as_reports(read_statbank(path), source=f"Danmarks Statistik, STRAF11 ({path.name})")
        series, revised = extended(series, newer, revised_from=revised_from)
        revisions.append(revised.assign(file=path.name))
    none = pd.DataFrame(columns=[*SERIES_KEY, "published", "newer", "used", "file"])
    return Extended(series, pd.concat(revisions, ignore_index=True) if revisions else none)


def _refuse(findings):
    if findings.count("error"):
        raise DeliveryError(findings)


def _cells(path, findings):
    """Yield line, area, offence, period and the figure's own text."""

    def report(rule, line, column, **facts):
        findings.add(rule, path.name, line, column, **facts)

    export = read_export(path.read_bytes(), report)
    if export is None:
        return
    if "" in export.names:
        yield from _matrix(export, report)
        return
    columns = [NAMES.get(name, name) for name in export.names]
    absent = [column for column in KEY if column not in columns]
    for column in absent:
        report("kolonne_mangler", None, column, suggestion="")
    places = [columns.index(column) for column in KEY if column in columns]
    for line, labels, figure in export.rows if not absent else ():
        yield line, *(labels[place] for place in places), figure


def _matrix(export, report):
    """A matrix does not name its variables: the area is known by its label, and what is left is the offence."""
    areas, wrong = _areas(), set()
    for line, (*labels, period), figure in export.rows:
        here = [place for place, label in enumerate(labels) if label in areas]
        if len(here) == 1:
            offence = next((label for place, label in enumerate(labels) if label and place != here[0]), TOTAL)
            yield line, labels[here[0]], offence, period, figure
        elif line not in wrong:
            wrong.add(line)
            report("ikke_i_liste", line, "område", expected="Danmarks kommuner, Hele landet")


def _check(frame, lines, name, findings):
    lines = pd.Series(lines, index=frame.index, dtype=object)
    figure = frame["tegn"].str
    faults = [
        ("mangler", "omraade", frame["omraade"] == "", {}),
        ("mangler", "antal", frame["tegn"] == "", {}),
        ("negativt", "antal", figure.fullmatch(r"[-−]\d+"), {}),
        ("ikke_tal", "antal", ~figure.fullmatch(r"|[-−]?\d+|-|\.{1,3}|…"), {}),
        ("ikke_kode", "periode", ~frame["periode"].str.fullmatch(PERIOD), {"expected": PERIOD_FORM}),
    ]
    for rule, column, wrong, facts in faults:
        findings.add_lines(rule, name, list(lines[wrong]), column, **facts)
    first = lines.groupby([frame[column] for column in KEY]).transform("first")
    for line, other in zip(lines[frame.duplicated(KEY)], first[frame.duplicated(KEY)], strict=True):
        findings.add("noegle", name, line, other=other)


def _areas():
    regions = {"Hele landet", "Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland"}
    return set(municipalities()["name"]) | regions | {f"Region {region}" for region in regions} | {"Uoplyst kommune"}


def _offence_codes(labels):
    """The code and text of each label, which may be the text, the code, or both."""
    known = pd.concat(
        [offence_groups().set_index("code")["tekst_da"], offence_levels().set_index("gerningskode")["tekst_da"]]
    )
    codes = dict(zip(known, known.index, strict=True)) | {code: code for code in known.index}
    found = labels.map(bare_offence).map(codes).astype("string")
    return found, found.map(known).astype("string")
