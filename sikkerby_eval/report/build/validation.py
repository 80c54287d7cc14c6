"""The page ``docs/validering.md``: the notebook of published results, run by our runner, its numbers as text.

python -m sikkerby_eval.report.build.validation    writes the page anew; wants the extra ``validation``
"""

import json
import tempfile
from pathlib import Path

from sikkerby_eval.report.build.run import run_notebook

ROOT = Path(__file__).parents[3]
NOTEBOOK = ROOT / "notebooks" / "udforskning" / "validering.ipynb"
PAGE = ROOT / "docs" / "validering.md"
MADE_FROM = (
    "Siden er lavet af `notebooks/udforskning/validering.ipynb` med `make docs`; ret den dér. "
    "Testene holder de to i takt."
)


def validation_page(notebook: Path = NOTEBOOK) -> str:
    """Run the notebook and give its text and its numbers as Markdown, without its code.

    Raises
    ------
    ReportError
        If a cell fails.
    """
    given = json.loads(notebook.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        ran = run_notebook(given, {"konfidens": 0.95}, folder=Path(folder), kernel=True)
    parts = []
    for cell in ran.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source.strip())
        else:
            parts += [_as_block(output) for output in cell.outputs if "data" in output]
    title, *rest = parts
    return "\n\n".join([title, MADE_FROM, *rest]) + "\n"


def _as_block(output) -> str:
    lines = output["data"]["text/plain"].split("\n")
    return "\n".join(["```text", *(line.rstrip() for line in lines), "```"])


if __name__ == "__main__":
    PAGE.write_text(validation_page(), encoding="utf-8")
