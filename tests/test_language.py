"""English is told from everything else."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.language import language

CASES = json.loads((Path(__file__).parent / "cases" / "intake" / "languages.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize(("code", "text"), CASES)
def test_one_sentence_is_enough(code: str, text: str) -> None:
    assert language(text) == code
    assert language("\n\n".join([text] * 5)) == code


@pytest.mark.parametrize("text", ["", "Yes.", "Velmora 3, Dorst 1", "12 345", "😀😀😀", "\ud800"])
def test_what_cannot_be_told_is_und(text: str) -> None:
    assert language(text) == "und"


def test_a_long_text_in_no_table_is_not_english() -> None:
    invented = "Zamok plirun vesta doruk melifon, karust bendolim treva noskit ulpamer griston. "
    assert language(invented * 10) == "mis"


def test_english_with_foreign_words_stays_english() -> None:
    english = "The mayor of Velmora said on Monday that the town would not pay for the bridge. "
    assert (
        language(english * 3 + "“Nous ne payons pas pour le pont,” she added in French, to the joy of the crowd.")
        == "en"
    )
    assert language(english * 3 + "Он уехал. Они сказали, что всё хорошо.") == "en"


def test_a_huge_text_costs_no_more_than_a_page() -> None:
    text = "The bridge over the harbour of Velmora is closed, and nobody will say why. " * 70_000
    start = time.perf_counter()
    assert language(text) == "en"
    assert time.perf_counter() - start < 0.5


@given(st.text(st.characters()))
def test_any_text_has_an_answer(text: str) -> None:
    assert 2 <= len(language(text)) <= 3
