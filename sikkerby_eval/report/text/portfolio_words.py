"""What the reports say of projects, the logic model and maps: part of ``words`` and ``sentences``."""

UNITS = {
    "score": ("number", 2, "point, 0–1", "score, 0–1"),
    "kr_1000_per_person": ("number", 1, "1.000 kr. pr. borger", "DKK 1,000 per citizen"),
    "forms": ("number", 0, "skemaer", "forms"),
}

WORDS = {
    "map": ("Kort over byens områder", "Map of the city's areas"),
    # logic model
    "logic_model": ("Programmets model", "The programme's model"),
    "hypothesis": ("Antagelse", "Assumption"),
    "aimed_at": ("Retter sig særligt mod", "Aimed especially at"),
    "activities": ("Aktiviteter", "Activities"),
    "indicators": ("Indikatorer", "Indicators"),
    "supports": ("Understøtter", "Supports"),
    "amount_year": ("beløbets år", "year of the amount"),
    "initiative": ("initiativ", "initiative"),
    "kind": ("art", "kind"),
    "anlæg": ("anlæg", "capital"),
    "drift": ("drift", "running"),
    "in_total": ("med i papirets sum", "in the paper's total"),
    "not_settled": ("ikke afklaret", "not settled"),
    "missing_forms": ("skemaer, der mangler", "missing forms"),
    "projects_named": ("projekter", "projects"),
    "sums_that_agree": ("De summer, der stemmer", "The sums that agree"),
    "activity": ("aktivitet i programmets figur", "activity in the programme's figure"),
    "number_and_text": ("indikator", "indicator"),
    "projects_there": ("projekter", "projects"),
    "indicator_numbers": ("indikatorer", "indicators"),
    "goals_led_to": ("skal føre til målet", "is to lead to the goal"),
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
    "projekt": ("særskilt projektbevilling", "project grant"),
    "privat": ("privat, medfinansieret", "private, co-financed"),
    "uddannelse_job": ("uddannelse og job", "education and job"),
    "familierelationer": ("familierelationer", "family relations"),
    "sociale_personlige_kompetencer": ("sociale og personlige kompetencer", "social and personal skills"),
    "fritidsliv": ("fritidsliv", "leisure"),
    "kriminalitet": ("kriminalitet", "crime"),
    "uden indsatsområde": ("projekter uden indsatsområde", "projects without an action area"),
    "indsatsomraade_1": ("1. Unge over 18 år", "1. Young people over 18"),
    "indsatsomraade_2": ("2. Børn og unge under 18 år", "2. Children and young people under 18"),
    "indsatsomraade_3": ("3. Beskæftigelse og uddannelse", "3. Employment and education"),
    "indsatsomraade_4": ("4. Lokal indsats og borgerdialog", "4. Local effort and dialogue"),
    "indsatsomraade_5": ("5. Fritidsliv med indhold", "5. Leisure with content"),
    "indsatsomraade_6": ("6. Tryghed for kommunens ansatte", "6. Safety for the city's employees"),
    "dimensions": ("dimensioner", "dimensions"),
    "systems": ("systemer", "systems"),
    "form": ("skema", "form"),
    "ansoegning": ("ansøgning", "application"),
    "evaluering": ("evaluering", "evaluation"),
    "opfoelgning": ("opfølgning", "follow-up"),
    "times": ("gange", "times"),
    "priority_group": ("gruppe", "group"),
    "score_word": ("målopfyldelse × evidens (spænd)", "goal attainment × evidence (range)"),
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
}

METRICS = {
    "budget_by_action_area": {
        "da": ("Udgiften til projekterne i tusind kroner", "Projekterne i Bilag 3 i tusind kroner efter indsatsområde"),
        "en": ("The cost of the projects in thousand kroner", "Projects of annex 3 in thousand kroner by action area"),
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
        "da": ("Antallet af projekter for målgruppen", "Projekter efter målgruppe (ét projekt kan have flere)"),
        "en": ("The number of projects for the target group", "Projects by target group (one may have several)"),
    },
    "projects_in_area": {
        "da": ("Antallet af projekter", "Projekter"),
        "en": ("The number of projects", "Projects"),
    },
    "wanted_status_before": {
        "da": ("Andelen med ønsket status før", "Andel af projekternes deltagere med ønsket status før"),
        "en": ("The share with the wanted status before", "Share of participants with the wanted status before"),
    },
    "wanted_status_after": {
        "da": ("Andelen med ønsket status efter", "Andel af projekternes deltagere med ønsket status efter"),
        "en": ("The share with the wanted status after", "Share of participants with the wanted status after"),
    },
    "distance_before_after": {
        "da": (
            "Ændringen i andelen med ønsket status fra før til efter",
            "Ændring fra før til efter i andelen af deltagere med ønsket status",
        ),
        "en": (
            "The change in the share with the wanted status",
            "Change from before to after in the share of participants with the wanted status",
        ),
    },
    "distance_since_last_year": {
        "da": (
            "Ændringen i andelen med ønsket status siden sidste opfølgning",
            "Ændring siden sidste års opfølgning, i projekter, der har målt begge år",
        ),
        "en": (
            "The change in the share with the wanted status since the last follow-up",
            "Change since last year's follow-up, in projects that measured in both years",
        ),
    },
    "projects_listed": {
        "da": ("Antallet af projekter i papiret", "Projekter i papiret efter forvaltning"),
        "en": ("The number of projects in the paper", "Projects in the paper by administration"),
    },
    "budget_by_amount_year": {
        "da": ("Beløbene i tusind kroner", "Beløb i tusind kroner efter det år, de er for"),
        "en": ("The amounts in thousand kroner", "Amounts in thousand kroner by the year they are for"),
    },
    "project_budget_by_indsatsomraade": {
        "da": ("Projekternes budget i tusind kroner", "Projekternes budget i tusind kroner efter indsatsområde"),
        "en": ("The projects' budget in thousand kroner", "The projects' budget in thousand kroner by action area"),
    },
    "project_budget_by_finansiering": {
        "da": ("Projekternes budget i tusind kroner", "Projekternes budget i tusind kroner efter finansiering"),
        "en": ("The projects' budget in thousand kroner", "The projects' budget in thousand kroner by financing"),
    },
    "forms_received": {
        "da": ("Andelen af skemaer, der er kommet,", "Andel af selvevalueringens skemaer, der er kommet"),
        "en": ("The share of forms received", "Share of the self-evaluation's forms received"),
    },
    "initiative_cost": {
        "da": (
            "Det anslåede behov til nye initiativer i tusind kroner",
            "Anslået behov til nye initiativer i tusind kroner efter indsatsområde",
        ),
        "en": (
            "The estimated need for new initiatives in thousand kroner",
            "Estimated need for new initiatives in thousand kroner by action area",
        ),
    },
}

SENTENCES = {
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
    "initiative_overview": {
        "da": "Oversigten i Bilag 4, som den er trykt",
        "en": "The overview of annex 4, as it is printed",
    },
    "nobody_named": {
        "da": "Ingen forvaltning har indsendt sine valg for året.",
        "en": "No administration has sent in its choices for the year.",
    },
    "no_follow_up": {
        "da": "Der er ingen opfølgning fra sidste år at sammenligne med.",
        "en": "There is no follow-up of last year to compare with.",
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
    "map_not_installed": {
        "da": "Kortet er ikke tegnet, fordi programmet geopandas mangler. Installér det med: pip install geopandas. I "
        "stedet står et fliskort.",
        "en": "The map is not drawn, because geopandas is missing. Install it with: pip install geopandas. A map of "
        "tiles stands instead.",
    },
    "map_of_the_user": {
        "da": "Grænserne er fra den kortfil, som rapporten har fået.",
        "en": "The borders are from the map file that the report was given.",
    },
    "without_outline": {
        "da": "Områder, der ikke er på kortet med de grænser, de måles i: {names}.",
        "en": "Areas that are not on the map with the borders they are measured in: {names}.",
    },
    "without_area": {
        "da": "Navne i kortfilen, der ikke er tegnet: {names}.",
        "en": "Names in the map file that are not drawn: {names}.",
    },
    "thread": {
        "da": "Fra projekt til mål: de {placed} af {all} projekter, der er sat på et indsatsområde",
        "en": "From project to goal: the {placed} of {all} projects that are placed in an action area",
    },
    "thread_of_indicators": {
        "da": "Fra nøgletal til mål: de indikatorer, som tallene på denne side hører til",
        "en": "From key figure to goal: the indicators that the numbers on this page belong to",
    },
    "thread_of_bydele": {
        "da": "Projekter i de bydele, hvor områderne ovenfor ligger, og målene med dem",
        "en": "Projects in the bydele of the areas above, and their goals",
    },
    "no_projects_there": {
        "da": "Ingen projekter har oplyst, at de arbejder i de bydele, hvor områderne ovenfor ligger.",
        "en": "No project has stated that it works in the bydele of the areas above.",
    },
    "thread_over": {
        "da": "Programmets model fra 2010 fører til de mål, der gjaldt til og med 2014. En model for de senere "
        "programmer er ikke fundet, så projekterne kan ikke føres til deres mål.",
        "en": "The programme's model of 2010 leads to the goals that held until the end of 2014. No model of the later "
        "programmes was found, so projects cannot be led to their goals.",
    },
    "agreeing_sums": {
        "da": "{apart} af programmets {all} trykte summer stemmer",
        "en": "{apart} of the programme's {all} printed sums agree",
    },
    "project_list": {
        "da": "Papirets liste som trykt: {count} projekter, i alt {sum} tusind kr.",
        "en": "The paper's list as printed: {count} projects, DKK {sum} thousand in all",
    },
    "initiative_list": {
        "da": "Nye initiativer som trykt: {count} linjer; de, der er med i papirets sum, er tilsammen {sum} tusind kr.",
        "en": "New initiatives as printed: {count} lines; those in the paper's total are DKK {sum} thousand together",
    },
    "forms_missing": {
        "da": "Projekter, der ikke har sendt alle årets skemaer",
        "en": "Projects that have not sent all forms of the year",
    },
    "forms_complete": {
        "da": "Alle projekter med faktaark har sendt årets skemaer.",
        "en": "All projects with a fact sheet have sent the year's forms.",
    },
    "goals_of_areas": {
        "da": "Målene, som indsatsområderne skal føre til",
        "en": "The goals that the action areas are to lead to",
    },
    "group_budgets": {
        "da": "Grupperne og deres budget i året",
        "en": "The groups and their budget of the year",
    },
    "widest_pairs": {
        "da": "Alle projekter har ikke afleveret, hvem der skiftede status. Intervallet er derfor det bredeste, som "
        "tallene kan give.",
        "en": "Not all projects have delivered who changed status. The interval is therefore the widest that the "
        "numbers can give.",
    },
}
