"""The words of the reports in Danish and English: single terms, units, and sentences with places for numbers.

No sentence holds a digit: every number comes from a published row.
"""

UNITS = {
    # unit: kind, decimals, Danish header, English header
    "fraction": ("percent", 1, "andel i %", "share in %"),
    "percentage_points": ("points", 1, "ændring i procentpoint", "change in percentage points"),
    "ratio": ("number", 2, "forhold", "ratio"),
    "per_1000": ("number", 1, "pr. 1.000", "per 1,000"),
    "per_100000": ("number", 2, "pr. 100.000", "per 100,000"),
    "reports": ("number", 0, "anmeldelser", "reports"),
    "charges": ("number", 0, "sigtelser", "charges"),
    "persons": ("number", 0, "personer", "persons"),
    "districts": ("number", 0, "områder", "areas"),
    "bydele": ("number", 0, "bydele", "bydele"),
    "closures": ("number", 0, "lukninger", "closures"),
    "projects": ("number", 0, "projekter", "projects"),
    "days": ("number", 0, "dage", "days"),
    "kr_1000": ("kroner_thousands", 0, "1.000 kr.", "DKK 1,000"),
    "index": ("number", 1, "indeks", "index"),
}

_WORDS = {
    # states and sides
    "met": ("nået", "met"),
    "not_met": ("ikke nået", "not met"),
    "uncertain": ("usikkert", "uncertain"),
    "not_yet": ("kan ikke afgøres endnu", "cannot be decided yet"),
    "undecidable": ("kan ikke afgøres", "cannot be decided"),
    "right": ("tallet ligger på den rigtige side af målet", "the number is on the right side of the target"),
    "wrong": ("tallet ligger på den forkerte side af målet", "the number is on the wrong side of the target"),
    # status of a cell
    "shown": ("vist", "shown"),
    "withheld": ("tilbageholdt", "withheld"),
    "missing": ("mangler", "missing"),
    "not_stated": ("ikke oplyst", "not stated"),
    "no_interval": ("usikkerhed ikke oplyst", "uncertainty not stated"),
    # basis
    "published": ("offentliggjorte tal", "published figures"),
    "register": ("leverede registre", "delivered registers"),
    "demonstration": (
        "demonstrationsregistre (opdigtede personer)",
        "demonstration registers (invented persons)",
    ),
    # keys and table heads
    "period": ("periode", "period"),
    "area": ("område", "area"),
    "group": ("gruppe", "group"),
    "numerator": ("tæller", "numerator"),
    "denominator": ("nævner", "denominator"),
    "interval_95": ("95 % interval", "95% interval"),
    "table": ("Tabel", "Table"),
    "download_csv": ("Hent tallene som CSV", "Download the numbers as CSV"),
    "numbers_behind": ("Tallene bag figuren", "The numbers behind the figure"),
    "source": ("Kilde", "Source"),
    "target": ("mål", "target"),
    "to": ("til", "to"),
    "alle": ("alle", "all"),
    "percentage_points": ("procentpoint", "percentage points"),
    "breaks_marked": ("Brud i serien, markeret i figuren:", "Breaks in the series, marked in the figure:"),
    # kinds of drawing
    "line_chart": ("Linjediagram", "Line chart"),
    "bar_chart": ("Søjlediagram", "Bar chart"),
    "small_multiples": ("Små linjediagrammer", "Small line charts"),
    "tile_map": ("Fliskort over byens områder", "Tile map of the city's areas"),
    "timeline": ("Tidslinje", "Timeline"),
    # movement
    "rose": ("steg", "rose"),
    "fell": ("faldt", "fell"),
    "was_unchanged": ("var uændret", "was unchanged"),
    "cannot_be_compared": ("kan ikke sammenlignes", "cannot be compared"),
    # goals
    "goal": ("Mål", "Goal"),
    "verdict": ("Vurdering", "Verdict"),
    "baseline": ("Udgangspunkt", "Baseline"),
    "latest": ("Seneste tal", "Latest number"),
    "threshold": ("Målet er", "The target is"),
    "deadline": ("Frist", "Deadline"),
    "responsible": ("Ansvarlig", "Responsible"),
    "why": ("Hvorfor", "Why"),
}

REASONS = {
    "never_measured": (
        "Ingen offentliggjort opgørelse måler dette mål; det kræver registre over personer, områder eller lukninger.",
        "No published figure measures this goal; it takes registers of persons, areas or closures.",
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
    "published_point": (
        "Afgjort på det offentliggjorte tal alene; usikkerheden på det er ikke oplyst.",
        "Decided on the published number alone; its uncertainty is not stated.",
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

SENTENCES = {
    "figure_basis": {"da": "Grundlag: {basis}.", "en": "Basis: {basis}."},
}


def word(key: str, language: str = "da", default: str | None = None) -> str:
    """Give the term of the reports for a key of the code.

    Parameters
    ----------
    key
        A key of the word list; a Danish proper name is its own word where ``default`` allows it.
    default
        What to write where the list has no such key.

    Raises
    ------
    KeyError
        If the list has no such key and there is no default.
    """
    if key in _WORDS:
        return _WORDS[key][language == "en"]
    if default is None:
        raise KeyError(f"no word for {key}")
    return default


def reason(key: str, language: str = "da") -> str:
    """Give the sentence that says why a verdict is as it is."""
    return REASONS[key][language == "en"]
