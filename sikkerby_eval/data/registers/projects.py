"""Registers of indicators, staff and projects, and the list of what a delivery holds."""

from .catalogue import (
    YES_NO,
    Column,
    Register,
    administration,
    choice,
    count,
    date,
    ident,
    number,
    person,
    text,
    year,
)

DIMENSIONS = (
    "uddannelse_job",
    "familierelationer",
    "sociale_personlige_kompetencer",
    "fritidsliv",
    "kriminalitet",
)
ACTION_AREAS = ("1", "2", "3", "4", "5", "6")
UNSAID = {"required": False, "absent_ok": True}
CITYWIDE_OK = Column("bydel", "bydel", "Bydelens navn; tom for hele byen", required=False)

INDIKATORER = Register(
    "indikatorer",
    "Årlige tal til de 13 indikatorer",
    "den ansvarlige forvaltning",
    "årligt",
    ("indikator 1-13",),
    ("indikator", "aar", "bydel"),
    (
        count("indikator", "Indikatorens nummer 1-13 i tabel 2", low=1, high=13),
        year(),
        CITYWIDE_OK,
        count("taeller", "Tæller (antal)", required=False),
        count("naevner", "Nævner (antal); tom for rene antal", required=False),
        number("vaerdi", "Værdi, når tæller og nævner ikke kan leveres", required=False),
        administration(),
    ),
    period="aar",
    at_most=(("taeller", "naevner"),),
    one_of=("taeller", "vaerdi"),
)

TRIVSEL = Register(
    "trivsel",
    "Trivselsundersøgelsens spørgsmål om tryghed, hvert andet år",
    "SUF",
    "hvert andet år",
    ("tryghed for ansatte", "indikator 12"),
    ("aar", "forvaltning", "spoergsmaal"),
    (
        year(),
        administration(),
        text("spoergsmaal", "Spørgsmålets ordlyd", required=True),
        count("antal_svar", "Antal svar"),
        count("antal_trygge", "Antal svar, der angiver tryghed"),
        count("antal_adspurgte", "Antal adspurgte", required=False),
    ),
    period="aar",
    at_most=(("antal_trygge", "antal_svar"), ("antal_svar", "antal_adspurgte")),
)

SOS_KRISEHJAELP = Register(
    "sos_krisehjaelp",
    "Henvendelser til SOS-krisehjælp om utryghed",
    "SUF",
    "årligt",
    ("tryghed for ansatte", "indikator 13"),
    ("aar", "forvaltning"),
    (year(), administration(), count("antal", "Antal henvendelser om utryghed")),
    period="aar",
    covers=("forvaltning", "aar"),
)

PROJEKTER = Register(
    "projekter",
    "Faktaark: en række pr. projekt eller indsats og år",
    "alle forvaltninger",
    "årligt",
    ("projektportefølje",),
    ("projekt_id", "aar"),
    (
        ident("projekt_id", "Projektets id, det samme i alle år og skemaer"),
        year(),
        text("navn", "Projektets navn", required=True),
        administration("Ansvarlig forvaltning"),
        choice("indsatsomraade", ACTION_AREAS, "Indsatsområde 1-6"),
        choice("finansiering", ("ordinaer", "projekt", "privat"), "Ordinær drift, projekt eller privat medfinansieret"),
        number("budget_tkr", "Samlet budget i året, 1.000 kr.", low=0),
        number("eksternt_tkr", "Heraf eksternt finansieret, 1.000 kr.", low=0, required=False),
        choice("maalgruppe_10_15", YES_NO, "Målgruppe 10-15 år", required=False),
        choice("maalgruppe_15_18", YES_NO, "Målgruppe 15-18 år", required=False),
        choice("maalgruppe_18_25", YES_NO, "Målgruppe 18-25 år", required=False),
        count("antal_borgere", "Antal borgere omfattet", required=False),
        CITYWIDE_OK,
        text("geografi", "Geografisk afgrænsning"),
        number("aarsvaerk", "Fuldtidsstillinger (årsværk)", low=0, required=False),
        count("antal_ansatte", "Antal ansatte", required=False),
        text("beskrivelse", "Kort beskrivelse, evt. med henvisning til hjemmeside"),
        text("effektmaal", "Anvendte effektmål, metode og evaluering"),
        choice("medarbejdertryghed", YES_NO, "Tryghedsskabende foranstaltninger for medarbejdere", required=False),
        text("medarbejdertryghed_hvordan", "Beskrivelse af foranstaltningerne, når der er svaret ja", absent_ok=True),
        text("ekstern_kilde", "Hvem der finansierer udefra (statslig pulje, fond eller andre)", absent_ok=True),
        text("afledt_virkning", "Ordinær drift: afledt kriminalitetsforebyggende virkning", absent_ok=True),
        date("startdato", "Projektets start", required=False, future_ok=True),
        date("slutdato", "Projektets slutning", required=False, future_ok=True),
    ),
    period="aar",
    order=(("startdato", "slutdato"),),
    at_most=(("eksternt_tkr", "budget_tkr"),),
)

PROJEKTDELTAGERE = Register(
    "projektdeltagere",
    "Projekternes egne deltagere, en række pr. deltagelse",
    "alle forvaltninger",
    "årligt",
    ("projektportefølje", "selvevaluering"),
    ("projekt_id", "person_id", "startdato"),
    (
        ident("projekt_id", "Projektets id"),
        person(),
        date("startdato", "Første dag i projektet"),
        date("slutdato", "Sidste dag i projektet; tom, hvis deltageren stadig er der", required=False),
        choice("gennemfoert", YES_NO, "Har gennemført", required=False),
    ),
    period="startdato",
    order=(("startdato", "slutdato"),),
)

SELVEVALUERING = Register(
    "selvevaluering",
    "Selvevaluering: et skema pr. projekt og periode",
    "alle forvaltninger",
    "årligt",
    ("selvevaluering",),
    ("projekt_id", "skema", "periode_start", "system"),
    (
        ident("projekt_id", "Projektets id"),
        choice("skema", ("ansoegning", "evaluering", "opfoelgning"), "Skemaets art"),
        text("system", "Det system, skemaet er indberettet i", required=True),
        administration(),
        date("periode_start", "Periodens første dag", future_ok=True),
        date("periode_slut", "Periodens sidste dag", future_ok=True),
        date("indberettet_dato", "Dato for indberetningen"),
        text("formaal", "Projektets formål"),
        text("maalgruppe", "Målgruppe"),
        CITYWIDE_OK,
        count("deltagere", "Antal deltagere (ansøgning: forventet antal)", required=False),
        text("gavn", "Hvordan projektet har gavnet målgruppen"),
        text("effekter", "Opnåede effekter (opfølgning: på kort sigt)"),
        text("resultater", "Konkrete resultater og status på effektmål", absent_ok=True),
        text("udfordringer", "Udfordringer"),
        text("risici", "Væsentlige risici, og hvordan de håndteres"),
        text("aendringer", "Forslag til ændringer i succeskriterier, aktiviteter, resultater og effekter"),
        text("forankring", "Forankring i organisationen efter bevillingens udløb"),
        text("metoder", "Anvendte metoder, og hvordan de har fungeret"),
        text("fremdrift", "Fremdrift i aktiviteter, resultater og effekter"),
        number("budget_tkr", "Budget i perioden, 1.000 kr.", low=0, required=False),
        number("forbrug_tkr", "Forbrug i perioden, 1.000 kr.", low=0, required=False),
    ),
    period="periode_slut",
    order=(("periode_start", "periode_slut"),),
)

SELVEVALUERING_TAL = Register(
    "selvevaluering_tal",
    "Selvevalueringens tal for egne deltagere pr. dimension",
    "alle forvaltninger",
    "årligt",
    ("selvevaluering",),
    ("projekt_id", "periode_start", "dimension", "maal"),
    (
        ident("projekt_id", "Projektets id"),
        date("periode_start", "Periodens første dag"),
        choice("dimension", DIMENSIONS, "Dimension"),
        text("maal", "Hvad der er målt", required=True),
        count("deltagere", "Antal deltagere med måling før og efter"),
        count("positive_foer", "Antal deltagere med ønsket status før", required=False),
        count("positive_efter", "Antal deltagere med ønsket status efter"),
        count("positive_begge", "Antal deltagere med ønsket status både før og efter", **UNSAID),
        text("note", "Bemærkning"),
    ),
    period="periode_start",
    at_most=(
        ("positive_foer", "deltagere"),
        ("positive_efter", "deltagere"),
        ("positive_begge", "positive_foer"),
        ("positive_begge", "positive_efter"),
    ),
)

PRIORITERING = Register(
    "prioritering",
    "Forvaltningens 3-6 mest og 3-6 mindst effektfulde projekter",
    "alle forvaltninger",
    "årligt",
    ("prioritering",),
    ("aar", "projekt_id"),
    (
        year(),
        administration(),
        ident("projekt_id", "Projektets id"),
        choice("gruppe", ("mest", "mindst"), "Vurderet mest eller mindst effektfuldt"),
        number("maalopfyldelse", "Målopfyldelse 0-1", low=0, high=1, required=False),
        number("evidens", "Brug af evidens 0-1", low=0, high=1, required=False),
        count("deltagere", "Antal deltagere", required=False),
        text("kommentar", "Projektets egen kommentar"),
    ),
    period="aar",
    group_size=(("aar", "forvaltning", "gruppe"), 3, 6),
)

LEVERANCE = Register(
    "leverance",
    "Følgeseddel: en række pr. leveret fil",
    "den, der afleverer mappen",
    "ved hver leverance",
    ("alle afsnit",),
    ("fil",),
    (
        text("fil", "Filens navn", required=True),
        choice("grundlag", ("register", "demonstration"), "Virkelige registre eller demonstrationsdata"),
        date("dataskaeringsdato", "Den sidste dag, som filen dækker"),
        count("raekker", "Antal rækker i filen uden overskrift", required=False),
        number("kontrolsum", "Summen af filens kolonne 'antal'", **UNSAID),
        choice("datoformat", ("iso", "dmaa"), "CSV-filens datoer: iso (åååå-mm-dd) eller dmaa (dd-mm-åååå)", **UNSAID),
        choice("separator", ("semikolon", "komma", "tabulator"), "CSV-filens skilletegn", **UNSAID),
    ),
)

PROJECTS = (
    INDIKATORER,
    TRIVSEL,
    SOS_KRISEHJAELP,
    PROJEKTER,
    PROJEKTDELTAGERE,
    SELVEVALUERING,
    SELVEVALUERING_TAL,
    PRIORITERING,
)
