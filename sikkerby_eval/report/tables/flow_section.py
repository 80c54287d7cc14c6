"""The exit programme on the page: how far people got and how long it took, against what was expected, and work."""

from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.report.tables.published import (
    cell,
    download,
    in_order,
    measured,
    nothing,
    plain_table,
)
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.words import word

PHASES = ("fase henvist", "fase screenet", "fase plan", "fase startet", "fase gennemfoert")
STEPS = ("henviste → screenede", "screenede → med plan", "med plan → startede", "startede → gennemførte")
ONWARDS = {"went_on": "exit_went_on", "waiting": "exit_waiting", "dropped_out": "exit_dropped_out"}
ENDED = {"completed_of": "exit_completed", "on_its_way": "exit_on_its_way", "out": "exit_out"}
YEARLY, EXPECTED = ("exit_started", "exit_referred_from_prison"), "forventet"
WORK = ("exit_measured", "exit_in_job_education_or_self_supporting")
PAIRS = ("foerste_kontakt_til_afslutning", "afslutning_til_to_aar", "foerste_kontakt_til_to_aar")
TOLD = "foerste_kontakt_til_to_aar"
TOLD_OF_FLOW = {
    "referred": PHASES[0],
    "started": PHASES[3],
    "completed": PHASES[4],
    "waiting": "på vej",
    "out": "faldt fra",
}


def flow_table(flow: PublishedTable, shares: PublishedTable, *, language: Language = "da") -> Html:
    """Show how many reached each phase, and what share of them went on, is still there or dropped out."""
    if flow.frame.empty:
        return nothing(language)
    ids = flow.frame.set_index("group")["row_id"]
    records = []
    for phase in PHASES:
        fates = {
            name: cell(
                _share(shares, flow, language, metric=metric, group=phase)
                if phase != PHASES[-1]
                else word("last_phase", language)
            )
            for name, metric in ONWARDS.items()
        }
        reached = {"reached": cell(text.value_of(flow, ids[phase], language))}
        records.append({"phase": word(phase, language)} | reached | fates)
    said = _flow_said(flow, ids, language)
    caption = SENTENCES["flow"][language].format(period=text.period(flow.frame["period"].iloc[0], language))
    heads = {name: word(name, language) for name in records[0]}
    return joined([said, plain_table(records, caption, heads, language), download(flow, caption, language)])


def _flow_said(flow, ids, language):
    """How many got how far: in one sentence where all is shown, else what is shown, and then what is withheld."""
    spans = {name: text.value_of(flow, ids[group], language) for name, group in TOLD_OF_FLOW.items()}
    hidden = set(flow.frame[flow.frame["status"] != "shown"]["row_id"])
    withheld = [name for name, group in TOLD_OF_FLOW.items() if ids[group] in hidden]
    if not withheld:
        return text.sentence("flow_said", language, **spans)
    shown = [
        joined([span, word(f"told_{name}", language)], " ") for name, span in spans.items() if name not in withheld
    ]
    asked = [f"{word('how_many_persons', language)} {word(f'told_{name}', language)}" for name in withheld]
    rest = _clauses(asked, language)
    said = Html(SENTENCES["flow_withheld"][language]).format(withheld=rest[0].upper() + rest[1:])
    return element("p", _clauses(shown, language), ". " if shown else "", said)


def _clauses(parts, language):
    *first, last = parts or [Html("")]
    return joined([joined(first, ", "), last], word("and_clause", language)) if first else last


def division_table(published: PublishedTable, shares: PublishedTable, *, by: str, language: Language = "da") -> Html:
    """Show by year, track or who referred how many were referred, and what share of them had ended how two years after.

    Nobody is told of before that: a sentence under the first division says so.

    Parameters
    ----------
    published
        Rows of ``exit_progress_by_<by>`` and ``exit_days_to_start_by_<by>``.
    shares
        The shares made from them after the gate.
    by
        ``year``, ``track`` or ``referrer``.
    """
    rows = published.select(metric=f"exit_progress_by_{by}")
    days = published.select(metric=f"exit_days_to_start_by_{by}")
    frame = rows.frame
    if frame.empty and published.select(metric="exit_flow").frame.empty:
        return nothing(language)
    if frame.empty:
        return element("p", SENTENCES["nobody_two_years_after"][language], class_="note") if by == "year" else Html("")
    referred = frame[frame["group"].str.split(" · ").str[0] == PHASES[0]]
    referred = (
        referred[~referred["period"].str.contains("–")] if by == "year" else referred[referred["group"] != PHASES[0]]
    )
    records = []
    for row in referred.sort_values(["period", "group"]).to_dict("records"):
        part = row["group"].removeprefix(PHASES[0])
        where = {"period": row["period"]}
        name = row["period"] if by == "year" else word(part.removeprefix(" · "), language)
        started = {"metric": f"exit_progress_by_{by}", "group": f"{PHASES[3]}{part}"}
        records.append(
            {
                f"by_{by}": name,
                "referred": cell(text.value_of(rows, row["row_id"], language)),
                "started": cell(measured(rows, language, **started, **where)),
            }
            | {
                fate: cell(_share(shares, rows, language, metric=metric, group=row["group"], **where))
                for fate, metric in ENDED.items()
            }
            | {"days_to_start": cell(measured(days, language, group=f"{PHASES[3]}{part}", **where))}
        )
    caption = SENTENCES[f"progress_by_{by}"][language].format(period=text.period(referred["period"].iloc[0], language))
    heads = {name: word(name, language) for name in records[0]}
    both = published.select(metric=[f"exit_progress_by_{by}", f"exit_days_to_start_by_{by}"])
    return plain_table(records, caption, heads, language) + download(both, caption, language)


def _share(shares, counted, language, *, metric, group, **where):
    """A share made of published numbers, or why there is none: a number behind it is withheld, or nobody was there."""
    written = measured(shares, language, metric=metric, group=group, **where)
    made = shares.select(metric=metric, group=group, **where).frame
    if len(made) and made["status"].iloc[-1] == "shown":
        return written
    behind = counted.select(**where).frame if where else counted.frame
    part = group.partition(" · ")[2]
    behind = behind[behind["group"].str.endswith(f" · {part}")] if part else behind
    return word("withheld" if (behind["status"] == "withheld").any() else "missing", language)


def days_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show the median number of days from each phase to the next, with how many it rests on."""
    rows = published.select(metric="exit_days_to_next", group=list(STEPS))
    frame = rows.frame
    if frame.empty:
        return nothing(language)
    records = [
        {
            "step": word(row["group"], language),
            "days": cell(measured(rows, language, group=row["group"])),
            "persons_behind": cell(text.value_of(rows, row["row_id"], language, field="n_persons")),
        }
        for row in frame.to_dict("records")
    ]
    caption = SENTENCES["days"][language].format(period=text.period(frame["period"].iloc[0], language))
    heads = {name: word(name, language) for name in records[0]}
    return plain_table(records, caption, heads, language) + download(rows, caption, language)


def expectations_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Set the persons of each year beside what the programme expected, and say how large the target group became."""
    yearly = published.select(metric=list(YEARLY))
    frame = yearly.frame
    expected = frame[frame["period"] == EXPECTED]
    if expected.empty:
        return nothing(language)
    years = in_order([period for period in frame["period"] if period.isdigit()], "period")
    records = [
        {
            "expectation": word(f"{row['metric']} · {row['group']}", language),
            "expected": cell(text.value_of(yearly, row["row_id"], language)),
        }
        | {
            year: cell(measured(yearly, language, metric=row["metric"], group=row["group"], period=year))
            for year in years
        }
        for row in expected.to_dict("records")
    ]
    flow = published.select(metric="exit_flow", group=PHASES[0])
    group = published.select(metric="exit_target_group")
    ends = {"referred": measured(flow, language), "expected": measured(group, language, period=EXPECTED)}
    known = (flow.frame["status"] == "shown").any()
    said = text.sentence("target_group_said" if known else "target_group_withheld", language, **ends)
    heads = {name: word(name, language, default=name) for name in records[0]}
    caption = SENTENCES["expectations"][language]
    return joined([said, plain_table(records, caption, heads, language), download(yearly, caption, language)])


def work_table(published: PublishedTable, *, language: Language = "da") -> Html:
    """Show who was in a job, in education or self-supporting at each measurement, and how many were measured."""
    shares = published.select(metric=WORK[1])
    if shares.frame.empty:
        return nothing(language)
    records = [
        {
            "measurement": word(group, language),
            "measured_of_due": cell(measured(published, language, counts=True, metric=WORK[0], group=group)),
            "in_work": cell(measured(shares, language, counts=True, group=group)),
        }
        for group in shares.frame["group"]
    ]
    caption = SENTENCES["work"][language].format(period=text.period(shares.frame["period"].iloc[0], language))
    heads = {name: word(name, language) for name in records[0]}
    table = plain_table(records, caption, heads, language)
    rows = published.select(metric=list(WORK))
    return joined([table, download(rows, caption, language)])


def work_change_table(pairs: PublishedTable, changes: PublishedTable, *, language: Language = "da") -> Html:
    """Show of the same persons how many came into work and fell out of it between two moments, and what chance makes.

    Parameters
    ----------
    pairs
        Rows of ``exit_work_<pair>``.
    changes
        The changes made from them after the gate.
    """
    if pairs.frame.empty:
        return element("p", SENTENCES["nobody_twice"][language], class_="note")
    records = []
    for pair in PAIRS:
        rows = pairs.select(metric=f"exit_work_{pair}")
        if rows.frame.empty:
            continue
        change = changes.select(metric=f"exit_work_{pair}_change")
        told = change.frame["row_id"]
        both = (
            text.value_of(change, told.iloc[0], language, field="denominator")
            if len(told)
            else word("withheld", language)
        )
        records.append(
            {
                "pair": word(pair, language),
                "measured_twice": element("td", both, class_="numeric"),  # worked out, so not in the file
                "came_in": cell(measured(rows, language, group="kun anden gang")),
                "fell_out": cell(measured(rows, language, group="kun første gang")),
                "changed": cell(measured(change, language) if len(told) else word("withheld", language)),
                "chance_alone": element(
                    "td",
                    measured(changes, language, metric=f"exit_work_{pair}_p")
                    if len(told)
                    else word("withheld", language),
                    class_="numeric",
                ),
            }
        )
    caption = SENTENCES["work_change"][language]
    heads = {name: word(name, language) for name in records[0]}
    return joined(
        [
            _work_said(pairs, changes, language),
            plain_table(records, caption, heads, language),
            download(pairs, caption, language),
        ]
    )


def _work_said(pairs, changes, language):
    change = changes.select(metric=f"exit_work_{TOLD}_change")
    if change.frame.empty:
        return element("p", SENTENCES["work_change_unknown"][language])
    row = change.frame.iloc[0]
    rows = pairs.select(metric=f"exit_work_{TOLD}")
    fields = {
        "persons": text.value_of(change, row["row_id"], language, field="denominator"),
        "came_in": measured(rows, language, group="kun anden gang"),
        "fell_out": measured(rows, language, group="kun første gang"),
    }
    decided = row["ci_low"] > 0 or row["ci_high"] < 0
    return text.sentence("work_change_said" if decided else "work_change_open", language, **fields)
