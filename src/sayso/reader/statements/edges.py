"""Edges of the model's spans that grammar knows better.

One woman[, in tears:] “Where are our sons?”           a cue without a verb is the colon alone
The stand will fall, [masons who work there] said.     of a source cut down to "who" the noun belongs to it, too
[Since 2020, the ferries have halved], according to    what stands in front of the clause that is told is told
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.cues.acts import is_reporting
from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before
from sayso.reader.statements.taken import Taken, taken_by

REACH = 80
"""Code points before "who" in which its noun and the comma stand."""
FRONT = 60
"""Code points of an adverbial in front of a clause at most: longer ones are clauses with a subject of their own."""

_WORD = re.compile(r"\w+")
_TORN = re.compile(r"(?:who|which)\s\w")
_HEAD = re.compile(r",\s+((?:[\w’'-]+\s+){1,4})$")
_ADVERBIAL = re.compile(
    r"(?:Since|In|On|At|By|During|Between|From|Until|Before|After|Under|For|Over|Within|Throughout|Last|This|Every)\s"
    rf"[^,.;:“”\"\n]{{1,{FRONT}}},\s+"
)


def edges(page: Page, drafts: Sequence[Draft]) -> None:
    """Mends sources, cues and contents of drafts in place."""
    taken = taken_by(drafts)
    for draft in drafts:
        if len(draft.cue) != 1:
            continue
        _colon(page.text, draft)
        if len(draft.source) == 1:
            _noun_of_who(page.text, draft)
        _adverbial(page, draft, taken)


def _colon(text: str, draft: Draft) -> None:
    """ "[, in tears:]": how somebody spoke belongs to who it was, and the colon alone leads to the words."""
    start, end = draft.cue[0]
    told = any(map(is_reporting, _WORD.findall(text, start, end)))
    if end - start > 1 and text[start] == "," and text[end - 1] == ":" and not told:
        draft.cue = [(end - 1, end)]
        draft.reasons.append("cue: the colon, where no verb tells")


def _noun_of_who(text: str, draft: Draft) -> None:
    """ "..., masons [who work there] said": the content ends at the comma, so the noun is nobody else's."""
    start, end = draft.source[0]
    head = _HEAD.search(text, max(0, start - REACH), start) if _TORN.match(text, start, end) else None
    if head and any(e in (head.start(), head.start() + 1) for _, e in draft.content):
        draft.source = [(head.start(1), end)]
        draft.reasons.append("source: the noun that its clause is about")


def _adverbial(page: Page, draft: Draft, taken: Taken) -> None:
    """ "Since 2020, [the ferries have halved], according to the county": one clause, all of which is told."""
    if len(draft.content) != 1 or not draft.source:
        return
    start, end = draft.content[0]
    i = at_or_before(page.sentences, start)
    first = page.sentences[i][0] if i >= 0 else start
    if min(draft.cue[0][0], draft.source[0][0]) < end or not _ADVERBIAL.fullmatch(page.text, first, start):
        return
    if not taken.touches((first, start)):
        draft.content = [(first, end)]
        draft.reasons.append("content: from the beginning of its clause")
