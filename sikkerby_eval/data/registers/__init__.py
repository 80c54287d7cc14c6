"""The catalogue of registers: column, type, rule, Danish description, deliverer, period and key.

Templates, checks and the data page in ``docs/`` are made from it; a new register or column is added here only.
"""

from .areas import AREAS, SAFETY_CATEGORIES
from .catalogue import ADMINISTRATIONS, SEXES, YES_NO, Column, Register
from .persons import DECISIONS, PERSONS
from .projects import DIMENSIONS, LEVERANCE, PROJECTS
from .weights import WEIGHTS
from .young import YOUNG

REGISTERS: tuple[Register, ...] = PERSONS + YOUNG + WEIGHTS + AREAS + PROJECTS
BY_NAME: dict[str, Register] = {register.name: register for register in REGISTERS}
BY_FILE_NAME: dict[str, Register] = BY_NAME | {register.alias: register for register in REGISTERS if register.alias}

__all__ = [
    "ADMINISTRATIONS",
    "BY_FILE_NAME",
    "BY_NAME",
    "DECISIONS",
    "DIMENSIONS",
    "LEVERANCE",
    "REGISTERS",
    "SAFETY_CATEGORIES",
    "SEXES",
    "YES_NO",
    "Column",
    "Register",
]
