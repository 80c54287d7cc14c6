"""Sentences of the sections on goal 1 of 2010 and on safety; none holds a digit."""

SENTENCES = {
    "rests_on_paired": {
        "da": "De fleste unge bor i områderne i begge år og tæller med i begge tal. Vurderingen hviler på det "
        "interval, der regner med det. Det andet interval regner årene som forskellige personer; det er forsigtigt, "
        "altså hellere for bredt end for smalt.",
        "en": "Most of the young live in the areas in both years and count in both numbers. The verdict rests on the "
        "interval that allows for that. The other takes the years as different persons; it is conservative, that is "
        "rather too wide than too narrow.",
    },
    "rests_on_some": {
        "da": "De fleste unge bor i områderne i begge år og tæller med i begge tal. Hvor det kan regnes med, hviler "
        "vurderingen på det; ellers på intervallet, der regner årene som forskellige personer. Det er forsigtigt, "
        "altså hellere for bredt end for smalt.",
        "en": "Most of the young live in the areas in both years and count in both numbers. Where that can be allowed "
        "for, the verdict rests on it; elsewhere on the interval that takes the years as different persons. That is "
        "conservative, rather too wide than too narrow.",
    },
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
    "goals_not_found": {
        "da": "Ordlyden af de øvrige mål fra {generation} er ikke fundet, så de er ikke bedømt.",
        "en": "The wording of the other goals of {generation} was not found, so they are not judged.",
    },
    "one_over_by_chance": {
        "da": "Et enkelt område over grænsen siger lidt: Var {share} utrygge i hvert eneste af {areas} områder, og "
        "svarede {answers} i hvert, som i {period}, ville mindst ét alligevel vise over {limit} i {chance} af "
        "målingerne.",
        "en": "A single area over the limit says little: if {share} felt unsafe in every one of {areas} areas, and "
        "{answers} answered in each, as in {period}, at least one would still show over {limit} in {chance} of "
        "the measurements.",
    },
    "safety_index": {
        "da": "Tryghedsindekset deler byen i {districts} små områder. Hvert af dem er markant, intensiveret, ordinær, "
        "reduceret eller minimal, fra størst til mindst behov for en tryghedsskabende indsats.",
        "en": "Tryghedsindekset, the city's safety index, divides the city into {districts} small areas. Each of them "
        "is markant, intensiveret, ordinær, reduceret or minimal, from the greatest need for an effort to make it safe "
        "to the least.",
    },
    "safety_survey": {
        "da": "Til og med {last} delte Tryghedsindekset byen i {districts} små områder. Hvert af dem var markant, "
        "intensiveret, ordinær, reduceret eller minimal, fra størst til mindst behov for en tryghedsskabende indsats. "
        "Fra {first} spørger Tryghedsundersøgelsen i stedet et udsnit af københavnerne. Hvor mange der har svaret i "
        "hvert område, er sjældent offentliggjort, så usikkerheden på andelene kendes ikke.",
        "en": "Up to and including {last} Tryghedsindekset, the city's safety index, divided the city into {districts} "
        "small areas. Each of them was markant, intensiveret, ordinær, reduceret or minimal, from the greatest need "
        "for an effort to make it safe to the least. From {first} Tryghedsundersøgelsen asks a sample of the residents "
        "instead. How many answered in each area is rarely published, so the uncertainty of the shares is not known.",
    },
    "areas_first": {
        "da": "Andelen af utrygge er opgjort for større områder. Byen måles i {areas} områder, som er byens bydele.",
        "en": "The share who feel unsafe is given for larger areas. The city is measured in {areas} areas, which are "
        "its bydele.",
    },
    "areas_since": {
        "da": "Andelen af utrygge er opgjort for større områder. Senest fra {year} måles byen i {areas} områder mod "
        "{before} før. Nye er {new}, som hørte til {old}. Et område, der er delt, kan ikke følges over delingen.",
        "en": "The share who feel unsafe is given for larger areas. From {year} at the latest the city is measured in "
        "{areas} areas instead of {before}. New are {new}, which belonged to {old}. An area that was divided cannot be "
        "followed across the division.",
    },
}
