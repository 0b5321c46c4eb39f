"""Statements as the links see them: rows to Said, many at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from sayso.across import Said
from sayso.archive.rows import as_spans, as_words, driver, listed

_SAIDS = (
    'SELECT s.seq, s.id, r.id, s.text, r.text, s.form, s.start, s."end", s.extents, s.act, s.negated, s.said_on,'
    ' o.id, o.name, o.kind, o.role, e.id, s.via, s."within", s.repeats, s."continues", s.confidence,'
    " r.url, r.outlet, r.published, r.title, r.genre, s.vector"
    " FROM json_each(?) j CROSS JOIN statements s ON s.seq = j.value JOIN reports r ON r.seq = s.report"
    " LEFT JOIN sources o ON o.seq = s.source LEFT JOIN entities e ON e.seq = o.entity"
)
_VIA = "SELECT id, name FROM sources WHERE id IN (SELECT value FROM json_each(?))"


def saids(conn: Connection, statement_seqs: Iterable[int]) -> dict[int, Said]:
    """{number: Said} for statements, in the order asked for; numbers that no statement has are left out.

    `sentence` is cut from the report's text: the sentences that the statement stands in, joined by a space. `via` holds
    the names, nearest to the source first; a medium without a name is left out.
    """
    rows = driver(conn).execute(_SAIDS, listed(statement_seqs)).fetchall()
    relayed = {key for row in rows if row[17] != "[]" for key in as_words(row[17])}
    names = dict(driver(conn).execute(_VIA, listed(sorted(relayed))).fetchall()) if relayed else {}
    return {row[0]: _said(row, names) for row in rows}


def _said(row: tuple[Any, ...], names: dict[str, str | None]) -> Said:
    (_, key, report, words, text, form, start, end, extents, act, negated, said_on) = row[:12]
    (source, name, kind, role, entity, via, within, repeats, goes_on, confidence) = row[12:22]
    (url, outlet, published, title, genre, vector) = row[22:]
    spans = as_spans(extents)
    return Said(
        id=key,
        report=report,
        text=words,
        sentence=text[spans[0][0] : spans[0][1]] if len(spans) == 1 else " ".join([text[a:b] for a, b in spans]),
        form=form,
        at=(start, end),
        extents=spans,
        act=act,
        negated=negated == 1,
        said_on=said_on,
        source=source,
        name=name,
        kind=kind,
        role=role,
        entity=entity,
        via=tuple(n for k in as_words(via) if (n := names.get(k))) if via != "[]" else (),
        within=within,
        repeats=repeats,
        continues=goes_on,
        confidence=confidence,
        url=url,
        outlet=outlet,
        published=published,
        title=title,
        genre=genre,
        vector=vector,
    )
