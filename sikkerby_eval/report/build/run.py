"""Running a notebook through papermill, with nothing written but what we ask for.

papermill saves before and after each cell and keeps a failing notebook with its traceback, data included. Here the
notebook stays in memory, and a failure becomes a message that names the cell and the kind of error only.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from traitlets.config import Config

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build import engine
from sikkerby_eval.report.build.environment import forget_habits, surroundings
from sikkerby_eval.report.build.jupyter import NotebookNode, PapermillExecutionError, execute_notebook, nbformat
from sikkerby_eval.report.build.source import place_of_cell

WITHOUT_VALUES = ("DeliveryError",)  # errors whose message is a list of files, columns and rules
REASONS = {
    "DisclosureError": (
        "Tallene kan ikke vises sammen, uden at de tilbageholdte kan regnes ud. Lav rapporten med færre eller bredere "
        "områder, aldre eller år, eller uden registre.",
        "The figures cannot be shown together without giving the withheld ones back. Make the report with fewer or "
        "broader areas, ages or years, or without registers.",
    )
}
STOCK_KERNEL = {
    "config": Config({"KernelManager": {"transport_encryption": "auto"}}),
    "shutdown_kernel": "immediate",
    "extra_arguments": ["--HistoryManager.hist_file=:memory:"],
}


def run_notebook(
    notebook: Mapping,
    parameters: Mapping[str, object],
    *,
    folder: Path,
    kernel: bool = False,
    on_cell: Callable[[int, int], None] = lambda done, total: None,
) -> NotebookNode:
    """Run a notebook once in this process, which is then used up, and give it back with its outputs.

    Parameters
    ----------
    notebook
        A notebook of format 4; it is not changed.
    parameters
        Checked values, one for each declared parameter.
    folder
        A private folder: the cells' working directory and IPython's home.
    kernel
        Run the cells in a stock kernel, a second Python, instead.
    on_cell
        Told the number of the cell that begins and of all cells.

    Raises
    ------
    ReportError
        If a cell fails or ends Python; no value from data is in the message.
    """
    fresh, language = _fresh(notebook), parameters.get("language", "da")
    total = len(fresh.cells) + 1
    how = STOCK_KERNEL if kernel else {"engine_name": engine.NAME}
    try:
        with surroundings(folder):
            forget_habits()
            ran = execute_notebook(
                fresh,
                None,
                parameters=dict(parameters),
                kernel_name="python3",
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,
                cwd=folder,
                on_cell_start=lambda cell, cell_index: on_cell(cell_index, total),
                **how,
            )
    except PapermillExecutionError as error:
        where = place_of_cell(notebook, error.cell_index, language)
        danish, english = REASONS.get(error.ename) or _listed(error)
        raise ReportError(
            f"{where[0]} standsede med fejlen {error.ename}. Intet er udgivet.\n{danish}".rstrip(),
            f"{where[1]} stopped with the error {error.ename}. Nothing is published.\n{english}".rstrip(),
        ) from None
    except RuntimeError:
        raise ReportError(
            "Notesbogen standsede, fordi Python lukkede ned. Intet er udgivet.",
            "The notebook stopped because Python ended. Nothing is published.",
        ) from None
    except OSError as error:
        raise ReportError(
            f"Notesbogen kunne ikke køres: {error.strerror}. Intet er udgivet.",
            f"The notebook could not be run: {error.strerror}. Nothing is published.",
        ) from None
    for index, cell in enumerate(ran.cells):
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            where = place_of_cell(notebook, index, language)
            raise ReportError(
                f"{where[0]} blev ikke kørt. Intet er udgivet.", f"{where[1]} was not run. Nothing is published."
            )
    return ran


def _listed(error: PapermillExecutionError) -> list[str]:
    """Give the list of faults that a cell stopped at, in Danish and English; of any other error nothing is told."""
    if error.ename not in WITHOUT_VALUES:
        return ["", ""]
    from sikkerby_eval.data.read.findings import in_one_language  # noqa: PLC0415  pandas, only where a register is read

    return [in_one_language(error.evalue, language) for language in ("da", "en")]


def _fresh(notebook: Mapping) -> NotebookNode:
    """Give papermill a notebook of its own, with the marks it expects."""
    fresh = nbformat.from_dict(json.loads(json.dumps(notebook)))
    fresh.metadata["papermill"] = {}
    for cell in fresh.cells:
        cell.metadata.setdefault("tags", [])
        cell.metadata["papermill"] = {}
    return fresh
