"""The attack of ``attack.py`` on work after the exit programme and on the reports that are no effect reports."""

import itertools

import numpy as np
import pandas as pd
from attack_facts import Fact, each, equal, keyed, minus, told

CITY, ALL = "København", "alle"
MOMENTS = ("første kontakt", "afslutning", "to år efter")
AT_WORK, NOT, UNSEEN = "w", "n", "u"
PAIRS = {
    "foerste_kontakt_til_afslutning": (0, 1),
    "afslutning_til_to_aar": (1, 2),
    "foerste_kontakt_til_to_aar": (0, 2),
}
FOUR = {
    "begge gange": (AT_WORK, AT_WORK),
    "kun anden gang": (NOT, AT_WORK),
    "kun første gang": (AT_WORK, NOT),
    "ingen af gangene": (NOT, NOT),
}
IN, OUT = "in", "out"


def work(rows: pd.DataFrame, _):
    """Completers of the exit programme by work at three moments, in each report."""
    states = list(itertools.product((AT_WORK, NOT, UNSEEN), repeat=3))

    def those(row, *wanted):
        return each(*((row.issue, "work", state) for state in states if all(state[at] in of for at, of in wanted)))

    measured = rows[rows["metric"].isin(["exit_measured", "exit_in_job_education_or_self_supporting"])]
    measured = measured[measured["group"].isin(MOMENTS)]
    seen = (AT_WORK, NOT)

    def numerator(row):
        return those(row, (MOMENTS.index(row.group), seen if row.metric == "exit_measured" else (AT_WORK,)))

    def denominator(row):
        at = MOMENTS.index(row.group)
        if row.metric == "exit_measured":
            return those(row) if at < 2 else None
        return those(row, (at, seen))

    facts, wanted = told(measured, numerator, denominator)
    pairs = rows[rows["metric"].str.removeprefix("exit_work_").isin(PAIRS) & rows["group"].isin(FOUR)]

    def pair(row):
        moments = PAIRS[row.metric.removeprefix("exit_work_")]
        return those(row, *zip(moments, FOUR[row.group], strict=True))

    more, sought = told(pairs, pair)
    return facts + more, wanted | sought


def young(rows: pd.DataFrame, _):
    """Charges by age, days and kind of offence in the quarterly key figures."""
    charges = rows[rows["metric"].isin(["charges", "share_of_charges"]) & rows["period"].str.contains("/")]
    spans = {period: tuple(period.split("/")) for period in charges["period"].unique()}
    cuts = sorted({first for first, _ in spans.values()} | {f"{last}~" for _, last in spans.values()})
    ages = {label.split(", ")[0] for label in charges["group"]} | {"10-25"}
    ends = sorted({int(a.split("-")[0]) for a in ages} | {int(a.split("-")[1]) + 1 for a in ages})
    kinds = sorted({label.split(", ")[1] for label in charges["group"] if ", " in label}) or ["all"]

    def counted(row, group):
        (label, _, kind), (first, last) = group.partition(", "), spans[row.period]
        low, high = map(int, label.split("-"))
        days = [cut for cut in cuts[:-1] if first <= cut < f"{last}~"]
        old = [age for age in ends[:-1] if low <= age <= high]
        return each(*itertools.product(["charges"], days, old, [kind] if kind else kinds))

    def all_young(row):
        return counted(row, "10-25") if row.metric == "share_of_charges" else None

    return told(charges, lambda row: counted(row, row.group), all_young)


def unrest(rows: pd.DataFrame, _):
    """Interrogations and SSP cases by quarter and bydel; cases by level too; this year's quarter over last year's."""
    ours = rows[rows["metric"].str.match("interrogations_12_17|ssp_cases")]
    level = ours["metric"] == "ssp_cases_by_level"
    change = ours["metric"].str.endswith("_year_on_year")
    bydele = sorted(set(ours["area"]) - {CITY})

    def counted(row, period):
        metric = row.metric.removesuffix("_year_on_year")
        return each(*((metric, period, area) for area in (bydele if row.area == CITY else [row.area])))

    def year_before(period):
        return f"{int(period[:4]) - 1}{period[4:]}"

    facts, wanted = told(ours[~level & ~change], lambda row: counted(row, row.period))
    # A ratio tells of the year before also where that quarter is shown under no name of its own.
    now = ours[change].assign(metric=ours["metric"].str.removesuffix("_year_on_year"))
    then = now.assign(period=now["period"].map(year_before), count=now["denominator"])
    for side in (now, then):
        more, sought = told(keyed(side), lambda row: counted(row, row.period))
        facts, wanted = facts + more, sought | wanted
    last, found = told(ours[level], lambda row: each((row.metric, row.period, row.group)))
    facts, wanted = facts + last, wanted | found
    for period, levels in ours[level].groupby("period")["group"]:
        all_levels = each(*(("ssp_cases_by_level", period, group) for group in sorted(set(levels))))
        facts.append(equal(all_levels, each(*(("ssp_cases", period, area) for area in bydele))))
    return facts, wanted


def portfolio(rows: pd.DataFrame, _):
    """Citizens of the administrations' projects, participants by what they reached, and the named projects' scores."""
    citizens = rows[rows["metric"].isin(["citizens_reached", "cost_per_citizen"])]
    administrations = sorted(set(citizens["group"]) - {"alle"})

    def reached(row):
        return each(*(("citizens", row.period, g) for g in (administrations if row.group == "alle" else [row.group])))

    citizens = citizens.assign(count=citizens["numerator"].fillna(citizens["n_persons"]))
    facts, wanted = told(citizens, reached)
    scores = rows[rows["metric"].str.match("priority_score|wanted_status_")]

    def atoms(row, *which):
        return each(*((row.metric, row.period, row.group, one) for one in which))

    more, sought = told(scores, lambda row: atoms(row, IN), lambda row: atoms(row, IN, OUT))
    facts, wanted = facts + more, wanted | sought
    statuses = scores[scores["metric"] == "wanted_status_after"]
    for row in statuses.itertuples():
        before = row._replace(metric="wanted_status_before")
        facts.append(equal(atoms(row, IN, OUT), atoms(before, IN, OUT)))
        of = (rows["metric"] == "distance_before_after") & (rows["period"] == row.period)
        far = rows[of & (rows["group"] == row.group) & rows["value"].notna() & rows["denominator"].notna()]
        for moved in (far["value"] * far["denominator"]).unique():
            facts.append(Fact(minus(atoms(row, IN), atoms(before, IN)), moved - 1e-3, moved + 1e-3))
    return facts, wanted


def fates(rows: pd.DataFrame, _):
    """All charges of a year, which indicator 9 shows, by whether goal 1 counts them."""
    ours = rows[rows["metric"] == "charges_by_fate"]
    whole = rows[(rows["metric"] == "indicator_9") & (rows["group"] == "charges")]
    by_year = {period: sorted(set(years["group"]) - {ALL}) for period, years in ours.groupby("period")}

    def charges(row):
        return each(
            *(("fate", row.period, fate) for fate in (by_year[row.period] if row.group == ALL else [row.group]))
        )

    facts, wanted = told(ours, charges)
    more, _ = told(whole[whole["period"].isin(by_year)].assign(group=ALL), charges)
    return facts + more, wanted


def indicators(rows: pd.DataFrame, _):
    """Indicators of persons by year and bydel; elsewhere is who is in no bydel, if a year shows anybody there."""
    persons = rows["n_persons"].notna() | rows["hidden"]
    ours = rows[rows["metric"].isin(rows.loc[persons & rows["metric"].str.match(r"indicator_\d+$"), "metric"])]
    inside = {metric: sorted(set(areas) - {CITY}) for metric, areas in ours.groupby("metric")["area"]}
    elsewhere = {metric for metric, rows in ours.groupby("metric") if not adds_up(rows)}

    def counted(row, *which):
        rest = ["elsewhere"] if row.metric in elsewhere else []
        places = [*inside[row.metric], *rest] if row.area == CITY else [row.area]
        return each(*itertools.product([row.metric], [row.period], places, which))

    shares = ours["unit"] == "fraction"
    facts, wanted = told(ours[shares], lambda row: counted(row, IN), lambda row: counted(row, IN, OUT))
    more, sought = told(ours[~shares], lambda row: counted(row, IN))
    city = ours[(ours["area"] == CITY) & ours["metric"].isin(elsewhere)]
    whole = set(zip(city["metric"], city["period"], strict=True))
    nobody = [Fact({(*one, "elsewhere", which): 1.0}, 0.0, np.inf) for one in whole for which in (IN, OUT)]
    return facts + more + nobody, wanted | sought


def adds_up(rows: pd.DataFrame) -> bool:
    """Say whether the city is its bydele in every year that shows all of them, and whether any does."""
    by_place = rows.pivot_table(index="period", columns="area", values="count", aggfunc="first")
    full = by_place.dropna()
    return CITY in full and len(full) > 0 and np.allclose(full[CITY], full.drop(columns=CITY).sum(axis=1))
