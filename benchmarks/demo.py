"""How fast demonstration registers are made, and in how much memory: ``python benchmarks/demo.py [persons …]``.

Each size runs in a process of its own, so that the peak of one does not hide that of the next.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

SIZES = (60_000, 528_208, 2_000_000)


def measure(persons: int, answer) -> None:
    """Write one city, and answer with its rows, seconds, bytes on disk and peak memory in MB."""
    from sikkerby_eval.data.demo import write  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as directory:
        begun = time.perf_counter()
        rows = write(directory, persons, 1)
        seconds = time.perf_counter() - begun
        size = sum(path.stat().st_size for path in Path(directory).rglob("*.*"))
    answer.put((rows, seconds, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def main(sizes: tuple[int, ...]) -> None:
    """Print one line per size."""
    print(f"{'persons':>12} {'rows':>12} {'seconds':>8} {'rows/s':>12} {'MB disk':>8} {'MB peak':>8}")
    context = multiprocessing.get_context("spawn")
    for persons in sizes:
        answer = context.SimpleQueue()
        process = context.Process(target=measure, args=(persons, answer))
        process.start()
        rows, seconds, size, peak = answer.get()
        process.join()
        print(f"{persons:>12,} {rows:>12,} {seconds:>8.1f} {rows / seconds:>12,.0f} {size >> 20:>8} {peak:>8}")


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
