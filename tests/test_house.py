"""The house itself: imports only point down, dependencies agree, notebooks are thin, nothing private is named."""

import ast
import itertools
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "sikkerby_eval"
FLOORS = {"data": 0, "metrics": 1, "judge": 2, "report": 3, "cli": 4}
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
IMPORT_NAMES = {"pyyaml": "yaml", "beautifulsoup4": "bs4"}


def _modules():
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _imported(module, path):
    """Names of the project's modules that a file imports, at top level or inside functions."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*base, node.module] if node.module else base)
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def _arrows():
    modules = _modules()
    return {
        (module, target)
        for module, path in modules.items()
        for target in _imported(module, path)
        if target in modules and target != module
    }


def _floor(module):
    parts = module.split(".")
    return FLOORS[parts[1]] if len(parts) > 1 else -1


def test_imports_point_down():
    up = [f"{source} -> {target}" for source, target in _arrows() if _floor(target) > _floor(source)]
    assert up == []


def test_data_and_metrics_know_nothing_of_each_other():
    across = [
        f"{source} -> {target}"
        for source, target in _arrows()
        if {_floor(source), _floor(target)} == {FLOORS["data"], FLOORS["metrics"]}
    ]
    assert across == []


def test_imports_make_no_circle():
    pending = {module: set() for module in _modules()}
    for source, target in _arrows():
        if not source.startswith(f"{target}."):
            pending[source].add(target)
    while free := {module for module, targets in pending.items() if not targets & pending.keys()}:
        pending = {module: targets for module, targets in pending.items() if module not in free}
    assert pending == {}


def test_every_third_party_import_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        IMPORT_NAMES.get(name, name.replace("-", "_"))
        for dependency in [*project["dependencies"], *itertools.chain(*project["optional-dependencies"].values())]
        for name in [re.match(r"[A-Za-z0-9_.-]+", dependency)[0]]
    }
    used = {target.split(".")[0] for module, path in _modules().items() for target in _imported(module, path)}
    assert used - set(sys.stdlib_module_names) - declared - {"sikkerby_eval"} == set()


def _locked(name):
    text = (ROOT / "lock" / name).read_text(encoding="utf-8")
    pins = {}
    for line in text.splitlines():
        if found := re.match(r"([A-Za-z0-9_.-]+)==([^ ;\\]+)", line):
            pins.setdefault(found[1], set()).add(found[2])
    return pins, text


def _direct(group=None):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    chosen = project["dependencies"] + ([] if group == "run" else list(itertools.chain(*extras.values())))
    return {re.match(r"[A-Za-z0-9_.-]+", dependency)[0] for dependency in chosen}


def test_project_lock_files_and_environment_agree():
    everything, _ = _locked("all.txt")
    running, _ = _locked("run.txt")
    assert _direct() <= everything.keys()
    assert _direct("run") <= running.keys()
    assert {name: versions for name, versions in running.items() if versions != everything[name]} == {}
    conda = dict(re.findall(r"^ +- ([a-z0-9_-]+)==?([^\s]+)$", (ROOT / "environment.yml").read_text("utf-8"), re.M))
    assert conda.pop("python") == "3.11"
    assert conda.keys() == _direct()
    assert {name: version for name, version in conda.items() if version not in everything[name]} == {}


@pytest.mark.parametrize("name", ["all.txt", "run.txt"])
def test_lock_files_name_hashes_and_no_address(name):
    pins, text = _locked(name)
    assert "://" not in text
    assert text.count("==") == sum(len(versions) for versions in pins.values()) + text.count("== '")
    assert text.count("--hash=sha256:") >= len(pins)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_thin_and_stripped(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in code) == 1
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == []
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    tree = ast.parse("\n".join("".join(cell["source"]) for cell in code))
    machinery = (ast.FunctionDef, ast.ClassDef, ast.Try, ast.While, ast.Lambda, ast.With)
    assert [type(node).__name__ for node in ast.walk(tree) if isinstance(node, machinery)] == []


def test_no_file_is_two_rooms():
    """A file that passes about 300 lines is two files."""
    lines = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {name: count for name, count in lines.items() if count > 330} == {}


def test_no_path_of_a_machine_and_no_registry_is_named():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    written = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".ipynb", ".csv", ""}
    private = re.compile(
        "/wo" + "rk/(main|shared)|/home/[a-z]|/ro" + "ot/|files.python" + "hosted|pypi.o" + "rg/simple"
    )
    names = [name for name in listed.split("\0") if name and Path(name).suffix in written and (ROOT / name).is_file()]
    assert [name for name in names if private.search((ROOT / name).read_text("utf-8", errors="ignore"))] == []
