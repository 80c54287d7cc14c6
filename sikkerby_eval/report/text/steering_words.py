"""What the reports say of indicators, projects, unrest and deadlines: part of ``words`` and ``sentences``."""

UNITS = {
    "calls": ("number", 0, "henvendelser", "calls"),
    "interrogations": ("number", 0, "afhøringer", "interrogations"),
    "ssp_cases": ("number", 0, "SSP-sager", "SSP cases"),
    "score": ("number", 2, "point, 0–1", "score, 0–1"),
    "kr_1000_per_person": ("number", 1, "1.000 kr. pr. borger", "DKK 1,000 per citizen"),
    "forms": ("number", 0, "skemaer", "forms"),
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
    # logic model
    "logic_model": ("Programmets model", "The programme's model"),
    "hypothesis": ("Antagelse", "Assumption"),
    "activities": ("Aktiviteter", "Activities"),
    "indicators": ("Indikatorer", "Indicators"),
    "supports": ("Understøtter", "Supports"),
    "contributes": ("Bidrager til", "Contributes to"),
    "without_area": ("Uden læsbart indsatsområde i figuren", "Without a readable action area in the figure"),
    # portfolio
    "project": ("projekt", "project"),
    "budget_word": ("budget", "budget"),
    "maalgruppe_10_15": ("10–15-årige", "ages 10–15"),
    "maalgruppe_15_18": ("15–18-årige", "ages 15–18"),
    "maalgruppe_18_25": ("18–25-årige", "ages 18–25"),
    "ingen målgruppe oplyst": ("ingen af de tre oplyst", "none of the three stated"),
    "ordinaer": ("ordinær drift", "ordinary operation"),
    "projekt": ("projekt", "project"),
    "privat": ("privat, medfinansieret", "private, co-financed"),
    "uddannelse_job": ("uddannelse og job", "education and job"),
    "familierelationer": ("familierelationer", "family relations"),
    "sociale_personlige_kompetencer": ("sociale og personlige kompetencer", "social and personal skills"),
    "fritidsliv": ("fritidsliv", "leisure"),
    "kriminalitet": ("kriminalitet", "crime"),
    "uden indsatsområde": ("projekter uden indsatsområde", "projects without an action area"),
    "indsatsomraade_1": ("1. unge over 18 år", "1. young people over 18"),
    "indsatsomraade_2": ("2. børn og unge under 18 år", "2. children and young people under 18"),
    "indsatsomraade_3": ("3. beskæftigelse og uddannelse", "3. employment and education"),
    "indsatsomraade_4": ("4. lokal indsats og borgerdialog", "4. local effort and dialogue"),
    "indsatsomraade_5": ("5. fritidsliv med indhold", "5. leisure with content"),
    "indsatsomraade_6": ("6. tryghed for kommunens ansatte", "6. safety for the city's employees"),
    "dimensions": ("dimensioner", "dimensions"),
    "systems": ("systemer", "systems"),
    "form": ("skema", "form"),
    "ansoegning": ("ansøgning", "application"),
    "evaluering": ("evaluering", "evaluation"),
    "opfoelgning": ("opfølgning", "follow-up"),
    "times": ("gange", "times"),
    "priority_group": ("gruppe", "group"),
    "score_word": ("målopfyldelse × evidens", "goal attainment × evidence"),
    "range": ("spænd", "range"),
    "participants": ("deltagere", "participants"),
    "own_words": ("projektets egen kommentar", "the project's own comment"),
    "named": ("udpeget som", "named as"),
    "mest": ("mest effektfuldt", "most effective"),
    "mindst": ("mindst effektfuldt", "least effective"),
    "most_named": ("udpeget mest", "named most"),
    "least_named": ("udpeget mindst", "named least"),
    "within_rule": ("3–6 af hver", "3–6 of each"),
    "yes": ("ja", "yes"),
    "no": ("nej", "no"),
    "missing_reports": ("mangler", "missing"),
}

METRICS = {
    "budget_by_action_area": {
        "da": ("Udgiften til projekterne i tusind kroner", "Projekterne i Bilag 3 i tusind kroner efter indsatsområde"),
        "en": ("What the projects cost in thousand kroner", "Projects of annex 3 in thousand kroner by action area"),
    },
    "project_budget": {
        "da": ("Projekternes budget i tusind kroner", "Projekternes budget i tusind kroner"),
        "en": ("The projects' budget in thousand kroner", "The projects' budget in thousand kroner"),
    },
    "external_share": {
        "da": ("Den eksterne andel af budgettet", "Andel af budgettet, der er finansieret udefra"),
        "en": ("The external share of the budget", "Share of the budget financed from outside"),
    },
    "citizens_reached": {
        "da": ("Antallet af borgere, som projekterne omfatter,", "Borgere, som projekterne omfatter"),
        "en": ("The number of citizens the projects reach", "Citizens the projects reach"),
    },
    "cost_per_citizen": {
        "da": ("Udgiften pr. borger i tusind kroner", "Budget i tusind kroner pr. borger, der er omfattet"),
        "en": ("The cost per citizen in thousand kroner", "Budget in thousand kroner per citizen reached"),
    },
    "projects_for_target_group": {
        "da": ("Antallet af projekter for målgruppen", "Projekter efter målgruppe; ét projekt kan have flere"),
        "en": ("The number of projects for the target group", "Projects by target group; one may have several"),
    },
    "projects_in_area": {
        "da": ("Antallet af projekter", "Projekter efter bydel"),
        "en": ("The number of projects", "Projects by bydel"),
    },
    "wanted_status_before": {
        "da": ("Andelen med ønsket status før", "Andel af projekternes deltagere med ønsket status før"),
        "en": ("The share with the wanted status before", "Share of participants with the wanted status before"),
    },
    "wanted_status_after": {
        "da": ("Andelen med ønsket status efter", "Andel af projekternes deltagere med ønsket status efter"),
        "en": ("The share with the wanted status after", "Share of participants with the wanted status after"),
    },
    "forms_received": {
        "da": ("Andelen af skemaer, der er kommet,", "Andel af selvevalueringens skemaer, der er kommet"),
        "en": ("The share of forms received", "Share of the self-evaluation's forms received"),
    },
    "initiative_cost": {
        "da": ("Udgiften til nye initiativer i tusind kroner", "Nye initiativer i tusind kroner efter indsatsområde"),
        "en": ("What new initiatives cost in thousand kroner", "New initiatives in thousand kroner by action area"),
    },
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
    "logic_model": {
        "da": "{areas} indsatsområder skal føre til {goals} mål",
        "en": "{areas} action areas are to lead to {goals} goals",
    },
    "logic_model_drawn": {
        "da": "Fuld streg: understøtter målet. Stiplet streg: bidrager til det. Tallene er indikatorernes numre",
        "en": "Solid line: supports the goal. Dashed line: contributes to it. The numbers are those of the indicators",
    },
    "logic_model_words": {"da": "Modellen i ord", "en": "The model in words"},
    "listed_twice": {
        "da": "Projekter, der står to gange under samme forvaltning i Bilag 3",
        "en": "Projects that stand twice under one administration in annex 3",
    },
    "reported_twice": {
        "da": "Projekter, der har indberettet samme skema for samme periode i flere systemer",
        "en": "Projects that reported the same form for the same period in several systems",
    },
    "reported_once": {
        "da": "Ingen projekter har indberettet samme skema i flere systemer.",
        "en": "No project has reported the same form in several systems.",
    },
    "priority_groups": {
        "da": "Projekterne i grupper efter målopfyldelse og brug af evidens; uden rækkefølge inden for en gruppe",
        "en": "The projects in groups by goal attainment and use of evidence; within a group there is no order",
    },
    "too_few_to_rank": {
        "da": "Projekter med under ti deltagere, som ikke er med: {count}.",
        "en": "Projects with fewer than ten participants, which are left out: {count}.",
    },
    "unmatched_budgets": {
        "da": "Projekter, der ikke har afleveret et budget for året: {count}.",
        "en": "Projects without a budget for the year: {count}.",
    },
    "dimension_lists": {
        "da": "Selvevalueringens dimensioner, som papiret nævner dem tre steder og ikke ens",
        "en": "The dimensions of the self-evaluation, which the paper names in three places and not alike",
    },
    "named_projects": {
        "da": "Forvaltningernes egne udpegninger; hver skal nævne tre til seks mest og tre til seks mindst effektfulde",
        "en": "The administrations' own choices; each is to name three to six most and three to six least effective",
    },
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
