"""Which of the sums that may hold between counts do hold, and which counts nobody prints follow from them."""

import itertools
from collections import Counter

import numpy as np

from sikkerby_eval.judge.disclosure.sums import DIMENSIONS, STATE_AT_THE_END, Sum, family_of

ROUNDING = 1e-6


def held_sums(counts, printed, possible, same, old, dropped, equal):
    """Apply the sums to the counts until no new count can be derived; add the derived counts to ``counts``."""
    found, gathered, grown = {}, {}, True
    while grown:
        grown = False
        for total in possible:
            for name, members in _members(total, counts, same):
                if _key(total, name) in dropped or (total, name) in found:
                    continue
                absent = [cell for cell in members if cell not in counts]
                if absent and total.complete:
                    continue
                # Of two labels of one thing, either tells the other; of three counts, two tell the third.
                if len(members) - len(absent) < min(2, len(members) - 1) or (members[0] in absent and len(absent) > 1):
                    continue
                if not _can_hold([counts.get(cell, np.nan) for cell in members], absent):
                    if old.intersection(members):
                        continue
                    if total.declared and printed.issuperset(cell for cell in members if cell in counts):
                        raise ValueError(f"a declared sum over {total.dimension} does not hold in the estimates")
                    dropped.add(_key(total, name))
                    continue
                found[total, name] = members
                if len(absent) == 1:
                    counts[absent[0]] = _what_is_left(members, absent[0], counts)
                    grown = True
        if not grown:
            # Several parts that nobody prints are one count to whoever subtracts.
            for key, members in list(found.items()):
                absent = [cell for cell in members if cell not in counts]
                if len(absent) > 1 and key not in gathered and _key(*key) not in dropped:
                    together = _together(absent)
                    printed = [cell for cell in members if cell in counts]
                    gathered[key] = (together, *absent)
                    found[key] = (*printed, together)
                    if together not in counts:
                        counts[together] = _what_is_left((*printed, together), together, counts)
                        grown = True
    held = [members for (total, name), members in found.items() if _key(total, name) not in dropped] + equal
    uses = Counter(itertools.chain(*held, *gathered.values()))
    return held, list(_that_tell(gathered.values(), uses))


def crossings(counts, possible):
    """Name the counts behind three tables of two divisions each, which no table prints: age by sex by area.

    Whoever has all three knows sums of one and the same persons, and so more than each table tells.
    """
    wholes = {}
    for total in possible:
        for part in total.parts:
            wholes.setdefault((total.dimension, part), set()).add(total.whole)
    labels = {}
    for family, (period, *context) in counts:
        for place, label in enumerate(context, start=1):
            if (DIMENSIONS[place], label) in wholes:
                labels.setdefault((family, period), [{}, {}, {}, {}])[place][label] = None
    for (family, period), (_, *divided) in labels.items():
        for context in itertools.product([period], *divided):
            margins = (
                (family, _with(context, place, wholes[DIMENSIONS[place], context[place]])) for place in (1, 2, 3)
            )
            if (family, context) not in counts and all(
                any((name, one) in counts for one in of) for name, of in margins
            ):
                yield family, context


def _with(context, place, labels):
    return [(*context[:place], label, *context[place + 1 :]) for label in sorted(labels)]


def told_by(printed, instances):
    """Give the printed counts and those that subtractions give."""
    told, left = set(printed), instances
    while True:
        open_ = [[cell for cell in members if cell not in told] for members in left]
        left = [members for members, unknown in zip(left, open_, strict=True) if len(unknown) > 1]
        new = {unknown[0] for unknown in open_ if len(unknown) == 1}
        if not new:
            return told
        told |= new


def _key(total, name):
    """A sum that does not hold for one group of persons may hold for others over time, but not over anything else."""
    return (total, *name) if total.dimension == "period" else (total, name[0])


def _that_tell(gathered, uses):
    """Leave out parts that stand in one sum only, but for one of them; without others the sum tells nothing."""
    for together, *cells in gathered:
        tied = [cell for cell in cells if uses[cell] > 1]
        if tied:
            yield (together, *tied, *[cell for cell in cells if uses[cell] == 1][:1])


def _what_is_left(members, absent, counts):
    if absent == members[0]:
        return sum(counts[cell] for cell in members[1:])
    return counts[members[0]] - sum(counts[cell] for cell in members[1:] if cell != absent)


def _together(cells):
    """Name the sum of cells that differ in one label, or in the metric."""
    families, contexts = zip(*cells, strict=True)
    if len(set(families)) > 1:
        return (" + ".join(family[0] for family in families), families[0][1]), contexts[0]
    labels = [" + ".join(dict.fromkeys(labels)) for labels in zip(*contexts, strict=True)]
    return families[0], tuple(labels)


def _can_hold(members, absent):
    whole, parts = members[0], np.array(members[1:])
    rest = whole - np.nansum(parts)
    exact = not absent and not np.isnan(parts).any()
    return np.isnan(whole) or (abs(rest) <= ROUNDING if exact else rest >= -ROUNDING)


def _members(total: Sum, counts, same):
    """Give for each context the cells of a sum, the whole first."""
    if total.dimension == "metric":
        parts = [family_of(label) for label in (total.whole, *total.parts)]
        families = [same.get(part, part if part[1] == "numerator" else None) for part in parts]
        if len(set(families)) == len(families) and None not in families:
            contexts = dict.fromkeys(context for family, context in counts if family in families)
            for context in contexts:
                yield ("metric", context), tuple((family, context) for family in families)
        return
    place = DIMENSIONS.index(total.dimension)
    labels = (total.whole, *total.parts)
    inside = dict.fromkeys(
        (family, (*context[:place], None, *context[place + 1 :]))
        for family, context in counts
        if context[place] in labels and total.period in (None, context[0]) and adds_up(family[0], total.dimension)
    )
    for family, around in inside:
        yield (family, around), tuple((family, (*around[:place], label, *around[place + 1 :])) for label in labels)


def adds_up(metric, dimension):
    """Say whether years add up to periods: they do, but not where each period tells how everybody stood at its end."""
    return dimension != "period" or not STATE_AT_THE_END.match(metric)
