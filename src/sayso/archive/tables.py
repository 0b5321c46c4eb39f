"""The archive read from end to end, for export: every query streams, in the order of an index, so that neither SQLite
nor this program ever holds more than a few rows. All take a connection first; the order is by ids and dates alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from sayso.across import LinkKind, Verdict
from sayso.archive.rows import as_words, driver

_REPORT = (
    "SELECT r.seq, r.id, r.url, r.outlet, r.published, r.title, r.language, r.genre, r.credit, v.id, p.origin, s.id"
    " FROM reports r LEFT JOIN placed p ON p.report = r.seq LEFT JOIN reports v ON v.seq = p.version_of"
    " LEFT JOIN stories s ON s.seq = p.story"
)
_SEQ = "SELECT r.seq FROM reports r"
# Two queries in the order of the index (moment, id): one order "undated last" would have SQLite sort all in memory.
_DATED = " INDEXED BY reports_moment WHERE r.moment IS NOT NULL ORDER BY r.moment, r.id"
_UNDATED = " INDEXED BY reports_moment WHERE r.moment IS NULL ORDER BY r.id"


class Report(NamedTuple):
    """A report without its text. `version_of`, `origin` and `story` are ids; `story` is None before it was linked."""

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
    origin: str | None
    story: str | None


class LinkBetween(NamedTuple):
    """A link, by the ids of its statements."""

    left: str
    right: str
    kind: LinkKind
    score: float
    confirmed: bool
    judged: Verdict | None
    reasons: tuple[str, ...]


class Relayed(NamedTuple):
    """A statement (`left`) that passes on another, with the other's report, form, act and whether it is negated."""

    left: str
    right: str
    report: str
    form: str
    act: str | None
    negated: bool


def reports(conn: Connection) -> Iterator[Report]:
    """All reports in canonical order: by the moment of publication, then by id; undated ones last."""
    for seq in report_seqs(conn):
        for row in driver(conn).execute(f"{_REPORT} WHERE r.seq = ?", (seq,)):
            yield Report(*row)


def report_seqs(conn: Connection) -> Iterator[int]:
    """The numbers of all reports, in that order."""
    for which in (_DATED, _UNDATED):
        for (seq,) in driver(conn).execute(_SEQ + which):
            yield seq


def entities(conn: Connection) -> Iterator[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    """(id, name, kind, roles, aliases) of all entities, by id."""
    for key, name, kind, roles, aliases in driver(conn).execute(
        "SELECT id, name, kind, roles, aliases FROM entities ORDER BY id"
    ):
        yield key, name, kind, as_words(roles), as_words(aliases)


def links(conn: Connection) -> Iterator[LinkBetween]:
    """All links, by the ids of left and right, then by kind."""
    sql = (
        'SELECT l."left", b.id, l.kind, l.score, l.confirmed, l.judged, l.reasons FROM links l'
        ' JOIN statements b ON b.seq = l."right" WHERE l."left" = ? ORDER BY b.id, l.kind'
    )
    # Only statements that are left in some link, each found by the head of the links' own key.
    lefts = 'SELECT id, seq FROM statements a WHERE EXISTS (SELECT 1 FROM links WHERE "left" = a.seq) ORDER BY id'
    for key, seq in driver(conn).execute(lefts):
        for _, right, kind, score, confirmed, judged, reasons in driver(conn).execute(sql, (seq,)):
            yield LinkBetween(key, right, kind, score, confirmed == 1, judged, as_words(reasons))


def claimed(conn: Connection) -> Iterator[tuple[int, str, str | None]]:
    """(number of the claim, statement's id, when its report was published) of all statements with a claim, by claim."""
    sql = (
        "SELECT s.claim, s.id, r.published FROM statements s INDEXED BY statements_claim"
        " JOIN reports r ON r.seq = s.report WHERE s.claim IS NOT NULL ORDER BY s.claim"
    )
    yield from driver(conn).execute(sql)


def claims_in(conn: Connection, report: int) -> dict[str, int | None]:
    """{statement's id: number of its claim} for the statements of a report."""
    return dict(driver(conn).execute("SELECT id, claim FROM statements WHERE report = ?", (report,)).fetchall())


def entities_in(conn: Connection, report: int) -> dict[str, str]:
    """{source's id: its entity's id} for the sources of a report that are somebody known across reports."""
    sql = "SELECT o.id, e.id FROM sources o JOIN entities e ON e.seq = o.entity WHERE o.report = ?"
    return dict(driver(conn).execute(sql, (report,)).fetchall())


def originals_of(conn: Connection, report: int) -> list[str]:
    """The ids of the reports that a report as a whole was copied from, ascending."""
    sql = "SELECT r.id FROM copies c JOIN reports r ON r.seq = c.original WHERE c.copy = ? AND c.whole ORDER BY r.id"
    return [row[0] for row in driver(conn).execute(sql, (report,))]


def passed_on(conn: Connection, report: int) -> Iterator[Relayed]:
    """What the statements of a report relay, by confirmed or judged links: by the ids of both sides."""
    sql = (
        "SELECT a.id, b.id, r.id, b.form, b.act, b.negated FROM statements a"
        " JOIN links l ON l.\"left\" = a.seq AND l.kind = 'relays'"
        ' JOIN statements b ON b.seq = l."right" JOIN reports r ON r.seq = b.report WHERE a.report = ?'
        " AND (l.judged = 'yes' OR l.confirmed AND l.judged IS NOT 'no') ORDER BY a.id, b.id"
    )
    for left, right, of, form, act, negated in driver(conn).execute(sql, (report,)):
        yield Relayed(left, right, of, form, act, negated == 1)
