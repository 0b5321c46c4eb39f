"""An entity made of its nodes: the name it goes by, its other names, its roles by date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.across import Entity
from sayso.links.entities.nodes import Node
from sayso.links.entities.profile import Profile, order
from sayso.records import Kind, digest

REASONS = 8
"""Reasons an entity carries, the first ones; a president has thousands."""


def entity(nodes: Sequence[Node], reasons: Sequence[str]) -> Entity:
    """The entity of some nodes. Its name is the one with most words, then the one most used, then the earliest."""
    sources = sorted((p for n in nodes for p in n.sources), key=order)
    size = {n.head.profile.name: _size(n) for n in nodes}
    counts = Counter(p.name for p in sources)
    seen = list(dict.fromkeys(p.name for p in sources))
    name = max(seen, key=lambda s: (size[s], counts[s], -seen.index(s)))
    bodies = {p.source for n in nodes if n.head.body for p in n.sources}
    telling = [
        p.kind for p in sources if not bodies or p.source in bodies
    ]  # a body, though readers took it for a person
    kinds = Counter(telling)
    by_date: list[Kind] = list(dict.fromkeys(telling))
    kind = max(by_date, key=lambda k: (kinds[k], -by_date.index(k)))
    shown = _plain(name)
    return Entity(
        id=digest("entity", sources[0].source),
        name=shown,
        kind=kind,
        roles=tuple(dict.fromkeys(p.role for p in sources if p.role)),
        aliases=tuple(a for a in dict.fromkeys(_plain(s) for s in seen) if a != shown),
        sources=tuple(p.source for p in sources),
        reasons=(_summary(sources), *reasons[:REASONS]),
    )


def _size(node: Node) -> int:
    p = node.head
    if p.person:
        return p.person.size
    assert p.body
    return 0 if p.body.host else len(p.body.core)


def _plain(name: str) -> str:
    head, _, rest = name.strip().partition(" ")
    return rest if head.lower() == "the" and rest else name.strip()


def _summary(sources: Sequence[Profile]) -> str:
    reports = len({p.report or p.source for p in sources})
    spelled = len({p.name for p in sources})
    return f"{len(sources)} sources in {reports} reports under {spelled} name{'s' if spelled > 1 else ''}"
