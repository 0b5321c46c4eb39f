"""Small arithmetic on spans, shared by the rules of attribution."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from sayso.reader.page import Page
from sayso.records import Span

BUCKET = 256
"""Code points of a text that Taken looks up at once: about two sentences."""


class Taken:
    """Contents by place, so that asking whose content overlaps costs the same in a long text as in a short one."""

    def __init__(self) -> None:
        self._at: dict[int, list[Sequence[Span]]] = {}

    def add(self, spans: Sequence[Span]) -> None:
        """Remembers one content (disjoint spans)."""
        for bucket in self._buckets(spans):
            self._at.setdefault(bucket, []).append(spans)

    def shares(self, spans: Sequence[Span], share: float) -> bool:
        """Whether any content remembered has `share` of the smaller of the two in common with `spans`."""
        near = {id(s): s for b in self._buckets(spans) for s in self._at.get(b, ())}
        size = total(spans)
        return any((both := overlap(spans, s)) > 0 and both >= share * min(size, total(s)) for s in near.values())

    @staticmethod
    def _buckets(spans: Sequence[Span]) -> set[int]:
        return {b for start, end in spans for b in range(start // BUCKET, (end - 1) // BUCKET + 1)}


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def clean(page: Page, spans: Iterable[Span]) -> list[Span]:
    """Spans trimmed, furniture cut out, empty ones dropped, in reading order."""
    out: list[Span] = []
    for span in spans:
        out += [s for piece in without(span, page.furniture) if (s := trimmed(page.text, piece))[0] < s[1]]
    return sorted(out)


def without(span: Span, holes: Sequence[Span]) -> list[Span]:
    """What is left of a span when sorted, disjoint holes are cut out."""
    at, end = span
    out: list[Span] = []
    for i in range(bisect_right(holes, at, key=lambda h: h[1]), len(holes)):
        first, last = holes[i]
        if first >= end:
            break
        if first > at:
            out.append((at, first))
        at = max(at, last)
    if at < end:
        out.append((at, end))
    return out


def total(spans: Iterable[Span]) -> int:
    """Code points covered by disjoint spans."""
    return sum(e - s for s, e in spans)


def overlap(left: Iterable[Span], right: Sequence[Span]) -> int:
    """Code points that two sets of spans share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in left for t, f in right)


def touched(spans: Iterable[Span], into: Sequence[Span]) -> list[int]:
    """Indices of the sorted, disjoint spans of `into` that any of `spans` touches."""
    found: set[int] = set()
    for start, end in spans:
        i = bisect_right(into, start, key=lambda s: s[1])
        while i < len(into) and into[i][0] < end:
            found.add(i)
            i += 1
    return sorted(found)


def at_or_before(into: Sequence[Span], offset: int) -> int:
    """Index of the last of the sorted spans that starts at or before the offset; -1 where none does."""
    return bisect_right(into, offset, key=lambda s: s[0]) - 1


def first_from(into: Sequence[Span], offset: int) -> int:
    """Index of the first of the sorted spans that starts at or after the offset."""
    return bisect_left(into, offset, key=lambda s: s[0])
