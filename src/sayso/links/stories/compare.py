"""How much two reports are about the same event, and by what an archive finds the few worth asking about."""

from __future__ import annotations

import math
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from sayso.links.stories.outline import Outline
from sayso.links.words import rarity

DAY = 86400.0
"""Seconds."""
WINDOW = 90 * DAY
"""Seconds: reports further apart are not alike, whatever they say. An event is over by then, and a year later it has an
anniversary. Shorter ones lose reports that bear the date of a later crawl: with 30 days, news F1 falls by .03."""
FRESH = 2 * DAY
"""Seconds: what is so close in time is told as one piece of news."""
FRESH_FACTOR, STALE_FACTOR = 1.3, 0.8
"""What closeness in time is worth: two reports of one day are likelier of one event than two whose dates are unknown
(factor 1), and those a WINDOW apart less likely."""
_SINGLE, _PAIRED = 5, 5
_RARE = 6.5
"""Rarity (about one text in 650) from which one weighty term alone leads to a report; commoner ones do so in pairs.
With pairs alone, ECB+ loses .02 of F1; with all single terms, nothing is gained and postings grow."""


def gap(a: Outline, b: Outline) -> float | None:
    """Seconds that must lie between two reports; None where one has no date."""
    if a.at is None or b.at is None:
        return None
    return max(0.0, a.at - b.at - b.length, b.at - a.at - a.length)


def closeness(seconds: float | None) -> float:
    """The factor that distance in time puts on likeness in words: 0 outside the WINDOW, 1 where it is unknown."""
    if seconds is None:
        return 1.0
    if seconds > WINDOW:
        return 0.0
    if seconds <= FRESH:
        return FRESH_FACTOR
    return FRESH_FACTOR + (STALE_FACTOR - FRESH_FACTOR) * (seconds - FRESH) / (WINDOW - FRESH)


def similarity(a: Outline, b: Outline) -> float:
    """How much two reports are about the same event, from 0 to 1: the cosine of their terms, by closeness in time.

    Symmetric; depends on the two alone.
    """
    near = closeness(gap(a, b))
    if not near:
        return 0.0
    left, right = a.vector, b.vector
    return min(1.0, near * math.fsum([left[t] * right[t] for t in left.keys() & right.keys()]))


def shared(a: Outline, b: Outline, most: int = 5) -> list[str]:
    """The terms that make two reports alike, the weightiest first: for reasons."""
    both = a.vector.keys() & b.vector.keys()
    return sorted(both, key=lambda t: (-a.vector[t] * b.vector[t], t))[:most]


def keys(outline: Outline) -> tuple[int, ...]:
    """Up to 15 signed 64-bit keys; every story to which a report may belong nearly always holds one with a shared key.

    The rare ones of its five weightiest terms, and the pairs of those five.
    """
    texts = [t for t in outline.terms[:_SINGLE] if rarity(t) >= _RARE]
    texts += [f"{min(pair)} {max(pair)}" for pair in combinations(outline.terms[:_PAIRED], 2)]
    return tuple(_number(t) for t in texts)


@lru_cache(maxsize=1 << 14)
def _number(text: str) -> int:
    """A signed 64-bit number that stands for a text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
