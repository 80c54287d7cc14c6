"""What would happen to the worst areas if nothing changed: chance puts some there, and chance moves them on.

Two measurements of unchanged areas follow a bivariate normal distribution whose correlation is the reliability of
the index. Its corners are integrated numerically, so that the result is the same in every run; a simulation would
only come near it.
"""

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.safety.transitions import IN_NEED, categorised_areas

RELIABILITIES = (0.9, 0.8, 0.7, 0.6)
"""Shown side by side where the reliability of the survey is not known."""

NODES, WEIGHTS = np.polynomial.legendre.leggauss(200)


def both_below(first, second, correlation) -> np.ndarray:
    """Give the probability that two correlated standard normal values both lie below their limits.

    Parameters
    ----------
    first, second
        The limits, scalars or arrays.
    correlation
        At least 0 and below 1.

    Source: Plackett 1954, Biometrika 41:351 (the derivative in the correlation is the bivariate density; here
    integrated over its arcsine by Gauss-Legendre quadrature). Error below 1e-9 for correlations up to 0.99.
    """
    first, second, correlation = np.broadcast_arrays(
        *(np.asarray(x, dtype=float) for x in (first, second, correlation))
    )
    if not ((correlation >= 0) & (correlation < 1)).all():
        raise ValueError("the correlation must be at least 0 and below 1")
    first, second = np.clip(first, -38, 38), np.clip(second, -38, 38)
    half = np.arcsin(correlation)[..., None] / 2
    angle = half * (NODES + 1)
    exponent = (first**2 + second**2)[..., None] - 2 * (first * second)[..., None] * np.sin(angle)
    density = np.exp(-exponent / (2 * np.cos(angle) ** 2))
    return ndtr(first) * ndtr(second) + (half * density * WEIGHTS).sum(axis=-1) / (2 * np.pi)


def movement_without_change(share_markant, share_in_need, reliability) -> pd.DataFrame:
    """Tell what share of the worst areas would leave their category although nothing changed.

    Population: areas measured twice with the same cut-offs, their true level unchanged.

    Parameters
    ----------
    share_markant, share_in_need
        The shares of areas that are ``markant``, and ``markant`` or ``intensiveret``.
    reliability
        The correlation of two measurements of unchanged areas, at least 0 and below 1.

    Returns
    -------
    DataFrame
        ``leave_markant`` and ``reach_ordinaer`` (ordinær or better), one row per reliability; missing where no area
        is markant.

    Raises
    ------
    ValueError
        If a share is outside [0, 1], or fewer areas are in need than markant.
    """
    if not 0 <= share_markant <= share_in_need <= 1:
        raise ValueError("shares must satisfy 0 <= markant <= markant or intensiveret <= 1")
    reliability = np.atleast_1d(np.asarray(reliability, dtype=float))
    if share_markant == 0:
        return pd.DataFrame({"leave_markant": np.nan, "reach_ordinaer": np.nan}, index=range(len(reliability)))
    low, high = ndtri(share_markant), ndtri(share_in_need)
    return pd.DataFrame(
        {
            "leave_markant": 1 - both_below(low, low, reliability) / share_markant,
            "reach_ordinaer": 1 - both_below(low, high, reliability) / share_markant,
        }
    ).clip(0, 1)


def survey_reliability(computed_index: pd.DataFrame, year: int) -> float:
    """Say how much of the difference between areas is real and not the luck of who was asked.

    The share of the variance between areas that is not sampling variance; missing where no sampling error is known.
    It is the most the reliability can be: what else differs from year to year without meaning anything is not in it.

    Parameters
    ----------
    computed_index
        As from ``index_from_sources``: ``aar, indeks, se``.
    """
    areas = computed_index[computed_index["aar"] == year].dropna(subset=["indeks", "se"])
    if len(areas) < 3:
        return np.nan
    return float(max(0.0, 1 - (areas["se"] ** 2).mean() / areas["indeks"].var()))


def no_change_benchmark(
    tryghedsindeks: pd.DataFrame,
    year: int,
    *,
    reliabilities: tuple[float, ...] = RELIABILITIES,
    basis: str = "register",
) -> pd.DataFrame:
    """Tell how many areas would have left ``markant`` by the next measurement with no real change.

    Population: the areas of the year; the cut-offs are the register's own shares of categories in that year. The
    answer is the same for any later year, as long as nothing really changes.

    Parameters
    ----------
    tryghedsindeks
        ``aar, omraade, kategori, metode``.
    reliabilities
        The survey's own (``survey_reliability``) where it is known, else ``RELIABILITIES`` side by side.

    Returns
    -------
    DataFrame
        Estimates ``no_change_leave_markant``, ``no_change_reach_ordinaer`` and ``no_change_all_reach_ordinaer`` (that
        all markant areas arrive, areas moving independently); ``group`` names the reliability.

    Source: Barnett, van der Pols & Dobson 2005, International Journal of Epidemiology 34:215.
    """
    areas = categorised_areas(tryghedsindeks, basis)
    categories = areas.loc[areas["aar"] == year, "kategori"]
    markant = int((categories == IN_NEED[0]).sum())
    if not markant:
        reason = "missing: no area is markant" if len(categories) else f"missing: no index for {year}"
        return estimates_frame(
            metric="no_change_leave_markant", period=str(year), value=pd.NA, unit=FRACTION, method=reason, basis=basis
        )
    moves = movement_without_change(markant / len(categories), categories.isin(IN_NEED).mean(), reliabilities)
    moves = moves.assign(all_reach_ordinaer=moves["reach_ordinaer"] ** markant)
    return pd.concat(
        [
            estimates_frame(
                metric=f"no_change_{name}",
                period=str(year),
                group=[f"pålidelighed {value:.2f}".replace(".", ",") for value in reliabilities],
                denominator=markant,
                value=moves[name],
                unit=FRACTION,
                method="bivariate normal, integrated",
                basis=basis,
            )
            for name in moves
        ],
        ignore_index=True,
    )
