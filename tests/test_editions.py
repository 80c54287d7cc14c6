"""What a year has pages for: the published series' own ends, and the first and last day of a register."""

from datetime import date

import pandas as pd
import pytest

from sikkerby_eval.data import editions as module
from sikkerby_eval.data import published, reference
from sikkerby_eval.data.editions import editions, quarters_with_data
from sikkerby_eval.data.given import registers_given


def delivered(monkeypatch, cutoffs=None, **frames):
    nothing = registers_given("")
    given = nothing._replace(**frames, cutoffs=cutoffs or {})
    monkeypatch.setattr(module, "registers_given", lambda registre: given)


def test_the_published_series_has_every_quarter_from_2007_to_the_second_of_2022():
    known = quarters_with_data("noegletal")
    assert (known[0], known[-1], len(known)) == ((2007, 1), (2022, 2), 62)
    assert editions("noegletal", [2022, 2023]) == {2022: [{"kvartal": 1}, {"kvartal": 2}], 2023: []}


def test_published_figures_on_unrest_are_the_springs_of_the_index_and_the_quarters_that_ssp_told():
    found = editions("urolige_omraader", [2010, 2012, 2019])
    assert found[2010] == [{"kvartal": 1}]
    assert found[2012] == [{"kvartal": number} for number in (1, 2, 3, 4)]
    assert found[2019] == []


def test_a_register_counts_from_its_first_day_to_the_last_whole_quarter_it_covers(monkeypatch):
    days = pd.DataFrame({"anmeldelsesdato": pd.to_datetime(["2011-05-04", "2011-12-01"])})
    delivered(monkeypatch, cutoffs={"anmeldelser": date(2011, 12, 30)}, anmeldelser=days)
    assert quarters_with_data("noegletal") == [(2011, 2), (2011, 3)]
    delivered(monkeypatch, cutoffs={"anmeldelser": date(2011, 12, 31)}, anmeldelser=days)
    assert quarters_with_data("noegletal") == [(2011, 2), (2011, 3), (2011, 4)]


def test_a_register_of_incidents_alone_adds_to_the_published_quarters(monkeypatch):
    days = pd.DataFrame({"haendelsesdato": pd.to_datetime(["2023-01-04"])})
    delivered(monkeypatch, cutoffs={"haendelser": date(2023, 4, 2)}, haendelser=days)
    assert quarters_with_data("noegletal")[-2:] == [(2022, 2), (2023, 1)]


def test_the_quarters_of_unrest_are_those_that_were_delivered(monkeypatch):
    asked = pd.DataFrame({"aar": [2013, 2013], "kvartal": [3, 3], "bydel": ["a", "b"], "antal": [1, 2]})
    delivered(monkeypatch, cutoffs={"afhoeringer": date(2013, 9, 30)}, afhoeringer=asked)
    assert (2013, 3) in quarters_with_data("urolige_omraader")
    assert (2013, 2) not in quarters_with_data("urolige_omraader")


def test_a_newer_extract_adds_its_quarters(tmp_path):
    newer = "område;overtrædelsens art;tid;indhold\nKøbenhavn;Overtrædelsens art i alt;2022K3;21000\n"
    (tmp_path / "straf11.csv").write_text(newer, encoding="utf-8")
    assert quarters_with_data("noegletal", udtraek=str(tmp_path))[-1] == (2022, 3)
    assert published.reports_by_quarter()["period"].max() == "2022K2"


@pytest.mark.parametrize(("year", "pages"), [(2009, 0), (2010, 13), (2015, 13), (2016, 0)])
def test_the_thirteen_indicators_have_a_page_each_in_the_years_of_table_2(year, pages):
    assert len(editions("indikator", [year])[year]) == pages


def test_a_yearly_kind_has_one_page():
    assert editions("effektrapport", [2014]) == {2014: [{}]}


def test_projects_have_a_page_in_the_year_of_the_paper_and_in_those_that_were_delivered(monkeypatch):
    """The only list of projects found published is annex 3 of the paper of April 2010."""
    assert [year for year, found in editions("portefoelje", range(2009, 2027)).items() if found] == [2010]
    delivered(monkeypatch, projekter=pd.DataFrame({"aar": [2013, 2013]}), prioritering=pd.DataFrame({"aar": [2014]}))
    assert [year for year, found in editions("portefoelje", range(2009, 2027)).items() if found] == [2010, 2013, 2014]
    delivered(monkeypatch, selvevaluering_tal=pd.DataFrame({"periode_start": pd.to_datetime(["2012-01-01"])}))
    assert [year for year, found in editions("portefoelje", range(2009, 2027)).items() if found] == [2010, 2012]


def test_one_page_per_indicator_is_enough_for_all_years_since_it_shows_them_all():
    pages = editions("indikator", iter(range(2010, 2027)))
    assert {year: len(found) for year, found in pages.items() if found} == {2015: 13}


def test_the_calendar_has_a_page_in_the_years_of_the_paper_and_of_a_goals_deadline():
    years = [year for year, found in editions("kalender", range(2009, 2027)).items() if found]
    assert years[:6] == list(range(2010, 2016))
    assert set(years[6:]) == {year for year in reference.goals()["deadline"].dt.year if year > 2015}
