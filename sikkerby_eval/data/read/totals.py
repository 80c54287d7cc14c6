"""Totals delivered against totals counted, within a register and between registers."""

import numpy as np
import pandas as pd

from sikkerby_eval.data.registers import BY_NAME

PLACE = ["bydel", "omraade"]


def totals(smalls: dict[str, pd.DataFrame], mark) -> None:
    """Check sums against what was delivered in detail; ``smalls`` and ``mark`` as for ``across``."""
    _closures(smalls, mark)
    _residents(smalls, mark)
    for name, small in smalls.items():
        if "antal" in small and set(PLACE) <= set(small) and not BY_NAME[name]["omraade"].required:
            _whole_city(name, small, mark)


def _closures(smalls, mark):
    """The number an administration reports is the number of its closures that began in the quarter."""
    if "indberetninger" not in smalls or "lukninger" not in smalls:
        return
    closures = smalls["lukninger"]
    began = pd.DataFrame(
        {
            "forvaltning": closures["forvaltning"].astype("str"),
            "aar": closures["startdato"].dt.year,
            "kvartal": closures["startdato"].dt.quarter,
        }
    )
    counted = began.value_counts().to_dict()
    reported = smalls["indberetninger"]
    keys = zip(reported["forvaltning"].astype("str"), reported["aar"], reported["kvartal"], strict=True)
    numbers = pd.Series([counted.get(key, 0) for key in keys], dtype="Int64", index=reported.index)
    wrong = (reported["antal"] != numbers).fillna(False)
    if wrong.any():
        mark("indberetninger", "antal_passer_ikke", "antal", np.flatnonzero(wrong), other="lukninger")


def _residents(smalls, mark):
    """Head counts by year and district are the persons delivered; the first row of each that differs is named."""
    if "befolkningstal" not in smalls or "befolkning" not in smalls:
        return
    heads, persons = smalls["befolkningstal"], smalls["befolkning"]
    ages = heads.groupby(["aar", "omraade"], observed=True, dropna=True)["alder"]
    if ages.size().empty or ages.nunique().max() < WHOLE_LIFE:
        return
    told = heads.groupby(["aar", "omraade"], observed=True)["antal"].sum().rename("told")
    counted = persons.groupby(["aar", "omraade"], observed=True).size().rename("counted")
    both = pd.concat([told, counted], axis="columns", join="inner")
    wrong = both.index[both["told"] != both["counted"]]
    if len(wrong):
        first = heads.reset_index(names="row").drop_duplicates(["aar", "omraade"]).set_index(["aar", "omraade"])["row"]
        mark(
            "befolkningstal",
            "sum_passer_ikke",
            "antal",
            np.sort(first.loc[wrong].to_numpy(dtype=int)),
            other="befolkning",
        )


WHOLE_LIFE = 60
"""Head counts of fewer ages than this are a selection, and no total to compare with."""


def _whole_city(name, small, mark):
    """A row without a place beside rows with one is their sum, or a hidden double count."""
    key = [column for column in BY_NAME[name].key if column not in PLACE]
    whole = small[PLACE].isna().all(axis="columns")
    if not whole.any() or whole.all():
        return
    parts = small[~whole & small["omraade"].notna()]
    parts = parts if len(parts) else small[~whole]
    added = parts.groupby(key, observed=True)["antal"].sum().rename("added")
    rows = small[whole].reset_index(names="row").merge(added, left_on=key, right_index=True)
    wrong = rows[rows["antal"] != rows["added"]]
    if len(wrong):
        mark(name, "total_passer_ikke", "antal", wrong["row"].to_numpy())
