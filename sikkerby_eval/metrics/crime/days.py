"""The periods of the key figures: a whole quarter, and the same days of the year as the paper counts."""

from typing import NamedTuple

import pandas as pd

SAME_DAYS_END = 28
"""The paper of 13 April 2010 counts to 28 March: the last days of a quarter are not all registered when it is told."""


class Days(NamedTuple):
    """Some days on end, both ends included, and what the period is called."""

    first: pd.Timestamp
    last: pd.Timestamp
    period: str

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def year_before(self) -> "Days":
        """The same days of the year before; a quarter stays a whole quarter."""
        return _named(*(day - pd.DateOffset(years=1) for day in (self.first, self.last)), whole="K" in self.period)


def whole_quarter(year: int, quarter: int) -> Days:
    """Give the days of a quarter, named 2010K1.

    Raises
    ------
    ValueError
        If the quarter is none of 1 to 4.
    """
    first = pd.Timestamp(year, _last_month(quarter) - 2, 1)
    return _named(first, first + pd.offsets.QuarterEnd(), whole=True)


def same_days(year: int, quarter: int) -> Days:
    """Give the days from 1 January to the 28th of the quarter's last month, as the paper counts them.

    Named 2010-01-01/2010-03-28. Refuses as ``whole_quarter``.
    """
    return _named(pd.Timestamp(year, 1, 1), pd.Timestamp(year, _last_month(quarter), SAME_DAYS_END), whole=False)


def _last_month(quarter):
    if quarter not in (1, 2, 3, 4):
        raise ValueError("a quarter is 1, 2, 3 or 4")
    return 3 * quarter


def _named(first, last, *, whole):
    span = f"{first.year}K{first.quarter}" if whole else f"{first:%Y-%m-%d}/{last:%Y-%m-%d}"
    return Days(first, last, span)
