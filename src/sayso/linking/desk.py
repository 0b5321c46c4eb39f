"""What one linking session holds: the families, the encoder, and prepared things that it would fetch again and again.

Caches only: whatever is here can be fetched or computed anew, and is dropped when another process has written.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from sqlalchemy.engine import Connection

from sayso.across import Said
from sayso.archive import beside, fetch
from sayso.linking.near import Near
from sayso.links import copies, matter, stories
from sayso.links.outlets.families import Families
from sayso.records import Reading

K = TypeVar("K")
V = TypeVar("V")
PREPARED, SHEETS, OUTLINES = 20_000, 500, 5_000
"""Statements and reports kept prepared: about 60 MB, 20 MB and 50 MB."""


class Kept(Generic[K, V]):
    """A dictionary that forgets what was not used for longest."""

    def __init__(self, most: int) -> None:
        self._most, self._have = most, OrderedDict[K, V]()

    def get(self, key: K) -> V | None:
        """The value, which now counts as used."""
        found = self._have.get(key)
        if found is not None:
            self._have.move_to_end(key)
        return found

    def put(self, key: K, value: V) -> V:
        """Keeps a value."""
        self._have[key] = value
        if len(self._have) > self._most:
            self._have.popitem(last=False)
        return value

    def drop(self, key: K) -> None:
        """Forgets one."""
        self._have.pop(key, None)

    def clear(self) -> None:
        """Forgets all."""
        self._have.clear()


class Desk:
    """The caches of one process that links. `encode` gives vectors of texts (sayso.reader.model.vectors.vectors)."""

    def __init__(self, families: Families, encode: Callable[[Sequence[str]], list[bytes]]) -> None:
        self.families, self.encode = families, encode
        self._pairs = Kept[int, tuple[Said, matter.Matter]](PREPARED)
        self._sheets = Kept[int, copies.Sheet](SHEETS)
        self._outlines = Kept[int, stories.Outline](OUTLINES)
        self.near = Near()
        self._stamp: object = None

    def sit_down(self, conn: Connection) -> None:
        """To be called at the beginning of each transaction: forgets all that somebody else may have changed."""
        stamp = conn.exec_driver_sql("PRAGMA data_version").scalar()
        if stamp != self._stamp:
            self.forget()
            self._stamp = stamp

    def forget(self) -> None:
        """Drops every cache, as after a transaction that failed."""
        self._pairs.clear()
        self._sheets.clear()
        self._outlines.clear()
        self.near.forget()

    def pairs(self, conn: Connection, statements: Sequence[int]) -> dict[int, tuple[Said, matter.Matter]]:
        """Each statement with what it is about; those that are not there are left out."""
        out: dict[int, tuple[Said, matter.Matter]] = {}
        missing = []
        for seq in statements:
            found = self._pairs.get(seq)
            if found is None:
                missing.append(seq)
            else:
                out[seq] = found
        if missing:
            for seq, said in fetch.saids(conn, missing).items():
                out[seq] = self._pairs.put(seq, (said, matter.matter(said)))
        return out

    def set_vectors(self, vectors: Mapping[int, bytes]) -> None:
        """Tells what is prepared of its meaning, {statement: vector}."""
        for seq, vector in vectors.items():
            found = self._pairs.get(seq)
            if found is not None:
                said = replace(found[0], vector=vector)
                self._pairs.put(seq, (said, matter.with_vector(found[1], vector)))

    def drop(self, statements: Sequence[int]) -> None:
        """Forgets statements that were changed."""
        for seq in statements:
            self._pairs.drop(seq)

    def drop_report(self, report: int) -> None:
        """Forgets a report that has a new reading, and all statements with it."""
        self._sheets.drop(report)
        self._outlines.drop(report)
        self._pairs.clear()
        self.near.forget()

    def put_sheet(self, report: int, reading: Reading) -> copies.Sheet:
        """A report's words as copies are found by, from a reading at hand."""
        return self._sheets.put(report, copies.sheet(reading.report, reading.furniture))

    def sheets(self, conn: Connection, reports: Sequence[int]) -> dict[int, copies.Sheet]:
        """The same of reports that are in the archive."""
        out = {seq: found for seq in reports if (found := self._sheets.get(seq)) is not None}
        missing = [seq for seq in reports if seq not in out]
        for seq, (report, furniture) in fetch.texts_of(conn, missing).items() if missing else ():
            out[seq] = self._sheets.put(seq, copies.sheet(report, furniture))
        return out

    def put_outline(self, conn: Connection, report: int, outline: stories.Outline) -> None:
        """Keeps what a report is about, here and in the archive."""
        beside.set_outline(conn, report, outline.to_bytes())
        self._outlines.put(report, outline)

    def outlines(self, conn: Connection, reports: Sequence[int]) -> dict[int, stories.Outline]:
        """What reports are about, in that order; those that have no outline are left out."""
        found = {seq: self._outlines.get(seq) for seq in reports}
        missing = [seq for seq, outline in found.items() if outline is None]
        for seq, body in beside.outlines_of(conn, missing).items() if missing else ():
            found[seq] = self._outlines.put(seq, stories.Outline.from_bytes(body))
        return {seq: outline for seq, outline in found.items() if outline is not None}
