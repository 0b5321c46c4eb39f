"""Who the named sources of one arriving report are: the persons and bodies that other reports know."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy.engine import Connection

from sayso.archive import derived, meeting, sharing
from sayso.archive.meeting import SourceRow
from sayso.links import entities
from sayso.links.words import fold

MOST_NEAR = 400
"""Names near one name, at most: each stands once, however many reports have it."""
POSTINGS = 400


def identify(conn: Connection, sources: Sequence[int], judged: dict[frozenset[str], bool]) -> None:
    """Gives the sources their entities. A source whose name, kind and role are known joins who has them; any other is
    looked at together with all names that may be the same."""
    rows = {r.seq: r for r in meeting.sources_of(conn, sources) if r.name and entities.keys(r.name, r.kind)}
    first = meeting.sign(conn, {seq: _signature(row) for seq, row in rows.items()})
    fresh = [seq for seq in rows if first[seq] == seq]
    keys = {seq: entities.keys(rows[seq].name or "", rows[seq].kind) for seq in fresh}
    derived.insert_keys(conn, "source_keys", ((key, seq) for seq, found in keys.items() for key in found))
    near: set[int] = set(fresh)
    for found in keys.values():
        near |= set(list(sharing.sharing(conn, "source_keys", found, at_most_per_key=POSTINGS))[:MOST_NEAR])
    if near:
        near |= set(meeting.with_entities_of(conn, sorted(near)))
        _group(conn, sorted(near), judged)
    meeting.follow_first(conn, [seq for seq in rows if first[seq] != seq])


def _group(conn: Connection, near: Sequence[int], judged: dict[frozenset[str], bool]) -> None:
    """Groups first sources into entities; all who share their signatures come along."""
    profiles = [
        entities.Profile(
            source=r.id, name=r.name or "", kind=r.kind, role=r.role, report=r.report, outlet=r.outlet,
            published=r.published, story=r.story,
        )
        for r in meeting.sources_of(conn, near)
    ]  # fmt: skip
    found, _doubtful = entities.group(profiles, judged)
    derived.set_entities(conn, found)
    meeting.lead(conn, near)


def _signature(row: SourceRow) -> int:
    """What makes two sources one without a second look: the same name, kind and role; of a bare name also the story."""
    name = fold(row.name or "")
    parts = [name, row.kind, fold(row.role or "")]
    if len(name.split()) == 1:
        parts.append(str(row.story))
    data = "\x00".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)
