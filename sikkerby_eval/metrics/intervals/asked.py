"""What an interval is asked of: counts in columns of one length, and a confidence; refused where they cannot be."""

import numpy as np
import pandas as pd
from scipy.special import ndtri


def counts(**columns) -> tuple:
    """Turn named counts (numbers, arrays, Series) into float arrays of one length, and the index they share.

    Returns
    -------
    tuple
        The index, then one array per column, missing as NaN.

    Raises
    ------
    ValueError
        On text, negatives, infinite counts, unequal lengths or unequal indexes (rows would be paired at random).
    """
    indexes = [column.index for column in columns.values() if isinstance(column, pd.Series)]
    if any(not index.equals(indexes[0]) for index in indexes):
        raise ValueError(f"{', '.join(columns)} must have the same index, or rows would be paired wrongly")
    arrays = []
    for name, column in columns.items():
        try:
            array = pd.Series(column).to_numpy(dtype=float, na_value=np.nan)
        except (TypeError, ValueError):
            raise ValueError(f"{name} must hold numbers only") from None
        if wrong := int((array < 0).sum()):
            raise ValueError(f"{name} is negative in {wrong} rows")
        if wrong := int(np.isinf(array).sum()):
            raise ValueError(f"{name} is infinite in {wrong} rows")
        arrays.append(array)
    length = len(indexes[0]) if indexes else max(len(array) for array in arrays)
    if any(len(array) not in (1, length) for array in arrays):
        raise ValueError(f"{', '.join(columns)} must be equally long")
    index = indexes[0] if indexes else pd.RangeIndex(length)
    return index, *(np.broadcast_to(array, length) for array in arrays)


def critical_value(confidence) -> float:
    """Return the two-sided point of the normal distribution (1.96 at 0.95), or refuse the confidence."""
    return float(-ndtri((1 - checked_confidence(confidence)) / 2))


def checked_confidence(confidence) -> float:
    """Give a confidence back, or refuse one that is no share."""
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie strictly between 0 and 1: 0.95, not 95")
    return confidence


def refuse_zero(**columns):
    """Refuse denominators and exposures of zero, named, with the number of rows."""
    for name, column in columns.items():
        if wrong := int((column == 0).sum()):
            raise ValueError(f"{name} is zero in {wrong} rows: of nothing there is no share or rate; leave it missing")


def refuse_impossible_shares(numerator, denominator):
    """Refuse shares of nobody, and shares above 1, with the number of rows."""
    refuse_zero(denominator=denominator)
    if wrong := int((numerator > denominator).sum()):
        raise ValueError(f"numerator above its denominator in {wrong} rows: a share cannot exceed 1 (a rate may)")
