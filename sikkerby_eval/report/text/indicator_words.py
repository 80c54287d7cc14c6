"""What the reports say of the thirteen indicators: part of ``words`` and ``sentences``."""

INDICATOR_SYMBOLS = {"improved": "✓", "worsened": "✗", "unchanged": "=", "uncertain": "≈", "no_data": "?"}

WORDS = {
    "indicator_state_improved": ("bedre", "improved"),
    "indicator_state_worsened": ("værre", "worsened"),
    "indicator_state_unchanged": ("uændret", "unchanged"),
    "indicator_state_uncertain": ("usikkert", "uncertain"),
    "indicator_state_no_data": ("ingen data", "no data"),
    "found_improved": ("gået den ønskede vej", "gone the wanted way"),
    "found_worsened": ("gået den forkerte vej", "gone the wrong way"),
    "found_unchanged": ("uændret", "unchanged"),
    "lead_improved": ("Indikatoren er gået den ønskede vej", "The indicator has gone the wanted way"),
    "lead_worsened": ("Indikatoren er gået den forkerte vej", "The indicator has gone the wrong way"),
    "lead_unchanged": ("Indikatoren er uændret", "The indicator is unchanged"),
    "found_uncertain": ("tallene afgør ikke retningen", "the numbers do not settle the direction"),
    "found_not_delivered": ("ingen tal er leveret", "no numbers are delivered"),
    "found_one_measurement": ("kun målt én gang", "measured only once"),
    "found_withheld": ("tallet er tilbageholdt", "the number is withheld"),
    "side_right": ("tallet går den ønskede vej", "the number goes the wanted way"),
    "side_wrong": ("tallet går den forkerte vej", "the number goes the wrong way"),
    "wanted_rise": ("skal stige", "is to rise"),
    "wanted_fall": ("skal falde", "is to fall"),
    "indicator_number": ("Indikator", "Indicator"),
    "first_number": ("første", "first"),
    "previous_number": ("forrige", "previous"),
    "latest_number": ("seneste", "latest"),
    "course": ("forløb", "course"),
    "since_first": ("ændring", "change"),
    "way": ("retning", "direction"),
    "action_area": ("Indsatsområde", "Action area"),
    "action_areas": ("indsatsområder", "action areas"),
    "delivered_by": ("Leveres af", "Delivered by"),
    "register_name": ("Register", "Register"),
    "wanted": ("Ønsket retning", "Wanted direction"),
    "frequency_word": ("Hyppighed", "Frequency"),
    "definition": ("Ordlyd", "Wording"),
    "counted_here": ("Sådan er den regnet her", "How it is counted here"),
    "unit_word": ("Enhed", "Unit"),
    "unit_personer": ("antal personer", "number of persons"),
    "unit_andel": ("andel i %", "share in %"),
    "unit_områder": ("antal områder", "number of areas"),
    "unit_antal": ("antal", "number"),
    "unit_henvendelser": ("antal henvendelser", "number of calls"),
    "årlig": ("årligt", "yearly"),
    "hvert andet år": ("hvert andet år", "every second year"),
    "kvartalsvis": ("kvartalsvis", "quarterly"),
    "mindst kvartalsvis": ("mindst kvartalsvis", "at least quarterly"),
    "én gang": ("én gang", "once"),
    "to år efter forløbets afslutning": ("to år efter forløbets afslutning", "two years after the course ended"),
    "year": ("år", "year"),
    # published figures about the same as an indicator, and on unrest
    "gang_members_registered": ("Registrerede medlemmer af rocker- og bandegrupper", "Registered gang members"),
    "youth_education_started_or_completed_age20": (
        "20-årige i gang med eller færdige med en uddannelse",
        "Aged 20 in education or with one completed",
    ),
    "school_absence": ("Fravær i folkeskolen", "Absence from school"),
    "ghettoliste_areas": ("Boligområder på statens liste", "Housing areas on the state's list"),
    "housing_areas": ("boligområder", "housing areas"),
}

COUNTED_HERE = {
    # by the indicator's number; None is for those that are read as they were delivered
    None: (
        "Læses, som den er leveret: en tæller og en nævner, et antal eller en værdi for hvert år.",
        "Read as it was delivered: a numerator and a denominator, a count or a value for each year.",
    ),
    3: (
        "Regnes ud af registeret over de unge, når det svarer for mindst 95\u00a0% af byens 18–25-årige den 1. januar; "
        "en ungdoms- eller voksenuddannelse tæller, i gang eller gennemført. Ellers læses den, som den er leveret.",
        "Computed from the register of young people when it answers for at least 95% of the city's residents aged "
        "18–25 on 1 January; youth or adult education counts, in progress or completed. Else read as delivered.",
    ),
    5: (
        "Læses, som den er leveret: fraværsdage af alle skoledage. Dage hos de samme børn følges ad, så den har intet "
        "interval.",
        "Read as it was delivered: days of absence of all school days. Days of the same children go together, so it "
        "has no interval.",
    ),
    6: (
        "Regnes ud af fire kriterier, hvoraf ét er nok: fuldført 9. klasse, fuldført produktionsskole, i gang med "
        "eller fuldført en ungdoms- eller voksenuddannelse, i beskæftigelse. Områderne er dem, der var udsatte i 2010.",
        "Computed from four criteria, one of which is enough: completed 9th grade, completed production school, in or "
        "through youth or adult education, in employment. The areas are those that were udsatte in 2010.",
    ),
    7: (
        "Læses, som den er leveret for hver bydel. Byens tal er bydelene lagt sammen; det mangler i et år, hvor en "
        "bydel mangler.",
        "Read as it was delivered for each bydel. The city's number is the bydele added up; it is missing in a year in "
        "which a bydel is.",
    ),
    8: (
        "Tælles på hvert års egen liste: områder, der er markant eller intensiveret i Tryghedsindekset, eller hvor den "
        "sociale belastning er høj. Det er en fuldstændig optælling.",
        "Counted on each year's own list: areas that are markant or intensiveret in Tryghedsindekset, or where social "
        "deprivation is high. It is a complete count.",
    ),
    9: (
        "Anmeldelser, sager og hændelser, og sigtelser tælles hver for sig, i år med alle fire kvartaler. Indikatoren "
        "har kun flyttet sig, hvis alle tre er gået samme vej. Intervallet er udvidet med seriens egne udsving før "
        "2010.",
        "Reports, cases and incidents, and charges are counted each by itself, in years with all four quarters. The "
        "indicator has moved only if all three have gone the same way. The interval is widened by the series' own "
        "swings before 2010.",
    ),
    12: (
        "Læses, som den er leveret fra trivselsundersøgelsen hvert andet år. Et år uden undersøgelse mangler; det er "
        "ikke nul.",
        "Read as it was delivered from the employee survey every second year. A year without a survey is missing; it "
        "is not zero.",
    ),
    13: (
        "Regnes ud af registeret over henvendelser, lagt sammen over forvaltningerne. Et år, hvor en forvaltning "
        "mangler, mangler.",
        "Computed from the register of calls, added up over the administrations. A year in which one of them is "
        "missing is missing.",
    ),
}

_INDICATORS = {
    # subject of a sentence and heading of a table, in Danish and in English
    1: (("Antallet af bandemedlemmer", "Bandemedlemmer"), ("The number of gang members", "Gang members")),
    2: (
        ("Ledigheden blandt 18–25-årige", "Ledighed blandt 18–25-årige"),
        ("Unemployment among ages 18–25", "Unemployment among ages 18–25"),
    ),
    3: (
        ("Andelen af 18–25-årige i eller med uddannelse", "18–25-årige i eller med uddannelse"),
        ("The share of ages 18–25 in or with education", "Ages 18–25 in or with education"),
    ),
    4: (
        ("Antallet af unge kendt fra gaden, der bruger klubberne,", "Unge kendt fra gaden, der bruger klubberne"),
        ("The number of young people from the street in the clubs", "Young people from the street in the clubs"),
    ),
    5: (
        ("Fraværet i folkeskolen", "Fravær i folkeskolen i udsatte boligområder"),
        ("Absence from school", "Absence from school in udsatte boligområder"),
    ),
    6: (
        ("Andelen af unge, der er kommet fra start,", "Unge, der er kommet fra start"),
        ("The share of young people who have got a start", "Young people who have got a start"),
    ),
    7: (("Ungdomsarbejdsløsheden", "Ungdomsarbejdsløshed"), ("Youth unemployment", "Youth unemployment")),
    8: (
        ("Antallet af udsatte boligområder", "Udsatte boligområder"),
        ("The number of udsatte boligområder", "Udsatte boligområder"),
    ),
    9: (("Kriminaliteten", "Kriminalitet"), ("Crime", "Crime")),
    10: (
        ("Andelen af unge i et forebyggende fritidstilbud", "Unge i et forebyggende fritidstilbud"),
        ("The share of young people in a preventive leisure activity", "Young people in a preventive leisure activity"),
    ),
    11: (
        ("Antallet af unge i de udvidede åbningstider", "Unge i idrætsanlæggenes udvidede åbningstider"),
        ("The number of young people in the extended opening hours", "Young people in the extended opening hours"),
    ),
    12: (
        ("Andelen af ansatte, der ved, hvor de skal henvende sig,", "Ansatte, der ved, hvor de skal henvende sig"),
        ("The share of employees who know where to turn", "Employees who know where to turn"),
    ),
    13: (
        ("Antallet af henvendelser til SOS-krisehjælp", "Henvendelser til SOS-krisehjælp om utryghed"),
        ("The number of calls to SOS-krisehjælp", "Calls to SOS-krisehjælp about feeling unsafe"),
    ),
}
METRICS = {f"indicator_{number}": {"da": da, "en": en} for number, (da, en) in _INDICATORS.items()}

REASONS = {
    "withheld": ("Tallet er tilbageholdt.", "The number is withheld."),
    "not_delivered": ("Er ikke leveret.", "Not delivered."),
    "one_measurement": ("Kun målt én gang.", "Measured only once."),
    "break_between": ("Serien er brudt imellem.", "The series is broken between."),
    "days_not_independent": (
        "Fraværsdage hos de samme børn følges ad, så usikkerheden er ukendt.",
        "Days of the same children go together, so the uncertainty is unknown.",
    ),
    "unadjusted": (
        "Uden historik er usikkerheden regnet, som var der intet udsving ud over tilfældet.",
        "Without a history the uncertainty takes no more than chance into account.",
    ),
    "series_disagree": ("Tallene går hver sin vej.", "The numbers go different ways."),
    "parts_missing": ("Ikke alle dele er leveret.", "Not all parts are delivered."),
}

SENTENCES = {
    "indicator_table": {
        "da": "Fra første måling i perioden 2010–2015 til den seneste",
        "en": "From the first measurement in 2010–2015 to the latest",
    },
    "indicators_told": {
        "da": "Af programmets indikatorer er {improved} gået den ønskede vej, {worsened} den forkerte, {unsettled} kan "
        "tallene ikke afgøre, og {no_data} har ingen data. Fordi der ses på alle på én gang, skal der mere til, før en "
        "retning er sikker (Holms metode).",
        "en": "Of the programme's indicators {improved} have gone the wanted way and {worsened} the wrong way; for "
        "{unsettled} the numbers do not tell, and {no_data} have no data. Because all are looked at at once, more is "
        "asked before a direction is certain (Holm's method).",
    },
    "indicators_over": {
        "da": "Indikatorerne hører til programmet fra 2010 og gælder til og med 2015.",
        "en": "The indicators belong to the programme of 2010 and hold until the end of 2015.",
    },
    "indicator_awaited": {
        "da": "Der er ikke leveret tal. De skal komme fra {owners} (register: {registers}).",
        "en": "No numbers are delivered. They are to come from {owners} (register: {registers}).",
    },
    "indicator_not_drawn": {
        "da": "Der er ingen tal at tegne.",
        "en": "There are no numbers to draw.",
    },
    "same_subject": {
        "da": "Disse tal om det samme emne er gjort op på en anden måde og kan ikke sættes i indikatorens sted.",
        "en": "These figures on the same subject are counted in another way and cannot stand in for the indicator.",
    },
    "nothing_on_the_subject": {
        "da": "Der er ikke fundet offentliggjorte tal om det samme til og med rapportens år.",
        "en": "No published figures on the same subject were found up to the year of the report.",
    },
    "indicators_silent": {
        "da": "Der er ikke leveret tal til indikator {named}.",
        "en": "No numbers are delivered for indicator {named}.",
    },
    "no_breaks": {
        "da": "Der er ingen kendte brud i serien.",
        "en": "No breaks in the series are known.",
    },
    "indicator_years": {
        "da": "Indikatorerne år for år",
        "en": "The indicators year by year",
    },
    "behind_curves": {
        "da": "Tallene bag kurverne",
        "en": "The numbers behind the curves",
    },
    "sparkline": {
        "da": "Kurve for indikator {number}{part}: {ends}",
        "en": "Curve of indicator {number}{part}: {ends}",
    },
}
