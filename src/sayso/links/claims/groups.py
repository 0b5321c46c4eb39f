"""Claims over many statements: one connected set of confirmed links, cut where links chain into other matter.

Strongest links first, two groups are joined unless a person said no, or members of them that no link joins speak of
other things, or are too unlike on average. Depends on the set alone:
everything goes by score and id, nothing by order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sayso.across import Link, Said, Verdict
from sayso.instants import moment
from sayso.links.claims import clashes
from sayso.links.claims.pairs import likeness
from sayso.links.claims.voice import carries
from sayso.links.matter import Matter, align, matter

APART: Final = 0.34
"""Members of two groups that share less than this of the smaller one's matter speak of other things."""
AVERAGE: Final = 0.5
"""Likeness that the pairs between two groups must have on average. Below SUGGESTED: in a large claim most pairs were
never compared (only the nearest candidates are), and its tellings differ more than neighbours do."""
SAMPLE: Final = 5
"""Members of each group that are looked at, the first by id: a join costs at most the square of it in alignments."""

Pair = tuple[str, str]
Judged = Mapping[Pair, Verdict]


def component(saids: Sequence[Said], links: Iterable[Link], judged: Judged) -> list[tuple[str, ...]]:
    """The claims in a connected set: tuples of statement ids, each sorted by date and id, the earliest claim first.

    `links` are the confirmed same-words and same-claim links among `saids`; `judged` a person's verdicts by pair of ids
    (either way round): "yes" joins whatever the links say, "no" keeps apart, "unsure" is as if nothing was said. Every
    statement is in exactly one claim, maybe alone.
    """
    return _Groups(saids, links, judged).result()


def representative(saids: Sequence[Said]) -> str:
    """The id of the statement that stands for a claim: full sentences before scraps and headlines, typical ones before
    odd ones, then the earliest. `saids` must not be empty.
    """
    stems_of = {s.id: matter(s) for s in saids}
    spread: dict[str, int] = {}
    for m in stems_of.values():
        for concept in m.weights:
            spread[concept] = spread.get(concept, 0) + 1

    def rank(said: Said) -> tuple[bool, bool, float, datetime, str]:
        m = stems_of[said.id]
        typical = sum(w * spread[c] for c, w in m.weights.items()) / (m.total * len(saids)) if m.total else 0.0
        full = len(m.words) >= 5 and not m.pronoun and not m.first and "…" not in said.text
        full = full and said.at[0] >= len(said.title or "")
        return (not carries(said), not full, -round(typical, 1), moment(said.published), said.id)

    return min(saids, key=rank).id


class _Groups:
    """The groups while they are joined: members by group, and the links between members."""

    def __init__(self, saids: Sequence[Said], links: Iterable[Link], judged: Judged) -> None:
        self._saids = {s.id: s for s in sorted(saids, key=lambda s: (moment(s.published), s.id))}
        self._place = {identity: i for i, identity in enumerate(self._saids)}
        self._matters: dict[str, Matter] = {}
        self._group = {identity: identity for identity in self._saids}
        self._members = {identity: [identity] for identity in self._saids}
        self._circles: dict[str, tuple[str, ...]] = {}  # what a person's yes joined
        known = {
            _pair(*p): v for p, v in judged.items() if v != "unsure" and p[0] in self._saids and p[1] in self._saids
        }
        self._no = {p for p, v in known.items() if v == "no"}
        self._yes = {p for p, v in known.items() if v == "yes"}
        self._links = {
            _pair(link.left, link.right): link
            for link in links
            if link.left in self._saids and link.right in self._saids
        }

    def result(self) -> list[tuple[str, ...]]:
        for one, two in sorted(self._yes):
            self._join(one, two)
        circles = [sorted(m) for m in self._members.values() if len(m) > 1]
        self._circles = {i: tuple(m[:SAMPLE]) if i in m[:SAMPLE] else (i, *m[:SAMPLE]) for m in circles for i in m}
        ranked = sorted((-link.score, pair) for pair, link in self._links.items() if pair not in self._no)
        for _, (one, two) in ranked:
            if self._group[one] != self._group[two] and self._may(self._group[one], self._group[two]):
                self._join(one, two)
        groups = [tuple(sorted(m, key=self._place.__getitem__)) for m in self._members.values()]
        return sorted(groups, key=lambda g: self._place[g[0]])

    def _join(self, one: str, two: str) -> None:
        keep, drop = sorted((self._group[one], self._group[two]))
        if keep == drop:
            return
        moved = self._members.pop(drop)
        self._members[keep] += moved
        for member in moved:
            self._group[member] = keep

    def _may(self, one: str, two: str) -> bool:
        """Whether two groups may be one claim."""
        left, right = self._members[one], self._members[two]
        if any(_pair(x, y) in self._no for x in left for y in right) if self._no else False:
            return False
        left, right = sorted(left)[:SAMPLE], sorted(right)[:SAMPLE]
        likenesses = []
        for x in left:
            for y in right:
                near = self._like(x, y)
                if near is None:
                    return False
                likenesses.append(near)
        return sum(likenesses) >= AVERAGE * len(likenesses)

    def _like(self, x: str, y: str) -> float | None:
        """How alike two members are; what a person said to be one is as like another as the most alike of it."""
        found = [
            known.score if (known := self._links.get(_pair(a, b))) else self._near(a, b)
            for a in self._circles.get(x, (x,))
            for b in self._circles.get(y, (y,))
        ]
        return max((near for near in found if near is not None), default=None)

    def _near(self, x: str, y: str) -> float | None:
        """The likeness of two statements that no link joins; None where they clash or speak of other things."""
        a, ma, b, mb = self._saids[x], self._matter(x), self._saids[y], self._matter(y)
        o = align(ma, mb)
        denial = clashes.denied(a, ma, b, mb)
        if o.most < APART or (denial and denial.forbids) or any(c.forbids for c in clashes.of_things(a, ma, b, mb, o)):
            return None
        return likeness(o)

    def _matter(self, identity: str) -> Matter:
        if identity not in self._matters:
            self._matters[identity] = matter(self._saids[identity])
        return self._matters[identity]


def _pair(one: str, two: str) -> Pair:
    return (one, two) if one < two else (two, one)
