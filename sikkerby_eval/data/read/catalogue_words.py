"""What the catalogue says of columns and registers, as the list of faults quotes it in Danish or English."""

import re

from sikkerby_eval.data.read.codes import bydel_names
from sikkerby_eval.data.read.findings import Told
from sikkerby_eval.data.registers.catalogue import Column

ENGLISH = {
    # who delivers
    "Københavns Politi": "the Copenhagen police",
    "Danmarks Statistik (STRAF11)": "Statistics Denmark (STRAF11)",
    "alle forvaltninger": "all administrations",
    "den ansvarlige forvaltning": "the responsible administration",
    # what it is used for
    "nøgletal 1 og 5, når parameteren udtraek peger på mappen": "key figures 1 and 5, when the parameter udtraek names "
    "the folder",
    "prioritering": "the ranking of projects",
    "projektportefølje": "the portfolio of projects",
    "selvevaluering": "self-evaluation",
    "standardiserede rater": "standardised rates",
    "tryghed for ansatte": "safety of employees",
    "tryghedsindeks": "the safety index (tryghedsindeks)",
    "urolige områder": "areas of unrest",
    "vægtet kriminalitet": "crime weighted by harm",
    # what a code looks like
    "Gerningskode (4 cifre)": "offence code (4 digits)",
    "Gerningskode (Danmarks Statistik, 4 cifre)": "offence code (Statistics Denmark, 4 digits)",
    "Celle i Det Danske Kvadratnet (1km_NNNN_EEE)": "square of Det Danske Kvadratnet (1km_NNNN_EEE)",
    "Periode: 2007, 2007K1 eller 2007M01": "period: 2007, 2007K1 or 2007M01",
}
NUMBERED = {"effektmål": "goal", "indikator": "indicator", "nøgletal": "key figures"}
STORED_AS = {
    "date": Told("en dato", "a date"),
    "count": Told("et helt tal", "a whole number"),
    "year": Told("et helt tal", "a whole number"),
    "number": Told("et tal", "a number"),
}
TEXT = Told("tekst", "text")


def expected(column: Column) -> str | Told:
    """Say what a column wants, in words that come from the catalogue."""
    if column.values:
        return ", ".join(column.values)
    if column.kind == "bydel":
        return ", ".join(bydel_names().values())
    if column.kind == "bydel_nr":
        return "01-10"
    if column.kind == "omraade":
        return Told("01-35 eller et områdenavn fra skabelonen", "01-35 or the name of an area in the template")
    if column.kind == "code":
        return Told(column.dansk, english(column.dansk))
    if column.kind == "date":
        return Told("åååå-mm-dd", "yyyy-mm-dd")
    low, high = column.low, column.high
    return f"{low if low is not None else ''}-{high if high is not None else ''}"


def stored_as(column: Column) -> Told:
    """Say which type a column of a Parquet file is to have."""
    return STORED_AS.get(column.kind, TEXT)


def english(phrase: str) -> str:
    """Give the English of a deliverer, a use or the form of a code; a code of administrations stays as it is."""
    numbered = re.fullmatch(rf"({'|'.join(NUMBERED)}) ([\d-]+)", phrase)
    return f"{NUMBERED[numbered[1]]} {numbered[2]}" if numbered else ENGLISH.get(phrase, phrase)


def spoken(phrase: str, language: str) -> str:
    """Give a phrase of the catalogue in the language asked for."""
    return english(phrase) if language == "en" else phrase
