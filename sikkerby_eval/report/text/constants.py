"""Numbers that a report may say without a published row behind them: when, who, how it is counted, where it stands.

Everything else with a digit or a number word comes from a published table or is counted by ``text``. A new constant is
a line here, so that somebody has looked at it.
"""

import re
from collections.abc import Collection

_MONTHS = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_YEAR = r"(?:19|20)\d\d"
YEARS = frozenset(
    # of the reports' own prose: the population behind the homicide rates, the Maryland scale, the homicides, the
    # paper's newest figures, the paper, its first years, the next paper, the first survey instead of the index
    ("2000", "2002", "2005", "2007", "2009", "2010", "2011", "2012", "2014", "2015")
)
_AGES = r"(?:(?:0|1[02458])[–-](?:1[4578]|2[235])|14|15|18|20|25)"
"""Of the age groups that the goals, the indicators and the key figures are about."""
PATTERNS = (
    # what is said with a digit in either language, whatever the digit
    r"\bDemo-\w+[ -]\d+(?:-\d+)?\b",  # what a demonstration calls its areas, projects and streets
    rf"\b\d{{1,2}}\.? (?:{_MONTHS})\b",  # a day
    r"\b[1-4]\. kvartal\b|\bQ[1-4]\b|\bquarter [1-4]\b",
    rf"\b{_AGES}-(?:årig|year-old)|\b(?:[Aa]ge[sd]?|aldersgruppen) {_AGES}\b|\b\d\d–\d\d år\b|\b(?:over|under) 18\b",
    r"\b(?:[Bb]ilag|[Aa]nnex|[Tt]abel|[Tt]able|[Aa]fsnit|[Ss]ection|[Kk]apitel|[Cc]hapter|pkt\.|sag)\s\d[\d.-]*|§§?\s?\d[\d.]*",
    r"\b[Ii]ndi[ck]ator \d\d?\b",
    r"\b[1-6]\. (?i:unge|en særlig|børn|beskæftigelse|lokal|fritidsliv|tryghed) ",  # an action area
    r"\b[1-6]\. (?i:young|special|children|employment|local|leisure|safety) ",
    r"\b[ck]orrelation 0[.,][6-9]0\b",  # how reliable an index could be
    r"\b(?:[Nn]iveau|[Ll]evel) [1-5]\b(?: (?:af|of) 5 (?:på|on)\b)?",  # the Maryland scale
    r"\b95\s?%[- ](?:konfidens)?interval|\b1[.,]000 kr\.|\bDKK 1,000\b|\b(?:[Pp]r\.|[Pp]er) 1(?:00)?[.,]000\b",
    r"\bsikkerby_eval \d+\.\d+\.\d+\b|\b[Cc]ovid-19\b|\b1 × 1 km\b",
)
PHRASES = {
    "da": (
        # how long and how often
        *("to år", "to hele år", "to hele år før og to efter", "ét år i stedet for to", "tre år", "tre måneder"),
        *(
            "to gange",
            "alle fire kvartaler",
            "tolv kvartaler før og otte efter",
            "den 28. i kvartalets",
        ),
        # how many there are of something that is named
        *(
            "to faser",
            "to grupper",
            "to kilder",
            "to programmer",
            "to projekter",
            "to sigtelser",
            "tre aldersgrupper",
            "tre steder",
        ),
        *(
            "hvor nul",
            "Nul tæller",
            "et nul",
            "Et nul",
            "givet nul",
            "er nul",
            "ikke nul",
            "over nul",
            "under nul",
        ),
        *(
            "alle tre",
            "de tre oplyst",
            "tretten indikatorer",
            "tre til seks af hver",
            "tre til seks mest",
            "tre til seks mindst",
        ),
        *("3–6 af hver", "De 25 oftest", "var 14 år", "ellers 15"),
        # limits and scales
        *(
            "antal under 5",
            "ændret (under 5",
            "under 5 personer",
            "under ti deltagere",
            "mindst 20 anmeldelser",
            "grænse på 50",
            "mindst 95\u00a0%",
        ),
        *(
            "niveau to",
            "niveau tre",
            "fire niveauer, hvor 4 er",
            "fra 0 til 100",
            "fem er markant",
            "fire kriterier",
            "9. klasse",
            "1 er uændret",
            "ikke rummer 1",
        ),
        # usual limits of chance, and an example of it
        *("fire af fem tilfælde", "nitten af tyve", "nitten bydele af tyve", "fem procent"),
        "To drab pr. 100.000 indbyggere i en by med en halv million er ti drab om året, og ti kunne lige så vel have "
        "været fem eller atten",
    ),
    "en": (
        *("two years", "two whole years", "two whole years before and two after", "one year instead of two"),
        *("three years", "three months", "all four quarters", "the 28th of"),
        *(
            "twelve quarters before it and eight after",
            "two charges",
            "two groups",
            "two phases",
            "two projects",
            "two programmes",
        ),
        *(
            "zero means",
            "Zero counts",
            "a zero",
            "A zero",
            "is zero",
            "not zero",
            "above zero",
            "below zero",
        ),
        *(
            "two sources",
            "three age groups",
            "three places",
            "all three",
            "the three stated",
            "thirteen indicators",
            "Thirteen indicators",
        ),
        *("three to six of each", "three to six most", "three to six least", "3–6 of each", "The 25 most"),
        *(
            "was 14",
            "and 15 otherwise",
            "numbers below 5",
            "changed (under 5",
            "fewer than 5 persons",
            "fewer than ten participants",
            "at least 20 reports",
        ),
        *(
            "limit of 50",
            "at least 95%",
            "level two",
            "level three",
            "four levels, of which 4 is",
            "from 0 to 100",
            "five is markant",
            "four criteria",
            "9th grade",
            "1 is unchanged",
        ),
        *("not hold 1", "four cases out of five", "nineteen of twenty", "nineteen out of twenty"),
        *("nineteen areas of twenty", "nineteen bydele of twenty", "one in ten", "five per cent"),
        "Two homicides per 100,000 residents in a city of half a million are ten homicides a year, and ten could as "
        "well have been five or eighteen",
    ),
}
_WRITTEN_OUT = {
    # one is left out, which is an article in Danish and a pronoun in English
    "da": "nul|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|"
    r"(?:\w+og)?(?:tyve|tredive|fyrre|halvtreds|tres|halvfjerds|firs|halvfems)|hundrede",
    "en": "zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|hundred",
}
A_NUMBER = {
    language: re.compile(rf"[\d½⅓¼¾][\d.,]*|\b(?:{written})\b", re.IGNORECASE)
    for language, written in _WRITTEN_OUT.items()
}
_CONSTANT = {
    language: re.compile(
        "|".join([*(rf"\b{re.escape(each)}(?!\w)" for each in sorted(phrases, key=len, reverse=True)), *PATTERNS])
    )
    for language, phrases in PHRASES.items()
}


_FROM_YEAR = re.compile(rf"\b({_YEAR})(?:[–/-]({_YEAR}|\d\d))?\b(?!\s?%|[.,]\d)")


def numbers_in(words: str, language: str) -> list[str]:
    """Find the numbers in a text, in digits or in words, as they are written."""
    return [found.rstrip(".,").lower() for found in A_NUMBER[language].findall(words)]


def years_in(words: str) -> set[str]:
    """Find the years in a text; of 2009–2012 and 2014/15 both ends."""
    return {year for found in _FROM_YEAR.finditer(words) for year in _ends(found)}


def loose_numbers(words: str, language: str, years: Collection[str] = YEARS) -> list[str]:
    """Find the numbers in a text that are no declared constants, and no years that may be spoken about."""
    others = _CONSTANT[language].sub(" ", words)
    return numbers_in(_FROM_YEAR.sub(lambda found: " " if _ends(found) <= {*years} else found[0], others), language)


def _ends(found: re.Match) -> set[str]:
    first, last = found[1], found[2] or found[1]
    return {first, first[: 4 - len(last)] + last}
