"""The form of a statement: direct (all of it in quotation marks, or a transcript's answer), mixed or indirect."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sayso.reader.page import Draft, Quote
from sayso.records import Form, Span

_BLANK = re.compile(r"[\W_]+")
_THAT = re.compile(r"that\s*,?\s*(?=[\"“”„«‹‘'`])", re.IGNORECASE)
"""The word that leads a whole quotation in: part of the content by the guidelines, but not of what stands in marks."""
DIRECT = 0.97
"""Share of a content's letters between marks from which it is direct: a stray word is more often a slip of its span."""


def outermost(quotes: Sequence[Quote]) -> list[Span]:
    """The outermost quotations, sorted and disjoint."""
    return [(q.start, q.end) for q in quotes if not q.level]


def form_of(text: str, marks: Sequence[Span], draft: Draft) -> Form:
    """The form of a draft. `marks` as `outermost` gives them; a content inside another's quotation is looked at from
    within: only marks that lie in it count.

    >>> form_of("that “it rained”", [(5, 16)], Draft(source=[], cue=[], content=[(0, 16)]))
    'direct'
    """
    if any(r.startswith("dialogue") for r in draft.reasons):
        return "direct"
    inside = letters = 0
    for start, end in draft.content:
        if lead := _THAT.match(text, start, end):
            start = lead.end()
        letters += _letters(text, start, end)
        at = bisect_right(marks, start, key=lambda m: m[1])
        while at < len(marks) and marks[at][0] < end:
            inside += _letters(text, max(marks[at][0], start), min(marks[at][1], end))
            at += 1
    if not inside:
        return "indirect"
    return "direct" if inside >= DIRECT * letters else "mixed"


def marks_within(quotes: Sequence[Quote], draft: Draft) -> list[Span]:
    """For a statement within another: the outermost of the quotations that do not reach beyond its own content."""
    out: list[Span] = []
    for start, end in draft.content:
        reached = start
        for quote in quotes[bisect_right(quotes, start - 1, key=lambda q: q.start) :]:
            if quote.start >= end:
                break
            if quote.end <= end and quote.start >= reached:
                out.append((quote.start, quote.end))
                reached = quote.end
    return sorted(out)


def _letters(text: str, start: int, end: int) -> int:
    return end - start - sum(e - s for s, e in (m.span() for m in _BLANK.finditer(text, start, end)))
