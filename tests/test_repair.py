"""Repairs: what is mended, what stays, and that every repair can be undone exactly."""

from __future__ import annotations

import itertools
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake.repair import compose, repair
from sayso.records import Report

CASES = Path(__file__).parent / "cases" / "repair"


def cases(name: str, key: str) -> list[Any]:
    data: dict[str, list[Any]] = json.loads((CASES / name).read_text(encoding="utf-8"))
    return data[key]


def undone(title: str | None, body: str) -> str:
    text, repairs = repair(title, body)
    assert all(0 <= s <= e <= len(text) for s, e, _ in repairs)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(repairs))
    return Report(text=text, repairs=repairs).received()


@pytest.mark.parametrize(("given_text", "stored"), [*cases("joins.json", "join"), *cases("mojibake.json", "mend")])
def test_broken_text_is_mended_and_can_be_undone(given_text: str, stored: str) -> None:
    assert repair(None, given_text)[0] == stored
    assert repair(None, stored) == (stored, ()), "a mended text is sound"
    assert undone(None, given_text) == given_text


@pytest.mark.parametrize("text", [*cases("joins.json", "keep"), *cases("mojibake.json", "keep")])
def test_sound_text_stays(text: str) -> None:
    assert repair(None, text) == (text, ())
    assert repair(None, f"It is about {text}, he said.") == (f"It is about {text}, he said.", ())


PIECES = st.sampled_from(
    ['"', "”", "“", "’", ".", "?", "He", "a", "A", "I", " ", "\n", "\r", "\r\n", "\xad", "\ufeff", "\x00", "Ã", "Â",
     "©", "â€œ", "â€™",
     "\xa0", "3", "@", "://", "\ud800", "😀", "ا", "ё", "Title", "\u0301", "ƒ", "\x85", "\u2028"]
)  # fmt: skip
BROKEN = st.lists(PIECES, max_size=40).map("".join)
ANY = st.text(st.characters(), max_size=60) | BROKEN


@given(st.none() | ANY, ANY)
@settings(max_examples=1500, deadline=None)
def test_the_received_text_comes_back(title: str | None, body: str) -> None:
    assert undone(title, body) == (body if title is None else f"{title}\n\n{body}")


@given(ANY)
@settings(max_examples=500, deadline=None)
def test_the_title_comes_back_when_the_body_says_it_again(title: str) -> None:
    for body in (f"{title}\n\nHe left.", f"\n{title}\nHe left.Then it rained.", title):
        assert undone(title, body) == f"{title}\n\n{body}"


@given(ANY, st.data())
@settings(max_examples=500, deadline=None)
def test_compose_keeps_the_way_back(text: str, data: st.DataObject) -> None:
    now, repairs = text, ()
    for _ in range(3):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(now)), max_size=6)))
        edits = [(a, b, data.draw(st.text(max_size=2))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        edits = [e for i, e in enumerate(edits) if i == 0 or edits[i - 1][1] < e[0]]
        now, repairs = compose(now, repairs, edits)
    assert Report(text=now, repairs=repairs).received() == text


def test_words_are_never_changed() -> None:
    text = "It rained.He left.\r\nThe bridge\xad was closed.“No,” she said."
    stored = repair(None, text)[0]
    assert stored.split() == text.replace(".H", ". H").replace(".“", ". “").replace("\xad", "").split()


def test_a_title_that_stands_again_is_dropped() -> None:
    text, repairs = repair("Bridge closed, mayor says", "BRIDGE CLOSED, MAYOR SAYS\n\nThe bridge is closed.")
    assert text == "Bridge closed, mayor says\n\nThe bridge is closed."
    assert repairs == ((27, 27, "BRIDGE CLOSED, MAYOR SAYS\n\n"),)


@pytest.mark.parametrize(
    "body",
    [
        "Bridge closed",
        "Bridge closed for a week\n\nIt is closed.",
        "Bridge closed.And it stays so.\n",
        "The bridge is closed.",
    ],
)
def test_a_lead_like_the_title_stays(body: str) -> None:
    assert repair("Bridge closed", body)[0].startswith("Bridge closed\n\n" + body[:13])


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "”",
        ".A",
        'a."B',
        "Ã©",
        "Ã",
        "â€œ",
        "\xad",
        "\r\n",
        "word ",
        "a.B ",
        "x.“",
        "ƒ€",
        "\ud800",
        "é",
        "U.S.",
        "\n\n.",
        "Â ",
    ],
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    """Five times as much takes about five times as long (with room for a busy machine); squared time would be 25."""
    small, large = (piece * (n // len(piece)) for n in (60_000, 300_000))
    start = time.perf_counter()
    undone(None, small)
    middle = time.perf_counter()
    undone("Title", large)
    assert time.perf_counter() - middle < 15 * (middle - start) + 0.5
