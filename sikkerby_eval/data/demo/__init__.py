"""Registers to practise on: invented persons and areas, scaled to published totals, with a truth that is known.

``registers(persons, seed)`` gives the frames, ``write(directory, persons, seed)`` the delivery that the door reads.
Nothing here comes from a real register, and nothing is imported from the floors that are tested on it.
"""

from .deliver import deliver, registers
from .files import write

__all__ = ["deliver", "registers", "write"]
