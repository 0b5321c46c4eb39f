"""Hearsay without a source: "reportedly", "it is believed that". An attribution, never own voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.reader.cues.acts import hearsay_forms
from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, overlap, trimmed
from sayso.records import Span

_CLAUSE_END = re.compile(r"[;:—]|,\s+(?:but|and|although|while|which|who|though)\b|\.?[\"”’')\]]*$")
_FINAL = re.compile(r"[.!?…\s]+$")


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted((f for f in hearsay_forms() if f not in _NOT_HEARSAY), key=lambda f: (-len(f), f))
    return re.compile(r"\b(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in forms) + r")\b", re.IGNORECASE)


_NOT_HEARSAY = frozenset({"apparently", "ostensibly", "supposedly"})
"""The outlet's own doubt as often as somebody's word."""


def hearsay(page: Page, drafts: list[Draft]) -> None:
    """Adds a draft without a source for each form that no draft has as (part of) its cue or content."""
    for found in _pattern().finditer(page.text):
        cue = found.span()
        if any(overlap([cue], [*d.cue, *d.content, *d.source]) for d in drafts):
            continue
        i = at_or_before(page.sentences, cue[0])
        if i < 0 or page.sentences[i][1] < cue[1]:
            continue
        content = _content(page.text, page.sentences[i], cue)
        if content and not any(overlap(content, d.content) or overlap(content, d.cue) for d in drafts):
            drafts.append(Draft(source=[], cue=[cue], content=content, score=0.6,
                                reasons=["hearsay: a form that names nobody"]))  # fmt: skip


def _content(text: str, sentence: Span, cue: Span) -> list[Span]:
    """The clause around an adverb; what follows a phrase that ends in "that"."""
    end = _CLAUSE_END.search(text, cue[1], sentence[1])
    stop = end.start() if end else sentence[1]
    phrase = text[slice(*cue)].lower()
    if phrase.endswith(" that"):
        pieces: Sequence[Span] = [(cue[1] - 4, stop)]
    else:
        pieces = [(sentence[0], cue[0]), (cue[1], stop)]
    out = []
    for piece in pieces:
        start, last = trimmed(text, piece)
        last = start + len(_FINAL.sub("", text[start:last]))
        if start < last and any(c.isalnum() for c in text[start:last]):
            out.append((start, last))
    return out
