"""What the person at the keyboard sees while reports are made, and the table at the end."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.changes import REASONS
from sikkerby_eval.report.build.messages import PROGRESS
from sikkerby_eval.report.build.plan import Built
from sikkerby_eval.report.build.worklist import Work


def build_shown(work: Work, jobs: int, language: str = "da") -> list[Built | ReportError]:
    """Make reports, show on standard error how far they have come, and end with a table of what became of them all.

    One bar counts reports and, while they run, one for each counts its cells.
    """
    said = {name: texts[language] for name, texts in PROGRESS.items()}
    console, tasks = Console(stderr=True), {}
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[unit]}"))
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        reports = bar.add_task(said["reports"], total=len(work.plans), unit="")

        def on_cell(number: int, done: int, total: int) -> None:
            if number not in tasks:
                name = "/".join(work.plans[number].parts)
                tasks[number] = bar.add_task(name, total=total, unit=said["cells"])
            bar.update(tasks[number], completed=done, visible=done + 1 < total)

        def on_end(number: int) -> None:
            bar.advance(reports)
            if number in tasks:
                bar.update(tasks[number], visible=False)

        outcomes = build_many(work.plans, jobs=jobs, on_cell=on_cell, on_end=on_end)
    console.print(_table(work, outcomes, language, said))
    return outcomes


def _table(work: Work, outcomes: list[Built | ReportError], language: str, said: dict[str, str]) -> Table:
    table = Table(*said["columns"].split("|"), box=None, pad_edge=False)
    standing = 0
    for plan, outcome in zip(work.plans, outcomes, strict=True):
        name = "/".join(plan.parts)
        if isinstance(outcome, ReportError):
            table.add_row(name, said["failed"])
        elif outcome.why is None:
            standing += 1
        else:
            size = f"{outcome.size / 1000:.0f}"
            table.add_row(name, said["published"], REASONS[outcome.why][language], str(outcome.verdicts), size)
    if standing:
        table.add_row(str(standing), said["unchanged"])
    for kind_and_year in work.without_data:
        table.add_row(kind_and_year, said["no_data"])
    return table
