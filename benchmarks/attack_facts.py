"""What a reader of reports can say of sums of persons: the language of ``attack.py`` and ``attack_kinds.py``."""

import re
from collections import Counter
from collections.abc import Hashable
from typing import NamedTuple

import numpy as np
import pandas as pd

Terms = dict[Hashable, float]


class Fact(NamedTuple):
    """A sum of atoms lies between two numbers."""

    terms: Terms
    low: float
    high: float


def told(rows, numerator, denominator=lambda row: None) -> tuple[list[Fact], dict[str, Terms]]:
    """Turn rows into facts of what they show and into sums that are sought where they do not."""
    facts, wanted = [], {}
    for row in rows.itertuples():
        for terms, number, what in ((numerator(row), row.count, ""), (denominator(row), row.denominator, " (base)")):
            if terms is None:
                continue
            if pd.notna(number):
                facts.append(Fact(terms, number, number))
            elif row.hidden and row.unit != "days":
                wanted[f"{row.key};{row.issue}{what}"] = terms
    return facts, wanted


def keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Name every row by what it is about, also where there are no rows."""
    labels = rows[["metric", "period", "area", "group"]].fillna("").astype(str)
    return rows.assign(key=labels["metric"].str.cat([labels[name] for name in ("period", "area", "group")], sep=";"))


def each(*atoms) -> Terms:
    """Count every atom once."""
    return dict.fromkeys(atoms, 1.0)


def minus(one: Terms, other: Terms) -> Terms:
    """Subtract one sum of atoms from another."""
    found = Counter(one)
    found.subtract(other)
    return {atom: number for atom, number in found.items() if number}


def at_most(one: Terms, other: Terms) -> Fact:
    """Say that one sum is no greater than another."""
    return Fact(minus(other, one), 0.0, np.inf)


def equal(one: Terms, other: Terms) -> Fact:
    """Say that two sums are the same."""
    return Fact(minus(one, other), 0.0, 0.0)


def years(period: str) -> list[int]:
    """List the years of a period such as ``2010–2012``."""
    ends = [int(year) for year in re.findall(r"\d{4}", period)]
    return list(range(ends[0], ends[-1] + 1))
