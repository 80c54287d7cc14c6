"""Groups of projects that the numbers can tell apart: no order is claimed where ranges overlap."""

import pandas as pd


def priority_groups(scores: pd.DataFrame) -> pd.Series:
    """Put projects in groups of ranges that all overlap, the highest first.

    The first group holds every project that no other is clear of; the next is found the same way among the rest. Every
    project of a later group is therefore clearly below somebody in the group before, and within a group the numbers
    give no order.

    Parameters
    ----------
    scores
        Published rows of ``priority_score``: ``row_id, ci_low, ci_high, status``.

    Returns
    -------
    Series
        Group number from 1 (the highest), by ``row_id``; missing where the score is not shown.

    Examples
    --------
    p01_high (0.6–0.8), p02_high (0.5–0.7) and p03_low (0.1–0.4) are in groups 1, 1 and 2.

    Source: the programme paper of 13 April 2010, annex 5; the rule for overlapping ranges is the project's own.
    """
    left = scores[(scores["status"] == "shown") & scores["ci_low"].notna()].set_index("row_id")
    groups = pd.Series(pd.NA, index=scores["row_id"], dtype="Int64", name="priority_group")
    number = 0
    while len(left):
        number += 1
        together = left["ci_high"] >= left["ci_low"].max()
        groups[left.index[together]] = number
        left = left[~together]
    return groups
