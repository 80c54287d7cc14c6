"""Goal 3 on the page: the selected areas' way, and what chance alone would do."""

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
        return nothing(language)
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
            "chance": cell(text.value_of(areas, row["row_id"], language)),
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
