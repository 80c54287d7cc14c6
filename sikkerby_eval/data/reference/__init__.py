"""What law, the city and Statistics Denmark decide: dated rows, each with its source.

Every loader returns a fresh frame: dates as ``datetime64``, text as ``string``, numbers as ``Int64`` or
``Float64``, missing as ``<NA>``. An open end of a period is missing.
"""

import pandas as pd

from sikkerby_eval.data.packaged import packaged_table


def goals() -> pd.DataFrame:
    """The goals of every programme generation, one row per thing that can be judged.

    A goal that says two things is two rows with the same ``number``. Shares and thresholds are fractions.
    ``valid_from`` and ``valid_to`` are the period the programme states for itself, which may begin before it was
    adopted. ``reading`` says how ``threshold`` is meant: ``relative_pct`` (a fraction of the baseline value),
    ``percentage_points`` (a difference of fractions), ``absolute`` or ``count``; ``direction`` is ``at_most``,
    ``at_least``, ``fall`` or ``rise``, and with a threshold of 0 any fall or rise is enough. ``area_rule`` is
    ``whole_city``, ``deprived_areas_frozen``, ``selected_areas``, ``every_bydel`` or ``bydele_below_at_baseline``, the
    last two with their limit in ``area_threshold``.

    Returns
    -------
    DataFrame
        goal_id, generation, number, text_da, text_en, adopted_oeu, adopted_br, revised, valid_from, valid_to,
        replaced_by, metric, population, area_rule, area_threshold, reading, direction, threshold,
        threshold_unit, baseline_period, baseline_value, deadline, administration, role, source, source_url, note.
    """
    dates = ("adopted_oeu", "adopted_br", "revised", "valid_from", "valid_to", "deadline")
    numbers = ("area_threshold", "threshold", "baseline_value")
    return _table("goals", dates=dates, integers=("number",), numbers=numbers)


def goal_readings() -> pd.DataFrame:
    """The defensible readings of an ambiguous goal; ``leading`` marks the one shown first, ``caution`` what limits one.

    The leading reading takes the words as they stand, and the only pair of years with the same age of criminal
    responsibility throughout.
    """
    integers = ("age_from", "age_to", "baseline_year", "last_year")
    return _table("goal_readings", integers=integers, flags=("leading",))


def generations() -> pd.DataFrame:
    """The programmes since 2010, with how many goals each had and how many of them are known here."""
    integers = ("goals_total", "goals_known")
    return _table("generations", dates=("period_from", "period_to"), integers=integers)


def breaks() -> pd.DataFrame:
    """The dates at which a series stops meaning the same, each with its consequence.

    ``consequence`` is ``do not compare`` or ``flag``; ``end_date`` is set when the break was temporary; ``precision``
    says whether the day or only the year is known. ``metrics`` and ``groups`` are lists with semicolons; no groups
    means all.
    """
    return _table("breaks", dates=("date", "end_date"))


def responsibility_ages() -> pd.DataFrame:
    """The age of criminal responsibility by date: date_from, date_to, age, law, source."""
    return _table("responsibility_ages", dates=("date_from", "date_to"), integers=("age",))


def offence_levels() -> pd.DataFrame:
    """Every offence code of Statistics Denmark with the SSP level the paper's definition gives it.

    ``level`` is 4 (personfarlig), 3 (alvorlig) or missing; ``status`` is ``entydig``, ``tvetydig`` (the code also
    covers other things, or the paper's word has no code) or ``udenfor``. Source: the paper, annex 1, section 5.4.
    """
    return _table("offence_levels", dates=("valid_from", "valid_to"), integers=("level",))


def offence_names() -> dict[str, str]:
    """Our English for Statistics Denmark's Danish names of offences."""
    return offence_levels().set_index("tekst_da")["tekst_en"].to_dict()


def offence_groups() -> pd.DataFrame:
    """The groups that Statistics Denmark adds offence codes up to: code, tekst_da, source."""
    return _table("offence_groups")


def ssp_terms() -> pd.DataFrame:
    """The paper's words for the SSP levels with the nearest offence codes; ``has_code`` is false where none fits."""
    return _table("ssp_terms", integers=("level",), flags=("has_code",))


def ssp_definitions() -> pd.DataFrame:
    """The SSP levels as three places of the paper define them, and how they differ."""
    return _table("ssp_definitions", integers=("level",))


def administrations() -> pd.DataFrame:
    """The seven administrations of the city: code, name_da, name_en, source."""
    return _table("administrations")


def action_areas() -> pd.DataFrame:
    """The six action areas with their hypothesis in our own words, whom they are for and which goals they serve.

    ``goals_supported`` and ``goals_contributed`` are lists of goal_id with semicolons. Source: the paper, annex 1,
    section 3.
    """
    return _table("action_areas", integers=("number",))


def activities() -> pd.DataFrame:
    """The activities in the paper's figure of the programme.

    The action area is missing where the text of the figure does not tell it. Financing was a colour in the figure and
    is missing throughout.
    """
    return _table("activities", integers=("number", "action_area"))


def indicators() -> pd.DataFrame:
    """The thirteen indicators as the paper words them, with administration, unit and wanted direction.

    ``administrations`` is a list with semicolons; ``by_bydel`` marks the one given by bydel; ``direction`` is
    ``rise`` or ``fall``. Source: the paper, annex 1, table 2.
    """
    return _table(
        "indicators", dates=("valid_from", "valid_to"), integers=("number", "action_area"), flags=("by_bydel",)
    )


def bydele() -> pd.DataFrame:
    """The ten bydele in the city's own order: number, bydel, area_m2, statbank_code, source."""
    return _table("bydele", integers=("number", "area_m2"))


def safety_areas() -> pd.DataFrame:
    """The areas of the safety measurements and the bydel each lies in; ``map`` is 10, 12 or 13, dated where known."""
    return _table("safety_areas", dates=("valid_from", "valid_to"))


def tiles(year: int) -> pd.DataFrame:
    """Where each area of the safety measurement lies on a map of tiles in a year: area, row, column.

    The places are ours; the empty tile in the middle is Frederiksberg, which is not part of the city.
    """
    places = _table("tiles", integers=("row", "column"))
    maps = safety_areas()
    last_day = pd.Timestamp(year, 12, 31)
    used = maps[(maps["valid_from"] <= last_day) & (maps["valid_to"].isna() | (maps["valid_to"] >= last_day))]["map"]
    return places[places["map"].isin(used)].reset_index(drop=True)


def quarters() -> pd.DataFrame:
    """The 67 quarters of the city and the safety area and bydel each lies in."""
    return _table("quarters", integers=("bydel_number",))


def districts() -> pd.DataFrame:
    """The 35 districts of Tryghedsindekset in 2009; names and bydel are missing for the five that were not found."""
    return _table("districts", integers=("number",), flags=("known",))


def municipalities() -> pd.DataFrame:
    """The municipalities of Denmark: code, name, source."""
    return _table("municipalities")


def start_criteria() -> pd.DataFrame:
    """The four ways to be ``kommet fra start``, any one of which is enough."""
    return _table("start_criteria", integers=("number",))


def evaluation_dimensions() -> pd.DataFrame:
    """The dimensions of the projects' evaluation, which the paper lists in three places and not alike."""
    return _table("evaluation_dimensions", integers=("number",))


def reporting_calendar() -> pd.DataFrame:
    """What is to be reported how often, when first, and what data it waits for.

    ``registers`` names the deliveries that carry those data (our reading), missing where none does.
    """
    return _table("reporting_calendar", dates=("first_due",))


def sources() -> pd.DataFrame:
    """The catalogue of sources, the seven reporting concepts of 2010 first."""
    return _table("sources", flags=("map_view",))


def source_conflicts() -> pd.DataFrame:
    """Where two sources, or a source and itself, say different things: both figures, side by side as text."""
    return _table("source_conflicts")


def _table(name, **types):
    return packaged_table(__name__, name, **types)
