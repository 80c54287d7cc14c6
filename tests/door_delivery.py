"""A small faultless delivery, and the functions that put one fault into it."""

from pathlib import Path

from sikkerby_eval.data.read.door import inspect

DISTRICTS = (("05", "Østerbro"), ("08", "Nørrebro"), ("22", "Valby"), ("25", "Vesterbro-Kongens Enghave"))
NUMBERS = {"Østerbro": "02", "Nørrebro": "03", "Valby": "05", "Vesterbro-Kongens Enghave": "04"}
PERSONS = tuple(f"p{number:031x}" for number in range(1, 25))

EXIT = (
    "forloeb_id;person_id;foedselsdato;koen;spor;henvist_af;henvist_dato;screenet_dato;plan_dato;startdato;slutdato;"
    "status;opfoelgning_dato"
)


def _cells(line):
    return line.split(";")


def clean() -> dict[str, list[list[str]]]:
    """Six registers and the delivery note, header first, as cells of text."""
    population = [["person_id", "aar", "foedselsdato", "koen", "bydel", "omraade", "bydel_nr"]]
    charges = [
        ["sigtelse_id", "person_id", "foedselsdato", "sigtelsesdato", "gerningsdato", "gerningskode", "sag_id"],
    ]
    counts = [["aar", "bydel", "omraade", "alder", "koen", "antal"]]
    index = [["aar", "bydel", "omraade", "kategori", "indeks", "metode"]]
    for number, person in enumerate(PERSONS):
        area, bydel = DISTRICTS[number % 4]
        birth = f"{1988 + number % 5}-0{1 + number % 9}-1{number % 10}"
        population += [
            [person, str(year), birth, "MK"[number % 2], bydel, area, NUMBERS[bydel]] for year in (2011, 2012)
        ]
        for year in (2011, 2012):
            day = f"{year}-0{1 + number % 9}-2{number % 9}"
            case = f"k{year}{number:03d}"
            charges.append([f"s{year}{number:03d}", person, birth, day, f"{year}-01-0{1 + number % 9}", "1252", case])
    for area, bydel in DISTRICTS:
        for year in (2011, 2012):
            counts += [[str(year), bydel, area, str(age), sex, str(10 + age)] for age in (14, 15, 16) for sex in "MK"]
            index.append([str(year), bydel, area, "markant", "12,5", "2010-modellen"])
    course = [_cells(EXIT)]
    for number, row in enumerate(population[1:17:2]):
        dates = "2011-01-10;2011-01-20;2011-02-01;2011-02-10;2011-12-01"
        course.append(_cells(f"f{number:03d};{row[0]};{row[2]};{row[3]};bande;SSP;{dates};gennemfoert;"))
    closures = [
        _cells("lukning_id;forvaltning;institution;ydelse;bydel;omraade;startdato;slutdato;omfang;aarsag"),
        _cells("l1;KFF;Et bibliotek;bibliotek;Nørrebro;08;2011-03-01;2011-03-02;hel;uro"),
        _cells("l2;BUF;En klub;klub;Valby;22;2012-05-01;;delvis;andet"),
    ]
    tables = {
        "befolkning": population,
        "sigtelser": charges,
        "befolkningstal": counts,
        "tryghedsindeks": index,
        "exitforloeb": course,
        "lukninger": closures,
    }
    note = [["fil", "grundlag", "dataskaeringsdato", "raekker"]]
    note += [[f"{name}.csv", "register", "2012-12-31", ""] for name in tables]
    return tables | {"leverance": note}


def as_bytes(table: list[list[str]], separator=";", newline="\n", encoding="utf-8") -> bytes:
    return "".join(separator.join(row) + newline for row in table).encode(encoding)


def write(folder: Path, tables: dict, replaced: dict[str, bytes] | None = None) -> Path:
    """Write the delivery; ``replaced`` gives raw bytes by file name."""
    folder.mkdir(exist_ok=True)
    for name, table in tables.items():
        (folder / f"{name}.csv").write_bytes(as_bytes(table))
    for name, content in (replaced or {}).items():
        (folder / name).write_bytes(content)
    return folder


def with_cell(register: str, line: int, column: str, text: str) -> dict:
    """The clean delivery with one cell replaced; ``line`` as an editor counts."""
    tables = clean()
    table = tables[register]
    table[line - 1][table[0].index(column)] = text
    return tables


def with_row(register: str, row: list[str]) -> dict:
    tables = clean()
    tables[register].append(row)
    return tables


def only(tables: dict, register: str) -> dict:
    """One register of a delivery, with its row of the note."""
    header, *rows = tables["leverance"]
    return {register: tables[register], "leverance": [header, *(row for row in rows if row[0] == f"{register}.csv")]}


def found(folder, **options):
    """Rule, file, line and column of everything found but notes; every text is one line in both languages."""
    inspection = inspect(folder, **options)
    for finding in inspection.findings.shown:
        assert "\n" not in finding.text("da") and "\n" not in finding.text("en")
    return {(f.rule, f.file, f.line, f.column) for f in inspection.findings.shown if f.severity != "note"}
