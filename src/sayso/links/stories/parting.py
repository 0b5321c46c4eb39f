"""Whether one story turns out to be two: its reports fall into two parts that hardly share what sets them apart.

Two fights of one boxer, two recalls of one maker: what both have in common (the boxer, the titles) makes every report
alike to every other. So words are weighed anew by how rare they are within the story: what stands in all of its reports
says nothing here. If two parts are then alike within and unlike between, they tell two events.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.links.stories.outline import Outline

Matrix = npt.NDArray[np.float64]

FEWEST = 3
"""Independent texts that either part must have: fewer may be one wire beside another."""
APART = 0.30
"""Two parts are two events if reports of different parts are at most so many times as alike as those of one part. Among
ECB+'s single events the best two parts are seldom below .3, among its pairs of kindred events seldom above; F1 is the
same for .35, and .02 less for .25."""
SAME_TEXT = 0.75
"""Reports are copies of one text, which proves nothing by being alike, if the one with fewer terms has such a share of
them in common with the other: the names recur in every report of an event, the rest of the words only in its copies.
Flat from .6 to .8."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Two events within one story: places (in the list that was given) of the reports of either; reasons."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    reasons: tuple[str, ...]


def parts(members: Sequence[Outline]) -> Parts | None:
    """The two events that a story's reports tell, or None where they tell one. `first` holds the first report."""
    if len(members) < 2 * FEWEST:
        return None
    common, own, terms = _matrices(members)
    alike = own @ own.T
    one, other = sorted(_two(alike))
    if min(_texts(common, one), _texts(common, other)) < FEWEST:
        return None
    within = min(_inner(alike, common, one), _inner(alike, common, other))
    between = float(alike[np.ix_(one, other)].mean())
    if between > APART * within:
        return None
    why = f"two events: likeness between them is {between:.2f}, within them {within:.2f}"
    left, right = _marks(own, terms, one, other), _marks(own, terms, other, one)
    return Parts(tuple(one), tuple(other), (why, f"one has {left}, the other {right}"))


def _matrices(members: Sequence[Outline]) -> tuple[Matrix, Matrix, list[str]]:
    """(the share of terms in common; the terms weighed by rarity within the story, rows of length 1; those terms)."""
    counts = Counter(t for m in members for t in m.terms)
    terms = sorted(t for t, n in counts.items() if n > 1)
    place = {t: i for i, t in enumerate(terms)}
    rows = np.zeros((len(members), len(terms) + 1))
    for row, member in zip(rows, members, strict=True):
        for term, weight in member.vector.items():
            at = place.get(term)
            if at is not None:
                row[at] = weight
    has = (rows > 0).astype(np.float64)
    sizes = np.array([max(1, len(m.terms)) for m in members])
    common = (has @ has.T) / np.minimum(sizes[:, None], sizes[None, :])
    rare = np.array([math.log((len(members) + 0.5) / counts[t]) for t in terms] + [0.0])
    own = rows * rare
    return common, own / np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-9), terms


def _two(alike: Matrix) -> list[list[int]]:
    """Two groups of rows, by joining the most alike (on the mean) until two are left; each sorted."""
    mean, size = alike.copy(), np.ones(len(alike))
    np.fill_diagonal(mean, -np.inf)
    groups = [[i] for i in range(len(alike))]
    for _ in range(len(alike) - 2):
        i, j = sorted(divmod(int(mean.argmax()), len(alike)))
        joined = (mean[i] * size[i] + mean[j] * size[j]) / (size[i] + size[j])
        mean[i] = mean[:, i] = joined
        mean[i, i] = mean[j] = mean[:, j] = -np.inf
        size[i] += size[j]
        groups[i], groups[j] = groups[i] + groups[j], []
    return [sorted(g) for g in groups if g]


def _texts(common: Matrix, group: Sequence[int]) -> int:
    """How many independent texts are among some reports."""
    kept: list[int] = []
    for i in group:
        if all(common[i, k] < SAME_TEXT for k in kept):
            kept.append(i)
    return len(kept)


def _inner(alike: Matrix, common: Matrix, group: Sequence[int]) -> float:
    """The mean likeness of pairs of one group, copies left out."""
    pairs = [alike[i, j] for n, i in enumerate(group) for j in group[:n] if common[i, j] < SAME_TEXT]
    return float(np.mean(pairs)) if pairs else 0.0


def _marks(own: Matrix, terms: Sequence[str], group: Sequence[int], other: Sequence[int]) -> str:
    """The terms that tell one group from the other."""
    lead = own[list(group)].mean(axis=0) - own[list(other)].mean(axis=0)
    return ", ".join(terms[i] for i in np.argsort(-lead[:-1], kind="stable")[:4])
