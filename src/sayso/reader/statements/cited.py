"""Whom "according to" cites, where the model saw the phrase and what it tells but not whom.

    The dam leaks, according to [an email that Vera Kolb wrote to her staff and that the Courier saw].
    According to [the CDC] the strain is new                                 no comma parts it from what is told

Behind what is told the whole rest of the sentence is whoever is cited; in front of it, without a comma, only a name can
be told from the clause that follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from sayso.reader.page import Draft, Page
from sayso.reader.sources.kinds import noun_sort
from sayso.reader.spans import at_or_before, trimmed
from sayso.reader.statements.who import Known, is_somebody
from sayso.records import Span

REACH = 200
"""Code points of whoever is cited, with what is said of them: the longest of 402 in PolNeAR train has 187."""

_ACCORDING = re.compile(r"according\s+to$", re.IGNORECASE)
_REST = re.compile(rf"\s+(?P<who>[^,;:()“”\"\n]{{2,{REACH}}}?)\.?")
_HEAD_END = re.compile(r"\s(?:who|whom|that|which|of|for|at|in|from|with|near|by|on|about|seen|obtained|released)\b")
_ARTICLE = re.compile(r"(?:[Tt]he\s+)?")
_VERB = re.compile(
    r"\s+(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|[a-z]+ed|the|an?|over|more|about|some"
    r"|at|it|he|she|they|this|that|there|these|those|no|only|nearly|almost)\s"
)
"""What a clause goes on with behind a name: its verb, or the beginning of another noun phrase."""


def cited(page: Page, draft: Draft, known: Known) -> Span | None:
    """The source of a draft whose cue is "according to" and stands alone, or None. Where it was taken for content, or
    for the beginning of it, it is cut off."""
    start, end = draft.cue[0]
    if not _ACCORDING.search(page.text, start, end):
        return None
    first, last = draft.content[0], draft.content[-1]
    if last[1] <= start:
        return _behind(page, end, known)
    if first[1] > start:
        return _in_front(page.text, draft, known)
    found = _behind(page, end, known) if len(draft.content) > 1 and draft.content[-2][1] <= start else None
    if found is None or last[0] != found[0]:
        return None
    draft.content = draft.content[:-1]
    return found


def _behind(page: Page, end: int, known: Known) -> Span | None:
    """The rest of the sentence behind the cue, where it begins with somebody or a document."""
    i = at_or_before(page.sentences, end)
    if i < 0:
        return None
    found = _REST.fullmatch(page.text, end, trimmed(page.text, (end, page.sentences[i][1]))[1])
    if found is None:
        return None
    span = found.span("who")
    cut = _HEAD_END.search(page.text, *span)
    stop = cut.start() if cut else span[1]
    k = bisect_left(known.ends, stop)
    named = k < len(known.ends) and known.ends[k] == stop and known.starts[k] >= span[0]
    words = page.text[span[0] : stop].split()
    spoken = bool(words) and words[-1].islower() and (is_somebody(words[-1]) or noun_sort(words[-1]) == "document")
    return span if named or spoken else None


def _in_front(text: str, draft: Draft, known: Known) -> Span | None:
    """A name right behind the cue that the content begins with."""
    start, end = draft.content[0]
    if text[draft.cue[0][1] : start].strip():
        return None
    article = _ARTICLE.match(text, start, end)
    first = article.end() if article else start
    k = bisect_left(known.starts, first)
    if k == len(known.starts) or known.starts[k] != first or not _VERB.match(text, known.ends[k], end):
        return None
    source = (start, known.ends[k])
    draft.content[0] = trimmed(text, (source[1], end))
    return source
