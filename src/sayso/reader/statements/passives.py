"""Hearsay that the model read amiss: the subject of a passive is what is told of, not who tells it; a rumour is nobody.

[The mayor] is said [to have left]          the grammatical subject, read as the source
[Prices are expected] [to fall]             the same, read into the cue, or left to nobody
[has reportedly] lost                       the auxiliary, read into the cue
[Rumour has it] that the coach will leave   a rumour, read as the source
"""

from __future__ import annotations

import re

from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, overlap, trimmed
from sayso.reader.statements.around_cue import REACH, subject_before
from sayso.reader.statements.hearsay_forms import BE, HELD, OFTEN, RUMOUR

_GROUP = re.compile(rf"\b{BE}\s+{OFTEN}(?:{HELD})(?:\s+to)?$", re.IGNORECASE)
"""A cue of the model's that ends with such a passive."""
_HELPED = re.compile(
    r"(?P<helps>has|have|had|is|are|was|were)\s+(?P<adverb>reportedly|allegedly|purportedly)", re.IGNORECASE
)
"""A cue of the model's that took in the auxiliary before the adverb."""


def put_right(page: Page, draft: Draft) -> None:
    """ "[The mayor] is said [to have left]": the model's source is the grammatical subject, so it is content."""
    if not (draft.cue and draft.content):
        return
    if draft.source:
        _rumour(page.text, draft)
    if not draft.source:
        _to_their_places(page.text, draft)
        _subject_out_of_cue(page.text, draft)
        _subject_to_content(page, draft)
        return
    text, cue = page.text, draft.cue[-1]
    if not _GROUP.search(text, *cue) or "quoted" in text[slice(*cue)].lower():
        return
    source = draft.source[-1]
    follows = [c for c in draft.content if c[0] >= cue[1] and not text[cue[1] : c[0]].strip()]
    to = text[slice(*cue)].lower().endswith(" to") or any(text[c[0] : c[0] + 3].lower() == "to " for c in follows)
    if not to or source[1] > draft.cue[0][0] or text[source[1] : draft.cue[0][0]].strip(" \t\n,"):
        return
    draft.source = draft.source[:-1]
    if not overlap([source], draft.content):
        draft.content = sorted([*draft.content, source])
    draft.reasons.append("hearsay: the subject of a passive is what is told of, not who tells it")


def _rumour(text: str, draft: Draft) -> None:
    """ "[Rumour has it] that the coach will leave": a rumour is no source, and all of it the cue."""
    start = min(draft.source[0][0], draft.cue[0][0])
    found = RUMOUR.pattern.match(text, start)
    first = draft.content[0]
    if found and draft.source[0][1] <= found.end() and draft.cue[-1][1] <= found.end() and first[0] < found.end() + 2:
        draft.source, draft.cue = [], [found.span()]
        draft.content = [trimmed(text, (max(first[0], found.end()), first[1])), *draft.content[1:]]
        draft.reasons.append("hearsay: a rumour is nobody")


def _to_their_places(text: str, draft: Draft) -> None:
    """ "[has reportedly] lost": the auxiliary is content, as the verb is; "rumour has [it that ...]": "it" is cue."""
    start, end = draft.cue[0]
    content = draft.content
    found = _HELPED.fullmatch(text, start, end)
    before = [c for c in content if c[1] <= start and not text[c[1] : start].strip()]
    if found and before:
        draft.content = sorted([*(c for c in content if c != before[-1]), (before[-1][0], found.end("helps"))])
        draft.cue[0] = found.span("adverb")
        draft.reasons.append("hearsay: the auxiliary belongs to the content")
    first = content[0]
    if (
        text[start:end].lower().endswith(("has", "had"))
        and text.startswith("it that ", first[0])
        and first[0] == end + 1
    ):
        draft.cue[0] = (start, first[0] + 2)
        draft.content = [(first[0] + 3, first[1]), *content[1:]]
        draft.reasons.append("hearsay: “it” belongs to the cue")


def _subject_to_content(page: Page, draft: Draft) -> None:
    """ "Prices [are expected] [to fall]": the model left the subject to nobody; it is content."""
    text, cue = page.text, draft.cue[0]
    found = _GROUP.match(text, *cue)
    if not found or draft.content[0][0] < cue[1] or not text.startswith("to ", draft.content[0][0]):
        return
    i = at_or_before(page.sentences, cue[0])
    subject = subject_before(text, max(page.sentences[i][0], cue[0] - REACH), cue[0]) if i >= 0 else None
    if subject and text[slice(*subject)].lower() not in ("it", "there"):
        draft.content = [subject, *draft.content]
        draft.reasons.append("hearsay: the subject of a passive is content")


def _subject_out_of_cue(text: str, draft: Draft) -> None:
    """ "[Prices are expected] to fall": the subject is content, and the verb group the cue."""
    start, end = draft.cue[0]
    found = _GROUP.search(text, start, end)
    if not found or found.start() == start or found.end() < end:
        return
    subject = trimmed(text, (start, found.start()))
    if text[slice(*subject)].lower() in ("it", "there", "") or overlap([subject], draft.content):
        return
    draft.cue[0] = found.span()
    draft.content = sorted([*draft.content, subject])
    draft.reasons.append("hearsay: the subject of a passive taken out of its cue")
