"""The archive as rows and as documents: what `sayso export` writes, in an order that depends on the reports alone.

Reports are ordered by date, then id; statements by report and place; all else by id. Everything streams: only the
ids of claims are kept, 24 bytes each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby, islice
from typing import Any, Literal, cast

import numpy as np
from sqlalchemy import Connection

from sayso.archive import fetch
from sayso.archive import tables as stored
from sayso.export.tables import graph, notes
from sayso.export.tables.records import (
    ClaimRow,
    EntityRow,
    LinkRow,
    ReportRow,
    Row,
    StatementRow,
    TableName,
)
from sayso.instants import moment
from sayso.linking.weighing import Claim, claim_id, weigh_claims
from sayso.links.outlets.families import Families
from sayso.links.stories.placing import story_id
from sayso.records import Genre, Kind, Reading

Document = Literal["annotation", "jsonld"]
_AT_ONCE = 50
"""Claims weighed at once."""
_ID = 16
"""Characters of an id."""


def rows(conn: Connection, families: Families, table: TableName) -> Iterator[Row]:
    """All rows of a table."""
    if table == "reports":
        yield from _reports(conn, families)
    elif table == "statements":
        yield from _statements(conn)
    elif table == "entities":
        for key, name, kind, roles, aliases in stored.entities(conn):
            yield EntityRow(id=key, name=name, kind=cast("Kind", kind), roles=roles, aliases=aliases)
    elif table == "claims":
        for claim in claims(conn, families):
            yield claim_row(claim)
    else:
        yield from links(conn)


def document(conn: Connection, families: Families, kind: Document) -> Iterator[dict[str, Any]]:
    """The parts of a JSON-LD document: annotations (sayso.export.tables.notes) or nodes of schema.org (...graph)."""
    yield from _annotations(conn) if kind == "annotation" else _graph(conn, families)


def claim_row(claim: Claim) -> ClaimRow:
    """A claim as a row."""
    return ClaimRow(id=claim.id, text=claim.stands.text, **asdict(claim.weighed.counts))


class ClaimIds:
    """The id of every claim of an archive, by its number in the file: two arrays, 24 bytes a claim.

    It is the id that `weighing` gives: from the claim's first statement, by date, then id.
    """

    def __init__(self, conn: Connection) -> None:
        found = (
            (number, claim_id(min((moment(published), key) for _, key, published in members)[1]).encode())
            for number, members in groupby(stored.claimed(conn), key=lambda row: row[0])
        )
        made = np.fromiter(found, dtype=[("number", np.int64), ("id", f"S{_ID}")])
        self._numbers, self._ids = made["number"], made["id"]

    def __getitem__(self, number: int) -> str:
        return bytes(self._ids[np.searchsorted(self._numbers, number)]).decode()

    def in_order(self) -> Iterator[int]:
        """The numbers of all claims, in the order of their ids."""
        for at in np.argsort(self._ids, kind="stable"):
            yield int(self._numbers[at])


def claims(conn: Connection, families: Families) -> Iterator[Claim]:
    """All claims with their counts, by id."""
    left = ClaimIds(conn).in_order()
    while numbers := list(islice(left, _AT_ONCE)):
        yield from weigh_claims(conn, families, numbers)


def links(conn: Connection) -> Iterator[LinkRow]:
    """The links that hold, and those that a person judged, whatever the verdict; a mere suggestion is no link yet."""
    for x in stored.links(conn):
        if x.confirmed or x.judged is not None:
            yield LinkRow(
                left=x.left, right=x.right, kind=x.kind, score=x.score, judged=x.judged, reasons=x.reasons
            )  # fmt: skip


def readings(conn: Connection) -> Iterator[Reading]:
    """The newest reading of every report, in date order."""
    for seq in stored.report_seqs(conn):
        yield fetch.reading_of(conn, seq)


def _reports(conn: Connection, families: Families) -> Iterator[ReportRow]:
    for r in stored.reports(conn):
        yield ReportRow(
            id=r.id, url=r.url, outlet=r.outlet, family=families.family(r.outlet), published=r.published,
            title=r.title, language=r.language, genre=cast("Genre", r.genre), credit=r.credit,
            version_of=r.version_of, origin=r.origin or r.id, story=r.story or story_id(r.id),
        )  # fmt: skip


def _statements(conn: Connection) -> Iterator[StatementRow]:
    ids = ClaimIds(conn)
    for seq in stored.report_seqs(conn):
        reading, numbers = fetch.reading_of(conn, seq), stored.claims_in(conn, seq)
        sources, known = {o.id: o for o in reading.sources}, stored.entities_in(conn, seq)
        text = reading.report.text
        seen = set[str]()
        for s in reading.statements:
            key = s.id
            if key in seen:  # the archive has a statement once, in its first place
                continue
            seen.add(key)
            number, who = numbers.get(key), sources.get(s.source_id or "")
            yield StatementRow(
                id=key, report=s.report, claim=None if number is None else ids[number],
                text=" … ".join([text[a:b] for a, b in s.content_spans]), source=who.name if who else None,
                kind=who.kind if who else None, role=who.role if who else None, entity=known.get(s.source_id or ""),
                content_spans=s.content_spans,
                extents=s.extents, form=s.form, source_id=s.source_id, source_spans=s.source_spans,
                cue_spans=s.cue_spans, addressee_spans=s.addressee_spans, act=s.act, negated=s.negated,
                said_on=s.said_on, via=s.via, within=s.within, continues=s.continues, repeats=s.repeats,
                confidence=s.confidence, reasons=s.reasons,
            )  # fmt: skip


def _annotations(conn: Connection) -> Iterator[dict[str, Any]]:
    for reading in readings(conn):
        yield from notes.of_reading(reading)
    for link in links(conn):
        yield notes.of_link(link)


def _graph(conn: Connection, families: Families) -> Iterator[dict[str, Any]]:
    """Reports in date order, each with its quotations; then who is quoted; then the claims."""
    for seq, report in zip(stored.report_seqs(conn), _reports(conn, families), strict=True):
        reading = fetch.reading_of(conn, seq)
        yield graph.article(reading.report, report, stored.originals_of(conn, seq))
        relayed: dict[str, list[graph.Node]] = {}
        for x in stored.passed_on(conn, seq):
            if x.form == "own" or (x.act != "deny" and not x.negated):
                relayed.setdefault(x.left, []).append(graph.place(x.right, x.report, own=x.form == "own"))
        quoted = {s.id for s in reading.statements if graph.is_quotation(s)}
        yield from graph.quotations(reading, stored.entities_in(conn, seq), relayed, quoted)
    for row in cast("Iterable[EntityRow]", rows(conn, families, "entities")):
        yield graph.entity(row)
    for claim in claims(conn, families):
        carrying = [(f.statement, f.report) for t in claim.weighed.texts for f in t.members]
        own = {m.said.id for m in claim.members if m.said.form == "own"}
        places = [graph.place(key, report, own=key in own) for key, report in carrying]
        first = claim.weighed.first
        start = graph.place(first.statement, first.report, own=first.statement in own) if first else None
        yield graph.claim(claim_row(claim), places, start, first.published if first else None)
