"""Goal 2 as time passes: how many had been convicted, and how many had left, at each half-year of the window."""

import pandas as pd

from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.intervals.survival import cumulative_incidence
from sikkerby_eval.metrics.recidivism.follow_up import CONVICTED, LEFT, RESIDENT
from sikkerby_eval.metrics.recidivism.outcomes import PHASE_LABELS, strata
from sikkerby_eval.metrics.shares import no_rows

CURVE_MONTHS = (6, 12, 18, 24)
LEAST_AT_RISK = 10


def cumulative_outcomes(
    followed: pd.DataFrame, *, event: str, by: str | None = None, basis: str = "register", confidence: float = 0.95
) -> pd.DataFrame:
    """Tell what share had been convicted, and what share had left, after 6, 12, 18 and 24 months.

    Population: the mature persons of a cohort, all years together. The Aalen-Johansen incidence: somebody who died or
    emigrated can no longer be convicted here and is not counted as if she could; leaving is the competing event, with
    an incidence of its own. The last value of each equals its share of the window. A point needs 10 persons still at
    risk, so that no curve shows single persons' dates.

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
        Estimates ``<event>_convicted_by_month_<month>`` and ``<event>_left_by_month_<month>``; the denominator is
        everybody who was followed; points with too few at risk are missing.

    Examples
    --------
    Of ten followed for two years ``p01_convicted_in_month_5`` and ``p02_emigrated_in_month_9``: the convicted are 1 of
    10 from month 6 on, those who left 0 of 10 at month 6 and 1 of 10 from month 12 on.

    Source: Aalen & Johansen 1978; intervals as in ``cumulative_incidence``.
    """
    mature = followed[followed["mature"]]
    divided = strata(mature, group=mature["phase"].map(PHASE_LABELS), date="clock_date", by=by)
    together = divided[~divided["yearly"]].groupby(["group", "period"], sort=False)
    curves = [
        _curve(persons, outcome, confidence).assign(group=key[0], period=key[1], outcome=outcome)
        for key, persons in together
        for outcome in (CONVICTED, LEFT)
    ]
    if not curves:
        return no_rows()
    points = pd.concat(curves, ignore_index=True)
    enough = points["at_risk"] >= LEAST_AT_RISK
    return estimates_frame(
        metric=f"{event}_" + points["outcome"] + "_by_month_" + points["time"].astype(int).astype(str),
        period=points["period"],
        group=points["group"],
        numerator=points["events"].where(enough),
        denominator=points["followed"].where(enough),
        **points[["value", "ci_low", "ci_high"]].where(enough),
        unit=FRACTION,
        method=points["method"].where(enough, f"missing: fewer than {LEAST_AT_RISK} at risk"),
        n_persons=points["events"].where(enough),
        basis=basis,
    )


def _curve(persons, outcome, confidence):
    curve = cumulative_incidence(
        persons["elapsed_months"],
        persons["outcome"],
        event=outcome,
        censored=RESIDENT,
        unit="months",
        at=CURVE_MONTHS,
        confidence=confidence,
    )
    return curve.assign(followed=len(persons))
