"""What a published report says about how it was made, and what only the operator may see."""

import hashlib
import hmac
import json
import platform
import re
import secrets
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sikkerby_eval import __version__

LIBRARIES = ("pandas", "numpy", "scipy", "statsmodels", "matplotlib", "babel", "papermill", "nbconvert")
_PACKAGE = Path(__file__).parents[1]


@cache
def library_digest() -> str:
    """Hash the library's source: every file of the package, its reference data and its page template."""
    total = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*"), key=lambda file: file.relative_to(_PACKAGE).as_posix()):
        if file.is_file() and "__pycache__" not in file.parts:
            total.update(f"{file.relative_to(_PACKAGE).as_posix()}\0".encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def notebook_digest(notebook: Mapping) -> str:
    """Hash what a notebook does: kind, tags and source of each cell; names of cells and outputs do not count."""
    cells = [
        (cell["cell_type"], sorted(cell["metadata"].get("tags", [])), "".join(cell["source"]))
        for cell in notebook["cells"]
    ]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def digest(content: bytes) -> str:
    """Hash bytes that are public anyway."""
    return hashlib.sha256(content).hexdigest()


def input_digests(folder: Path | None, key: bytes) -> tuple[list[str], dict[str, str]]:
    """Hash every file of a data folder twice: keyed for the public, plain for the operator.

    Parameters
    ----------
    folder
        The deliveries, or nothing where a report reads none.
    key
        The operator's secret. A plain hash of a small delivery can be guessed, a keyed one cannot.

    Returns
    -------
    list of str, dict of str
        Keyed digests in the order of the files' names (the names stay private); name to plain digest.
    """
    if folder is None:
        return [], {}
    files = sorted(
        (file for file in folder.rglob("*") if file.is_file()), key=lambda file: file.relative_to(folder).as_posix()
    )
    private = {file.relative_to(folder).as_posix(): digest(file.read_bytes()) for file in files}
    public = [hmac.new(key, f"{name}\0{plain}".encode(), "sha256").hexdigest() for name, plain in private.items()]
    return public, private


def operator_key(private: Path) -> bytes:
    """Read the operator's secret, made once and kept in the private folder."""
    file = private / "key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32), encoding="ascii")
    return bytes.fromhex(file.read_text(encoding="ascii"))


def public_manifest(
    *,
    kind: str,
    title: str,
    parameters: Mapping,
    notebook: str,
    facts: Mapping,
    inputs: list[str],
    files: Mapping[str, bytes],
) -> dict:
    """Say how a report was made, without times of day, machine names, paths or anything that counts persons."""
    registers = parameters.get("registre", "")
    shown = {"registre": registers if registers in ("", "demonstration") else "leveret"} if registers else {}
    return {
        "kind": kind,
        "title": title,
        "parameters": dict(parameters) | shown,
        "code": {"package": __version__, "library": library_digest(), "notebook": notebook},
        "libraries": {"python": re.match(r"\d+\.\d+", platform.python_version())[0]}
        | {name: version(name) for name in LIBRARIES},
        **facts,
        "inputs": inputs,
        "files": {name: digest(content) for name, content in sorted(files.items())},
    }


def written(manifest: Mapping) -> bytes:
    """Write a manifest the same way every time."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(folder: Path) -> dict:
    """Read the manifest that stands beside a published page."""
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def published_folders(out: Path) -> Iterable[Path]:
    """Find every published report below an output folder, in the order of their places."""
    return sorted(file.parent for file in out.rglob("manifest.json") if not file.parent.name.startswith("."))
