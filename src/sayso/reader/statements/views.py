"""Attributions that hang on a phrase in front, and a second cue that the model swallowed.

    [Per] the coroner's report, the swimmer had died         a preposition of citing
    In Dr Falk's [opinion], the bones are a child's          whose view it is
    The flood led to [calls] by villagers for a new dam      a noun of telling with its agent
    [According to] the harbour office, the quay sank         the same as "per"
    The harbour office [put] the damage at 40 million        a figure that somebody estimates
    Nobody warned us, [said] deputy mayor Lena Falk.         who said it stands behind the comma and the verb
    The wells are dry, as Vera Kolb [noted].                 the same behind "as"
    The wells are dry, [according to] the county.            and with "according to"
    Vera Kolb said the dam was sound and [added] that ...    the same speaker goes on
Only with words that are hardly ever anything else, and but for the last one where no statement stands in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.reader.cues.acts import is_reporting
from sayso.reader.page import Draft, Page
from sayso.reader.sources.kinds import noun_sort
from sayso.reader.spans import at_or_before, trimmed
from sayso.reader.statements.quotations import bare_stop, words_in
from sayso.reader.statements.taken import taken_by
from sayso.records import Span

LEAST = 3
"""Words of a content at least."""
SCORE = 0.6
"""How sure the rules are. By hand: few such phrases stand in any dev part."""

REACH = 120
"""Characters before a sentence's end in which the comma, the verb and the name of who said it stand."""

_PHRASES = (
    re.compile(
        r"(?:But\s|And\s|Yet\s)?(?P<cue>[Aa]ccording\s+to)\s+(?P<who>(?!plan\b|schedule\b|tradition\b|whether\b)"
        r"[^,;:“”\"\n]{2,80}?),\s+"
    ),
    re.compile(
        r"(?:But\s|And\s|Yet\s)?(?P<cue>[Pp]er)\s+(?P<who>(?:the|an?|his|her|their|its|this|one)\s[^,;:“”\"\n]{2,80}?),\s+"
    ),
    re.compile(
        r"(?:But\s|And\s|Yet\s)?[Ii]n\s+(?P<who>his|her|their|[^,;:“”\"\n]{2,60}?(?=['’]s\s|s['’]\s))(?:['’]s|s['’])?\s+"
        r"(?:own\s+|considered\s+|expert\s+)?(?P<cue>opinion|view|judge?ment|estimation|telling|reckoning|reading),\s+"
    ),
)
_PUT = re.compile(
    r"(?P<who>[^,.;:“”\"\n]{2,80}?)\s+(?:(?:has|have)\s+)?(?P<cue>puts?)\s+"
    r"(?=[^,.;:“”\"\n]{2,60}?\sat\s(?:(?:about|around|roughly|nearly|almost|some|over|under|magnitude|just|more\sthan|"
    r"less\sthan|at\sleast|up\sto|close\sto)\s){0,3}(?:[$£€]?\d|(?:a|one|two|three|half|several)\s))"
)
"""An estimate: whoever can speak puts something at an amount ("put turnout at 61 percent"). A place or a share price is
no amount, and what cannot speak puts nothing at one by its own word ("The goal put the town at 3-1")."""
_HEAD_END = re.compile(r"\s(?:who|which|that|of|for|in|at|from|on|near)\b")
_SAID_BEHIND = re.compile(
    r",\s+(?P<cue>said|says|warned|warns|added|adds|explained|insisted|claimed|admitted|predicted)\s+"
    r"(?P<who>(?:[a-z][a-z’'-]+\s+){0,4}[A-Z][\w’'-]+(?:\s+[\w’'-]+){0,4})\s*\.$"
)
"""Nothing stands behind the name but the stop: the words before the comma are what was said."""
_AT_END = (
    re.compile(r",\s+(?P<cue>according\s+to)\s+(?P<who>(?!plan\b|schedule\b|tradition\b)[^,;:“”\"]{2,80})\.$"),
    re.compile(
        r",\s+as\s+(?P<who>he|she|they|(?:[a-z][a-z’'-]+\s+){0,4}[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,4})\s+"
        r"(?:[a-z]+ly\s+|later\s+|also\s+|once\s+|often\s+)?"
        r"(?P<cue>pointed\s+out|points\s+out|noted|notes|put\s+it|puts\s+it|said|says|explained|observed|argued)\.$"
    ),
)
"""Behind what is said, at the sentence's end: "..., according to the league." and "..., as Kolb noted."."""
_NOUN = re.compile(
    r"(?<!phone )(?<!return )(?<!returned )(?<!answer )(?<!answered )"
    r"\b(?P<cue>calls|demands|appeals|pleas|warnings|claims|complaints|allegations|accusations|predictions)\s+(?:by|from)\s+"
    r"(?P<who>[^,.;:“”\"\n]{2,60}?)\s+(?=(?:for|that|to)\s(?!comment\b))"
)
_BARE = frozenset({"for", "that", "to"})
"""What stands between such a noun with its agent and what they want or say."""
_ADDS = re.compile(
    r"\s(?:and|but)\s(?P<cue>(?:also\s+|then\s+|later\s+)?(?:added|adds|went\s+on\s+to\s+say))\s+(?=that\b)"
)


def views(page: Page, drafts: list[Draft]) -> None:
    """Adds the drafts of such phrases, and gives those of the model that hang on a bare preposition their noun."""
    for draft in drafts:
        _noun_of_cue(page, draft)
    drafts += [made for draft in drafts if (made := _added(page.text, draft))]
    drafts += _in_front(page, drafts)


def _noun_of_cue(page: Page, draft: Draft) -> None:
    """ "calls by villagers [for] a new dam": a preposition alone tells nothing; the noun that it hangs on does."""
    cue = draft.cue[0] if draft.cue else (0, 0)
    if page.text[slice(*cue)].lower() not in _BARE:
        return
    i = at_or_before(page.sentences, cue[0])
    found = (
        next((m for m in _NOUN.finditer(page.text, *page.sentences[i]) if m.end() == cue[0]), None) if i >= 0 else None
    )
    if found:
        draft.source, draft.cue = [found.span("who")], [found.span("cue")]
        if page.text[cue[1] : draft.content[0][0]].isspace():
            draft.content[0] = (cue[0], draft.content[0][1])
        draft.reasons.append("view: the noun that says what was told")


def _in_front(page: Page, drafts: Sequence[Draft]) -> Iterator[Draft]:
    taken = taken_by(drafts)
    for sentence in page.sentences:
        if taken.touches(sentence):
            continue
        led = page.text[sentence[0]] in "PIBAY"
        found = next((m for p in _PHRASES if led and (m := p.match(page.text, *sentence))), None)
        found = found or _estimate(page.text, sentence) or _NOUN.search(page.text, *sentence)
        if found is None:
            if made := _behind(page.text, sentence):
                yield made
            continue
        content = bare_stop(page.text, trimmed(page.text, (found.end(), sentence[1])))
        if words_in(page.text, content) >= LEAST:
            yield Draft(source=[found.span("who")], cue=[found.span("cue")], content=[content], score=SCORE,
                        reasons=["view: a phrase says whose word it is"])  # fmt: skip


def _estimate(text: str, sentence: Span) -> re.Match[str] | None:
    """ "The harbour office put the damage at 40 million": its subject must be somebody who can speak."""
    found = _PUT.match(text, *sentence)
    if found is None:
        return None
    cut = _HEAD_END.search(text, *found.span("who"))
    named = text[found.start("who") : cut.start() if cut else found.end("who")].split()
    return found if named and noun_sort(named[-1].lower()) is not None else None


def _behind(text: str, sentence: Span) -> Draft | None:
    """ "Nobody warned us, said deputy mayor Lena Falk." """
    room = max(sentence[0], sentence[1] - REACH), sentence[1]
    found = next((m for p in (_SAID_BEHIND, *_AT_END) if (m := p.search(text, *room))), None)
    if found is None:
        return None
    content = trimmed(text, (sentence[0], found.start()))
    if words_in(text, content) < LEAST or re.search('[“”"]', text[slice(*content)]):
        return None
    return Draft(source=[found.span("who")], cue=[found.span("cue")], content=[content], score=SCORE,
                 reasons=["view: who said it stands behind the comma"])  # fmt: skip


def _added(text: str, draft: Draft) -> Draft | None:
    """The second statement of "said A and added that B"; A stays with the first."""
    if not (draft.cue and draft.source and draft.content) or draft.cue[-1][1] > draft.content[-1][0]:
        return None
    if not any(map(is_reporting, text[slice(*draft.cue[-1])].split())):
        return None
    start, end = draft.content[-1]
    found = _ADDS.search(text, start, end)
    if not found or found.start() <= start or _in_marks(text, (start, found.start())):
        return None
    draft.content[-1] = (start, found.start())
    draft.reasons.append("content: ends where the same speaker adds something")
    return Draft(source=list(draft.source), cue=[found.span("cue")], content=[(found.end(), end)], score=draft.score,
                 speaker=list(draft.speaker), reasons=["cue: the same speaker adds something"])  # fmt: skip


def _in_marks(text: str, before: Span) -> bool:
    """Whether a quotation is open at the end of a span."""
    said = text[slice(*before)]
    return said.count("“") > said.count("”") or said.count('"') % 2 == 1
