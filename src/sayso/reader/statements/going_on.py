"""Sentences that go on with the last source's words or findings and name nobody ("It also found ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.page import Draft, Page
from sayso.reader.spans import at_or_before, overlap, touched, trimmed
from sayso.records import Span

# A sentence that begins so goes on with the findings of the document or the words of the speaker before it.
_FINDING = re.compile(
    r"(?:It|They|The (?:poll|survey|study|report|document|letter|filing|data|findings|figures|researchers|authors|"
    r"statement|lawsuit|complaint|indictment|memo|review|analysis|audit|census|ruling|inquiry))\s+(?:also|further|additionally)\b|"
    r"(?:Another|A further|The (?:rest|remaining|other)|Only|Just|About|Some|Nearly|Almost|Fewer than|More than)\s+"
    r"(?:\d+(?:[.,]\d+)?\s*(?:per\s?cent|percent|%)|(?:a\s+)?(?:third|quarter|half|fifth|tenth))|"
    r"\d+(?:[.,]\d+)?\s*(?:per\s?cent|percent|%)|"
    r"(?:Among|Of)\s+(?:those|these|them|respondents|the respondents)\b",
)
_WRITTEN = re.compile(
    r"\b(?:poll|survey|study|report|document|letter|filing|data|figures|statement|lawsuit|complaint|indictment|memo|review|analysis|"
    r"audit|census|ruling|inquiry|statistics|findings|papers|article|memorandum|bulletin|researchers|respondents)\b",
    re.IGNORECASE,
)
_FINAL = re.compile(r"[.…]+$")


def going_on(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts that continue the statement before: a quotation that fills its paragraph, or the rest of findings."""
    outer = [d for d in drafts if d.within is None and (d.source or d.speaker)]
    taken: set[int] = set()
    last_by_sentence: dict[int, Draft] = {}
    for draft in drafts:
        spans = [*draft.source, *draft.cue, *draft.content]
        taken.update(touched(spans, page.sentences))
    for draft in outer:
        for i in touched([*draft.cue, *draft.content], page.sentences):
            last_by_sentence[i] = draft
    headings = set(page.headings)
    marks = [(q.start, q.end) for q in page.quotes if not q.level]
    out: list[Draft] = []
    for i, sentence in enumerate(page.sentences):
        before = last_by_sentence.get(i - 1)
        if i in taken or before is None or sentence in headings or page.sentences[i - 1] in headings:
            continue
        reason = _goes_on(page, sentence, before, marks)
        if reason:
            content = _content(page.text, sentence)
            draft = Draft(source=[], cue=[], content=[content], continues=before, score=round(0.8 * before.score, 4),
                          speaker=before.source or before.speaker, reasons=[reason])  # fmt: skip
            out.append(draft)
            last_by_sentence[i] = draft
    return out


def _goes_on(page: Page, sentence: Span, before: Draft, marks: Sequence[Span]) -> str | None:
    text = page.text
    if overlap([sentence], marks) >= 0.9 * (sentence[1] - sentence[0]) and sentence[1] - sentence[0] > 12:
        return "continues: a quotation without a cue behind a statement of the same paragraph or the next"
    source = " ".join(text[s:e] for s, e in before.source or before.speaker)
    if _same_paragraph(page, sentence[0], before) and _FINDING.match(text, *sentence) and _WRITTEN.search(source):
        return "continues: more of the findings before"
    return None


def _same_paragraph(page: Page, offset: int, before: Draft) -> bool:
    here = at_or_before(page.paragraphs, offset)
    there = at_or_before(page.paragraphs, max(s for s, _ in before.content))
    return here - there in (0, 1)


def _content(text: str, sentence: Span) -> Span:
    start, end = trimmed(text, sentence)
    if text[end - 1] == ".":
        end = start + len(_FINAL.sub("", text[start:end]))
    return trimmed(text, (start, end))
