"""Sentences of the sections on the goals of 2010 and on comparisons, in Danish and English; none holds a digit."""

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
    "target_group_said": {
        "da": "I alt er {referred} henvist. Programmet regnede med en målgruppe på omkring {expected}.",
        "en": "In all {referred} have been referred. The programme reckoned with a target group of about {expected}.",
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
