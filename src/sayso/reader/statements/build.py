"""Drafts -> Statements, and the outlet's own voice for every sentence that nobody else has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reader.cues.acts import act_of
from sayso.reader.dates.expressions import expressions
from sayso.reader.dates.said import said_on
from sayso.reader.page import Draft, Page
from sayso.reader.sources.resolve import Resolution
from sayso.reader.spans import at_or_before, overlap, touched
from sayso.records import Form, Report, Source, Span, Statement

_MARKS = re.compile(r"[\s\"“”‘’'«»„`,.;:!?…—–-]+")
ALL, NONE = 0.97, 0.0
"""Share of a content's letters that stand between marks, from which it is direct, and up to which it is indirect."""


def form_of(page: Page, draft: Draft) -> Form:
    """direct (all between quotation marks, or a transcript's answer), mixed, or indirect."""
    if any(r.startswith("dialogue") for r in draft.reasons):
        return "direct"
    marks = [(q.start, q.end) for q in page.quotes if not q.level]
    inside = letters = 0
    for start, end in draft.content:
        letters += _letters(page.text, start, end)
        for s, e in marks:
            if s < end and e > start:
                inside += _letters(page.text, max(s, start), min(e, end))
    if not letters or inside <= NONE * letters:
        return "indirect"
    return "direct" if inside >= ALL * letters else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return len(_MARKS.sub("", text[start:end]))


def outlet_source(report: Report, sources: Sequence[Source]) -> tuple[tuple[Source, ...], str]:
    """The sources with the outlet's among them, and its id."""
    for source in sources:
        if source.kind == "outlet":
            return tuple(sources), source.id
    made = Source(report=report.id, kind="outlet", name=report.outlet)
    return (*sources, made), made.id


class _Builder:
    """Makes the Statements of one report; drafts refer to each other, so each is made once and kept."""

    def __init__(self, report: Report, page: Page, resolution: Resolution, drafts: Sequence[Draft]) -> None:
        self.report, self.page, self.resolution = report, page, resolution
        self.place = {d: i for i, d in enumerate(drafts)}
        self.drafts = drafts
        self.media: dict[Span, str] = {}
        self.dates = expressions(page.text, report.published)
        self.made: dict[Draft, Statement] = {}

    def source_id(self, index: int | None) -> str | None:
        return None if index is None else self.resolution.sources[index].id

    def statement(self, draft: Draft) -> Statement:
        if draft in self.made:
            return self.made[draft]
        page, text = self.page, self.page.text
        cue = " ".join(text[s:e] for s, e in draft.cue)
        content = " ".join(text[s:e] for s, e in draft.content)
        act, negated = act_of(cue, content, " ".join(text[s:e] for s, e in draft.source))
        spans = [*draft.source, *draft.cue, *draft.content]
        extents = [page.sentences[i] for i in touched(spans, page.sentences)]
        made = Statement(
            report=self.report.id,
            content_spans=tuple(draft.content),
            extents=tuple(extents),
            form=form_of(page, draft),
            source_id=self.source_id(self.resolution.of[self.place[draft]]),
            source_spans=tuple(draft.source),
            cue_spans=tuple(draft.cue),
            addressee_spans=tuple(draft.addressee),
            act=act,
            negated=negated,
            said_on=self._said_on(draft),
            via=tuple(dict.fromkeys(v for m in draft.media if (v := self.media.get(m)))),
            within=self.statement(draft.within).id if draft.within else None,
            continues=self.statement(draft.continues).id if draft.continues else None,
            repeats=self.statement(draft.repeats).id if draft.repeats else None,
            confidence=round(draft.score, 4),
            reasons=tuple(draft.reasons),
        )
        self.made[draft] = made
        return made

    def _said_on(self, draft: Draft) -> str | None:
        if not draft.cue or not self.dates:
            return None
        i = at_or_before(self.page.sentences, draft.cue[0][0])
        if i < 0:
            return None
        sentence = self.page.sentences[i]
        found = said_on(self.page.text, sentence, draft.cue, draft.content, self.dates)
        if found:
            return found
        # A second cue of the same speaker ("..., vowing action") was uttered with the first one of its sentence.
        for other in self.drafts:
            if (
                other is not draft
                and other.source == draft.source
                and other.within is None
                and bool(other.source and other.cue)
                and sentence[0] <= other.cue[0][0] < min(sentence[1], draft.cue[0][0])
            ):
                return said_on(self.page.text, sentence, other.cue, other.content, self.dates)
        return None


def build(
    report: Report, page: Page, drafts: Sequence[Draft], media: Sequence[Span], resolution: Resolution
) -> tuple[tuple[Source, ...], tuple[Statement, ...]]:
    """Sources and statements of a report. `resolution` is of the drafts' sources, then of the spans of `media`."""
    sources, outlet = outlet_source(report, resolution.sources)
    builder = _Builder(report, page, resolution, drafts)
    for span, index in zip(media, resolution.of[len(drafts) :], strict=True):
        if (source := builder.source_id(index)) is not None:
            builder.media[span] = source
    statements = list({s.id: s for s in map(builder.statement, drafts)}.values())
    attributed = {e for s in statements for e in s.extents}
    for sentence in page.sentences:
        if sentence not in attributed:
            statements.append(
                Statement(
                    report=report.id,
                    content_spans=(sentence,),
                    extents=(sentence,),
                    form="own",
                    source_id=outlet,
                    reasons=("own voice: no attribution touches the sentence",),
                )
            )
    statements.sort(key=lambda s: (s.extents[0], s.content_spans[0], s.within is not None, s.id))
    return sources, tuple(statements)


def covered(page: Page, statements: Sequence[Statement]) -> bool:
    """Whether every sentence is attributed or own, and in only one of the two (the rule of own voice)."""
    own = [s.content_spans[0] for s in statements if s.form == "own"]
    attributed = sorted({e for s in statements if s.form != "own" for e in s.extents})
    return not overlap(own, attributed) and sorted([*own, *attributed]) == list(page.sentences)
