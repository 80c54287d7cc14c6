"""What other issues have shown and withheld: the one can be known for ever, the other stays so; revisions are told."""

import io
from collections.abc import Mapping

import pandas as pd

from sikkerby_eval.judge.disclosure.cells import KEY_COLUMNS
from sikkerby_eval.judge.disclosure.publication import MIN_COUNT, MISSING, SHOWN, WITHHELD, PublishedTable, row_ids

UNCHANGED, REVISED, REVISED_BY_FEW = "uændret", "ændret", "ændret (under 5)"
NEW, GONE, NOW_SHOWN, NOW_WITHHELD = "ny", "udgået", "nu vist", "nu ikke vist"
STATUSES = {"vist": SHOWN, "tilbageholdt": WITHHELD, "mangler": MISSING}
NUMBERS = ["numerator", "denominator", "value", "ci_low", "ci_high"]


def add_issue(ledger: pd.DataFrame | None, tables: Mapping[str, PublishedTable], *, issue: str) -> pd.DataFrame:
    """Add the rows of an issue to the ledger of what the public knows, and of what it is not to know.

    Parameters
    ----------
    ledger
        What this function returned for the issue before; None for the first.
    tables
        The issue's tables.
    issue
        Its name, such as ``2013``.

    Returns
    -------
    DataFrame
        The columns of ``PublishedTable.frame`` and ``issue``: of each row the numbers last shown, and that it was
        withheld. It holds what was published alone and may be kept as CSV or Parquet.
    """
    told = pd.concat([table.frame for table in tables.values()], ignore_index=True)
    told = told[told["status"].isin([SHOWN, WITHHELD])].assign(issue=issue)
    return pd.concat([ledger, told]).drop_duplicates(["row_id", "status"], keep="last", ignore_index=True)


def shown_elsewhere(file: str) -> pd.DataFrame | None:
    """Read what other reports have shown and withheld, as the build writes it beside the run.

    Parameters
    ----------
    file
        Path of a CSV file: ``metric, period, area, group, numerator, denominator, value, unit, method, n_persons,
        basis, status`` (vist, tilbageholdt) and ``later`` (ja, nej): whether the report is not an earlier one. Empty
        for none.

    Returns
    -------
    DataFrame or None
        The ledger for ``protect_all``.
    """
    if not file:
        return None
    frame = _read(file)
    return frame.assign(status=frame["status"].replace(STATUSES), later=frame["later"] == "ja")


def read_results(content: bytes) -> pd.DataFrame:
    """Read a report's ``results.csv`` back as the rows it was written from, with ``row_id``.

    Returns
    -------
    DataFrame
        The columns of ``PublishedTable.frame``; of rows that stand in two tables of the report, the first.
    """
    frame = _read(io.BytesIO(content))
    frame = frame.assign(status=frame["status"].replace(STATUSES)).drop_duplicates([*KEY_COLUMNS, "method"])
    told_twice = frame.duplicated(KEY_COLUMNS, keep=False) & (frame["status"] == WITHHELD)
    return frame[~told_twice].assign(row_id=lambda kept: row_ids(kept)).reset_index(drop=True)


def _read(source) -> pd.DataFrame:
    frame = pd.read_csv(source, sep=";", dtype="string", keep_default_na=False, encoding="utf-8-sig")
    for name in frame.columns.intersection([*NUMBERS, "n_persons"]):
        frame[name] = pd.to_numeric(frame[name].str.replace(",", ".").replace("", pd.NA)).astype("Float64")
    texts = frame.columns.difference([*NUMBERS, "n_persons"])
    # A spreadsheet's apostrophe stands before text that looks like a formula.
    frame[texts] = frame[texts].apply(lambda column: column.str.replace(r"^'(?=[=+\-@\t\r])", "", regex=True))
    return frame.astype({"n_persons": "Int64"})


def revisions(
    before: PublishedTable | pd.DataFrame, now: PublishedTable | pd.DataFrame, *, min_count: int = MIN_COUNT
) -> pd.DataFrame:
    """Tell which numbers differ from last year's issue.

    Parameters
    ----------
    before, now
        The same table in two issues, also as read back from the published files.
    min_count
        Differences of fewer persons than this are not told apart.

    Returns
    -------
    DataFrame
        ``row_id, change, numerator_before, numerator_now``; the change is ``uændret``, ``ændret``, ``ændret (under 5)``
        (a revision by 1 to 4 persons; both numbers are then missing here), ``nu vist``, ``nu ikke vist``, ``ny`` or
        ``udgået``.
    """
    before, now = (each.frame if isinstance(each, PublishedTable) else each for each in (before, now))
    columns = ["row_id", "status", "n_persons", *NUMBERS]
    both = before[columns].merge(now[columns], on="row_id", how="outer", suffixes=("_before", "_now"))
    moved = (both["numerator_now"] - both["numerator_before"]).abs()
    base_moved = (both["denominator_now"] - both["denominator_before"]).abs()
    few = (moved.between(1, min_count - 1) | base_moved.between(1, min_count - 1)).fillna(False)
    differs = pd.Series(False, index=both.index)
    for name in NUMBERS:
        old, new = both[f"{name}_before"], both[f"{name}_now"]
        differs |= ((old - new).abs() > 1e-9).fillna(False) | (old.isna() != new.isna())
    was, is_now = both["status_before"], both["status_now"]
    # Of a number that neither shows there is nothing to tell, although its base may be shown and have moved.
    compared = ((was == SHOWN) | (is_now == SHOWN)).fillna(False)
    differs, few = differs & compared, few & compared
    change = pd.Series(UNCHANGED, index=both.index, dtype="string").mask(differs, REVISED).mask(few, REVISED_BY_FEW)
    change = change.mask((was != SHOWN) & (is_now == SHOWN), NOW_SHOWN).mask(
        (was == SHOWN) & (is_now != SHOWN), NOW_WITHHELD
    )
    change = change.mask(was.isna(), NEW).mask(is_now.isna(), GONE)
    told = both[["row_id"]].assign(change=change)
    for when in ("before", "now"):
        told[f"numerator_{when}"] = both[f"numerator_{when}"].mask(change == REVISED_BY_FEW)
    return told
