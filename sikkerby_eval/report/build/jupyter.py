"""Jupyter's own libraries, imported without what they would bring along and nobody uses here.

With JupyterLab installed, ``jsonschema`` compiles a grammar of web addresses in every process that imports
``nbformat``, and papermill loads Arrow's file systems. No Jupyter schema uses the one, and our notebooks are plain
files, so both are hidden while these libraries are imported: about half the time.
"""

from sikkerby_eval.report.build.environment import without

with without("rfc3987_syntax", "isoduration", "pyarrow.fs"):
    import nbformat
    from nbclient import NotebookClient
    from nbconvert.exporters.templateexporter import TemplateExporter
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
    from nbformat import NotebookNode
    from papermill.engines import Engine, papermill_engines
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import execute_notebook

__all__ = [
    "Engine",
    "IPythonRenderer",
    "MarkdownWithMath",
    "NotebookClient",
    "NotebookNode",
    "PapermillExecutionError",
    "TemplateExporter",
    "execute_notebook",
    "nbformat",
    "papermill_engines",
]
