"""The registers a report is given: none, the demonstration's, or a folder of deliveries."""

from sikkerby_eval.data import demo
from sikkerby_eval.data.demo.files import CUT_OFFS
from sikkerby_eval.data.demo.parameters import CHARGES_CUT_OFF
from sikkerby_eval.data.read import Registers, read
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
