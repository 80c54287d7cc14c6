"""Words of the section on comparisons of reports, in Danish and English; no sentence holds a digit."""

UNITS = {
    "standard deviations": ("number", 2, "standardafvigelser", "standard deviations"),
    "crimes": ("number", 0, "anmeldelser", "reports"),
}

WORDS = {
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
