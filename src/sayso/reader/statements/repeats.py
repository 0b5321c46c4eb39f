"""What says again what was said before in the same report: headline, lead, body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before
from sayso.reader.statements.quotations import bare_stop

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
    _read_alike(page, drafts)
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


def _read_alike(page: Page, drafts: Sequence[Draft]) -> None:
    """A lead that the body repeats to the word is read as its repetition is, where the model is surer of that: a
    content that was cut short goes on as far as the other one does, at most to its sentence's end."""
    surest: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        if (key := _opening(page.text, draft)) and (key not in surest or surest[key].score < draft.score):
            surest[key] = draft
    for draft in drafts:
        key = _opening(page.text, draft)
        other = surest.get(key) if key else None
        if other is None or other is draft:
            continue
        start, end = draft.content[0]
        i = at_or_before(page.sentences, start)
        stop = bare_stop(page.text, (start, page.sentences[i][1]))[1]
        said = page.text[slice(*other.content[0])][: stop - start]
        if len(said) > end - start and page.text.startswith(said, start):
            draft.content = [(start, start + len(said))]
            draft.reasons.append("content: as far as where the same words are said again")


def _opening(text: str, draft: Draft) -> tuple[str, ...] | None:
    """Source, cue and what stands between the cue and the content, in words; None where the content is not one piece
    right behind its cue."""
    if not (len(draft.source) == len(draft.cue) == len(draft.content) == 1):
        return None
    source, cue, content = draft.source[0], draft.cue[0], draft.content[0]
    if not source[1] <= cue[0] < cue[1] <= content[0]:
        return None
    return text[slice(*source)], text[slice(*cue)], text[cue[1] : content[0]]


def _paragraph(page: Page, offset: int) -> int:
    return at_or_before(page.paragraphs, offset)
