"""A text taken apart: the whole page."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reader.layout.text import take_apart
from sayso.reader.page import Page

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "text" / "pages.json").read_text("utf-8"))
MARKS = "abA.?!…\"'”’“‘()|-—: \n\r\t\u2028\x1c\xa01•\ud800"
PARTS = ["\n\n", "Headline: ", "Date: ", "By Ida Kroll", "ORLAM (AP) — ", " - Video", "WATCH: ", "Contact:\n", "word "]
MORE = ["Follow us on X.", "(AP)", "pic.twitter.com/a", "Photo: x", "Sign up now"]
PIECES = st.sampled_from([*MARKS, *PARTS, *MORE])
TEXTS = st.lists(PIECES, max_size=50).map("".join) | st.text(max_size=100)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['group']}: {c['why']}")
def test_golden(case: dict[str, Any]) -> None:
    text = case["text"]
    page = take_apart(text, case["title"])
    assert [text[s:e] for s, e in page.headings] == case["headings"]
    assert [text[s:e] for s, e in page.furniture] == case["furniture"]
    if "sentences" in case:
        assert len(page.sentences) == case["sentences"]
    _covers(page)


def _covers(page: Page) -> None:
    text = page.text
    spans = sorted([*page.sentences, *page.furniture])
    for piece in (page.sentences, page.furniture, page.headings, page.paragraphs):
        assert list(piece) == sorted(piece)
        assert all(0 <= s < e <= len(text) for s, e in piece)
        assert all(text[s:e] == text[s:e].strip() for s, e in piece)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    inside = {i for s, e in spans for i in range(s, e)}
    assert all(i in inside for i, c in enumerate(text) if not c.isspace())
    assert set(page.headings) <= set(page.sentences)


@given(TEXTS, TEXTS | st.none())
def test_every_character_lies_in_one_sentence_or_one_piece_of_furniture(body: str, title: str | None) -> None:
    page = take_apart(body if title is None else f"{title}\n\n{body}", title)
    _covers(page)
    assert page.title_end == len(title or "")


@given(TEXTS)
def test_a_title_that_the_text_does_not_start_with_is_no_title(body: str) -> None:
    assert take_apart("x" + body, "Bridge falls").title_end == 0


ODD = ["", " \n ", "\n" * 500_000, "(" * 100_000, '"' * 100_000, "\ud800. A" * 20_000, "a" * 1_000_000]
LONG = ["word " * 1_000_000, "Word. " * 50_000, "By A B, C\n" * 10_000, "Date: x\n" * 10_000, "and, " * 100_000]


@pytest.mark.parametrize("text", [*ODD, *LONG], ids=lambda text: ascii(text[:8]))
def test_odd_and_long_texts_take_linear_time(text: str) -> None:
    begin = time.perf_counter()
    page = take_apart(text)
    assert time.perf_counter() - begin < 10
    assert bool(page.sentences or page.furniture) == bool(text.strip())
