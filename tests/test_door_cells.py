"""The door: one clean delivery × one faulty cell; each is caught, located and never quoted."""

import pytest
from door_delivery import clean, found, only, with_cell, write

CELLS = [
    ("befolkningstal", 3, "antal", "1.234", "tvetydigt"),
    ("befolkningstal", 3, "antal", "1,234", "tvetydigt"),
    ("befolkningstal", 3, "antal", "1234.50", "decimalpunktum"),
    ("befolkningstal", 3, "antal", "1,234.50", "decimalpunktum"),
    ("befolkningstal", 3, "antal", "1200 kr.", "enhed"),
    ("befolkningstal", 3, "antal", "12 personer", "enhed"),
    ("befolkningstal", 3, "antal", "\u221212", "negativt"),
    ("befolkningstal", 3, "antal", "-12", "negativt"),
    ("befolkningstal", 3, "antal", "45%", "procent"),
    ("befolkningstal", 3, "antal", "45 pct.", "procent"),
    ("befolkningstal", 3, "antal", "12,5", "broekdel"),
    ("befolkningstal", 3, "antal", "1.234,50", "broekdel"),
    ("befolkningstal", 3, "antal", "ca. 20", "cirka"),
    ("befolkningstal", 3, "antal", "~20", "cirka"),
    ("befolkningstal", 3, "antal", ">20", "cirka"),
    ("befolkningstal", 3, "antal", "<5", "undertrykt"),
    ("befolkningstal", 3, "antal", "1-4", "undertrykt"),
    ("befolkningstal", 3, "antal", "*", "undertrykt"),
    ("befolkningstal", 3, "antal", "inf", "uendelig"),
    ("befolkningstal", 3, "antal", "-Infinity", "uendelig"),
    ("befolkningstal", 3, "antal", "1e3", "ikke_tal"),
    ("befolkningstal", 3, "antal", "tyve", "ikke_tal"),
    ("befolkningstal", 3, "antal", "１２", "ikke_tal"),
    ("befolkningstal", 3, "antal", "0x1F", "ikke_tal"),
    ("befolkningstal", 3, "antal", "99999999999", "udenfor_interval"),
    ("befolkningstal", 3, "alder", "126", "udenfor_interval"),
    ("tryghedsindeks", 2, "indeks", "100,1", "udenfor_interval"),
    ("tryghedsindeks", 2, "indeks", "12.5", "decimalpunktum"),
    ("tryghedsindeks", 2, "indeks", "1.234", "tvetydigt"),
    *(
        ("befolkningstal", 3, "antal", text, "mangler_stavet")
        for text in ("NULL", "NA", "nan", "-", "#I/T", "N/A", "#N/A", "ukendt", "?", "None", "#DIVISION/0!", "–", "..")
    ),
    ("befolkningstal", 3, "antal", "", "mangler"),
    ("befolkningstal", 3, "antal", "   ", "mangler"),
    ("tryghedsindeks", 2, "indeks", "NA", "mangler_stavet"),
    ("befolkning", 4, "omraade", "36", "ikke_i_liste"),
    ("befolkning", 4, "omraade", "0", "ikke_i_liste"),
    ("befolkning", 4, "bydel", "Atlantis", "ikke_i_liste"),
    ("befolkning", 4, "bydel", "Demo-bydel 3", "demo_navn"),
    ("befolkning", 4, "bydel_nr", "11", "ikke_i_liste"),
    ("befolkning", 4, "bydel_nr", "10", "navn_og_kode"),
    ("befolkning", 4, "koen", "X", "ikke_i_liste"),
    ("befolkning", 4, "koen", "1", "ikke_i_liste"),
    ("tryghedsindeks", 2, "kategori", "rød", "ikke_i_liste"),
    ("exitforloeb", 2, "status", "færdig", "ikke_i_liste"),
    ("sigtelser", 5, "gerningskode", "X", "ikke_kode"),
    ("sigtelser", 5, "gerningskode", "125", "ikke_kode"),
    ("sigtelser", 5, "gerningskode", "12520", "ikke_kode"),
    ("sigtelser", 5, "gerningskode", "1252.0", "ikke_kode"),
    ("sigtelser", 5, "sigtelsesdato", "2012-13-01", "dato_umulig"),
    ("sigtelser", 5, "sigtelsesdato", "2012-02-31", "dato_umulig"),
    ("sigtelser", 5, "sigtelsesdato", "2011-02-29", "dato_umulig"),
    ("sigtelser", 5, "sigtelsesdato", "03-04-2012", "dato_dmaa"),
    ("sigtelser", 5, "sigtelsesdato", "3.4.2012", "dato_dmaa"),
    ("sigtelser", 5, "sigtelsesdato", "04/03/2012", "dato_skraastreg"),
    ("sigtelser", 5, "sigtelsesdato", "2012/03/04", "dato_skraastreg"),
    ("sigtelser", 5, "sigtelsesdato", "03-04-12", "dato_to_cifre"),
    ("sigtelser", 5, "sigtelsesdato", "45780", "dato_serienummer"),
    ("sigtelser", 5, "sigtelsesdato", "40980,5", "dato_serienummer"),
    ("sigtelser", 5, "sigtelsesdato", "2052-03-04", "dato_fremtid"),
    ("sigtelser", 5, "sigtelsesdato", "2013-01-01", "dato_fremtid"),
    ("sigtelser", 5, "sigtelsesdato", "2012-03-04T10:00:00+01:00", "dato_tidspunkt"),
    ("sigtelser", 5, "sigtelsesdato", "2012-03-04T00:00:00Z", "dato_tidspunkt"),
    ("sigtelser", 5, "sigtelsesdato", "2012-03-04 10:15", "dato_tidspunkt"),
    ("sigtelser", 5, "sigtelsesdato", "20120304", "dato_form"),
    ("sigtelser", 5, "sigtelsesdato", "marts 2012", "dato_form"),
    ("sigtelser", 5, "foedselsdato", "1899-12-30", "dato_fortid"),
    ("sigtelser", 5, "gerningsdato", "1900-01-01", "dato_fortid"),
    ("befolkning", 4, "aar", "12", "dato_to_cifre"),
    ("befolkning", 4, "aar", "2052", "dato_fremtid"),
    ("befolkning", 4, "aar", "1889", "udenfor_interval"),
    ("sigtelser", 5, "person_id", "", "mangler"),
    ("sigtelser", 5, "person_id", "NULL", "mangler_stavet"),
    ("sigtelser", 5, "person_id", "010190-1234", "cpr_person"),
    ("sigtelser", 5, "person_id", "0101901234", "cpr_person"),
    ("sigtelser", 5, "person_id", "101901234", "cpr_person"),
    ("sigtelser", 5, "person_id", "101901234.0", "cpr_person"),
    ("sigtelser", 5, "person_id", "010190 1234", "cpr_person"),
    ("sigtelser", 5, "person_id", "010190–1234", "cpr_person"),
    ("sigtelser", 5, "person_id", "610190-1234", "cpr_person"),
    ("sigtelser", 5, "person_id", "cpr0101901234", "cpr_person"),
    ("sigtelser", 5, "person_id", "Hans Hansen", "id_form"),
    ("sigtelser", 5, "person_id", "a@b.dk", "id_form"),
    ("sigtelser", 5, "person_id", "1,23457E+15", "id_excel"),
    ("sigtelser", 5, "sag_id", "010190-1234", "cpr"),
    ("sigtelser", 5, "sag_id", "x" * 81, "id_form"),
    ("lukninger", 2, "institution", "Klubben 010190-1234", "cpr"),
    ("lukninger", 2, "institution", "leder 0101901234", "cpr"),
    ("lukninger", 2, "institution", "leder 010190\t1234", "cpr"),
    ("lukninger", 2, "institution", '"leder 010190\n1234"', "cpr"),
    ("lukninger", 2, "institution", "leder ０１０１９０-１２３４", "cpr"),
    ("lukninger", 2, "institution", "NA", "mangler_stavet"),
    ("lukninger", 2, "institution", "BÃ¸rnehuset", "fejlkodet"),
    ("lukninger", 2, "institution", "B\ufffdrnehuset", "tabt_tegn"),
    ("lukninger", 2, "institution", "Børne\u200bhuset", "skjult_tegn"),
    ("lukninger", 2, "institution", "Børne\x07huset", "styretegn"),
    ("lukninger", 2, "institution", "x" * 5000, "for_lang"),
    ("befolkning", 4, "bydel", "NÃ¸rrebro", "fejlkodet"),
]


@pytest.mark.parametrize(("register", "line", "column", "text", "rule"), CELLS)
def test_faulty_cell_is_located(tmp_path, register, line, column, text, rule):
    shown = found(write(tmp_path / "d", only(with_cell(register, line, column, text), register)))
    assert (rule, f"{register}.csv", line, column) in shown


@pytest.mark.parametrize(
    ("changes", "line", "rule", "column"),
    [
        ({"sigtelsesdato": "1985-01-01", "gerningsdato": "1984-01-01"}, 5, "raekkefoelge", "sigtelsesdato"),
        ({"gerningsdato": "1985-01-01"}, 5, "raekkefoelge", "gerningsdato"),
        ({"gerningsdato": "2012-12-30"}, 5, "raekkefoelge", "sigtelsesdato"),
        ({"foedselsdato": "2008-06-01"}, 5, "alder_tjek", "foedselsdato"),
        ({"foedselsdato": "1991-01-02"}, 5, "to_foedselsdatoer", "foedselsdato"),
        ({"gerningskode": "1999"}, 5, "ukendt_gerningskode", "gerningskode"),
        ({"sigtelse_id": "s2011000"}, 5, "noegle", "sigtelse_id"),
    ],
)
def test_fault_across_columns_of_charges(tmp_path, changes, line, rule, column):
    tables = clean()
    for name, text in changes.items():
        tables["sigtelser"][line - 1][tables["sigtelser"][0].index(name)] = text
    assert (rule, "sigtelser.csv", line, column) in found(write(tmp_path / "d", tables))


@pytest.mark.parametrize(
    ("column", "text", "rule", "where"),
    [
        ("slutdato", "2011-01-01", "raekkefoelge", "slutdato"),
        ("startdato", "2010-12-01", "raekkefoelge", "startdato"),
        ("startdato", "", "kraever", "startdato"),
        ("slutdato", "", "kraever", "slutdato"),
        ("screenet_dato", "", "kraever", "screenet_dato"),
        ("foedselsdato", "2008-01-01", "alder", "foedselsdato"),
        ("person_id", "p" + "f" * 31, "ukendt_person", "person_id"),
    ],
)
def test_fault_in_an_exit_course(tmp_path, column, text, rule, where):
    assert (rule, "exitforloeb.csv", 3, where) in found(
        write(tmp_path / "d", with_cell("exitforloeb", 3, column, text))
    )
