"""Centres and twins: the first statement with some exact words, and the others with them, which share its claim.

Twins link to their centre and are compared with nothing else: a wire in 300 outlets costs 300 links, not 45,000.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy.engine import Connection

from sayso.archive.rows import driver


def _many(conn: Connection, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
    driver(conn).executemany(sql, rows)


def add_centres(conn: Connection, rows: Iterable[tuple[int, int]]) -> None:
    """(key, statement), each: the statement is a first with the words that `key` (signed, 64 bits) stands for."""
    _many(conn, "INSERT OR IGNORE INTO centres(key, statement) VALUES (?, ?)", rows)


def centres_of(conn: Connection, keys: Sequence[int]) -> dict[int, list[int]]:
    """The centres with each of some keys, the earliest added first."""
    out: dict[int, list[int]] = {}
    sql = "SELECT c.key, c.statement FROM json_each(?) j JOIN centres c ON c.key = j.value ORDER BY c.statement"
    for key, statement in driver(conn).execute(sql, (json.dumps(list(keys)),)):
        out.setdefault(key, []).append(statement)
    return out


def set_twins(conn: Connection, rows: Iterable[tuple[int, int]]) -> None:
    """(statement, its centre), each."""
    _many(conn, "INSERT OR REPLACE INTO twins(statement, centre) VALUES (?, ?)", rows)


def take_over(conn: Connection, key: int, statement: int, old: int) -> None:
    """A statement takes the place of a centre with its words, whose twins become its own, as the centre does. The old
    one's links are forgotten, but for those that a person judged."""
    raw = driver(conn)
    raw.execute("DELETE FROM centres WHERE key = ? AND statement = ?", (key, old))
    raw.execute("UPDATE twins SET centre = ? WHERE centre = ?", (statement, old))
    raw.execute("INSERT OR REPLACE INTO twins(statement, centre) VALUES (?, ?)", (old, statement))
    raw.execute("UPDATE statements SET vector = NULL WHERE seq = ?", (old,))
    for side in ("left", "right"):  # a correction stands in the texts, whoever is the centre: it stays
        raw.execute(f"DELETE FROM links WHERE \"{side}\" = ? AND judged IS NULL AND kind != 'retracts'", (old,))


def names_of(conn: Connection, statements: Sequence[int]) -> dict[int, str]:
    """The id of each statement."""
    sql = "SELECT s.seq, s.id FROM json_each(?) j CROSS JOIN statements s ON s.seq = j.value"
    return dict(driver(conn).execute(sql, (json.dumps(list(statements)),)).fetchall())


def centre_of(conn: Connection, statements: Sequence[int]) -> dict[int, int]:
    """The centre of each statement that is a twin."""
    sql = "SELECT t.statement, t.centre FROM json_each(?) j JOIN twins t ON t.statement = j.value"
    return dict(driver(conn).execute(sql, (json.dumps(list(statements)),)).fetchall())


def twins_of(conn: Connection, centre: Sequence[int]) -> dict[int, list[int]]:
    """The twins of each of some centres."""
    out: dict[int, list[int]] = {}
    sql = "SELECT t.centre, t.statement FROM json_each(?) j JOIN twins t ON t.centre = j.value ORDER BY t.statement"
    for one, statement in driver(conn).execute(sql, (json.dumps(list(centre)),)):
        out.setdefault(one, []).append(statement)
    return out


def claim_twins(conn: Connection, centre: Sequence[int]) -> None:
    """Gives the twins of some centres their centres' claims."""
    sql = (
        "UPDATE statements SET claim = (SELECT c.claim FROM twins t JOIN statements c ON c.seq = t.centre"
        " WHERE t.statement = statements.seq) WHERE seq IN"
        " (SELECT t.statement FROM json_each(?) j JOIN twins t ON t.centre = j.value)"
    )
    driver(conn).execute(sql, (json.dumps(list(centre)),))


def centres_between(conn: Connection, first: float, last: float) -> list[tuple[int, bytes]]:
    """(statement, vector) of the centres in reports published in [first, last), seconds since 1970: those that have
    been linked, and so have a claim."""
    sql = (
        "SELECT s.seq, s.vector FROM reports r JOIN statements s ON s.report = r.seq"
        " WHERE r.moment >= ? AND r.moment < ? AND s.vector IS NOT NULL AND s.claim IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM twins t WHERE t.statement = s.seq) ORDER BY s.seq"
    )
    return [(seq, vector) for seq, vector in driver(conn).execute(sql, (first, last))]


def around(conn: Connection, statements: Sequence[int], most: int) -> list[int]:
    """The centres that hang together with some statements by confirmed links of sameness (or such as a person
    confirmed), these among them; `most` at most."""
    sql = (
        "WITH RECURSIVE found(seq) AS (SELECT value FROM json_each(?) UNION"
        ' SELECT CASE WHEN l."left" = f.seq THEN l."right" ELSE l."left" END FROM found f JOIN links l'
        ' ON l."left" = f.seq OR l."right" = f.seq'
        " WHERE l.kind IN ('same-words', 'same-claim') AND (l.confirmed OR l.judged = 'yes')"
        ' AND NOT EXISTS (SELECT 1 FROM twins t WHERE t.statement IN (l."left", l."right"))'
        " LIMIT ?) SELECT seq FROM found ORDER BY seq"
    )
    return [row[0] for row in driver(conn).execute(sql, (json.dumps(list(statements)), most))]


def claims_of(conn: Connection, statements: Sequence[int]) -> dict[int, int | None]:
    """The claim of each statement, None for one without."""
    sql = "SELECT s.seq, s.claim FROM json_each(?) j JOIN statements s ON s.seq = j.value"
    return dict(driver(conn).execute(sql, (json.dumps(list(statements)),)).fetchall())
