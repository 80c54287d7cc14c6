"""The sections on the exit programme and on closures: what may be shown, and when a sentence stands for a number."""

import datetime
import re

import pandas as pd
import pytest
from given_courses import DATES, completers, courses, registers
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_eval.data import reference
from sikkerby_eval.judge.disclosure.ledger import add_issue
from sikkerby_eval.judge.disclosure.publication import audit, protect
from sikkerby_eval.metrics.continuity import evidence as closure_evidence
from sikkerby_eval.metrics.estimates import estimates_frame
from sikkerby_eval.metrics.recidivism import evidence as exit_evidence
from sikkerby_eval.metrics.recidivism import flow_evidence
from sikkerby_eval.metrics.recidivism.employment import work_change, work_pairs
from sikkerby_eval.metrics.recidivism.progress import SHOWN_STAGES, progress, referrer
from sikkerby_eval.metrics.shares import share_rows
from sikkerby_eval.report import figures
from sikkerby_eval.report.tables import closures_section, exit_section, flow_section
from sikkerby_eval.report.tables.published import nothing
from sikkerby_eval.report.text.words import word

LEVELS = reference.offence_levels()
CLEAR = LEVELS[(LEVELS["status"] == "entydig") & (LEVELS["level"] == 4)]["gerningskode"].iloc[0]


def convicted(*days):
    """Persons p000, p001 … convicted of violence on these days, for an offence the week before."""
    frame = pd.DataFrame({"domsdato": pd.to_datetime(list(days)).astype("datetime64[s]")})
    frame = frame.assign(person_id=[f"p{n:03}" for n in range(len(frame))], afgoerelse="faengsel", gerningskode="1250")
    return frame.assign(gerningsdato=frame["domsdato"] - pd.Timedelta(days=7))


def gone(**days):
    frame = pd.DataFrame({"person_id": list(days), "afgangsdato": pd.to_datetime(list(days.values()))})
    return frame.astype({"person_id": "string", "afgangsdato": "datetime64[s]"})


def shown(given, year=2013):
    parts = (exit_evidence.goal_2, exit_evidence.by_month, exit_evidence.one_choice_changed)
    rows = pd.concat([part(given, LEVELS, year) for part in parts], ignore_index=True)
    return protect(rows, sums=exit_evidence.outcome_sums())


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r'href="[^"]*"', "", str(html))))


MONTHS = [f"2011-{month:02}-15" for month in range(3, 9)] * 2 + ["2012-06-15"] * 6
"""Twelve convicted within the first half-year after 1 March 2011, six in the sixteenth month."""


def test_the_curve_counts_by_half_years_and_its_alternative_text_says_every_number():
    """12 of 40 after half a year and a year, 18 after a year and a half and two: counted by hand."""
    given = registers(exitforloeb=completers(40), domme=convicted(*MONTHS), afgang=gone())
    published = shown(given)
    curve = str(figures.incidence_chart(published, "gennemførte"))
    alt = re.search(r'alt="([^"]*)"', curve)[1]
    assert "30\u00a0%" in alt and "45\u00a0%" in alt
    for count in ("12 af 40", "18 af 40"):
        assert alt.count(count) == 2
    rows = re.findall(r'<th scope="row">(.*?)</th>', curve)
    assert rows == ["et halvt år", "et år", "halvandet år", "to år"]
    assert plain(re.search(r"<figcaption>(.*?)</figcaption>", curve)[1]).strip().startswith("Af dem, der gennemførte")


def test_no_curve_where_too_few_are_followed():
    given = registers(exitforloeb=completers(9), domme=convicted("2011-04-15"), afgang=gone())
    assert "Ingen kurve for denne gruppe" in figures.incidence_chart(shown(given), "gennemførte")
    assert "Ingen kurve" in figures.incidence_chart(
        protect(exit_evidence.goal_2(registers(), LEVELS, 2013)), "startede"
    )


def test_between_two_half_years_nobody_can_be_counted_either():
    """12 after half a year and 14 after a year would publish two persons' half-year."""
    days = ["2011-05-15"] * 12 + ["2011-11-15"] * 2 + ["2012-06-15"] * 6
    given = registers(exitforloeb=completers(40), domme=convicted(*days), afgang=gone())
    rows = exit_evidence.by_month(given, LEVELS, 2013).query("group == 'gennemførte'").set_index("metric")["numerator"]
    assert rows[[f"verdict_convicted_by_month_{month}" for month in (6, 12, 18)]].tolist() == [12, 14, 20]
    published = {"": shown(given)}
    frame = published[""].frame.set_index(["metric", "group"])["status"]
    pair = [frame[f"verdict_convicted_by_month_{month}", "gennemførte"] for month in (6, 12)]
    assert "withheld" in pair
    assert audit(published, sums=exit_evidence.outcome_sums())["safe"].all()


def test_a_line_that_would_stop_where_numbers_are_withheld_is_not_drawn():
    """Two emigrate: their number is withheld, and a line of zeroes that stops would say that nobody left."""
    left = {"p038": "2012-10-01", "p039": "2012-10-02"}
    given = registers(exitforloeb=completers(40), domme=convicted(*MONTHS), afgang=gone(**left))
    published = shown(given)
    assert published.select(metric="verdict_left", group="gennemførte").frame["status"].tolist() == ["withheld"]
    curve = str(figures.incidence_chart(published, "gennemførte"))
    assert "tilbageholdt" in plain(curve)
    assert plain(exit_section.cohorts_table(published)).count("tilbageholdt") >= 2


def test_one_choice_at_a_time_and_an_age_that_few_differ_by_is_not_told():
    """Two are 26 when they complete: the difference to the goal's own number would be theirs."""
    few = pd.concat([completers(40), courses(("q1", "gennemfoert", DATES, {"foedselsdato": "1984-12-01"}))])
    few = few.assign(forloeb_id=[f"f{n}" for n in range(len(few))])
    vandalism = convicted(*MONTHS).assign(gerningskode=[CLEAR] * 12 + ["1390"] * 6)
    published = shown(registers(exitforloeb=few, domme=vandalism, afgang=gone()))
    table = plain(exit_section.choices_table(published))
    assert "for få er anderledes" in table
    own = published.select(group="gennemførte").frame.set_index("metric")["numerator"]
    assert own["verdict_convicted"] == 18
    assert own["verdict_convicted_if_only_clear_codes"] == 12
    assert own["verdict_convicted_if_only_personfarlig"] == 12


@pytest.mark.parametrize(
    ("given", "year"),
    [
        (registers(exitforloeb=completers(20), domme=convicted("2011-04-15"), afgang=gone()), 2012),  # not mature
        (registers(None, exitforloeb=completers(20), domme=convicted("2011-04-15"), afgang=gone()), 2013),
        (registers(exitforloeb=completers(20).iloc[:0], domme=convicted(), afgang=gone()), 2013),
        (registers(exitforloeb=completers(20), domme=convicted("2011-04-15")), 2013),  # nobody knows who left
    ],
    ids=["cohort not mature", "nobody knows how far the verdicts reach", "no persons", "departures not delivered"],
)
def test_what_cannot_be_known_gives_a_sentence_and_no_number(given, year):
    published = shown(given, year)
    assert published.select(metric="verdict_convicted", group="gennemførte").frame["value"].isna().all()
    said = exit_section.cohorts_chart(published.select(group="gennemførte"), target=0.6)
    assert said == nothing() or "Ingen kan læses endnu" in said
    assert "%" not in plain(exit_section.cohorts_table(published.select(group="gennemførte")))
    assert "Ingen kurve" in figures.incidence_chart(published, "gennemførte")


def test_where_only_those_who_started_can_be_read_the_completers_are_said_to_come_later():
    """Started 1 September 2010, completed 1 March 2011: at the end of 2012 only the starters have had two years."""
    given = registers(exitforloeb=completers(40), domme=convicted(*MONTHS), afgang=gone())
    published = shown(given, 2012)
    chart = str(exit_section.cohorts_chart(published, target=0.6))
    title = plain(re.search(r"<figcaption>(.*?)</figcaption>", chart)[1])
    assert "de, der gennemførte, kan ikke læses endnu" in title and "mangler" not in plain(chart)
    assert re.findall(r'<th scope="row">(.*?)</th>', chart) == ["startede", "henviste"]
    assert plain(exit_section.cohorts_table(published)).count("kan ikke læses endnu") >= 5


def test_a_completion_after_the_last_verdicts_known_is_not_yet_anybodys():
    late = courses(("p000", "gennemfoert", (*DATES[:4], "2012-06-01")))
    given = registers(datetime.date(2012, 5, 31), exitforloeb=late, domme=convicted("2012-04-01"), afgang=gone())
    assert exit_evidence.goal_2(given, LEVELS, 2014).query("group == 'gennemførte'").empty


def test_the_other_reading_waits_a_year_longer_and_says_so():
    given = registers(exitforloeb=completers(40), domme=convicted(*MONTHS), afgang=gone())
    early = shown(given, 2013).select(group="gennemførte")
    assert "kan ikke læses endnu" in exit_section.cohorts_table(early, reading="offence")
    assert "40" in plain(exit_section.cohorts_table(shown(given, 2014), reading="offence"))


def test_the_table_of_what_can_be_read_follows_the_register_and_not_the_calendar():
    short = registers(datetime.date(2012, 6, 30))
    until = flow_evidence.read_until(short, 2014, "domme")
    rows = re.findall(r"<tr>.*?</tr>", str(exit_section.readable_table(until, first=2010, last=2010)))
    assert "nej" in rows[1]
    assert exit_section.readable_table(flow_evidence.read_until(short, 2014, "lukninger")) == nothing()


def test_who_referred_never_becomes_a_label_as_it_was_written():
    """Seed paper, Bilag 2, fase 1 lists who refers; a name or a script fits nowhere on it."""
    written = pd.Series(["SSP Amager", "Vestre Fængsel", "Den unge selv", "Jens Hansen", "<script>", None, "Politi"])
    named = referrer(written).tolist()
    assert named == ["SSP", "fængsel eller kriminalforsorg", "den unge selv", "andre", "andre", "andre", "politiet"]
    assert [word(name) for name in named]  # each has its word in both languages


STATUSES = ("henvist", "screenet", "plan", "i_gang", "gennemfoert", "afbrudt", "afvist")
REACH = {"henvist": 1, "screenet": 2, "plan": 3, "i_gang": 4, "gennemfoert": 5, "afbrudt": 4, "afvist": 1}
COURSE = st.tuples(
    st.sampled_from(STATUSES), st.sampled_from(["SSP", "Politi", "fængsel"]), st.integers(2010, 2012), st.booleans()
)


@settings(max_examples=12, deadline=None)
@given(st.lists(COURSE, min_size=1, max_size=60))
def test_whatever_comes_in_the_flow_adds_up_and_hides_what_is_small(drawn):
    rows = [
        (
            f"p{n}",
            status,
            [date.replace("2011", str(year + 1)).replace("2010", str(year)) for date in DATES[: REACH[status]]],
            {"henvist_af": who, "spor": "bande" if gang else "alvorlig"},
        )
        for n, (status, who, year, gang) in enumerate(drawn)
    ]
    given = registers(exitforloeb=courses(*rows))
    estimates, behind = flow_evidence.programme(given, 2014), flow_evidence.steps_behind(given, 2014)
    for by in ("year", "track", "referrer"):
        part = estimates[estimates["metric"] == f"exit_progress_by_{by}"].set_index(["group", "period"])["value"]
        for (group, period), number in part.items():
            if group.split(" · ")[0] == "fase henvist":
                ends = [group.replace("fase henvist", end) for end in ("fase gennemfoert", "på vej", "faldt fra")]
                assert number == sum(part[end, period] for end in ends)
    flow = estimates[estimates["metric"] == "exit_flow"].set_index("group")["value"]
    yearly = behind[(behind["metric"] == "exit_progress_by_year") & behind["period"].str.isdecimal()]
    for step, number in yearly.groupby("group")["value"].sum().items():
        assert number == flow[step]  # the last was referred in 2012, and 2014 is two years after
    steps = behind[behind["metric"].str.startswith("exit_progress_by_")]
    assert {*flow.index} == {*steps["group"].str.split(" · ").str[0], *SHOWN_STAGES}
    sums = flow_evidence.flow_sums(pd.concat([estimates, behind]))
    published = {"": protect(estimates, sums=sums, behind=behind)}
    counts = published[""].frame.query("basis == 'demonstration' and unit == 'persons'")["value"].dropna()
    assert not counts.between(1, 4).any()
    assert audit(published, sums=sums)["safe"].all()


def test_a_share_of_a_withheld_number_is_withheld_too_and_not_missing():
    """Two of those referred by the police completed: neither they nor those who did not are told."""
    rows = [(f"p{n}", "gennemfoert" if n < 12 else "afbrudt", DATES, {"henvist_af": "SSP"}) for n in range(30)]
    rows += [(f"q{n}", "gennemfoert" if n < 2 else "afbrudt", DATES, {"henvist_af": "Politi"}) for n in range(10)]
    estimates = flow_evidence.programme(registers(exitforloeb=courses(*rows)), 2014)
    published = protect(estimates, sums=flow_evidence.flow_sums(estimates))
    divided = published.select(metric="exit_progress_by_referrer")
    shares = protect(flow_evidence.fates(divided.frame))
    table = str(flow_section.division_table(published, shares, by="referrer"))
    police = next(row for row in re.findall(r"<tr>.*?</tr>", table) if "politiet" in row)
    assert "tilbageholdt" in police and "20 %" not in plain(police)


def test_what_is_withheld_of_one_division_is_not_told_by_the_number_in_all():
    """Three referred by the police never started: those who did are not the starters less the other referrers'."""
    rows = [(f"p{n}", "gennemfoert", DATES, {"henvist_af": "SSP"}) for n in range(30)]
    rows += [(f"j{n}", "afbrudt", DATES[:4], {"henvist_af": "Jobcenter"}) for n in range(20)]
    rows += [(f"q{n}", "i_gang", DATES[:4], {"henvist_af": "Politi"}) for n in range(23)]
    rows += [(f"r{n}", "afvist", DATES[:1], {"henvist_af": "Politi"}) for n in range(3)]
    estimates = flow_evidence.programme(registers(exitforloeb=courses(*rows)), 2014)
    earlier = flow_evidence.programme(registers(exitforloeb=courses(*rows[::2])), 2013)
    before = add_issue(None, {"": protect(earlier, sums=flow_evidence.flow_sums(earlier))}, issue="2013")
    published = protect(estimates, sums=flow_evidence.flow_sums(estimates), ledger=before)
    status = published.frame.set_index(["metric", "group"])["status"]
    assert (status["exit_progress_by_referrer"] == "withheld").any()
    for label in ("fase henvist", "fase startet", "fase gennemfoert", "på vej", "faldt fra"):
        rows = status["exit_progress_by_referrer"]
        withheld = rows[rows.index.str.startswith(f"{label} · ")] == "withheld"
        assert withheld.sum() != 1 or rows[label] == "withheld", label
        # They stand in all divisions.
        divided = published.select(metric=[f"exit_progress_by_{by}" for by in ("year", "track", "referrer")]).frame
        everybody = divided.query("group == @label and period.str.contains('–')")
        assert len(everybody) == 3 and len({*everybody["status"]}) == 1, label


def test_the_outcomes_of_a_small_cohort_withhold_their_base_together():
    """Five were referred: 2 convicted and 3 not would bound each other, so none of the rows may tell the five."""
    cohort = {"convicted": 2, "resident_not_convicted": 3, "left": 0}
    rows = pd.concat(
        estimates_frame(
            metric=f"verdict_{outcome}",
            period="2010–2010",
            group="henviste",
            numerator=count,
            denominator=5,
            value=count / 5,
            unit="fraction",
            method="wilson",
            n_persons=count,
            basis="register",
        )
        for outcome, count in cohort.items()
    )
    assert protect(rows).frame["denominator"].isna().all()


def test_a_person_with_two_courses_is_referred_once():
    twice = courses(("p0", "afbrudt", DATES[:4]), ("p0", "henvist", ("2012-01-01",), {"henvist_af": "Politi"}))
    rows = progress(twice, by="henvist_af").set_index("group")["value"]
    assert rows["fase henvist"] == rows["fase henvist · SSP"] == rows["på vej · SSP"] == 1
    assert "fase henvist · politiet" not in rows.index


def measured(*pairs):
    rows = [
        (f"f{n:03}", when, status)
        for n, statuses in enumerate(pairs)
        for when, status in zip(("foerste_kontakt", "afslutning", "to_aar"), statuses, strict=True)
        if status
    ]
    return pd.DataFrame(rows, columns=["forloeb_id", "maaling", "status"])


def test_the_paired_change_of_newcombe_1998_and_what_chance_makes_of_it():
    """Newcombe 1998 (SiM 17:2635), table III, method 10: 36, 12, 2, 0 give 0.0569 to 0.3404; mid-P by counting:
    of 14 changes 2 one way is 2 * (1 + 14 + 91) / 2**14 less 91 / 2**14."""
    cells = [("job", None, "job")] * 36 + [("ingen", None, "uddannelse")] * 12 + [("job", None, "ingen")] * 2
    pairs = work_pairs(completers(50), measured(*cells), cut_off="2014-01-01")
    assert set(pairs["metric"]) == {"exit_work_foerste_kontakt_til_to_aar"}
    rows = work_change(pairs).set_index("metric")
    change = rows.loc["exit_work_foerste_kontakt_til_to_aar_change"]
    ends = change[["value", "ci_low", "ci_high"]].tolist()
    assert ends == pytest.approx([0.20, 0.0569, 0.3404], abs=5e-5)
    assert rows.loc["exit_work_foerste_kontakt_til_to_aar_p", "value"] == pytest.approx((2 * 106 - 91) / 2**14)


def test_four_counts_of_a_pair_fall_together_and_take_the_change_with_them():
    cells = [("job", "job", None)] * 8 + [("ingen", "job", None)] * 20 + [("job", "ingen", None)] * 3
    cells += [("ingen", "ingen", None)] * 9
    pairs = protect(work_pairs(completers(40), measured(*cells), cut_off="2014-01-01"))
    assert pairs.frame["status"].tolist() == ["withheld"] * 4
    changes = protect(work_change(pairs.frame))
    assert changes.frame.empty
    said = plain(flow_section.work_change_table(pairs, changes))
    assert "for få er målt begge gange" in said and "procentpoint" in said and "%" not in said


def test_a_change_that_chance_can_make_is_said_to_be_one():
    cells = [("job", None, "job")] * 8 + [("ingen", None, "job")] * 9 + [("job", None, "ingen")] * 7
    cells += [("ingen", None, "ingen")] * 16
    pairs = protect(work_pairs(completers(40), measured(*cells), cut_off="2014-01-01"))
    said = plain(flow_section.work_change_table(pairs, protect(work_change(pairs.frame))))
    assert "kan tilfældet alene give" in said
    assert "Ingen er endnu målt to gange" in flow_section.work_change_table(pairs.select(group="x"), pairs)


def test_none_of_n_has_the_exact_bound_beside_it():
    """Hanley & Lippman-Hand 1983: 0 of 30 is at most 1 - 0.05 ** (1/30), about 3/30."""
    where = pd.DataFrame({"period": ["2012"] * 3, "group": ["a", "b", "c"]})
    rows = share_rows("exit_out", where, pd.Series([0, 3, 0]), pd.Series([30, 30, 0]), basis="register")
    assert rows["ci_high"][0] == pytest.approx(1 - 0.05 ** (1 / 30))
    assert rows["method"].tolist() == ["none seen: exact one-sided bound", "wilson", "missing: nobody to count among"]
    assert rows["ci_low"][0] == 0 and rows[["value", "ci_high"]].iloc[2].isna().all()


ADMINISTRATIONS = ["SOF", "BUF"]


def closures(**more):
    usual = {"lukning_id": "l1", "forvaltning": "SOF", "institution": "i", "ydelse": "y", "bydel": "b"}
    usual |= {"startdato": "2010-02-01", "slutdato": "2010-02-03", "omfang": "hel", "aarsag": "uro"}
    frame = pd.DataFrame([usual | more])
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("startdato", "slutdato")})


def reports(closed=(), silent=()):
    rows = [(name, 2010, quarter) for name in ADMINISTRATIONS for quarter in range(1, 5)]
    frame = pd.DataFrame([row for row in rows if row not in silent], columns=["forvaltning", "aar", "kvartal"])
    return frame.assign(antal=[int((name, quarter) in closed) for name, _, quarter in frame.to_numpy()])


def told(closed, reported):
    given = registers(lukninger=closed, indberetninger=reported)
    goal = protect(closure_evidence.goal_4(given, ADMINISTRATIONS, 2010))
    detail = protect(closure_evidence.closures_in_detail(given, ADMINISTRATIONS, 2010, first=2010, last=2013))
    received = goal.select(metric="reports_received")
    return plain(closures_section.closures_table(goal)), plain(closures_section.reported_table(detail, received))


def test_a_nil_from_everybody_is_a_zero_with_its_bound():
    """Hanley & Lippman-Hand 1983: nothing seen is at most 3,0."""
    closed, who = told(closures().iloc[:0], reports())
    assert "Ingen institution eller ydelse er lukket" in closed and "3,0" in closed
    assert "8 af 8 indberetninger er kommet" in who and "mangler svar" not in who


def test_silence_is_no_zero_and_is_named():
    closed, who = told(closures().iloc[:0], reports(silent={("BUF", 2010, 3)}))
    assert "ingen ved, om tallet er nul" in closed and "3,0" not in closed
    assert "7 af 8 indberetninger er kommet" in who
    assert "Der mangler svar for mindst ét kvartal fra: Børne- og Ungdomsforvaltningen." in who


def test_a_report_at_odds_with_what_was_delivered_is_named_and_the_count_is_at_least():
    closed, who = told(closures(), reports())
    assert "mindst så mange" in closed
    assert "passer antallet i svaret ikke" in who and "Socialforvaltningen" in who


def test_one_closure_that_everybody_agrees_on_stands_with_what_chance_makes_of_it():
    """Garwood 1936: one event is 0.0253 to 5.572."""
    closed, who = told(closures(), reports(closed={("SOF", 1)}))
    assert "Målet er tabt ved den første lukning" in closed and "0,0–5,6" in closed
    socialforvaltningen = who[who.index("Socialforvaltningen") :].split()
    assert socialforvaltningen[1:5] == ["4", "3", "1", "1"]  # quarters told of, of these none, told, delivered


def test_partial_closures_and_near_misses_are_not_closures():
    closed, _ = told(closures(omfang="delvis"), reports(closed={("SOF", 1)}))
    assert "Ingen institution eller ydelse er lukket" in closed
    assert re.search(r"delvise lukninger, tæller ikke\s+1\s", closed)
