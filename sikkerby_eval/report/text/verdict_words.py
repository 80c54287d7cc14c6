"""What reports say of goals and their verdicts in Danish and English: names, symbols, targets and reasons."""

SYMBOLS = {"met": "✓", "not_met": "✗", "uncertain": "≈", "not_yet": "…", "undecidable": "?"}

GOAL_NAMES = {
    "share_charged": (
        "Unge i udsatte boligområder sigtet for personfarlig kriminalitet",
        "Young people in udsatte boligområder charged with personfarlig crime",
    ),
    "share_not_convicted": (
        "Ikke dømt i to år efter gennemført exit-forløb",
        "Not convicted in the two years after the exit programme",
    ),
    "share_arrived": (
        "Udvalgte områder fra markant til ordinært behov",
        "Selected areas from markant to ordinær",
    ),
    "closures": ("Lukkede institutioner ved uro eller krise", "Institutions closed by unrest or crisis"),
    "areas_markant_or_intensiveret": (
        "Områder med markant eller intensiveret behov",
        "Areas that are markant or intensiveret",
    ),
    "share_unsafe_evening": ("Utrygge om aftenen og natten", "Unsafe in the evening and at night"),
    "2014-2": ("Utrygge om aftenen og natten: fald hvert år", "Unsafe in the evening and at night: a fall every year"),
    "share_unsafe_neighbourhood": ("Utrygge i eget nabolag", "Unsafe in their own neighbourhood"),
    "bydele_over_10pct_unsafe": (
        "Bydele, hvor mere end hver tiende er utryg",
        "Bydele where more than one in ten is unsafe",
    ),
    "share_safe_neighbourhood": ("Trygge i de mindst trygge bydele", "Safe in the least safe bydele"),
    "share_safe_evening": (
        "Trygge om aftenen i de mindst trygge bydele",
        "Safe in the evening in the least safe bydele",
    ),
}

TARGETS = {
    # how the number is read and which way; a whole ("all") and nothing ("none") have words of their own
    ("all", "at_least"): ("alle udvalgte områder", "all selected areas"),
    ("none", "at_most"): ("ingen {noun}", "no {noun}"),
    ("absolute", "at_least"): ("mindst {threshold}", "at least {threshold}"),
    ("absolute", "at_most"): ("højst {threshold}", "at most {threshold}"),
    ("count", "at_most"): ("højst {threshold}", "at most {threshold}"),
    ("relative_pct", "fall"): ("falder med mindst {threshold}", "falls by at least {threshold}"),
    ("percentage_points", "fall"): ("falder med mindst {threshold}", "falls by at least {threshold}"),
    ("percentage_points", "rise"): ("stiger med mindst {threshold}", "rises by at least {threshold}"),
    ("each_area", "fall"): ("falder i hver bydel", "falls in each bydel"),
    ("each_area", "rise"): ("stiger i hver bydel", "rises in each bydel"),
    ("yearly", "fall"): ("falder mindst {threshold} om året", "falls by at least {threshold} a year"),
}

REASONS = {
    "never_measured": (
        "Intet offentliggjort tal måler dette; det kræver registre.",
        "No published figure measures this; it takes registers.",
    ),
    "nothing_measured_yet": (
        "Der er endnu ingen måling inden for målets periode.",
        "There is no measurement yet within the period of the goal.",
    ),
    "deadline_ahead": (
        "Målet skal først være nået ved fristen.",
        "The goal is not due before its deadline.",
    ),
    "not_measured_at_deadline": (
        "Målingen hørte op, før fristen var nået.",
        "The measurement stopped before the deadline.",
    ),
    "baseline_missing": (
        "Udgangspunktet for hvert område er ikke offentliggjort, så en ændring kan ikke beregnes.",
        "The baseline of each area is not published, so no change can be computed.",
    ),
    "not_measured_since_baseline": (
        "Der er ingen måling efter udgangspunktet.",
        "There is no measurement after the baseline.",
    ),
    "areas_missing": (
        "Mindst ét område er ikke målt ved fristen; de målte ligger på den rigtige side.",
        "At least one area was not measured at the deadline; those measured are on the right side.",
    ),
    "years_missing": (
        "Mindst ét år i perioden er ikke målt; de målte ligger på den rigtige side.",
        "At least one year of the period was not measured; those measured are on the right side.",
    ),
    "withheld": (
        "Tallene er tilbageholdt for at beskytte enkeltpersoner.",
        "The numbers are withheld to protect persons.",
    ),
    "not_measured": ("Tallet mangler i det leverede.", "The number is missing from what was delivered."),
    "immature": (
        "Ikke alle er fulgt i to år endnu; kun de, der er, tæller med.",
        "Not everybody has been followed for two years yet; only those who have are counted.",
    ),
    "left_decides": (
        "Svaret afhænger af, om de, der rejste eller døde, regnes med.",
        "The answer depends on whether those who left or died are counted.",
    ),
    "reports_missing": (
        "Ikke alle forvaltninger har indberettet, så ingen ved, om tallet er nul.",
        "Not every administration has reported, so nobody knows whether the number is zero.",
    ),
    "published_point": (
        "Afgjort på det offentliggjorte tal alene; usikkerheden på det er ikke oplyst.",
        "Decided on the published number alone; its uncertainty is not stated.",
    ),
    "year_missed": (
        "Mindst ét år faldt tallet for lidt. Usikkerheden på det er ikke oplyst.",
        "In at least one year the number fell too little. Its uncertainty is not stated.",
    ),
    "survey_count": (
        "Afgjort på antallet af bydele. Andelen i hver bydel hviler på et udsnit; usikkerheden på den er ikke oplyst.",
        "Decided on the number of bydele. The share in each bydel rests on a sample; its uncertainty is not stated.",
    ),
    "complete_count": (
        "Afgjort på en fuldstændig optælling.",
        "Decided on a complete count.",
    ),
    "exact_binomial": (
        "Afgjort med en eksakt ensidig test ved fem procent.",
        "Decided by an exact one-sided test at five per cent.",
    ),
    "interval": (
        "Afgjort på hele intervallet for ændringen.",
        "Decided on the whole interval of the change.",
    ),
}


def reason(key: str, language: str = "da") -> str:
    """Give the sentence that says why a verdict is as it is."""
    return REASONS[key][language == "en"]
