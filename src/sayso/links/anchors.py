"""Anchors: what finds a judged statement or source again, in a newer reading whose spans moved or whose text changed.

An anchor is compact JSON: where it stood (report, URL, spans), and what stood there (the exact quote of each span with
some text around it). Found is by id first, then by place where the text is the same, then by the quote.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.errors import ReadingError
from sayso.records import Reading, Report, Source, Span, Statement

AROUND = 30
"""Code points of context kept on each side of a quote, as W3C text quote selectors do it."""
ENOUGH = 0.5
"""Share of code points (twice the common ones by all) from which two spans are about the same thing: more than half of
what was judged must be there still. By hand."""
_MANY = 50
"""Places of a quote that are looked at; a quote that stands more often says nothing of where it stood."""


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    kind: str
    id: str
    report: str
    url: str | None
    own: bool
    pieces: tuple[_Piece, ...]
    who: tuple[_Piece, ...]


def anchor(reading: Reading, statement_id: str) -> str:
    """What finds a statement again: JSON with report, id and its content spans. KeyError where there is no such one."""
    statement = next((s for s in reading.statements if s.id == statement_id), None)
    if statement is None:
        raise KeyError(statement_id)
    data = _head("statement", reading.report, statement_id)
    data["own"] = statement.form == "own"
    data["pieces"] = [_piece(reading.report.text, span) for span in statement.content_spans]
    data["who"] = [_piece(reading.report.text, span) for span in statement.source_spans]
    return _dump(data)


def anchor_source(reading: Reading, source_id: str) -> str:
    """What finds a source again: JSON with report, id and its mentions. KeyError where there is no such source."""
    source = next((s for s in reading.sources if s.id == source_id), None)
    if source is None:
        raise KeyError(source_id)
    data = _head("source", reading.report, source_id)
    data["own"] = source.kind == "outlet"
    data["pieces"] = [_piece(reading.report.text, span) for span in source.mentions]
    return _dump(data)


def find(anchor: str, reading: Reading) -> str | None:
    """The id of the statement that an anchor means in a reading; None where it is not there any more.

    Looked at are readings of the same report or of the same URL. Of several that overlap the most alike is taken, one
    with the same source before another, attributed or own voice as it was before another. Raises ReadingError for what
    is no anchor of a statement.
    """
    wanted = _load(anchor, "statement")
    if any(s.id == wanted.id for s in reading.statements):
        return wanted.id
    if not _same_page(wanted, reading.report):
        return None
    places, who = _places(wanted, wanted.pieces, reading.report), _places(wanted, wanted.who, reading.report)
    best: tuple[tuple[float, float, bool, int, str], Statement] | None = None
    for statement in reading.statements:
        share = overlap(places, statement.content_spans)
        if share < ENOUGH:
            continue
        key = (share, overlap(who, statement.source_spans), wanted.own == (statement.form == "own"),
               -statement.content_spans[0][0], statement.id)  # fmt: skip
        if best is None or key > best[0]:
            best = (key, statement)
    return best[1].id if best else None


def find_source(anchor: str, reading: Reading) -> str | None:
    """The id of the source that an anchor means in a reading: the one that most of its mentions belong to; None where
    none does. The outlet, which has no mentions, is found as the outlet. Raises ReadingError for what is no anchor."""
    wanted = _load(anchor, "source")
    if any(s.id == wanted.id for s in reading.sources):
        return wanted.id
    if not _same_page(wanted, reading.report):
        return None
    if wanted.own and not wanted.pieces:
        return next((s.id for s in reading.sources if s.kind == "outlet"), None)
    places = _places(wanted, wanted.pieces, reading.report)
    best: tuple[tuple[int, float, int, str], Source] | None = None
    for source in reading.sources:
        met = sum(any(overlap((p,), (m,)) >= ENOUGH for m in source.mentions) for p in places)
        if not met:
            continue
        key = (met, overlap(places, source.mentions), -source.mentions[0][0], source.id)
        if best is None or key > best[0]:
            best = (key, source)
    return best[1].id if best else None


def overlap(left: Sequence[Span], right: Sequence[Span]) -> float:
    """How alike two sets of spans are: twice their common code points by all of both, 0 to 1.

    >>> overlap([(0, 10)], [(5, 10)]), overlap([], [])
    (0.6666666666666666, 0.0)
    """
    one, other = merged(left), merged(right)
    size = sum(e - s for s, e in one) + sum(e - s for s, e in other)
    common, at = 0, 0
    for start, end in one:
        while at < len(other) and other[at][1] <= start:
            at += 1
        for s, e in other[at:]:
            if s >= end:
                break
            common += min(end, e) - max(start, s)
    return 2 * common / size if size else 0.0


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans sorted, with those that overlap or touch made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif end > start:
            out.append((start, end))
    return out


def _head(kind: str, report: Report, thing: str) -> dict[str, Any]:
    return {"kind": kind, "id": thing, "report": report.id, "url": report.url}


def _piece(text: str, span: Span) -> list[int | str]:
    start, end = span
    return [start, end, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND]]


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _load(anchor: str, kind: str) -> _Anchor:
    try:
        data = json.loads(anchor)
        if data["kind"] != kind:
            raise ReadingError(f"an anchor of a {data['kind']} where one of a {kind} is needed")
        pieces, who = (tuple(_read(p) for p in data.get(key, ())) for key in ("pieces", "who"))
        return _Anchor(kind, data["id"], data["report"], data["url"], bool(data["own"]), pieces, who)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadingError(f"no anchor: {anchor[:60]!r} (judgements keep what sayso.links.anchors wrote)") from error


def _read(piece: Any) -> _Piece:
    start, end, quote, prefix, suffix = piece
    if not all(isinstance(n, int) for n in (start, end)) or not all(
        isinstance(t, str) for t in (quote, prefix, suffix)
    ):
        raise ValueError("no piece of an anchor")
    return _Piece(start, end, quote, prefix, suffix)


def _same_page(wanted: _Anchor, report: Report) -> bool:
    """Whether a report is the anchor's own, or another version of its page. Without a URL, the quote must tell."""
    return wanted.report == report.id or wanted.url == report.url


def _places(wanted: _Anchor, pieces: Sequence[_Piece], report: Report) -> tuple[Span, ...]:
    """Where the pieces stand in this text: as they were where it is the same text, else where the quotes are."""
    found = []
    for piece in pieces:
        if wanted.report == report.id:
            found.append((piece.start, piece.end))
        elif (place := _place(piece, report.text)) is not None:
            found.append(place)
    return tuple(found)


def _place(piece: _Piece, text: str) -> Span | None:
    """Where a quote stands in another text: of several places the one with the most of its context, then the nearest;
    where the quote itself was edited, what stands between its two contexts."""
    size = len(piece.quote)
    starts = list(_all(text, piece.quote)) if piece.quote else []
    if starts:
        best = max(starts, key=lambda at: (_context(piece, text, at), -abs(at - piece.start), -at))
        return best, best + size
    if min(len(piece.prefix), len(piece.suffix)) < AROUND // 2:
        return None
    for front in _all(text, piece.prefix):
        start = front + len(piece.prefix)
        end = text.find(piece.suffix, start, start + 2 * size + AROUND)
        if end > start:
            return start, end
    return None


def _all(text: str, what: str) -> Iterator[int]:
    """The first places of a string in a text."""
    at = text.find(what)
    for _ in range(_MANY):
        if at < 0:
            return
        yield at
        at = text.find(what, at + 1)


def _context(piece: _Piece, text: str, at: int) -> int:
    """How many code points around a place are those that stood around the quote."""
    front = text[max(0, at - AROUND) : at]
    behind = text[at + len(piece.quote) : at + len(piece.quote) + AROUND]
    return _common(front[::-1], piece.prefix[::-1]) + _common(behind, piece.suffix)


def _common(one: str, other: str) -> int:
    """Length of the common beginning."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
