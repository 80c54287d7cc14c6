"""Making several reports, some at a time, each in a process that nothing else depends on."""

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.plan import Plan
from sikkerby_eval.report.build.report import Built, build_report, must_wait_for


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
        What to make; the order does not change a byte of any page: what counts persons waits for the earlier reports.
    jobs
        How many processes work at a time.
    on_cell
        Told the report's number, its finished cells and all its cells.

    Returns
    -------
    list of Built or ReportError
        In the order of the plans.
    """
    waiting = list(enumerate(plans))
    outcomes: list = [None] * len(plans)
    busy, idle = {}, []

    def hire() -> None:
        ours, theirs = context.Pipe()
        worker = context.Process(target=_work, args=(theirs,), daemon=False)
        worker.start()
        theirs.close()
        hand_out(ours, worker)

    def hand_out(connection: Connection, worker) -> None:
        unfinished = [plans[number] for number, _ in busy.values()] + [plan for _, plan in waiting]
        ready = (each for each in waiting if not any(must_wait_for(each[1], other) for other in unfinished))
        if found := next(ready, None):
            waiting.remove(found)
            busy[connection] = found[0], worker
            connection.send(found[1])
        elif waiting:
            idle.append((connection, worker))
        else:
            connection.close()
            worker.join()

    def hand_out_to_all() -> None:
        resting = idle[:]
        idle.clear()
        for connection, worker in resting:
            hand_out(connection, worker)

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
                hand_out_to_all()
                continue
            if isinstance(message, (Built, ReportError)):
                outcomes[number] = message
                del busy[connection]
                hand_out(connection, worker)
                hand_out_to_all()
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
