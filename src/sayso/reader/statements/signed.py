"""Speakers named beside a quotation without a verb of speech: a signature, a label, brackets, the next sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from sayso.reader.page import Draft, Page
from sayso.reader.sources.kinds import words
from sayso.reader.spans import at_or_before, trimmed
from sayso.reader.statements.quotations import Utterance, bare_stop
from sayso.reader.statements.taken import Taken
from sayso.reader.statements.who import SIGNATURE_WORDS, Known, label_end, like_name, speaks
from sayso.records import Span


class Signed(NamedTuple):
    """Who speaks, the words that show it (none for brackets), and why."""

    source: Span
    cue: Span | None
    reason: str


REACH = 120
"""Characters of a signature, a label or a bracket at most."""

_DASH = re.compile(r"\s{0,4}(?P<dash>—|–|―|--|-|~)\s{0,2}(?=[^\W\d_])")
_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*(?=[^\W\d_])")
_BRACKET = re.compile(r"\s{0,2}\((?P<who>[^()\n]{2,120})\)")
_LABEL = re.compile(r"(?P<who>[^\n:“”\"«»]{2,120})(?P<colon>:)\s{0,3}\Z")
_SPOKEN = (
    "verdict|view|message|advice|warning|reaction|response|answer|reply|conclusion|promise|plea|assessment|words|opinion|"
    "motto|slogan|comment|explanation|summary|description|account|judgement|judgment|forecast|prediction|claim|argument|"
    "complaint|demand|question|hope|fear|lament|boast|theory|impression|lesson"
)
_VERDICT = re.compile(
    r"(?:That|This|It|Such|Those|These)(?:, at least,)?\s+(?:was|is|were|are)\s+(?:also\s+)?(?:the|a|an)\s+"
    r"(?:[\w-]+\s+){0,2}?"
    rf"(?P<cue>{_SPOKEN})\s+(?:of|from|by|offered by|given by)\s+(?P<who>\S[^.;:!?\n]{{1,120}})"
)
_WHO = r"(?P<who>(?:[A-Z][\w.’'-]*|the|he|she|they)(?: [\w.’'-]+){0,5}?)"
_MADE = re.compile(
    r"(?:That|This|It|Such|Those|These)\s+(?:was|is|were|are)\s+(?:also\s+)?(?:the|a|an)\s+(?:[\w-]+\s+){0,2}?"
    rf"(?P<cue>{_SPOKEN})\s+(?:that |which )?{_WHO}\s+"
    r"(?:made|makes|gave|gives|offered|offers|issued|left|had|has|sent|delivered|repeated|repeats|drew|draws)\b"
)
_HOW = re.compile(
    rf"(?:That|This)(?:\s+(?:was|is)|['’]s)\s+how\s+{_WHO}\s+(?P<cue>(?:sums|summed)\s+(?:it\s+)?up|puts|put|describes|"
    r"described|sees|saw|explains|explained|remembers|remembered|recalls|recalled|tells|told)\b"
)
_WITH_WORDS = re.compile(r"With (?:these|those) words,? (?:the |a )?")
TITLE = 40
"""Characters of a title before a name ("the mayor of Lomar, ")."""
_WORDS_BEHIND = re.compile(r"\w")
_SO_SAID = re.compile(
    r"\b(?:So|Thus)\s+(?P<cue>says?|said|claims?|claimed|argues?|argued|insists?|insisted|wrote|writes)\s+"
    r"(?P<who>\S[^.;:!?\n]{1,120})"
)
_WHO_ENDS = re.compile(
    r",\s+(?:who|which|whose|as|after|when|while|on|in|at|speaking)\b|"
    r"\s+(?:who|after|as|when|while|during|following)\b|[.…,\s]+$"
)


def signed(page: Page, utterance: Utterance, known: Known) -> Signed | None:
    """Who is named beside an utterance; None where nobody is."""
    return (
        _behind_dash(page, utterance, known)
        or _in_brackets(page, utterance, known)
        or _before_colon(page, utterance, known)
        or verdict(page, utterance.end, known)
    )


def _behind_dash(page: Page, utterance: Utterance, known: Known) -> Signed | None:
    text, at = page.text, utterance.end
    found = _DASH.match(text, at)
    start = found.end() if found else 0
    if found is None:
        below = _NEXT_LINE.match(text, at)
        if below is None or not known.touches((below.end(), below.end() + REACH)):
            return None
        start = below.end()
    line = text.find("\n", start, start + REACH + 1)
    end = line if line >= 0 else min(len(text), start + REACH)
    if line < 0 and end < len(text):
        return None
    span = trimmed(text, (start, end))
    if text[span[1] - 1 : span[1]] == "." and (found is None or text[utterance.end - 1] != "."):
        span = (span[0], span[1] - 1)
    i = at_or_before(page.sentences, span[0])
    if (i >= 0 and page.sentences[i][1] < span[1] - 1) or re.search(r"[\"“”]", text[slice(*span)]):
        return None
    if not speaks(text, span, known, most=SIGNATURE_WORDS):
        return None
    if found is None and not _only_a_name(text, span, known):
        return None
    cue = found.span("dash") if found else None
    return Signed(span, cue, "signature: a name behind a dash" if found else "signature: a name on the line below")


def _only_a_name(text: str, span: Span, known: Known) -> bool:
    """Whether a line is a person's name with a role and nothing else: the name begins it or ends it."""
    i = bisect_left(known.people, span[0], key=lambda n: n.start)
    near = [n for n in known.people[i : i + 9] if n.end <= span[1]]
    return any(n.start - span[0] <= 1 or span[1] - n.end <= 1 for n in near) and not re.search(
        r"\b(?:is|was|has|had|are|were|will|would)\b", text[slice(*span)]
    )


def _in_brackets(page: Page, utterance: Utterance, known: Known) -> Signed | None:
    found = _BRACKET.match(page.text, utterance.end)
    if found is None:
        return None
    span = found.span("who")
    first = re.match(r"\w+", found["who"])
    given = bool(first and first[0].lower() in words().given and first[0][0].isupper())
    if not given and not speaks(page.text, span, known):
        return None
    return Signed(trimmed(page.text, span), None, "signature: a name in brackets")


def _before_colon(page: Page, utterance: Utterance, known: Known) -> Signed | None:
    """ "One woman, in tears: “Where are our sons?”" """
    i = at_or_before(page.sentences, utterance.start)
    if i < 0:
        return None
    start = max(page.sentences[i][0], page.text.rfind("\n", 0, utterance.start) + 1)
    found = _LABEL.match(page.text, start, utterance.start)
    if found is None:
        return None
    if _WORDS_BEHIND.search(page.text, utterance.end, max(utterance.end, page.sentences[i][1])):
        return None
    span = trimmed(page.text, found.span("who"))
    who = trimmed(page.text, (span[0], label_end(page.text, span)))
    if not speaks(page.text, who, known) and not like_name(page.text, who, known):
        return None
    return Signed(who, found.span("colon"), "label: a speaker and a colon before a quotation")


def so_says(page: Page, taken: Taken) -> list[Draft]:
    """ "The tower will fall. So says X." - the plain sentence before is what X says."""
    out: list[Draft] = []
    for found in _SO_SAID.finditer(page.text):
        i = at_or_before(page.sentences, found.start())
        if i < 1 or page.sentences[i][0] != found.start() or taken.touches(page.sentences[i - 1]):
            continue
        named, before = verdict(page, found.start()), page.sentences[i - 1]
        if named is None or named.cue is None or "\n" in page.text[before[1] : found.start()]:
            continue
        if taken.touches(named.source):
            continue
        content = bare_stop(page.text, before)
        out.append(Draft(source=[named.source], cue=[named.cue], content=[content], score=0.7, reasons=[named.reason]))
    return out


def verdict(page: Page, at: int, known: Known | None = None) -> Signed | None:
    """ "“It is over.” That was the verdict of X." - the sentence behind the offset names the speaker."""
    start, _ = trimmed(page.text, (at, min(len(page.text), at + 8)))
    words = _WITH_WORDS.match(page.text, start)
    if words:
        people = known.people if known else []
        i = bisect_left(people, words.end(), key=lambda n: n.start)
        name = next((n for n in people[i : i + 1] if n.start <= words.end() + TITLE), None)
        return Signed((words.end(), name.end), None, "the sentence behind names the speaker") if name else None
    found = next((m for p in (_MADE, _HOW, _VERDICT, _SO_SAID) if (m := p.match(page.text, start))), None)
    if found is None:
        return None
    first, last = found.span("who")
    cut = _WHO_ENDS.search(page.text, first, last)
    span = trimmed(page.text, (first, cut.start() if cut else last))
    if span[0] >= span[1]:
        return None
    return Signed(span, found.span("cue"), "the sentence behind names the speaker")
