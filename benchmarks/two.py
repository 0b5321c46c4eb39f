"""Two processes on two cores beside one, and the memory of each: python benchmarks/two.py [DATA]

    --limit N    only the first N documents of DATA/news_open        --rounds N   (default 3)

Each process reads all the reports by itself, after the first 16 to warm up; they begin together. Twice the time of one
alone divided by the time of the slower of two is how many times as fast two are. By the clock on the wall, since that
is the question: only a quiet machine with two free cores can answer it.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import time
from pathlib import Path
from typing import Any

WANTED, MEGABYTES = 1.9, 400
"""Two processes read at least so many times as fast as one; each takes less memory than this."""


def _read(data: Path, limit: int | None, ready: Any, results: Any) -> None:
    """One process: seconds of the timed reading, and the most memory it ever held (MB)."""
    from memory import peak
    from news import reports
    from sayso import Reader

    texts = reports(data, limit)
    reader = Reader(threads=1)
    for _ in reader.read_many(texts[:16]):
        pass
    ready.wait()
    begun = time.perf_counter()
    for _ in reader.read_many(texts):
        pass
    took = time.perf_counter() - begun
    results.put((took, peak()))


def together(count: int, data: Path, limit: int | None) -> list[tuple[float, float]]:
    """Seconds and megabytes of `count` fresh processes that read at the same time."""
    context = mp.get_context("spawn")
    ready, results = context.Barrier(count), context.Queue()
    processes = [context.Process(target=_read, args=(data, limit, ready, results)) for _ in range(count)]
    for p in processes:
        p.start()
    found = [results.get() for _ in processes]
    for p in processes:
        p.join()
    return found


def two_lines(data: Path, limit: int | None, rounds: int) -> list[str]:
    """Measures everything here; gives Markdown lines."""
    one, two, most = float("inf"), float("inf"), 0.0
    for _ in range(rounds):
        alone, both = together(1, data, limit), together(2, data, limit)
        one, two = min(one, alone[0][0]), min(two, max(took for took, _ in both))
        most = max(most, *(mb for _, mb in alone + both))
    return [
        "| | wanted | measured |",
        "|---|--:|--:|",
        f"| two processes on two cores, times one | {WANTED} | {2 * one / two:.2f} |",
        f"| most memory of a process | {MEGABYTES} MB | {most:.0f} MB |",
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    a = parser.parse_args()
    print("\n".join(two_lines(a.data, a.limit, a.rounds)))
