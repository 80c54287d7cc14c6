"""Delivery templates and the data page, made from the catalogue so that they can never disagree with it."""

import csv
import errno
import io
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from sikkerby_eval.data.read.codes import bydel_names
from sikkerby_eval.data.read.write import filling
from sikkerby_eval.data.registers import LEVERANCE, REGISTERS, Column, Register

KINDS = {
    "person": "pseudonym",
    "id": "id",
    "text": "tekst",
    "date": "dato åååå-mm-dd",
    "year": "årstal",
    "count": "helt antal",
    "number": "tal med decimalkomma",
    "choice": "en af værdierne",
    "code": "kode",
    "offence_group": "overtrædelse",
    "bydel": "bydelens navn",
    "bydel_nr": "01-10",
    "omraade": "01-35 eller navn",
}
ROWS_WITH_LISTS = 5000


def write_templates(directory: Path) -> list[Path]:
    """Write an Excel and a CSV template per register, and the delivery note's: all of them, or none.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    FileExistsError
        If a file of the same name is there: it may have been filled in.
    OSError
        If the folder cannot be written; what it held is as before.
    """
    names = [f"{register.name}{ending}" for register in (*REGISTERS, LEVERANCE) for ending in (".xlsx", ".csv")]
    for name in names:
        if (directory / name).exists():
            raise FileExistsError(errno.EEXIST, f"{name} findes og kan være udfyldt; vælg en tom mappe")
    with filling(directory) as work:
        for register in (*REGISTERS, LEVERANCE):
            (work / f"{register.name}.xlsx").write_bytes(_workbook(register))
            (work / f"{register.name}.csv").write_bytes(_csv(register))
    return [directory / name for name in names]


def _csv(register):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(register.names)
    return text.getvalue().encode("utf-8-sig")


def _workbook(register):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = register.name
    sheet.append(register.names)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(register.columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(14, len(column.name) + 2)
        sheet[f"{letter}1"].font = Font(bold=True)
        cells = f"{letter}2:{letter}{ROWS_WITH_LISTS}"
        if values := allowed(column):
            listed = DataValidation(type="list", formula1=_list(book, column, values), allow_blank=not column.required)
            sheet.add_data_validation(listed)
            listed.add(cells)
        formats = {"date": "yyyy-mm-dd", "count": "0", "year": "0", "number": "General"}
        sheet.column_dimensions[letter].number_format = formats.get(column.kind, "@")
    words = book.create_sheet("beskrivelse", 1)
    words.append([register.dansk])
    words.append([f"Leveres af {register.deliverer}, {register.frequency}. Bruges til {', '.join(register.used_in)}."])
    words.append([])
    words.append(["kolonne", "type", "skal udfyldes", "tilladte værdier", "beskrivelse"])
    for column in register.columns:
        words.append([column.name, KINDS[column.kind], _demand(column), limits(column), column.dansk])
    for letter, width in zip("ABCDE", (26, 24, 22, 60, 70), strict=True):
        words.column_dimensions[letter].width = width
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return content.getvalue()


def _list(book, column, values):
    """A drop-down's source: inline when Excel can hold it, else a sheet of its own."""
    inline = ",".join(values)
    if len(inline) <= 250:
        return f'"{inline}"'
    sheet = book.create_sheet(f"liste_{column.name}"[:31])
    sheet.sheet_state = "hidden"
    for value in values:
        sheet.append([value])
    return f"'{sheet.title}'!$A$1:$A${len(values)}"


def allowed(column: Column) -> tuple[str, ...]:
    """The closed list of a column, empty where there is none."""
    if column.kind == "bydel":
        return tuple(bydel_names().values())
    if column.kind == "bydel_nr":
        return tuple(bydel_names())
    return column.values


def limits(column: Column) -> str:
    """Allowed values or bounds in words."""
    if values := allowed(column):
        return ", ".join(values)
    if column.low is None and column.high is None:
        return ""
    if column.high is None or column.high >= 9_999_999:
        return f"mindst {column.low:g}"
    return f"{column.low:g}-{column.high:g}"


def _demand(column):
    return "ja" if column.required else "kolonnen kan udelades" if column.absent_ok else "nej, må være tom"


def data_page() -> str:
    """The page ``docs/registre.md``: every register and column of the catalogue."""
    lines = [
        "# Registre",
        "",
        "Siden er lavet af kataloget i `sikkerby_eval/data/registers`; ret den dér. Skabeloner fås med",
        "`sikkerby template MAPPE`, og en leverance kontrolleres med `sikkerby check MAPPE`.",
        "",
        "Filer hedder som registret (`sigtelser.csv`) og kan have periode og forvaltning i navnet",
        "(`lukninger_2012K1_SOF.xlsx`). Formater: CSV med semikolon i UTF-8, Excel (.xlsx) og Parquet; for",
        "`befolkningstal` (FOLK1A) og `anmeldelsestal` (STRAF11) også statistikbankens egne udtræk (matrix-CSV,",
        "BULK-CSV og JSON-stat), og filen kan da hedde som tabellen (`straf11.csv`). Tal skrives",
        "med decimalkomma og uden tusindtalsskilletegn, datoer åååå-mm-dd, og en manglende værdi er et tomt felt.",
        "Person-id er pseudonymer; cpr-numre afvises (`sikkerby pseudonymise` danner pseudonymer).",
        "",
    ]
    for register in (*REGISTERS, LEVERANCE):
        lines += [*_section(register), ""]
    return "\n".join(lines)


def _section(register: Register) -> list[str]:
    rows = [
        f"| `{column.name}` | {KINDS[column.kind]} | {_demand(column)} | {limits(column)} | {column.dansk} |"
        for column in register.columns
    ]
    return [
        f"## {register.name}",
        "",
        f"{register.dansk}. Leveres af {register.deliverer}, {register.frequency}. Bruges til"
        f" {', '.join(register.used_in)}. Nøgle: {', '.join(register.key)}.",
        "",
        "| kolonne | type | skal udfyldes | tilladte værdier | beskrivelse |",
        "|---|---|---|---|---|",
        *rows,
    ]
