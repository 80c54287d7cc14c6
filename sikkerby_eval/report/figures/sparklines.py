"""The thirteen indicators at a glance: first, previous and latest number, a small curve, and the direction in words."""

import pandas as pd
from matplotlib.figure import Figure

from sikkerby_eval.judge.breaks import year_of
from sikkerby_eval.judge.disclosure.publication import PublishedTable
from sikkerby_eval.judge.indicators import LAST_YEAR, WHOLE, breaks_of
from sikkerby_eval.metrics.estimates import EVERYBODY
from sikkerby_eval.report.figures.drawing import COLOURS, QUIET, svg
from sikkerby_eval.report.figures.line_chart import line_chart
from sikkerby_eval.report.tables.published import download, plain_table
from sikkerby_eval.report.text import numbers as text
from sikkerby_eval.report.text.indicator_words import INDICATOR_SYMBOLS, REASONS
from sikkerby_eval.report.text.markup import Html, data_uri, element, joined
from sikkerby_eval.report.text.numbers import Language
from sikkerby_eval.report.text.sentences import SENTENCES
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
    """Show every indicator that has been delivered, with its numbers, its curve, its change and which way that is.

    Parameters
    ----------
    catalogue
        ``judge.indicators.catalogue``.
    directions
        ``judge.indicators.directions`` of the published rows.
    published
        The published estimates of the indicators; those without are named in a sentence, by who is to deliver them.
    year
        The report's year; after 2015 only a note says that the indicators are of the programme of 2010.

    Returns
    -------
    Html
        A sentence that counts the directions, the table, and the CSV.
    """
    if year > LAST_YEAR:
        return element("p", SENTENCES["indicators_over"][language], class_="note")
    known = directions[directions["reason"] != "not_delivered"]
    table = indicator_table(catalogue, known, published, language=language) if len(known) else ""
    silent = catalogue[~catalogue["number"].isin(known["number"])]
    return joined([_told(directions, language), table, _silent(silent, language) if len(silent) else ""])


def indicator_table(
    catalogue: pd.DataFrame, directions: pd.DataFrame, published: PublishedTable, *, language: Language = "da"
) -> Html:
    """Show the first, the previous and the latest number of some series, the change, and which way that is."""
    rows = published.frame.set_index("row_id")
    by_number = catalogue.set_index("number")
    records = []
    for one in directions.to_dict("records"):
        series = _series(published, one).frame
        records.append(
            {
                "indicator_number": _named(by_number.loc[one["number"]], one, language),
                **{name: _number(rows, one[name], language) for name in ("baseline", "previous")},
                "latest": _number(rows, one["latest"], language, _curve(series, one, language)),
                "since_first": _change(one, language),
                "way": joined([_badge(one, language), " ", _why(one, language)]),
            }
        )
    heads = {name: word(name, language) for name in ("indicator_number",)}
    heads |= {"baseline": word("first_number", language), "previous": word("previous_number", language)}
    heads |= {"latest": word("latest_number", language)}
    heads |= {name: word(name, language) for name in ("since_first", "way")}
    caption = SENTENCES["indicator_table"][language]
    table = plain_table(records, caption, heads, language)
    return joined([table, _behind(catalogue, directions, published, language), download(published, caption, language)])


def _behind(catalogue, directions, published, language):
    """Every number behind the curves, folded away: one row a series, one column a year."""
    by_number = catalogue.set_index("number")
    records, years = [], sorted(published.select(area=WHOLE).frame["period"].unique())
    for one in directions.to_dict("records"):
        rows = _series(published, one).frame.set_index("period").to_dict("index")
        cells = {year: _year(rows.get(year), language) for year in years}
        records.append({"indicator_number": _named(by_number.loc[one["number"]], one, language)} | cells)
    caption = SENTENCES["indicator_years"][language]
    heads = {"indicator_number": word("indicator_number", language)} | {year: year for year in years}
    table = plain_table(records, caption, heads, language)
    return element("details", element("summary", SENTENCES["behind_curves"][language]), table)


def _year(row: dict | None, language: Language) -> Html:
    if row is None:
        return element("td", word("missing", language), class_="missing numeric")
    return element("td", text.said(row, language), data_row=row["row_id"])


def indicator_direction(
    catalogue: pd.DataFrame,
    directions: pd.DataFrame,
    published: PublishedTable,
    number: int,
    *,
    language: Language = "da",
) -> Html:
    """Show which way one indicator goes, or say who is to deliver it. Parameters as for ``indicator_overview``."""
    chosen = directions[directions["number"] == number]
    if (chosen["reason"] != "not_delivered").all():
        return indicator_table(catalogue, chosen, published, language=language)
    one = catalogue.set_index("number").loc[number]
    owners, registers = (
        text.owners(one["administrations"], language),
        text.registers(one["rests_on"].split(";"), language),
    )
    return element("p", SENTENCES["indicator_awaited"][language].format(owners=owners, registers=registers))


def indicator_charts(
    published: PublishedTable,
    breaks: pd.DataFrame,
    *,
    sources: pd.DataFrame | None = None,
    language: Language = "da",
) -> Html:
    """Draw an indicator's series for the city, one chart for each of its parts.

    Parameters
    ----------
    published
        The published rows of the indicator.
    breaks
        The breaks that divide it; each part is marked with its own.
    sources
        Published rows (``area, period, source``) that the indicator is counted from; none where it was delivered.
    """
    city = published.select(area=WHOLE)
    groups = city.frame["group"].unique()
    number = int(published.frame["metric"].iloc[0].removeprefix("indicator_")) if len(groups) else 0
    charts = [
        line_chart(
            city.select(group=group),
            breaks=_of_series(breaks, breaks_of(number, group)),
            sources=sources,
            language=language,
        )
        for group in groups
    ]
    return joined(charts) if charts else element("p", SENTENCES["indicator_not_drawn"][language], class_="note")


def _of_series(breaks: pd.DataFrame, series: str) -> pd.DataFrame:
    return breaks[breaks["metrics"].str.split(";").map(lambda names: series in names).astype(bool)]


def _silent(catalogue: pd.DataFrame, language: Language) -> Html:
    """Name the indicators that nobody has delivered, by who is to deliver them."""
    owners = catalogue.groupby("administrations", sort=False)["number"]
    named = [
        joined(
            [
                element("span", text.listed(numbers.astype(str), language), class_="number"),
                f" ({text.owners(codes, language)})",
            ]
        )
        for codes, numbers in owners
    ]
    told = Html(SENTENCES["indicators_silent"][language]).format(named=joined(named, "; "))
    return element("p", told, class_="note")


def _series(published: PublishedTable, one: dict) -> PublishedTable:
    labels = {"group": one["group"]} if isinstance(one.get("group"), str) else {}
    return published.select(metric=f"indicator_{one['number']}", area=WHOLE, **labels)


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
    return element("td", said, curve, class_="told", data_row=row_id)


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
    if UNITS[unit][0] == "points":
        ends = [end.split()[0] for end in ends]
    within = f" ({ends[0]} {word('to', language)} {ends[1]})" if ends else ""
    return element("td", element("span", value + within, class_="number change"), class_="told", data_row=one["latest"])


_ENDS = ("change", "change_low", "change_high")


def _badge(one: dict, language: Language) -> Html:
    """The direction in a symbol and in words; it is no verdict on a goal."""
    symbol = element("span", INDICATOR_SYMBOLS[one["state"]], aria_hidden="true")
    return element("strong", symbol, " ", word("indicator_state_" + one["state"], language), class_="direction")


def _why(one: dict, language: Language) -> str:
    said = []
    if one["state"] == "uncertain" and isinstance(one["side"], str):
        said.append(f"{word('side_' + one['side'], language).capitalize()}.")
    if isinstance(one["reason"], str) and one["reason"] in REASONS:
        said.append(REASONS[one["reason"]][language == "en"])
    return " ".join(said)


def _told(directions: pd.DataFrame, language: Language) -> Html:
    states = directions.drop_duplicates("number")["state"].value_counts()
    unsettled = states.get("uncertain", 0) + states.get("unchanged", 0)
    counts = {name: states.get(name, 0) for name in ("improved", "worsened", "no_data")} | {"unsettled": unsettled}
    spans = {name: text.counted(count, language) for name, count in counts.items()}
    return element("p", Html(SENTENCES["indicators_told"][language]).format(**spans))
