"""What goes on with the last source's words or findings, and what does not."""

from __future__ import annotations

import pytest

from sayso.reader.layout.text import take_apart
from sayso.reader.page import Draft
from sayso.reader.statements.going_on import going_on


def read(text: str, source: str, cue: str, content: str) -> tuple[list[str], list[Draft], Draft]:
    """The contents that go on from one statement, given by its words."""

    def spot(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    draft = Draft(source=[spot(source)], cue=[spot(cue)], content=[spot(content)], reasons=["model: test"])
    made = going_on(take_apart(text, None), [draft])
    return ["".join(text[s:e] for s, e in m.content) for m in made], made, draft


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "goes_on"),
    [
        (
            "A poll by Civic Data found most people want a bridge. Another 30 percent were undecided. Rain fell.",
            "A poll by Civic Data", "found", "most people want a bridge", ["Another 30 percent were undecided"],
        ),
        (
            "Only 18 percent trust the board, a survey showed. Trust was lowest among the young. One in ten had left.",
            "a survey", "showed", "Only 18 percent trust the board",
            ["Trust was lowest among the young", "One in ten had left"],
        ),
        (
            "The report said the dam leaks. It also found cracks in the gate. The dam was built in 1962.",
            "The report", "said", "the dam leaks", ["It also found cracks in the gate"],
        ),
        (
            "The weather service warned of snow. Up to 40 centimetres could fall. Schools will stay closed.",
            "The weather service", "warned of", "snow", ["Up to 40 centimetres could fall"],
        ),
        (
            "Renn said the dam was safe. “There is not a single crack in it.” The dam is old.",
            "Renn", "said", "the dam was safe", ["“There is not a single crack in it.”"],
        ),
        (
            "Renn said the dam was safe.\n\n“I check it myself. Every day I walk there.”\n\nThe dam is old.",
            "Renn", "said", "the dam was safe", ["“I check it myself. Every day I walk there.”"],
        ),
        (
            "Renn said the bridge would close in May. It would reopen in June. It was built in 1911.",
            "Renn", "said", "the bridge would close in May", ["It would reopen in June"],
        ),
        (
            "The board demanded:\n\n- a new gate for the dam\n\n- an end to the leaks\n\nNobody answered them.",
            "The board", "demanded", "demanded:", ["- a new gate for the dam", "- an end to the leaks"],
        ),
    ],
)  # fmt: skip
def test_goes_on(text: str, source: str, cue: str, content: str, goes_on: list[str]) -> None:
    found, made, draft = read(text, source, cue, content)
    assert found == goes_on
    assert made[0].continues is draft
    assert all(m.speaker == draft.source and not m.source and not m.cue for m in made)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Renn said it was safe. The dam was built in 1962.", "Renn", "said", "it was safe"),
        ("Renn said it was safe. Another 30 people came.", "Renn", "said", "it was safe"),
        ("A poll found trust is low.\n\nAnother 30 percent were undecided.", "A poll", "found", "trust is low"),
        ("Renn said it would rain. It would rain if the wind turned.", "Renn", "said", "it would rain"),
        ("“Will you go?” Ann asked.\n\n“No, I will stay right here.”", "Ann", "asked", "“Will you go?”"),
        ("Renn said it was safe. “The Long Way Round.” It is a book.", "Renn", "said", "it was safe"),
        ("The service warned of snow. Schools could close.", "The service", "warned of", "snow"),
    ],
)
def test_does_not_go_on(text: str, source: str, cue: str, content: str) -> None:
    assert read(text, source, cue, content)[0] == []
