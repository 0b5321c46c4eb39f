"""When something was said: the date in the cue's sentence that goes with the cue, and with nothing else.

A date is a candidate if it lies in the sentence and outside of the content. Where it stands settles what must hold:

    in the cue      "[said Tuesday] that"                                   always
    after           "said on 6 January"; "told reporters in Arva on Monday"  no clause opens between them
    beside          "The ministry on Monday denied"                          no participle or relative owns it
    front           "On 5 January, President Tarn said"                      no "after", "since" before it
    inset           "Tarn, speaking on Monday, said"                         the inset is about speaking or publishing
    shared          "Tarn spoke out Tuesday on the strike, arguing"          a participle has its main clause's time
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from sayso.reader.cues.acts import is_reporting
from sayso.reader.dates.calendar import Date
from sayso.records import Span

_AFTER_REACH: Final = 160
"""Code points between a cue and a date after it: a name with its apposition and a place. Set by the cases in tests."""
_INSET_REACH: Final = 60
"""Code points between an inset's date and the cue."""
_LONGEST_SENTENCE: Final = 2_000
"""Code points of a sentence that are looked at on each side of the cue; a longer one is no sentence."""

_SPEECH_NOUN: Final = re.compile(
    r"(?:[\w’'-]+\s){0,3}?(?:interviews?|statements?|speech(?:es)?|tweets?|letters?|posts?|posting|briefings?|press|news|"
    r"conference|memos?|reports?|e-?mails?|debate|hearing|filings?|testimony|op-ed|editorial|column|article|essay|blog|"
    r"message|address|remarks?|announcement|broadcast|appearance|call|podcast|show|lecture|meeting|rally|study|survey|"
    r"poll|census|review|analysis|paper|ruling|order|complaint|lawsuit|affidavit|video|note|bulletin|release|webinar|"
    r"session|question-and-answer|town\shall|communiqu[eé]|decree|book|interrogation|investigation|findings?|assessment)\b",
    re.I,
)
_ENDS_IN_SPEECH_NOUN: Final = re.compile(
    r"\b(?:interview|statement|speech|tweet|letter|post|briefing|conference|memo|report|e-?mail|debate|hearing|filing|"
    r"testimony|op-ed|editorial|column|article|essay|message|address|remarks|announcement|broadcast|appearance|rally|"
    r"video|note|release|communiqu[eé])\s$"
)
_PUBLISHED: Final = frozenset((
    "published", "released", "issued", "posted", "dated", "sent", "aired", "broadcast", "held", "given", "made",
    "delivered", "recorded", "conducted", "filed", "signed", "unveiled", "distributed", "circulated",
    "uploaded", "tweeted", "written", "obtained", "seen", "presented", "shared", "convened", "carried",
    "printed",
))  # fmt: skip
"""Participles after which the date is that of the saying: "a statement released on Tuesday"."""
_PARTICIPLE: Final = re.compile(
    r"(?:[a-z]{2,}ed|born|shot|begun|won|left|lost|found|caught|hurt|built|sworn|taken|stolen|driven|elected|brought|"
    r"killed|fought|struck|hit|set|cut|put|known|grown|sunk|torn|freed|bought|sold|led|met|paid)$"
)
_OPENERS: Final = re.compile(
    r"[.!?;:]\s|\b(?:who|whom|whose|which|that|where|when|while|after|before|since|until|because|if|but|whether|how|why|what|"
    r"following|despite|although|though|amid|ahead\sof)\b",
    re.I,
)
"""What opens a clause of its own, or ties the date to another event, between a cue and a date after it."""
_TIED: Final = re.compile(
    r"\b(?:since|until|till|before|after|by|from|for|of|about|between|to|through|than|following|ahead\sof|regarding|over|"
    r"against|and|or|per|with)\s(?:the\s|a\s|an\s|his\s|her\s|their\s|its\s|last\s|late\s|early\s|mid-)?$",
    re.I,
)
"""A preposition that makes the date a limit or a topic, not the time of the cue."""
_RELATIVE: Final = re.compile(r"\b(?:who|whom|whose|which|that|where|when)\b", re.I)
_RELATIVE_CUE: Final = re.compile(
    r"\b(?:who|which|that|where)\s(?:\w+ly\s|has\s|had\s|have\s|later\s|then\s|also\s|he\s|she\s|they\s|it\s)*$"
)
_TAIL: Final = re.compile(r"[,;.”’\"'\s]*(?:(?:in|at|on|during|late|early|to|via|speaking)\b[^,;]*)?")
"""What may stand between the content and a date after it: "said [it was over] in a speech on Monday"."""
_FRONT: Final = re.compile(
    r"[\s\"“”'‘’(—–•*-]*(?:(?:but|and|also|yet|so|still|meanwhile|separately|however|then|only|just|earlier|later|late|early|"
    r"on|in|at|back|even|during|over|as\srecently\sas|as\slate\sas|first),?\s)*(?:the\s)?$",
    re.I,
)
_FRONTED: Final = re.compile(
    r"[\s\"“”'‘’(—–•*-]*(?:(?:but|and|also|meanwhile|later|earlier),?\s)?(?:in|at|on|during|via|speaking|talking|writing|appearing|"
    r"testifying|addressing|asked|responding|answering|posting|tweeting|interviewed|quoted|briefing)\b",
    re.I,
)
_BACKGROUND: Final = re.compile(
    r"\b(?:after|before|since|when|while|until|following|because|if|although|though|despite|who|which|that|where|from|by|"
    r"between|due|amid|as|against|arrested|killed)\b",
    re.I,
)
_INSET: Final = re.compile(
    r"\s*(?:also\s|only\s|again\s)?(?:in|at|on|during|speaking|talking|writing|testifying|appearing|addressing|answering|"
    r"responding|published|released|issued|posted|dated|aired|quoted|interviewed|early|late|\w+ing)\b",
    re.I,
)
_BESIDE: Final = re.compile(r"\s*(?:(?:\w+ly|also|again|then|first|even|has|had|have|once|himself|herself)\s)*$")
_NEW_CLAUSE: Final = re.compile(
    r";|,\s(?:but|while|whereas|although|though|as|after|when|because|so|prompting)\b", re.I
)
_AND_CLAUSE: Final = re.compile(r"\b[a-z]+ed\b[^.;]{0,200}?,\sand\s\w+\s\w+")
_POSSESSIVE: Final = re.compile(r"['’]s?\s")
_DETERMINER: Final = re.compile(
    r"\b(?:a|an|the|his|her|its|their|our|my|this|[\w-]+['’]s)\s(?:early\s|late\s|mid-)?$", re.I
)
_PLACED: Final = re.compile(r"\b(?:in|at|during|on|via|to|with|by)\s(?:[\w’'-]+\s){0,2}$", re.I)
_WORDS: Final = re.compile(r"[^\W\d_]+")
_LAST_WORD: Final = re.compile(r"([\w-]+)\s+(?:(?:late|early|back|again|last|this|on|in|at|over|during|the)\s+){0,3}$")


def said_on(
    text: str, sentence: Span, cue: Sequence[Span], content: Sequence[Span], dates: Sequence[Date]
) -> str | None:
    """The ISO prefix of the date on which the cue happened, or None where the sentence gives none.

    `dates` are all of the text's, sorted by start (as `expressions` gives them); all spans are code points of `text`.
    The value is the date's `past` reading: what has been said was not said in the future.

    >>> from sayso.reader.dates.expressions import expressions
    >>> text = "She said on 6 January that he left on Monday."
    >>> said_on(text, (0, 45), [(4, 8)], [(22, 44)], expressions(text, "2022-01-19"))
    '2022-01-06'
    """
    if not cue:
        return None
    low = max(sentence[0], cue[0][0] - _LONGEST_SENTENCE)
    high = min(sentence[1], cue[-1][1] + _LONGEST_SENTENCE)
    first = bisect_left(dates, low, key=lambda d: d.start)
    best: tuple[int, int, str] | None = None
    for index in range(first, len(dates)):
        date = dates[index]
        if date.start >= high:
            break
        if any(date.start < end and start < date.end for start, end in content):
            continue
        place = _place(text, (low, high), cue, content, date)
        if place and (best is None or place < best[:2]):
            best = (*place, date.past)
    return best[2] if best else None


def _place(
    text: str, sentence: Span, cue: Sequence[Span], content: Sequence[Span], date: Date
) -> tuple[int, int] | None:
    """How the date goes with the cue: (rank, distance), the smallest wins; None if it goes with something else."""
    if any(start <= date.start and date.end <= end for start, end in cue):
        return (0, 0)
    cue_start, cue_end = cue[0][0], cue[-1][1]
    if date.start >= cue_end:
        gap = _without(text, cue_end, date.start, content)
        between = [end for start, end in content if start >= cue_end and end <= date.start]
        if between and not _TAIL.fullmatch(text[between[-1] : date.start]):
            return None
        return (1, len(gap)) if _after(text, gap, date) else None
    if date.end > cue_start:
        return None
    ends = [end for _, end in content if end <= date.start]
    head = text[max([sentence[0], *ends]) : date.start]
    head = head[head.rfind("; ") + 1 :]
    gap = _without(text, date.end, cue_start, content)
    if _beside(text, head, gap, date):
        return (2, len(gap))
    quoting = text[cue_start:cue_end].lower().startswith("according")
    if not quoting and _front(text, head, gap, date):
        return (3, len(gap))
    if _inset(text, head, gap, date):
        return (4, len(gap))
    joined = text[cue_start:cue_end].partition(" ")[0].endswith("ing")
    return (5, len(gap)) if joined and _shared(text, head, gap, date) else None


def _without(text: str, start: int, end: int, content: Sequence[Span]) -> str:
    """text[start:end] less what lies in the content."""
    out = []
    for a, b in content:
        if a < end and b > start:
            out.append(text[start : max(start, a)])
            start = min(b, end)
    return "".join([*out, text[start:end]])


def _owned(text: str, head: str, date: Date) -> bool:
    """Whether something other than a saying owns the date: a limiting preposition, a participle, "Tuesday's vote"."""
    after = text[date.end : date.end + 80]
    possessive = _POSSESSIVE.match(after)
    if possessive:
        return not (_SPEECH_NOUN.match(after, possessive.end()) and _PLACED.search(head[-40:]))
    if _DETERMINER.search(head[-40:]) and not _is_article_of(text, date):
        return not _SPEECH_NOUN.match(after.lstrip())
    if _TIED.search(head[-40:]) and "weekend" not in text[date.start : date.end].lower():
        return True
    word = _LAST_WORD.search(head[-60:])
    return bool(word and _PARTICIPLE.match(word[1]) and word[1] not in _PUBLISHED)


def _is_article_of(text: str, date: Date) -> bool:
    """Whether the article before the date is the date's own ("over the weekend", "on the 15th")."""
    return text[date.start : date.end].lower().startswith("the ") or text[date.end - 2 : date.end] in (
        "st",
        "nd",
        "rd",
        "th",
    )


def _after(text: str, gap: str, date: Date) -> bool:
    return len(gap) <= _AFTER_REACH and not _OPENERS.search(gap) and not _owned(text, gap, date)


def _beside(text: str, head: str, gap: str, date: Date) -> bool:
    return (
        bool(_BESIDE.match(gap)) and not _RELATIVE.search(head[head.rfind(",") + 1 :]) and not _owned(text, head, date)
    )


def _front(text: str, head: str, gap: str, date: Date) -> bool:
    """The date opens the sentence (or a phrase that does) and nothing but the source stands between it and the cue."""
    if not _FRONT.fullmatch(head) and not (_FRONTED.match(head) and not _BACKGROUND.search(head)):
        return False
    if _owned(text, head, date) or _RELATIVE_CUE.search(gap) or _AND_CLAUSE.search(gap):
        return False
    clause = _NEW_CLAUSE.search(gap)
    return clause is None or not gap[clause.end() :].strip()


def _shared(text: str, head: str, gap: str, date: Date) -> bool:
    """A participle that follows its main clause: its date, unless that may lie in what the clause reports."""
    if "," not in gap or _RELATIVE.search(head) or _BACKGROUND.search(head) or _NEW_CLAUSE.search(gap):
        return False
    words = _WORDS.findall(head)
    return not any(is_reporting(word) for word in words[:-3]) and not _owned(text, head, date)


def _inset(text: str, head: str, gap: str, date: Date) -> bool:
    """Between the source and the cue: ", speaking on Monday, said"; "a statement published on Monday by X said"."""
    if len(gap) > _INSET_REACH or _RELATIVE_CUE.search(gap):
        return False
    part = head[head.rfind(",") + 1 :]
    if _RELATIVE.search(part):
        return False
    if gap.lstrip().startswith(",") and len(gap.split()) <= 4 and "," in head:
        return bool(_INSET.match(part)) and not _owned(text, head, date)
    word = _LAST_WORD.search(head[-60:])
    attributive = _DETERMINER.search(head[-40:]) or _POSSESSIVE.match(text[date.end : date.end + 3])
    if attributive:
        return bool(_SPEECH_NOUN.match(text[date.end : date.end + 80].removeprefix("'s").removeprefix("’s").lstrip()))
    published = bool(word and (word[1] in _PUBLISHED or _ENDS_IN_SPEECH_NOUN.search(word[1] + " ")))
    return published and "," not in gap.strip(", ")
