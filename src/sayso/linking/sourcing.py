"""Who the named sources of one arriving report are: the persons and bodies that other reports know."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping, Sequence

from sqlalchemy.engine import Connection

from sayso.archive import derived, namesaking, sharing
from sayso.archive.namesaking import SourceRow
from sayso.linking.desk import Desk
from sayso.links import entities

MOST_NEAR = 400
"""Names near one name, at most: each stands once, however many reports have it."""
POSTINGS = 400


def identify(conn: Connection, desk: Desk, sources: Sequence[int], judged: Mapping[frozenset[str], bool]) -> None:
    """Gives the sources their entities. A source whose signature is known joins who has it; any other is looked at
    together with all names that may be the same."""
    apart = {source for pair in judged for source in pair}
    rows = {r.seq: r for r in namesaking.sources_of(conn, sources) if r.name and entities.keys(r.name, r.kind)}
    first = namesaking.sign(conn, {seq: _signature(row, apart) for seq, row in rows.items()})
    fresh = [seq for seq in rows if first[seq] == seq]
    keys = {seq: entities.keys(rows[seq].name or "", rows[seq].kind) for seq in fresh}
    derived.insert_keys(conn, "source_keys", ((key, seq) for seq, found in keys.items() for key in found))
    if fresh:
        near = _near(conn, {seq: (_profile(rows[seq]), keys[seq]) for seq in fresh}, apart)
        near |= set(namesaking.with_entities_of(conn, sorted(near)))
        _group(conn, desk, sorted(near), set(sources), judged)
    namesaking.follow_first(conn, [seq for seq in rows if first[seq] != seq])


def _near(
    conn: Connection, fresh: Mapping[int, tuple[entities.Profile, Sequence[str]]], apart: Container[str]
) -> set[int]:
    """Some first sources, and those that are or may be one with any of them, or were judged."""
    found = {
        seq: list(sharing.sharing(conn, "source_keys", keys, at_most_per_key=POSTINGS))[:MOST_NEAR]
        for seq, (_, keys) in fresh.items()
    }
    firsts = sorted({*fresh, *namesaking.firsts_of(conn, sorted({x for row in found.values() for x in row}))})
    rows = namesaking.sources_of(conn, firsts)
    known = [profile for profile, _ in fresh.values()]
    # Only a name of one word is told apart by its stories alone; to ask for them is dear.
    all_bare = any(_bare(profile.name) for profile in known)
    stories = namesaking.stories_of(conn, [r.seq for r in rows if all_bare or _bare(r.name or "")])
    others = [_profile(r, stories.get(r.seq, ())) for r in rows]
    return {
        seq
        for seq, other in zip(firsts, others, strict=True)
        if seq in fresh or other.source in apart or any(entities.same(profile, other) for profile in known)
    }


def _bare(name: str) -> bool:
    return " " not in name


def _group(
    conn: Connection, desk: Desk, near: Sequence[int], arriving: set[int], judged: Mapping[frozenset[str], bool]
) -> None:
    """Groups first sources into entities; all who share their signatures come along."""
    stories = namesaking.stories_of(conn, near)
    found, _doubtful = entities.group(
        [_profile(r, stories.get(r.seq, ())) for r in namesaking.sources_of(conn, near)], judged
    )
    before = namesaking.entities_of(conn, near)
    derived.set_entities(conn, found)
    after = namesaking.entities_of(conn, near)
    moved = {seq for seq in near if before[seq] != after[seq]} | set(namesaking.lead(conn, near))
    moved -= arriving
    if moved:
        desk.drop(namesaking.statements_by(conn, sorted(moved)))


def _profile(r: SourceRow, stories: Sequence[int] = ()) -> entities.Profile:
    return entities.Profile(
        source=r.id, name=r.name or "", kind=r.kind, role=r.role, report=r.report, outlet=r.outlet,
        published=r.published, story=r.story, stories=tuple(stories),
    )  # fmt: skip


def _signature(row: SourceRow, apart: Container[str]) -> int:
    """What makes two sources one without a second look (entities.signature), as a number; a judged one stands alone."""
    parts = [*entities.signature(_profile(row)), *((row.id,) if row.id in apart else ())]
    data = "\x00".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)
