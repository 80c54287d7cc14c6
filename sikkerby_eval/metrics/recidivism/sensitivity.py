"""How much goal 2 depends on what is meant by it, and the published result that measures something else."""

from itertools import product

import pandas as pd

from sikkerby_eval.metrics.charges.offences import PERSONFARLIG, SERIOUS
from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.recidivism.follow_up import (
    aged_18_to_25,
    charges_as_events,
    convictions,
    follow_offences,
    follow_verdicts,
    reached,
)
from sikkerby_eval.metrics.recidivism.outcomes import ALL_OUTCOMES, EVENT_LABELS, SHARES
from sikkerby_eval.metrics.shares import no_rows, share_rows

NOBODY_MATURE = "missing: nobody can be read yet"


def sensitivity(
    exitforloeb: pd.DataFrame,
    domme: pd.DataFrame,
    afgang: pd.DataFrame,
    levels: pd.DataFrame,
    *,
    cut_off,
    sigtelser: pd.DataFrame | None = None,
    months: tuple[int, ...] = (12, 24, 36),
    basis: str = "register",
) -> pd.DataFrame:
    """Show how much the share not convicted depends on what is meant by it.

    Population: those who completed the programme. One row for every combination of window, event (verdict, offence,
    and charge where ``sigtelser`` are given), severity (SSP level 3 and 4, or 4), ambiguous codes (counted or not),
    age 18-25 at the start or at completion, and those who left in or out of the denominator.

    Returns
    -------
    DataFrame
        Estimates of ``sensitivity_not_convicted_left_excluded`` and ``…_included``; ``group`` spells the combination.
    """
    completers = reached(exitforloeb, "gennemfoert")
    if completers.empty:
        return no_rows()
    ages = {"alder ved start": "startdato", "alder ved afslutning": "clock_date"}
    severities = {"niveau 3 og 4": SERIOUS, "niveau 4": PERSONFARLIG}
    ambiguity = {"med tvetydige": True, "uden tvetydige": False}
    years = f"{completers['clock_date'].dt.year.min()}–{completers['clock_date'].dt.year.max()}"
    rows = []
    for (severity, at_levels), (codes, ambiguous) in product(severities.items(), ambiguity.items()):
        choice = {"at_levels": at_levels, "ambiguous": ambiguous}
        verdicts = convictions(domme, levels, **choice)
        followers = {"verdict": (follow_verdicts, verdicts), "offence": (follow_offences, verdicts)}
        if sigtelser is not None:
            followers["charge"] = (follow_verdicts, charges_as_events(sigtelser, levels, **choice))
        for (age, at), window, (event, (follow, events)) in product(ages.items(), months, followers.items()):
            people = follow(aged_18_to_25(completers, at), events, afgang, cut_off=cut_off, months=window)
            label = " · ".join((f"{window} mdr.", EVENT_LABELS[event], severity, codes, age))
            rows.append({"group": label, "period": years, **people["outcome"].value_counts()})
    counts = pd.DataFrame(rows, columns=["group", "period", *ALL_OUTCOMES])
    tables = []
    for name in ("not_convicted_left_excluded", "not_convicted_left_included"):
        counted, among = (counts[list(outcomes)].sum(axis=1) for outcomes in SHARES[name])
        tables.append(share_rows(f"sensitivity_{name}", counts, counted, among, missing=NOBODY_MATURE, basis=basis))
    return pd.concat(tables, ignore_index=True)


def published_not_charged(published: pd.DataFrame) -> pd.DataFrame:
    """Give the city's own published result of its exit programmes, which measures something else than the goal.

    It is the share not *charged* within *one* year of *discharge*, of two programmes together (Exit and KIV) with 166
    participants in four years. It stands beside our shares and is not equated with them: another event, another
    window, another population. How many of the 166 the percentage rests on was not published, hence no interval.

    Parameters
    ----------
    published
        ``indicator, area, period, value, unit, source``, with ``exit_not_charged_1yr`` (per cent) and
        ``exit_participants_cumulative`` (persons).

    Returns
    -------
    DataFrame
        One estimates row ``published_not_charged_1yr``, basis ``published``; ``numerator`` and interval are missing.
    """
    share = published[published["indicator"] == "exit_not_charged_1yr"]
    participants = published[published["indicator"] == "exit_participants_cumulative"]
    return estimates_frame(
        metric="published_not_charged_1yr",
        period=share["period"],
        area=share["area"],
        denominator=participants["value"].astype(float),
        value=share["value"].astype(float) / 100,
        unit=FRACTION,
        method="published: charged, not convicted, one year from discharge; interval not known",
        basis="published",
    )
