"""The head of a record, as archives and databases print it: lines of "Headline:", "Date:", "Publisher:", "Text:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import Span

LINES = 14
"""Lines of a preamble, at most."""
LEAST = 2
"""And at least: one line with a label may be anything."""

_LABEL = re.compile(
    r"(headline|title|subtitle|sub-?headline|sub-?head|dek|standfirst|date|published|publisher|publication|outlet|author"
    r"|authors|byline|by|source|url|link|section|language|location|dateline|word count|copyright|body|text)\s?:\s*",
    re.IGNORECASE,
)
"""The labels of a record's head, as archives and databases print it. The first line must be one of these."""

HEADLINE_LABELS = frozenset(
    {"headline", "title", "subtitle", "sub-headline", "subheadline", "sub-head", "subhead", "dek", "standfirst"}
)
"""The labels whose text is a headline; behind PROSE_LABELS stands prose; all others are furniture to the end."""
PROSE_LABELS = frozenset({"body", "text"})


def labels(text: str, spans: Sequence[Span]) -> list[re.Match[str]]:
    """The labels (group 1, with the colon and blanks behind it in the match) with which the first of `spans` begin, one
    a line, up to the first of prose; none where they are fewer than LEAST."""
    found: list[re.Match[str]] = []
    for start, end in spans[:LINES]:
        label = _LABEL.match(text, start, end)
        if label is None:
            break
        found.append(label)
        if label[1].lower() in PROSE_LABELS:
            break
    return found if len(found) >= LEAST else []
