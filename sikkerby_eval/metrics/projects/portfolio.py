"""What the projects say of themselves: forms, dimensions before and after, double reports, and their own ranking."""

import pandas as pd

from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval
from sikkerby_eval.metrics.shares import no_rows, share_rows

YEARLY_FORMS = ("evaluering", "opfoelgning")
LEAST_PARTICIPANTS = 10
RULE = (3, 6)
"""Each administration names between three and six projects as the most, and as the least, effective."""


def dimension_shares(measured: pd.DataFrame | None, year: int, *, basis: str) -> pd.DataFrame:
    """Give the share of the projects' own participants with the wanted status before and after, by dimension.

    Population: participants measured both times, of all projects of the year together; the area's other young people
    are never in it. Unit: person and project. Period: the year in which the project's period began.

    Parameters
    ----------
    measured
        The register ``selvevaluering_tal``: ``periode_start, dimension, deltagere, positive_foer, positive_efter``.

    Returns
    -------
    DataFrame
        Estimates ``wanted_status_before`` and ``wanted_status_after``, one for each dimension. Only rows that state
        the status before are used for either. The same persons are measured twice and pairs are not delivered, so no
        interval of the difference is given. Before and after is level 2 of the Maryland scale: no effect is claimed.

    Source: the programme paper of 13 April 2010, annex 1, section 6.1, and annex 6.
    """
    if measured is None:
        return no_rows()
    rows = measured[(measured["periode_start"].dt.year == year) & measured["positive_foer"].notna()]
    sums = rows.groupby("dimension", sort=False)[["deltagere", "positive_foer", "positive_efter"]].sum()
    where = pd.DataFrame({"period": str(year), "group": sums.index}, index=sums.index)
    return pd.concat(
        [
            share_rows("wanted_status_before", where, sums["positive_foer"], sums["deltagere"], basis=basis),
            share_rows("wanted_status_after", where, sums["positive_efter"], sums["deltagere"], basis=basis),
        ],
        ignore_index=True,
    )


def forms_received(
    forms: pd.DataFrame | None, projects: pd.DataFrame | None, administrations, year: int, *, basis: str
) -> pd.DataFrame:
    """Give the share of the year's evaluation and follow-up forms that each administration's projects have sent.

    Population: the projects with a fact sheet for the year, two forms each. Unit: form.

    Parameters
    ----------
    forms
        The register ``selvevaluering``: ``projekt_id, skema, periode_start``.
    projects
        The register ``projekter``: ``projekt_id, aar, forvaltning``.
    administrations
        Codes in the order shown; one without projects is missing, not complete.

    Returns
    -------
    DataFrame
        Estimates ``forms_received``. A form sent twice counts once; a form of a project without a fact sheet does not.
    """
    if forms is None or projects is None:
        return no_rows()
    expected = projects[projects["aar"] == year].drop_duplicates("projekt_id").set_index("projekt_id")["forvaltning"]
    sent = forms[(forms["periode_start"].dt.year == year) & forms["skema"].isin(YEARLY_FORMS)]
    sent = sent.drop_duplicates(["projekt_id", "skema"])["projekt_id"].map(expected).value_counts()
    wanted = expected.value_counts() * len(YEARLY_FORMS)
    where = pd.DataFrame({"period": str(year), "group": list(administrations)}, index=list(administrations))
    counts = (sent.reindex(where.index, fill_value=0), wanted.reindex(where.index, fill_value=0))
    rows = share_rows("forms_received", where, *counts, basis=basis, persons=False, missing="missing: no projects")
    # All forms that were to come are counted, so chance has no part in it.
    return rows.assign(ci_low=pd.NA, ci_high=pd.NA, method=rows["method"].replace("wilson", "complete count"))


def reported_twice(forms: pd.DataFrame | None, year: int) -> pd.DataFrame:
    """Find the projects that sent the same form for the same period through several systems.

    Returns
    -------
    DataFrame
        ``projekt_id, forvaltning, skema, systems`` (their names, sorted).
    """
    if forms is None:
        return pd.DataFrame(columns=["projekt_id", "forvaltning", "skema", "systems"])
    of_year = forms[forms["periode_start"].dt.year == year]
    keys = ["projekt_id", "forvaltning", "skema", "periode_start"]
    systems = of_year.groupby(keys, sort=False)["system"].agg(lambda names: sorted(set(names)))
    several = systems[systems.map(len) > 1]
    return several.rename("systems").reset_index().drop(columns="periode_start")


def priority_scores(ranking: pd.DataFrame | None, year: int, *, basis: str) -> pd.DataFrame:
    """Give goal attainment × use of evidence of each project that an administration has named.

    Population: named projects with at least ten participants; those with fewer are left out altogether. Unit: a score
    from 0 to 1.

    Parameters
    ----------
    ranking
        The register ``prioritering``: ``aar, forvaltning, projekt_id, maalopfyldelse, evidens, deltagere``; goal
        attainment is the share of the project's participants who reached their goal.

    Returns
    -------
    DataFrame
        Estimates ``priority_score``: group the project's id, ``numerator`` those who reached their goal in whole
        persons, ``denominator`` and ``n_persons`` its participants; the
        interval is Wilson's interval of the goal attainment times the evidence, which has no chance in it. A project
        that lacks one of the numbers is missing.

    Source: the programme paper of 13 April 2010, annex 5.
    """
    if ranking is None:
        return no_rows()
    rows = ranking[(ranking["aar"] == year) & (ranking["deltagere"] >= LEAST_PARTICIPANTS).fillna(False)]
    if rows.empty:
        return no_rows()
    reached = rows["maalopfyldelse"].astype("Float64")
    reaching = (reached * rows["deltagere"]).round().astype("Int64")
    ends = proportion_interval(reaching, rows["deltagere"].where(reached.notna()))
    evidence = rows["evidens"].astype("Float64")
    value = reached * evidence
    # A rounded count of persons may lie a hair beside the delivered share.
    low = pd.concat([ends["ci_low"] * evidence, value], axis=1).min(axis=1, skipna=False)
    high = pd.concat([ends["ci_high"] * evidence, value], axis=1).max(axis=1, skipna=False)
    return estimates_frame(
        metric="priority_score",
        period=str(year),
        group=rows["projekt_id"],
        numerator=reaching,
        denominator=rows["deltagere"],
        value=value,
        ci_low=low,
        ci_high=high,
        unit="score",
        method="wilson × evidence",
        n_persons=rows["deltagere"],
        basis=basis,
    )


def named_by_administration(ranking: pd.DataFrame | None, administrations, year: int) -> pd.DataFrame:
    """Count the projects each administration names as most and least effective, and whether that is within the rule.

    Returns
    -------
    DataFrame
        ``forvaltning, mest, mindst, within_rule`` in the order of ``administrations``; zero for one that named none.

    Source: the programme paper of 13 April 2010, annex 5.
    """
    named = pd.DataFrame(columns=["forvaltning", "gruppe"]) if ranking is None else ranking[ranking["aar"] == year]
    counts = pd.crosstab(named["forvaltning"], named["gruppe"])
    counts = counts.reindex(index=list(administrations), columns=["mest", "mindst"], fill_value=0)
    return counts.assign(within_rule=counts.apply(lambda n: n.between(*RULE)).all(axis=1)).reset_index(
        names="forvaltning"
    )


def too_few(ranking: pd.DataFrame | None, year: int) -> int:
    """Count the named projects that have fewer than ten participants, or do not say."""
    if ranking is None:
        return 0
    of_year = ranking[ranking["aar"] == year]
    return int((~(of_year["deltagere"] >= LEAST_PARTICIPANTS).fillna(False)).sum())
