"""Putting a finished page in place in one step, so that a reader sees the old report or the new one, never half.

The page is built in a private folder beside the output. Only when everything is ready is it copied into a hidden
sibling of its place and exchanged with the old one by a single rename.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path

from sikkerby_eval.report import ReportError

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


def place_within(out: Path, *parts: str) -> Path:
    """Name a folder inside the output folder, and refuse one that would end up outside it.

    Raises
    ------
    ReportError
        If a part is not a plain name, or a link leads out of the output folder.
    """
    root = out.resolve()
    place = root.joinpath(*parts)
    plain = all(part and part not in (".", "..") and Path(part).name == part and "\\" not in part for part in parts)
    if not plain or not place.resolve().is_relative_to(root) or place.is_symlink():
        raise ReportError("Rapportens plads ligger uden for udgivelsesmappen. Intet er udgivet.")
    return place


def private_folder(out: Path) -> Path:
    """Name the private folder that belongs to an output folder: ``build/<name>`` beside it, for its owner only."""
    folder = out.resolve().parent / "build" / out.resolve().name
    with _disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    return folder


@contextlib.contextmanager
def only_one(lock: Path, *, wait: bool = False):
    """Hold a lock for as long as the block runs; a killed run lets go of it by itself.

    Raises
    ------
    ReportError
        If another run holds the lock and ``wait`` is false.
    """
    with _disk_errors(lock):
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = lock.open("a+b")
    with handle:
        if not _locked(handle, wait):
            raise ReportError("En anden kørsel er i gang med den samme rapport. Vent, til den er færdig.")
        yield


@contextlib.contextmanager
def workplace(private: Path):
    """Lend a fresh private folder for one run, and remove it afterwards."""
    with _disk_errors(private):
        folder = Path(tempfile.mkdtemp(prefix="run-", dir=private))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(finished: Path, place: Path) -> None:
    """Replace a published folder by a finished one in one step.

    Parameters
    ----------
    finished
        Folder with every file of the new report.
    place
        Where readers find it.

    Raises
    ------
    ReportError
        If the disk is full or the folder may not be written; the published bytes are then untouched.
    """
    with _disk_errors(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        try:
            for file in sorted(finished.iterdir()):
                _copy(file, beside / file.name)
            beside.chmod(0o755)
            _exchange(beside, place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def write_file(target: Path, content: bytes) -> None:
    """Replace one file in one step."""
    with _disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    with target.open("wb") as file:
        file.write(source.read_bytes())
        file.flush()
        os.fsync(file.fileno())


def _exchange(new: Path, place: Path) -> None:
    """Swap two folders by one system call where there is one; elsewhere by two renames, undone if the second fails."""
    if not place.exists():
        new.rename(place)
        return
    if sys.platform == "linux":
        rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if rename and rename(_HERE, os.fsencode(new), _HERE, os.fsencode(place), _EXCHANGE) == 0:
            return
    aside = new.with_name(f"{new.name}-old")
    place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _locked(handle, wait: bool) -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        mode = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK
        attempt = lambda: msvcrt.locking(handle.fileno(), mode, 1)  # noqa: E731
    else:
        import fcntl  # noqa: PLC0415

        mode = fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB
        attempt = lambda: fcntl.flock(handle, mode)  # noqa: E731
    try:
        attempt()
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
        reason = {
            errno.ENOSPC: "disken er fuld",
            errno.EDQUOT: "disken er fuld",
            errno.EACCES: "der er ikke skriveadgang",
            errno.EPERM: "der er ikke skriveadgang",
            errno.EROFS: "der er ikke skriveadgang",
        }.get(error.errno, error.strerror or "ukendt fejl")
        raise ReportError(f"Kan ikke skrive til {where.name}: {reason}. Intet er udgivet.") from None
