"""Circular reporting: outlets that each rest on the other, on one claim."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence


def circles(relays: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The circles among relays, each (who relays, whom): for every relay that lies in one, the shortest one.

    A circle lists outlets in the order of citation (each cites the next, the last cites the first) and begins with the
    smallest; circles are sorted and stand once. An outlet that cites itself is no circle. The result depends on the set
    of relays alone. Costs one search of the graph for each different relay.

    >>> circles([("b", "a"), ("a", "c"), ("c", "b"), ("c", "d")])
    [('a', 'c', 'b')]
    """
    cited: dict[str, list[str]] = {}
    edges = sorted({(by, of) for by, of in relays if by != of})
    for by, of in edges:
        cited.setdefault(by, []).append(of)
    found = set()
    for by, of in edges:
        way = _way(cited, of, by)
        if way is not None:
            least = way.index(min(way))
            found.add((*way[least:], *way[:least]))
    return sorted(found)


def _way(cited: Mapping[str, Sequence[str]], start: str, goal: str) -> tuple[str, ...] | None:
    """The shortest way from one outlet to another along citations, both included; the first in order of several."""
    came: dict[str, str] = {start: start}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        if at == goal:
            way = [at]
            while at != start:
                at = came[at]
                way.append(at)
            return tuple(reversed(way))
        for then in cited.get(at, ()):
            if then not in came:
                came[then] = at
                queue.append(then)
    return None
