"""The exit programme's second outcome: who is in job or education at the first contact, at completion, two years on."""

import pandas as pd

from sikkerby_eval.metrics.charges.change import DIFFERENCE, fewest
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import paired_difference
from sikkerby_eval.metrics.recidivism.follow_up import aged_18_to_25, months_after, reached
from sikkerby_eval.metrics.shares import no_rows, share_rows

MEASUREMENTS = {"foerste_kontakt": "første kontakt", "afslutning": "afslutning", "to_aar": "to år efter"}
PAIRS = {
    "foerste_kontakt_til_afslutning": ("foerste_kontakt", "afslutning"),
    "afslutning_til_to_aar": ("afslutning", "to_aar"),
    "foerste_kontakt_til_to_aar": ("foerste_kontakt", "to_aar"),
}
KEPT, FOUND, LOST, NEITHER = "begge gange", "kun anden gang", "kun første gang", "ingen af gangene"
PROBABILITY = "probability"
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
    status, due, period = _measured(exitforloeb, exitudfald, cut_off)
    if status.empty:
        return no_rows()
    where = pd.DataFrame({"group": list(MEASUREMENTS.values()), "period": period}, index=list(MEASUREMENTS))
    how = {"basis": basis, "confidence": confidence}
    tables = [share_rows("exit_measured", where, status.notna().sum(), due.sum(), **how)]
    for name, statuses in OCCUPIED.items():
        occupied = status.isin(statuses).sum()
        tables.append(share_rows(f"exit_{name}", where, occupied, status.notna().sum(), **how))
    twice = status[["foerste_kontakt", "to_aar"]].dropna()
    tables += [_change(name, twice.isin(statuses), period, **how) for name, statuses in OCCUPIED.items()]
    return pd.concat(tables, ignore_index=True)


def work_pairs(
    exitforloeb: pd.DataFrame, exitudfald: pd.DataFrame, *, cut_off, basis: str = "register"
) -> pd.DataFrame:
    """Count the completers measured at two moments by whether they were in a job, in education or self-supporting.

    Population: as for ``occupation``, of those the persons measured both times. Unit: person. The four counts of a pair
    stand or fall together: three of them would give the fourth back.

    Returns
    -------
    DataFrame
        Estimates ``exit_work_<pair>`` with unit ``persons``, one row for each of ``begge gange``, ``kun anden gang``
        (found), ``kun første gang`` (lost) and ``ingen af gangene``; ``n_persons`` is the smallest of the four that is
        not zero. A pair without anybody has no rows.

    Examples
    --------
    ``p01_found_work`` is ingen, then job; ``p02_not_seen_again`` is job, then not measured. The pair holds one person,
    under ``kun anden gang``.
    """
    status, _, period = _measured(exitforloeb, exitudfald, cut_off)
    tables = [no_rows()]
    for pair, moments in PAIRS.items():
        twice = status[list(moments)].dropna() if len(status) else status
        if twice.empty:
            continue
        before, after = (twice[name].isin(OCCUPIED["in_job_education_or_self_supporting"]) for name in moments)
        persons = pd.Series(
            {
                KEPT: (before & after).sum(),
                FOUND: (after & ~before).sum(),
                LOST: (before & ~after).sum(),
                NEITHER: (~before & ~after).sum(),
            }
        )
        tables.append(
            estimates_frame(
                metric=f"exit_work_{pair}",
                period=period,
                group=persons.index,
                numerator=persons.to_numpy(),
                value=persons.to_numpy(),
                unit="persons",
                method="complete count",
                n_persons=persons[persons > 0].min(),
                basis=basis,
            )
        )
    return pd.concat(tables, ignore_index=True)


def work_change(pairs: pd.DataFrame) -> pd.DataFrame:
    """Turn the published counts of ``work_pairs`` into the change in the share at work, and what chance would make.

    Parameters
    ----------
    pairs
        Published rows of ``exit_work_<pair>``; a pair with a withheld number gives no rows.

    Returns
    -------
    DataFrame
        Estimates ``exit_work_<pair>_change`` (second minus first, percentage points, Newcombe's interval for pairs) and
        ``exit_work_<pair>_p`` (mid-P McNemar, unit ``probability``).

    Source: Newcombe 1998, Statistics in Medicine 17:2635, method 10; Fagerland, Lydersen & Laake 2013.
    """
    tables = [no_rows()]
    for metric, rows in pairs.groupby("metric", sort=False):
        persons = rows.set_index("group")["value"].reindex([KEPT, FOUND, LOST, NEITHER])
        if persons.isna().any():
            continue
        change = paired_difference(*([number] for number in persons))
        where = {"period": rows["period"].iloc[0], "group": "gennemførte", "basis": rows["basis"].iloc[0]}
        counted = {"numerator": persons[KEPT] + persons[FOUND], "denominator": persons.sum()}
        interval = change.drop(columns="p_value")
        tables += [
            estimates_frame(
                metric=f"{metric}_change", **where, **counted, **interval, unit=DIFFERENCE, method="newcombe for pairs"
            ),
            estimates_frame(
                metric=f"{metric}_p", **where, value=change["p_value"], unit=PROBABILITY, method="mid-P McNemar"
            ),
        ]
    return pd.concat(tables, ignore_index=True)


def _measured(exitforloeb, exitudfald, cut_off):
    """The completers' status at each moment (missing where not measured or not due), who was due, and the years."""
    completers = aged_18_to_25(reached(exitforloeb, "gennemfoert"))
    if completers.empty:
        return pd.DataFrame(), pd.DataFrame(), ""
    status = exitudfald.pivot_table(index="forloeb_id", columns="maaling", values="status", aggfunc="first")
    measured = completers[["forloeb_id"]].join(status.reindex(columns=list(MEASUREMENTS)), on="forloeb_id")
    due = pd.DataFrame(True, index=completers.index, columns=list(MEASUREMENTS))
    due["to_aar"] = months_after(completers["clock_date"], 24) <= pd.Timestamp(cut_off)
    years = completers["clock_date"].dt.year
    return measured[list(MEASUREMENTS)].where(due), due, f"{years.min()}–{years.max()}"


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
