"""A reading cut into pieces that can be marked up: at every boundary of every span, paragraph and sentence.

Spans overlap and nest; elements of a page cannot. So the text is cut wherever anything begins or ends, and each piece
knows all that covers it. Pieces are in order, disjoint, and together the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sayso.records import Reading, Span, Statement

_BREAK = re.compile(r"\n\s*")
_KEYS = {
    "source": "source_spans",
    "cue": "cue_spans",
    "content": "content_spans",
    "addressee": "addressee_spans",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that no boundary crosses. `covers`: (part, index of the statement) of all that lies over it."""

    start: int
    end: int
    paragraph: int
    """The number of the paragraph, or -1 between two."""
    unit: int
    """The number of the unit, or -1 outside of all."""
    covers: tuple[tuple[str, int], ...]
    furniture: bool


def _spans(statement: Statement) -> Iterator[tuple[str, Span]]:
    for part, key in _KEYS.items():
        for span in getattr(statement, key):
            yield "own" if part == "content" and statement.form == "own" else part, span


def units(statements: Sequence[Statement]) -> list[tuple[Span, tuple[int, ...]]]:
    """Stretches that belong together, sorted and disjoint: sentences, joined where one statement lies over both.
    With each the indices of the statements in it; a statement of two sentences apart is in two."""
    stretches = sorted(
        (start, end, index)
        for index, statement in enumerate(statements)
        for start, end in {*statement.extents, *(span for _, span in _spans(statement))}
        if start < end
    )
    found: list[tuple[int, int, dict[int, None]]] = []
    for start, end, index in stretches:
        if found and start < found[-1][1]:
            first, last, members = found[-1]
            members[index] = None
            found[-1] = (first, max(last, end), members)
        else:
            found.append((start, end, {index: None}))
    return [((start, end), tuple(members)) for start, end, members in found]


def paragraphs(text: str) -> list[Span]:
    """The paragraphs: what lies between line breaks, without the white space there."""
    cuts = [(m.start(), m.end()) for m in _BREAK.finditer(text)]
    edges = zip([0, *(e for _, e in cuts)], [*(s for s, _ in cuts), len(text)], strict=True)
    return [(start, end) for start, end in edges if start < end]


def pieces(reading: Reading, found: Sequence[tuple[Span, tuple[int, ...]]]) -> list[Piece]:
    """The whole text in pieces; `found` is what `units` gave for the reading's statements."""
    size = len(reading.report.text)
    layers: list[tuple[str, int, Span]] = [
        *(("paragraph", n, span) for n, span in enumerate(paragraphs(reading.report.text))),
        *(("unit", n, span) for n, (span, _) in enumerate(found)),
        *(("furniture", 0, span) for span in reading.furniture),
        *((part, n, span) for n, s in enumerate(reading.statements) for part, span in _spans(s)),
    ]
    events = [(0, 1, "", 0), (size, 1, "", 0)]
    for name, number, (start, end) in layers:
        if 0 <= start < end <= size:
            events += [(start, 1, name, number), (end, 0, name, number)]
    events.sort(key=lambda e: e[0])
    active: dict[tuple[str, int], int] = {}
    out: list[Piece] = []
    at = 0
    for where, here in groupby(events, key=lambda e: e[0]):
        if where > at:
            out.append(_piece(at, where, active))
            at = where
        for _, opens, name, number in here:
            key = (name, number)
            active[key] = active.get(key, 0) + (1 if opens else -1)
            if not active[key]:
                del active[key]
    return out


def _piece(start: int, end: int, active: dict[tuple[str, int], int]) -> Piece:
    place = {name: number for name, number in active if name in ("paragraph", "unit", "furniture")}
    covers = sorted(
        (name, number) for name, number in active if name and name not in ("paragraph", "unit", "furniture")
    )
    return Piece(
        start, end, place.get("paragraph", -1), place.get("unit", -1), tuple(covers), furniture="furniture" in place
    )
