"""Quotations: pairs, levels, marks left open."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reader.layout.paragraphs import paragraphs
from sayso.reader.layout.quotes import quotes

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "text" / "quotes.json").read_text("utf-8"))
PIECES = st.sampled_from([*"as.,? \n1\"'”’“‘«»„`()—", "''", "``", "'''", "word", "“‘", "’”", "\ud800"])


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['group']}: {c['why']}")
def test_golden(case: dict[str, Any]) -> None:
    text = case["text"]
    found = quotes(text, [*paragraphs(text)])
    assert [[text[q.start : q.end], q.level, q.closed, q.goes_on] for q in found] == case["quotes"]


@given(st.lists(PIECES, max_size=40).map("".join))
def test_quotations_are_in_range_sorted_and_nested(text: str) -> None:
    spans = paragraphs(text)
    found = quotes(text, spans)
    assert list(found) == sorted(found, key=lambda q: (q.start, -q.end))
    open_: list[Any] = []
    for quote in found:
        assert any(start <= quote.start < quote.end <= end for start, end in spans)
        assert quote.closed or text[quote.end - 1 : quote.end].strip()
        while open_ and open_[-1].end <= quote.start:
            open_.pop()
        assert quote.level == len(open_)
        assert not open_ or quote.end <= open_[-1].end
        assert not (quote.closed and quote.goes_on)
        open_.append(quote)


@pytest.mark.parametrize("piece", ['"', "“", "”", "'", "‘a ", "“a ‘b ", "''", "“A.\n", '("'])
def test_a_hundred_thousand_marks(piece: str) -> None:
    text = piece * 100_000
    begin = time.perf_counter()
    quotes(text, paragraphs(text))
    assert time.perf_counter() - begin < 15
