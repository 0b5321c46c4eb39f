"""Contents are brought to the borders of what they quote: whole quotations, and no more than their paragraphs.

1. a content that runs on over the end of a paragraph, where no quotation goes on, is cut there
2. each quotation belongs to one statement: it takes the whole of it, over all its paragraphs
3. what the model sees inside a quotation that is somebody's words is left to the room for statements within
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.reader.cues.acts import act_of
from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, total, trimmed
from sayso.reader.statements.quotations import WORDS, Utterance, words_in
from sayso.records import Span

MOST = 0.5
"""A quotation of which a content covers so much belongs to it as a whole (of PolNeAR's quotations with four words 98 %
lie inside a content entirely or not at all)."""
TURN = "dialogue"
"""Turns of a transcript have borders of their own: so begin the reasons of their drafts."""
CUT = "paragraph: a content ends with its paragraph, where no quotation goes on"

_LIST = re.compile(r"\s*(?:[•⁃▪‣●◦*·–—-]|\d{1,3}[.)])\s")
_COMMA = re.compile(r"(?<![\s,;:])[\s,;:]+$")


def to_borders(page: Page, drafts: list[Draft], said: Sequence[Utterance]) -> None:
    """Mends the contents of drafts, and takes drafts off that say nothing of their own, in place."""
    mended = [d for d in drafts if not d.reasons or not d.reasons[0].startswith(TURN)]
    for draft in mended:
        _one_sentence(page, draft)
        _out_of_source(page, draft, said)
        _cut(page, draft, said)
        _answer(page, draft)
    dropped: set[Draft] = set()
    for utterance, claims in _claims(mended, said):
        owner = _owner(page.text, utterance, claims)
        if owner is None:
            continue
        _take(page, owner, utterance, claims)
        for other in claims:
            if other is not owner and _give_up(other, owner, utterance):
                dropped.add(other)
    drafts[:] = [d for d in drafts if d not in dropped]


def _claims(drafts: Sequence[Draft], said: Sequence[Utterance]) -> list[tuple[Utterance, dict[Draft, int]]]:
    """For each utterance that contents touch: the drafts, and how much of it each has."""
    pieces = [(s, e, i) for i, u in enumerate(said) for s, e in u.pieces]
    ends = [e for _, e, _ in pieces]
    found: dict[int, dict[Draft, int]] = {}
    for draft in drafts:
        for start, end in draft.content:
            for k in range(bisect_right(ends, start), len(pieces)):
                s, e, i = pieces[k]
                if s >= end:
                    break
                claim = found.setdefault(i, {})
                claim[draft] = claim.get(draft, 0) + min(e, end) - max(s, start)
    return [(said[i], found[i]) for i in sorted(found)]


def _owner(text: str, utterance: Utterance, claims: dict[Draft, int]) -> Draft | None:
    """The draft that utters the quotation: its cue stands outside, and it has the most of it."""
    outer = [d for d in claims if not any(utterance.holds(c) for c in d.cue)]
    if not outer:
        return None
    best = max(outer, key=lambda d: (claims[d], d.score))
    length = total(utterance.pieces)
    at_border = any(s <= utterance.start + 1 < e or s < utterance.end - 1 <= e for s, e in best.content)
    if claims[best] >= MOST * length or any(claims[best] >= MOST * (e - s) for s, e in utterance.pieces):
        return best
    return best if at_border and utterance.closed else None


def _take(page: Page, owner: Draft, utterance: Utterance, claims: dict[Draft, int]) -> None:
    """Adds what the owner lacks of the quotation, apart from what its own or another's cue and source take."""
    cues = [s for d in claims if not any(utterance.holds(c) for c in d.cue) for s in [*d.cue, *d.source]]
    wanted: list[Span] = []
    for start, end in utterance.pieces:
        inside = [s for s in cues if start <= s[0] < end]
        if inside and (not utterance.closed or any(s in owner.cue for s in inside)):
            end = start + len(_COMMA.sub("", page.text[start : min(s for s, _ in inside)]))  # a closing mark is missing
        if end > start:
            wanted.append((start, end))
    content = together(page.text, [*owner.content, *wanted], wanted)
    if content != owner.content:
        owner.content = content
        owner.reasons.append("quotation: a content goes to the borders of what it quotes")


def _give_up(other: Draft, owner: Draft, utterance: Utterance) -> bool:
    """Takes the quotation out of another's content; true where that has nothing else to say."""
    inner = any(utterance.holds(c) for c in other.cue)
    rest = [s for s in other.content if not any(s[0] < e and s[1] > b for b, e in utterance.pieces)]
    if inner and not rest:
        return True
    if not inner and not rest and other.source in ([], owner.source):
        return True
    if rest and not inner and other.source != owner.source:
        other.content = rest
    return False


def together(text: str, spans: Sequence[Span], quoted: Sequence[Span] = ()) -> list[Span]:
    """Spans sorted and joined where they overlap or touch, and where nothing but white space lies between two of
    `quoted` (a quotation over paragraphs)."""
    starts, ends = {s for s, _ in quoted}, {e for _, e in quoted}
    out: list[Span] = []
    for start, end in sorted(spans):
        last = out[-1] if out else (-1, -1)
        goes_on = start in starts and last[1] in ends and not text[last[1] : start].strip()
        if out and (start <= last[1] or goes_on):
            out[-1] = (last[0], max(end, last[1]))
        else:
            out.append((start, end))
    return out


def _cut(page: Page, draft: Draft, said: Sequence[Utterance]) -> None:
    """Ends contents with their paragraph, unless a quotation or a list goes on over its end."""
    out: list[Span] = []
    for span in draft.content:
        i, j = at_or_before(page.paragraphs, span[0]), at_or_before(page.paragraphs, span[1] - 1)
        if i < 0 or i == j:
            out.append(span)
            continue
        parts = _parts(page, span, i, j, said)
        if len(parts) == 1:
            out.append(span)
            continue
        home = {at_or_before(page.paragraphs, c) for c, _ in draft.cue}
        near = [p for p in parts if at_or_before(page.paragraphs, p[0]) in home]
        out += near or parts[:1]
        draft.reasons.append(CUT)
    draft.content = [t for s in out if (t := trimmed(page.text, s))[0] < t[1]] or draft.content


def _one_sentence(page: Page, draft: Draft) -> None:
    """Of a source in several sentences the pieces in the cue's are it; the others were named before."""
    if len(draft.source) > 1 and draft.cue:
        home = at_or_before(page.sentences, draft.cue[0][0])
        near = [s for s in draft.source if at_or_before(page.sentences, s[0]) == home]
        if near and len(near) < len(draft.source):
            draft.source = near
            draft.reasons.append("source: what stands in the sentence of the cue")


def _out_of_source(page: Page, draft: Draft, said: Sequence[Utterance]) -> None:
    """A source ends where a quotation of some length begins: "warned Mayor Ulm, “we will leave.”" """
    for k, (start, end) in enumerate(draft.source):
        i = bisect_right(said, start, key=lambda u: u.start)
        if i == len(said) or said[i].start >= end or words_in(page.text, said[i].pieces[0]) < WORDS:
            continue
        kept = start + len(_COMMA.sub("", page.text[start : said[i].start]))
        if kept > start:
            draft.source[k] = (start, kept)
            draft.content = together(page.text, [*draft.content, *said[i].pieces])
            draft.reasons.append("quotation: a quotation is no part of its source")


def _answer(page: Page, draft: Draft) -> None:
    """Behind a question the next paragraph is an answer, and somebody else's."""
    for k, (start, end) in enumerate(draft.content[:-1]):
        tail = page.text[max(start, end - 2) : end]
        after = draft.content[k + 1][0]
        if "?" not in tail or "\n" not in page.text[end:after] or not draft.cue or draft.cue[0][0] > after:
            continue
        if draft.cue[0][0] >= end and act_of(" ".join(page.text[s:e] for s, e in draft.cue))[0] == "ask":
            draft.content = draft.content[: k + 1]
            draft.reasons.append("paragraph: what stands behind a question is its answer")
            return


def _parts(page: Page, span: Span, i: int, j: int, said: Sequence[Utterance]) -> list[Span]:
    """The span cut at the ends of paragraphs i to j - 1 where nothing goes on."""
    parts: list[Span] = []
    start = span[0]
    for k in range(i, j):
        end, after = page.paragraphs[k][1], page.paragraphs[k + 1]
        if page.text[end - 1] == ":" or _LIST.match(page.text, *after) or _goes_on(page, end, after[0], said):
            continue
        parts.append((start, end))
        start = after[0]
    parts.append((start, span[1]))
    return parts


def _goes_on(page: Page, end: int, start: int, said: Sequence[Utterance]) -> bool:
    """Whether the quotation at a paragraph's end goes on, or quotations stand on both sides of the border."""
    i = bisect_left(said, end, key=lambda u: u.end)
    if i < len(said) and said[i].start < end and (said[i].end > end or said[i].end == end):
        last = said[i]
        if last.end > end:
            return True
        behind = said[i + 1] if i + 1 < len(said) else None
        return behind is not None and behind.start == start
    return False
