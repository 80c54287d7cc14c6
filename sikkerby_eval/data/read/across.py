"""Rules across registers: one person, one birth date and sex; no verdict before its charge; every reference known."""

from functools import partial

import numpy as np
import pandas as pd

from sikkerby_eval.data.read.slots import twofold
from sikkerby_eval.data.read.totals import totals
from sikkerby_eval.data.registers import BY_NAME, SEXES, Register

REFERENCES = (
    ("exitudfald", "forloeb_id", "exitforloeb"),
    ("projektdeltagere", "projekt_id", "projekter"),
    ("selvevaluering", "projekt_id", "projekter"),
    ("selvevaluering_tal", "projekt_id", "projekter"),
    ("prioritering", "projekt_id", "projekter"),
)
UNTOLD = np.iinfo(np.int32).min
NOT_A_DATE = np.iinfo(np.int64).min
FEW = 20
"""Below this many persons, none of them known to the population is no sign of another pseudonym key."""
KNOWN_TO_POPULATION = ("exitforloeb", "exitudfald", "projektdeltagere", "ungestatus", "domme", "sigtelser", "afgang")


def across(smalls: dict[str, pd.DataFrame], mark) -> None:
    """Check registers against each other.

    Parameters
    ----------
    smalls : dict of DataFrame
        Compact frames by register.
    mark : callable
        ``mark(register, rule, column, positions, others=None, **facts)``; ``others`` holds
        the registers and the positions in them to name, and no positions mean the register as such.
    """
    _one_value(smalls, mark)
    _districts(smalls, mark)
    _references(smalls, mark)
    _persons(smalls, mark)
    _verdicts(smalls, mark)
    _outcomes(smalls, mark)
    totals(smalls, mark)
    _after_death(smalls, mark)


def forgettable(register: Register, delivered: set[str]) -> frozenset[str]:
    """Columns of a delivered register that no rule across rows or registers looks at."""
    beside = {"sigtelser": {"domme", "afgang"}, "domme": {"sigtelser", "afgang"}}.get(register.name, set())
    unlinked = {"sag_id"} & set(register.names)
    if beside and not beside & delivered:
        unlinked |= set(register.names) - {*register.key, "person_id", "foedselsdato"}
    return frozenset(unlinked)


def _one_value(smalls, mark):
    """What a person has only one of; values that the same registers tell are looked for at once."""
    by_registers = {}
    for column, rule, number in ONLY_ONE:
        told = tuple(name for name, frame in smalls.items() if {"person_id", column} <= set(frame))
        by_registers.setdefault(told, []).append((column, rule, number))
    for told, values in by_registers.items():
        if not told:
            continue
        persons = _below([smalls[name]["person_id"].to_numpy() for name in told])
        numbers = [_below([number(smalls[name][column]) for name in told]) for column, _, number in values]
        suspects = twofold(persons, _together(numbers))
        if len(suspects):
            rows = np.flatnonzero(pd.Series(persons).isin(suspects) & (persons != 0))
            starts = np.cumsum([0, *(len(smalls[name]) for name in told)])
            for (column, rule, _), told_here in zip(values, numbers, strict=True):
                _differing(persons, told_here, rows, partial(mark, rule=rule, column=column), told, starts)


def _differing(persons, values, rows, mark, names, starts):
    """Mark the rows that tell another value than their person's first, in the order of the registers."""
    known = rows[values[rows] != UNTOLD]
    codes, _ = pd.factorize(persons[known])
    first = np.empty(codes.max(initial=-1) + 1, dtype=np.intp)
    first[codes[::-1]] = known[::-1]
    differs = values[first[codes]] != values[known]
    late, early = known[differs], first[codes][differs]
    register, earlier = (np.searchsorted(starts, rows, side="right") - 1 for rows in (late, early))
    for place, name in enumerate(names):
        hit = register == place
        if hit.any():
            others = [names[other] for other in earlier[hit]], early[hit] - starts[earlier[hit]]
            mark(name, positions=late[hit] - starts[place], others=others)


def _together(numbers):
    """One number of 64 bits for one or two of 32."""
    if len(numbers) == 1:
        return numbers[0]
    first, second = numbers
    return (first.astype(np.int64) << 32) | second.view(np.uint32)


def _below(arrays):
    """Arrays one below the other; a single one is not copied."""
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def _day(dates):
    """Days in 32 bits: 128 seconds tell them apart."""
    seconds = dates.to_numpy().view(np.int64)
    days = (seconds >> 7).astype(np.int32)
    days[seconds == NOT_A_DATE] = UNTOLD
    return days


def _sex(sexes):
    """Place of the sex in the list."""
    if isinstance(sexes.dtype, pd.CategoricalDtype):
        places = np.append(pd.Index(SEXES).get_indexer(sexes.cat.categories), UNTOLD)
        return places[sexes.cat.codes].astype(np.int32)
    places = pd.Index(SEXES).get_indexer(sexes)
    return np.where(places < 0, UNTOLD, places).astype(np.int32)


ONLY_ONE = (("foedselsdato", "to_foedselsdatoer", _day), ("koen", "to_koen", _sex))


def _districts(smalls, mark):
    """An area lies in one bydel; the first register that says so is believed."""
    believed = {}
    for name, frame in smalls.items():
        if not {"omraade", "bydel"} <= set(frame):
            continue
        areas, bydele = frame["omraade"].cat, frame["bydel"].cat
        area, bydel = areas.codes.to_numpy(), bydele.codes.to_numpy()
        width = len(bydele.categories)
        pairs = np.where((area < 0) | (bydel < 0), np.int32(-1), area * np.int32(width) + bydel)
        first = np.full(len(areas.categories) * width + 1, -1)
        first[pairs[::-1]] = np.arange(len(pairs) - 1, -1, -1)
        there = np.flatnonzero(first[:-1] >= 0)
        for pair in there[np.argsort(first[there])]:
            area, bydel = areas.categories[pair // width], bydele.categories[pair % width]
            where = believed.setdefault(area, (bydel, name, first[pair]))
            if where[0] != bydel:
                hit = np.flatnonzero(pairs == pair)
                mark(name, "distrikt_to_bydele", "bydel", hit, ([where[1]] * len(hit), [where[2]] * len(hit)))


def _references(smalls, mark):
    for name, column, target in REFERENCES:
        if name not in smalls or target not in smalls:
            continue
        ids = smalls[name][column]
        unknown = ~ids.isin(smalls[target][column]) & (ids != 0)
        if unknown.any():
            mark(name, "ukendt_reference", column, np.flatnonzero(unknown), other=target)
    if "exitudfald" in smalls and "exitforloeb" in smalls:
        courses = smalls["exitforloeb"].drop_duplicates("forloeb_id").set_index("forloeb_id")["person_id"]
        expected = smalls["exitudfald"]["forloeb_id"].map(courses)
        wrong = expected.notna() & (expected != smalls["exitudfald"]["person_id"])
        if wrong.any():
            mark("exitudfald", "anden_person", "person_id", np.flatnonzero(wrong), other="exitforloeb")


def _persons(smalls, mark):
    delivered = [name for name in KNOWN_TO_POPULATION if name in smalls and len(smalls[name])]
    if "befolkning" not in smalls or not delivered:
        return
    known = pd.unique(smalls["befolkning"]["person_id"])
    for name in delivered:
        persons = pd.Series(pd.unique(smalls[name]["person_id"]))
        unknown = (~persons.isin(known)).sum()
        if unknown == len(persons) >= FEW and name != "projektdeltagere":
            mark(name, "ingen_kendt_person", "person_id")
        elif unknown and BY_NAME[name].deliverer != "Københavns Politi":
            strangers = smalls[name]["person_id"][~smalls[name]["person_id"].isin(known)].drop_duplicates()
            mark(name, "ukendt_person", "person_id", strangers.index.to_numpy())


def _verdicts(smalls, mark):
    if "domme" not in smalls or "sigtelser" not in smalls:
        return
    offence = ["person_id", "gerningsdato", "gerningskode"]
    charges = smalls["sigtelser"][[*offence, "sigtelsesdato"]].reset_index(names="row")
    charges["gerningskode"] = charges["gerningskode"].astype("str")
    charges = charges.sort_values("sigtelsesdato", kind="stable").drop_duplicates(offence)
    verdicts = smalls["domme"][[*offence, "domsdato"]].reset_index(names="verdict")
    verdicts["gerningskode"] = verdicts["gerningskode"].astype("str")
    both = verdicts.merge(charges, on=offence, how="inner")
    early = both[both["domsdato"] < both["sigtelsesdato"]]
    if len(early):
        others = ["sigtelser"] * len(early), early["row"].to_numpy()
        mark("domme", "dom_foer_sigtelse", "domsdato", early["verdict"].to_numpy(), others)


def _outcomes(smalls, mark):
    """Nothing is measured before the course it belongs to was referred, and no ending before the course ended."""
    if "exitudfald" not in smalls or "exitforloeb" not in smalls:
        return
    outcomes, courses = smalls["exitudfald"], smalls["exitforloeb"].drop_duplicates("forloeb_id")
    rows = outcomes["forloeb_id"].map(pd.Series(courses.index, index=courses["forloeb_id"]))
    ending = outcomes["maaling"].isin(("afslutning", "to_aar"))
    for column, concerned in (("henvist_dato", ~ending), ("slutdato", ending)):
        begun = outcomes["forloeb_id"].map(courses.set_index("forloeb_id")[column])
        early = np.flatnonzero((outcomes["dato"] < begun) & concerned)
        if len(early):
            others = ["exitforloeb"] * len(early), rows.iloc[early].to_numpy(dtype=int)
            mark("exitudfald", "maalt_foer", "dato", early, others)


def _after_death(smalls, mark):
    """Nobody offends, is referred, or lives in the city after the day of death."""
    if "afgang" not in smalls:
        return
    leaving = smalls["afgang"].reset_index(names="row")
    deaths = leaving[leaving["aarsag"] == "doed"].drop_duplicates("person_id").set_index("person_id")
    events = (("sigtelser", "gerningsdato"), ("domme", "gerningsdato"), ("exitforloeb", "henvist_dato"))
    for name, column in (*events, ("befolkning", "aar")):
        if name not in smalls or deaths.empty:
            continue
        died = smalls[name]["person_id"].map(deaths["afgangsdato"])
        event = smalls[name][column]
        late = event > (died.dt.year if column == "aar" else died)
        if late.fillna(False).any():
            rows = np.flatnonzero(late.fillna(False))
            others = ["afgang"] * len(rows), smalls[name]["person_id"].iloc[rows].map(deaths["row"]).to_numpy(dtype=int)
            mark(name, "efter_doed", column, rows, others)
