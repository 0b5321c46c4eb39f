"""Polarity: how far a negation reaches, what is a fact and what only possible, which words are opposites."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.links.polarity import has_opposite, opposites, opposition, polarity
from sayso.links.words import stem, stems

NEGATED = [
    ("that the ferry had not sailed", True),
    ("No workers were hurt in the quarry", True),
    ("“No such letter ever reached my desk,”", True),
    ("Nobody at the mill was warned", True),
    ("The treaty was never signed", True),
    ("The mayor failed to read the audit", True),
    ("The council denies that it sold the park", True),
    ("It is false that the dyke broke", True),
    ("The report that the dyke broke is not true", True),
    ("The claims are completely false", True),
    ("The town is without water", True),
    ("Karst did not, he said, take money", True),
    ("He did not deny that he took money", False),
    ("She denied that she had not paid", False),
    ("He did not fail to pay", False),
    ("The ship left without papers", False),
    ("The roof was not only mended but paid for", False),
    ("There is no doubt that he won", False),
    ("Pier No. 4 was closed", False),
    ("The driver, who was not hurt, left the tanker", False),
    ("Because the road was not open, they walked", False),
    ("They paid the crew", False),
]


@pytest.mark.parametrize(("text", "negated"), NEGATED)
def test_negation(text: str, negated: bool) -> None:
    assert polarity(text).negated is negated


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The wall fell", "fact"),
        ("The wall may fall", "possible"),
        ("The wall will fall", "predicted"),
        ("The wall should be pulled down", "wanted"),
        ("whether the wall fell", "asked"),
        ("Did the wall fall?", "asked"),
        ("If the wall falls, the road is closed", "conditional"),
        ("The bridge would fall if the wall fell", "conditional"),
        ("Without the wall forty would have died", "hypothetical"),
        ("The wall cracked and that it could fall", "fact"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert polarity(text).modality == modality


def test_what_stands_under_a_negation() -> None:
    under = polarity("Engineers found no cracks in the wall, but they closed the road").under
    assert stem("cracks") in under
    assert not under & set(stems("engineers found they closed road"))


def test_two_negations_side_by_side_do_not_undo_each_other() -> None:
    assert (
        set(stems("bribe know account")) <= polarity("We do not bribe inspectors and we do not know this account").under
    )


def test_hedges() -> None:
    assert polarity("The firm allegedly paid about 40 crowns").hedges == ("allegedly", "about")
    assert polarity("The firm paid 40 crowns").hedges == ()


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [("rose", "fell", "movement"), ("alive", "dead", "life"), ("guilty", "innocent", "law"), ("rose", "grew", None)],
)
def test_opposites(a: str, b: str, kind: str | None) -> None:
    assert opposition(stem(a), stem(b)) == opposition(stem(b), stem(a)) == kind
    assert opposites(stem(a), stem(b)) is (kind is not None)
    assert has_opposite(stem(a))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_polarity(text: str) -> None:
    found = polarity(text)
    assert found.under <= set(stems(text))
    assert found == polarity(text)


@pytest.mark.parametrize("unit", ["not ", "no, ", "is false that ", "and never ", "if ", "denied that he did not "])
def test_linear(unit: str) -> None:
    polarity.cache_clear()
    took = []
    for size in (2_000, 8_000):
        text = unit * (size // len(unit))
        start = time.perf_counter()
        polarity(text)
        took.append(time.perf_counter() - start)
    assert took[1] < 12 * took[0] + 0.05
