"""How fast a reading is, beside the bare encoder on the same text in the same run: python benchmarks/speed.py [DATA]

    --limit N    only the first N documents        --rounds N   each text so often, the fastest counts (default 3)

`Reader.read_many` on DATA/news_open with one thread, and the encoder alone on the same windows, in turns: first the
one, then the other, and the other way round the next time, so that whatever else the machine does hits both. Reports go
in the groups that `read_many` makes. Seconds are CPU seconds of this process (its one thread), which a busy neighbour
disturbs least. The bare encoder gets its windows ready made: cutting the text into words and pieces counts as reading.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bare import INPUTS, BareEncoder
from news import reports, words_of
from rooms import Clock, time_rooms
from sayso import Reader
from sayso.pipeline import groups
from sayso.records import Report

ALLOWED = 1.25
"""What the project allows the whole of a reading to cost, in bare encoders."""


@dataclass(frozen=True, slots=True)
class Speed:
    """CPU and wall seconds of the whole reading and of the bare encoder, for `words` in `documents`."""

    documents: int
    words: int
    whole: float
    bare: float
    wall: float

    @property
    def ratio(self) -> float:
        return self.whole / self.bare


def _seconds(call: Callable[[], Any]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return time.process_time() - cpu, time.perf_counter() - wall


def measure(reader: Reader, bare: BareEncoder, texts: list[Report], rounds: int) -> Speed:
    """Both in turns, the fastest of `rounds` for each text."""
    vocabulary = reader._tagger.vocabulary
    whole = encoder = wall = 0.0
    for group in groups(texts):
        windows = [
            {n: getattr(w, n) for n in INPUTS}
            for report in group
            for w in vocabulary.windows(vocabulary.words(report.text))
        ]
        said: list[tuple[float, float]] = []
        alone: list[tuple[float, float]] = []

        def read(group: list[Report] = group, said: list[tuple[float, float]] = said) -> None:
            said.append(_seconds(lambda: list(reader.read_many(group))))

        def encode(windows: Any = windows, alone: list[tuple[float, float]] = alone) -> None:
            alone.append(_seconds(lambda: bare.run(windows)))

        for turn in range(rounds):
            for run in (read, encode) if turn % 2 else (encode, read):
                run()
        whole += min(s for s, _ in said)
        wall += min(w for _, w in said)
        encoder += min(s for s, _ in alone)
    return Speed(len(texts), words_of(texts), whole, encoder, wall)


def speed_lines(speed: Speed) -> list[str]:
    """The outcome as Markdown table rows."""
    per = 1000 / speed.words
    return [
        f"| documents, words | {speed.documents:,}, {speed.words:,} |",
        f"| whole reading, words per second of one core | {speed.words / speed.whole:,.0f} |",
        f"| the same by the clock on the wall | {speed.words / speed.wall:,.0f} |",
        f"| bare encoder, words per second of one core | {speed.words / speed.bare:,.0f} |",
        f"| whole, ms for 1,000 words | {1000 * speed.whole * per:.1f} |",
        f"| bare encoder, ms for 1,000 words | {1000 * speed.bare * per:.1f} |",
        f"| whole / bare encoder (allowed: {ALLOWED}) | {speed.ratio:.3f} |",
    ]


def room_lines(clock: Clock, words: int, bare: float) -> list[str]:
    """Where it goes, as Markdown table rows: ms for 1,000 words, share of the bare encoder (`bare` seconds)."""
    rows = [
        f"| {room.removeprefix('read > ')} | {clock.calls[room]:,} | {1e6 * s / words:.2f} | {100 * s / bare:.1f} |"
        for room, s in sorted(clock.seconds.items(), key=lambda rs: -rs[1])
    ]
    return [
        "| room (without what it calls) | calls | ms for 1,000 words | % of the bare encoder |",
        "|---|--:|--:|--:|",
        *rows,
    ]


def both(data: Path, limit: int | None, rounds: int) -> list[str]:
    """Measures everything here; gives Markdown lines."""
    texts = reports(data, limit)
    reader, bare = Reader(threads=1), BareEncoder()
    measure(reader, bare, texts[:3], 1)  # warm up: patterns compile, pages of memory arrive
    speed = measure(reader, bare, texts, rounds)
    clock = time_rooms(reader, texts)
    return ["| | |", "|---|--:|", *speed_lines(speed), "", *room_lines(clock, speed.words, speed.bare)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    a = parser.parse_args()
    print("\n".join(both(a.data, a.limit, a.rounds)))
