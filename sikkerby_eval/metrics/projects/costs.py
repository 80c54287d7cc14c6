"""Projects: what they cost, who pays, whom they are for, and how many citizens they reach."""

import pandas as pd

from sikkerby_eval.metrics.estimates import FRACTION, WHOLE_CITY, by_number, estimates_frame
from sikkerby_eval.metrics.shares import no_rows

TARGET_GROUPS = ("maalgruppe_10_15", "maalgruppe_15_18", "maalgruppe_18_25")
NO_TARGET_GROUP = "ingen målgruppe oplyst"
IN_ALL = "alle"


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


def projects_listed(projects: pd.DataFrame, *, period: str) -> pd.DataFrame:
    """Count the projects that the paper lists under each administration, and in all.

    Returns
    -------
    DataFrame
        Estimates ``projects_listed``, in the order of the list, the last row all of them.

    Source: the programme paper of 13 April 2010, annex 3.
    """
    counts = projects["administration"].value_counts(sort=False)
    counts.loc[IN_ALL] = len(projects)
    return _counted("projects_listed", counts, len(projects), period, "published", group=counts.index)


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
    sheets = _of_year(projects, year)
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
    sheets = _of_year(projects, year)
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


def projects_by_target_group(projects: pd.DataFrame | None, year: int, *, basis: str) -> pd.DataFrame:
    """Count the projects for each target group; the groups meet at 15 and 18, and a project may be for several.

    Population: the fact sheets of a year. Unit: project.

    Returns
    -------
    DataFrame
        Estimates ``projects_for_target_group``: numerator the projects for the group, denominator all; the last row
        is the projects that name none of the three.
    """
    sheets = _of_year(projects, year)
    if sheets.empty:
        return no_rows()
    named = sheets[list(TARGET_GROUPS)].eq("ja")
    counts = pd.concat([named.sum(), pd.Series({NO_TARGET_GROUP: (~named.any(axis=1)).sum()})])
    return _counted("projects_for_target_group", counts, len(sheets), year, basis, group=counts.index)


def projects_by_bydel(projects: pd.DataFrame | None, year: int, *, basis: str) -> pd.DataFrame:
    """Count the projects in each bydel by name; those for the whole city, or without a bydel, stand last."""
    sheets = _of_year(projects, year)
    if sheets.empty:
        return no_rows()
    counts = sheets["bydel"].value_counts().drop(WHOLE_CITY, errors="ignore").sort_index(key=by_number)
    elsewhere = len(sheets) - counts.sum()
    counts = pd.concat([counts, pd.Series({WHOLE_CITY: elsewhere} if elsewhere else {}, dtype=int)])
    return _counted("projects_in_area", counts, len(sheets), year, basis, area=counts.index)


def listed_twice(projects: pd.DataFrame) -> pd.DataFrame:
    """Find the names that one administration lists more than once, whatever their capitals.

    Parameters
    ----------
    projects
        ``administration, project, amount_tkr, amount_year``.

    Returns
    -------
    DataFrame
        ``administration, project, times, amounts`` (the amounts as printed, with their years).
    """
    printed = projects["amount_tkr"].astype("string") + " (" + projects["amount_year"].astype("string") + ")"
    rows = projects.assign(name=projects["project"].str.casefold().str.split().str.join(" "), amounts=printed)
    found = rows.groupby(["administration", "name"], sort=False).agg(
        project=("project", "first"), times=("project", "size"), amounts=("amounts", list)
    )
    return found[found["times"] > 1].reset_index()[["administration", "project", "times", "amounts"]]


def named_projects(listed: pd.DataFrame, projects: pd.DataFrame | None, year: int) -> pd.DataFrame:
    """Name the projects of a year with what they belong to: by their fact sheets, or by the paper's list of 2010.

    Parameters
    ----------
    listed
        ``administration, project, action_area, activity`` of annex 3.
    projects
        The register ``projekter``; where it has no fact sheet for the year, the paper's list stands.

    Returns
    -------
    DataFrame
        ``project, administration, action_area, activity``, numbers missing where nobody has stated them.
    """
    columns = ["project", "administration", "action_area", "activity"]
    sheets = _of_year(projects, year)
    if sheets.empty:
        return listed[columns]
    named = sheets.rename(columns={"navn": "project", "forvaltning": "administration"})
    areas = pd.to_numeric(named["indsatsomraade"].astype("string")).astype("Int64")
    return named.assign(action_area=areas, activity=pd.NA)[columns]


def _of_year(projects, year):
    return pd.DataFrame() if projects is None else projects[projects["aar"] == year]


def _labels(values: pd.Series, key: str) -> pd.Series:
    return "indsatsomraade_" + values.astype("string") if key == "indsatsomraade" else values


def _counted(metric, counts, whole, year, basis, **labels):
    return estimates_frame(
        metric=metric,
        period=str(year),
        numerator=counts,
        denominator=whole,
        value=counts,
        unit="projects",
        method="complete count",
        basis=basis,
        **labels,
    )
