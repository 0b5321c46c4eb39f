"""Statements within statements: contents are read again.

    0. what was cut off a content with its paragraph is read alone                   cut_off.py
    1. what the model itself found inside another's content is placed there           one_within, place
    2. the rules of `clauses` read each sentence of a content that shows a sign of telling
    3. where they find nothing, the model reads that sentence again, dressed as one (capital letter, full stop)

An inner statement is `within` the innermost draft around it; where that one is a medium that relays, it is not within
but on the medium's word (DESIGN section 3).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from sayso.reader.cues.acts import act_of, is_reporting, reporting_forms
from sayso.reader.model.unit import Tagged
from sayso.reader.page import Draft, Page
from sayso.reader.spans import clean, overlap, total, touched
from sayso.reader.statements.clauses import Clause, clauses, may_tell
from sayso.reader.statements.cut_off import cut_off
from sayso.reader.statements.media import hear
from sayso.reader.statements.possessed import possessed
from sayso.reader.statements.relays import carrier
from sayso.records import Span

LEAST = 20
"""Characters a stretch needs to hold a statement of its own: a source, a cue and two words."""
SURE = 0.5
"""The model's reading of a content must be surer than one outside: it was trained on outermost statements alone, and
contents are full of wishes and views. By eye on news_open."""
RULED = 0.9
"""How sure the rules of `clauses` are of what they find, times the outer draft's score. By eye on news_open."""
INSIDE = 0.9
"""Share of an inner statement's cue and content that lies in the outer's content."""
DEEPEST = 6
"""Levels of nesting that are told apart."""
TELLING = frozenset({"assert", "deny", "admit", "accuse", "ask", "demand", "promise"})
"""Only what was told counts within for the model: who holds or wants something is part of the words around it."""
_NOBODY = frozenset({"i", "we", "you", "who", "which", "that", "it", "this", "what", "nobody", "there"})
"""Sources that say nothing new within: the speaker again, the hearer, an empty subject."""
_WORD = re.compile(r"\w+")
_SELDOM = frozenset(
    _WORD.findall(
        "state states rule rules report reports claim claims tweet tweets show shows note notes point points comment "
        "comments answer answers charge charges estimate estimates promise quote quotes"
    )
)
"""Forms that are mostly nouns: alone they are not worth reading a content again. On 40 articles of PolNeAR dev, leaving
them and the verbs of mere views out cost 3 of 20 statements found so; most of 228 readings had found nothing."""


def one_within(one: Draft, other: Draft) -> bool:
    """Whether one of two drafts lies with its cue and content inside the other's content."""
    return _inside(one, other) or _inside(other, one)


def _inside(inner: Draft, outer: Draft) -> bool:
    spans = [*inner.cue, *inner.content]
    return (
        bool(inner.cue and inner.source)
        and overlap(inner.cue, outer.content) == total(inner.cue)
        and overlap(inner.source, outer.content) > 0
        and overlap(spans, outer.content) >= INSIDE * total(spans)
        and total(outer.content) > total(inner.content)
    )


def nested(page: Page, drafts: Sequence[Draft], again: Callable[[str], Tagged]) -> list[Draft]:
    """The statements found inside the contents of `drafts`, each `within` its draft, or, where the outer source is a
    medium that relays, on its word; and those cut off from the paragraph before. Drafts that lie within another already
    are placed, and not returned."""
    apart = list(cut_off(page, drafts, again))
    hear(page, apart)
    drafts = [*drafts, *apart]
    for draft in drafts:
        if draft.within is not None and draft.within.relays:
            _place(page, draft, draft.within, "")
    _place_known(page, drafts)
    known: dict[Draft, list[Draft]] = {}
    for draft in drafts:
        if draft.within is not None:
            known.setdefault(draft.within, []).append(draft)
    out = apart
    for draft in drafts:
        if draft.within is None:
            out += _inner(page, draft, known.get(draft, []), again)
    return out


def _place_known(page: Page, drafts: Sequence[Draft]) -> None:
    """Sets `within` where the model found both: by reading order, looking back over few drafts."""
    by_start = sorted((d for d in drafts if d.content), key=lambda d: d.content[0])
    starts = [d.content[0][0] for d in by_start]
    for inner in drafts:
        if not (inner.cue and inner.content) or inner.within is not None:
            continue
        at = bisect_right(starts, inner.cue[0][0])
        around = [d for d in by_start[max(0, at - DEEPEST) : at] if d is not inner and _inside(inner, d)]
        if around:
            _place(page, inner, min(around, key=lambda d: total(d.content)), "the model's own reading")


def _inner(page: Page, outer: Draft, known: Sequence[Draft], again: Callable[[str], Tagged]) -> list[Draft]:
    """The drafts inside one content, innermost placement settled."""
    medium = carrier(page, outer) if outer.relays else None
    found: list[Draft] = []
    for start, end in _stretches(page, outer):
        there = [k for k in known if start <= k.start < end]
        told = [*clauses(page.text, start, end, medium is not None), *possessed(page.text, start, end)]
        ruled = [_of_clause(c, outer) for c in told]
        ruled = [d for d in ruled if not any(overlap(d.cue, k.cue) for k in there)]
        if not ruled and not there:
            ruled = list(_read_again(page, (start, end), outer, again))
        hear(page, [d for d in ruled if not d.addressee])
        for inner in ruled:
            around = [d for d in [*ruled, *there] if d is not inner and d.within is not inner and _inside(inner, d)]
            nearest = min(around, key=lambda d: total(d.content)) if around else outer
            _place(page, inner, nearest, "read again inside the content")
        found += ruled
    return found


def _stretches(page: Page, draft: Draft) -> Iterator[Span]:
    """The sentences of a content that show a sign of telling."""
    for start, end in draft.content:
        for i in touched([(start, end)], page.sentences):
            first, last = max(start, page.sentences[i][0]), min(end, page.sentences[i][1])
            if last - first >= LEAST and may_tell(page.text[first:last]):
                yield first, last


def _of_clause(clause: Clause, outer: Draft) -> Draft:
    return Draft(
        source=[clause.source],
        cue=[clause.cue],
        content=list(clause.content),
        addressee=[clause.hearer] if clause.hearer else [],
        score=round(RULED * outer.score, 4),
        reasons=[f"clause: a subject, {clause.lemma!r} and what was told, inside another's content"],
    )


def _read_again(page: Page, stretch: Span, outer: Draft, again: Callable[[str], Tagged]) -> Iterator[Draft]:
    """The model on one sentence of a content, dressed as a sentence: as long as it was, but for a full stop."""
    start, end = stretch
    words = _WORD.findall(page.text[start:end].lower())
    if not any(is_reporting(w) and w not in _SELDOM for w in words):
        return
    while start < end and not page.text[start].isalnum():
        start += 1
    if page.text[start : start + 5].lower() == "that ":
        start += 5
    while end > start and not page.text[end - 1].isalnum():
        end -= 1
    if end - start < LEAST:
        return
    first = page.text[start].upper()
    sentence = (first if len(first) == 1 else page.text[start]) + page.text[start + 1 : end] + "."
    for part in again(sentence).parts:
        source, cue, content = (
            clean(page, [(s + start, min(e + start, end)) for s, e in spans if s + start < end])
            for spans in (part.source, [part.cue], part.content)
        )
        if (
            part.score < SURE
            or not (source and cue and content)
            or not _tells(page.text, source[0], cue[0], content[0])
        ):
            continue
        yield Draft(
            source=source, cue=cue, content=content, score=round(part.score * outer.score, 4),
            reasons=[f"model: read again, a sentence of another's content ({part.score:.2f})"],
        )  # fmt: skip


def _tells(text: str, source: Span, cue: Span, content: Span) -> bool:
    words, told = text[slice(*cue)].lower(), text[slice(*content)]  # "will recall 52,000 vans" tells nothing
    spoken = any(w in reporting_forms() for w in words.split()) or words == "according to"
    return spoken and text[slice(*source)].lower() not in _NOBODY and act_of(words, told)[0] in TELLING


def _place(page: Page, inner: Draft, outer: Draft, how: str) -> None:
    medium = carrier(page, outer) if outer.relays else None
    if medium is not None:
        added = [m for m in (medium, *outer.media) if m not in inner.media]
        inner.media = [*inner.media, *added]
        inner.within = outer.within
        if added:
            inner.reasons.append("relay: a medium reports that somebody said it")
    else:
        inner.within = outer
        inner.media = [*inner.media, *(m for m in outer.media if m not in inner.media and outer.within is not None)]
        inner.reasons.append(f"within: {how}")
