"""Two matters side by side: how much of each stands in the other, and where they part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from sayso.links.matter.frames import Roles, Run, alike, name_words, replaced, roles
from sayso.links.matter.names import Name, same_name
from sayso.links.matter.numbers import Quantity
from sayso.links.matter.record import Matter
from sayso.links.matter.words import stand_ins

Times = Literal["same", "open", "unlike", "apart"]

FORM: Final = 0.8
"""What the form of a word counts of the word itself (frames.alike)."""


WEEK: Final = 7
"""Days from which a period is no day: a month or a year."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlap:
    """What two matters share. `left` and `right` are the shares (0..1, by weight) of each that stand in the other."""

    shared: frozenset[str]
    """Concepts (and numbers, "#4") that both have."""
    alike: tuple[tuple[str, str], ...]
    """Forms of one word that the stemmer leaves apart (left's, right's); they count FORM of their weight."""
    weight: float
    left: float
    right: float
    plain: float
    """How far they are one in what is no name: twice the shared weight by all weight, names left out."""
    replaced: tuple[tuple[Run, Run], ...]
    """Other informative words in the same place of each: "the [bridge] over the Iven", "the [tunnel] under it"."""
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
    """"same": named periods overlap; "apart": both name periods, and none overlap; "unlike": nor do they, but one names
    days and the other months or years, so that they may time two things; "open": one names none."""
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
    forms = alike(a.weights.keys() - shared, b.weights.keys() - shared)
    weight = sum(a.weights[c] for c in sorted(shared))
    left = weight + FORM * sum(a.weights[x] for x in dict.fromkeys(x for x, _ in forms))
    right = weight + FORM * sum(b.weights[y] for y in dict.fromkeys(y for _, y in forms))
    met = shared | {w for pair in forms for w in pair}
    others = replaced(a, b, met)
    for one, two in others:
        if _stands_for(one, a, two, b):
            left += FORM * sum(a.weights.get(c, 0.0) for c in one)
            right += FORM * sum(b.weights.get(c, 0.0) for c in two)
            met |= {*one, *two}
    names, names_left, names_right = _names(a, b)
    numbers, apart, numbers_left, numbers_right = _numbers(a, b)
    return Overlap(
        shared=frozenset(shared),
        alike=forms,
        weight=weight,
        left=left / a.total if a.total else 0.0,
        right=right / b.total if b.total else 0.0,
        plain=_plain(a, b, met),
        replaced=tuple(pair for pair in others if not _stands_for(pair[0], a, pair[1], b)),
        names=names,
        names_left=names_left,
        names_right=names_right,
        numbers=numbers,
        numbers_apart=apart,
        numbers_left=numbers_left,
        numbers_right=numbers_right,
        times=_times(a, b),
        roles=roles(a, b, shared),
        cosine=cosine(a, b),
    )


def _stands_for(one: Run, a: Matter, two: Run, b: Matter) -> bool:
    """Whether a noun stands where the other has a name: "the company spent it", "Ivengrain spent it"."""
    return (_is_noun(one) and set(two) <= name_words(b)) or (_is_noun(two) and set(one) <= name_words(a))


def _is_noun(run: Run) -> bool:
    return len(run) == 1 and run[0] in stand_ins()


def _plain(a: Matter, b: Matter, met: set[str]) -> float:
    """Dice's coefficient by weight over what is no name."""
    named = name_words(a) | name_words(b)
    left = {c: w for c, w in a.weights.items() if c not in named}
    right = {c: w for c, w in b.weights.items() if c not in named}
    total = sum(left.values()) + sum(right.values())
    return sum(w for part in (left, right) for c, w in part.items() if c in met) / total if total else 0.0


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
    if meet:
        return "same"
    days = [{last - first < WEEK for first, last in m.days} for m in (a, b)]
    return "apart" if days[0] & days[1] else "unlike"
