"""Published tables for tests of the report: written in one line, protected by the gate like any other."""

import csv
import re
from pathlib import Path

import pandas as pd

from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.report.tables.published import label
from sikkerby_eval.report.text.metric_names import NAMES
from sikkerby_eval.report.text.sentences import METRICS

UNSAFE = "share_unsafe_neighbourhood"
ENGLISH = ("da", "all")
"""A group of the code's own, in English on a Danish page."""


def table(*rows, metric=UNSAFE, unit="fraction", **columns):
    """A published table of ``(period, area, value)`` rows."""
    periods, areas, values = zip(*rows, strict=True)
    named = {"metric": metric, "unit": unit, "method": "published", "basis": "published"}
    return protect(estimates_frame(period=periods, area=areas, value=values, **named | columns))


def city(*values, first=2010, **columns):
    """A published table of the whole city, one row for each year."""
    return table(*((str(first + step), "København", value) for step, value in enumerate(values)), **columns)


def persons(*numerators, denominator=100, first=2010):
    """A share of persons from registers, one row for each year; small numbers are withheld by the gate."""
    values = [count / denominator for count in numerators]
    return city(
        *values,
        first=first,
        metric="share_charged",
        numerator=numerators,
        denominator=denominator,
        n_persons=numerators,
        method="wilson",
        basis="register",
    )


def breaks(*rows):
    """Rows of the register of breaks: ``(day, consequence)``."""
    days, consequences = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "break_id": [f"break_{number}" for number in range(len(days))],
            "date": pd.to_datetime(days),
            "precision": "day",
            "consequence": consequences,
            "text_da": "Brud på metoden",
            "text_en": "Break in the method",
        }
    )


def without_a_name(*reports: Path):
    """The metrics and groups in the published results of some reports that a reader would meet as the code's own.

    A project's score stands under the identifier that its administration gave it.
    """
    rows = [
        row
        for report in reports
        for row in csv.DictReader(report.with_name("results.csv").read_text("utf-8-sig").splitlines(), delimiter=";")
    ]
    assert rows
    groups = {row["group"] for row in rows if row["metric"] != "priority_score"}
    said = {(language, label(group, "group", language)) for group in groups for language in ("da", "en")}
    identifiers = {
        name for language, name in said if re.search("^fase |_|matched", name) or (language, name) == ENGLISH
    }
    return sorted({row["metric"] for row in rows} - set(METRICS) - set(NAMES)) + sorted(identifiers)
