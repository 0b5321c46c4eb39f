"""The vectors of statements, read one by one or from end to end."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy.engine import Connection

from sayso.archive.rows import driver


def vectors_of(conn: Connection, statements: Sequence[int]) -> dict[int, bytes]:
    """The vector of each statement that has one."""
    sql = (
        "SELECT s.seq, s.vector FROM json_each(?) j CROSS JOIN statements s ON s.seq = j.value"
        " WHERE s.vector IS NOT NULL AND s.vector != x''"
    )
    return dict(driver(conn).execute(sql, (json.dumps(list(statements)),)).fetchall())


def vectors_from(conn: Connection, after: int, most: int) -> list[tuple[int, bytes]]:
    """(statement, vector) of statements numbered above `after`, ascending, `most` at most."""
    sql = (
        "SELECT seq, vector FROM statements WHERE seq > ? AND vector IS NOT NULL AND vector != x'' ORDER BY seq LIMIT ?"
    )
    return [(seq, vector) for seq, vector in driver(conn).execute(sql, (after, most))]


def forget_vectors(conn: Connection, statements: Sequence[int]) -> None:
    """Makes some statements such as have not been compared yet: who has no vector is met by nobody."""
    sql = "UPDATE statements SET vector = NULL WHERE seq IN (SELECT value FROM json_each(?))"
    driver(conn).execute(sql, (json.dumps(list(statements)),))
