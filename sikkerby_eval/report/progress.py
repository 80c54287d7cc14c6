"""What the person at the keyboard sees while reports are made."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sikkerby_eval.report.build import Built, Request, build_report


def build_shown(request: Request) -> Built:
    """Make one report and show, on standard error, how many cells have run."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("celler"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"{request.kind} {request.year}", total=None)
        built = build_report(request, lambda done, total: bar.update(task, completed=done, total=total))
    return built.page
