"""Words of the sections on goals 1 and 4 of 2010, in Danish and English."""

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
    "quarters": ("number", 0, "kvartaler", "quarters"),
    "services": ("number", 0, "ydelser", "services"),
    "probability": ("probability", 3, "sandsynlighed", "probability"),
}

WORDS = {
    "conservative": ("interval, hvis alle var forskellige", "interval if all were different persons"),
}
