"""What earlier issues have shown: nothing that was published can be withheld again, and revisions are told."""

from collections.abc import Mapping

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import MIN_COUNT, SHOWN, PublishedTable

UNCHANGED, REVISED, REVISED_BY_FEW = "uændret", "ændret", "ændret (under 5)"
NEW, GONE, NOW_SHOWN, NOW_WITHHELD = "ny", "udgået", "nu vist", "nu ikke vist"
NUMBERS = ["numerator", "denominator", "value", "ci_low", "ci_high"]


def add_issue(ledger: pd.DataFrame | None, tables: Mapping[str, PublishedTable], *, issue: str) -> pd.DataFrame:
    """Add the shown rows of an issue to the ledger of what the public knows.

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
        The columns of ``PublishedTable.frame`` and ``issue``: of each row the numbers last shown. It holds published
        numbers alone and may be kept as CSV or Parquet.
    """
    shown = pd.concat([table.frame for table in tables.values()], ignore_index=True)
    shown = shown[shown["status"] == SHOWN].assign(issue=issue)
    return pd.concat([ledger, shown]).drop_duplicates("row_id", keep="last", ignore_index=True)


def shown_elsewhere(file: str) -> pd.DataFrame | None:
    """Read what other reports have shown, as the build writes it beside the run.

    Parameters
    ----------
    file
        Path of a CSV file: ``metric, period, area, group, numerator, denominator, value, unit, method, n_persons,
        basis`` of shown rows, and ``later`` (ja, nej): whether the report is not an earlier one. Empty for none.

    Returns
    -------
    DataFrame or None
        The ledger for ``protect_all``.
    """
    if not file:
        return None
    texts = ["metric", "period", "area", "group", "unit", "method", "basis", "later"]
    frame = pd.read_csv(file, sep=";", decimal=",", dtype=dict.fromkeys(texts, "string"), keep_default_na=False)
    for name in ("numerator", "denominator", "value", "n_persons"):
        frame[name] = pd.to_numeric(frame[name].astype("string").str.replace(",", "."), errors="coerce")
    frame = frame.astype({"numerator": "Float64", "denominator": "Float64", "value": "Float64", "n_persons": "Int64"})
    # A spreadsheet's apostrophe stands before text that looks like a formula.
    frame[texts] = frame[texts].apply(lambda column: column.str.replace(r"^'(?=[=+\-@\t\r])", "", regex=True))
    return frame.assign(later=frame["later"] == "ja")


def revisions(
    before: PublishedTable | pd.DataFrame, now: PublishedTable, *, min_count: int = MIN_COUNT
) -> pd.DataFrame:
    """Tell which numbers differ from last year's issue.

    Parameters
    ----------
    before, now
        The same table in two issues; ``before`` may be read back from the published file.
    min_count
        Differences of fewer persons than this are not told apart.

    Returns
    -------
    DataFrame
        ``row_id, change, numerator_before, numerator_now``; the change is ``uændret``, ``ændret``, ``ændret (under 5)``
        (a revision by 1 to 4 persons; both numbers are then missing here), ``nu vist``, ``nu ikke vist``, ``ny`` or
        ``udgået``.
    """
    before = before.frame if isinstance(before, PublishedTable) else before
    columns = ["row_id", "status", "n_persons", *NUMBERS]
    both = before[columns].merge(now.frame[columns], on="row_id", how="outer", suffixes=("_before", "_now"))
    moved = (both["numerator_now"] - both["numerator_before"]).abs()
    base_moved = (both["denominator_now"] - both["denominator_before"]).abs()
    few = (moved.between(1, min_count - 1) | base_moved.between(1, min_count - 1)).fillna(False)
    differs = pd.Series(False, index=both.index)
    for name in NUMBERS:
        old, new = both[f"{name}_before"], both[f"{name}_now"]
        differs |= ((old - new).abs() > 1e-9).fillna(False) | (old.isna() != new.isna())
    was, is_now = both["status_before"], both["status_now"]
    change = pd.Series(UNCHANGED, index=both.index, dtype="string").mask(differs, REVISED).mask(few, REVISED_BY_FEW)
    change = change.mask((was != SHOWN) & (is_now == SHOWN), NOW_SHOWN).mask(
        (was == SHOWN) & (is_now != SHOWN), NOW_WITHHELD
    )
    change = change.mask(was.isna(), NEW).mask(is_now.isna(), GONE)
    told = both[["row_id"]].assign(change=change)
    for when in ("before", "now"):
        told[f"numerator_{when}"] = both[f"numerator_{when}"].mask(change == REVISED_BY_FEW)
    return told
