"""Making reports: what a user would do today against ``sikkerby batch``, as ratios measured in one run.

The opponent is the shell loop ``papermill … ; jupyter nbconvert --to html --no-input …`` over the same notebook and
the same parameter files. Every way is timed in every round, one after the other, and a ratio is the median of the
rounds' own ratios. Usage: ``python benchmarks/reports.py [REPORTS] [ROUNDS]``.
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
OURS = [sys.executable, "-m", "sikkerby_eval.cli"]
LOOP = "shell loop: papermill, then nbconvert"
ONE = "one report, papermill and nbconvert"


def main() -> None:
    """Print seconds and ratios of each way of making the reports, and of making some of them again."""
    reports, rounds = (int(given) for given in (sys.argv[1:] + ["6", "3"][len(sys.argv) - 1 :])[:2])
    files = sorted((ROOT / "params").glob("*.yaml"))[-reports:]
    taken = [one_round(files) for _ in range(rounds)]
    print(f"{len(files)} reports, {rounds} rounds: median seconds, and how many times faster than the shell commands")
    for way in taken[0]:
        against = ONE if "one report" in way else LOOP
        ratio = statistics.median(seconds[against] / seconds[way] for seconds in taken)
        print(f"{way:45s} {statistics.median(seconds[way] for seconds in taken):8.2f} s {ratio:8.1f} ×")
    print(f"{'sikkerby --help':45s} {command_time('--help'):8.2f} s")
    print(f"{'sikkerby report 1850 (refused)':45s} {command_time('report', '1850'):8.2f} s")


def one_round(files: list[Path]) -> dict[str, float]:
    """Time every way once; a way that loses a figure or a page ends the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        out = {way: Path(folder) / way / "reports" for way in ("loop", "ours", "one", "cold")}
        seconds = {
            ONE: timed(shell_loop, files[:1], out["one"]),
            "one report, sikkerby report": timed(batch, files[:1], out["cold"]),
            LOOP: timed(shell_loop, files, out["loop"]),
            "sikkerby batch, two at a time": timed(batch, files, out["ours"]),
        }
        for way in out:
            pages = [page.read_text("utf-8").count("<img") for page in out[way].glob("20*/index.html")]
            if len(pages) != (len(files) if way in ("loop", "ours") else 1) or not all(pages):
                sys.exit(f"{way}: images per page {pages}: a fast way that loses figures is no way")
        (out["ours"] / files[-1].stem / "index.html").unlink()
        seconds[f"one of {len(files)} to be made again"] = timed(batch, files, out["ours"])
        seconds["nothing changed"] = timed(batch, files, out["ours"])
    return seconds


def timed(make, *arguments) -> float:
    """Take the time of a call."""
    start = time.perf_counter()
    make(*arguments)
    return time.perf_counter() - start


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
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, env=surroundings)
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed:\n{done.stderr[-500:]}")


def batch(files: list[Path], out: Path) -> None:
    """Run our own command on the same files."""
    run([*OURS, "batch", *files, "--kind", "effektrapport", "--out", out])


def command_time(*arguments: str) -> float:
    """Take the median of five runs of a command that makes nothing."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([*OURS, *arguments], capture_output=True, cwd=ROOT, check=False)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
