"""Which stretches of a text belong to statements already: asked by offset, in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from sayso.reader.page import Draft
from sayso.records import Span


class Taken:
    """A union of spans that grows: starts and ends of disjoint stretches, sorted."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def add(self, span: Span) -> None:
        """Takes one more span in."""
        start, end = span
        i, j = bisect_left(self._ends, start), bisect_right(self._starts, end)
        if i < j:
            start, end = min(start, self._starts[i]), max(end, self._ends[j - 1])
        self._starts[i:j] = [start]
        self._ends[i:j] = [end]

    def within(self, span: Span) -> int:
        """Code points of `span` that are taken."""
        start, end = span
        found = 0
        for i in range(bisect_right(self._ends, start), len(self._starts)):
            if self._starts[i] >= end:
                break
            found += min(end, self._ends[i]) - max(start, self._starts[i])
        return found

    def touches(self, span: Span) -> bool:
        """Whether any code point of `span` is taken."""
        i = bisect_right(self._ends, span[0])
        return i < len(self._starts) and self._starts[i] < span[1]


def spans_of(draft: Draft) -> list[Span]:
    """All the spans of a draft that say where it stands: source, cue and content."""
    return [*draft.source, *draft.cue, *draft.content]


def taken_by(drafts: Iterable[Draft]) -> Taken:
    """What the sources, cues and contents of drafts take."""
    return Taken(span for d in drafts for span in spans_of(d))
