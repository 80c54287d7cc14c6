"""The door: a folder of deliveries in, validated frames out, or one list of everything that is wrong."""

from sikkerby_eval.data.read.door import (
    Fields,
    FileCount,
    Inspection,
    Registers,
    inspect,
    read,
)

__all__ = [
    "Fields",
    "FileCount",
    "Inspection",
    "Registers",
    "inspect",
    "read",
]
