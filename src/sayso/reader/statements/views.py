"""Attributions that hang on a phrase in front, and a second cue that the model swallowed.

    [Per] the coroner's report, the swimmer had died         a preposition of citing
    In Dr Falk's [opinion], the bones are a child's          whose view it is
    The flood led to [calls] by villagers for a new dam      a noun of telling with its agent
    Vera Kolb said the dam was sound and [added] that ...    the same speaker goes on
Only with words that are hardly ever anything else, and but for the last one where no statement stands in the sentence.
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
_NOUN = re.compile(
    r"(?<!phone )(?<!return )(?<!returned )(?<!answer )(?<!answered )"
    r"\b(?P<cue>calls|demands|appeals|pleas|warnings|claims|complaints|allegations|accusations|predictions)\s+(?:by|from)\s+"
    r"(?P<who>[^,.;:“”\"\n]{2,60}?)\s+(?=(?:for|that|to)\s(?!comment\b))"
)
_ADDS = re.compile(
    r"\s(?:and|but)\s(?P<cue>(?:also\s+|then\s+|later\s+)?(?:added|adds|went\s+on\s+to\s+say))\s+(?=that\b)"
)


def views(page: Page, drafts: list[Draft]) -> None:
    """Adds the drafts of such phrases."""
    drafts += [made for draft in drafts if (made := _added(page.text, draft))]
    drafts += _in_front(page, drafts)


def _in_front(page: Page, drafts: Sequence[Draft]) -> Iterator[Draft]:
    taken = taken_by(drafts)
    for sentence in page.sentences:
        if taken.touches(sentence):
            continue
        led = page.text[sentence[0]] in "PIBAY"
        found = next((m for p in _PHRASES if led and (m := p.match(page.text, *sentence))), None)
        found = found or _NOUN.search(page.text, *sentence)
        if found is None:
            continue
        content = bare_stop(page.text, trimmed(page.text, (found.end(), sentence[1])))
        if words_in(page.text, content) >= LEAST:
            yield Draft(source=[found.span("who")], cue=[found.span("cue")], content=[content], score=SCORE,
                        reasons=["view: a phrase says whose word it is"])  # fmt: skip


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
