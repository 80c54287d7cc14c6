"""The thirteen indicators as yearly series: computed where a register carries them, else as they were delivered.

Every function takes the registers and returns estimates named ``indicator_1`` to ``indicator_13``; none of them raises
where nothing was delivered: then there are no rows.
"""

import pandas as pd

from sikkerby_eval.metrics.charges.areas import exposed_areas, number_exposed
from sikkerby_eval.metrics.estimates import EVERYBODY, FRACTION, WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.indicators.education import residents_of_age, share_in_education
from sikkerby_eval.metrics.indicators.start import share_started
from sikkerby_eval.metrics.intervals.dispersion import FEWEST_PERIODS, SEASON_AND_TREND, dispersion
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval
from sikkerby_eval.metrics.shares import no_rows

FIRST_YEAR = 2010
"""Table 2 of the paper begins here: the first year measured from here on is the baseline."""
LIST_YEAR = 2010
CRIME = {"reports": ("anmeldelser", "anmeldelsesdato"), "incidents": ("haendelser", "haendelsesdato")} | {
    "charges": ("sigtelser", "sigtelsesdato")
}
DISPERSION = "indicator_dispersion"
ALL_OFFENCES = "TOT"


def delivered(registers, number: int, *, unit: str, persons: bool) -> pd.DataFrame:
    """Read an indicator as it was delivered: a share where there is a denominator, else a count, else a bare value.

    Population and definition are the deliverer's. Period: year.

    Parameters
    ----------
    registers
        ``indikatorer``: ``indikator, aar, bydel, taeller, naevner, vaerdi``; the city is where bydel is empty.
    number
        The indicator's number, 1–13.
    unit
        Unit of a count or a bare value.
    persons
        Whether persons were counted: shares of persons have Wilson's interval, other shares none.

    Returns
    -------
    DataFrame
        Estimates, by year and area. An indicator delivered by bydel has a row for the city in the years when the same
        bydele were delivered as in the fullest year, added up from the counts.
    """
    rows = registers.indikatorer
    if rows is None or not (rows["indikator"] == number).any():
        return no_rows()
    rows = rows[rows["indikator"] == number].assign(area=lambda chosen: chosen["bydel"].fillna(WHOLE_CITY))
    if not (rows["area"] == WHOLE_CITY).any():
        rows = pd.concat([_added_up(rows), rows])
    return _series(rows.sort_values("aar", kind="stable"), number, unit, persons, registers.basis)


def young_in_education(registers) -> pd.DataFrame:
    """Indicator 3 where the young are listed: see ``metrics.indicators.education.share_in_education``."""
    residents = residents_of_age(registers.befolkning, registers.befolkningstal)
    if registers.ungestatus is None or residents is None:
        return no_rows()
    return share_in_education(registers.ungestatus, residents, basis=registers.basis)


def young_who_started(registers) -> pd.DataFrame:
    """Indicator 6 from its four criteria: see ``metrics.indicators.start.share_started``."""
    frames = registers.ungestatus, registers.tryghedsindeks, registers.belastningsindeks
    if any(frame is None for frame in frames):
        return no_rows()
    status, safety, deprivation = frames
    return share_started(status, exposed_areas(safety, deprivation), baseline=LIST_YEAR, basis=registers.basis)


def udsatte_areas(registers) -> pd.DataFrame:
    """Indicator 8, the number of udsatte boligområder on each year's own list: a complete count."""
    if registers.tryghedsindeks is None or registers.belastningsindeks is None:
        return no_rows()
    exposed = exposed_areas(registers.tryghedsindeks, registers.belastningsindeks)
    return number_exposed(exposed, basis=registers.basis).assign(metric="indicator_8")


def crime(registers) -> pd.DataFrame:
    """Indicator 9: reports, cases and incidents, and charges, each counted by year with its own dispersion.

    Population: all that were registered in the city. Unit: events, not persons. Period: years of which all four
    quarters are covered.

    Parameters
    ----------
    registers
        ``anmeldelser, haendelser, sigtelser`` and their cut-offs; those that are not delivered have no rows.

    Returns
    -------
    DataFrame
        Estimates ``indicator_9`` with group ``reports``, ``incidents`` or ``charges``, and ``indicator_dispersion`` of
        each from the quarters before 2010, with the degrees of freedom it rests on as its denominator.
    """
    pieces = [
        _yearly(_quarters(getattr(registers, name)[column], registers.cutoffs[name]), group, registers.basis)
        for group, (name, column) in CRIME.items()
        if getattr(registers, name) is not None
    ]
    return pd.concat(pieces, ignore_index=True) if pieces else no_rows()


def published_crime(reports: pd.DataFrame) -> pd.DataFrame:
    """The first part of indicator 9, reports, from Statistics Denmark's published quarters: as ``crime``.

    Parameters
    ----------
    reports
        ``period`` (2010K1), ``group`` (``TOT`` is all offences) and ``reports``.
    """
    rows = reports[reports["group"] == ALL_OFFENCES]
    return _yearly(rows.set_index("period")["reports"].sort_index(), "reports", "published")


def crisis_calls(registers) -> pd.DataFrame:
    """Indicator 13, calls to SOS-krisehjælp about feeling unsafe, added up over the administrations.

    A year in which fewer administrations are in the register than in its fullest year is missing: the sum would fall
    because a report is missing.

    Parameters
    ----------
    registers
        ``sos_krisehjaelp``: ``aar, forvaltning, antal``.
    """
    if registers.sos_krisehjaelp is None:
        return no_rows()
    years = registers.sos_krisehjaelp.groupby("aar").agg(calls=("antal", "sum"), who=("forvaltning", "nunique"))
    calls = years["calls"].astype("Int64").where(years["who"] == years["who"].max())
    return estimates_frame(
        metric="indicator_13",
        period=years.index.astype(str),
        numerator=calls,
        value=calls,
        unit="calls",
        method="complete count",
        basis=registers.basis,
    )


def _added_up(rows):
    counted = rows.groupby("aar").agg(
        taeller=("taeller", "sum"), naevner=("naevner", "sum"), bydele=("bydel", "nunique")
    )
    whole = counted[counted["bydele"] == counted["bydele"].max()]
    return whole.reset_index().assign(area=WHOLE_CITY, vaerdi=pd.NA)


def _series(rows, number, unit, persons, basis):
    part, whole = (rows[column].astype("Int64").reset_index(drop=True) for column in ("taeller", "naevner"))
    shares = bool(whole.notna().any())
    value = rows["vaerdi"].astype("Float64").reset_index(drop=True)
    columns = {"value": part.astype("Float64").fillna(value), "ci_low": pd.NA, "ci_high": pd.NA}
    if shares:
        columns = proportion_interval(part, whole)
        columns = columns if persons else columns.assign(ci_low=pd.NA, ci_high=pd.NA)
    return estimates_frame(
        metric=f"indicator_{number}",
        period=rows["aar"].astype(str),
        area=rows["area"],
        group=EVERYBODY,
        numerator=part,
        denominator=whole,
        **columns,
        unit=FRACTION if shares else unit,
        method="wilson" if shares and persons else "as delivered",
        n_persons=part if persons else pd.NA,
        basis=basis,
    )


def _quarters(dates: pd.Series, cut_off) -> pd.Series:
    """Events by quarter (2010K1), the quarters that are covered to their end."""
    quarters = dates.dt.to_period("Q")
    counted = quarters.value_counts().sort_index()
    counted = counted[counted.index.end_time.normalize() <= pd.Timestamp(cut_off)]
    return counted.set_axis([f"{quarter.year}K{quarter.quarter}" for quarter in counted.index])


def _yearly(quarters: pd.Series, group: str, basis: str) -> pd.DataFrame:
    years = quarters.groupby(quarters.index.str[:4]).agg(["sum", "size"]).query("size == 4")
    history = quarters[quarters.index < f"{FIRST_YEAR}K1"]
    known = int(history.count())
    swings, freedom = (dispersion(history), known - SEASON_AND_TREND) if known >= FEWEST_PERIODS else (pd.NA, pd.NA)
    labels = {"group": group, "basis": basis}
    counted = {"numerator": years["sum"], "value": years["sum"], "unit": group, "method": "sum of four quarters"}
    spread = {"value": swings, "denominator": freedom, "unit": "ratio", "method": "quarters before the baseline"}
    return pd.concat(
        [
            estimates_frame(metric="indicator_9", period=years.index, **counted, **labels),
            estimates_frame(metric=DISPERSION, period=str(FIRST_YEAR), **spread, **labels),
        ],
        ignore_index=True,
    )
