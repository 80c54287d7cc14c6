"""What the administrations themselves rank: the most and the least effective projects, by their own numbers."""

import pandas as pd

from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval
from sikkerby_eval.metrics.shares import no_rows

LEAST_PARTICIPANTS = 10
RULE = (3, 6)
"""Each administration names between three and six projects as the most, and as the least, effective."""


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
        Estimates ``priority_score``: group the project's id, ``numerator`` those who reached their goal,
        ``denominator`` the participants, ``n_persons`` the fewer of those who did and those who did not. The interval
        is Wilson's interval of the goal attainment times the evidence, which has no chance in it. A project that lacks
        one of the numbers is missing.

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
        n_persons=pd.concat([reaching, rows["deltagere"] - reaching], axis="columns").replace(0, pd.NA).min(axis=1),
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
