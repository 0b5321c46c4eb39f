"""What stands beside a report: reports of its story, its outlet, and those that share its fingerprints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy.engine import Connection

from sayso.archive.rows import driver


def outlines_of(conn: Connection, reports: Sequence[int]) -> dict[int, bytes]:
    """The stored outline of each report that has one."""
    sql = "SELECT o.report, o.body FROM json_each(?) j JOIN outlines o ON o.report = j.value"
    return dict(driver(conn).execute(sql, (json.dumps(list(reports)),)).fetchall())


def set_outline(conn: Connection, report: int, body: bytes) -> None:
    """Keeps a report's outline."""
    driver(conn).execute("INSERT OR REPLACE INTO outlines(report, body) VALUES (?, ?)", (report, body))


def holders(conn: Connection, hashes: Sequence[int], most: int) -> dict[int, list[tuple[int, str | None]]]:
    """(report, outlet) of at most `most` reports that have each fingerprint."""
    out = {}
    sql = "SELECT f.report, r.outlet FROM fingerprints f JOIN reports r ON r.seq = f.report WHERE f.hash = ? LIMIT ?"
    execute = driver(conn).execute
    for mark in hashes:
        rows = execute(sql, (mark, most)).fetchall()
        if rows:
            out[mark] = [(report, outlet) for report, outlet in rows]
    return out


def reports_of(conn: Connection, outlet: str) -> int:
    """How many reports an outlet has, counted up to 1,000."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM reports WHERE outlet = ? LIMIT 1000)"
    return int(driver(conn).execute(sql, (outlet,)).fetchone()[0])


def stories_around(
    conn: Connection, reports: Iterable[int], span: tuple[float, float], most: tuple[int, int]
) -> dict[int, tuple[str, float | None]]:
    """{report: (its story's id, moment)} of each story that one of some reports is in: of its reports within the span
    of moments (both included) so many of the first and so many of the last."""
    sql = (
        "SELECT report, id, moment FROM (SELECT p.report, s.id, r.moment,"
        " row_number() OVER (PARTITION BY p.story ORDER BY r.moment, r.id) AS first,"
        " row_number() OVER (PARTITION BY p.story ORDER BY r.moment DESC, r.id DESC) AS last"
        " FROM (SELECT DISTINCT q.story FROM json_each(?) j JOIN placed q ON q.report = j.value"
        " WHERE q.story IS NOT NULL) t JOIN placed p ON p.story = t.story JOIN stories s ON s.seq = p.story"
        " JOIN reports r ON r.seq = p.report WHERE r.moment IS NULL OR r.moment BETWEEN ? AND ?)"
        " WHERE first <= ? OR last <= ? ORDER BY moment, report"
    )
    found = driver(conn).execute(sql, (json.dumps(list(reports)), *span, *most))
    return {report: (story, moment) for report, story, moment in found}


def in_stories(conn: Connection, stories: Sequence[str]) -> list[int]:
    """The reports of some stories (ids), in date order."""
    sql = (
        "SELECT p.report FROM json_each(?) j JOIN stories s ON s.id = j.value JOIN placed p ON p.story = s.seq"
        " JOIN reports r ON r.seq = p.report ORDER BY r.moment IS NULL, r.moment, r.id"
    )
    return [row[0] for row in driver(conn).execute(sql, (json.dumps(list(stories)),))]


def story_of(conn: Connection, reports: Sequence[int]) -> dict[int, str]:
    """The story's id of each report that is in one."""
    sql = (
        "SELECT p.report, s.id FROM json_each(?) j JOIN placed p ON p.report = j.value"
        " JOIN stories s ON s.seq = p.story"
    )
    return dict(driver(conn).execute(sql, (json.dumps(list(reports)),)).fetchall())


def statements_beside(conn: Connection, report: int, most: int) -> list[int]:
    """Statements of the other reports in a report's story, and of its outlet's last reports, the newest `most`."""
    sql = (
        "SELECT s.seq FROM statements s WHERE s.report IN (SELECT q.report FROM placed p"
        " JOIN placed q ON q.story = p.story WHERE p.report = ?1"
        " UNION SELECT r.seq FROM (SELECT b.seq FROM reports a JOIN reports b ON b.outlet = a.outlet"
        " WHERE a.seq = ?1 AND (a.moment IS NULL OR b.moment <= a.moment) ORDER BY b.moment DESC LIMIT 20) r)"
        " AND s.report != ?1 ORDER BY s.seq DESC LIMIT ?2"
    )
    return [row[0] for row in driver(conn).execute(sql, (report, most))]


def reports_after(conn: Connection, report: int, most: int) -> list[int]:
    """Later reports of a report's outlet (of the `most` that follow it by date) and of its story, at most `most` each:
    most often none, since reports arrive by date. Only reports that are linked: while all are linked anew, those to
    come look back themselves."""
    sql = (
        "SELECT x.seq FROM (SELECT b.seq FROM (SELECT seq, outlet FROM reports"
        " WHERE moment > (SELECT moment FROM reports WHERE seq = ?1)"
        " ORDER BY moment LIMIT ?2) b WHERE b.outlet = (SELECT outlet FROM reports WHERE seq = ?1)"
        " UNION SELECT report FROM (SELECT q.report FROM reports a JOIN placed p ON p.report = a.seq"
        " JOIN placed q ON q.story = p.story JOIN reports b ON b.seq = q.report"
        " WHERE a.seq = ?1 AND b.moment > a.moment ORDER BY b.moment LIMIT ?2)) x"
        " WHERE EXISTS (SELECT 1 FROM statements s WHERE s.report = x.seq AND s.claim IS NOT NULL) ORDER BY 1"
    )
    return [row[0] for row in driver(conn).execute(sql, (report, most))]
