"""Jupyter's own libraries, imported without what they would bring along and nobody uses here.

With JupyterLab installed, ``jsonschema`` compiles a grammar of web addresses in every process that imports
``nbformat``, and papermill loads Arrow's file systems. No Jupyter schema uses the one, and our notebooks are plain
files, so both are hidden while these libraries are imported: about half the time.
"""

import sys

_unused = {name: None for name in ("rfc3987_syntax", "isoduration", "pyarrow.fs") if name not in sys.modules}
sys.modules.update(_unused)

import nbformat  # noqa: E402
from nbconvert.exporters.templateexporter import TemplateExporter  # noqa: E402
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath  # noqa: E402
from nbformat import NotebookNode  # noqa: E402
from papermill.exceptions import PapermillExecutionError  # noqa: E402
from papermill.execute import execute_notebook  # noqa: E402

for _name in _unused:
    del sys.modules[_name]

__all__ = [
    "IPythonRenderer",
    "MarkdownWithMath",
    "NotebookNode",
    "PapermillExecutionError",
    "TemplateExporter",
    "execute_notebook",
    "nbformat",
]
