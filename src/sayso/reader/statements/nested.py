"""Statements within statements: the content of indirect speech is read again, as a text of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from sayso.reader.cues.acts import act_of, reporting_forms
from sayso.reader.model.tagger import Tagged
from sayso.reader.page import Draft, Page
from sayso.reader.spans import clean

LEAST = 25
"""Characters a content needs to hold a statement of its own: a source, a cue and three words."""
SURE = 0.6
"""A statement within needs a surer reading than one outside: contents are full of wishes and views, and the model was
trained on outermost statements alone."""
TELLING = frozenset({"assert", "deny", "admit", "accuse", "ask", "demand", "promise"})
"""Only what was told counts within: who holds or wants something, inside another's words, is part of those words."""


@cache
def _signal() -> re.Pattern[str]:
    words = sorted(reporting_forms() - _SELDOM, key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r"|according to)\b", re.IGNORECASE)


_SELDOM = frozenset({"add", "adds", "note", "notes", "claim", "claims", "report", "reports", "state", "states", "say",
                     "show", "shows", "point", "points", "call", "calls", "hold", "holds"})  # fmt: skip
"""Forms that are mostly something else (nouns, infinitives): reading a content again costs time."""


def nested(page: Page, drafts: Sequence[Draft], again: Callable[[str], Tagged]) -> list[Draft]:
    """The statements found inside the contents of `drafts`, each `within` its draft, or, where the outer source is a
    medium that relays, on its word (`media` was set by the room before)."""
    out: list[Draft] = []
    for draft in drafts:
        for start, end in draft.content:
            if end - start < LEAST or not _signal().search(page.text, start, end):
                continue
            for part in again(page.text[start:end]).parts:
                if part.score < SURE or not part.source or not part.content:
                    continue
                moved = [
                    [(s + start, e + start) for s, e in spans] for spans in (part.source, [part.cue], part.content)
                ]
                source, cue, content = (clean(page, spans) for spans in moved)
                words = page.text[cue[0][0] : cue[0][1]] if cue else ""
                if not (source and cue and content) or act_of(words)[0] not in TELLING:
                    continue
                inner = Draft(source=source, cue=cue, content=content, score=round(part.score * draft.score, 4))
                _place(inner, draft)
                out.append(inner)
    return out


def _place(inner: Draft, outer: Draft) -> None:
    if outer.relays:
        inner.media = [*inner.media, outer.source[0]]
        inner.reasons.append("relay: a medium reports that somebody said it")
    else:
        inner.within = outer
        inner.reasons.append("within: read again inside the content")
