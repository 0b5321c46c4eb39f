"""Entities of a set of sources: who is joined, who is kept apart, and that order plays no part."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.links.entities import Profile, group
from sayso.records import digest


def _sources(*rows: tuple[str, str | None, int | None, str]) -> list[Profile]:
    """Rows of name, role, story, date; ids are s0, s1, ..."""
    return [
        Profile(source=f"s{k}", report=f"r{k}", name=n, role=r, story=s, published=d, kind="named person")
        for k, (n, r, s, d) in enumerate(rows)
    ]


def _parts(profiles: list[Profile], judged: dict[frozenset[str], bool] | None = None) -> set[frozenset[str]]:
    return {frozenset(e.sources) for e in group(profiles, judged or {})[0]}


def _together(*groups: str) -> set[frozenset[str]]:
    return {frozenset(f"s{x}" for x in g.split()) for g in groups}


def test_no_chain_through_a_surname() -> None:
    rows = _sources(("Ana Lund", None, 1, "2021"), ("Lund", None, 1, "2021"), ("Per Lund", None, 1, "2021"))
    entities, doubts = group(rows)
    assert {frozenset(e.sources) for e in entities} == _together("0", "1", "2")
    assert {frozenset(d[:2]) for d in doubts} == {frozenset(("s0", "s1")), frozenset(("s1", "s2"))}
    assert all("fits several" in d[2].reasons and not d[2].confirmed for d in doubts)


def test_a_surname_goes_with_its_story() -> None:
    rows = _sources(
        ("Ana Lund", None, 1, "2021"),
        ("Lund", None, 1, "2021"),
        ("Per Lund", None, 2, "2021"),
        ("Lund", None, 2, "2021"),
    )
    assert _parts(rows) == _together("0 1", "2 3")


def test_a_surname_that_nobody_in_its_story_has_stays_alone() -> None:
    assert _parts(_sources(("Ana Lund", None, 1, "2021"), ("Lund", None, 2, "2021"))) == _together("0", "1")


def test_two_people_with_one_name_and_their_stories() -> None:
    rows = _sources(
        ("Igor Kestrov", "striker", 1, "2024-05"),
        ("Igor Kestrov", "deputy minister", 2, "2024-05"),
        ("Igor Kestrov", None, 1, "2024-05"),
        ("Igor Kestrov", "minister", 3, "2024-07"),
        ("Kestrov", None, 2, "2024-05"),
        ("Igor Kestrov", None, 9, "2024-09"),
    )
    entities, doubts = group(rows)
    assert {frozenset(e.sources) for e in entities} == _together("0 2", "1 3 4", "5")
    assert any("s5" in d[:2] for d in doubts), "who of the two it is goes to the review queue"


def test_roles_over_the_years_by_date() -> None:
    rows = _sources(
        ("Teodor Valk", "former minister", 3, "2023-02"),
        ("T. Valk", "foreign minister", 2, "2021-06"),
        ("Teodor Valk", "foreign minister", 1, "2021-01"),
        ("Valk", "foreign minister", 2, "2021-07"),
    )
    (entity,) = group(rows)[0]
    assert entity.name == "Teodor Valk" and entity.aliases == ("T. Valk", "Valk")
    assert entity.roles == ("foreign minister", "former minister")
    assert entity.sources == ("s2", "s1", "s3", "s0")
    assert entity.id == digest("entity", "s2")


def test_name_is_the_fullest_then_the_most_used_then_the_earliest() -> None:
    rows = _sources(
        ("Lebedyev", None, 1, "2020"),
        ("Sergey Lebedyev", "pilot", 1, "2021"),
        ("Sergei Lebedev", "pilot", 1, "2022"),
        ("Sergei Lebedev", "pilot", 2, "2022"),
    )
    (entity,) = group(rows)[0]
    assert entity.name == "Sergei Lebedev"


def test_an_initial_between_two_given_names() -> None:
    rows = _sources(
        ("John Kestrel", None, 1, "2021"), ("Jane Kestrel", None, 1, "2021"), ("J. Kestrel", None, 1, "2021")
    )
    entities, doubts = group(rows)
    assert len(entities) == 3 and len(doubts) == 2


def test_a_body_its_short_form_and_the_rest_of_its_name() -> None:
    bodies = [
        Profile(source=f"s{k}", report=f"r{k}", name=n, story=s, kind="named organization", published="2025")
        for k, (n, s) in enumerate(
            [("Harbour Workers' Union", 1), ("HWU", 1), ("Harbor Workers Union", 2), ("Tolsk Port Authority", 1),
             ("the port authority", 1), ("Brennia Port Authority", 2), ("The port authority", 2), ("HWU", 7)]
        )
    ]  # fmt: skip
    entities, _ = group(bodies)
    found = {frozenset(e.sources) for e in entities}
    assert _together("3 4", "5 6") <= found
    union = next(e for e in entities if "s0" in e.sources)
    assert {"s0", "s1", "s2"} <= set(union.sources) and "HWU" in union.aliases


def test_a_company_read_as_a_person() -> None:
    kinds: list[Any] = ["named person", "named organization", "named person"]
    rows = [
        Profile(source=f"s{k}", report=f"r{k}", name=n, kind=kind, story=1)
        for k, (n, kind) in enumerate(zip(["Ivengrain", "Ivengrain AG", "Ivengrain"], kinds, strict=True))
    ]
    (entity,) = group(rows)[0]
    assert len(entity.sources) == 3 and entity.kind == "named organization"


def test_one_host_is_one_outlet_in_all_stories() -> None:
    rows = [Profile(source=f"s{k}", report=f"r{k}", name="www.mna.example", kind="outlet", story=k) for k in range(5)]
    entities, doubts = group(rows)
    assert len(entities) == 1 and not doubts


def test_two_people_named_together_are_nobody() -> None:
    rows = _sources(("Ana Lund", None, 1, "2021"), ("Lund and Moor", None, 1, "2021"), ("Lund", None, 1, "2021"))
    assert _parts(rows) == _together("0 2")


def test_the_unnamed_are_in_no_entity() -> None:
    rows = [
        Profile(source="a", name="a docker", kind="unnamed person"),
        Profile(source="b", name="officials", kind="unnamed group"),
        Profile(source="c", name="the company", kind="named organization"),
    ]
    assert group(rows) == ([], [])


def test_judgements_win() -> None:
    rows = _sources(
        ("Ana Lund", "minister", 1, "2021"), ("Ana Lund", "minister", 2, "2022"), ("Eva Moor", None, 3, "2023")
    )  # fmt: skip
    assert _parts(rows) == _together("0 1", "2")
    assert _parts(rows, {frozenset(("s0", "s1")): False}) == _together("0", "1", "2")
    assert _parts(rows, {frozenset(("s1", "s2")): True, frozenset(("s0", "s1")): False}) == _together("0", "1 2")
    assert _parts(rows, {frozenset(("s0", "s2")): True}) == _together("0 1 2")


def test_a_judged_pair_is_not_asked_again() -> None:
    rows = _sources(("Maria Garcia", None, 1, "2021"), ("Maria Garcia", None, 2, "2021"))
    assert [d[:2] for d in group(rows)[1]] == [("s1", "s0")]
    assert group(rows, {frozenset(("s0", "s1")): False})[1] == []


NAMES = ["Ana Lund", "A. Lund", "Per Lund", "Lund", "Mr. Lund", "Ana Maria Lund", "Anna Lund", "Lund AG", "Ivan Petrov",
         "J. Petrov", "Petrov", "Jon Petrov", "Petrov-Lund", "Coast Herald", "Herald", "Tolsk Herald"]  # fmt: skip
PROFILES = st.lists(
    st.builds(
        Profile,
        source=st.integers(0, 30).map(lambda n: f"s{n}"),
        report=st.integers(0, 12).map(lambda n: f"r{n}"),
        name=st.sampled_from(NAMES),
        kind=st.sampled_from(("named person", "named person", "named organization")),
        role=st.sampled_from(
            (None, None, "minister", "deputy minister", "striker", "mayor of Tolsk", "mayor of Brennia")
        ),
        story=st.sampled_from((None, 1, 2, 3)),
        outlet=st.sampled_from(("a.example", "b.example")),
        published=st.sampled_from((None, "2020", "2024-05-01", "2024-05-01T10:00+02:00", "2024-05-01T09:00+00:00")),
    ),
    max_size=25,
    unique_by=lambda p: p.source,
)
JUDGED = st.dictionaries(
    st.frozensets(st.integers(0, 30).map(lambda n: f"s{n}"), min_size=2, max_size=2), st.booleans(), max_size=5
)


@settings(max_examples=60, deadline=None)
@given(PROFILES, JUDGED, st.randoms(use_true_random=False))
def test_order_plays_no_part(profiles: list[Profile], judged: dict[frozenset[str], bool], random: Any) -> None:
    shuffled = list(profiles)
    random.shuffle(shuffled)
    turned = dict(reversed(list(judged.items())))
    assert group(profiles, judged) == group(shuffled, turned)


@settings(max_examples=60, deadline=None)
@given(PROFILES, JUDGED)
def test_every_source_once_and_no_judgement_crossed(
    profiles: list[Profile], judged: dict[frozenset[str], bool]
) -> None:
    entities, doubts = group(profiles, judged)
    of = {s: k for k, e in enumerate(entities) for s in e.sources}
    assert sorted(of) == sorted(p.source for p in profiles)
    assert sum(len(e.sources) for e in entities) == len(profiles)
    for pair, yes in judged.items():
        if not yes and all(s in of for s in pair):
            assert len({of[s] for s in pair}) == 2
    if not any(not yes for yes in judged.values()):
        assert all(len({of[s] for s in pair}) == 1 for pair in judged if all(s in of for s in pair))
    for left, right, match in doubts:
        assert of[left] != of[right] and frozenset((left, right)) not in judged and not match.confirmed


@settings(max_examples=40, deadline=None)
@given(PROFILES)
def test_never_two_given_names_in_one(profiles: list[Profile]) -> None:
    """Ana and Per, Jon and Ivan, a striker and a minister of the same years: never one without a judgement."""
    by = {p.source: p for p in profiles}
    for entity in group(profiles)[0]:
        of_it = [by[s] for s in entity.sources if by[s].kind == "named person"]
        names = {p.name for p in of_it}
        assert not ("Per Lund" in names and names & {"Ana Lund", "Ana Maria Lund", "Anna Lund", "A. Lund"})
        assert not {"Jon Petrov", "Ivan Petrov"} <= names


def test_a_president_in_many_reports() -> None:
    """Her many sources are one entity, and her namesake's another (benchmarks/entities.py has the time it takes)."""
    names = ("Ana Lund", "A. Lund", "Ana Lund", "Per Lund")
    rows = _sources(*((names[k % 4], "president", k, f"20{10 + k % 15}") for k in range(1200)))
    found = {e.name: len(e.sources) for e in group(rows)[0]}
    assert found["Ana Lund"] >= 600 and found["Per Lund"] == 300
