"""Invented residents and charges whose ids spell their case, and random ones for the slow counting by hand."""

import numpy as np
import pandas as pd

LEVELS = pd.DataFrame(
    {
        "gerningskode": ["1252", "1380", "3410", "1390", "1332"],
        "level": pd.array([4, 4, 4, 3, pd.NA], dtype="Int64"),
        "status": ["entydig", "entydig", "tvetydig", "tvetydig", "udenfor"],
    }
)

PERSONS = {
    # person: (born, charges as (charged, code))
    "p01_turns_14_on_1_january_counts": ("1996-01-01", [("2010-05-01", "1252")]),
    "p02_turns_14_on_2_january_is_13": ("1996-01-02", [("2010-05-01", "1252")]),
    "p03_turns_26_in_the_year_counts": ("1984-12-31", [("2010-12-31", "1252")]),
    "p04_turns_26_on_1_january_does_not_count": ("1984-01-01", [("2010-05-01", "1252")]),
    "p05_charged_twice_counts_once": ("1990-06-01", [("2010-01-01", "1252"), ("2010-12-31", "1380")]),
    "p06_charged_the_evening_before_does_not_count": ("1990-06-01", [("2009-12-31", "1252")]),
    "p07_charged_the_morning_after_does_not_count": ("1990-06-01", [("2011-01-01", "1252")]),
    "p08_ambiguous_alone": ("1990-06-01", [("2010-03-03", "3410")]),
    "p09_ambiguous_then_clear_is_clear": ("1990-06-01", [("2010-03-03", "3410"), ("2010-03-04", "1252")]),
    "p10_shoplifting_does_not_count": ("1990-06-01", [("2010-03-03", "1332")]),
    "p11_vandalism_is_level_3_and_does_not_count": ("1990-06-01", [("2010-03-03", "1390")]),
    "p12_unknown_code_does_not_count": ("1990-06-01", [("2010-03-03", "9999")]),
    "p13_born_on_29_february_is_13": ("1996-02-29", [("2010-03-03", "1252")]),
    "p14_never_charged": ("1990-06-01", []),
}


def residents_2010() -> pd.DataFrame:
    """Everybody in PERSONS, resident in one district on 1 January 2010."""
    return pd.DataFrame(
        {
            "person_id": list(PERSONS),
            "aar": 2010,
            "foedselsdato": pd.to_datetime([born for born, _ in PERSONS.values()]),
            "koen": "M",
            "bydel": "Bydel 1",
            "omraade": "Demo-område 1",
        }
    )


def charges_of(persons: dict) -> pd.DataFrame:
    """The charges of PERSONS; the offence is five years older than the charge and must not decide the year."""
    rows = [(person, born, *charge) for person, (born, charges) in persons.items() for charge in charges]
    frame = pd.DataFrame(rows, columns=["person_id", "foedselsdato", "sigtelsesdato", "gerningskode"])
    dated = frame.astype({"foedselsdato": "datetime64[s]", "sigtelsesdato": "datetime64[s]"})
    return dated.assign(gerningsdato=dated["sigtelsesdato"] - pd.DateOffset(years=5), sag_id=None)


def random_registers(seed: int, *, charges: int = 1000) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Residents of three years and charges, some by persons without id, non-residents, unknown codes, no sex."""
    rng = np.random.default_rng(seed)
    persons = 400
    born = np.datetime64("1980-01-01") + rng.integers(0, 9000, persons)
    ids = np.array([f"p{number:04d}" for number in range(persons)])
    kept = rng.random((3, persons - 50)) < 0.8
    years, who = np.nonzero(kept)
    residents = pd.DataFrame(
        {
            "person_id": ids[who],
            "aar": years + 2009,
            "foedselsdato": born[who],
            "koen": np.array(["K", "M", None], dtype=object)[np.where(who % 31 == 0, 2, who % 7 > 3)],
            "bydel": [f"Bydel {area % 3}" for area in (who + years) % 7],
            "omraade": [f"Demo-område {area}" for area in (who + years) % 7],
        }
    ).astype({"koen": "str"})
    charged = rng.integers(0, persons, charges)
    day = np.datetime64("2008-06-01") + rng.integers(0, 1500, charges)
    registered = pd.DataFrame(
        {
            "person_id": pd.Series(ids[charged]).mask(rng.random(charges) < 0.03),
            "foedselsdato": pd.Series(born[charged]).mask(rng.random(charges) < 0.1),
            "sigtelsesdato": day,
            "gerningsdato": pd.Series(day - rng.integers(0, 800, charges)).mask(rng.random(charges) < 0.05),
            "gerningskode": rng.choice(["1252", "1380", "3410", "1390", "1332", "9999"], charges),
            "sag_id": pd.Series([f"s{case}" for case in rng.integers(0, charges // 2, charges)]).mask(
                rng.random(charges) < 0.2
            ),
        }
    )
    return residents, registered


def piece_of(frame: pd.DataFrame, piece: int, pieces: int) -> pd.DataFrame:
    """The rows of one group of persons; charges without a person go with the first."""
    number = frame["person_id"].str[1:].astype("float").fillna(0)
    return frame[number % pieces == piece]
