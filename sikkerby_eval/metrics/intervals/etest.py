"""A sharper test of two small counts than the exact conditional one, on request."""

import numpy as np
import pandas as pd
from statsmodels.stats.rates import etest_poisson_2indep

from sikkerby_eval.metrics.intervals.asked import counts, refuse_zero

MOST_EVENTS = 1000
"""statsmodels lays out every pair of counts in memory: gigabytes beyond this."""


def e_test(events1, exposure1, events2, exposure2) -> pd.Series:
    """Say how probable at least so large a difference between two rates is if they were equal (two-sided).

    Takes events and exposure of two separate groups, each row at most 1,000 events; returns ``p_value``. The
    interval beside it stays that of ``ratio_of_rates``, whose own probability is somewhat higher.

    Raises
    ------
    ValueError
        Beyond 1,000 events, on a zero exposure, on negatives.

    Source: Krishnamoorthy & Thomson 2004; statsmodels ``etest_poisson_2indep(method="score")``, its default: the
    variance under equal rates, which stays sharp when the exposures are very unequal.
    """
    index, *columns = counts(events1=events1, exposure1=exposure1, events2=events2, exposure2=exposure2)
    x1, t1, x2, t2 = columns
    if wrong := int((x1 + x2 > MOST_EVENTS).sum()):
        raise ValueError(f"more than {MOST_EVENTS} events in {wrong} rows: the E-test is for fewer; use ratio_of_rates")
    refuse_zero(exposure1=t1, exposure2=t2)
    return pd.Series([_probability(*row) for row in zip(*columns, strict=True)], index=index, name="p_value")


def _probability(x1, t1, x2, t2):
    if np.isnan(x1 + t1 + x2 + t2):
        return np.nan
    if x1 + x2 == 0:
        return 1.0
    return float(etest_poisson_2indep(x1, t1, x2, t2, method="score")[1])
