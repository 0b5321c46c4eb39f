"""Headlines: a speaker before a colon, behind a dash, beside a bare verb; and labels that are nobody."""

from __future__ import annotations

import pytest

from sayso.reader.layout.text import take_apart
from sayso.reader.page import Draft, Name
from sayso.reader.statements.headline import headlines
from sayso.reader.statements.repeats import repeats

BODY = "\n\nThe meeting in Lomar lasted two hours. Vera Krog left by the back door."


def read(title: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of what the rules see in a headline above BODY."""
    text = title + BODY
    at = text.index("Vera Krog")
    page = take_apart(text, title)
    drafts: list[Draft] = []
    headlines(page, drafts, [Name("person", at, at + 9)])
    return [tuple(text[slice(*spans[0])] for spans in (d.source, d.cue, d.content)) for d in drafts]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("title", "source", "cue", "content"),
    [
        ("Minister: no talks before the vote", "Minister", ":", "no talks before the vote"),
        ("Krog: Bridge will close in May", "Krog", ":", "Bridge will close in May"),
        ("Krog on tariffs: we will pay nobody", "Krog", ":", "we will pay nobody"),
        ("Brandt: ‘I will not resign’", "Brandt", ":", "‘I will not resign’"),
        ("Study: One river in three too warm", "Study", ":", "One river in three too warm"),
        ("Talks are over - minister", "minister", "-", "Talks are over"),
        ("‘No talks before vote’: minister", "minister", ":", "‘No talks before vote’"),
        ("Bridge to close in May: Mayor", "Mayor", ":", "Bridge to close in May"),
        ("Bridge to close in May, says mayor", "mayor", "says", "Bridge to close in May"),
        ("Bridge ‘to close in May’, mayor says", "mayor", "says", "Bridge ‘to close in May’"),
        ("Minister denies taking money", "Minister", "denies", "taking money"),
        ("Arrested pilot admits he flew alone - Video", "Arrested pilot", "admits", "he flew alone"),
        ("Survey finds trust is falling", "Survey", "finds", "trust is falling"),
    ],
)
def test_who_says_it(title: str, source: str, cue: str, content: str) -> None:
    assert read(title) == [(source, cue, content)]


@pytest.mark.parametrize(
    "title",
    [
        "Weather: snow in the north",
        "Lomar: Bridge closed",
        "Vale 3-1 Skarn: Okoro shines",
        "Live: Minister speaks on budget",
        "Interview: Vera Krog",
        "Bridge closed: what we know so far",
        "Lomar in crisis: How the mayor lost his city",
        "The mayor’s last stand: a bridge too far",
        "Boat sinks – two fishermen dead",
        "Fire at mill - three workers hurt",
        "Bridge closed - Harbour Daily",
        "Report: The state of the harbour",
        "Police find body in river",
        "Mayor rules Lomar for thirty years",
        "Eleven houses burn in Old Quay",
    ],
)
def test_nobody_says_it(title: str) -> None:
    assert read(title) == []


def test_the_body_repeats_the_headline() -> None:
    title = "Minister: bridge to Lomar will close in May"
    text = f"{title}\n\nThe minister said the bridge to Lomar would close in May. He said taxes may rise."
    page = take_apart(text, title)
    drafts: list[Draft] = []
    headlines(page, drafts, [])
    a, b = text.index("the bridge"), text.index("taxes")
    again = Draft(source=[], cue=[(a - 5, a - 1)], content=[(a, text.index(". He"))])
    other = Draft(source=[], cue=[(b - 5, b - 1)], content=[(b, len(text) - 1)])
    drafts += [again, other]
    repeats(page, drafts)
    assert again.repeats is drafts[0]
    assert other.repeats is None
