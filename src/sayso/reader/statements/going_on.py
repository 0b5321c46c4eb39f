"""Sentences that go on with the last source's words or findings and name nobody.

Each is a statement without source and cue of its own, with `continues`:
    1. a quotation without a cue behind indirect speech: "He said it was over. “We have no money left.”"
    2. more of what a poll or a report found: "It also found ...", "Another 30 percent were undecided."
    3. more of a forecast: "Up to 40 centimetres could fall."
    4. indirect speech that keeps its "would" over the full stop
    5. the items of a list that somebody's words introduce
Only directly behind the statement, in its paragraph (a quotation: also as the whole of the next one).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.cues.acts import act_of
from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, touched, trimmed
from sayso.reader.statements.borders import TURN
from sayso.reader.statements.quotations import Utterance, bare_stop, like_speech, utterances
from sayso.reader.statements.taken import spans_of
from sayso.records import Span

LESS = 0.8
"""What is left of the score of the statement before: by hand, so that chains of guesses fade."""

_SHARE = (
    r"(?:(?:another|a further|the (?:rest|remaining|other)|only|just|about|some|around|nearly|almost|over|roughly|"
    r"fewer than|less than|more than|at least)\s+)?"
    r"(?:\d+(?:[.,]\d+)?\s*(?:per\s?cent|percent|%|percentage points)|(?:an?\s+|one\s+|two\s+|three\s+)?"
    r"(?:third|thirds|quarter|quarters|half|fifth|fifths|tenth)\b|"
    r"(?:one|two|three|four|six|seven|eight|nine|\d+) (?:in|out of) "
    r"(?:two|three|four|five|six|ten|twenty|a hundred|\d+)\b)"
)
_FINDING = re.compile(
    r"(?:It|They|The (?:poll|survey|study|report|document|letter|filing|data|findings|figures|researchers|authors|"
    r"statement|lawsuit|complaint|indictment|memo|review|analysis|audit|census|ruling|inquiry))\s+(?:also|further|"
    r"additionally)\b|(?:By contrast, |In contrast, |Meanwhile, |But |And |While |Among [^,.]{3,60}, )?"
    rf"{_SHARE}|(?:Among|Of)\s+(?:those|these|them|respondents|the respondents)\b",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"\b(?:respondents|those (?:surveyed|polled|questioned|interviewed)|participants|"
    r"(?:lowest|highest|strongest|weakest|lower|higher|stronger|weaker|(?:more|most|less|least) common) "
    r"(?:among|in|for)\b|margin of error|"
    rf"{_SHARE} of (?:respondents|those|them|voters|people|men|women|households|adults))",
    re.IGNORECASE,
)
_SURVEY = re.compile(
    r"\b(?:poll|survey|census|study|questionnaire|pollsters?|statistics|figures|data)\b", re.IGNORECASE
)
_WRITTEN = re.compile(
    r"\b(?:poll|survey|study|report|document|letter|filing|data|figures|statement|lawsuit|complaint|indictment|memo|review|"
    r"analysis|audit|census|ruling|inquiry|statistics|findings|papers|article|memorandum|bulletin|researchers|respondents)\b",
    re.IGNORECASE,
)
_FORECASTER = re.compile(
    r"\b(?:weather|forecast(?:s|ers?)?|met office|(?:meteor|climat|hydr|seism|volcan)olog\w+)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:could|may|might|is likely|are likely|is expected|are expected|is possible|are possible)\b"
)
_WOULD = re.compile(r"\bwould(?:n['’]t)?\b(?! have\b)")
_CARRIES_ON = re.compile(r"(?:It|He|She|They|This|That|Those|These|There|The|All|Both|Neither|No|None|But|And)\b")
_IF = re.compile(r"\b(?:if|unless|were to|ago|used to)\b", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[•⁃▪‣●◦*·–—-]|\d{1,3}[.)]|[a-z]\))\s")


def going_on(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Drafts that continue the statement before, in reading order."""
    walk = _Walk(page, drafts)
    for i in range(len(page.sentences)):
        if i not in walk.touched:
            walk.sentence(i)
    return walk.made


class _Walk:
    """Goes through the sentences; knows which draft had the sentence before."""

    def __init__(self, page: Page, drafts: Sequence[Draft]) -> None:
        self.page = page
        self.touched: set[int] = set()
        self.last: dict[int, Draft] = {}
        self.made: list[Draft] = []
        self.headings = {s for s, _ in page.headings}
        self.said: dict[int, Utterance] = {}
        for draft in drafts:
            at = touched(spans_of(draft), page.sentences)
            self.touched.update(at)
            if draft.within is None and (draft.source or draft.speaker) and not draft.reasons[0].startswith(TURN):
                self.last.update(dict.fromkeys(at, draft))
        for utterance in utterances(page):
            i = at_or_before(page.sentences, utterance.start)
            if i >= 0 and i not in self.touched and i not in self.said:
                self.said[i] = utterance

    def sentence(self, i: int) -> None:
        """Makes a draft of sentence `i`, if it goes on from the one before."""
        page, before = self.page, self.last.get(i - 1)
        if i in self.touched or before is None or {page.sentences[i][0], page.sentences[i - 1][0]} & self.headings:
            return
        utterance = self._quotation(i) if not (self._apart(i) and _asked(page.text, before)) else None
        if utterance:
            self._add(before, list(utterance.pieces), "a quotation without a cue behind what its speaker said")
            return
        reason = self._listed(i) if self._apart(i) else self._reason(i, before)
        if reason:
            content = trimmed(page.text, bare_stop(page.text, page.sentences[i]))
            if content[0] < content[1]:
                self._add(before, [content], reason)

    def _add(self, before: Draft, content: list[Span], reason: str) -> None:
        made = Draft(source=[], cue=[], content=content, continues=before, score=round(LESS * before.score, 4),
                     speaker=before.source or before.speaker, reasons=[f"continues: {reason}"])  # fmt: skip
        self.made.append(made)
        at = touched(content, self.page.sentences)
        self.touched.update(at)
        self.last.update(dict.fromkeys(at, made))

    def _apart(self, i: int) -> bool:
        """Whether sentence `i` begins a paragraph."""
        starts = self.page.sentences[i][0], self.page.sentences[i - 1][0]
        here, there = (at_or_before(self.page.paragraphs, s) for s in starts)
        return here != there

    def _quotation(self, i: int) -> Utterance | None:
        """The quotation that fills sentence `i` and those it reaches; in a new paragraph it must be the whole of it."""
        page, utterance = self.page, self.said.get(i)
        if utterance is None or utterance.start - page.sentences[i][0] > 1 or not like_speech(page.text, utterance):
            return None
        last = at_or_before(page.sentences, utterance.end - 1)
        if page.sentences[last][1] - utterance.end > 1 or any(k in self.touched for k in range(i, last + 1)):
            return None
        if not self._apart(i):
            return utterance
        ends = page.paragraphs[at_or_before(page.paragraphs, utterance.end - 1)][1]
        return utterance if ends - utterance.end <= 1 else None

    def _listed(self, i: int) -> str | None:
        """Items of a list, behind a colon or behind another item of it."""
        text, end = self.page.text, self.page.sentences[i - 1][1]
        first = at_or_before(self.page.paragraphs, self.page.sentences[i][0])
        if not _ITEM.match(text, *self.page.paragraphs[first]):
            return None
        item = _ITEM.match(text, *self.page.paragraphs[first - 1]) and self.last[i - 1].continues is not None
        return "an item of a list of what was said" if text[end - 1] == ":" or item else None

    def _reason(self, i: int, before: Draft) -> str | None:
        text, sentence = self.page.text, self.page.sentences[i]
        root = before
        while root.continues is not None:
            root = root.continues
        source = " ".join(text[s:e] for s, e in root.source or root.speaker)
        if _WRITTEN.search(source) and _FINDING.match(text, *sentence):
            return "more of the findings before"
        if _SURVEY.search(source) and _AMONG.search(text, *sentence):
            return "more of the findings before"
        cue = " ".join(text[s:e] for s, e in root.cue)
        if _FORECASTER.search(source) and _POSSIBLE.search(text, *sentence):
            return "more of the forecast before"
        if self._keeps_would(sentence, before) and act_of(cue)[0] in ("assert", "promise", "predict"):
            return "indirect speech that goes on over the full stop"
        return None

    def _keeps_would(self, sentence: Span, before: Draft) -> bool:
        text = self.page.text
        return (
            _CARRIES_ON.match(text, *sentence) is not None
            and _WOULD.search(text, *sentence) is not None
            and _IF.search(text, *sentence) is None
            and any(_WOULD.search(text, s, e) and text[s] not in "“\"‘'" for s, e in before.content[-1:])
        )


def _asked(text: str, before: Draft) -> bool:
    """Whether a statement is a question: the paragraph behind it is somebody else's answer."""
    end = max(e for _, e in before.content)
    return "?" in text[max(0, end - 2) : end + 1]
