"""Projects as money: what they cost, who pays, and how many citizens they reach for it."""

import pandas as pd

from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.projects.lists import IN_ALL, fact_sheets
from sikkerby_eval.metrics.shares import no_rows


def budget_by(projects: pd.DataFrame, key: str, *, period: str, basis: str = "published") -> pd.DataFrame:
    """Add up what projects cost, by administration or another key.

    Population: the projects listed. Unit: thousand kroner, as printed; the list mixes amounts of 2009 and 2010.

    Parameters
    ----------
    projects
        One row for each project: ``amount_tkr`` and the key.
    key
        Column to add up by, such as ``administration``.
    period
        The year the list was made.

    Returns
    -------
    DataFrame
        Estimates of ``budget``, one for each value of the key, largest first; ``denominator`` is the number of
        projects behind the sum.

    Notes
    -----
    Source: the programme paper of 13 April 2010, annex 3.
    """
    sums = projects.groupby(key, sort=False)["amount_tkr"].agg(["sum", "size"])
    sums = sums.sort_values("sum", ascending=False, kind="stable")
    return estimates_frame(
        metric="budget",
        period=period,
        group=sums.index,
        numerator=sums["sum"],
        denominator=sums["size"],
        value=sums["sum"],
        unit="kr_1000",
        method="sum of the amounts printed",
        basis=basis,
    )


def initiative_costs(initiatives: pd.DataFrame, *, period: str) -> pd.DataFrame:
    """Add up what the new initiatives cost by action area, from the lines that count in the paper's own total.

    Population: the lines of annex 4 with ``in_total``. Unit: thousand kroner.

    Parameters
    ----------
    initiatives
        ``action_area, amount_tkr, in_total``; an amount that is not yet known adds nothing.

    Returns
    -------
    DataFrame
        Estimates ``initiative_cost``, in the order of the action areas; ``denominator`` is the number of lines that
        have an amount.

    Source: the programme paper of 13 April 2010, annex 4.
    """
    lines = initiatives[initiatives["in_total"]]
    sums = lines.groupby("action_area")["amount_tkr"].agg(["sum", "count"])
    return estimates_frame(
        metric="initiative_cost",
        period=period,
        group=[f"indsatsomraade_{number}" for number in sums.index],
        numerator=sums["sum"],
        denominator=sums["count"],
        value=sums["sum"],
        unit="kr_1000",
        method="sum of the amounts printed",
        basis="published",
    )


def project_economy(projects: pd.DataFrame | None, key: str, year: int, *, basis: str) -> pd.DataFrame:
    """Give the budget, the external share, the citizens and the cost per citizen, by a key and in all.

    Population: the fact sheets of a year. Unit: thousand kroner, fraction of the budget, person.

    Parameters
    ----------
    projects
        The register ``projekter``: ``aar, budget_tkr, eksternt_tkr, antal_borgere`` and the key.
    key
        ``forvaltning``, ``indsatsomraade`` or ``finansiering``.

    Returns
    -------
    DataFrame
        Estimates ``project_budget`` (its denominator is the number of projects), ``external_share`` (of the projects
        that state both), ``citizens_reached`` and ``cost_per_citizen`` (of the projects that state citizens; the sum
        of budgets over the sum of citizens, never a mean of ratios). A citizen in two projects counts in both.

    Notes
    -----
    Source: the programme paper of 13 April 2010, annex 6 (the hearing letter's fact sheet).
    """
    sheets = fact_sheets(projects, year)
    if sheets.empty:
        return no_rows()
    stated = sheets["eksternt_tkr"].notna()
    counted = sheets["antal_borgere"].gt(0).fillna(False)
    parts = pd.DataFrame(
        {
            "projects": 1,
            "budget": sheets["budget_tkr"],
            "external": sheets["eksternt_tkr"].where(stated),
            "of_budget": sheets["budget_tkr"].where(stated),
            "citizens": sheets["antal_borgere"].where(counted).astype("Float64"),
            "for_citizens": sheets["budget_tkr"].where(counted),
        }
    )
    by_key = parts.groupby(_labels(sheets[key], key)).sum(min_count=1)
    by_key = by_key.sort_values("budget", ascending=False, kind="stable")
    in_all = parts.sum(min_count=1).to_frame(IN_ALL).T
    sums = pd.concat([by_key, in_all]).astype("Float64")
    rows = {"period": str(year), "group": sums.index, "basis": basis}
    citizens = sums["citizens"].astype("Int64")
    return pd.concat(
        [
            estimates_frame(
                metric="project_budget",
                numerator=sums["budget"],
                denominator=sums["projects"],
                value=sums["budget"],
                unit="kr_1000",
                method="sum of budgets",
                **rows,
            ),
            estimates_frame(
                metric="external_share",
                value=sums["external"] / sums["of_budget"].where(sums["of_budget"] > 0),
                unit=FRACTION,
                method="of the projects that state it",
                **rows,
            ),
            estimates_frame(
                metric="citizens_reached",
                numerator=citizens,
                value=citizens,
                unit="persons",
                method="of the projects that state it",
                n_persons=citizens,
                **rows,
            ),
            estimates_frame(
                metric="cost_per_citizen",
                value=sums["for_citizens"] / sums["citizens"],
                unit="kr_1000_per_person",
                method="of the projects that state it",
                n_persons=citizens,
                **rows,
            ),
        ],
        ignore_index=True,
    )


def year_budget_by(projects: pd.DataFrame | None, key: str, year: int, *, basis: str) -> pd.DataFrame:
    """Divide the year's budget another way; it adds up to the same whole as ``project_economy`` gives.

    Population: the fact sheets of a year. Unit: thousand kroner.

    Parameters
    ----------
    projects
        The register ``projekter``: ``aar, budget_tkr`` and the key.
    key
        ``indsatsomraade`` or ``finansiering`` (ordinary operation, project, or private with the city's support).

    Returns
    -------
    DataFrame
        Estimates ``project_budget_by_`` and the key, in the order of the keys; ``denominator`` the number of projects.

    Source: the programme paper of 13 April 2010, annex 6, and its minutes on private projects the city supports.
    """
    sheets = fact_sheets(projects, year)
    if sheets.empty:
        return no_rows()
    sums = sheets.groupby(_labels(sheets[key].astype("string"), key))["budget_tkr"].agg(["sum", "size"])
    return estimates_frame(
        metric=f"project_budget_by_{key}",
        period=str(year),
        group=sums.index,
        numerator=sums["sum"],
        denominator=sums["size"],
        value=sums["sum"],
        unit="kr_1000",
        method="sum of budgets",
        basis=basis,
    )


def _labels(values: pd.Series, key: str) -> pd.Series:
    return "indsatsomraade_" + values.astype("string") if key == "indsatsomraade" else values
