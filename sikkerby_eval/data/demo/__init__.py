"""Registers to practise on: invented persons and areas, scaled to published totals, with a truth that is known.

``registers(persons, seed)`` gives the frames, ``truth(persons, seed)`` what is true of them, ``edge_cases()`` what
must come of the persons whose id spells their case, and ``write(directory, persons, seed)`` the delivery that the door
reads. Nothing is imported from the floors that are tested on it.
"""

from .deliver import registers
from .files import write
from .truths import edge_cases, truth

__all__ = ["edge_cases", "registers", "truth", "write"]
