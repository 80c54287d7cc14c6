"""What the key figures say in Danish and English: units, words, names of numbers, and sentences with places.

They are part of ``words`` and ``sentences``, which is where the rest of the code looks them up.
"""

UNITS = {
    "incidents": ("number", 0, "sager og hændelser", "cases and incidents"),
    "harm": ("number", 0, "vægtet sum", "weighted sum"),
}

_YOUTHS = {
    ", Seksualforbrydelser i alt": ("seksualforbrydelser", "sexual offences"),
    ", Voldsforbrydelser i alt": ("voldsforbrydelser", "violent offences"),
    ", Ejendomsforbrydelser i alt": ("ejendomsforbrydelser", "property offences"),
    ", Andre straffelovsforbrydelser i alt": ("andre straffelovsforbrydelser", "other penal-code offences"),
    ", Særlove i alt": ("særlove", "special acts"),
    ", Straffelov uoplyst": ("uoplyst straffelov", "unspecified penal code"),
    ", ukendt kode": ("ukendt kode", "unknown code"),
}

WORDS = {
    "røveri": ("røveri", "robbery"),
    "vold": ("vold efter papirets definition", "violence as the paper defines it"),
    "indbrud": ("indbrud", "burglary"),
    "Straffelov uoplyst": ("uoplyst straffelov", "unspecified penal code"),
    "ukendt kode": ("ukendt kode", "unknown code"),
    "uden bydel": ("uden bydel", "without a bydel"),
    "Overtrædelsens art i alt, uden sæson": ("uden sæson", "without season"),
    "0-14": ("0–14-årige", "ages 0–14"),
    "15-17": ("15–17-årige", "ages 15–17"),
    "18-25": ("18–25-årige", "ages 18–25"),
    "0-25": ("0–25-årige", "ages 0–25"),
    "10-25": ("10–25-årige", "ages 10–25"),
    "1. kvartal": ("1. kvartal", "Q1"),
    "2. kvartal": ("2. kvartal", "Q2"),
    "3. kvartal": ("3. kvartal", "Q3"),
    "4. kvartal": ("4. kvartal", "Q4"),
    **{f"0-17{group}": words for group, words in _YOUTHS.items()},
    "charges": ("sigtelser", "charges"),
    "reports": ("anmeldelser", "reports"),
    "incidents": ("sager og hændelser", "cases and incidents"),
    "per_1000": ("pr. 1.000 indbyggere", "per 1,000 residents"),
    "per_100000": ("pr. 100.000 indbyggere", "per 100,000 residents"),
    # heads and states of the tables
    "rests_on": ("bygger på", "rests on"),
    "type": ("type", "type"),
    "the_period": ("perioden", "the period"),
    "before": ("før", "before"),
    "now": ("nu", "now"),
    "change_pct": ("ændring i %", "change in %"),
    "ratio": ("forhold", "ratio"),
    "judged": ("ændringen er", "the change is"),
    "swing": ("spredning", "dispersion"),
    "unchanged": ("uændret", "unchanged"),
    "dashed_unchanged": ("stiplet linje: uændret", "dashed line: unchanged"),
    "same_days": ("samme dage året før", "the same days of the year before"),
    "same_quarter": ("samme kvartal året før", "the same quarter of the year before"),
    "homicide_chance": (
        "Med så få drab kan forskellen komme af tilfældet.",
        "With so few homicides the difference may come of chance.",
    ),
    "homicide_apart": ("Det er mere end tilfældet.", "That is more than chance."),
    "within_swings": ("inden for de sædvanlige udsving", "within the usual swings"),
    "beyond_swings": ("større end de sædvanlige udsving", "larger than the usual swings"),
    "without_history": ("ikke til at bedømme uden historik", "not to be judged without a history"),
    "finding_within_swings": ("Det er inden for de sædvanlige udsving.", "That is within the usual swings."),
    "finding_beyond_swings": ("Det er mere end de sædvanlige udsving.", "That is more than the usual swings."),
    "finding_without_history": (
        "Serien er for kort til at sige, om det er usædvanligt.",
        "The series is too short to say whether that is unusual.",
    ),
    "finding_cannot_be_compared": ("De kan ikke sammenlignes.", "They cannot be compared."),
    "too_few_for_percent": ("for få til procent", "too few for per cent"),
    "no_history": ("ingen historik", "no history"),
    "0-17": ("0–17-årige", "ages 0–17"),
    "residents": ("beboere", "residents"),
    "areas": ("områder", "areas"),
    "cities": ("byer", "cities"),
    "square": ("kvadrat", "square"),
    # kinds of drawing
    "interval_chart": ("Punkter med intervaller", "Points with intervals"),
    "funnel_plot": ("Tragtdiagram", "Funnel plot"),
    "funnel_within": ("inden for tragten", "within the funnel"),
    "funnel_low_95": ("under den stiplede linje", "below the dashed line"),
    "funnel_low_998": ("under den fulde linje", "below the full line"),
    "funnel_high_95": ("over den stiplede linje", "above the dashed line"),
    "funnel_high_998": ("over den fulde linje", "above the full line"),
    # the paper's own figures
    "reported_robbery_person_change": (
        "Anmeldte røverier mod personer, ændring fra samme dage året før",
        "Reported robberies against persons, change from the same days of the year before",
    ),
    "reported_violence_change": (
        "Anmeldte voldstilfælde, ændring fra samme dage året før",
        "Reported violence, change from the same days of the year before",
    ),
    "reported_burglary_change": (
        "Anmeldte indbrud, ændring fra samme dage året før",
        "Reported burglaries, change from the same days of the year before",
    ),
    "charges_age_10_25": ("Sigtelser af 10–25-årige", "Charges of ages 10–25"),
    "charges_share_age_18_25": ("Heraf 18–25-årige", "Of these ages 18–25"),
}

METRICS = {
    "reports_year_on_year": {
        "da": ("Forholdet til året før", "Anmeldelser i forhold til samme dage året før"),
        "en": ("The ratio to the year before", "Reports compared with the same days of the year before"),
    },
    "reports_by_offence": {
        "da": ("Antallet af anmeldelser", "Anmeldelser efter type af kriminalitet"),
        "en": ("The number of reports", "Reports by type of crime"),
    },
    "reports_by_bydel": {
        "da": ("Antallet af anmeldelser", "Anmeldelser"),
        "en": ("The number of reports", "Reports"),
    },
    "incidents_by_bydel": {
        "da": ("Antallet af sager og hændelser", "Sager og hændelser uden færdsel"),
        "en": ("The number of cases and incidents", "Cases and incidents without traffic"),
    },
    "reports_by_cell": {
        "da": ("Antallet af anmeldelser", "Anmeldelser pr. kvadrat"),
        "en": ("The number of reports", "Reports per square"),
    },
    "incidents_by_cell": {
        "da": ("Antallet af sager og hændelser", "Sager og hændelser uden færdsel pr. kvadrat"),
        "en": ("The number of cases and incidents", "Cases and incidents without traffic per square"),
    },
    "incidents_on_street": {
        "da": ("Antallet af sager og hændelser", "Veje med flest sager og hændelser"),
        "en": ("The number of cases and incidents", "Streets with the most cases and incidents"),
    },
    "reports_per_1000": {
        "da": ("Antallet af anmeldelser pr. 1.000 beboere", "Anmeldelser pr. 1.000 beboere"),
        "en": ("The number of reports per 1,000 residents", "Reports per 1,000 residents"),
    },
    "charges": {
        "da": ("Antallet af sigtelser", "Sigtelser af unge"),
        "en": ("The number of charges", "Charges of the young"),
    },
    "charges_under_18": {
        "da": ("Antallet af sigtelser mod unge under 18 år", "Sigtelser mod unge under 18 år efter type"),
        "en": ("The number of charges of young people under 18", "Charges of young people under 18 by type"),
    },
    "share_of_charges": {
        "da": ("De ældstes andel af sigtelserne", "18–25-åriges andel af sigtelser af 10–25-årige"),
        "en": ("The share of the oldest", "Share of charges of ages 10–25 that are of ages 18–25"),
    },
    "harm_weighted_reports": {
        "da": ("Summen af vægtede anmeldelser", "Anmeldelser vægtet efter skade"),
        "en": ("The sum of weighted reports", "Reports weighted by harm"),
    },
    "share_of_reports_weighted": {
        "da": ("Andelen af anmeldelser med en vægt", "Andel af anmeldelser, der har en vægt"),
        "en": ("The share of reports with a weight", "Share of reports that have a weight"),
    },
    "share_reported_in_time": {
        "da": ("Andelen anmeldt inden kvartalets udgang", "Andel af kvartalets forbrydelser anmeldt i kvartalet"),
        "en": ("The share reported by the end of the quarter", "Share of the quarter's offences reported within it"),
    },
    "reports_trend": {
        "da": ("Anmeldelser fra år til år", "Anmeldelser fra det ene år til det næste i gennemsnit"),
        "en": ("Reports from year to year", "Reports from one year to the next on average"),
    },
    "reports_season": {
        "da": ("Sæsonen", "Hvert kvartal i forhold til årets gennemsnit"),
        "en": ("The season", "Each quarter against the average of the year"),
    },
    "homicide_ratio": {
        "da": ("Forholdet mellem drabsraterne", "Drabsraten i den ene by i forhold til den anden"),
        "en": ("The ratio of the homicide rates", "The homicide rate of one city against that of the other"),
    },
    "homicide_rate": {
        "da": ("Antallet af drab pr. 100.000 indbyggere om året", "Drab pr. 100.000 indbyggere om året"),
        "en": ("The number of homicides per 100,000 residents a year", "Homicides per 100,000 residents a year"),
    },
    "reported_acquisitive_crime_per_1000": {
        "da": (
            "Antallet af anmeldte berigelsesforbrydelser pr. 1.000 indbyggere",
            "Anmeldte berigelsesforbrydelser pr. 1.000 indbyggere",
        ),
        "en": (
            "The number of reported acquisitive offences per 1,000 residents",
            "Reported acquisitive offences per 1,000 residents",
        ),
    },
}

SENTENCES = {
    "key_figure_list": {
        "da": "Papirets nøgletal og hvad de bygger på her",
        "en": "The key figures of the paper and what they rest on here",
    },
    "waits_for": {
        "da": "mangler: kræver registeret {register}",
        "en": "missing: needs the register {register}",
    },
    "other_figures": {
        "da": "andre offentliggjorte tal om {topic}; papirets egne er et billede",
        "en": "other published figures on {topic}; the paper's own are a picture",
    },
    "section_waits_for": {
        "da": "Dette nøgletal kræver, at registeret {register} er leveret.",
        "en": "This key figure needs the register {register} to be delivered.",
    },
    "year_on_year": {
        "da": "Anmeldelser efter type, {period} og {same}",
        "en": "Reports by type, {period} and {same}",
    },
    "year_on_year_finding": {
        "da": "Der var {now} anmeldelser i {period} mod {before} i {same}. {judged}",
        "en": "There were {now} reports in {period} against {before} in {same}. {judged}",
    },
    "newest_quarter": {
        "da": "Kvartalet er det nyeste i serien. Det vokser endnu, fordi en del anmeldelser registreres sent, så et "
        "fald kan være mindre og en stigning større, end tallene siger.",
        "en": "The quarter is the newest in the series. It still grows, because some reports are registered late, so "
        "a fall may be smaller and a rise larger than the numbers say.",
    },
    "no_numbers": {
        "da": "Der er ingen tal for {quarter}. De tal, der er, går fra {first} til {last}.",
        "en": "There are no numbers for {quarter}. Those there are run from {first} to {last}.",
    },
    "no_such_days": {
        "da": "Der er ingen tal for disse dage.",
        "en": "There are no numbers for these days.",
    },
    "homicide_compared": {
        "da": "Drabsraten i {one} var {ratio} gange så høj som i {other} ({interval_word}: {interval}). {judged}",
        "en": "The homicide rate in {one} was {ratio} times that in {other} ({interval_word}: {interval}). {judged}",
    },
    "touched_by": {
        "da": "Det skete i de dage, der sammenlignes:",
        "en": "This happened in the days that are compared:",
    },
    "changed_in": {
        "da": "I {named} er ændringen fra året før større end de sædvanlige udsving",
        "en": "In {named} the change from the year before is larger than the usual swings",
    },
    "changed_nowhere": {
        "da": "I ingen af {count} bydele er ændringen fra året før større end de sædvanlige udsving",
        "en": "In none of {count} bydele is the change from the year before larger than the usual swings",
    },
    "changed_not": {
        "da": "I {name} er ændringen fra året før ikke større end de sædvanlige udsving",
        "en": "In {name} the change from the year before is not larger than the usual swings",
    },
    "changed_unknown": {
        "da": "Ændringen fra året før kan ikke vises for nogen bydel",
        "en": "The change from the year before can be shown for no bydel",
    },
    "older_quarter": {
        "da": "Serien går længere frem end kvartalet, så de sene anmeldelser er kommet med.",
        "en": "The series goes on beyond the quarter, so that late reports are included.",
    },
    "grid_finding": {
        "da": "{above} af {all} kvadrater har mere end {threshold} {unit}; flest er der i {square} ({most})",
        "en": "{above} of {all} squares have more than {threshold} {unit}; the most are in {square} ({most})",
    },
    "grid_alt": {
        "da": "Kort i kvadrater: {drawn}. {finding}.",
        "en": "Map in squares: {drawn}. {finding}.",
    },
    "grid_drawn": {
        "da": "{drawn} på {side} × {side} km, {period}",
        "en": "{drawn} of {side} × {side} km, {period}",
    },
    "grid_larger": {
        "da": "Kvadraterne er {side} km på hver led, fordi der er for få hændelser til mindre. Grænsen er ganget op "
        "tilsvarende.",
        "en": "The squares are {side} km a side, because there are too few events for smaller ones. The limit is "
        "multiplied accordingly.",
    },
    "grid_too_few": {
        "da": "Der er for få til at vise dem i kvadrater.",
        "en": "There are too few to show them in squares.",
    },
    "grid_note": {
        "da": "Fed skrift og ramme: over grænsen. {mark}: tilbageholdt. Et tomt kvadrat er ikke tegnet. "
        "Kvadratets navn er dets nordlige og østlige nummer i Det Danske Kvadratnet.",
        "en": "Bold and framed: above the limit. {mark}: withheld. An empty square is not drawn. "
        "A square is named by its northern and eastern number in Det Danske Kvadratnet.",
    },
    "funnel_finding": {
        "da": "{outside} af {all} områder ligger længere fra byens gennemsnit, end udsving i et område af deres "
        "størrelse ville give",
        "en": "{outside} of {all} areas lie further from the city's average than swings in an area of their size "
        "would give",
    },
    "funnel_note": {
        "da": "Den stiplede linje ville holde nitten af tyve bydele, den fulde næsten alle, hvis kun bydelenes egne "
        "udsving fra kvartal til kvartal skilte dem. Bydele er forskellige af mange grunde, så en bydel uden for "
        "linjerne er ikke i sig selv usædvanlig. Mange, der anmelder i en bydel, bor ikke i den.",
        "en": "The dashed line would hold nineteen bydele of twenty, the full line almost all, if only the bydele's "
        "own swings from quarter to quarter set them apart. Bydele differ for many reasons, so a bydel outside the "
        "lines is not unusual in itself. Many who report in a bydel do not live there.",
    },
    "funnel_note_exact": {
        "da": "Den stiplede linje ville holde nitten af tyve områder, den fulde næsten alle, hvis kun tilfældet skilte "
        "dem. Områder er forskellige af mange grunde, så et område uden for linjerne er ikke i sig selv usædvanligt.",
        "en": "The dashed line would hold nineteen areas of twenty, the full line almost all, if chance alone set "
        "them apart. Areas differ for many reasons, so an area outside the lines is not unusual in itself.",
    },
    "quarters_of_bydele": {
        "da": "{drawn}, hvert kvartal i hver bydel",
        "en": "{drawn}, each quarter in each bydel",
    },
    "behind_swings": {
        "da": "Tallene bag udsvingene: {drawn} i hver bydel",
        "en": "The numbers behind the swings: {drawn} in each bydel",
    },
}
