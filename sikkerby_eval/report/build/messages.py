"""What the runner says to the person at the keyboard, in Danish and English; ``page_words`` is for the reader."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bs4 import Tag  # planning needs the words, not a parser of pages

BROKEN_RULES = {
    # rule: what is wrong with the page or the element
    "no_doctype": {
        "da": "siden begynder ikke med <!DOCTYPE html>",
        "en": "the page does not begin with <!DOCTYPE html>",
    },
    "page_language": {
        "da": "siden siger ikke, at sproget er {of}",
        "en": "the page does not say that its language is {of}",
    },
    "no_title": {"da": "siden har ingen titel", "en": "the page has no title"},
    "no_policy": {
        "da": "siden har ikke den aftalte CSP før sin typografi",
        "en": "the page does not have the agreed CSP before its style",
    },
    "no_viewport": {
        "da": "siden passer ikke til en telefon (viewport)",
        "en": "the page does not fit a phone (viewport)",
    },
    "one_main": {"da": "siden skal have netop ét main", "en": "the page must have exactly one main"},
    "no_skip_link": {
        "da": "siden begynder ikke med et link forbi menuen",
        "en": "the page does not begin with a link past the menu",
    },
    "forbidden_element": {"da": "elementet er ikke tilladt", "en": "the element is not allowed"},
    "moves_the_reader": {"da": "siden må ikke flytte læseren", "en": "the page may not move the reader"},
    "style_in_body": {"da": "typografi hører til i sidehovedet", "en": "style belongs in the head of the page"},
    "runs_code": {"da": "et element må ikke kunne køre kode", "en": "an element may not be able to run code"},
    "address_runs_code": {"da": "en adresse må ikke kunne køre kode", "en": "an address may not be able to run code"},
    "fetches": {"da": "der hentes noget udefra", "en": "something is fetched from elsewhere"},
    "bad_link": {
        "da": "et link skal være til siden selv, en nabofil, https eller en CSV",
        "en": "a link must be to the page itself, a file beside it, https or a CSV",
    },
    "style_fetches": {"da": "typografien henter noget udefra", "en": "the style fetches something from elsewhere"},
    "id_twice": {
        "da": "navnet (id) på et element bruges {of} gange",
        "en": "the name (id) of an element is used {of} times",
    },
    "dead_reference": {
        "da": "peger på noget, der ikke er på siden",
        "en": "points to something that is not on the page",
    },
    "one_first_heading": {
        "da": "siden skal begynde med sin eneste overskrift på første niveau",
        "en": "the page must begin with its only heading of the first level",
    },
    "skipped_level": {"da": "et overskriftsniveau er sprunget over", "en": "a level of headings is skipped"},
    "empty_heading": {"da": "en overskrift er tom", "en": "a heading is empty"},
    "no_alt": {
        "da": "billedet har ingen alt-tekst, der siger noget",
        "en": "the picture has no alt text that says anything",
    },
    "same_alt": {"da": "to billeder har samme alt-tekst", "en": "two pictures have the same alt text"},
    "no_role": {"da": "billedet mangler role=img", "en": "the picture lacks role=img"},
    "no_figcaption": {"da": "figuren har ingen titel (figcaption)", "en": "the figure has no title (figcaption)"},
    "alt_repeats_title": {"da": "alt-teksten gentager kun titlen", "en": "the alt text only repeats the title"},
    "figure_without_table": {
        "da": "figurens tal står ikke i en tabel",
        "en": "the numbers of the figure do not stand in a table",
    },
    "same_caption": {"da": "to tabeller har samme titel", "en": "two tables have the same title"},
    "no_caption": {"da": "tabellen har ingen titel (caption)", "en": "the table has no title (caption)"},
    "header_rows": {
        "da": "tabellen skal have netop én overskriftsrække",
        "en": "the table must have exactly one row of headers",
    },
    "no_scope": {"da": "en overskrift i tabellen mangler scope", "en": "a header of the table lacks scope"},
    "row_without_header": {"da": "en række i tabellen har ingen overskrift", "en": "a row of the table has no header"},
    "uneven_rows": {
        "da": "tabellens rækker er ikke lige lange",
        "en": "the rows of the table are not of the same length",
    },
    "empty_cell": {"da": "en celle har hverken ord eller tal", "en": "a cell has neither words nor numbers"},
    "foreign_table": {"da": "tabellen er ikke lavet til siden", "en": "the table is not made for the page"},
    "verdict_without_words": {"da": "en dom skal siges med ord", "en": "a verdict must be said in words"},
    "own_colour": {
        "da": "farver hører til i typografien, ikke på et element",
        "en": "colours belong in the style, not on an element",
    },
    "fixed_width": {"da": "et element har fast bredde", "en": "an element has a fixed width"},
    "keyboard_order": {"da": "rækkefølgen for tastaturet er ændret", "en": "the order of the keyboard is changed"},
    "region_without_name": {
        "da": "et rulbart felt skal kunne nås med tastatur og have sit eget navn",
        "en": "a part that scrolls must be reached by keyboard and have a name of its own",
    },
    "unreadable_picture": {"da": "billedet kan ikke læses", "en": "the picture cannot be read"},
    "picture_runs": {
        "da": "billedet indeholder noget, der kører eller henter",
        "en": "the picture holds something that runs or fetches",
    },
    "decimal_point": {"da": "et tal har decimalpunktum", "en": "a number has a decimal point"},
    "space_before_per_cent": {"da": "der mangler hårdt mellemrum før %", "en": "a no-break space is missing before %"},
    "decimal_comma": {"da": "et tal har decimalkomma", "en": "a number has a decimal comma"},
    "no_space_before_per_cent": {"da": "der er mellemrum før %", "en": "there is a space before %"},
    "hyphen_as_minus": {"da": "et minus er skrevet som bindestreg", "en": "a minus is written as a hyphen"},
    "missing_slipped": {"da": "en manglende værdi er sluppet igennem", "en": "a missing value has slipped through"},
    "date_in_digits": {"da": "en dato står ikke med ord", "en": "a date does not stand in words"},
    "month_of_other_language": {"da": "en måned står på det andet sprog", "en": "a month is in the other language"},
    "other_language": {"da": "teksten er på det andet sprog", "en": "the text is in the other language"},
    "loose_number": {
        "da": "et tal kommer ikke fra en række i tallene. Skriv det med text.value_of eller text.counted, eller "
        "erklær det i report/text/constants.py",
        "en": "a number does not come from a row of the figures. Write it with text.value_of or text.counted, or "
        "declare it in report/text/constants.py",
    },
    "number_of_another": {
        "da": "et tal er ikke det, som siden selv angiver i CSV-filen for den række, det er bundet til",
        "en": "a number is not the one that the page itself gives in its CSV file for the row it is bound to",
    },
    "row_not_offered": {
        "da": "en celle er bundet til en række, som ingen CSV-fil på siden har",
        "en": "a cell is bound to a row that no CSV file of the page has",
    },
    "row_not_held": {
        "da": "et tal er bundet til en række, som hverken står i sidens CSV-filer eller i notesbogens tabeller",
        "en": "a number is bound to a row that neither the CSV files of the page nor the tables of the notebook have",
    },
    "number_not_held": {
        "da": "et tal er ikke det, som notesbogens offentliggjorte tabel har i den række, det er bundet til",
        "en": "a number is not the one that the published table of the notebook has in the row it is bound to",
    },
    "cause": {
        "da": "der står, hvad der er årsag til hvad. Ingen sammenligning i rapporten kan bære det (niveau 3 kræves)",
        "en": "it says what caused what. No comparison of the report can carry that (level 3 is needed)",
    },
    "empty_link": {"da": "linket siger ikke, hvor det fører hen", "en": "the link does not say where it leads"},
}
LEAKS = {
    # kind of leak, as the scan names it: what may not be published
    "canary": {"da": "et plantet kendetegn", "en": "a planted mark"},
    "cpr": {"da": "noget, der ligner et CPR-nummer", "en": "something that looks like a CPR number"},
    "person_id": {"da": "en persons nøgle fra registrene", "en": "a person's key from the registers"},
    "traceback": {"da": "en fejludskrift fra Python", "en": "an error report from Python"},
    "machine_path": {"da": "en sti på maskinen", "en": "a path of the machine"},
}
PHRASES = {
    "section": {"da": " i afsnittet #{section}", "en": " in the section #{section}"},
    "places": {"da": " ({count} steder)", "en": " ({count} places)"},
    "line": {"da": "{file}, linje {line}", "en": "{file}, line {line}"},
    "refused": {"da": "Siden kan ikke udgives:", "en": "The page cannot be published:"},
    "leaks": {
        "da": "Rapporten kan ikke udgives, for den ville røbe noget:",
        "en": "The report cannot be published, because it would give something away:",
    },
}


PROGRESS = {
    "reports": {"da": "Rapporter", "en": "Reports"},
    "cells": {"da": "celler", "en": "cells"},
    "columns": {"da": "Rapport|Udfald|Hvorfor|Domme|kB", "en": "Report|Outcome|Why|Verdicts|kB"},
    "published": {"da": "udgivet", "en": "published"},
    "failed": {"da": "fejl", "en": "failed"},
    "unchanged": {"da": "uændrede", "en": "unchanged"},
    "no_data": {"da": "ingen data", "en": "no data"},
    "all_unchanged": {"da": "Alle {count} rapporter er uændrede.", "en": "All {count} reports are unchanged."},
}
VERIFIED = {
    # what ``verify`` says of a published report: faults, then notes of what has changed since
    "none_published": {"da": "Der er ingen udgivne rapporter i {of}.", "en": "There are no published reports in {of}."},
    "as_published": {"da": "uændret siden udgivelsen", "en": "unchanged since it was published"},
    "note": {"da": "bemærk", "en": "note"},
    "missing": {"da": "{of} mangler", "en": "{of} is missing"},
    "foreign": {"da": "{of} hører ikke til rapporten", "en": "{of} does not belong to the report"},
    "changed": {"da": "{of} er ændret siden udgivelsen", "en": "{of} has changed since it was published"},
    "not_following": {
        "da": "{of} svarer ikke til rapporternes tal",
        "en": "{of} does not agree with the figures of the reports",
    },
    "other_index": {
        "da": "oversigten svarer ikke til de rapporter, der ligger her",
        "en": "the index does not agree with the reports that are here",
    },
    "other_code": {"da": "koden er ændret siden", "en": "the code has changed since"},
    "other_libraries": {
        "da": "Python-bibliotekerne er andre end dengang",
        "en": "the Python libraries are other than they were then",
    },
    "not_compared": {
        "da": "det private manifest er her ikke, så leveringerne er ikke sammenlignet",
        "en": "the private manifest is not here, so the deliveries have not been compared",
    },
    "other_key": {
        "da": "nøglen til leveringernes aftryk er ikke den, rapporten blev lavet med",
        "en": "the key to the digests of the deliveries is not the one the report was made with",
    },
    "other_deliveries": {
        "da": "leveringerne er ændret siden ({of} filer)",
        "en": "the deliveries have changed since ({of} files)",
    },
}


class Fault(NamedTuple):
    """A rule that a page breaks: which, by what kind of element, in which section; never what stands there."""

    rule: str
    element: str = ""
    section: str = ""
    of: str = ""

    def told(self, language: str) -> str:
        """Say it in a language."""
        said = BROKEN_RULES[self.rule][language].format(of=self.of)
        section = PHRASES["section"][language].format(section=self.section) if self.section else ""
        return f"<{self.element}>{section}: {said}" if self.element else said


def at(tag: "Tag", rule: str) -> Fault:
    """Say which kind of element breaks a rule and in which section, never what stands in it."""
    heading = tag.find_previous(["h2", "h1"])
    return Fault(rule, tag.name, heading.get("id", "") if heading else "")
