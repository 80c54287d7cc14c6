"""Goal 2: how many of those who went through the exit programme were not convicted again within two years.

"Minimum 60 % af alle 18-25-årige, som har gennemført kommunens exit-forløb, er inden for en periode på 2 år efter
forløbets afslutning ikke dømt for alvorlig eller personfarlig kriminalitet" (seed paper, Bilag 1 §5.1, Bilag 2).
The text can be read in two ways, and people leave the city: both readings and both treatments are always returned.
"""

import pandas as pd

from sikkerby_eval.metrics.charges.offences import SERIOUS, offence_status
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.recidivism.follow_up import (
    CONVICTED,
    CONVICTIONS,
    LEFT,
    RESIDENT,
    aged_18_to_25,
    begun_months,
    convictions,
    follow_offences,
    follow_verdicts,
    months_after,
    reached,
)
from sikkerby_eval.metrics.shares import NOBODY, no_rows, share_rows

ALL_OUTCOMES = (CONVICTED, RESIDENT, LEFT)
SHARES = {
    "convicted": ((CONVICTED,), ALL_OUTCOMES),
    "resident_not_convicted": ((RESIDENT,), ALL_OUTCOMES),
    "left": ((LEFT,), ALL_OUTCOMES),
    "not_convicted_left_excluded": ((RESIDENT,), (CONVICTED, RESIDENT)),
    "not_convicted_left_included": ((RESIDENT, LEFT), ALL_OUTCOMES),
}
"""Which outcomes each share counts, and among which. The first three add up to 1; the last two feed the verdict."""

PHASE_LABELS = {
    "startet": "startede",
    "gennemfoert": "gennemførte",
    "henvist": "henviste",
    "screenet": "screenede",
    "plan": "med plan",
}
"""Danish names of the cohorts, in the order they are shown: everybody who started leads (intention to treat)."""

EVENT_LABELS = {"verdict": "dom", "offence": "ny lovovertrædelse", "charge": "sigtelse"}
TRACK_LABELS = {"alvorlig": "alvorlig kriminalitet", "bande": "bande"}


def exit_outcomes(
    exitforloeb: pd.DataFrame,
    domme: pd.DataFrame,
    afgang: pd.DataFrame,
    levels: pd.DataFrame,
    *,
    cut_off,
    basis: str = "register",
) -> pd.DataFrame:
    """Tell how those who started, completed or only were referred fared, in both readings of the goal.

    Population: persons aged 18-25 at the start. Unit: person. Each cohort runs two years from its own first day.

    Parameters
    ----------
    exitforloeb, domme, afgang
        The registers; ``levels`` is the reference table of SSP levels.
    cut_off
        The last day the registers cover.
    basis
        ``register`` or ``demonstration``.

    Returns
    -------
    DataFrame
        Estimates as from ``outcome_shares``, for ``verdict`` and ``offence``, every phase of the programme and each
        track; those who started come first.
    """
    events = convictions(domme, levels)
    tables = []
    for phase in PHASE_LABELS:
        cohort = aged_18_to_25(reached(exitforloeb, phase))
        verdicts = follow_verdicts(cohort, events, afgang, cut_off=cut_off)
        offences = follow_offences(cohort, events, afgang, cut_off=cut_off)
        tables += [
            outcome_shares(verdicts, event="verdict", by="spor", basis=basis),
            outcome_shares(offences, event="offence", by="spor", basis=basis),
        ]
    return pd.concat(tables, ignore_index=True)


def outcome_shares(
    followed: pd.DataFrame,
    *,
    event: str,
    by: str | None = None,
    basis: str = "register",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Tell what share was convicted, stayed and was not convicted, or left (died or emigrated) first.

    Population: the mature persons of a cohort. Period: the years the cohort's clocks began, all together and one by
    one. A year is shown when all of it is mature, until then its share is missing and ``method`` says how far the
    data must reach; the row for all years rests on every mature person.

    Parameters
    ----------
    followed
        As from ``follow_verdicts`` or ``follow_offences``.
    event
        ``verdict``, ``offence`` or ``charge``: the first word of the metric's name.
    by
        A further column to divide by (``spor``), beside the undivided rows.

    Returns
    -------
    DataFrame
        Estimates ``<event>_<share>`` for each of ``SHARES`` and ``<event>_pseudo`` (verdicts only for offences before
        the clock; inside ``verdict_convicted``, apart from ``offence_convicted``), with Wilson's interval.

    Raises
    ------
    ValueError
        If the event is unknown.
    """
    if event not in EVENT_LABELS:
        raise ValueError(f"event must be one of {', '.join(EVENT_LABELS)}")
    if followed.empty:
        return no_rows()
    counts = _outcome_counts(followed, by)
    counted = []
    for name, (numerator, denominator) in (SHARES | {"pseudo": (("pseudo",), ALL_OUTCOMES)}).items():
        summed = {
            "numerator": counts[list(numerator)].sum(axis=1),
            "denominator": counts[list(denominator)].sum(axis=1),
        }
        counted.append(counts.assign(metric=f"{event}_{name}", **summed))
    rows = pd.concat(counted, ignore_index=True)
    return share_rows(
        rows["metric"],
        rows,
        rows["numerator"],
        rows["denominator"].where(rows["shown"]),
        missing=rows["reason"].mask(rows["shown"], NOBODY),
        basis=basis,
        confidence=confidence,
    )


def readability(followed: pd.DataFrame) -> pd.DataFrame:
    """Say from which date each year's cohort can be read.

    Returns
    -------
    DataFrame
        ``period`` (year of the clock), ``persons``, ``mature_persons`` and ``readable_from``: the day the data must
        reach for somebody whose clock began on the last day of the year. It tells no person's own date.
    """
    by_year = followed.groupby(followed["clock_date"].dt.year.astype("string").rename("period"))
    table = by_year.agg(persons=("person_id", "size"), mature_persons=("mature", "sum")).reset_index()
    return table.assign(readable_from=_readable_from(table["period"], followed))


def not_followed(
    exitforloeb: pd.DataFrame,
    domme: pd.DataFrame,
    afgang: pd.DataFrame,
    levels: pd.DataFrame,
    *,
    basis: str = "register",
) -> pd.DataFrame:
    """Count what the shares leave out, so that nobody is lost without a trace.

    Population: persons of the exit programme, in all years.

    Returns
    -------
    DataFrame
        Estimates with unit ``persons``: ``exit_completed_without_date`` (marked completed, but no end date),
        ``exit_not_aged_18_to_25`` (completers outside the goal's age), ``exit_convicted_of_unmapped_code`` (a
        conviction whose code the SSP table does not know; it counts in no share) and ``exit_verdict_after_leaving``
        (a counted verdict later than a death or emigration: perhaps somebody who came back).
    """
    completers = reached(exitforloeb, "gennemfoert")
    undated = exitforloeb[(exitforloeb["status"] == "gennemfoert") & exitforloeb["slutdato"].isna()]
    own = domme[domme["person_id"].isin(exitforloeb["person_id"]) & domme["afgoerelse"].isin(CONVICTIONS)]
    unmapped = own[offence_status(own["gerningskode"], own["gerningsdato"], levels, at_levels=SERIOUS).isna()]
    left = convictions(own, levels).merge(afgang, on="person_id")
    counts = {
        "exit_completed_without_date": undated["person_id"].nunique(),
        "exit_not_aged_18_to_25": len(completers) - len(aged_18_to_25(completers)),
        "exit_convicted_of_unmapped_code": unmapped["person_id"].nunique(),
        "exit_verdict_after_leaving": left.loc[left["event_date"] > left["afgangsdato"], "person_id"].nunique(),
    }
    return estimates_frame(
        metric=list(counts),
        period="alle år",
        numerator=list(counts.values()),
        value=list(counts.values()),
        unit="persons",
        method="complete count",
        n_persons=list(counts.values()),
        basis=basis,
    )


def strata(persons: pd.DataFrame, *, group: pd.Series, date: str, by: str | None = None) -> pd.DataFrame:
    """Repeat each person in the row for all years and in her own year, undivided and by a further column.

    Parameters
    ----------
    persons
        One row per person; none is changed.
    group
        The name of the cohort each belongs to.
    date
        The column whose year is the period.
    by
        A further column to divide by; its values are added to the group's name.

    Returns
    -------
    DataFrame
        The rows with ``group``, ``period`` ("2010–2012" for all years together) and ``yearly``.
    """
    year = persons[date].dt.year
    groups = [persons.assign(group=group)]
    if by is not None:
        groups.append(persons.assign(group=group + " · " + persons[by].replace(TRACK_LABELS)))
    divided = pd.concat(groups)
    together = divided.assign(period=f"{year.min()}–{year.max()}", yearly=False)
    by_year = divided.assign(period=divided[date].dt.year.astype("string"), yearly=True)
    return pd.concat([together, by_year], ignore_index=True)


def _outcome_counts(followed, by):
    divided = strata(followed, group=followed["phase"].map(PHASE_LABELS), date="clock_date", by=by)
    flags = pd.DataFrame({name: divided["outcome"].eq(name).fillna(False) for name in ALL_OUTCOMES})
    divided = divided.assign(**flags, pseudo=divided["pseudo"].fillna(False))
    rows = divided.groupby(["group", "period", "yearly"], sort=False)
    counts = rows[[*ALL_OUTCOMES, "pseudo"]].sum().join(rows["mature"].all().rename("all_mature")).reset_index()
    until = _readable_from(counts["period"], followed).dt.strftime("%Y-%m-%d")
    return counts.assign(
        shown=counts["all_mature"] | ~counts["yearly"] & counts[list(ALL_OUTCOMES)].any(axis=1),
        reason="missing: readable when data reach " + until,
    )


def _readable_from(period, followed):
    """The end of the (last) year of a period moved by the window and the waiting period of this follow-up."""
    months = int(begun_months(followed["clock_date"], followed["readable_from"]).max())
    return months_after(pd.to_datetime(period.str[-4:] + "-12-31"), months)
