"""Where the texts of a golden case stand: a case gives its spans by their words, and here they become offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.records import Span

TRIM = " \t\n\r\u00a0"
TRIM_CONTINUATION = TRIM + "."  # a sentence that goes on: whether its full stop belongs to the content is left open
TRIM_SOURCE = TRIM + ","  # whether the comma that closes an apposition belongs to the source is left open


@dataclass(frozen=True, slots=True)
class Case:
    """One report and what its reading must hold. `key` is "kind/reason/name", the name in known-failures.json."""

    file: str
    name: str
    why: str
    report: Mapping[str, Any]
    expect: Mapping[str, Any]

    @property
    def key(self) -> str:
        return f"{self.file}/{self.name}"

    @property
    def text(self) -> str:
        """The text as it is stored, before any repair: title, blank line, body."""
        title = self.report.get("title")
        return f"{title}\n\n{self.report['text']}" if title else str(self.report["text"])

    @property
    def statements(self) -> Sequence[Mapping[str, Any]]:
        return tuple(self.expect.get("statements", ()))


@dataclass(frozen=True, slots=True)
class Placed:
    """An expected statement with its texts located. `cue` and `source` list every spelling that is accepted."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    addressee: tuple[Span, ...]


def occurrences(text: str, words: str) -> list[Span]:
    """Where the words stand in the text, not as a part of longer words."""
    if not words.strip() or words != words.strip():
        raise ValueError(f"{words!r}: empty, or white space at an end")
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return [m.span() for m in re.finditer(before + re.escape(words) + after, text)]


def listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _gap(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _nearest(text: str, words: str, anchors: Sequence[Span], nth: int | None, avoid: Sequence[Span]) -> Span:
    """The occurrence that `nth` (from 1) names, or the nearest to the anchors that overlaps nothing in `avoid`."""
    found = occurrences(text, words)
    if nth is not None:
        if not 0 < nth <= len(found):
            raise ValueError(f"{words!r}: there are {len(found)} of it, nth is {nth}")
        return found[nth - 1]
    free = [f for f in found if not any(overlap(f, a) for a in avoid)]
    if not free:
        raise ValueError(f"{words!r} is not in the text")
    return min(free, key=lambda f: min((_gap(f, a) for a in anchors), default=0))


def _place_content(text: str, wanted: Mapping[str, Any], floor: int, taken: set[tuple[Span, ...]]) -> tuple[Span, ...]:
    pieces = listed(wanted.get("content"))
    if not pieces:
        return ()
    nth = wanted.get("nth", {}).get("content")
    found = occurrences(text, pieces[0])
    starts = [found[nth - 1]] if nth else [f for f in found if f[0] >= floor] + [f for f in found if f[0] < floor]
    for first in starts:
        spans = [first]
        for piece in pieces[1:]:
            later = [f for f in occurrences(text, piece) if f[0] >= spans[-1][1]]
            if not later:
                break
            spans.append(later[0])
        if len(spans) == len(pieces) and tuple(spans) not in taken:
            return tuple(spans)
    raise ValueError(f"content {pieces!r} is not in the text, or not in this order")


def place(text: str, statements: Iterable[Mapping[str, Any]]) -> list[Placed]:
    """Locate the texts of expected statements. Raises ValueError where one is not there.

    A content is the first occurrence, not taken by a statement before it, from the previous statement's content on
    (else from the start of the text), its further pieces each behind the one before. A cue is the occurrence nearest to
    the content; source and addressee the ones nearest to the cue. `nth` ({"cue": 2}, counted from 1 over the text)
    overrules this.
    """
    placed: list[Placed] = []
    taken: set[tuple[Span, ...]] = set()
    floor = 0
    for wanted in statements:
        nth = wanted.get("nth", {})
        content = _place_content(text, wanted, floor, taken)
        taken.add(content)
        floor = content[0][0] if content else floor
        cues = tuple(_nearest(text, c, content, nth.get("cue"), content) for c in listed(wanted.get("cue")))
        near, avoid = cues[:1] or content, [*content, *cues[:1]]
        source, addressee = (
            tuple(_nearest(text, words, near, nth.get(key), avoid) for words in listed(wanted.get(key)))
            for key in ("source", "addressee")
        )
        placed.append(Placed(content, cues, source, addressee))
    return placed


def tidy(text: str, spans: Iterable[Span], strip: str = TRIM) -> tuple[Span, ...]:
    """Spans trimmed and sorted; those with nothing but white space between them are one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        while start < end and text[start] in strip:
            start += 1
        while end > start and text[end - 1] in strip:
            end -= 1
        if start == end:
            continue
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
