"""Claims weighed: cases with their true counts (tests/archive/independence), order, size, and the reasons."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.across import Counts, Link, Said
from sayso.links.independence.circles import circles
from sayso.links.independence.relays import follow, is_medium, relayed
from sayso.links.independence.weigh import Member, Weighed, weigh
from sayso.links.outlets.families import Families

CASES = [
    pytest.param(case, id=f"{file.stem}: {case['why']}")
    for file in sorted((Path(__file__).parent / "archive" / "independence").glob("*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))
]
SHIPPED = Families.load()


def member(given: dict[str, Any]) -> Member:
    """A member of a case; what is not given: an attributed statement with its own report, origin and page."""
    given = dict(given)
    report = given.get("report", "report of " + given["id"])
    form = given.get("form", "indirect")
    text = given.get("text", "the silo was unsafe")
    at = given.get("at", 450)
    kind = "outlet" if form == "own" else given.get("kind")
    name = given.get("outlet") if form == "own" else given.get("name")
    said = Said(
        id=given["id"], report=report, text=text, sentence=given.get("sentence", text), form=form,
        at=(at, at + len(text)),
        act=None if form == "own" else given.get("act", "assert"), negated=given.get("negated", False),
        source=name and f"{report}:{name}", name=name, kind=kind, entity=given.get("entity"),
        via=tuple(given.get("via", ())), within=given.get("within"), repeats=given.get("repeats"),
        outlet=given.get("outlet"), published=given.get("published", "2025-03-05"), title=given.get("title"),
        role=given.get("role"), genre=given.get("genre", "news"),
    )  # fmt: skip
    origin = given.get("origin", report)
    return Member(
        said=said, origin=origin, passage=given.get("passage", origin), page=given.get("page", report),
        credit=given.get("credit"), home=given.get("home"), dropped=given.get("dropped", False),
        carries=given.get("carries", True), why_not=given.get("why_not", ""),
    )  # fmt: skip


def weighed(case: dict[str, Any], shuffled: random.Random | None = None) -> Weighed:
    """The case weighed, its members in the given order or shuffled."""
    families = Families(owners={**SHIPPED.owners, **case.get("families", {})}, names=SHIPPED.names)
    members = [member(m) for m in case["members"]]
    links = [Link(left=a, right=b, kind="relays", score=1.0) for a, b in case.get("links", ())]
    if shuffled:
        shuffled.shuffle(members)
        shuffled.shuffle(links)
    return weigh(members, families, links)


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    found = weighed(case)
    names = ("reports", "outlets", "families", "texts", "sources", "named", "unnamed")
    counts = {name: getattr(found.counts, name) for name in names}
    assert counts == dict(zip(names, case["counts"], strict=True)), found
    if "first" in case:
        assert (found.first and found.first.statement) == case["first"]
    if "texts" in case:
        assert {frozenset(f.statement for f in t.members) for t in found.texts} == {frozenset(t) for t in case["texts"]}
    if "circles" in case:
        assert [list(c.outlets) for c in found.circles] == case["circles"]
    how = {f.statement: f.how for t in found.texts for f in t.members}
    assert {k: how[k] for k in case.get("how", {})} == case.get("how", {})
    assert "voices" not in case or sorted(v.name for v in found.sources) == sorted(case["voices"])
    assert {k: v for k, v in found.apart if k in case.get("apart", {})} == case.get("apart", {})
    for words in case.get("says", ()):
        assert words in repr(found)


@pytest.mark.parametrize("case", CASES)
def test_the_counts_are_what_the_chains_say(case: dict[str, Any]) -> None:
    found = weighed(case)
    assert found.counts == Counts(
        reports=len(found.reports),
        outlets=len(found.outlets),
        families=len(found.families),
        texts=len(found.texts),
        sources=len(found.sources),
        named=sum(v.kind == "named" for v in found.sources),
        unnamed=sum(v.kind == "unnamed" for v in found.sources),
    )
    chained = [f.statement for t in found.texts for f in t.members]
    apart = [statement for statement, _ in found.apart]
    assert sorted(chained + apart) == sorted(m["id"] for m in case["members"]), "each statement in one place"
    ids = {t.id for t in found.texts}
    assert all(set(v.texts) <= ids and v.statements and v.reasons for v in found.sources)
    assert all(f.reasons and f.spans for t in found.texts for f in t.members)
    assert all(found.text_of(s) for s in chained) and not any(found.text_of(s) for s in apart)


@pytest.mark.parametrize("case", CASES)
def test_order_does_not_matter(case: dict[str, Any]) -> None:
    expected = weighed(case)
    for seed in range(5):
        assert weighed(case, random.Random(seed)) == expected


OUTLETS = ["coastmirror.example", "harbourdaily.example", "lantern.example", "mna.example", None]
MEDIA = ["Coast Mirror", "Harbour Daily", "Lantern", "MNA", "Marovian News Agency", "Iven Courier", "Reuters"]
MEMBERS = st.lists(
    st.fixed_dictionaries(
        {
            "outlet": st.sampled_from(OUTLETS),
            "report": st.sampled_from("ABCDEF"),
            "published": st.sampled_from(["2025-03-01", "2025-03-01T08:00Z", "2025-03-09", "2025", None]),
            "name": st.sampled_from([None, "Ana Pohl", "an official", "The newspaper", *MEDIA]),
            "form": st.sampled_from(["own", "indirect"]),
            "kind": st.sampled_from([None, "named person", "unnamed person", "named organization", "document"]),
            "entity": st.sampled_from([None, None, "p"]),
            "via": st.lists(st.sampled_from(MEDIA), max_size=2),
            "origin": st.sampled_from("ABCDEF"),
            "passage": st.sampled_from("ABCDEF"),
            "page": st.sampled_from("ABCDEF"),
            "credit": st.sampled_from([None, None, "MNA", "Reuters"]),
            "act": st.sampled_from(["assert", "assert", "deny"]),
            "at": st.sampled_from([0, 450, 900]),
            "within": st.sampled_from([None, None, "0", "1", "2"]),
        }
    ),
    max_size=9,
)


@given(MEMBERS, st.lists(st.tuples(*[st.integers(0, 8).map(str)] * 2), max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_anything_is_weighed_in_any_order(
    given_members: list[dict[str, Any]], given_links: list[tuple[str, str]], rng: random.Random
) -> None:
    members = [member({**m, "id": str(i)}) for i, m in enumerate(given_members)]
    links = [Link(left=a, right=b, kind="relays", score=1.0) for a, b in given_links]
    found = weigh(members, SHIPPED, links)
    assert found.counts.texts <= len(members)
    assert sorted([f.statement for t in found.texts for f in t.members] + [s for s, _ in found.apart]) == sorted(
        m.said.id for m in members
    )
    rng.shuffle(members)
    assert weigh(members, SHIPPED, links[::-1]) == found


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=12))
def test_circles_are_closed_and_complete(edges: list[tuple[str, str]]) -> None:
    found = circles(edges)
    given_edges = {e for e in edges if e[0] != e[1]}
    covered = set()
    for ring in found:
        steps = {(a, ring[(i + 1) % len(ring)]) for i, a in enumerate(ring)}
        assert steps <= given_edges and ring[0] == min(ring) and len(set(ring)) == len(ring)
        covered |= steps
    reach = {a: {b for x, b in given_edges if x == a} for a in "abcde"}
    for _ in "abcde":
        reach = {a: there.union(*(reach[b] for b in there)) for a, there in reach.items()}
    assert covered == {(a, b) for a, b in given_edges if a in reach[b]}, "every relay that lies in a circle is shown"


@pytest.mark.parametrize("kind", ["copies", "relays", "circle"])
def test_a_wire_in_many_outlets_is_weighed_in_linear_time(kind: str) -> None:
    def made(n: int) -> list[Member]:
        shared: dict[str, Any] = {"copies": {"origin": "W", "name": "an official", "kind": "unnamed person"}}.get(
            kind, {"name": "Coast Mirror", "kind": "named organization"}
        )
        extra = (
            [{"id": "m", "outlet": "coastmirror.example", **shared, "name": "Paper 7 Daily"}]
            if kind == "circle"
            else []
        )
        return [
            member(m)
            for m in [*({"id": f"{i:05}", "outlet": f"paper{i}daily.example", **shared} for i in range(n)), *extra]
        ]

    def cost(n: int) -> float:
        members = made(n)
        start = time.perf_counter()
        assert weigh(members, SHIPPED).counts.texts == 1
        return time.perf_counter() - start

    cost(300)
    assert min(cost(1200) for _ in range(3)) < 12 * min(cost(300) for _ in range(3)) + 0.02


def _said(**given: Any) -> Said:
    return member({"id": "s", "outlet": "a.example", **given}).said


def test_names_of_media() -> None:
    org, person = "named organization", "named person"
    assert relayed(_said(name="Coast Mirror", kind=org, via=["the Daily Gull"])) == ("Coast Mirror", "the Daily Gull")
    assert relayed(_said(name="Ana Pohl", kind=person, via=["Reuters"])) == ("Reuters",)
    assert is_medium(_said(name="Marovian News Agency", kind=org))
    assert is_medium(_said(name="Lantern", kind=person, sentence="The Lantern reported that he had been paid."))
    assert not is_medium(_said(name="Ivengrain", kind=org, sentence="Ivengrain reported a loss."))
    assert not is_medium(_said(name="Port Authority", kind=org, sentence="The Port Authority reported no cracks."))
    assert not is_medium(_said(name="Michael Star", kind=person, sentence="He left, Michael Star wrote."))
    assert not is_medium(_said(name="Bloomberg", kind=person, sentence="Bloomberg said no."))
    assert is_medium(_said(name="Bloomberg", kind=org, sentence="Bloomberg said no."))


def test_follow_finds_the_statement_of_that_outlet() -> None:
    relay = _said(name="Ana Pohl", kind="named person", entity="p", via=["Coast Mirror"], published="2025-03-05")
    there = [
        _said(id="own", outlet="coastmirror.example", form="own", published="2025-03-01"),
        _said(id="pohl", outlet="coastmirror.example", name="Pohl", entity="p", published="2025-03-06"),
        _said(id="late", outlet="coastmirror.example", name="Pohl", entity="p", published="2025-03-09"),
    ]
    link = follow(relay, {"coastmirror.example": there, "coast.example": [_said(id="x")]}, SHIPPED)
    assert link and (link.left, link.right, link.kind) == ("s", "pohl", "relays") and "Coast Mirror" in link.reasons[0]
    assert follow(relay, {"coastmirror.example": there[2:]}, SHIPPED) is None
    assert follow(relay, {"coast.example": there}, SHIPPED) is None
    own = _said(outlet="www.coastmirror.example", via=["Coast Mirror"])
    assert follow(own, {"coastmirror.example": there}, SHIPPED) is None
