"""Which independent text each statement of a claim belongs to: copies, versions and relays folded together.

1. origins: passages of one origin are one text, and so are the versions of one page
2. targets: a relay belongs where the text belongs that it relays; the medium's own text may be absent
3. ends: relays of relays are followed to the end; where they come round again, they rest on nobody
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sayso.across import Link
from sayso.links.independence.desk import Desk, Fold, media
from sayso.links.independence.heads import heads
from sayso.links.independence.relays import is_described, order
from sayso.links.independence.weighed import Member
from sayso.links.outlets.families import Families
from sayso.links.outlets.hosts import clean, registrable
from sayso.links.outlets.mastheads import bare
from sayso.links.words import stems


def fold(members: Sequence[Member], families: Families, links: Iterable[Link] = ()) -> Fold:
    """The texts of the members that carry a claim, given in canonical order. Nearly linear."""
    out = Fold(media=media(members, families), heads=heads(members))
    joined = _Joined()
    for m in members:  # 1
        if m.passage == m.origin:
            joined.join("origin:" + m.origin, "page:" + m.page)
    desk = Desk(members, families, out)
    relays = sorted((k.score, k.right, k.left) for k in links if k.kind == "relays" and k.confirmed)
    given = {left: right for _, right, left in relays}  # the surest of several stands last
    pending = dict(out.heads)
    for m in members:  # 2
        _aim(m, desk, given, pending)
    _copies_of_relays(members, desk, pending)
    for m in members:  # 3
        out.node[m.said.id] = _end(m.said.id, pending, desk.by_id, out)
    for m in members:
        _meet(m, desk, out, joined)
    for m in members:
        out.node[m.said.id] = joined.top(out.node[m.said.id])
    out.absent = _absent(out.absent, members, out, joined)
    return out


class _Joined:
    """Sets of nodes that are joined; the smallest name of a set stands for it, so that order does not matter."""

    def __init__(self) -> None:
        self.above: dict[str, str] = {}

    def top(self, node: str) -> str:
        while (above := self.above.get(node, node)) != node:
            self.above[node] = self.above.get(above, above)
            node = above
        return node

    def join(self, one: str, other: str) -> None:
        least, rest = sorted((self.top(one), self.top(other)))
        if least != rest:
            self.above[rest] = least


def _aim(m: Member, desk: Desk, given: Mapping[str, str], pending: dict[str, str]) -> None:
    """Where one member points: to a statement it relays, to an absent medium, or nowhere (no entry)."""
    out, me = desk.out, m.said.id
    right = given.get(me)
    if me in out.heads:
        return
    if right in desk.by_id and right is not None:
        out.relays.setdefault(me, (desk.by_id[right].said.outlet or "another report",))
        out.cites[me] = registrable(clean(desk.by_id[right].said.outlet) or right)
        out.target[me] = pending[me] = right
        return
    names = out.relays.get(me, ())
    if not names:
        return
    out.cites[me] = desk.key(names[0])
    for name in names:
        found = desk.pick(desk.key(name), m)
        if found is not None:
            out.target[me] = pending[me] = found.said.id
            out.cites[me] = desk.key(name)
            return
    pending[me] = "medium:" + desk.key(names[0])


def _copies_of_relays(members: Sequence[Member], desk: Desk, pending: dict[str, str]) -> None:
    """A copy of a relay relays what that does, though its reading may have missed the medium; and "The newspaper said"
    goes with the one medium that the same report relays."""
    out = desk.out
    same: dict[tuple[object, ...], str] = {}
    of_report: dict[str, set[str]] = {}
    for m in members:
        me = m.said.id
        if (to := pending.get(me)) is not None:
            if me in out.heads:
                continue
            same.setdefault(_words(m), me)
            of_report.setdefault(m.said.report, set()).add(to)
    for m in members:
        me = m.said.id
        if me in pending or m.said.form == "own":
            continue
        model = same.get(_words(m))
        if model is not None and not _its_own(m, pending[model], desk):
            pending[me] = pending[model]
            out.relays[me] = out.relays[model]
            if model in out.target:
                out.target[me] = out.target[model]
        elif is_described(m.said) and len(of_report.get(m.said.report, ())) == 1:
            (pending[me],) = of_report[m.said.report]
            out.relays[me] = (m.said.name or "",)
            if not pending[me].startswith("medium:"):
                out.target[me] = pending[me]


def _words(m: Member) -> tuple[object, ...]:
    """What makes a statement the copy of another: the passage it stands in, its words, its source."""
    return (m.passage, tuple(stems(m.said.text)), m.said.entity or bare(m.said.name or ""))


def _its_own(m: Member, to: str, desk: Desk) -> bool:
    """Whether a member already stands in the text that its copy relays: then it is no relay."""
    target = desk.by_id.get(to)
    if target is not None:
        return target.page == m.page or target.passage == m.passage
    return to.removeprefix("medium:") in desk.houses(m)


def _end(start: str, pending: Mapping[str, str], by_id: Mapping[str, Member], out: Fold) -> str:
    """The node at the end of a statement's relays; those that come round again share one node."""
    way: list[str] = []
    seen: set[str] = set()
    at = start
    while at not in out.node:
        if at.startswith("medium:") and at not in by_id:
            out.absent[at] = at.removeprefix("medium:")
            node = at
            break
        if at in seen:
            ring = way[way.index(at) :]
            node = "circle:" + min(ring)
            out.round.update(way)
            break
        seen.add(at)
        way.append(at)
        if at not in pending:
            node = "origin:" + by_id[at].passage
            break
        at = pending[at]
    else:
        node = out.node[at]
        if at in out.round:
            out.round.update(way)
    for passed in way:
        out.node[passed] = node
    return node


def _meet(m: Member, desk: Desk, out: Fold, joined: _Joined) -> None:
    """A chain of media ("police told Reuters, the Daily wrote") whose later text is here: the absent first medium's
    text is what that one rests on, so the two are one text."""
    names = out.relays.get(m.said.id, ())
    if len(names) > 1 and m.said.id in out.target:
        first = "medium:" + desk.key(names[0])
        if out.cites.get(m.said.id) != desk.key(names[0]):
            joined.join(first, out.node[m.said.id])


def _absent(named: Mapping[str, str], members: Collection[Member], out: Fold, joined: _Joined) -> dict[str, str]:
    """Which texts are absent: those to which no statement belongs that is not a relay."""
    present = {out.node[m.said.id] for m in members if m.said.id not in out.relays and m.said.id not in out.heads}
    return {joined.top(n): name for n, name in sorted(named.items()) if joined.top(n) not in present}


def canonical(members: Iterable[Member]) -> list[Member]:
    """The members in their canonical order, each statement once."""
    once = {m.said.id: m for m in members}
    return sorted(once.values(), key=lambda m: order(m.said))
