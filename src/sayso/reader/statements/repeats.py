"""What says again what was said before in the same report: headline, lead, body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before

HEAD = 3
"""A headline, a lead and a sub-heading repeat; what the body says twice, it mostly says of two things. So the earlier
statement stands among the first HEAD paragraphs."""
SHARED = 0.55
"""Share of the shorter content's words that the longer one holds: a headline puts other words for some of those of its
lead (the seed's share .57). By hand."""
LEAST = 3
"""Words a content needs to be known again."""

_WORD = re.compile(r"\w+")
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "from",
        "and",
        "or",
        "that",
        "this",
        "it",
        "its",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "him",
        "them",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "as",
        "not",
        "no",
        "after",
        "over",
    ]
)


def _stems(text: str) -> frozenset[str]:
    """The words that carry meaning, cut to six letters: "protesters" and "protests" may meet, and do no harm here."""
    return frozenset(w[:6] for w in _WORD.findall(text.lower()) if w not in _EMPTY)


def repeats(page: Page, drafts: Sequence[Draft]) -> None:
    """Sets `repeats` to the latest earlier statement of the head of the report that says the same."""
    if not page.paragraphs:
        return
    head_end = page.paragraphs[min(HEAD, len(page.paragraphs)) - 1][1]
    heads: list[tuple[Draft, frozenset[str]]] = []
    for draft in drafts:
        if draft.within is not None or draft.continues is not None:
            continue
        stems = frozenset().union(*(_stems(page.text[s:e]) for s, e in draft.content))
        for earlier, known in reversed(heads):
            least = min(len(stems), len(known))
            if (
                least >= LEAST
                and len(stems & known) >= SHARED * least
                and _paragraph(page, earlier.start) != _paragraph(page, draft.start)
            ):
                draft.repeats = earlier
                draft.reasons.append("repeats: the words of an earlier statement of this report")
                break
        if draft.start < head_end:
            heads.append((draft, stems))


def _paragraph(page: Page, offset: int) -> int:
    return at_or_before(page.paragraphs, offset)
