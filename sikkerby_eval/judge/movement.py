"""Whether a number has moved from one period to another, or only as far as its uncertainty goes."""

from collections.abc import Mapping
from math import hypot
from typing import Literal

import pandas as pd

Movement = Literal["rose", "fell", "was_unchanged", "within_uncertainty"]


def movement(first: Mapping, last: Mapping) -> Movement:
    """Say which way a number went, if its intervals can tell.

    The two intervals are combined into one for the difference, as Newcombe does for two shares: each end is as far
    from the difference as the two distances at right angles. It takes the two numbers as independent, which is
    conservative where the same persons are behind both.

    Parameters
    ----------
    first, last
        Two rows of one series: ``value, ci_low, ci_high``.

    Returns
    -------
    str
        ``within_uncertainty`` where the interval for the difference holds 0; without intervals on both, the way that
        the two values themselves went.

    Source: Newcombe 1998 (Statistics in Medicine 17:873), method 10; Zou & Donner 2008 (Statistics in Medicine
    27:1693) for any number with an interval.
    """
    change = last["value"] - first["value"]
    if not any(pd.isna(row[end]) for row in (first, last) for end in ("ci_low", "ci_high")):
        low = change - hypot(last["value"] - last["ci_low"], first["ci_high"] - first["value"])
        high = change + hypot(last["ci_high"] - last["value"], first["value"] - first["ci_low"])
        if low <= 0 <= high and change:
            return "within_uncertainty"
    return "rose" if change > 0 else "fell" if change < 0 else "was_unchanged"
