"""Marks on paper: figures, tables, sentences and pages, made of published tables only."""


class ReportError(Exception):
    """A report cannot be made or may not be published; the message is for the person at the keyboard.

    The message names files, parameters, cells and rules, never a value from data. It is Danish, with the English
    beside it where the runner is asked for English.
    """

    def __init__(self, danish: str, english: str = ""):
        super().__init__(danish, english)

    def __str__(self) -> str:
        return self.args[0]

    def told(self, language: str) -> str:
        """Give the message in a language; Danish where there is no English."""
        return self.args[1] if language == "en" and self.args[1] else self.args[0]
