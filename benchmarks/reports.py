"""Making reports: what a user would do today against ``sikkerby batch``, as ratios measured in one run.

The opponent is the shell loop ``papermill … ; jupyter nbconvert --to html --no-input …`` over the same notebook and
the same parameter files, three rounds, medians. Usage: ``python benchmarks/reports.py [REPORTS] [ROUNDS]``.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def main() -> None:
    """Print seconds and ratios for the shell loop, one report at a time, and two at a time."""
    reports, rounds = (int(given) for given in (sys.argv[1:] + ["6", "3"][len(sys.argv) - 1 :])[:2])
    files = sorted((ROOT / "params").glob("*.yaml"))[-reports:]
    ways = {
        "shell loop: papermill, then nbconvert": shell_loop,
        "sikkerby batch --jobs 1": lambda files, out: batch(files, out, 1),
        "sikkerby batch --jobs 2": lambda files, out: batch(files, out, 2),
    }
    seconds = {way: [] for way in ways}
    for _ in range(rounds):
        for way, make in ways.items():
            with tempfile.TemporaryDirectory() as folder:
                start, spent = time.perf_counter(), os.times()
                make(files, Path(folder) / "reports")
                now = os.times()
                processor = now.children_user + now.children_system - spent.children_user - spent.children_system
                seconds[way].append((time.perf_counter() - start, processor))
                made = [page.read_text("utf-8").count("<img") for page in Path(folder).glob("reports/20*/index.html")]
            if len(made) != len(files) or not all(made):
                sys.exit(f"{way}: images per page {made}: a fast way that loses figures is no way")
    print(f"{len(files)} reports, median of {rounds} rounds{'wall':>14} {'processor':>17}")
    first = _medians(seconds["shell loop: papermill, then nbconvert"])
    for way, taken in seconds.items():
        columns = (f"{took:7.1f} s {base / took:4.1f} ×" for took, base in zip(_medians(taken), first, strict=True))
        print(f"{way:40s} {'  '.join(columns)}")
    print(f"{'sikkerby --help':45s} {command_time('--help'):6.2f} s")
    print(f"{'sikkerby report 1850 (refused)':45s} {command_time('report', '1850'):6.2f} s")


def _medians(taken: list[tuple[float, float]]) -> list[float]:
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def shell_loop(files: list[Path], out: Path) -> None:
    """Run the stock commands; its pages are made by JupyterLab's template."""
    notebook = ROOT / "notebooks" / "effektrapport.ipynb"
    for file in files:
        folder = out / file.stem
        folder.mkdir(parents=True)
        ran = folder / "ran.ipynb"
        run([BIN / "papermill", notebook, ran, "-f", file])
        run([BIN / "jupyter", "nbconvert", "--to", "html", "--no-input", "--output", "index", ran])


def run(command: list) -> None:
    """Run a command, and stop with the end of what it said if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed:\n{done.stderr[-500:]}")


def batch(files: list[Path], out: Path, jobs: int) -> None:
    """Run our own command on the same files."""
    command = [BIN / "sikkerby", "batch", *files, "--jobs", str(jobs), "--out", out]
    run(command)


def command_time(*arguments: str) -> float:
    """Take the median of five runs of a command that makes nothing."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([BIN / "sikkerby", *arguments], capture_output=True, cwd=ROOT, check=False)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
