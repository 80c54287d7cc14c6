"""What a reader with every published report works out: ``python benchmarks/attack.py [REPORTS REGISTERS]``.

Without arguments all reports of two years are made of a small demonstration and attacked. The attacker reads
all ``results.csv`` and measures the drawings, knows which districts an area is made of and what the words in the
reports mean, and uses nothing of the library's own protection. Everybody counted is an atom (an age in a district, an
outcome of a cohort, a state in the exit programme); what is shown says what sums of atoms are. Linear programmes then
give the least and the greatest value of everything withheld. Exits 1 if any of it can be said exactly, or within less
than 5, if a few persons stand beside something withheld, or if a drawing holds a number that is not shown. A nought is
no secret, and what another report prints under the same name is counted by itself: it was withheld to protect something
else, and that something is attacked too.
"""

import itertools
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from attack_drawn import read_in_drawings
from attack_facts import Fact, Terms, at_most, each, equal, keyed, minus, told, years
from attack_kinds import fates, indicators, portfolio, unrest, work, young
from attack_links import FOLLOWED_FOR, OTHERS, PHASES, STATES, links
from scipy import sparse
from scipy.optimize import linprog

from sikkerby_eval.data.given import registers_given
from sikkerby_eval.metrics.charges.evidence import districts_of

ROOT = Path(__file__).parents[1]
YEARS, PERSONS, SEED = (2012, 2013), 5000, 7
CITY, ELSEWHERE = "København", "uden for områderne"
PRISON = "fængsel eller kriminalforsorg"
AGES = {"14-25": ("14", "15-25"), "15-25": ("15-25",)}
OUTCOMES = {
    "convicted": "cp",
    "pseudo": "p",
    "resident_not_convicted": "r",
    "left": "l",
    "not_convicted_left_excluded": "r",
    "not_convicted_left_included": "rl",
}
MIN_COUNT = 5


def main() -> None:
    """Attack the reports named, or two that are made first, and say what comes back."""
    if len(sys.argv) == 3:
        sys.exit(attack(Path(sys.argv[1]), sys.argv[2]))
    with tempfile.TemporaryDirectory() as folder:
        registers, reports = Path(folder) / "registre", Path(folder) / "reports"
        sikkerby("demo", registers, "--persons", PERSONS, "--seed", SEED)
        files = [ROOT / "params" / f"{year}.yaml" for year in YEARS]
        where = ["--notebooks", ROOT / "notebooks", "--params", ROOT / "params", "--out", reports]
        sikkerby("batch", *files, "--language", "da", "-p", "registre", registers, *where)
        sys.exit(attack(reports, str(registers)))


def sikkerby(*words) -> None:
    """Run a command; the benchmark ends if it fails."""
    subprocess.run([sys.executable, "-m", "sikkerby_eval.cli", *map(str, words)], check=True, cwd=ROOT)


def attack(reports: Path, registers: str) -> int:
    """Print what can be worked out of each withheld number; give 1 if any is too narrow."""
    rows = pd.concat([shown_in(file) for file in sorted(reports.rglob("results.csv"))], ignore_index=True)
    facts, wanted = [], {}
    for part in (charged, fates, outcomes, programme, work, young, unrest, portfolio, indicators):
        told, sought = part(rows, districts_of(registers_given(registers)))
        facts += told
        wanted |= sought
    atoms = {atom for terms in (*(fact.terms for fact in facts), *wanted.values()) for atom in terms}
    found = bounds(facts + links(atoms, rows), wanted)
    shown = {row.key for row in rows[rows["numerator"].notna()].itertuples()}
    printed = found[[name.rsplit(";", 1)[0] in shown for name in found.index]]
    found = found.drop(printed.index)
    narrow = found[~(found["high"] - found["low"] >= MIN_COUNT) & (found["high"] > 0)]
    for metric, ends in found.groupby(found.index.str.split(";").str[0]):
        exact = int((ends["high"] - ends["low"] < 1).sum())
        print(
            f"{metric:45s} {len(ends):4d} withheld {exact:4d} recovered {len(ends.index.intersection(narrow.index)):4d}"
            f" within less than {MIN_COUNT}"
        )
    for name, ends in narrow.iterrows():
        print(f"  {name}: {ends['low']:g} to {ends['high']:g}")
    few = rows[rows["hidden"] & (rows[["numerator", "denominator", "n_persons"]].isin(range(1, MIN_COUNT)).any(axis=1))]
    for row in few.itertuples():
        print(f"  {row.key};{row.issue}: a few stand beside what is withheld")
    marks, unexplained = read_in_drawings(reports)
    for place, told in unexplained:
        print(f"  {place}: a drawing tells {told}")
    print(f"{marks} marks of drawings read back, {len(unexplained)} of them no shown number")
    print(f"{len(printed)} withheld in one report and printed in another")
    print(f"{len(found)} withheld numbers, {len(narrow)} known too well, {len(facts)} facts of {len(rows)} rows")
    return int(len(narrow) + len(few) + len(unexplained) > 0 or not len(found) or not marks)


def shown_in(file: Path) -> pd.DataFrame:
    """Read a report's rows; ``issue`` is its folder."""
    rows = pd.read_csv(file, sep=";", decimal=",", encoding="utf-8-sig", dtype={"period": str, "group": str})
    rows = rows.drop_duplicates(["metric", "period", "area", "group", "method"])
    count = rows["numerator"].fillna(rows["n_persons"].where(rows["unit"] == "days"))
    return keyed(rows).assign(count=count, issue=file.parent.name, hidden=rows["status"] == "tilbageholdt")


def charged(rows: pd.DataFrame, areas: pd.DataFrame):
    """Residents and charged of goal 1: by year, district, 14 or older, clear or ambiguous codes."""
    districts = [*sorted(set(areas["part"])), ELSEWHERE]

    def places(area, year):
        if area == CITY:
            return districts
        holds = areas["period"].isna() | (areas["period"] == year)
        return sorted(set(areas.loc[holds & (areas["area"] == area), "part"]))

    def persons(area, group, year, codes):
        return each(*((year, age, d, c) for age in AGES[group] for d in places(area, year) for c in codes))

    def codes(row):
        return ("clear", "ambiguous") if row.metric.endswith("ambiguous") else ("clear",)

    shares = rows[rows["metric"].isin(["share_charged", "share_charged_with_ambiguous"]) & rows["group"].isin(AGES)]
    facts, wanted = told(
        shares,
        lambda row: persons(row.area, row.group, row.period, codes(row)),
        lambda row: persons(row.area, row.group, row.period, ("resident",)),
    )
    for year in shares["period"].unique():
        for age in AGES["14-25"]:
            for d in districts:
                facts.append(
                    at_most(
                        each(*((year, age, d, c) for c in ("clear", "ambiguous"))), each((year, age, d, "resident"))
                    )
                )
    base = shares.dropna(subset="denominator").set_index(["area", "group", "period"])["denominator"].to_dict()
    compared = rows[rows["metric"].str.match("gap_to_city|change_in_share|ratio_of_shares") & rows["value"].notna()]
    for row in compared[compared["group"].isin(AGES)].itertuples():
        first, last = row.period.split("-")[0], row.period.split("-")[-1]
        ends = (
            ((CITY, first), (row.area, first))
            if row.metric.startswith("gap")
            else ((row.area, first), (row.area, last))
        )
        bases = [base.get((area, row.group, year)) for area, year in ends]
        if None in bases:
            continue
        before, after = (persons(area, row.group, year, codes(row)) for area, year in ends)
        ratio = row.metric.startswith("ratio")
        weight = bases[1] / bases[0] * (row.value if ratio else 1.0)
        level = 0.0 if ratio else row.value * bases[1]
        facts.append(Fact(minus(after, dict.fromkeys(before, weight)), level - 1e-3, level + 1e-3))
    return facts, wanted


def outcomes(rows: pd.DataFrame, _):
    """The cohorts of goal 2: by event, population, track, year and outcome."""

    def cells(row, name):
        population, *track = row.group.split(" · ")
        tracks = track or ["bande", "alvorlig kriminalitet"]
        return [(row.metric.split("_")[0], population, t, year, name) for t in tracks for year in years(row.period)]

    def numerator(row):
        name = row.metric.split("_", 1)[1]
        return each(*(atom for letter in OUTCOMES.get(name, [name]) for atom in cells(row, letter)))

    def denominator(row):
        letters = "cpr" if row.metric.endswith("left_excluded") else "cprl"
        return each(*(atom for letter in letters for atom in cells(row, letter)))

    followed = rows[rows["metric"].str.match(r"(verdict|offence)_")]
    followed = followed[~followed["metric"].str.contains("aged_at_completion")]
    facts, wanted = told(followed, numerator, denominator)
    steps = [(re.sub(r"\d+$", "", m), int(re.search(r"\d+$", m)[0])) for m in followed["metric"] if "_by_month_" in m]
    for event, population, track, year, _name in sorted({(*atom[:4], "") for fact in facts for atom in fact.terms}):

        def one(*names, whom=(event, population, track, year)):
            return each(*((*whom, name) for name in names))

        for whole, letters in (("convicted", "cp"), ("left", "l")):
            months = sorted({month for name, month in steps if name == f"{event}_{whole}_by_month_"})
            line = [one(f"{whole}_by_month_{month}") for month in months] + [one(*letters)]
            facts += [at_most(*pair) for pair in itertools.pairwise(line)]
        facts += [at_most(one(f"convicted_if_only_{some}"), one("c", "p")) for some in ("personfarlig", "clear_codes")]
        facts.append(at_most(one("c", "p"), one("convicted_if_36_months")))
    return facts, wanted


def programme(rows: pd.DataFrame, _):
    """The exit programme: everybody's state at the end of each report's year, and two years after the referral.

    The flow counts all years of referral as they stand at a report's end; the divisions count each year two years
    after, and by track and referrer all such years together. Nobody is without a year, a track and a referrer.
    """
    flow = rows[rows["metric"] == "exit_flow"]
    after = rows[rows["metric"].str.match("exit_progress_by_|exit_days_to_start_by_")]
    labels = {by: {*after.loc[after["metric"].str.endswith(by), "group"]} for by in ("track", "referrer")}
    parts = {by: {OTHERS, *(g.split(" · ")[1] for g in groups if " · " in g)} for by, groups in labels.items()}

    def now(row):
        return each(*((row.issue, "year", str(y), state) for y in years(row.period) for state in STATES[row.group]))

    def then(row):
        (label, *part), by = row.group.split(" · "), row.metric.rsplit("_", 1)[1]
        return in_parts(years(row.period), by, part, STATES[label])

    def in_parts(of, by, part, states):
        if by == "year":
            return each(*((str(y + FOLLOWED_FOR), by, str(y), state) for y in of for state in states))
        return each(*itertools.product(["two years after"], [by], of, part or parts[by], states))

    facts, wanted = told(flow, now)
    more, sought = told(after, then)
    facts, wanted = facts + more, wanted | sought
    of_all = sorted({y for row in after.itertuples() for y in years(row.period)})
    for y, by, state in itertools.product(of_all, parts, STATES[PHASES[0]]):
        facts.append(equal(in_parts([y], by, (), [state]), in_parts([y], "year", (), [state])))
    yearly = rows[rows["metric"].isin(["exit_started", "exit_referred_from_prison"]) & (rows["period"] != "forventet")]
    tracks = ("bande", OTHERS)

    def by_year(row):
        _, *part = row.group.split(" · ")
        kept = part if row.metric == "exit_started" and part else tracks if row.metric == "exit_started" else ("",)
        return each(*((row.metric, int(row.period), part) for part in kept))

    more, sought = told(yearly, by_year)
    facts, wanted = facts + more, wanted | sought
    for row in flow[flow["group"] == PHASES[3]].itertuples():
        until = years(row.period)
        facts.append(equal(now(row), each(*(("exit_started", y, t) for y in until for t in tracks))))
        early = [y for y in of_all if y <= until[-1] - FOLLOWED_FOR]
        gang = in_parts(early, "track", ["bande"], STATES[PHASES[3]])
        facts.append(at_most(gang, each(*(("exit_started", y, "bande") for y in until))))
    for y in of_all:
        from_prison = in_parts([y], "referrer", [PRISON], STATES[PHASES[0]])
        facts.append(equal(from_prison, each(("exit_referred_from_prison", y, ""))))
    steps = rows[rows["metric"] == "exit_days_to_next"]
    places = {"henviste": 1, "screenede": 2, "med plan": 3, "startede": 4}
    more, _ = told(steps, lambda row: now(row._replace(group=PHASES[places[row.group.split(" → ")[0]]])))
    return facts + more, wanted


def bounds(facts: list[Fact], wanted: dict[str, Terms]) -> pd.DataFrame:
    """Give ``low, high`` of every sum sought; atoms are counts of persons and never negative."""
    place: dict = {}
    for terms in (*(fact.terms for fact in facts), *wanted.values()):
        for atom in terms:
            place.setdefault(atom, len(place))
    sums = matrix([fact.terms for fact in facts], place)
    goals = matrix(list(wanted.values()), place)
    low, high = (np.array([fact[end] for fact in facts], dtype=float) for end in (1, 2))
    ties = sparse.vstack([sums, goals]).tocsr()
    _, family = sparse.csgraph.connected_components(abs(ties).T @ abs(ties), directed=False)
    first = np.array([family[row.indices[0]] if row.nnz else -1 for row in sums])
    for kin in np.unique(first[first >= 0]):
        mine, inside = np.flatnonzero(first == kin), np.flatnonzero(family == kin)
        wrong = mine[contradicted(sums[mine][:, inside], low[mine], high[mine])]
        if len(wrong):
            print(f"{len(wrong)} of {len(mine)} facts contradict the others and are not believed")
            low[wrong], high[wrong] = -np.inf, np.inf
    ends = []
    for goal in goals:
        inside = np.flatnonzero(family == family[goal.indices[0]])
        mine = first == family[goal.indices[0]]
        ends.append(least_and_greatest(goal[:, inside], sums[mine][:, inside], low[mine], high[mine]))
    return pd.DataFrame(ends, columns=["low", "high"], index=list(wanted), dtype=float)


def contradicted(sums, low, high) -> np.ndarray:
    """Say which facts to give up so that numbers fit all others: whoever turns 18 may come into numbers told before."""
    many, atoms = sums.shape
    off, above, below = sparse.eye(many, format="csr"), np.isfinite(high), np.isfinite(low)
    # Each fact may be off by so much, and all together by as little as can be.
    held = sparse.vstack([sparse.hstack([sums[above], -off[above]]), sparse.hstack([-sums[below], -off[below]])])
    price = np.r_[np.zeros(atoms), np.ones(many)]
    result = linprog(price, A_ub=held, b_ub=np.r_[high[above], -low[below]], bounds=(0, None), method="highs")
    return result.x[atoms:] > 1e-6


def matrix(rows: list[Terms], place: dict) -> sparse.csr_matrix:
    """Lay sums of atoms out as rows."""
    entries = [(number, place[atom], weight) for number, terms in enumerate(rows) for atom, weight in terms.items()]
    number, column, weight = zip(*entries, strict=True) if entries else ((), (), ())
    return sparse.csr_matrix((weight, (number, column)), shape=(len(rows), len(place)))


def least_and_greatest(goal, sums, low, high) -> Iterator[float]:
    """Solve for one sum in both directions."""
    exact = low == high
    above, below = np.flatnonzero(~exact & np.isfinite(high)), np.flatnonzero(~exact & np.isfinite(low))
    held = {"A_eq": sums[exact], "b_eq": low[exact]} if exact.any() else {}
    if len(above) + len(below):
        held |= {"A_ub": sparse.vstack([sums[above], -sums[below]]), "b_ub": np.r_[high[above], -low[below]]}
    for sign in (1, -1):
        result = linprog(sign * goal.toarray()[0], **held, bounds=(0, None), method="highs")
        if result.status == 2:
            sys.exit("what the reports show adds up in no way this attacker knows of")
        yield round(sign * result.fun, 4) + 0.0 if result.status == 0 else np.inf * -sign


if __name__ == "__main__":
    main()
