"""The exit programme by year, track and who referred, and against what the programme expected."""

import pandas as pd

from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.recidivism.flow import MEDIAN, median_days, person_counts, phase_dates
from sikkerby_eval.metrics.recidivism.follow_up import PHASES
from sikkerby_eval.metrics.recidivism.outcomes import strata
from sikkerby_eval.metrics.shares import no_rows

FROM_PRISON = "fængsel eller kriminalforsorg"
REFERRERS = (
    ("kriminalforsorg|fængsel|faengsel|arrest", FROM_PRISON),
    ("ssp|lokaludvalg", "SSP"),
    ("politi", "politiet"),
    (r"jobcenter|beskæftig|beskaeftig|\bbif\b", "jobcenter"),
    (r"socialcenter|socialforv|\bsof\b", "socialcenter"),
    (r"u&u|\buu\b|vejledning|skole|klub|\bbuf\b", "skole, vejledning eller klub"),
    ("plus", "Plus Center"),
    ("gadeplan", "gadeplan"),
    ("selv", "den unge selv"),
)
"""Who may refer, as the programme lists them; what is delivered is free text (seed paper, Bilag 2, fase 1)."""
FROM_PRISON_GROUP = f"henviste · {FROM_PRISON}"
OTHER_REFERRER = "andre"
PHASE = "fase {}"
"""Whoever reached a phase; a cohort that is followed from it has another name, and is fewer."""
LABELS = [PHASE.format(phase) for phase in PHASES]
WAITING, DROPPED_OUT = "{}, venter", "{}, faldt fra"
ON_ITS_WAY, OUT = "på vej", "faldt fra"
IN_THE_YEAR, SINCE = " i året", " siden"
"""Arrivals in a phase have names of their own: those of one phase in a year are no part of those of another."""
SHOWN_STAGES = (LABELS[0], *LABELS[-2:], ON_ITS_WAY, OUT)
EXPECTED = (
    ("exit_started", "startede", 100, "100 unge årligt"),
    ("exit_started", "startede · bande", 50, "af de 100 vil 50 have direkte relation til bandemiljøer"),
    ("exit_referred_from_prison", FROM_PRISON_GROUP, 470, "op mod 470 personer pr. år fra fængsler og arresthuse"),
    ("exit_target_group", "henviste", 400, "den potentielle målgruppe omfatter ca. 400 unge"),
)
EXPECTED_SOURCE = "expected: Sikker By Programmet 2010, Bilag 2"
DIVISIONS = {None: "year", "spor": "track", "henvist_af": "referrer"}


def referrer(henvist_af: pd.Series) -> pd.Series:
    """Put who referred, delivered as free text, under the programme's own list; what fits nowhere is ``andre``.

    A free text could name a person, so it never becomes a label of a table.
    """
    listed = pd.Series(OTHER_REFERRER, index=henvist_af.index, dtype="string")
    for pattern, name in reversed(REFERRERS):
        listed = listed.mask(henvist_af.str.contains(pattern, case=False).fillna(False), name)
    return listed


def stages(persons: pd.DataFrame) -> dict[str, pd.Series]:
    """Say of each person which phases she reached, where she waits or dropped out, and which of the two she did.

    Parameters
    ----------
    persons
        As ``phase_dates`` gives them.
    """
    found = {}
    for phase, onwards, label in zip(PHASES, [*list(PHASES)[1:], None], LABELS, strict=True):
        found[label] = here = persons[f"reached_{phase}"]
        if onwards:
            stopped = here & ~persons[f"reached_{onwards}"]
            found |= {
                WAITING.format(label): stopped & persons["waiting"],
                DROPPED_OUT.format(label): stopped & ~persons["waiting"],
            }
    not_completed = ~persons[f"reached_{list(PHASES)[-1]}"]
    return found | {ON_ITS_WAY: not_completed & persons["waiting"], OUT: not_completed & ~persons["waiting"]}


def progress(
    exitforloeb: pd.DataFrame, *, by: str | None = None, shown: bool = True, basis: str = "register"
) -> pd.DataFrame:
    """Tell of those referred how many started and completed, are on their way, or dropped out.

    Population: all referred persons. Unit: person. Period: with ``by`` all years together, without the year of the
    first referral too.

    Parameters
    ----------
    exitforloeb
        The register.
    by
        ``spor`` or ``henvist_af``, to divide by track or by who referred (``referrer``).
    shown
        Whether to give the ``SHOWN_STAGES``, or all others: no page shows those, but the gate must know them.

    Returns
    -------
    DataFrame
        Estimates ``exit_progress_by_<year, track or referrer>`` with unit ``persons``; ``group`` is ``fase henvist``,
        ``fase startet``, ``fase gennemfoert``, ``på vej`` or ``faldt fra``, perhaps with the part. The referred are the
        completers, those on their way and those who dropped out.
    """
    persons = phase_dates(exitforloeb)
    if persons.empty:
        return no_rows()
    persons = persons.assign(henvist_af=referrer(persons["henvist_af"]))
    totals = []
    for stage, here in stages(persons).items():
        if (stage in SHOWN_STAGES) != shown:
            continue
        label = pd.Series(stage, index=persons.index)
        divided = strata(persons.assign(here=here), group=label, date="henvist_dato", by=by)
        kept = divided if by is None else divided[~divided["yearly"]]
        totals.append(kept.groupby(["group", "period"])["here"].sum().reset_index())
    totals = pd.concat(totals, ignore_index=True)
    return person_counts(f"exit_progress_by_{DIVISIONS[by]}", totals, totals["here"], basis)


def days_to_start(exitforloeb: pd.DataFrame, *, by: str | None = None, basis: str = "register") -> pd.DataFrame:
    """Tell the median number of days from the first referral to the first start, by year, track or who referred.

    Population: persons with both dates. Unit: day. Period: year of the first referral, or with ``by`` all together.

    Returns
    -------
    DataFrame
        Estimates ``exit_days_to_start_by_<year, track or referrer>``; ``n_persons`` counts those behind the median.
    """
    persons = phase_dates(exitforloeb)
    persons = persons[persons["startdato"] >= persons["henvist_dato"]]
    if persons.empty:
        return no_rows()
    days = (persons["startdato"] - persons["henvist_dato"]).dt.days
    persons = persons.assign(henvist_af=referrer(persons["henvist_af"]), days=days)
    started = pd.Series(PHASE.format("startet"), index=persons.index)
    divided = strata(persons, group=started, date="henvist_dato", by=by)
    wanted = divided["yearly"] if by is None else ~divided["yearly"] & divided["group"].str.contains(" · ")
    rows = divided[wanted].groupby(["group", "period"])["days"]
    medians = pd.DataFrame([median_days(own, 0.95) for _, own in rows], columns=["value", "ci_low", "ci_high"])
    where = rows.size().reset_index()
    return estimates_frame(
        metric=f"exit_days_to_start_by_{DIVISIONS[by]}",
        **where[["group", "period"]],
        **medians,
        unit="days",
        method=MEDIAN,
        n_persons=where["days"],
        basis=basis,
    )


def against_expectations(exitforloeb: pd.DataFrame, *, basis: str = "register") -> pd.DataFrame:
    """Set the number of persons a year beside what the programme expected.

    Population: persons, counted in the year they first started or were first referred; a year the data cover in part
    is counted as it is. The target group is everybody ever referred.

    Returns
    -------
    DataFrame
        Estimates with unit ``persons``: counts of the register, and one row per expectation with basis ``published``
        and period "forventet" (100 a year, 50 of them gang-related, a target group of about 400, up to 470 a year
        from prisons). A count of everybody has no interval.
    """
    persons = phase_dates(exitforloeb)
    prison = referrer(persons["henvist_af"]) == FROM_PRISON
    gang = persons["spor"] == "bande"
    started, referred = persons["startdato"], persons["henvist_dato"]
    observed = [
        _yearly("exit_started", "startede", started, basis),
        _yearly("exit_started", "startede · bande", started[gang], basis),
        _yearly("exit_referred_from_prison", FROM_PRISON_GROUP, referred[prison], basis),
    ]
    everybody = pd.DataFrame({"group": ["henviste"], "period": ["alle år"]})
    expected = pd.DataFrame(EXPECTED, columns=["metric", "group", "value", "wording"])
    return pd.concat(
        [
            *observed,
            person_counts("exit_target_group", everybody, pd.Series([len(persons)]), basis),
            estimates_frame(
                **expected[["metric", "group", "value"]],
                period="forventet",
                unit="persons",
                method=EXPECTED_SOURCE + ": " + expected["wording"],
                basis="published",
            ),
        ],
        ignore_index=True,
    )


def _yearly(metric, group, dates, basis):
    per_year = dates.dt.year.dropna().astype(int).value_counts().sort_index()
    where = pd.DataFrame({"period": per_year.index.astype("string"), "group": group})
    return person_counts(metric, where, per_year.reset_index(drop=True), basis)
