"""Which statements of the whole archive are nearest in meaning: exact search over the signs of their vectors.

A vector's signs (384 bits) rank almost as its numbers do, and a million of them are 48 MB: they are held in memory, and
counting the bits in which they differ from the query's takes some hundredths of a second. Whoever is near is scored in
full afterwards. A new process reads them from sealed blocks (archive/signs.py), the newest from the statements.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from sqlalchemy.engine import Connection

from sayso.archive import signs, vectoring

Bits = npt.NDArray[np.uint64]
Seqs = npt.NDArray[np.int64]

AT_ONCE = 16_384
"""Vectors fetched at once: 6 MB."""
LITTLE = 64
"""Pieces in memory above which they are put together: each question after a few new reports adds one."""


class Meanings:
    """The signs of all vectors, read as they come."""

    def __init__(self) -> None:
        self._parts: list[tuple[Seqs, Bits]] = []
        self._last = -1

    def forget(self) -> None:
        """Drops all, as after a report was read anew."""
        self._parts, self._last = [], -1

    def nearest(self, conn: Connection, vector: npt.NDArray[np.float32], most: int) -> list[int]:
        """The numbers of the `most` statements nearest to a vector."""
        self._read(conn)
        if not self._parts:
            return []
        asked = _signs(vector[None, :])[:, 0]
        seqs = np.concatenate([numbers for numbers, _ in self._parts])
        apart = np.concatenate([_apart(bits, asked) for _, bits in self._parts])
        first = np.argpartition(apart, most)[:most] if len(apart) > most else np.arange(len(apart))
        return [int(seqs[i]) for i in sorted(first, key=lambda i: (apart[i], seqs[i]))]

    def _read(self, conn: Connection) -> None:
        if self._last < 0:
            have = set()
            for block, seqs, bits in signs.blocks(conn):
                have.add(block)
                if seqs:
                    self._parts.append((np.frombuffer(seqs, np.int64), np.frombuffer(bits, np.uint64).reshape(6, -1)))
            full = signs.complete(conn)
            for block in range(full):
                if block not in have:
                    self._take(signs.vectors(conn, block))
            self._last = full * signs.BLOCK - 1
        while rows := vectoring.vectors_from(conn, self._last, AT_ONCE):
            self._take(rows)
            self._last = rows[-1][0]
        if len(self._parts) > LITTLE + self._last // signs.BLOCK:
            every = [np.concatenate([part[i] for part in self._parts], axis=-1) for i in (0, 1)]
            self._parts = [(every[0], every[1])]

    def _take(self, rows: list[tuple[int, bytes]]) -> None:
        if rows:
            self._parts.append((_numbers(rows), _signs(_vectors(rows))))


def seal(conn: Connection) -> None:
    """Seals the full blocks that are not sealed."""
    have = signs.sealed(conn)
    for block in range(signs.complete(conn)):
        if block not in have:
            rows = signs.vectors(conn, block)
            bits = _signs(_vectors(rows)) if rows else np.zeros((6, 0), dtype=np.uint64)
            signs.seal(conn, block, _numbers(rows).tobytes(), bits.tobytes())


def _numbers(rows: list[tuple[int, bytes]]) -> Seqs:
    return np.array([seq for seq, _ in rows], dtype=np.int64)


def _vectors(rows: list[tuple[int, bytes]]) -> npt.NDArray[np.int8]:
    return np.frombuffer(b"".join(vector for _, vector in rows), dtype=np.int8).reshape(len(rows), -1)


def _signs(vectors: npt.NDArray[np.int8] | npt.NDArray[np.float32]) -> Bits:
    """(6, rows): the signs of rows, 64 to a number."""
    return np.ascontiguousarray(np.packbits(vectors > 0, axis=1).view(np.uint64).T)


def _apart(bits: Bits, asked: Bits) -> npt.NDArray[np.uint16]:
    """In how many signs each differs."""
    out = np.zeros(bits.shape[1], dtype=np.uint16)
    for row, own in zip(bits, asked, strict=True):
        out += np.bitwise_count(row ^ own)
    return out
