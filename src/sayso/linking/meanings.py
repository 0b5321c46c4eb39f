"""Which statements of the whole archive are nearest in meaning: exact search over the signs of their vectors.

A vector's signs (384 bits) rank almost as its numbers do, and a million of them are 48 MB: they are held in memory, and
counting the bits in which they differ from the query's takes some hundredths of a second. Whoever is near is scored in
full afterwards. Nothing is kept on disk: it is read from the statements' vectors, and grows as these do.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from sqlalchemy.engine import Connection

from sayso.archive import meeting

Bits = npt.NDArray[np.uint64]

AT_ONCE = 20_000
"""Vectors fetched at once: 8 MB."""


class Meanings:
    """The signs of all vectors, read as they come."""

    def __init__(self) -> None:
        self._seqs: list[npt.NDArray[np.int64]] = []
        self._bits: list[Bits] = []
        self._last = 0

    def forget(self) -> None:
        """Drops all, as after a report was read anew."""
        self._seqs, self._bits, self._last = [], [], 0

    def nearest(self, conn: Connection, vector: npt.NDArray[np.float32], most: int) -> list[int]:
        """The numbers of the `most` statements nearest to a vector."""
        self._read(conn)
        if not self._seqs:
            return []
        asked = _signs(vector[None, :])[0]
        seqs, bits = np.concatenate(self._seqs), np.concatenate(self._bits)
        self._seqs, self._bits = [seqs], [bits]
        apart = np.bitwise_count(bits ^ asked).sum(1, dtype=np.int64)
        first = np.argpartition(apart, most)[:most] if len(apart) > most else np.arange(len(apart))
        return [int(seqs[i]) for i in sorted(first, key=lambda i: (apart[i], seqs[i]))]

    def _read(self, conn: Connection) -> None:
        while rows := meeting.vectors_from(conn, self._last, AT_ONCE):
            vectors = np.frombuffer(b"".join(v for _, v in rows), dtype=np.int8).reshape(len(rows), -1)
            self._seqs.append(np.array([seq for seq, _ in rows], dtype=np.int64))
            self._bits.append(_signs(vectors))
            self._last = rows[-1][0]


def _signs(vectors: npt.NDArray[np.int8] | npt.NDArray[np.float32]) -> Bits:
    """The signs of rows, 64 to a number."""
    return np.packbits(vectors > 0, axis=1).view(np.uint64)
