"""Is an archive whole? What SQLite can see of its own pages, and what the evidence says of itself.

SQLite keeps no sum over its pages, so damage within a text would pass unseen by it. But a report's id is a hash of its
text, a reading has a digest, and both are computed anew here.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from sayso.archive.fetch import reading_of
from sayso.archive.rows import driver
from sayso.archive.store import Store
from sayso.errors import ArchiveError

_WHOLE = {
    "{} reports without a reading": "SELECT count(*) FROM reports WHERE seq NOT IN (SELECT report FROM readings)",
    "{} reports that stand nowhere": "SELECT count(*) FROM reports WHERE seq NOT IN (SELECT report FROM placed)",
    "{} rows that point to nothing": "SELECT count(*) FROM pragma_foreign_key_check",
}
"""What no archive has, and the query that counts it."""


def damages(store: Store, *, evidence: bool = True) -> list[str]:
    """What is wrong with an archive, each in a line; empty where nothing is.

    `evidence` also reads every report and its newest reading again (about a millisecond each). The full-text index is
    compared with the statements where the archive is open for writing. Raises ArchiveError where nothing can be read.
    """
    with store.read() as conn:
        pages = [str(row[0]) for row in driver(conn).execute("PRAGMA quick_check(10)")]
        if pages != ["ok"]:
            return pages
        found = [what.format(n) for what, sql in _WHOLE.items() if (n := driver(conn).execute(sql).fetchone()[0])]
        if evidence:
            found += _evidence(conn)
    if not store.read_only:
        found += _full_text(store)
    return found


def _evidence(conn: Connection) -> Iterator[str]:
    for (seq,) in driver(conn).execute("SELECT seq FROM reports ORDER BY seq").fetchall():
        try:
            reading_of(conn, seq)
        except ArchiveError as error:
            yield error.what


def _full_text(store: Store) -> list[str]:
    """FTS5's own check; with rank 1 it compares the index with the table that it is over."""
    try:
        with store.write() as conn:
            driver(conn).execute("INSERT INTO statements_text(statements_text, rank) VALUES ('integrity-check', 1)")
    except ArchiveError as error:
        return [f"the full-text index: {error.what}"]
    return []
