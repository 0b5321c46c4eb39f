"""Anchors: a judged statement or source is found again in a newer reading, where spans moved or the text changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ReadingError
from sayso.links.anchors import anchor, anchor_source, find, find_source, overlap
from sayso.records import Reading, Report, Source, Span, Statement

TEXT = (
    "Ana Pohl said that grain dust had caused the explosion. She called it a warning. Four workers are dead. "
    "Pavel Dorst rejected the accusation. He said that grain dust had caused the explosion in Iven, too. "
    "Four workers are dead."
)


def reading(spans: list[tuple[Span | None, Span]], text: str = TEXT, url: str = "https://a.example/x") -> Reading:
    """A reading with a statement for each (source span or None for own voice, content span)."""
    report = Report(text=text, url=url, outlet="a.example", published="2025-03-05")
    made, sources = [], {}
    for who, content in spans:
        source = None
        if who:
            source = Source(report=report.id, kind="named person", name=text[slice(*who)], mentions=(who,))
            sources[source.id] = source
        made.append(
            Statement(
                report=report.id, content_spans=(content,), extents=(content,), form="indirect" if who else "own",
                source_id=source.id if source else None, source_spans=(who,) if who else (),
            )
        )  # fmt: skip
    outlet = Source(report=report.id, kind="outlet", name="a.example")
    return Reading(report=report, sources=(*sources.values(), outlet), statements=tuple(made))


def place(words: str, text: str = TEXT, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


POHL, DUST = place("Ana Pohl"), place("that grain dust had caused the explosion")
DORST, AGAIN = place("Pavel Dorst"), place("that grain dust had caused the explosion in Iven, too")
DEAD = place("Four workers are dead.")
FIRST = reading([(POHL, DUST), (DORST, AGAIN), (None, DEAD)])


def test_an_unchanged_reading() -> None:
    for statement in FIRST.statements:
        assert find(anchor(FIRST, statement.id), FIRST) == statement.id
    for source in FIRST.sources:
        assert find_source(anchor_source(FIRST, source.id), FIRST) == source.id


def test_an_anchor_says_where_and_what() -> None:
    data = json.loads(anchor(FIRST, FIRST.statements[0].id))
    assert data["report"] == FIRST.report.id and data["id"] == FIRST.statements[0].id
    ((start, end, quote, prefix, suffix),) = data["pieces"]
    assert TEXT[start:end] == quote and (prefix, suffix) == ("Ana Pohl said ", TEXT[end : end + 30])
    assert not anchor(FIRST, FIRST.statements[0].id).startswith('{"kind": '), "compact"


def test_spans_that_moved() -> None:
    newer = reading([(POHL, (DUST[0] + 5, DUST[1] + 1)), (DORST, AGAIN), (None, DEAD)])
    assert find(anchor(FIRST, FIRST.statements[0].id), newer) == newer.statements[0].id
    assert newer.statements[0].id != FIRST.statements[0].id


def test_a_statement_that_is_not_read_any_more() -> None:
    newer = reading([(DORST, AGAIN), (None, DEAD)])
    assert find(anchor(FIRST, FIRST.statements[0].id), newer) is None
    short = reading([(POHL, (DUST[0], DUST[0] + 10))])
    assert find(anchor(FIRST, FIRST.statements[0].id), short) is None


def test_of_two_that_overlap_the_one_with_the_same_source() -> None:
    newer = reading([(DORST, DUST), (POHL, (DUST[0], DUST[1]))])
    without = replace(newer, statements=(newer.statements[0], replace(newer.statements[1], cue_spans=((9, 13),))))
    assert find(anchor(FIRST, FIRST.statements[0].id), without) == without.statements[1].id


def test_a_text_that_changed_is_searched_for_the_quote() -> None:
    text = "TOLSK. " + TEXT.replace("She called it a warning. ", "")
    again = place("that grain dust had caused the explosion in Iven, too", text)
    pohl = (place("Ana Pohl", text), place("that grain dust had caused the explosion", text))
    newer = reading([pohl, (place("Pavel Dorst", text), again), (None, place("Four workers are dead.", text))], text)
    for old, new in zip(FIRST.statements, newer.statements, strict=True):
        assert find(anchor(FIRST, old.id), newer) == new.id
    for old, new in zip(FIRST.sources, newer.sources, strict=True):
        assert find_source(anchor_source(FIRST, old.id), newer) == new.id
    other = reading([pohl], text, "https://b.example")
    assert find(anchor(FIRST, FIRST.statements[0].id), other) is None


def test_of_two_places_with_the_quote_the_one_with_its_context() -> None:
    last = place("Four workers are dead.", nth=1)
    old = reading([(None, last)])
    text = "New. " + TEXT
    newer = reading(
        [(None, place("Four workers are dead.", text)), (None, place("Four workers are dead.", text, 1))], text
    )
    assert find(anchor(old, old.statements[0].id), newer) == newer.statements[1].id


def test_a_quote_that_was_edited_stands_between_its_contexts() -> None:
    text = TEXT.replace("She called it a warning.", "She called it a grave warning.")
    old = reading([(None, place("She called it a warning."))])
    newer = reading([(None, place("She called it a grave warning.", text))], text)
    assert find(anchor(old, old.statements[0].id), newer) == newer.statements[0].id


def test_a_source_is_found_by_its_mentions() -> None:
    report = FIRST.report
    pohl = Source(report=report.id, kind="named person", name="Ana Pohl", mentions=(POHL, place("She")))
    old = Reading(report=report, sources=(pohl,))
    newer = Reading(report=report, sources=(
        Source(report=report.id, kind="unnamed person", name="She", mentions=(place("She"),)),
        Source(report=report.id, kind="named person", name="Pohl", mentions=((4, 8), place("She"))),
    ))  # fmt: skip
    assert find_source(anchor_source(old, pohl.id), newer) == newer.sources[1].id
    assert find_source(anchor_source(old, pohl.id), Reading(report=report)) is None


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"kind":"statement"}', "null", '{"kind":"source","id":"x"}',
    '{"kind":"statement","id":"x","report":"r","url":null,"own":false,"pieces":[[1,2]],"who":[]}'])  # fmt: skip
def test_what_is_no_anchor(broken: str) -> None:
    with pytest.raises(ReadingError):
        find(broken, FIRST)


def test_no_such_statement() -> None:
    with pytest.raises(KeyError):
        anchor(FIRST, "nothing")
    with pytest.raises(KeyError):
        anchor_source(FIRST, "nothing")


SPAN = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60)).map(lambda p: (p[0], min(len(TEXT), p[0] + p[1])))


@given(SPAN, st.integers(-3, 3), st.integers(-3, 3), st.lists(SPAN, max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_span_that_moved_a_little_is_found(span: Span, left: int, right: int, others: list[Span]) -> None:
    moved = (max(0, span[0] + left), min(len(TEXT), span[1] + right))
    old = reading([(None, span)])
    newer = reading([(None, s) for s in dict.fromkeys([moved, *others]) if s[0] < s[1]])
    found = find(anchor(old, old.statements[0].id), newer)
    shares = {s.id: overlap((span,), s.content_spans) for s in newer.statements}
    if found is None:
        assert max(shares.values(), default=0.0) < 0.5
    else:
        assert shares[found] == max(shares.values()) >= 0.5


@given(SPAN, st.text(alphabet="ab \n“", max_size=12), st.integers(0, len(TEXT)))
@settings(max_examples=200, deadline=None)
def test_text_put_in_elsewhere_moves_the_anchor(span: Span, new: str, at: int) -> None:
    if span[0] < at < span[1]:
        at = span[0]
    text = TEXT[:at] + new + TEXT[at:]
    shift = len(new) if at <= span[0] else 0
    there = (span[0] + shift, span[1] + shift)
    old, newer = reading([(None, span)]), reading([(None, there)], text)
    quote = TEXT[slice(*span)]
    if TEXT.count(quote) == text.count(quote) == 1:
        assert find(anchor(old, old.statements[0].id), newer) == newer.statements[0].id


@given(st.lists(SPAN, max_size=5), st.lists(SPAN, max_size=5))
def test_overlap_is_that_of_sets(left: list[Span], right: list[Span]) -> None:
    one, other = ({i for s, e in spans for i in range(s, e)} for spans in (left, right))
    size = len(one) + len(other)
    assert overlap(left, right) == pytest.approx(2 * len(one & other) / size if size else 0.0)
    assert overlap(left, right) == overlap(right, left)
