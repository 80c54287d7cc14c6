"""What other reports showed and withheld is an input of the next: no withheld number comes back through the years."""

import csv
import io
import json
from types import SimpleNamespace

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from sikkerby_eval.judge.disclosure.ledger import shown_elsewhere
from sikkerby_eval.judge.disclosure.publication import audit, protect
from sikkerby_eval.metrics.estimates import WHOLE_CITY, estimates_frame
from sikkerby_eval.metrics.intervals.shares_and_rates import proportion_interval
from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import manifest, revisions
from sikkerby_eval.report.build.earlier import issues, must_wait_for, told_elsewhere
from sikkerby_eval.report.text.markup import csv_bytes
from sikkerby_eval.report.text.numbers import spoken


def shares(counts, period="2013"):
    """Estimates of shares from {area: (numerator, denominator)}."""
    x, n = zip(*counts.values(), strict=True)
    return estimates_frame(
        metric="share_charged",
        period=period,
        area=list(counts),
        numerator=x,
        denominator=n,
        **proportion_interval(x, n),
        unit="fraction",
        method="wilson",
        n_persons=x,
        basis="register",
    )


CITY = shares({WHOLE_CITY: (60, 900), "a": (3, 300), "b": (20, 300), "c": (37, 300)})


def publish(
    out, place, tables, *, kind="effektrapport", registre="leveret", language="da", inputs=(), code=(), **parameters
):
    """Put a report's figures in place as the build does."""
    folder = out / place
    folder.mkdir(parents=True)
    frame = pd.concat([table.frame for table in tables]).drop(columns="row_id")
    words = {"da": {"shown": "vist", "withheld": "tilbageholdt", "missing": "mangler"}}.get(language, {})
    results = csv_bytes(frame.assign(status=frame["status"].replace(words)))
    (folder / "results.csv").write_bytes(results)
    public = {
        "kind": kind,
        "title": "t",
        "parameters": {"registre": registre, "language": language} | parameters,
        "code": dict(code),
        "libraries": {},
        "inputs": list(inputs),
        "files": {"results.csv": manifest.digest(results)},
    }
    (folder / "manifest.json").write_text(json.dumps(public), encoding="utf-8")


def ledger_of(out, tmp_path, kind="effektrapport", **parameters):
    content, _ = told_elsewhere(out, kind, {"registre": "/data", "aar": 2014} | parameters)
    (tmp_path / "tidligere.csv").write_bytes(content)
    return shown_elsewhere(str(tmp_path / "tidligere.csv")) if content else None


def test_what_was_published_is_read_back_as_it_was_shown(tmp_path):
    first = protect(CITY)
    publish(tmp_path / "reports", "2013", [first], aar=2013)
    ledger = ledger_of(tmp_path / "reports", tmp_path)
    for status, told in ledger.groupby("status"):
        there = first.frame[first.frame["status"] == status].reset_index(drop=True)
        assert len(there) == 2
        for column in ("metric", "period", "area", "group", "numerator", "denominator", "n_persons"):
            assert told[column].tolist() == there[column].tolist()
    assert ledger.loc[ledger["status"] == "withheld", ["numerator", "value", "n_persons"]].isna().all(axis=None)
    assert not ledger["later"].any()


def test_a_report_of_the_next_year_keeps_the_partner_of_a_small_number(tmp_path):
    first = protect(CITY)
    publish(tmp_path / "reports", "2013", [first], aar=2013)
    ledger = ledger_of(tmp_path / "reports", tmp_path)
    partner = first.frame[(first.frame["status"] == "withheld") & (first.frame["area"] != "a")]["area"].iloc[0]
    alone = CITY[CITY["area"] == partner]
    assert protect(alone).frame.loc[0, "status"] == "shown"
    assert protect(alone, ledger=ledger).frame.loc[0, "status"] == "withheld"


def test_a_report_made_again_is_the_same_although_a_later_one_is_out(tmp_path):
    first = protect(CITY)
    publish(tmp_path / "reports", "2013", [first], aar=2013)
    second = protect(CITY, ledger=ledger_of(tmp_path / "reports", tmp_path))
    publish(tmp_path / "reports", "2014", [second], aar=2014)
    ledger = ledger_of(tmp_path / "reports", tmp_path, aar=2013)
    assert ledger["later"].all()
    assert protect(CITY, ledger=ledger).frame.to_csv() == first.frame.to_csv()


def test_a_correction_of_an_old_report_shows_nothing_that_later_ones_withhold(tmp_path):
    """The small number of 2013 turns out to be 9; the reports of 2014 and 2015 still hide it and its partner."""
    out = tmp_path / "reports"
    publish(out, "2014", [protect(CITY)], aar=2014)
    publish(out, "2015", [protect(CITY, ledger=ledger_of(out, tmp_path, aar=2015))], aar=2015)
    corrected = shares({WHOLE_CITY: (66, 900), "a": (9, 300), "b": (20, 300), "c": (37, 300)})
    assert (protect(corrected).frame["status"] == "shown").all()
    again = protect(corrected, ledger=ledger_of(out, tmp_path, aar=2013)).frame.set_index("area")["status"]
    assert again.to_dict() == protect(CITY).frame.set_index("area")["status"].to_dict()


def test_a_report_made_out_of_order_does_not_give_back_what_the_later_one_withholds(tmp_path):
    """The later report shows b and c alone; made first, it knew of no small number beside them."""
    later = protect(CITY[CITY["area"].isin(["b", "c"])])
    assert (later.frame["status"] == "shown").all()
    publish(tmp_path / "reports", "2014", [later], aar=2014)
    ledger = ledger_of(tmp_path / "reports", tmp_path, aar=2013)
    first = protect(CITY, ledger=ledger)
    assert first.frame.set_index("area")["status"].to_dict() == {
        WHOLE_CITY: "withheld",
        "a": "withheld",
        "b": "shown",
        "c": "shown",
    }
    assert audit({"": first}, ledger=ledger)["safe"].all()


def test_quarters_within_a_year_are_told_apart(tmp_path):
    """10 charges to March and 13 to June: 3 in between."""

    def charges(last, count):
        return estimates_frame(
            metric="charges",
            period=f"2012-01-01/2012-{last}",
            group="0-17",
            numerator=count,
            value=count,
            unit="charges",
            method="complete count",
            n_persons=count,
            basis="register",
        )

    publish(
        tmp_path / "reports",
        "noegletal/2012-k1",
        [protect(charges("03-28", 10))],
        kind="noegletal",
        aar=2012,
        kvartal=1,
    )
    ledger = ledger_of(tmp_path / "reports", tmp_path, kind="noegletal", aar=2012, kvartal=2)
    assert protect(charges("06-28", 13)).frame.loc[0, "status"] == "shown"
    assert protect(charges("06-28", 13), ledger=ledger).frame.loc[0, "status"] == "withheld"
    assert protect(charges("06-28", 16), ledger=ledger).frame.loc[0, "status"] == "shown"


def test_its_own_earlier_version_demonstrations_and_english_twins_do_not_count(tmp_path):
    out, table = tmp_path / "reports", protect(CITY)
    publish(out, "2014", [table], aar=2014)
    publish(out, "en/2014", [table], aar=2014, language="en")
    publish(out, "demonstration/2013", [table], aar=2013, registre="demonstration")
    assert told_elsewhere(out, "effektrapport", {"registre": "/data", "aar": 2014}) == (b"", {})
    for kind, aar in (("effektrapport", 2015), ("indikator", 2014)):
        content, digests = told_elsewhere(out, kind, {"registre": "/data", "aar": aar})
        assert sorted(digests) == ["2014", "en/2014"]
        rows = list(csv.DictReader(io.StringIO(content.decode()), delimiter=";"))
        assert len(rows) == len(table.frame)
        assert [row["later"] for row in rows] == ["nej"] * len(rows)


def test_a_kind_that_counts_other_persons_is_not_read(tmp_path):
    publish(tmp_path, "2014", [protect(CITY)], aar=2014)
    assert told_elsewhere(tmp_path, "portefoelje", {"registre": "/data", "aar": 2015}) == (b"", {})


@pytest.mark.parametrize("damage", [b"metric;period\r\n", b""])
def test_figures_that_are_not_those_published_stop_the_next_report(tmp_path, damage):
    out = tmp_path / "reports"
    publish(out, "2013", [protect(CITY)], aar=2013)
    (out / "2013" / "results.csv").write_bytes(damage)
    with pytest.raises(ReportError, match=r"2013/results\.csv er ikke den, der blev udgivet"):
        told_elsewhere(out, "effektrapport", {"registre": "/data", "aar": 2014})


def plan(kind, registre="/data", out="reports", **parameters):
    return SimpleNamespace(
        request=SimpleNamespace(kind=kind, out=out), parameters={"registre": registre, "aar": 2014} | parameters
    )


@pytest.mark.parametrize(
    ("one", "other", "waits"),
    [
        (plan("effektrapport"), plan("effektrapport", aar=2013), True),
        (plan("effektrapport", aar=2013), plan("effektrapport"), False),
        (plan("effektrapport"), plan("noegletal", kvartal=4), False),
        (plan("noegletal", kvartal=2), plan("noegletal", kvartal=1), True),
        (plan("indikator", indikator=7), plan("effektrapport"), True),
        (plan("effektrapport"), plan("effektrapport", language="en"), False),
        (plan("effektrapport"), plan("portefoelje"), False),
        (plan("effektrapport", registre=""), plan("effektrapport", registre="", aar=2013), False),
        (plan("effektrapport"), plan("effektrapport", registre="demonstration", aar=2013), False),
        (plan("effektrapport"), plan("effektrapport", out="elsewhere", aar=2013), False),
    ],
)
def test_reports_of_persons_are_made_in_the_order_of_time(one, other, waits):
    assert must_wait_for(one, other) == waits


def issue(out, place):
    public = json.loads((out / place / "manifest.json").read_text(encoding="utf-8"))
    return next(each for each in issues(out, public["parameters"]) if each.place == out / place)


def test_the_page_of_changes_tells_what_moved_by_how_much_and_why(tmp_path):
    out = tmp_path / "reports"
    before = shares({"a": (20, 300), "b": (20, 300), "c": (20, 300), "d": (30, 300), "e": (40, 300)})
    now = shares({"a": (20, 300), "b": (23, 300), "c": (50, 300), "d": (2, 300), "f": (40, 300)})
    publish(out, "2013", [protect(before)], aar=2013, inputs=["x"], code={"library": "1"})
    publish(out, "2014", [protect(now)], aar=2014, inputs=["y"], code={"library": "1"})
    page = BeautifulSoup(revisions.revisions_page(issue(out, "2014"), issue(out, "2013")), "html.parser").main
    said = [line.get_text() for line in page.select("li")]
    assert said[:6] == [
        "Uændrede tal: 1",
        "Ændrede tal: 1",
        "Tal, der er ændret med under 5 personer: 1",
        "Tal, der nu ikke vises: 1",
        "Nye tal: 1",
        "Tal, der ikke er med mere: 1",
    ]
    assert said[6:] == ["Nye data: leverancerne er ikke de samme som sidst."]
    cells = {
        row.select("td")[1].get_text(): [cell.get_text() for cell in row.select("td")[3:]]
        for row in page.select("tbody tr")
    }
    assert cells == {
        "b": ["ændret (under 5)"] * 3,
        "c": ["6,7\xa0%", "16,7\xa0%", "+10\xa0procentpoint"],
        "d": ["vist", "tilbageholdt", "sammenlignes ikke"],
    }
    assert [len(row.select("td.numeric")) for row in page.select("tbody tr")] == [3, 3, 3]


def test_the_first_report_says_that_there_is_none_before_it_and_a_later_one_follows_by_itself(tmp_path):
    out = tmp_path / "reports"
    publish(out, "en/2014", [protect(CITY)], aar=2014, language="en")
    only = revisions.all_pages(issue(out, "en/2014"), [])
    assert list(only) == [out / "en/2014"]
    assert b"No report of the same kind has been published for an earlier period" in only[out / "en/2014"]
    publish(out, "en/2013", [protect(CITY)], aar=2013, language="en")
    both = revisions.all_pages(issue(out, "en/2013"), [issue(out, "en/2014")])
    assert list(both) == [out / "en/2013", out / "en/2014"]
    assert b"Compared with t." in both[out / "en/2014"]
    assert "Unchanged figures: 4" in spoken(both[out / "en/2014"].decode())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"inputs": ["2"]}, ["cause_data"]),
        ({"code": {"library": "2", "notebook": "1"}}, ["cause_method"]),
        ({"code": {"library": "1", "notebook": "2"}}, ["cause_method"]),
        ({"libraries": {"pandas": "4"}}, ["cause_libraries"]),
        ({"parameters": {"aar": 2014, "udtraek": "leveret"}}, ["cause_choices"]),
        ({"parameters": {"aar": 2014}}, ["cause_time"]),
        ({"inputs": ["2"], "libraries": {"pandas": "4"}}, ["cause_data", "cause_libraries"]),
    ],
)
def test_the_cause_of_a_change_is_read_from_the_digests(change, said):
    before = {"inputs": ["1"], "code": {"library": "1", "notebook": "1"}, "libraries": {"pandas": "3"}}
    before |= {"parameters": {"aar": 2013}}
    assert revisions.causes(before, before | change) == said


def test_a_number_that_stands_with_other_limits_is_counted_in_one_line_and_not_listed(tmp_path):
    """A long series of reports: each new quarter tells how much the others swing, and moves no count."""
    out = tmp_path / "reports"
    before, now = (
        estimates_frame(
            metric="reported_offences",
            period=["2010K1", "2010K2"],
            value=[500.0, last],
            ci_low=[low, last - 50],
            ci_high=[550.0, last + 50],
            unit="reports",
            method="published",
            basis="published",
        )
        for low, last in ((450.0, 600.0), (440.0, 610.0))
    )
    publish(out, "2013", [protect(before)], aar=2013)
    publish(out, "2014", [protect(now)], aar=2014)
    page = BeautifulSoup(revisions.revisions_page(issue(out, "2014"), issue(out, "2013")), "html.parser").main
    assert [line.get_text() for line in page.select("li")][:2] == [
        "Ændrede tal: 1",
        "Tal, der er de samme, men med en anden usikkerhed: 1",
    ]
    assert [row.th.get_text() + row.td.get_text() for row in page.select("tbody tr")] == [
        "Anmeldelser pr. kvartal2. kvartal 2010"
    ]


def test_a_number_stands_by_its_name_and_its_change_is_that_of_the_numbers_shown(tmp_path):
    """224.4 and 225.6 are shown as 224 and 226: a reader finds 2, and not the 1 that 1.2 would be."""
    out = tmp_path / "reports"
    before, now = (
        estimates_frame(
            metric=["level_change", "reported_offences", "reported_offences", "ratio_p_value", "wanted_status_before"],
            period=["2010K1", "2010K2", "2010K3", "2010", "2010"],
            value=values,
            unit=["ratio", "reports", "reports", "probability", "chance"],
            method="published",
            basis="published",
        )
        for values in ([1.0, 224.4, 224.4, 0.5, 0.5], [0.9, 224.1, 225.6, 0.2, 0.3])
    )
    publish(out, "2013", [protect(before)], aar=2013)
    publish(out, "2014", [protect(now)], aar=2014)
    page = BeautifulSoup(revisions.revisions_page(issue(out, "2014"), issue(out, "2013")), "html.parser").main
    told = [(row.th.get_text(), row.find_all("td")[-1].get_text()) for row in page.select("tbody tr")]
    assert told == [
        ("Spring i anmeldelser lige efter starten", "−0,10"),
        ("Anmeldelser pr. beboer efter i forhold til før (p-værdi)", "−0,300"),
        ("Anmeldelser pr. kvartal", "næsten ingen"),
        ("Anmeldelser pr. kvartal", "+2"),
        ("Andel af projekternes deltagere med ønsket status før", "−20\xa0procentpoint"),
    ]
