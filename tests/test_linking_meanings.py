"""Search by meaning: sealed blocks say the same as the statements themselves; common words find by being together."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sayso.archive import sharing, signs
from sayso.archive.derived import set_vectors
from sayso.archive.store import Store, open_store
from sayso.archive.write import add_reading
from sayso.linking.meanings import Meanings, seal
from sayso.records import Reading, Report, Statement

STATEMENTS = 90


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An archive of statements with vectors, in blocks of 16."""
    monkeypatch.setattr(signs, "BLOCK", 16)
    monkeypatch.setattr(sharing, "COMMON_WORD", 20)
    text = "".join(f"The pier{' is shut' if n % 3 == 0 else ''} on day {n}.\n" for n in range(STATEMENTS))
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((at, at + len(line) - 1))
        at += len(line)
    report = Report(text=text, url="https://coast.example/1", published="2031-01-01")
    said = tuple(Statement(report=report.id, content_spans=(s,), extents=(s,), form="own") for s in spans)
    with open_store(tmp_path / "a.db") as found:
        with found.write() as conn:
            add_reading(conn, Reading(report=report, sources=(), statements=said, model="m"))
            set_vectors(conn, {n: vector(n) for n in range(1, STATEMENTS + 1) if n % 5})
        yield found


def vector(n: int) -> bytes:
    return bytes(random.Random(n).randbytes(384))


def asked(n: int) -> np.ndarray:
    return np.frombuffer(vector(n), dtype=np.int8).astype(np.float32)


def nearest(store: Store, n: int, most: int = 7) -> list[int]:
    with store.read() as conn:
        return Meanings().nearest(conn, asked(n), most)


def test_sealed_blocks_change_no_answer(store: Store) -> None:
    before = [nearest(store, n) for n in range(1, 30)]
    assert all(found[0] == n for n, found in enumerate(before, 1) if n % 5) and all(len(f) == 7 for f in before)
    with store.write() as conn:
        seal(conn)
        assert signs.sealed(conn) == set(range(STATEMENTS // 16))
        assert not any(signs.vectors(conn, b) == [] for b in signs.sealed(conn))
    assert [nearest(store, n) for n in range(1, 30)] == before
    assert len(nearest(store, 1, 1000)) == sum(1 for n in range(1, STATEMENTS + 1) if n % 5)


def test_what_is_sealed_is_what_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.write() as conn:
        seal(conn)
    monkeypatch.setattr(signs, "vectors", lambda *_: pytest.fail("a sealed block was read from the statements"))
    assert nearest(store, 3)[0] == 3


def test_a_vector_that_is_set_unseals_its_block(store: Store) -> None:
    with store.write() as conn:
        seal(conn)
        set_vectors(conn, {20: vector(7)})
        assert signs.sealed(conn) == set(range(STATEMENTS // 16)) - {1}
    assert nearest(store, 7)[:2] == [7, 20]
    with store.write() as conn:
        seal(conn)
        assert 1 in signs.sealed(conn)
    assert nearest(store, 7)[:2] == [7, 20]


def test_what_comes_later_is_found_by_the_same_search(store: Store) -> None:
    search = Meanings()
    with store.read() as conn:
        assert search.nearest(conn, asked(500), 3)[0] != STATEMENTS
    with store.write() as conn:
        set_vectors(conn, {STATEMENTS: vector(500)})
    with store.read() as conn:
        assert search.nearest(conn, asked(500), 3) == Meanings().nearest(conn, asked(500), 3)
        assert search.nearest(conn, asked(500), 3)[0] == STATEMENTS


def test_common_words_find_what_has_several(store: Store) -> None:
    with store.read() as conn:
        found = [n for n, _ in sharing.search_words(conn, "the pier was shut", 500)]
        shut = [n for n in range(1, STATEMENTS + 1) if (n - 1) % 3 == 0]
        assert found[: len(shut)] == shut[::-1]  # the newest first: all have the same words
        assert sharing.search_words(conn, "day 17 pier", 3)[0][0] == 18
        assert sharing.search_words(conn, "pier", 5) == [(n, 0.0) for n in range(STATEMENTS, STATEMENTS - 5, -1)]
        assert len(sharing.search_words(conn, "pier day", 40, every=True)) == 40
