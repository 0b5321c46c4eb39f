"""What was derived, written in bulk: keys, links, claims, copies, origins, entities, stories, vectors.

All of it can be built anew from the evidence. Each function takes a connection of `Store.write` first; nothing is
committed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from sayso.across import Copy, Entity, Link, Verdict
from sayso.archive.rows import as_keys, driver, listed, packed
from sayso.archive.schema import KEY_TABLES, NO_MOMENT, metadata
from sayso.archive.signs import unseal


class Story(NamedTuple):
    """Reports about one event: `reports` are their numbers."""

    id: str
    title: str
    reports: Sequence[int]
    reasons: Sequence[str] = ()


def insert_keys(conn: Connection, table_name: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add keys to a table of KEY_TABLES; a row is (key, seq), in `report_keys` (key, moment, seq). What is there stays.

    A key is a whole number of 64 bits (signed or not) or a string. A moment of None is kept as NO_MOMENT.
    """
    marks = ",".join("?" * len(metadata.tables[table_name].columns))
    driver(conn).executemany(f"INSERT OR IGNORE INTO {_keys(table_name)} VALUES ({marks})", _key_rows(table_name, rows))


def drop_keys(conn: Connection, table_name: str, rows: Iterable[Sequence[Any]]) -> None:
    """Forget keys: the same rows as for `insert_keys`. Call it with the old reading's before a report is read anew."""
    table = metadata.tables[table_name]
    where = " AND ".join(f'"{c.name}" = ?' for c in table.columns)
    driver(conn).executemany(f"DELETE FROM {_keys(table_name)} WHERE {where}", _key_rows(table_name, rows))


def replace_copies(conn: Connection, copies: Iterable[Copy], *, of: Iterable[int] = ()) -> None:
    """Keep copies; a pair that is there already is replaced. First, all that the reports numbered in `of` have, as copy
    or as original, is forgotten. Both reports of a Copy must be in the archive."""
    raw = driver(conn)
    wanted = listed(of)
    raw.execute("DELETE FROM copies WHERE copy IN (SELECT value FROM json_each(?))", wanted)
    raw.execute("DELETE FROM copies WHERE original IN (SELECT value FROM json_each(?))", wanted)
    raw.executemany(
        "INSERT OR REPLACE INTO copies (copy, original, share, whole, passages, taken, reasons) VALUES"
        " ((SELECT seq FROM reports WHERE id = ?), (SELECT seq FROM reports WHERE id = ?), ?,?,?,?,?)",
        (
            (c.copy, c.original, c.share, int(c.whole), packed(c.passages), packed(c.taken), packed(c.reasons))
            for c in copies
        ),
    )


def insert_links(conn: Connection, rows: Iterable[tuple[int, int, Link]]) -> None:
    """Keep links, as (number of left, number of right, Link). A link that is there already is replaced, but a person's
    verdict on it stays."""
    driver(conn).executemany(
        'INSERT INTO links ("left", "right", kind, score, confirmed, reasons) VALUES (?,?,?,?,?,?)'
        ' ON CONFLICT ("left", "right", kind) DO UPDATE SET'
        " score = excluded.score, confirmed = excluded.confirmed, reasons = excluded.reasons",
        ((left, right, x.kind, x.score, int(x.confirmed), packed(x.reasons)) for left, right, x in rows),
    )


def delete_links(conn: Connection, links: Iterable[tuple[int, int, str]]) -> None:
    """Forget links, given as (number of left, number of right, kind)."""
    driver(conn).executemany('DELETE FROM links WHERE "left" = ? AND "right" = ? AND kind = ?', links)


def set_judged(conn: Connection, verdicts: Mapping[tuple[int, int, str], Verdict | None]) -> None:
    """Write a person's verdict beside links: {(number of left, number of right, kind): verdict}."""
    rows = ((verdict, *link) for link, verdict in verdicts.items())
    driver(conn).executemany('UPDATE links SET judged = ? WHERE "left" = ? AND "right" = ? AND kind = ?', rows)


def set_claims(conn: Connection, claims: Mapping[int, int | None]) -> None:
    """Say which claim statements belong to: {number of the statement: number of the claim}."""
    rows = ((claim, seq, claim) for seq, claim in claims.items())
    driver(conn).executemany("UPDATE statements SET claim = ? WHERE seq = ? AND claim IS NOT ?", rows)


def set_dropped(conn: Connection, dropped: Mapping[int, bool]) -> None:
    """Mark statements that a later version of their page no longer has: {number of the statement: dropped}."""
    rows = ((int(gone), seq, int(gone)) for seq, gone in dropped.items())
    driver(conn).executemany("UPDATE statements SET dropped = ? WHERE seq = ? AND dropped IS NOT ?", rows)


def set_vectors(conn: Connection, vectors: Mapping[int, bytes]) -> None:
    """Keep the meaning of statements: {number of the statement: vector}."""
    rows = ((vector, seq) for seq, vector in vectors.items())
    driver(conn).executemany("UPDATE statements SET vector = ? WHERE seq = ?", rows)
    unseal(conn, vectors)


def set_origins(conn: Connection, origins: Mapping[int, tuple[str, Sequence[str]]]) -> None:
    """Say where reports' texts come from: {number of the report: (origin, reasons)}."""
    rows = ((origin, packed(tuple(reasons)), seq) for seq, (origin, reasons) in origins.items())
    driver(conn).executemany("UPDATE placed SET origin = ?, origin_reasons = ? WHERE report = ?", rows)


def set_versions(conn: Connection, versions: Mapping[int, int | None]) -> None:
    """Say which page's version reports are: {number of the report: number of the page's first report, or None}."""
    driver(conn).executemany(
        "UPDATE placed SET version_of = ? WHERE report = ?", ((first, seq) for seq, first in versions.items())
    )


def set_stories(conn: Connection, stories: Iterable[Story]) -> dict[str, int]:
    """Keep stories and put their reports into them; gives each story's number by id. A report's former story loses it,
    and a story that has no report left is forgotten."""
    raw, numbers = driver(conn), {}
    before: set[int] = set()
    for story in stories:
        found = raw.execute(
            "INSERT INTO stories (id, title, reasons) VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET"
            " title = excluded.title, reasons = excluded.reasons RETURNING seq",
            (story.id, story.title, packed(tuple(story.reasons))),
        ).fetchall()
        seq = numbers[story.id] = int(found[0][0])
        wanted = listed(story.reports)
        old = raw.execute(
            "SELECT DISTINCT story FROM placed WHERE story IS NOT NULL AND report IN (SELECT value FROM json_each(?))",
            wanted,
        )
        before.update(row[0] for row in old)
        raw.execute(
            "UPDATE placed SET story = ? WHERE report IN (SELECT value FROM json_each(?)) AND story IS NOT ?",
            (seq, *wanted, seq),
        )
    raw.executemany(
        "DELETE FROM stories WHERE seq = ? AND NOT EXISTS (SELECT 1 FROM placed WHERE story = stories.seq)",
        ((seq,) for seq in before),
    )
    return numbers


def set_entities(conn: Connection, entities: Iterable[Entity]) -> dict[str, int]:
    """Keep entities and give their sources (`Entity.sources`, ids) to them; gives each entity's number by id. A
    source's former entity loses it, and an entity that has no source left is forgotten."""
    raw, numbers = driver(conn), {}
    before: set[int] = set()
    for e in entities:
        found = raw.execute(
            "INSERT INTO entities (id, name, kind, roles, aliases, reasons) VALUES (?,?,?,?,?,?) ON CONFLICT (id) DO"
            " UPDATE SET name = excluded.name, kind = excluded.kind, roles = excluded.roles,"
            " aliases = excluded.aliases, reasons = excluded.reasons RETURNING seq",
            (e.id, e.name, e.kind, packed(e.roles), packed(e.aliases), packed(e.reasons)),
        ).fetchall()
        seq = numbers[e.id] = int(found[0][0])
        wanted = listed(e.sources)
        old = raw.execute(
            "SELECT DISTINCT entity FROM sources WHERE entity IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
            wanted,
        )
        before.update(row[0] for row in old)
        raw.execute(
            "UPDATE sources SET entity = ? WHERE id IN (SELECT value FROM json_each(?)) AND entity IS NOT ?",
            (seq, *wanted, seq),
        )
    raw.executemany(
        "DELETE FROM entities WHERE seq = ? AND NOT EXISTS (SELECT 1 FROM sources WHERE entity = entities.seq)",
        ((seq,) for seq in before),
    )
    return numbers


def clear_derived_links(conn: Connection) -> None:
    """Forget what was found: links, claims, copies, versions, origins, entities and stories. Keys, statements and
    vectors stay, but for keys of statements and sources that older readings had.
    Each report is its own origin again."""
    raw = driver(conn)
    for sql in (
        "DELETE FROM links",
        "DELETE FROM copies",
        "UPDATE statements SET claim = NULL, dropped = 0 WHERE claim IS NOT NULL OR dropped",
        "UPDATE sources SET entity = NULL WHERE entity IS NOT NULL",
        "UPDATE placed SET version_of = NULL, story = NULL, origin_reasons = '[]',"
        " origin = (SELECT id FROM reports WHERE seq = placed.report)",
        "DELETE FROM entities",
        "DELETE FROM stories",
        "DELETE FROM statement_keys WHERE statement NOT IN (SELECT seq FROM statements)",
        "DELETE FROM source_keys WHERE source NOT IN (SELECT seq FROM sources)",
    ):
        raw.execute(sql)


def set_meta(conn: Connection, key: str, value: str | None) -> None:
    """Keep a word about the archive itself, such as which version of the links was last built."""
    driver(conn).execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)", (key, value))


def _keys(table: str) -> str:
    if table not in KEY_TABLES:
        raise ValueError(f"{table!r} is no table of keys: {', '.join(KEY_TABLES)}")
    return table


def _key_rows(table: str, rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    rows = list(rows)
    keys = as_keys([row[0] for row in rows])
    if table != "report_keys":
        return [(key, row[1]) for key, row in zip(keys, rows, strict=True)]
    return [(k, NO_MOMENT if row[1] is None else row[1], row[2]) for k, row in zip(keys, rows, strict=True)]
