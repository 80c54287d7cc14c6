"""A number that stands alone, on the page of what has changed, has a name that a reader understands.

That no report publishes a metric without one is asked where reports are built: ``published_rows.without_a_name``.
"""

import pytest

from sikkerby_eval.report.tables.published import label
from sikkerby_eval.report.text.metric_names import NAMES, metric_name
from sikkerby_eval.report.text.sentences import METRICS


def test_a_metric_without_a_name_is_refused():
    with pytest.raises(KeyError):
        metric_name("brand_new")


def test_a_metric_has_one_name_in_each_language():
    assert set(METRICS) & set(NAMES) == set()
    assert [metric for metric, (danish, english) in NAMES.items() if danish == english] == []


def test_a_group_of_several_names_is_written_name_by_name():
    assert label("fase startet · bande", "group", "en") == "started · gang"
    assert label("fase henvist, venter", "group", "da") == "henvist, er der endnu"
    assert label("markant → udgået", "group", "en") == "markant → no longer listed"
    assert label("Indbrud i forretning, virksomhed mv.", "group", "da") == "Indbrud i forretning, virksomhed mv."
