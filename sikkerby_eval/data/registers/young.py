"""Registers of the young: their way on from the start, and what SSP and the police see of them."""

from .catalogue import (
    YES_NO,
    Column,
    Register,
    choice,
    count,
    date,
    person,
    place,
    text,
    year,
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

YOUNG = (UNGESTATUS, SSP_SAGER, AFHOERINGER, SSP_VURDERINGER)
