"""The rooms that find what the model leaves undone beside a cue: subjects, views, possessed, cut_off. No model needed:
the drafts are given."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sayso.reader.layout.text import take_apart
from sayso.reader.model.unit import Part, Tagged
from sayso.reader.page import Draft, Page
from sayso.reader.statements.cut_off import cut_off
from sayso.reader.statements.possessed import possessed
from sayso.reader.statements.subjects import subjects
from sayso.reader.statements.views import views
from sayso.reader.statements.who import Known


def _page(text: str) -> Page:
    return take_apart(text)


def _at(text: str, words: str) -> tuple[int, int]:
    i = text.index(words)
    return i, i + len(words)


def _mended(text: str, source: str, cue: str, *content: str) -> tuple[list[str], list[str], list[str]]:
    draft = Draft(
        source=[_at(text, source)] if source else [], cue=[_at(text, cue)], content=[_at(text, c) for c in content]
    )
    drafts = [draft]
    subjects(_page(text), drafts, Known(text, ()))
    source_, cue_, content_ = ([text[s:e] for s, e in x] for x in (draft.source, draft.cue, draft.content))
    return source_, cue_, content_


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("Three sailors who would not be named said the pier was rotten.", "said", "the pier was rotten",
         "Three sailors who would not be named"),
        ("On 4 May, a survey by the Orm Institute found that herring is back.", "found", "that herring is back",
         "a survey by the Orm Institute"),
        ("The tide had turned and said nothing was left.", "said", "nothing was left", ""),
        ("The rain that fell on Orm suggested a wet year.", "suggested", "a wet year", ""),
        ("Nets were cut, according to a letter.", "according to a letter", "Nets were cut", "a letter"),
    ],
)  # fmt: skip
def test_the_source_beside_a_cue(text: str, cue: str, content: str, source: str) -> None:
    assert _mended(text, "", cue, content)[0] == ([source] if source else [])


def test_the_agent_of_a_passive() -> None:
    text = "The cook is accused by two sailors of burning the soup."
    assert _mended(text, "", "is accused", "The cook", "of burning the soup")[0] == ["two sailors"]


def test_an_inverted_subject_is_no_content() -> None:
    text = "“Stop,” promptly said the pilot, and left."
    assert _mended(text, "", "promptly said", "“Stop,”", "the pilot") == (["the pilot"], ["promptly said"], ["“Stop,”"])


def test_a_torn_subject_is_whole() -> None:
    text = "A cook who was hired in Morn has testified that the soup was cold."
    assert _mended(text, "Morn", "has testified", "that the soup was cold")[0] == ["A cook who was hired in Morn"]


def test_a_clause_goes_on_behind_its_source() -> None:
    text = "Fares, according to the union, have doubled since May."
    found = _mended(text, "the union", "according to", "Fares")[2]
    assert found == ["Fares", "have doubled since May"]


def test_a_plea() -> None:
    found = _mended("The cook pleaded not guilty to theft.", "The cook", "pleaded", "not guilty to theft")
    assert found == (["The cook"], ["pleaded not guilty to"], ["theft"])


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Per the harbour log, no boat left that night.", "the harbour log", "Per", "no boat left that night"),
        ("In the pilot’s view, the pier is safe enough.", "the pilot", "view", "the pier is safe enough"),
        ("The storm led to pleas from fishermen for a new wall.", "fishermen", "pleas", "for a new wall"),
    ],
)
def test_a_phrase_says_whose_word_it_is(text: str, source: str, cue: str, content: str) -> None:
    drafts: list[Draft] = []
    views(_page(text), drafts)
    (draft,) = drafts
    assert [text[s:e] for s, e in (*draft.source, *draft.cue, *draft.content)] == [source, cue, content]


@pytest.mark.parametrize("text", ["Per Larsen, a pilot, left early.", "In Orm’s harbour, nothing moves today.",
                                  "She did not return calls from reporters for comment."])  # fmt: skip
def test_what_looks_like_such_a_phrase(text: str) -> None:
    drafts: list[Draft] = []
    views(_page(text), drafts)
    assert drafts == []


def test_the_same_speaker_adds_something() -> None:
    text = "Ada Orm said the pier was safe and added that it would be painted."
    drafts = [Draft(source=[_at(text, "Ada Orm")], cue=[_at(text, "said")],
                    content=[_at(text, "the pier was safe and added that it would be painted")])]  # fmt: skip
    views(_page(text), drafts)
    assert [[text[s:e] for s, e in d.content] for d in drafts] == [["the pier was safe"], ["that it would be painted"]]
    assert drafts[1].source == drafts[0].source


def test_a_claim_inside() -> None:
    text = "the pilot’s claim that the log was burnt by rats"
    (found,) = possessed(text, 0, len(text))
    assert [text[s:e] for s, e in (found.source, found.cue, *found.content)] == [
        "the pilot", "claim", "that the log was burnt by rats"
    ]  # fmt: skip


def test_a_repeated_lead_is_read_again() -> None:
    lead = "A cook held in Orm has admitted that he burnt the soup"
    text = f"Cook held\n\n{lead}\n\n{lead} of the fleet. It rained."
    page = _page(text)
    known = Draft(source=[_at(text, "A cook held in Orm")], cue=[_at(text, "has admitted")],
                  content=[_at(text, "that he burnt the soup")])  # fmt: skip

    def again(sentence: str) -> Tagged:
        part = Part(_at(sentence, "has admitted"), (_at(sentence, "A cook held in Orm"),),
                    (_at(sentence, "that he burnt the soup of the fleet"),), 0.9)  # fmt: skip
        return Tagged((), (part,), ())

    (made,) = cut_off(page, [known], again)
    assert [text[s:e] for s, e in made.content] == ["that he burnt the soup of the fleet"]
    assert list(cut_off(page, [known, made], again)) == []


def test_a_cue_without_a_word_has_no_subject() -> None:
    assert _mended("The pier is shut, the mayor , .", "", ",", "The pier is shut")[0] == []


@pytest.mark.parametrize("piece", ["A.", "the ", "-", " ", "and ", "calls by a ", "In x’s ", "’s claim that "])
def test_time_is_linear(piece: str) -> None:
    def seconds(n: int) -> float:
        text = "X " + piece * (n // len(piece))
        page = Page(text=text, paragraphs=((0, len(text)),), sentences=((0, len(text.rstrip())),))
        runs: list[Callable[[], object]] = [
            lambda: list(possessed(text, 0, len(text))),
            lambda: views(page, [Draft(source=[(0, 1)], cue=[(0, 1)], content=[(2, len(text))])]),
            lambda: subjects(page, [Draft(source=[], cue=[(0, 1)], content=[(2, len(text))])], Known(text, ())),
        ]
        start = time.perf_counter()
        for run in runs:
            run()
        return time.perf_counter() - start

    assert seconds(200_000) < 2.0
