"""What counts are weighed by: standard populations, and the harm of an offence."""

from .catalogue import (
    SEXES,
    Register,
    choice,
    code,
    count,
    number,
    text,
)

STANDARDBEFOLKNING = Register(
    "standardbefolkning",
    "Standardbefolkning til alders- og kønsstandardisering",
    "ØKF",
    "ved ændring",
    ("standardiserede rater",),
    ("standard", "alder_fra", "koen"),
    (
        text("standard", "Standardens navn og år", required=True),
        count("alder_fra", "Aldersgruppens laveste alder", high=125),
        count("alder_til", "Aldersgruppens højeste alder", high=125),
        choice("koen", SEXES, "Køn", required=False),
        number("antal", "Antal personer i standarden", low=0),
    ),
    at_most=(("alder_fra", "alder_til"),),
)

SKADESVAEGTE = Register(
    "skadesvaegte",
    "Skadesvægte pr. gerningskode til et vægtet mål for kriminalitet",
    "ØKF",
    "ved ændring",
    ("vægtet kriminalitet",),
    ("vaegtsaet", "gerningskode"),
    (
        text("vaegtsaet", "Vægtsættets navn og år", required=True),
        code("gerningskode", r"[1-9]\d{3}", "Gerningskode (4 cifre)"),
        number("vaegt", "Vægt", low=0),
        text("kilde", "Kilde", required=True),
    ),
)

WEIGHTS = (STANDARDBEFOLKNING, SKADESVAEGTE)
