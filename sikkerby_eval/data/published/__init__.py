"""Published aggregate figures, each row with its source, as they were printed.

The long tables share their columns: indicator, area, period, value (as printed: a percentage is in per cent),
value_text (where the figure is not a number), unit, note, four flags (``approximate``, ``uncertain``, ``computed``,
``third_party``), conflict_id (a row of ``reference.source_conflicts``), source, source_date, url. A figure that two sources give
differently is there twice.
"""

import pandas as pd

from sikkerby_eval.data.packaged import packaged_table

_FLAGS = ("approximate", "uncertain", "computed", "third_party")


def key_figures() -> pd.DataFrame:
    """Reports per year, population, youth, gangs, homicide rates and other aggregates, 1981–2026."""
    return _long("key_figures")


def safety_survey() -> pd.DataFrame:
    """Shares safe and unsafe from Tryghedsindeks and Tryghedsundersøgelse by year, for the city and its areas, 2009–2026."""
    return _long("safety_survey")


def programme_results() -> pd.DataFrame:
    """Targets, baselines and results that the city has published for its programmes, and the exit programme's figures."""
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


def _long(name):
    return _table(name, numbers=("value",), flags=_FLAGS)


def _table(name, **types):
    return packaged_table(__name__, name, **types)
