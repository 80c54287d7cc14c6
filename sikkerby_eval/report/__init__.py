"""Marks on paper: figures, tables, sentences and pages, made of published tables only."""


class ReportError(Exception):
    """A report cannot be made or may not be published; the message is for the person at the keyboard.

    The message names files, parameters, cells and rules, never a value from data.
    """
