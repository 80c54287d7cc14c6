"""What goal 1 leaves out and what it takes for granted: charges outside the denominator, and charges in company."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from sikkerby_eval.metrics.charges.counting import AGES, BANDS, age_on_1_january, charged_in_year, in_bands
from sikkerby_eval.metrics.charges.offences import CLEAR, PERSONFARLIG, offence_dates, offence_status
from sikkerby_eval.metrics.estimates import FRACTION, estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval

COUNTED, COUNTED_IF_AMBIGUOUS = "counted", "counted_if_ambiguous"
FATES = (
    "year_without_residents",
    "code_not_mapped",
    "other_offence",
    "person_without_id",
    "not_resident_age_unknown",
    "not_resident_of_age",
    "not_resident_of_other_age",
    "resident_of_other_age",
    COUNTED_IF_AMBIGUOUS,
    COUNTED,
)


def reconciliation(
    residents: pd.DataFrame,
    charges: pd.DataFrame,
    levels: pd.DataFrame,
    *,
    at_levels: tuple[int, ...] = PERSONFARLIG,
    ages: tuple[int, int] = AGES,
) -> pd.DataFrame:
    """Say of every charge whether goal 1 counts it, and if not, why not.

    Population: all charges delivered. Unit: charge, and the persons behind it. Period: calendar year of the charge.
    Each charge has one fate, the first of ``FATES`` that fits, so that the fates of a year add up to its charges; the
    counts of separate groups of persons add up too.

    Parameters
    ----------
    residents
        All residents on 1 January, of every age: ``person_id, aar, foedselsdato``.
    charges
        ``person_id, foedselsdato, sigtelsesdato, gerningsdato, gerningskode``.
    levels, at_levels, ages
        As for ``persons_charged``.

    Returns
    -------
    DataFrame
        ``aar, fate, charges, persons``; ``aar`` is missing for charges without a date, persons without id are in
        ``charges`` only, and a person may stand in several fates of a year.

    Raises
    ------
    ValueError
        As for ``offence_status``.
    """
    status = offence_status(charges["gerningskode"], offence_dates(charges), levels, at_levels=at_levels)
    year = charges["sigtelsesdato"].dt.year.astype("Int64")
    age_if_resident = _age_of_resident(residents, charges["person_id"], year)
    own_age = age_on_1_january(charges["foedselsdato"], year)
    resident = age_if_resident.notna()
    conditions = [
        ~year.isin(residents["aar"].unique()),
        status.isna(),
        status == "udenfor",
        charges["person_id"].isna(),
        ~resident & own_age.isna(),
        ~resident & own_age.between(*ages),
        ~resident,
        ~age_if_resident.between(*ages),
        status != CLEAR,
    ]
    fits = [condition.fillna(False).to_numpy(dtype=bool) for condition in conditions]
    fate = pd.Categorical.from_codes(np.select(fits, range(len(fits)), default=len(fits)), categories=FATES)
    by_fate = pd.DataFrame({"aar": year, "fate": fate, "person_id": charges["person_id"]}).groupby(
        ["aar", "fate"], dropna=False, observed=True
    )["person_id"]
    return by_fate.agg(charges="size", persons="nunique").reset_index()


def case_clusters(
    residents: pd.DataFrame,
    charges: pd.DataFrame,
    levels: pd.DataFrame,
    *,
    at_levels: tuple[int, ...] = PERSONFARLIG,
) -> pd.DataFrame:
    """Find the charged residents of each year who are linked by common cases.

    Population: residents charged with certain codes. Unit: person and year. Two persons are linked when a case of the
    year names both, also through third persons: ``p1`` and ``p2`` in case a, ``p2`` and ``p3`` in case b become one
    cluster of three; ``p4`` whose charge has no case id stands alone. Cases tie persons together, so that this is not
    counted piece by piece.

    Parameters
    ----------
    residents
        As for ``persons_charged``.
    charges
        As for ``persons_charged``, with ``sag_id``.
    levels, at_levels
        As for ``offence_status``.

    Returns
    -------
    DataFrame
        ``aar, bydel, omraade, alder, koen, cluster``: one row for each charged resident and year.
    """
    clearest = charged_in_year(residents, charges, levels, at_levels=at_levels)
    charged = residents[clearest == CLEAR]
    status = offence_status(charges["gerningskode"], offence_dates(charges), levels, at_levels=at_levels)
    linked = charges[(status == CLEAR) & charges["sag_id"].notna() & charges["person_id"].notna()]
    year = linked["sigtelsesdato"].dt.year
    person, persons = pd.factorize(
        pd.MultiIndex.from_arrays(
            [pd.concat([charged["person_id"], linked["person_id"]]), pd.concat([charged["aar"], year])]
        )
    )
    case, cases = pd.factorize(pd.MultiIndex.from_arrays([linked["sag_id"], year]))
    nodes = len(persons) + len(cases)
    edges = (np.ones(len(linked)), (person[len(charged) :], len(persons) + case))
    cluster = connected_components(coo_array(edges, shape=(nodes, nodes)), directed=False)[1]
    return charged[["aar", "bydel", "omraade", "koen"]].assign(
        alder=age_on_1_january(charged["foedselsdato"], charged["aar"]), cluster=cluster[person[: len(charged)]]
    )


def share_charged_in_company(
    groups: pd.DataFrame,
    clusters: pd.DataFrame,
    *,
    basis: str,
    bands: Iterable[tuple[int, int]] = BANDS,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Give the share charged with an interval that knows that friends are charged together.

    Population, unit, period: as ``share_charged``, certain codes. The interval is Wilson's on counts divided by the
    design effect Σm²/Σm, m being the persons of a cluster within the group: the variance of a sum of clusters.

    Parameters
    ----------
    groups
        From ``count_groups``.
    clusters
        From ``case_clusters``, through ``areas.by_area``.
    basis, bands, confidence
        As for ``count_groups`` and ``share_charged``.

    Returns
    -------
    DataFrame
        Estimates ``share_charged_in_company`` and ``design_effect_of_company`` (a ratio; 1 where nobody was charged
        in company, missing where nobody was charged).

    Source: Kish 1965, Survey Sampling, section 5.4 (design effect, effective sample size).
    """
    cells = ["aar", "area", "group"]
    size = in_bands(clusters, bands).groupby([*cells, "cluster"]).size().astype("float64")
    effect = (size**2).groupby(cells).sum() / size.groupby(cells).sum()
    effect = effect.reindex(pd.MultiIndex.from_frame(groups[cells])).set_axis(groups.index)
    divisor = effect.fillna(1)
    interval = proportion_interval(groups["charged"] / divisor, groups["residents"] / divisor, confidence=confidence)
    shared = {
        "period": groups["aar"].astype("str"),
        "area": groups["area"],
        "group": groups["group"],
        "n_persons": groups["charged"],
        "basis": basis,
    }
    shares = estimates_frame(
        metric="share_charged_in_company",
        numerator=groups["charged"],
        denominator=groups["residents"],
        **interval,
        unit=FRACTION,
        method="wilson, design effect of common cases",
        **shared,
    )
    effects = estimates_frame(
        metric="design_effect_of_company", value=effect, unit="ratio", method="sum m^2 / sum m", **shared
    )
    return pd.concat([shares, effects], ignore_index=True)


def _age_of_resident(residents: pd.DataFrame, persons: pd.Series, years: pd.Series) -> pd.Series:
    # One place for each person and year, so that no merge is needed and none can multiply rows.
    person, known = pd.factorize(pd.concat([residents["person_id"], persons]))
    start, span = residents["aar"].min(), int(np.ptp(residents["aar"])) + 1
    ages = np.full(len(known) * span, -1)
    age = age_on_1_january(residents["foedselsdato"], residents["aar"])
    ages[person[: len(residents)] * span + (residents["aar"] - start).to_numpy()] = age.to_numpy(int)
    inside = (years.between(start, start + span - 1).fillna(False) & persons.notna()).to_numpy(dtype=bool)
    found = np.full(len(persons), -1)
    found[inside] = ages[person[len(residents) :][inside] * span + (years[inside] - start).to_numpy(int)]
    return pd.Series(found, index=persons.index, dtype="Int16").mask(found < 0)
