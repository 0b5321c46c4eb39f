"""Cues that the model sees with their source but without a content: where the grammar leaves no doubt, it is found.

"Night harvest ban to be lifted, minister says"      what stands before the comma
"We will not pay,” said Hans Breck."                 the same, though its opening mark is lost
"The mayor added: ..." / "... that ..."              what stands behind
"“We count the boats.” Marit Sol said this while"    the quotation before
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.reader.cues.acts import act_of, is_reporting
from sayso.reader.model.unit import Part
from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, clean, trimmed
from sayso.reader.statements.quotations import Utterance, words_in
from sayso.reader.statements.taken import Taken, spans_of
from sayso.records import Span

SURE = 0.25
"""As for parts with a content: best linked F1 on PolNeAR dev."""
PLAIN = 0.1
"""The same where the order of the words says all: what is told, a comma, who tells it ("..., Vang said on Tuesday."). A
headline without a stop in front of such a sentence makes the model unsure of the content, not of the cue."""
LESS = 0.8
"""What is left of the model's score where a rule found the content: its answers are less sure, by how much by hand."""
LEAST = 3
"""Words of a content that is found so; shorter ones are adverbs ("Later, he said")."""
TELLING = frozenset({"assert", "deny", "admit", "accuse", "ask", "demand", "promise", "predict"})
"""Acts whose cues stand behind what they report."""

REACH = 80
"""Characters before "who" in which its noun and the comma stand."""
NEAR = 8
"""Characters before a cue in which the comma or the mark that closes its content stands."""

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"(?<![\s.,;:])[\s.,;:]+$")
_CLOSES = re.compile(r"(?:,|[,.!?…]?[\"”’'»]|[—–])\s*$")
_THIS = re.compile(r"(?:this|so|as much|it)\b(?:$|,|\s+(?:while|when|as|after|before|during|in|on|at|to|with|from)\b)")
_QUOTED = re.compile(r"[,.!?…][\"”’'»]{1,2}\s*$")
_TAIL = re.compile(r"\s*(?:$|[.,;!?…—–-]|(?:on|in|at|during|after|last|this|yesterday|today|to|when|while|as)\b)")
_HEARER = re.compile(r"\s+(?:[\w’'-]+\s+){0,4}[\w’'-]+(?=\s*(?:$|[.,;!?…—–-]))")
"""Up to five words behind "told" and before a stop: who heard it ("told the Evening Post.")."""
_WHO = re.compile(r"(?:who|which)\b")
_ROLE = re.compile(
    r"(?!(?:and|but|or|so|as|on|in|at|by|for|to|of|when|where|while|after|before|then|later|whom)\b)[a-z’' -]+"
)
"""Words of a role before a name: "plant manager Turid Vang"."""
_HEAD = re.compile(r",\s+((?:[\w’'-]+\s+){1,4})$")
"""The few words between a comma and "who": what the clause is about ("..., engineers who work there said")."""
_BEHIND = re.compile(r"\s*(?:(?P<colon>:)\s*|(?=that\b|[\"“«‘]))")
_BACK = re.compile(
    r"\s+(?:this|so|as much|these words|it)\b(?!\s+(?:is|was|will|would|has|had|could|should|may|might))", re.IGNORECASE
)


def orphans(
    page: Page, drafts: Sequence[Draft], parts: Sequence[Part], said: Sequence[Utterance], taken: Taken
) -> list[Draft]:
    """Drafts for cues of `parts` that have a source and no content. `drafts` are in reading order; those that lie
    inside a content that is found become `within`."""
    out: list[Draft] = []
    starts = [d.start for d in drafts]
    for part in parts:
        if part.content or not part.source or part.score < PLAIN:
            continue
        cue, source = clean(page, [part.cue]), clean(page, part.source)
        if len(cue) != 1 or not source or taken.touches(cue[0]) or not _tells(page.text[slice(*cue[0])]):
            continue
        i = at_or_before(page.sentences, cue[0][0])
        if i < 0 or not all(page.sentences[i][0] <= s and e <= page.sentences[i][1] for s, e in [*source, *cue]):
            continue
        source = _whole(page.text, page.sentences[i][0], source)
        content = _content(page, i, [*source, *cue], cue[0], said)
        inner = _inner(content, drafts, starts) if content else []
        if content is None or (taken.within(content) > 0 and not inner):
            continue
        if part.score < SURE and not (content[1] < cue[0][0] and len(source) == 1 and content[1] < source[0][0]):
            continue
        reasons = [f"model: the cue and its source ({part.score:.2f})", "content: what stands before or behind them"]
        draft = Draft(source=source, cue=cue, content=[content], score=round(LESS * part.score, 4), reasons=reasons)
        for span in spans_of(draft):
            taken.add(span)
        for other in inner:
            other.within = draft
            other.reasons.append("within: its source, cue and content are what somebody else reports")
        out.append(draft)
    return out


def _inner(content: Span, drafts: Sequence[Draft], starts: Sequence[int]) -> list[Draft]:
    """The drafts that touch a content, if all of them lie inside it; else none."""
    near = drafts[bisect_left(starts, content[0]) : bisect_left(starts, content[1])]
    fits = all(content[0] <= s and e <= content[1] and d.source for d in near for s, e in spans_of(d))
    return [d for d in near if d.within is None] if fits else []


def said_before(page: Page, drafts: Sequence[Draft], said: Sequence[Utterance], taken: Taken) -> None:
    """ "“We count the boats.” Marit Sol said this while she ...": what is said stands before, and nobody has it yet."""
    for draft in drafts:
        if len(draft.content) != 1 or len(draft.cue) != 1 or draft.content[0][0] - draft.cue[0][1] not in (0, 1):
            continue
        if not _THIS.match(page.text, *draft.content[0]) or not _tells(page.text[slice(*draft.cue[0])]):
            continue
        i = at_or_before(page.sentences, draft.cue[0][0])
        k = bisect_right(said, page.sentences[i - 1][1], key=lambda u: u.end) - 1 if i > 0 else -1
        if k < 0 or said[k].end <= page.sentences[i - 1][0] or any(map(taken.touches, said[k].pieces)):
            continue
        draft.content = list(said[k].pieces)
        draft.reasons.append("content: the quotation that stands before")


def _whole(text: str, first: int, source: list[Span]) -> list[Span]:
    """A source with what belongs to it between a comma and it: the noun before "who", the role before a name."""
    start, end = source[0]
    head = _HEAD.search(text, max(first, start - REACH), start)
    if head is None or not (_WHO.match(text, start, end) or (text[start].isupper() and _ROLE.fullmatch(head[1]))):
        return source
    return [(head.start(1), end), *source[1:]]


def _tells(cue: str) -> bool:
    found = _WORD.findall(cue)
    return any(map(is_reporting, found)) and act_of(cue)[0] in TELLING


def _content(page: Page, i: int, group: Sequence[Span], cue: Span, said: Sequence[Utterance]) -> Span | None:
    text, (first, last) = page.text, page.sentences[i]
    start, end = min(s for s, _ in group), max(e for _, e in group)
    near = max(first, start - NEAR)
    quoted = _QUOTED.search(text, near, start) is not None
    told = end == cue[1] and text[slice(*cue)].lower().endswith(("told", "tells", "tell")) and cue[0] > start
    tail = _TAIL.match(text, end, last) or (told and _HEARER.match(text, end, last))
    if quoted or (_CLOSES.search(text, near, start) and tail):
        span = trimmed(text, (first, start))
        if text[span[1] - 1 : span[1]] in (",", "—", "–"):
            span = trimmed(text, (span[0], span[1] - 1))
        if words_in(text, span) >= LEAST:
            return span
    back = _BACK.match(text, cue[1], last)
    if back and i and start - first <= 2:
        k = bisect_right(said, page.sentences[i - 1][1], key=lambda u: u.end) - 1
        return (said[k].start, said[k].end) if k >= 0 and said[k].end > page.sentences[i - 1][0] else None
    behind = _BEHIND.match(text, end, last)
    if behind and start - first <= 2 and end == cue[1]:
        span = trimmed(text, (behind.end(), last))
        if text[span[1] - 1] == ".":
            span = (span[0], span[0] + len(_STOP.sub("", text[slice(*span)])))
        return span if words_in(text, span) >= LEAST else None
    return None
