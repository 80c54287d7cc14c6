"""Parameters are strict: each unknown, missing or wrongly typed one stops the run, and a name is never code."""

import ast

import papermill.translators
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.parameters import Parameter, declared_parameters, resolve
from sikkerby_eval.report.build.year_file import parse_value, read_parameters

CELL = """aar: int = 2014  # rapportåret
language: str = "da"  # da eller en
andel: float = 0.5  # en andel
vis: bool = False  # om noget vises
opgjort: str = "2014-12-31"  # hvornår tallene er opgjort
udvalgte: list[str] = []  # udvalgte bydele
blandet: list = []  # hvad som helst
graense: int | None = None  # en grænse"""


def notebook(source: str, cells: int = 1) -> dict:
    return {"cells": [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source}] * cells}


DECLARED = declared_parameters(notebook(CELL), "proeve.ipynb")
GIVEN = {name: parameter.default for name, parameter in DECLARED.items()}


def read(tmp_path, text: str) -> dict:
    file = tmp_path / "2014.yaml"
    file.write_text(text, encoding="utf-8")
    return read_parameters(file)


def resolved(values: dict, known=frozenset(DECLARED)) -> dict:
    return resolve(DECLARED, values, known=known, source="2014.yaml")


def test_a_parameters_cell_gives_names_types_defaults_and_comments():
    assert DECLARED["aar"] == ("aar", "int", 2014, "rapportåret")
    assert list(DECLARED) == ["aar", "language", "andel", "vis", "opgjort", "udvalgte", "blandet", "graense"]


@pytest.mark.parametrize(
    "line",
    [
        "aar = 2014  # uden type",
        "aar: int = 2014",
        "aar: int = 2000 + 14  # regnet ud",
        "aar: int = open('x').read()  # et kald",
        "aar: dict = {}  # en type, vi ikke tager",
        "aar: int = 'tekst'  # standard af anden type",
        "aar.real: int = 1  # ikke et navn",
        "import os",
        "print(1)",
    ],
)
def test_a_parameters_cell_holds_nothing_but_typed_literals_with_comments(line):
    with pytest.raises(ReportError, match=r"proeve\.ipynb, parametercellen, linje 1"):
        declared_parameters(notebook(line), "proeve.ipynb")


@pytest.mark.parametrize("cells", [0, 2])
def test_a_notebook_has_one_parameters_cell(cells):
    with pytest.raises(ReportError, match=f"netop én celle med mærket parameters; der er {cells}"):
        declared_parameters(notebook(CELL, cells), "proeve.ipynb")


def test_values_are_typed_as_they_are_written(tmp_path):
    text = 'a: 2014\nb: 1e-3\nc: -2.5\nd: 2014-12-31\ne: true\nf: "2014"\ng: [Valby, "a: b", 7]\nh: ~\ni: Østerbro'
    expected = {"a": 2014, "b": 0.001, "c": -2.5, "d": "2014-12-31", "e": True, "f": "2014"}
    expected |= {"g": ["Valby", "a: b", 7], "h": None, "i": "Østerbro"}
    values = read(tmp_path, text)
    assert values == expected
    assert [type(value) for value in values.values()] == [type(value) for value in expected.values()]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("aar: 2014\naar: 2015", "linje 2: 'aar' står to gange"),
        ("aar: 02014", "linje 1: sæt værdien i anførselstegn"),
        ("klokken: 12:30", "linje 1: sæt værdien i anførselstegn"),
        ("vis: yes", "linje 1: sæt værdien i anførselstegn"),
        ("x: .nan", "linje 1: sæt værdien i anførselstegn"),
        ("x: {a: 1}", "linje 1: en værdi er et tal"),
        ("x: [[1]]", "linje 1: en liste må kun bestå af enkelte værdier"),
        ("? [a]\n: 1", "linje 1: et navn skal være et enkelt ord"),
        ("x: !!python/object/apply:os.system [echo]", "mærket foran værdien kan ikke bruges"),
        ("x: !!python/name:os.system y", "mærket foran værdien kan ikke bruges"),
        ("a: 'x\nb: 1", "ikke gyldig YAML"),
        ("- 1\n- 2", "linjer med navn: værdi"),
        ("", "linjer med navn: værdi"),
        ("a: 1\n---\nb: 2", "ikke gyldig YAML"),
    ],
)
def test_a_file_that_is_not_a_flat_mapping_of_plain_values_is_refused(tmp_path, text, message):
    with pytest.raises(ReportError, match=message):
        read(tmp_path, text)


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "2014.yaml").write_bytes("aar: 2014  # å".encode("latin-1"))
    with pytest.raises(ReportError, match="ikke UTF-8"):
        read_parameters(tmp_path / "2014.yaml")


def test_every_fault_is_told_at_once():
    values = GIVEN | {"aarr": 2014, "andel": "halv"}
    del values["vis"]
    with pytest.raises(ReportError) as told:
        resolved(values)
    assert str(told.value).splitlines() == [
        "2014.yaml: 'aarr' er ikke en kendt parameter. Mente du aar?",
        "2014.yaml: vis mangler (om noget vises).",
        "2014.yaml: andel skal være et tal.",
    ]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("aar", "2014", "et helt tal"),
        ("aar", 2014.0, "et helt tal"),
        ("aar", True, "et helt tal"),
        ("aar", None, "et helt tal"),
        ("aar", [2014], "et helt tal"),
        ("andel", True, "et tal"),
        ("andel", float("nan"), "et tal"),
        ("andel", float("inf"), "et tal"),
        ("vis", 1, "true eller false"),
        ("vis", "true", "true eller false"),
        ("language", "sv", "da eller en"),
        ("language", ["da"], "da eller en"),
        ("opgjort", "31-12-2014", "en dato som 2014-12-31"),
        ("opgjort", "2014-13-01", "en dato som 2014-12-31"),
        ("udvalgte", "Valby", "en liste"),
        ("udvalgte", [1], "en liste"),
        ("graense", "5", "et helt tal"),
    ],
)
def test_a_wrongly_typed_value_is_refused_and_not_repeated(name, value, message):
    with pytest.raises(ReportError, match=f"2014.yaml: {name} skal være {message}") as told:
        resolved(GIVEN | {name: value})
    assert "31-12" not in str(told.value)
    assert "sv" not in str(told.value).split("skal være")[1]


def test_whole_numbers_become_numbers_where_a_number_is_asked_for():
    assert repr(resolved(GIVEN | {"andel": 1})["andel"]) == "1.0"


def test_a_parameter_of_another_notebook_is_passed_over():
    values = resolved(GIVEN | {"kvartal": 2}, known=frozenset([*DECLARED, "kvartal"]))
    assert values == GIVEN


@given(st.text(min_size=1).filter(lambda name: name not in DECLARED))
def test_a_name_is_looked_up_and_never_code(name):
    with pytest.raises(ReportError, match="er ikke en kendt parameter") as told:
        resolved(GIVEN | {name: 1})
    assert len(str(told.value).splitlines()) == 1


@pytest.mark.parametrize(
    "name", ["x=1;import os", "aar\nimport os", "__class__", "aar ", "aar#", "lambda: 1", "aar = 1 or x"]
)
def test_names_that_look_like_code_are_unknown(tmp_path, name):
    values = read(tmp_path, yaml.safe_dump(GIVEN | {name: 1}, allow_unicode=True))
    with pytest.raises(ReportError, match="er ikke en kendt parameter"):
        resolved(values)


_VALUES = {
    "aar": st.integers(),
    "language": st.sampled_from(["da", "en"]),
    "andel": st.floats(allow_nan=False, allow_infinity=False),
    "vis": st.booleans(),
    "udvalgte": st.lists(st.text()),
    "blandet": st.lists(st.one_of(st.text(), st.integers(), st.booleans())),
    "graense": st.none() | st.integers(),
}


@given(st.fixed_dictionaries(_VALUES))
def test_values_reach_the_notebook_as_they_were_given(values):
    """papermill writes the injected cell; run by Python's own reader of literals, it gives the same values back."""
    checked = resolved(GIVEN | values)
    cell = papermill.translators.translate_parameters("python3", "python", checked, "Parameters")
    injected = {line.targets[0].id: ast.literal_eval(line.value) for line in ast.parse(cell).body}
    assert injected == checked == GIVEN | values


@given(st.text())
def test_a_quoted_text_comes_out_of_the_file_as_it_went_in(text):
    printable = "".join(c for c in text if c.isprintable())
    node = yaml.safe_dump({"x": printable}, default_style='"', allow_unicode=True, width=10**9)
    assert parse_value(node.partition(":")[2].strip()) == printable


def test_a_value_on_the_command_line_is_read_like_a_line_of_the_file():
    assert [parse_value(text) for text in ("2", "1e-3", "en", "[a, b]", "true", "")] == [
        2,
        0.001,
        "en",
        ["a", "b"],
        True,
        "",
    ]
    with pytest.raises(ReportError, match="ikke gyldig YAML"):
        parse_value("[a")


def test_what_other_reports_have_shown_is_filled_in_by_the_build_alone():
    declared = {"tidligere": Parameter("tidligere", "str", "", "fil")}
    assert resolve(declared, {}, known=frozenset(declared), source="2014.yaml") == {"tidligere": ""}
    with pytest.raises(ReportError, match="'tidligere' er ikke en kendt parameter"):
        resolve(declared, {"tidligere": "/etc/passwd"}, known=frozenset(declared), source="2014.yaml")
