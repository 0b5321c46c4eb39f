"""A sentence that the model read as the rest of the paragraph before it: read again, alone.

A lead or a headline without a full stop runs on, for the model, into the sentence below, the more so where that says
the same again ("A diver has admitted that he cut the net / A diver has admitted that he cut the net at Orm."). The
content was cut at the end of its paragraph (borders.py), or the model saw no second cue; what stands behind may be a
statement itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from sayso.reader.model.unit import Tagged
from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, clean, first_from
from sayso.reader.statements.borders import CUT
from sayso.reader.statements.taken import taken_by

SURE = 0.5
"""The model's reading of a sentence without its neighbours must be surer than one of a whole text. By hand."""
OPENING = 20
"""Characters that a sentence has in common with the lead above it where it says that again."""


def cut_off(page: Page, drafts: Sequence[Draft], again: Callable[[str], Tagged]) -> Iterator[Draft]:
    """The statements of the sentences that stand right behind a content that was cut with its paragraph, or that begin
    as the lead above them does, and that no draft touches."""
    behind: set[int] = set()
    for draft in drafts:
        if CUT in draft.reasons and draft.content:
            here = at_or_before(page.paragraphs, draft.content[-1][1] - 1)
            if 0 <= here < len(page.paragraphs) - 1:
                behind.add(first_from(page.sentences, page.paragraphs[here + 1][0]))
    behind.update(_repeated(page))
    taken = taken_by(drafts) if behind else None
    for i in sorted(behind):
        if i < len(page.sentences) and taken is not None and not taken.touches(page.sentences[i]):
            yield from _read(page, i, again)


def _repeated(page: Page) -> Iterator[int]:
    """The sentences of a new paragraph that begin as the one above, which ends without a stop."""
    for (start, end), (after, _) in pairwise(page.paragraphs):
        if page.text[end - 1].isalnum() and after + OPENING < len(page.text) and end - start >= OPENING:
            i = first_from(page.sentences, after)
            lead = page.sentences[i - 1][0] if 0 < i < len(page.sentences) else -1
            if lead >= start and page.text[lead : lead + OPENING] == page.text[after : after + OPENING]:
                yield i


def _read(page: Page, i: int, again: Callable[[str], Tagged]) -> Iterator[Draft]:
    start, end = page.sentences[i]
    for part in again(page.text[start:end]).parts:
        source, cue, content = (
            clean(page, [(s + start, e + start) for s, e in spans]) for spans in (part.source, [part.cue], part.content)
        )
        if part.score >= SURE and source and cue and content:
            reason = f"model: read again, a sentence that ran on from the one before ({part.score:.2f})"
            yield Draft(source=source, cue=cue, content=content, score=part.score, reasons=[reason])
