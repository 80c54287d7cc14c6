"""Words of the section on the selected areas, in Danish and English; no sentence holds a digit."""

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
    "bydel": ("bydel", "bydel"),
    "category": ("kategori", "category"),
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
}
