"""Where reports stand: page, origin, and whose text an origin is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.engine import Connection

from sayso.archive.rows import driver


def _many(conn: Connection, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
    driver(conn).executemany(sql, rows)


class Placed(NamedTuple):
    """Where a statement's report stands: its number, the id of its page's first version, and its origin."""

    report: int
    page: str
    origin: str
    home: str | None
    credit: str | None
    dropped: bool


def set_homes(conn: Connection, homes: Mapping[str, str | None]) -> None:
    """The outlet (host) or agency (name) that each origin's text comes from."""
    _many(conn, "INSERT OR REPLACE INTO homes(origin, home) VALUES (?, ?)", homes.items())


def placed_of(conn: Connection, statements: Sequence[int]) -> dict[int, Placed]:
    """For each statement where its report stands."""
    sql = (
        "SELECT s.seq, p.report, coalesce(v.id, r.id), p.origin, coalesce(h.home, r.outlet), r.credit,"
        " s.dropped FROM json_each(?) j CROSS JOIN statements s ON s.seq = j.value JOIN placed p ON p.report = s.report"
        " JOIN reports r ON r.seq = s.report LEFT JOIN reports v ON v.seq = p.version_of"
        " LEFT JOIN homes h ON h.origin = p.origin"
    )
    rows = driver(conn).execute(sql, (json.dumps(list(statements)),))
    return {row[0]: Placed(row[1], row[2], row[3], row[4], row[5], bool(row[6])) for row in rows}


def origin_of(conn: Connection, reports: Sequence[int]) -> dict[int, tuple[str, str | None]]:
    """(origin, the outlet it comes from) of each report."""
    sql = (
        "SELECT p.report, p.origin, coalesce(h.home, r.outlet) FROM json_each(?) j JOIN placed p ON p.report = j.value"
        " JOIN reports r ON r.seq = p.report LEFT JOIN homes h ON h.origin = p.origin"
    )
    return {report: (origin, home) for report, origin, home in driver(conn).execute(sql, (json.dumps(list(reports)),))}
