"""Tables of the portfolio: double reports, the administrations' own choices, and projects in groups."""

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.judge.priorities import priority_groups
from sikkerby_eval.metrics.projects.self_evaluation import WIDEST
from sikkerby_eval.report.tables.published import cell, download, limits, nothing, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word


def listed_twice_table(found: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show the projects that the paper lists more than once under one administration, each amount as printed.

    Parameters
    ----------
    found
        ``metrics.projects.listed_twice``.
    """
    records = [
        {
            "project": text.danish(row["project"], language),
            "owner": word(row["administration"], language),
            "tkr": text.printed(" + ".join(_amount(printed, language) for printed in row["amounts"]), language),
        }
        for row in found.to_dict("records")
    ]
    heads = {name: word(name, language) for name in ("project", "owner", "tkr")}
    return plain_table(records, SENTENCES["listed_twice"][language], heads, language)


def reported_twice_table(found: pd.DataFrame, projects: pd.DataFrame | None, *, language: Language = "da") -> Html:
    """Show the projects that reported one form in several systems, or say that there are none.

    Parameters
    ----------
    found
        ``metrics.projects.self_evaluation.reported_twice``.
    projects
        The register ``projekter``, for the names.
    """
    if projects is None:
        return nothing(language)
    if found.empty:
        return element("p", SENTENCES["reported_once"][language])
    names = projects.drop_duplicates("projekt_id").set_index("projekt_id")["navn"]
    records = [
        {
            "project": text.danish(names.get(row["projekt_id"], row["projekt_id"]), language),
            "owner": word(row["forvaltning"], language),
            "form": word(row["skema"], language),
            "systems": text.danish(", ".join(row["systems"]), language),
        }
        for row in found.to_dict("records")
    ]
    heads = {name: word(name, language) for name in ("project", "owner", "form", "systems")}
    return plain_table(records, SENTENCES["reported_twice"][language], heads, language)


def distance_notes(distances: PublishedTable, *, language: Language = "da") -> Html:
    """Say where the interval is the widest there can be, because pairs were not delivered."""
    if not (distances.frame["method"] == WIDEST).any():
        return Html("")
    return element("p", SENTENCES["widest_pairs"][language], class_="note")


def forms_missing_table(found: pd.DataFrame, projects: pd.DataFrame | None, *, language: Language = "da") -> Html:
    """Show the projects that lack a form of the year, or say that none does.

    Parameters
    ----------
    found
        ``metrics.projects.self_evaluation.forms_missing``.
    projects
        The register ``projekter``; without it nothing is known.
    """
    if projects is None:
        return nothing(language)
    if found.empty:
        return element("p", SENTENCES["forms_complete"][language])
    records = [
        {
            "project": text.danish(row["navn"], language),
            "owner": word(row["forvaltning"], language),
            "missing_forms": ", ".join(word(form, language) for form in row["skemaer"]),
        }
        for row in found.to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, SENTENCES["forms_missing"][language], heads, language)


def dimension_lists(dimensions: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show the dimensions of the evaluation as each place of the paper lists them: they are not the same.

    Parameters
    ----------
    dimensions
        ``reference.evaluation_dimensions``.
    """
    listed = dimensions.groupby("place", sort=False)["dimension_da"].agg("; ".join)
    records = [
        {"source": text.danish(place, language), "dimensions": text.danish(names, language)}
        for place, names in listed.items()
    ]
    heads = {name: word(name, language) for name in ("source", "dimensions")}
    return plain_table(records, SENTENCES["dimension_lists"][language], heads, language)


def named_table(named: pd.DataFrame, *, language: Language = "da") -> Html:
    """Show how many projects each administration has named, and whether that is 3–6 of each.

    Parameters
    ----------
    named
        ``metrics.projects.ranking.named_by_administration``.
    """
    if not named[["mest", "mindst"]].to_numpy().any():
        return element("p", SENTENCES["nobody_named"][language], class_="note")
    records = [
        {
            "owner": word(row["forvaltning"], language),
            "most_named": cell(text.counted(row["mest"], language)),
            "least_named": cell(text.counted(row["mindst"], language)),
            "within_rule": word("yes" if row["within_rule"] else "no", language),
        }
        for row in named.to_dict("records")
    ]
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, SENTENCES["named_projects"][language], heads, language)


def priority_table(
    scores: PublishedTable,
    ranking: pd.DataFrame | None,
    projects: pd.DataFrame | None,
    year: int,
    left_out: int,
    led_to: dict[int, str],
    *,
    language: Language = "da",
) -> Html:
    """Show the named projects in groups, with score, range, participants, budget and the project's own comment.

    Parameters
    ----------
    scores
        The published rows of ``priority_score``.
    ranking, projects
        The registers ``prioritering`` and ``projekter``; names, budgets and comments are joined by the project's id,
        and projects without a budget are counted and said.
    left_out
        How many were left out because they have fewer than ten participants.
    led_to
        ``project_thread.goals_of_areas``: the goals that each project's action area is to lead to.
    """
    frame = scores.frame
    if frame.empty:
        return _left_out(left_out, 0, language)
    groups = priority_groups(frame)
    said = ranking[ranking["aar"] == year].set_index("projekt_id")
    sheets = _sheets(projects, year)
    frame = frame.assign(place=frame["row_id"].map(groups)).sort_values(["place", "group"], na_position="last")
    records = [_record(row, said.loc[row["group"]], sheets, language) for row in frame.to_dict("records")]
    names = ["project", "priority_group", "owner", "named", "score_word", "participants", "tkr"]
    names += ["action_area", "own_words"]
    caption = SENTENCES["priority_groups"][language]
    table = plain_table(records, caption, {name: word(name, language) for name in names}, language)
    unmatched = int((~frame["group"].isin(sheets.index)).sum())
    notes = _left_out(left_out, unmatched, language)
    budgets = _group_budgets(frame, sheets, language)
    return joined([table, notes, download(scores, caption, language), budgets, _goals_of(led_to, language)])


def _goals_of(led_to: dict[int, str], language: Language) -> Html:
    """The goals that each action area is to lead to: beside every project they would take most of the table."""
    records = [
        {"action_area": word(f"indsatsomraade_{area}", language), "goals_led_to": goals}
        for area, goals in sorted(led_to.items())
    ]
    if not records:
        return Html("")
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, SENTENCES["goals_of_areas"][language], heads, language)


def _left_out(few: int, unmatched: int, language: Language) -> Html:
    return joined(
        element("p", Html(SENTENCES[name][language]).format(count=text.counted(count, language)), class_="note")
        for name, count in (("too_few_to_rank", few), ("unmatched_budgets", unmatched))
        if count
    )


def _record(row: dict, said: pd.Series, sheets: pd.DataFrame, language: Language) -> dict:
    sheet = sheets.loc[row["group"]] if row["group"] in sheets.index else {}
    shown, missing = row["status"] == "shown", word("missing", language)
    return {
        "project": text.danish(sheet.get("navn", row["group"]), language),
        "priority_group": text.counted(row["place"], language) if pd.notna(row["place"]) else missing,
        "owner": word(said["forvaltning"], language),
        "named": word(said["gruppe"], language),
        "score_word": _score(row, language),
        "participants": cell(text.counted(row["denominator"], language) if shown else missing),
        "tkr": cell(text.counted(sheet["budget_tkr"], language) if len(sheet) else missing),
        "action_area": _area(sheet, language),
        "own_words": element("q", said["kommentar"], lang="da")
        if pd.notna(said["kommentar"])
        else word("not_stated", language),
    }


def _score(row: dict, language: Language) -> Html:
    within = element("span", limits(row, language), class_="limits") if row["status"] == "shown" else ""
    return element("td", text.said(row, language), " ", within, class_="numeric", data_row=row["row_id"])


def _area(sheet, language: Language) -> str:
    if not len(sheet) or pd.isna(sheet["indsatsomraade"]):
        return word("not_stated", language)
    return word(f"indsatsomraade_{int(sheet['indsatsomraade'])}", language)


def _group_budgets(frame: pd.DataFrame, sheets: pd.DataFrame, language: Language) -> Html:
    """The budget behind each group; a project without one adds nothing, and is counted above."""
    behind = frame.assign(budget=frame["group"].map(sheets["budget_tkr"])).groupby("place")["budget"]
    records = [
        {
            "priority_group": text.counted(place, language),
            "projects_named": cell(text.counted(len(budgets), language)),
            "tkr": cell(text.counted(budgets.sum(), language)),
        }
        for place, budgets in behind
    ]
    if not records:
        return Html("")
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, SENTENCES["group_budgets"][language], heads, language)


def _sheets(projects: pd.DataFrame | None, year: int) -> pd.DataFrame:
    if projects is None:
        return pd.DataFrame(columns=["navn", "budget_tkr", "indsatsomraade"])
    of_year = projects[projects["aar"] == year]
    return of_year.drop_duplicates("projekt_id").set_index("projekt_id")[["navn", "budget_tkr", "indsatsomraade"]]


def _amount(printed: str, language: Language) -> str:
    amount, _, year = printed.partition(" ")
    return f"{text.number(int(amount), language)} {year}"
