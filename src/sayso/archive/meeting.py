"""What the corridor keeps between reports so that linking stays cheap: tables of its own, all derived.

A **centre** is the first statement with some exact words; the others with these words are its **twins**: they link to
the centre, share its claim, and are compared with nothing else. So a wire in 300 outlets costs 300 links, not 45,000. A
**signature** does the same for sources: one name, kind and role; the others are its **namesakes**. An **outline** is a
report as stories compare it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.engine import Connection

from sayso.archive.rows import driver
from sayso.records import Kind

Rows = Sequence[tuple[object, ...]]


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


def outlines_of(conn: Connection, reports: Sequence[int]) -> dict[int, bytes]:
    """The stored outline of each report that has one."""
    sql = "SELECT o.report, o.body FROM json_each(?) j JOIN outlines o ON o.report = j.value"
    return dict(driver(conn).execute(sql, (json.dumps(list(reports)),)).fetchall())


def set_outline(conn: Connection, report: int, body: bytes) -> None:
    """Keeps a report's outline."""
    driver(conn).execute("INSERT OR REPLACE INTO outlines(report, body) VALUES (?, ?)", (report, body))


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


def claims_of(conn: Connection, statements: Sequence[int]) -> dict[int, int | None]:
    """The claim of each statement, None for one without."""
    sql = "SELECT s.seq, s.claim FROM json_each(?) j JOIN statements s ON s.seq = j.value"
    return dict(driver(conn).execute(sql, (json.dumps(list(statements)),)).fetchall())


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


def source_seqs_of(conn: Connection, report: int) -> tuple[int, ...]:
    """The sources of a report's reading, ascending."""
    rows = driver(conn).execute("SELECT seq FROM sources WHERE report = ? ORDER BY seq", (report,))
    return tuple(row[0] for row in rows)


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
