"""What judgements ask of the store: numbers by id, what waits for a person's eyes, a report's readings one by one."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection

from sayso.archive.faults import damaged
from sayso.archive.fetch import LinkRow
from sayso.archive.rows import IDENTITY, as_words, driver, file_of, listed
from sayso.codec import reading_from_dict
from sayso.errors import ReadingError
from sayso.records import Reading

_TABLES = ("statements", "sources")
_IN = "IN (SELECT value FROM json_each(?))"
_LINK = 'l."left", l."right", l.kind, l.score, l.confirmed, l.judged, l.reasons'


def numbers(conn: Connection, table: str, ids: Iterable[str]) -> dict[str, int]:
    """{id: number} of those statements or sources (`table`) that the newest readings have."""
    rows = driver(conn).execute(f"SELECT id, seq FROM {_known(table)} WHERE id {_IN}", listed(ids))
    return dict(rows.fetchall())


def names(conn: Connection, table: str, seqs: Iterable[int]) -> dict[int, str]:
    """{number: id} of statements or sources (`table`)."""
    rows = driver(conn).execute(f"SELECT seq, id FROM {_known(table)} WHERE seq {_IN}", listed(seqs))
    return dict(rows.fetchall())


def _known(table: str) -> str:
    if table not in _TABLES:
        raise ValueError(f"{table!r} is none of {', '.join(_TABLES)}")
    return table


def report_of(conn: Connection, table: str, thing: str) -> int | None:
    """The number of the report that a statement or source (`table`, by its id) stands in; None where there is none."""
    row = driver(conn).execute(f"SELECT report FROM {_known(table)} WHERE id = ?", (thing,)).fetchone()
    return row[0] if row else None


def readings_of(conn: Connection, report_seq: int) -> Iterator[Reading]:
    """All readings of a report, the newest first. Raises ArchiveError where a stored one is damaged."""
    rows = driver(conn).execute(
        "SELECT id, url, published, text, body FROM reports JOIN readings ON report = reports.seq"
        " WHERE reports.seq = ? ORDER BY readings.seq DESC",
        (report_seq,),
    )
    for row in rows.fetchall():
        try:
            data = json.loads(zlib.decompress(row[4]))
            whole = {**data, "report": {**data["report"], **dict(zip(IDENTITY, row[:4], strict=True))}}
            reading = reading_from_dict(whole)
        except (zlib.error, ValueError, KeyError, TypeError, ReadingError) as error:
            raise damaged(file_of(conn), f"a reading of report {row[0]} no longer fits it") from error
        yield reading


def suggested(conn: Connection, kinds: Iterable[str], most: int) -> list[LinkRow]:
    """Links that were only suggested and that nobody has judged, of some kinds, the highest scores first."""
    wanted = ",".join(f"'{k}'" for k in kinds if k.replace("-", "").isalpha())
    rows = driver(conn).execute(
        f'SELECT {_LINK} FROM links l JOIN statements a ON a.seq = l."left" JOIN statements b ON b.seq = l."right"'
        f" WHERE NOT l.confirmed AND l.judged IS NULL AND l.kind IN ({wanted})"
        " ORDER BY l.score DESC, min(a.id, b.id), max(a.id, b.id), l.kind LIMIT ?",
        (most,),
    )
    return [_link(row) for row in rows]


def _link(row: tuple[Any, ...]) -> LinkRow:
    left, right, kind, score, sure, judged, why = row
    return LinkRow(left, right, kind, score, sure == 1, judged, as_words(why))


def claim_reports(conn: Connection, claims: Iterable[int]) -> dict[int, set[int]]:
    """{number of the claim: numbers of the reports in which it stands}."""
    found: dict[int, set[int]] = {}
    sql = f"SELECT DISTINCT claim, report FROM statements WHERE claim {_IN}"
    for claim, report in driver(conn).execute(sql, listed(claims)):
        found.setdefault(claim, set()).add(report)
    return found


def in_order(conn: Connection, table: str, seqs: Iterable[int]) -> list[tuple[int, float | None]]:
    """(number, moment of its report) of statements or sources in canonical order: as `relink` comes to them."""
    place = "x.place" if table == "statements" else "x.seq"
    sql = (
        f"SELECT x.seq, r.moment FROM {_known(table)} x JOIN reports r ON r.seq = x.report WHERE x.seq {_IN}"
        f" ORDER BY r.moment IS NULL, r.moment, r.id, {place}"
    )
    return list(driver(conn).execute(sql, listed(seqs)))


class Shared(NamedTuple):
    """Two first sources of different entities that share a name's key; `reports` in which either entity stands."""

    left: int
    right: int
    entities: tuple[int, int]
    reports: int


def name_sharers(conn: Connection, most_per_key: int) -> list[Shared]:
    """Pairs of first sources of different entities that share a key: of each entity one, the first by id, for each key.
    Keys that more than so many entities have are left out."""
    sql = (
        "WITH held AS MATERIALIZED (SELECT k.key AS key, o.entity AS entity, o.seq AS seq, min(o.id) AS id"
        " FROM source_keys k JOIN namesakes n ON n.source = k.source AND n.first = k.source"
        " JOIN sources o ON o.seq = k.source WHERE o.entity IS NOT NULL GROUP BY k.key, o.entity),"
        " few AS MATERIALIZED (SELECT key FROM held GROUP BY key HAVING count(*) BETWEEN 2 AND ?)"
        " SELECT DISTINCT x.seq, y.seq, x.entity, y.entity FROM few JOIN held x ON x.key = few.key"
        " JOIN held y ON y.key = few.key AND y.entity > x.entity ORDER BY min(x.id, y.id), max(x.id, y.id)"
    )
    rows = driver(conn).execute(sql, (most_per_key,)).fetchall()
    every = {e for row in rows for e in row[2:]}
    sizes = dict(
        driver(conn).execute(
            f"SELECT entity, count(DISTINCT report) FROM sources WHERE entity {_IN} GROUP BY entity", listed(every)
        )
    )
    return [Shared(a, b, (x, y), sizes[x] + sizes[y]) for a, b, x, y in rows]


def statements_by(conn: Connection, sources: Iterable[int]) -> dict[int, int]:
    """{number of the source: number of its first statement in the report}."""
    sql = f"SELECT source, seq, min(place) FROM statements WHERE source {_IN} GROUP BY source"
    return {source: seq for source, seq, _ in driver(conn).execute(sql, listed(sources))}
