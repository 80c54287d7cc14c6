"""What reports say in Danish and English: names of numbers, and sentences with places for them.

No sentence holds a digit: every number comes from a published row.
"""

from sikkerby_eval.report.text import (
    area_words,
    comparison_words,
    exit_sentences,
    exit_words,
    goal_sentences,
    goal_words,
    indicator_words,
    key_figure_words,
    portfolio_words,
    steering_words,
)

METRICS = {
    # metric: what a sentence is about, and what a figure draws
    "areas_markant_or_intensiveret": {
        "da": (
            "Antallet af områder med markant eller intensiveret behov",
            "Områder med markant eller intensiveret behov",
        ),
        "en": ("The number of areas that are markant or intensiveret", "Areas that are markant or intensiveret"),
    },
    "share_unsafe_neighbourhood": {
        "da": ("Andelen af utrygge i eget nabolag", "Andel, der er utrygge i deres nabolag"),
        "en": ("The share unsafe in their own neighbourhood", "Share who feel unsafe in their neighbourhood"),
    },
    "share_unsafe_evening": {
        "da": ("Andelen af utrygge om aftenen og natten", "Andel, der er utrygge i nabolaget om aftenen og natten"),
        "en": ("The share unsafe in the evening", "Share who feel unsafe in their neighbourhood after dark"),
    },
    "share_safe_neighbourhood": {
        "da": ("Andelen af trygge i eget nabolag", "Andel, der er trygge i deres nabolag"),
        "en": ("The share safe in their own neighbourhood", "Share who feel safe in their neighbourhood"),
    },
    "share_safe_evening": {
        "da": ("Andelen af trygge om aftenen og natten", "Andel, der er trygge i nabolaget om aftenen og natten"),
        "en": ("The share safe in the evening", "Share who feel safe in their neighbourhood after dark"),
    },
    "bydele_over_10pct_unsafe": {
        "da": ("Antallet af bydele, hvor mere end hver tiende er utryg,", "Bydele, hvor mere end hver tiende er utryg"),
        "en": ("The number of bydele with more than one in ten unsafe", "Bydele where more than one in ten is unsafe"),
    },
    "reported_offences": {
        "da": ("Antallet af anmeldelser", "Anmeldelser pr. kvartal"),
        "en": ("The number of reports", "Reports per quarter"),
    },
    "reported_offences_yearly": {
        "da": ("Antallet af anmeldelser", "Anmeldelser pr. år"),
        "en": ("The number of reports", "Reports per year"),
    },
    "budget": {
        "da": ("Udgiften til kriminalpræventive projekter i tusind kroner", "Udgift i tusind kroner efter forvaltning"),
        "en": ("Spending on crime-prevention projects in thousand kroner", "Cost in thousand kroner by administration"),
    },
    **key_figure_words.METRICS,
    **exit_words.METRICS,
    **area_words.METRICS,
    **goal_words.METRICS,
    **indicator_words.METRICS,
    **steering_words.METRICS,
    **portfolio_words.METRICS,
}

SENTENCES = {
    "no_revisions": {
        "da": "Intet nyere udtræk ændrer de offentliggjorte tal.",
        "en": "No newer extract changes the published figures.",
    },
    "revisions": {
        "da": "Hvor et nyere udtræk viser et andet tal, og hvilket tal rapporten bruger",
        "en": "Where a newer extract shows another number, and which number the report uses",
    },
    "readings": {
        "da": "Målet kan læses på flere måder; hver læsning er bedømt for sig",
        "en": "The goal can be read in several ways; each reading is judged on its own",
    },
    "detectability_relative_pct": {
        "da": "Læst som en procentdel af andelen selv: Var andelen faldet præcis så meget, som målet beder om, ville "
        "byen se det i {chance_of_seeing} af tilfældene. For at se det i fire af fem tilfælde skulle der være "
        "{persons_needed} unge om året; der var {persons}. Og et fald af den størrelse eller mere viser sig i "
        "{chance_without_change} af årene, selv om intet har ændret sig.",
        "en": "Read as a percentage of the share itself: had the share fallen by exactly what the goal asks for, the "
        "city would see it in {chance_of_seeing} of cases. To see it in four cases out of five there would have to be "
        "{persons_needed} young people a year; there were {persons}. And a fall of that size or more appears in "
        "{chance_without_change} of years though nothing has changed.",
    },
    "detectability_percentage_points": {
        "da": "Læst som procentpoint: Et fald præcis så stort ville byen se i {chance_of_seeing} af tilfældene, og "
        "{persons_needed} unge om året ville være nok; der var {persons}. Et fald af den størrelse eller mere viser "
        "sig i {chance_without_change} af årene, selv om intet har ændret sig.",
        "en": "Read as percentage points: a fall of exactly that size the city would see in {chance_of_seeing} of "
        "cases, and {persons_needed} young people a year would be enough; there were {persons}. A fall of that size or "
        "more appears in {chance_without_change} of years though nothing has changed.",
    },
    "published_rows": {
        "da": "Offentliggjorte tal med kilde: {topics}",
        "en": "Published figures with their source: {topics}",
    },
    "breaks_table": {
        "da": "Hvornår lov, registrering eller metode ændrede sig",
        "en": "When law, recording or method changed",
    },
    "conflicts_table": {
        "da": "Hvor to kilder siger noget forskelligt; begge tal bliver stående",
        "en": "Where two sources say different things; both numbers stand",
    },
    "printed_sums": {
        "da": "{apart} af programmets {all} trykte summer stemmer ikke med dets egne linjer",
        "en": "{apart} of the programme's {all} printed sums do not agree with its own lines",
    },
    "more_sources": {
        "da": "Flere kilder står i tabellen over kilder sidst i rapporten.",
        "en": "More sources stand in the table of sources at the end of the report.",
    },
    "goals_over_time": {
        "da": "{count} mål siden begyndelsen: {told}",
        "en": "{count} goals since the beginning: {told}",
    },
    "goals_over_time_drawn": {
        "da": "Hvert mål fra sin første dag til sin frist, med det, der vides ved rapportårets udgang",
        "en": "Each goal from its first day to its deadline, with what is known at the end of the report's year",
    },
    "moved": {
        "da": "{subject} {direction} fra {first} i {first_period} til {last} i {last_period}",
        "en": "{subject} {direction} from {first} in {first_period} to {last} in {last_period}",
    },
    "within_uncertainty": {
        "da": "{subject} er ikke sikkert ændret: {first} i {first_period}, {last} i {last_period}",
        "en": "{subject} shows no certain change: {first} in {first_period}, {last} in {last_period}",
    },
    "stayed": {
        "da": "{subject} var {last} både i {first_period} og i {last_period}",
        "en": "{subject} was {last} both in {first_period} and in {last_period}",
    },
    "usual_swing": {
        "da": "med et kvartals sædvanlige udsving",
        "en": "with the usual swing of a quarter",
    },
    "one_measurement": {
        "da": "{subject} var {last} i {last_period}",
        "en": "{subject} was {last} in {last_period}",
    },
    "nothing_found": {
        "da": "Der er ikke fundet tal, der viser dette til og med rapportens år.",
        "en": "No figures that show this were found up to the year of the report.",
    },
    "not_delivered": {
        "da": "Ikke leveret til dette afsnit: {registers}. Det, der bygger på dem, kan ikke vises.",
        "en": "Not delivered for this section: {registers}. What rests on them cannot be shown.",
    },
    "nothing_known": {"da": "{subject} er ikke kendt", "en": "{subject} is not known"},
    "nothing_shown": {
        "da": "{subject} kan ikke vises: tallene er tilbageholdt",
        "en": "{subject} cannot be shown: the numbers are withheld",
    },
    "highest_and_lowest_area": {
        "da": "{subject} var i {period} højest i {highest_name} ({highest}) og lavest i {lowest_name} ({lowest}) "
        "blandt de {count} {places}, der har et tal",
        "en": "{subject} was highest in {highest_name} ({highest}) and lowest in {lowest_name} ({lowest}) in {period} "
        "among the {count} {places} with a number",
    },
    "highest_street": {
        "da": "{subject} var i {period} højest på {highest_name} ({highest})",
        "en": "{subject} was highest on {highest_name} ({highest}) in {period}",
    },
    "highest_and_lowest_group": {
        "da": "{subject} var i {period} højest for {highest_name} ({highest}) og lavest for {lowest_name} ({lowest})",
        "en": "{subject} was highest for {highest_name} ({highest}) and lowest for {lowest_name} ({lowest}) in "
        "{period}",
    },
    "highest_and_lowest_group_shown": {
        "da": "{subject} var i {period} højest for {highest_name} ({highest}) og lavest for {lowest_name} ({lowest}) "
        "blandt dem, der er vist",
        "en": "{subject} was highest for {highest_name} ({highest}) and lowest for {lowest_name} ({lowest}) in "
        "{period} among those shown",
    },
    "highest_street_shown": {
        "da": "{subject} var i {period} højest på {highest_name} ({highest}) blandt dem, der er vist",
        "en": "{subject} was highest on {highest_name} ({highest}) in {period} among those shown",
    },
    "all_alike_shown": {
        "da": "{subject} var {value} for alle dem, der er vist i {period}; andre er tilbageholdt",
        "en": "{subject} was {value} for all those shown in {period}; others are withheld",
    },
    "all_alike": {
        "da": "{subject} var i {period} ens for alle ({value})",
        "en": "{subject} was the same for all in {period} ({value})",
    },
    "ends_overlap": {
        "da": "; deres intervaller overlapper",
        "en": "; their intervals overlap",
    },
    "few_areas": {
        "da": "{subject} er for {period} kun kendt i {known} af {areas} områder",
        "en": "{subject} is known in only {known} of {areas} areas for {period}",
    },
    "areas_moved": {
        "da": "{subject} {told} af de {count} områder, der er målt mere end én gang",
        "en": "{subject} {told} of the {count} areas measured more than once",
    },
    "doubtful_left_out": {
        "da": "; tal i parentes er ikke regnet med",
        "en": "; numbers in brackets are not counted",
    },
    "dashed_line": {
        "da": "stiplet linje: {limit}, grænsen i målet",
        "en": "dashed line: {limit}, the limit in the goal",
    },
    "open_circle": {
        "da": "åben cirkel: {limit}, målets udgangspunkt i {year}",
        "en": "open circle: {limit}, where the goal started in {year}",
    },
    "doubtful": {
        "da": "Et tal i parentes er usikkert hos kilden.",
        "en": "A number in brackets is uncertain in the source.",
    },
    "arrow": {
        "da": "En pil betyder, at intervallet går ud over figuren.",
        "en": "An arrow means that the interval goes beyond the figure.",
    },
    "known_from": {"da": "Tidligst {day}.", "en": "Not before {day}."},
    "not_found": {
        "da": "Der er ikke fundet tal til og med rapportens år for: {names}.",
        "en": "No figures up to the year of the report were found for: {names}.",
    },
    "figure_basis": {"da": "Grundlag: {basis}.", "en": "Basis: {basis}."},
    **key_figure_words.SENTENCES,
    **exit_sentences.SENTENCES,
    **area_words.SENTENCES,
    **comparison_words.SENTENCES,
    **goal_sentences.SENTENCES,
    **indicator_words.SENTENCES,
    **steering_words.SENTENCES,
    **portfolio_words.SENTENCES,
}
