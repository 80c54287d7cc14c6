"""Everything that is wrong with a delivery, located, in Danish or English, and never with a value in it."""

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from importlib.resources import files
from typing import NamedTuple

SHOWN_PER_RULE = 50
CPR_IN_NAME = re.compile(r"\d{6}[-_ ]?\d{4}")


class Told(NamedTuple):
    """A fact that reads differently in the two languages."""

    da: str
    en: str


class Rule(NamedTuple):
    """``severity`` is ``error`` (the file is not used), ``warning`` (read, look at it) or ``note`` (what was done)."""

    severity: str
    dansk: str
    mend: str
    english: str
    mend_english: str


def masked(name: str) -> str:
    """A file's name without what looks like a CPR number in it."""
    return CPR_IN_NAME.sub("######-####", name)


def did_you_mean(name: str) -> Told:
    """Ask whether a name that is nearly a known one was meant to be it."""
    return Told(f" (mente I '{name}'?)", f" (did you mean '{name}'?)")


def _rules():
    with files("sikkerby_eval.data.read").joinpath("faults.csv").open(encoding="utf-8", newline="") as table:
        return {row.pop("rule"): Rule(**row) for row in csv.DictReader(table)}


RULES: dict[str, Rule] = _rules()


class Finding(NamedTuple):
    """One fault at one place. ``facts`` holds counts, names from the catalogue and line numbers only."""

    rule: str
    file: str
    line: int | None
    column: str | None
    facts: dict[str, object]

    @property
    def severity(self) -> str:
        return RULES[self.rule].severity

    def text(self, language: str = "da") -> str:
        """The rule and how to mend it, in one line."""
        rule = RULES[self.rule]
        what, mend = (rule.dansk, rule.mend) if language == "da" else (rule.english, rule.mend_english)
        facts = {name: getattr(fact, language) if isinstance(fact, Told) else fact for name, fact in self.facts.items()}
        return f"{what}. {mend}".format(**facts)


@dataclass(slots=True)
class Findings:
    """The list of faults: every one is counted, the first ``SHOWN_PER_RULE`` of a rule in a file are kept."""

    shown: list[Finding] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)

    def add(self, rule: str, file: str, line=None, column: str | None = None, **facts) -> None:
        file = masked(file)
        self.counts[file, rule] += 1
        if self.counts[file, rule] <= SHOWN_PER_RULE:
            self.shown.append(Finding(rule, file, None if line is None else int(line), column, facts))

    def add_lines(self, rule: str, file: str, lines, column: str | None = None, **facts) -> None:
        """Add one fault per line number; only as many as will be shown become objects."""
        for line in lines[:SHOWN_PER_RULE]:
            self.add(rule, file, line, column, **facts)
        self.add_uncounted(rule, file, len(lines) - SHOWN_PER_RULE)

    def add_uncounted(self, rule: str, file: str, number: int) -> None:
        """Count faults beyond those that are shown; a number below one adds nothing."""
        if number > 0:
            self.counts[masked(file), rule] += number

    def count(self, severity: str, file: str | None = None) -> int:
        return sum(
            number
            for (where, rule), number in self.counts.items()
            if RULES[rule].severity == severity and file in (None, where)
        )

    def ordered(self) -> list[Finding]:
        """By file, then errors before warnings before notes, then by line."""
        rank = {"error": 0, "warning": 1, "note": 2}
        return sorted(self.shown, key=lambda f: (f.file, rank[f.severity], f.line or 0, f.column or "", f.rule))

    def hidden(self) -> list[tuple[str, str, int]]:
        """File, rule and how many faults beyond those shown."""
        return [(*where, n - SHOWN_PER_RULE) for where, n in sorted(self.counts.items()) if n > SHOWN_PER_RULE]


ERRORS_IN_DELIVERY = {
    "da": "{n} fejl i leverancen; kør 'sikkerby check' for hele listen",
    "en": "errors in the delivery: {n}; run 'sikkerby check --language en' for the whole list",
}
DIVIDER = "\n\n"


class DeliveryError(Exception):
    """Raised when a delivery has errors; carries all findings and no value from the data.

    Its text is the list of errors in Danish, an empty line, and the list in English: a notebook that stops does not
    know which of them its reader wants.
    """

    def __init__(self, findings: Findings):
        self.findings = findings
        lists = []
        for language, head in ERRORS_IN_DELIVERY.items():
            errors = (located(finding, language) for finding in findings.ordered() if finding.severity == "error")
            lists.append("\n".join([head.format(n=findings.count("error")), *errors]))
        super().__init__(DIVIDER.join(lists))

    def told(self, language: str) -> str:
        """Give the list in one language."""
        return in_one_language(str(self), language)


def in_one_language(errors: str, language: str) -> str:
    """Take one language of the text of a ``DeliveryError``, which may have come from another process."""
    danish, _, english = errors.partition(DIVIDER)
    return english if language == "en" else danish


def located(finding: Finding, language: str = "da") -> str:
    """``file, line, column: rule. How to mend it.``"""
    words = ("linje", "kolonne") if language == "da" else ("line", "column")
    where = [finding.file]
    if finding.line is not None:
        where.append(f"{words[0]} {finding.line}")
    if finding.column is not None:
        where.append(f"{words[1]} {finding.column}")
    return f"{', '.join(where)}: {finding.text(language)}"
