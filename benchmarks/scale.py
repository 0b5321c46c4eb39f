"""Size and speed of a large archive: python benchmarks/scale.py FILE [--reports N] [--texts FOLDER]

    --reports N       build up to N reports (default 100,000: a million statements, about); what FILE has already stays
    --texts FOLDER    open news whose words the invented reports are made of (default ../shared/data/news_open)
    --real N          of the last reports so many with the real encoder (default 500)
    --relink N        rebuild the links of an archive of the first N reports, beside FILE (default 5,000; 0: not at all)
    --ask N           questions asked (default 200)

The reports are benchmarks/world.py's, ready read, with known copies. For the bulk of them the encoder is left out: a
statement's vector is the mean of a fixed random vector for each of its stems, weighed by rarity, so that like texts are
near and others are not, as with real ones. The last reports have the real encoder: theirs is the honest rate of adding.
A question runs the real encoder too (its time counts) and is then looked up by the stand-in.

Seconds are CPU seconds of this one process, which a busy neighbour disturbs least; wall seconds stand beside them where
disks matter. Every figure is printed when it is known, so that a run that is broken off has told what it measured; a
run on the same FILE goes on where that one ended. The archive stays.
"""

from __future__ import annotations

import argparse
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import hashlib
import json
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso import front
from sayso.front import Archive
from sayso.links.words import rarity, stems
from sayso.reader.model.vectors import WIDTH
from sayso.reader.model.vectors import vectors as real
from sayso.records import Reading
from world import World

CHUNK = 100
CHECKPOINTS = (1_000, 3_000, 10_000, 30_000, 100_000)
UNIT = 50
AROUND = 500
"""Reports before a checkpoint whose mean time is told."""


@lru_cache(maxsize=1 << 17)
def _random(stem: str) -> npt.NDArray[np.float32]:
    seed = int.from_bytes(hashlib.blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    found = np.random.default_rng(seed).standard_normal(WIDTH, dtype=np.float32)
    return np.asarray(found * max(rarity(stem) - 1.0, 0.05), dtype=np.float32)


def stand_in(texts: Sequence[str]) -> list[bytes]:
    """Vectors in the form of sayso.reader.model.vectors, of words alone."""
    out = []
    for text in texts:
        vector = np.sum([_random(s) for s in stems(text)] or [_random("")], axis=0)
        out.append(np.rint(127 * vector / np.linalg.norm(vector)).astype(np.int8).tobytes())
    return out


def both(texts: Sequence[str]) -> list[bytes]:
    """The real encoder's time, the stand-in's vectors."""
    real(texts)
    return stand_in(texts)


def opened(file: Path, encode: Callable[[Sequence[str]], list[bytes]]) -> Archive:
    """The archive with an encoder in the place of the real one."""
    kept, front.vectors = front.vectors, encode  # type: ignore[assignment]
    try:
        return Archive(file)
    finally:
        front.vectors = kept


def told(**figures: Any) -> None:
    """One line of figures."""
    print(json.dumps({k: round(v, 2) if isinstance(v, float) else v for k, v in figures.items()}), flush=True)


def build(file: Path, readings: Iterator[Reading], reports: int, real_ones: int) -> None:
    """Adds readings until the archive has so many reports; tells the time around each checkpoint, and at the end the
    rate without and with the real encoder."""
    have = count(file, "reports") if file.exists() else 0
    early = list(islice(readings, UNIT))
    unit = Unit(early)
    readings = islice(chain(early, readings), have, None)
    with opened(file, stand_in) as archive:
        spent: list[tuple[float, float]] = []
        bulk = reports - real_ones
        while have < bulk:
            found = list(islice(readings, min(CHUNK, bulk - have)))
            spent.append(timed(partial(archive.add, found)))
            have += len(found)
            if have % 1000 == 0 or have == bulk:
                last = spent[-AROUND // CHUNK :]
                cpu = 1000 * sum(s[0] for s in last) / (CHUNK * len(last))
                wall = 1000 * sum(s[1] for s in last) / (CHUNK * len(last))
                mark = "checkpoint" if have in CHECKPOINTS or have == bulk else "at"
                one = unit.ms()
                told(
                    **{
                        mark: have,
                        "ms_cpu": cpu,
                        "ms_wall": wall,
                        "units": cpu / one,
                        "unit_ms": one,
                        "peak_mb": peak(),
                    }
                )
    if have < reports:
        found = list(islice(readings, reports - have))
        with opened(file, both) as archive:
            cpu, wall = timed(partial(archive.add, found))
        n = len(found)
        told(with_encoder=n, ms_cpu=1000 * cpu / n, ms_wall=1000 * wall / n, per_second=n / cpu, peak_mb=peak())


class Unit:
    """What the machine gives at the moment: CPU milliseconds of adding each of the first UNIT reports to a new archive.
    Beside neighbours a CPU second does less; the time of a checkpoint in these units does not know them."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings

    def ms(self) -> float:
        """One measurement, a second about."""
        with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "unit.db", stand_in) as archive:
            return 1000 * timed(partial(archive.add, self._readings))[0] / len(self._readings)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """(CPU seconds, wall seconds) of some work."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def questions(file: Path, number: int) -> list[str]:
    """Questions made of statements' words: a third of five words in a row, a third of three picked ones, a third of
    common words alone."""
    r = random.Random(7)
    raw = sqlite3.connect(file)
    last = raw.execute("SELECT max(seq) FROM statements").fetchone()[0]
    out = []
    for n in range(number):
        text = ""
        while len(text.split()) < 8:
            row = raw.execute("SELECT text FROM statements WHERE seq = ?", (r.randint(1, last),)).fetchone()
            text = row[0] if row else ""
        words = text.split()
        at = r.randrange(len(words) - 5)
        common = sorted(words, key=lambda w: rarity(stems(w)[0]) if stems(w) else 0.0)[:4]
        out.append(" ".join((words[at : at + 5], r.sample(words, 3), common)[n % 3]))
    raw.close()
    return out


def ask(file: Path, number: int) -> None:
    """The time of questions: the first of a fresh process, and the spread of the others."""
    asked = questions(file, number)
    with opened(file, both) as archive:
        both(["warm"])
        cpu, wall = timed(lambda: archive.ask(asked[0]))
        told(first_question_ms_cpu=1000 * cpu, first_question_ms_wall=1000 * wall)
        spent = [(*timed(partial(archive.ask, q)), q) for q in asked]
    told(
        ask=number,
        **spread([s[0] for s in spent]),
        **{"wall_" + k: v for k, v in spread([s[1] for s in spent]).items()},
    )
    for cpu, _, question in sorted(spent, reverse=True)[:3]:
        told(slow=question, ms_cpu=1000 * cpu)


def copies(file: Path, number: int = 500) -> None:
    """The time of finding all copies of a report in the archive."""
    from sayso.archive import fetch
    from sayso.archive.store import open_store

    r = random.Random(8)
    with open_store(file, read_only=True) as store, store.read() as conn:
        last = max(fetch.report_seqs(conn))
        picked = [r.randint(1, last) for _ in range(number)]
        spent = [timed(partial(fetch.copies_around, conn, [seq]))[0] for seq in picked]
        told(copies=number, **spread(spent))


def spread(spent: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile, in milliseconds."""
    row = sorted(spent)
    return {"p50_ms": 1000 * row[len(row) // 2], "p95_ms": 1000 * row[int(0.95 * len(row))]}


def size(file: Path) -> None:
    """Bytes for each statement, by table (its indexes apart), and how many links, claims and so on there are."""
    raw = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    n = count(file, "statements")
    told(
        statements=n,
        reports=count(file, "reports"),
        file_mb=file.stat().st_size / 1e6,
        bytes_a_statement=file.stat().st_size / n,
    )
    rows = raw.execute(
        "SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = 0 GROUP BY name ORDER BY 2 DESC LIMIT 24"
    )
    told(bytes_a_statement_by_table={name: round(used / n, 1) for name, used in rows})
    counted = ("links", "copies", "stories", "entities", "twins", "sources")
    told(rows={t: count(file, t) for t in counted})
    told(claims=raw.execute("SELECT count(DISTINCT claim) FROM statements").fetchone()[0])


def count(file: Path, table: str) -> int:
    """How many rows a table has."""
    raw = sqlite3.connect(file)
    try:
        return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        raw.close()


def relink(file: Path, readings: Iterator[Reading], reports: int) -> None:
    """Builds a smaller archive beside the file, and all its links anew."""
    small = file.with_name(f"{file.stem}-{reports}{file.suffix}")
    if not small.exists() or count(small, "reports") < reports:
        build(small, readings, reports, 0)
    with opened(small, stand_in) as archive:
        cpu, wall = timed(archive.relink)
    told(
        relink=reports,
        ms_cpu=1000 * cpu / reports,
        ms_wall=1000 * wall / reports,
        per_second=reports / cpu,
        peak_mb=peak(),
    )


def peak() -> float:
    """The most memory this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Builds, then measures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--texts", type=Path, default=Path("../shared/data/news_open"))
    parser.add_argument("--real", type=int, default=500)
    parser.add_argument("--relink", type=int, default=5_000)
    parser.add_argument("--ask", type=int, default=200)
    asked = parser.parse_args()
    build(asked.file, World(asked.texts).readings(asked.reports), asked.reports, asked.real)
    ask(asked.file, asked.ask)
    copies(asked.file)
    size(asked.file)
    if asked.relink:
        relink(asked.file, World(asked.texts).readings(asked.relink), asked.relink)


if __name__ == "__main__":
    main()
