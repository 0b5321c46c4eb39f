"""Quotations that have a cue of their own beside them go to whoever speaks there, and so does the other half of one
that is interrupted: "“A,” said Anna, “b.”", and one that stands behind a colon: "Anna said of the plan: ¶ “A.”"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from sayso.reader.cues.acts import is_reporting
from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, overlap
from sayso.reader.statements.beside import beside, unclosed
from sayso.reader.statements.borders import together
from sayso.reader.statements.quotations import Utterance, like_speech
from sayso.reader.statements.taken import taken_by
from sayso.reader.statements.who import Known
from sayso.records import Span

GAP = 180
"""Code points between the halves of a quotation: a cue, and a speaker with an apposition."""

_WORD = re.compile(r"\w+")
_BREAKS_OFF = re.compile(r"[,;—–…-][\"”’'»›]*\Z")


def own_cues(page: Page, drafts: Sequence[Draft], said: Sequence[Utterance], known: Known) -> list[Draft]:
    """Drafts for quotations with a cue right beside them that no draft has; whoever had the quotation gives it up."""
    taken = taken_by([Draft(source=d.source, cue=d.cue, content=[]) for d in drafts])
    by_cue = {c: d for d in drafts for c in d.cue}
    made: list[Draft] = []
    lost: dict[Span, Draft | None] = {}
    for utterance in said:
        cut = unclosed(page, utterance, known)
        found, pieces = (cut[0], (cut[1],)) if cut else (beside(page, utterance, known), utterance.pieces)
        owner = by_cue.get(found.cue) if found else None
        if cut and owner and not owner.source:
            owner.source, owner.content = [cut[0].source], [cut[1]]
            owner.reasons.append("speech: a quotation whose closing mark is lost ends before its speaker")
            continue
        if found is None or any(map(taken.touches, utterance.pieces)):
            continue
        if owner and not owner.source and not taken.touches(found.source):
            owner.source = [found.source]
            owner.reasons.append("source: whoever stands beside the verb")
        if owner and not overlap(owner.content, utterance.pieces):
            lost.update(dict.fromkeys(pieces, owner))
            owner.content = together(page.text, [*owner.content, *utterance.pieces], utterance.pieces)
            owner.reasons.append("speech: the cue stands beside this quotation too")
        if taken.touches(found.cue) or taken.touches(found.source):
            continue
        made.append(Draft(source=[found.source], cue=[found.cue], content=list(pieces), score=0.7,
                          reasons=["speech: a verb of speech beside the quotation"]))  # fmt: skip
        lost.update(dict.fromkeys(pieces, None))
    if lost:
        for draft in drafts:
            kept = [s for s in draft.content if lost.get(s, draft) is draft]
            if kept and len(kept) < len(draft.content):
                draft.content = kept
                draft.reasons.append("speech: a quotation with a cue of its own is somebody else's")
    still = {s for d in drafts for s in d.content}
    return [m for m in made if still.isdisjoint(m.content)]


def interrupted(page: Page, drafts: Sequence[Draft], said: Sequence[Utterance]) -> None:
    """ "“A,” said Anna, “b.”": the other half belongs to whoever has the first, if nobody has it; in place."""
    text, taken, cues = page.text, taken_by(drafts), _cues(drafts)
    for one, two in pairwise(said):
        gap = text[one.end : two.start]
        if not one.closed or len(gap) > GAP or "\n" in gap or any(map(taken.touches, two.pieces)):
            continue
        if at_or_before(page.sentences, one.end - 1) != at_or_before(page.sentences, two.start):
            continue
        if not gap.rstrip().endswith(",") and not text[two.start + 1 : two.start + 2].islower():
            continue
        if not _BREAKS_OFF.search(text, one.start, one.end):
            continue
        k = bisect_left(cues, (one.end, 0))
        owner = drafts[cues[k][1]] if k < len(cues) and cues[k][0] < two.start else None
        if owner and overlap(owner.content, one.pieces):
            owner.content = together(text, [*owner.content, *two.pieces], two.pieces)
            owner.reasons.append("speech: the other half of a quotation that was interrupted")


def introduced(page: Page, drafts: Sequence[Draft], said: Sequence[Utterance]) -> None:
    """A quotation behind a colon belongs to whoever says something right before it, if nobody has it from without."""
    text, cues = page.text, _cues(drafts)
    inside = [c for c, _ in cues]
    had = taken_by([d for d in drafts if not any(_holding(said, c) for c in d.cue)])
    for utterance in said:
        colon = len(text[max(0, utterance.start - 4) : utterance.start].rstrip())
        at = max(0, utterance.start - 4) + colon - 1
        if not colon or text[at] != ":" or any(map(had.touches, utterance.pieces)):
            continue
        first = page.sentences[at_or_before(page.sentences, at)][0]
        k = bisect_left(inside, at) - 1
        owner = drafts[cues[k][1]] if k >= 0 and inside[k] >= first else None
        if owner is None or not owner.source or not like_speech(text, utterance):
            continue
        if any(is_reporting(w) for s, e in owner.cue for w in _WORD.findall(text[s:e].lower())):
            owner.content = together(text, [*owner.content, *utterance.pieces], utterance.pieces)
            owner.reasons.append("speech: the quotation that a colon introduces")


def _cues(drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Where each cue begins, and the number of its draft; in reading order."""
    return sorted((c[0], i) for i, d in enumerate(drafts) for c in d.cue)


def _holding(said: Sequence[Utterance], span: Span) -> bool:
    """Whether a span lies inside a quotation."""
    i = bisect_left(said, span[0] + 1, key=lambda u: u.start) - 1
    return i >= 0 and said[i].holds(span)
