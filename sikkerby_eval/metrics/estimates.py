"""The one frame that every metric returns: one row is one number that could be shown."""

import pandas as pd

ESTIMATE_COLUMNS = (
    "metric",
    "period",
    "area",
    "group",
    "numerator",
    "denominator",
    "value",
    "ci_low",
    "ci_high",
    "unit",
    "method",
    "n_persons",
    "basis",
)
"""``metric`` names the quantity, ``period`` the year, quarter or interval, ``area`` and ``group`` whom it is
about; ``numerator`` and ``denominator`` travel with ``value``; ``n_persons`` is the number of distinct persons
behind the numerator, and missing where the number is not about persons."""

TEXT_COLUMNS = ("metric", "period", "area", "group", "unit", "method", "basis")
NUMBER_COLUMNS = ("numerator", "denominator", "value", "ci_low", "ci_high")
BASES = ("published", "register", "demonstration")
WHOLE_CITY = "København"
EVERYBODY = "alle"
FRACTION = "fraction"


def estimates_frame(**columns) -> pd.DataFrame:
    """Put the columns of a metric into the shape that everything downstream reads.

    Parameters
    ----------
    **columns
        Scalars or equally long columns named as in ``ESTIMATE_COLUMNS``. ``metric``, ``period``, ``value``,
        ``unit``, ``method`` and ``basis`` are required; ``area`` defaults to the whole city, ``group`` to
        everybody, the rest to missing.

    Returns
    -------
    DataFrame
        The columns of ``ESTIMATE_COLUMNS`` in that order: text as ``string``, numbers as ``Float64``,
        ``n_persons`` as ``Int64``; missing is ``<NA>``, never zero.

    Raises
    ------
    ValueError
        If a column is unknown or missing, if ``basis`` is none of ``BASES``, if a fraction lies outside
        [0, 1] (a percentage here would be shown 100 times too high), or if an interval does not hold its value.
    """
    unknown = sorted(set(columns) - set(ESTIMATE_COLUMNS))
    if unknown:
        raise ValueError(f"unknown estimate columns: {', '.join(unknown)}")
    required = ("metric", "period", "value", "unit", "method", "basis")
    absent = [name for name in required if name not in columns]
    if absent:
        raise ValueError(f"estimates need the columns: {', '.join(absent)}")
    filled = {"area": WHOLE_CITY, "group": EVERYBODY} | columns
    lengths = [len(column) for column in filled.values() if hasattr(column, "__len__") and not isinstance(column, str)]
    index = range(lengths[0] if lengths else 1)
    frame = pd.DataFrame({name: _as_column(filled.get(name), index) for name in ESTIMATE_COLUMNS}, index=index)
    frame = frame.astype(
        dict.fromkeys(TEXT_COLUMNS, "string") | dict.fromkeys(NUMBER_COLUMNS, "Float64") | {"n_persons": "Int64"}
    )
    return checked(frame)


def checked(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the estimates unchanged, or refuse them when a number would mislead.

    Raises
    ------
    ValueError
        As for ``estimates_frame``.
    """
    if not set(frame["basis"].dropna()) <= set(BASES) or frame["basis"].isna().any():
        raise ValueError(f"basis must be one of {', '.join(BASES)}")
    fractions = frame[frame["unit"] == FRACTION]
    numbers = fractions[["value", "ci_low", "ci_high"]].stack()
    if ((numbers < 0) | (numbers > 1)).any():
        raise ValueError("shares are fractions between 0 and 1; a percentage here would be shown 100 times too high")
    slack = 1e-9
    outside = (frame["ci_low"] > frame["value"] + slack) | (frame["ci_high"] < frame["value"] - slack)
    if outside.fillna(False).any():
        raise ValueError("an interval must hold its own value")
    return frame


def up_to(estimates: pd.DataFrame, year: int) -> pd.DataFrame:
    """Keep what had been measured by the end of a year: a report does not know later years."""
    last = estimates["period"].str.extract(r"(\d{4})(?:K\d)?$", expand=False).astype(int)
    return estimates[last <= year].reset_index(drop=True)


def by_number(names: pd.Index) -> pd.Index:
    """Give the keys that sort names with numbers in them: bydel 2 comes before bydel 10."""
    return names.str.replace(r"\d+", lambda found: found[0].zfill(6), regex=True)


def _as_column(value, index):
    if value is None:
        return pd.NA
    if hasattr(value, "__len__") and not isinstance(value, str):
        return pd.Series(list(value), index=index, dtype=object)
    return value
