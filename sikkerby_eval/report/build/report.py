"""From a plan to a published page, or to a message and untouched pages."""

import json
from collections.abc import Callable
from pathlib import Path

from sikkerby_eval.report.build import manifest, page, publish, revisions, rows_held
from sikkerby_eval.report.build.changes import made_of
from sikkerby_eval.report.build.earlier import as_issue, issues, registers_are_used, told_elsewhere
from sikkerby_eval.report.build.gate import refuse_faults, refuse_leaks
from sikkerby_eval.report.build.index import overview
from sikkerby_eval.report.build.jupyter import NotebookNode, nbformat
from sikkerby_eval.report.build.parameters import FOR_THE_BUILD
from sikkerby_eval.report.build.pdf import pdf_of
from sikkerby_eval.report.build.plan import Built, Plan
from sikkerby_eval.report.build.run import run_notebook


def build_report(plan: Plan, on_cell: Callable[[int, int], None] = lambda done, total: None) -> Built:
    """Make one report and put it in place.

    Parameters
    ----------
    plan
        What to make, checked.
    on_cell
        Told how far the notebook has run: finished cells, all cells.

    Raises
    ------
    ReportError
        If anything is wrong; what was published before is then untouched.
    """
    request, registers, name = plan.request, plan.folders.get("registre"), plan.name
    out = request.out.resolve()
    place = publish.place_within(out, *plan.parts)
    private = publish.private_folder(out)
    with publish.only_run(out, name) as work:
        made = made_of(plan)
        told, read = told_elsewhere(out, request.kind, plan.parameters) if registers_are_used(plan) else (b"", {})
        given = parameters_for_cells(plan) | _file_for_cells(plan, told, work)
        to_run = plan.notebook | {"cells": [*plan.notebook["cells"], rows_held.LAST_CELL]}
        executed = run_notebook(to_run, given, folder=work, kernel=request.kernel, on_cell=on_cell)
        executed.cells.pop()
        if request.keep_notebook:
            publish.write_file(private / f"{name}.ipynb", _plain_notebook(executed))
        front = page.with_finding(plan.front, executed)
        html = page.render_report(executed, front)
        refuse_faults(html, front.language, rows_held.read(work / rows_held.FILE))
        deliveries = {}
        for folder in plan.folders.values():
            deliveries |= manifest.plain_digests(folder)
        files = {"index.html": html.encode()}
        results = page.results_of_page(html)
        files |= {"results.csv": results} if results else {}
        files |= {"rapport.pdf": pdf_of(html, work)} if request.pdf else {}
        public = manifest.public_manifest(
            kind=request.kind,
            title=front.title,
            parameters=plan.parameters,
            code=plan.code,
            facts=page.facts_of_page(html),
            inputs=manifest.keyed_digests(deliveries, manifest.key_of(deliveries, plan.folders.values(), private)),
            files=files,
        )
        everything = files | {"manifest.json": manifest.written(public)}
        refuse_leaks(everything, _person_ids(registers))
        kept = public | {
            "given": [str(given) for given in plan.folders.values()],
            "deliveries": deliveries,
            "earlier": read,
            "made_of": made,
            "manifest": manifest.digest(everything["manifest.json"]),
        }
        issue = as_issue(place, public, results or b"")
        with publish.only_one(private / "index.lock", wait=True):
            index = overview(out, {place: public})
            changes = revisions.all_pages(issue, list(issues(out, plan.parameters, leave_out=place)))
            publish.put_in_place(everything | {revisions.NAME: changes.pop(place)}, place)
            for following, content in changes.items():
                publish.write_file(following / revisions.NAME, content)
            publish.write_file(private / f"{name}.json", manifest.written(kept))
            publish.write_file(out / "index.html", index)
    return Built(plan.page, None, public["verdicts"], len(files["index.html"]))


def _file_for_cells(plan: Plan, told: bytes, work: Path) -> dict:
    if not told or FOR_THE_BUILD not in plan.parameters:
        return {}
    publish.write_file(work / "tidligere.csv", told)
    return {FOR_THE_BUILD: str(work / "tidligere.csv")}


def parameters_for_cells(plan: Plan) -> dict:
    """Give the cells, which work in a private folder, every data folder as a full path."""
    return plan.parameters | {name: str(folder) for name, folder in plan.folders.items()}


def _person_ids(registers: Path | None) -> set[str]:
    if not registers:
        return set()
    from sikkerby_eval.report.build.delivered_ids import person_ids  # noqa: PLC0415  pandas, only where a register is read

    return person_ids(registers)


def _plain_notebook(executed: NotebookNode) -> bytes:
    """Write an executed notebook without times, paths and random names."""
    plain = json.loads(nbformat.writes(executed))
    plain["metadata"].pop("papermill", None)
    for number, cell in enumerate(plain["cells"]):
        cell["id"] = f"celle-{number}"
        cell["metadata"] = {"tags": cell["metadata"].get("tags", [])}
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
