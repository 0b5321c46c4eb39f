"""A quotation with its cue right beside it: "“A,” shouted Anna." and "“A,” Anna shouted."; "Her reply: “A.”"; and
"“A, said Anna.", where the closing mark is lost.

The model knows the usual verbs; these patterns know all verbs of speech (acts.is_reporting), and that a cue in the
quotation's own sentence outdoes one in the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from sayso.reader.cues.acts import is_reporting
from sayso.reader.page import Page
from sayso.reader.spans import at_or_before, trimmed
from sayso.reader.statements.quotations import Utterance
from sayso.reader.statements.who import Known, speaks
from sayso.records import Span

REACH = 90
"""Characters of a speaker at most; longer ones have an apposition, which the model reads better."""

_WHO_END = re.compile(
    r"[,.;:!?\n—–(“\"]|\s(?:who|when|while|as|after|before|to|in|on|at|from|during|with|about|of his|of her)\b|$"
)
_BEHIND = re.compile(r"\s{1,2}(?P<verb>[a-z]{3,14})\s+(?=[\w])")
_PRONOUN = re.compile(r"(?:he|she|they|He|She|They)\b")
_FRONT = re.compile(
    r"\s{1,2}(?P<who>(?:[A-Z][\w.’'-]*|[tT]he|[aA]n?|[hH]is|[hH]er|[hH]e|[sS]he|[tT]hey)(?:\s[\w.’'-]+){0,4}?)\s"
    r"(?P<verb>[a-z]{3,14})\b"
)
_NOUN = re.compile(
    r"(?P<who>(?:\b[A-Z][\w.’'-]*\s){0,3}?\b[A-Z][\w-]*['’]s|\b(?:[Hh]is|[Hh]er|[Tt]heir))\s+(?:[\w-]+\s){0,2}?"
    r"(?P<cue>(?:answer|reply|response|verdict|message|advice|warning|explanation|conclusion|reaction|comment|motto|words|plea)"
    r"(?:\s(?:to|on|about|for)\s[^:.“”\"\n]{2,60}?)?(?:\s(?:was|is|were|are)(?:\s(?:short|simple|clear|curt|brief))?)?\s?:)\s{0,2}\Z"
)
_APPOSED = re.compile(
    r"\s{1,2}(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}), [^,.;:\n]{2,60}, (?P<verb>[a-z]{3,14})\b"
)
_COMMA = re.compile(r"[,?!…]")
_WORDS_OF = re.compile(r"(?P<cue>\b[Ii]n the words of) (?P<who>[^,“”\":\n]{2,80}?),?\s{0,2}\Z")


class Beside(NamedTuple):
    """Who speaks, and the cue."""

    source: Span
    cue: Span


def beside(page: Page, utterance: Utterance, known: Known) -> Beside | None:
    """The speaker and the verb in the quotation's own sentence, right behind it or as a noun before it."""
    text, at = page.text, utterance.end
    i = at_or_before(page.sentences, at - 1)
    if i < 0 or not utterance.closed:
        return None
    stop = min(max(page.sentences[i][1], at), at + REACH)
    if at < stop and (text[at - 2 : at - 1] in (",", "?", "!", "…", "—") or text[at] == ","):
        at += text[at : at + 1] == ","
        found = _inverted(text, at, stop, known) or _plain(text, at, stop, known)
        if found:
            return found
    first = max(page.sentences[at_or_before(page.sentences, utterance.start)][0], utterance.start - 2 * REACH)
    noun = _NOUN.search(text, first, utterance.start) or _WORDS_OF.search(text, first, utterance.start)
    if noun is None:
        return None
    who = noun.span("who")
    return Beside(
        (who[0], who[1] - 2) if text[who[1] - 1] == "s" and text[who[1] - 2] in "'’" else who, noun.span("cue")
    )


def unclosed(page: Page, utterance: Utterance, known: Known) -> tuple[Beside, Span] | None:
    """The speaker and the verb within a quotation that nothing closes, and the stretch before them, which is quoted."""
    if utterance.closed or len(utterance.pieces) > 1:
        return None
    for comma in _COMMA.finditer(page.text, utterance.start, utterance.end):
        i = at_or_before(page.sentences, comma.start())
        stop = min(page.sentences[i][1], utterance.end, comma.end() + REACH)
        found = next((f for g in (_inverted, _plain, _apposed) if (f := g(page.text, comma.end(), stop, known))), None)
        if found:
            return found, (utterance.start, comma.end() - (comma[0] == ","))
    return None


def _inverted(text: str, at: int, stop: int, known: Known) -> Beside | None:
    """ "shouted Anna"."""
    found = _BEHIND.match(text, at, stop)
    if found is None or not is_reporting(found["verb"]):
        return None
    end = _WHO_END.search(text, found.end(), stop)
    who = trimmed(text, (found.end(), end.start() if end else stop))
    if text[who[1] : who[1] + 2] == ", ":  # "answered the clerk, Jan Ober"
        i = bisect_left(known.people, who[1], key=lambda n: n.start)
        who = next(((who[0], n.end) for n in known.people[i : i + 1] if n.start == who[1] + 2), who)
    if not speaks(text, who, known) and not _PRONOUN.match(text, *who) and not _capital_name(text, who):
        return None
    return Beside(who, found.span("verb"))


def _capital_name(text: str, span: Span) -> bool:
    words = text[slice(*span)].split()
    return 0 < len(words) <= 4 and all(w[0].isupper() for w in words)


def _plain(text: str, at: int, stop: int, known: Known) -> Beside | None:
    """ "Anna shouted", "she shouted"."""
    found = _FRONT.match(text, at, stop)
    if found is None or not is_reporting(found["verb"]):
        return None
    who = found.span("who")
    if not speaks(text, who, known) and not _PRONOUN.fullmatch(text, *who) and not _capital_name(text, who):
        return None
    return Beside(who, found.span("verb"))


def _apposed(text: str, at: int, stop: int, known: Known) -> Beside | None:
    """ "Anna Berg, the mayor, shouted"."""
    found = _APPOSED.match(text, at, stop)
    if found is None or not is_reporting(found["verb"]) or not speaks(text, found.span("who"), known):
        return None
    return Beside(found.span("who"), found.span("verb"))
