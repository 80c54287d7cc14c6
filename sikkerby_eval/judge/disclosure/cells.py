"""The counts behind a publication and every sum between them, also with counts that no row prints."""

import itertools
from collections import defaultdict
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from sikkerby_eval.judge.disclosure.held_sums import ROUNDING, adds_up, crossings, held_sums, told_by
from sikkerby_eval.judge.disclosure.one_count import of_one_cohort, same_counts
from sikkerby_eval.judge.disclosure.sums import age_and_group, family_of, possible_sums

KEY_COLUMNS = ("metric", "period", "area", "group")
LEAST_COMMON_COUNT = 20
"""Two metrics that agree wherever they meet count the same persons, if they agree on at least this many."""


class Structure(NamedTuple):
    """What everybody may know of a publication: which counts are the same, and which usual sums do not hold in it.

    ``unseen`` are the keys of counts that no row prints.
    """

    same: dict
    dropped: frozenset
    unseen: tuple = ()


class Cells(NamedTuple):
    """The counts of a publication and their sums.

    ``values`` holds each count, ``equations`` (sparse) one row for each sum that is zero, ``rows`` the positions of
    each row's ``numerator``, ``complement`` and ``denominator`` (-1 where it has none). ``printed`` says whether a row
    prints the cell, ``derived`` whether none does and a subtraction gives it, ``base`` whether it is a denominator. Of
    several cells that are known together only, the first is assumed to hold everything: nobody knows better.
    """

    values: np.ndarray
    equations: sparse.csr_matrix
    rows: pd.DataFrame
    printed: np.ndarray
    derived: np.ndarray
    base: np.ndarray
    structure: Structure


def lay_out(
    rows: pd.DataFrame,
    *,
    sums: pd.DataFrame | None = None,
    areas: pd.DataFrame | None = None,
    structure: Structure | None = None,
) -> Cells:
    """Find the counts behind rows of estimates and the sums between them.

    Parameters
    ----------
    rows
        ``metric, period, area, group``, ``count`` and ``base`` (numerator and denominator; missing where withheld) and
        ``is_share`` (whether the base and what is left of it are counts of persons too) and ``is_old`` (from an earlier
        issue: where it contradicts today's rows, today's stand) and ``is_unseen`` (no row prints it).
    sums, areas
        As for ``protect``.
    structure
        As found when all counts were known; found anew by default.

    Raises
    ------
    ValueError
        If rows state different counts under the same name, or a declared sum does not hold.
    """
    contexts = [(p, a, *age_and_group(g)) for p, a, g in rows[["period", "area", "group"]].itertuples(index=False)]
    metrics = list(rows["metric"])
    stated = defaultdict(dict)
    for metric, context, count, base, share in zip(
        metrics, contexts, _floats(rows["count"]), _floats(rows["base"]), rows["is_share"], strict=True
    ):
        _state(stated[metric, "numerator"], context, count)
        if share:
            _state(stated[metric, "denominator"], context, base)
    possible = possible_sums(contexts, metrics, sums, areas) if contexts else []
    same = _same_counts(stated, possible) if structure is None else {f: structure.same.get(f, f) for f in stated}
    counts = {}
    for family in sorted(stated):
        for context, value in sorted(stated[family].items()):
            _state(counts, (same[family], context), value)
    names = [*zip(metrics, contexts, strict=True)]
    printed = _cells_of(names, ~rows["is_unseen"], same) & set(counts)
    old = printed - _cells_of(names, ~rows["is_old"] & ~rows["is_unseen"], same)
    dropped = set(structure.dropped) if structure else set()
    equal = _equal_counts(zip(metrics, contexts, rows["is_old"], strict=True), counts, same, dropped)
    counts |= dict.fromkeys(list(crossings(counts, possible)), np.nan)
    instances, gathered = held_sums(counts, printed, possible, same, old, dropped, equal)
    shared = {}
    for together, *cells in gathered:
        for cell, value in zip(cells, (counts[together], *[0.0] * len(cells)), strict=False):
            shared[cell] = min(value, shared.get(cell, np.inf))
    is_share = rows["is_share"].to_numpy(bool)
    unseen = rows.loc[rows["is_unseen"], list(KEY_COLUMNS)].itertuples(index=False, name=None)
    structure = Structure(same, frozenset(dropped), tuple(unseen))
    return _as_arrays(counts, printed, shared, instances + gathered, metrics, contexts, is_share, structure)


def _cells_of(names, kept, same):
    """Give the counts that the rows kept are about."""
    return {
        (same[metric, part], context)
        for (metric, context), is_kept in zip(names, kept, strict=True)
        for part in ("numerator", "denominator")
        if is_kept and (metric, part) in same
    }


def _floats(column):
    return column.to_numpy(dtype=float, na_value=np.nan)


def _state(counts, cell, value):
    before = counts.get(cell, np.nan)
    if not np.isnan(before) and not np.isnan(value) and abs(before - value) > ROUNDING:
        raise ValueError(
            "rows of one metric, period, area and group rest on different counts: name the quantities apart"
        )
    counts[cell] = value if np.isnan(before) else before


def _same_counts(stated, possible):
    """Name counts that coincide wherever two metrics meet by one of them, so that both are withheld together."""
    # A metric and its own base, or a sum and its parts, may coincide without being the same.
    related = {frozenset(((metric, "numerator"), (metric, "denominator"))) for metric, _ in stated}
    for total in possible:
        if total.dimension == "metric":
            labels = [family_of(label) for label in (total.whole, *total.parts)]
            related |= {frozenset(pair) for pair in itertools.combinations(labels, 2)}
    same, known = {}, defaultdict(dict)
    # Whoever keeps a name is asked before those who would take it over.
    for family, counts in sorted(stated.items(), key=lambda item: of_one_cohort(item[0]) != item[0]):
        stands = {c: x for c, x in counts.items() if not np.isnan(x)}
        name = of_one_cohort(family)
        # An earlier issue may tell of a revised cohort.
        agrees = all(abs(known[name][c] - stands[c]) <= ROUNDING for c in known[name].keys() & stands.keys())
        same[family] = name if agrees else family
        known[same[family]] |= stands
    # A count whose years add up gives its name to those whose years need not, or its own would no longer either.
    for one, other in itertools.combinations(sorted(stated, key=lambda f: (not adds_up(f[0], "period"), f)), 2):
        old, new = same[other], same[one]
        alike = [family for family, name in same.items() if name in (old, new)]
        if old == new or any(frozenset(pair) in related for pair in itertools.combinations(alike, 2)):
            continue
        met = [(known[new][c], known[old][c]) for c in known[new].keys() & known[old].keys()]
        if sum(a for a, _ in met) >= LEAST_COMMON_COUNT and all(abs(a - b) <= ROUNDING for a, b in met):
            same = {family: new if name == old else name for family, name in same.items()}
            known[new] |= known[old]
    return same


def _equal_counts(rows, counts, same, dropped):
    """Keep of the counts under several names those that do agree; two names of one family are one count already."""
    found = []
    for members in same_counts(rows):
        cells = tuple((same.get(family), context) for family, context in members)
        if members in dropped or cells[0] in cells[1:] or any(cell not in counts for cell in cells):
            continue
        whole, *parts = (counts[cell] for cell in cells)
        if abs(whole - sum(parts)) > ROUNDING:
            dropped.add(members)
        else:
            found.append(cells)
    return found


def _as_arrays(counts, printed, shared, instances, metrics, contexts, is_share, structure):
    same = structure.same
    place = {}
    for cell in itertools.chain(counts, *instances):
        place.setdefault(cell, len(place))
    terms = [[(place[members[0]], 1.0), *((place[cell], -1.0) for cell in members[1:])] for members in instances]
    left_out, pairs = {}, {}
    for metric, share in zip(metrics, is_share, strict=True):
        if share:
            pairs[same[metric, "numerator"], same[metric, "denominator"]] = None
    # A denominator that numerators add up to is a count like them.
    mixed = {cell[0] for members in instances if len({cell[0][1] for cell in members}) > 1 for cell in members}
    bases = {base for _, base in pairs} - mixed
    values = [counts.get(cell, shared.get(cell, np.nan)) for cell in place]
    told = told_by(printed, instances)
    derived = [cell in told and cell not in printed for cell in place]
    for one, (of, base) in itertools.product(list(place), pairs):
        whole = (base, one[1])
        if one[0] == of and whole in place:
            left_out[one, base] = len(values)
            terms.append([(place[whole], 1.0), (place[one], -1.0), (len(values), -1.0)])
            values.append(values[place[whole]] - values[place[one]])
            derived.append(one in told and whole in told)
    rows = []
    for metric, context, share in zip(metrics, contexts, is_share, strict=True):
        count, base = (same[metric, "numerator"], context), same.get((metric, "denominator"))
        rows.append((place[count], left_out[count, base], place[base, context]) if share else (place[count], -1, -1))
    cells = [cell in printed for cell in place] + [False] * len(left_out)
    number = [index for index, sum_ in enumerate(terms) for _ in sum_]
    column, coefficient = zip(*itertools.chain(*terms), strict=True) if terms else ((), ())
    return Cells(
        np.array(values, dtype=float),
        sparse.csr_matrix((coefficient, (number, column)), shape=(len(terms), len(values))),
        pd.DataFrame(rows, columns=["numerator", "complement", "denominator"]),
        np.array(cells, dtype=bool),
        np.array(derived, dtype=bool),
        np.array([cell[0] in bases for cell in place] + [False] * len(left_out), dtype=bool),
        structure,
    )
