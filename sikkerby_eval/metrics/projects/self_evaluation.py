"""What the projects say of themselves: forms sent and missing, dimensions before and after, double reports."""

import pandas as pd

from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import difference_of_proportions, paired_difference
from sikkerby_eval.metrics.shares import no_rows, share_rows

YEARLY_FORMS = ("evaluering", "opfoelgning")
WIDEST = "newcombe, widest pairs"
_PAIRED = {False: "newcombe, pairs", True: WIDEST}


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
        the status before are used for either. Before and after is level 2 of the Maryland scale: no effect is claimed.

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


def distance_travelled(measured: pd.DataFrame | None, year: int, *, basis: str) -> pd.DataFrame:
    """Give how far the projects' own participants came from before to after, by dimension.

    Population, unit and period as for ``dimension_shares``.

    Parameters
    ----------
    measured
        As for ``dimension_shares``, and ``positive_begge``, those with the wanted status both times. Where it is not
        delivered, or is fewer than the other numbers allow, as few are counted as they allow: then most persons have
        changed, and the interval is the widest that any pairs could give.

    Returns
    -------
    DataFrame
        Estimates ``distance_before_after`` (after minus before) with Newcombe's interval for pairs. Projects measure
        different things within a dimension; a person in two projects counts twice.

    Source: the programme paper of 13 April 2010, annex 1, section 6.1; Newcombe 1998 (SiM 17:2635).
    """
    if measured is None:
        return no_rows()
    rows = measured[(measured["periode_start"].dt.year == year) & measured["positive_foer"].notna()]
    people, before, after = (rows[name] for name in ("deltagere", "positive_foer", "positive_efter"))
    fewest = (before + after - people).clip(lower=0)
    delivered = rows["positive_begge"] if "positive_begge" in rows else pd.Series(pd.NA, rows.index, dtype="Int64")
    both = delivered.where(delivered >= fewest, fewest)
    cells = pd.DataFrame(
        {
            "both": both,
            "only_first": after - both,
            "only_second": before - both,
            "neither": people - before - after + both,
            "guessed": delivered.isna(),
        }
    )
    sums = cells.groupby(rows["dimension"], sort=False).sum()
    guessed = sums.pop("guessed") > 0
    found = paired_difference(**sums).drop(columns="p_value")
    latest = sums["both"] + sums["only_first"], sums.sum(axis=1)
    return _distances("distance_before_after", year, found, latest, sums, basis, guessed.map(_PAIRED))


def distance_since_last_year(measured: pd.DataFrame | None, year: int, *, basis: str) -> pd.DataFrame:
    """Give how far the status after lies from that of the year before, in the projects that reported both years.

    Population: the participants of those projects, each year's own. Unit: person and project.

    Returns
    -------
    DataFrame
        Estimates ``distance_since_last_year`` (this year minus last) by dimension, with Newcombe's interval for
        separate groups: who is in both years is not delivered, and with the same persons it is too wide.

    Source: the programme paper of 13 April 2010, annex 1, section 6.1 (follow-up during the project).
    """
    if measured is None:
        return no_rows()
    counted = ["positive_efter", "deltagere"]
    sums = measured.assign(year=measured["periode_start"].dt.year).pivot_table(
        index=["projekt_id", "dimension", "maal"], columns="year", values=counted, aggfunc="sum", sort=False
    )
    if not {year, year - 1} <= set(sums.columns.get_level_values("year")):
        return no_rows()
    in_both = sums[[(name, when) for when in (year, year - 1) for name in counted]].dropna()
    totals = in_both.groupby("dimension", sort=False).sum().astype("Int64")
    now, people_now, before, people_before = (totals[column] for column in totals)
    cells = pd.concat([now, people_now - now, before, people_before - before], axis="columns")
    found = difference_of_proportions(now, people_now, before, people_before)
    method = pd.Series("newcombe, separate groups", index=cells.index)
    return _distances("distance_since_last_year", year, found, (now, people_now), cells, basis, method)


def _distances(metric, year, found, latest, cells, basis, method):
    """Differences of shares with the counts of the later share; each rests on as few persons as its smallest cell."""
    return estimates_frame(
        metric=metric,
        period=str(year),
        group=found.index,
        numerator=latest[0],
        denominator=latest[1],
        **found,
        unit="percentage_points",
        method=method,
        n_persons=cells.where(cells > 0).min(axis=1),
        basis=basis,
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


def forms_missing(forms: pd.DataFrame | None, projects: pd.DataFrame | None, year: int) -> pd.DataFrame:
    """Find the projects with a fact sheet for the year that have not sent its evaluation or its follow-up.

    Returns
    -------
    DataFrame
        ``projekt_id, navn, forvaltning, skemaer`` (the missing forms), in the order of the fact sheets.
    """
    columns = ["projekt_id", "navn", "forvaltning", "skemaer"]
    if forms is None or projects is None:
        return pd.DataFrame(columns=columns)
    of_year = forms[forms["periode_start"].dt.year == year]
    sent = of_year.groupby("projekt_id")["skema"].agg(set)
    expected = projects[projects["aar"] == year].drop_duplicates("projekt_id")
    sheets = expected["projekt_id"].map(sent)
    lacking = [[form for form in YEARLY_FORMS if not (isinstance(found, set) and form in found)] for found in sheets]
    missing = pd.Series(lacking, index=expected.index, dtype="object")
    return expected.assign(skemaer=missing)[missing.astype(bool)][columns].reset_index(drop=True)


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
