"""The list of a delivery's faults as text, as JSON and as a page that may be sent to the deliverer: no values in it."""

import json
from html import escape
from itertools import groupby

from sikkerby_eval.data.read.catalogue_words import spoken
from sikkerby_eval.data.read.door import Inspection
from sikkerby_eval.data.read.findings import located

WORDS = {
    "da": {
        "title": "Kontrol af leverancen",
        "error": "Fejl",
        "warning": "Advarsler",
        "note": "Bemærkninger",
        "none": "Ingen fejl. Leverancen kan bruges.",
        "refused": "{n} fejl. Filer med fejl bruges ikke.",
        "more": "… og {n} til af samme slags ({file})",
        "rows": "Rækker",
        "columns": ("Fil", "Rækker ind", "Brugt", "Afvist", "Rækker med fejl"),
        "sum": "rækker ind {rows} = brugt {used} + afvist {rejected}, rækker med fejl: {faulty}",
        "missing": "Ikke leveret",
        "missing_columns": ("Register", "Leveres af", "Bruges til"),
        "by": "leveres af {deliverer}, bruges til {used_in}",
        "basis": {"register": "Grundlag: registre", "demonstration": "Grundlag: demonstrationsdata, opdigtede"},
        "masked": "Listen viser sted og regel, aldrig en værdi fra filerne.",
        "finding_columns": ("Linje", "Kolonne", "Hvad er galt, og hvordan rettes det"),
    },
    "en": {
        "title": "Check of the delivery",
        "error": "Errors",
        "warning": "Warnings",
        "note": "Notes",
        "none": "No errors. The delivery can be used.",
        "refused": "Errors: {n}. Files with errors are not used.",
        "more": "… and {n} more of the same kind ({file})",
        "rows": "Rows",
        "columns": ("File", "Rows in", "Used", "Rejected", "Rows with faults"),
        "sum": "rows in {rows} = used {used} + rejected {rejected}, rows with faults: {faulty}",
        "missing": "Not delivered",
        "missing_columns": ("Register", "Delivered by", "Needed for"),
        "by": "delivered by {deliverer}, needed for {used_in}",
        "basis": {"register": "Basis: registers", "demonstration": "Basis: demonstration data, invented"},
        "masked": "The list shows place and rule, never a value from the files.",
        "finding_columns": ("Line", "Column", "What is wrong and how to mend it"),
    },
}
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem }
caption { text-align: left; font-weight: 600; padding: .5rem 0 }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #767676 }
td.number, th.number { text-align: right }
td, th, h2 { overflow-wrap: break-word; hyphens: auto }
@media (max-width: 36rem) {
  body { margin: 1rem auto; padding: 0 .75rem }
  table { font-size: .8125rem }
  th, td { padding-right: .4rem; overflow-wrap: anywhere }
  .findings th { overflow-wrap: normal; hyphens: none }
}
"""


def as_text(inspection: Inspection, language: str = "da") -> str:
    """Everything found, file by file, then rows in = used + rejected, then what was not delivered."""
    words = WORDS[language]
    lines = [words["basis"][inspection.basis], ""]
    by_severity = {name: [] for name in ("error", "warning", "note")}
    for finding in inspection.findings.ordered():
        by_severity[finding.severity].append(located(finding, language))
    for severity, found in by_severity.items():
        if found:
            lines += [
                f"{words[severity]} ({inspection.findings.count(severity)})",
                *(f"  {line}" for line in found),
                "",
            ]
    lines += [
        "  " + words["more"].format(n=number, file=file) + f": {rule}"
        for file, rule, number in inspection.findings.hidden()
    ]
    lines += [words["rows"]]
    lines += [f"  {count.file}: {words['sum'].format(**_counts(count))}" for count in inspection.files]
    if inspection.missing:
        lines += ["", words["missing"]]
        lines += [
            f"  {register.name}: "
            + words["by"].format(deliverer=spoken(register.deliverer, language), used_in=_uses(register, language))
            for register in inspection.missing
        ]
    return "\n".join([*lines, "", verdict(inspection, language)])


def verdict(inspection: Inspection, language: str = "da") -> str:
    """One sentence: usable or not."""
    errors = inspection.findings.count("error")
    words = WORDS[language]
    return words["refused"].format(n=errors) if errors else words["none"]


def as_json(inspection: Inspection, language: str = "da") -> str:
    """The same list for a program."""
    findings = inspection.findings
    return json.dumps(
        {
            "basis": inspection.basis,
            "errors": findings.count("error"),
            "warnings": findings.count("warning"),
            "notes": findings.count("note"),
            "findings": [
                {
                    "file": finding.file,
                    "line": finding.line,
                    "column": finding.column,
                    "rule": finding.rule,
                    "severity": finding.severity,
                    "text": finding.text(language),
                }
                for finding in findings.ordered()
            ],
            "not_shown": [{"file": file, "rule": rule, "count": count} for file, rule, count in findings.hidden()],
            "files": [{"file": count.file, "register": count.register, **_counts(count)} for count in inspection.files],
            "cutoffs": {name: day.isoformat() for name, day in inspection.cutoffs.items()},
            "missing": [
                {
                    "register": register.name,
                    "deliverer": spoken(register.deliverer, language),
                    "used_in": [spoken(use, language) for use in register.used_in],
                }
                for register in inspection.missing
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def as_page(inspection: Inspection, language: str = "da") -> str:
    """The same list as one HTML page without script, links or values; equal faults are one row with their lines."""
    words = WORDS[language]
    title = escape(words["title"])
    parts = [f"<h1>{title}</h1>", f"<p>{escape(verdict(inspection, language))}</p>"]
    parts += [f"<p>{escape(words['basis'][inspection.basis])}. {escape(words['masked'])}</p>"]
    for file, found in groupby(inspection.findings.ordered(), key=lambda finding: finding.file):
        parts.append(f"<h2>{escape(file)}</h2>")
        for severity, same in groupby(found, key=lambda finding: finding.severity):
            parts.append(_table(words[severity], words["finding_columns"], _by_text(same, language), kind="findings"))
        hidden = [number for where, _, number in inspection.findings.hidden() if where == file]
        parts += [f"<p>{escape(words['more'].format(n=sum(hidden), file=file))}</p>"] if hidden else []
    counts = [_counts(count) for count in inspection.files]
    rows = [
        (count.file, number["rows"], number["used"], number["rejected"], number["faulty"])
        for count, number in zip(inspection.files, counts, strict=True)
    ]
    parts += [f"<h2>{escape(words['rows'])}</h2>", _table(words["rows"], words["columns"], rows, numbers=(1, 2, 3, 4))]
    if inspection.missing:
        rows = [
            (register.name, spoken(register.deliverer, language), _uses(register, language))
            for register in inspection.missing
        ]
        parts += [f"<h2>{escape(words['missing'])}</h2>", _table(words["missing"], words["missing_columns"], rows)]
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _uses(register, language):
    return ", ".join(spoken(use, language) for use in register.used_in)


def _by_text(findings, language):
    """The same fault in the same column is one row, with all of its lines."""
    lines: dict[tuple[str, str], list[int]] = {}
    for finding in findings:
        text = finding.text(language)
        lines.setdefault((finding.column or "", text[0].upper() + text[1:]), []).append(finding.line or 0)
    return [(_ranges(found), column, text) for (column, text), found in lines.items()]


def _ranges(lines):
    """``2-5, 9`` for 2, 3, 4, 5, 9; nothing for a fault without a line."""
    runs = []
    for line in sorted(set(lines) - {0}):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _counts(count):
    return {"rows": count.rows, "used": count.used, "rejected": count.rows - count.used, "faulty": count.faulty}


def _table(caption, columns, rows, numbers=(), kind="counts"):
    def cell(tag, position, value, extra=""):
        number = ' class="number"' if position in numbers else ""
        return f"<{tag}{extra}{number}>{escape(str(value))}</{tag}>"

    head = "".join(cell("th", position, name, ' scope="col"') for position, name in enumerate(columns))
    body = "\n".join(f"<tr>{''.join(cell('td', p, value) for p, value in enumerate(row))}</tr>" for row in rows)
    caption, head = f"<caption>{escape(caption)}</caption>", f"<thead><tr>{head}</tr></thead>"
    return f'<table class="{kind}">\n{caption}\n{head}\n<tbody>\n{body}\n</tbody>\n</table>'
