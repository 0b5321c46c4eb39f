"""Two statements laid side by side, in canonical order: what all rules of disputes ask about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sayso.across import Said
from sayso.instants import UNKNOWN, moment
from sayso.links.disputes.stand import Stand, stand
from sayso.links.matter import Matter, Overlap, align
from sayso.links.matter.overlap import shares
from sayso.links.outlets.hosts import clean, registrable
from sayso.links.words import fold

LEAST_WEIGHT: Final = 3.0
"""Two statements that share less than one uncommon word (rarity 3: in one of 20 passages) are never looked at."""
LEAST_SHARE: Final = 0.3
"""... nor where neither has this share of its matter in the other. Both set low: they only save time."""
LATER: Final = timedelta(hours=1)
"""From this on one report is later than another: copies of one text go up within minutes of each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: the statement, its matter, its stand."""

    said: Said
    matter: Matter
    stand: Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """`first` was published (or stands) before `second`; `later` says that the time between them is known and real."""

    first: Side
    second: Side
    overlap: Overlap
    same_report: bool
    same_source: bool
    later: bool

    def other(self, side: Side) -> Side:
        """The other of the two."""
        return self.second if side is self.first else self.first


def pair(a: Said, ma: Matter, b: Said, mb: Matter) -> Pair | None:
    """The two in order, or None where they share too little to be looked at. Symmetric: pair(a, b) == pair(b, a)."""
    if a.id == b.id or not _worth(a, ma, b, mb):
        return None
    if _order(b) < _order(a):
        a, ma, b, mb = b, mb, a, ma
    first, second = Side(said=a, matter=ma, stand=stand(a)), Side(said=b, matter=mb, stand=stand(b))
    return Pair(
        first=first,
        second=second,
        overlap=align(ma, mb),
        same_report=a.report == b.report,
        same_source=same_source(a, b),
        later=_later(a, b),
    )


def _worth(a: Said, ma: Matter, b: Said, mb: Matter) -> bool:
    left, right = shares(ma, mb)
    if max(left, right) >= LEAST_SHARE and left * ma.total >= LEAST_WEIGHT:
        return True
    return a.report == b.report and (a.act == "deny" or b.act == "deny")


def _order(said: Said) -> tuple[object, ...]:
    return moment(said.published), said.report, said.at, said.id


def _later(a: Said, b: Said) -> bool:
    first, second = moment(a.published), moment(b.published)
    return a.report != b.report and UNKNOWN not in (first, second) and second - first >= LATER


def same_source(a: Said, b: Said) -> bool:
    """Whether both are said by one person or body, as far as entity, name or outlet show it; the unnamed never are."""
    if a.form == "own" or b.form == "own":
        return a.form == b.form and same_outlet(a, b)
    if a.entity is not None and b.entity is not None:
        return a.entity == b.entity
    if a.report == b.report and a.source is not None:
        return a.source == b.source
    named = a.kind in ("named person", "named organization") and a.kind == b.kind
    return named and a.name is not None and b.name is not None and _one_name(fold(a.name), fold(b.name))


def same_outlet(a: Said, b: Said) -> bool:
    """Whether one host name published both."""
    x, y = clean(a.outlet), clean(b.outlet)
    return x is not None and y is not None and registrable(x) == registrable(y)


def _one_name(a: str, b: str) -> bool:
    """Equal, or one is the other's last name: "Lindh" and "Oskar Lindh"."""
    x, y = a.split(), b.split()
    return x == y or (min(len(x), len(y)) == 1 and x[-1] == y[-1])


def named_in(name: str | None, folded: tuple[str, ...]) -> bool:
    """Whether the last word of a source's name stands in the (folded) words of another statement."""
    return bool(name) and fold(name or "").split()[-1] in folded


def said_by(side: Side) -> str:
    """A source in a reason: its name, its description, or the outlet."""
    said = side.said
    return said.name or (said.outlet if said.form == "own" else None) or "an unnamed source"
