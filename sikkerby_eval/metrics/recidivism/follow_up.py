"""Follow the people of the exit programme: who is counted, from which day, until when, and what came first.

Calendar: a period of ``months`` ends on the day of the same number in the later month, or on its last day where that
day does not exist (29 February 2012 + 24 months = 28 February 2014). A window is open at its first day and closed at
its last: what happens on the day of completion is not "within two years after" it, what happens on the anniversary
is. A person who leaves on the clock's own day has left. Of a conviction and a departure on one day the conviction
counts, so that nobody is found free of crime by a tie.
"""

import pandas as pd

from sikkerby_eval.metrics.charges.offences import AMBIGUOUS, CLEAR, SERIOUS, offence_dates, offence_status

PHASES = {
    "henvist": "henvist_dato",
    "screenet": "screenet_dato",
    "plan": "plan_dato",
    "startet": "startdato",
    "gennemfoert": "slutdato",
}
"""The phases of the programme in order, and the column that dates them (seed paper, Bilag 2, fase 1-4)."""

CONVICTIONS = ("faengsel", "betinget", "boede", "ungdomssanktion", "samfundstjeneste")
"""Decisions that convict; an acquittal (frifundet) and a withdrawn charge (tiltalefrafald) do not."""

CONVICTED, RESIDENT, LEFT = "convicted", "resident", "left"
PERSON_COLUMNS = ["person_id", "forloeb_id", "foedselsdato", "koen", "spor", "henvist_af", "startdato"]


def reached(exitforloeb: pd.DataFrame, phase: str) -> pd.DataFrame:
    """Find those who reached a phase of the exit programme, each with the first day they did.

    Population: persons; somebody with several courses enters once, by the first that reached the phase. Completion
    is a course with status ``gennemfoert``: a broken-off course has an end but is not completed.

    Parameters
    ----------
    exitforloeb
        The register, one row per course.
    phase
        One of ``PHASES``.

    Returns
    -------
    DataFrame
        ``PERSON_COLUMNS``, ``phase`` and ``clock_date``, the day this person's follow-up begins; one row per person.
        A cohort of each phase runs on its own clock: comparing completers with starters from one zero would give the
        completers the time they had to stay out of trouble to complete (immortal time).

    Raises
    ------
    ValueError
        If the phase is unknown.

    Examples
    --------
    Course of ``p01_completed`` (start 1 March 2011, end 1 March 2012, gennemfoert) and of ``p02_broke_off`` (the same
    dates, afbrudt): ``reached(…, "startet")`` has both with 1 March 2011, ``reached(…, "gennemfoert")`` only the first
    with 1 March 2012.
    """
    if phase not in PHASES:
        raise ValueError(f"phase must be one of {', '.join(PHASES)}")
    dated = exitforloeb[exitforloeb[PHASES[phase]].notna()]
    if phase == "gennemfoert":
        dated = dated[dated["status"] == "gennemfoert"]
    first = dated.sort_values([PHASES[phase], "forloeb_id"]).drop_duplicates("person_id")
    return first[PERSON_COLUMNS].assign(phase=phase, clock_date=first[PHASES[phase]]).reset_index(drop=True)


def aged_18_to_25(cohort: pd.DataFrame, at: str = "startdato") -> pd.DataFrame:
    """Keep those who were 18 to 25 years old on a date: the goal's own age group.

    Age is in completed years, so 25 lasts until the day before the 26th birthday; somebody born on 29 February turns
    a year older on 1 March in other years. Without the date in ``at`` (referred, never started) age is taken on the
    clock's own day. Source: seed paper, Bilag 1 §5.1 and Bilag 2, "18-25-årige".

    Parameters
    ----------
    cohort
        As from ``reached``.
    at
        ``startdato`` (the goal; default) or ``clock_date`` (age at completion, as sensitivity).

    Returns
    -------
    DataFrame
        The rows of those aged 18-25; persons without a known age are not among them.
    """
    on = cohort[at].fillna(cohort["clock_date"])
    born = cohort["foedselsdato"]
    before_birthday = (on.dt.month * 100 + on.dt.day) < (born.dt.month * 100 + born.dt.day)
    age = on.dt.year - born.dt.year - before_birthday
    return cohort[age.between(18, 25)].reset_index(drop=True)


def convictions(
    domme: pd.DataFrame, levels: pd.DataFrame, *, at_levels: tuple[int, ...] = SERIOUS, ambiguous: bool = True
) -> pd.DataFrame:
    """Keep the decisions that convict somebody of serious or dangerous crime (alvorlig, personfarlig).

    Population: all decisions delivered; acquittals, withdrawn charges and other offences fall away.

    Parameters
    ----------
    domme
        ``person_id, domsdato, gerningsdato, gerningskode, afgoerelse``.
    levels
        The reference table of SSP levels, as for ``offence_status``.
    at_levels
        (3, 4) is the goal; (4,) only personfarlig crime.
    ambiguous
        Whether codes that cannot tell the paper's offence from a lesser one are counted. They are by default: the
        goal is then judged on its harder side, and the sensitivity grid shows the other.

    Returns
    -------
    DataFrame
        ``person_id``, ``event_date`` (of the verdict), ``offence_date``.
    """
    convicted = domme[domme["afgoerelse"].isin(CONVICTIONS)]
    status = offence_status(convicted["gerningskode"], convicted["gerningsdato"], levels, at_levels=at_levels)
    return _events(convicted[_counts(status, ambiguous)], "domsdato")


def charges_as_events(
    sigtelser: pd.DataFrame, levels: pd.DataFrame, *, at_levels: tuple[int, ...] = SERIOUS, ambiguous: bool = True
) -> pd.DataFrame:
    """Keep the charges of serious or dangerous crime, in the shape of ``convictions``: a wider event."""
    status = offence_status(sigtelser["gerningskode"], offence_dates(sigtelser), levels, at_levels=at_levels)
    return _events(sigtelser[_counts(status, ambiguous)], "sigtelsesdato")


def follow_verdicts(
    cohort: pd.DataFrame, verdicts: pd.DataFrame, afgang: pd.DataFrame, *, cut_off, months: int = 24
) -> pd.DataFrame:
    """Follow each person for a verdict within the window: the literal text of the goal.

    Every verdict in the window counts, also for an offence before it (a pseudo-reconviction, flagged in ``pseudo``
    where all the person's verdicts in the window are of that kind).

    Parameters
    ----------
    cohort
        As from ``reached``.
    verdicts
        As from ``convictions``; with ``charges_as_events`` the follow-up is for charges.
    afgang
        ``person_id``, ``afgangsdato``: deaths and emigrations.
    cut_off
        The last day the registers cover.
    months
        The window after the clock date; 24 months are the goal's two years.

    Returns
    -------
    DataFrame
        The cohort with ``window_end``, ``readable_from`` (the day the data must reach), ``mature``, ``outcome``
        (convicted, resident, left; missing until mature), ``outcome_date``, ``elapsed_months`` (begun months until the
        outcome or the end of the window) and ``pseudo``.

    Examples
    --------
    Both completed on 1 March 2010, cut-off 31 December 2012: ``p03_verdict_on_the_anniversary`` (1 March 2012) is
    convicted with 24 elapsed months, ``p04_verdict_the_day_after`` (2 March 2012) is resident. With a cut-off on
    29 February 2012 neither is mature and both outcomes are missing, also that of somebody already convicted: only
    failures would be known early.
    """
    window_end = months_after(cohort["clock_date"], months)
    return _follow(cohort, verdicts, "event_date", window_end, window_end, afgang, cut_off)


def follow_offences(
    cohort: pd.DataFrame,
    verdicts: pd.DataFrame,
    afgang: pd.DataFrame,
    *,
    cut_off,
    months: int = 24,
    waiting_months: int = 12,
) -> pd.DataFrame:
    """Follow each person for a new offence within the window that led to a verdict up to a year later.

    The second reading, Statistics Denmark's 2 + 1 years: the offence date decides, the courts get ``waiting_months``
    more, and maturity waits for them too. A verdict in the window for an offence before it is no new offence; it is
    told apart in ``pseudo``. Source: Statistics Denmark, Documentation of statistics for Recidivism.

    Parameters
    ----------
    cohort, verdicts, afgang, cut_off, months
        As for ``follow_verdicts``.
    waiting_months
        How long after the window a verdict may come.

    Returns
    -------
    DataFrame
        As for ``follow_verdicts``; ``outcome_date`` is the day of the offence.
    """
    window_end = months_after(cohort["clock_date"], months)
    last_verdict = months_after(cohort["clock_date"], months + waiting_months)
    return _follow(cohort, verdicts, "offence_date", window_end, last_verdict, afgang, cut_off)


def months_after(dates: pd.Series, months: int) -> pd.Series:
    """Move dates by whole calendar months; a day that the later month lacks becomes its last day."""
    return dates + pd.DateOffset(months=months)


def begun_months(start: pd.Series, end: pd.Series) -> pd.Series:
    """Count the months begun between two dates: the smallest number that, added to the first, reaches the second.

    Competing events are timed in these, because then a window of 24 months is 24 for everybody, whatever leap days
    fall in it, and the incidence at 24 is the share of the window exactly.
    """
    whole = (end.dt.year - start.dt.year) * 12 + end.dt.month - start.dt.month
    anniversary_day = start.dt.day.where(start.dt.day <= end.dt.days_in_month, end.dt.days_in_month)
    return whole + (end.dt.day > anniversary_day)


def _counts(status, ambiguous):
    return status >= (AMBIGUOUS if ambiguous else CLEAR)


def _events(rows, date):
    return pd.DataFrame(
        {
            "person_id": rows["person_id"],
            "event_date": rows[date],
            "offence_date": rows["gerningsdato"],
        }
    ).reset_index(drop=True)


def _follow(cohort, events, decisive, window_end, readable_from, afgang, cut_off):
    people = cohort.assign(window_end=window_end, readable_from=readable_from)
    person = people["person_id"]
    clocks = people[["person_id", "clock_date", "window_end", "readable_from"]]
    known = events.merge(clocks, on="person_id")
    known = known[known["event_date"] <= known["readable_from"]]
    in_window = (known[decisive] > known["clock_date"]) & (known[decisive] <= known["window_end"])
    convicted = _first_day(known[in_window], decisive, person)

    gone = afgang.merge(clocks, on="person_id")
    gone = gone[gone["afgangsdato"].between(gone["clock_date"], gone["window_end"])]
    left = _first_day(gone, "afgangsdato", person)

    mature = people["readable_from"] <= pd.Timestamp(cut_off)
    is_convicted = convicted.notna() & ~(left < convicted)
    outcome = pd.Series(RESIDENT, index=people.index, dtype="string")
    outcome = outcome.mask(left.notna(), LEFT).mask(is_convicted, CONVICTED)
    outcome_date = left.mask(is_convicted, convicted)
    elapsed = begun_months(people["clock_date"], outcome_date.fillna(people["window_end"]))

    verdicts = known[(known["event_date"] > known["clock_date"]) & (known["event_date"] <= known["window_end"])]
    is_new = verdicts["offence_date"] > verdicts["clock_date"]
    has_old = person.isin(verdicts.loc[~is_new, "person_id"])
    has_new = person.isin(verdicts.loc[is_new, "person_id"])
    pseudo = has_old & (is_convicted & ~has_new if decisive == "event_date" else ~is_convicted)
    return people.assign(
        mature=mature,
        outcome=outcome.where(mature),
        outcome_date=outcome_date.where(mature),
        elapsed_months=elapsed.where(mature).astype("Int64"),
        pseudo=pseudo.astype("boolean").where(mature),
    )


def _first_day(rows, date, person):
    return rows.groupby("person_id")[date].min().reindex(person).set_axis(person.index)
