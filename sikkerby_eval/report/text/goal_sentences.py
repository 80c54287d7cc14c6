"""Sentences of the sections on goals 1 and 3 of 2010 and on comparisons; none holds a digit."""

SENTENCES = {
    "none_rolled_up": {
        "da": "Intet område har så få unge, at det er lagt sammen med andre.",
        "en": "No area has so few young people that it is shown together with others.",
    },
    "rolled_up": {
        "da": "For få unge til et tal for sig; vist med bydelens tal: {areas}.",
        "en": "Too few young people for a number of their own; shown with the number of the bydel: {areas}.",
    },
    "too_few": {
        "da": "For få personer, også i bydelen: {areas}.",
        "en": "Too few persons, in the bydel too: {areas}.",
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
    "safety_index": {
        "da": "Tryghedsindekset deler byen i områder efter, hvor stort behovet er for en tryghedsskabende indsats.",
        "en": "Tryghedsindekset divides the city into areas by the need for an effort to make them safe.",
    },
    "safety_survey": {
        "da": "Til og med 2014 delte Tryghedsindekset byen i områder efter, hvor stort behovet var for en "
        "tryghedsskabende indsats. Fra 2015 spørger Tryghedsundersøgelsen i stedet et udsnit af københavnerne. Hvor "
        "mange der har svaret i hvert område, er sjældent offentliggjort, så usikkerheden på andelene kendes ikke.",
        "en": "Until 2014 Tryghedsindekset divided the city into areas by the need for an effort to make them safe. "
        "From 2015 Tryghedsundersøgelsen asks a sample of the residents instead. How many answered in each area is "
        "rarely published, so the uncertainty of the shares is not known.",
    },
    "areas_first": {
        "da": "Byen måles i {areas} områder, som er byens bydele.",
        "en": "The city is measured in {areas} areas, which are its bydele.",
    },
    "areas_since": {
        "da": "Senest fra {year} måles byen i {areas} områder mod {before} før. Nye er {new}, som hørte til {old}. "
        "Et område, der er delt, kan ikke følges over delingen.",
        "en": "From {year} at the latest the city is measured in {areas} areas instead of {before}. New are {new}, "
        "which belonged to {old}. An area that was divided cannot be followed across the division.",
    },
}
