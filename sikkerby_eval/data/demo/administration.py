"""What the administrations report: closures, nil returns, staff, crisis help, indicators and invented standards."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from . import parameters as p
from .columns import rows, stream

ADMINISTRATIONS = ("SOF", "BIF", "BUF", "KFF", "TMF", "SUF", "ØKF")
# administration, district, first and last day closed, extent, cause; the first three are the closures of goal 4.
CLOSURES = (
    ("BUF", 3, date(2011, 3, 14), date(2011, 3, 16), "hel", "uro"),
    ("KFF", 9, date(2012, 8, 20), date(2012, 8, 20), "hel", "krise"),
    ("SUF", 19, date(2013, 5, 3), date(2013, 5, 6), "delvis", "uro"),
    ("BUF", 12, date(2012, 1, 9), date(2012, 2, 3), "hel", "andet"),
    ("TMF", 22, date(2010, 11, 1), None, "hel", "andet"),
    ("KFF", 7, date(2011, 9, 5), date(2011, 9, 5), "naer", "uro"),
    ("SOF", 16, date(2013, 10, 2), date(2013, 10, 2), "naer", "krise"),
    ("BUF", 14, date(2014, 2, 10), date(2014, 2, 11), "hel", "uro"),
)
SERVICES = {
    "SOF": "Værested",
    "BIF": "Jobcenter",
    "BUF": "Fritidsklub",
    "KFF": "Bibliotek",
    "TMF": "Byggelegeplads",
    "SUF": "Hjemmepleje",
    "ØKF": "Borgerservice",
}
QUESTIONS = ("Jeg føler mig tryg på mit arbejde", "Jeg ved, hvor jeg skal henvende mig i utrygge situationer")
STAFF_SAFE = {2011: (0.80, 0.60), 2013: (0.82, 0.68)}
CRISIS_CALLS = {2010: 30, 2011: 27, 2012: 24, 2013: 22, 2014: 20}  # a year and administration, expected

# Planted shares and counts of the indicators that no other register here gives: first year, yearly step.
SHARES = {2: (0.075, -0.003), 3: (0.60, 0.010), 5: (0.085, -0.002), 10: (0.31, 0.010)}
COUNTS = {1: (300, -12), 4: (400, 15), 11: (1_200, 60)}
UNEMPLOYED_BY_BYDEL = (0.08, -0.002)
RESPONSIBLE = dict(
    zip(
        range(1, 14),
        ["ØKF", "BIF", "BUF", "BUF", "BUF", "SOF", "BIF", "TMF", "ØKF", "KFF", "KFF", "SUF", "SUF"],
        strict=True,
    )
)


def closures_table() -> pa.Table:
    """The register ``lukninger``."""
    return rows(
        "lukning_id forvaltning institution ydelse bydel omraade startdato slutdato omfang aarsag",
        (
            (
                f"demo_lukning{number:02d}", who, f"Demo-institution {number}", SERVICES[who],
                p.BYDEL_NAMES[p.BYDEL_OF_AREA[area - 1]], p.AREA_NAMES[area - 1], begins, ends, extent, cause,
            )
            for number, (who, area, begins, ends, extent, cause) in enumerate(CLOSURES, start=1)
        ),
    )  # fmt: skip


def returns_table() -> pa.Table:
    """The register ``indberetninger``: everybody reports every quarter, nearly always that nothing closed."""
    lines = []
    for year in p.PROGRAMME_YEARS:
        for quarter in range(1, 5):
            ends = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
            for late, who in enumerate(ADMINISTRATIONS):
                closed = sum(
                    (other, begins.year, (begins.month + 2) // 3) == (who, year, quarter)
                    for other, _, begins, *_ in CLOSURES
                )
                lines.append((who, year, quarter, closed, ends + timedelta(days=5 + 3 * late)))
    return rows("forvaltning aar kvartal antal indberettet_dato", lines)


def staff_table(seed: int) -> pa.Table:
    """The register ``trivsel``: every second year, two questions to each administration."""
    rng = stream(seed, 23)
    lines = []
    for year, shares in STAFF_SAFE.items():
        for who in ADMINISTRATIONS:
            asked = int(rng.integers(300, 700))
            answered = int(rng.binomial(asked, 0.75))
            for question, share in zip(QUESTIONS, shares, strict=True):
                lines.append((year, who, question, answered, int(rng.binomial(answered, share)), asked))
    return rows("aar forvaltning spoergsmaal antal_svar antal_trygge antal_adspurgte", lines)


def crisis_table(seed: int) -> pa.Table:
    """The register ``sos_krisehjaelp``."""
    rng = stream(seed, 24)
    lines = [(year, who, int(rng.poisson(calls))) for year, calls in CRISIS_CALLS.items() for who in ADMINISTRATIONS]
    return rows("aar forvaltning antal", lines)


def indicators_table(seed, head_count, reports, started, staff: pa.Table, crisis: pa.Table) -> pa.Table:
    """The register ``indikatorer``: the 13, yearly; number 7 by bydel, number 12 every second year.

    ``head_count`` are residents by year, district, age and sex, ``reports`` by year and district, ``started`` the
    young and those kommet fra start by year and district.
    """
    rng = stream(seed, 25)
    staff, crisis = staff.to_pandas(), crisis.to_pandas()
    lines = []

    def add(number, year, part, whole=None, bydel=None):
        lines.append((number, year, bydel, int(part), None if whole is None else int(whole), None, RESPONSIBLE[number]))

    for year in p.PROGRAMME_YEARS:
        at, since = int(year - p.YEARS[0]), year - p.PROGRAMME_YEARS[0]
        adults = head_count[at, :, 18:26].sum(axis=(1, 2))
        wholes = {2: adults.sum(), 3: adults.sum(), 5: 40_000, 10: 3_000}
        for number, (base, step) in SHARES.items():
            add(number, year, rng.binomial(wholes[number], base + step * since), wholes[number])
        for number, (base, step) in COUNTS.items():
            add(number, year, rng.poisson(base + step * since))
        at_risk = np.array(p.udsatte(2010)) - 1
        young, well = started[at, at_risk].sum(axis=0)
        add(6, year, well, young)
        base, step = UNEMPLOYED_BY_BYDEL
        for bydel, whole in zip(p.BYDEL_NAMES, np.bincount(p.BYDEL_OF_AREA, adults).astype(int), strict=True):
            add(7, year, rng.binomial(whole, base + step * since), whole, bydel)
        add(8, year, len(p.udsatte(year)))
        add(9, year, reports[at].sum())
        if year in STAFF_SAFE:
            asked = staff[(staff.aar == year) & (staff.spoergsmaal == QUESTIONS[1])]
            add(12, year, asked.antal_trygge.sum(), asked.antal_svar.sum())
        add(13, year, crisis.antal[crisis.aar == year].sum())
    table = rows("indikator aar bydel taeller naevner vaerdi forvaltning", sorted(lines, key=lambda line: line[:2]))
    return table.set_column(5, "vaerdi", table["vaerdi"].cast(pa.float64()))


def standard_table() -> pa.Table:
    """The register ``standardbefolkning``: the planted age structure in five-year bands."""
    lines = [
        ("Demo-standard 2010", low, low + 4, sex, round(float(100_000 * share * p.AGE_SHARES[low : low + 5].sum()), 2))
        for low in range(0, 100, 5)
        for sex, share in (("K", 1 - p.MALE_SHARE), ("M", p.MALE_SHARE))
    ]
    return rows("standard alder_fra alder_til koen antal", lines)


def harm_table(codes) -> pa.Table:
    """The register ``skadesvaegte``: invented weights."""
    heavy = {"1240": 100.0, "1258": 40.0, "1255": 15.0, "1380": 20.0, "1260": 10.0, "1252": 5.0, "3410": 3.0}
    lines = [("Demo-vægte 2010", code, heavy.get(code, 1.0), "Demonstration: opdigtet") for code in codes]
    return rows("vaegtsaet gerningskode vaegt kilde", lines)
