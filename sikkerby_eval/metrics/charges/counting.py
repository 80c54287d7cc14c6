"""Goal 1: how many residents were charged at least once in the year. The counts add up over groups of persons."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.charges.offences import PERSONFARLIG, STATUSES, offence_dates, offence_status
from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval

AGES = (10, 25)
BANDS = ((14, 25), (15, 25), (10, 14), (15, 17), (18, 25))
CELL = ["aar", "bydel", "omraade", "alder", "koen"]
COUNTS = ["residents", "charged", "charged_with_ambiguous"]
NUMERATORS = {"": "charged", "_with_ambiguous": "charged_with_ambiguous"}
"""The end of a metric's name, and the numerator it stands on: certain codes only, or the ambiguous ones too."""


def age_on_1_january(birth_dates: pd.Series, years: pd.Series) -> pd.Series:
    """Give the age in whole years on 1 January; who turns 15 that day is 15.

    A birth on 29 February needs no rule: whether the birthday is kept on 28 February or 1 March, it is past neither
    on 1 January.

    Returns
    -------
    Series
        Whole years on the index of ``birth_dates``, missing where the date of birth is.
    """
    # The year of the day before birth plus one is that of the first 1 January alive.
    days = birth_dates.to_numpy().astype("datetime64[D]") - np.timedelta64(1, "D")
    known = ~np.isnat(days)
    first, last = (days[known].min(), days[known].max()) if known.any() else (np.datetime64(0, "D"),) * 2
    # Every day is looked up once: a register has far more rows than days.
    year = np.arange(first, last + 1).astype("datetime64[Y]").astype(np.int64) + 1970
    born = pd.Series(year[np.where(known, days - first, 0).astype(np.int64)], index=birth_dates.index)
    return (years - 1 - born).astype("Int16").mask(~known)


def charged_in_year(
    residents: pd.DataFrame, charges: pd.DataFrame, levels: pd.DataFrame, *, at_levels: tuple[int, ...] = PERSONFARLIG
) -> pd.Series:
    """Say for each resident of each year whether the person was charged in that year, by the clearest charge.

    Unit: resident on 1 January. Period: the calendar year of the charge; the date of the offence only chooses the row
    of a dated mapping. Several charges of a person in a year are one: ``p1`` charged on 3 March and 9 May 2010
    becomes one row (p1, 2010) that says ``entydig``; ``p2`` charged on 31 December 2009 is ``udenfor`` in 2010.

    Parameters
    ----------
    residents
        ``person_id, aar``: one row for each person and year.
    charges
        ``person_id, sigtelsesdato, gerningsdato, gerningskode``.
    levels, at_levels
        As for ``offence_status``.

    Returns
    -------
    Series
        Categories ``udenfor < tvetydig < entydig`` on the index of ``residents``.

    Raises
    ------
    ValueError
        If a resident has no id or stands twice in a year, which would count a person twice.
    """
    if residents["person_id"].isna().any():
        raise ValueError(f"{int(residents['person_id'].isna().sum())} rows of residents have no person_id")
    status = offence_status(charges["gerningskode"], offence_dates(charges), levels, at_levels=at_levels).cat.codes
    year = charges["sigtelsesdato"].dt.year
    start, span = residents["aar"].min(), int(np.ptp(residents["aar"])) + 1 if len(residents) else 0
    counts = (status > 0) & year.between(start, start + span - 1) & charges["person_id"].notna()
    person, known = _person_numbers(residents["person_id"], charges.loc[counts, "person_id"])
    resident_year = person[: len(residents)] * span + (residents["aar"] - start).to_numpy(dtype="int64")
    charge_year = person[len(residents) :] * span + (year[counts] - start).to_numpy(dtype="int64")
    seen = np.zeros(known * span, dtype=bool)
    seen[resident_year] = True
    if (twice := len(residents) - np.count_nonzero(seen)) > 0:
        raise ValueError(f"{twice} rows repeat a resident within a year")
    clearest = np.zeros(known * span, dtype="int8")
    for code in (1, 2):
        clearest[charge_year[status[counts] == code]] = code
    return pd.Series(pd.Categorical.from_codes(clearest[resident_year], dtype=STATUSES), index=residents.index)


def _person_numbers(*ids):
    """One number for each person in all the columns together, and how many; neighbours of one id are looked up once."""
    first = [np.append(True, (column.array[1:] != column.array[:-1]).astype(bool))[: len(column)] for column in ids]
    runs = pd.concat([column[starts] for column, starts in zip(ids, first, strict=True)])
    numbers, known = pd.factorize(runs)
    return numbers[np.cumsum(np.concatenate(first)) - 1], len(known)


def persons_charged(
    residents: pd.DataFrame,
    charges: pd.DataFrame,
    levels: pd.DataFrame,
    *,
    at_levels: tuple[int, ...] = PERSONFARLIG,
    ages: tuple[int, int] = AGES,
) -> pd.DataFrame:
    """Count residents and those of them charged at least once in the year, by year, area, age and sex.

    Population: residents on 1 January aged ``ages`` (both ends included) on that day. Unit: person. Period: calendar
    year of the charge. The counts of separate groups of persons add up (``add_counts``), so that a register larger
    than memory is counted piece by piece.

    Parameters
    ----------
    residents
        ``person_id, aar, foedselsdato, koen, bydel, omraade``.
    charges, levels, at_levels
        As for ``charged_in_year``.

    Returns
    -------
    DataFrame
        ``aar, bydel, omraade, alder, koen, residents, charged, charged_with_ambiguous``; ``charged`` rests on certain
        codes alone. Combinations without residents have no row.

    Raises
    ------
    ValueError
        If a date of birth is missing, and as for ``charged_in_year``.

    Source: the programme paper of 13 April 2010, Bilag 1 section 5.1, goal 1.
    """
    age = age_on_1_january(residents["foedselsdato"], residents["aar"])
    if unknown := int(age.isna().sum()):
        raise ValueError(f"{unknown} rows of residents have no foedselsdato: nobody leaves a denominator unnoticed")
    of_age = age.between(*ages)
    chosen = residents.loc[of_age, ["person_id", "aar", "bydel", "omraade", "koen"]]
    clearest = charged_in_year(chosen, charges, levels, at_levels=at_levels).cat.codes.to_numpy()
    number, cells = _cells(chosen.assign(alder=age[of_age]))
    counted = (slice(None), clearest == 2, clearest > 0)
    counts = {name: np.bincount(number[rows], minlength=len(cells)) for name, rows in zip(COUNTS, counted, strict=True)}
    return _in_order(cells.assign(**counts))


def _cells(rows):
    """The number of each row's cell, and the cells."""
    number, sizes, values = np.zeros(len(rows), dtype=np.int64), [], []
    for name in CELL:
        listed = isinstance(rows[name].dtype, pd.CategoricalDtype)
        codes, distinct = (
            (rows[name].cat.codes.to_numpy(), rows[name].cat.categories) if listed else pd.factorize(rows[name])
        )
        sizes.append(len(distinct) + 1)
        values.append(pd.Series(distinct))
        number = number * sizes[-1] + codes + 1
    number, cells = pd.factorize(number)
    places = np.unravel_index(cells, sizes)
    columns = {name: column.reindex(at - 1).array for name, column, at in zip(CELL, values, places, strict=True)}
    return number, pd.DataFrame(columns)


def add_counts(pieces: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Add the counts of separate groups of persons.

    Parameters
    ----------
    pieces
        Frames from ``persons_charged``; no person may stand in two of them.

    Returns
    -------
    DataFrame
        The columns of ``persons_charged``, sorted, one row for each combination.
    """
    together = pd.concat(pieces, ignore_index=True)
    return _in_order(together.groupby(CELL, dropna=False, observed=True)[COUNTS].sum().reset_index())


def _in_order(counts):
    return counts.astype(dict.fromkeys(["bydel", "omraade", "koen"], "str")).sort_values(CELL, ignore_index=True)


def count_groups(counts: pd.DataFrame, *, bands: Iterable[tuple[int, int]] = BANDS) -> pd.DataFrame:
    """Add single years of age into bands, for everybody and for each sex.

    Parameters
    ----------
    counts
        Rows of ``persons_charged``, with an ``area`` from ``areas.by_area``.
    bands
        First and last age, both included.

    Returns
    -------
    DataFrame
        ``aar, area, group, residents, charged, charged_with_ambiguous``; groups are ``14-25``, ``14-25, K`` and
        ``14-25, M``.
    """
    groups = in_bands(counts, bands).groupby(["aar", "area", "group"], sort=False)
    return groups[COUNTS].sum().reset_index()


def in_bands(rows: pd.DataFrame, bands: Iterable[tuple[int, int]] = BANDS) -> pd.DataFrame:
    """Repeat rows for each age band and sex they belong to.

    Parameters
    ----------
    rows
        Anything with ``alder, koen``.
    bands
        First and last age, both included.

    Returns
    -------
    DataFrame
        ``rows`` with ``group``: ``14-25`` holds everybody, ``14-25, K`` and ``14-25, M`` those whose sex is known.
    """
    banded = pd.concat([rows[rows["alder"].between(*band)].assign(group="{}-{}".format(*band)) for band in bands])
    of_known_sex = banded.dropna(subset="koen")
    by_sex = of_known_sex.assign(group=of_known_sex["group"] + ", " + of_known_sex["koen"])
    return pd.concat([banded, by_sex], ignore_index=True)


def share_charged(groups: pd.DataFrame, *, basis: str, confidence: float = 0.95) -> pd.DataFrame:
    """Give the share of residents charged at least once in the year, with and without the ambiguous codes.

    Population: residents of the age on 1 January. Unit: person, a fraction. Period: calendar year.

    Parameters
    ----------
    groups
        From ``count_groups``.
    basis, confidence
        Where the registers come from; the level of the Wilson interval.

    Returns
    -------
    DataFrame
        Estimates ``share_charged`` (certain codes) and ``share_charged_with_ambiguous``.

    Source: Wilson 1927; Newcombe 1998 (Statistics in Medicine 17:857), method 3.
    """
    return pd.concat(
        [_shares(groups, f"share_charged{end}", column, basis, confidence) for end, column in NUMERATORS.items()],
        ignore_index=True,
    )


def _shares(groups, metric, column, basis, confidence):
    return estimates_frame(
        metric=metric,
        period=groups["aar"].astype("str"),
        area=groups["area"],
        group=groups["group"],
        numerator=groups[column],
        denominator=groups["residents"],
        **proportion_interval(groups[column], groups["residents"], confidence=confidence),
        unit=FRACTION,
        method="wilson",
        n_persons=groups[column],
        basis=basis,
    )
