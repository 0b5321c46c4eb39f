"""Statements within statements: clauses read by rule, the model asked again, media that relay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reader.layout.text import take_apart
from sayso.reader.model.unit import Part, Tagged
from sayso.reader.page import Draft
from sayso.reader.statements.clauses import _verbs, clauses, may_tell
from sayso.reader.statements.media import media
from sayso.reader.statements.nested import nested

NOTHING = Tagged((), (), ())


def told(text: str, relayed: bool = False) -> list[tuple[str, str, str, str]]:
    """(source, cue, content, hearer) of each clause."""
    return [
        (
            text[slice(*c.source)],
            text[slice(*c.cue)],
            " … ".join(text[s:e] for s, e in c.content),
            text[slice(*c.hearer)] if c.hearer else "",
        )
        for c in clauses(text, 0, len(text), relayed)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("that his lawyer had told him to stay silent", ("his lawyer", "had told", "to stay silent", "him")),
        ("that its director had promised a refund", ("its director", "had promised", "a refund", "")),
        ("“The inspector admitted that he never came,”", ("The inspector", "admitted", "that he never came", "")),
        ("“He looked at me and said, ‘Go,’ and then he left,”", ("He", "said", "‘Go,’", "")),
        ("‘My mother always said, “Never trust it,”’", ("My mother", "always said", "“Never trust it,”", "")),
        ("“Dr. Amon wrote to the board: ‘It is not fit,’”", ("Dr. Amon", "wrote", "‘It is not fit,’", "")),
        ("they had threatened to burn it down", ("they", "had threatened", "to burn it down", "")),
        ("that the union, according to its own figures, had "
         "lost", ("its own figures", "according to", "that the union … had lost", "")),
        ("that Ole Tarn, the former chief of the port, confirmed the sale",
         ("Ole Tarn, the former chief of the port", "confirmed", "the sale", "")),
        ("she asked him why he did it", ("she", "asked", "why he did it", "him")),
    ],
)  # fmt: skip
def test_clauses(text: str, expected: tuple[str, str, str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["that it had been told by the ministry that it was "
     "safe", "that if the mayor says no it is over", "that he would tell the court all",
     "“I told him that he was wrong,”", "that nobody told them about it", "that the minister’s claims were "
                                                                          "wrong", "“I think it is over,”",
     "the United States Department of Roads is "
     "broke", "“I can’t believe that I am here,”", "that police found three rifles"],
)  # fmt: skip
def test_no_clause(text: str) -> None:
    assert told(text) == []


def test_what_a_medium_relays_needs_no_verb_of_saying() -> None:
    assert told("that police found three rifles", relayed=True) == [("police", "found", "three rifles", "")]


def drafts_of(text: str, source: str, cue: str, content: str, again: Tagged = NOTHING) -> tuple[Draft, list[Draft]]:
    spans = [[(text.index(w), text.index(w) + len(w))] for w in (source, cue, content)]
    outer = Draft(source=spans[0], cue=spans[1], content=spans[2])
    drafts, page = [outer], take_apart(text)
    media(page, drafts)
    return outer, nested(page, drafts, lambda _: again)


def test_three_deep() -> None:
    text = "Anna Pell said that her son had written that the guards denied everything."
    outer, inner = drafts_of(text, "Anna Pell", "said", "that her son had written that the guards denied everything")
    assert [text[slice(*d.source[0])] for d in inner] == ["her son", "the guards"]
    assert inner[0].within is outer and inner[1].within is inner[0]
    assert all(d.reasons and d.score < outer.score for d in inner)


def test_a_medium_relays_and_holds_nothing_within() -> None:
    text = "The Harbour Daily reported that police had found three rifles."
    outer, (inner,) = drafts_of(text, "The Harbour Daily", "reported", "that police had found three rifles")
    assert inner.within is None and inner.media == outer.source


def test_the_model_is_asked_where_the_rules_find_nothing() -> None:
    """The sentence it is shown begins with a capital and ends with a stop; its offsets come back to the text."""
    text = "Ann said that by his account, as Ole tells it, the plan is dead."
    shown = "By his account, as Ole tells it, the plan is dead."
    seen: list[str] = []

    def again(sentence: str) -> Tagged:
        seen.append(sentence)
        at = {w: (shown.index(w), shown.index(w) + len(w)) for w in ("Ole", "tells", "the plan is dead.")}
        unsure = Part(at["tells"], (at["Ole"],), ((0, 14),), 0.1)
        return Tagged((), (Part(at["tells"], (at["Ole"],), (at["the plan is dead."],), 0.9), unsure), ())

    outer = Draft(source=[(0, 3)], cue=[(4, 8)], content=[(9, len(text) - 1)])
    (inner,) = nested(take_apart(text), [outer], again)
    assert seen == [shown]
    parts = (inner.source, inner.cue, inner.content)
    assert [text[slice(*spans[0])] for spans in parts] == ["Ole", "tells", "the plan is dead"]
    assert inner.within is outer


def test_known_inner_statement_is_placed() -> None:
    text = "The man told officers he had slept, police said."
    outer = Draft(source=[(36, 42)], cue=[(43, 47)], content=[(0, 34)])
    inner = Draft(source=[(0, 7)], cue=[(8, 12)], content=[(22, 34)])
    drafts = [inner, outer]
    assert nested(take_apart(text), drafts, lambda _: NOTHING) == []
    assert inner.within is outer and outer.within is None


WORDS = ("said", "Told", "sai", "saidx", "according", "According to", "to", "denies", "the dam", "warned_", "re-told")


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", "", "-", "’", ", ", "\n")))))
def test_a_sign_of_telling_is_a_whole_verb_of_the_tables(pieces: list[tuple[str, str]]) -> None:
    text = "".join(map("".join, pieces))
    plain = re.compile(rf"\b(?:{'|'.join(_verbs())}|according to)\b", re.IGNORECASE)
    assert may_tell(text) == bool(plain.search(text))
