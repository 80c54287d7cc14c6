"""What a published report says about how it was made, and what only the operator may see."""

import hashlib
import hmac
import json
import secrets
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sikkerby_eval import __version__
from sikkerby_eval.report import ReportError
from sikkerby_eval.report.build.parameters import FILES, FOLDERS, FOR_THE_BUILD

LIBRARIES = ("pandas", "numpy", "scipy", "statsmodels", "matplotlib", "babel", "papermill", "nbconvert")
UNGUESSABLE = 100_000  # bytes of registers: some thousand rows with the keys of persons in them
_PARTS = ("parameters", "files", "code", "libraries")
_PACKAGE = Path(__file__).parents[2]


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


@cache
def library_versions() -> dict[str, str]:
    """Give the versions of Python and of the libraries that numbers and pages depend on."""
    return {"python": "{}.{}".format(*sys.version_info)} | {name: version(name) for name in LIBRARIES}


def code_digests(notebook: Mapping) -> dict[str, str]:
    """Say which code a report is made with: the package's version, its source and the notebook's."""
    return {"package": __version__, "library": library_digest(), "notebook": notebook_digest(notebook)}


def digest(content: bytes) -> str:
    """Hash bytes that are public anyway."""
    return hashlib.sha256(content).hexdigest()


def plain_digests(place: Path) -> dict[str, str]:
    """Hash a file, or every file of a folder but its README, by its name there; for the operator's eyes only."""
    return {name: digest(file.read_bytes()) for name, file in _delivered(place).items()}


def _delivered(place: Path) -> dict[str, Path]:
    if place.is_file():
        return {place.name: place}
    found = {file.relative_to(place).as_posix(): file for file in place.rglob("*") if file.is_file()}
    return {name: found[name] for name in sorted(found) if found[name].name != "README.md"}


def keyed_digests(deliveries: Mapping[str, str], key: bytes) -> list[str]:
    """Turn plain digests into ones that may be published.

    A plain hash of a small delivery can be guessed, one with a key cannot. Names of files stay private; the order is
    theirs.
    """
    return [hmac.new(key, f"{name}\0{plain}".encode(), "sha256").hexdigest() for name, plain in deliveries.items()]


def key_of(deliveries: Mapping[str, str], places: Iterable[Path], private: Path) -> bytes:
    """Find the key to the published digests: the deliveries together, where they are large enough to be a secret.

    So two people with the same deliveries publish the same digests, and nobody who lacks one of the files can try
    guesses at another. Deliveries that could be guessed whole get the operator's own secret instead, made once and
    kept in the private folder; it has to go along for another person to get the same digests.
    """
    return known_key(deliveries, places, private) or _new_key(private)


def known_key(deliveries: Mapping[str, str], places: Iterable[Path], private: Path) -> bytes | None:
    """Find the key as ``key_of`` does, and make none: None where the operator's own is needed and is not there.

    Raises
    ------
    ReportError
        If the operator's own key cannot be read.
    """
    if sum(file.stat().st_size for place in places for file in _delivered(place).values()) >= UNGUESSABLE:
        return hashlib.sha256(json.dumps(dict(deliveries)).encode()).digest()
    file = private / "key"
    try:
        return bytes.fromhex(file.read_text(encoding="ascii")) if file.exists() else None
    except (OSError, ValueError):
        raise ReportError(
            "Den private nøgle (filen key) kan ikke læses. Læg den rette tilbage, eller slet den: så laves en ny.",
            "The private key (the file key) cannot be read. Put the right one back, or delete it to get a new one.",
        ) from None


def _new_key(private: Path) -> bytes:
    file = private / "key"
    file.touch(mode=0o600)
    file.write_text(secrets.token_hex(32), encoding="ascii")
    return bytes.fromhex(file.read_text(encoding="ascii"))


def public_manifest(
    *,
    kind: str,
    title: str,
    parameters: Mapping,
    code: Mapping[str, str],
    facts: Mapping,
    inputs: list[str],
    files: Mapping[str, bytes],
) -> dict:
    """Say how a report was made, without times of day, machine names, paths or anything that counts persons."""
    given = {name: parameters[name] for name in FOLDERS + FILES if parameters.get(name)}
    shown = {name: value if value == "demonstration" else "leveret" for name, value in given.items()}
    return {
        "kind": kind,
        "title": title,
        "parameters": {name: value for name, value in (dict(parameters) | shown).items() if name != FOR_THE_BUILD},
        "code": dict(code),
        "libraries": library_versions(),
        **facts,
        "inputs": inputs,
        "files": {name: digest(content) for name, content in sorted(files.items())},
    }


def written(manifest: Mapping) -> bytes:
    """Write a manifest the same way every time."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(file: Path) -> dict:
    """Read a manifest.

    Raises
    ------
    ReportError
        If it is not there or is not one.
    """
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        complete = isinstance(found["title"], str) and all(isinstance(found[part], dict) for part in _PARTS)
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        complete = False
    if not complete:
        name = f"{file.parent.name}/{file.name}"
        raise ReportError(
            f"{name} kan ikke læses. Slet mappen, eller lav rapporten igen.",
            f"{name} cannot be read. Delete the folder, or make the report again.",
        )
    return found


def published_folders(out: Path) -> Iterable[Path]:
    """Find every published report below an output folder, in the order of their places."""
    return sorted(file.parent for file in out.rglob("manifest.json") if not file.parent.name.startswith("."))
