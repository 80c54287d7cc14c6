"""Tables that travel inside the package: CSV files read once, typed, and handed out as fresh copies."""

from functools import cache
from importlib.resources import files

import pandas as pd


def packaged_table(package: str, name: str, *, dates=(), integers=(), numbers=(), flags=()) -> pd.DataFrame:
    """Read one table of the package, with every column typed and an empty cell as missing.

    Parameters
    ----------
    package : str
        The package whose folder holds the file, such as ``sikkerby_eval.data.reference``.
    name : str
        The file's name without ``.csv``.
    dates, integers, numbers, flags : tuple of str
        Columns read as ``datetime64``, ``Int64``, ``Float64`` and ``boolean``; the rest is ``string``.

    Returns
    -------
    DataFrame
        A copy of its own for every caller, rows in the order of the file.

    Raises
    ------
    FileNotFoundError
        If the package has no such table.
    ValueError
        If a cell cannot be read as its column's type.
    """
    return _typed(package, name, tuple(dates), tuple(integers), tuple(numbers), tuple(flags)).copy()


@cache
def _typed(package, name, dates, integers, numbers, flags):
    with files(package).joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        table = pd.read_csv(file, dtype="string", keep_default_na=False, na_values=[""])
    for column in dates:
        table[column] = pd.to_datetime(table[column], format="%Y-%m-%d")
    for column in (*integers, *numbers):
        table[column] = pd.to_numeric(table[column]).astype("Int64" if column in integers else "Float64")
    for column in flags:
        table[column] = table[column].map({"true": True, "false": False}, na_action="ignore").astype("boolean")
    return table
