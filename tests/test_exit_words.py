"""The exit programme's sentences in small registers: whatever is withheld, they are whole and hold no stray word."""

import itertools
import re

import pandas as pd
import pytest

from sikkerby_eval.judge.disclosure.publication import protect
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.recidivism.progress import EXPECTED_SOURCE
from sikkerby_eval.report.tables import exit_section, flow_section
from sikkerby_eval.report.text.numbers import spoken

LABELS = list(flow_section.TOLD_OF_FLOW.values())
SHOWN = dict(zip(LABELS, (60, 39, 24, 20, 16), strict=True))


def counts(metric, *hidden, period="2010–2013", numbers=SHOWN):
    """Rows of which the hidden ones rest on three persons."""
    values = [3 if group in hidden else number for group, number in numbers.items()]
    return estimates_frame(
        metric=metric,
        period=period,
        group=list(numbers),
        numerator=values,
        value=values,
        unit="persons",
        method="complete count",
        n_persons=values,
        basis="demonstration",
    )


def flow_said(*hidden, language="da"):
    published = protect(counts("exit_flow", *hidden))
    assert set(published.frame.query("status == 'withheld'")["group"]) == set(hidden)
    return spoken(flow_section._flow_said(published, published.frame.set_index("group")["row_id"], language))


def test_what_is_shown_is_told_and_what_is_withheld_after_it():
    assert flow_said() == ("Af 60 henviste startede 39, og 24 gennemførte. 20 er på vej endnu, og 16 faldt fra.")
    assert flow_said("fase henvist", "på vej") == (
        "39 startede, 24 gennemførte, og 16 faldt fra. Hvor mange der blev henvist, og hvor mange der er på vej endnu, "
        "er tilbageholdt for at beskytte enkeltpersoner."
    )
    assert flow_said("fase henvist", "fase gennemfoert", "på vej", "faldt fra", language="en") == (
        "39 started. How many were referred, how many completed, how many are still on the way and how many dropped "
        "out is withheld to protect persons."
    )


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", range(1, 6))
def test_whatever_is_withheld_the_flow_is_told_in_whole_sentences(size, language):
    for hidden in itertools.combinations(LABELS, size):
        said = flow_said(*hidden, language=language)
        assert len(re.findall(r"\d+", said)) == 5 - size
        assert said.count("ilbageholdt" if language == "da" else "withheld") == 1
        assert said.count("vor mange" if language == "da" else "ow many") == size
        assert re.fullmatch(r"([A-ZÅ\d][^.]*\. ?){1,2}", said) and "  " not in said


def shares(starters, completers):
    """Rows of the leading share; ``3`` is withheld, None cannot be read yet, the referred are shown."""
    rows = {"startede": starters, "gennemførte": completers, "henviste": 30}
    return protect(
        estimates_frame(
            metric="verdict_not_convicted_left_included",
            period="2010–2011",
            group=list(rows),
            numerator=list(rows.values()),
            denominator=[None if count is None else 50 for count in rows.values()],
            value=[None if count is None else count / 50 for count in rows.values()],
            unit="fraction",
            method="wilson",
            n_persons=list(rows.values()),
            basis="demonstration",
        )
    )


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("starters", "completers"), list(itertools.product((25, 3, None), repeat=2)))
def test_the_title_of_the_shares_says_which_are_withheld_and_which_cannot_be_read_yet(starters, completers, language):
    chart = str(exit_section.cohorts_chart(shares(starters, completers), target=0.6, language=language))
    title = spoken(re.search(r"<figcaption>(.*?)<(?:/figcaption|span class=.subtitle)", chart, re.DOTALL)[1])
    known = [starters, completers]
    assert title.count("50") == known.count(25)
    assert len(re.findall("tilbageholdt|withheld", title)) == (3 in known)
    assert len(re.findall("endnu|yet", title)) == (None in known)
    assert "mangler" not in title and "missing" not in title


def test_a_target_group_that_is_withheld_is_said_so_in_a_sentence():
    expected = estimates_frame(
        metric=["exit_started", "exit_target_group"],
        group=["startede", "henviste"],
        value=[100, 400],
        period="forventet",
        unit="persons",
        method=EXPECTED_SOURCE,
        basis="published",
    )
    for hidden, told in (
        ((), "I alt er 60 henvist. Programmet regnede med en målgruppe på omkring 400."),
        (
            ("fase henvist",),
            "Hvor mange der i alt er henvist, er tilbageholdt for at beskytte enkeltpersoner. Programmet regnede med "
            "en målgruppe på omkring 400.",
        ),
    ):
        rows = [counts("exit_flow", *hidden), counts("exit_started", period="2011", numbers={"startede": 20}), expected]
        published = protect(pd.concat(rows, ignore_index=True))
        assert spoken(flow_section.expectations_table(published)).startswith(told)
