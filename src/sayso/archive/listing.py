"""What an archive lists: reports, stories, entities, outlets, and numbers of statements by what they have in common."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy.engine import Connection

from sayso.across import Entity
from sayso.archive.rows import as_spans, as_words, driver, listed
from sayso.records import Form, Kind, Span


class Story(NamedTuple):
    """A story: reports about one event, their ids in date order; `first` and `last` are when they were published."""

    id: str
    title: str
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    reasons: tuple[str, ...]


class ReportRow(NamedTuple):
    """A report of the archive, without its text; `version_of` is the id of its page's first version."""

    seq: int
    id: str
    url: str | None
    outlet: str | None
    published: str | None
    title: str | None
    language: str | None
    genre: str
    credit: str | None
    version_of: str | None
    origin: str
    story: str | None


class Naming(NamedTuple):
    """What one report calls an entity: its name there, its role, and when and where that was."""

    name: str | None
    role: str | None
    report: str
    outlet: str | None
    published: str | None


class Line(NamedTuple):
    """A statement as figures count it: its report (a number), its sentences, its source, and its `via` (names)."""

    seq: int
    report: int
    form: Form
    kind: Kind | None
    name: str | None
    entity: str | None
    extents: tuple[Span, ...]
    via: tuple[str, ...]
    dropped: bool


_REPORTS = (
    "SELECT r.seq, r.id, r.url, r.outlet, r.published, r.title, r.language, r.genre, r.credit, v.id, p.origin, s.id"
    " FROM reports r JOIN placed p ON p.report = r.seq LEFT JOIN reports v ON v.seq = p.version_of"
    " LEFT JOIN stories s ON s.seq = p.story"
)
_DATE = " ORDER BY r.moment IS NULL, r.moment, r.id"
_WORD = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})
_LONGEST = 10_000
"""Characters of a name that is searched for: no name is longer, and SQLite refuses patterns of over 50,000 bytes."""


def reports(
    conn: Connection, *, story: str | None = None, outlet: str | None = None, seqs: Sequence[int] | None = None
) -> Iterator[ReportRow]:
    """Reports in date order: all, those of a story (id), those of an outlet (host), or those with some numbers."""
    where, wanted = "", tuple[str, ...]()
    if seqs is not None:
        where, wanted = " WHERE r.seq IN (SELECT value FROM json_each(?))", listed(seqs)
    elif story is not None:
        where, wanted = " WHERE s.id = ?", (story,)
    elif outlet is not None:
        where, wanted = " WHERE r.outlet = ?", (outlet,)
    for row in conn.exec_driver_sql(_REPORTS + where + _DATE, wanted):
        yield ReportRow(*row)


def stories(conn: Connection, ids: Sequence[str] | None = None) -> list[Story]:
    """All stories, or those with some ids (a beginning of an id will do), the latest first."""
    begins = " WHERE EXISTS (SELECT 1 FROM json_each(?) j WHERE substr(s.id, 1, length(j.value)) = j.value)"
    where = "" if ids is None else begins
    sql = (
        "SELECT s.id, s.title, s.reasons, r.id, r.outlet, r.published FROM stories s JOIN placed p ON p.story = s.seq"
        f" JOIN reports r ON r.seq = p.report{where} ORDER BY r.moment IS NULL, r.moment, r.id"
    )
    found: dict[str, list[tuple[str, ...]]] = {}
    for key, *rest in driver(conn).execute(sql, () if ids is None else listed(ids)):
        found.setdefault(key, []).append(tuple(rest))
    out = []
    for key, rows in found.items():
        outlets = tuple(dict.fromkeys(row[3] for row in rows if row[3]))
        dates = [row[4] for row in rows if row[4]]
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        why = tuple(json.loads(rows[0][1]))
        out.append(Story(key, rows[0][0], tuple(row[2] for row in rows), outlets, first, last, why))
    return out[::-1]


class StorySize(NamedTuple):
    """A story in a list: how many reports and origins it has, its outlets by date, and when it began and ended."""

    id: str
    title: str
    reports: int
    origins: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None


def story_sizes(conn: Connection) -> list[StorySize]:
    """All stories, the latest first, by indexes alone: a report's row is as long as its text."""
    raw = driver(conn)
    titles = {seq: (key, title) for seq, key, title in raw.execute("SELECT seq, id, title FROM stories")}
    placed = {r: (s, o) for r, s, o in raw.execute("SELECT report, story, origin FROM placed WHERE story IS NOT NULL")}
    hosts = dict(raw.execute("SELECT seq, outlet FROM reports INDEXED BY reports_outlet").fetchall())
    found: dict[int, list[int]] = {}
    dated: dict[int, list[int]] = {}
    order = raw.execute("SELECT seq, moment, id FROM reports INDEXED BY reports_moment").fetchall()
    for seq, known, _ in sorted(order, key=lambda row: (row[1] is None, row[1] or 0.0, row[2])):
        if seq in placed:
            found.setdefault(placed[seq][0], []).append(seq)
            if known is not None:
                dated.setdefault(placed[seq][0], []).append(seq)
    ends = sorted({seqs[i] for seqs in dated.values() for i in (0, -1)})
    sql = "SELECT r.seq, r.published FROM json_each(?) j JOIN reports r ON r.seq = j.value"
    published: dict[int, str] = dict(raw.execute(sql, listed(ends)).fetchall())
    out = []
    for story, seqs in found.items():
        outlets = tuple(dict.fromkeys(h for seq in seqs if (h := hosts.get(seq))))
        origins = len({placed[seq][1] for seq in seqs})
        days = dated.get(story)
        first, last = (published[days[0]], published[days[-1]]) if days else (None, None)
        out.append(StorySize(*titles[story], len(seqs), origins, outlets, first, last))
    return out[::-1]


def entities(conn: Connection, name: str | None = None) -> list[Entity]:
    """All entities, or those with a word of `name` in their name or an alias: whole names first, most sources first."""
    if len(name or "") > _LONGEST:
        return []
    like = f"%{name.translate(_WORD)}%" if name else "%"
    sql = (
        "SELECT e.id, e.name, e.kind, e.roles, e.aliases, e.reasons, json_group_array(o.id) FROM entities e"
        " JOIN sources o ON o.entity = e.seq WHERE e.name LIKE ?1 ESCAPE '\\' OR e.aliases LIKE ?1 ESCAPE '\\'"
        " GROUP BY e.seq ORDER BY lower(e.name) != lower(?2), count(*) DESC, e.name, e.id"
    )
    return [_entity(row) for row in conn.exec_driver_sql(sql, (like, name or ""))]


def _entity(row: Sequence[str]) -> Entity:
    kind: Kind = row[2]  # type: ignore[assignment]  # the table holds what a Source had
    roles, aliases, reasons = (tuple(json.loads(row[i])) for i in (3, 4, 5))
    sources = tuple(sorted(json.loads(row[6])))
    return Entity(
        id=row[0], name=row[1], kind=kind, roles=roles, aliases=aliases, reasons=reasons, sources=sources
    )  # fmt: skip


def statements(
    conn: Connection, *, entity: str | None = None, outlet: str | None = None, story: str | None = None
) -> list[int]:
    """Numbers of statements in date order: all, an entity's (id), an outlet's (host) or a story's (id)."""
    where, wanted = [], []
    for column, value in (("e.id", entity), ("r.outlet", outlet), ("t.id", story)):
        if value is not None:
            where.append(f"{column} = ?")
            wanted.append(value)
    sql = (
        "SELECT s.seq FROM statements s JOIN reports r ON r.seq = s.report LEFT JOIN sources o ON o.seq = s.source"
        " LEFT JOIN entities e ON e.seq = o.entity JOIN placed p ON p.report = r.seq"
        " LEFT JOIN stories t ON t.seq = p.story"
        + (f" WHERE {' AND '.join(where)}" if where else "")
        + " ORDER BY r.moment IS NULL, r.moment, r.id, s.place"
    )
    return [row[0] for row in conn.exec_driver_sql(sql, tuple(wanted))]


def entities_by_id(conn: Connection, beginning: str) -> list[Entity]:
    """The entities whose id begins so."""
    sql = (
        "SELECT e.id, e.name, e.kind, e.roles, e.aliases, e.reasons, json_group_array(o.id) FROM entities e"
        " JOIN sources o ON o.entity = e.seq WHERE substr(e.id, 1, ?) = ? GROUP BY e.seq ORDER BY e.id"
    )
    return [_entity(row) for row in conn.exec_driver_sql(sql, (len(beginning), beginning))]


def namings(conn: Connection, entity: str) -> list[Naming]:
    """What each report calls an entity (id), in date order."""
    sql = (
        "SELECT o.name, o.role, r.id, r.outlet, r.published FROM entities e JOIN sources o ON o.entity = e.seq"
        " JOIN reports r ON r.seq = o.report WHERE e.id = ? ORDER BY r.moment IS NULL, r.moment, r.id, o.seq"
    )
    return [Naming(*row) for row in conn.exec_driver_sql(sql, (entity,))]


def said_by(conn: Connection, entity_ids: Sequence[str]) -> dict[str, int]:
    """How many statements each of some entities (ids) has."""
    sql = (
        "SELECT e.id, count(s.seq) FROM json_each(?) j JOIN entities e ON e.id = j.value JOIN sources o"
        " ON o.entity = e.seq LEFT JOIN statements s ON s.source = o.seq GROUP BY e.id"
    )
    return dict(driver(conn).execute(sql, listed(entity_ids)).fetchall())


def lines(conn: Connection, report_seqs: Sequence[int]) -> Iterator[Line]:
    """The statements of some reports (numbers), by number."""
    sql = (
        "SELECT s.seq, s.report, s.form, o.kind, o.name, e.id, s.extents, s.via, s.dropped FROM json_each(?) j"
        " JOIN statements s ON s.report = j.value LEFT JOIN sources o ON o.seq = s.source"
        " LEFT JOIN entities e ON e.seq = o.entity ORDER BY s.seq"
    )
    names: dict[str, str | None] = {}
    seqs = listed(report_seqs)
    for row in driver(conn).execute(
        "SELECT id, name FROM sources WHERE report IN (SELECT value FROM json_each(?))", seqs
    ):
        names[row[0]] = row[1]
    for seq, report, form, kind, name, entity, extents, via, dropped in driver(conn).execute(sql, seqs):
        through = tuple(n for key in as_words(via) if (n := names.get(key)))
        yield Line(seq, report, form, kind, name, entity, as_spans(extents), through, dropped == 1)


def lengths(conn: Connection, report_seqs: Sequence[int]) -> dict[int, int]:
    """How long the text of each report (number) is, in code points."""
    sql = "SELECT r.seq, length(r.text) FROM json_each(?) j JOIN reports r ON r.seq = j.value"
    return dict(driver(conn).execute(sql, listed(report_seqs)).fetchall())


def outlets(conn: Connection, word: str = "") -> dict[str, int]:
    """The outlets (hosts) with `word` in their name, and how many reports each has; the most first."""
    if len(word) > _LONGEST:
        return {}
    sql = (
        "SELECT outlet, count(*) FROM reports WHERE outlet LIKE ? ESCAPE '\\'"
        " GROUP BY outlet ORDER BY count(*) DESC, outlet"
    )
    return dict(driver(conn).execute(sql, (f"%{word.translate(_WORD)}%",)).fetchall())


def claims(conn: Connection) -> list[int]:
    """The numbers of all claims, ascending."""
    sql = "SELECT DISTINCT claim FROM statements WHERE claim IS NOT NULL ORDER BY claim"
    return [row[0] for row in conn.exec_driver_sql(sql)]


def urls_with_versions(conn: Connection) -> list[str]:
    """The addresses that have more than one version."""
    sql = "SELECT url FROM reports WHERE url IS NOT NULL GROUP BY url HAVING count(*) > 1 ORDER BY url"
    return [row[0] for row in conn.exec_driver_sql(sql)]
