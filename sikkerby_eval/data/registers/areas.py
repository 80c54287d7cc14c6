"""Registers of areas and events: safety, deprivation, reports, incidents, closures."""

from .catalogue import (
    YES_NO,
    Column,
    Register,
    administration,
    choice,
    code,
    count,
    date,
    ident,
    number,
    offence,
    place,
    text,
    where,
    year,
)

SAFETY_CATEGORIES = ("markant", "intensiveret", "ordinaer", "reduceret", "minimal")

TRYGHEDSINDEKS = Register(
    "tryghedsindeks",
    "Tryghedsindeks pr. distrikt og år",
    "BIF",
    "årligt",
    ("effektmål 3", "effektmål 1", "indikator 8", "urolige områder"),
    ("aar", "omraade", "metode"),
    (
        year(),
        *place(),
        choice("kategori", SAFETY_CATEGORIES, "Kategori, fra mest til mindst behov for indsats"),
        number("indeks", "Indeksværdi 0-100, lav er utryg", low=0, high=100, required=False),
        text("metode", "Metodens versionsnavn", required=True),
    ),
    period="aar",
    covers=("omraade", "aar"),
    ranked=("indeks", "kategori", ("aar", "metode")),
)

TRYGHEDSSVAR = Register(
    "tryghedssvar",
    "Svar på tryghedsundersøgelsen, en række pr. svar uden personoplysninger",
    "BIF",
    "årligt",
    ("tryghedsindeks",),
    ("svar_id",),
    (
        ident("svar_id", "Svarets løbenummer"),
        year(),
        *place(),
        choice("udsat_for_kriminalitet", YES_NO, "Udsat for kriminalitet i perioden", required=False),
        count(
            "kriminalitet_i_nabolag", "Oplevet kriminalitet i nabolaget, 1-5 (5 = meget)", low=1, high=5, required=False
        ),
        number("vaegt", "Opregningsvægt", low=0),
    ),
    period="aar",
    covers=("omraade", "aar"),
)

POLITISTATISTIK = Register(
    "politistatistik",
    "Politiets tal til tryghedsindekset pr. distrikt",
    "Københavns Politi",
    "årligt",
    ("tryghedsindeks",),
    ("aar", "omraade"),
    (
        year("aar", "Tryghedsindeksets år (fire cifre); anmeldelserne kan være fra året før"),
        *place(),
        count("anmeldelser", "Antal anmeldelser, som politiet gav til indekset"),
        count("indbyggere", "Antal indbyggere i distriktet samme år", low=1),
    ),
    period="aar",
    covers=("omraade", "aar"),
)

BELASTNINGSINDEKS = Register(
    "belastningsindeks",
    "Socialt belastningsindeks for børnefamilier pr. distrikt",
    "SOF",
    "årligt",
    ("effektmål 1", "indikator 8"),
    ("aar", "omraade"),
    (
        year(),
        *place(),
        choice("grad", ("hoej", "middel", "lav"), "Social belastningsgrad"),
        number("indeks", "Indeksværdi", required=False),
    ),
    period="aar",
    covers=("omraade", "aar"),
)

UDVALGTE_OMRAADER = Register(
    "udvalgte_omraader",
    "De områder, som effektmål 3 gælder for",
    "BIF",
    "ved ændring",
    ("effektmål 3",),
    ("omraade",),
    (*place(), date("udvalgt_dato", "Dato for udvælgelsen"), text("grundlag", "Beslutning eller kilde", required=True)),
)

ANMELDELSER = Register(
    "anmeldelser",
    "Anmeldte forbrydelser, en række pr. anmeldelse",
    "Københavns Politi",
    "kvartalsvis",
    ("nøgletal 1-5", "indikator 9"),
    ("anmeldelse_id",),
    (
        ident("anmeldelse_id", "Anmeldelsens løbenummer"),
        date("anmeldelsesdato", "Dato for anmeldelsen"),
        date("gerningsdato", "Dato for gerningen", required=False),
        offence(),
        *where(),
    ),
    period="anmeldelsesdato",
    every_year=True,
    order=(("gerningsdato", "anmeldelsesdato"),),
)

ANMELDELSESTAL = Register(
    "anmeldelsestal",
    "Antal anmeldte forbrydelser pr. kommune og overtrædelse, når anmeldelser ikke leveres enkeltvis",
    "Danmarks Statistik (STRAF11)",
    "kvartalsvis",
    ("nøgletal 1 og 5, når parameteren udtraek peger på mappen",),
    ("kommune", "overtraedelse", "periode"),
    (
        text("kommune", "Kommunens navn, region eller Hele landet", required=True),
        Column(
            "overtraedelse", "offence_group", "Overtrædelse: gruppe eller art, tekst eller kode; tom for i alt", False
        ),
        code("periode", r"(?:19|20)\d{2}(?:K[1-4]|M(?:0[1-9]|1[0-2]))?", "Periode: 2007, 2007K1 eller 2007M01"),
        count("antal", "Antal anmeldelser; tom, hvis det ikke er oplyst", required=False),
    ),
    statbank=(
        ("område", "kommune"),
        ("overtræd", "overtraedelse"),
        ("overtrædelsens art", "overtraedelse"),
        ("tid", "periode"),
    ),
    alias="straf11",
    published=True,
)

HAENDELSER = Register(
    "haendelser",
    "Sager og hændelser, en række pr. hændelse",
    "Københavns Politi",
    "kvartalsvis",
    ("nøgletal 3-4", "indikator 9"),
    ("haendelse_id",),
    (
        ident("haendelse_id", "Hændelsens løbenummer"),
        date("haendelsesdato", "Dato for hændelsen"),
        text("haendelsestype", "Hændelsens type", required=True),
        choice("trafik", YES_NO, "Vedrører færdsel"),
        *where(),
    ),
    period="haendelsesdato",
    every_year=True,
)

LUKNINGER = Register(
    "lukninger",
    "Institutioner og serviceydelser, der lukkede, en række pr. lukning",
    "alle forvaltninger",
    "kvartalsvis",
    ("effektmål 4",),
    ("lukning_id",),
    (
        ident("lukning_id", "Lukningens løbenummer"),
        administration(),
        text("institution", "Institutionens eller tilbuddets navn", required=True),
        text("ydelse", "Ydelsens art", required=True),
        *place(required=False),
        date("startdato", "Første dag, der var lukket"),
        date("slutdato", "Sidste dag, der var lukket; tom, hvis der stadig er lukket", required=False),
        choice("omfang", ("hel", "delvis", "naer"), "Hel, delvis eller nær ved lukning"),
        choice("aarsag", ("uro", "krise", "andet"), "Årsag"),
    ),
    period="startdato",
    order=(("startdato", "slutdato"),),
)

INDBERETNINGER = Register(
    "indberetninger",
    "Hvem der har indberettet lukninger (0 lukninger indberettes også)",
    "alle forvaltninger",
    "kvartalsvis",
    ("effektmål 4",),
    ("forvaltning", "aar", "kvartal"),
    (
        administration(),
        year(),
        count("kvartal", "Kvartal 1-4", low=1, high=4),
        count("antal", "Antal lukninger i kvartalet; 0 er en indberetning"),
        date("indberettet_dato", "Dato for indberetningen"),
    ),
    period="aar",
    covers=("forvaltning", "aar", "kvartal"),
)

AREAS = (
    TRYGHEDSINDEKS,
    TRYGHEDSSVAR,
    POLITISTATISTIK,
    BELASTNINGSINDEKS,
    UDVALGTE_OMRAADER,
    ANMELDELSER,
    ANMELDELSESTAL,
    HAENDELSER,
    LUKNINGER,
    INDBERETNINGER,
)
