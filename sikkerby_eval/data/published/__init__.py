"""Published aggregate figures, each row with its source, as they were printed.

The long tables share their columns: indicator, area, period, value (as printed: a percentage is in per cent),
value_text (where the figure is not a number), unit, note, four flags (``approximate``, ``uncertain``, ``computed``,
``third_party``), conflict_id (a row of ``reference.source_conflicts``), source, source_date, url. A figure that two
sources give differently is there twice.
"""

import pandas as pd

from sikkerby_eval.data.packaged import packaged_table

LIGHTING_TKR = (3300, 1500, 200)
"""The three areas that the grant for lighting is divided between. Source: the paper, annex 6, TMF, 5.1."""
_FLAGS = ("approximate", "uncertain", "computed", "third_party")


def key_figures() -> pd.DataFrame:
    """Reports per year, population, youth, gangs, homicide rates and other aggregates, 1981–2026."""
    return _long("key_figures")


def safety_survey() -> pd.DataFrame:
    """Shares safe and unsafe per year, city and area, from Tryghedsindeks and Tryghedsundersøgelse, 2009–2026."""
    return _long("safety_survey")


def programme_results() -> pd.DataFrame:
    """Targets, baselines and results the city has published for its programmes, the exit programme's included."""
    return _long("programme_results")


def recidivism() -> pd.DataFrame:
    """Danish shares with a new offence or decision, with the definitions behind them."""
    return _long("recidivism")


def reports_by_quarter() -> pd.DataFrame:
    """Reported offences in København per quarter: all from 2007, by group of offences from 2008.

    Returns
    -------
    DataFrame
        period (such as ``2008K1``), area, group (``TOT`` or a code of ``reference.offence_groups``), group_da, reports
        (``Int64``, events and not persons), source, source_date, url. Source: Statistics Denmark, STRAF11.
    """
    return _table("reports_by_quarter", integers=("reports",))


def paper_key_figures() -> pd.DataFrame:
    """The paper's own figures: crime from 1 January to 28 March 2010, the exit programme, projects and initiatives."""
    return _long("paper_key_figures")


def bilag3_projects() -> pd.DataFrame:
    """The 85 projects of annex 3 of the paper, named and priced as printed.

    Returns
    -------
    DataFrame
        number, administration, project, amount_tkr (thousand kr.), amount_year (some amounts are from 2009), remark,
        action_area (only where annex 1 names the project under one), action_area_source, activity (the number in
        ``reference.activities`` of the figure's activity with the same name, matched by us), source.
    """
    return _table("bilag3_projects", integers=("number", "amount_tkr", "amount_year", "action_area", "activity"))


def bilag3_printed_totals() -> pd.DataFrame:
    """The sums that annex 3 prints, by administration and in all (where administration is missing)."""
    return _table("bilag3_printed_totals", integers=("projects", "amount_tkr", "precision_tkr"))


def bilag4_initiatives() -> pd.DataFrame:
    """The new initiatives of annex 4, one row per printed line, in thousand kr.

    ``kind`` is ``anlæg`` or ``drift``; ``in_total`` is false for what the paper's overview leaves out; a missing
    amount is printed as not yet known; ``block`` is the table the line stands in.
    """
    return _table("bilag4_initiatives", integers=("number", "action_area", "amount_tkr"), flags=("in_total",))


def bilag4_printed_totals() -> pd.DataFrame:
    """The sums that annex 4 and the paper's text print, with what each is a sum of."""
    return _table("bilag4_printed_totals", integers=("action_area", "printed_tkr", "precision_tkr"))


def bilag7_tables() -> pd.DataFrame:
    """The tables of annex 7, whose figures are pictures in the paper and not in its text."""
    return _table("bilag7_tables", integers=("number",), flags=("listed_in_5_2", "figures_in_text"))


def printed_sum_checks() -> pd.DataFrame:
    """Every sum the paper prints beside the sum of what it adds up, so that those that do not fit are seen.

    Unit: one printed sum, in thousand kr. or a count. A rounded sum agrees when it is within half its last digit.

    Returns
    -------
    DataFrame
        what, printed, counted, unit, agrees, source. Nothing is corrected.

    Source: the paper, its section on economy and its annexes 3, 4 and 6.
    """
    checks = pd.concat([_bilag3_checks(), _bilag4_checks(), _bilag6_checks()], ignore_index=True)
    checks["agrees"] = (checks["printed"] - checks["counted"]).abs() * 2 <= checks.pop("precision")
    return checks[["what", "printed", "counted", "unit", "agrees", "source"]]


def _bilag3_checks():
    projects, totals = bilag3_projects(), bilag3_printed_totals()
    whole = totals["administration"].isna()
    totals["name"] = "Bilag 3, " + totals["place"] + ": " + totals["administration"].fillna("i alt")
    per_administration = projects.groupby("administration")["amount_tkr"].agg(["sum", "size"])
    in_all = {"sum": projects["amount_tkr"].sum(), "size": len(projects)}
    found = {
        measure: totals["administration"].map(per_administration[measure]).mask(whole, in_all[measure]).astype("Int64")
        for measure in in_all
    }
    amounts = _checks(
        totals["name"], totals["amount_tkr"], found["sum"], "tkr", totals["precision_tkr"], totals["source"]
    )
    counted = totals["projects"].notna()
    counts = _checks(totals["name"], totals["projects"], found["size"], "projekter", 1, totals["source"])[counted]
    return pd.concat([amounts, counts])


def _bilag4_checks():
    lines, totals = bilag4_initiatives(), bilag4_printed_totals()
    overview = totals[(totals["place"] == "oversigten") & totals["action_area"].notna()]
    found = [_sum_behind(total, lines, overview) for total in totals.itertuples()]
    name = "Bilag 4, " + totals["place"] + ": " + totals["what_da"]
    sums = _checks(name, totals["printed_tkr"], found, "tkr", totals["precision_tkr"], totals["source"])
    announced = paper_key_figures().query("indicator == 'new_initiatives'")
    listed = lines["initiative"].nunique()
    numbers = _checks(
        "Nye initiativer i teksten mod Bilag 4", announced["value"], listed, "initiativer", 1, announced["source"]
    )
    return pd.concat([sums, numbers])


def _bilag6_checks():
    printed = paper_key_figures().query("indicator == 'lighting_grant'")
    tkr = (printed["value"] * 1000).astype("Int64")
    return _checks("Bilag 6, TMF: tryghedsskabende belysning", tkr, sum(LIGHTING_TKR), "tkr", 1, printed["source"])


def _sum_behind(total, lines, overview):
    parts = overview.rename(columns={"printed_tkr": "amount_tkr"}) if total.against == "oversigten" else lines
    if pd.notna(total.blocks):
        return parts.loc[parts["block"].isin(total.blocks.split(";")), "amount_tkr"].sum()
    if total.against == "linjer":
        parts = parts[parts["in_total"]]
    for column in ("action_area", "kind"):
        wanted = getattr(total, column)
        if pd.notna(wanted):
            parts = parts[parts[column] == wanted]
    return parts["amount_tkr"].sum()


def _checks(what, printed, counted, unit, precision, source):
    columns = {"what": what, "printed": printed, "counted": counted, "unit": unit, "precision": precision}
    frame = pd.DataFrame(columns | {"source": source})
    return frame.astype({"what": "string", "printed": "Int64", "counted": "Int64", "unit": "string"})


def _long(name):
    return _table(name, numbers=("value",), flags=_FLAGS)


def _table(name, **types):
    return packaged_table(__name__, name, **types)
