"""Words of the sections on goals 1 and 3 of 2010 and on comparisons, in Danish and English."""

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
    "change_with_overlap": {
        "da": (
            "Ændringen, når mange er de samme personer,",
            "Ændringen, når der regnes med, at mange er de samme personer i begge år",
        ),
        "en": (
            "The change, counting that many are the same persons,",
            "The change, counting that many are the same persons in both years",
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
    "safety_share_arrived": {
        "da": (
            "Andelen af udvalgte områder, der er nået til ordinær eller bedre,",
            "Andel af udvalgte områder, der er ordinær eller bedre",
        ),
        "en": (
            "The share of selected areas that are ordinær or better",
            "Share of selected areas that are ordinær or better",
        ),
    },
    "safety_areas_in_need": {
        "da": (
            "Antallet af områder med markant eller intensiveret behov",
            "Områder med markant eller intensiveret behov i det leverede indeks",
        ),
        "en": (
            "The number of areas that are markant or intensiveret",
            "Areas that are markant or intensiveret in the delivered index",
        ),
    },
    "no_change_leave_markant": {
        "da": ("Andelen, der forlader markant uden ændring,", "Andel, der forlader markant, selv om intet er ændret"),
        "en": ("The share leaving markant without change", "Share leaving markant though nothing has changed"),
    },
    "no_change_reach_ordinaer": {
        "da": ("Andelen, der når ordinær uden ændring,", "Andel, der når ordinær, selv om intet er ændret"),
        "en": ("The share reaching ordinær without change", "Share reaching ordinær though nothing has changed"),
    },
}

UNITS = {
    "quarters": ("number", 0, "kvartaler", "quarters"),
    "services": ("number", 0, "ydelser", "services"),
    "probability": ("probability", 3, "sandsynlighed", "probability"),
    "standard deviations": ("number", 2, "standardafvigelser", "standard deviations"),
    "crimes": ("number", 0, "anmeldelser", "reports"),
    "category, 1 markant to 5 minimal": ("number", 0, "kategori", "category"),
}

WORDS = {
    "from_category": ("fra kategori", "from category"),
    "markant": ("markant", "markant"),
    "intensiveret": ("intensiveret", "intensiveret"),
    "ordinær": ("ordinær", "ordinær"),
    "reduceret": ("reduceret", "reduceret"),
    "minimal": ("minimal", "minimal"),
    "udgået": ("udgået", "no longer listed"),
    "ny": ("ny på listen", "new on the list"),
    "chance": ("chance for at nå ordinær", "chance of reaching ordinær"),
    "reliability": ("hvis indekset er så pålideligt", "if the index is this reliable"),
    "leave_markant": ("forlader markant", "leave markant"),
    "reach_ordinaer": ("når ordinær eller bedre", "reach ordinær or better"),
    "pålidelighed 0,90": ("meget (korrelation 0,90)", "very (correlation 0.90)"),
    "pålidelighed 0,80": ("ret (korrelation 0,80)", "rather (correlation 0.80)"),
    "pålidelighed 0,70": ("noget (korrelation 0,70)", "somewhat (correlation 0.70)"),
    "pålidelighed 0,60": ("lidt (korrelation 0,60)", "little (correlation 0.60)"),
    "compared": ("sammenligning", "comparison"),
    "level": ("Maryland-niveau", "Maryland level"),
    "result": ("resultat", "result"),
    "chance_alone": ("p-værdi", "p-value"),
    "before_after_selected": (
        "udvalgte områder: anmeldelser pr. beboer efter i forhold til før",
        "selected areas: reports per resident after relative to before",
    ),
    "before_after_rest": (
        "resten af byen: det samme, kun som baggrund",
        "rest of the city: the same, as context only",
    ),
    "apart_before": (
        "udvalgte og sammenlignelige områder: forskel i udvikling før, pr. 1.000 beboere om året",
        "selected and comparable areas: difference in trend before, per 1,000 residents a year",
    ),
    "apart_difference": (
        "udvalgte og sammenlignelige områder: forskel i ændring, anmeldelser pr. 1.000 beboere",
        "selected and comparable areas: difference in change, reports per 1,000 residents",
    ),
    "apart_ratio": (
        "udvalgte og sammenlignelige områder: forhold mellem ændringer",
        "selected and comparable areas: ratio of changes",
    ),
    "place_itself": (
        "et sted med indsats mod et sammenligneligt: anmeldelser",
        "a place with an effort against a comparable one: reports",
    ),
    "place_neighbours": (
        "stedets naboer mod sammenlignelige: anmeldelser",
        "its neighbours against comparable ones: reports",
    ),
    "place_together": ("sted og naboer tilsammen: anmeldelser", "place and neighbours together: reports"),
    "in_the_sum": ("står ved summen", "stands at the sum"),
    "as_difference": ("forskel", "difference"),
    "as_ratio": ("forhold", "ratio"),
    "trait": ("hvad de ligner hinanden på", "what they are alike in"),
    "balance_level": ("niveau før", "level before"),
    "balance_trend": ("udvikling før", "trend before"),
    "against_all": ("mod alle andre", "against all others"),
    "against_matched": ("mod de udvalgte til sammenligning", "against those chosen for comparison"),
}
