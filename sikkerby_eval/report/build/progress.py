"""What the person at the keyboard sees while reports are made, and the table at the end."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.batch import build_many
from sikkerby_eval.report.build.plan import Built, Plan
from sikkerby_eval.report.build.worklist import Work

_COLUMNS = ("{task.description}", BarColumn(), MofNCompleteColumn(), TextColumn("celler"), TimeElapsedColumn())


def build_shown(plan: Plan) -> Built:
    """Make one report and show, on standard error, how many cells have run."""
    with Progress(*_COLUMNS, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(plan.front.title, total=None)
        (outcome,) = build_many([plan], on_cell=lambda _, done, total: bar.update(task, completed=done, total=total))
    if isinstance(outcome, ReportError):
        raise outcome
    return outcome


def build_many_shown(work: Work, jobs: int) -> list[Built | ReportError]:
    """Make several reports, show how far each has come, and end with a table of what became of all of them."""
    console = Console(stderr=True)
    with Progress(*_COLUMNS, console=console, transient=True) as bar:
        tasks = [bar.add_task("/".join(plan.parts), total=None) for plan in work.plans]
        outcomes = build_many(
            work.plans,
            jobs=jobs,
            on_cell=lambda number, done, total: bar.update(tasks[number], completed=done, total=total),
        )
    table = Table("Rapport", "Udfald", "Domme", "kB", box=None, pad_edge=False)
    for plan, outcome in zip(work.plans, outcomes, strict=True):
        made = isinstance(outcome, Built)
        facts = ("udgivet", str(outcome.verdicts), f"{outcome.size / 1000:.0f}") if made else ("fejl", "", "")
        table.add_row("/".join(plan.parts), *facts)
    for kind_and_year in work.without_data:
        table.add_row(kind_and_year, "ingen data")
    console.print(table)
    return outcomes
