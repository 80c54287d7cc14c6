"""Making several reports, some at a time, each in a process that nothing else depends on."""

from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.plan import Plan
from sikkerby_eval.report.build.report import Built, build_report


def build_many(
    plans: Sequence[Plan],
    *,
    jobs: int = 2,
    on_cell: Callable[[int, int, int], None] = lambda number, done, total: None,
) -> list[Built | ReportError]:
    """Make several reports; one that fails, or whose process dies, does not stop the others.

    Parameters
    ----------
    plans
        What to make; the order does not change a byte of any page.
    jobs
        How many processes work at a time.
    on_cell
        Told the report's number, its finished cells and all its cells.

    Returns
    -------
    list of Built or ReportError
        In the order of the plans.
    """
    waiting = deque(enumerate(plans))
    outcomes: list = [None] * len(plans)
    busy = {}

    def hire() -> None:
        ours, theirs = context.Pipe()
        worker = context.Process(target=_work, args=(theirs,), daemon=False)
        worker.start()
        theirs.close()
        hand_out(ours, worker)

    def hand_out(connection: Connection, worker) -> None:
        if waiting:
            number, plan = waiting.popleft()
            busy[connection] = number, worker
            connection.send(plan)
        else:
            connection.close()
            worker.join()

    context = get_context("spawn")
    for _ in range(min(jobs, len(plans))):
        hire()
    while busy:
        for connection in wait(list(busy)):
            number, worker = busy[connection]
            try:
                message = connection.recv()
            except EOFError:
                del busy[connection]
                outcomes[number] = ReportError("Processen lukkede ned. Intet er udgivet.")
                if waiting:
                    hire()
                continue
            if isinstance(message, (Built, ReportError)):
                outcomes[number] = message
                del busy[connection]
                hand_out(connection, worker)
            else:
                on_cell(number, *message)
    return outcomes


def _work(connection: Connection) -> None:
    while True:
        try:
            plan = connection.recv()
        except EOFError:
            return
        try:
            connection.send(build_report(plan, lambda done, total: connection.send((done, total))))
        except ReportError as error:
            connection.send(error)
