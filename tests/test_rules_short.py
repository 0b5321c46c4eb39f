"""Short reports: attributions that the grammar of one sentence tells, where nobody else has the sentence."""

from __future__ import annotations

import pytest

import sayso


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        (
            "The harbour board of Tillen put the damage at 12 million crowns. Nobody was hurt in the fire.",
            "The harbour board of Tillen",
            "the damage at 12 million crowns",
        ),
        (
            "Power failed across Merro. According to the weather office, gusts reached 140 kilometres an hour.",
            "the weather office",
            "gusts reached 140 kilometres an hour",
        ),
        (
            "The dam at Olst broke. The ministry denies this. Nobody had warned us, said deputy mayor Lucía Bertel.",
            "Lucía Bertel",
            "Nobody had warned us",
        ),
    ],
)
def test_the_sentence_says_whose_word_it_is(text: str, who: str, content: str) -> None:
    reading = sayso.read_text(text, published="2024-05-07")
    found = {text[slice(*s.content_spans[0])]: reading.source_of(s) for s in reading.statements if s.form != "own"}
    assert content in found
    source = found[content]
    assert source is not None and source.name == who


@pytest.mark.parametrize(
    "text",
    ["The late goal put Merro at 3 points behind Olst.", "He put the lamp at the end of the pier, and left at 5."],
)
def test_what_cannot_speak_puts_nothing_at_a_number(text: str) -> None:
    assert all(s.form == "own" for s in sayso.read_text(text).statements)


def test_who_is_named_behind_his_office_is_a_person() -> None:
    text = "The club's chairman, Oduya Banks, called the story nonsense. The club plays on Sunday."
    people = [s for s in sayso.read_text(text).sources if s.kind == "named person"]
    assert [(s.name, s.role) for s in people] == [("Oduya Banks", "club's chairman")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Minister A. B. Kowal said the bridge was closed.", "A. B. Kowal"),
        ("President I. Kabore-Sanu said the bridge was closed.", "I. Kabore-Sanu"),
        ("Dr. A. Kowal said so to reporters on Monday.", "A. Kowal"),
        pytest.param(
            "Inspectors gave the bridge a grade A. Kowal said it was late.",
            "Kowal",
            marks=pytest.mark.xfail(
                strict=True,
                reason="A is taken for an initial, so all of it is read as one sentence; no rule knows a grade",
            ),
        ),
    ],
)
def test_an_initial_is_no_small_word(text: str, who: str) -> None:
    reading = sayso.read_text(text)
    found = [reading.source_of(s) for s in reading.statements if s.form != "own"]
    assert [source.name for source in found if source] == [who]


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        ("After saying that her foot was swollen, she was taken home.", "she", "that her foot was swollen"),
        ("After saying the bridge was closed, the crowd went home.", "the crowd", "the bridge was closed"),
    ],
)
def test_a_participle_in_front_has_the_subject_behind_it(text: str, who: str, content: str) -> None:
    reading = sayso.read_text(text)
    found = [s for s in reading.statements if s.form != "own"]
    assert [[text[a:b] for a, b in s.source_spans] for s in found] == [[who]]
    assert [[text[a:b] for a, b in s.content_spans] for s in found] == [[content]]
