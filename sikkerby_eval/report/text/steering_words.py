"""What the reports say of unrest and deadlines: part of ``words`` and ``sentences``."""

UNITS = {
    "calls": ("number", 0, "henvendelser", "calls"),
    "interrogations": ("number", 0, "afhøringer", "interrogations"),
    "ssp_cases": ("number", 0, "SSP-sager", "SSP cases"),
}

WORDS = {
    # unrest
    "share_interrogated_youth": ("Afhørte unge, andel af aldersgruppen", "Young people interrogated, share of the age"),
    "share_dommervagt_youth": ("Unge i dommervagten, andel af aldersgruppen", "Young people before the duty judge"),
    "share_forstaerket_indsats_youth": (
        "Unge i SSP's forstærkede indsats, andel af aldersgruppen",
        "Young people in SSP's reinforced effort, share of the age",
    ),
    "youth_interrogated_change": ("Afhørte under 18 år, ændring", "Interrogated under 18, change"),
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
    "arrival": ("leverancer", "deliveries"),
    "delivery_come": ("kommet", "come"),
    "delivery_short": ("slutter for tidligt", "ends too early"),
    "delivery_absent": ("mangler", "missing"),
    "no_register": ("ikke i et register", "not in a register"),
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

SENTENCES = {
    "calendar": {
        "da": "Hvad der forfalder i {year}, og hvilke data det venter på",
        "en": "What is due in {year}, and which data it waits for",
    },
    "concepts": {
        "da": "Kommunens egne afrapporteringer i 2010",
        "en": "The city's own reporting in 2010",
    },
    "calendar_faults": {
        "da": "Leverancen har fejl; se dem med sikkerby check. Filer med fejl tæller som kommet.",
        "en": "The delivery has faults; see them with sikkerby check. Files with faults count as come.",
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
        "da": "Antal vurderinger, som SSP har afleveret for kvartalet: {count}. En vurdering står først her, når den "
        "er læst igennem for navne og enkeltsager og frigivet.",
        "en": "Number of assessments that SSP has delivered for the quarter: {count}. An assessment stands here only "
        "when it has been read for names and single cases and released.",
    },
    "areas_in_need": {
        "da": "Områdernes kategori år for år",
        "en": "The areas' category year by year",
    },
}
