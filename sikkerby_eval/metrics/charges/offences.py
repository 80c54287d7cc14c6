"""How clearly an offence code belongs to the levels of SSP København: certainly, perhaps, not at all, or unknown."""

import numpy as np
import pandas as pd

PERSONFARLIG = (4,)
SERIOUS = (3, 4)
OUTSIDE, AMBIGUOUS, CLEAR = "udenfor", "tvetydig", "entydig"
STATUSES = pd.CategoricalDtype([OUTSIDE, AMBIGUOUS, CLEAR], ordered=True)
UNMAPPED = "ukendt kode"
_OPEN = 10**7  # days; further off than any date of a register


def offence_status(
    offence_codes: pd.Series, dates: pd.Series, levels: pd.DataFrame, *, at_levels: tuple[int, ...] = PERSONFARLIG
) -> pd.Series:
    """Say for each offence whether its code certainly, perhaps or not at all belongs to the given SSP levels.

    Unit: offence. The date of the offence chooses the row of a dated mapping.

    Parameters
    ----------
    offence_codes, dates
        Four-digit codes and dates of offence, equally long. An offence without a date finds undated rows only.
    levels
        ``gerningskode, level, status`` and, where the mapping is dated, ``valid_from, valid_to`` (both days
        included, missing is open).
    at_levels
        4 is personfarlig, 3 alvorlig.

    Returns
    -------
    Series
        Ordered categories ``udenfor < tvetydig < entydig`` on the index of ``offence_codes``; missing where the
        mapping has no row for the code on that date, so that an unmapped code is never taken for a harmless one.

    Raises
    ------
    ValueError
        If a status is unknown or two rows of the mapping claim the same code on the same date.

    Source: the programme paper of 13 April 2010, Bilag 1 section 5.4 (levels 3 and 4 of SSP København).
    """
    if not levels["status"].isin(STATUSES.categories).all():
        raise ValueError(f"the status of an offence code is one of {', '.join(STATUSES.categories)}")
    counts_at = levels["status"].where(levels["level"].isin(at_levels), OUTSIDE)
    rows = _mapping_rows(offence_codes, dates, levels)
    status = pd.Categorical(counts_at, dtype=STATUSES).codes[rows]
    return pd.Series(
        pd.Categorical.from_codes(np.where(rows < 0, -1, status), dtype=STATUSES), index=offence_codes.index
    )


def charges_by_offence(charges: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Count the charges and the persons behind each offence code, also the codes that the mapping does not know.

    Population: all charges delivered. Period: all years together. The counts of separate groups of persons add up.

    Parameters
    ----------
    charges
        ``person_id, sigtelsesdato, gerningsdato, gerningskode``.
    levels
        As for ``offence_status``.

    Returns
    -------
    DataFrame
        ``gerningskode, level, status, charges, persons``; ``status`` is ``ukendt kode`` and ``level`` missing where
        the mapping has no row. Persons without id are in ``charges`` only.

    Raises
    ------
    ValueError
        As for ``offence_status``.
    """
    rows = _mapping_rows(charges["gerningskode"], offence_dates(charges), levels)
    listed = charges[["gerningskode", "person_id"]].assign(row=rows)
    by_offence = listed.groupby(["gerningskode", "row"], dropna=False)["person_id"]
    counts = by_offence.agg(charges="size", persons="nunique").reset_index()
    mapped = levels.reset_index(drop=True).reindex(counts.pop("row").to_numpy())[["level", "status"]]
    counts.insert(1, "level", mapped["level"].astype("Int8").array)
    counts.insert(2, "status", mapped["status"].astype("str").fillna(UNMAPPED).array)
    return counts


def offence_dates(charges: pd.DataFrame) -> pd.Series:
    """The date of the offence, and the date of the charge where the offence has none.

    Returns
    -------
    Series
        Dates on the index of ``charges``.
    """
    return charges["gerningsdato"].fillna(charges["sigtelsesdato"])


def _mapping_rows(offence_codes: pd.Series, dates: pd.Series, levels: pd.DataFrame) -> np.ndarray:
    # One sorted key of code and first day, so that a dated and an undated mapping are looked up in the same way.
    numbers, known = pd.factorize(levels["gerningskode"])
    first = _days(levels.get("valid_from"), len(levels), missing=-_OPEN)
    last = _days(levels.get("valid_to"), len(levels), missing=_OPEN)
    order = np.lexsort((first, numbers))
    numbers, first, last = numbers[order], first[order], last[order]
    if (first > last).any() or ((numbers[1:] == numbers[:-1]) & (first[1:] <= last[:-1])).any():
        raise ValueError("a row of the offence mapping ends before it starts, or two claim one code on the same date")
    positions, distinct = pd.factorize(offence_codes)
    wanted = np.append(pd.Index(known).get_indexer(distinct), -1)[positions]
    day = _days(dates, len(dates), missing=-_OPEN)
    row = np.searchsorted(numbers * 4 * _OPEN + first, wanted * 4 * _OPEN + day, side="right") - 1
    nearest = np.maximum(row, 0)
    found = (wanted >= 0) & (row >= 0) & (numbers[nearest] == wanted) & (day <= last[nearest])
    return np.where(found, order[nearest], -1)


def _days(dates: pd.Series | None, length: int, *, missing: int) -> np.ndarray:
    if dates is None:
        return np.full(length, missing)
    days = pd.to_datetime(dates).to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), missing, days.astype("int64"))
