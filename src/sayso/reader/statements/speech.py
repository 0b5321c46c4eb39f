"""Quotations: the model's contents are brought to their borders, and those that nobody has yet find their speaker.

For each quotation that looks like speech, in this order:
    1. a speaker named beside it without a verb (signed.py)
    2. the speaker of the statement before, in the same paragraph: "“A,” X said. “B.”"
    3. the same over a paragraph's end, where the paragraph is nothing but the quotation
    4. whoever shrugs, or is defiant, in the sentence beside it
    5. whom the sentence beside it is about, where that is one person (narrated.py)
A quotation that none of these explains stays the outlet's: a rule that invents statements is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.reader.cues.acts import act_of
from sayso.reader.model.unit import Tagged
from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, overlap, total, touched
from sayso.reader.statements.borders import to_borders, together
from sayso.reader.statements.edges import edges
from sayso.reader.statements.narrated import narrated
from sayso.reader.statements.orphans import orphans, said_before
from sayso.reader.statements.own_cues import interrupted, introduced, own_cues
from sayso.reader.statements.quotations import Utterance, ends_like_speech, like_speech, utterances
from sayso.reader.statements.signed import signed, so_says
from sayso.reader.statements.subjects import subjects
from sayso.reader.statements.taken import spans_of, taken_by
from sayso.reader.statements.views import views
from sayso.reader.statements.who import Known, is_somebody
from sayso.records import Span

COVERED = 0.5
"""Share of a content between marks from which it counts as quoted (of PolNeAR's: nearly all or nearly nothing)."""
LOOK = 3
"""Contents, from the last one back, that show whether a statement quotes."""
MORE = "speech: the next quotation of the same speaker"
FILLS = 0.93
"""Share of its sentences that a quotation without a cue has at least (the rest is a stray stop or space)."""

_MANNER = (
    "defiant blunt adamant clear unmoved unimpressed unrepentant cautious optimistic pessimistic scathing furious "
    "angry delighted proud upbeat categorical emphatic philosophical sceptical skeptical succinct candid frank "
    "relieved happy thrilled direct unapologetic sanguine dismissive unequivocal impressed convinced sure certain "
    "apologetic resigned hopeful outraged"
)
_GESTURE = re.compile(
    r"\s*(?:,\s+(?=was\b|is\b)|[,–—-][^.!?\n]{0,120}[,–—-]\s+)?(?:(?:just|only|simply|then|also)\s+)?(?:(?:shook|shakes|nodded|nods|shrugged|shrugs|smiled|"
    r"smiles|laughed|laughs|sighed|sighs|grinned|grins|frowned|frowns|winced|winces|paused|pauses|chuckled|chuckles|disagreed|"
    r"disagrees|agreed|agrees|gestured|gestures)\b|(?:was|is|were|are|sounded|seemed|remained|remains)\s+(?:not\s+)?"
    rf"(?:(?:more|less|so|very|equally|just as|quite|also)\s+)?(?:{_MANNER.replace(' ', '|')})\b)"
)
_DESCRIBED = re.compile(
    r"(?:The|An?|His|Her|Their|One|Another)\s(?:[\w’'-]+\s){0,3}?(?P<noun>[\w-]+)(?=\s(?:\w+ed|\w+s|shook|was|were)\b)"
)
_PRONOUN = re.compile(r"(?:He|She|They)\b")


def speech(page: Page, drafts: list[Draft], tagged: Tagged) -> None:
    """Mends drafts and adds some, so that the page's quotations belong to whoever utters them."""
    said = utterances(page)
    taken = taken_by(drafts)
    drafts += orphans(page, drafts, tagged.parts, said, taken)
    said_before(page, drafts, said, taken)
    edges(page, drafts)
    to_borders(page, drafts, said)
    known = Known(page.text, tagged.names)
    drafts += own_cues(page, drafts, said, known)
    interrupted(page, drafts, said)
    introduced(page, drafts, said)
    subjects(page, drafts, known)
    drafts.sort(key=lambda d: d.start)
    finder = _Finder(page, drafts, said, known)
    for utterance in said:
        finder.place(utterance)
    drafts += finder.made
    drafts += so_says(page, finder.taken)
    views(page, drafts)
    to_borders(page, drafts, said)
    drafts.sort(key=lambda d: d.start)


class _Finder:
    """Finds speakers of the quotations that nobody has; keeps which draft had each sentence last."""

    def __init__(self, page: Page, drafts: Sequence[Draft], said: Sequence[Utterance], known: Known) -> None:
        self.page, self.known = page, known
        outside = [d for d in drafts if not _inside(d, said)]
        self.taken = taken_by(outside)
        self.marks = [p for u in said for p in u.pieces]
        self.last: dict[int, Draft] = {}
        self.made: list[Draft] = []
        self.by_cue = {c: d for d in outside for c in d.cue}
        for draft in outside:
            self._note(draft)

    def _note(self, draft: Draft) -> None:
        for i in touched(spans_of(draft), self.page.sentences):
            before = self.last.get(i)
            if before is None or max(e for _, e in spans_of(draft)) >= max(e for _, e in spans_of(before)):
                self.last[i] = draft

    def place(self, utterance: Utterance) -> None:
        """Gives the utterance to somebody, if it is speech and free."""
        if any(map(self.taken.touches, utterance.pieces)):
            return
        found = signed(self.page, utterance, self.known) if _utters(self.page, utterance) else None
        if found:
            cue = [found.cue] if found.cue else []
            said = list(utterance.pieces)
            owner = self.by_cue.get(found.cue) if found.cue else None
            if owner:
                owner.content = said
                owner.reasons.append(found.reason)
                self._taken(owner)
                return
            self._add(Draft(source=[found.source], cue=cue, content=said, score=0.7, reasons=[found.reason]))
            return
        sentences = touched(utterance.pieces, self.page.sentences)
        if not sentences or not self._fills(sentences, utterance):
            return
        before = self.last.get(sentences[0] - 1)
        if before is not None and self._goes_on(before, sentences[0], utterance):
            last = before.content[-1]
            before.content[-1:] = together(self.page.text, [last, *utterance.pieces], utterance.pieces)
            if before.reasons[-1] != MORE:
                before.reasons.append(MORE)
            for piece in utterance.pieces:
                self.taken.add(piece)
            self.last.update(dict.fromkeys(sentences, before))
        elif like_speech(self.page.text, utterance):
            self._beside(sentences, utterance)

    def _add(self, draft: Draft) -> None:
        self.made.append(draft)
        self._taken(draft)

    def _taken(self, draft: Draft) -> None:
        for span in spans_of(draft):
            self.taken.add(span)
        self._note(draft)

    def _fills(self, sentences: Sequence[int], utterance: Utterance) -> bool:
        """Whether the sentences of an utterance are quotations and nothing else, and it ends like one."""
        spans = [self.page.sentences[i] for i in sentences]
        return total(utterance.pieces) >= FILLS * total(spans) and ends_like_speech(self.page.text, utterance)

    def _marks_in(self, spans: Sequence[Span]) -> list[Span]:
        i = bisect_left(self.marks, spans[0][0], key=lambda m: m[1])
        out = []
        while i < len(self.marks) and self.marks[i][0] < spans[-1][1]:
            out.append(self.marks[i])
            i += 1
        return out

    def _goes_on(self, before: Draft, first: int, utterance: Utterance) -> bool:
        """Whether an utterance is more of what `before`, which has the sentence before it, quotes."""
        page = self.page
        if not (before.source or before.speaker) or not self._quotes(before):
            return False
        here = at_or_before(page.paragraphs, utterance.start)
        there = at_or_before(page.paragraphs, page.sentences[first - 1][0])
        if here == there:
            return True
        ends = at_or_before(page.paragraphs, utterance.end - 1)
        whole = utterance.start - page.paragraphs[here][0] <= 1 and page.paragraphs[ends][1] - utterance.end <= 1
        return here - there == 1 and whole and like_speech(page.text, utterance) and not self._asked(before)

    def _quotes(self, draft: Draft) -> bool:
        return any(overlap([c], self._marks_in([c])) >= COVERED * (c[1] - c[0]) for c in draft.content[-LOOK:])

    def _asked(self, draft: Draft) -> bool:
        """After a question the next paragraph answers it, and is somebody else's."""
        text = self.page.text
        end = max(e for _, e in draft.content)
        return "?" in text[max(0, end - 2) : end] or act_of(" ".join(text[s:e] for s, e in draft.cue))[0] == "ask"

    def _beside(self, sentences: Sequence[int], utterance: Utterance) -> None:
        """ "Betsy Kolb shrugged. “It is only money.”" - the sentence beside it, in its paragraph, shows the speaker."""
        page = self.page
        home = at_or_before(page.paragraphs, utterance.start)
        for i in (sentences[0] - 1, sentences[-1] + 1):
            if not 0 <= i < len(page.sentences) or i in self.last:
                continue
            start, end = page.sentences[i]
            if at_or_before(page.paragraphs, start) != home:
                continue
            source = self._subject(start, end)
            if source:
                reason = "speech: the sentence beside the quotation shows how its speaker takes it"
                self._add(Draft(source=[source], cue=[], content=list(utterance.pieces), score=0.5, reasons=[reason]))
                return
        speaker = narrated(page, (sentences[0], sentences[-1]), self.known, self.last)
        if speaker:
            reason = "speech: the sentence beside the quotation is about one person"
            self._add(Draft(source=[], cue=[], content=list(utterance.pieces), speaker=[speaker], score=0.4,
                            reasons=[reason]))  # fmt: skip

    def _subject(self, start: int, end: int) -> Span | None:
        """Who does or is something that goes with speech, in one sentence: a person's name or a pronoun."""
        text = self.page.text
        pronoun = _PRONOUN.match(text, start, end)
        if pronoun and _GESTURE.match(text, pronoun.end(), end):
            return pronoun.span()
        people = self.known.people
        described = _DESCRIBED.match(text, start, end)
        if described and is_somebody(described["noun"].lower()) and _GESTURE.match(text, described.end(), end):
            return described.span()
        i = bisect_left(people, start, key=lambda n: n.start)
        while i < len(people) and people[i].end <= end:
            if _GESTURE.match(text, people[i].end, end):
                return people[i].start, people[i].end
            i += 1
        return None


def _utters(page: Page, utterance: Utterance) -> bool:
    """Whether a quotation beside which somebody is named can be speech: any but a term inside a sentence."""
    if like_speech(page.text, utterance):
        return True
    before = page.text[max(0, utterance.start - 3) : utterance.start].rstrip()
    return not before or before[-1] in ":.!?)\n" or "\n" in page.text[max(0, utterance.start - 2) : utterance.start]


def _inside(draft: Draft, said: Sequence[Utterance]) -> bool:
    i = bisect_left(said, draft.start + 1, key=lambda u: u.start) - 1
    return i >= 0 and all(said[i].holds(s) for s in [*draft.cue, *draft.source])
