"""Paragraphs that a line of their own cannot tell: what the outlet says of the writers, and headlines of other reports.

Ann Beck is a reporter for the Orlam Post. She covers ports.     at the end of the text, above furniture alone
RELATED ARTICLES                                                 the lines below it, up to the next full sentence
New law would ban drop-offs
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.reader.layout.furniture import line_rule
from sayso.reader.layout.furniture_rules import LONGEST
from sayso.reader.layout.paragraphs import stopped
from sayso.records import Span

RELATED = 40
"""Characters of a label above other reports' headlines; a longer line has its headline with it."""
LISTED = 8
"""Paragraphs below such a label that may be headlines."""
LAST = 12
"""Paragraphs from the end of the text among which those about its writers stand."""

_NAME = r"(?:[A-Z][\w.'’-]+\s){1,3}[A-Z][\w.'’-]+"
_WRITES = (
    r"(?:reporters?|writers?|correspondents?|editors?|columnists?|journalists?|bureau chief|contributors?|producers?|"
    r"photographers?|photojournalists?)"
)
_ABOUT = re.compile(
    rf"{_NAME}(?:,\s[^,.]{{2,60}},)?\s(?:"
    rf"(?:is|was)\s(?:an?|the|our)\s[^.“”\"]{{0,120}}\b{_WRITES}\b"
    rf"|(?:reports\son|reports\sfor|writes\sabout|writes\sfor|covers)\s[^.“”\"]{{2,120}}"
    r")"
)
"""A name, and that its bearer writes."""
_SAID = re.compile(r"\b(?:said|says|told|added|wrote|tweeted|arrested|killed|charged|died|sued)\b")
"""Who says something, or had something happen to them, is in the news."""


def asides(text: str, spans: Sequence[Span], first: int) -> set[int]:
    """Which of the paragraphs `spans[first:]` (code points into `text`) are such asides, by index."""
    return {*_about_writers(text, spans, first), *_related(text, spans, first)}


def _about_writers(text: str, spans: Sequence[Span], first: int) -> Iterator[int]:
    for i in range(len(spans) - 1, max(first, len(spans) - LAST), -1):
        line = text[slice(*spans[i])] if spans[i][1] - spans[i][0] <= LONGEST else ""
        if _ABOUT.match(line) and not _SAID.search(line):
            yield i
        elif not line or line_rule(line) is None:
            return


def _related(text: str, spans: Sequence[Span], first: int) -> Iterator[int]:
    below = 0
    for i in range(first, len(spans)):
        start, end = spans[i]
        if end - start <= RELATED and line_rule(text[start:end]) == "read also" and text[end - 1] not in ".!?":
            below = LISTED
        elif below and not stopped(text[max(start, end - 4) : end]):
            yield i
            below -= 1
        else:
            below = 0
