"""Registers of persons: residents, charges, convictions, the exit programme and the young."""

from .catalogue import (
    SEXES,
    YES_NO,
    Column,
    Register,
    choice,
    code,
    count,
    date,
    ident,
    number,
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

UNGESTATUS = Register(
    "ungestatus",
    "Unges status til begrebet 'kommet fra start', en række pr. person og år",
    "BUF",
    "årligt",
    ("indikator 3", "indikator 6"),
    ("person_id", "aar"),
    (
        person(),
        year(),
        date("foedselsdato", "Fødselsdato"),
        *place(),
        choice("niende_klasse", YES_NO, "Har fuldført 9. klasse", required=False),
        choice("produktionsskole", YES_NO, "Har fuldført et produktionsskoleforløb", required=False),
        choice("ungdomsuddannelse", YES_NO, "Er i gang med eller har fuldført en ungdomsuddannelse", required=False),
        choice("voksenuddannelse", YES_NO, "Er i gang med eller har fuldført en voksenuddannelse", required=False),
        choice("beskaeftigelse", YES_NO, "Er i beskæftigelse", required=False),
    ),
    period="aar",
    age=("aar", 0, 40, "warning"),
)

SSP_SAGER = Register(
    "ssp_sager",
    "Enkeltsager behandlet i SSP, en række pr. område og kvartal",
    "SOF",
    "kvartalsvis",
    ("urolige områder",),
    ("aar", "kvartal", "bydel", "omraade", "niveau"),
    (
        year(),
        count("kvartal", "Kvartal 1-4", low=1, high=4),
        *place(required=False),
        choice("niveau", ("1", "2", "3", "4"), "SSP Københavns niveau for graduering af enkeltsager"),
        count("antal", "Antal enkeltsager"),
    ),
    period="aar",
    covers=("bydel", "aar", "kvartal"),
)

AFHOERINGER = Register(
    "afhoeringer",
    "Afhøringer af unge på 12-17 år, en række pr. område og kvartal",
    "Københavns Politi",
    "kvartalsvis",
    ("urolige områder",),
    ("aar", "kvartal", "bydel", "omraade"),
    (
        year(),
        count("kvartal", "Kvartal 1-4", low=1, high=4),
        *place(required=False),
        count("antal", "Antal afhøringer af 12-17-årige"),
    ),
    period="aar",
    covers=("bydel", "aar", "kvartal"),
)

SSP_VURDERINGER = Register(
    "ssp_vurderinger",
    "SSP-organisationens egen beskrivelse og vurdering af udviklingen",
    "SOF",
    "kvartalsvis",
    ("urolige områder",),
    ("aar", "kvartal", "bydel"),
    (
        year(),
        count("kvartal", "Kvartal 1-4", low=1, high=4),
        Column("bydel", "bydel", "Bydelens navn; tom for hele byen", required=False),
        text("vurdering", "Beskrivelse og vurdering; ingen navne, ingen enkeltsager", required=True),
    ),
    period="aar",
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

PERSONS = (
    BEFOLKNING,
    BEFOLKNINGSTAL,
    SIGTELSER,
    DOMME,
    AFGANG,
    EXITFORLOEB,
    EXITUDFALD,
    UNGESTATUS,
    SSP_SAGER,
    AFHOERINGER,
    SSP_VURDERINGER,
    STANDARDBEFOLKNING,
    SKADESVAEGTE,
)
