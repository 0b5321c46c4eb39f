"""The same report gives the same record, byte for byte, whatever its neighbours, their order and the threads."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from sayso import Reader
from sayso.errors import IntakeError
from sayso.intake import reports
from sayso.pipeline import report_of
from sayso.records import Report

EXAMPLES = Path(__file__).parent.parent / "examples"


@cache
def texts() -> tuple[Report, ...]:
    """The example reports, and two that differ most from them in length: one line, and several examples as one."""
    found = [r for p in sorted(EXAMPLES.glob("*.txt")) for r in reports(p)]
    whole = [r for r in found if not isinstance(r, IntakeError)]
    assert len(whole) == len(found) >= 12
    long = report_of("\n\n".join(r.text for r in whole[:6]), published="2025-03-09")
    return (*whole, report_of("“No,” he said."), long)


def read(given: list[Report], threads: int = 1) -> list[bytes]:
    """The readings as the bytes that `sayso read --format jsonl` writes."""
    return [json.dumps(r.to_dict(), ensure_ascii=False).encode() for r in Reader(threads).read_many(given)]


@cache
def expected() -> dict[str, bytes]:
    """Report id -> its reading, read alone on one thread."""
    return {r.id: read([r])[0] for r in texts()}


def test_there_is_something_to_tell_apart() -> None:
    """Readings without statements would be alike whatever the model does."""
    found = [json.loads(r) for r in expected().values()]
    assert sum(s["form"] != "own" for r in found for s in r["statements"]) > 100
    assert len({r["report"]["id"] for r in found}) == len(texts())


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_neighbours_order_and_threads_change_nothing(threads: int) -> None:
    given = list(texts())
    if threads > 1:
        random.Random(threads).shuffle(given)
    assert read(given, threads) == [expected()[r.id] for r in given]


def test_reading_again_changes_nothing() -> None:
    twice = [texts()[0], texts()[0], texts()[-1], texts()[0]]
    assert read(twice) == [expected()[r.id] for r in twice]


def test_readings_come_as_they_are_asked_for() -> None:
    """`read_many` must not take in everything before it gives the first reading."""
    taken = []

    def stream() -> object:
        for _ in range(1000):
            taken.append(1)
            yield texts()[-2]

    for threads in (1, 2):
        taken.clear()
        next(iter(Reader(threads).read_many(stream())))  # type: ignore[arg-type]
        assert len(taken) < 100


def test_the_order_of_words_in_memory_changes_nothing() -> None:
    """Sets of words lie in another order in each process; a role of two genders has one all the same."""
    probe = """
from sayso.reader.sources.labels import Labels
from sayso.reader.sources.roles import parse
text = "Ana Ruiz, the former businesswoman chairman of the port,"
print(parse(text, (0, len(text)), Labels(text, ())).gender)
"""
    said = {
        subprocess.run(
            [sys.executable, "-c", probe], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
