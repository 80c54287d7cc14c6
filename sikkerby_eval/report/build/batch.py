"""Making reports, some at a time, each in a process of its own that nothing else depends on.

The processes are forked from one that has imported everything (multiprocessing's fork server), so a report starts at
its first cell. Where there is no fork, each begins from nothing. A process that takes too long is ended from outside,
whatever its cell is doing.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess, parent_process
from pathlib import Path
from typing import NamedTuple

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.changes import why
from sikkerby_eval.report.build.earlier import must_wait_for
from sikkerby_eval.report.build.environment import surroundings
from sikkerby_eval.report.build.plan import Built, Plan
from sikkerby_eval.report.build.publish import only_run
from sikkerby_eval.report.build.source import imported, place_of_cell


class Worker(NamedTuple):
    """A report that is being made: its number, why, its process, when it must be done, the cell it has come to."""

    number: int
    why: str
    process: BaseProcess
    deadline: float
    reached: list[int]


def build_many(
    plans: Sequence[Plan],
    *,
    jobs: int = 2,
    on_cell: Callable[[int, int, int], None] = lambda number, done, total: None,
    on_end: Callable[[int], None] = lambda number: None,
) -> list[Built | ReportError]:
    """Make those of several reports that there is a reason to make; one that fails or dies stops no other.

    Parameters
    ----------
    plans
        What to make; the order does not change a byte of any page: what counts persons waits for the earlier reports.
    jobs
        How many processes work at a time.
    on_cell
        Told the report's number, its finished cells and all its cells.
    on_end
        Told the report's number when it is published, has failed, or stands as it was.

    Returns
    -------
    list of Built or ReportError
        In the order of the plans.
    """
    waiting, busy = list(range(len(plans))), {}
    outcomes: list = [None] * len(plans)
    with surroundings(), _ended_with_us(busy):
        context = _context(plans)
        while waiting or busy:
            unfinished = [*waiting, *(worker.number for worker in busy.values())]
            for number in _ready(plans, waiting, unfinished)[: jobs - len(busy)]:
                waiting.remove(number)
                reason = _reason(plans[number])
                if isinstance(reason, str):
                    connection, worker = _started(context, number, plans[number], reason)
                    busy[connection] = worker
                else:
                    outcomes[number] = reason or Built(plans[number].page)
                    on_end(number)
            if not busy:
                continue
            patience = min(worker.deadline for worker in busy.values()) - time.monotonic()
            for connection in wait(list(busy), timeout=max(0, patience)):
                worker, message = busy[connection], _received(connection)
                if isinstance(message, list):
                    worker.reached[:] = message
                    on_cell(worker.number, *message)
                    continue
                del busy[connection]
                if message is None:
                    ended = "standsede, fordi Python lukkede ned", "stopped because Python ended"
                    message = _stopped(plans[worker.number], worker, *ended)
                outcomes[worker.number] = message._replace(why=worker.why) if isinstance(message, Built) else message
                on_end(worker.number)
            now = time.monotonic()
            for connection in [each for each, worker in busy.items() if worker.deadline < now]:
                worker = busy.pop(connection)
                plan = plans[worker.number]
                seconds = f"{plan.request.timeout:.0f}"
                late = f"var ikke færdig efter {seconds} sekunder", f"was not done after {seconds} seconds"
                outcomes[worker.number] = _stopped(plan, worker, *late)
                on_end(worker.number)
    return outcomes


@contextlib.contextmanager
def _ended_with_us(busy: dict):
    """Whoever interrupts the run ends its processes too, instead of waiting for their cells."""
    try:
        yield
    finally:
        for worker in busy.values():
            worker.process.kill()


def _ready(plans: Sequence[Plan], waiting: Sequence[int], unfinished: Sequence[int]) -> list[int]:
    return [number for number in waiting if not any(must_wait_for(plans[number], plans[each]) for each in unfinished)]


def _reason(plan: Plan) -> str | ReportError | None:
    try:
        return why(plan)
    except ReportError as error:
        return error


def _context(plans: Sequence[Plan]):
    """Prefer forking from a process that has imported everything; the list is read when that process starts."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    used = {name: None for plan in plans for name in imported(plan.notebook)}
    context.set_forkserver_preload(["sikkerby_eval.report.build.warm", *used])
    return context


def _started(context, number: int, plan: Plan, reason: str) -> tuple[Connection, Worker]:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, plan))
    process.start()
    theirs.close()
    return ours, Worker(number, reason, process, time.monotonic() + plan.request.timeout, [0, 0])


def _received(connection: Connection):
    try:
        return connection.recv()
    except (EOFError, OSError):
        return None


def _stopped(plan: Plan, worker: Worker, why: str, english: str) -> ReportError:
    """End a process, clear away what it left, and say which cell it had come to."""
    worker.process.kill()
    worker.process.join()
    with contextlib.suppress(ReportError), only_run(plan.request.out, plan.name):
        pass
    where = place_of_cell(plan.notebook, worker.reached[0], plan.front.language)
    return ReportError(f"{where[0]} {why}. Intet er udgivet.", f"{where[1]} {english}. Nothing is published.")


def _work(connection: Connection, plan: Plan) -> None:
    """Make one report in this process and tell what became of it; an unforeseen error is told without its values."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the runner, which then ends this process
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from sikkerby_eval.report.build.report import build_report  # noqa: PLC0415  imported before the fork where there is one

    try:
        outcome = build_report(plan, lambda done, total: connection.send([done, total]))
    except ReportError as error:
        outcome = error
    except Exception as error:  # noqa: BLE001  whatever it is, its text may hold a person's data
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        kind = type(error).__name__
        outcome = ReportError(
            f"Uventet fejl {kind} i {where}. Intet er udgivet.",
            f"Unforeseen error {kind} in {where}. Nothing is published.",
        )
    connection.send(outcome)


def _end_with_parent() -> None:
    parent_process().join()
    os._exit(1)
