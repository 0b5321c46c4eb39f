"""To whom words were said: the addressee of a cue, or the medium that heard them.

    "told the court that"        a verb that takes a hearer, and the noun phrase right behind it
    "said to his brother"        a verb of speech and "to"
    "told Radio Lomar"           a medium: the outlet has the words on its word (`media`, later `via`)
    "said in an interview with"  an occasion, and who was there

The person addressed belongs neither to the cue nor to the content: where the model put it there, it is cut off.
"""

from __future__ import annotations

import re

from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, trimmed
from sayso.reader.statements.medium import medium_in_front
from sayso.records import Span

_TELL = (
    "told|tells?|telling|assured|assures?|assuring|informed|informs?|informing|notified|notifies|notify|"
    "notifying|reminded|reminds?|reminding"
)
_ADVISE = (
    "warned|warns?|warning|advised|advises?|advising|asked|asks?|asking|promised|promises?|promising|convinced|"
    "convinces?|persuaded|"
    "persuades?|briefed|briefs?|briefing|begged|begs?|begging|instructed|instructs?|instructing|cautioned|"
    "cautions?|cautioning|"
    "texted|emailed|e-mailed|messaged|showed|shown|taught|questioned|lectured|alerted|alerts?|alerting"
)
_TOLD = re.compile(rf"\b(?:{_TELL}|{_ADVISE})(?:\s+(?:again|once|also|later|earlier))?$", re.IGNORECASE)
_TOLD_ALONE = re.compile(rf"\b(?:{_TELL})$", re.IGNORECASE)
"""These always have their hearer behind them; the others may have what they are about ("promised a refund")."""
_TOLD_INSIDE = re.compile(rf"\b(?:{_TELL}|{_ADVISE})\s+(?=\S)", re.IGNORECASE)
_SPOKEN = (
    "said|says?|saying|spoke|speaks?|speaking|talked|talking|wrote|writes?|writing|explained|explains?|"
    "explaining|complained|"
    "complains?|complaining|confessed|confesses|admitted|admits?|testified|testifies|testifying|confirmed|"
    "confirms?|announced|"
    "announces?|declared|declares?|boasted|boasts?|suggested|suggests?|mentioned|revealed|reveals?|insisted|"
    "replied|replies|"
    "shouted|shouts?|whispered|whispers?|remarked|remarks?|conceded|stressed|repeated|reported|swore|pleaded|"
    "proposed|described|"
    "confided|signalled|signaled|tweeted|posted"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|get|got|gets)\s+(?:\w+ly\s+|also\s+|not\s+|never\s+)?\w+$", re.IGNORECASE
)
"""The subject is the hearer: "has been told to wait"."""
_TO = re.compile(rf"\b(?:{_SPOKEN})\s+(?:to|before|in front of)$", re.IGNORECASE)
_SPOKEN_END = re.compile(rf"\b(?:{_SPOKEN})$", re.IGNORECASE)
_TO_FOLLOWS = re.compile(r"\s+(?:to|before|in front of)\s+(?!the (?:effect|contrary|same)\b)", re.IGNORECASE)
_OCCASION = re.compile(
    r"\b(?:(?:in|during|for|on|through|via|by|after|at|throughout)\s+(?:an?|the|his|her|their|its|two|several|"
    r"recent|written|separate|"
    r"exclusive|televised|live|brief|emailed|e-mailed)\s+(?:[\w-]+\s+){0,4}?(?:interviews?|conversations?|calls?|"
    r"chats?|"
    r"remarks|comments?|statements?|e-?mails?|letters?|messages?|notes?|op-eds?|columns?|essays?|articles?|"
    r"appearances?|discussions?|"
    r"broadcasts?|speech|speeches|address|briefings?|testimony|texts?|repl(?:y|ies)|answers?)"
    r"|in\s+(?:comments|remarks|interviews|emails|e-mails|testimony|statements|answers|letters|writing))\s+"
    r"(?:\w+day\s+|(?:aired|broadcast|published|given|sent|posted|made|printed|carried)\s+)?"
    r"(?P<how>with|to|for|by|on|in|before)\s+",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    r"\b(?:speaking|talking|testifying|writing)\s+(?P<how>to|with|before|on|in|for)\s+", re.IGNORECASE
)
_HEARD = frozenset({"with", "to", "before"})
"""Prepositions behind an occasion whose noun phrase heard the words; behind the others only a medium counts."""

_END = re.compile(
    r"\s*(?:(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Gov)(?<!Sen)(?<!Rep)(?<!Gen)(?<!\b[A-Z])\.|[:;—–(\[\n“\"«‘]|,(?!\d)|"
    r"--|\b(?:that|to|not|during|after|before|while|when|whether|how|what|why|where|about|from|via|over|if|"
    r"outside|inside|following|amid|through|ahead|under|upon|without|because|as|by|with|for|since|until|"
    r"and\s+(?:he|she|they|said|added)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:yester|to)day|tonight|tomorrow|last|this|next|earlier|early|"
    r"late|later|recently|again|"
    r"once|twice|then|now|repeatedly|both|he|she|they|there|it|we|i|I|you|his|her|their|its|my|our|who|which|"
    r"whom|is|are|was|were|has|had|have|"
    r"will|would|must|should|could|can|cannot|may|might|[a-z]+ly|"
    r"(?:in|at|on)(?!\s+(?:charge|duty|hand)\b))\b|$)"
)
"""Where a hearer's noun phrase ends: marks, a clause, a date, a place, a new subject."""
_AT_FRONT = re.compile(r"(?:his|her|their|its|my|our)\s+(?=[a-z])|(?:him|her|them|us|me|you|everyone|everybody|"
                       r"himself|herself|themselves)\b(?![’'])",
                       re.IGNORECASE)  # fmt: skip
_PLACED = re.compile(r"\s+(?:in|at|on)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*")
_AN = re.compile(r"an?\s", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*,?\s*(?:that|to|not\s+to|whether|how|what|why|where|when|if|about|of|he|she|they|there|"
                     r"it|we|i|you|his|her|their|its|my|our)\b"
                     r"|\s*[,:]?\s*[“\"«‘]", re.IGNORECASE)  # fmt: skip
"""What must follow a hearer that is cut off a content's front: the content itself."""
_THAT_CLAUSE = re.compile(
    r"\s*,?\s*(?:that|whether|how|what|why|where|when|if|he|she|they|there|it|we|i|you)\b|\s*[,:]?\s*[“\"«‘]",
    re.IGNORECASE,
)
_ADVISED = re.compile(
    r"\b(?:advised|advises?|advising|warned|warns?|warning|instructed|reminded|begged|cautioned)$", re.IGNORECASE
)
_TO_DO = re.compile(_THAT_CLAUSE.pattern + r"|\s*(?:not\s+)?to\s", re.IGNORECASE)
"""Behind these the hearer stands before an infinitive too ("warned residents to leave"); behind "urged" and "asked" the
guidelines keep whoever should do it in the content."""
_WORD = re.compile(r"[\w&.’'-]+")
HEARER_WORDS = 12
"""Words a hearer's noun phrase may have ("the upper house's standing committee on foreign and trade affairs": 11)."""
REACH = 300
"""Code points from a cue to the occasion that goes with it, on both sides: keeps endless sentences linear."""
_NEVER = frozenset(
    [
        "to",
        "for",
        "in",
        "on",
        "at",
        "against",
        "by",
        "with",
        "from",
        "as",
        "into",
        "about",
        "over",
        "that",
        "of",
        "and",
        "or",
        "not",
        "there",
        "it",
        "this",
        "what",
        "how",
        "why",
        "whether",
        "again",
        "also",
        "later",
        "reporters'",
        "nothing",
        "something",
        "anything",
        "everything",
        "questions",
        "question",
        "permission",
        "forgiveness",
        "lies",
        "lie",
        "jokes",
        "stories",
        "story",
        "truth",
        "time",
        "times",
        "so",
        "i",
        "he",
        "she",
        "they",
        "we",
        "said",
        "says",
        "told",
    ]
)
"""Words that no hearer begins or ends with: fillers, and what is said itself ("told the truth", "asked questions")."""
_OBJECTS = """
truth story stories lies lie joke jokes question questions tale tales time times permission favor favour refund reforms
help forgiveness way day week year
"""
_NOT_BEHIND = frozenset(_OBJECTS.split())
"""Nouns that no hearer ends with: what is told or asked for."""


def hearer(page: Page, draft: Draft) -> None:
    """Finds whom the draft's words were said to, cuts them off, and files them as media or addressee."""
    if not draft.cue or draft.addressee:
        return
    _uncue(page.text, draft)
    text, (start, end) = page.text, draft.cue[-1]
    i = at_or_before(page.sentences, start)
    stop = page.sentences[i][1] if i >= 0 and page.sentences[i][1] >= end else len(text)
    near = stop = max(end, stop)
    for first, _ in [*draft.content, *draft.source]:
        if first >= end:
            near = min(near, first)
    begin = end
    told = bool(_TOLD.search(text, start, end)) and not _PASSIVE.search(text, start, end)
    if not told and not _TO.search(text, start, end):
        follows = _TO_FOLLOWS.match(text, end, near) if _SPOKEN_END.search(text, start, end) else None
        if follows is None:
            _occasion(page, draft, (page.sentences[i][0] if i >= 0 else 0, stop))
            return
        begin = follows.end()
    span = _phrase(text, (begin, near))
    if span is None and told:
        span = _in_content(text, draft, end, bool(_TOLD_ALONE.search(text, start, end)))
    if span is not None:
        _file(text, draft, span)
    if not draft.media:
        _occasion(page, draft, (page.sentences[i][0] if i >= 0 else 0, stop))


def _uncue(text: str, draft: Draft) -> None:
    """Cuts a hearer off the cue's end ("told them a hundred times")."""
    start, end = draft.cue[-1]
    found = None
    for found in _TOLD_INSIDE.finditer(text, start, end):  # noqa: B007 - the last one
        pass
    if found is None:
        return
    span = _phrase(text, (found.end(), end))
    if span is not None and span[0] == found.end():
        draft.cue[-1] = trimmed(text, (start, found.end()))
        draft.reasons.append("addressee: cut off the cue")
        _file(text, draft, span)


def _phrase(text: str, room: Span) -> Span | None:
    """The hearer's noun phrase at the start of a stretch, or None."""
    start, stop = trimmed(text, room)
    front = _AT_FRONT.match(text, start, stop)
    if front and not front.group()[-1].isspace():
        return front.span()  # a pronoun
    found = _END.search(text, front.end() if front else start + 1, stop) if start < stop else None
    end = found.start() if found else stop
    if _AN.match(text, start, end) and (place := _PLACED.match(text, end, stop)):
        end = place.end()
    span = trimmed(text, (start, end))
    words = _WORD.findall(text[slice(*span)])
    if not words or len(words) > HEARER_WORDS:
        return None
    first, last = words[0].lower(), words[-1].lower()
    if first in _NEVER or last in _NEVER or last in _NOT_BEHIND or first.endswith("ly") or text[span[0]] in ',.:;“"«‘':
        return None
    return span


def _in_content(text: str, draft: Draft, end: int, always: bool) -> Span | None:
    """A hearer at the front of the content that follows the cue: "told [officers he had confused the pedals]"."""
    at = next((k for k, (s, _) in enumerate(draft.content) if s >= end and not text[end:s].strip()), None)
    if at is None:
        return None
    start, stop = draft.content[at]
    span = _phrase(text, (start, stop))
    if span is None or span[0] != start or span[1] >= stop:
        return None
    wanted = _CLAUSE if always else _TO_DO if _ADVISED.search(text, *draft.cue[-1]) else _THAT_CLAUSE
    if not wanted.match(text, span[1], stop):
        return None
    draft.content[at] = trimmed(text, (span[1], stop))
    while text[draft.content[at][0]] in ",:" and draft.content[at][0] + 1 < stop:
        draft.content[at] = trimmed(text, (draft.content[at][0] + 1, stop))
    draft.reasons.append("addressee: cut off the content's front")
    return span


def _occasion(page: Page, draft: Draft, sentence: Span) -> None:
    """ "in an interview with Radio Lomar", "speaking to reporters": outside of the content, in the cue's sentence."""
    text, cue = page.text, draft.cue
    room = max(sentence[0], cue[0][0] - REACH), min(sentence[1], cue[-1][1] + REACH)
    for pattern in (_OCCASION, _SPEAKING):
        for found in pattern.finditer(text, *room):
            if any(s < found.end() and e > found.start() for s, e in [*draft.content, *draft.source]):
                continue
            stop = min([room[1], *(s for s, _ in [*draft.content, *draft.source, *draft.cue] if s >= found.end())])
            span = _phrase(text, (found.end(), stop))
            if span is None:
                continue
            medium = medium_in_front(text[slice(*span)])
            if medium or (found["how"].lower() in _HEARD and not draft.addressee):
                _file(text, draft, span)
                return


def _file(text: str, draft: Draft, span: Span) -> None:
    """A medium to `media`, anybody else to `addressee`."""
    length = medium_in_front(text[slice(*span)])
    medium = (span[0], span[0] + length)
    if length:
        if medium not in draft.media:
            draft.media.append(medium)
            draft.reasons.append("via: the words were said to a medium")
    elif span not in draft.addressee:
        draft.addressee.append(span)
        draft.reasons.append("addressee: the words were said to somebody")
