"""Signatures and namesakes: sources with one name, kind and role stand behind the first of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.engine import Connection

from sayso.archive.rows import driver
from sayso.records import Kind


def _many(conn: Connection, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
    driver(conn).executemany(sql, rows)


def sign(conn: Connection, keys: Mapping[int, int]) -> dict[int, int]:
    """Signs sources ({source: signature}); gives {source: the first source with its signature}, which may be itself.

    The first is the one published first (then by id), whatever came first into the archive.
    """
    raw = driver(conn)
    first: dict[int, int] = {}
    sql = "SELECT g.key, g.source FROM json_each(?) j JOIN signatures g ON g.key = j.value"
    for key, source in raw.execute(sql, (json.dumps(list(keys.values())),)):
        first[key] = source
    when = {
        seq: (moment is None, moment, name)
        for seq, moment, name in raw.execute(
            "SELECT o.seq, r.moment, o.id FROM json_each(?) j JOIN sources o ON o.seq = j.value"
            " JOIN reports r ON r.seq = o.report",
            (json.dumps([*keys, *first.values()]),),
        )
    }
    fresh: dict[int, int] = {}
    for source, key in keys.items():
        old = first.get(key)
        if old is not None and when[old] <= when[source]:
            continue
        first[key] = fresh[key] = source
        if old is not None:
            raw.execute(
                "UPDATE sources SET entity = (SELECT entity FROM sources WHERE seq = ?) WHERE seq = ?", (old, source)
            )
            raw.execute("UPDATE namesakes SET first = ? WHERE first = ?", (source, old))
    _many(conn, "INSERT OR REPLACE INTO signatures(key, source) VALUES (?, ?)", fresh.items())
    out = {source: first[key] for source, key in keys.items()}
    _many(conn, "INSERT OR REPLACE INTO namesakes(source, first) VALUES (?, ?)", out.items())
    return out


def stories_of(conn: Connection, first: Sequence[int]) -> dict[int, list[int]]:
    """Of each of some first sources the stories of its namesakes that another of these firsts stands in as well."""
    out: dict[int, list[int]] = {}
    sql = (
        "WITH f(seq) AS (SELECT value FROM json_each(?)), t(story) AS (SELECT DISTINCT p.story FROM f"
        " JOIN sources o ON o.seq = f.seq JOIN placed p ON p.report = o.report WHERE p.story IS NOT NULL)"
        " SELECT DISTINCT n.first, t.story FROM t CROSS JOIN placed p ON p.story = t.story"
        " CROSS JOIN sources o ON o.report = p.report JOIN namesakes n ON n.source = o.seq"
        " WHERE n.first IN (SELECT seq FROM f) ORDER BY 1, 2"
    )
    for one, story in driver(conn).execute(sql, (json.dumps(list(first)),)):
        out.setdefault(one, []).append(story)
    return out


def entities_of(conn: Connection, sources: Sequence[int]) -> dict[int, int | None]:
    """The entity of each source, by number."""
    sql = "SELECT o.seq, o.entity FROM json_each(?) j JOIN sources o ON o.seq = j.value"
    return dict(driver(conn).execute(sql, (json.dumps(list(sources)),)).fetchall())


def firsts_of(conn: Connection, sources: Sequence[int]) -> list[int]:
    """The first source of the signature of each of some sources, each once."""
    sql = "SELECT DISTINCT n.first FROM json_each(?) j JOIN namesakes n ON n.source = j.value ORDER BY 1"
    return [row[0] for row in driver(conn).execute(sql, (json.dumps(list(sources)),))]


def namesakes_of(conn: Connection, first: Sequence[int]) -> dict[int, list[int]]:
    """All sources that share the signature of each of some first sources."""
    out: dict[int, list[int]] = {}
    sql = "SELECT n.first, n.source FROM json_each(?) j JOIN namesakes n ON n.first = j.value ORDER BY n.source"
    for one, source in driver(conn).execute(sql, (json.dumps(list(first)),)):
        out.setdefault(one, []).append(source)
    return out


class SourceRow(NamedTuple):
    """A source with what tells who it is: its report (id, outlet, published) and that report's story (a number)."""

    seq: int
    id: str
    name: str | None
    kind: Kind
    role: str | None
    report: str
    outlet: str | None
    published: str | None
    story: int | None


def sources_of(conn: Connection, sources: Sequence[int]) -> list[SourceRow]:
    """The sources with these numbers, in that order."""
    sql = (
        "SELECT o.seq, o.id, o.name, o.kind, o.role, r.id, r.outlet, r.published, p.story FROM json_each(?) j"
        " CROSS JOIN sources o ON o.seq = j.value JOIN reports r ON r.seq = o.report"
        " LEFT JOIN placed p ON p.report = r.seq"
    )
    return [SourceRow(*row) for row in driver(conn).execute(sql, (json.dumps(list(sources)),))]


def with_entities_of(conn: Connection, sources: Sequence[int]) -> list[int]:
    """The first sources (each signature's) of the entities that some sources belong to."""
    sql = (
        "SELECT DISTINCT n.first FROM sources o JOIN namesakes n ON n.source = o.seq AND n.first = o.seq"
        " WHERE o.entity IN (SELECT o2.entity FROM json_each(?) j JOIN sources o2 ON o2.seq = j.value"
        " WHERE o2.entity IS NOT NULL) ORDER BY 1"
    )
    return [row[0] for row in driver(conn).execute(sql, (json.dumps(list(sources)),))]


def follow_first(conn: Connection, sources: Sequence[int]) -> None:
    """Gives each of some sources the entity of the first with its signature."""
    sql = (
        "UPDATE sources SET entity = (SELECT f.entity FROM namesakes n JOIN sources f ON f.seq = n.first"
        " WHERE n.source = sources.seq) WHERE seq IN (SELECT value FROM json_each(?))"
    )
    driver(conn).execute(sql, (json.dumps(list(sources)),))


def lead(conn: Connection, first: Sequence[int]) -> list[int]:
    """Gives all namesakes of some first sources the entity that those have now, where it is another; gives those whose
    entity changed. An entity that has no source left is forgotten."""
    raw = driver(conn)
    sql = (
        "SELECT o.seq, o.entity, f.entity FROM json_each(?) j JOIN namesakes n ON n.first = j.value"
        " JOIN sources f ON f.seq = n.first JOIN sources o ON o.seq = n.source WHERE o.entity IS NOT f.entity"
    )
    moved = raw.execute(sql, (json.dumps(list(first)),)).fetchall()
    raw.executemany("UPDATE sources SET entity = ? WHERE seq = ?", [(now, seq) for seq, _, now in moved])
    raw.executemany(
        "DELETE FROM entities WHERE seq = ? AND NOT EXISTS (SELECT 1 FROM sources WHERE entity = entities.seq)",
        [(old,) for old in {old for _, old, _ in moved if old is not None}],
    )
    return [seq for seq, _, _ in moved]


def statements_by(conn: Connection, sources: Sequence[int]) -> list[int]:
    """The statements of some sources."""
    sql = "SELECT s.seq FROM json_each(?) j JOIN statements s ON s.source = j.value"
    return [row[0] for row in driver(conn).execute(sql, (json.dumps(list(sources)),))]


def source_seqs_of(conn: Connection, report: int) -> tuple[int, ...]:
    """The sources of a report's reading, ascending."""
    rows = driver(conn).execute("SELECT seq FROM sources WHERE report = ? ORDER BY seq", (report,))
    return tuple(row[0] for row in rows)
