"""Projects as lists: how many there are, for whom and where, what they are called, and which stand twice."""

import pandas as pd

from sikkerby_eval.metrics.estimates import WHOLE_CITY, by_number, estimates_frame
from sikkerby_eval.metrics.shares import no_rows

TARGET_GROUPS = ("maalgruppe_10_15", "maalgruppe_15_18", "maalgruppe_18_25")
NO_TARGET_GROUP = "ingen målgruppe oplyst"
IN_ALL = "alle"


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
    sheets = fact_sheets(projects, year)
    if sheets.empty:
        return listed[columns]
    named = sheets.rename(columns={"navn": "project", "forvaltning": "administration"})
    areas = pd.to_numeric(named["indsatsomraade"].astype("string")).astype("Int64")
    return named.assign(action_area=areas, activity=pd.NA)[columns]


def projects_by_target_group(projects: pd.DataFrame | None, year: int, *, basis: str) -> pd.DataFrame:
    """Count the projects for each target group; the groups meet at 15 and 18, and a project may be for several.

    Population: the fact sheets of a year. Unit: project.

    Returns
    -------
    DataFrame
        Estimates ``projects_for_target_group``: numerator the projects for the group, denominator all; the last row
        is the projects that name none of the three.
    """
    sheets = fact_sheets(projects, year)
    if sheets.empty:
        return no_rows()
    named = sheets[list(TARGET_GROUPS)].eq("ja")
    counts = pd.concat([named.sum(), pd.Series({NO_TARGET_GROUP: (~named.any(axis=1)).sum()})])
    return _counted("projects_for_target_group", counts, len(sheets), year, basis, group=counts.index)


def projects_by_bydel(projects: pd.DataFrame | None, year: int, *, basis: str) -> pd.DataFrame:
    """Count the projects in each bydel by name; those for the whole city, or without a bydel, stand last."""
    sheets = fact_sheets(projects, year)
    if sheets.empty:
        return no_rows()
    counts = sheets["bydel"].value_counts().drop(WHOLE_CITY, errors="ignore").sort_index(key=by_number)
    elsewhere = len(sheets) - counts.sum()
    counts = pd.concat([counts, pd.Series({WHOLE_CITY: elsewhere} if elsewhere else {}, dtype=int)])
    return _counted("projects_in_area", counts, len(sheets), year, basis, area=counts.index)


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


def fact_sheets(projects: pd.DataFrame | None, year: int) -> pd.DataFrame:
    """Give the fact sheets of a year; none where the register ``projekter`` is not delivered."""
    return pd.DataFrame() if projects is None else projects[projects["aar"] == year]
