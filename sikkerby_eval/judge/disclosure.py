"""The one gate between persons and paper: only what ``protect`` returns may be shown."""

import unicodedata
from dataclasses import dataclass

import pandas as pd

from sikkerby_eval.metrics.estimates import ESTIMATE_COLUMNS, FRACTION

MIN_COUNT = 5
MIN_PERSONS_OF_A_MEDIAN = 10
KEY_COLUMNS = ("metric", "period", "area", "group")
DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "–": "-"})
SHOWN, WITHHELD, MISSING = "shown", "withheld", "missing"
GIVES_THE_COUNT_BACK = ("numerator", "value", "ci_low", "ci_high", "n_persons")


@dataclass(frozen=True, slots=True, init=False)
class PublishedTable:
    """A table that may leave the house; made only by ``protect``.

    ``frame`` holds the estimates columns and ``row_id`` (stable, readable, ASCII) and ``status``: ``shown``,
    ``withheld`` (the numbers that give the count back are ``<NA>``; why is not told) or ``missing`` (nobody knows).
    """

    _frame: pd.DataFrame

    def __init__(self, *_args, **_kwargs):
        raise TypeError("a PublishedTable is made by protect() alone")

    @property
    def frame(self) -> pd.DataFrame:
        """A copy of the rows, so that no reader can change what others see."""
        return self._frame.copy()

    def select(self, **labels) -> "PublishedTable":
        """Keep the rows whose columns hold the given label, or one of the given labels."""
        keep = pd.Series(True, index=self._frame.index)
        for column, label in labels.items():
            wanted = [label] if isinstance(label, str) else list(label)
            keep &= self._frame[column].isin(wanted)
        return _sealed(self._frame[keep].reset_index(drop=True))


def _sealed(frame: pd.DataFrame) -> PublishedTable:
    table = object.__new__(PublishedTable)
    object.__setattr__(table, "_frame", frame)
    return table


def protect(estimates: pd.DataFrame, *, min_count: int = MIN_COUNT, small_places: bool = False) -> PublishedTable:
    """Turn estimates into what may be shown of them.

    Parameters
    ----------
    estimates
        The frame every metric returns. Rows without ``n_persons`` and rows whose ``basis`` is ``published`` pass free.
    min_count
        A number that rests on fewer persons than this (but on somebody), or leaves fewer out, is withheld.
    small_places
        The rows count events on streets or grid cells; counts below ``min_count`` are then withheld too.

    Raises
    ------
    ValueError
        If ``min_count`` is below 5, or two rows cannot be told apart.
    """
    if min_count < MIN_COUNT:
        raise ValueError(f"min_count may be raised, never lowered: at least {MIN_COUNT}")
    frame = estimates.loc[:, list(ESTIMATE_COLUMNS)].reset_index(drop=True)
    frame["row_id"] = row_ids(frame)
    about_persons = frame["n_persons"].notna() & (frame["basis"] != "published")
    events = frame["n_persons"].isna() & (frame["basis"] != "published") & small_places
    is_share = (frame["unit"] == FRACTION) & frame["numerator"].notna() & frame["denominator"].notna()
    complement = (frame["denominator"] - frame["numerator"]).where(is_share)
    small_base = _small(frame["denominator"], min_count) & is_share & about_persons
    small = _small(frame["numerator"], min_count) & (about_persons | events)
    small |= (_small(frame["n_persons"], min_count) | _small(complement, min_count)) & about_persons
    small |= about_persons & frame["numerator"].isna() & (frame["n_persons"] < MIN_PERSONS_OF_A_MEDIAN)
    withheld = small | small_base
    frame["status"] = pd.Series(SHOWN, index=frame.index, dtype="string").mask(frame["value"].isna(), MISSING)
    frame["status"] = frame["status"].mask(withheld, WITHHELD)
    frame.loc[withheld, list(GIVES_THE_COUNT_BACK)] = pd.NA
    frame.loc[small_base, "denominator"] = pd.NA
    return _sealed(frame)


def row_ids(estimates: pd.DataFrame) -> pd.Series:
    """Name every row by what it is about, in ASCII, the same in every run and every year."""
    keys = estimates[list(KEY_COLUMNS)].map(_slug)
    ids = keys["metric"].str.cat([keys[name] for name in KEY_COLUMNS[1:]], sep=":")
    twice = ids.duplicated(keep=False)
    ids = ids.mask(twice, ids + ":" + estimates["method"].map(_slug))
    if ids.duplicated().any():
        raise ValueError(
            f"{int(ids.duplicated().sum())} rows have the metric, period, area, group and method of another"
        )
    return ids.astype("string")


def _slug(text) -> str:
    plain = str(text).lower().translate(DANISH_LETTERS)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return "-".join("".join(sign if sign.isalnum() or sign in "_." else " " for sign in plain).split())


def _small(count: pd.Series, min_count: int) -> pd.Series:
    return ((count > 0) & (count < min_count)).fillna(False).astype(bool)
