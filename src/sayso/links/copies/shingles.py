"""The words of a text as numbers: what two texts share is found by these, and so are the candidates for it.

Method: runs of five stems are hashed ("shingles", Broder 1997); of each fifteen neighbours the smallest hash is kept
("winnowing", Schleimer, Wilkerson and Aiken 2003): every passage of nineteen words that two texts share leaves at least
one hash in both, and about one in eight is kept. All numbers are the same on every machine and in every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from sayso.links.copies.boilerplate import boilerplate
from sayso.links.words import words
from sayso.records import Span

WIDTH = 5
"""Stems in a shingle: what the published measures of reuse in news take. Four meets by chance, seven breaks when a word
is exchanged."""
WINDOW = 15
"""Neighbouring shingles of which the smallest is kept: 2 / (15 + 1) of all stay, one in eight."""
SHORT = 60
"""Shingles of a short text, of which more are kept (a window of SHORT_WINDOW): two briefs must meet too."""
FEW = 8
"""Shingles of a text of a sentence, of which all are kept."""
SHORT_WINDOW = 3

COMMON_HOLDING = 5
COMMON_SHARE = 0.1
"""What stands in at least this many reports of an outlet, and in this share of them, is its boilerplate. Set by
thought: one story is seldom updated under five addresses, and hardly ever a tenth of what an outlet prints."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The words of a text without furniture and boilerplate: a number for each, where it stands (code points,
    half-open), the hash of the shingle that begins with it, and which of these hashes are kept (`picks`, places)."""

    tokens: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    shingles: tuple[int, ...]
    picks: tuple[int, ...]


def fingerprints(text: str, skip: Sequence[Span] = ()) -> tuple[int, ...]:
    """The kept hashes of a text, each once, ascending: signed 64-bit, stable. `skip` are furniture spans (code points).

    Empty for a text of fewer than five words. Linear in the text.

    >>> fingerprints("Nobody said a word") == ()
    True
    >>> one = fingerprints("The ferry to Sankt Orla leaves from the north pier until further notice.")
    >>> two = fingerprints("Take note: the ferry to Sankt Orla leaves from the north pier until Friday.")
    >>> len(set(one) & set(two)) > 0
    True
    """
    held = numbers(text, tuple(skip))
    return tuple(sorted({held.shingles[i] for i in held.picks}))


def is_common(outlet_reports: int, holding: int) -> bool:
    """Whether a hash that `holding` reports of an outlet have is its boilerplate; `outlet_reports` is how many it has
    in all. Versions of one page count once in both.

    >>> is_common(40, 5), is_common(40, 4), is_common(400, 5)
    (True, False, False)
    """
    return holding >= COMMON_HOLDING and holding >= COMMON_SHARE * outlet_reports


@lru_cache(maxsize=64)
def numbers(text: str, skip: tuple[Span, ...] = ()) -> Numbers:
    """The text as numbers. Kept for the last few texts: `fingerprints` and `sheet` of one report follow each other."""
    found = words(text)
    gone = merged([*skip, *boilerplate(text, found)])
    if gone:
        kept, at = [], 0
        for word in found:
            while at < len(gone) and gone[at][1] <= word.start:
                at += 1
            if at == len(gone) or word.end <= gone[at][0]:
                kept.append(word)
        found = kept
    tokens = [_number(word.stem) for word in found]
    shingles = _shingles(tokens)
    return Numbers(
        tuple(tokens),
        tuple(word.start for word in found),
        tuple(word.end for word in found),
        tuple(shingles.tolist()),
        _picks(shingles),
    )


def merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap joined."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


@lru_cache(maxsize=1 << 17)
def _number(stem: str) -> int:
    """A stem as 64 bits (BLAKE2)."""
    return int.from_bytes(hashlib.blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
"""Multipliers of the SplitMix64 generator (Steele, Lea and Flood 2014): they spread every bit over all bits."""


def _shingles(tokens: Sequence[int]) -> npt.NDArray[np.int64]:
    """The hash of each run of WIDTH tokens, mixed well, so that the smallest of some are a fair choice."""
    count = len(tokens) - WIDTH + 1
    if count < 1:
        return np.empty(0, dtype=np.int64)
    row = np.array(tokens, dtype=np.uint64)
    mixed = row[:count].copy()
    for i in range(1, WIDTH):
        mixed = mixed * _ODD + row[i : i + count]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX[0]
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX[1]
    return (mixed ^ (mixed >> np.uint64(31))).view(np.int64)


def _picks(shingles: npt.NDArray[np.int64]) -> tuple[int, ...]:
    """Places of the kept shingles, ascending."""
    if not len(shingles):
        return ()
    kept = _smallest(shingles, WINDOW)
    if len(shingles) < SHORT:
        kept |= _smallest(shingles, SHORT_WINDOW if len(shingles) > FEW else 1)
    return tuple(sorted(kept))


def _smallest(shingles: npt.NDArray[np.int64], window: int) -> set[int]:
    windows = np.lib.stride_tricks.sliding_window_view(shingles, min(window, len(shingles)))
    return set((windows.argmin(axis=1) + np.arange(len(windows))).tolist())
