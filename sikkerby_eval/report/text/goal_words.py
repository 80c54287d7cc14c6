"""Words of the sections on goals 1 and 4 of 2010, and beside goals about every bydel, in Danish and English."""

METRICS = {
    # metric: what a sentence is about, and what a figure draws
    "share_charged": {
        "da": (
            "Andelen af unge sigtet for personfarlig kriminalitet",
            "Andel af unge sigtet for personfarlig kriminalitet",
        ),
        "en": (
            "The share of young people charged with personfarlig crime",
            "Share of young people charged with personfarlig crime",
        ),
    },
    "charges_by_fate": {
        "da": ("Antallet af sigtelser", "Alle årets sigtelser: hvad målet tæller med, og hvorfor resten ikke tæller"),
        "en": (
            "The number of charges",
            "All charges of the year: what the goal counts, and why the rest is not counted",
        ),
    },
    "areas_measured": {
        "da": ("Antallet af områder i tryghedsmålingen", "Områder i tryghedsmålingen"),
        "en": ("The number of areas in the safety survey", "Areas in the safety survey"),
    },
    "answers_in_an_area": {
        "da": ("Antallet af svar i et område", "Svar i et område"),
        "en": ("The number of answers in an area", "Answers in an area"),
    },
    "chance_one_area_over": {
        "da": ("Chancen for, at mindst ét område er over grænsen", "Chance for, at mindst ét område er over grænsen"),
        "en": (
            "The chance that at least one area is over the limit",
            "Chance that at least one area is over the limit",
        ),
    },
    "gap_to_city": {
        "da": (
            "Afstanden fra de udsatte boligområder til hele byen",
            "De udsatte boligområders andel minus hele byens",
        ),
        "en": (
            "The gap from the udsatte boligområder to the whole city",
            "The udsatte boligområders' share minus the city's",
        ),
    },
}

UNITS = {
    "answers": ("number", 0, "svar", "answers"),
    "quarters": ("number", 0, "kvartaler", "quarters"),
    "services": ("number", 0, "ydelser", "services"),
    "probability": ("probability", 3, "sandsynlighed", "probability"),
}

WORDS = {
    "conservative": ("interval, hvis alle var forskellige", "interval if all were different persons"),
}
