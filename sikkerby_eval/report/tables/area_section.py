"""Goal 3 on the page: the selected areas' way, and what chance alone would do."""

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.figures.bar_chart import bar_chart
from sikkerby_eval.report.tables.exit_section import cell, measured
from sikkerby_eval.report.tables.published import download, label, nothing, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import METRICS, SENTENCES
from sikkerby_eval.report.text.words import word

CATEGORIES = ("markant", "intensiveret", "ordinær", "reduceret", "minimal", "udgået")
CHANCES = {"leave_markant": "no_change_leave_markant", "reach_ordinaer": "no_change_reach_ordinaer"}
TOLD_AT = "pålidelighed 0,80"


def arrived_chart(published: PublishedTable, *, language: Language = "da") -> Html:
    """Draw what share of the selected areas had arrived by each year; all of them must for the goal to be met."""
    shares = published.select(metric="safety_share_arrived")
    known = shares.frame[shares.frame["status"] == "shown"]
    if known.empty:
        lacking = shares.frame["method"].fillna("").str.startswith("missing").any()
        return element("p", SENTENCES["arrived_unknown"][language]) if lacking else nothing(language)
    row = known.iloc[-1]
    counts = {
        name: text.value_of(shares, row["row_id"], language, field=field)
        for name, field in (("arrived", "numerator"), ("selected", "denominator"))
    }
    title = Html(SENTENCES["arrived_said"][language]).format(
        **counts, period=element("span", str(row["period"])[-4:], data_row=row["row_id"])
    )
    drawn = METRICS["safety_share_arrived"][language][1]
    return bar_chart(shares, title=title, subtitle=drawn, by="period", target=1.0, language=language)


def trajectories_table(published: PublishedTable, *, caption: str = "trajectories", language: Language = "da") -> Html:
    """Show the category of each area year by year, in words; ``caption`` is the sentence that says which areas."""
    rows = published.select(metric="safety_category")
    frame = rows.frame
    if frame.empty:
        return nothing(language)
    years = sorted(set(frame["period"]))
    categories = frame.set_index(["area", "period"])
    records = [
        {"area": label(area, "area", language)}
        | {
            year: element(
                "span", word(categories["group"][area, year], language), data_row=categories["row_id"][area, year]
            )
            if (area, year) in categories.index
            else word("missing", language)
            for year in years
        }
        for area in dict.fromkeys(frame["area"])
    ]
    heads = {"area": word("area", language)} | {year: year for year in years}
    caption = SENTENCES[caption][language]
    return plain_table(records, caption, heads, language) + download(rows, caption, language)


def transitions_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show how many areas went from each category to each other; who stayed stands on the diagonal."""
    moves = published.select(metric="safety_transition")
    frame = moves.frame
    if frame.empty or frame["value"].isna().all():
        return nothing(language)
    ids = frame.set_index("group")["row_id"]
    starts = list(dict.fromkeys(group.split(" → ")[0] for group in frame["group"]))
    ends = [end for end in CATEGORIES if any(f"{start} → {end}" in ids for start in starts)]
    known = set(frame[frame["value"].notna()]["group"].str.split(" → ").str[0])
    records = [
        {"from_category": word(start, language)}
        | {
            end: cell(
                text.value_of(moves, ids[f"{start} → {end}"], language, field="numerator")
                if f"{start} → {end}" in ids
                else word("missing", language)
            )
            for end in ends
        }
        for start in starts
        if start in known
    ]
    heads = {"from_category": word("from_category", language)} | {end: word(end, language) for end in ends}
    caption = SENTENCES["transitions"][language].format(period=text.period(frame["period"].iloc[0], language))
    return plain_table(records, caption, heads, language) + download(moves, caption, language)


def movement_text(published: PublishedTable, *, language: Language = "da") -> Html:
    """Say whether areas moved as often up as down, how surely, and how mobile they are; nothing without movements."""
    tests = published.select(metric="safety_bowker").frame
    if tests.empty or tests["value"].isna().all():
        return Html("")
    names = {"bowker": "safety_bowker", "stuart": "safety_stuart_maxwell", "empty": "safety_empty_pairs"}
    numbers = {name: measured(published, language, metric=metric) for name, metric in names.items()}
    pairs = published.select(metric="safety_empty_pairs")
    numbers["pairs"] = text.value_of(pairs, pairs.frame["row_id"].iloc[-1], language, field="denominator")
    exact = tests["method"].iloc[-1].startswith("exact")
    said = [
        text.sentence("symmetry_said", language, **numbers),
        element("p", SENTENCES["symmetry_exact" if exact else "symmetry_approximate"][language], class_="note"),
    ]
    mobility = published.select(metric="safety_shorrocks")
    if mobility.frame["value"].notna().any():
        said.append(text.sentence("mobility_said", language, mobility=measured(mobility, language)))
    return joined(said)


def exits_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show what share of the areas left each category from one year to the next, with its interval and its counts."""
    exits = published.select(metric="safety_exit_probability")
    frame = exits.frame
    if frame.empty or frame["value"].isna().all():
        return nothing(language)
    records = [
        {
            "from_category": word(row["group"], language),
            "left_it": cell(measured(exits, language, group=row["group"])),
            "moves_from": cell(text.value_of(exits, row["row_id"], language, field="denominator")),
        }
        for row in frame.to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["exits"][language].format(period=text.period(frame["period"].iloc[0], language))
    return plain_table(records, caption, heads, language) + download(exits, caption, language)


def in_need_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show the goal as it was reworded in 2011: how many areas are in need, and the change since the first year."""
    counts = published.select(metric="safety_areas_in_need")
    changes = published.select(metric="safety_change_in_need")
    frame = counts.frame
    if frame.empty:
        return nothing(language)
    since = {str(period)[-4:]: row for period, row in changes.frame.set_index("period")["row_id"].items()}
    records = [
        {
            "period": str(row["period"]),
            "in_need": cell(text.value_of(counts, row["row_id"], language)),
            "of_areas": cell(text.value_of(counts, row["row_id"], language, field="denominator")),
            "from_first_year": cell(
                text.value_of(changes, since[row["period"]], language)
                if row["period"] in since
                else word("baseline", language)
            ),
        }
        for row in frame.to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["in_need"][language]
    return plain_table(records, caption, heads, language) + download(published, caption, language)


def gap_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show how far the selected areas' index lies from the rest of the city, and say whether the gap has closed."""
    gaps, changes = published.select(metric="safety_gap"), published.select(metric="safety_gap_change")
    frame, moved = gaps.frame, changes.frame
    if frame.empty or frame["value"].isna().all():
        return nothing(language)
    since = moved.set_index("period")["row_id"]
    records = [
        {
            "period": str(row["period"]),
            "gap": cell(measured(gaps, language, period=row["period"])),
            "gap_change": cell(
                measured(changes, language, period=row["period"])
                if row["period"] in since
                else word("baseline", language)
            ),
        }
        for row in frame.to_dict("records")
    ]
    last = moved.iloc[-1]
    way = "gap_unknown"
    if pd.notna(last["ci_low"]):
        way = "gap_closes" if last["ci_low"] > 0 else "gap_widens" if last["ci_high"] < 0 else "gap_unclear"
    elif pd.isna(last["value"]):
        way = "gap_not_compared"
    fields = {} if way == "gap_not_compared" else {"change": measured(changes, language)}
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["gaps"][language]
    return joined(
        [
            text.sentence(way, language, **fields),
            plain_table(records, caption, heads, language),
            download(published.select(metric=["safety_gap", "safety_gap_change"]), caption, language),
        ]
    )


def chances_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show the chance that each selected area arrives by the deadline, and say the chance that all of them do."""
    areas = published.select(metric="safety_chance_of_arriving")
    frame = areas.frame
    if frame.empty:
        return nothing(language)
    records = [
        {
            "area": label(row["area"], "area", language),
            "from_category": word(row["group"], language),
            "chance": cell(measured(areas, language, area=row["area"])),
        }
        for row in frame.to_dict("records")
    ]
    together = published.select(metric="safety_chance_all_arrive")
    said = text.sentence("chance_all", language, chance=measured(together, language))
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["chances"][language].format(period=text.period(frame["period"].iloc[0], language))
    return joined([said, plain_table(records, caption, heads, language), download(areas, caption, language)])


def benchmark_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Say in plain words what regression to the mean would do, and show it for four reliabilities."""
    rows = published.select(metric=list(CHANCES.values()))
    frame = rows.frame
    if frame.empty or frame["value"].isna().all():
        return nothing(language)
    records = [
        {"reliability": word(group, language)}
        | {name: cell(measured(rows, language, metric=metric, group=group)) for name, metric in CHANCES.items()}
        for group in dict.fromkeys(frame["group"])
    ]
    ends = {
        name: measured(rows, language, metric=CHANCES[metric], group=TOLD_AT)
        for name, metric in (("leave", "leave_markant"), ("reach", "reach_ordinaer"))
    }
    heads = {name: word(name, language) for name in records[0]}
    caption = SENTENCES["benchmark"][language]
    said = text.sentence("benchmark_said", language, **ends)
    return joined([said, plain_table(records, caption, heads, language), download(rows, caption, language)])
