"""Which areas are like the chosen ones, how like they were before, and what level their comparison can carry."""

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from sikkerby_eval.metrics.compare.before_after import checked_panel

MOST_APART = 0.25
"""Standard deviations between the means before; beyond this areas are not comparable (Stuart 2010)."""
LEAST_CHANCE = 0.05
"""Below this the trends before are told apart from chance, and the areas were already moving apart."""


def matched_areas(panel, *, start, controls_per_area=1) -> pd.DataFrame:
    """Choose, for each chosen area, the other areas that were most like it before: in level and in trend.

    Distance is Euclidean on the mean rate before and its yearly slope, each divided by its standard deviation over all
    areas. The choice makes the sum of all distances smallest, uses no area twice and looks at nothing after ``start``.

    Returns
    -------
    DataFrame
        ``treated_area, control_area, distance``, one row per pair.

    Raises
    ------
    ValueError
        If there are fewer other areas than are to be chosen, or fewer than two periods before.

    Source: Farrington et al. 2002 (level 3 needs a comparable area); optimal matching as in Rosenbaum 1989.
    """
    traits = traits_before(checked_panel(panel, start), start)
    scaled = traits[["level", "trend"]] / traits[["level", "trend"]].std().replace(0, 1)
    treated, others = scaled[traits["treated"]], scaled[~traits["treated"]]
    wanted = treated.loc[treated.index.repeat(controls_per_area)]
    if len(others) < len(wanted):
        raise ValueError(f"{len(wanted)} comparison areas are wanted and {len(others)} are there")
    distance = np.sqrt(((wanted.to_numpy()[:, None] - others.to_numpy()[None]) ** 2).sum(axis=2))
    row, column = linear_sum_assignment(distance)
    pairs = {"treated_area": wanted.index[row], "control_area": others.index[column], "distance": distance[row, column]}
    return pd.DataFrame(pairs)


def balance(panel, matches, *, start) -> pd.DataFrame:
    """Show how alike the chosen areas and their comparison were before: against all others, and against the matched.

    Returns
    -------
    DataFrame
        Index ``level, trend``; columns ``treated, all_others, matched`` (means) and ``difference_before_matching``,
        ``difference_after_matching`` in standard deviations; beyond ±0.25 the areas are not comparable.

    Source: Stuart 2010 (standardised mean difference).
    """
    traits = traits_before(checked_panel(panel, start), start)
    values = traits[["level", "trend"]]
    table = pd.DataFrame(
        {
            "treated": values[traits["treated"]].mean(),
            "all_others": values[~traits["treated"]].mean(),
            "matched": values.loc[matches["control_area"]].mean(),
        }
    )
    # Where all areas are the same there is no distance between them, only rounding.
    spread = values.std().where(values.std() > 1e-9 * values.abs().max(), 1.0)
    return table.assign(
        difference_before_matching=(table["treated"] - table["all_others"]) / spread,
        difference_after_matching=(table["treated"] - table["matched"]) / spread,
    )


def carried_level(table: pd.DataFrame, trend_p_value: float) -> int:
    """Say which Maryland level a comparison of matched areas carries: 3 where they were alike before, else 2.

    Alike means that both standardised differences after matching, in level and in trend, are within a quarter of a
    standard deviation, and that the trends before do not differ beyond chance. What is not known counts as not alike.

    Parameters
    ----------
    table
        From ``balance``.
    trend_p_value
        ``trend_gap_before_p_value`` of ``pre_trends`` on the same areas.

    Source: Farrington et al. 2002 (level 3 is comparable areas); Stuart 2010 (the limit of 0.25).
    """
    alike = (table["difference_after_matching"].abs() <= MOST_APART).all()
    return 3 if alike and pd.notna(trend_p_value) and trend_p_value >= LEAST_CHANCE else 2


def traits_before(panel: pd.DataFrame, start) -> pd.DataFrame:
    """Return each area's ``level`` (events per exposure), ``trend`` (slope per period) and ``treated`` before."""
    known = panel[(panel["period"] < start) & panel[["events", "exposure"]].notna().all(axis=1)]
    rate = known["events"] / known["exposure"]
    time = known["period"] - known.groupby("area")["period"].transform("mean")
    sums = known.groupby("area")[["events", "exposure"]].sum()
    spread = (time**2).groupby(known["area"]).sum()
    if len(sums) < panel["area"].nunique() or (spread == 0).any():
        raise ValueError("level and trend before need at least two known periods before the start in every area")
    trend = (time * rate).groupby(known["area"]).sum() / spread
    treated = known.groupby("area")["treated"].first()
    return pd.DataFrame({"level": sums["events"] / sums["exposure"], "trend": trend, "treated": treated})
