"""How probable it is that areas arrive by the deadline if they go on moving as they did, and how sure that is."""

import numpy as np
import pandas as pd

from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval
from sikkerby_eval.metrics.safety.transitions import ARRIVED, CATEGORIES, LABELS, categorised_areas, transition_shares

EVEN = 1 / len(CATEGORIES)
"""Added to each cell where the uncertainty is read, one area a row: none or all of few areas is not a certainty."""


def chance_of_arriving(
    tryghedsindeks: pd.DataFrame,
    one_year: pd.DataFrame,
    selected: pd.Series,
    *,
    deadline: int = 2015,
    basis: str = "register",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Tell how probable it is that an area is ``ordinær`` or better in the deadline year.

    Population: the selected areas, from their category in the latest year, if areas go on moving as they did. The
    one-year transitions are applied once for every year left: what an area was before, and how much of the movement
    is measurement, is not in it. Missing where the path leads through a category nobody was in. The interval is
    Wilson's for as many moves as tell the chance as precisely (the delta method over all rows of the table); one year
    before the deadline that is the number of moves out of the area's own category.

    Parameters
    ----------
    one_year
        Counts as from ``pooled_transitions``.
    selected
        The selected areas' names.

    Returns
    -------
    DataFrame
        Estimates ``safety_chance_of_arriving`` per area (``denominator`` the moves behind it, rounded) and, for all
        together (areas moving independently), ``safety_chance_all_arrive``.

    Raises
    ------
    ValueError
        If the deadline is before the latest index.

    Source: Anderson & Goodman 1957 (Annals of Mathematical Statistics 28:89) for the variance of the shares of a
    transition table; Wilson 1927; Korn & Graubard 1998 (Survey Methodology 24:193) for the effective number.
    """
    areas = categorised_areas(tryghedsindeks, basis)
    latest = int(areas["aar"].max())
    if deadline < latest:
        raise ValueError(f"the deadline {deadline} is before the latest index, {latest}: look up who arrived instead")
    counts, years = one_year.loc[list(CATEGORIES), list(CATEGORIES)], deadline - latest
    now = areas[(areas["aar"] == latest) & areas["omraade"].isin(selected)]
    where = now["kategori"].map({name: place for place, name in enumerate(CATEGORIES)}).to_numpy()
    chance, _ = _arriving(transition_shares(counts), years)
    smooth, slopes = _arriving(transition_shares(counts + EVEN), years)
    known = ~np.isnan(chance)
    spread = np.array([_variance(counts, slope) for slope in slopes])
    per_area = _with_interval(chance[where], smooth[where], spread[where], confidence)
    whole = len(now) == len(selected) and len(now) and known[where].all()
    # The areas share one table: an error in it moves all their chances at once.
    product = smooth[where].prod()
    others = np.array([np.delete(smooth[where], at).prod() for at in range(len(where))])
    slope = np.einsum("a,aij->ij", others, slopes[where])
    together = _with_interval(
        np.array([chance[where].prod() if whole else np.nan]),
        np.array([product]),
        np.array([_variance(counts, slope)]),
        confidence,
    )
    shared = {"period": f"{latest}–{deadline}", "unit": FRACTION, "basis": basis}
    method = "one-year transitions of all areas; wilson of the moves that tell as much"
    lost = "missing: leads through a category no area was in"
    return pd.concat(
        [
            estimates_frame(
                metric="safety_chance_of_arriving",
                area=now["omraade"],
                group=now["kategori"].map(LABELS),
                method=per_area["value"].isna().map({True: lost, False: method}),
                **per_area,
                **shared,
            ),
            estimates_frame(
                metric="safety_chance_all_arrive",
                method=method if whole else lost,
                **together.assign(denominator=len(selected)),
                **shared,
            ),
        ],
        ignore_index=True,
    )


def _arriving(shares, years):
    """The chance from each category, and how it moves with each share: the sum over the year in which it is used."""
    step = shares.fillna(0).to_numpy(dtype=float)
    arrived = np.isin(CATEGORIES, ARRIVED).astype(float)
    powers = [np.linalg.matrix_power(step, passed) for passed in range(years + 1)]
    # A category nobody was in leads nowhere known: probability that went into it is lost, and the answer with it.
    known = np.isclose(powers[-1].sum(axis=1), 1)
    slopes = sum(
        (powers[passed][:, :, None] * (powers[years - 1 - passed] @ arrived)[None, None, :] for passed in range(years)),
        np.zeros((len(step), *step.shape)),
    )
    return np.where(known, np.clip(powers[-1] @ arrived, 0, 1), np.nan), slopes


def _variance(counts, slope):
    """Variance of a number that moves with every share of the table: each row is a multinomial of its own."""
    smooth = (counts + EVEN).to_numpy(dtype=float)
    shares, moves = smooth / smooth.sum(axis=1, keepdims=True), counts.to_numpy(dtype=float).sum(axis=1)
    spread = (shares * slope**2).sum(axis=1) - (shares * slope).sum(axis=1) ** 2
    return (spread[moves > 0] / moves[moves > 0]).sum()


def _with_interval(value, smooth, variance, confidence):
    """Wilson's interval for as many moves as give this variance; none where nothing is left to chance."""
    with np.errstate(divide="ignore", invalid="ignore"):
        moves = np.where(variance > 0, smooth * (1 - smooth) / variance, np.nan)
    limits = proportion_interval(np.clip(value, 0, 1) * moves, moves, confidence=confidence)
    limits = limits.assign(value=value, denominator=np.round(moves))
    return limits[["value", "ci_low", "ci_high", "denominator"]]
