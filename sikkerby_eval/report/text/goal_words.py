"""Words of the sections on the goals of 2010 and on comparisons, in Danish and English."""

METRICS = {
    # metric: what a sentence is about, and what a figure draws
    "verdict_convicted": {
        "da": ("Andelen dømt inden to år", "Andel dømt inden to år"),
        "en": ("The share convicted within two years", "Share convicted within two years"),
    },
    "verdict_resident_not_convicted": {
        "da": ("Andelen ikke dømt og fortsat i landet", "Andel ikke dømt og fortsat i landet i to år"),
        "en": ("The share not convicted and still resident", "Share not convicted and resident for two years"),
    },
    "verdict_not_convicted_left_excluded": {
        "da": (
            "Andelen ikke dømt, uden dem, der rejste eller døde,",
            "Andel ikke dømt inden to år, uden dem, der rejste eller døde",
        ),
        "en": (
            "The share not convicted, without those who left,",
            "Share not convicted within two years, without those who left",
        ),
    },
    "verdict_not_convicted_left_included": {
        "da": (
            "Andelen ikke dømt, med dem, der rejste eller døde,",
            "Andel ikke dømt inden to år, med dem, der rejste eller døde",
        ),
        "en": (
            "The share not convicted, with those who left,",
            "Share not convicted within two years, with those who left",
        ),
    },
    "offence_not_convicted_left_excluded": {
        "da": ("Andelen uden ny lovovertrædelse med dom", "Andel uden ny lovovertrædelse med dom"),
        "en": ("The share without a new offence with a conviction", "Share without a new offence with a conviction"),
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
    "closures": {
        "da": ("Antallet af lukninger ved uro eller krise", "Lukninger ved uro eller krise siden programmets start"),
        "en": ("The number of closures in unrest or crisis", "Closures in unrest or crisis since the programme began"),
    },
    "partial_closures": {
        "da": ("Antallet af delvise lukninger", "Delvise lukninger ved uro eller krise siden programmets start"),
        "en": ("The number of partial closures", "Partial closures in unrest or crisis since the programme began"),
    },
    "near_misses": {
        "da": ("Antallet af lukninger, der var nær ved", "Lukninger, der var nær ved, siden programmets start"),
        "en": ("The number of near misses", "Near misses since the programme began"),
    },
    "reports_received": {
        "da": ("Andelen af indberetninger, der er kommet,", "Andel af indberetninger, der er kommet"),
        "en": ("The share of reports received", "Share of reports received"),
    },
    "exit_flow": {
        "da": ("Antallet af unge i hver fase", "Unge, der nåede hver fase"),
        "en": ("The number of young people in each phase", "Young people who reached each phase"),
    },
    "exit_days_to_next": {
        "da": ("Antallet af dage til næste fase", "Dage fra hver fase til den næste (midtertal)"),
        "en": ("The number of days to the next phase", "Days from each phase to the next (median)"),
    },
    "exit_in_job_education_or_self_supporting": {
        "da": ("Andelen i job, uddannelse eller selvforsørgende", "Andel i job, uddannelse eller selvforsørgende"),
        "en": (
            "The share in a job, in education or self-supporting",
            "Share in a job, in education or self-supporting",
        ),
    },
    "days_lost": {
        "da": ("Antallet af lukkedage", "Dage, hvor en institution var lukket"),
        "en": ("The number of days closed", "Days on which an institution was closed"),
    },
    "quarters_reported": {
        "da": ("Antallet af kvartaler med indberetning", "Kvartaler, hver forvaltning har indberettet for"),
        "en": ("The number of quarters reported", "Quarters that each administration has reported for"),
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
    "cohort": ("hvem", "who"),
    "clock": ("uret begyndte", "clock began"),
    "followed": ("fulgt i to år", "followed for two years"),
    "convicted": ("dømt inden to år", "convicted within two years"),
    "not_convicted_all": ("ikke dømt, alle fulgte", "not convicted, all followed"),
    "not_convicted_stayed": ("ikke dømt, uden rejste og døde", "not convicted, without those who left"),
    "new_offence": ("ny lovovertrædelse med dom", "new offence with a conviction"),
    "startede · bande": ("startede, bande", "started, gang"),
    "startede · alvorlig kriminalitet": ("startede, alvorlig kriminalitet", "started, serious crime"),
    "phase": ("fase", "phase"),
    "last_phase": ("sidste fase", "last phase"),
    "reached": ("nåede hertil", "reached it"),
    "went_on": ("gik videre", "went on"),
    "waiting": ("er her endnu", "still there"),
    "dropped_out": ("faldt fra", "dropped out"),
    "fase henvist": ("henvist", "referred"),
    "fase screenet": ("screenet", "screened"),
    "fase plan": ("plan lagt", "plan made"),
    "fase startet": ("startet", "started"),
    "fase gennemfoert": ("gennemført", "completed"),
    "henviste → screenede": ("fra henvist til screenet", "from referred to screened"),
    "screenede → med plan": ("fra screenet til plan", "from screened to plan"),
    "med plan → startede": ("fra plan til start", "from plan to start"),
    "startede → gennemførte": ("fra start til gennemført", "from start to completed"),
    "expectation": ("programmet ventede", "the programme expected"),
    "exit_started · startede": ("startede om året", "started a year"),
    "exit_started · startede · bande": ("heraf fra bander", "of these from gangs"),
    "exit_referred_from_prison · henviste": ("henvist fra fængsel om året", "referred from prison a year"),
    "expected": ("ventet", "expected"),
    "measurement": ("målt ved", "measured at"),
    "første kontakt": ("første kontakt", "first contact"),
    "afslutning": ("afslutning", "completion"),
    "to år efter": ("to år efter", "two years after"),
    "measured_of_due": ("målt af dem, der skulle", "measured of those due"),
    "in_work": ("i job, uddannelse eller selvforsørgende", "in a job, education or self-supporting"),
    "year_of_clock": ("gennemført i", "completed in"),
    "reads_verdict": ("dømt inden to år kan læses fra", "convicted in two years can be read from"),
    "reads_offence": ("ny lovovertrædelse kan læses fra", "new offence can be read from"),
    "readable_now": ("kan læses i denne rapport", "can be read in this report"),
    "yes": ("ja", "yes"),
    "only_verdict": ("kun dømt", "convicted only"),
    "no": ("nej", "no"),
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
    "cause": ("årsag", "cause"),
    "uro": ("uro", "unrest"),
    "krise": ("krise", "crisis"),
    "andet": ("andet, tæller ikke i målet", "other, not counted by the goal"),
    "uro og krise": ("uro og krise, tæller i målet", "unrest and crisis, counted by the goal"),
    "closures_by_cause": ("lukninger", "closures"),
    "days_lost": ("lukkedage", "days closed"),
    "services_lost": ("ydelser ramt", "services hit"),
    "kind": ("slags", "kind"),
    "partial_closures": ("delvise lukninger", "partial closures"),
    "near_misses": ("nær ved at lukke", "near misses"),
    "how_many": ("antal", "number"),
    "administration": ("forvaltning", "administration"),
    "quarters_of": ("kvartaler af fire i {year}", "quarters of four in {year}"),
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
