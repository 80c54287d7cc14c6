"""What the person at the keyboard sees while reports are made."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sikkerby_eval.report.build import Built, build_report
from sikkerby_eval.report.plan import Plan

_COLUMNS = ("{task.description}", BarColumn(), MofNCompleteColumn(), TextColumn("celler"), TimeElapsedColumn())


def build_shown(plan: Plan) -> Built:
    """Make one report and show, on standard error, how many cells have run."""
    with Progress(*_COLUMNS, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(plan.front.title, total=None)
        return build_report(plan, lambda done, total: bar.update(task, completed=done, total=total))
