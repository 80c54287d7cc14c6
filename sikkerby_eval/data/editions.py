"""Which pages of each kind of report there is something to tell on: what a plan of all reports asks first."""

from collections.abc import Iterable

import pandas as pd

from sikkerby_eval.data import published, reference
from sikkerby_eval.data.given import registers_given
from sikkerby_eval.data.statbank import reports_with

QUARTERLY = {
    "noegletal": ("anmeldelser", "haendelser", "sigtelser"),
    "urolige_omraader": ("afhoeringer", "ssp_sager", "ssp_vurderinger"),
}
"""The registers that each quarterly report counts from."""
DATES = ("anmeldelsesdato", "haendelsesdato", "sigtelsesdato")
PORTFOLIO = ("projekter", "selvevaluering", "selvevaluering_tal", "prioritering")
"""The registers that the report on projects counts from."""
PAPER = 2010
"""The year of the programme paper and its lists of projects."""
INDICATOR_YEARS = range(2010, 2016)
"""Table 2 of the paper runs over these years, and so does its calendar."""


def editions(
    kind: str, years: Iterable[int], *, registre: str = "", udtraek: str = ""
) -> dict[int, list[dict[str, int]]]:
    """List the pages of a kind that each year has data for, each page by the parameters that set it apart.

    Parameters
    ----------
    kind
        A notebook's name, such as ``noegletal``.
    registre, udtraek
        As the parameters of the notebooks: deliveries (or ``demonstration``), and newer extracts.

    Returns
    -------
    dict of list of dict
        By year: ``{"kvartal": 1}`` for each quarter with data; ``{"indikator": 1}`` to 13 in the last of the years that
        Table 2 covers, whose pages show the years before; one empty dict for a kind with one page a year; an empty
        list where there is nothing to tell, as of projects after 2010 where none is delivered.

    Raises
    ------
    DeliveryError
        If a delivery or an extract has an error.
    """
    years = list(years)
    if kind in QUARTERLY:
        known = quarters_with_data(kind, registre=registre, udtraek=udtraek)
        return {year: [{"kvartal": quarter} for of_year, quarter in known if of_year == year] for year in years}
    if kind == "indikator":
        pages = [{"indikator": int(number)} for number in reference.indicators()["number"]]
        last = max((year for year in years if year in INDICATOR_YEARS), default=None)
        return {year: pages if year == last else [] for year in years}
    if kind == "kalender":
        due = {*INDICATOR_YEARS, *reference.goals()["deadline"].dt.year}
        return {year: [{}] if year in due else [] for year in years}
    if kind == "portefoelje":
        told = years_with_projects(registre)
        return {year: [{}] if year in told else [] for year in years}
    return {year: [{}] for year in years}


def years_with_projects(registre: str = "") -> set[int]:
    """List the years that a report on projects has something of its own to tell of.

    The paper's lists are of 2010, and no later list was found published; other years rest on what is delivered.
    """
    registers = registers_given(registre)
    delivered = (getattr(registers, name) for name in PORTFOLIO)
    return {PAPER}.union(*(_years(frame) for frame in delivered if frame is not None))


def _years(frame: pd.DataFrame) -> set[int]:
    return set(frame["aar"].astype(int) if "aar" in frame else frame["periode_start"].dt.year)


def quarters_with_data(kind: str, *, registre: str = "", udtraek: str = "") -> list[tuple[int, int]]:
    """List the quarters, as year and number in the order of time, that a quarterly report can tell something new of.

    The key figures rest on the register of reports, else on Statistics Denmark's series and newer extracts of it; a
    quarter counts from the first row of a register to the last day that it covers. On published figures alone the
    report on areas of unrest has the first quarter of the years with a safety index, which comes in spring, and the
    quarters with published interrogations.
    """
    registers = registers_given(registre)
    frames = {name: getattr(registers, name) for name in QUARTERLY[kind]}
    delivered = {name: frame for name, frame in frames.items() if frame is not None and not frame.empty}
    found = {quarter for name, frame in delivered.items() for quarter in _quarters(frame, registers.cutoffs[name])}
    if kind == "noegletal" and "anmeldelser" not in delivered:
        series = reports_with(udtraek).series if udtraek else published.reports_by_quarter()
        found |= _named(series.loc[series["reports"].notna(), "period"])
    if kind == "urolige_omraader":
        index, figures = published.safety_survey(), published.key_figures()
        years = index.loc[index["indicator"] == "areas_markant_or_intensiveret", "period"]
        asked = figures.loc[figures["indicator"] == "share_interrogated_youth", "period"]
        found |= {(int(year), 1) for year in years} | _named(asked)
    return sorted(found)


def _quarters(frame: pd.DataFrame, cut_off) -> set[tuple[int, int]]:
    """The quarters of a register's rows that are over by its last day."""
    if "kvartal" in frame:
        return set(frame[["aar", "kvartal"]].astype(int).drop_duplicates().itertuples(index=False, name=None))
    dates = frame[next(column for column in DATES if column in frame)]
    first, last = dates.min().to_period("Q"), (pd.Timestamp(cut_off) + pd.Timedelta(days=1)).to_period("Q")
    return {(one.year, one.quarter) for one in pd.period_range(first, last - 1, freq="Q")}


def _named(periods: pd.Series) -> set[tuple[int, int]]:
    quarters = periods[periods.str.fullmatch(r"\d{4}K[1-4]")]
    return {(int(period[:4]), int(period[5])) for period in quarters}
