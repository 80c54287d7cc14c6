"""Registers of persons: residents, charges, convictions and the exit programme."""

from .catalogue import (
    SEXES,
    Register,
    choice,
    count,
    date,
    ident,
    offence,
    person,
    place,
    text,
    year,
)

DECISIONS = (
    "faengsel",
    "betinget",
    "boede",
    "ungdomssanktion",
    "samfundstjeneste",
    "frifundet",
    "tiltalefrafald",
)

FOLK1A = (
    ("område", "omraade"),
    ("bydel", "omraade"),
    ("distrikt", "omraade"),
    ("køn", "koen"),
    ("alder", "alder"),
    ("tid", "aar"),
)
"""Variables of Statistics Denmark's FOLK1A and of the city's own tables of residents."""

BEFOLKNING = Register(
    "befolkning",
    "Beboere 1. januar, en række pr. person og år",
    "ØKF",
    "årligt",
    ("effektmål 1", "effektmål 2"),
    ("person_id", "aar"),
    (
        person(),
        year("aar", "Året; personen boede i kommunen 1. januar"),
        date("foedselsdato", "Fødselsdato"),
        choice("koen", SEXES, "Køn"),
        *place(),
    ),
    period="aar",
    every_year=True,
    age=("aar", 0, 125, "error"),
)

BEFOLKNINGSTAL = Register(
    "befolkningstal",
    "Antal beboere 1. januar efter alder, når personer ikke leveres",
    "ØKF",
    "årligt",
    ("effektmål 1", "nøgletal 1-6"),
    ("aar", "bydel", "omraade", "alder", "koen"),
    (
        year(),
        *place(required=False),
        count("alder", "Alder i hele år 1. januar", high=125),
        choice("koen", SEXES, "Køn"),
        count("antal", "Antal beboere"),
    ),
    period="aar",
    covers=("omraade", "aar"),
    every_year=True,
    statbank=FOLK1A,
    alias="folk1a",
)

SIGTELSER = Register(
    "sigtelser",
    "Sigtelser, en række pr. sigtelse (også 'sigtelser' af børn under den kriminelle lavalder)",
    "Københavns Politi",
    "kvartalsvis",
    ("effektmål 1", "effektmål 2", "nøgletal 6-7"),
    ("sigtelse_id",),
    (
        ident("sigtelse_id", "Sigtelsens løbenummer"),
        person(),
        date("foedselsdato", "Fødselsdato; leveres af politiet, så alder også kendes for udenbys"),
        date("sigtelsesdato", "Dato for sigtelsen"),
        date("gerningsdato", "Dato for gerningen"),
        offence(),
        ident("sag_id", "Politiets sagsnummer (pseudonym)", required=False),
    ),
    period="sigtelsesdato",
    order=(("foedselsdato", "gerningsdato"), ("foedselsdato", "sigtelsesdato"), ("gerningsdato", "sigtelsesdato")),
    every_year=True,
    age=("sigtelsesdato", 10, 100, "warning"),
)

DOMME = Register(
    "domme",
    "Afgørelser, en række pr. afgørelse",
    "Københavns Politi",
    "årligt",
    ("effektmål 2",),
    ("dom_id",),
    (
        ident("dom_id", "Afgørelsens løbenummer"),
        person(),
        date("domsdato", "Dato for afgørelsen"),
        date("gerningsdato", "Dato for gerningen"),
        offence(),
        choice("afgoerelse", DECISIONS, "Afgørelsens art; de fem første er domfældelser"),
        ident("sag_id", "Politiets sagsnummer (pseudonym)", required=False, absent_ok=True),
    ),
    period="domsdato",
    order=(("gerningsdato", "domsdato"),),
    every_year=True,
)

AFGANG = Register(
    "afgang",
    "Dødsfald og udrejser",
    "ØKF",
    "årligt",
    ("effektmål 2",),
    ("person_id", "afgangsdato", "aarsag"),
    (person(), date("afgangsdato", "Dato"), choice("aarsag", ("doed", "udrejst"), "Årsag")),
    period="afgangsdato",
)

EXITFORLOEB = Register(
    "exitforloeb",
    "Exitforløb, en række pr. forløb",
    "SOF",
    "årligt",
    ("effektmål 2",),
    ("forloeb_id",),
    (
        ident("forloeb_id", "Forløbets løbenummer"),
        person(),
        date("foedselsdato", "Fødselsdato"),
        choice("koen", SEXES, "Køn"),
        choice("spor", ("alvorlig", "bande"), "Spor: alvorlig kriminalitet eller bande"),
        text("henvist_af", "Hvem henviste (fx SSP, fængsel, jobcenter)", required=True),
        date("henvist_dato", "Dato for henvisning"),
        date("screenet_dato", "Dato for screening", required=False),
        date("plan_dato", "Dato for plan", required=False),
        date("startdato", "Forløbets start", required=False),
        date("slutdato", "Forløbets slutning", required=False),
        choice(
            "status",
            ("henvist", "screenet", "plan", "i_gang", "gennemfoert", "afbrudt", "afvist"),
            "Status på dataskæringsdatoen",
        ),
        date("opfoelgning_dato", "Dato for opfølgning", required=False),
    ),
    period="henvist_dato",
    order=(
        ("foedselsdato", "henvist_dato"),
        ("henvist_dato", "screenet_dato"),
        ("screenet_dato", "plan_dato"),
        ("plan_dato", "startdato"),
        ("henvist_dato", "startdato"),
        ("startdato", "slutdato"),
        ("slutdato", "opfoelgning_dato"),
    ),
    needs=(
        ("status", ("screenet", "plan", "i_gang", "gennemfoert"), ("screenet_dato",)),
        ("status", ("i_gang", "gennemfoert", "afbrudt"), ("startdato",)),
        ("status", ("gennemfoert", "afbrudt"), ("slutdato",)),
    ),
    excludes=(
        ("status", ("henvist", "screenet", "plan"), ("startdato",)),
        ("status", ("henvist", "screenet", "plan", "i_gang"), ("slutdato", "opfoelgning_dato")),
    ),
    age=("henvist_dato", 10, 70, "error"),
)

EXITUDFALD = Register(
    "exitudfald",
    "Job og uddannelse for deltagere i exitforløb",
    "SOF",
    "årligt",
    ("effektmål 2",),
    ("forloeb_id", "maaling"),
    (
        person(),
        ident("forloeb_id", "Forløbets løbenummer"),
        choice("maaling", ("foerste_kontakt", "afslutning", "to_aar"), "Hvornår der er målt"),
        date("dato", "Dato for målingen"),
        choice("status", ("job", "uddannelse", "selvforsoergende", "ingen"), "Beskæftigelse på datoen"),
    ),
    period="dato",
)

PERSONS = (BEFOLKNING, BEFOLKNINGSTAL, SIGTELSER, DOMME, AFGANG, EXITFORLOEB, EXITUDFALD)
