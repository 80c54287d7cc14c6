"""The list of faults in a delivery speaks one language at a time, whatever it quotes from the catalogue."""

import re

import pytest

from sikkerby_eval.data.read.catalogue_words import english, expected, spoken, stored_as
from sikkerby_eval.data.read.findings import Finding, Told, did_you_mean
from sikkerby_eval.data.registers import BY_NAME

COLUMNS = [column for register in BY_NAME.values() for column in register.columns]
CODES = re.compile(r"[A-ZØ]{3}")


def test_every_deliverer_use_and_form_of_a_code_has_an_english_name():
    quoted = {register.deliverer for register in BY_NAME.values()}
    quoted |= {use for register in BY_NAME.values() for use in register.used_in}
    quoted |= {column.dansk for column in COLUMNS if column.kind == "code"}
    left = {phrase for phrase in quoted if english(phrase) == phrase and not CODES.fullmatch(phrase)}
    assert left == set()
    assert {spoken(phrase, "da") for phrase in quoted} == quoted


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_what_a_column_wants_is_told_in_the_language_of_the_list(column):
    wanted, kind = expected(column), stored_as(column)
    assert kind.da != kind.en
    if isinstance(wanted, Told):
        assert not re.search(r"[æøå]|\beller\b|cifre|skabelon", wanted.en)
        assert wanted.da != wanted.en


def test_a_fault_is_told_with_the_facts_of_its_language():
    area = next(column for column in COLUMNS if column.kind == "omraade")
    fault = Finding("ikke_i_liste", "tryghedsindeks.csv", 2, area.name, {"expected": expected(area)})
    assert "områdenavn fra skabelonen" in fault.text("da")
    assert "the name of an area in the template" in fault.text("en") and "skabelonen" not in fault.text("en")
    absent = Finding("kolonne_mangler", "sigtelser.csv", 1, "koen", {"suggestion": did_you_mean("kon")})
    assert "(mente I 'kon'?)" in absent.text("da")
    assert "(did you mean 'kon'?)" in absent.text("en") and "mente" not in absent.text("en")
