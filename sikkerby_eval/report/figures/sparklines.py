"""The thirteen indicators at a glance: first, previous and latest number, a small curve, and the direction in words."""

import pandas as pd
from matplotlib.figure import Figure

from sikkerby_eval.judge.breaks import breaks_in, year_of
from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.judge.indicators import BREAKS_OF, LAST_YEAR, WHOLE
from sikkerby_eval.metrics.estimates import EVERYBODY
from sikkerby_eval.report.figures.drawing import COLOURS, QUIET, svg
from sikkerby_eval.report.tables.published import download, grid_table, plain_table, series_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.markup import Html, data_uri, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
from sikkerby_eval.report.text.steering_words import INDICATOR_SYMBOLS, REASONS
from sikkerby_eval.report.text.words import UNITS, word

WIDTH, HEIGHT = 1.15, 0.34


def indicator_overview(
    catalogue: pd.DataFrame,
    directions: pd.DataFrame,
    published: PublishedTable,
    year: int,
    *,
    language: Language = "da",
) -> Html:
    """Show every indicator with its numbers, its curve, its change and which way that is.

    Parameters
    ----------
    catalogue
        ``judge.indicators.catalogue``.
    directions
        ``judge.indicators.directions`` of the published rows.
    published
        The published estimates of the indicators; an indicator without rows says who is to deliver it.
    year
        The report's year; after 2015 only a note says that the indicators are of the programme of 2010.

    Returns
    -------
    Html
        A sentence that counts the directions, the table, and the CSV.
    """
    if year > LAST_YEAR:
        return element("p", SENTENCES["indicators_over"][language], class_="note")
    rows = published.frame.set_index("row_id")
    by_number = catalogue.set_index("number")
    records = []
    for one in directions.to_dict("records"):
        of_paper = by_number.loc[one["number"]]
        series = _series(published, one).frame
        records.append(
            {
                "indicator_number": _named(of_paper, one, language),
                **{name: _number(rows, one[name], language) for name in ("baseline", "previous")},
                "latest": _number(rows, one["latest"], language, _curve(series, one, language)),
                "since_first": _change(one, language),
                "way": joined([_badge(one, language), " ", _why(one, of_paper, language)]),
            }
        )
    heads = {name: word(name, language) for name in ("indicator_number",)}
    heads |= {"baseline": word("first_number", language), "previous": word("previous_number", language)}
    heads |= {"latest": word("latest_number", language)}
    heads |= {name: word(name, language) for name in ("since_first", "way")}
    caption = SENTENCES["indicator_table"][language]
    table = plain_table(records, caption, heads, language)
    numbers = download(published, caption, language) if len(rows) else ""
    return joined([_told(directions, language), table, numbers])


def indicator_details(
    catalogue: pd.DataFrame, published: PublishedTable, breaks: pd.DataFrame, year: int, *, language: Language = "da"
) -> Html:
    """Show each indicator's wording, owner, source and breaks, and its series where there is one; folded away."""
    if year > LAST_YEAR:
        return Html("")
    parts = []
    for one in catalogue.to_dict("records"):
        table = published.select(metric=f"indicator_{one['number']}")
        frame = table.frame
        facts = {
            "definition": text.typeset(one[f"text_{language}"], language),
            "action_area": str(one["action_area"]),
            "delivered_by": _owners(one, language),
            "register_name": one["rests_on"].replace(";", ", "),
            "wanted": word(f"wanted_{one['direction']}", language),
            "frequency_word": word(one["frequency"], language),
            "source": text.danish(one["source"], language),
        }
        terms = [element("dt", word(key, language)) + element("dd", value) for key, value in facts.items()]
        metrics = {BREAKS_OF.get(group, f"indicator_{one['number']}") for group in frame["group"].unique()}
        hit = pd.concat([breaks_in(breaks, metric, 2010, LAST_YEAR) for metric in sorted(metrics)] or [breaks[:0]])
        notes = [
            element("li", f"{text.dated(row.date, row.precision, language)}: {getattr(row, f'text_{language}')}")
            for row in hit.itertuples(index=False)
        ]
        pieces = [element("dl", *terms), *_tables(table, one["number"], language)]
        pieces += [element("ul", *notes)] if notes else []
        heading = f"{word('indicator_number', language)} {one['number']}: {one[f'text_{language}']}"
        parts.append(element("details", element("summary", heading), *pieces, class_="indicator"))
    return joined(parts)


def _series(published: PublishedTable, one: dict) -> PublishedTable:
    labels = {"group": one["group"]} if isinstance(one.get("group"), str) else {}
    return published.select(metric=f"indicator_{one['number']}", area=WHOLE, **labels)


def _tables(table: PublishedTable, number: int, language: Language):
    frame = table.frame
    if frame.empty:
        return
    caption = SENTENCES["indicator_series"][language].format(number=number)
    if len(frame["area"].unique()) > 1:
        yield grid_table(table, caption, rows="area", columns="period", language=language)
        return
    for group in frame["group"].unique():
        part = f" ({word(group, language)})" if group != EVERYBODY else ""
        yield series_table(table.select(group=group), caption + part, language=language)


def _named(of_paper: pd.Series, one: dict, language: Language) -> str:
    part = one.get("group")
    part = f" ({word(part, language)})" if isinstance(part, str) and part != EVERYBODY else ""
    return f"{one['number']}. {of_paper[f'text_{language}']}{part}"


def _number(rows: pd.DataFrame, row_id, language: Language, curve: Html | str = "") -> Html:
    if not isinstance(row_id, str):
        return element("td", word("missing", language), class_="missing")
    row = rows.loc[row_id]
    unit = "" if UNITS[row["unit"]][0] == "percent" else f" {UNITS[row['unit']][2 if language == 'da' else 3]}"
    bounds = text.interval(row["ci_low"], row["ci_high"], row["unit"], language) if row["method"] == "wilson" else ""
    within = f" ({bounds})" if bounds else ""
    said = f"{text.quantity(row['value'], row['unit'], language)}{unit}{within}, {row['period']}"
    return element("td", said, curve, data_row=row_id)


def _curve(series: pd.DataFrame, one: dict, language: Language) -> Html | str:
    """A curve with a dot at its last point; it stops where a year is missing."""
    known = series[series["status"] == "shown"]
    if len(known) < 2:
        return ""
    years, values = known["period"].map(year_of).astype(float), known["value"].astype(float)

    def draw(figure: Figure, width: float):
        axes = figure.add_subplot()
        for _, piece in values.groupby((years.diff() > 1).cumsum()):
            axes.plot(years[piece.index], piece, color=COLOURS[0], linewidth=1.4, marker="o", markersize=1.6)
        axes.plot(years.iloc[-1:], values.iloc[-1:], "o", color=COLOURS[2], markersize=4)
        axes.axhline(values.iloc[0], color=QUIET, linewidth=0.5, linestyle=":")
        axes.set_xlim(2009.7, LAST_YEAR + 0.3)
        axes.margins(y=0.2)
        axes.set_axis_off()

    said = "; ".join(
        f"{row.period} {text.quantity(row.value, row.unit, language)}" for row in known.itertuples(index=False)
    )
    group = one.get("group")
    part = f" ({word(group, language)})" if isinstance(group, str) and group != EVERYBODY else ""
    alt = SENTENCES["sparkline"][language].format(number=one["number"], part=part, ends=said)
    picture = data_uri(svg(draw, WIDTH, HEIGHT), "image/svg+xml")
    return joined([element("br"), element("img", src=picture, alt=alt, width=110, height=33)])


def _change(one: dict, language: Language) -> Html:
    """The change from the first number to the latest, with its interval where it has one."""
    if pd.isna(one["change"]):
        return element("td", word("missing", language), class_="missing")
    shift, unit = (1, "fraction") if one["change_unit"] == "ratio" else (0, one["change_unit"])
    value, *ends = (
        text.quantity(one[name] - shift, unit, language, signed=True) for name in _ENDS if pd.notna(one[name])
    )
    within = f" ({ends[0]} {word('to', language)} {ends[1]})" if ends else ""
    return element("td", value + within, data_row=one["latest"])


_ENDS = ("change", "change_low", "change_high")


def _badge(one: dict, language: Language) -> Html:
    """The direction in a symbol and in words; it is no verdict on a goal."""
    symbol = element("span", INDICATOR_SYMBOLS[one["state"]], aria_hidden="true")
    return element("strong", symbol, " ", word("indicator_state_" + one["state"], language), class_="direction")


def _why(one: dict, of_paper: pd.Series, language: Language) -> str:
    said = []
    if one["state"] == "uncertain" and isinstance(one["side"], str):
        said.append(f"{word('side_' + one['side'], language).capitalize()}.")
    if isinstance(one["reason"], str) and one["reason"] in REASONS:
        said.append(REASONS[one["reason"]][language == "en"])
    if one["state"] == "no_data":
        registers = of_paper["rests_on"].replace(";", ", ")
        said.append(f"{word('delivered_by', language)} {_owners(of_paper, language)} ({registers}).")
    return " ".join(said)


def _owners(one, language: Language) -> str:
    return ", ".join(word(code, language) for code in one["administrations"].split(";"))


def _told(directions: pd.DataFrame, language: Language) -> Html:
    states = directions.drop_duplicates("number")["state"].value_counts()
    unsettled = states.get("uncertain", 0) + states.get("unchanged", 0)
    counts = {name: states.get(name, 0) for name in ("improved", "worsened", "no_data")} | {"unsettled": unsettled}
    spans = {name: element("span", text.number(count, language), class_="number") for name, count in counts.items()}
    return element("p", Html(SENTENCES["indicators_told"][language]).format(**spans))
