"""What candidates for the same claim are looked up by: whole numbers that two tellings of one claim share.

Pairs of a statement's rarest words, names and numbers find it in other words; runs of three informative words find it
in the same ones (a few of them, chosen by their hash: so that a trimmed quotation chooses the same).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import Final

from sayso.links.matter import Matter

RAREST: Final = 6
"""Terms that are paired, so 15 pairs at most."""
RUNS: Final = 3
"""Runs of words that are kept, those with the smallest hashes."""
LIGHTEST: Final = 2.5
"""Terms below this weight (in one of 12 passages) are not paired."""
PAIR_WEIGHT: Final = 8.5
"""What both words of a pair must weigh together: so that it stands in few statements: a name and nearly anything."""
_MASK: Final = (1 << 64) - 1
_ODD: Final = 0x9E3779B97F4A7C15
"""2**64 divided by the golden ratio: the usual multiplier for mixing hashes."""


@lru_cache(maxsize=1 << 17)
def _hash(term: str) -> int:
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _mix(*hashes: int) -> int:
    """One signed 64-bit number of several, in their order."""
    out = 0
    for value in hashes:
        out = ((out ^ value) * _ODD) & _MASK
        out ^= out >> 29
    return out - (1 << 64) if out >> 63 else out


def keys(m: Matter) -> tuple[int, ...]:
    """The keys of a statement, signed 64-bit, sorted, each once; empty where no word informs."""
    terms = sorted((-weight, _hash(term)) for term, weight in m.weights.items() if weight >= LIGHTEST)[:RAREST]
    out = set()
    for (one, first), (two, second) in combinations(terms, 2):
        if -one - two >= PAIR_WEIGHT:
            out.add(_mix(*((first, second) if first < second else (second, first))))
    informative = [_hash(c) for c in m.order if c]
    if 0 < len(informative) < 3:
        out.add(_mix(1, *informative))
    runs = {_mix(2, *informative[i : i + 3]) for i in range(len(informative) - 2)}
    out.update(sorted(runs)[:RUNS])
    return tuple(sorted(out))
