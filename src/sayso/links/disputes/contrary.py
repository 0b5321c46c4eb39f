"""Whether two contents cannot both be so: by negation, by opposites, by numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from sayso.links.disputes.labels import labelled
from sayso.links.disputes.pair import Pair, Side
from sayso.links.disputes.tables import tables
from sayso.links.matter.numbers import Quantity
from sayso.links.matter.words import LACKS, NUMBER_WEIGHT, concept, weight
from sayso.links.polarity import has_opposite, opposition, polarity
from sayso.links.words import stem

TURNED: Final = 0.2
"""Share (by weight) of what both say, names and numbers left out, that must stand under a negation in one only: what is
said of a subject is often one word ("the crane, overloaded in May, was not ..."), so it is set low."""
NEGATED_LEAST: Final = 0.6
"""What is negated must stand in the other; the other may say more, but not so much that this share is missed by far:
its share counts 1 / 0.6-fold ("no cracks in the wall" against "cracks in the wall, and that it could fall")."""
TURNED_ASIDE: Final = 0.7
"""How much of the smaller content the other must have where only a circumstance is turned: "without a permit"."""

_EXCEPT: Final = frozenset(("since", "until", "except", "besides", "other", "apart", "unless", "only", "first"))
"""With one of these a negation has an exception, which the other may tell: "no deaths since 1959, when two died"."""
_VAGUE: Final = frozenset(("dozens", "scores", "hundreds", "thousands", "tens", "millions", "billions", "several"))
"""Counts that say no number: nothing contradicts them."""
CORE: Final = 0.5
"""Share of the core of what is denied or negated (see Stand.core) that the other must have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrary:
    """How two contents part. `share` is how much of the smaller of them the other has, what they part in left out."""

    by: Literal["negation", "opposites", "numbers"]
    share: float
    reason: str
    words: frozenset[str] = frozenset()
    """Concepts under a negation on one side only."""
    kind: str | None = None
    """The kind of opposition: "movement", "life", ... (links/polarity.toml)."""
    numbers: tuple[Quantity, Quantity] | None = None
    """Of the first and of the second."""
    sure: bool = True
    """False where it is only suggested, however much the two share."""
    only_apart: bool = False
    """Good for `differs` alone: the two numbers are not shown to count one thing."""


def contraries(p: Pair) -> list[Contrary]:
    """The ways in which the two contents exclude each other, the surest first; most often none."""
    return [c for c in (_opposites(p), _negation(p), _numbers(p)) if c is not None]


def turned(p: Pair) -> tuple[frozenset[str], float]:
    """Concepts that both have and only one puts under a negation, and their share of what both have."""
    names = {w for m in (p.first.matter, p.second.matter) for name in m.names for w in name}
    plain = {c for c in p.overlap.shared if not c.startswith("#") and c not in names}
    differ = {c for c in plain if (c in p.first.stand.under) != (c in p.second.stand.under)}
    total = sum(weight(c) for c in plain)
    return frozenset(differ), sum(weight(c) for c in differ) / total if total else 0.0


def core_met(p: Pair, side: Side) -> float:
    """Share (by weight) of the core of what a side denies that both have: place and time alone make no dispute.

    The words of a number count as the number does, which the overlap compares: "nine hundred" is no core."""
    core = tuple(c for c in side.stand.core if c in side.matter.weights) or side.stand.core
    total = sum(weight(c) for c in core)
    return sum(weight(c) for c in core if c in p.overlap.shared) / total if total else 0.0


def _negation(p: Pair) -> Contrary | None:
    if p.first.stand.denies or p.second.stand.denies:
        return None
    words, share = turned(p)
    aside = p.first.stand.negated == p.second.stand.negated
    found_out = not aside and bool(words & tables().unknown)  # "known" weighs little and turns everything
    if (share < TURNED and not found_out) or (aside and p.overlap.least < TURNED_ASIDE):
        return None
    if _opposed(p) is not None:
        return None  # "not alive" and "dead" say the same
    side = p.first if p.first.stand.under & words else p.second
    if core_met(p, side) < CORE or _both_say_false(p, side) or _gone(p.other(side)):
        return None
    shown = ", ".join(sorted(words, key=lambda c: (-weight(c), c))[:3])
    return Contrary(
        by="negation",
        share=min(_of(p, side), p.overlap.least / NEGATED_LEAST),
        reason=f"one says it is so, the other that it is not ({shown}): “{_short(side)}”",
        words=words,
        sure=not aside and _EXCEPT.isdisjoint(side.stand.folded) and _held(p, side),
    )


def _both_say_false(p: Pair, side: Side) -> bool:
    """Whether the word that turns one stands in the other too: "rolled out wrong", "in the wrong way"."""
    false = [w for phrase in polarity(side.said.text).words for w in phrase.split() if w in tables().false]
    return bool(false) and not frozenset(false).isdisjoint(p.other(side).stand.folded)


def _gone(other: Side) -> bool:
    """Whether the other tells of a lack in other words: "had no power", "lines were torn down"."""
    return not LACKS.isdisjoint(other.stand.folded)


def _held(p: Pair, side: Side) -> bool:
    """Whether the other says that very thing which is negated: what is "not needed" may well be "meant"."""
    folded = side.stand.folded
    at = next((i for i, w in enumerate(folded) if w in ("not", "no", "never") or w.endswith("n't")), None)
    if at is None:
        return True
    held = next((tables().holding[w] for w in folded[at + 1 : at + 3] if w in tables().holding), None)
    return held is None or not held.isdisjoint(p.other(side).stand.folded)


def _of(p: Pair, side: Side) -> float:
    """The share of one side that stands in the other."""
    return p.overlap.left if side is p.first else p.overlap.right


def _opposites(p: Pair) -> Contrary | None:
    found = _opposed(p)
    if found is None:
        return None
    x, y, kind = found
    if (concept(x) in p.first.stand.under) != (concept(y) in p.second.stand.under):
        return None
    a, b = p.first.matter, p.second.matter
    left = p.overlap.weight / max(a.total - weight(x), p.overlap.weight, 1e-9)
    right = p.overlap.weight / max(b.total - weight(y), p.overlap.weight, 1e-9)
    return Contrary(
        by="opposites",
        share=min(left, right),
        reason=f"“{_written(p.first, x)}” and “{_written(p.second, y)}” are opposites",
        kind=kind,
    )


def _opposed(p: Pair) -> tuple[str, str, str] | None:
    """(stem of the first, stem of the second, kind): opposites, each in one of the two only."""
    left, right = frozenset(p.first.matter.words), frozenset(p.second.matter.words)
    others = sorted(w for w in right - left if has_opposite(w))
    if not others:
        return None
    for x in sorted(w for w in left - right if has_opposite(w)):
        for y in others:
            kind = opposition(x, y)
            if kind:
                return x, y, kind
    return None


def _numbers(p: Pair) -> Contrary | None:
    if p.first.stand.negated or p.second.stand.negated:
        return None
    parted = [
        (x, y) for x, y in p.overlap.numbers_apart or _unpaired(p) if not _labels(p, x, y) and not _vague(p, x, y)
    ]
    if not parted:
        return None
    x, y = parted[0]
    a, b = p.first.matter, p.second.matter
    out = len(parted) * NUMBER_WEIGHT
    left = p.overlap.weight / max(a.total - out, p.overlap.weight, 1e-9)
    right = p.overlap.weight / max(b.total - out, p.overlap.weight, 1e-9)
    what = next((c for c in x.counts if c in y.counts), x.unit or "the same")
    return Contrary(
        by="numbers",
        share=min(left, right),
        reason=f"{_number(x)} against {_number(y)} ({what})",
        numbers=(x, y),
        only_apart=not p.overlap.numbers_apart,
    )


def _labels(p: Pair, x: Quantity, y: Quantity) -> bool:
    """Whether one of the numbers is a name's: "Silo 4", "Flight 212"."""
    return f"{x.value:g}" in labelled(p.first.said.text) or f"{y.value:g}" in labelled(p.second.said.text)


def _vague(p: Pair, x: Quantity, y: Quantity) -> bool:
    return p.first.stand.folded[x.start] in _VAGUE or p.second.stand.folded[y.start] in _VAGUE


def _unpaired(p: Pair) -> tuple[tuple[Quantity, Quantity], ...]:
    """One number each, of one unit, counting other things: "52 % of registered voters", "44 % of adults"."""
    left, right = p.overlap.numbers_left, p.overlap.numbers_right
    if len(left) != 1 or len(right) != 1 or left[0].unit != right[0].unit or left[0].same_value(right[0]):
        return ()
    return ((left[0], right[0]),)


def _number(q: Quantity) -> str:
    return f"{q.value:g}%" if q.unit == "%" else f"{q.value:g}"


def _written(side: Side, wanted: str) -> str:
    """A stem as it is written in the content."""
    return next((w for w in side.stand.folded if stem(w) == wanted), wanted)


def _short(side: Side) -> str:
    text = side.said.text
    return text if len(text) <= 80 else text[:79] + "…"
