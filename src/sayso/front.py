"""The archive: readings go in, claims with separate counts come out. A thin front over the store and the corridor."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, overload

from sqlalchemy.engine import Connection

from sayso.across import Entity, Judgement, Said, Verdict
from sayso.archive import fetch, listing
from sayso.archive.store import open_store
from sayso.archive.write import Added
from sayso.export.tables import columns
from sayso.export.tables.records import ClaimRow, EntityRow, LinkRow, ReportRow, Row, StatementRow, TableName, fits
from sayso.linking import asking, judging, path, relink, tables
from sayso.linking.desk import Desk
from sayso.linking.meanings import Meanings
from sayso.linking.profiles import Profiles
from sayso.linking.showing import shown
from sayso.linking.versioning import Version, told
from sayso.linking.weighing import Claim, weigh_claims
from sayso.links.outlets.families import Families
from sayso.reader.model.vectors import vectors
from sayso.records import Reading

BATCH = 50
"""Readings kept in one transaction: a break-off loses at most so many, and none by half."""
MANY = 1000
"""Statements fetched at once."""


class Archive:
    """One archive file, made on first use.

    `outlets` is a TOML file of families, or a mapping of hosts to families, over the table that ships. Raises
    ArchiveError where the file cannot be used (see sayso.archive.store).
    """

    def __init__(
        self, path: str | Path, *, outlets: Path | Mapping[str, str] | None = None, read_only: bool = False
    ) -> None:
        self._store = open_store(path, create=not read_only, read_only=read_only)
        if isinstance(outlets, Mapping):
            shipped = Families.load()
            families = Families(owners={**shipped.owners, **outlets}, names=shipped.names)
        else:
            families = Families.load(outlets)
        self._desk, self._meanings = Desk(families, vectors), Meanings()
        self.profiles = Profiles(self._store.read, families)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._store.close()

    def add(self, readings: Iterable[Reading]) -> list[Added]:
        """Keeps readings and links them; what is there already stays as it is."""
        out: list[Added] = []
        batch: list[Reading] = []
        for reading in readings:
            batch.append(reading)
            if len(batch) == BATCH:
                out += self._add(batch)
                batch = []
        return out + self._add(batch) if batch else out

    def _add(self, batch: list[Reading]) -> list[Added]:
        try:
            with self._store.write() as conn, _without_collecting():
                self._desk.sit_down(conn)
                judged = path.judged_of(fetch.judgements(conn))
                found = [path.add(conn, self._desk, reading, judged) for reading in batch]
        except BaseException:
            self._desk.forget()
            raise
        if any(a.reread for a in found):
            self._meanings.forget()
        return found

    def relink(self, step: Callable[[], None] = lambda: None) -> int:
        """Builds all links, claims, entities and stories anew; gives the number of reports."""
        self._meanings.forget()
        try:
            with self._store.write() as conn, _without_collecting():
                self._desk.sit_down(conn)
                return relink.relink(conn, self._desk, path.judged_of(fetch.judgements(conn)), step)
        except BaseException:
            self._desk.forget()
            raise

    def ask(self, query: str, *, limit: int = 10, why: bool = False) -> list[dict[str, Any]]:
        """The claims that match a text, by words and by meaning, best first: dicts as docs/format.md describes them."""
        with self._store.read() as conn:
            self._desk.sit_down(conn)
            found = asking.ask(conn, self._desk, self._meanings, query, limit)
        return [shown(claim, score, why=why) for score, claim in found]

    def claims(self) -> Iterator[Claim]:
        """All claims, each with its statements, counts and disputes, in the order of their first statements."""
        with self._store.read() as conn:
            numbers = listing.claims(conn)
            for first in range(0, len(numbers), BATCH):
                yield from weigh_claims(conn, self._desk.families, numbers[first : first + BATCH])

    def statements(
        self, *, entity: str | None = None, outlet: str | None = None, story: str | None = None
    ) -> Iterator[Said]:
        """Statements in date order: all, or those of one entity (id), outlet (host) or story (id)."""
        with self._store.read() as conn:
            numbers = listing.statements(conn, entity=entity, outlet=outlet, story=story)
            for first in range(0, len(numbers), MANY):
                yield from fetch.saids(conn, numbers[first : first + MANY]).values()

    def entities(self, name: str | None = None) -> list[Entity]:
        """The persons and bodies behind sources: all, or those with `name` in a name."""
        with self._store.read() as conn:
            return listing.entities(conn, name)

    def stories(self) -> list[listing.Story]:
        """All stories, the latest first."""
        with self._store.read() as conn:
            return listing.stories(conn)

    def queue(
        self, *, kinds: Sequence[str] = judging.KINDS, about: str | None = None, limit: int | None = None
    ) -> list[judging.Doubt]:
        """What a person should look at, the most useful first: doubtful links and doubtful pairs of sources.

        `kinds` are of "same-claim", "same-words", "disputes", "retracts", "entity"; `about`: words that one side has.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder, Archive(Path(folder, "sayso.db")) as archive:
        ...     archive.queue()
        []
        """
        with self._store.read() as conn:
            told = path.judged_of(fetch.judgements(conn))
            return judging.queue(conn, told, kinds, about, limit)

    def judge(
        self,
        left: str,
        right: str,
        verdict: Verdict,
        *,
        kind: judging.PairKind = "same-claim",
        by: str = "",
        why: str = "",
    ) -> Judgement:
        """Keeps a person's verdict on two statements (ids), or with the kind "entity" on two sources, for good; what
        was linked follows at once. Raises ArchiveError where one of them is not there.

        >>> import sayso, tempfile
        >>> def read(name): return sayso.read_text(f"The old mill of Tarn burned down, {name} Lund said.")
        >>> with tempfile.TemporaryDirectory() as folder, Archive(Path(folder, "sayso.db")) as archive:
        ...     _ = archive.add([read("Ana"), read("Per")])
        ...     one, two = (s.id for s in archive.statements())
        ...     before = len(list(archive.claims()))
        ...     _ = archive.judge(one, two, "no", by="Ida")
        ...     after = len(list(archive.claims()))
        ...     before, after, archive.undo().verdict, len(list(archive.claims()))
        (1, 2, 'no', 1)
        """
        subject: Literal["link", "entity"] = "entity" if kind == "entity" else "link"
        given = Judgement(subject=subject, kind=kind, anchors=(), verdict=verdict, why=why, by=by, at=judging.now())
        with self._judging() as conn:
            return judging.judge(conn, self._desk, given, left, right)

    def undo(self, by: str | None = None) -> Judgement | None:
        """Takes back the newest judgement that stands (of one person, where `by` is given), and gives it; None where
        there is none. Nothing is deleted: what was said on the same matter before holds again."""
        with self._judging() as conn:
            return judging.undo(conn, self._desk, by, judging.now())

    def judgements(self) -> list[Judgement]:
        """All judgements ever given, those taken back as well, the oldest first."""
        with self._store.read() as conn:
            return fetch.judgements(conn)

    def import_judgements(self, files: Iterable[str | Path], *, by: str = "") -> judging.Imported:
        """Takes what people corrected in brat or Web Annotation files that Sayso wrote (see docs/archive.md). What
        cannot be taken stands in `errors` of the outcome; all else is applied at once."""
        with self._judging() as conn:
            return judging.import_files(conn, self._desk, [Path(f) for f in files], by, judging.now())

    @contextmanager
    def _judging(self) -> Iterator[Connection]:
        """A transaction after which nothing is remembered of what was linked before."""
        try:
            with self._store.write() as conn:
                self._desk.sit_down(conn)
                yield conn
        finally:
            self._desk.forget()
            self._meanings.forget()

    def versions(self, url: str) -> list[Version]:
        """What became of the statements of a page, from each version to the next."""
        with self._store.read() as conn:
            readings = [fetch.reading_of(conn, seq) for seq in fetch.versions(conn, url)]
        return [told(old, new) for old, new in pairwise(readings)]

    @overload
    def rows(self, table: Literal["reports"]) -> Iterator[ReportRow]: ...
    @overload
    def rows(self, table: Literal["statements"]) -> Iterator[StatementRow]: ...
    @overload
    def rows(self, table: Literal["entities"]) -> Iterator[EntityRow]: ...
    @overload
    def rows(self, table: Literal["claims"]) -> Iterator[ClaimRow]: ...
    @overload
    def rows(self, table: Literal["links"]) -> Iterator[LinkRow]: ...
    @overload
    def rows(self, table: TableName) -> Iterator[Row]: ...
    @overload
    def rows(self, table: tables.Document) -> Iterator[dict[str, Any]]: ...
    def rows(self, table: TableName | tables.Document) -> Iterator[Row] | Iterator[dict[str, Any]]:
        """The rows of a table (see docs/format.md), streamed: reports by date, statements by report and place, all else
        by id. For "annotation" and "jsonld", the parts of those documents. Raises ValueError for no table."""
        if table == "annotation" or table == "jsonld":
            return self._streamed(lambda conn: tables.document(conn, self._desk.families, table))
        name = fits(table)
        return self._streamed(lambda conn: tables.rows(conn, self._desk.families, name))

    def arrow(self, table: TableName) -> Any:
        """A table as a pyarrow.Table. Raises SaysoError where pyarrow is missing, ValueError for no table."""
        return columns.arrow(fits(table), self.rows(table))

    def _streamed(self, read: Callable[[Connection], Iterator[Any]]) -> Iterator[Any]:
        with self._store.read() as conn:
            yield from read(conn)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No search for garbage in the meantime: among the many small records that linking keeps it takes an eighth of all
    time and finds nothing, since they hold no circles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
