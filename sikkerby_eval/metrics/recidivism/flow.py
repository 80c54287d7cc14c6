"""The exit programme as a flow: how far each person got, and how long each phase took."""

import numpy as np
import pandas as pd
from scipy.stats import binom

from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.recidivism.follow_up import PHASES, months_after
from sikkerby_eval.metrics.recidivism.outcomes import PHASE_LABELS, strata
from sikkerby_eval.metrics.shares import no_rows, share_rows

ON_THE_WAY = ("henvist", "screenet", "plan", "i_gang")
"""Statuses of a course that is not over: whoever has one has neither gone on nor dropped out."""

MEDIAN = "median; exact order-statistic interval"
LONGEST_COURSE_MONTHS = 24
"""A course may be long, "i nogle tilfælde op til to år" (seed paper, Bilag 2, fase 4)."""


def phase_dates(exitforloeb: pd.DataFrame) -> pd.DataFrame:
    """Give each person's first day in each phase of the programme, over all her courses.

    A phase is reached when it or a later one is dated: a screening nobody wrote down does not lose the person.

    Returns
    -------
    DataFrame
        One row per person: ``person_id, spor, henvist_af`` (of the first course), a date per phase of ``PHASES``
        (missing where not reached or not written down), ``opfoelgning_dato``, ``reached_<phase>``, and ``waiting``
        (some course is not over).
    """
    completed = exitforloeb["status"] == "gennemfoert"
    dated = exitforloeb.assign(
        slutdato=exitforloeb["slutdato"].where(completed),
        opfoelgning_dato=exitforloeb["opfoelgning_dato"].where(completed),
        waiting=exitforloeb["status"].isin(ON_THE_WAY),
    ).sort_values(["henvist_dato", "forloeb_id"])
    first = dated.groupby("person_id", sort=False)
    persons = first[["spor", "henvist_af"]].first()
    persons = persons.join(first[[*PHASES.values(), "opfoelgning_dato"]].min()).join(first["waiting"].any())
    reached = persons[list(PHASES.values())].notna()
    reached = (
        reached.iloc[:, ::-1].cummax(axis=1).iloc[:, ::-1].set_axis([f"reached_{phase}" for phase in PHASES], axis=1)
    )
    return persons.join(reached).reset_index()


def phase_flow(
    exitforloeb: pd.DataFrame, *, by: str | None = None, basis: str = "register", confidence: float = 0.95
) -> pd.DataFrame:
    """Tell how many reached each phase, and of those how many went on, still wait, or dropped out.

    Population: all referred persons. Period: the year of the first referral, and all years together. Somebody with a
    course that is not over waits: she has not dropped out.

    Parameters
    ----------
    exitforloeb
        The register.
    by
        ``spor`` or ``henvist_af``, to divide by track or by who referred.

    Returns
    -------
    DataFrame
        Estimates ``exit_reached`` (unit ``persons``), and ``exit_went_on``, ``exit_waiting``, ``exit_dropped_out``:
        shares of those who reached the phase in ``group``, adding up to 1; missing where nobody reached it.
    """
    persons = phase_dates(exitforloeb)
    if persons.empty:
        return no_rows()
    steps = []
    for phase, onwards in zip(PHASES, [*list(PHASES)[1:], None], strict=True):
        here = persons[f"reached_{phase}"]
        on = persons[f"reached_{onwards}"] if onwards else pd.Series(False, index=persons.index)
        label = pd.Series(PHASE_LABELS[phase], index=persons.index)
        fate = persons.assign(
            here=here, went_on=on, waiting=here & ~on & persons["waiting"], dropped_out=here & ~on & ~persons["waiting"]
        )
        divided = strata(fate, group=label, date="henvist_dato", by=by)
        totals = divided.groupby(["group", "period"], sort=False)[["here", "went_on", "waiting", "dropped_out"]].sum()
        steps.append(totals.reset_index().assign(last=onwards is None))
    totals = pd.concat(steps, ignore_index=True)
    further = totals[~totals["last"]].reset_index(drop=True)
    shares = [
        share_rows(f"exit_{fate}", further, further[fate], further["here"], basis=basis, confidence=confidence)
        for fate in ("went_on", "waiting", "dropped_out")
    ]
    return pd.concat([person_counts("exit_reached", totals, totals["here"], basis), *shares], ignore_index=True)


def followed_up(
    exitforloeb: pd.DataFrame, *, cut_off, basis: str = "register", confidence: float = 0.95
) -> pd.DataFrame:
    """Tell what share of the completers who were due for the two-year follow-up got it.

    Population: persons whose completion lies at least two years before the cut-off; others are not due yet.

    Returns
    -------
    DataFrame
        Estimates ``exit_followed_up`` by year of completion and together. Source: seed paper, Bilag 2, fase 4.
    """
    persons = phase_dates(exitforloeb)
    due = persons[months_after(persons["slutdato"], 24) <= pd.Timestamp(cut_off)]
    if due.empty:
        return no_rows()
    seen = due["opfoelgning_dato"] <= pd.Timestamp(cut_off)
    divided = strata(due.assign(seen=seen), group=pd.Series("gennemførte", index=due.index), date="slutdato")
    totals = divided.groupby(["group", "period"], sort=False)["seen"].agg(["sum", "size"]).reset_index()
    return share_rows("exit_followed_up", totals, totals["sum"], totals["size"], basis=basis, confidence=confidence)


def time_in_phase(exitforloeb: pd.DataFrame, *, basis: str = "register", confidence: float = 0.95) -> pd.DataFrame:
    """Tell the median number of days from each phase to the next.

    Unit: course with both dates, so those who went on; whoever still waits or dropped out is in ``phase_flow``. The
    interval is the exact one between two ordered values, missing where too few courses give one.

    Returns
    -------
    DataFrame
        Estimates ``exit_days_to_next``; ``group`` is "henviste → screenede"; ``denominator`` counts the courses behind
        the median, ``n_persons`` the persons. And ``exit_longer_than_two_years``: the share of those who completed
        with a course of more than two years. Source of the interval: Hahn & Meeker 1991, section 5.2.
    """
    if exitforloeb.empty:
        return no_rows()
    completed = exitforloeb["status"] == "gennemfoert"
    dated = exitforloeb.assign(slutdato=exitforloeb["slutdato"].where(completed))
    years = f"{dated['henvist_dato'].dt.year.min()}–{dated['henvist_dato'].dt.year.max()}"
    pairs = list(zip(PHASES, list(PHASES)[1:], strict=False))
    days = [(dated[PHASES[later]] - dated[PHASES[earlier]]).dt.days.dropna() for earlier, later in pairs]
    medians = estimates_frame(
        metric="exit_days_to_next",
        period=years,
        group=[f"{PHASE_LABELS[earlier]} → {PHASE_LABELS[later]}" for earlier, later in pairs],
        denominator=[len(courses) for courses in days],
        **pd.DataFrame([median_days(courses, confidence) for courses in days]),
        unit="days",
        method=MEDIAN,
        n_persons=[dated.loc[courses.index, "person_id"].nunique() for courses in days],
        basis=basis,
    )
    whole = dated[dated["slutdato"].notna() & dated["startdato"].notna()]
    long = whole["slutdato"] > months_after(whole["startdato"], LONGEST_COURSE_MONTHS)
    persons = pd.DataFrame({"group": ["gennemførte"], "period": [years]})
    counts = [pd.Series([rows["person_id"].nunique()]) for rows in (whole[long], whole)]
    longer = share_rows("exit_longer_than_two_years", persons, *counts, basis=basis, confidence=confidence)
    return pd.concat([medians, longer], ignore_index=True)


def person_counts(metric, where, number, basis):
    """Put counts of persons into the estimates frame: complete, so without an interval."""
    return estimates_frame(
        metric=metric,
        period=where["period"],
        group=where["group"],
        numerator=number,
        value=number,
        unit="persons",
        method="complete count",
        n_persons=number,
        basis=basis,
    )


def median_days(days, confidence):
    """Give the median of some days and its exact interval between two ordered values, missing where there is none."""
    ordered = np.sort(days.to_numpy(dtype=float))
    if not len(ordered):
        return {"value": pd.NA, "ci_low": pd.NA, "ci_high": pd.NA}
    rank = int(binom.ppf((1 - confidence) / 2, len(ordered), 0.5))
    ends = (ordered[rank - 1], ordered[-rank]) if rank else (pd.NA, pd.NA)
    return {"value": np.median(ordered), "ci_low": ends[0], "ci_high": ends[1]}
