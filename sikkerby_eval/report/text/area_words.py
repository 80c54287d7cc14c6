"""Words of the sections on the selected areas and on comparisons, in Danish and English; no sentence holds a digit."""

METRICS = {
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
    "pairs": ("number", 0, "par", "pairs"),
    "index points": ("number", 1, "indekspoint", "index points"),
    "relative change": ("percent", 0, "ændring i %", "change in %"),
    "0 all stay, 1 the start tells nothing": ("number", 2, "mobilitet", "mobility"),
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
    "left_it": ("forlod den", "left it"),
    "moves_from": ("områder og år bag", "areas and years behind it"),
    "in_need": ("markante eller intensiverede", "markant or intensiveret"),
    "of_areas": ("af områder i alt", "of all areas"),
    "from_first_year": ("ændring siden første år", "change since the first year"),
    "forskel til resten af byen": ("forskel til resten af byen", "gap to the rest of the city"),
    "gap": ("forskel i indekspoint", "gap in index points"),
    "gap_change": ("ændring siden første år", "change since the first year"),
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
        "udvalgte områder mod dem, de sammenlignes med: forskel i udvikling før, pr. 1.000 beboere om året",
        "selected areas against those compared: difference in trend before, per 1,000 residents a year",
    ),
    "apart_difference": (
        "udvalgte områder mod dem, de sammenlignes med: forskel i ændring, anmeldelser pr. 1.000 beboere",
        "selected areas against those compared: difference in change, reports per 1,000 residents",
    ),
    "apart_ratio": (
        "udvalgte områder mod dem, de sammenlignes med: forhold mellem ændringer",
        "selected areas against those compared: ratio of changes",
    ),
    "place_itself": (
        "et sted med indsats mod et, der ligner det: anmeldelser",
        "a place with an effort against one like it: reports",
    ),
    "place_neighbours": (
        "stedets naboer mod steder, der ligner dem: anmeldelser",
        "its neighbours against places like them: reports",
    ),
    "place_together": ("sted og naboer tilsammen: anmeldelser", "place and neighbours together: reports"),
    "place_before": (
        "det samme i årene før, da intet var begyndt",
        "the same in the years before, when nothing had begun",
    ),
    "bydel": ("bydel", "bydel"),
    "category": ("kategori", "category"),
    "sted med indsats": ("sted med indsats", "place with an effort"),
    "series": ("anmeldelser", "reports"),
    "jump": ("lige efter starten i forhold til linjen fra før", "right after the start relative to the line before"),
    "jump_chance": (
        "chance for mindst så stort et spring, hvis intet var ændret (p-værdi)",
        "chance of a jump at least as large if nothing had changed (p-value)",
    ),
    "slope_after": ("derefter pr. kvartal i forhold til linjen", "after that per quarter relative to the line"),
    "slope_chance": (
        "chance for mindst så stor en hældning, hvis intet var ændret (p-værdi)",
        "chance of a slope at least as large if nothing had changed (p-value)",
    ),
    "in_the_sum": ("står ved summen", "stands at the sum"),
    "as_difference": ("forskel", "difference"),
    "as_ratio": ("forhold", "ratio"),
    "trait": ("hvad de ligner hinanden på", "what they are alike in"),
    "balance_level": ("niveau før", "level before"),
    "balance_trend": ("udvikling før", "trend before"),
    "all": ("mod alle andre", "against all others"),
    "matched": ("mod de udvalgte til sammenligning", "against those chosen for comparison"),
}

SENTENCES = {
    "district_map_finding": {
        "da": "{markant} af {all} områder har et markant behov for indsats, og {intensiveret} har et intensiveret",
        "en": "{markant} of {all} areas are markant, and {intensiveret} are intensiveret",
    },
    "district_map_drawn": {
        "da": "Områdernes kategori i Tryghedsindekset, bydel for bydel, {period}",
        "en": "The areas' category in Tryghedsindekset, bydel by bydel, {period}",
    },
    "district_map_note": {
        "da": "Hver flise er et område med det nummer, det har i tabellen. Jo flere udfyldte felter, jo større behov "
        "for indsats: fem er markant, ét er minimal. Bydelene står cirka, hvor de ligger, når de er byens egne.",
        "en": "Each tile is an area with the number it has in the table. The more fields are filled, the greater the "
        "need: five is markant, one is minimal. The bydele stand roughly where they lie when they are the city's own.",
    },
    "district_map_alt": {
        "da": "Fliskort over områderne i deres bydele: {finding}. {told}.",
        "en": "Tile map of the areas in their bydele: {finding}. {told}.",
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
    "arrived_unknown": {
        "da": "Om de udvalgte områder nåede frem, kan ikke siges: mindst ét af dem er ikke længere i indekset.",
        "en": "Whether the selected areas arrived cannot be said: at least one of them is no longer in the index.",
    },
    "symmetry_said": {
        "da": "Var områderne lige så tilbøjelige til at gå den ene vej som den anden, ville tilfældet alene give en "
        "mindst så skæv bevægelse med sandsynligheden {bowker}, når hvert par af kategorier sammenlignes (Bowkers "
        "test; mellem {empty} af {pairs} par flyttede ingen), og {stuart}, når kategorierne sammenlignes som helhed "
        "(Stuart-Maxwells test).",
        "en": "If areas were as inclined to go the one way as the other, chance alone would give a movement at least "
        "this uneven with probability {bowker} when each pair of categories is compared (Bowker's test; none moved "
        "between {empty} of {pairs} pairs), and {stuart} when the categories are compared as a whole (Stuart and "
        "Maxwell's test).",
    },
    "symmetry_exact": {
        "da": "Områderne er få, så begge sandsynligheder er regnet eksakt ved at bytte retning på hver flytning.",
        "en": "The areas are few, so both probabilities are exact: every move is tried in both directions.",
    },
    "symmetry_approximate": {
        "da": "Begge sandsynligheder er regnet med chi i anden-fordelingen.",
        "en": "Both probabilities are read from the chi-squared distribution.",
    },
    "mobility_said": {
        "da": "Mobiliteten fra år til år er {mobility} på Shorrocks' skala, hvor nul betyder, at alle områder bliver, "
        "hvor de er, og én, at et områdes kategori intet siger om det næste år.",
        "en": "Mobility from year to year is {mobility} on Shorrocks' scale, where nought means that all areas stay "
        "where they are, and one that an area's category says nothing about the next year.",
    },
    "exits": {
        "da": "Hvor stor en del af områderne der forlod deres kategori fra et år til det næste, {period}",
        "en": "What share of the areas left their category from one year to the next, {period}",
    },
    "in_need": {
        "da": "Målet med ordene fra revisionen: antallet af områder, der er markante eller intensiverede, skulle "
        "mindst halveres",
        "en": "The goal in the words of the revision: the number of areas that are markant or intensiveret was to be "
        "at least halved",
    },
    "gaps": {
        "da": "De udvalgte områders indeks minus resten af byens; under nul er de mindre trygge",
        "en": "The selected areas' index minus the rest of the city's; below zero they are less safe",
    },
    "gap_closes": {
        "da": "De udvalgte områder har nærmet sig resten af byen: forskellen er blevet {change} indekspoint mindre.",
        "en": "The selected areas have come closer to the rest of the city: the gap has shrunk by {change} index "
        "points.",
    },
    "gap_widens": {
        "da": "De udvalgte områder er kommet længere fra resten af byen: ændringen er {change} indekspoint.",
        "en": "The selected areas have moved further from the rest of the city: the change is {change} index points.",
    },
    "gap_unclear": {
        "da": "Om de udvalgte områder har nærmet sig resten af byen, kan ikke afgøres: forskellen ændrede sig {change} "
        "indekspoint, og det kan være tilfældet.",
        "en": "Whether the selected areas have come closer to the rest of the city cannot be decided: the gap changed "
        "by {change} index points, which may be chance.",
    },
    "gap_unknown": {
        "da": "Forskellen til resten af byen ændrede sig {change} indekspoint (over nul: den blev mindre). Hvor "
        "usikkert indekset er, er ikke oplyst, så ingen ved, om det er tilfældet.",
        "en": "The gap to the rest of the city changed by {change} index points (above zero: it shrank). How "
        "uncertain the index is, is not stated, so nobody knows whether it is chance.",
    },
    "gap_not_compared": {
        "da": "Forskellen kan ikke sammenlignes over årene: indekset er ikke opgjort på samme måde.",
        "en": "The gap cannot be compared over the years: the index is not made in the same way.",
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
    "comparisons": {
        "da": "Sammenligninger af anmeldelser, hver med det niveau, den kan bære",
        "en": "Comparisons of reports, each with the level it can carry",
    },
    "balance": {
        "da": "Hvor langt de udvalgte områder lå fra dem, de sammenlignes med, i standardafvigelser",
        "en": "How far the selected areas lay from those they are compared with, in standard deviations",
    },
    "balance_good": {
        "da": "De udvalgte områder og dem, de sammenlignes med, lignede hinanden før: ingen forskel er over en kvart "
        "standardafvigelse, og de udviklede sig ens. Derfor bærer sammenligningen niveau tre.",
        "en": "The selected areas and those they are compared with were alike before: no difference is beyond a "
        "quarter of a standard deviation, and they moved alike. So the comparison carries level three.",
    },
    "balance_bad": {
        "da": "De udvalgte områder og dem, de sammenlignes med, lignede ikke hinanden nok før: en forskel er over en "
        "kvart standardafvigelse, eller de udviklede sig forskelligt. Derfor bærer sammenligningen kun niveau to. Den "
        "beskriver, hvad der skete, og siger intet om hvorfor.",
        "en": "The selected areas and those they are compared with were not alike enough before: a difference is "
        "beyond a quarter of a standard deviation, or they moved differently. So the comparison carries only level "
        "two. It describes what happened and says nothing about why.",
    },
    "gaps_before": {
        "da": "Hvor meget de udvalgte områder lå over dem, de sammenlignes med, i hvert år før",
        "en": "How far the selected areas lay above those they are compared with in each year before",
    },
    "interruptions": {
        "da": "Kvartalsvise anmeldelser i områder med indsats før og efter starten (niveau to: alt andet er med)",
        "en": "Quarterly reports in areas with an effort before and after its start (level two: all else is in it)",
    },
    "interruptions_city": {
        "da": "Kvartalsvise anmeldelser i hele byen før og efter programmets start (niveau to: alt andet er med)",
        "en": "Quarterly reports in the whole city before and after the programme began (level two: all else is in it)",
    },
    "jump_said": {
        "da": "I første kvartal efter starten var der {level} gange så mange anmeldelser, som linjen fra før ventede "
        "({series}).",
        "en": "In the first quarter after the start there were {level} times the reports that the line from before "
        "expected ({series}).",
    },
    "series_short": {
        "da": "Et spring ved starten regnes først ud, når der er tolv kvartaler før og otte efter. Det er der ikke "
        "for: {series}.",
        "en": "A jump at the start is computed only with twelve quarters before it and eight after. They are lacking "
        "for: {series}.",
    },
    "place_not_named": {
        "da": "Om kriminalitet flytter sig til naboerne, kan ikke regnes ud her. Det kræver et sted med en indsats, "
        "dets naboer og steder, der ligner dem, udpeget på forhånd, og anmeldelser i to hele år før og to efter.",
        "en": "Whether crime moves next door cannot be computed here. It takes a place with an effort, its neighbours "
        "and places like them, named beforehand, and reports for two whole years before and two after.",
    },
    "compared_areas_apart": {
        "da": "Anmeldelserne ændrede sig anderledes i de udvalgte områder end i dem, de sammenlignes med, målt som "
        "{scales}.",
        "en": "Reports changed differently in the selected areas than in those they are compared with, measured as "
        "{scales}.",
    },
    "place_said": {
        "da": "På stedet med indsats ændrede antallet af anmeldelser sig med {local} i forhold til et sammenligneligt "
        "sted, hos naboerne med {neighbours}; tilsammen {together}.",
        "en": "In the place with an effort the number of reports changed by {local} relative to a comparable place, "
        "next door by {neighbours}; together {together}.",
    },
    "compared_areas_same": {
        "da": "Om anmeldelserne ændrede sig anderledes i de udvalgte områder end i dem, de sammenlignes med, kan ikke "
        "afgøres på så få områder.",
        "en": "Whether reports changed differently in the selected areas than in those they are compared with cannot "
        "be decided on so few areas.",
    },
}
