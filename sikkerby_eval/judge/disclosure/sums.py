"""Which labels of a publication add up to which: ages, sexes, areas, years, outcomes and their overlaps."""

import itertools
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from sikkerby_eval.metrics.charges.areas import EXPOSED_CURRENT, EXPOSED_FROZEN, REST_OF_CITY, UNCLASSIFIED
from sikkerby_eval.metrics.estimates import EVERYBODY, WHOLE_CITY

DIMENSIONS = ("period", "area", "age", "group")
BASE_OF = "base of "
"""Before a metric's name in a sum over metrics: its denominator, which the shares of everybody add up to."""
AGES = re.compile(r"(\d+)(?:[-–](\d+))?(?: år)?(?:, (.+))?")
YEARS = re.compile(r"(\d{4})(?:–(\d{4}))?")
QUARTER = re.compile(r"(\d{4})K([1-4])")
DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")
SEXES, UNKNOWN_SEX = ("K", "M"), "ukendt køn"
OUTCOMES = ("convicted", "resident_not_convicted", "left")
LARGEST_FAMILY = 60
STATE_AT_THE_END = re.compile(r"exit_(?!started$|referred_from_prison$|(?:progress|days_to_start)_by_)")
"""Metrics that tell how everybody stood on a report's last day: another year's report tells of another day."""


class Sum(NamedTuple):
    """``whole`` is the sum of ``parts`` along one dimension, in one period or in all; a part need not be printed.

    A sum that is ``complete`` says that there is no rest beside its parts: it is used where all of them are counted,
    and tells nothing of a part that is not.
    """

    dimension: str
    whole: str
    parts: tuple[str, ...]
    period: str | None = None
    declared: bool = False
    complete: bool = False


def age_and_group(group: str) -> tuple[str, str]:
    """Split a label such as ``14-25, K`` into ages and the rest; no rest means everybody."""
    match = AGES.fullmatch(group)
    if not match:
        return "", "" if group == EVERYBODY else group
    low, high, rest = match.groups()
    return low if high in (None, low) else f"{low}-{high}", rest or ""


def family_of(label: str) -> tuple[str, str]:
    """Say which part of which metric a label in a sum over metrics means."""
    if label.startswith(BASE_OF):
        return label.removeprefix(BASE_OF), "denominator"
    return label, "numerator"


def divide(sets: Mapping[str, frozenset]) -> list[tuple[str, tuple[str, ...]]]:
    """Write overlapping selections as sums of disjoint ones, also of differences that nobody printed.

    From ``14-25`` and ``15-25`` follows ``14-25 = 15-25 + 14``: whoever publishes both has published age 14.

    Parameters
    ----------
    sets
        For each label the smallest places (ages, districts) it is made of.

    Returns
    -------
    list
        Pairs of a whole and its parts; a part without a label is called by its elements.
    """
    names, found = {}, []
    for label in sorted(sets):
        if sets[label] in names:
            found.append((label, (names[sets[label]],)))
        elif sets[label]:
            names[sets[label]] = label
    if len(names) <= LARGEST_FAMILY:
        for one, other in itertools.combinations(list(names), 2):
            if one & other and not one <= other and not other <= one:
                names.setdefault(one & other, _name(one & other))
    seen = set()
    for _ in range(3):
        for whole in sorted(names, key=_order):
            inside = sorted((part for part in names if part < whole), key=_order)
            for part in [a for a in inside if not any(a < b for b in inside)]:
                parts = _pack(whole, part, inside)
                if (whole, parts) not in seen:
                    seen.add((whole, parts))
                    for piece in parts:
                        names.setdefault(piece, _name(piece))
        if len(names) > LARGEST_FAMILY:
            break
    return found + [(names[whole], tuple(names[part] for part in sorted(parts, key=_order))) for whole, parts in seen]


def possible_sums(
    cells: Iterable[tuple], metrics: Iterable[str], declared: pd.DataFrame | None, areas: pd.DataFrame | None
) -> list[Sum]:
    """List the sums that may hold between the labels of a publication.

    Parameters
    ----------
    cells
        Tuples of period, area, age, group.
    metrics
        Names of the metrics.
    declared
        ``column`` (metric, period, area, group), ``whole``, ``part``: sums the caller vouches for; ``division`` where
        a whole is divided in several ways.
    areas
        ``area, part`` and optionally ``period``: the small places every area is made of.
    """
    period, area, age, group = (sorted(set(labels)) for labels in zip(*cells, strict=True))
    bands = {label: frozenset(_ages(label)) for label in age if label}
    sums = [Sum("age", whole, parts) for whole, parts in divide(bands)]
    sums += _with_a_rest("group", "", SEXES, UNKNOWN_SEX)
    # Who says what a label is divided into, perhaps in several ways, knows better than its name.
    divided = _divided(declared)
    for label in (label for label in group if label not in divided):
        deeper = label.count(" · ") + 1
        inside = [g for g in group if g.startswith(f"{label} · ") and g.count(" · ") == deeper]
        if inside and not any(g.endswith("mdr.") for g in inside):
            sums += _with_a_rest("group", label, inside, f"{label} · øvrige")
    sums += [Sum("period", whole, parts) for whole, parts in divide(_stretches(period))]
    sums += _sums_of_areas(area, areas)
    sums += _sums_of_metrics(set(metrics))
    if declared is not None:
        apart = [name for name in ("column", "whole", "division") if name in declared]
        wholes = declared.groupby(apart, sort=False)["part"]
        sums += [Sum(column, whole, tuple(parts), declared=True) for (column, whole, *_), parts in wholes]
    return sorted(set(sums), key=str)


def _with_a_rest(dimension, whole, parts, rest):
    """Add parts up to a whole with whatever is in none of them; where that is nothing, everybody can see it."""
    yield Sum(dimension, whole, (*parts, rest))
    yield Sum(dimension, whole, tuple(parts), complete=True)


def _divided(declared):
    """Groups of which the caller says what parts of their own name they have."""
    if declared is None:
        return set()
    groups = declared.loc[declared["column"] == "group", ["whole", "part"]].itertuples(index=False)
    return {whole for whole, part in groups if part.startswith(f"{whole} · ")}


def _sums_of_areas(labels, areas):
    if areas is None:
        named = (EXPOSED_FROZEN, REST_OF_CITY)
        others = [label for label in labels if label not in (WHOLE_CITY, EXPOSED_CURRENT, *named, UNCLASSIFIED)]
        yield from _with_a_rest("area", WHOLE_CITY, named, UNCLASSIFIED)
        if others:
            yield from _with_a_rest("area", WHOLE_CITY, others, "resten")
        return
    dated = areas if "period" in areas else areas.assign(period=None)
    always = _places(dated[dated["period"].isna()], labels)
    if WHOLE_CITY in labels and WHOLE_CITY not in always and always:
        everywhere = frozenset(areas["part"]) | {UNCLASSIFIED}
        for whole, parts in divide(always | {WHOLE_CITY: everywhere}):
            yield Sum("area", whole, parts, declared=whole != WHOLE_CITY)
        for whole, parts in divide(always | {WHOLE_CITY: frozenset(areas["part"])}):
            if whole == WHOLE_CITY:
                yield Sum("area", whole, parts, complete=True)
    else:
        yield from (Sum("area", whole, parts, declared=True) for whole, parts in divide(always))
    known = set(divide(always))
    for period, places in dated.groupby("period"):
        # A year's own list overlaps the lists that hold in every year.
        of_year = _places(places, labels)
        near = {name: parts for name, parts in always.items() if any(parts & one for one in of_year.values())}
        for whole, parts in divide(near | of_year):
            if (whole, parts) not in known:
                yield Sum("area", whole, parts, str(period), declared=True)


def _places(areas, labels):
    return areas[areas["area"].isin(labels)].groupby("area")["part"].agg(frozenset).to_dict()


def last_year(period: str) -> int:
    """Give the year in which a period ends; 0 for a label that is no period."""
    years = re.findall(r"\d{4}", period)
    return int(years[-1]) if years else 0


def _stretches(labels: Iterable[str]) -> dict[str, frozenset]:
    """Cut time at every end of a period, and give for each period the pieces it is made of."""
    spans = {label: span for label in labels if (span := _days_of(label))}
    cuts = sorted({day for span in spans.values() for day in span})
    pieces = list(itertools.pairwise(cuts))
    return {
        label: frozenset(f"{first}..{last}" for first, last in pieces if start <= first and last <= end)
        for label, (start, end) in spans.items()
    }


def _days_of(label: str) -> tuple[str, str] | None:
    """Give the first day of a period and the first one after it, as text that sorts by time."""
    if match := YEARS.fullmatch(label):
        first, last = match[1], match[2] or match[1]
        return f"{first}-01-01", f"{int(last) + 1}-01-01"
    if match := QUARTER.fullmatch(label):
        year, quarter = int(match[1]), int(match[2])
        last = f"{year}-{3 * quarter + 1:02}-01" if quarter < 4 else f"{year + 1}-01-01"
        return f"{year}-{3 * quarter - 2:02}-01", last
    if match := DAYS.fullmatch(label):
        return match[1], f"{match[2]}~"
    return None


def _sums_of_metrics(metrics):
    for metric in metrics:
        if f"{metric}_with_ambiguous" in metrics:
            yield Sum("metric", f"{metric}_with_ambiguous", (metric, f"{metric} by ambiguous codes only"))
        if metric.endswith("_convicted") and not metric.endswith("not_convicted"):
            event = metric.removesuffix("_convicted")
            convicted, resident, left = (f"{event}_{outcome}" for outcome in OUTCOMES)
            yield Sum("metric", f"{BASE_OF}{convicted}", (convicted, resident, left))
            yield Sum("metric", f"{event}_not_convicted_left_included", (resident, left))
            yield Sum("metric", f"{BASE_OF}{event}_not_convicted_left_excluded", (convicted, resident))
            yield Sum("metric", convicted, (f"{event}_pseudo", f"{event} for an offence within the window"))
            yield Sum("metric", f"{convicted}_if_36_months", (convicted, f"{event} after the follow-up"))


def _ages(label):
    low, _, high = label.partition("-")
    return range(int(low), int(high or low) + 1)


def _order(elements):
    return -len(elements), tuple(map(str, sorted(elements)))


def _name(elements):
    return "+".join(map(str, sorted(elements)))


def _pack(whole, part, inside):
    parts, left = [part], whole - part
    for piece in inside:
        if piece <= left:
            parts.append(piece)
            left = left - piece
    return frozenset([*parts, left] if left else parts)
