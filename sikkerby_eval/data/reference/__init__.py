"""What law, the city and Statistics Denmark decide: dated rows, each with its source.

Every loader returns a fresh frame: dates as ``datetime64``, text as ``string``, numbers as ``Int64`` or
``Float64``, missing as ``<NA>``. An open end of a period is missing.
"""

import pandas as pd

from sikkerby_eval.data.packaged import packaged_table


def goals() -> pd.DataFrame:
    """The goals of every programme generation, one row per thing that can be judged.

    A goal that says two things is two rows with the same ``number``. Shares and thresholds are fractions.
    ``valid_from`` and ``valid_to`` are the period the programme states for itself, which may begin before
    it was adopted. ``reading`` says how ``threshold`` is meant: ``relative_pct`` (a fraction of the baseline
    value), ``percentage_points`` (a difference of fractions), ``absolute`` or ``count``; ``direction`` is
    ``at_most``, ``at_least``, ``fall`` or ``rise``. With ``fall`` or ``rise`` and a threshold of 0 any change in that
    direction is enough. ``area_rule`` is ``whole_city``, ``deprived_areas_frozen``, ``selected_areas``, ``every_bydel`` or
    ``bydele_below_at_baseline``, the last two with their limit in ``area_threshold``.

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

    ``consequence`` is ``do not compare`` or ``flag``; ``end_date`` is set when the break was temporary; ``precision`` says
    whether the day or only the year is known. ``metrics`` and ``groups`` are lists with semicolons; no groups
    means all.
    """
    return _table("breaks", dates=("date", "end_date"))


def responsibility_ages() -> pd.DataFrame:
    """The age of criminal responsibility by date: date_from, date_to, age, law, source."""
    return _table("responsibility_ages", dates=("date_from", "date_to"), integers=("age",))


def offence_levels() -> pd.DataFrame:
    """Every offence code of Statistics Denmark with the SSP level the paper's definition gives it.

    ``level`` is 4 (personfarlig), 3 (alvorlig) or missing; ``status`` is ``entydig``, ``tvetydig`` (the code also covers other
    things, or the paper's word has no code) or ``udenfor``. Source: the paper, annex 1, section 5.4.
    """
    return _table("offence_levels", dates=("valid_from", "valid_to"), integers=("level",))


def offence_groups() -> pd.DataFrame:
    """The groups that Statistics Denmark adds offence codes up to: code, tekst_da, source."""
    return _table("offence_groups")


def ssp_terms() -> pd.DataFrame:
    """The paper's words for the SSP levels and the offence codes nearest to each; ``has_code`` is false where none fits."""
    return _table("ssp_terms", integers=("level",), flags=("has_code",))


def ssp_definitions() -> pd.DataFrame:
    """The SSP levels as three places of the paper define them, and how they differ."""
    return _table("ssp_definitions", integers=("level",))


def _table(name, **types):
    return packaged_table(__name__, name, **types)
