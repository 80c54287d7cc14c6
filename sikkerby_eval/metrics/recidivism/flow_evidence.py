"""Goal 2 beside its verdict: who came how far in the exit programme, how long it took, and who found work."""

import itertools

import pandas as pd

from sikkerby_eval.metrics.recidivism.employment import occupation, work_pairs
from sikkerby_eval.metrics.recidivism.flow import ON_THE_WAY, person_counts, phase_dates, time_in_phase
from sikkerby_eval.metrics.recidivism.follow_up import PHASES, aged_18_to_25, reached
from sikkerby_eval.metrics.recidivism.progress import (
    DROPPED_OUT,
    IN_THE_YEAR,
    LABELS,
    ON_ITS_WAY,
    OUT,
    SINCE,
    WAITING,
    against_expectations,
    days_to_start,
    progress,
    stages,
)
from sikkerby_eval.metrics.shares import no_rows, share_rows

OCCUPATION = ("exit_measured", "exit_in_job_education_or_self_supporting")
OUTSIDE = " · uden for {}"
DIVIDED_BY = (None, "henvist_af", "spor")
YEARS_TO_READ = 2
"""A course may take up to two years (seed paper, Bilag 2, fase 4): before that, years cannot be compared."""
FATES = {"exit_completed": LABELS[-1], "exit_on_its_way": ON_ITS_WAY, "exit_out": OUT}


def courses_known(exitforloeb: pd.DataFrame, year: int) -> pd.DataFrame:
    """Give the courses as they stood at the end of a year, of persons aged 18–25 at the start (else at the referral).

    Returns
    -------
    DataFrame
        The register's columns; a later date is missing, and a course that went on after the year is ``i_gang``.
    """
    day = pd.Timestamp(year, 12, 31)
    known = exitforloeb[exitforloeb["henvist_dato"] <= day]
    dates = known[[*PHASES.values(), "opfoelgning_dato"]]
    moved_later = (known[list(PHASES.values())] > day).any(axis=1)
    known = known.assign(**dates.where(dates <= day), status=known["status"].mask(moved_later, ON_THE_WAY[-1]))
    young = aged_18_to_25(reached(known, "henvist"))["person_id"]
    return known[known["person_id"].isin(young)].reset_index(drop=True)


def two_years_after(exitforloeb: pd.DataFrame, year: int) -> pd.DataFrame:
    """Give the courses of those first referred in each year as they stood at the end of the second year after it.

    Everybody is told on one clock: a late year does not look worse than an early one, and what one report tells of a
    year every later report tells again.

    Parameters
    ----------
    exitforloeb
        The register.
    year
        The last year whose end may be read: those first referred up to two years before are told of.

    Returns
    -------
    DataFrame
        The register's columns, of the courses known on each person's own day.
    """
    first, last = exitforloeb["henvist_dato"].dt.year.min(), year - YEARS_TO_READ
    told = [exitforloeb[:0]]
    for referred in range(first, last + 1):
        known = courses_known(exitforloeb, referred + YEARS_TO_READ)
        told.append(known[known.groupby("person_id")["henvist_dato"].transform("min").dt.year == referred])
    return pd.concat(told, ignore_index=True)


def _last_whole_year(registers, year):
    """Give the last year, up to a report's, whose end the register of courses reaches."""
    last = read_until(registers, year, "exitforloeb")
    return year if last is None else (last + pd.Timedelta(days=1)).year - 1


def programme(registers, year: int) -> pd.DataFrame:
    """Tell how the exit programme went until the end of a year: flow, time in each phase, numbers a year and work.

    Population: persons aged 18–25. Unit: person. Period: all years up to the report's; by year, track and who referred
    those of whom two whole years have passed since the year of the first referral, as they stood then.

    Returns
    -------
    DataFrame
        Estimates ``exit_flow`` (persons who reached each phase, wait in it, or dropped out of it), and those of
        ``progress`` and ``days_to_start`` (by year, track and who referred), ``time_in_phase``,
        ``against_expectations``, ``occupation`` and ``work_pairs``; no rows without the register.

    Source: the programme paper of 13 April 2010, annex 2.
    """
    if registers.exitforloeb is None:
        return no_rows()
    courses = courses_known(registers.exitforloeb, year)
    if courses.empty:
        return no_rows()
    given = {"basis": registers.basis}
    in_phase = time_in_phase(courses, **given).assign(period=_until(courses, year))
    pieces = [_flow(courses, year, registers.basis), in_phase, against_expectations(courses, **given)]
    followed = two_years_after(registers.exitforloeb, _last_whole_year(registers, year))
    for by in DIVIDED_BY:
        pieces += [progress(followed, by=by, **given), days_to_start(followed, by=by, **given)]
    last = read_until(registers, year, "exitudfald")
    if registers.exitudfald is not None and last is not None:
        measured = registers.exitudfald[registers.exitudfald["dato"] <= last]
        work = occupation(courses, measured, cut_off=last, **given)
        pieces += [work[work["metric"].isin(OCCUPATION)], work_pairs(courses, measured, cut_off=last, **given)]
    rows = pd.concat(pieces, ignore_index=True)
    # How many stand behind a median is told by n_persons, which the gate guards.
    return rows.assign(denominator=rows["denominator"].mask(rows["unit"] == "days"))


def steps_behind(registers, year: int) -> pd.DataFrame:
    """Count what no page shows, but of which numbers that ``programme`` shows are sums: the gate must know it.

    Returns
    -------
    DataFrame
        Estimates ``exit_progress_by_…`` (every step within each year, track and referrer), ``exit_reached_by_year``
        (who reached a phase in each year) and ``exit_reached_since`` (who reached it more than two years after the
        referral, or is not told of yet); no rows without the register.
    """
    if registers.exitforloeb is None:
        return no_rows()
    courses = courses_known(registers.exitforloeb, year)
    if courses.empty:
        return no_rows()
    given, last = {"basis": registers.basis}, _last_whole_year(registers, year)
    followed = two_years_after(registers.exitforloeb, last)
    counted = [progress(followed, by=by, shown=False, **given) for by in DIVIDED_BY]
    counted.append(_by_year_reached(courses, registers.basis))
    now, then = (stages(phase_dates(known)) for known in (courses, followed))
    since = pd.DataFrame({"group": [f"{phase}{SINCE}" for phase in LABELS], "period": _until(courses, year)})
    later = pd.Series([now[phase].sum() - then[phase].sum() for phase in LABELS]).clip(lower=0)
    counted.append(person_counts("exit_reached_since", since, later, registers.basis))
    return pd.concat(counted, ignore_index=True)


def _by_year_reached(courses, basis):
    persons = phase_dates(courses)
    # A phase without a date was reached by the first later one that has a date.
    days = persons[list(PHASES.values())].bfill(axis=1).set_axis(LABELS, axis=1)
    days = days.where(persons[[f"reached_{phase}" for phase in PHASES]].to_numpy())
    years = days.melt(var_name="group", value_name="day").dropna()
    counts = years.groupby(["group", years["day"].dt.year.rename("period")]).size().rename("persons").reset_index()
    where = counts.astype({"period": "string"}).assign(group=counts["group"] + IN_THE_YEAR)
    return person_counts("exit_reached_by_year", where, counts["persons"], basis)


def read_until(registers, year: int, name: str) -> pd.Timestamp | None:
    """Give the last day a report of a year may read a register to: the register's own last day, or the year's.

    None where nobody knows how far the register reaches (it was not delivered, or is empty and says nothing of it).
    """
    own = registers.cutoffs.get(name)
    return None if own is None else min(pd.Timestamp(own), pd.Timestamp(year, 12, 31))


def flow_sums(rows: pd.DataFrame) -> pd.DataFrame:
    """Say what adds up to what in the rows of ``programme`` and ``steps_behind``: what the gate must know.

    Whoever reached a phase went on, waits or dropped out. The referred completed, are on their way or dropped out, as a
    whole and within each part.

    Returns
    -------
    DataFrame
        ``column`` (group), ``whole``, ``part``, ``division``, as ``protect_all`` takes them.
    """
    sums = []
    divided = rows[rows["metric"].str.startswith("exit_progress_by_")]
    referred, _, _, started, completed = LABELS
    parts = divided["group"].str.extract(r"(?P<label>.*?)(?P<part> · .*)").assign(division=divided["metric"]).dropna()
    outside = {division: _outside(divided[divided["metric"] == division]) for division in parts["division"].unique()}
    for (division, label), inside in parts.groupby(["division", "label"]):
        sums += [
            ("group", label, f"{label}{part}", division) for part in (*inside["part"].unique(), *outside[division])
        ]
    for part in ("", *parts["part"].unique(), *itertools.chain(*outside.values())):
        for phase, onwards in itertools.pairwise(LABELS):
            stopped = (WAITING.format(phase), DROPPED_OUT.format(phase))
            sums += [("group", f"{phase}{part}", f"{step}{part}", "onwards") for step in (onwards, *stopped)]
        for total, each in ((ON_ITS_WAY, WAITING), (OUT, DROPPED_OUT)):
            steps = [each.format(phase) for phase in LABELS[:-1]]
            sums += [("group", f"{total}{part}", f"{step}{part}", "phases") for step in steps]
        sums += [("group", f"{referred}{part}", f"{fate}{part}", "fates") for fate in (completed, ON_ITS_WAY, OUT)]
        for earlier, later in ((referred, started), (started, completed)):
            sums += [("group", f"{earlier}{part}", f"{step}{part}", later) for step in (later, f"not {later}")]
    return pd.DataFrame(sums, columns=["column", "whole", "part", "division"])


def _outside(divided):
    """Name those who are in no part of a division; no name where everybody can see that there are none."""
    in_a_part = divided["group"].str.contains(" · ")
    whole = divided[~in_a_part & divided["group"].isin(divided.loc[in_a_part, "group"].str.split(" · ").str[0])]
    some = divided.loc[in_a_part, "value"].sum() < whole["value"].sum()
    return [OUTSIDE.format(divided["metric"].iloc[0])] if some else []


def attrition(flow: pd.DataFrame) -> pd.DataFrame:
    """Turn the published flow into the share of each phase that went on, still waits, or dropped out.

    Parameters
    ----------
    flow
        Published rows of ``exit_flow``; a withheld number leaves its shares missing.

    Returns
    -------
    DataFrame
        Estimates ``exit_went_on``, ``exit_waiting`` and ``exit_dropped_out`` with Wilson's interval.
    """
    if flow.empty:
        return no_rows()
    number = flow.set_index("group")["value"]
    phases = LABELS[:-1]
    where = pd.DataFrame({"group": phases, "period": flow["period"].iloc[0]})
    parts = {
        "exit_went_on": LABELS[1:],
        "exit_waiting": [WAITING.format(phase) for phase in phases],
        "exit_dropped_out": [DROPPED_OUT.format(phase) for phase in phases],
    }
    counted = {metric: number[groups].reset_index(drop=True) for metric, groups in parts.items()}
    return _of_published(counted, number[phases].reset_index(drop=True), where, flow)


def fates(divided: pd.DataFrame) -> pd.DataFrame:
    """Turn the published numbers of ``progress`` into the shares of the referred that completed, wait or dropped out.

    Parameters
    ----------
    divided
        Published rows of one ``exit_progress_by_…``; a withheld number leaves its shares missing.

    Returns
    -------
    DataFrame
        Estimates ``exit_completed``, ``exit_on_its_way`` and ``exit_out`` with Wilson's interval, for each period and
        each ``group`` of the referred.
    """
    if divided.empty:
        return no_rows()
    number = divided.set_index(["group", "period"])["value"]
    referred = divided[divided["group"].str.split(" · ").str[0] == LABELS[0]]
    where = referred[["group", "period"]].reset_index(drop=True)
    counted = {
        metric: number.reindex(
            pd.MultiIndex.from_arrays([where["group"].str.replace(LABELS[0], fate), where["period"]])
        ).reset_index(drop=True)
        for metric, fate in FATES.items()
    }
    return _of_published(counted, referred["value"].reset_index(drop=True), where, divided)


def _of_published(counted, whole, where, published):
    shares = [
        share_rows(metric, where, count, whole.where(count.notna()), basis=published["basis"].iloc[0], persons=False)
        for metric, count in counted.items()
    ]
    return pd.concat(shares, ignore_index=True)


def _until(courses, year):
    """Let what is told of everybody end with the report's year, also if nobody was referred in it."""
    return f"{courses['henvist_dato'].dt.year.min()}–{year}"


def _flow(courses, year, basis):
    counts = pd.Series({stage: here.sum() for stage, here in stages(phase_dates(courses)).items()})
    where = pd.DataFrame({"group": counts.index, "period": _until(courses, year)})
    return person_counts("exit_flow", where, counts.reset_index(drop=True), basis)
