"""What the reports say of indicators, unrest and deadlines: part of ``words`` and ``sentences``."""

UNITS = {
    "calls": ("number", 0, "henvendelser", "calls"),
    "interrogations": ("number", 0, "afhøringer", "interrogations"),
    "ssp_cases": ("number", 0, "SSP-sager", "SSP cases"),
}

INDICATOR_SYMBOLS = {"improved": "✓", "worsened": "✗", "unchanged": "=", "uncertain": "≈", "no_data": "?"}

WORDS = {
    "indicator_state_improved": ("bedre", "improved"),
    "indicator_state_worsened": ("værre", "worsened"),
    "indicator_state_unchanged": ("uændret", "unchanged"),
    "indicator_state_uncertain": ("usikkert", "uncertain"),
    "indicator_state_no_data": ("ingen data", "no data"),
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
    "årlig": ("årligt", "yearly"),
    "hvert andet år": ("hvert andet år", "every second year"),
    "kvartalsvis": ("kvartalsvis", "quarterly"),
    "mindst kvartalsvis": ("mindst kvartalsvis", "at least quarterly"),
    "én gang": ("én gang", "once"),
    "to år efter forløbets afslutning": ("to år efter forløbets afslutning", "two years after the course ended"),
    "year": ("år", "year"),
    "whole_city": ("hele byen", "the whole city"),
    "to_check": ("tal, datoer og navne i teksten", "digits, dates and names in the text"),
    "quoted": ("teksten", "the text"),
    **{f"niveau {level}": (f"niveau {level}", f"level {level}") for level in range(1, 5)},
    "calls": ("henvendelser", "calls"),
    # calendar
    "due": ("forfalder", "due"),
    "waits_for_data": ("venter på", "waits for"),
    "owner": ("ansvarlig", "responsible"),
    "how_often": ("hvor tit", "how often"),
    "report_item": ("hvad", "what"),
    "no_fixed_date": ("ingen fast dato", "no fixed date"),
    "missing_reports": ("mangler", "missing"),
}

METRICS = {
    "interrogations_12_17": {
        "da": ("Antallet af afhøringer af 12–17-årige", "Afhøringer af 12–17-årige pr. kvartal"),
        "en": ("The number of interrogations of ages 12–17", "Interrogations of ages 12–17 per quarter"),
    },
    "interrogations_12_17_year_on_year": {
        "da": ("Forholdet mellem afhøringer nu og i samme kvartal året før", "Afhøringer mod samme kvartal året før"),
        "en": ("The ratio of interrogations now and a year before", "Interrogations against the year before"),
    },
    "ssp_cases": {
        "da": ("Antallet af SSP-sager", "SSP-sager pr. kvartal"),
        "en": ("The number of SSP cases", "SSP cases per quarter"),
    },
    "ssp_cases_year_on_year": {
        "da": ("Forholdet mellem SSP-sager nu og i samme kvartal året før", "SSP-sager mod samme kvartal året før"),
        "en": ("The ratio of SSP cases now and a year before", "SSP cases against the year before"),
    },
    "ssp_cases_by_level": {
        "da": ("Antallet af SSP-sager", "SSP-sager i kvartalet efter niveau"),
        "en": ("The number of SSP cases", "SSP cases in the quarter by level"),
    },
}

REASONS = {
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
        "da": "De tretten indikatorer fra deres første måling i perioden 2010–2015 til den seneste",
        "en": "The thirteen indicators from their first measurement in 2010–2015 to the latest",
    },
    "indicators_told": {
        "da": "Af programmets indikatorer er {improved} gået den ønskede vej, {worsened} den forkerte, {unsettled} kan "
        "tallene ikke afgøre, og {no_data} har ingen data. Retningen er afgjort efter Holms metode, fordi der ses på "
        "alle på én gang.",
        "en": "Of the programme's indicators {improved} have gone the wanted way, {worsened} the wrong way, "
        "{unsettled} the numbers do not settle, and {no_data} have no data. The direction is decided with Holm's "
        "method, because all are looked at at once.",
    },
    "indicators_over": {
        "da": "Indikatorerne hører til programmet fra 2010 og gælder til og med 2015.",
        "en": "The indicators belong to the programme of 2010 and hold until the end of 2015.",
    },
    "sparkline": {
        "da": "Kurve for indikator {number}{part}: {ends}",
        "en": "Curve of indicator {number}{part}: {ends}",
    },
    "indicator_series": {
        "da": "Indikator {number}, år for år",
        "en": "Indicator {number}, year by year",
    },
    "calendar": {
        "da": "Hvad der forfalder i {year}, og hvilke data det venter på",
        "en": "What is due in {year}, and which data it waits for",
    },
    "calendar_undated": {
        "da": "Uden fast dato",
        "en": "Without a fixed date",
    },
    "calendar_empty": {
        "da": "Programmerne har ingen frister i {year}.",
        "en": "The programmes have no deadlines in {year}.",
    },
    "goal_deadline": {"da": "Frist for mål: {name}", "en": "Deadline of goal: {name}"},
    "goal_waits": {"da": "målets tal ved fristen", "en": "the goal's number at the deadline"},
    "ssp_quoted": {
        "da": "SSP-organisationens egne ord, gengivet uændret; de er ikke rapportens vurdering.",
        "en": "SSP's own words, unchanged; they are not the report's assessment.",
    },
    "ssp_to_be_read": {
        "da": "Læs teksterne igennem for navne og enkeltsager; de frigives med frigivet = {code}",
        "en": "Read the texts for names and single cases; they are released with frigivet = {code}",
    },
    "ssp_held_back": {
        "da": "Vurderinger, som SSP har afleveret for kvartalet: {count}. De står ikke her, før de er læst igennem for "
        "navne og enkeltsager og frigivet.",
        "en": "Assessments that SSP has delivered for the quarter: {count}. They do not stand here until they have "
        "been read for names and single cases and released.",
    },
    "areas_in_need": {
        "da": "Områdernes kategori år for år",
        "en": "The areas' category year by year",
    },
}
