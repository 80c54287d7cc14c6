"""Demonstration registers: deterministic, scaled to published figures, coherent, and true to what they say is true."""

import ast
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from sikkerby_eval.cli import main
from sikkerby_eval.data import demo, published, reference
from sikkerby_eval.data.demo import administration, edges
from sikkerby_eval.data.demo import parameters as planted
from sikkerby_eval.data.read.door import inspect
from sikkerby_eval.data.registers import BY_NAME

PERSONS, SEED = 20_000, 7
FULL = planted.REFERENCE_POPULATION
TWO_YEARS = pd.DateOffset(years=2)


@pytest.fixture(scope="module")
def registers():
    return demo.registers(PERSONS, SEED)


@pytest.fixture(scope="module")
def city():
    """A city of København's own size, where published figures must come out as they are."""
    return demo.registers(FULL, 3)


@pytest.fixture(scope="module")
def truth():
    return demo.truth(PERSONS, SEED)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    directory = tmp_path_factory.mktemp("demo") / "leverance"
    demo.write(directory, PERSONS, SEED)
    return directory


def files(directory):
    return {str(path.relative_to(directory)): path.read_bytes() for path in sorted(directory.rglob("*.*"))}


def ages_on(moment, born):
    """Whole years at a date, one person at a time as a clerk would."""
    return [
        on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
        for on, birth in zip(moment, born, strict=True)
    ]


def young_on_1_january(residents, low=14, high=25):
    first = pd.to_datetime(residents["aar"].astype(str) + "-01-01")
    age = pd.Series(ages_on(first, residents["foedselsdato"]), index=residents.index)
    return residents[(age >= low) & (age <= high)]


def charged_in(registers, year, codes):
    charges = registers["sigtelser"]
    chosen = (charges["sigtelsesdato"].dt.year == year) & charges["gerningskode"].isin(list(codes))
    return set(charges.loc[chosen, "person_id"])


def districts(numbers):
    return {f"Demo-område {number}" for number in numbers}


# --- The same every time, and nobody can take it for real ---------------------------------------------------------


def test_the_same_persons_and_seed_give_the_same_bytes(written, tmp_path):
    demo.write(tmp_path / "igen", PERSONS, SEED)
    assert files(tmp_path / "igen") == files(written)


def test_another_seed_gives_other_persons(registers):
    other = demo.registers(PERSONS, SEED + 1)
    assert not other["befolkning"]["foedselsdato"].equals(registers["befolkning"]["foedselsdato"])
    assert len(other["befolkning"]) == len(registers["befolkning"])


def test_files_hold_the_same_rows_as_the_frames(written, registers):
    on_disk = {path.stem for path in written.iterdir() if path.suffix in (".csv", ".parquet")} - {"leverance"}
    assert on_disk == set(registers)
    for name, frame in registers.items():
        dates = [column for column in frame if pd.api.types.is_datetime64_any_dtype(frame[column])]
        if (written / f"{name}.parquet").exists():
            read = pyarrow.parquet.read_table(written / f"{name}.parquet").to_pandas(date_as_object=False)
        else:
            types = {column: str(kind) for column, kind in frame.dtypes.items() if column not in dates}
            read = pd.read_csv(
                written / f"{name}.csv", sep=";", decimal=",", dtype=types, parse_dates=dates, na_values=[""],
                keep_default_na=False,
            )  # fmt: skip
            read = read.astype({column: frame[column].dtype for column in dates})
        pd.testing.assert_frame_equal(read, frame, check_dtype=False, check_index_type=False)


def test_every_register_of_the_catalogue_is_there_with_its_columns(registers):
    assert set(registers) == {name for name, register in BY_NAME.items() if not register.published}
    for name, frame in registers.items():
        asked = {column.name for column in BY_NAME[name].columns if not column.absent_ok}
        assert asked <= set(frame.columns), name
        assert list(frame.columns) == [column for column in BY_NAME[name].names if column in frame], name
        for column in BY_NAME[name].columns:
            if column.required and not column.absent_ok:
                assert frame[column.name].notna().all(), (name, column.name)
            if column.values:
                assert set(frame[column.name].dropna()) <= set(column.values), (name, column.name)
        assert not frame.duplicated(list(BY_NAME[name].key)).any(), name


def test_dates_never_run_backwards_by_the_catalogues_own_rules(registers):
    for name, frame in registers.items():
        for first, second in BY_NAME[name].order:
            both = frame[[first, second]].dropna()
            assert (both[first] <= both[second]).all(), (name, first, second)


def test_nothing_lies_after_the_cut_off_of_its_file(written, registers):
    note = pd.read_csv(written / "leverance.csv", sep=";", parse_dates=["dataskaeringsdato"])
    assert set(note["grundlag"]) == {"demonstration"}
    for row in note.itertuples():
        frame = registers[Path(row.fil).stem]
        assert row.raekker == len(frame)
        for column in frame:
            if pd.api.types.is_datetime64_any_dtype(frame[column]):
                assert frame[column].max() <= row.dataskaeringsdato, (row.fil, column)


def test_the_door_finds_nothing_to_remark_on(written):
    inspection = inspect(written)
    assert not inspection.findings.counts
    assert inspection.basis == "demonstration"
    assert not inspection.missing


def test_the_first_file_says_that_all_is_invented(written):
    first = sorted(path.name for path in written.iterdir())[0]
    assert first == "DEMONSTRATION.txt"
    assert "opdigtede registre" in (written / first).read_text(encoding="utf-8")


def test_no_invented_figure_stands_beside_a_real_name(registers):
    real = set(reference.bydele()["bydel"]) | set(reference.districts()["name"].dropna())
    pattern = "|".join(re.escape(name) for name in real)
    for name, frame in registers.items():
        for column in frame.select_dtypes(["object", "string"]):
            values = pd.Series(frame[column].dropna().unique(), dtype="string")
            assert not values.str.contains(pattern, case=False).any(), (name, column)


def test_person_ids_say_demo_and_look_like_no_cpr_number(registers):
    for name, frame in registers.items():
        if "person_id" in frame:
            ids = pd.Series(frame["person_id"].unique(), dtype="string")
            assert ids.str.startswith("demo_").all(), name
            assert not ids.str.contains(r"\d{6}[ -]?\d{4}").any(), name


def test_a_directory_with_anything_in_it_is_refused(tmp_path):
    (tmp_path / "sigtelser.csv").write_text("")
    with pytest.raises(FileExistsError, match="must be empty"):
        demo.write(tmp_path, PERSONS, SEED)
    assert [path.name for path in tmp_path.iterdir()] == ["sigtelser.csv"]


def test_a_city_too_small_for_its_cases_is_refused():
    with pytest.raises(ValueError, match="at least 5000 persons"):
        demo.registers(4_999, SEED)


def test_the_command_writes_a_delivery_and_says_no_in_danish(tmp_path):
    arguments = ["demo", str(tmp_path / "ud"), "--persons", "5000", "--seed", "1"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0
    assert "rækker demonstration" in result.output
    again = CliRunner().invoke(main, arguments)
    assert again.exit_code == 1
    assert "Mappen er ikke tom" in again.output
    small = CliRunner().invoke(main, ["demo", str(tmp_path / "lille"), "--persons", "10"])
    assert small.exit_code == 2
    assert "mindst 5000" in small.output


# --- Scaled to published figures ----------------------------------------------------------------------------------


def test_residents_on_1_january_are_those_of_statistics_denmark_folk1a(city):
    figures = published.key_figures()
    figures = figures[(figures["indicator"] == "population") & (figures["area"] == "København")]
    expected = figures.set_index("period")["value"]
    for year, count in city["befolkning"].groupby("aar").size().items():
        assert count == expected[f"{year}K1"]
    counts = city["befolkningstal"].groupby("aar")["antal"].sum()
    pd.testing.assert_series_equal(counts, city["befolkning"].groupby("aar").size(), check_names=False)


def test_reports_per_quarter_and_group_are_those_of_statistics_denmark_straf11(city):
    reports = city["anmeldelser"]
    quarter = reports["anmeldelsesdato"].dt.to_period("Q").astype(str).str.replace("Q", "K")
    group = reports["gerningskode"].str[:2].where(reports["gerningskode"].str[0] == "1", "3")
    counted = reports.groupby([quarter.rename("period"), group.rename("group")]).size()
    expected = published.reports_by_quarter()
    expected = expected[(expected["area"] == "København") & (expected["group"] != "TOT")]
    expected = expected[expected["period"].between("2008K1", "2014K4")].set_index(["period", "group"])["reports"]
    counted, expected = counted.align(expected, fill_value=0)
    assert (counted == expected).all()


def test_charges_of_young_people_in_early_2010_are_those_of_bilag_1_section_5_2(city):
    charges = city["sigtelser"]
    early = charges[charges["sigtelsesdato"].between("2010-01-01", "2010-03-28")]
    age = np.array(ages_on(early["sigtelsesdato"], early["foedselsdato"]))
    young = (age >= 10) & (age <= 25)
    assert young.sum() == pytest.approx(5_440, rel=0.05)
    assert (age[young] >= 18).mean() == pytest.approx(0.80, abs=0.025)


@pytest.mark.parametrize(("codes", "ratio"), [(("1380",), 0.73), (("1316", "1320", "1324"), 1.51)])
def test_robbery_and_burglary_change_as_bilag_1_section_5_2_says(city, codes, ratio):
    reports = city["anmeldelser"]
    chosen = reports[reports["gerningskode"].isin(codes)]["anmeldelsesdato"]
    this_year = chosen.between("2010-01-01", "2010-03-28").sum()
    assert this_year / chosen.between("2009-01-01", "2009-03-28").sum() == pytest.approx(ratio, rel=0.06)


def test_a_hundred_start_the_exit_programme_a_year_half_of_them_from_gangs_as_bilag_2_expects(city):
    started = city["exitforloeb"].dropna(subset=["startdato"])
    by_track = started.groupby([started["startdato"].dt.year, "spor"]).size()
    assert by_track.loc[2010].to_dict() == {"alvorlig": 25, "bande": 25}
    for year in range(2011, 2015):
        assert by_track.loc[year].to_dict() == {"alvorlig": 50, "bande": 50}
    assert started["startdato"].min() >= pd.Timestamp("2010-07-01")


def test_districts_in_need_fall_from_12_to_5_as_the_committee_was_told_in_june_2014(registers):
    index = registers["tryghedsindeks"]
    need = index[index["kategori"].isin(["markant", "intensiveret"])].groupby("aar").size()
    assert (need[2010], need[2014]) == (12, 5)
    assert (index.groupby("aar")["omraade"].nunique() == 35).all()


def test_about_8000_answer_the_survey_a_year_as_the_city_said_in_2013(city):
    answers = city["tryghedssvar"]
    assert answers.groupby("aar").size().between(7_900, 8_100).all()
    residents = city["befolkning"].groupby("aar").size()
    for year, weight in answers.groupby("aar")["vaegt"].sum().items():
        assert weight == pytest.approx(residents[year], rel=1e-4)


def test_the_age_structure_stays_what_is_assumed(city):
    residents = city["befolkning"]
    for year in (2008, 2014):
        chosen = residents[residents["aar"] == year]
        born = chosen["foedselsdato"].dt
        age = year - born.year - ((born.month > 1) | (born.day > 1))
        share = np.bincount(age, minlength=100) / len(age)
        assert np.abs(share - planted.AGE_SHARES).max() < 0.002


# --- As messy over time as registers are ----------------------------------------------------------------------------


def test_residents_move_leave_die_and_arrive(registers):
    residents = registers["befolkning"]
    lived = residents.groupby("person_id")
    moved = lived["omraade"].first() != lived["omraade"].last()
    assert 0.1 < moved.mean() < 0.6
    assert (lived["aar"].min() > 2008).mean() > 0.1
    assert (lived.size() == lived["aar"].max() - lived["aar"].min() + 1).all()
    assert set(registers["afgang"]["aarsag"]) == {"doed", "udrejst"}
    gone = registers["afgang"].merge(residents, on="person_id")
    assert (gone["aar"] <= gone["afgangsdato"].dt.year).all()


def test_nobody_is_charged_after_death_or_emigration(registers):
    both = registers["sigtelser"].merge(registers["afgang"], on="person_id")
    assert len(both) > 50
    assert (both["sigtelsesdato"] < both["afgangsdato"]).all()
    dead = registers["domme"].merge(registers["afgang"].query("aarsag == 'doed'"), on="person_id")
    assert (dead["domsdato"] < dead["afgangsdato"]).all()


def test_some_verdicts_are_late_and_some_persons_have_several_charges_and_some_cases_several_persons(registers):
    verdicts, charges = registers["domme"], registers["sigtelser"]
    assert (verdicts["domsdato"] - verdicts["gerningsdato"]).dt.days.gt(730).sum() > 5
    assert charges.groupby("person_id").size().gt(3).sum() > 50
    assert charges.groupby("sag_id")["person_id"].nunique().gt(1).sum() > 50
    assert charges["sag_id"].isna().mean() == pytest.approx(planted.NO_CASE, abs=0.03)


@pytest.mark.parametrize("name", ["befolkning", "afgang", "ungestatus", "sigtelser", "domme"])
def test_registers_of_persons_come_sorted_by_person_so_that_they_can_be_read_in_pieces(registers, name):
    assert registers[name]["person_id"].is_monotonic_increasing


# --- Its truth -------------------------------------------------------------------------------------------------------


def test_the_demonstration_knows_nothing_of_the_floors_it_tests():
    folder = Path(demo.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            own = [name for name in names if name.startswith("sikkerby_eval")]
            assert all(name == "sikkerby_eval.data" for name in own), path.name


def test_planted_codes_have_the_level_that_the_reference_gives_them():
    levels = reference.offence_levels().set_index("gerningskode")
    assert all(levels.loc[list(planted.CLEAR_CODES), ["level", "status"]].eq([4, "entydig"]).all())
    assert all(levels.loc[list(planted.AMBIGUOUS_CODES), ["level", "status"]].eq([4, "tvetydig"]).all())
    assert all(levels.loc[list(planted.LEVEL_3_CODES), ["level", "status"]].eq([3, "entydig"]).all())
    assert all(levels.loc[list(planted.AMBIGUOUS_3_CODES), ["level", "status"]].eq([3, "tvetydig"]).all())


@pytest.mark.parametrize("band", ["14-25", "15-25"])
@pytest.mark.parametrize("baseline", [2009, 2010])
def test_realised_truth_of_goal_1_is_a_plain_count_of_the_registers(registers, truth, band, baseline):
    low, high = map(int, band.split("-"))
    young = young_on_1_january(registers["befolkning"], low, high)
    area = f"udsatte {baseline}"
    chosen = young[young["omraade"].isin(districts(planted.udsatte(baseline)))]
    either = planted.CLEAR_CODES | planted.AMBIGUOUS_CODES
    readings = {"sigtet_entydig": planted.CLEAR_CODES, "sigtet_entydig_eller_tvetydig": either}
    said = truth[(truth["omraade"] == area) & (truth["gruppe"] == band) & (truth["art"] == "realiseret")]
    for name, codes in readings.items():
        rows = said[said["stoerrelse"] == name].set_index("periode")
        for year in planted.YEARS:
            there = chosen[chosen["aar"] == year]
            charged = there["person_id"].isin(charged_in(registers, year, codes)).sum()
            assert (rows.loc[str(year), "taeller"], rows.loc[str(year), "naevner"]) == (charged, len(there))


def test_expected_truth_of_goal_1_is_within_chance_of_what_came(truth):
    chosen = truth[truth["stoerrelse"].str.startswith("sigtet_entydig") & (truth["omraade"] != "hele byen")]
    keys = ["stoerrelse", "periode", "omraade", "gruppe"]
    by_kind = chosen.set_index(keys).groupby("art")["taeller"]
    expected, came = by_kind.get_group("forventet"), by_kind.get_group("realiseret")
    away = (came - expected) / np.sqrt(expected)
    assert len(away) > 500
    assert away.abs().mean() == pytest.approx(np.sqrt(2 / np.pi), abs=0.15)  # the mean distance of a standard normal
    assert away.abs().max() < 5


def test_the_planted_fall_is_in_the_expected_shares(truth):
    rows = truth[
        (truth["stoerrelse"] == "sigtet_entydig") & (truth["gruppe"] == "15-25") & (truth["art"] == "forventet")
    ]
    share = rows.set_index(["omraade", "periode"])["value" if "value" in rows else "vaerdi"]
    for area, factor in (("udsatte 2010", 0.96), ("øvrige 2010", 0.99)):
        assert share[area, "2013"] / share[area, "2009"] == pytest.approx(factor**4, rel=0.05)


def convictions(registers, codes):
    verdicts = registers["domme"]
    convicted = ["faengsel", "betinget", "boede", "ungdomssanktion", "samfundstjeneste"]
    return verdicts[verdicts["afgoerelse"].isin(convicted) & verdicts["gerningskode"].isin(list(codes))]


def completers(registers, waiting):
    courses = registers["exitforloeb"]
    done = courses[courses["status"] == "gennemfoert"].copy()
    done = done[[18 <= age <= 25 for age in ages_on(done["startdato"], done["foedselsdato"])]]
    ripe = done["slutdato"] + pd.DateOffset(years=waiting) <= pd.Timestamp(planted.VERDICTS_CUT_OFF)
    return done[ripe].assign(until=lambda rows: rows["slutdato"] + TWO_YEARS)


@pytest.mark.parametrize(("quantity", "waiting"), [("exit_dom_inden_to_aar", 2), ("exit_gerning_inden_to_aar", 3)])
def test_realised_truth_of_goal_2_is_a_plain_count_of_the_registers(registers, truth, quantity, waiting):
    done = completers(registers, waiting)
    clear = planted.CLEAR_CODES | planted.LEVEL_3_CODES
    pairs = done.merge(convictions(registers, clear), on="person_id")
    if waiting == 2:
        inside = (pairs["domsdato"] > pairs["slutdato"]) & (pairs["domsdato"] <= pairs["until"])
    else:
        inside = (pairs["gerningsdato"] > pairs["slutdato"]) & (pairs["gerningsdato"] <= pairs["until"])
        inside &= pairs["domsdato"] <= pairs["slutdato"] + pd.DateOffset(years=3)
    said = truth[
        (truth["stoerrelse"] == quantity) & (truth["art"] == "realiseret") & (truth["periode"] == "alle modne")
    ]
    for group, chosen in (("alle", done), *done.groupby("spor")):
        row = said.set_index("gruppe").loc[group]
        came = pairs[inside & pairs["person_id"].isin(chosen["person_id"])]["person_id"].nunique()
        assert (row["taeller"], row["naevner"]) == (came, len(chosen))


def test_one_track_is_planted_above_the_sixty_per_cent_of_goal_2_and_one_below():
    free = {track: 1 - sum(risk[:2]) for track, risk in planted.EXIT_RISK.items()}
    assert free["alvorlig"] > 0.60 > free["bande"]


def test_truth_of_goals_3_and_4_is_a_plain_count_of_the_registers(registers, truth):
    numbers = truth.set_index(["stoerrelse", "periode", "gruppe"])["vaerdi"]
    index = registers["tryghedsindeks"].set_index(["omraade", "aar"])["kategori"]
    selected = registers["udvalgte_omraader"]["omraade"]
    arrived = [index[area, 2014] in ("ordinaer", "reduceret", "minimal") for area in selected]
    assert numbers["udvalgte_naaet_ordinaer", "2014", "alle"] == np.mean(arrived) == 0.75
    closed = registers["lukninger"]
    inside = closed["aarsag"].isin(["uro", "krise"]) & closed["startdato"].dt.year.between(2010, 2013)
    for extent, count in closed[inside].groupby("omfang").size().items():
        assert numbers["lukninger_paa_grund_af_uro", "2010-2013", extent] == count
    assert registers["indberetninger"]["antal"].sum() == len(administration.CLOSURES) == len(closed)


def test_reports_of_the_treated_district_fall_as_planted_against_the_districts_like_it(city):
    reports = city["anmeldelser"]
    year, area = reports["anmeldelsesdato"].dt.year, reports["omraade"]

    def change(numbers):
        here = area.isin(districts(numbers))
        return (here & year.between(2012, 2014)).sum() / (here & year.between(2009, 2011)).sum()

    like = change(planted.CONTROL_AREAS)
    assert change((planted.HOTSPOT_AREA,)) / like == pytest.approx(planted.HOTSPOT_FACTOR, rel=0.06)
    assert change(planted.BUFFER_AREAS) / like == pytest.approx(planted.BUFFER_FACTOR, rel=0.06)


# --- Persons whose id spells their case ------------------------------------------------------------------------------


@pytest.mark.parametrize("case", edges.CHARGED, ids=lambda case: case.name)
def test_the_case_of_goal_1_comes_out_as_its_id_says(registers, case):
    person = f"demo_p_{case.name}"
    young = young_on_1_january(registers["befolkning"].query(f"aar == 2011 and person_id == {person!r}"))
    counted = len(young) == 1
    assert counted == case.counted
    either = planted.CLEAR_CODES | planted.AMBIGUOUS_CODES
    assert (counted and person in charged_in(registers, 2011, planted.CLEAR_CODES)) == case.clear
    assert (counted and person in charged_in(registers, 2011, either)) == case.ambiguous
    if counted:
        assert young["omraade"].tolist() == [f"Demo-område {case.district}"]


@pytest.mark.parametrize("case", edges.EXITS, ids=lambda case: case.name)
def test_the_case_of_goal_2_comes_out_as_its_id_says(registers, case):
    person = f"demo_x_{case.name}"
    done = completers(registers, 2).query(f"person_id == {person!r}")
    assert (len(done) == 1) == case.eligible
    if not case.eligible:
        return
    end, until = done["slutdato"].iloc[0], done["until"].iloc[0]
    verdicts = convictions(registers, planted.CLEAR_CODES | planted.LEVEL_3_CODES).query(f"person_id == {person!r}")
    assert verdicts["domsdato"].between(end, until, inclusive="right").any() == case.convicted
    offences = verdicts["gerningsdato"].between(end, until, inclusive="right")
    assert (offences & (verdicts["domsdato"] <= end + pd.DateOffset(years=3))).any() == case.reoffended
    left = registers["afgang"].query(f"person_id == {person!r}")["afgangsdato"]
    assert ((left <= until).any() and not case.convicted) == case.gone


def test_every_case_is_listed_with_what_must_come_of_it(registers):
    cases = demo.edge_cases().set_index("person_id")
    assert len(cases) == len(edges.CHARGED) + len(edges.EXITS)
    known = set(registers["befolkning"]["person_id"]) | set(registers["sigtelser"]["person_id"])
    assert set(cases.index) <= known | set(registers["exitforloeb"]["person_id"])
    assert not cases.loc["demo_p_er_13_nytaarsdag_taeller_ikke", "i_naevner"]
    assert cases.loc["demo_x_dom_for_aeldre_gerning_taeller_kun_som_dom", "i_taeller"]
