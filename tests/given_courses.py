"""Courses of the exit programme to count, and registers that hold them."""

import datetime
from types import SimpleNamespace

import pandas as pd

from sikkerby_eval.metrics.recidivism.follow_up import PHASES

DATES = ("2010-07-01", "2010-07-11", "2010-08-01", "2010-09-01", "2011-03-01")


def courses(*rows):
    """Courses as (person, status, dates reached) and perhaps a dict of what else differs."""
    filled = [
        {"forloeb_id": f"f{n:03}", "person_id": person, "status": status, "spor": "bande", "henvist_af": "SSP"}
        | {"foedselsdato": "1990-01-01", "koen": "M", "opfoelgning_dato": None}
        | dict(zip(PHASES.values(), (*dates, *[None] * (5 - len(dates))), strict=True))
        | dict(*more)
        for n, (person, status, dates, *more) in enumerate(rows)
    ]
    frame = pd.DataFrame(filled)
    dates = ["foedselsdato", *PHASES.values(), "opfoelgning_dato"]
    return frame.assign(**{name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in dates})


def completers(count, **also):
    return courses(*((f"p{n:03}", "gennemfoert", DATES, also) for n in range(count)))


def registers(cutoffs=datetime.date(2016, 12, 31), **frames):
    names = ("exitforloeb", "exitudfald", "domme", "afgang", "lukninger", "indberetninger")
    reach = dict.fromkeys(("domme", "exitudfald"), cutoffs) if cutoffs else {}
    return SimpleNamespace(**(dict.fromkeys(names) | frames), basis="demonstration", cutoffs=reach)
