"""The sources of invented reports: who they are, by reason; and that any text and any spans are survived."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reader.layout.quotes import quotes
from sayso.reader.layout.sentences import sentences
from sayso.reader.page import Name, Page
from sayso.reader.sources.resolve import Resolution, resolve
from sayso.records import Report, Span

CASES = Path(__file__).parent / "cases" / "resolve"


def load(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((CASES / name).read_text("utf-8"))
    return cases


def page_of(text: str, title: str | None = None) -> Page:
    """A Page as far as `resolve` reads one."""
    paragraphs = tuple((m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    cut = tuple(tuple(span) for start, end in paragraphs for span in sentences(text, start, end))
    title_end = len(title) if title and text.startswith(title) else 0
    return Page(
        text=text,
        title_end=title_end,
        paragraphs=paragraphs,
        sentences=cut,
        headings=tuple(span for span in cut if span[1] <= title_end),
        quotes=quotes(text, paragraphs),
    )


def unmark(marked: str) -> tuple[str, list[list[Span]]]:
    """The text without its brackets, and the source spans that they mark; `[]` is a draft without a source."""
    text, spans, start = "", [], 0
    for part in re.split(r"([\[\]])", marked):
        if part == "[":
            start = len(text)
        elif part == "]":
            spans.append([(start, len(text))] if len(text) > start else [])
        else:
            text += part
    return text, spans


def read(case: dict[str, Any]) -> tuple[str, Resolution]:
    text, spans = unmark(case["text"])
    names = [
        Name(label, m.start(), m.end())
        for label, name in case.get("names", ())
        for m in re.finditer(re.escape(name), text)
    ]
    report = Report(text=text, title=case.get("title"), outlet=case.get("outlet"))
    return text, resolve(page_of(text, case.get("title")), names, spans, report)


def check(case: dict[str, Any]) -> None:
    text, resolution = read(case)
    found: list[list[str | None] | None] = []
    for at, want in zip(resolution.of, case["is"], strict=True):
        source = None if at is None else resolution.sources[at]
        found.append(source and [source.name, source.kind, source.role][: len(want or ())])
        if source is not None and source.kind != "outlet":
            squeezed = re.sub(r"\s+", " ", text)
            assert all(part is None or part in squeezed for part in (source.name, source.role)), "invented words"
    assert found == case["is"]


@pytest.mark.parametrize("case", load("tuned.json"), ids=lambda case: case["why"])
def test_tuned(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", load("held_out.json"), ids=lambda case: case["why"])
def test_held_out(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.xfail(strict=True, reason="known not to work yet")
@pytest.mark.parametrize("case", load("known_failures.json"), ids=lambda case: case["why"])
def test_known_failures(case: dict[str, Any]) -> None:
    check(case)


def test_sources_stand_in_order_and_each_mention_once() -> None:
    _, resolution = read({"text": "[Ana Ruiz] met Ivo Lang. [He] left, [Ruiz] said. [Police] said [she] was right."})
    firsts = [source.mentions[0] for source in resolution.sources]
    assert firsts == sorted(firsts)
    assert [source.name for source in resolution.sources] == ["Ana Ruiz", "Ivo Lang", "Police"]
    mentions = [mention for source in resolution.sources for mention in source.mentions]
    assert len(mentions) == len(set(mentions))
    assert resolution.of == [0, 1, 0, 2, 0]


def test_the_same_input_gives_the_same_sources() -> None:
    case = {"text": "[Ana Ruiz] met [officials]. [They] said [the mayor, Ivo Lang,] agreed."}
    assert read(case)[1] == read(case)[1]


PIECES = [
    "Ana ",
    "Ruiz",
    " said ",
    "the ",
    "ministry",
    ", ",
    '"',
    "he",
    ". ",
    "\n\n",
    "Mr. ",
    "'s",
    "of ",
    "\ud800",
    "é",
    "(",
    "1",
]


@settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(st.text(st.characters(), max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)),
    cuts=st.lists(st.tuples(st.integers(-3, 90), st.integers(-3, 90)), max_size=6),
)
def test_any_text_and_any_spans(text: str, cuts: list[Span]) -> None:
    resolution = resolve(
        page_of(text), [Name("person", s, e) for s, e in cuts], [[cut] for cut in cuts], Report(text=text)
    )
    assert len(resolution.of) == len(cuts)
    assert all(at is None or 0 <= at < len(resolution.sources) for at in resolution.of)
    assert set(range(len(resolution.sources))) == {at for at in resolution.of if at is not None}
    for source in resolution.sources:
        assert all(0 <= start < end <= len(text) for start, end in source.mentions)
        assert list(source.mentions) == sorted(set(source.mentions))
        if source.kind != "outlet" and source.name:
            assert source.name in re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    "unit",
    [
        "Ana Ruiz met Ivo Lang and he said so ",
        "A",
        "A ",
        "x.",
        '"',
        "the of ",
        "he ",
        "Mr. ",
        "A, ",
        "police 's ",
        "Port Office of ",
        "Ana King King ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        page = Page(text=text, sentences=((0, len(text)),))
        spans: list[list[Span]] = [[(at, at + 30)] for at in range(0, size - 40, 500)]
        begun = time.process_time()
        resolve(page, (), spans, Report(text=text))
        return time.process_time() - begun

    seconds(2_000)
    small = seconds(20_000)
    # Eight times the text; three for a machine that is busy, and .3 since 10 ms of it are soon doubled.
    assert seconds(160_000) < 8 * 3 * small + 0.3
