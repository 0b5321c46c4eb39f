"""Building statements: whatever pages and drafts come in, the whole text is accounted for, and once only."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.reader.layout.text import take_apart
from sayso.reader.page import Draft, Page
from sayso.reader.sources.resolve import Resolution
from sayso.reader.statements.build import build, covered
from sayso.reader.statements.form import form_of, marks_within, outermost
from sayso.records import Report, Source, Span, Statement

PROSE = st.lists(
    st.sampled_from(
        ["The mayor said it rained.", "“No,” she said.", "By Ann Beck\n", "He left on Monday", "\n\n",
         "LOMAR (AP) — ", "- Photo: R. Kvist",
         "‘You go,’ he was told. ", "Contact: info@example.org\n", "\ud800", "é", "  ",
         "Q: Why?\n", "A: Because it was late.\n"]
    ),
    min_size=1, max_size=12,
).map(" ".join)  # fmt: skip
ANY = st.text(min_size=1, max_size=120)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page of prose, of any text, or one of random pieces in which sentences and furniture alternate at will."""
    text = draw(st.one_of(PROSE, ANY))
    if draw(st.booleans()):
        return take_apart(text)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)) | {0, len(text)})
    sentences: list[Span] = []
    furniture: list[Span] = []
    for first, last in pairwise(cuts):
        piece = text[first:last]
        if piece.strip():
            start = first + len(piece) - len(piece.lstrip())
            (sentences if draw(st.booleans()) else furniture).append((start, start + len(piece.strip())))
    return Page(text=text, sentences=tuple(sentences), furniture=tuple(furniture), paragraphs=((0, len(text)),))


def spans(n: int, least: int = 0) -> st.SearchStrategy[list[Span]]:
    one = st.tuples(st.integers(0, n), st.integers(0, n)).map(lambda p: (min(p), max(p)))
    return st.lists(one, min_size=least, max_size=3)


@st.composite
def drafts(draw: st.DrawFn, page: Page) -> list[Draft]:
    """Drafts with any spans, empty and overlapping ones among them, tied to each other at will, circles included."""
    n = len(page.text)
    made = [
        Draft(source=draw(spans(n)), cue=draw(spans(n)), content=draw(spans(n)),
              addressee=draw(spans(n)), media=draw(spans(n)),
              score=draw(st.floats(-1, 2)),
              reasons=draw(st.lists(st.sampled_from(["a", "dialogue: x", "hearsay: an adverb"]), max_size=2)))
        for _ in range(draw(st.integers(0, 6)))
    ]  # fmt: skip
    for draft in made:
        for tie in ("within", "continues", "repeats"):
            setattr(draft, tie, draw(st.sampled_from([None, None, *made])))
    return made


def reading_of(page: Page, made: list[Draft]) -> tuple[tuple[Source, ...], tuple[Statement, ...]]:
    report = Report(text=page.text, published="2025-03-12")
    sources = (Source(report=report.id, kind="unnamed person", name="she", mentions=((0, 1),)),)
    media = sorted({m for d in made for m in d.media})
    of: list[int | None] = [*(0 if d.source else None for d in made), *(0 for _ in media)]
    return build(report, page, made, media, Resolution(sources, of))


LOOSE = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@LOOSE
@given(st.data())
def test_every_character_once(data: st.DataObject) -> None:
    """Each non-space character in exactly one of own content, attributed sentence and furniture."""
    page = data.draw(pages())
    _, statements = reading_of(page, data.draw(drafts(page)))
    own = [i for s in statements if s.form == "own" for a, b in s.content_spans for i in range(a, b)]
    said = {i for s in statements if s.form != "own" for a, b in s.extents for i in range(a, b)}
    loose = [i for a, b in page.furniture for i in range(a, b)]
    held = [*own, *said, *loose]
    assert len(held) == len(set(held))
    assert {i for i, c in enumerate(page.text) if not c.isspace()} <= set(held)
    assert covered(page, statements)


@LOOSE
@given(st.data())
def test_spans_are_sound(data: st.DataObject) -> None:
    """In range, trimmed, sorted, disjoint, outside of furniture; confidence is a probability."""
    page = data.draw(pages())
    _, statements = reading_of(page, data.draw(drafts(page)))
    for s in statements:
        for kind in (s.source_spans, s.cue_spans, s.content_spans, s.addressee_spans, s.extents):
            assert list(kind) == sorted(kind)
            assert all(a[1] <= b[0] for a, b in pairwise(kind))
            for a, b in kind:
                assert 0 <= a < b <= len(page.text)
                assert not page.text[a].isspace() and not page.text[b - 1].isspace()
                assert all(b <= f or g <= a for f, g in page.furniture)
        assert s.extents and set(s.extents) <= set(page.sentences)
        for a, b in (*s.source_spans, *s.cue_spans, *s.content_spans):
            assert any(a < f and e < b for e, f in s.extents)
        assert 0.0 <= s.confidence <= 1.0 and s.reasons is not None
        assert s.form == "own" or s.cue_spans or s.content_spans


@LOOSE
@given(st.data())
def test_ties_hold(data: st.DataObject) -> None:
    """Ids are unique; within, continues and repeats point to other statements of the reading, and nesting ends."""
    page = data.draw(pages())
    sources, statements = reading_of(page, data.draw(drafts(page)))
    by_id = {s.id: s for s in statements}
    assert len(by_id) == len(statements)
    known = {s.id for s in sources}
    for s in statements:
        for tie in (s.within, s.continues, s.repeats):
            assert tie is None or (tie in by_id and tie != s.id)
        assert s.source_id is None or s.source_id in known
        assert set(s.via) <= known and len(set(s.via)) == len(s.via)
        steps, at = 0, s
        while at.within is not None:
            at, steps = by_id[at.within], steps + 1
            assert steps <= len(statements)


@LOOSE
@given(st.data())
def test_order_and_repetition(data: st.DataObject) -> None:
    """Reading order by sentence; the same input gives the same output."""
    page = data.draw(pages())
    made = data.draw(drafts(page))
    first, second = reading_of(page, made)[1], reading_of(page, made)[1]
    assert first == second
    assert [s.extents[0] for s in first] == sorted(s.extents[0] for s in first)


def test_long_chain_of_continuations() -> None:
    """A poll's findings over 3,000 sentences: each goes on from the one before, and nothing runs out of stack."""
    sentence = "One in ten agreed. "
    page = take_apart(sentence * 3000)
    made: list[Draft] = []
    for span in page.sentences:
        made.append(Draft(source=[], cue=[], content=[span], continues=made[-1] if made else None))
    _, statements = reading_of(page, made)
    assert len(statements) == len(page.sentences) == 3000
    assert statements[0].continues is None and statements[2999].continues == statements[2998].id


def test_outer_before_inner_and_the_surer_of_two() -> None:
    page = take_apart("Anna said that Ole denied it.")
    outer = Draft(source=[(0, 4)], cue=[(5, 9)], content=[(10, 28)], score=0.8)
    inner = Draft(source=[(15, 18)], cue=[(19, 25)], content=[(26, 28)], score=0.5, within=outer)
    again = Draft(source=[(0, 4)], cue=[(5, 9)], content=[(10, 28)], score=0.3, reasons=["twice"])
    _, statements = reading_of(page, [inner, again, outer])
    assert [s.act for s in statements] == ["assert", "deny"]
    assert statements[1].within == statements[0].id and statements[0].confidence == 0.8


def form(text: str, content: list[str], **more: Any) -> str:
    page = take_apart(text)
    at = [(text.index(c), text.index(c) + len(c)) for c in content]
    draft = Draft(source=[], cue=[], content=at, **more)
    marks = outermost(page.quotes) if draft.within is None else marks_within(page.quotes, draft)
    return form_of(text, marks, draft)


def test_forms() -> None:
    assert form("“It rained,” Ann said.", ["“It rained,”"]) == "direct"
    assert form("Ann said that “it rained.”", ["that “it rained.”"]) == "direct"
    assert form("Ann said that it “rained.”", ["that it “rained.”"]) == "mixed"
    assert form("Ann said it rained.", ["it rained"]) == "indirect"
    assert form("‘It rained,’ Ann said. «It did.»", ["‘It rained,’", "«It did.»"]) == "direct"
    assert form("Ann said that.", ["that"]) == "indirect"
    assert form("Yes, it did.", ["Yes, it did."], reasons=["dialogue: an answer"]) == "direct"


def test_form_of_words_inside_a_quotation() -> None:
    """What is told indirectly inside somebody's quotation is indirect; nested marks make it direct."""
    outer = Draft(source=[], cue=[], content=[])
    text = "“He said, ‘Go home,’ and then the guard said it was late,” Ann recalled."
    assert form(text, ["‘Go home,’"], within=outer) == "direct"
    assert form(text, ["it was late"], within=outer) == "indirect"
