"""Attacks on parameters, files and folders: each is refused by a message and runs nothing."""

import itertools
import json
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from sikkerby_eval.cli import main
from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.plan import Request, make_plan
from sikkerby_eval.report.build.publish import place_within
from sikkerby_eval.report.build.year_file import parse_value, read_parameters

ROOT = Path(__file__).parents[1]
NOTEBOOKS = Path(__file__).with_name("notebooks")
YEAR = {"aar": 2014, "language": "da", "udgiver": "", "registre": "", "andel": 0.125, "udvalgte": []}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "2014.yaml").write_text(yaml.safe_dump(YEAR), encoding="utf-8")
    return tmp_path


def run(folder, *arguments, notebooks=NOTEBOOKS, out="reports"):
    where = ["--notebooks", str(notebooks), "--params", str(folder / "params"), "--out", str(folder / out)]
    return CliRunner().invoke(main, ["report", *arguments, *where])


def written(folder) -> list[str]:
    """Name every file but the year's own parameters."""
    return sorted(
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and file.parent.name != "params"
    )


def refused(folder, *arguments, **given):
    """Run the command in both languages: nothing is made, and what is said is a message and no traceback."""
    said = {}
    for language in ("da", "en"):
        ended = run(folder, *arguments, "--language", language, **given)
        assert ended.exit_code in (1, 2)
        assert isinstance(ended.exception, SystemExit)
        assert "Traceback" not in ended.output
        assert written(folder) == []
        said[language] = ended.output
    return said


VALUES = [
    ("registre", "../../../etc", "findes ikke", "does not exist"),
    ("registre", "/etc/passwd", "findes ikke", "does not exist"),
    ("registre", "'a\"b'", "findes ikke", "does not exist"),
    ("registre", '"a\\nb"', "findes ikke", "does not exist"),
    ("registre", '"a\\0b"', "findes ikke", "does not exist"),
    ("registre", "x" * 5000, "findes ikke", "does not exist"),
    ("registre", "$(touch hit)", "findes ikke", "does not exist"),
    ("registre", "!!python/object/apply:os.system [touch hit]", "mærket foran", "the tag before"),
    ("registre", "!!python/name:os.system", "mærket foran", "the tag before"),
    ("registre", "!hit x", "mærket foran", "the tag before"),
    ("registre", "*a", "ikke gyldig YAML", "not valid YAML"),
    ("registre", "[" * 20_000, "ikke gyldig YAML", "not valid YAML"),
    ("registre", "{a: 1}", "en tekst, true/false", "a text, true/false"),
    ("registre", "&a [*a]", "en liste må kun", "a list may only"),
    ("udvalgte", "[Valby, [x]]", "en liste må kun", "a list may only"),
    ("udvalgte", "[1]", "en tekst i anførselstegn", "list[str]"),
    ("aar", "1e3", "et helt tal", "of the type int"),
    ("aar", "2014.0", "et helt tal", "of the type int"),
    ("aar", '"2014"', "et helt tal", "of the type int"),
    ("aar", "03736", "anførselstegn", "quotation marks"),
    ("aar", "0o3736", "et helt tal", "of the type int"),
    ("aar", "٢٠١٤", "et helt tal", "of the type int"),
    ("aar", "9" * 5000, "tallet helt ud", "the number in full"),
    ("aar", "2013", "som filen hedder", "as the file is called"),
    ("andel", ".inf", "anførselstegn", "quotation marks"),
    ("andel", "1e999", "et tal", "of the type float"),
    ("language", "../../en", "da eller en", "one of da, en"),
    ("../../x", "1", "ikke en kendt parameter", "not a known parameter"),
    ("__class__", "1", "ikke en kendt parameter", "not a known parameter"),
    ("aar\nimport os", "1", "ikke en kendt parameter", "not a known parameter"),
    ("tidligere", "/etc/passwd", "ikke en kendt parameter", "not a known parameter"),
]


@pytest.mark.parametrize(("name", "value", "dansk", "english"), VALUES, ids=[f"{v[0]}={v[1][:24]}" for v in VALUES])
def test_a_value_that_is_an_attack_is_refused(folder, monkeypatch, name, value, dansk, english):
    monkeypatch.chdir(folder)
    # --language comes last on the command line and wins, so the attack on it is given in the year's file.
    if name == "language":
        with pytest.raises(ReportError) as told:
            make_plan(Request(2014, instead=((name, value),), notebooks=NOTEBOOKS, params=folder / "params"))
        said = {language: told.value.told(language) for language in ("da", "en")}
    else:
        said = refused(folder, "2014", "-p", name, value)
    assert dansk in said["da"]
    assert english in said["en"]
    assert len(said["da"].splitlines()) == 1


@pytest.mark.parametrize("kind", ["../effektrapport", "/etc/passwd", "effektrapport.ipynb", "a\nb", "", '"><script>'])
def test_a_kind_is_looked_up_and_never_a_path(folder, kind):
    said = refused(folder, "2014", "--kind", kind)
    assert "Der er ingen notesbog til" in said["da"]
    assert "There is no notebook for" in said["en"]


@pytest.mark.parametrize("year", ["1e3", "../../x", "2014.0", "2014;ls", "0x7de"])
def test_a_year_is_a_whole_number(folder, year):
    assert "is not a valid integer" in refused(folder, year)["da"]


@pytest.mark.parametrize("year", ["0", "99999"])
def test_a_year_without_a_file_is_named_with_those_that_have_one(folder, year):
    said = refused(folder, year)
    assert f"Der er ingen parameterfil for {year}. Der er parameterfiler for 2014." in said["da"]
    assert f"There is no parameter file for {year}." in said["en"]


BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in itertools.pairwise("abcdefghi")
)
FILES = [
    (BOMB, "linje 2: en liste må kun", "line 2: a list may only"),
    ("base: &b {aar: 2014}\n<<: *b", "linje 1: en værdi er", "line 1: a value is"),
    ("aar: 2014\nx: !!python/object/new:os.system [ls]", "linje 2: mærket", "line 2: the tag"),
    ("x: " + "[" * 20_000, "linje 1: filen er ikke gyldig YAML", "line 1: the file is not valid YAML"),
    ("x: \x07", "ikke gyldig YAML", "not valid YAML"),
    ("? [a]\n: 1", "linje 1: et navn", "line 1: a name"),
    ("x: 1\nx: 2", "linje 2: 'x' står to gange", "line 2: 'x' is there twice"),
    ("x: 12:30", "linje 1: sæt værdien", "line 1: put the value"),
]


@pytest.mark.parametrize(("text", "dansk", "english"), FILES, ids=[said[:30] for _, _, said in FILES])
def test_a_file_that_is_an_attack_is_refused_with_its_line(folder, text, dansk, english):
    (folder / "params" / "2014.yaml").write_text(text, encoding="utf-8")
    said = refused(folder, "2014")
    assert dansk in said["da"]
    assert english in said["en"]


def test_the_language_of_the_years_file_is_that_of_the_messages(folder):
    file = folder / "params" / "2014.yaml"
    file.write_text(yaml.safe_dump(YEAR | {"language": "en", "andel": "halv"}), encoding="utf-8")
    ended = run(folder, "2014")
    assert (ended.exit_code, ended.output) == (1, "Error: 2014.yaml: andel must be of the type float.\n")


@pytest.mark.parametrize("quarter", ["5", "0", "-1", "'1'", "[1]"])
def test_a_quarter_is_one_of_four(folder, quarter):
    shutil.copy(ROOT / "params" / "2014.yaml", folder / "params")
    said = refused(folder, "2014", "--kind", "noegletal", "-p", "kvartal", quarter, notebooks=ROOT / "notebooks")
    assert said["da"] == "Error: 2014.yaml: kvartal skal være 1 eller 2 eller 3 eller 4.\n"
    assert said["en"] == "Error: 2014.yaml: kvartal must be of the type int and one of 1, 2, 3, 4.\n"


@pytest.mark.parametrize(
    ("programmes", "dansk"),
    [
        ("[2010]", 'en liste af enkelte værdier, hver en tekst i anførselstegn, fx ["2010"]'),
        ('["2010", "2013"]', "programmer, som der er mål fra: 2010, 2011, 2014, 2018, 2022"),
        ('"2010"', "en liste"),
    ],
)
def test_a_programme_without_goals_is_not_silently_passed_over(folder, programmes, dansk):
    """The authority is the table of goals: a number is not the text that names a programme there."""
    shutil.copy(ROOT / "params" / "2014.yaml", folder / "params")
    said = refused(folder, "2014", "-p", "ogsaa_programmer", programmes, notebooks=ROOT / "notebooks")
    assert f"ogsaa_programmer skal være {dansk}" in said["da"]
    assert "list[str] and one of 2010, 2011, 2014, 2018, 2022" in said["en"]


def test_programmes_with_goals_are_taken(folder):
    shutil.copy(ROOT / "params" / "2014.yaml", folder / "params")
    given = (("ogsaa_programmer", ["2010", "2018"]),)
    plan = make_plan(Request(2014, instead=given, notebooks=ROOT / "notebooks", params=folder / "params"))
    assert plan.parameters["ogsaa_programmer"] == ["2010", "2018"]


@pytest.mark.parametrize("parts", [("..", "x"), ("/etc",), ("a/b",), ("a\\b",), ("C:x",), ("",), ("x\0y",), (".",)])
def test_a_report_has_its_place_inside_the_output_folder(tmp_path, parts):
    with pytest.raises(ReportError, match="uden for udgivelsesmappen") as told:
        place_within(tmp_path / "reports", *parts)
    assert told.value.told("en") == "The place of the report lies outside the output folder. Nothing is published."


@pytest.mark.parametrize("linked", ["2014", "en"])
def test_a_link_in_the_output_folder_leads_nowhere(folder, linked):
    elsewhere = folder / "andetsteds"
    elsewhere.mkdir()
    (folder / "reports").mkdir()
    (folder / "reports" / linked).symlink_to(elsewhere, target_is_directory=True)
    ended = run(folder, "2014", "--language", "en" if linked == "en" else "da")
    assert ended.exit_code == 1
    assert ("lies outside the output folder" if linked == "en" else "ligger uden for udgivelsesmappen") in ended.output
    assert list(elsewhere.iterdir()) == []


def test_an_output_folder_that_is_a_file_is_a_message(folder):
    (folder / "reports").write_bytes(b"optaget")
    ended = run(folder, "2014")
    assert (ended.exit_code, "Traceback" in ended.output) == (1, False)
    assert "Kan ikke skrive til" in ended.output
    assert (folder / "reports").read_bytes() == b"optaget"


def test_a_notebook_that_is_an_attack_is_refused(folder):
    hostile = json.loads((NOTEBOOKS / "effektrapport.ipynb").read_text(encoding="utf-8"))
    cell = next(cell for cell in hostile["cells"] if "parameters" in cell["metadata"]["tags"])
    cell["source"] = ["aar: int = __import__('os').system('touch hit')  # rapportåret"]
    notebooks = folder / "params" / "notesboeger"
    notebooks.mkdir()
    (notebooks / "effektrapport.ipynb").write_text(json.dumps(hostile), encoding="utf-8")
    for language, where in (("da", "parametercellen, linje 1: skriv navn"), ("en", "cell, line 1: write name")):
        ended = run(folder, "2014", "--language", language, notebooks=notebooks)
        assert (ended.exit_code, where in ended.output) == (1, True)
    assert not list(folder.rglob("hit"))


@pytest.mark.parametrize("value", ["x" * 10**6, "a: b: c", "'", "- - - 1", "%TAG ! x"])
def test_no_value_makes_the_reader_of_values_fail_otherwise_than_by_a_message(tmp_path, value):
    file = tmp_path / "2014.yaml"
    file.write_text(f"x: {value}", encoding="utf-8")
    for read, given in ((parse_value, value), (read_parameters, file)):
        try:
            found = read(given)
        except ReportError as error:
            assert value not in str(error)
        else:
            assert found in (value, {"x": value})
