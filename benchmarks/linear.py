"""Does time grow no worse than linearly? python benchmarks/linear.py [--start N] [--doublings N] [--only NAME]

Each kind of text is read at doubling sizes; a ratio of about 2 is linear, 4 is quadratic. The kinds are ordinary
attributions, and what has broken other readers: a paragraph without a full stop, nothing but quotation marks, emoji,
line breaks, one endless word, marks that open and never close.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace

from sayso import Reader
from sayso.pipeline import report_of

PLAIN = (
    "The harbour master said on Monday that the pier at Ostrel would stay shut. “We have asked twice for a new crane,” "
    "Pia Lund told the council. According to the union, nobody was warned. It rained for two days.\n\n"
)
NO_STOP = "the harbour master said that the pier would stay shut and the union said that nobody was warned and "
KINDS: dict[str, Callable[[int], str]] = {
    "attributions": lambda n: PLAIN * (n // len(PLAIN) + 1),
    "hearsay": lambda n: "The pier was reportedly shut. " * (n // 30),
    "one paragraph without a full stop": lambda n: NO_STOP * (n // len(NO_STOP) + 1),
    "quotation marks": lambda n: '"' * n,
    "marks that open and never close": lambda n: "“so " * (n // 4),
    "apostrophes": lambda n: "' " * (n // 2),
    "emoji": lambda n: "🚧🚢 " * (n // 3),
    "line breaks": lambda n: "a\n" * (n // 2),
    "one word": lambda n: "a" * n,
    "commas": lambda n: "Lund, " * (n // 6),
}
WORST = 3.0
"""A doubling that costs more than this is not linear: 2 and room for a cache that fills up or a busy neighbour."""


def times(reader: Reader, make: Callable[[int], str], sizes: list[int]) -> list[float]:
    """CPU seconds to take in and read a text of each size (the faster of two)."""
    found = []
    for size in sizes:
        text, best = make(size), float("inf")
        for _ in range(2):
            start = time.process_time()
            reader.read(replace(report_of(text), language=None))  # read, whatever language it looks like
            best = min(best, time.process_time() - start)
        found.append(best)
    return found


def linear_lines(start: int, doublings: int, only: str = "") -> list[str]:
    """The outcome as Markdown lines, for the kinds whose name holds `only`."""
    reader = Reader()
    reader.read(report_of(PLAIN))
    sizes = [start * 2**i for i in range(doublings + 1)]
    lines = [
        "| text | " + " | ".join(f"{n:,} characters" for n in sizes) + " | last doubling |",
        "|---|" + "--:|" * (len(sizes) + 1),
    ]
    for name, make in KINDS.items():
        if only not in name:
            continue
        taken = times(reader, make, sizes)
        ratio = taken[-1] / max(taken[-2], 1e-9)
        mark = " not linear" if ratio > WORST else ""
        lines.append(f"| {name} | " + " | ".join(f"{t:.2f} s" for t in taken) + f" | {ratio:.2f}{mark} |")
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=int, default=6_250)
    parser.add_argument("--doublings", type=int, default=3)
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    a = parser.parse_args()
    print("\n".join(linear_lines(a.start, a.doublings, a.only)))
