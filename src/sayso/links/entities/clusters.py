"""Who a bundle of sources goes with: the clusters found so far, and how to find the few that come into question."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field

from sayso.links.entities.alike import together
from sayso.links.entities.bodies import agree
from sayso.links.entities.nodes import Bundle, Node, Place
from sayso.links.entities.pairs import decide
from sayso.links.entities.prepared import Prepared
from sayso.links.entities.profile import Match
from sayso.links.entities.roles import relation
from sayso.links.entities.spelling import rough
from sayso.links.entities.tables import names

CANDIDATES = 48
"""Clusters a bundle is compared with at most, those of its story first: a bound on time that no test reaches."""
WEAK = 3
"""Clusters of a name that does not say who it is, in other stories, that a bundle is compared with: the last ones. They
are suggested at most, and a queue is for people."""
FACES = 24
"""Different names and roles of a cluster that a bundle is compared with; a bound on time."""


@dataclass(slots=True, eq=False)
class Cluster:
    """An entity in the making. `faces`: one node for each name and role that it has."""

    number: int
    nodes: list[Node] = field(default_factory=list)
    faces: dict[tuple[str, str, str | None], Node] = field(default_factory=dict)
    places: set[Place] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    reasons: dict[str, None] = field(default_factory=dict)
    judged: bool = False

    def take(self, bundle: Bundle) -> None:
        for node in bundle.nodes:
            p = node.head.profile
            self.nodes.append(node)
            if len(self.faces) < FACES:
                self.faces.setdefault((p.name, p.kind, p.role), node)
            self.places |= node.places
        self.sources |= bundle.sources
        self.judged = self.judged or bundle.judged


class Index:
    """Clusters by what a bundle may share with them: a full name, a key in a story, a key and a field of life."""

    def __init__(self) -> None:
        self._by: dict[object, dict[int, Cluster]] = defaultdict(dict)
        self._weak: dict[object, deque[Cluster]] = defaultdict(lambda: deque(maxlen=WEAK))
        self._memo: dict[tuple[object, ...], tuple[Match | None, Node | None]] = {}

    def add(self, cluster: Cluster, bundle: Bundle, *, open_: bool) -> None:
        """Makes a cluster findable by the bundle it took; by the name alone only where it says who it is (`open_`)."""
        for node in bundle.nodes:
            for key in node.keys:
                for where in node.places:
                    self._by[key, where][cluster.number] = cluster
                for name in _fields(node.head):
                    self._by[key, name][cluster.number] = cluster
            for anchor in _anchors(node, stored=True):
                if open_:
                    self._by[anchor][cluster.number] = cluster
                elif cluster not in self._weak[anchor]:
                    self._weak[anchor].append(cluster)

    def candidates(self, bundle: Bundle) -> list[Cluster]:
        """The clusters in question, those of the same story first, at most CANDIDATES."""
        found: dict[int, Cluster] = {}
        for node in bundle.nodes:
            for key in node.keys:
                for where in sorted(node.places, key=str)[:CANDIDATES]:
                    found.update(self._by.get((key, where), {}))
        for node in bundle.nodes:
            for anchor in _anchors(node, stored=False):
                _extend(found, self._by.get(anchor, {}))
                found.update((c.number, c) for c in self._weak.get(anchor, ()))
            if node.tier >= 2:
                for key in node.keys:
                    for name in _fields(node.head):
                        _extend(found, self._by.get((key, name), {}))
        return list(found.values())[: 2 * CANDIDATES]

    def compare(self, bundle: Bundle, cluster: Cluster) -> tuple[Match | None, Node | None]:
        """Whether the bundle is of the cluster, and the node that says so; None where a name or role is against it."""
        if len(bundle.nodes) > 1:
            return _compare(bundle, cluster)
        node = bundle.nodes[0]
        p = node.head.profile
        story = not cluster.places.isdisjoint(node.places)
        years = int(node.head.year) if node.head.year is not None and node.head.role.stems else None
        context = p.context or None
        memo = (
            cluster.number,
            len(cluster.faces),
            p.name,
            p.kind,
            p.role,
            p.outlet if not p.role else None,
            years,
            story,
            context,
        )
        if memo not in self._memo:
            self._memo[memo] = _compare(bundle, cluster)
        return self._memo[memo]


def _extend(found: dict[int, Cluster], more: dict[int, Cluster]) -> None:
    for number, cluster in more.items():
        if len(found) >= CANDIDATES:
            return
        found[number] = cluster


def _compare(bundle: Bundle, cluster: Cluster) -> tuple[Match | None, Node | None]:
    best: tuple[Match | None, Node | None] = (None, None)
    odds: tuple[Match | None, Node | None] = (None, None)
    agreed = False
    judged = bundle.judged or cluster.judged  # a judgement may have joined names that are unlike
    for node in bundle.nodes:
        story = not cluster.places.isdisjoint(node.places)
        for face in cluster.faces.values():
            a, b = node.head, face.head
            if not compatible(a, b):
                if judged:
                    continue
                return None, None
            how = relation(a.role, b.role)
            match = decide(a, b, story=story)
            agreed = agreed or how == "same"
            if how in ("conflict", "elsewhere") and a.person and b.person:
                if match is None and a.full and b.full and not judged:
                    return None, None
                odds = (match, face)
            elif match and (best[0] is None or _rank(match) > _rank(best[0])):
                best = (match, face)
    if odds[1] is not None and not agreed:
        return odds
    return best


def _rank(match: Match) -> tuple[bool, float]:
    return match.confirmed, match.score


def compatible(a: Prepared, b: Prepared) -> bool:
    """Whether one person or body can have both names."""
    if a.person and b.person:
        return together(a.person, b.person) is not None
    left, right = a.body or a.rival, b.body or b.rival
    return left is not None and right is not None and agree(left, right) is not None


def _fields(p: Prepared) -> tuple[str, ...]:
    if p.person:
        return tuple(sorted(p.role.fields)) or tuple(sorted(p.role.stems)[:3])
    return ("outlet:" + p.profile.outlet,) if p.profile.outlet and p.body and p.body.generic else ()


def _anchors(node: Node, *, stored: bool) -> list[tuple[str, str]]:
    """Given name and surname together, in all readings; a body's keys. An initial finds the full names and they it."""
    p = node.head
    if p.person is None:
        return [("body", key) for key in node.keys] if p.full else []
    if not p.person.first:
        return [("body", key) for key in node.keys] if p.rival else []
    tokens = {rough(t) for t in (p.person.surname, *p.person.last, *p.person.middle)}
    given = _given(p.person.first, stored)
    if p.person.middle:  # "W. Mark Felt", "Cheryl Boone Isaacs"
        given |= _given(p.person.middle[-1], stored)
    return [("whole", p.person.written), *((g, t) for g in sorted(given) for t in sorted(tokens))]


def _given(first: str, stored: bool) -> set[str]:
    if len(first) == 1:
        return {first + "."}
    lines = {*names().lines(first), rough(first)}
    return lines | {first[0] + "."} if stored else lines
