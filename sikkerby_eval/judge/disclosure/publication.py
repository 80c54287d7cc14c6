"""The one gate between persons and paper: only what ``protect`` returns may be shown."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from sikkerby_eval.judge.disclosure.attacker import feasible_intervals
from sikkerby_eval.judge.disclosure.cells import KEY_COLUMNS, Structure, lay_out
from sikkerby_eval.judge.disclosure.other_issues import about, earlier_rows
from sikkerby_eval.judge.disclosure.primary import SHARES, counts_behind
from sikkerby_eval.judge.disclosure.suppression import DisclosureError
from sikkerby_eval.judge.disclosure.withholding import withhold
from sikkerby_eval.metrics.charges.change import DIFFERENCE, RATIO
from sikkerby_eval.metrics.estimates import ESTIMATE_COLUMNS

MIN_COUNT = 5
SHOWN, WITHHELD, MISSING = "shown", "withheld", "missing"
GIVES_THE_COUNT_BACK = ["numerator", "value", "ci_low", "ci_high", "n_persons", "method"]
DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "–": "-"})

__all__ = ["DisclosureError", "PublishedTable", "audit", "protect", "protect_all", "row_ids"]


@dataclass(frozen=True, slots=True, init=False, eq=False)
class PublishedTable:
    """A table that may leave the house; made only by ``protect`` and ``protect_all``.

    ``frame`` holds the estimates columns and ``row_id`` (stable, readable, ASCII) and ``status``: ``shown``,
    ``withheld`` (the numbers that give the count back are ``<NA>``; why is not told) or ``missing`` (nobody knows).
    """

    _frame: pd.DataFrame
    _structure: Structure = field(repr=False)

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
            keep &= self._frame[column].isin([label] if isinstance(label, str) else list(label))
        return _sealed(self._frame[keep], self._structure)


def protect(estimates: pd.DataFrame, *, min_count: int = MIN_COUNT, **publication) -> PublishedTable:
    """Turn one frame of estimates into what may be shown of it.

    Tables of one publication are protected together with ``protect_all``, which has all parameters; a table protected
    alone is safe only where nothing else is published of the same persons.
    """
    return protect_all({"": estimates}, min_count=min_count, **publication)[""]


def protect_all(
    tables: Mapping[str, pd.DataFrame],
    *,
    min_count: int = MIN_COUNT,
    small_places: bool = False,
    areas: pd.DataFrame | None = None,
    sums: pd.DataFrame | None = None,
    behind: pd.DataFrame | None = None,
    ledger: pd.DataFrame | None = None,
    keep: Collection[str] = (),
) -> dict[str, PublishedTable]:
    """Turn all estimates of a publication into what may be shown of them, so that no withheld count can be worked out.

    Population: rows that rest on persons (``n_persons`` is given) and events on small places; others pass free, as do
    rows whose ``basis`` is ``published``. Rows under ``min_count`` are withheld, then others, until no withheld count
    can be recovered or bounded more narrowly than ``min_count`` from the sums of everything shown. The choice depends
    on which counts are zero, small or large, and on nothing else in them.

    Parameters
    ----------
    tables
        Frames of estimates by name.
    min_count
        A number that rests on fewer persons than this (but on somebody), or leaves fewer out, is withheld. May be
        raised, never lowered.
    small_places
        The rows count events on streets or grid cells; counts below ``min_count`` are then withheld too. Grid cells
        are recognised by their names.
    areas
        ``area, part`` and optionally ``period``: the districts every area is made of, so that areas that overlap are
        known to. Without it the areas are taken to be separate parts of the city.
    sums
        ``column`` (metric, period, area or group), ``whole``, ``part``: further sums that hold between labels, and
        ``division`` where a whole is divided in several ways. Ages, sexes, certain and ambiguous codes, outcomes and
        years of a cohort are known already.
    behind
        Estimates that are never shown, but that shown counts are sums of: where several of them together fix a withheld
        number, no sum of shown numbers alone would tell. Ages by sex by area are known already.
    ledger
        Rows shown and withheld in other issues (``ledger.add_issue``): what they showed is known, what they withheld
        stays withheld.
    keep
        Ids of rows, such as a goal's own, that are withheld only if they are small themselves or nothing else protects
        a small one.

    Returns
    -------
    dict of PublishedTable
        Under the names of ``tables``.

    Raises
    ------
    ValueError
        If ``min_count`` is below 5, rows cannot be told apart, or a row gives a minimum or maximum.
    DisclosureError
        If the tables are too large to protect or cannot be protected: publish less, or broader groups.
    """
    if min_count < MIN_COUNT:
        raise ValueError(f"min_count may be raised, never lowered: at least {MIN_COUNT}")
    named = {name: _with_ids(estimates) for name, estimates in tables.items()}
    frame = pd.concat(named, names=["table"]) if named else pd.DataFrame(columns=[*ESTIMATE_COLUMNS, "row_id"])
    withheld, structure = withhold(
        frame.reset_index(drop=True),
        min_count=min_count,
        small_places=small_places,
        areas=areas,
        sums=sums,
        behind=behind,
        ledger=ledger,
        keep=keep,
    )
    withheld.index = frame.index
    table = frame.index.get_level_values("table")
    return {name: _published(rows, withheld[table == name].droplevel(0), structure) for name, rows in named.items()}


def audit(
    tables: Mapping[str, PublishedTable],
    *,
    min_count: int = MIN_COUNT,
    areas: pd.DataFrame | None = None,
    sums: pd.DataFrame | None = None,
    ledger: pd.DataFrame | None = None,
    integer: bool = False,
) -> pd.DataFrame:
    """Attack a publication with nothing but what it shows, and tell what can be known of each withheld number.

    Parameters
    ----------
    tables, min_count, areas, sums, ledger
        As published and as for ``protect_all``.
    integer
        Whether to search whole numbers only; slower, never wider.

    Returns
    -------
    DataFrame
        ``row_id, part`` (numerator or denominator), ``low, high`` and ``safe``; one row for each number withheld here
        or in another issue. It is for the people who publish, never for the page.
    """
    shown = pd.concat([table.frame for table in tables.values()], ignore_index=True)
    withheld = shown["status"] == WITHHELD
    counts = counts_behind(shown, shown["value"].notna()).assign(is_old=False)
    counts["is_share"] |= withheld & shown["unit"].isin(SHARES)
    used = (counts["count"].notna() | withheld) & ~counts["is_comparison"]
    structures = [table._structure for table in tables.values()]
    structure = Structure(
        {family: name for one in structures for family, name in one.same.items()},
        frozenset().union(*(one.dropped for one in structures)),
        tuple(dict.fromkeys(key for one in structures for key in one.unseen)),
    )
    today = pd.concat([shown[["row_id", *KEY_COLUMNS]], counts], axis=1)[used].assign(is_unseen=False)
    unseen = pd.DataFrame(structure.unseen, columns=KEY_COLUMNS).assign(
        count=np.nan, base=np.nan, is_share=False, is_comparison=False, is_old=False, is_unseen=True
    )
    today = pd.concat([today, unseen], ignore_index=True)
    attack = partial(_attacked, sums=sums, areas=areas, structure=structure, integer=integer)
    earlier = earlier_rows(about(ledger, today["metric"]), today)
    found = attack(today)
    if earlier is not None:
        # What revised counts contradict is told by today's rows alone.
        beside = attack(pd.concat([today, earlier], ignore_index=True), revised=True)
        found = pd.concat([beside, found]).drop_duplicates(["row_id", "part"])
        found = found.sort_values(["row_id", "part"], ignore_index=True)
    return found.assign(safe=found["high"] - found["low"] >= min_count)


def _attacked(rows, *, sums, areas, structure, integer, revised=False):
    cells = lay_out(rows, sums=sums, areas=areas, structure=structure)
    wanted = cells.printed & np.isnan(cells.values)
    known = np.where(cells.printed, cells.values, np.nan)
    intervals = feasible_intervals(cells.equations, known, of=wanted, integer=integer, revised=revised)
    numbers = [rows[["row_id"]].assign(part=part, cell=cells.rows[part]) for part in ("numerator", "denominator")]
    found = pd.concat(numbers).join(intervals, on="cell", how="inner").drop(columns="cell")
    return found.drop_duplicates().sort_values(["row_id", "part"], ignore_index=True)


def row_ids(estimates: pd.DataFrame) -> pd.Series:
    """Name every row by what it is about, in ASCII, the same in every run and every year."""
    keys = estimates[list(KEY_COLUMNS)].map(_slug)
    ids = keys["metric"].str.cat([keys[name] for name in KEY_COLUMNS[1:]], sep=":")
    ids = ids.mask(ids.duplicated(keep=False), ids + ":" + estimates["method"].map(_slug))
    if twice := int(ids.duplicated().sum()):
        raise ValueError(f"{twice} rows cannot be told from another by {', '.join(KEY_COLUMNS)}, method")
    return ids.astype("string")


def _slug(text):
    plain = unicodedata.normalize("NFKD", str(text).lower().translate(DANISH_LETTERS)).encode("ascii", "ignore")
    return "-".join("".join(sign if sign.isalnum() or sign in "_." else " " for sign in plain.decode()).split())


def _sealed(frame, structure):
    table = object.__new__(PublishedTable)
    object.__setattr__(table, "_structure", structure)
    object.__setattr__(table, "_frame", frame.reset_index(drop=True))
    return table


def _with_ids(estimates):
    frame = estimates.loc[:, list(ESTIMATE_COLUMNS)].reset_index(drop=True)
    return frame.assign(row_id=row_ids(frame))


def _published(rows, withheld, structure):
    frame = rows.assign(status=pd.Series(SHOWN, index=rows.index, dtype="string").mask(rows["value"].isna(), MISSING))
    frame["status"] = frame["status"].mask(withheld["count"], WITHHELD)
    # Persons behind events may be withheld in a table of their own: not even that they are as many may be told.
    own = (frame["numerator"] == frame["n_persons"]) & (frame["unit"] != "charges")
    frame["n_persons"] = frame["n_persons"].where(frame["numerator"].isna() | own)
    frame.loc[withheld["count"], GIVES_THE_COUNT_BACK] = pd.NA
    # Of a median or an average the denominator is the persons behind it, or close to them.
    average = rows["numerator"].isna() & rows["n_persons"].notna()
    # Of a comparison it is the other count or its base, which may be withheld in its own right.
    follows = average | rows["unit"].isin([DIFFERENCE, RATIO])
    frame.loc[withheld["base"] | (withheld["count"] & follows), "denominator"] = pd.NA
    return _sealed(frame, structure)
