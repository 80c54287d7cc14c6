"""From one number and its target to one of five states, with what chance alone could have done.

The five states are ``met``, ``not_met``, ``uncertain`` (with its side), ``not_yet`` (with the day from which it can be
known) and ``undecidable`` (with the reason). Failing to reject is never ``met``.
"""

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import binom

Direction = Literal["at_least", "at_most"]
STATES = ("met", "not_met", "uncertain", "not_yet", "undecidable")
READINGS = tuple(f"readings_{state}" for state in STATES)
"""How many readings of a goal end in each state."""
LEVEL = 0.05
POWER = 0.80
_SEARCH_LIMIT = 1_000_000


class Verdict(NamedTuple):
    """A state, the side of the target the estimate is on, how it was decided, and why when it was not."""

    state: str
    side: str | None = None
    method: str | None = None
    reason: str | None = None
    from_when: pd.Timestamp | None = None


def share_verdict(numerator: int, denominator: int, target: float, direction: Direction) -> Verdict:
    """Decide whether a share of persons clears its target, by an exact one-sided binomial test at 5 %.

    Parameters
    ----------
    numerator, denominator
        Persons with the outcome, and persons followed.
    target
        The threshold as a fraction.
    direction
        Whether the share must be at least or at most the target.

    Returns
    -------
    Verdict
        ``met`` when a true share at the target would give this result or better in at most 5 % of cases,
        ``not_met`` when it would give this result or worse in at most 5 %, else ``uncertain`` with its side.

    Raises
    ------
    ValueError
        If the counts cannot be a share, or the target is no fraction.

    Notes
    -----
    Source: exact test of Clopper & Pearson (1934), Biometrika 26:404; the convention is the project's own. At 60 %
    "at least" is met from 17 of 20 and not met up to 7 of 20.
    """
    if not 0 <= numerator <= denominator or denominator < 1:
        raise ValueError("a share needs a numerator between 0 and its denominator, and a denominator of at least 1")
    if not 0 < target < 1:
        raise ValueError("the target of a share is a fraction between 0 and 1; for 0 and 1 judge the count")
    as_high = binom.sf(numerator - 1, denominator, target)
    as_low = binom.cdf(numerator, denominator, target)
    clears, fails = (as_high, as_low) if direction == "at_least" else (as_low, as_high)
    side = _side(numerator / denominator, target, direction)
    state = "met" if clears <= LEVEL else "not_met" if fails <= LEVEL else "uncertain"
    return Verdict(state, side, "exact_binomial")


def count_verdict(count: float, target: float, direction: Direction, method: str = "complete_count") -> Verdict:
    """Decide whether a complete count, or a published figure without its n, clears its target: on the number itself."""
    side = _side(count, target, direction)
    return Verdict("met" if side == "right" else "not_met", side, method)


def interval_verdict(value: float, low: float, high: float, target: float, direction: Direction) -> Verdict:
    """Decide whether a change clears its target: met or not met only when its whole interval is on one side."""
    sides = {_side(low, target, direction), _side(high, target, direction)}
    side = _side(value, target, direction)
    if len(sides) == 2:
        return Verdict("uncertain", side, "interval")
    return Verdict("met" if side == "right" else "not_met", side, "interval")


def critical_count(denominator, target: float, direction: Direction):
    """Find the count from which (or up to which) a share of so many persons is judged ``met``.

    Parameters
    ----------
    denominator
        Persons followed: a number or an array of numbers.
    target, direction
        As in ``share_verdict``.

    Returns
    -------
    array of int
        The critical count of each number; above the number (or below zero) where no count would do.
    """
    if direction == "at_least":
        return binom.isf(LEVEL, denominator, target).astype(int) + 1
    highest = binom.ppf(LEVEL, denominator, target).astype(int)
    return np.where(binom.cdf(highest, denominator, target) > LEVEL, highest - 1, highest)


def chance_of_passing(reference: float, denominator, target: float, direction: Direction):
    """Compute how often a share is judged ``met`` when its true value is a named reference and nothing has changed.

    Parameters
    ----------
    reference
        The true share without any change, from a baseline or a named reference rate.
    denominator
        Persons followed: a number or an array of numbers.
    target, direction
        As in ``share_verdict``.

    Returns
    -------
    float or array
        Probability of the state ``met``.
    """
    critical = critical_count(denominator, target, direction)
    if direction == "at_least":
        return binom.sf(critical - 1, denominator, reference)
    return binom.cdf(critical, denominator, reference)


def persons_needed(true_share: float, target: float, direction: Direction) -> int | None:
    """Find how many persons give an 80 % chance of clearing the target if the true share is as assumed.

    Returns
    -------
    int or None
        The smallest number from which the chance stays at 80 % or more (the exact test's power moves in small steps
        up and down as the number grows); None when the share is not on the right side of the target, or when more
        than a million persons would be needed.
    """
    if _side(true_share, target, direction) == "wrong" or true_share == target:
        return None
    high = 64
    while (chance_of_passing(true_share, np.arange(high // 2, high + 1), target, direction) < POWER).any():
        high *= 2
        if high > _SEARCH_LIMIT:
            return None
    numbers = np.arange(1, high + 1)
    short = chance_of_passing(true_share, numbers, target, direction) < POWER
    return int(numbers[short][-1] + 1) if short.any() else 1


def not_yet(day, side: str | None = None, reason: str = "deadline_ahead") -> Verdict:
    """State that a goal cannot be decided before a day, and which side its latest number is on."""
    return Verdict("not_yet", side, None, reason, pd.Timestamp(day))


def undecidable(reason: str, side: str | None = None) -> Verdict:
    """State that a goal cannot be decided, and why: ``never_measured``, ``discontinued``, ``baseline_missing`` …"""
    return Verdict("undecidable", side, None, reason)


def _side(value: float, target: float, direction: Direction) -> str:
    slack = 1e-12
    right = value >= target - slack if direction == "at_least" else value <= target + slack
    return "right" if right else "wrong"
