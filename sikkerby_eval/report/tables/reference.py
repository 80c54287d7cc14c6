"""Tables of what the numbers rest on: published rows with their sources, breaks, disagreements, printed sums."""

from collections.abc import Iterable

import pandas as pd

from sikkerby_eval.data import reference
from sikkerby_eval.data.read.catalogue_words import spoken
from sikkerby_eval.data.registers import BY_NAME
from sikkerby_eval.report.tables.published import cell, nothing, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import word

FIRST_SURVEY = 2015
"""The year from which Tryghedsundersøgelsen stands instead of Tryghedsindekset (``breaks.csv``, index_to_survey)."""
TOPICS_TOLD = 2
_SUBJECT = ["indicator", "area"]
_FLAGS = ("approximate", "uncertain", "computed", "third_party")
_FLAG_WORDS = {flag: f"flag_{flag}" for flag in _FLAGS}


def published_rows(rows: pd.DataFrame, *, until: int, language: Language = "da") -> Html:
    """Show published figures as their sources printed them, each with its source and what is doubtful about it.

    Parameters
    ----------
    rows
        Rows of ``data.published``: indicator, area, period, value or value_text, unit, flags and source.
    until
        Rows about a later year are left out.
    """
    known = _by_subject(_known_by(rows, until).reset_index(drop=True))
    if known.empty:
        return nothing(language)
    lines = [
        {
            "indicator": _name(row["indicator"], language),
            "area": row["area"],
            "period": text.printed(text.period(row["period"], language), language),
            "value": element("span", _printed(row, language), class_="printed"),
            "remark": ", ".join(word(flag, language) for flag in _remarks(row)) or word("none", language),
            "source": text.danish(row["source"], language),
        }
        for row in known.to_dict("records")
    ]
    heads = {name: word(name, language) for name in ("indicator", "area", "period", "value", "remark", "source")}
    topics = list(dict.fromkeys(line["indicator"] for line in lines))
    more = f" {word('and_more', language)}" if len(topics) > TOPICS_TOLD else ""
    caption = SENTENCES["published_rows"][language].format(topics="; ".join(topics[:TOPICS_TOLD]) + more)
    return plain_table(lines, caption, heads, language)


def not_delivered(missing: Iterable[str], purpose: str, *, language: Language = "da") -> Html:
    """Say which registers a section needs and did not get, and who delivers each; nothing when all are there.

    Parameters
    ----------
    missing
        Names of registers that were not delivered.
    purpose
        What the catalogue of registers says the section is: ``effektmål 2``.
    """
    needed = [BY_NAME[name] for name in missing if purpose in BY_NAME[name].used_in]
    if not needed:
        return Html("")
    from_whom = {"da": "{name} fra {deliverer}", "en": "{name} from {deliverer}"}[language]
    listed = ", ".join(
        from_whom.format(name=word(f"register_{each.name}", language), deliverer=spoken(each.deliverer, language))
        for each in needed
    )
    return element("p", SENTENCES["not_delivered"][language].format(registers=listed), class_="note")


def breaks_table(breaks: pd.DataFrame, *, until: int, language: Language = "da") -> Html:
    """Show the register of breaks up to a year: when, what happened, and what follows for the series."""
    known = breaks[breaks["date"] <= pd.Timestamp(until, 12, 31)].sort_values("date")
    if known.empty:
        return element("p", SENTENCES["no_breaks"][language])
    lines = [
        {
            "when": text.printed(text.dated(row["date"], row["precision"], language), language),
            "what": text.printed(row[f"text_{language}"], language),
            "consequence": word(row["consequence"], language),
            "source": text.danish(row["source"], language),
        }
        for row in known.to_dict("records")
    ]
    heads = {name: word(name, language) for name in ("when", "what", "consequence", "source")}
    return plain_table(lines, SENTENCES["breaks_table"][language], heads, language)


def conflicts_table(conflicts: pd.DataFrame, *, until: int, language: Language = "da") -> Html:
    """Show where sources print different numbers for the same thing: both stand, none is smoothed over."""
    known = _known_by(conflicts, until)
    if known.empty:
        return nothing(language)
    lines = [
        {
            "what": text.printed(row[f"text_{language}"], language),
            "source": _disagreeing(row, language),
        }
        for row in known.to_dict("records")
    ]
    heads = {name: word(name, language) for name in ("what", "source")}
    return plain_table(lines, SENTENCES["conflicts_table"][language], heads, language)


def _disagreeing(row: dict, language: Language) -> Html | str:
    """The two sources that disagree, the one that disagrees with itself, or the figures a remark is about."""
    named = dict.fromkeys(row[name] for name in ("source_a", "source_b") if pd.notna(row[name]))
    return text.danish("; ".join(named), language) if named else word(row["source"], language)


def revisions_table(revisions: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show where a newer extract prints another number than the one published before, and which of them is used.

    Parameters
    ----------
    revisions
        From ``data.statbank``: period, group, published, newer, used.
    """
    if revisions.empty:
        return element("p", SENTENCES["no_revisions"][language])
    lines = [
        {
            "period": text.period(row["period"], language),
            "group": row["group_da"] if "group_da" in row else row["group"],
            "printed": text.counted(row["published"], language),
            "newer": text.counted(row["newer"], language),
            "used": text.counted(row["used"], language),
        }
        for row in revisions.to_dict("records")
    ]
    heads = {name: word(name, language) for name in ("period", "group", "printed", "newer", "used")}
    return plain_table(lines, SENTENCES["revisions"][language], heads, language)


def safety_measured(areas: pd.DataFrame, year: int, *, language: Language = "da") -> Html:
    """Say how safety is measured in a year, in which areas, and how those differ from the ones before.

    Parameters
    ----------
    areas
        ``reference.safety_areas``: ``map, area, bydel, valid_from``.
    year
        The report's year: neither a later measurement nor a later division of the city is told.
    """
    maps = areas[areas["valid_from"].dt.year <= year].groupby("valid_from", sort=True)
    first, *later = (rows for _, rows in maps)
    said = SENTENCES["safety_survey" if year >= FIRST_SURVEY else "safety_index"][language]
    named = {
        "last": FIRST_SURVEY - 1,
        "first": FIRST_SURVEY,
        "districts": text.counted(len(reference.districts()), language),
    }
    method = element("p", Html(said).format(**named))
    if not later:
        told = Html(SENTENCES["areas_first"][language]).format(areas=text.counted(len(first), language))
        return joined([method, element("p", told)])
    before, now = [first, *later][-2:]
    new = now[~now["area"].isin(before["area"])]
    told = Html(SENTENCES["areas_since"][language]).format(
        year=now["valid_from"].dt.year.iloc[0],
        areas=text.counted(len(now), language),
        before=text.counted(len(before), language),
        new=text.listed(new["area"], language),
        old=text.listed(new["bydel"].drop_duplicates(), language),
    )
    return joined([method, element("p", told)])


def printed_sums(checks: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show the sums of the programme paper that do not add up: as printed, and as counted from its own lines.

    Parameters
    ----------
    checks
        ``published.printed_sum_checks``: ``what, printed, counted, unit, agrees``.
    """
    return _sums(checks[~checks["agrees"]], len(checks), "printed_sums", language)


def agreeing_sums(checks: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show the sums of the programme paper that do add up, folded together."""
    table = _sums(checks[checks["agrees"]], len(checks), "agreeing_sums", language)
    return element("details", element("summary", word("sums_that_agree", language)), table)


def _sums(checks: pd.DataFrame, of: int, caption: str, language: Language) -> Html:
    lines = [
        {
            "what": text.danish(row["what"], language),
            "printed": cell(text.counted(row["printed"], language)),
            "added_up": cell(text.counted(row["counted"], language)),
            "unit": word(row["unit"], language),
        }
        for row in checks.to_dict("records")
    ]
    heads = {name: word(name, language) for name in ("what", "printed", "added_up", "unit")}
    counts = {"apart": text.counted(len(lines), language), "all": text.counted(of, language)}
    return plain_table(lines, Html(SENTENCES[caption][language]).format(**counts), heads, language)


def _remarks(row: dict) -> list[str]:
    """What is doubtful about a printed number; one that is said to be more than a number is so told with it."""
    told = [flag for flag in _FLAGS if row[flag] and not (flag == "approximate" and row.get("note") == "more than")]
    return [_FLAG_WORDS[flag] for flag in told]


def _known_by(rows: pd.DataFrame, until: int) -> pd.DataFrame:
    last = _last_year(rows)
    return rows[(last <= until).fillna(True)]


def _last_year(rows: pd.DataFrame) -> pd.Series:
    """The year in which a period ends; a school year, 2014/15, ends in the latter of its two."""
    ends = rows["period"].str.replace(r"\b(\d\d)\d\d/(\d\d)\b", r"\1\2", regex=True)
    return ends.str.extract(r"(\d{4})(?!.*\d{4})", expand=False).astype("Int64")


def _by_subject(rows: pd.DataFrame) -> pd.DataFrame:
    """Put what is about the same thing and place together, in the order of time; else in the order given."""
    keys = {name: rows[name].map({key: place for place, key in enumerate(rows[name].unique())}) for name in _SUBJECT}
    order = rows.assign(**keys, last=_last_year(rows)).sort_values([*_SUBJECT, "last", "period"], kind="stable")
    return rows.loc[order.index]


def _name(indicator: str, language: Language) -> str:
    if indicator in METRICS:
        return METRICS[indicator][language][1]
    return word(indicator, language)


def _printed(row: dict, language: Language) -> str:
    if pd.isna(row["value"]):
        return row["value_text"]
    if row.get("note") == "more than":
        return word("more than", language).format(value=_printed(row | {"note": None}, language))
    decimals = next((count for count in (0, 1) if round(row["value"], count) == row["value"]), 2)
    if row["unit"] == "pct":
        sign = "+" if row["indicator"].endswith("_change") and row["value"] > 0 else ""
        return sign + text.percent(row["value"] / 100, language, decimals)
    written = text.number(row["value"], language, decimals)
    if row["unit"] == "mio_dkk" and language == "en":
        return f"DKK {written} million"
    return f"{written} {word(row['unit'], language)}"
