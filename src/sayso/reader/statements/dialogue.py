"""Transcripts and interviews: lines that begin with "Q:" and "A:", or with a speaker's name and a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sayso.reader.page import Draft, Page
from sayso.reader.spans import clean, overlap, trimmed
from sayso.records import Span

LINES = 2
"""Labelled lines of one speaker that make a transcript; a single "Contact:" or "Note:" does not."""

_LABEL = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}|Q|A|[QA]uestion|Answer)\s?(?P<mark>[:.])\s+(?=\S)")
_ASKS = frozenset({"q", "question"})
_ANSWERS = frozenset({"a", "answer"})


def dialogue(page: Page, drafts: list[Draft]) -> list[Draft]:
    """A draft for each labelled turn; drafts of the model that lie inside a turn are taken off the list (they are
    found again as statements within it)."""
    turns = _turns(page)
    if not turns:
        return []
    made: list[Draft] = []
    for label, who, content in turns:
        if label in _ASKS:
            continue
        source = [who] if label not in _ANSWERS else []
        made.append(
            Draft(
                source=source, cue=[], content=content, score=0.9, reasons=["dialogue: a labelled turn of a transcript"]
            )
        )
    drafts[:] = [d for d in drafts if not any(overlap([*d.content, *d.cue], m.content) for m in made)]
    return made


def _turns(page: Page) -> list[tuple[str, Span, list[Span]]]:
    """(label, where it stands, the paragraphs up to the next label) of each turn, if the page is a transcript."""
    found = [(m, p) for p in page.paragraphs if (m := _LABEL.match(page.text, p[0], p[1]))]
    counts = Counter(m["who"].lower() for m, _ in found)
    asked = any(counts[q] for q in _ASKS) and any(counts[a] for a in _ANSWERS)
    speakers = {w for w, n in counts.items() if n >= LINES}
    if not (asked or len(speakers) >= 2):
        return []
    turns: list[tuple[str, Span, list[Span]]] = []
    by_start = {p[0]: m for m, p in found if asked or m["who"].lower() in speakers}
    for start, end in page.paragraphs:
        m = by_start.get(start)
        if m:
            turns.append((m["who"].lower(), m.span("who"), clean(page, [trimmed(page.text, (m.end(), end))])))
        elif turns and start not in _heading_starts(page.headings):
            turns[-1][2].extend(clean(page, [(start, end)]))
    return [t for t in turns if t[2]]


def _heading_starts(headings: Sequence[Span]) -> frozenset[int]:
    return frozenset(s for s, _ in headings)
