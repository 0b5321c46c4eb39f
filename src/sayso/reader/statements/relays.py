"""On whose word the outlet has a statement that it did not hear itself.

", as quoted by the Harbour Daily"            behind the statement, in its sentence
"the Daily reported, citing police"           the police said it, on the Daily's word
"the Daily reported that the mayor denied it" what lies inside a medium's content is carried by it
"..., according to a report by Radio Lomar"   a report of a medium carries as the medium does
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, overlap, total, trimmed
from sayso.reader.statements.medium import is_medium, is_own_work, medium_in_front
from sayso.records import Span

_CARRIED_BY = re.compile(
    r"\b(?:(?:as|first|originally)\s+)?(?:quoted|reported|cited|carried|published|broadcast|aired|shown|printed|"
    r"released|distributed|relayed|"
    r"obtained|recorded|seen|circulated|given)\s+(?:\w+day\s+)?(?:by|on|in|to)\s+",
    re.IGNORECASE,
)
_AS_REPORTED = re.compile(
    r"\bas\s+(?=[^,.;:]{2,60}?\s+(?:reported|reports|put it|noted|wrote|has reported|first reported)\b)", re.IGNORECASE
)
_REPORT_BY = re.compile(
    r"\b(?:according to|in|citing|quoting|from)\s+(?:an?|the|several|some|two)\s+(?:[\w-]+\s+){0,3}?(?:reports?|"
    r"story|stories|articles?|"
    r"broadcasts?|dispatch(?:es)?|account|interview|transcript|recording|footage|video)\s+(?:\w+\s+){0,2}?(?:by|"
    r"from|in|of|on)\s+",
    re.IGNORECASE,
)
_PER = re.compile(r"\b(?:according to|per)\s+", re.IGNORECASE)
_MEDIA_END = re.compile(
    r"[,.;:\n“\"«(—–]|\s(?:that|which|who|and|but|on \w+day|reported|reports|put|noted|wrote|has|first|late|"
    r"earlier|last|this)\b"
)
_REPORT_OF = re.compile(
    r"\b(?:reports?|story|stories|articles?|broadcast|dispatch|account)\s+(?:\w+\s+){0,2}?(?:by|from|in|of|on)\s+",
    re.IGNORECASE,
)

_CITING = re.compile(r",?\s*\b(citing|quoting|which cited|who cited|which quoted|attributing)\s+", re.IGNORECASE)
_CITED_END = re.compile(r"[;:\n“\"]|[,.](?!\w)|\s(?:as (?:saying|telling|their|its|the)|said|that|who|which)\b")
_EDITORIAL = re.compile(r"\bin (?:an?|its|the) (?:[\w-]+ )?(?:editorial|leader|opinion)\b", re.IGNORECASE)

_QUOTED = re.compile(
    r"\b(?:is|are|was|were|been|being)\s+(?:also\s+|widely\s+)?quoted"
    r"(?:\s+(?:by|in|on)\s+(?P<by>[^,.;:]{2,60}?))?\s+as\s+(?:saying|telling)\b",
    re.IGNORECASE,
)

REACH = 400
"""Code points from a statement's cue to the words that tell who carried it; keeps endless sentences linear."""
MOSTLY = 0.8
"""Share of a content that must lie inside a medium's content to be carried by it (the commas and stops may not)."""


def carrier(page: Page, draft: Draft) -> Span | None:
    """The medium that a draft's source is ("the Daily", "a report by Radio Lomar"), or None. Its own polls, editorials
    and counts are its own statements."""
    if not draft.source:
        return None
    start, end = draft.source[0]
    phrase = page.text[start:end]
    if is_medium(phrase):
        edge = at_or_before(page.sentences, start)
        near = page.text[max(page.sentences[edge][0] if edge >= 0 else 0, start - REACH) : end + REACH]
        return None if _EDITORIAL.search(near) else (start, end)
    if is_own_work(phrase):
        return None
    report = _REPORT_OF.search(phrase[:REACH])
    if report and (length := medium_in_front(_up_to_end(phrase[report.end() :]))):
        return start + report.end(), start + report.end() + length
    return None


def _up_to_end(phrase: str) -> str:
    found = _MEDIA_END.search(phrase, 1)
    return phrase[: found.start()] if found else phrase


def carried_by(page: Page, draft: Draft) -> None:
    """Adds the medium that a phrase in the draft's sentence names as the one that carried the words."""
    spans = [*draft.cue, *draft.source]
    if not spans or draft.relays:
        return
    text, mine = page.text, [*draft.content, *draft.source]
    i = at_or_before(page.sentences, spans[0][0])
    if i < 0:
        return
    first, last = page.sentences[i]
    room = max(first, min(s for s, _ in spans) - REACH), min(last, max(e for _, e in spans) + REACH)
    for pattern in (_CARRIED_BY, _AS_REPORTED, _REPORT_BY, _PER):
        for found in pattern.finditer(text, *room):
            if any(s < found.end() and e > found.start() for s, e in mine):
                continue
            phrase = _up_to_end(text[found.end() : min(room[1], found.end() + 120)])
            length = medium_in_front(phrase)
            span = (found.end(), found.end() + length)
            if length and not is_own_work(phrase) and span not in draft.media:
                draft.media.append(span)
                draft.reasons.append(f"via: {' '.join(found.group().split())} a medium")
                return


def cited(page: Page, draft: Draft) -> list[Draft]:
    """ "Reuters reported, citing police": a draft of theirs, on Reuters' word. The medium's own ends before it."""
    if not draft.relays or not draft.cue:
        return []
    text, end = page.text, max(e for _, e in [*draft.cue, *draft.source])
    i = at_or_before(page.sentences, end - 1)
    stop = min(page.sentences[i][1] if i >= 0 else len(text), max(end, max(e for _, e in draft.content)) + REACH)
    found = _CITING.search(text, end, stop)
    if not found:
        return []
    last = _CITED_END.search(text, found.end(), stop)
    source = trimmed(text, (found.end(), last.start() if last else stop))
    if source[0] >= source[1]:
        return []
    content = [(s, min(e, found.start())) if s < found.start() < e else (s, e) for s, e in draft.content]
    content = [span for c in content if (span := trimmed(text, c))[0] < span[1]]
    if not content:
        return []
    if content != draft.content:
        draft.content = content
        draft.reasons.append("relay: whom the medium cites was cut off its content")
    return [
        Draft(
            source=[source],
            cue=[found.span(1)],
            content=list(content),
            media=[c for c in [carrier(page, draft)] if c],
            score=draft.score,
            reasons=["relay: a medium cites somebody, who says the same"],
        )
    ]


def quoted_as_saying(page: Page, draft: Draft) -> None:
    """ "the coach was quoted by Radio Lomar as saying": he said it, on the radio's word. Where the model took him
    for content, he becomes the source."""
    if not draft.cue:
        return
    text, (start, end) = page.text, draft.cue[0]
    found = _QUOTED.search(text, max(0, start - 20), min(len(text), end + 120))
    if not found or found.start() > end or found.end() < start:
        return
    if found["by"] and (length := medium_in_front(found["by"])):
        medium = found.start("by"), found.start("by") + length
        if medium not in draft.media:
            draft.media.append(medium)
            draft.reasons.append("via: quoted by a medium")
    if not draft.source:
        subject = next(
            (c for c in draft.content if c[1] <= found.start() and not text[c[1] : found.start()].strip(" ,")), None
        )
        if subject is not None and len(draft.content) > 1:
            draft.source = [subject]
            draft.content = [c for c in draft.content if c != subject]
            draft.reasons.append("relay: who is quoted is the source")


def without_citing(drafts: list[Draft], found: Sequence[Draft]) -> None:
    """Takes off the list what has a cue that was told to be the citing of a medium: "citing" says nothing itself."""
    cues = {c for d in found for c in d.cue}
    drafts[:] = [d for d in drafts if d in found or not any(c in cues for c in d.cue)]


def carried(page: Page, drafts: Sequence[Draft]) -> None:
    """What lies inside the content of a medium that relays was said on its word, after those nearer to the source."""
    by_start = sorted(drafts, key=lambda d: d.content[0][0] if d.content else -1)
    starts = [d.content[0][0] if d.content else -1 for d in by_start]
    for outer in drafts:
        medium = carrier(page, outer) if outer.relays else None
        if medium is None or not outer.content:
            continue
        low, high = outer.content[0][0], outer.content[-1][1]
        for inner in by_start[bisect_left(starts, low) : bisect_right(starts, high)]:
            if inner is outer or not inner.source or medium in inner.media or inner.source[0] == outer.source[0]:
                continue
            if inner.relays and inner.content == outer.content:
                continue  # "Reuters reported, citing the Daily": told apart where it was cited
            if overlap(inner.content, outer.content) < MOSTLY * total(inner.content):
                continue
            if inner.content == outer.content or overlap([*inner.cue, *inner.source], outer.content):
                inner.media.append(medium)
                inner.reasons.append("relay: a medium reports that somebody said it")
