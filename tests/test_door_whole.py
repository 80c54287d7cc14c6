"""The door as a whole: folders as people really hand them over, totals, interruptions, full disks, and the page."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from browser import chromium, findings
from click.testing import CliRunner
from door_delivery import PERSONS, as_bytes, clean, found, only, write

from sikkerby_eval.cli import main
from sikkerby_eval.data import prepare as prepared
from sikkerby_eval.data.prepare import prepare
from sikkerby_eval.data.pseudonymise import pseudonymise
from sikkerby_eval.data.read.check_list import as_page
from sikkerby_eval.data.read.door import inspect, read
from sikkerby_eval.data.registers import BY_NAME

KEY = b"k" * 32


def rules(folder):
    return {rule for rule, *_ in found(folder)}


def test_what_computers_leave_in_a_folder_is_overlooked(tmp_path):
    folder = write(tmp_path / "d", clean())
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$sigtelser.xlsx", "._sigtelser.csv", "Følgebrev.docx"):
        (folder / name).write_bytes(b"\0x")
    (folder / "__MACOSX").mkdir()
    assert found(folder) == set()


def test_names_are_compared_as_windows_does_and_links_are_followed(tmp_path):
    folder = write(tmp_path / "d", clean())
    (folder / "sigtelser.csv").rename(folder / "SIGTELSER.CSV")
    (folder / "lukninger.csv").rename(tmp_path / "far_away")
    (folder / "lukninger.csv").symlink_to(tmp_path / "far_away")
    assert found(folder) == set()
    (tmp_path / "far_away").unlink()
    assert ("ulaeselig", "lukninger.csv", None, None) in found(folder)


@pytest.mark.parametrize("ending", ["csv.gz", "csv.txt", "txt", "xls", "ods", "zip", "json", "csv.bak"])
def test_a_register_in_a_format_that_is_not_read_is_never_overlooked(tmp_path, ending):
    folder = write(tmp_path / "d", clean())
    (folder / "sigtelser.csv").rename(folder / f"sigtelser.{ending}")
    assert {"register_endelse", "fil_mangler"} <= rules(folder)


def test_files_in_folders_inside_are_told(tmp_path):
    folder = write(tmp_path / "d", clean())
    (folder / "SOF" / "2012").mkdir(parents=True)
    (folder / "SOF" / "2012" / "exitforloeb_2012.csv").write_bytes(b"x")
    assert found(folder) == {("undermappe", "SOF", None, None)}


def test_delivery_note_with_a_file_twice_and_a_file_that_is_not_there(tmp_path):
    tables = clean()
    tables["leverance"] += [list(tables["leverance"][1]), ["hest.csv", "register", "2012-12-31", ""]]
    shown = found(write(tmp_path / "d", tables))
    assert shown == {("noegle", "leverance.csv", 8, "fil"), ("fil_mangler", "leverance.csv", 9, "fil")}


def two_years(tables):
    header, *rows = tables.pop("sigtelser")
    tables["leverance"] = [row for row in tables["leverance"] if row[0] != "sigtelser.csv"]
    for year in ("2011", "2012"):
        tables[f"sigtelser_{year}"] = [header, *(row for row in rows if row[3].startswith(year))]
        tables["leverance"].append([f"sigtelser_{year}.csv", "register", "2012-12-31", ""])
    return tables


def test_a_register_in_two_files_is_one_register(tmp_path):
    tables = two_years(clean())
    folder = write(tmp_path / "d", tables)
    assert found(folder) == set() and len(read(folder).sigtelser) == 48
    tables["sigtelser_2012"].append(tables["sigtelser_2011"][1])
    shown = found(write(folder, tables))
    assert shown == {
        ("periode", "sigtelser_2012.csv", 26, "sigtelsesdato"),
        ("dublet", "sigtelser_2012.csv", 26, None),
    }


def changed(register, line, **cells):
    tables = clean()
    for column, text in cells.items():
        tables[register][line - 1][tables[register][0].index(column)] = text
    return tables


def with_register(name, header, *rows, **others):
    tables = clean() | others
    tables[name] = [header.split(";"), *(row.split(";") for row in rows)]
    tables["leverance"] += [[f"{new}.csv", "register", "2012-12-31", ""] for new in (name, *others)]
    return tables


PROJECTS = [
    [column.name for column in BY_NAME["projekter"].columns if not column.absent_ok],
    *([f"x{number}", "2012", "Navn", "KFF", "1", "projekt", "10", *[""] * 14] for number in range(8)),
]


def ranking(size):
    header = "aar;forvaltning;projekt_id;gruppe;maalopfyldelse;evidens;deltagere;kommentar"
    rows = (f"2012;KFF;x{number};mest;;;;" for number in range(size))
    return with_register("prioritering", header, *rows, projekter=PROJECTS)


OUTCOMES = "person_id;forloeb_id;maaling;dato;status"
CROSS = {
    "cut-off after today": (
        changed("leverance", 2, dataskaeringsdato="2999-12-31"),
        ("skaering_i_fremtiden", "leverance.csv", 2, "dataskaeringsdato"),
    ),
    "two sexes": (changed("exitforloeb", 2, koen="K"), ("to_koen", "exitforloeb.csv", 2, "koen")),
    "two sexes in one register": (changed("befolkning", 3, koen="K"), ("to_koen", "befolkning.csv", 3, "koen")),
    "two birth dates": (
        changed("befolkning", 3, foedselsdato="1980-01-01"),
        ("to_foedselsdatoer", "befolkning.csv", 3, "foedselsdato"),
    ),
    "category against index": (
        changed("tryghedsindeks", 2, kategori="minimal", indeks="5"),
        ("kategori_mod_indeks", "tryghedsindeks.csv", 2, "kategori"),
    ),
    "end before start": (
        changed("lukninger", 2, slutdato="2011-02-01"),
        ("raekkefoelge", "lukninger.csv", 2, "slutdato"),
    ),
    "exit person unknown": (
        changed("exitforloeb", 5, person_id="p" + "e" * 31),
        ("ukendt_person", "exitforloeb.csv", 5, "person_id"),
    ),
    "two projects most effective": (ranking(2), ("antal_i_gruppe", "prioritering.csv", 2, "gruppe")),
    "seven projects most effective": (ranking(7), ("antal_i_gruppe", "prioritering.csv", 2, "gruppe")),
    "measured before referral": (
        with_register("exitudfald", OUTCOMES, f"{PERSONS[0]};f000;foerste_kontakt;2011-01-09;job"),
        ("maalt_foer", "exitudfald.csv", 2, "dato"),
    ),
    "ended before the end": (
        with_register("exitudfald", OUTCOMES, f"{PERSONS[0]};f000;afslutning;2011-11-30;job"),
        ("maalt_foer", "exitudfald.csv", 2, "dato"),
    ),
    "a total that is no sum": (
        clean() | {"befolkningstal": [*clean()["befolkningstal"], ["2011", "", "", "14", "M", "95"]]},
        ("total_passer_ikke", "befolkningstal.csv", 50, "antal"),
    ),
}


@pytest.mark.parametrize(("tables", "place"), CROSS.values(), ids=CROSS)
def test_registers_that_disagree_are_located(tmp_path, tables, place):
    assert place in found(write(tmp_path / "d", tables))


def test_what_agrees_is_not_remarked_on(tmp_path):
    measured = f"{PERSONS[0]};f000;afslutning;2011-12-01;job"
    for number, tables in enumerate((ranking(3), ranking(6), with_register("exitudfald", OUTCOMES, measured))):
        assert found(write(tmp_path / str(number), tables)) == set()
    total = [["2011", "", "", "14", "M", "96"]]
    tables = clean() | {"befolkningstal": clean()["befolkningstal"] + total}
    assert "total_passer_ikke" not in rules(write(tmp_path / "total", tables))


def test_head_counts_against_persons_counted(tmp_path):
    """With all ages delivered, one person too few in a district is seen; a selection of ages is no total."""
    tables, count = clean(), {}
    for _, year, _, _, bydel, area, _ in tables["befolkning"][1:]:
        count[year, bydel, area] = count.get((year, bydel, area), 0) + 1
    everyone = [[*place, str(age), "M", str(n if age == 20 else 0)] for place, n in count.items() for age in range(70)]
    tables["befolkningstal"] = [tables["befolkningstal"][0], *everyone]
    assert found(write(tmp_path / "d", tables)) == set()
    tables["befolkningstal"][21][5] = "5"
    shown = found(write(tmp_path / "d", tables))
    assert shown == {("sum_passer_ikke", "befolkningstal.csv", 2, "antal")}


def test_coverage_names_what_is_missing(tmp_path):
    tables = clean()
    del tables["tryghedsindeks"][-1]
    (text,) = [f.text() for f in inspect(write(tmp_path / "d", tables)).findings.shown]
    assert "dækning 7 af 8" in text and "omraade 25, aar 2012" in text


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def command(*arguments, limit):
    """The real command in a process of its own, in which no file may grow past ``limit`` bytes, as on a full disk."""
    return subprocess.run(
        [sys.executable, "-m", "sikkerby_eval.cli", *map(str, arguments)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )


def arguments_for(name, tmp_path):
    (tmp_path / "key").write_bytes(KEY)
    tables = only(clean(), "befolkning")
    for number, row in enumerate(tables["befolkning"][1:]):
        row[0] = f"0101{number % 90:02d}-{1000 + number}"
    return {
        "check": ("check", tmp_path / "d", "--page", tmp_path / "out" / "page.html"),
        "template": ("template", tmp_path / "out"),
        "prepare": ("prepare", tmp_path / "d", tmp_path / "out"),
        "pseudonymise": (
            *("pseudonymise", write(tmp_path / "cpr", tables), tmp_path / "new"),
            *("--key", tmp_path / "key"),
        ),
    }[name]


@pytest.mark.parametrize("name", ["check", "template", "prepare", "pseudonymise"])
def test_a_full_disk_is_a_sentence_and_leaves_what_was_there(tmp_path, name):
    write(tmp_path / "d", clean())
    (tmp_path / "out").mkdir()
    for old in ("page.html", "befolkning.parquet"):
        (tmp_path / "out" / old).write_bytes(b"as it was")
    before = contents(tmp_path / "out")
    result = command(*arguments_for(name, tmp_path), limit=2_000)
    assert result.returncode == 1, result.stderr
    assert "kan ikke skrive" in result.stderr and "Traceback" not in result.stderr + result.stdout
    assert contents(tmp_path / "out") == before
    assert contents(tmp_path / "new") == {}


def test_no_permission_to_write_is_a_sentence(tmp_path, monkeypatch):
    def forbidden(*_):
        raise PermissionError(13, "Permission denied")

    write(tmp_path / "d", clean())
    for name in ("check", "template", "prepare", "pseudonymise"):
        arguments = [str(part) for part in arguments_for(name, tmp_path)]
        (tmp_path / "out").mkdir(exist_ok=True)
        with monkeypatch.context() as patched:
            patched.setattr("sikkerby_eval.data.read.write.os.replace", forbidden)
            result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 1 and "kan ikke skrive" in result.output, name
        assert contents(tmp_path / "out") == {}


def test_interrupted_in_the_middle_leaves_what_was_there(tmp_path, monkeypatch):
    write(tmp_path / "d", clean())
    prepare(tmp_path / "d", tmp_path / "out")
    before = contents(tmp_path / "out")
    sort, done = prepared._sorted, []

    def interrupted(*arguments):
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(sort(*arguments))

    monkeypatch.setattr(prepared, "_sorted", interrupted)
    tables = clean()
    tables["sigtelser"].pop()
    with pytest.raises(KeyboardInterrupt):
        prepare(write(tmp_path / "d", tables), tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_templates_never_replace_a_file_that_may_have_been_filled_in(tmp_path):
    assert CliRunner().invoke(main, ["template", str(tmp_path)]).exit_code == 0
    before = contents(tmp_path)
    result = CliRunner().invoke(main, ["template", str(tmp_path)])
    assert result.exit_code == 1 and "kan være udfyldt" in result.output
    assert contents(tmp_path) == before


def test_text_that_excel_would_run_is_disarmed_in_the_copy_and_numbers_are_not(tmp_path):
    cells = ["=HYPERLINK(1)", "@SUM(1)", "+cmd", "-cmd", "-12,5", "+45", "-", "tekst"]
    rows = [["person_id", "note"], *([f"010190-{1000 + i}", cell] for i, cell in enumerate(cells))]
    (tmp_path / "x.csv").write_bytes(as_bytes(rows))
    pseudonymise(tmp_path / "x.csv", tmp_path / "y.csv", KEY)
    written = [line.split(";")[1] for line in (tmp_path / "y.csv").read_text().splitlines()[1:]]
    assert written == ["'=HYPERLINK(1)", "'@SUM(1)", "'+cmd", "'-cmd", "-12,5", "+45", "-", "tekst"]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
        book.active.cell(book.active.max_row, 2).data_type = "s"
    book.save(tmp_path / "x.xlsx")
    pseudonymise(tmp_path / "x.xlsx", tmp_path / "y.xlsx", KEY)
    copied = [row[1] for row in openpyxl.load_workbook(tmp_path / "y.xlsx").active.iter_rows(min_row=2)]
    assert [cell.value for cell in copied] == cells and {cell.data_type for cell in copied} == {"s"}


def test_page_has_no_barrier_no_value_and_fits_a_telephone(tmp_path):
    tables = changed("exitforloeb", 3, status="KANARIEFUGL")
    for row in tables["befolkning"][1:]:
        row[2] = "01-02-1990"
    folder = write(tmp_path / "d", tables, {"lukninger.csv": b"", "hest.csv": b"KANARIEFUGL;b\n"})
    inspection = inspect(folder)
    with chromium() as browser:
        for language in ("da", "en"):
            page = tmp_path / f"{language}.html"
            page.write_text(as_page(inspection, language), encoding="utf-8")
            assert "KANARIEFUGL" not in page.read_text(encoding="utf-8")
            for width in (1280, 320):
                seen = findings(browser, page, width)
                assert (seen["violations"], seen["requests"], seen["overflow"]) == ([], [], 0), (language, width)
                assert seen["passes"] > 10
    assert "2-49" in page.read_text(encoding="utf-8")


def test_what_is_missing_for_which_section_is_told_to_person_and_program(tmp_path):
    folder = write(tmp_path / "d", only(clean(), "sigtelser"))
    listed = json.loads(CliRunner().invoke(main, ["check", str(folder), "--json"]).output)
    told = {row["register"]: row for row in listed["missing"]}
    assert told["befolkning"] == {
        "register": "befolkning",
        "deliverer": "ØKF",
        "used_in": ["effektmål 1", "effektmål 2"],
    }
