"""The same surroundings for every run on every machine, so that the same input gives the same bytes."""

import contextlib
import os
import sys
import tempfile
import warnings
from pathlib import Path

EVERYWHERE = {
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MATPLOTLIBRC": str(Path(__file__).with_name("template") / "matplotlibrc"),
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
_PRIVATE = {"IPYTHONDIR": "ipython", "JUPYTER_RUNTIME_DIR": "runtime", "TMPDIR": ""}


@contextlib.contextmanager
def surroundings(folder: Path | None = None):
    """Set the environment while a block runs; with a private folder, temporary files and IPython's stay in it."""
    before = os.environ.copy()
    private = {name: str(folder / part) for name, part in _PRIVATE.items()} if folder else {}
    os.environ.update(EVERYWHERE | private)
    tempfile.tempdir = None  # Python remembers the first answer, and the last run's folder is gone
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        tempfile.tempdir = None


def forget_habits() -> None:
    """Take back what a person's own Python sets in matplotlib and pandas as it starts: it must not change a byte."""
    if drawing := sys.modules.get("matplotlib"):
        drawing.rc_file(EVERYWHERE["MATPLOTLIBRC"])
    if frames := sys.modules.get("pandas"):
        with warnings.catch_warnings(action="ignore"):  # options that are about to go
            frames.reset_option("all")


@contextlib.contextmanager
def without(*modules: str):
    """Hide modules that a library would load if it can and does without if it cannot, while it is imported."""
    unused = {name: None for name in modules if name not in sys.modules}
    sys.modules.update(unused)
    try:
        yield
    finally:
        for name in unused:
            del sys.modules[name]
