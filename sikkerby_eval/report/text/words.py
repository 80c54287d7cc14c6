"""The terms of the reports in Danish and English, and how each unit is written."""

from sikkerby_eval.report.text import (
    area_words,
    exit_words,
    goal_words,
    key_figure_words,
    portfolio_words,
    steering_words,
)

UNITS = {
    # unit: kind, decimals, Danish header, English header
    "fraction": ("percent", 1, "andel i %", "share in %"),
    "chance": ("percent", 1, "chance i %", "chance in %"),
    "percentage_points": ("points", 1, "procentpoint", "percentage points"),
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
    **key_figure_words.UNITS,
    **area_words.UNITS,
    **goal_words.UNITS,
    **steering_words.UNITS,
    **portfolio_words.UNITS,
}

_WORDS = {
    # states and sides
    "met": ("nået", "met"),
    "not_met": ("ikke nået", "not met"),
    "uncertain": ("usikkert", "uncertain"),
    "not_yet": ("kan ikke afgøres endnu", "cannot be decided yet"),
    "undecidable": ("kan ikke afgøres", "cannot be decided"),
    "right": ("tallet er på den rigtige side af målet", "the number is on the right side of the target"),
    "wrong": ("tallet er på den forkerte side af målet", "the number is on the wrong side of the target"),
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
    "interval_95": ("95\u00a0% interval", "95% interval"),
    "table": ("Tabel", "Table"),
    "download_csv": ("Hent tallene som CSV", "Download the numbers as CSV"),
    "numbers_behind": ("Tallene bag figuren", "The numbers behind the figure"),
    "source": ("Kilde", "Source"),
    "target": ("mål", "target"),
    "to": ("til", "to"),
    "and": ("og", "and"),
    "and_more": ("m.m.", "and more"),
    "end_of_year": ("udgangen af {year}", "end of {year}"),
    "since_baseline": ("tallene siden udgangspunktet", "the numbers since the baseline"),
    "own_baseline": ("hvert områdes eget tal i {period}", "each area's own number in {period}"),
    "under": ("under", "under"),
    "over": ("over", "over"),
    "within_uncertainty": ("er ikke sikkert ændret", "shows no certain change"),
    "readings_judged": (
        "Målet kan læses på {readings} måder: {told}.",
        "The goal can be read in {readings} ways: {told}.",
    ),
    "year_without_residents": ("året har ingen befolkningstal", "no residents known for the year"),
    "code_not_mapped": ("koden er ikke oversat til et niveau", "the code is not mapped to a level"),
    "other_offence": ("anden lovovertrædelse", "another offence"),
    "person_without_id": ("personen har intet id", "the person has no id"),
    "not_resident_age_unknown": ("bor ikke i byen, alder ukendt", "not resident, age unknown"),
    "not_resident_of_age": ("bor ikke i byen, i målets alder", "not resident, of the goal's age"),
    "not_resident_of_other_age": ("bor ikke i byen, anden alder", "not resident, of another age"),
    "resident_of_other_age": ("bor i byen, anden alder", "resident of another age"),
    "counted_if_ambiguous": ("tæller kun, hvis tvetydige koder regnes med", "counted only with ambiguous codes"),
    "counted": ("tæller med", "counted"),
    "newer": ("nyere udtræk", "newer extract"),
    "used": ("brugt", "used"),
    "leading": ("den læsning, dommen følger", "the reading the verdict follows"),
    "reading": ("læsning", "reading"),
    "change": ("ændring med interval", "change with interval"),
    "udsatte boligområder (basisårets liste)": ("udsatte områder, fast liste", "udsatte areas, frozen list"),
    "udsatte boligområder (årets liste)": ("udsatte områder, årets liste", "udsatte areas, the year's list"),
    "resten af byen": ("resten af byen", "rest of the city"),
    "udvalgte områder": ("udvalgte områder", "selected areas"),
    "gennemførte": ("gennemførte", "completed"),
    "gennemførte · bande": ("gennemførte, bande", "completed, gang"),
    "gennemførte · alvorlig kriminalitet": ("gennemførte, alvorlig kriminalitet", "completed, serious crime"),
    "startede": ("startede", "started"),
    "henviste": ("henviste", "referred"),
    "14-25": ("14–25-årige", "ages 14–25"),
    "15-25": ("15–25-årige", "ages 15–25"),
    "ordinær eller bedre": ("ordinær eller bedre", "ordinær or better"),
    "markant eller intensiveret": ("markant eller intensiveret", "markant or intensiveret"),
    "by_area": ("område for område", "area by area"),
    "by_city": ("by for by", "city by city"),
    "alle": ("alle", "all"),
    "Overtrædelsens art i alt": ("alle anmeldelser", "all reports"),
    "Seksualforbrydelser i alt": ("seksualforbrydelser", "sexual offences"),
    "Voldsforbrydelser i alt": ("voldsforbrydelser", "violent offences"),
    "Ejendomsforbrydelser i alt": ("ejendomsforbrydelser", "property offences"),
    "Andre straffelovsforbrydelser i alt": ("andre straffelovsforbrydelser", "other penal-code offences"),
    "Særlove i alt": ("særlove", "special acts"),
    "SOF": ("Socialforvaltningen", "Social Services"),
    "BIF": ("Beskæftigelses- og Integrationsforvaltningen", "Employment and Integration"),
    "BUF": ("Børne- og Ungdomsforvaltningen", "Children and Youth"),
    "KFF": ("Kultur- og Fritidsforvaltningen", "Culture and Leisure"),
    "TMF": ("Teknik- og Miljøforvaltningen", "Technical and Environmental"),
    "SUF": ("Sundheds- og Omsorgsforvaltningen", "Health and Care"),
    "ØKF": ("Økonomiforvaltningen", "Finance"),
    "percentage_point": ("procentpoint", "percentage point"),
    "percentage_points": ("procentpoint", "percentage points"),
    "breaks_marked": ("Brud i serien, markeret i figuren:", "Breaks in the series, marked in the figure:"),
    "indicator": ("tal", "figure"),
    "value": ("værdi", "value"),
    "remark": ("forbehold", "reservation"),
    "printed_remark": ("bemærkning", "remark"),
    "none": ("ingen", "none"),
    "more than": ("mere end {value}", "more than {value}"),
    "flag_approximate": ("omtrentligt", "approximate"),
    "flag_uncertain": ("usikkert hos kilden", "uncertain in the source"),
    "flag_computed": ("beregnet af andre tal", "computed from other figures"),
    "flag_third_party": ("gengivet af andre end udgiveren", "reproduced by others than the publisher"),
    "when": ("hvornår", "when"),
    "what": ("hvad", "what"),
    "consequence": ("følge", "consequence"),
    "printed": ("trykt", "printed"),
    "added_up": ("optalt", "counted"),
    "unit": ("enhed", "unit"),
    "tkr": ("1.000 kr.", "DKK 1,000"),
    "projekter": ("projekter", "projects"),
    "initiativer": ("initiativer", "initiatives"),
    "do not compare": ("må ikke sammenlignes på tværs", "not to be compared across"),
    "flag": ("sammenlignes med forbehold", "to be compared with care"),
    "persons": ("personer", "persons"),
    "places": ("pladser", "places"),
    "mio_dkk": ("mio. kr.", "DKK million"),
    "visitations": ("visitationer", "visitations"),
    # figures about the exit programme
    "exit_programme_places": ("Pladser i exit-programmet", "Places in the exit programme"),
    "exit_job_education_grant": ("Tilskud til job og uddannelse", "Grant for jobs and education"),
    "exit_participants_cumulative": (
        "Deltagere i alt, Exit og KIV (Kriminalpræventiv Indsats for Unge Voksne)",
        "Participants in all, Exit and KIV (crime prevention for young adults)",
    ),
    "exit_not_charged_1yr": (
        "Ikke sigtet for ny alvorlig eller personfarlig kriminalitet et år efter",
        "Not charged with new serious or personfarlig crime one year after",
    ),
    "exit_in_education_or_employment_3mo": (
        "I uddannelse eller job tre måneder efter",
        "In education or a job three months after",
    ),
    "exit_national_completed": ("Gennemført, hele landet", "Completed, whole country"),
    "exit_national_ongoing": ("I gang, hele landet", "Under way, whole country"),
    "exit_national_dropout": ("Afbrudt, hele landet", "Dropped out, whole country"),
    "exit_national_agreements": ("Indgåede aftaler, hele landet", "Agreements made, whole country"),
    "exit_national_visitations": ("Visitationer, hele landet", "Visitations, whole country"),
    # tables that a remark is about as a whole
    "published.safety_survey": ("alle tal om tryghed", "all figures on safety"),
    "published.key_figures": ("alle tal i nøgletallene", "all the key figures"),
    "published.programme_results": ("alle tal om exit-forløb", "all figures on the exit programme"),
    # kinds of drawing
    "line_chart": ("Linjediagram", "Line chart"),
    "bar_chart": ("Søjlediagram", "Bar chart"),
    "small_multiples": ("Små linjediagrammer", "Small line charts"),
    "tile_map": ("Fliskort over byens områder", "Tile map of the city's areas"),
    "timeline": ("Tidslinje", "Timeline"),
    # movement
    "rose": ("steg", "rose"),
    "went": ("gik", "went"),
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
    "from": ("Gælder fra", "In force from"),
    "adopted": ("Vedtaget", "Adopted"),
    "adopted_oeu": ("Økonomiudvalget", "Økonomiudvalget"),
    "adopted_br": ("Borgerrepræsentationen", "Borgerrepræsentationen"),
    "revised": ("programmet revideret", "programme revised"),
    "projektansvarlig, koordinerende": (
        "projektansvarlig: koordinerer, men er ikke alene ansvarlig",
        "project responsible: coordinates, but is not alone responsible",
    ),
    "ansvarlig for opfølgning": ("ansvarlig for opfølgning", "responsible for follow-up"),
    "areas_of": ("{on_target} af {judged} bydele er på målet", "{on_target} of {judged} bydele are on target"),
    "districts": ("områder", "areas"),
    "bydele": ("bydele", "bydele"),
    "closures": ("lukninger", "closures"),
    **key_figure_words.WORDS,
    **exit_words.WORDS,
    **area_words.WORDS,
    **goal_words.WORDS,
    **steering_words.WORDS,
    **portfolio_words.WORDS,
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
