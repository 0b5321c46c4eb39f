"""Attributions that hang on a phrase in front, and a second cue that the model swallowed.

    [Per] the coroner's report, the swimmer had died         a preposition of citing
    In Dr Falk's [opinion], the bones are a child's          whose view it is
    Vera Kolb said the dam was sound and [added] that ...    the same speaker goes on
Only where no statement stands in the sentence (the first two), and only with words that are hardly ever anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.reader.cues.acts import is_reporting
from sayso.reader.page import Draft, Page
from sayso.reader.spans import trimmed
from sayso.reader.statements.quotations import bare_stop, words_in
from sayso.reader.statements.taken import taken_by
from sayso.records import Span

LEAST = 3
"""Words of a content at least."""
SCORE = 0.6
"""How sure the rules are. By hand: few such phrases stand in any dev part."""

_PHRASES = (
    re.compile(
        r"(?:But\s|And\s|Yet\s)?(?P<cue>[Pp]er)\s+(?P<who>(?:the|an?|his|her|their|its|this|one)\s[^,;:“”\"\n]{2,80}?),\s+"
    ),
    re.compile(
        r"(?:But\s|And\s|Yet\s)?[Ii]n\s+(?P<who>his|her|their|[^,;:“”\"\n]{2,60}?(?=['’]s\s|s['’]\s))(?:['’]s|s['’])?\s+"
        r"(?:own\s+|considered\s+|expert\s+)?(?P<cue>opinion|view|judge?ment|estimation|telling|reckoning|reading),\s+"
    ),
)
_ADDS = re.compile(
    r"\s+(?:and|but)\s+(?P<cue>(?:also\s+|then\s+|later\s+)?(?:added|adds|went\s+on\s+to\s+say))\s+(?=that\b)"
)


def views(page: Page, drafts: list[Draft]) -> None:
    """Adds the drafts of such phrases."""
    drafts += [made for draft in drafts if (made := _added(page.text, draft))]
    drafts += _in_front(page, drafts)


def _in_front(page: Page, drafts: Sequence[Draft]) -> Iterator[Draft]:
    taken = taken_by(drafts)
    for sentence in page.sentences:
        if page.text[sentence[0]] not in "PIBAY" or taken.touches(sentence):
            continue
        found = next((m for p in _PHRASES if (m := p.match(page.text, *sentence))), None)
        if found is None:
            continue
        content = bare_stop(page.text, trimmed(page.text, (found.end(), sentence[1])))
        if words_in(page.text, content) >= LEAST:
            yield Draft(source=[found.span("who")], cue=[found.span("cue")], content=[content], score=SCORE,
                        reasons=["view: a phrase in front says whose word it is"])  # fmt: skip


def _added(text: str, draft: Draft) -> Draft | None:
    """The second statement of "said A and added that B"; A stays with the first."""
    if not (draft.cue and draft.source and draft.content) or draft.cue[-1][1] > draft.content[-1][0]:
        return None
    if not any(map(is_reporting, text[slice(*draft.cue[-1])].split())):
        return None
    start, end = draft.content[-1]
    found = _ADDS.search(text, start, end)
    if not found or found.start() <= start or _in_marks(text, (start, found.start())):
        return None
    draft.content[-1] = (start, found.start())
    draft.reasons.append("content: ends where the same speaker adds something")
    return Draft(source=list(draft.source), cue=[found.span("cue")], content=[(found.end(), end)], score=draft.score,
                 speaker=list(draft.speaker), reasons=["cue: the same speaker adds something"])  # fmt: skip


def _in_marks(text: str, before: Span) -> bool:
    """Whether a quotation is open at the end of a span."""
    said = text[slice(*before)]
    return said.count("“") > said.count("”") or said.count('"') % 2 == 1
