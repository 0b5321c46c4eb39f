"""Where sentences end."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reader.layout.sentences import sentences

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "text" / "sentences.json").read_text("utf-8")
)
PIECES = st.sampled_from(
    [*"abAI.?!…\"'”’“‘()[]–- \n\t1•。\u200b\ud800", "Mr.", "U.S.", "a.m.", "...", "1. ", "He said"]
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['group']}: {c['why']}")
def test_golden(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[s:e] for s, e in sentences(text)] == case["sentences"]


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_sentences_cover_every_character_once(text: str) -> None:
    spans = sentences(text)
    covered = [i for start, end in spans for i in range(start, end)]
    assert len(covered) == len(set(covered))
    assert covered == sorted(covered)
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(not text[s].isspace() and not text[e - 1].isspace() for s, e in spans)


@pytest.mark.parametrize("piece", ["word ", ". ", "A. ", "(a. ", "1. ", "• ", '?" Smith ', "a.b@"])
def test_time_is_linear_in_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.perf_counter()
        sentences(piece * times)
        return time.perf_counter() - begin

    seconds(100)
    assert seconds(40_000) < 60 * seconds(2_000) + 0.5
