"""What stands in an archive, by number: readings, statements, links, copies. All take a connection first."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection

from sayso.across import Judgement, LinkKind, Verdict
from sayso.archive.faults import damaged
from sayso.archive.rows import IDENTITY, as_spans, as_words, driver, file_of, listed
from sayso.archive.saids import saids
from sayso.archive.sharing import search_words, sharing, sharing_within
from sayso.codec import reading_from_dict
from sayso.errors import ReadingError
from sayso.records import Reading, Report, Span

__all__ = [
    "CopyRow",
    "LinkRow",
    "claim_members",
    "copies_around",
    "copies_of",
    "find_report",
    "judgements",
    "links_of",
    "meta",
    "reading_of",
    "report_seqs",
    "saids",
    "search_words",
    "sharing",
    "sharing_within",
    "statement_seqs_of",
    "texts_of",
    "versions",
]

_LINK = '"left", "right", kind, score, confirmed, judged, reasons'
_COPY = "copy, original, share, whole, passages, taken, reasons"
_TEXTS = (
    "SELECT r.seq, r.url, r.published, r.text, r.outlet, r.title, r.language, r.author, r.credit, r.genre,"
    " (SELECT body FROM readings WHERE report = r.seq ORDER BY seq DESC LIMIT 1)"
    " FROM json_each(?) j CROSS JOIN reports r ON r.seq = j.value"
)
_IN = "IN (SELECT value FROM json_each(?))"
_AROUND = """
WITH RECURSIVE around(seq) AS (
  SELECT value FROM json_each(?)
  UNION SELECT original FROM around JOIN copies ON copy = seq WHERE whole
  UNION SELECT copy FROM around JOIN copies ON original = seq WHERE whole)
SELECT seq FROM around JOIN reports USING (seq) ORDER BY moment IS NULL, moment, id
"""


class LinkRow(NamedTuple):
    """A link between two statements, by their numbers; `judged` is a person's verdict on it."""

    left: int
    right: int
    kind: LinkKind
    score: float
    confirmed: bool
    judged: Verdict | None
    reasons: tuple[str, ...]


class CopyRow(NamedTuple):
    """A Copy, by the numbers of its reports."""

    copy: int
    original: int
    share: float
    whole: bool
    passages: tuple[Span, ...]
    taken: tuple[Span, ...]
    reasons: tuple[str, ...]


def find_report(conn: Connection, report_id: str) -> int | None:
    """The number of a report by its id, or None."""
    row = driver(conn).execute("SELECT seq FROM reports WHERE id = ?", (report_id,)).fetchone()
    return row[0] if row else None


def report_seqs(conn: Connection) -> list[int]:
    """The numbers of all reports in canonical order: by the moment of publication, then by id; undated ones last."""
    rows = driver(conn).execute("SELECT seq FROM reports ORDER BY moment IS NULL, moment, id")
    return [row[0] for row in rows]


def reading_of(conn: Connection, report_seq: int) -> Reading:
    """The newest reading of a report, equal to what was added. Raises ArchiveError where the stored one is damaged, and
    KeyError for a number that no report has."""
    row = (
        driver(conn)
        .execute(
            "SELECT id, url, published, text, body FROM reports JOIN readings ON report = reports.seq"
            " WHERE reports.seq = ? ORDER BY readings.seq DESC LIMIT 1",
            (report_seq,),
        )
        .fetchone()
    )
    if row is None:
        # The row may be gone with its page, and the number still stand in the index that `report_seqs` reads.
        if (
            driver(conn)
            .execute("SELECT 1 FROM reports INDEXED BY reports_moment WHERE seq = ?", (report_seq,))
            .fetchone()
        ):
            raise damaged(file_of(conn), f"report {report_seq} can no longer be read")
        raise KeyError(report_seq)
    try:
        data = json.loads(zlib.decompress(row[4]))
        return reading_from_dict({**data, "report": {**data["report"], **dict(zip(IDENTITY, row[:4], strict=True))}})
    except (zlib.error, ValueError, KeyError, TypeError, ReadingError) as error:
        raise damaged(file_of(conn), f"the reading of report {row[0]} no longer fits it") from error


def texts_of(conn: Connection, report_seqs: Iterable[int]) -> dict[int, tuple[Report, tuple[Span, ...]]]:
    """{number: (report, furniture)}: what of the newest readings the texts are compared by. The report lacks what only
    its reading knows (repairs, when it was fetched)."""
    out: dict[int, tuple[Report, tuple[Span, ...]]] = {}
    for seq, *row, body in driver(conn).execute(_TEXTS, listed(report_seqs)):
        url, published, text, outlet, title, language, author, credit, genre = row
        try:
            furniture = json.loads(zlib.decompress(body))["furniture"]
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            raise damaged(file_of(conn), f"the reading of report {seq} no longer fits it") from error
        report = Report(
            url=url, published=published, text=text, outlet=outlet, title=title, language=language, author=author,
            credit=credit, genre=genre,
        )  # fmt: skip
        out[seq] = report, tuple([(a, b) for a, b in furniture])
    return out


def statement_seqs_of(conn: Connection, report_seq: int) -> list[int]:
    """The numbers of a report's statements, in the order of its reading."""
    rows = driver(conn).execute("SELECT seq FROM statements WHERE report = ? ORDER BY place", (report_seq,))
    return [row[0] for row in rows]


def versions(conn: Connection, url: str) -> list[int]:
    """The numbers of all reports with this very url, in canonical order: the versions of one page."""
    rows = driver(conn).execute("SELECT seq FROM reports WHERE url = ? ORDER BY moment IS NULL, moment, id", (url,))
    return [row[0] for row in rows]


def links_of(conn: Connection, statement_seqs: Iterable[int]) -> list[LinkRow]:
    """All links with one of these statements on either side, each once, ordered by left, right and kind."""
    wanted = listed(statement_seqs)
    sql = f'SELECT {_LINK} FROM links WHERE "left" {_IN} UNION SELECT {_LINK} FROM links WHERE "right" {_IN}'
    rows = driver(conn).execute(f"{sql} ORDER BY 1, 2, 3", (*wanted, *wanted))
    return [
        LinkRow(a, b, kind, score, sure == 1, judged, as_words(why)) for a, b, kind, score, sure, judged, why in rows
    ]


def claim_members(conn: Connection, claim_seqs: Iterable[int]) -> dict[int, list[int]]:
    """{number of the claim: numbers of its statements, ascending}; a claim without statements is left out."""
    members: dict[int, list[int]] = {}
    sql = f"SELECT claim, seq FROM statements WHERE claim {_IN} ORDER BY claim, seq"
    for claim, seq in driver(conn).execute(sql, listed(claim_seqs)):
        members.setdefault(claim, []).append(seq)
    return members


def copies_of(conn: Connection, report_seqs: Iterable[int]) -> list[CopyRow]:
    """All copies with one of these reports on either side, each once, ordered by copy and original."""
    wanted = listed(report_seqs)
    sql = f"SELECT {_COPY} FROM copies WHERE copy {_IN} UNION SELECT {_COPY} FROM copies WHERE original {_IN}"
    return [_copy(row) for row in driver(conn).execute(f"{sql} ORDER BY 1, 2", (*wanted, *wanted))]


def copies_around(conn: Connection, report_seqs: Iterable[int]) -> tuple[list[int], list[CopyRow]]:
    """(reports, copies): all reports that hang together with these by whole copies, these among them, in canonical
    order; and the whole copies that hold them together."""
    around = [row[0] for row in driver(conn).execute(_AROUND, listed(report_seqs))]
    sql = f"SELECT {_COPY} FROM copies WHERE whole AND copy {_IN} ORDER BY 1, 2"
    return around, [_copy(row) for row in driver(conn).execute(sql, listed(around))]


def judgements(conn: Connection) -> list[Judgement]:
    """All judgements, oldest first."""
    sql = 'SELECT subject, kind, anchors, verdict, why, "by", "at" FROM judgements ORDER BY seq'
    return [
        Judgement(subject=subject, kind=kind, anchors=as_words(anchors), verdict=verdict, why=why, by=by, at=at)
        for subject, kind, anchors, verdict, why, by, at in driver(conn).execute(sql)
    ]


def meta(conn: Connection, key: str) -> str | None:
    """A word about the archive itself, as `derived.set_meta` kept it."""
    row = driver(conn).execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return cast("str | None", row[0]) if row else None


def _copy(row: tuple[Any, ...]) -> CopyRow:
    copy, original, share, whole, passages, taken, reasons = row
    return CopyRow(copy, original, share, whole == 1, as_spans(passages), as_spans(taken), as_words(reasons))
