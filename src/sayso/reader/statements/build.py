"""Drafts -> Statements, and the outlet's own voice for every sentence that nobody else has.

1. tidy the drafts: spans cut to the page's sentences, trimmed, disjoint; empty ones dropped
2. a Statement of each, without the ties between them; of two that are the same, the surer one
3. the ties: within, continues, repeats
4. own voice for every sentence that no statement touches
5. reading order
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.reader.cues.acts import act_of
from sayso.reader.dates.expressions import expressions
from sayso.reader.dates.said import said_on
from sayso.reader.page import Draft, Page
from sayso.reader.sources.resolve import Resolution
from sayso.reader.spans import at_or_before, overlap, touched, trimmed
from sayso.reader.statements.form import form_of, marks_within, outermost
from sayso.records import Report, Source, Span, Statement


def outlet_source(report: Report, sources: Sequence[Source]) -> tuple[tuple[Source, ...], str]:
    """The sources with the outlet's among them, and its id."""
    for source in sources:
        if source.kind == "outlet":
            return tuple(sources), source.id
    made = Source(report=report.id, kind="outlet", name=report.outlet)
    return (*sources, made), made.id


def build(
    report: Report, page: Page, drafts: Sequence[Draft], media: Sequence[Span], resolution: Resolution
) -> tuple[tuple[Source, ...], tuple[Statement, ...]]:
    """Sources and statements of a report, in reading order. `resolution` is of the drafts' sources, then of the spans
    of `media`; every sentence of the page is attributed or own, and only one of the two."""
    sources, outlet = outlet_source(report, resolution.sources)
    statements = _Builder(report, page, drafts, media, resolution).statements()
    attributed = {e for s in statements for e in s.extents}
    own = [_own(report, sentence, outlet) for sentence in page.sentences if sentence not in attributed]
    return sources, tuple(sorted([*statements, *own], key=_place))


def covered(page: Page, statements: Sequence[Statement]) -> bool:
    """Whether every sentence is attributed or own, and in only one of the two (the rule of own voice)."""
    own = [s.content_spans[0] for s in statements if s.form == "own"]
    attributed = sorted({e for s in statements if s.form != "own" for e in s.extents})
    return not overlap(own, attributed) and sorted([*own, *attributed]) == list(page.sentences)


def _own(report: Report, sentence: Span, outlet: str) -> Statement:
    return Statement(report=report.id, content_spans=(sentence,), extents=(sentence,), form="own", source_id=outlet,
                     reasons=("own voice: no attribution touches the sentence",))  # fmt: skip


def _place(statement: Statement) -> tuple[Span, int, bool, Span, str]:
    """Reading order: by sentence, by first word, the outer before the inner, the cue that comes first."""
    spans = [*statement.source_spans, *statement.cue_spans, *statement.content_spans]
    cue = statement.cue_spans[0] if statement.cue_spans else spans[0]
    return statement.extents[0], min(spans)[0], statement.within is not None, cue, statement.id


@dataclass(frozen=True, slots=True)
class _Tidy:
    """A draft's spans as they will stand, and the sentences they touch."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    addressee: tuple[Span, ...]
    extents: tuple[Span, ...]


def _tidy(page: Page, draft: Draft) -> _Tidy | None:
    """None where nothing of the draft's cue and content lies in a sentence."""
    source, cue, content, addressee = (
        tuple(_in_sentences(page, spans)) for spans in (draft.source, draft.cue, draft.content, draft.addressee)
    )
    if not (cue or content):
        return None
    extents = tuple(page.sentences[i] for i in touched([*source, *cue, *content], page.sentences))
    return _Tidy(source, cue, content, addressee, extents)


def _in_sentences(page: Page, spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in reading order without what lies in furniture or beyond the text; overlapping ones as one. A span over
    several sentences stays whole where nothing but white space lies between them."""
    at = (-1, -1)
    for start, end in sorted(spans):
        for i in touched([(start, end)], page.sentences) if start < end else ():
            first, last = page.sentences[i]
            piece = trimmed(page.text, (max(start, first), min(end, last)))
            if piece[0] >= piece[1]:
                continue
            if at[0] >= 0 and (piece[0] < at[1] or (start < at[1] <= end and not page.text[at[1] : piece[0]].strip())):
                at = (at[0], max(at[1], piece[1]))
            else:
                if at[0] >= 0:
                    yield at
                at = piece
    if at[0] >= 0:
        yield at


class _Builder:
    """Makes the statements of one report."""

    def __init__(
        self, report: Report, page: Page, drafts: Sequence[Draft], media: Sequence[Span], resolution: Resolution
    ) -> None:
        self.report, self.page, self.drafts, self.resolution = report, page, drafts, resolution
        self.tidy = {d: t for d in drafts if (t := _tidy(page, d)) is not None}
        self.place = {d: i for i, d in enumerate(drafts)}
        self.media = {
            span: id_
            for span, index in zip(media, resolution.of[len(drafts) :], strict=True)
            if (id_ := self._source_id(index)) is not None
        }
        self.dates = expressions(page.text, report.published)
        self.marks = outermost(page.quotes)
        self.cues: dict[Span, list[Draft]] = {}
        """Sentence -> the drafts that have their cue and a source there, by cue."""
        for draft in sorted((d for d in self.tidy if d.cue and d.source), key=lambda d: d.cue[0]):
            if (sentence := self._sentence(draft)) is not None and draft.within is None:
                self.cues.setdefault(sentence, []).append(draft)

    def statements(self) -> list[Statement]:
        """Steps 1 to 3 of the module."""
        bare = {d: self._statement(d, t) for d, t in self.tidy.items()}
        best: dict[str, Draft] = {}
        for draft, statement in bare.items():
            known = best.get(statement.id)
            if known is None or (statement.confidence, known.within is None) > (
                bare[known].confidence,
                draft.within is None,
            ):
                best[statement.id] = draft
        ids = {d: s.id for d, s in bare.items()}
        return [
            replace(
                bare[draft],
                within=_tie(draft, "within", ids, best),
                continues=_tie(draft, "continues", ids, best),
                repeats=_tie(draft, "repeats", ids, best),
            )
            for draft in best.values()
        ]

    def _source_id(self, index: int | None) -> str | None:
        return None if index is None else self.resolution.sources[index].id

    def _statement(self, draft: Draft, tidy: _Tidy) -> Statement:
        text = self.page.text
        cue, content, source = (
            " ".join(text[s:e] for s, e in spans) for spans in (tidy.cue, tidy.content, tidy.source)
        )
        act, negated = act_of(cue, content, source)
        own_marks = self.marks if draft.within is None else marks_within(self.page.quotes, draft)
        return Statement(
            report=self.report.id,
            content_spans=tidy.content,
            extents=tidy.extents,
            form=form_of(text, own_marks, draft),
            source_id=self._source_id(self.resolution.of[self.place[draft]]),
            source_spans=tidy.source,
            cue_spans=tidy.cue,
            addressee_spans=tidy.addressee,
            act=act,
            negated=negated,
            said_on=self._said_on(draft),
            via=tuple(dict.fromkeys(v for m in draft.media if (v := self.media.get(m)))),
            confidence=round(min(1.0, max(0.0, draft.score)), 4),
            reasons=tuple(draft.reasons),
        )

    def _sentence(self, draft: Draft) -> Span | None:
        i = at_or_before(self.page.sentences, draft.cue[0][0])
        return self.page.sentences[i] if i >= 0 else None

    def _said_on(self, draft: Draft) -> str | None:
        if not draft.cue or not self.dates or (sentence := self._sentence(draft)) is None:
            return None
        if any(r.startswith("hearsay: an adverb") for r in draft.reasons):
            return None  # "reportedly left on Monday": when it happened
        text = self.page.text
        found = said_on(text, sentence, draft.cue, draft.content, self.dates)
        if found or draft.within is not None:
            return found
        # A second cue of the same speaker ("..., vowing action") was uttered with the first one of its sentence.
        for other in self.cues.get(sentence, ()):
            if other.cue[0][0] >= draft.cue[0][0]:
                return None
            if other is not draft and other.source == draft.source:
                return said_on(text, sentence, other.cue, other.content, self.dates)
        return None


def _tie(draft: Draft, kind: str, ids: dict[Draft, str], best: dict[str, Draft]) -> str | None:
    """The id of the draft that another is tied to; None where it was dropped, or where nesting comes back to it."""
    aim = getattr(draft, kind)
    if aim is None or ids.get(aim) in (None, ids[draft]):
        return None
    seen, at = {ids[draft]}, aim
    while kind == "within" and at is not None and at in ids:
        if ids[at] in seen:
            return None
        seen.add(ids[at])
        at = best[ids[at]].within
    return ids[aim]
