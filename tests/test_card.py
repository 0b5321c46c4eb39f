"""The figures of the model card: how a part is told, how it is counted, and where the tables go."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
TEXT = "“We are done,” said Nadia Brusk. She told the port that it was “late.” An official denied it."


@pytest.fixture
def card() -> Iterator[ModuleType]:
    """training/card.py, which is no part of the package; its folder is on the path for one test alone."""
    before = set(sys.modules)
    sys.path.insert(0, str(ROOT / "training"))
    try:
        yield __import__("card")
    finally:
        sys.path.remove(str(ROOT / "training"))
        for name in set(sys.modules) - before:
            if "training" in str(getattr(sys.modules[name], "__file__", "")):
                sys.modules.pop(name)


def at(words: str) -> list[tuple[int, int]]:
    start = TEXT.index(words)
    return [(start, start + len(words))]


def test_parts_are_told_from_the_spans_alone(card: ModuleType) -> None:
    places = card.Places(TEXT)
    contents = ("“We are done,”", "that it was “late.”", "it.")
    assert [places.form(at(c)) for c in contents] == ["direct", "mixed", "indirect"]
    sources = (at("Nadia Brusk"), at("She"), at("An official"), [])
    assert [places.source(s) for s in sources] == [
        ("name", ""), ("pronoun", "she"), ("description", ""), ("none", "")
    ]  # fmt: skip


def test_shares_are_of_what_was_read_and_of_what_is_gold(card: ModuleType) -> None:
    part = card.Part(said=4, said_right=2, gold=8, matched=5, right=2, confidence=3.0)
    assert part.row() == "8 | 4 | 50.0 | 25.0 | 33.3 | 40.0 | 75.0"
    assert card.Part().row() == "0 | 0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0"


def test_tables_hold_every_part_and_a_part_nobody_knows(card: ModuleType) -> None:
    parts = {("all", "all"): card.Part(gold=2), ("form", "mixed"): card.Part(gold=1), ("outlet", "New"): card.Part()}
    found = card.tables(parts)
    assert found.count("| **all** | 2 |") == 3 and "| mixed | 1 |" in found and "| New | 0 |" in found


def test_the_card_gets_its_figures_again_and_again(card: ModuleType) -> None:
    page = f"before\n{card.MARKS[0]}\nold\n{card.MARKS[1]}\nafter\n"
    once = card.put(page, "| new |")
    assert "old" not in once and card.put(once, "| new |") == once and once.endswith("after\n")
    with pytest.raises(ValueError, match="no place for figures"):
        card.put("nothing", "| new |")
    assert card.MARKS[0] in (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
