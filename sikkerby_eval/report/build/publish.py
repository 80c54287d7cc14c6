"""Putting a finished page in place in one step, so that a reader sees the old report or the new one, never half.

The page is built in a private folder beside the output. Only when everything is ready is it copied into a hidden
sibling of its place and exchanged with the old one by a single rename. Names of unfinished work are fixed, so that the
next run clears away what a killed one left.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from sikkerby_eval.report import ReportError

PATIENCE = 3.0  # seconds in which the processes of a killed run are gone
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD
_FULL = "disken er fuld", "the disk is full"
_CLOSED = "der er ikke skriveadgang", "there is no permission to write"
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EROFS: _CLOSED,
}


def place_within(out: Path, *parts: str) -> Path:
    """Name a folder inside the output folder.

    Raises
    ------
    ReportError
        If a part is not a plain name, or a link on the way leads elsewhere.
    """
    root = out.resolve()
    place = root.joinpath(*parts)
    plain = all(part not in ("", ".", "..") and not set(part) & set("/\\:\0") for part in parts)
    if not plain or place.resolve() != place or place == root:
        raise ReportError(
            "Rapportens plads ligger uden for udgivelsesmappen. Intet er udgivet.",
            "The place of the report lies outside the output folder. Nothing is published.",
        )
    return place


def private_folder(out: Path) -> Path:
    """Make the private folder that belongs to an output folder: ``build/<name>`` beside it, for its owner only."""
    folder = out.resolve().parent / "build" / out.resolve().name
    with _disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    return folder


@contextlib.contextmanager
def only_one(lock: Path, *, wait: bool = False):
    """Hold a lock for as long as the block runs; a killed run lets go of it by itself, within a moment.

    Raises
    ------
    ReportError
        If another run holds the lock and ``wait`` is false.
    """
    with _disk_errors(lock):
        handle = lock.open("ab")
    with handle:
        last = time.monotonic() + PATIENCE
        while not (held := _locked(handle, wait)) and time.monotonic() < last:
            time.sleep(0.05)
        if not held:
            raise ReportError(
                "En anden kørsel er i gang med den samme rapport. Vent, til den er færdig.",
                "Another run is making the same report. Wait until it is done.",
            )
        yield


@contextlib.contextmanager
def workplace(folder: Path):
    """Lend an empty private folder for one run, and remove it afterwards."""
    with _disk_errors(folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def only_run(out: Path, name: str):
    """Lend a report's private folder to one run at a time; what a killed run left there is gone."""
    private = private_folder(out)
    with only_one(private / f"{name}.lock"), workplace(private / f"{name}.work") as work:
        yield work


def put_in_place(files: Mapping[str, bytes], place: Path) -> None:
    """Replace a published folder by a finished one in one step.

    Parameters
    ----------
    files
        Name to content of every file of the new report.
    place
        The folder where readers find it.

    Raises
    ------
    ReportError
        If the disk is full or the folder may not be written; the published bytes are then untouched.
    """
    new, old = place.with_name(f".{place.name}.new"), place.with_name(f".{place.name}.old")
    with _disk_errors(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        if old.exists() and not place.exists():
            old.rename(place)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o755)
        try:
            for name, content in files.items():
                _write(new / name, content)
            _exchange(new, place, old)
        finally:
            shutil.rmtree(new, ignore_errors=True)
            if place.exists():
                shutil.rmtree(old, ignore_errors=True)


def write_file(target: Path, content: bytes) -> None:
    """Replace one file in one step."""
    new = target.with_name(f".{target.name}.new")
    with _disk_errors(target):
        try:
            _write(new, content)
            new.replace(target)
        finally:
            new.unlink(missing_ok=True)


def _write(target: Path, content: bytes) -> None:
    with target.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _exchange(new: Path, place: Path, old: Path) -> None:
    """Swap two folders by one system call where there is one; elsewhere by two renames, undone if the second fails."""
    if not place.exists():
        new.rename(place)
        return
    if sys.platform == "linux":
        rename = getattr(ctypes.CDLL(None), "renameat2", None)
        if rename and rename(_HERE, os.fsencode(new), _HERE, os.fsencode(place), _EXCHANGE) == 0:
            return
    place.rename(old)
    try:
        new.rename(place)
    except OSError:
        old.rename(place)
        raise


def _locked(handle, wait: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


@contextlib.contextmanager
def _disk_errors(where: Path):
    try:
        yield
    except OSError as error:
        otherwise = (error.strerror or "ukendt fejl", error.strerror or "unknown error")
        reason, english = _REASONS.get(error.errno, otherwise)
        raise ReportError(
            f"Kan ikke skrive til {where.name}: {reason}. Intet er udgivet.",
            f"Cannot write to {where.name}: {english}. Nothing is published.",
        ) from None
