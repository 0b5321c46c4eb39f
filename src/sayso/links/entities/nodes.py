"""Sources that nothing tells apart as one node, so that a president quoted in ten thousand reports is a few of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sayso.links.entities.prepared import Prepared, keys, prepare
from sayso.links.entities.profile import Profile, order

MOST_ENDS = 6
"""Words of a body's name whose ends are looked at; a bound on time."""
Place = tuple[str, str | int]
"""The story of a report, or where that is not known the report itself."""


@dataclass(slots=True, eq=False)
class Node:
    """Sources with one name, kind and role (and story, where these do not say who it is), in canonical order."""

    head: Prepared
    sources: list[Profile]
    places: set[Place]
    tier: int
    keys: tuple[str, ...]

    @property
    def first(self) -> tuple[datetime, str]:
        return order(self.head.profile)


@dataclass(slots=True, eq=False)
class Bundle:
    """Nodes that go together from the start: one node, or several that a person's judgement joined."""

    nodes: list[Node]
    judged: bool = False
    sources: set[str] = field(default_factory=set)

    @property
    def rank(self) -> tuple[int, tuple[datetime, str]]:
        """Who is decided first: full names with a role, full names, names that lack something, surnames; then by
        date."""
        return min(n.tier for n in self.nodes), min(n.first for n in self.nodes)


def place(profile: Profile) -> Place:
    """Where the source stands."""
    return ("story", profile.story) if profile.story is not None else ("report", profile.report or profile.source)


def tier(p: Prepared, ends: Container[tuple[str, ...]] = ()) -> int:
    """How much the name and role say: 0 with both, 1 without a role, 2 an initial or a short form, 3 a surname alone.
    `ends` are ends of bodies' names in the set: "Herald", where there is a Coast Herald."""
    if p.person:
        if not p.person.first:
            return 3
        if len(p.person.first) == 1:
            return 2
        return 0 if settled(p) else 1
    assert p.body
    if p.body.host:
        return 0
    if p.body.generic:
        return 3
    return 2 if (p.body.short and len(p.body.core) == 1) or p.body.words in ends else 0


def settled(p: Prepared) -> bool:
    """Whether name and role say who it is in whatever story."""
    if p.person:
        return len(p.person.first) > 1 and not p.role.weak
    return p.full


def signature(profile: Profile) -> tuple[str, ...]:
    """What makes sources one without a second look, as long as nobody judged otherwise: the name, kind and role, and
    where these do not say who it is (a surname, a common name without a role, "the ministry") the story too.

    >>> minister = Profile(source="1", name="Ana Lund", kind="named person", role="minister", story=1)
    >>> signature(minister)
    ('Ana Lund', 'named person', 'minister')
    >>> signature(Profile(source="2", name="Lund", kind="named person", story=7))
    ('Lund', 'named person', '', 'story', '7')
    """
    p = prepare(profile)
    parts = (profile.name, profile.kind, profile.role or "")
    if settled(p) and (p.person or (p.body and (p.body.host or len(p.body.words) > 1))):
        return parts
    outlet = (profile.outlet or "",) if p.body and p.body.generic else ()
    return (*parts, *map(str, place(profile)), *outlet)


def nodes(profiles: Iterable[Profile], apart: frozenset[str]) -> list[Node]:
    """The nodes of all named profiles; sources in `apart` (judged ones) get nodes of their own."""
    found: dict[tuple[object, ...], Node] = {}
    prepared = [prepare(p) for p in sorted({p.source: p for p in profiles}.values(), key=order)]
    ends = {b.words[k:] for p in prepared if (b := p.body) for k in range(1, min(len(b.words), MOST_ENDS))}
    for p in prepared:
        if p.person is None and p.body is None:
            continue
        profile, rank = p.profile, tier(p, ends)
        where = place(profile)
        sure = settled(p) and (p.person is not None or rank == 0)
        own = profile.source if profile.source in apart else None
        outlet = None if sure or p.person else profile.outlet
        sign = (profile.name, profile.kind, profile.role, None if sure else where, outlet, own)
        node = found.get(sign)
        if node is None:
            found[sign] = Node(p, [profile], {where}, rank, keys(profile.name, profile.kind))
        else:
            node.sources.append(profile)
            node.places.add(where)
        found[sign].places.update(("story", story) for story in profile.stories)
    return list(found.values())


def bundles(found: Sequence[Node], judged: Mapping[frozenset[str], bool]) -> list[Bundle]:
    """Nodes joined by judgements that say yes; one that would join what another keeps apart is passed over."""
    of = {
        p.source: Bundle([node], sources={s.source for s in node.sources}) for node in found for p in node.sources[:1]
    }
    where = {p.source: node.sources[0].source for node in found for p in node.sources}
    no = enemies(judged)
    for pair in sorted((sorted(k) for k, yes in judged.items() if yes and len(k) == 2)):
        if pair[0] not in where or pair[1] not in where:
            continue
        left, right = of[where[pair[0]]], of[where[pair[1]]]
        if left is right or forbidden(left.sources, right.sources, no):
            continue
        left.nodes += right.nodes
        left.sources |= right.sources
        left.judged = True
        for node in right.nodes:
            of[node.sources[0].source] = left
    once = {id(b): b for b in of.values()}
    for b in once.values():
        b.nodes.sort(key=lambda n: n.first)
    return sorted(once.values(), key=lambda b: b.rank)


def enemies(judged: Mapping[frozenset[str], bool]) -> dict[str, set[str]]:
    """For each source the ones that a judgement keeps from it."""
    out: dict[str, set[str]] = {}
    for pair, yes in judged.items():
        if not yes and len(pair) == 2:
            a, b = pair
            out.setdefault(a, set()).add(b)
            out.setdefault(b, set()).add(a)
    return out


def forbidden(left: set[str], right: set[str], no: Mapping[str, set[str]]) -> bool:
    """Whether a judgement keeps a source of the one from a source of the other."""
    return any(not no[s].isdisjoint(right) for s in left & no.keys())
