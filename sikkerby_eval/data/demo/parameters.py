"""Everything that the demonstration plants: published figures it is scaled to, and what is assumed.

``PUBLISHED`` figures carry their source; everything else is invented and listed in ``antagelser.csv``. The truth that
the demonstration hands out is computed from these numbers, never from a metric.
"""

from datetime import date

import numpy as np

from sikkerby_eval.data import published

MIN_PERSONS = 5_000
YEARS = np.arange(2008, 2015)
FIRST_DAY = date(2008, 1, 1)
CHARGES_CUT_OFF = date(2014, 12, 31)
VERDICTS_CUT_OFF = date(2016, 12, 31)

_FIGURES = (
    published.key_figures().query("indicator == 'population' and area == 'København'").set_index("period")["value"]
)
_REPORTS = published.reports_by_quarter().query("area == 'København'").set_index(["group", "period"])["reports"]
# Residents on 1 January (Danmarks Statistik, FOLK1A), and reports by offence group, year and quarter (STRAF11).
POPULATION = np.array([int(_FIGURES[f"{year}K1"]) for year in YEARS])
REFERENCE_POPULATION = int(_FIGURES["2010K1"])  # the year that ``persons`` counts
REPORTS = {
    group: np.array([[int(_REPORTS[group, f"{year}K{quarter}"]) for quarter in range(1, 5)] for year in YEARS])
    for group in ("11", "12", "13", "14", "3")
}

# Bilag 1, section 5.2 of the committee paper of 13 April 2010: 1 January to 28 March 2010 (reports: against 2009).
CHARGES_10_25 = 5_440
SHARE_18_25 = 0.80
CHARGE_DAYS = 87
ROBBERY_CHANGE = 0.73
BURGLARY_CHANGE = 1.51

# Bilag 2 of the same paper: participants expected a year, half of them from gangs, from the middle of 2010.
EXIT_OPENS = date(2010, 9, 15)
EXIT_STARTS = {2010: 50, 2011: 100, 2012: 100, 2013: 100, 2014: 100}
GANG_SHARE = 0.5
# Committee item of 17 June 2014: districts marked markant or intensiveret, 12 in 2010 and 5 in 2014, of 35.
# City news of 4 June 2013: about 8,000 answers a year.
SURVEY_ANSWERS = 8_000

# --- Assumed from here on -------------------------------------------------------------------------------------------

AGES = np.arange(100)
_AGE_KNOTS = (0, 5, 10, 14, 17, 19, 22, 26, 30, 35, 45, 60, 70, 80, 90, 99)
_AGE_WEIGHTS = (1.35, 0.9, 0.7, 0.68, 0.75, 1.4, 2.3, 2.7, 2.4, 1.9, 1.4, 1.05, 0.6, 0.4, 0.15, 0.01)
AGE_SHARES = np.interp(AGES, _AGE_KNOTS, _AGE_WEIGHTS)
AGE_SHARES /= AGE_SHARES.sum()
MALE_SHARE = 0.49
DEATH = np.minimum(1.0, 0.0003 * np.exp(0.085 * np.maximum(AGES - 30, 0)))
DEATH[-1] = 1.0
MOVE_WITHIN_CITY = 0.10
EMIGRANT_SHARE = 0.25  # of those who leave alive; the rest move to another municipality, which no register tells

AREAS = 35
AREA_NAMES = tuple(f"Demo-område {number}" for number in range(1, AREAS + 1))
BYDEL_OF_AREA = np.repeat(np.arange(10), [4, 4, 4, 4, 4, 3, 3, 3, 3, 3])
BYDEL_NAMES = tuple(f"Demo-bydel {number}" for number in range(1, 11))
AREA_SHARES = 1 + 0.4 * np.sin(1.7 * np.arange(AREAS))
AREA_SHARES /= AREA_SHARES.sum()

SAFETY_YEARS = np.arange(2009, 2015)
SAFETY_METHOD = "demo_v1"
CATEGORIES = ("markant", "intensiveret", "ordinaer", "reduceret", "minimal")
CATEGORY_LETTERS = "MIORN"
INDEX_MIDDLE = np.array([20.0, 38.0, 54.0, 70.0, 86.0])
# One letter a year from 2009; districts not named stay what ``DEFAULT_SAFETY`` says.
SAFETY_PATHS = {
    1: "IIOOOO",
    3: "MMIIOO",
    5: "ORORRR",
    7: "MMMIOO",
    9: "IIIIII",
    12: "MMIOOR",
    14: "IIIOII",
    16: "OIIIII",
    19: "MMMMII",
    20: "RORROR",
    22: "IIIOOO",
    25: "IOOOOO",
    28: "IMMIOO",
    30: "IIOORR",
    33: "IIIIII",
}
DEFAULT_SAFETY = "ORONOROONROOROROROROORNORORONOROROR"
SELECTED_AREAS = (3, 7, 12, 19)
SELECTED_DATE = date(2010, 6, 1)
HIGH_DEPRIVATION = (3, 7, 9, 12, 21, 32)
MIDDLE_DEPRIVATION = (1, 14, 16, 19, 22, 25, 28, 30, 33)

# Goal 1. The baseline share charged with personfarlig crime among the 14-25-year-olds, and its yearly factor.
# ``udsat`` are the districts that were udsatte in 2010.
BASE_YEAR = 2009
SHARE_CLEAR = {"udsat": 0.034, "oevrige": 0.016}
TREND = {"udsat": 0.96, "oevrige": 0.99}
SHARE_AMBIGUOUS = {"udsat": 0.006, "oevrige": 0.003}
FACTOR_14 = {2010: 1.25, 2011: 1.5, 2012: 1.1}  # more 14-year-olds are charged while the age limit is 14
RISK_AGES = np.interp(AGES, (9, 10, 12, 14, 16, 18, 20, 22, 25, 30, 40, 60, 80), (0, 0.05, 0.2, 0.7, 1.1, 1.3, 1.3, 1.1,
                      0.8, 0.4, 0.2, 0.03, 0))  # fmt: skip
RISK_SEX = np.array([0.3, 1.7])  # women, men
FRAILTY = np.array([0.6, 4.6])  # mean one with the shares below: some persons are charged again and again
FRAILTY_SHARES = np.array([0.9, 0.1])
EXTRA_CHARGES = {"clear": 0.4, "ambiguous": 0.2, "other": 1.0}  # mean further charges of a charged person in the year
OUTSIDE_SHARE = 0.15  # of the charges are of persons who do not live in the municipality
CO_OFFENDING = 0.25
NO_CASE = 0.10

# Codes whose level nobody disputes, those the paper's wording leaves open, and the rest; with shares.
CLEAR_CODES = {"1252": 0.55, "1255": 0.18, "1258": 0.02, "1260": 0.02, "1240": 0.01, "1380": 0.22}
AMBIGUOUS_CODES = {"3410": 0.6, "1210": 0.4}
LEVEL_3_CODES = {"1316": 0.08, "1320": 0.08, "1324": 0.03, "1292": 0.05}
AMBIGUOUS_3_CODES = ("1390", "3210", "1435")
OTHER_CODES = LEVEL_3_CODES | {
    "1332": 0.24, "1336": 0.14, "1345": 0.04, "1357": 0.05, "1376": 0.03, "1390": 0.10, "3210": 0.14, "1435": 0.02,
}  # fmt: skip
OUTSIDERS_CODES = {code: 0.86 * share for code, share in OTHER_CODES.items()} | {"1252": 0.10, "1380": 0.04}

# Goal 2. What happens within two years of completion (shares; the rest is neither convicted nor gone).
AFTER_EXIT = ("dom_og_gerning", "dom_for_aeldre_gerning", "sen_dom", "meget_sen_dom", "doed", "udrejst")
EXIT_RISK = {
    "alvorlig": (0.24, 0.04, 0.05, 0.01, 0.01, 0.03),
    "bande": (0.36, 0.06, 0.06, 0.02, 0.02, 0.03),
}
COMPLETES = {"alvorlig": 0.65, "bande": 0.55}
RISK_DROPOUT = 0.60  # convicted within two years of the start
RISK_NOT_STARTED = 0.50  # convicted within two years of the referral
REFERRED_PER_START = 1.5
EXIT_WORK = {"foerste_kontakt": 0.20, "afslutning": 0.50, "to_aar": 0.45}  # in job, education or self-supporting

# Area crime: one treated district, its two neighbours, and what happens there from the start on.
HOTSPOT_AREA, BUFFER_AREAS, CONTROL_AREAS = 8, (6, 10), (11, 13, 15, 17)
HOTSPOT_START = date(2012, 1, 1)
HOTSPOT_FACTOR, BUFFER_FACTOR = 0.80, 1.05


def areas_in_need(year: int) -> tuple[int, ...]:
    """Districts marked markant or intensiveret in a year, as numbers from 1."""
    column = safety_categories()[:, int(year) - SAFETY_YEARS[0]]
    return tuple(int(area) + 1 for area in np.flatnonzero(column <= 1))


def udsatte(year: int) -> tuple[int, ...]:
    """Udsatte boligområder of a year: in need of safety work, or with high social deprivation."""
    return tuple(sorted(set(areas_in_need(year)) | set(HIGH_DEPRIVATION)))


def safety_categories() -> np.ndarray:
    """Category of each district (rows) and year from 2009 (columns), 0 for markant to 4 for minimal."""
    paths = [SAFETY_PATHS.get(area + 1, DEFAULT_SAFETY[area] * len(SAFETY_YEARS)) for area in range(AREAS)]
    return np.array([[CATEGORY_LETTERS.index(letter) for letter in path] for path in paths])


def risk_tables() -> dict[str, np.ndarray]:
    """Planted yearly probability of a charge, by district, age on 1 January, sex and year.

    Returns
    -------
    dict
        ``clear`` and ``ambiguous``: arrays (district, age 0–99, sex K/M, year 2008–2014) that average to
        ``SHARE_CLEAR`` × ``TREND`` among 14–25-year-olds of the planted age structure, before ``FACTOR_14``.
    """
    shape = RISK_AGES[:, None] * RISK_SEX
    people = AGE_SHARES[:, None] * np.array([1 - MALE_SHARE, MALE_SHARE])
    young = (AGES >= 14) & (AGES <= 25)
    shape = shape / np.average(shape[young], weights=people[young])
    at_risk = np.where(np.isin(np.arange(AREAS) + 1, udsatte(2010)), "udsat", "oevrige")
    trend = np.array([[TREND[group] ** (year - BASE_YEAR) for year in YEARS] for group in at_risk])
    recorded = np.ones((len(AGES), len(YEARS)))
    recorded[14] = [FACTOR_14.get(int(year), 1.0) for year in YEARS]
    level = {
        name: np.array([shares[group] for group in at_risk])
        for name, shares in (("clear", SHARE_CLEAR), ("ambiguous", SHARE_AMBIGUOUS))
    }
    return {
        name: base[:, None, None, None] * shape[None, :, :, None] * trend[:, None, None, :] * recorded[None, :, None, :]
        for name, base in level.items()
    }


# Shares of codes within a published offence group; property crime's first quarters of 2009 and 2010 are bent so that
# robbery and burglary change as the paper says.
GROUP_CODES = {
    "11": {"1120": 0.3, "1172": 0.3, "1174": 0.2, "1176": 0.2},
    "12": {"1252": 0.52, "1255": 0.20, "1258": 0.02, "1210": 0.12, "1292": 0.14},
    "13": {
        "1380": 0.015, "1320": 0.050, "1316": 0.022, "1324": 0.008, "1345": 0.230, "1336": 0.290, "1332": 0.100,
        "1328": 0.085, "1390": 0.080, "1357": 0.060, "1339": 0.040, "1376": 0.020,
    },
    "14": {"1435": 0.45, "1485": 0.25, "1410": 0.30},
    "3": {"3210": 0.62, "3410": 0.18, "3865": 0.20},
}  # fmt: skip
PROGRAMME_YEARS = (2010, 2011, 2012, 2013, 2014)
START_AGES = (16, 25)
STARTED_WELL = {"udsat": (0.70, 0.015), "oevrige": (0.85, 0.005)}  # share kommet fra start in 2010, yearly step
BURGLARY_CODES = ("1316", "1320", "1324")
INCIDENTS_PER_REPORT = 1.5
STREETS_PER_AREA = 12
CELLS_PER_AREA = 4


def code_shares(year: int, quarter: int) -> dict[str, dict[str, float]]:
    """Shares of codes within each offence group in one quarter."""
    shares = {group: dict(codes) for group, codes in GROUP_CODES.items()}
    if (year, quarter) in ((2009, 1), (2010, 1)):
        # The same relative step up to 2010 and down to 2009, so that the ratio of counts is the published one.
        of_counts = REPORTS["13"][2][0] / REPORTS["13"][1][0]
        side = 0.5 if year == 2010 else -0.5
        property_crime = shares["13"]
        for code in ("1380", *BURGLARY_CODES):
            change = ROBBERY_CHANGE if code == "1380" else BURGLARY_CHANGE
            property_crime[code] *= (change / of_counts) ** side
        property_crime["1336"] += 1 - sum(property_crime.values())
    return shares


def area_crime_shares(day_number: int) -> np.ndarray:
    """Chance that a report made on a day comes from each district."""
    level = AREA_SHARES * np.array([1.9, 1.5, 1.0, 0.8, 0.6])[safety_categories()[:, 1]]
    if day_number >= (HOTSPOT_START - date(1970, 1, 1)).days:
        level[HOTSPOT_AREA - 1] *= HOTSPOT_FACTOR
        level[[area - 1 for area in BUFFER_AREAS]] *= BUFFER_FACTOR
    return level / level.sum()
