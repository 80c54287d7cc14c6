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
    "indikator": {"da": "{title} {number}, {year}", "en": "{title} {number}, {year}"},
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
    "indikator": {"da": "{number}", "en": "{number}"},
}
"""What the index calls a page among those of its kind and year: quarters, but for indicators."""


def words(language: str) -> dict[str, str]:
    """Give the words of the page in one language."""
    return {name: texts[language] for name, texts in PAGE.items()}
