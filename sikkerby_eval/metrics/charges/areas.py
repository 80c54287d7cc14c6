"""Which areas are udsatte boligområder, at a baseline that stays and in each year's own list."""

import pandas as pd

from sikkerby_eval.metrics.estimates import WHOLE_CITY, estimates_frame

NEEDING = ("markant", "intensiveret")
HIGH_DEPRIVATION = "hoej"
EXPOSED_FROZEN = "udsatte boligområder (basisårets liste)"
EXPOSED_CURRENT = "udsatte boligområder (årets liste)"
REST_OF_CITY = "resten af byen"
UNCLASSIFIED = "områder uden oplysning"


def exposed_areas(safety: pd.DataFrame, deprivation: pd.DataFrame) -> pd.DataFrame:
    """Say for each area and year whether it is an udsat boligområde.

    Population: the areas of either index. Unit: area. Period: year of the index. An area is one when it needs
    ``markant`` or ``intensiveret`` effort or has a high degree of deprivation; one true condition is enough, and where
    the other index is missing nobody knows: the answer is missing, never no.

    Parameters
    ----------
    safety
        Tryghedsindeks: ``aar, omraade, kategori``.
    deprivation
        Socialt belastningsindeks: ``aar, omraade, grad``.

    Returns
    -------
    DataFrame
        ``aar, omraade, exposed`` with ``exposed`` as a nullable boolean, sorted.

    Raises
    ------
    ValueError
        If an index states an area twice in a year.

    Source: the programme paper of 13 April 2010, Bilag 1 section 5.4.
    """
    unsafe, deprived = _needs(safety, "kategori", NEEDING).align(_needs(deprivation, "grad", (HIGH_DEPRIVATION,)))
    # Kleene's "or": true with missing is true, false with missing is missing.
    return (unsafe | deprived).rename("exposed").sort_index().reset_index()


def list_of_year(exposed: pd.DataFrame, year: int) -> pd.Series:
    """Take one year's list, to freeze it as the baseline.

    Parameters
    ----------
    exposed
        From ``exposed_areas``.

    Returns
    -------
    Series
        Nullable booleans indexed by ``omraade``.

    Raises
    ------
    ValueError
        If the year has no list.
    """
    chosen = exposed[exposed["aar"] == year]
    if chosen.empty:
        raise ValueError(f"no list of udsatte boligområder for {year}: neither index was delivered for that year")
    return chosen.set_index("omraade")["exposed"]


def by_area(counts: pd.DataFrame, exposed: pd.DataFrame, *, baseline: int) -> pd.DataFrame:
    """Repeat counts for each area they belong to: the city, the udsatte areas, the rest, bydele and districts.

    The baseline's list stays the same in every year, so that a change is a change among the same streets; the year's
    own list follows the index.

    Parameters
    ----------
    counts
        Any counts with ``aar, bydel, omraade``.
    exposed
        From ``exposed_areas``.
    baseline
        The year whose list is frozen.

    Returns
    -------
    DataFrame
        ``counts`` with a column ``area`` first. The city holds everybody; the udsatte areas, the rest of the city and
        the areas without information (also persons without a district) add up to it. Years without an own list have
        no rows for it. A district named as a bydel is marked ``(distrikt)``.

    Raises
    ------
    ValueError
        If districts are not on the baseline's map: an index is not carried over a change of areas.
    """
    frozen = list_of_year(exposed, baseline)
    districts = counts["omraade"]
    foreign = set(districts.dropna()) - set(frozen.index)
    if foreign:
        raise ValueError(
            f"{len(foreign)} districts with residents are not on the map of {baseline}: "
            "areas are not compared across a change of map"
        )
    at_baseline = districts.map(frozen).astype("boolean")
    own_year = counts[["aar", "omraade"]].merge(exposed, how="left", validate="many_to_one")["exposed"]
    name = districts.where(~districts.isin(set(counts["bydel"])), districts + " (distrikt)")
    parts = [
        (counts, WHOLE_CITY),
        (counts[at_baseline.fillna(False)], EXPOSED_FROZEN),
        (counts[~at_baseline.fillna(True)], REST_OF_CITY),
        (counts[at_baseline.isna()], UNCLASSIFIED),
        (counts[own_year.fillna(False).to_numpy()], EXPOSED_CURRENT),
        (counts[counts["bydel"].notna()], counts["bydel"].dropna()),
        (counts[districts.notna()], name.dropna()),
    ]
    return pd.concat([part.assign(area=area) for part, area in parts], ignore_index=True)


def number_exposed(exposed: pd.DataFrame, *, basis: str) -> pd.DataFrame:
    """Count the udsatte boligområder of each year (indicator 8).

    Population: all areas of the year's indices. Unit: area. Period: year.

    Parameters
    ----------
    exposed
        From ``exposed_areas``.
    basis
        Where the indices come from.

    Returns
    -------
    DataFrame
        Estimates ``number_of_exposed_areas``: numerator the areas known to be, denominator the areas classified. While
        some areas are without information the value is missing and the interval is what they could make of it.
    """
    by_year = exposed.groupby("aar")["exposed"]
    known, classified, areas = by_year.sum(), by_year.count(), by_year.size()
    return estimates_frame(
        metric="number_of_exposed_areas",
        period=known.index.astype("str"),
        numerator=known,
        denominator=classified,
        value=known.where(classified == areas),
        ci_low=known,
        ci_high=known + areas - classified,
        unit="districts",
        method="complete count; missing areas bound it",
        basis=basis,
    )


def _needs(index: pd.DataFrame, column: str, answers: tuple[str, ...]) -> pd.Series:
    stated = index.set_index(["aar", "omraade"])[column]
    if stated.index.has_duplicates:
        raise ValueError(f"{int(stated.index.duplicated().sum())} rows state {column} again for an area and year")
    return stated.isin(answers).astype("boolean").mask(stated.isna())
