"""What linking remembers between reports is forgotten here: all for `relink`, a part when a report is read anew.

The tables are those of `twinning`, `namesaking`, `beside` and `places`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy.engine import Connection

from sayso.archive.rows import driver


def forget_meetings(conn: Connection) -> None:
    """Empties the tables of this room and those of keys (for `relink`): which are kept depends on who came first."""
    for name in (
        "centres",
        "twins",
        "signatures",
        "namesakes",
        "homes",
        "statement_keys",
        "source_keys",
        "report_keys",
        "fingerprints",
    ):
        driver(conn).execute(f"DELETE FROM {name}")


def forget_of(conn: Connection, statements: Sequence[int], sources: Sequence[int]) -> None:
    """Forgets what this room keeps of some statements and sources: whom they are twins and namesakes of, and the other
    way round."""
    for sql, rows in (
        ("DELETE FROM twins WHERE statement IN (SELECT value FROM json_each(?))", statements),
        ("DELETE FROM twins WHERE centre IN (SELECT value FROM json_each(?))", statements),
        (
            "DELETE FROM centres WHERE (key, statement) IN (SELECT c.key, c.statement FROM json_each(?) j"
            " JOIN centres c ON c.statement = j.value)",
            statements,
        ),
        (
            "DELETE FROM signatures WHERE key IN (SELECT g.key FROM json_each(?) j JOIN signatures g"
            " ON g.source = j.value)",
            sources,
        ),
        ("DELETE FROM namesakes WHERE first IN (SELECT value FROM json_each(?))", sources),
        ("DELETE FROM namesakes WHERE source IN (SELECT value FROM json_each(?))", sources),
    ):
        if rows:
            driver(conn).execute(sql, (json.dumps(list(rows)),))


def by_report(conn: Connection, statements: Sequence[int]) -> list[tuple[float | None, list[int]]]:
    """Some statements by report, each with the moment it was published, in order of arrival."""
    sql = (
        "SELECT r.seq, r.moment, s.seq FROM json_each(?) j JOIN statements s ON s.seq = j.value"
        " JOIN reports r ON r.seq = s.report ORDER BY r.seq, s.place"
    )
    out: dict[int, tuple[float | None, list[int]]] = {}
    for report, moment, seq in driver(conn).execute(sql, (json.dumps(list(statements)),)):
        out.setdefault(report, (moment, []))[1].append(seq)
    return list(out.values())
