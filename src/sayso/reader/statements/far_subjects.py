"""Cues whose subject stands further off in the sentence, where grammar still tells it.

[She] was profiled in the Courier, telling it she would sail      a participle has the subject of the sentence
Claiming the vote was rigged, [she] walked out                    also one that stands in front
The owners, [who] may not speak but issued a statement saying     the second verb of a relative clause
"We sold it," [her father, who ran the shop,] told the Courier    taken for more of the quotation before it
"""

from __future__ import annotations

import re
from bisect import bisect_left

from sayso.reader.cues.acts import is_reporting
from sayso.reader.page import Draft, Page
from sayso.reader.sources.kinds import noun_sort
from sayso.reader.spans import at_or_before, trimmed
from sayso.reader.statements.who import Known, is_somebody
from sayso.records import Span

REACH = 300
"""Code points between a subject and its participle; a longer sentence has other subjects in between."""
SUBJECT = 80
"""Code points of such a subject: a pronoun, a name with its role, a short description."""
HEAD = 6
"""Words of a noun phrase that was taken for more of a content."""

_PRONOUN = re.compile(r"(?:he|she|they)\b(?=\s)", re.IGNORECASE)
_DESCRIBED = re.compile(r"(?:the|an?|his|her|their|one|two|three|some|several)\s+(?:[\w’'-]+\s+){0,3}?(?P<noun>[a-z-]+)"
                        r"(?=\s+(?:[a-z]+ed|has|have|had|was|were|is|are|left|said|told|quit|went|began|gave|made|did)\b)",
                        re.IGNORECASE)  # fmt: skip
_VERB_NEXT = re.compile(r"\s+(?:[a-z]+ly\s+|also\s+)?(?!(?:and|or|of|in|at|on|for|from|to|with|by|the|an?)\b)[a-z]+")
_COMMA = re.compile(r",\s+$")
_FRONT = re.compile(r"(?:(?:After|Before|While|When|By|In|On|Without|Despite)\s+)?")
"""What may stand before a participle that begins its sentence."""
_BEHIND = re.compile(r".?,?[”\"’']?,?\s+(?<=[,”\"’'] )")
"""From the last character of its content: a comma, or a closing mark behind one."""
_OTHER = re.compile(r"[“”\"«»;:—–]|\bby\s+(?:[a-z]+\s+){0,3}[A-Z]|"
                    r",\s+(?:with|while|as|which|who|when|where|after|before|because|so|(?:and|but)"
                    r"(?!\s+(?:was|were|is|are|has|had|[a-z]+ed|then|later|also)\b))\s")  # fmt: skip
"""Between a subject and the comma before its participle: signs of another subject."""
_ALSO = re.compile(r"\s(?:but|and)\s+(?:[a-z]+ly\s+|also\s+|later\s+|then\s+)?$")
_WHO = re.compile(r",\s+(who)\s")
_CLOSED = re.compile(r"[”\"»]\s*(?=[^“”\"«»]+$)")
_LAST_PIECE = re.compile(r",\s+(?=[^,“”\"]{2,60}$)")
_RELATIVE = re.compile(r",\s+(?:who|which|whose|an?|the)\s")
_WORD = re.compile(r"\w[\w’'-]*")


def far_subject(page: Page, draft: Draft, known: Known, start: int) -> Span | None:
    """The source of a draft with one cue and none beside it, or None. `start` is where the subject of its sentence can
    begin, in code points. Cuts a source off the content where it was taken for more of that."""
    return (
        _swallowed(page.text, draft, known)
        or _participle(page.text, draft, known, start)
        or _fronted(page, draft, known)
        or _relative(page, draft)
    )


def _is_participle(text: str, draft: Draft) -> bool:
    """Whether the cue is a participle of saying with its content behind it."""
    cue = draft.cue[0]
    words = _WORD.findall(text[slice(*cue)].lower())
    return bool(words) and words[0].endswith("ing") and is_reporting(words[0]) and draft.content[0][0] >= cue[1]


def _participle(text: str, draft: Draft, known: Known, start: int) -> Span | None:
    cue = draft.cue[0]
    if not _is_participle(text, draft):
        return None
    comma = _COMMA.search(text, max(start, cue[0] - 3), cue[0])
    if comma is None or cue[0] - start > REACH:
        return None
    subject = _subject(text, start, comma.start(), known)
    return subject if subject and not _OTHER.search(text, subject[1], comma.end()) else None


def _fronted(page: Page, draft: Draft, known: Known) -> Span | None:
    i = at_or_before(page.sentences, draft.cue[0][0])
    if i < 0 or not _is_participle(page.text, draft):
        return None
    first, last = page.sentences[i]
    if not _FRONT.fullmatch(page.text, first, draft.cue[0][0]):
        return None
    behind = _BEHIND.match(page.text, draft.content[-1][1] - 1, last)
    return _subject(page.text, behind.end(), last, known) if behind else None


def _subject(text: str, start: int, stop: int, known: Known) -> Span | None:
    """A pronoun, a name or a description of somebody at `start`, with a verb behind it."""
    if found := _PRONOUN.match(text, start, stop):
        return found.span()
    i = bisect_left(known.starts, start)
    if i < len(known.starts) and (end := known.ends[i]) <= min(stop, start + SUBJECT):
        front = text[start : known.starts[i]]
        role = all(noun_sort(w.lower()) is not None for w in front.split()[-1:])
        if role and not re.search(r"[,.;:\n]", front) and _VERB_NEXT.match(text, end, stop):
            return start, end
    found = _DESCRIBED.match(text, start, stop)
    if found and (is_somebody(found["noun"].lower()) or noun_sort(found["noun"].lower()) == "body"):
        return found.span()
    return None


def _relative(page: Page, draft: Draft) -> Span | None:
    text, cue = page.text, draft.cue[0]
    i = at_or_before(page.sentences, cue[0])
    if i < 0 or draft.content[0][0] < cue[1]:
        return None
    first = max(page.sentences[i][0], cue[0] - REACH)
    also = _ALSO.search(text, first, cue[0])
    who = list(_WHO.finditer(text, first, also.start())) if also else []
    if also is None or not who or re.search(r"[,;:“”\"]", text[who[-1].end() : also.start()]):
        return None
    return who[-1].span(1)


def _swallowed(text: str, draft: Draft, known: Known) -> Span | None:
    cue, (start, end) = draft.cue[0], draft.content[-1]
    if end > cue[0] or text[end : cue[0]].strip(" \u00a0\n,"):
        return None
    verb = _WORD.findall(text[slice(*cue)])  # the model may take a lone comma for a cue
    if not verb or not is_reporting(verb[-1]):
        return None
    closed = _CLOSED.search(text, start, end) or _LAST_PIECE.search(text, start, end)
    if closed is None or closed.start() <= start:
        return None
    span = trimmed(text, (closed.end(), end))
    relative = _RELATIVE.search(text, *span)
    head = _WORD.findall(text[span[0] : relative.start() if relative else span[1]])
    named = (k := bisect_left(known.starts, span[0])) < len(known.starts) and known.starts[k] == span[0]
    if not head or len(head) > HEAD or not (named or is_somebody(head[-1].lower())):
        return None
    draft.content[-1] = (start, closed.start() + (text[closed.start()] != ","))
    return span
