"""Key figures of reported crime: counts by type, by harm, and as they were known when a quarter ended.

Where a function asks for ``reports`` it takes the register ``anmeldelser`` or None where it was not delivered, which
gives no rows. Counts travel as a counts frame: ``period, area, group, group_da, reports``, one row for each type of
crime, which is also how Statistics Denmark's series is kept.
"""

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.crime.days import Days, whole_quarter
from sikkerby_eval.metrics.estimates import FRACTION, WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.shares import no_rows

ALL_REPORTS = "TOT"
PAPER_TYPES = ("røveri", "vold", "indbrud")
"""The types of crime whose change the paper tells, by their names among its own terms."""
UNKNOWN_CODE = "ukendt kode"
COUNTS = ["period", "area", "group", "group_da", "reports"]


def crime_types(levels: pd.DataFrame, groups: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """Say which types of crime each offence code counts in: Statistics Denmark's group, and the paper's own types.

    Parameters
    ----------
    levels
        Offence codes: ``gerningskode, group, group_da``.
    groups
        Names of the groups: ``code, tekst_da``.
    terms
        The paper's words: ``term_da, codes`` (with spaces between).

    Returns
    -------
    DataFrame
        ``gerningskode, group, group_da, is_main``; the main groups of all codes do not overlap, the paper's types do.
    """
    names = groups.set_index("code")["tekst_da"]
    main = pd.DataFrame(
        {
            "gerningskode": levels["gerningskode"],
            "group": levels["group"],
            "group_da": levels["group"].map(names).fillna(levels["group_da"]),
            "is_main": True,
        }
    )
    words = terms[terms["term_da"].isin(PAPER_TYPES)].set_index("term_da")["codes"].loc[list(PAPER_TYPES)]
    codes = words.str.split().explode()
    paper = pd.DataFrame({"gerningskode": codes, "group": codes.index, "group_da": codes.index, "is_main": False})
    return pd.concat([main, paper], ignore_index=True).astype({"group": "str", "group_da": "str"})


def report_counts(reports: pd.DataFrame | None, types: pd.DataFrame, *days: Days) -> pd.DataFrame:
    """Count reports of each type of crime, and of all, within given days; the date of the report decides.

    Population: offences reported in the city. Unit: report (an event). A code that is not among the types is counted
    in all reports and as ``ukendt kode``. Of the paper's days are ``r1`` of 28 March 2010, but not ``r2`` of 29 March.

    Returns
    -------
    DataFrame
        A counts frame; ``reports`` is missing, never 0, for days before the register's first report or after its last.
    """
    if reports is None:
        return pd.DataFrame(columns=COUNTS)
    return pd.concat([_counted(reports, types, span) for span in days], ignore_index=True)


def quarterly_counts(reports: pd.DataFrame | None, types: pd.DataFrame) -> pd.DataFrame:
    """Count reports of each type of crime in every quarter from the register's first report to its last.

    A quarter that the register covers in part is missing. Returns a counts frame.
    """
    if reports is None or reports.empty:
        return pd.DataFrame(columns=COUNTS)
    quarters = reports["anmeldelsesdato"].dt.to_period("Q")
    named = [whole_quarter(q.year, q.quarter) for q in pd.period_range(quarters.min(), quarters.max(), freq="Q")]
    return report_counts(reports, types, *named)


def most_frequent_types(
    reports: pd.DataFrame | None, levels: pd.DataFrame, days: Days, *, basis: str, number: int = 25
) -> pd.DataFrame:
    """Rank the offence codes by how often they were reported within given days. Table 5 of the key figures.

    Returns
    -------
    DataFrame
        Estimates ``reports_by_offence``, the most frequent first, at most ``number``; codes without a name are
        ``ukendt kode`` together.
    """
    if reports is None:
        return no_rows()
    names = levels.drop_duplicates("gerningskode").set_index("gerningskode")["tekst_da"]
    counted = _within(reports, days)["gerningskode"].map(names).fillna(UNKNOWN_CODE).value_counts(sort=False)
    ranked = counted.sort_index().sort_values(ascending=False, kind="stable").head(number)
    return event_counts("reports_by_offence", "reports", ranked, basis=basis, period=days.period, group=ranked.index)


def harm_weighted(reports: pd.DataFrame | None, weights: pd.DataFrame | None, *days: Days, basis: str) -> pd.DataFrame:
    """Add up reports by the harm of each offence code, so that one robbery weighs more than one shoplifting.

    Parameters
    ----------
    weights
        ``vaegtsaet, gerningskode, vaegt``: one or more sets of weights; None gives no rows.

    Returns
    -------
    DataFrame
        Estimates ``harm_weighted_reports`` (unit ``harm``) for each set, named in ``group``, and
        ``share_of_reports_weighted``: the reports whose code has a weight, of all reports. A code without weight adds
        nothing and shows only there.

    Raises
    ------
    ValueError
        If a set weighs a code twice.
    """
    if reports is None or weights is None:
        return no_rows()
    if twice := int(weights.duplicated(["vaegtsaet", "gerningskode"]).sum()):
        raise ValueError(f"{twice} rows weigh an offence code again within a set of weights")
    rows = []
    for span in days:
        counted = _within(reports, span)["gerningskode"].value_counts()
        for name, chosen in weights.groupby("vaegtsaet", sort=False):
            found = counted.reindex(chosen["gerningskode"]).fillna(0).to_numpy()
            shared = {"period": span.period, "group": [name], "basis": basis}
            total = (found * chosen["vaegt"].to_numpy(dtype=float)).sum() if counted.sum() else np.nan
            rows.append(
                estimates_frame(
                    metric="harm_weighted_reports", value=[total], unit="harm", method="sum of weights", **shared
                )
            )
            rows.append(_share("share_of_reports_weighted", found.sum(), counted.sum(), **shared))
    return pd.concat(rows, ignore_index=True) if rows else no_rows()


def known_at_quarter_end(reports: pd.DataFrame | None, quarter: Days, *, basis: str) -> pd.DataFrame:
    """Say how many of a quarter's offences had been reported when the quarter ended: the rest came late.

    Population: offences committed in the quarter and reported by the end of the register. Unit: report. An offence of
    30 March 2010 reported on 2 April 2010 was not known at the end of its quarter; one without a date of offence is
    left out.

    Returns
    -------
    DataFrame
        Estimate ``share_reported_in_time`` with both counts; no interval, since the count is complete.
    """
    if reports is None:
        return no_rows()
    committed = reports[reports["gerningsdato"].between(quarter.first, quarter.last)]
    in_time = int((committed["anmeldelsesdato"] <= quarter.last).sum())
    return _share("share_reported_in_time", in_time, len(committed), period=quarter.period, group=["alle"], basis=basis)


def event_counts(metric: str, unit: str, counted: pd.Series, *, basis: str, **labels) -> pd.DataFrame:
    """Put counts of events into the estimates frame: complete, without interval, and about no person."""
    return estimates_frame(
        metric=metric, numerator=counted, value=counted, unit=unit, method="complete count", basis=basis, **labels
    )


def _within(reports, days):
    return reports[reports["anmeldelsesdato"].between(days.first, days.last)]


def _counted(reports, types, days):
    known = not reports.empty and _covers(reports["anmeldelsesdato"], days)
    codes = _within(reports, days)["gerningskode"].value_counts()
    names = types.drop_duplicates("group").set_index("group")["group_da"]
    counted = types["gerningskode"].map(codes).fillna(0).groupby(types["group"], sort=False).sum()
    unknown = codes[~codes.index.isin(types["gerningskode"])].sum()
    names[ALL_REPORTS] = "Overtrædelsens art i alt"
    extra = {UNKNOWN_CODE: unknown} if unknown else {}
    counted = pd.concat([pd.Series({ALL_REPORTS: codes.sum()}), counted, pd.Series(extra, dtype=float)])
    return pd.DataFrame(
        {
            "period": days.period,
            "area": WHOLE_CITY,
            "group": counted.index,
            "group_da": [names.get(group, group) for group in counted.index],
            "reports": counted.astype("Int64").array if known else pd.NA,
        }
    )


def _covers(dates, days):
    # A register says nothing of days before it begins or after it ends; a city has reports in every week.
    slack = pd.Timedelta(days=7)
    return dates.min() <= days.first + slack and dates.max() >= days.last - slack


def _share(metric, numerator, denominator, **labels):
    share = numerator / denominator if denominator else np.nan
    counts = {"numerator": [numerator], "denominator": [denominator]} if denominator else {}
    return estimates_frame(metric=metric, value=[share], **counts, unit=FRACTION, method="complete count", **labels)
