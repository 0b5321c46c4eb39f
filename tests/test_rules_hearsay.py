"""Hearsay without a source, and the passives near it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reader.layout.text import take_apart
from sayso.reader.page import Draft
from sayso.reader.statements.hearsay import hearsay
from sayso.reader.statements.hearsay_forms import FORMS


def found(text: str) -> list[tuple[str, str, list[str]]]:
    """(source, cue, pieces of content) of what the room finds on its own."""
    drafts: list[Draft] = []
    hearsay(take_apart(text), drafts)
    return [
        (" ".join(text[s:e] for s, e in d.source), text[slice(*d.cue[0])], [text[s:e] for s, e in d.content])
        for d in drafts
    ]


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("The guard allegedly left.", "allegedly", ["The guard", "left"], ""),
        ("The firm has reportedly lost two customers.", "reportedly", ["The firm has", "lost two customers"], ""),
        ("It is widely believed that it sank.", "It is widely believed", ["that it sank"], ""),
        ("There are growing fears that it will sink.", "There are growing fears", ["that it will sink"], ""),
        ("Rumour has it that she will leave.", "Rumour has it", ["that she will leave"], ""),
        ("The mayor is said to have left, but nobody saw him.", "is said", ["The mayor", "to have left"], ""),
        ("While the road is expected to reopen, it rains.", "is expected", ["the road", "to reopen"], ""),
        ("Two sailors are feared dead.", "are feared", ["Two sailors", "dead"], ""),
        ("The clerk is accused of selling permits.", "is accused of", ["The clerk", "selling permits"], ""),
        (
            "The clerk is accused by two men of selling permits.",
            "is accused",
            ["The clerk", "of selling permits"],
            "two men",
        ),
        (
            "The tunnel was described by engineers as a wonder.",
            "was described",
            ["The tunnel", "as a wonder"],
            "engineers",
        ),
        ("Ole, who allegedly ran, was held.", "allegedly", ["who", "ran"], ""),
    ],
)
def test_forms(text: str, cue: str, content: list[str], source: str) -> None:
    assert found(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    ["The expected rise did not come.", "It is clear that it sank.", "He was told to wait.", "There were two boats.",
     "It is a fact that it sank.", "The believed-in saint was painted.", "They said it sank."],
)  # fmt: skip
def test_no_hearsay(text: str) -> None:
    assert found(text) == []


def test_leaves_alone_what_somebody_has() -> None:
    text = "Ann said the guard allegedly left."
    drafts = [Draft(source=[(0, 3)], cue=[(4, 8)], content=[(9, 33)])]
    hearsay(take_apart(text), drafts)
    assert len(drafts) == 1


def test_subject_of_a_passive_is_no_source() -> None:
    text = "The mayor is said to have left."
    draft = Draft(source=[(0, 9)], cue=[(10, 17)], content=[(18, 30)])
    hearsay(take_apart(text), [draft])
    assert draft.source == [] and draft.content == [(0, 9), (18, 30)] and draft.reasons
    text = "Prices are expected to fall."
    for cue, content in (((0, 19), [(20, 27)]), ((7, 19), [(20, 27)])):
        draft = Draft(source=[], cue=[cue], content=content)
        hearsay(take_apart(text), [draft])
        assert draft.cue == [(7, 19)] and draft.content == [(0, 6), (20, 27)]


def test_who_is_quoted_keeps_his_words() -> None:
    text = "The abbot was quoted as saying that it rang."
    draft = Draft(source=[(0, 9)], cue=[(10, 30)], content=[(31, 43)])
    hearsay(take_apart(text), [draft])
    assert draft.source == [(0, 9)]


def test_linear() -> None:
    """Twice the text costs less than three times as much, in one sentence without an end."""
    spent = []
    for n in (1500, 3000):
        page = take_apart("the guard allegedly is said to be feared dead, " * n)
        begin = time.process_time()
        hearsay(page, [])
        spent.append(time.process_time() - begin)
    assert spent[1] < 3 * spent[0] + 0.2


WORDS = (
    "is", "He’s", "it", "IT", "There", "are", "been", "has", "widely", "said", "Feared", "rumours", "fears", "that",
    "as", "to be", "by the mayor", "accused", "of", "blamed", "for", "described", "a", "Reportedly", "word", "dead",
    "has it",
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", " ", "\n", ", ", "")))))
def test_the_quick_look_passes_no_cue_over(pieces: list[tuple[str, str]]) -> None:
    text = "".join(map("".join, pieces))
    for cue in (cue for form in FORMS for cue in form.cues):
        assert cue.look.search(text.lower()) or not cue.pattern.search(text)
