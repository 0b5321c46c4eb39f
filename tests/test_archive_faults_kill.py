"""Processes killed while they add, and two that add at once: nothing is lost, nothing is half there.

Run as a program (`python test_archive_faults_kill.py kill FOLDER KILLS`), this file is the process that forks those
which are killed; it has loaded everything once, so that a kill costs milliseconds.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from sayso.archive import fetch, write
from sayso.archive.check import damages
from sayso.archive.derived import insert_keys
from sayso.archive.rows import body_of, driver
from sayso.archive.store import Store, open_store
from sayso.records import Reading
from test_archive_store_readings import reading

KILLS = 220
PER_FILE = 11
"""Kills before a new archive is begun: so its making, too, is cut off now and then."""

REPORTS = 400
"""Different reports that are added; each second one is read anew later, which takes the old statements away."""


@cache
def made(n: int) -> Reading:
    return reading(n % REPORTS, said=n % 4, model="m1" if n < REPORTS else "m2")


@cache
def as_kept(n: int) -> tuple[str, str, bytes]:
    """(id of the report, model, body) of a reading: what must stand in the archive, byte for byte."""
    return made(n).report.id, made(n).model, body_of(made(n))[0]


def adds(path: Path, start: int, out: int) -> None:
    """Add readings, one or a few in a transaction, and say which are in as soon as that is committed."""
    with open_store(path) as store:
        with store.read() as conn:
            driver(conn).execute("PRAGMA wal_autocheckpoint = 8")  # so that many kills meet a checkpoint
        os.write(out, b"open\n")
        n = start
        while n < 2 * REPORTS:
            batch = range(n, n + 1 + n % 3)
            with store.write() as conn:
                for k in batch:
                    added = write.add_reading(conn, made(k))
                    insert_keys(conn, "statement_keys", [(k, q) for q in added.statement_seqs])
            os.write(out, b"".join(b"%d\n" % k for k in batch))
            n = batch[-1] + 1


def killed(path: Path, start: int, after: float) -> list[str]:
    """What a child said before it was killed, `after` seconds from its start."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(here)
            adds(path, start, there)
        finally:
            os._exit(0)
    os.close(there)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(here) as f:
        lines = f.read().split("\n")
    assert lines[-1] == "", "half a line"
    return lines[:-1]


def looked_at(store: Store, committed: set[int]) -> int:
    """Assert that the archive is whole and has all that was committed; gives the number of its reports."""
    assert damages(store, evidence=False) == []
    with store.read() as conn:
        raw = driver(conn)
        rows = raw.execute(
            "SELECT r.id, d.model, d.body, r.seq FROM reports r JOIN readings d ON d.report = r.seq ORDER BY d.seq"
        ).fetchall()
        kept = {(report, model): (body, number) for report, model, body, number in rows}
        newest = {number: model for _, model, _, number in rows}
        lost = [k for k in committed if as_kept(k)[:2] not in kept]
        assert not lost, f"committed, and gone: {lost}"
        for k in range(2 * REPORTS):
            body, number = kept.get(as_kept(k)[:2], (b"", 0))
            if number:
                assert body == as_kept(k)[2]
            if number and newest[number] == made(k).model:
                rows = raw.execute("SELECT id FROM statements WHERE report = ? ORDER BY place", (number,)).fetchall()
                assert [r[0] for r in rows] == [s.id for s in made(k).statements]
                rows = raw.execute("SELECT id FROM sources WHERE report = ? ORDER BY seq", (number,)).fetchall()
                assert {r[0] for r in rows} == {s.id for s in made(k).sources}
        (statements,) = raw.execute("SELECT count(*) FROM statements").fetchone()
        found = raw.execute(
            "SELECT count(*) FROM statements_text WHERE statements_text MATCH 'ferry OR rain'"
        ).fetchone()
        assert found == (statements,)
        for number in sorted(newest)[-3:]:
            read = fetch.reading_of(conn, number)
            assert body_of(read)[0] == kept[read.report.id, newest[number]][0]
        return len(newest)


def kill_many(folder: Path, kills: int) -> None:
    """Kill `kills` children at random moments; look at the archive after each."""
    chance, counts = random.Random(4), {"kills": 0, "before": 0, "amid": 0, "committed": 0}
    for first in range(0, kills, PER_FILE):
        path = folder / f"{first}.db"
        committed: set[int] = set()
        for _ in range(min(PER_FILE, kills - first)):
            start = chance.choice((max(committed, default=-1) + 1, REPORTS))
            said = killed(path, start, chance.uniform(0.0, 0.06))
            counts["kills"] += 1
            counts["before" if not said else "amid"] += 1
            committed |= {int(line) for line in said if line != "open"}
            with open_store(path) as store:
                looked_at(store, committed)
        counts["committed"] += len(committed)
        for leftover in folder.glob(f"{first}.db*"):
            leftover.unlink()
    print(json.dumps(counts))


def child(task: str, *arguments: object) -> subprocess.Popen[str]:
    here = [sys.executable, __file__, task, *map(str, arguments)]
    return subprocess.Popen(here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed and forked as Unix does")
def test_killed_while_adding(tmp_path: Path) -> None:
    out, err = child("kill", tmp_path, KILLS).communicate(timeout=300)
    assert out, err
    counts = json.loads(out)
    assert counts["kills"] == KILLS
    assert counts["amid"] > KILLS / 4 and counts["committed"] > KILLS / 4  # they were at work, on a busy machine too


def test_two_processes_that_add_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sayso.db"  # not there yet: both make it
    both = [child("add", path, 0, 60), child("add", path, 40, 100)]
    for process in both:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in both:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    with open_store(path) as store:
        assert damages(store) == []
        assert looked_at(store, set(range(100))) == 100


def test_many_processes_that_make_an_archive_at_once(tmp_path: Path) -> None:
    out, err = child("make", tmp_path, 10, 4).communicate(timeout=60)
    assert out == "40\n", err


def add_range(path: Path, first: int, last: int) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    with open_store(path) as store:
        for n in range(first, last):
            with store.write() as conn:
                write.add_reading(conn, made(n))


def make_at_once(folder: Path, files: int, processes: int) -> None:
    """In each of some new archives, as many reports as there are processes, each of which makes the file."""
    total = 0
    for file in range(files):
        path, children = folder / f"{file}.db", []
        gate, opener = os.pipe()
        for n in range(processes):
            children.append(forked(partial(one_report, path, n, gate)))
        os.write(opener, b"g" * processes)
        assert all(os.waitpid(c, 0)[1] == 0 for c in children)
        with open_store(path, create=False) as store:
            total += looked_at(store, set(range(processes)))
    print(total)


def one_report(path: Path, n: int, gate: int) -> None:
    select.select([gate], [], [])
    os.read(gate, 1)
    with open_store(path) as store, store.write() as conn:
        write.add_reading(conn, made(n))


def forked(task: Callable[[], None]) -> int:
    """The process that does a task; it ends with 0 where the task did."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            task()
            status = 0
        finally:
            os._exit(status)
    return process


if __name__ == "__main__":
    import alembic.runtime.environment  # noqa: F401 - else each child that makes an archive would load it again

    match sys.argv[1:]:
        case ["kill", folder, kills]:
            kill_many(Path(folder), int(kills))
        case ["add", path, first, last]:
            add_range(Path(path), int(first), int(last))
        case ["make", folder, files, processes]:
            make_at_once(Path(folder), int(files), int(processes))
