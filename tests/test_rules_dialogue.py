"""Transcripts: labelled turns, "A:" as the person interviewed, interviews without labels; and what is none."""

from __future__ import annotations

from sayso.reader.layout.text import take_apart
from sayso.reader.page import Draft, Name
from sayso.reader.statements.dialogue import dialogue

Turn = tuple[str, str, str]


def read(text: str, *people: str, title: str | None = None) -> list[Turn]:
    """Who (the label, or the speaker it stands for), cue and content of each turn."""
    names = [Name("person", text.index(p), text.index(p) + len(p)) for p in people]
    page = take_apart(text, title)
    made = dialogue(page, [], names)
    return [
        (
            " ".join(text[s:e] for s, e in d.source or d.speaker),
            " ".join(text[s:e] for s, e in d.cue),
            " | ".join(text[s:e] for s, e in d.content),
        )
        for d in made
    ]


def test_letters_stand_for_the_person_interviewed() -> None:
    text = "Dr. Maren Toft met us. Ole Brun drove.\n\nQ: Will it fall?\n\nA: Yes.\n\nIt will.\n\nQ: And?\n\nA: In May."
    assert read(text, "Maren Toft", "Ole Brun") == [
        ("Maren Toft", ":", "Yes.\n\nIt will."),
        ("Maren Toft", ":", "In May."),
    ]


def test_an_interview_with_somebody_beats_the_first_name() -> None:
    text = (
        "Ole Brun founded the club. We spoke to its captain, Ada Lind.\n\nQ: And?\n\nA: We won.\n\nQ: Why?\n\nA: Luck."
    )
    assert {who for who, _, _ in read(text, "Ole Brun", "Ada Lind")} == {"Ada Lind"}


def test_names_in_capitals_and_the_host() -> None:
    text = "TOFT: The ground moves.\n\nNobody wanted to hear it.\n\nMODERATOR: And now?\n\nTOFT: Now they hear it."
    assert read(text) == [
        ("TOFT", ":", "The ground moves.\n\nNobody wanted to hear it."),
        ("MODERATOR", ":", "And now?"),
        ("TOFT", ":", "Now they hear it."),
    ]


def test_initials_stand_for_a_name() -> None:
    text = "Knut Halvorsen was there.\n\nKH: I ran.\n\nHOST: Why?\n\nKH: It fell.\n\nHOST: Thank you."
    assert [who for who, _, _ in read(text, "Knut Halvorsen")] == ["Knut Halvorsen", "HOST", "Knut Halvorsen", "HOST"]


def test_stage_directions_and_headings_are_nobodys_words() -> None:
    text = "ROE: We won.\n\n(Applause)\n\nHOST: How?\n\nROE: We ran.\n\nThe club was founded in 1911."
    assert [c for _, _, c in read(text)] == ["We won.", "How?", "We ran."]


def test_questions_as_lines_of_their_own() -> None:
    turns = "\n\n".join(f"Why {i}?\n\nI did it because of {i}. We had to." for i in ("one", "two", "three"))
    text = f"An interview with Ada Lind about the fire.\n\n{turns}"
    assert [who for who, _, _ in read(text, "Ada Lind")] == ["Ada Lind"] * 3


def test_forms_and_single_labels_are_no_transcript() -> None:
    assert read("Date: 3 May\n\nPlace: Lomar\n\nDate: 4 May\n\nContact: Ada Lind", "Ada Lind") == []
    assert read("MAYOR: no talks\n\nThe talks in Lomar ended. Nobody spoke.") == []


def test_what_the_model_saw_in_a_turn_is_left_to_the_statements_within() -> None:
    text = "ROE: He said we won.\n\nHOST: How?\n\nROE: We ran."
    inner = Draft(source=[(5, 7)], cue=[(8, 12)], content=[(13, 19)])
    drafts = [inner]
    assert len(dialogue(take_apart(text, None), drafts, [])) == 3
    assert drafts == []


def test_labels_behind_opening_marks() -> None:
    text = 'They met.\n\n"HOLT: Did you know?\n\n"DOLAN: No, I did not.\n\n"HOLT: When did you?'
    assert [(who, said) for who, _, said in read(text)] == [
        ("HOLT", "Did you know?"),
        ("DOLAN", "No, I did not."),
        ("HOLT", "When did you?"),
    ]


def test_answers_that_are_nothing_but_quotations() -> None:
    text = (
        "Rada Mil was there.\n\nWhen was that?\n\n“At four.”\n\nWas it cold?\n\n“Nobody spoke.”\n\nAgain?\n\n“In May.”"
    )
    assert [(who, said) for who, _, said in read(text, "Rada Mil")] == [
        ("Rada Mil", "“At four.”"),
        ("Rada Mil", "“Nobody spoke.”"),
        ("Rada Mil", "“In May.”"),
    ]
