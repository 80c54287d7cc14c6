"""The one gate between persons and paper, and the attacker that tries it."""

from sikkerby_eval.judge.disclosure.publication import (
    DANISH_LETTERS,
    GIVES_THE_COUNT_BACK,
    MIN_COUNT,
    MISSING,
    SHOWN,
    WITHHELD,
    DisclosureError,
    PublishedTable,
    audit,
    protect,
    protect_all,
    row_ids,
)

__all__ = [
    "DANISH_LETTERS",
    "GIVES_THE_COUNT_BACK",
    "MIN_COUNT",
    "MISSING",
    "SHOWN",
    "WITHHELD",
    "DisclosureError",
    "PublishedTable",
    "audit",
    "protect",
    "protect_all",
    "row_ids",
]
