"""Evidence into the archive: readings of reports, and people's judgements. What is derived later is in `derived`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from sayso.across import Judgement
from sayso.archive.rows import body_of, driver, packed, place_of
from sayso.archive.sound import check
from sayso.errors import ReadingError
from sayso.instants import seconds
from sayso.records import Reading, Report

_REPORT = (
    "INSERT INTO reports (id, url, published, moment, fetched, text, repairs, outlet, title, language, author, credit,"
    " genre) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
_READ_AS = "UPDATE reports SET outlet = ?, title = ?, language = ?, author = ?, credit = ?, genre = ? WHERE seq = ?"
_READING = "INSERT INTO readings (report, model, supported, body, digest) VALUES (?,?,?,?,?)"
_SOURCE = "INSERT INTO sources (seq, id, report, name, kind, role) VALUES (?,?,?,?,?,?)"
_STATEMENT = (
    'INSERT INTO statements (seq, id, report, place, source, form, act, negated, said_on, via, "within", repeats,'
    ' "continues", confidence, start, "end", extents, dropped, text) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,?)'
)
_PLACED = "INSERT INTO placed (report, origin, origin_reasons) VALUES (?,?,'[]')"
_JUDGEMENT = 'INSERT INTO judgements (subject, kind, anchors, verdict, why, "by", "at") VALUES (?,?,?,?,?,?,?)'


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a reading: the numbers of its report, statements and sources (in the order of the reading).

    `fresh`: the report was not in the archive. `reread`: it was, and this is a new reading of it; all numbers of its
    statements and sources are new, and what was linked to the old ones is gone. Neither: nothing was changed, and the
    numbers are those of the newest reading.
    """

    report_seq: int
    fresh: bool
    reread: bool
    statement_seqs: tuple[int, ...]
    source_seqs: tuple[int, ...]


def add_reading(conn: Connection, reading: Reading) -> Added:
    """Keep a reading, in a transaction of the caller's (`Store.write`). The same reading again changes nothing at all.

    A new reading of a known report takes the place of the old one's statements and sources; the old reading stays as
    evidence. Raises ReadingError where the reading is not sound (see sayso.archive.sound).
    """
    raw, report = driver(conn), reading.report
    check(reading)
    try:
        body, digest = body_of(reading)
    except UnicodeEncodeError as error:
        raise ReadingError(f"report {report.id}: half of a surrogate pair, at {error.start}, is no text") from error
    known = raw.execute("SELECT seq FROM reports WHERE id = ?", (report.id,)).fetchone()
    if known is None:
        seq = _add_report(conn, report)
    else:
        seq = int(known[0])
        if raw.execute("SELECT 1 FROM readings WHERE report = ? AND digest = ?", (seq, digest)).fetchone():
            return Added(seq, False, False, _numbers(conn, "statements", seq), _numbers(conn, "sources", seq))
        _forget(conn, report, seq)
    raw.execute(_READING, (seq, reading.model, int(reading.supported), body, digest))
    sources = _add_sources(conn, reading, seq)
    statements = _add_statements(conn, reading, seq, sources)
    return Added(seq, known is None, known is not None, statements, tuple(sources[s.id] for s in reading.sources))


def is_new(conn: Connection, report_seq: int, reading: Reading) -> bool:
    """Whether a known report has no such reading yet."""
    row = (report_seq, body_of(reading)[1])
    return driver(conn).execute("SELECT 1 FROM readings WHERE report = ? AND digest = ?", row).fetchone() is None


def add_judgement(conn: Connection, judgement: Judgement) -> int:
    """Keep a person's verdict for good; gives its number. The newest on a matter wins."""
    j = judgement
    row = (j.subject, j.kind, packed(j.anchors), j.verdict, j.why, j.by, j.at)
    return int(driver(conn).execute(_JUDGEMENT, row).lastrowid or 0)


def _add_report(conn: Connection, r: Report) -> int:
    kept = (r.id, r.url, r.published, seconds(r.published), r.fetched, r.text, packed(r.repairs))
    read = (r.outlet, r.title, r.language, r.author, r.credit, r.genre)
    seq = int(driver(conn).execute(_REPORT, (*kept, *read)).lastrowid or 0)
    driver(conn).execute(_PLACED, (seq, r.id))
    return seq


def _forget(conn: Connection, r: Report, seq: int) -> None:
    """Drop what was derived from the reading before; the report's row says what the new one makes of it."""
    raw = driver(conn)
    raw.execute("DELETE FROM statements WHERE report = ?", (seq,))
    raw.execute("DELETE FROM sources WHERE report = ?", (seq,))
    raw.execute(_READ_AS, (r.outlet, r.title, r.language, r.author, r.credit, r.genre, seq))


def _add_sources(conn: Connection, reading: Reading, report: int) -> dict[str, int]:
    """Number by id. A reading that names a source twice (no reader does) has it once."""
    at = _last(conn, "sources")
    by_id = {s.id: s for s in reversed(reading.sources)}
    numbers = {key: at + i for i, key in enumerate(reversed(by_id), 1)}
    rows = ((numbers[key], key, report, s.name, s.kind, s.role) for key, s in by_id.items())
    driver(conn).executemany(_SOURCE, rows)
    return numbers


def _add_statements(conn: Connection, reading: Reading, report: int, sources: dict[str, int]) -> tuple[int, ...]:
    text, at = reading.report.text, _last(conn, "statements")
    numbers: dict[str, int] = {}
    rows: list[tuple[object, ...]] = []
    order: list[int] = []
    for place, s in enumerate(reading.statements):
        key = s.id
        order.append(numbers.setdefault(key, at + len(numbers) + 1))
        if len(numbers) == len(rows):
            continue  # the same statement twice
        start, end = place_of(s.content_spans, s.extents)
        words = " … ".join([text[a:b] for a, b in s.content_spans])
        who = (sources.get(s.source_id or ""), s.form, s.act, int(s.negated), s.said_on, packed(s.via))
        where = (s.within, s.repeats, s.continues, s.confidence, start, end, packed(s.extents))
        rows.append((numbers[key], key, report, place, *who, *where, words))
    driver(conn).executemany(_STATEMENT, rows)
    return tuple(order)


def _last(conn: Connection, table: str) -> int:
    """The highest number ever given in a table: numbers are not given twice."""
    found = driver(conn).execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(found[0]) if found else 0


def _numbers(conn: Connection, table: str, report: int) -> tuple[int, ...]:
    rows = driver(conn).execute(f"SELECT seq FROM {table} WHERE report = ? ORDER BY seq", (report,))
    return tuple(row[0] for row in rows)
