"""The words of the page around a report's own text, in Danish and in English."""

PAGE = {
    "skip": {"da": "Gå til indholdet", "en": "Skip to content"},
    "contents": {"da": "På denne side", "en": "On this page"},
    "demonstration": {"da": "Demonstration", "en": "Demonstration"},
    "made_by": {"da": "Lavet med", "en": "Made with"},
    "library": {"da": "kode", "en": "code"},
    "notebook": {"da": "notesbog", "en": "notebook"},
    "manifest": {
        "da": "Oplysninger til kontrol af rapporten (manifest.json)",
        "en": "Details for checking this report (manifest.json)",
    },
    "results": {
        "da": "Alle rapportens tal i én fil (results.csv)",
        "en": "Every figure of this report in one file (results.csv)",
    },
    "all_reports": {"da": "Alle rapporter", "en": "All reports"},
    "reports_of": {"da": "Rapporter for {year}", "en": "Reports for {year}"},
    "revisions": {"da": "Ændret siden sidste rapport", "en": "Changed since the last report"},
    "revisions_title": {"da": "Ændringer: {title}", "en": "Changes: {title}"},
    "revisions_back": {"da": "Til rapporten: {title}", "en": "To the report: {title}"},
    "revisions_first": {
        "da": "Der er ikke udgivet en rapport af samme slags for en tidligere periode. Intet tal er ændret.",
        "en": "No report of the same kind has been published for an earlier period. No figure has changed.",
    },
    "revisions_no_figures": {"da": "Rapporten viser ingen tal.", "en": "The report shows no figures."},
    "revisions_since": {"da": "Sammenlignet med {title}.", "en": "Compared with {title}."},
    "unchanged": {"da": "Uændrede tal: {n}", "en": "Unchanged figures: {n}"},
    "revised": {"da": "Ændrede tal: {n}", "en": "Changed figures: {n}"},
    "uncertainty_moved": {
        "da": "Tal, der er de samme, men med en anden usikkerhed: {n}",
        "en": "Figures that are the same, with another uncertainty: {n}",
    },
    "revised_by_few": {
        "da": "Tal, der er ændret med under 5 personer: {n}",
        "en": "Figures changed by fewer than 5 persons: {n}",
    },
    "now_shown": {"da": "Tal, der nu vises: {n}", "en": "Figures now shown: {n}"},
    "now_withheld": {"da": "Tal, der nu ikke vises: {n}", "en": "Figures no longer shown: {n}"},
    "new": {"da": "Nye tal: {n}", "en": "New figures: {n}"},
    "gone": {"da": "Tal, der ikke er med mere: {n}", "en": "Figures no longer included: {n}"},
    "revisions_why": {"da": "Hvorfor tal kan være ændret", "en": "Why figures may have changed"},
    "cause_data": {
        "da": "Nye data: leverancerne er ikke de samme som sidst.",
        "en": "New data: the deliveries are not the same as last time.",
    },
    "cause_method": {
        "da": "Ændret metode eller rettelse: programmets kode er ikke den samme som sidst. Se listen over ændringer i "
        "programmet.",
        "en": "Changed method or correction: the program's code is not the same as last time. See the program's list "
        "of changes.",
    },
    "cause_libraries": {
        "da": "Nye versioner af de biblioteker, programmet regner med.",
        "en": "New versions of the libraries that the program calculates with.",
    },
    "cause_choices": {"da": "Andre valg i årets parametre.", "en": "Other choices in the year's parameters."},
    "cause_time": {
        "da": "Leverancer, kode og valg er de samme. Et tal er kun ændret, hvis det afhænger af rapportens periode, "
        "for eksempel fordi flere er fulgt længe nok.",
        "en": "Deliveries, code and choices are the same. A figure has changed only if it depends on the period of the "
        "report, for instance because more people have been followed long enough.",
    },
    "revisions_list": {"da": "De ændrede tal", "en": "The changed figures"},
    "revisions_caption": {"da": "Tal, der er ændret siden sidst", "en": "Figures changed since last time"},
    "revisions_figure": {"da": "Tal", "en": "Figure"},
    "revisions_period": {"da": "Periode", "en": "Period"},
    "revisions_area": {"da": "Område", "en": "Area"},
    "revisions_group": {"da": "Gruppe", "en": "Group"},
    "revisions_was": {"da": "Før", "en": "Before"},
    "revisions_is": {"da": "Nu", "en": "Now"},
    "revisions_moved": {"da": "Ændring", "en": "Change"},
    "by_few": {"da": "ændret (under 5)", "en": "changed (under 5)"},
    "hardly_moved": {"da": "næsten ingen", "en": "next to none"},
    "not_compared": {"da": "sammenlignes ikke", "en": "not compared"},
    "not_the_city": {
        "da": "Ikke udgivet af Københavns Kommune.",
        "en": "Not issued by the City of Copenhagen (Københavns Kommune).",
    },
    "issued_by": {"da": "Udgivet af {publisher}.", "en": "Issued by {publisher}."},
    "basis_published": {
        "da": "Bygger kun på offentliggjorte tal.",
        "en": "Based on published figures only.",
    },
    "basis_delivered": {
        "da": "Bygger på leverede registre og offentliggjorte tal.",
        "en": "Based on delivered registers and published figures.",
    },
    "basis_demonstration": {
        "da": "Tallene om personer og områder er opdigtede. De viser, hvordan rapporten ser ud, og intet om København.",
        "en": "Figures about persons and areas are invented. They show how the report looks, and nothing about "
        "Copenhagen.",
    },
    "overview_title": {"da": "Effektmåling af Sikker By", "en": "Effect measurement of Sikker By"},
    "overview_basis": {
        "da": "Alle udgivne rapporter, nyeste år først.",
        "en": "All published reports, newest year first.",
    },
    "overview_lead": {
        "da": "Sikker By er Københavns Kommunes kriminalpræventive program. Hver rapport siger, om programmets mål er "
        "nået, hvor sikkert det er, og hvad der ikke kan vides.",
        "en": "Sikker By is the City of Copenhagen's crime-prevention programme. Each report says whether its goals "
        "are met, how sure that is, and what cannot be known.",
    },
    "overview_years": {"da": "Årene", "en": "The years"},
    "overview_empty": {"da": "Der er endnu ikke udgivet nogen rapport.", "en": "No report has been published yet."},
    "kvartal": {"da": "{title} {year}, {number}. kvartal", "en": "{title} {year}, quarter {number}"},
    "indikator": {"da": "{title} {number}, {year}. {name}", "en": "{title} {number}, {year}. {name}"},
    "year": {"da": "{title} {year}", "en": "{title} {year}"},
}

KINDS_IN_INDEX = {
    "effektrapport": {"da": "Effektrapport", "en": "Effect report"},
    "portefoelje": {"da": "Projekter", "en": "Projects"},
    "noegletal": {"da": "Nøgletal", "en": "Key figures"},
    "urolige_omraader": {"da": "Urolige områder", "en": "Areas of unrest"},
    "indikator": {"da": "Indikatorer", "en": "Indicators"},
    "kalender": {"da": "Kalender", "en": "Calendar"},
}
PARTS = {
    "": {"da": "{number}. kvartal", "en": "quarter {number}"},
    "indikator": {"da": "{number}. {told}", "en": "{number}. {told}"},
}
"""What the index calls a page among those of its kind and year: a quarter, or an indicator and what its title tells."""


def words(language: str) -> dict[str, str]:
    """Give the words of the page in one language."""
    return {name: texts[language] for name, texts in PAGE.items()}
