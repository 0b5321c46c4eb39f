"""The same claim: the written pairs keep their floors, and what must hold for any two statements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.across import Link, Said
from sayso.links.claims import carries, compare, component, keys, representative
from sayso.links.matter import matter

PAIRS = json.loads((Path(__file__).parent / "archive/claims/pairs.json").read_text(encoding="utf-8"))["pairs"]
HELD = json.loads((Path(__file__).parent / "archive/claims/pairs-held.json").read_text(encoding="utf-8"))["pairs"]


def said(text: str, identity: str = "a", **more: Any) -> Said:
    fields: dict[str, Any] = {"act": "assert", "published": "2025-03-04", "form": "indirect", "sentence": text, **more}
    return Said(id=identity, report=f"report of {identity}", text=text, **fields)


def pair(row: dict[str, Any]) -> tuple[Said, Said]:
    made = []
    for side in "ab":
        more = {k: v for k, v in row[side].items() if k != "text"}
        if "name" in more:
            more["entity"] = more["name"]
        made.append(said(row[side]["text"], side, **more))
    return made[0], made[1]


def link(a: Said, b: Said) -> Link | None:
    return compare(a, matter(a), b, matter(b))


def linked(one: str, two: str, **more: Any) -> Link | None:
    return link(said(one, "a", **more), said(two, "b", **more))


@pytest.mark.parametrize(
    ("rows", "precision", "recall"), [(PAIRS, 0.97, 0.85), (HELD, 0.95, 0.65)], ids=["pairs", "held"]
)
def test_written_pairs(rows: list[dict[str, Any]], precision: float, recall: float) -> None:
    """Without vectors; benchmarks/claims.py measures both ways. Floors are a little below what was measured."""
    found = [(row["want"], link(*pair(row))) for row in rows]
    confirmed = [want for want, made in found if made and made.confirmed]
    true = [want for want, _ in found if want != "no"]
    right = [want for want in confirmed if want != "no"]
    assert len(right) >= precision * len(confirmed)
    assert len(right) >= recall * len(true)


def test_true_pairs_share_a_key() -> None:
    missed = []
    for row in PAIRS + HELD:
        a, b = pair(row)
        if row["want"] != "no" and not {*keys(matter(a))} & {*keys(matter(b))}:
            missed.append(row["a"]["text"])
    assert len(missed) <= 1, missed


def test_keys_are_few_signed_and_of_the_words_alone() -> None:
    m = matter(said("Four workers died when Silo 4 exploded in the port of Tolsk, the fire chief of the region said"))
    assert 5 <= len(keys(m)) <= 18
    assert all(-(2**63) <= k < 2**63 for k in keys(m))
    assert keys(m) == keys(
        matter(
            said("four workers DIED when Silo 4 exploded in the port of Tolsk – the fire chief of the region said", "b")
        )
    )
    assert keys(matter(said("it is so"))) == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The mill in Orsk burned down on 3 March", "the mill in Orsk burned down on 9 April"),
        ("Lindh accused Adan of theft from the Orsk mill", "Adan accused Lindh of theft from the Orsk mill"),
        ("The Orsk mill was insured for 3 million crowns", "The Orsk mill was insured for 9 million crowns"),
        ("The Orsk mill was insured against fire", "The Orsk mill was never insured against fire"),
        ("The Orsk mill was insured against fire", "Was the Orsk mill insured against fire?"),
        ("The Orsk mill was sold to a bank", "The Lerna mill was sold to a bank"),
        ("The Orsk mill was sold to a bank", "The Orsk mill will be sold to a bank"),
    ],
)
def test_near_but_another_claim(one: str, two: str) -> None:
    assert linked(one, two) is None


def test_the_manner_counts() -> None:
    text = "the Orsk mill was insured against fire at the bank Credo"
    fact = said(text, "a")
    for more in ({"act": "deny"}, {"negated": True}, {"act": "predict"}, {"act": "demand"}):
        assert link(fact, said(text, "b", **more)) is None
    made = link(fact, said(text, "b", act="admit"))
    assert made is not None and made.confirmed
    made = linked(text, text, act="demand")
    assert made is not None and made.kind == "same-words"


def test_carries() -> None:
    assert carries(said("the mill burned")) and carries(said("the mill burned", act="accuse"))
    assert carries(said("The mill burned.", act=None, form="own"))
    for more in ({"act": "deny"}, {"negated": True}, {"act": "predict"}, {"act": "demand"}, {"act": "intend"}):
        assert not carries(said("the mill burned", **more))
    assert not carries(said("Did the mill burn?"))


def test_quotations_trimmed_and_with_an_ellipsis() -> None:
    whole = "“This contract, whatever the minister tells you today, was written by the bidder himself”"
    for part in (
        "“This contract … was written by the bidder himself”",
        "whatever the minister tells you today, was written by the bidder",
    ):
        made = linked(whole, part, form="direct")
        assert made is not None and (made.kind, made.confirmed) == ("same-words", True), part


def test_i_is_somebody_else() -> None:
    text = "I did not know about the cracks in the dam at Velm"
    one = said(text, "a", name="Teodor Valk", entity="valk")
    assert link(one, said(text, "b", name="Agata Pohl", entity="pohl")) is None
    made = link(one, said(text, "b", name="Valk", entity="valk"))
    assert made is not None and made.kind == "same-words"


def test_short_contents_are_only_suggested() -> None:
    made = linked("the pumps failed", "the pumps had failed")
    assert made is None or not made.confirmed


def test_left_is_the_later_one_and_reasons_say_why() -> None:
    early = said("Inspectors found mercury in the wells of Dorn", "z", published="2025-03-01")
    late = said("that mercury was discovered in Dorn's wells by inspectors", "a", published="2025-03-02")
    made = link(early, late)
    assert made is not None and (made.left, made.right, made.confirmed) == ("a", "z", True)
    assert "mercury" in " ".join(made.reasons)


LISTED = "Orsk mill bank burned sold Lerna four 40,000 crowns not never workers Valk was by on Monday will … “I"
WORDS = st.sampled_from(LISTED.split())
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_the_order_of_two_does_not_matter(one: str, two: str) -> None:
    a, b = said(one, "a"), said(two, "b", published="2025-03-05")
    assert link(a, b) == link(b, a)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_a_statement_is_itself(text: str) -> None:
    a, b = said(text, "a"), said(text, "b")
    made = link(a, b)
    assert made is None or made.kind == "same-words"
    assert keys(matter(a)) == keys(matter(b))


def _chain() -> tuple[list[Said], list[Link]]:
    """A and B are one claim, B holds A and C, and C is another."""
    texts = {
        "a": "the mill in Orsk was insured at the bank Credo",
        "b": "the mill in Orsk was insured at the bank Credo, and nine horses drowned in the Pim flood",
        "c": "nine horses drowned in the Pim flood",
        "d": "that Orsk's mill was insured at the Credo bank",
    }
    saids = [said(text, i) for i, text in texts.items()]
    made = [
        Link(left=x, right=y, kind="same-words", score=s)
        for x, y, s in (("a", "b", 0.9), ("b", "c", 0.8), ("d", "a", 0.97))
    ]
    return saids, made


def test_a_chain_is_cut_where_it_leaves_the_matter() -> None:
    saids, links = _chain()
    assert component(saids, links, {}) == [("a", "b", "d"), ("c",)]


def test_judgements_win() -> None:
    saids, links = _chain()
    assert component(saids, links, {("c", "a"): "yes", ("a", "d"): "no"}) == [("a", "b", "c"), ("d",)]
    assert component(saids, links, {("a", "b"): "unsure"}) == [("a", "b", "d"), ("c",)]


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(4)), st.permutations(range(3)))
def test_claims_do_not_depend_on_order(order: list[int], others: list[int]) -> None:
    saids, links = _chain()
    turned = [links[i] for i in others]
    assert component([saids[i] for i in order], turned, {}) == component(saids, links, {})
    assert representative([saids[i] for i in order]) == representative(saids)


def test_who_stands_for_a_claim() -> None:
    full = said("The mill in Orsk was insured at the bank Credo", "x", published="2025-03-02")
    scrap = said("insured at Credo", "w", published="2025-03-01")
    denial = said("that the mill in Orsk was insured at the bank Credo", "v", act="deny", published="2025-02-01")
    assert representative([scrap, denial, full]) == "x"
