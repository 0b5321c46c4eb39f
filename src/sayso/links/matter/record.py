"""Matter: what one statement is about, prepared once, so that a pair costs microseconds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.across import Said
from sayso.links.matter.names import Name, names
from sayso.links.matter.numbers import Quantity, quantities
from sayso.links.matter.times import Days, times
from sayso.links.matter.words import NUMBER_WEIGHT, concept, listed, weight
from sayso.links.words import words
from sayso.records import Act

LONGEST: Final = 2000
"""Code points of a content that are looked at; what comes behind is another matter (an answer over pages)."""
_FIRST: Final = listed("i me my myself we us our ours ourselv")
_THIRD: Final = listed("he him his himself she her herself they them their it this that")
_DIGITS: Final = frozenset("0123456789")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matter:
    """What one statement is about. All words are stems (links/words); indexes count the words of `Said.text`."""

    words: tuple[str, ...]
    """All stems in order, function words too."""
    order: tuple[str, ...]
    """The concept at each word, or "" at a function word, a time or a number."""
    weights: dict[str, float]
    """Concept -> what it weighs. Kin words are one concept; a number is "#40000"; times are left out."""
    total: float
    """The sum of `weights`."""
    names: tuple[Name, ...]
    """Runs of capitalised words, titles left out, each once."""
    unsure: frozenset[str]
    """Capitalised heads of sentences that may be names."""
    numbers: tuple[Quantity, ...]
    days: tuple[Days, ...]
    """Periods that are named, as ordinals of their first and last day."""
    floating: bool
    """No day of publication is known: `days` are only good against others that float."""
    first: bool
    """The speaker speaks of himself: I, we, my, our."""
    pronoun: bool
    """Begins with a pronoun, which this content alone does not resolve."""
    act: Act | None
    negated: bool
    vector: NDArray[np.float32] | None
    """Of unit length; None where the statement has none."""


def matter(said: Said) -> Matter:
    """Prepares a statement: its words, names, numbers, times and vector. Linear in its text (LONGEST at most)."""
    text = said.text[:LONGEST]
    found = words(text)
    days, timed = times(text, found, said.published)
    counted = quantities(text, found, timed)
    runs, unsure = names(text, found, timed)
    skip = timed.union(*(range(q.start, q.stop) for q in counted))
    order, weights = _weigh([w.stem for w in found], skip, counted)
    stems = tuple(w.stem for w in found)
    return Matter(
        words=stems,
        order=order,
        weights=weights,
        total=sum(weights.values()),
        names=runs,
        unsure=unsure,
        numbers=counted,
        days=days,
        floating=said.published is None or len(said.published) < 10,
        first=not _FIRST.isdisjoint(stems),
        pronoun=any(w in _THIRD for w in stems[: 2 if stems[:1] == ("that",) else 1] if w != "that" or len(stems) < 2),
        act=said.act,
        negated=said.negated,
        vector=_vector(said.vector),
    )


def with_vector(m: Matter, vector: bytes) -> Matter:
    """The same statement, its meaning now known: equal to `matter` of a Said with that vector."""
    return replace(m, vector=_vector(vector))


def _weigh(
    stems: list[str], skip: frozenset[int] | set[int], counted: tuple[Quantity, ...]
) -> tuple[tuple[str, ...], dict[str, float]]:
    order: list[str] = []
    weights: dict[str, float] = {}
    for index, stem in enumerate(stems):
        heavy = 0.0 if index in skip or stem[0] in _DIGITS else weight(stem)
        if not heavy:
            order.append("")
            continue
        name = concept(stem)
        order.append(name)
        if heavy > weights.get(name, 0.0):
            weights[name] = weight(name) or heavy
    for quantity in counted:
        weights[quantity.token()] = NUMBER_WEIGHT
    return tuple(order), weights


def _vector(data: bytes | None) -> NDArray[np.float32] | None:
    if not data:
        return None
    vector = np.frombuffer(data, dtype=np.int8).astype(np.float32)
    length = float(np.sqrt(vector @ vector))
    return vector / np.float32(length) if length else None
