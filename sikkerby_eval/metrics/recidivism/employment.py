"""The exit programme's second outcome: who is in job or education at the first contact, at completion, two years on."""

import pandas as pd

from sikkerby_eval.metrics.charges.change import DIFFERENCE, fewest
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import paired_difference
from sikkerby_eval.metrics.recidivism.follow_up import aged_18_to_25, months_after, reached
from sikkerby_eval.metrics.shares import no_rows, share_rows

MEASUREMENTS = {"foerste_kontakt": "første kontakt", "afslutning": "afslutning", "to_aar": "to år efter"}
OCCUPIED = {
    "in_job_or_education": ("job", "uddannelse"),
    "in_job_education_or_self_supporting": ("job", "uddannelse", "selvforsoergende"),
}


def occupation(
    exitforloeb: pd.DataFrame,
    exitudfald: pd.DataFrame,
    *,
    cut_off,
    basis: str = "register",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Tell what share of the completers were in job or education at each of three measurements.

    Population: persons aged 18-25 at the start who completed; at two years those whose completion lies two years
    before the cut-off. Unit: person, by the course that was completed first. Whoever was not measured is neither in
    nor out of work: she is missing from the share, and ``exit_measured`` tells how many there were.

    Parameters
    ----------
    exitforloeb
        The register of courses.
    exitudfald
        ``forloeb_id, maaling`` (foerste_kontakt, afslutning, to_aar), ``status``.

    Returns
    -------
    DataFrame
        Estimates ``exit_in_job_or_education``, ``exit_in_job_education_or_self_supporting`` and ``exit_measured`` (of
        those due) per measurement; and ``…_change``: the difference between the first contact and two years among
        those measured at both, with Newcombe's interval for pairs.

    Source: seed paper, Bilag 2, fase 4 (baseline at the first contact, follow-up after two years).
    """
    completers = aged_18_to_25(reached(exitforloeb, "gennemfoert"))
    if completers.empty:
        return no_rows()
    status = exitudfald.pivot_table(index="forloeb_id", columns="maaling", values="status", aggfunc="first")
    measured = completers[["forloeb_id"]].join(status.reindex(columns=list(MEASUREMENTS)), on="forloeb_id")
    due = pd.DataFrame(True, index=completers.index, columns=list(MEASUREMENTS))
    due["to_aar"] = months_after(completers["clock_date"], 24) <= pd.Timestamp(cut_off)
    status = measured[list(MEASUREMENTS)].where(due)

    years = completers["clock_date"].dt.year
    period = f"{years.min()}–{years.max()}"
    where = pd.DataFrame({"group": list(MEASUREMENTS.values()), "period": period}, index=list(MEASUREMENTS))
    how = {"basis": basis, "confidence": confidence}
    tables = [share_rows("exit_measured", where, status.notna().sum(), due.sum(), **how)]
    for name, statuses in OCCUPIED.items():
        occupied = status.isin(statuses).sum()
        tables.append(share_rows(f"exit_{name}", where, occupied, status.notna().sum(), **how))
    twice = status[["foerste_kontakt", "to_aar"]].dropna()
    tables += [_change(name, twice.isin(statuses), period, **how) for name, statuses in OCCUPIED.items()]
    return pd.concat(tables, ignore_index=True)


def _change(name, occupied, period, *, basis, confidence):
    before, after = occupied["foerste_kontakt"], occupied["to_aar"]
    patterns = (before & after, after & ~before, before & ~after, ~before & ~after)
    counts = [pd.Series([persons.sum()], dtype="Int64").where([len(occupied) > 0]) for persons in patterns]
    interval = paired_difference(*counts, confidence=confidence).drop(columns="p_value")
    return estimates_frame(
        metric=f"exit_{name}_change",
        period=period,
        group="første kontakt → to år efter",
        numerator=counts[0] + counts[1],
        denominator=sum(counts),
        **interval,
        unit=DIFFERENCE,
        method="newcombe for pairs" if len(occupied) else "missing: nobody was measured both times",
        n_persons=fewest(*counts[:3]) if len(occupied) else pd.NA,
        basis=basis,
    )
