"""Key figures of charges: those of ages 0-25 in three groups, "charges" under the age of responsibility included.

The age is that on the day of the offence, which decides whether a person can be punished for it. A person charged
twice is two charges and one person. Everything is for the whole city: under-15s are never shown by area.
"""

import pandas as pd

from sikkerby_eval.metrics.charges.offences import offence_dates
from sikkerby_eval.metrics.crime.days import Days
from sikkerby_eval.metrics.crime.reports import UNKNOWN_CODE
from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.shares import no_rows

AGE_GROUPS = ((0, 14), (15, 17), (18, 25))
"""Our reading of the paper's "three age groups": it prints 10-25 and 18-25, and "under 15" with quotation marks."""
YOUTHS, PAPER_AGES = (0, 17), (10, 25)
SPANS = (*AGE_GROUPS, (0, 25), PAPER_AGES, YOUTHS)


def age_on(birth_dates: pd.Series, days: pd.Series) -> pd.Series:
    """Give the age in whole years on a day; who was born on 29 February is a year older from 1 March.

    Returns
    -------
    Series
        Whole years on the index of ``birth_dates``, missing where either date is.
    """
    birthday_ahead = days.dt.month * 100 + days.dt.day < birth_dates.dt.month * 100 + birth_dates.dt.day
    return (days.dt.year - birth_dates.dt.year - birthday_ahead).astype("Float64").astype("Int16")


def charges_by_age(charges: pd.DataFrame | None, *days: Days, basis: str) -> pd.DataFrame:
    """Count the charges of ages 0-25 within given days, in three age groups. Table 6 of the key figures.

    Population: persons aged 0-25 on the day of the offence, wherever they live. Unit: charge; ``n_persons`` counts the
    persons. The date of the charge decides the period. ``p1`` born 1 May 1995 and charged on 2 March 2010 with an
    offence of 1 March is 14: one charge in ``0-14``, ``0-25`` and ``10-25``.

    Parameters
    ----------
    charges
        ``person_id, foedselsdato, sigtelsesdato, gerningsdato``; None where the register was not delivered.

    Returns
    -------
    DataFrame
        Estimates ``charges`` for ``0-14``, ``15-17``, ``18-25``, ``0-25``, ``10-25`` and ``0-17``, and
        ``share_of_charges`` for ``18-25``: of the charges of ages 10-25. Days in which nobody at all was charged have
        no rows.

    Raises
    ------
    ValueError
        If a date of birth is missing: nobody leaves a count unnoticed.

    Source: the programme paper of 13 April 2010, Bilag 1 section 5.2.
    """
    if charges is None:
        return no_rows()
    return pd.concat([no_rows(), *(_by_age(_aged(charges, span), span, basis) for span in days)], ignore_index=True)


def youth_charges_by_type(charges: pd.DataFrame | None, types: pd.DataFrame, days: Days, *, basis: str) -> pd.DataFrame:
    """Count the charges of the under-18s within given days by type of crime. Table 7 of the key figures.

    Parameters
    ----------
    charges
        As for ``charges_by_age``, and ``gerningskode``.
    types
        From ``crime.crime_types``; only the main groups, which do not overlap, are used.

    Returns
    -------
    DataFrame
        Estimates ``charges`` for each group as ``0-17, Voldsforbrydelser i alt``, which add up to ``0-17`` of
        ``charges_by_age``; codes that are not among the types are ``ukendt kode``. A group without charges is a
        known 0.

    Raises
    ------
    ValueError
        As for ``charges_by_age``.
    """
    if charges is None:
        return no_rows()
    known = _aged(charges, days)
    if known.empty:
        return no_rows()
    groups = types[types["is_main"]].drop_duplicates("gerningskode").set_index("gerningskode")["group_da"]
    young = known[known["age"].between(*YOUTHS)]
    kind = young["gerningskode"].map(groups).fillna(UNKNOWN_CODE)
    counted = young.groupby(kind)["person_id"].agg(charges="size", persons="nunique")
    counted = counted.reindex(list(dict.fromkeys([*groups, *counted.index])), fill_value=0)
    label = "{}-{}".format(*YOUTHS)
    return _charges(counted.set_axis(label + ", " + counted.index), days.period, basis)


def type_sums(types: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """State that the main groups of crime add up to all charges, so that a withheld group cannot be worked out.

    Parameters
    ----------
    types
        As for ``youth_charges_by_type``.
    counted
        What it returned: unknown codes that are no row are known to be none.

    Returns
    -------
    DataFrame
        ``column, whole, part`` for ``judge.protect``.
    """
    unknown = [UNKNOWN_CODE] if counted["group"].str.endswith(f", {UNKNOWN_CODE}").any() else []
    parts = [*dict.fromkeys(types.loc[types["is_main"], "group_da"]), *unknown]
    return pd.DataFrame({"column": "group", "whole": "", "part": parts})


def _aged(charges, days):
    if unknown := int(charges["foedselsdato"].isna().sum()):
        raise ValueError(f"{unknown} rows of charges have no foedselsdato: nobody leaves a count unnoticed")
    known = charges[charges["sigtelsesdato"].between(days.first, days.last)]
    return known.assign(age=age_on(known["foedselsdato"], offence_dates(known)))


def _by_age(known, days, basis):
    if known.empty:
        return no_rows()
    spans = {"{}-{}".format(*span): known.loc[known["age"].between(*span), "person_id"] for span in SPANS}
    counted = pd.DataFrame({name: {"charges": len(p), "persons": p.nunique()} for name, p in spans.items()}).T
    adults, all_young = (counted.loc["{}-{}".format(*span)] for span in (AGE_GROUPS[-1], PAPER_AGES))
    counts = _charges(counted, days.period, basis)
    if not all_young["charges"]:
        return counts
    share = estimates_frame(
        metric="share_of_charges",
        period=days.period,
        group=["{}-{}".format(*AGE_GROUPS[-1])],
        numerator=adults["charges"],
        denominator=all_young["charges"],
        value=adults["charges"] / all_young["charges"],
        unit=FRACTION,
        method="complete count",
        n_persons=adults["persons"],
        basis=basis,
    )
    return pd.concat([counts, share], ignore_index=True)


def _charges(counted, period, basis):
    return estimates_frame(
        metric="charges",
        period=period,
        group=counted.index,
        numerator=counted["charges"],
        value=counted["charges"],
        unit="charges",
        method="complete count",
        n_persons=counted["persons"],
        basis=basis,
    )
