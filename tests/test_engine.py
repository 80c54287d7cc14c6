"""The fast way of running a notebook against the stock one: papermill with a kernel is the authority, byte for byte.

A fast way that loses figures is no way, so images are counted as well.
"""

import json
import multiprocessing
from pathlib import Path

import papermill
import pytest

from sikkerby_eval.data import demo
from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.environment import surroundings
from sikkerby_eval.report.build.plan import APART, Request, make_plan
from sikkerby_eval.report.build.report import parameters_for_cells
from sikkerby_eval.report.build.run import run_notebook
from sikkerby_eval.report.build.source import KINDS, notebooks_there

ROOT = Path(__file__).parents[1]
FROM_REGISTERS = ("noegletal", "urolige_omraader", "portefoelje")
THERE = [kind for kind in KINDS if (ROOT / "notebooks" / f"{kind}.ipynb").is_file()]
PARAMETERS = 'aar: int = 2014  # året\nlanguage: str = "da"  # da eller en'
SHOWN = [
    "import matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd",
    "from IPython.display import HTML, display",
    "plt.plot([1, 3, 2])\nplt.title(f'År {aar}')",
    "for place in range(3):\n    plt.figure()\n    plt.bar([1, 2], [place, 2])",
    "figure, axes = plt.subplots()\naxes.plot([1, 2])\nplt.close(figure)\nfigure",
    "pd.DataFrame({'a': [1.5, None], 'b': ['æ', '<b>']})",
    "display(HTML('<p>en</p>'))\nprint('to')\ndisplay(HTML('<p>tre</p>'))\n4",
    "handle = display(HTML('<p>gammel</p>'), display_id='x')",
    "handle.update(HTML('<p>ny</p>'))",
    "from IPython.display import clear_output\nprint('væk')\nclear_output()\nprint('tilbage')",
    "import sys\nprint('fejlkanal', file=sys.stderr)\n_ = 7;",
    "import asyncio\nawait asyncio.sleep(0)\nsorted({'b', 'a', 'ø'}), list({'b', 'a', 'ø', 'æ'})",
    "%matplotlib inline\nplt.scatter([1], [1]);",
    "_, Out[12] if 12 in Out else None, __name__, np.random.default_rng(1).random()",
]


def notebook(*cells: str) -> dict:
    made = [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": PARAMETERS}]
    made += [{"cell_type": "code", "metadata": {"tags": []}, "source": cell} for cell in cells]
    plain = [each | {"id": f"c{number}", "outputs": [], "execution_count": None} for number, each in enumerate(made)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": plain, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def run_here(given: dict, parameters: dict, folder: Path) -> dict | str:
    folder.mkdir(exist_ok=True)
    try:
        return json.loads(json.dumps(run_notebook(given, parameters, folder=folder)))
    except ReportError as error:
        return str(error)


def fast(given: dict, parameters: dict, folder: Path) -> dict | str:
    """Run in a process of its own, as every report is."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["sikkerby_eval.report.build.warm"])
    with surroundings(), context.Pool(1) as pool:
        return pool.apply(run_here, (given, parameters, folder / "hurtig"))


def stock(given: dict, parameters: dict, folder: Path) -> dict:
    file = folder / "stock.ipynb"
    file.write_text(json.dumps(given), encoding="utf-8")
    with surroundings():
        ran = papermill.execute_notebook(file, None, parameters, progress_bar=False, cwd=folder, kernel_name="python3")
    return json.loads(json.dumps(ran))


def outputs(ran: dict) -> list[tuple]:
    return [(cell.get("execution_count"), cell.get("outputs")) for cell in ran["cells"] if cell["cell_type"] == "code"]


def images(ran: dict) -> int:
    return json.dumps(outputs(ran)).count("image/") + json.dumps(outputs(ran)).count("<img")


@pytest.fixture(scope="module")
def delivery(tmp_path_factory):
    folder = tmp_path_factory.mktemp("levering") / "opdigtet"
    demo.write(folder, persons=5000, seed=3)
    return folder


@pytest.mark.parametrize(("kind", "given"), [(kind, "levering" if kind in FROM_REGISTERS else "") for kind in THERE])
def test_every_kind_of_report_has_the_outputs_of_a_stock_run(tmp_path, delivery, kind, given):
    source = ROOT / "notebooks" / f"{kind}.ipynb"
    declared = notebooks_there(source.parent)[kind].declared
    asked = {"registre": str(delivery) if given else "", "udtraek": "", "language": "da"}
    asked |= {name: 1 for name in APART if name in declared}
    plan = make_plan(Request(2012, kind, tuple(asked.items()), source.parent, ROOT / "params", tmp_path / "reports"))
    parameters = parameters_for_cells(plan)
    quick, slow = (way(plan.notebook, parameters, tmp_path) for way in (fast, stock))
    assert outputs(quick) == outputs(slow)
    assert images(quick) == images(slow)
    assert images(quick) or kind in ("indikator", "kalender")


def test_everything_that_a_cell_can_show_is_as_in_a_stock_kernel(tmp_path):
    given = notebook(*SHOWN)
    quick, slow = (way(given, {"aar": 2012}, tmp_path) for way in (fast, stock))
    for cell, (ours, theirs) in zip(SHOWN, zip(outputs(quick)[2:], outputs(slow)[2:], strict=True), strict=True):
        assert ours == theirs, cell
    assert images(quick) == images(slow) == 6


def test_a_warning_and_a_print_past_python_reach_the_notebook(tmp_path):
    """Both stop a page, so neither may be lost; where a kernel's own process number stands in the text, ours does."""
    ran = fast(
        notebook("import warnings; warnings.warn('ak')", "import os; os.system('echo uden om')"),
        {"aar": 2012},
        tmp_path,
    )
    warned, printed = (cell["outputs"] for cell in ran["cells"][-2:])
    assert [(output["name"], "UserWarning: ak" in output["text"]) for output in warned] == [("stderr", True)]
    assert {"output_type": "stream", "name": "stdout", "text": "uden om\n"} in printed


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("{}['person-4711']", "Celle 2 standsede med fejlen KeyError. Intet er udgivet."),
        ("1 +", "Celle 2 standsede med fejlen SyntaxError. Intet er udgivet."),
        ("import sys; sys.exit()", "Celle 2 standsede med fejlen SystemExit. Intet er udgivet."),
        ("exit()", "Celle 2 standsede med fejlen AttributeError. Intet er udgivet."),
        ("%findes_ikke", "Celle 2 standsede med fejlen UsageError. Intet er udgivet."),
        ("raise KeyboardInterrupt", "Celle 2 standsede med fejlen KeyboardInterrupt. Intet er udgivet."),
        (
            "class Bad:\n    def _repr_html_(self): raise ValueError('person-4711')\nBad()",
            "Celle 2 standsede med fejlen ValueError. Intet er udgivet.",
        ),
        (
            "from sikkerby_eval.judge.disclosure.publication import DisclosureError\nraise DisclosureError('4711')",
            "Celle 2 standsede med fejlen DisclosureError. Intet er udgivet.\nTallene kan ikke vises sammen, uden at "
            "de tilbageholdte kan regnes ud. Lav rapporten med færre eller bredere områder, aldre eller år, eller uden "
            "registre.",
        ),
        (
            "import matplotlib.pyplot as plt\nplt.plot([1])[0].set_path_effects([7])",
            "Celle 2 standsede med fejlen AttributeError. Intet er udgivet.",
        ),
    ],
)
def test_a_cell_that_fails_is_named_and_its_values_are_not(tmp_path, cell, says):
    """Also where a stock run would only lose the figure, and where the cell leaves Python as if all were well."""
    told = fast(notebook(cell, "1"), {"aar": 2012}, tmp_path)
    assert told == says
