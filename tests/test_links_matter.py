"""What a statement is about: numbers, days, names, roles, and two of them side by side."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.across import Said
from sayso.links.matter import Matter, align, cosine, matter


def of(text: str, published: str | None = "2025-03-04", vector: bytes | None = None) -> Matter:
    return matter(
        Said(id=text, report="r", text=text, sentence=text, form="indirect", published=published, vector=vector)
    )


@pytest.mark.parametrize(
    ("text", "value", "unit", "firm"),
    [
        ("four workers", 4, "", "="),
        ("40,000 crowns", 40000, "crown", "="),
        ("11 million people", 11e6, "", "="),
        ("$1.2bn", 1.2e9, "dollar", "="),
        ("58 per cent of voters", 58, "%", "="),
        ("58% of voters", 58, "%", "="),
        ("two thirds of households", 66.7, "%", "="),
        ("half of the voters", 50, "%", "="),
        ("half a million voters", 5e5, "", "="),
        ("twenty-five buses", 25, "", "="),
        ("a hundred and twenty men", 120, "", "="),
        ("more than a dozen horses", 12, "", "="),
        ("more than 40 horses", 40, "", ">"),
        ("at least nine horses", 9, "", ">"),
        ("up to 30 horses", 30, "", "<"),
        ("about 300 sheep", 300, "", "~"),
    ],
)
def test_a_number(text: str, value: float, unit: str, firm: str) -> None:
    (found,) = of(text).numbers
    assert (found.value, found.unit, found.firm) == (value, unit, firm)


@pytest.mark.parametrize(
    "text", ["Silo 4 burned", "at 6.40 a.m.", "in 2017", "on 3 March 2025", "one of them", "at 9:30"]
)
def test_no_quantity(text: str) -> None:
    assert of(text).numbers == ()


@pytest.mark.parametrize(
    ("text", "published", "first", "last"),
    [
        ("on Monday", "2025-03-04", date(2025, 3, 3), date(2025, 3, 3)),
        ("will open on Monday", "2025-03-04", date(2025, 3, 10), date(2025, 3, 10)),
        ("yesterday", "2025-03-01", date(2025, 2, 28), date(2025, 2, 28)),
        ("on 3 January", "2024-12-30", date(2025, 1, 3), date(2025, 1, 3)),
        ("on March 3, 2020", "2025-03-04", date(2020, 3, 3), date(2020, 3, 3)),
        ("in March 2025", "2025-03-04", date(2025, 3, 1), date(2025, 3, 31)),
        ("in 2017", "2025-03-04", date(2017, 1, 1), date(2017, 12, 31)),
    ],
)
def test_a_day(text: str, published: str, first: date, last: date) -> None:
    assert of(text, published).days == ((first.toordinal(), last.toordinal()),)


def test_days_are_the_same_whatever_they_are_called() -> None:
    assert align(of("burned on Monday"), of("burned yesterday")).times == "same"
    assert align(of("burned on Monday"), of("burned on Sunday")).times == "apart"
    assert align(of("burned on Monday", None), of("burned on Monday")).times == "open"


def test_names() -> None:
    assert of("the mayor, Lena Padt, left for Port Said Marr").names == (
        ("lena", "padt"),
        ("port", "said", "marr"),
    ) or of("the mayor, Lena Padt, left for Orsk").names == (("lena", "padt"), ("orsk",))
    assert of("President Valk and Silo 4").names == (("valk",), ("silo", "4"))
    assert of("Farmers dumped milk").names == ()


def test_names_in_conflict_and_alike() -> None:
    o = align(of("a fire in Orsk"), of("a fire in Lerna"))
    assert (o.names_left, o.names_right) == ((("orsk",),), (("lerna",),))
    assert align(of("the Marovian army"), of("the army of Marovia")).names
    assert align(of("a leak in Unit 2"), of("a leak in Unit 5")).names == ()


def test_numbers_side_by_side() -> None:
    o = align(of("four workers died"), of("nine workers died"))
    assert len(o.numbers_apart) == 1 and not o.numbers
    assert align(of("it cost 11.2 million crowns"), of("it cost 11 million crowns")).numbers
    assert align(of("more than 40 horses drowned"), of("43 horses drowned")).numbers
    assert not align(of("four workers died"), of("nine horses drowned")).numbers_apart


def test_who_did_it_to_whom() -> None:
    assert align(of("Lindh accused Adan"), of("Adan accused Lindh")).roles == "swapped"
    assert align(of("Lindh has accused Adan"), of("Adan was accused by Lindh")).roles == "same"
    assert (
        align(
            of("the opposition leader, Ana Berk, was jailed"), of("Ana Berk, leader of the opposition, was jailed")
        ).roles
        != "swapped"
    )


def test_another_word_in_the_place_of_one() -> None:
    o = align(of("The city will build a bridge over the Iven"), of("The city will build a tunnel under the Iven"))
    assert o.replaced == ((("bridg",), ("tunnel",)),)


def test_kin_words_are_one() -> None:
    o = align(of("four workers were killed in the blast"), of("an explosion killed four employees"))
    assert o.least > 0.9


def test_vectors() -> None:
    one = np.zeros(384, dtype=np.int8)
    one[0], two = 127, np.zeros(384, dtype=np.int8)
    two[1] = 127
    a, b = of("x", vector=one.tobytes()), of("y", vector=two.tobytes())
    assert cosine(a, a) == pytest.approx(1) and cosine(a, b) == pytest.approx(0) and cosine(a, of("z")) is None
    assert of("x", vector=bytes(384)).vector is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_and_left_is_the_mirror_of_right(one: str, two: str) -> None:
    a, b = of(one), of(two)
    o, p = align(a, b), align(b, a)
    assert 0 <= o.left <= 1.000001 and 0 <= o.right <= 1.000001
    assert (o.left, o.names_left, o.numbers_left, o.times, o.roles) == (
        p.right,
        p.names_right,
        p.numbers_right,
        p.times,
        p.roles,
    )
