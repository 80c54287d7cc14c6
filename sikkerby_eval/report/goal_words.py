"""Words of the sections on the goals of 2010 and on comparisons, in Danish and English."""

METRICS = {
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
    "cannot_be_read": ("kan ikke læses endnu", "cannot be read yet"),
    "startede · bande": ("startede, bande", "started, gang"),
    "startede · alvorlig kriminalitet": ("startede, alvorlig kriminalitet", "started, serious crime"),
    "phase": ("fase", "phase"),
    "last_phase": ("sidste fase", "last phase"),
    "see_all_years": ("opgøres samlet", "counted together"),
    "by_year": ("opgøres pr. år", "counted by year"),
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
    "exit_target_group · henviste": ("målgruppe, i alt henvist", "target group, referred in all"),
    "expected": ("ventet", "expected"),
    "all_years": ("alle år", "all years"),
    "measurement": ("målt ved", "measured at"),
    "first_contact": ("første kontakt", "first contact"),
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

SENTENCES = {
    "starters_lead": {
        "da": "Af alle, der startede, blev {starters} ikke dømt inden to år; af dem, der gennemførte, {completers}",
        "en": "Of all who started, {starters} were not convicted within two years; of the completers, {completers}",
    },
    "cohorts": {
        "da": "Dømt og ikke dømt inden to år, hver gruppe fra sin egen første dag",
        "en": "Convicted and not convicted within two years, each group from its own first day",
    },
    "nobody_mature": {
        "da": "Ingen kan læses endnu: en andel vises først, når alle i den har kunnet følges i to år.",
        "en": "Nothing can be read yet: a share is shown only once everybody in it has been followed for two years.",
    },
    "flow": {
        "da": "Hvor langt de henviste nåede, og hvor mange der gik videre, er der endnu eller faldt fra, {period}",
        "en": "How far the referred got, and how many went on, are still there or dropped out, {period}",
    },
    "flow_said": {
        "da": "Af {referred} henviste startede {started}, og {completed} gennemførte.",
        "en": "Of {referred} referred, {started} started and {completed} completed.",
    },
    "expectations": {
        "da": "Hvad programmet ventede, og hvor mange der kom",
        "en": "What the programme expected, and how many came",
    },
    "work": {
        "da": "I job, uddannelse eller selvforsørgende, de gennemførte, {period}",
        "en": "In a job, in education or self-supporting, those who completed, {period}",
    },
    "work_said": {
        "da": "Ved første kontakt var {before} i job, uddannelse eller selvforsørgende, ved afslutningen {after}. Den, "
        "der ikke er målt, er ikke talt som ledig.",
        "en": "At the first contact {before} were in a job, in education or self-supporting, at completion {after}. "
        "Whoever was not measured is not counted as out of work.",
    },
    "readable": {
        "da": "Fra hvornår hver årgang kan læses",
        "en": "From when each year's group can be read",
    },
    "published_beside": {
        "da": "Kommunen har selv offentliggjort, at {share} af {participants} deltagere ikke var sigtet. Det er et "
        "andet tal: sigtet i stedet for dømt, ét år i stedet for to, og to programmer under ét. Det kan hverken "
        "bekræfte eller afkræfte andelene ovenfor.",
        "en": "The city itself has published that {share} of {participants} participants were not charged. That is "
        "another number: charged instead of convicted, one year instead of two, and two programmes together. It can "
        "neither confirm nor refute the shares above.",
    },
    "range": {
        "da": "Hvad der menes med ikke dømt, flytter tallet: Med {count} rimelige definitioner (vindue, begivenhed, "
        "alvor, alder, med og uden dem, der rejste) ligger andelen mellem {low} og {high}.",
        "en": "What is meant by not convicted moves the number: with {count} reasonable definitions (window, event, "
        "severity, age, with and without those who left) the share lies between {low} and {high}.",
    },
    "arrived_said": {
        "da": "{arrived} af {selected} udvalgte områder var ordinær eller bedre i {period}",
        "en": "{arrived} of {selected} selected areas were ordinær or better in {period}",
    },
    "trajectories": {
        "da": "De udvalgte områders kategori år for år",
        "en": "The category of the selected areas year by year",
    },
    "transitions": {
        "da": "Hvor mange områder gik fra hver kategori til hver anden, {period}",
        "en": "How many areas went from each category to each other, {period}",
    },
    "chances": {
        "da": "Chancen for, at et udvalgt område er ordinær eller bedre ved fristen, {period}",
        "en": "The chance that a selected area is ordinær or better at the deadline, {period}",
    },
    "chance_all": {
        "da": "Fortsætter områderne med at flytte sig som hidtil, er chancen for, at alle udvalgte når frem i tide, "
        "{chance}. Chancerne er skøn på få områders flytninger, også hvor de ser sikre ud.",
        "en": "If areas go on moving as they have, the chance that all selected ones arrive in time is {chance}. The "
        "chances are estimates from the moves of few areas, also where they look certain.",
    },
    "benchmark": {
        "da": "Hvad der ville ske med de værste områder, hvis intet ændrede sig",
        "en": "What would happen to the worst areas if nothing changed",
    },
    "benchmark_said": {
        "da": "De værste områder i én måling er til dels de uheldigste. Næste gang ser nogle af dem bedre ud, uden at "
        "noget er sket. Er indekset ret pålideligt, forlader {leave} af de markante områder kategorien af sig selv, "
        "og {reach} ser ud til at nå ordinær eller bedre. Kun det, der ligger ud over det, kan tælle som fremgang.",
        "en": "The worst areas in one measurement are partly the unluckiest. Next time some of them look better though "
        "nothing has happened. If the index is rather reliable, {leave} of the markant areas leave the category by "
        "themselves, and {reach} seem to reach ordinær or better. Only what goes beyond that can count as progress.",
    },
    "closures_by_kind": {
        "da": "Lukninger ved uro eller krise efter slags, {period}",
        "en": "Closures in unrest or crisis by kind, {period}",
    },
    "losses": {
        "da": "Hele lukninger efter årsag, og hvad de kostede, {period}",
        "en": "Full closures by cause, and what they cost, {period}",
    },
    "reported_by": {
        "da": "Hvem der har indberettet",
        "en": "Who has reported",
    },
    "closures_said": {
        "da": "Der er kendt {count} lukninger ved uro eller krise. Under de samme forhold kunne tilfældet alene "
        "lige så vel have givet et antal i intervallet {interval}.",
        "en": "{count} closures in unrest or crisis are known. Under the same conditions chance alone could as well "
        "have given a number in the interval {interval}.",
    },
    "reports_lack": {
        "da": "Der er ikke kendt nogen lukning ved uro eller krise, men ikke alle har indberettet, så ingen ved, om "
        "tallet er nul.",
        "en": "No closure in unrest or crisis is known, but not everybody has reported, so nobody knows whether the "
        "number is zero.",
    },
    "closures_at_least": {
        "da": "Der er kendt {count} lukninger ved uro eller krise. Det er mindst så mange: ikke alle har indberettet.",
        "en": "{count} closures in unrest or crisis are known. There are at least so many: not everybody has reported.",
    },
    "comparisons": {
        "da": "Sammenligninger af anmeldelser, hver med det niveau, den kan bære",
        "en": "Comparisons of reports, each with the level it can carry",
    },
    "balance": {
        "da": "Hvor langt de udvalgte områder lå fra dem, de sammenlignes med, i standardafvigelser",
        "en": "How far the selected areas lay from those they are compared with, in standard deviations",
    },
    "balance_good": {
        "da": "De lignede hinanden før: ingen forskel er over en kvart standardafvigelse.",
        "en": "They were alike before: no difference is beyond a quarter of a standard deviation.",
    },
    "balance_bad": {
        "da": "De lignede ikke hinanden før: mindst én forskel er over en kvart standardafvigelse, så sammenligningen "
        "er svag.",
        "en": "They were not alike before: at least one difference is beyond a quarter of a standard deviation, so the "
        "comparison is weak.",
    },
    "compared_areas_apart": {
        "da": "Anmeldelserne ændrede sig anderledes i de udvalgte områder end i de sammenlignelige, målt som {scales}.",
        "en": "Reports changed differently in the selected areas than in the comparable ones, measured as {scales}.",
    },
    "place_said": {
        "da": "I stedet med indsats ændrede antallet af anmeldelser sig med {local} i forhold til et sammenligneligt "
        "sted, hos naboerne med {neighbours}; tilsammen {together}.",
        "en": "In the place with an effort the number of reports changed by {local} relative to a comparable place, "
        "next door by {neighbours}; together {together}.",
    },
    "compared_areas_same": {
        "da": "Om anmeldelserne ændrede sig anderledes i de udvalgte områder end i de sammenlignelige, kan ikke "
        "afgøres på så få områder.",
        "en": "Whether reports changed differently in the selected areas than in the comparable ones cannot be "
        "decided on so few areas.",
    },
}
