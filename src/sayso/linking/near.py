"""Statements near in meaning and in time: the vectors of a few weeks, day by day, in memory.

News repeats itself within days; so meaning is compared within NEAR_DAYS, and the work for one report grows with what is
published in a fortnight, not with the archive. (Shared rare words find the same claim at any distance.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy.engine import Connection

from sayso.archive import twinning
from sayso.instants import seconds

Vectors = npt.NDArray[np.float32]

DAY = 86_400.0
NEAR_DAYS = 7
DAYS_KEPT = 45
"""Days held at once; a day of 1,000 statements takes 1.5 MB."""
AT_ONCE = 256
"""Rows multiplied at once: so few that no linear algebra library starts threads for it, which cost more than they
save."""


def unpack(vectors: Sequence[bytes]) -> Vectors:
    """Rows of unit length, about, from stored vectors (127ths)."""
    rows = np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(len(vectors), -1)
    return rows.astype(np.float32) / np.float32(127)


class Day:
    """The centres of one day: statement numbers and vectors, which grow by doubling."""

    def __init__(self, rows: Sequence[tuple[int, bytes]]) -> None:
        self.seqs = [seq for seq, _ in rows]
        self._rows = unpack([v for _, v in rows]) if rows else np.zeros((0, 0), dtype=np.float32)

    @property
    def rows(self) -> Vectors:
        """(statements, width)."""
        return self._rows[: len(self.seqs)]

    def add(self, seq: int, vector: bytes) -> None:
        """One more centre."""
        row = unpack([vector])
        if len(self.seqs) >= len(self._rows):
            more = np.zeros((max(16, 2 * len(self._rows)), row.shape[1]), dtype=np.float32)
            if self.seqs:
                more[: len(self.seqs)] = self._rows[: len(self.seqs)]
            self._rows = more
        self._rows[len(self.seqs)] = row
        self.seqs.append(seq)


class Near:
    """The days around the report at hand."""

    def __init__(self) -> None:
        self._days: dict[int, Day] = {}

    def forget(self) -> None:
        """Drops what was read."""
        self._days.clear()

    def add(self, conn: Connection, at: float | None, seq: int, vector: bytes) -> None:
        """A new centre, published at `at` (seconds since 1970)."""
        if at is not None:
            self._day(conn, int(at // DAY)).add(seq, vector)

    def drop(self, published: str | None) -> None:
        """Forgets the day of a centre that is none any more."""
        at = seconds(published)
        if at is not None:
            self._days.pop(int(at // DAY), None)

    def find(self, conn: Connection, at: float | None, vectors: Vectors, least: float, most: int) -> list[list[int]]:
        """For each row of `vectors` the centres with a cosine of `least` or more, the nearest first, `most` at most."""
        found: list[list[tuple[float, int]]] = [[] for _ in vectors]
        if at is not None and len(vectors):
            today = int(at // DAY)
            for number in range(today - NEAR_DAYS, today + NEAR_DAYS + 1):
                day = self._day(conn, number)
                for first in range(0, len(day.seqs), AT_ONCE):
                    cosines = vectors @ day.rows[first : first + AT_ONCE].T
                    if float(cosines.max()) >= least:
                        for i, j in np.argwhere(cosines >= least).tolist():
                            found[i].append((-float(cosines[i, j]), day.seqs[first + j]))
        return [[seq for _, seq in sorted(row)[:most]] for row in found]

    def _day(self, conn: Connection, number: int) -> Day:
        day = self._days.pop(number, None)
        if day is None:
            day = Day(twinning.centres_between(conn, number * DAY, (number + 1) * DAY))
        self._days[number] = day  # the one used last stands last
        while len(self._days) > DAYS_KEPT:
            del self._days[next(iter(self._days))]
        return day
