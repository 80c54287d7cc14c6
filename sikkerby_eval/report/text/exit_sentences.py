"""Sentences of the sections on the exit programme and on closures (goals 2 and 4 of 2010); none holds a digit."""

SENTENCES = {
    # what is known of those who started, and of those who completed
    "starters_shown_completers_shown": {
        "da": "Af alle, der startede, blev {starters} ikke dømt inden to år; af dem, der gennemførte, {completers}",
        "en": "Of all who started, {starters} were not convicted within two years; of the completers, {completers}",
    },
    "starters_shown_completers_withheld": {
        "da": "Af alle, der startede, blev {starters} ikke dømt inden to år; tallet for dem, der gennemførte, er "
        "tilbageholdt",
        "en": "Of all who started, {starters} were not convicted within two years; the number for the completers is "
        "withheld",
    },
    "starters_shown_completers_missing": {
        "da": "Af alle, der startede, blev {starters} ikke dømt inden to år; de, der gennemførte, kan ikke læses endnu",
        "en": "Of all who started, {starters} were not convicted within two years; the completers cannot be read yet",
    },
    "starters_withheld_completers_shown": {
        "da": "Af dem, der gennemførte, blev {completers} ikke dømt inden to år; tallet for alle, der startede, er "
        "tilbageholdt",
        "en": "Of the completers, {completers} were not convicted within two years; the number for all who started is "
        "withheld",
    },
    "starters_withheld_completers_withheld": {
        "da": "Andelen ikke dømt inden to år er tilbageholdt, både for alle, der startede, og for dem, der gennemførte",
        "en": "The share not convicted within two years is withheld, both for all who started and for the completers",
    },
    "starters_withheld_completers_missing": {
        "da": "Andelen ikke dømt inden to år er tilbageholdt for alle, der startede; de, der gennemførte, kan ikke "
        "læses endnu",
        "en": "The share not convicted within two years is withheld for all who started; the completers cannot be read "
        "yet",
    },
    "starters_missing_completers_shown": {
        "da": "Af dem, der gennemførte, blev {completers} ikke dømt inden to år; de, der startede, kan ikke læses "
        "endnu",
        "en": "Of the completers, {completers} were not convicted within two years; those who started cannot be read "
        "yet",
    },
    "starters_missing_completers_withheld": {
        "da": "Andelen ikke dømt inden to år er tilbageholdt for dem, der gennemførte; de, der startede, kan ikke "
        "læses endnu",
        "en": "The share not convicted within two years is withheld for the completers; those who started cannot be "
        "read yet",
    },
    "starters_missing_completers_missing": {
        "da": "Hverken de, der startede, eller de, der gennemførte, kan læses endnu",
        "en": "Neither those who started nor the completers can be read yet",
    },
    "cohorts_verdict": {
        "da": "Dømt og ikke dømt inden to år, hver gruppe fra sin egen første dag",
        "en": "Convicted and not convicted within two years, each group from its own first day",
    },
    "cohorts_offence": {
        "da": "Den anden læsning: ny lovovertrædelse inden to år, med dom senest et år efter",
        "en": "The other reading: new offence within two years, with a conviction up to a year later",
    },
    "curve_startede": {
        "da": "Af alle, der startede, var {first} dømt efter {month} og {last} efter to år",
        "en": "Of all who started, {first} had been convicted after {month} and {last} after two years",
    },
    "curve_gennemførte": {
        "da": "Af dem, der gennemførte, var {first} dømt efter {month} og {last} efter to år",
        "en": "Of the completers, {first} had been convicted after {month} and {last} after two years",
    },
    "curve_drawn": {
        "da": "Andel dømt, og andel rejst eller død, fra gruppens egen første dag: {group}, {period}",
        "en": "Share convicted, and share who left or died, from the group's own first day: {group}, {period}",
    },
    "no_curve": {
        "da": "Ingen kurve for denne gruppe ({group}): for få er fulgt, eller tallene er tilbageholdt for at "
        "beskytte enkeltpersoner.",
        "en": "No curve for this group ({group}): too few have been followed, or the numbers are withheld to "
        "protect persons.",
    },
    "choices": {
        "da": "Andel dømt, når ét valg i definitionen ændres ad gangen",
        "en": "Share convicted when one choice of the definition is changed at a time",
    },
    "nobody_mature": {
        "da": "Ingen kan læses endnu: en andel vises først, når alle i den har kunnet følges i to år.",
        "en": "Nothing can be read yet: a share is shown only once everybody in it has been followed for two years.",
    },
    "left_out": {
        "da": "Personer, som andelene ikke kan tage med eller ikke kan placere",
        "en": "Persons that the shares cannot take in or cannot place",
    },
    "nobody_mature_offence": {
        "da": "Den anden læsning kan ikke læses endnu: retten får et år mere, så alle skal have kunnet følges i tre "
        "år.",
        "en": "The other reading cannot be read yet: the courts get a year more, so everybody must have been "
        "followed for three years.",
    },
    "flow": {
        "da": "Hvor langt de henviste nåede, og hvor mange der gik videre, er der endnu eller faldt fra, {period}",
        "en": "How far the referred got, and how many went on, are still there or dropped out, {period}",
    },
    "flow_said": {
        "da": "Af {referred} henviste startede {started}, og {completed} gennemførte. {waiting} er på vej endnu, og "
        "{out} faldt fra.",
        "en": "Of {referred} referred, {started} started and {completed} completed. {waiting} are still on the way, "
        "and {out} dropped out.",
    },
    "flow_withheld": {
        "da": "{withheld}, er tilbageholdt for at beskytte enkeltpersoner.",
        "en": "{withheld} is withheld to protect persons.",
    },
    "progress_by_year": {
        "da": "Efter det år, man blev henvist: hvor man var ved udgangen af det andet år efter; andele af de henviste",
        "en": "By the year of the referral: where they were at the end of the second year after it; shares of the "
        "referred",
    },
    "progress_by_track": {
        "da": "Efter spor, henvist {period}, ved udgangen af det andet år efter; andele af de henviste",
        "en": "By track, referred {period}, at the end of the second year after; shares of the referred",
    },
    "progress_by_referrer": {
        "da": "Efter hvem der henviste, henvist {period}, ved udgangen af det andet år efter; andele af de henviste",
        "en": "By who referred, referred {period}, at the end of the second year after; shares of the referred",
    },
    "nobody_two_years_after": {
        "da": "Efter år, spor og hvem der henviste kan ingen læses endnu: et forløb kan tage to år, og ingen blev "
        "henvist for så længe siden.",
        "en": "By year, track and who referred nobody can be read yet: a course may take two years, and nobody was "
        "referred so long ago.",
    },
    "days": {
        "da": "Dage fra hver fase til den næste, {period}",
        "en": "Days from each phase to the next, {period}",
    },
    "work_change": {
        "da": "De samme personer to gange: hvem der kom i job, uddannelse eller blev selvforsørgende, og hvem der "
        "faldt ud",
        "en": "The same persons twice: who came into a job, education or self-support, and who fell out",
    },
    "work_change_said": {
        "da": "Af {persons} gennemførte, der er målt både ved første kontakt og to år efter, kom {came_in} i job "
        "eller uddannelse eller blev selvforsørgende, og {fell_out} faldt ud. Forskellen er større, end "
        "tilfældet plejer at give. Hvad den kommer af, siger tallene ikke: der er ingen at sammenligne med.",
        "en": "Of {persons} completers measured both at the first contact and two years after, {came_in} came into "
        "a job, education or self-support, and {fell_out} fell out. The difference is larger than chance "
        "usually makes. The numbers do not say where it comes from: there is nobody to compare with.",
    },
    "work_change_open": {
        "da": "Af {persons} gennemførte, der er målt både ved første kontakt og to år efter, kom {came_in} i job "
        "eller uddannelse eller blev selvforsørgende, og {fell_out} faldt ud. Så lille en forskel kan "
        "tilfældet alene give.",
        "en": "Of {persons} completers measured both at the first contact and two years after, {came_in} came into "
        "a job, education or self-support, and {fell_out} fell out. So small a difference chance alone can "
        "make.",
    },
    "work_change_unknown": {
        "da": "Om flere er kommet i job eller uddannelse fra første kontakt til to år efter, vises ikke: for få er "
        "målt begge gange, eller tallene er tilbageholdt for at beskytte enkeltpersoner.",
        "en": "Whether more have come into a job or education from the first contact to two years after is not "
        "shown: too few were measured both times, or the numbers are withheld to protect persons.",
    },
    "nobody_twice": {
        "da": "Ingen er endnu målt to gange.",
        "en": "Nobody has been measured twice yet.",
    },
    "expectations": {
        "da": "Hvad programmet ventede, og hvor mange der kom",
        "en": "What the programme expected, and how many came",
    },
    "target_group_said": {
        "da": "I alt er {referred} henvist. Programmet regnede med en målgruppe på omkring {expected}.",
        "en": "In all {referred} have been referred. The programme reckoned with a target group of about {expected}.",
    },
    "target_group_withheld": {
        "da": "Hvor mange der i alt er henvist, er tilbageholdt for at beskytte enkeltpersoner. Programmet regnede med "
        "en målgruppe på omkring {expected}.",
        "en": "How many have been referred in all is withheld to protect persons. The programme reckoned with a target "
        "group of about {expected}.",
    },
    "work": {
        "da": "I job, uddannelse eller selvforsørgende, de gennemførte, {period}",
        "en": "In a job, in education or self-supporting, those who completed, {period}",
    },
    "readable": {
        "da": "Fra hvornår hver årgang kan læses, hvad enten uret begyndte ved start eller afslutning",
        "en": "From when each year's group can be read, whether the clock began at the start or at completion",
    },
    "published_beside": {
        "da": "Kommunen har selv offentliggjort, at {share} af deltagerne ikke var sigtet et år efter, de blev "
        "udskrevet. {participants} havde deltaget i alt; hvor mange af dem procenten hviler på, er ikke "
        "oplyst. Det er et andet tal: sigtet i stedet for dømt, ét år i stedet for to, og to programmer under "
        "ét. Det kan hverken bekræfte eller afkræfte andelene ovenfor.",
        "en": "The city itself has published that {share} of the participants were not charged in the year after "
        "they were discharged. {participants} had taken part in all; how many of them the percentage rests on "
        "is not stated. That is another number: charged instead of convicted, one year instead of two, and "
        "two programmes together. It can neither confirm nor refute the shares above.",
    },
    "range": {
        "da": "Hvad der menes med ikke dømt, flytter tallet: Med {count} rimelige definitioner (vindue, begivenhed, "
        "alvor, alder, med og uden dem, der rejste) ligger andelen mellem {low} og {high}.",
        "en": "What is meant by not convicted moves the number: with {count} reasonable definitions (window, event, "
        "severity, age, with and without those who left) the share lies between {low} and {high}.",
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
        "da": "Hvem der har indberettet: hvor mange af årets kvartaler, og hvad de meldte",
        "en": "Who has reported: how many quarters of each year, and what they reported",
    },
    "reports_come": {
        "da": "{received} af {due} indberetninger er kommet. Et svar om ingen lukninger er også et svar; et "
        "manglende svar er ikke et nul.",
        "en": "{received} of {due} reports have come. A report of no closures is a report too; a missing report is "
        "not a zero.",
    },
    "silent": {
        "da": "Der mangler svar for mindst ét kvartal fra: {names}.",
        "en": "At least one quarter is missing from: {names}.",
    },
    "at_odds": {
        "da": "I mindst ét kvartal passer antallet i svaret ikke med de lukninger, der er leveret, hos: {names}.",
        "en": "In at least one quarter the number reported does not agree with the closures delivered, for: {names}.",
    },
    "closures_said": {
        "da": "Målet er tabt ved den første lukning, og der er kendt {count} ved uro eller krise. Optællingen er "
        "fuldstændig. Intervallet siger kun, hvor mange sådanne forhold i snit ville give, hvis de kom igen: "
        "{interval}.",
        "en": "The first closure loses the goal, and {count} in unrest or crisis are known. The count is complete. "
        "The interval only says how many such conditions would give on average if they came again: "
        "{interval}.",
    },
    "closures_none": {
        "da": "Ingen institution eller ydelse er lukket ved uro eller krise, og alle har svaret. Et nul er ikke en "
        "garanti: sådanne forhold kunne i snit give op til {bound} lukninger, og tilfældet alene have givet "
        "nul.",
        "en": "No institution or service has closed in unrest or crisis, and everybody has reported. A zero is no "
        "guarantee: such conditions could give up to {bound} closures on average, and chance alone have given "
        "none.",
    },
    "closures_at_least": {
        "da": "Der er kendt {count} lukninger ved uro eller krise. Det er mindst så mange: ikke alle har svaret, "
        "eller svarene passer ikke med det leverede.",
        "en": "{count} closures in unrest or crisis are known. There are at least so many: not everybody has "
        "reported, or the reports do not agree with what was delivered.",
    },
    "reports_lack": {
        "da": "Der er ikke kendt nogen lukning ved uro eller krise, men ikke alle har indberettet, så ingen ved, om "
        "tallet er nul.",
        "en": "No closure in unrest or crisis is known, but not everybody has reported, so nobody knows whether the "
        "number is zero.",
    },
}
