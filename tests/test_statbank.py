"""Exports of Statistics Denmark: what they say comes in, what is wrong is said, and nothing is overwritten."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from sikkerby_eval.data.published import reports_by_quarter
from sikkerby_eval.data.read.findings import DeliveryError
from sikkerby_eval.data.statbank import as_reports, extended, read_statbank, reports_with

SPECIMENS = Path(__file__).parent / "specimens"
MATRIX, BULK, JSON_STAT = (
    SPECIMENS / name for name in ("straf11_matrix_latin1.csv", "straf11_bulk.csv", "straf11.json")
)
TOTAL = "Overtrædelsens art i alt"


def antal(frame, **at):
    for column, value in at.items():
        frame = frame[frame[column] == value]
    return frame["antal"].item()


def test_matrix_gives_the_figures_statistics_denmark_prints():
    """STRAF11: København 2007K1 = 21,462 and Dragør 2007K3 = 127 reports of all kinds."""
    frame = read_statbank(MATRIX)
    assert antal(frame, omraade="København", periode="2007K1", overtraedelse=TOTAL) == 21462
    assert antal(frame, omraade="Dragør", periode="2007K3") == 127
    assert len(frame) == 9


def test_signs_of_statistics_denmark_nil_is_zero_and_unpublished_is_missing():
    """Statistisk Tiårsoversigt, explanation of signs: "-" is nil, ".." is not given."""
    frame = read_statbank(MATRIX)
    assert antal(frame, omraade="Tårnby", periode="2007K3") == 0
    missing = frame[frame["antal"].isna()]
    assert missing[["omraade", "periode", "tegn"]].values.tolist() == [["Tårnby", "2007K2", ".."]]


def test_bulk_gives_the_figures_statistics_denmark_prints():
    """STRAF11 2025K1: 16,072 reports under the penal code in København, 75,797 in the country."""
    frame = read_statbank(BULK)
    assert antal(frame, omraade="København", overtraedelse="Straffelov i alt") == 16072
    assert antal(frame, omraade="Hele landet") == 75797
    assert antal(frame, overtraedelse="Uagtsomt hæleri") == 0


@pytest.mark.parametrize("version", [1, 2])
def test_json_stat_of_both_versions_says_the_same(tmp_path, version):
    """json-stat.org: version 1 wraps the dataset and keeps ``id`` and ``size`` inside ``dimension``."""
    document = json.loads(JSON_STAT.read_text(encoding="utf-8"))
    if version == 1:
        document["dimension"] |= {"id": document.pop("id"), "size": document.pop("size")}
        document = {"dataset": document}
    path = tmp_path / "straf11.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    frame = read_statbank(path)
    assert frame["antal"].tolist() == [78, pd.NA, 2106, 0]
    assert frame["overtraedelse"].tolist() == ["Røveri", "Røveri", "Hærværk", "Hærværk"]
    assert frame["tegn"].tolist() == [pd.NA, "..", pd.NA, pd.NA]


def test_json_stat_values_may_be_sparse(tmp_path):
    document = json.loads(JSON_STAT.read_text(encoding="utf-8"))
    document["value"] = {"0": 78, "2": 2106, "3": 0}
    path = tmp_path / "straf11.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert_frame_equal(read_statbank(path), read_statbank(JSON_STAT))


def test_matrix_with_title_note_and_repeated_labels_reads_the_same(tmp_path):
    path = tmp_path / "straf11.csv"
    path.write_text(
        '"Anmeldte forbrydelser efter område, overtrædelsens art og tid"\n\n'
        '" "," ","2025K1"\n"København","Røveri",78\n" ","Hærværk",2106\n\n"Kilde: opdigtet"\n',
        encoding="utf-8",
    )
    frame = read_statbank(path)
    assert antal(frame, omraade="København", overtraedelse="Hærværk") == 2106
    assert len(frame) == 2


REFUSED = {
    "tom_fil": (b"", "filen er tom"),
    "excel": (b"PK\x03\x04rest", "filen er Excel"),
    "nul": (b"a\0b", "NUL-byte"),
    "prose": (b"Her er ingen tal\n", "ingen kendt overskrift"),
    "json": (b'{"noget": "andet"}', "JSON-stat"),
    "header_only": ("OMRÅDE;OVERTRÆD;TID;INDHOLD\n".encode(), "0 rækker"),
    "no_time": ("OMRÅDE;OVERTRÆD;INDHOLD\nKøbenhavn;Røveri;987654\n".encode(), "kolonne periode: kolonnen mangler"),
    "too_many": (
        "OMRÅDE;OVERTRÆD;TID;INDHOLD\nKøbenhavn;Røveri;2025K1;987654;9\n".encode(),
        "linje 2: rækken har 5 felter",
    ),
    "not_number": ("OMRÅDE;OVERTRÆD;TID;INDHOLD\nKøbenhavn;Røveri;2025K1;98x7654\n".encode(), "linje 2, kolonne antal"),
    "negative": ("OMRÅDE;OVERTRÆD;TID;INDHOLD\nKøbenhavn;Røveri;2025K1;-987654\n".encode(), "negativt tal"),
    "blank": ("OMRÅDE;OVERTRÆD;TID;INDHOLD\nKøbenhavn;Røveri;2025K1;\n".encode(), "manglende værdi"),
    "period": ("OMRÅDE;OVERTRÆD;TID;INDHOLD\nKøbenhavn;Røveri;2025K5;987654\n".encode(), "2007K1"),
    "twice": (
        "OMRÅDE;OVERTRÆD;TID;INDHOLD\nKøbenhavn;Røveri;2025K1;987654\nKøbenhavn;Røveri;2025K1;1\n".encode(),
        "linje 3: samme nøgle som linje 2",
    ),
    "no_area": (b'" "," ","2025K1"\n"Bydel","Vold",987654\n', "linje 2, kolonne område"),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_wrong_file_is_refused_with_place_and_rule_and_no_value(tmp_path, content, message):
    path = tmp_path / "straf11.csv"
    path.write_bytes(content)
    with pytest.raises(DeliveryError) as error:
        read_statbank(path)
    assert message in str(error.value) and "straf11.csv" in str(error.value)
    assert "7654" not in str(error.value)


def test_offences_get_their_code_from_text_code_or_both():
    reports = as_reports(read_statbank(BULK), source="prøve")
    assert dict(zip(reports["group"], reports["reports"], strict=True)) == {
        "1": 16072,
        "12": 951,
        "1380": 78,
        "1394": 0,
    }
    assert set(reports["source"]) == {"prøve"}
    assert list(reports.columns) == list(reports_by_quarter().columns)


def test_unknown_offence_and_absent_area_are_refused():
    counts = read_statbank(BULK)
    with pytest.raises(DeliveryError, match="kolonne overtraedelse: ikke i kodelisten"):
        as_reports(counts.assign(overtraedelse="Noget nyt"), source="prøve")
    with pytest.raises(DeliveryError, match="ingen rækker for Læsø"):
        as_reports(counts, source="prøve", area="Læsø")


def series(reports):
    same = {
        "area": "København",
        "group": "TOT",
        "group_da": TOTAL,
        "source": "prøve",
        "source_date": pd.NA,
        "url": pd.NA,
    }
    frame = pd.DataFrame({"period": list(reports), "reports": list(reports.values())}).assign(**same)
    return frame[reports_by_quarter().columns].astype({"reports": "Int64"})


def test_newer_file_extends_and_its_differences_are_listed_not_used():
    result = extended(series({"2022K1": 10, "2022K2": 7}), series({"2022K1": 12, "2022K2": 7, "2022K3": 5}))
    assert result.series["reports"].tolist() == [10, 7, 5]
    assert result.revisions[["period", "published", "newer", "used"]].values.tolist() == [["2022K1", 10, 12, 10]]


def test_newer_file_wins_only_from_the_period_it_says_it_revised():
    first, later = series({"2022K1": 10, "2022K2": 7}), series({"2022K1": 12, "2022K2": 9})
    result = extended(first, later, revised_from="2022K2")
    assert result.series["reports"].tolist() == [10, 9]
    assert result.revisions["used"].tolist() == [10, 9]


def test_missing_figure_is_filled_and_is_no_revision():
    result = extended(series({"2022K1": pd.NA, "2022K2": 7}), series({"2022K1": 12, "2022K2": pd.NA}))
    assert result.series["reports"].tolist() == [12, 7]
    assert result.revisions.empty


def test_a_series_with_a_figure_twice_is_refused():
    once = series({"2022K1": 10})
    with pytest.raises(ValueError, match="same period, area and group twice"):
        extended(pd.concat([once, once]), once)


QUARTERS = st.dictionaries(
    st.from_regex(r"20[01]\dK[1-4]", fullmatch=True), st.integers(0, 10**6), min_size=1, max_size=8
)


@given(QUARTERS, QUARTERS)
def test_extension_keeps_every_published_figure_and_loses_no_new_one(old, new):
    result = extended(series(old), series(new))
    found = dict(zip(result.series["period"], result.series["reports"], strict=True))
    assert found == new | old
    assert set(result.revisions["period"]) == {
        period for period in old.keys() & new.keys() if old[period] != new[period]
    }


def test_files_in_a_folder_extend_the_published_series(tmp_path):
    """The published series ends in 2022K2; the specimen adds 2025K1."""
    (tmp_path / "straf11_2025.csv").write_bytes(BULK.read_bytes())
    (tmp_path / "andet.csv").write_text("hører ikke til", encoding="utf-8")
    result = reports_with(tmp_path)
    assert len(result.series) == len(reports_by_quarter()) + 4
    assert result.series["period"].max() == "2025K1"
    assert result.revisions.empty


def test_a_folder_without_files_gives_the_published_series(tmp_path):
    assert_frame_equal(reports_with(tmp_path).series, reports_by_quarter())
