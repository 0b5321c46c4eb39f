"""Entities: who stands behind the sources of one set, whatever order they came in.

The path: 1. sources that nothing tells apart become nodes; 2. judgements that say yes join them; 3. one after the
other, from those whose name and role say most to bare surnames, and by date, each goes with the one cluster that it
fits, or begins its own; 4. what stayed apart but may be one is handed out for the review queue. A judgement that says
no is never crossed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sayso.across import Entity
from sayso.links.entities.clusters import Cluster, Index
from sayso.links.entities.making import entity
from sayso.links.entities.nodes import Bundle, Node, bundles, enemies, forbidden, nodes
from sayso.links.entities.profile import Match, Profile

NOTHING: Mapping[frozenset[str], bool] = MappingProxyType({})
SUGGESTED = 3
"""Doubtful pairs handed out for one bundle at most, best first: a queue is for people."""
Doubt = tuple[str, str, Match]


def group(
    profiles: Sequence[Profile], judged: Mapping[frozenset[str], bool] = NOTHING
) -> tuple[list[Entity], list[Doubt]]:
    """The entities of a set of profiles, and the pairs of sources that may be one, for the review queue.

    `judged` says of two sources (a frozenset of their ids) whether they are one; it always wins. The outcome depends on
    the set alone, not on its order. Profiles that name nobody are in no entity. Entities come by date of their first
    source.

    >>> ana = Profile(source="1", name="Ana Lund", kind="named person", story=1, published="2021-01-01")
    >>> per = Profile(source="2", name="Per Lund", kind="named person", story=2, published="2021-01-02")
    >>> bare = Profile(source="3", name="Lund", kind="named person", story=2, published="2021-01-02")
    >>> [(e.name, e.aliases) for e in group([bare, per, ana])[0]]
    [('Ana Lund', ()), ('Per Lund', ('Lund',))]
    """
    apart = frozenset(s for pair in judged for s in pair)
    no = enemies(judged)
    index = Index()
    clusters: list[Cluster] = []
    doubts: list[tuple[Node, Node, Match]] = []
    for bundle in bundles(nodes(profiles, apart), judged):  # 1, 2
        before = len(doubts)
        cluster = _settle(bundle, index, no, doubts)  # 3
        if cluster is None:
            cluster = Cluster(len(clusters))
            clusters.append(cluster)
        cluster.take(bundle)
        if bundle.judged:
            cluster.reasons["judged to be one by a person"] = None
        ambiguous = len(doubts) > before and bundle.rank[0] > 0
        index.add(cluster, bundle, open_=not ambiguous and not _needs_story(bundle))
    clusters.sort(key=lambda c: min(n.first for n in c.nodes))
    return [entity(c.nodes, tuple(c.reasons)) for c in clusters], _doubtful(doubts, clusters, judged)  # 4


def _settle(
    bundle: Bundle, index: Index, no: Mapping[str, set[str]], doubts: list[tuple[Node, Node, Match]]
) -> Cluster | None:
    """The cluster that the bundle belongs to, or None; what is doubtful goes to `doubts`."""
    sure: list[tuple[float, bool, Cluster, Match]] = []
    maybe: list[tuple[float, Node, Match]] = []
    for cluster in index.candidates(bundle):
        if no and forbidden(bundle.sources, cluster.sources, no):
            continue
        match, face = index.compare(bundle, cluster)
        if match is None or face is None:
            continue
        if match.confirmed:
            near = any(not cluster.places.isdisjoint(n.places) for n in bundle.nodes)
            sure.append((match.score, near, cluster, match))
        maybe.append((match.score, face, match))
    if bundle.rank[0] > 1 and any(x[1] for x in sure):  # a name that lacks something is whoever the story has
        sure = [x for x in sure if x[1]]
    best = [x for x in sure if x[0] == max(y[0] for y in sure)]
    if len(best) > 1 and any(x[1] for x in best):
        best = [x for x in best if x[1]]
    if len(best) == 1 or (best and bundle.rank[0] == 0):
        _, _, cluster, match = min(best, key=lambda x: x[2].number)
        cluster.reasons["; ".join(match.reasons)] = None
        return cluster
    for _, face, match in sorted(maybe, key=lambda x: (-x[0], x[1].first))[:SUGGESTED]:
        if len(best) > 1 and match.confirmed:
            match = Match(score=min(match.score, 0.5), confirmed=False, reasons=(*match.reasons, "fits several"))
        doubts.append((bundle.nodes[0], face, match))
    return None


def _needs_story(bundle: Bundle) -> bool:
    """A name that says who it is only within its story is found by that story alone."""
    return all(n.tier > 0 and n.head.person is not None and n.head.person.common for n in bundle.nodes)


def _doubtful(
    doubts: Sequence[tuple[Node, Node, Match]], clusters: Sequence[Cluster], judged: Mapping[frozenset[str], bool]
) -> list[Doubt]:
    """One pair for each two clusters, the best; none that was judged."""
    of = {source: c.number for c in clusters for source in c.sources}
    best: dict[frozenset[int], Doubt] = {}
    for one, two, match in doubts:
        later, earlier = sorted((one, two), key=lambda n: n.first, reverse=True)
        a, b = later.sources[0].source, earlier.sources[0].source
        pair = frozenset((of[a], of[b]))
        if len(pair) < 2 or frozenset((a, b)) in judged:
            continue
        if pair not in best or match.score > best[pair][2].score:
            best[pair] = (a, b, match)
    return sorted(best.values(), key=lambda d: (-d[2].score, d[0], d[1]))
