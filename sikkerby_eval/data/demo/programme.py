"""The exit programme: referrals, courses, verdicts afterwards and who found work, with planted shares."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from . import parameters as p
from .charges import CODES, DECISIONS, Charges, Verdicts
from .columns import MISSING_DAY, dates, day, days, ids, labels, new_year, stream, year_of, years_later
from .edges import EXITS
from .population import DIED, EMIGRATED, MOVED, NEVER, Residents, named

TRACKS = ("alvorlig", "bande")
STATUSES = ("henvist", "screenet", "plan", "i_gang", "gennemfoert", "afbrudt", "afvist")
COMPLETED, BROKEN_OFF = STATUSES.index("gennemfoert"), STATUSES.index("afbrudt")
REFERRERS = ("SSP", "Politi", "Kriminalforsorgen", "Jobcenter", "Socialcenter", "Den unge selv")
MEASURED = ("foerste_kontakt", "afslutning", "to_aar")
WORK = ("job", "uddannelse", "selvforsoergende", "ingen")
REACHES = {"henvist": 0, "screenet": 1, "plan": 2, "i_gang": 3, "gennemfoert": 4, "afbrudt": 4, "afvist": 0}
SERIOUS = tuple(CODES.index(code) for code in (*p.CLEAR_CODES, "1316", "1320", "1324", "1292"))
HARMLESS = CODES.index("1332")


class Programme(NamedTuple):
    """One element per person and course, in order of id; days since 1970, ``MISSING_DAY`` where it never came.

    ``after`` is a position in ``parameters.AFTER_EXIT``, or past its end for neither convicted nor gone; ``edge`` is a
    position in ``edges.EXITS`` or -1. ``verdicts`` point to a course by their person.
    """

    names: pa.Array
    born: np.ndarray
    male: np.ndarray
    track: np.ndarray
    status: np.ndarray
    referred: np.ndarray
    screened: np.ndarray
    planned: np.ndarray
    started: np.ndarray
    ended: np.ndarray
    after: np.ndarray
    edge: np.ndarray
    left: np.ndarray
    left_why: np.ndarray
    verdicts: Verdicts | None = None


def programme(persons: int, seed: int) -> Programme:
    """Draw the courses: the planned starts a year (fewer in a very small city), and half as many who never start."""
    rng = stream(seed, 5)
    drawn = _courses(rng, min(1.0, persons / 50_000))
    cases = {
        "started": days([case.starts for case in EXITS]),
        "ended": days([case.ends for case in EXITS]),
        "born": days([case.born for case in EXITS]),
        "track": np.arange(len(EXITS)) % 2,
        "status": np.array([STATUSES.index(case.status) for case in EXITS]),
        "after": np.full(len(EXITS), -1),
    }
    names = pa.concat_arrays(
        [ids("demo_x", np.arange(len(drawn["born"])), 5), pa.array([f"demo_x_{case.name}" for case in EXITS])]
    )
    edge = np.append(np.full(len(drawn["born"]), -1), np.arange(len(EXITS)))
    drawn = {name: np.append(column, cases[name]) for name, column in drawn.items()}
    started, ended, status, after = (drawn[name] for name in ("started", "ended", "status", "after"))
    count = len(edge)
    planned = started - rng.integers(7, 30, count)
    screened = planned - rng.integers(7, 30, count)
    reach = np.array([REACHES[name] for name in STATUSES])[status]
    left, left_why = _left(rng, ended, status, after)
    whole = Programme(
        names=names,
        born=drawn["born"],
        male=(rng.random(count) < 0.93).astype(np.int8),
        track=drawn["track"],
        status=status,
        referred=screened - rng.integers(0, 14, count),
        screened=np.where(reach >= 1, screened, MISSING_DAY),
        planned=np.where(reach >= 2, planned, MISSING_DAY),
        started=np.where(reach >= 3, started, MISSING_DAY),
        ended=ended,
        after=np.where(status == COMPLETED, after, len(p.AFTER_EXIT)),
        edge=edge,
        left=left,
        left_why=left_why,
    )
    return whole._replace(verdicts=_verdicts(rng, whole))


def _courses(rng, share) -> dict[str, np.ndarray]:
    """Courses drawn at random; who never starts gets the day on which it would have been, to place the referral."""
    started, track = _starts(rng, share)
    begun = len(started)
    never = round(begun * (p.REFERRED_PER_START - 1))
    done = rng.random(begun) < np.array([p.COMPLETES[name] for name in TRACKS])[track]
    ended = started + np.where(done, rng.integers(90, 720, begun), rng.integers(20, 400, begun))
    status = np.where(done, COMPLETED, BROKEN_OFF)
    started = np.append(started, rng.integers(started.min(), started.max() + 1, never))
    track = np.append(track, rng.integers(0, 2, never))
    count = begun + never
    age = np.where(rng.random(count) < 0.92, rng.uniform(18.01, 25.98, count), rng.uniform(26.05, 28.5, count))
    risks = np.array([np.cumsum(p.EXIT_RISK[name]) for name in TRACKS])[track]
    return {
        "started": started,
        "ended": np.append(ended, np.full(never, MISSING_DAY)),
        "born": started - (age * 365.25).astype(np.int64),
        "track": track,
        "status": np.append(status, rng.choice([0, 1, 2, 6], never, p=[0.3, 0.2, 0.1, 0.4])),
        "after": (rng.random(count)[:, None] >= risks).sum(axis=1),
    }


def _starts(rng, share):
    first = day(p.EXIT_OPENS)
    started, track = [], []
    for year, planned in p.EXIT_STARTS.items():
        edges = sum(case.starts.year == year for case in EXITS)
        wanted = max(0, round(planned * share) - edges)
        gangs = max(0, round(round(planned * share) * p.GANG_SHARE) - edges // 2)
        low, high = max(first, int(new_year(year))), int(new_year(year + 1))
        started.append(rng.integers(low, high, wanted))
        track.append((np.arange(wanted) < gangs).astype(np.int64))
    return np.concatenate(started), np.concatenate(track)


def _left(rng, ended, status, after):
    count = len(ended)
    goes = ended + rng.integers(20, 715, count)
    died, emigrated = p.AFTER_EXIT.index("doed"), p.AFTER_EXIT.index("udrejst")
    gone = (status == COMPLETED) & np.isin(after, (died, emigrated)) & (goes <= day(p.VERDICTS_CUT_OFF))
    left = np.where(gone, goes, NEVER)
    why = np.where(after == died, DIED, np.where(after == emigrated, EMIGRATED, MOVED))
    for position, case in enumerate(EXITS, start=count - len(EXITS)):
        if case.left:
            left[position], why[position] = day(case.left[0]), DIED if case.left[1] == "doed" else EMIGRATED
    return left, np.where(left == NEVER, MOVED, why)


def _verdicts(rng, drawn: Programme) -> Verdicts:
    """Plant what ``after`` says, what befalls those who broke off or never started, and verdicts that do not count."""
    count = len(drawn.names)
    end, two, three = drawn.ended, years_later(drawn.ended, 2), years_later(drawn.ended, 3)

    def between(low, high):
        return low + (rng.random(count) * (high - low)).astype(np.int64)

    inside = between(end + 20, two - 15)
    found = {
        "dom_og_gerning": (inside, between(end + 5, inside - 5)),
        "dom_for_aeldre_gerning": (inside, end - rng.integers(5, 200, count)),
        "sen_dom": (between(two + 10, three - 10), between(end + 200, two - 15)),
        "meget_sen_dom": (between(three + 10, three + 300), between(end + 200, two - 15)),
    }
    parts = [
        (np.flatnonzero(drawn.after == p.AFTER_EXIT.index(name)), decided, offence, SERIOUS, 0)
        for name, (decided, offence) in found.items()
    ]
    random = drawn.edge < 0
    completed = random & (drawn.status == COMPLETED)
    spared = np.flatnonzero(completed & (drawn.after == len(p.AFTER_EXIT)))
    fined, acquitted, later = np.array_split(rng.permutation(spared)[: len(spared) * 3 // 4], 3)
    after_window = between(two + 20, two + 400)
    parts += [
        (np.sort(fined), inside, found["dom_og_gerning"][1], (HARMLESS,), DECISIONS.index("boede")),
        (np.sort(acquitted), inside, found["dom_og_gerning"][1], SERIOUS, DECISIONS.index("frifundet")),
        (np.sort(later), after_window + 30, after_window, SERIOUS, 0),
    ]
    broke_off = random & (drawn.status == BROKEN_OFF) & (rng.random(count) < p.RISK_DROPOUT)
    never = random & (drawn.started == MISSING_DAY) & (rng.random(count) < p.RISK_NOT_STARTED)
    for who, origin in ((broke_off, drawn.started), (never, drawn.referred)):
        decided = between(origin + 30, years_later(origin, 2) - 15)
        parts.append((np.flatnonzero(who), decided, between(origin + 1, decided - 5), SERIOUS, 0))
    person = np.concatenate([who for who, *_ in parts])
    decided = np.concatenate([when[who] for who, when, *_ in parts])
    offence = np.concatenate([when[who] for who, _, when, *_ in parts])
    code = np.concatenate([rng.choice(codes, len(who)) for who, _, _, codes, _ in parts])
    decision = np.concatenate([np.full(len(who), kind) for who, *_, kind in parts])
    decision = np.where(decision == 0, rng.choice([0, 1, 3], len(person), p=[0.5, 0.4, 0.1]), decision)
    planted = [
        (position, day(when), day(offence), CODES.index(code), DECISIONS.index(kind))
        for position, case in zip(np.flatnonzero(drawn.edge >= 0), EXITS, strict=True)
        for when, offence, code, kind in case.verdicts
    ]
    columns = [
        np.concatenate([drawn_part, edge_part])
        for drawn_part, edge_part in zip((person, decided, offence, code, decision), np.array(planted).T, strict=True)
    ]
    known = columns[1] <= day(p.VERDICTS_CUT_OFF)
    return Verdicts(*(column[known] for column in columns))


def referral_charges(drawn: Programme) -> Charges:
    """The burglary each was charged with before the referral: alvorlig, so that it stays outside goal 1."""
    who = np.flatnonzero(drawn.referred - 30 <= day(p.CHARGES_CUT_OFF))
    charged = drawn.referred[who] - 30
    return Charges(who, charged, charged - 20, np.full(len(who), CODES.index("1320")), np.full(len(who), -1))


def participants(drawn: Programme, seed: int) -> Residents:
    """The referred as residents of the city, each in one district until they leave."""
    rng = stream(seed, 6)
    count = len(drawn.names)
    weights = p.AREA_SHARES * np.where(np.isin(np.arange(p.AREAS) + 1, p.udsatte(2010)), 2.0, 1.0)
    area = np.repeat(rng.choice(p.AREAS, count, p=weights / weights.sum())[:, None], len(p.YEARS), axis=1)
    frailty = rng.choice(p.FRAILTY, count, p=p.FRAILTY_SHARES)
    first = np.full(count, p.YEARS[0])
    return named(drawn.names, drawn.born, drawn.male, frailty, first, drawn.left, drawn.left_why, area)


def courses_table(drawn: Programme, seed: int) -> pa.Table:
    """The register ``exitforloeb``."""
    referrer = stream(seed, 7).choice(len(REFERRERS), len(drawn.names), p=[0.35, 0.2, 0.2, 0.1, 0.1, 0.05])
    return pa.table(
        {
            "forloeb_id": ids("demo_forloeb", np.arange(len(drawn.names)), 5),
            "person_id": drawn.names,
            "foedselsdato": dates(drawn.born),
            "koen": labels(drawn.male, ("K", "M")),
            "spor": labels(drawn.track, TRACKS),
            "henvist_af": labels(referrer, REFERRERS),
            "henvist_dato": dates(drawn.referred),
            "screenet_dato": dates(drawn.screened),
            "plan_dato": dates(drawn.planned),
            "startdato": dates(drawn.started),
            "slutdato": dates(drawn.ended),
            "status": labels(drawn.status, STATUSES),
            "opfoelgning_dato": dates(followed_up(drawn)),
        }
    )


def followed_up(drawn: Programme) -> np.ndarray:
    """Day of the follow-up two years after the end, of those who are still there by then."""
    when = years_later(drawn.ended, 2)
    ripe = (drawn.ended != MISSING_DAY) & (when <= day(p.VERDICTS_CUT_OFF)) & (drawn.left > when)
    return np.where(ripe, when, MISSING_DAY)


def outcomes_table(drawn: Programme, seed: int) -> pa.Table:
    """The register ``exitudfald``: work at first contact, at the end, and two years on (one in ten is not reached)."""
    rng = stream(seed, 8)
    moments = (drawn.referred, drawn.ended, followed_up(drawn))
    begun = drawn.started != MISSING_DAY
    parts = []
    for position, (name, when) in enumerate(zip(MEASURED, moments, strict=True)):
        works = rng.random(len(when)) < p.EXIT_WORK[name]
        status = np.where(works, rng.choice(3, len(when), p=[0.45, 0.45, 0.10]), 3)
        reached = rng.random(len(when)) < (0.9 if name == "to_aar" else 1.0)
        who = np.flatnonzero(begun & (when != MISSING_DAY) & reached)
        parts.append((who, np.full(len(who), position), when[who], status[who]))
    who, measure, when, status = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((measure, who))
    who, measure, when, status = who[order], measure[order], when[order], status[order]
    return pa.table(
        {
            "person_id": drawn.names.take(pa.array(who)),
            "forloeb_id": ids("demo_forloeb", who, 5),
            "maaling": labels(measure, MEASURED),
            "dato": dates(when),
            "status": labels(status, WORK),
        }
    )


def first_conviction(drawn: Programme) -> np.ndarray:
    """Day of each person's first planted conviction of alvorlig or personfarlig crime, far ahead for none."""
    acquittals = [DECISIONS.index("frifundet"), DECISIONS.index("tiltalefrafald")]
    convicted = ~np.isin(drawn.verdicts.decision, acquittals) & (drawn.verdicts.code != HARMLESS)
    first = np.full(len(drawn.names), NEVER)
    np.minimum.at(first, drawn.verdicts.person[convicted], drawn.verdicts.decided[convicted])
    return first


def completion_year(drawn: Programme) -> np.ndarray:
    """Calendar year of the end of each course."""
    return year_of(drawn.ended)
