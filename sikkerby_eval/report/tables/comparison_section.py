"""Comparisons on the page: each with the Maryland level it can carry, and no word of cause below level 3."""

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.metrics.compare.before_after import maryland_level
from sikkerby_eval.metrics.compare.evidence import PLACE, SELECTED
from sikkerby_eval.report.tables.exit_section import cell, measured
from sikkerby_eval.report.tables.published import download, label, nothing, plain_table, series_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

ROWS = (
    # what is compared, its metric, the area it is about, and the metric of its p-value
    ("before_after_selected", "ratio", "udvalgte områder", "ratio_p_value"),
    ("before_after_rest", "ratio", "resten af byen", "ratio_p_value"),
    ("apart_before", "trend_gap_before", None, "trend_gap_before_p_value"),
    ("apart_difference", "did_difference", None, "did_difference_p_value"),
    ("apart_ratio", "did_ratio", None, "did_ratio_p_value"),
    ("place_itself", "wdd_local", None, None),
    ("place_neighbours", "wdd_displacement", None, None),
    ("place_together", "wdd", None, "wdd_p_value"),
    ("place_before", "wdd_before", None, "wdd_before_p_value"),
)
SCALES = {"did_difference_p_value": "as_difference", "did_ratio_p_value": "as_ratio"}
SIGNIFICANT = 0.05


def comparisons_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show what was compared, on which level, how it came out with its interval, and what chance alone could do."""
    frame = published.frame
    levels = maryland_level(frame)
    records = []
    for name, metric, area, chance in ROWS:
        labels = {"metric": metric} | ({"area": area} if area else {})
        rows = published.select(**labels)
        if rows.frame.empty:
            continue
        row = rows.frame.iloc[-1]
        level = levels[frame["row_id"] == row["row_id"]].iloc[0]
        p_value = published.select(**labels | {"metric": chance}) if chance else None
        records.append(
            {
                "compared": word(name, language),
                "period": text.period(row["period"], language),
                "level": cell(word("missing", language) if pd.isna(level) else text.counted(level, language)),
                "result": cell(measured(rows, language)),
                "chance_alone": cell(measured(p_value, language) if chance else word("in_the_sum", language)),
            }
        )
    if not records:
        return nothing(language)
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["comparisons"][language]
    return plain_table(records, caption, heads, language) + download(published, caption, language)


def comparisons_text(published: PublishedTable, *, language: Language = "da") -> Html:
    """Say on which scales the areas changed apart, if any, and what the place and its neighbours did; never why."""
    frame = published.frame
    said = []
    chances = frame[frame["metric"].isin(SCALES) & frame["value"].notna()].set_index("metric")["value"]
    if len(chances):
        apart = [word(SCALES[metric], language) for metric, chance in chances.items() if chance <= SIGNIFICANT]
        scales = f" {word('and', language)} ".join(apart)
        said.append(
            text.sentence("compared_areas_apart", language, scales=scales)
            if apart
            else text.sentence("compared_areas_same", language)
        )
    if (frame["metric"] == "wdd").any():
        parts = {"local": "wdd_local", "neighbours": "wdd_displacement", "together": "wdd"}
        numbers = {name: measured(published, language, metric=metric) for name, metric in parts.items()}
        if len(published.select(metric="wdd_displacement").frame):
            said.append(text.sentence("place_said", language, **numbers))
    elif len(frame):
        said.append(element("p", SENTENCES["place_not_named"][language]))
    return joined(said) if said else Html("")


def interruption_table(published: PublishedTable, *, caption: str = "interruptions", language: Language = "da") -> Html:
    """Show how far quarterly reports jumped at a start and moved afterwards, and say where that cannot be told yet.

    Every row stands on level 2 of the Maryland scale; ``caption`` is the sentence that says so, and of what.
    """
    frame = published.frame
    jumps = frame[frame["metric"] == "level_change"]
    if jumps.empty:
        return nothing(language)
    known = jumps[jumps["value"].notna()]
    records = []
    for row in known.to_dict("records"):
        own = {"area": row["area"], "group": row["group"]}
        metrics = {"jump": "level_change", "jump_chance": "level_change_p_value"}
        metrics |= {"slope_after": "slope_change", "slope_chance": "slope_change_p_value"}
        numbers = {name: cell(measured(published, language, metric=metric, **own)) for name, metric in metrics.items()}
        records.append({"series": _series(row, language), "period": text.period(row["period"], language)} | numbers)
    said = []
    for row in known.to_dict("records"):
        level = measured(published, language, metric="level_change", area=row["area"], group=row["group"])
        said.append(text.sentence("jump_said", language, series=Html(_series(row, language)), level=level))
    short = jumps[jumps["value"].isna()]
    if len(short):
        names = ", ".join(_series(row, language) for row in short.to_dict("records"))
        said.append(element("p", SENTENCES["series_short"][language].format(series=names), class_="note"))
    if not records:
        return joined(said)
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES[caption][language]
    return joined([*said, plain_table(records, caption, heads, language), download(published, caption, language)])


def gaps_before_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show year by year how far the areas compared lay apart before the start; without areas, nothing."""
    gaps = published.select(metric="gap_before")
    return series_table(gaps, SENTENCES["gaps_before"][language], language=language) if len(gaps.frame) else Html("")


def _series(row, language: Language) -> str:
    """What a series counts: reports in areas, in a place by its name, or of a kind in the whole city."""
    if row["group"] == PLACE:
        return f"{word(PLACE, language)}, {row['area']}"
    return word(SELECTED, language) if row["group"] == SELECTED else label(row["group"], "group", language)


def balance_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show how alike the areas compared were before, against all others and against those chosen for comparison."""
    rows = published.select(metric=["balance_level", "balance_trend"])
    frame = rows.frame
    if frame.empty:
        return nothing(language)
    records = [
        {"trait": word(metric, language)}
        | {group: cell(measured(rows, language, metric=metric, group=group)) for group in ("all", "matched")}
        for metric in dict.fromkeys(frame["metric"])
    ]
    alike = (maryland_level(frame) >= 3).all()
    said = element("p", SENTENCES["balance_good" if alike else "balance_bad"][language])
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["balance"][language]
    return joined([said, plain_table(records, caption, heads, language), download(rows, caption, language)])
