"""Jupyter's own libraries, imported in the one order that does not cost a second for nothing.

With JupyterLab installed, ``jsonschema`` compiles a grammar of web addresses in every process that imports
``nbformat``. No Jupyter schema uses that format, so the grammar is hidden while nbformat is imported.
"""

import sys

_GRAMMAR = "rfc3987_syntax"
_hidden = _GRAMMAR not in sys.modules
if _hidden:
    sys.modules[_GRAMMAR] = None

import nbformat  # noqa: E402
from nbconvert.exporters.templateexporter import TemplateExporter  # noqa: E402
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath  # noqa: E402
from nbformat import NotebookNode  # noqa: E402
from papermill.exceptions import PapermillExecutionError  # noqa: E402
from papermill.execute import execute_notebook  # noqa: E402

if _hidden:
    del sys.modules[_GRAMMAR]

__all__ = [
    "IPythonRenderer",
    "MarkdownWithMath",
    "NotebookNode",
    "PapermillExecutionError",
    "TemplateExporter",
    "execute_notebook",
    "nbformat",
]
