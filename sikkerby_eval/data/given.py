"""The registers a report is given: none, the demonstration's, or a folder of deliveries."""

import pandas as pd

from sikkerby_eval.data import demo
from sikkerby_eval.data.demo import parameters
from sikkerby_eval.data.demo.files import CUT_OFFS
from sikkerby_eval.data.demo.parameters import CHARGES_CUT_OFF
from sikkerby_eval.data.read.door import Registers, read
from sikkerby_eval.data.registers import BY_NAME

NONE_GIVEN = ""
DEMONSTRATION = "demonstration"
CITY_OF_2010 = 528_208
"""Residents of København in the first quarter of 2010 (Statistics Denmark): the demonstration is as large."""


def registers_given(given: str) -> Registers:
    """Open what the parameter ``registre`` names.

    Parameters
    ----------
    given
        Empty for no registers, ``demonstration`` for invented ones, else a folder of deliveries.

    Returns
    -------
    Registers
        Frames by register, None where a register is not there. ``basis`` is ``demonstration`` or ``register``.

    Raises
    ------
    DeliveryError
        With every finding, when a delivery has an error.
    """
    if given not in (NONE_GIVEN, DEMONSTRATION):
        return read(given)
    frames = demo.registers(persons=CITY_OF_2010) if given == DEMONSTRATION else {}
    known = {name: frames.get(name) for name in BY_NAME}
    missing = tuple(name for name, frame in known.items() if frame is None)
    cutoffs = {name: CUT_OFFS.get(name, CHARGES_CUT_OFF) for name in frames}
    return Registers(**known, basis=DEMONSTRATION if frames else "register", cutoffs=cutoffs, missing=missing)


def effort_given(given: str) -> pd.DataFrame:
    """Name the district with an effort of its own, its neighbours, and the districts each is compared with.

    Parameters
    ----------
    given
        As for ``registers_given``. Only the demonstration has such an effort; deliveries name none.

    Returns
    -------
    DataFrame
        ``omraade, rolle`` (treated, control, displacement, displacement_control) and ``start``, a year.
    """
    control, *others = parameters.CONTROL_AREAS
    roles = {
        "treated": [parameters.HOTSPOT_AREA],
        "control": [control],
        "displacement": parameters.BUFFER_AREAS,
        "displacement_control": [others[0], others[-1]],
    }
    rows = [(parameters.AREA_NAMES[area - 1], role) for role, areas in roles.items() for area in areas]
    frame = pd.DataFrame(rows, columns=["omraade", "rolle"]).assign(start=parameters.HOTSPOT_START.year)
    return frame if given == DEMONSTRATION else frame.iloc[:0]
