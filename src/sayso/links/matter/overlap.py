"""Two matters side by side: how much of each stands in the other, and where they part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from sayso.links.matter.names import Name, same_name
from sayso.links.matter.numbers import Quantity
from sayso.links.matter.record import Matter
from sayso.links.matter.words import listed

Times = Literal["same", "open", "apart"]
Roles = Literal["same", "swapped", "unknown"]

_AUXILIARIES: Final = listed("was were been be is are being had has have will would did do does not also")
_BE: Final = listed("was were been be is are being got")
_ARTICLES: Final = listed("the a an his her their its our my that some of")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlap:
    """What two matters share. `left` and `right` are the shares (0..1, by weight) of each that stand in the other."""

    shared: frozenset[str]
    """Concepts (and numbers, "#4") that both have."""
    weight: float
    left: float
    right: float
    names: tuple[tuple[Name, Name], ...]
    """Names that may be one."""
    names_left: tuple[Name, ...]
    """Names of the left that the right does not have; `names_right` the other way. Both filled: another matter."""
    names_right: tuple[Name, ...]
    numbers: tuple[tuple[Quantity, Quantity], ...]
    """Numbers that agree: the same of the same thing, rounded or within a bound."""
    numbers_apart: tuple[tuple[Quantity, Quantity], ...]
    """The same thing counted, another value."""
    numbers_left: tuple[Quantity, ...]
    """Numbers of the left with no counterpart; `numbers_right` the other way."""
    numbers_right: tuple[Quantity, ...]
    times: Times
    """"same": named periods overlap; "apart": both name periods, and none overlap; "open": one names none."""
    roles: Roles
    """Who did it to whom, where both say it with the same three words; else "unknown"."""
    cosine: float | None

    @property
    def least(self) -> float:
        """The smaller of the two shares."""
        return min(self.left, self.right)

    @property
    def most(self) -> float:
        """The larger of the two shares: how far the smaller statement stands in the larger one."""
        return max(self.left, self.right)


def cosine(a: Matter, b: Matter) -> float | None:
    """How near the meanings are, -1..1; None where one has no vector."""
    if a.vector is None or b.vector is None:
        return None
    return float(a.vector @ b.vector)


def shares(a: Matter, b: Matter) -> tuple[float, float]:
    """The weighed shares of each matter that stand in the other: the quick look before `align`."""
    small, large = (a.weights, b.weights) if len(a.weights) <= len(b.weights) else (b.weights, a.weights)
    weight = 0.0
    for concept in small.keys() & large.keys():
        weight += small[concept]
    return (weight / a.total if a.total else 0.0), (weight / b.total if b.total else 0.0)


def align(a: Matter, b: Matter) -> Overlap:
    """Lays two matters side by side. Symmetric but for left and right."""
    shared = a.weights.keys() & b.weights.keys()
    weight = sum(a.weights[c] for c in sorted(shared))
    names, names_left, names_right = _names(a, b)
    numbers, apart, numbers_left, numbers_right = _numbers(a, b)
    return Overlap(
        shared=frozenset(shared),
        weight=weight,
        left=weight / a.total if a.total else 0.0,
        right=weight / b.total if b.total else 0.0,
        names=names,
        names_left=names_left,
        names_right=names_right,
        numbers=numbers,
        numbers_apart=apart,
        numbers_left=numbers_left,
        numbers_right=numbers_right,
        times=_times(a, b),
        roles=_roles(a, b, shared),
        cosine=cosine(a, b),
    )


def _names(a: Matter, b: Matter) -> tuple[tuple[tuple[Name, Name], ...], tuple[Name, ...], tuple[Name, ...]]:
    both: list[tuple[Name, Name]] = []
    for x in a.names:
        both += [(x, y) for y in b.names if same_name(x, y)]
    met_left, met_right = {x for x, _ in both}, {y for _, y in both}
    left = tuple(x for x in a.names if x not in met_left and not _stands(x, b))
    right = tuple(y for y in b.names if y not in met_right and not _stands(y, a))
    return tuple(both), left, right


def _stands(name: Name, other: Matter) -> bool:
    """Whether the words of a name stand in the other anyway, at the head of a sentence or in small letters."""
    return any(w in other.unsure for w in name) or all(w in other.words for w in name)


_Numbers = tuple[
    tuple[tuple[Quantity, Quantity], ...],
    tuple[tuple[Quantity, Quantity], ...],
    tuple[Quantity, ...],
    tuple[Quantity, ...],
]


def _numbers(a: Matter, b: Matter) -> _Numbers:
    if not a.numbers or not b.numbers:
        return (), (), a.numbers, b.numbers
    same: list[tuple[Quantity, Quantity]] = []
    apart: list[tuple[Quantity, Quantity]] = []
    for x in a.numbers:
        for y in b.numbers:
            thing = x.same_thing(y)
            equal = x.value == y.value and x.unit == y.unit
            if equal or (thing and (x.same_value(y) or x.bounded(y))):
                same.append((x, y))
            elif thing:
                apart.append((x, y))
    met_left, met_right = {x for x, _ in same}, {y for _, y in same}
    # a number that has its equal elsewhere is not in conflict: "four of the nine workers" names two of one thing
    apart = [(x, y) for x, y in apart if x not in met_left and y not in met_right]
    left = tuple(x for x in a.numbers if x not in met_left)
    right = tuple(y for y in b.numbers if y not in met_right)
    return tuple(same), tuple(apart), left, right


def _times(a: Matter, b: Matter) -> Times:
    if not a.days or not b.days or a.floating != b.floating:
        return "open"
    meet = any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days)
    return "same" if meet else "apart"


def _roles(a: Matter, b: Matter, shared: set[str]) -> Roles:
    """Looks for "x v y" in one and "y v x" in the other, a passive turned round; tight, so mostly "unknown"."""
    if len(shared) < 3:
        return "unknown"
    right = _triples(b, shared)
    if not right:
        return "unknown"
    known: Roles = "unknown"
    for verb, (x, y) in _triples(a, shared).items():
        other = right.get(verb)
        if other == (x, y):
            known = "same"
        elif other == (y, x):
            return "swapped"
    return known


def _triples(m: Matter, shared: set[str]) -> dict[str, tuple[str, str]]:
    """verb -> (who, whom), where three shared concepts stand in a row with nothing but auxiliaries between them."""
    out: dict[str, tuple[str, str]] = {}
    places = [i for i, c in enumerate(m.order) if c in shared]
    for before, middle, after in zip(places, places[1:], places[2:], strict=False):
        gap = m.words[before + 1 : middle]
        tail = m.words[middle + 1 : after]
        if not all(w in _AUXILIARIES for w in gap):
            continue
        who, verb, whom = m.order[before], m.order[middle], m.order[after]
        if tail[:1] == ("by",) and any(w in _BE for w in gap):
            who, whom, tail = whom, who, tail[1:]
        if all(w in _ARTICLES for w in tail) and who != whom:
            out.setdefault(verb, (who, whom))
    return out
