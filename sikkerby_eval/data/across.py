"""Rules across registers: one person, one birth date; no verdict before its charge; every reference known."""

import numpy as np
import pandas as pd

from sikkerby_eval.data.registers import BY_NAME

REFERENCES = (
    ("exitudfald", "forloeb_id", "exitforloeb"),
    ("projektdeltagere", "projekt_id", "projekter"),
    ("selvevaluering", "projekt_id", "projekter"),
    ("selvevaluering_tal", "projekt_id", "projekter"),
    ("prioritering", "projekt_id", "projekter"),
)
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
        ``mark(register, rule, column, positions, others=None, **facts)``; ``others`` is a list of
        ``(register, position)`` to name.
    """
    _birth_dates(smalls, mark)
    _districts(smalls, mark)
    _references(smalls, mark)
    _persons(smalls, mark)
    _verdicts(smalls, mark)
    _closures(smalls, mark)


def _birth_dates(smalls, mark):
    births = {name: frame for name, frame in smalls.items() if {"person_id", "foedselsdato"} <= set(frame)}
    if not births:
        return
    names = list(births)
    people = pd.concat(
        [
            pd.DataFrame(
                {
                    "person": frame["person_id"].to_numpy(),
                    "birth": frame["foedselsdato"].to_numpy(),
                    "register": np.int8(number),
                    "row": np.arange(len(frame)),
                }
            )
            for number, frame in enumerate(births.values())
        ],
        ignore_index=True,
    )
    people = people[(people["person"] != 0) & people["birth"].notna()]
    people = people.drop_duplicates(["person", "birth"])
    conflict = people[people["person"].duplicated(keep=False)].sort_values("person", kind="stable")
    first = conflict.groupby("person", sort=False).transform("first")
    later = (conflict["register"] != first["register"]) | (conflict["row"] != first["row"])
    for number in sorted(conflict.loc[later, "register"].unique()):
        hit = later & (conflict["register"] == number)
        others = [
            (names[r], int(row)) for r, row in zip(first.loc[hit, "register"], first.loc[hit, "row"], strict=True)
        ]
        mark(names[number], "to_foedselsdatoer", "foedselsdato", conflict.loc[hit, "row"].to_numpy(), others)


def _districts(smalls, mark):
    """An area lies in one bydel; the first register that says so is believed."""
    believed = {}
    for name, frame in smalls.items():
        if not {"omraade", "bydel"} <= set(frame):
            continue
        pairs = frame[["omraade", "bydel"]].dropna().drop_duplicates()
        for row, area, bydel in zip(pairs.index, pairs["omraade"], pairs["bydel"], strict=True):
            where = believed.setdefault(area, (bydel, name, row))
            if where[0] != bydel:
                hit = np.flatnonzero(((frame["omraade"] == area) & (frame["bydel"] == bydel)).to_numpy())
                mark(name, "distrikt_to_bydele", "bydel", hit, [where[1:]] * len(hit))


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
    if "befolkning" not in smalls:
        return
    known = pd.unique(smalls["befolkning"]["person_id"])
    for name in KNOWN_TO_POPULATION:
        if name not in smalls or not len(smalls[name]):
            continue
        persons = pd.Series(pd.unique(smalls[name]["person_id"]))
        unknown = (~persons.isin(known)).sum()
        if unknown == len(persons) >= FEW and name != "projektdeltagere":
            mark(name, "ingen_kendt_person", "person_id", [None])
        elif unknown and BY_NAME[name].deliverer != "Københavns Politi":
            row = np.flatnonzero(~smalls[name]["person_id"].isin(known))[:1]
            mark(name, "ukendt_person", "person_id", row, found=int(unknown))


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
        others = [("sigtelser", int(row)) for row in early["row"]]
        mark("domme", "dom_foer_sigtelse", "domsdato", early["verdict"].to_numpy(), others)


def _closures(smalls, mark):
    """The number an administration reports is the number of its closures that began in the quarter."""
    if "indberetninger" not in smalls or "lukninger" not in smalls:
        return
    closures = smalls["lukninger"]
    counted = (
        pd.DataFrame(
            {
                "forvaltning": closures["forvaltning"].astype("str"),
                "aar": closures["startdato"].dt.year,
                "kvartal": closures["startdato"].dt.quarter,
            }
        )
        .value_counts()
        .to_dict()
    )
    reported = smalls["indberetninger"]
    keys = zip(reported["forvaltning"].astype("str"), reported["aar"], reported["kvartal"], strict=True)
    numbers = pd.Series([counted.get(key, 0) for key in keys], dtype="Int64", index=reported.index)
    wrong = (reported["antal"] != numbers).fillna(False)
    if wrong.any():
        mark("indberetninger", "antal_passer_ikke", "antal", np.flatnonzero(wrong), other="lukninger")
