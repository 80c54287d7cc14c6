"""Effect measurement of the City of Copenhagen's crime-prevention programme, Sikker By.

Four floors, and imports only point down: ``report`` (marks on paper), ``judge`` (what a number means, and
what may be shown of it), ``metrics`` (frames in, estimates out) and ``data`` (the door).
"""

__version__ = "0.1.0"
