"""Running a notebook: papermill's interface and a stock kernel, with nothing written but what we ask for.

papermill saves before and after each cell and keeps a failing notebook with its traceback, data included. Here the
notebook stays in memory, and a failure becomes a message that names the cell and the kind of error only.
"""

import contextlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from traitlets.config import Config

from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.jupyter import NotebookNode, PapermillExecutionError, execute_notebook, nbformat
from sikkerby_eval.report.build.plan import in_language

MATPLOTLIB = Path(__file__).with_name("template") / "matplotlibrc"
WITHOUT_VALUES = ("DeliveryError",)  # errors whose message is a list of files, columns and rules
KERNEL_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MATPLOTLIBRC": str(MATPLOTLIB),
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


def run_notebook(
    notebook: Mapping,
    parameters: Mapping[str, object],
    *,
    folder: Path,
    timeout: float,
    on_cell: Callable[[int, int], None] = lambda done, total: None,
) -> NotebookNode:
    """Run a notebook in a fresh kernel and give it back with its outputs.

    Parameters
    ----------
    notebook
        A notebook of format 4; it is not changed.
    parameters
        Checked values, one for each declared parameter.
    folder
        A private folder: the kernel's working directory and IPython's home.
    timeout
        Seconds for the whole notebook.
    on_cell
        Told the number of finished cells and of all cells.

    Raises
    ------
    ReportError
        If a cell fails or time runs out; no value from data is in the message.
    """
    notebook = _fresh(notebook)
    language = parameters.get("language", "da")
    deadline = time.monotonic() + timeout
    running = {"cell": 0}
    total = len(notebook.cells) + 1

    def started(cell: NotebookNode, cell_index: int) -> None:
        running["cell"] = cell_index
        on_cell(cell_index, total)

    quiet = Config({"KernelManager": {"transport_encryption": "auto"}})
    try:
        with _kernel_environment(folder):
            return execute_notebook(
                notebook,
                None,
                parameters=dict(parameters),
                kernel_name="python3",
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,
                cwd=folder,
                config=quiet,
                shutdown_kernel="immediate",
                timeout_func=lambda _: max(1, int(deadline - time.monotonic())),
                extra_arguments=["--HistoryManager.hist_file=:memory:"],
                on_cell_start=started,
            )
    except PapermillExecutionError as error:
        place = _place(notebook, error.cell_index, language)
        reason = f"\n{error.evalue}" if error.ename in WITHOUT_VALUES else ""
        raise ReportError(f"{place} standsede med fejlen {error.ename}. Intet er udgivet.{reason}") from None
    except CellTimeoutError:
        place = _place(notebook, running["cell"], language)
        raise ReportError(f"{place} var ikke færdig efter {timeout:.0f} sekunder. Intet er udgivet.") from None
    except (DeadKernelError, RuntimeError):
        place = _place(notebook, running["cell"], language)
        raise ReportError(f"{place} standsede, fordi Python lukkede ned. Intet er udgivet.") from None
    except OSError as error:
        raise ReportError(f"Notesbogen kunne ikke køres: {error.strerror}. Intet er udgivet.") from None


def _fresh(notebook: Mapping) -> NotebookNode:
    """Give papermill a notebook of its own, with the marks it expects."""
    fresh = nbformat.from_dict(json.loads(json.dumps(notebook)))
    fresh.metadata["papermill"] = {}
    for cell in fresh.cells:
        cell.metadata.setdefault("tags", [])
        cell.metadata["papermill"] = {}
    return fresh


def _place(notebook: NotebookNode, index: int, language: str) -> str:
    """Name a cell by its number in the source notebook and the heading it stands under; papermill adds one cell."""
    parameters = next(i for i, cell in enumerate(notebook.cells) if "parameters" in cell.metadata["tags"])
    if index == parameters + 1:
        return "Parametercellen"
    number = index + 1 if index <= parameters else index
    headings = [
        line.lstrip("# ").strip()
        for cell in notebook.cells[:number]
        if cell.cell_type == "markdown" and in_language(cell, language)
        for line in cell.source.splitlines()
        if line.startswith("#")
    ]
    return f"Celle {number}" + (f" (under “{headings[-1]}”)" if headings else "")


@contextlib.contextmanager
def _kernel_environment(folder: Path):
    """Give the kernel the same surroundings on every machine; its own temporary files stay in the private folder."""
    before = os.environ.copy()
    private = {
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "TMPDIR": str(folder),
    }
    os.environ.update(KERNEL_ENVIRONMENT | private)
    tempfile.tempdir = None  # Python remembers the first answer, and the last run's folder is gone
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        tempfile.tempdir = None
